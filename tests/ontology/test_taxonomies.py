"""The taxonomies of actions and products: well-formed as SKOS, cited where they claim, and meaning what they should."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files

import pyoxigraph as px
import pytest
import rdflib
from rdflib.compare import isomorphic

from claimgraph.ontology import taxonomies
from claimgraph.ontology.errors import UnknownNameError
from claimgraph.ontology.taxonomies import Concept, Taxonomy, actions, products
from claimgraph.ontology.terms import NS, ONTOLOGY_GRAPH, SLUG

SKOS = "http://www.w3.org/2004/02/skos/core#"
MILITARY = "military-equipment"

both = pytest.mark.parametrize("taxonomy", [actions(), products()], ids=["actions", "products"])


def referred_to(concept: Concept) -> Iterator[str]:
    """Every slug that a concept points to."""
    yield from concept.broader
    yield from concept.may_be
    yield from concept.disjoint_with
    yield from filter(None, (concept.converse, concept.compared_as))


@both
def test_every_concept_is_named_defined_and_exemplified(taxonomy: Taxonomy) -> None:
    """A label in English and French, a definition and an example for each, under a slug that a dossier can write."""
    assert len(taxonomy.concepts) > 50
    for slug, concept in taxonomy.concepts.items():
        assert SLUG.fullmatch(slug), slug
        assert {"en", "fr"} <= set(concept.labels), slug
        assert concept.definition.endswith("."), slug
        assert concept.example.endswith("."), slug
        assert concept.iri == f"{taxonomy.scheme}/{slug}"


@both
def test_every_reference_leads_to_a_concept_of_the_same_scheme(taxonomy: Taxonomy) -> None:
    """No broader, may-be, disjoint, converse or compared-as points to nothing."""
    dangling = {
        (concept.slug, target)
        for concept in taxonomy.concepts.values()
        for target in referred_to(concept)
        if target not in taxonomy.concepts
    }
    assert dangling == set()


@both
def test_nothing_is_a_kind_of_itself(taxonomy: Taxonomy) -> None:
    """The broader relation has no cycle."""
    assert [slug for slug in taxonomy.concepts if slug in taxonomy.broader_closure(slug)] == []


@both
def test_no_broader_link_repeats_what_another_implies(taxonomy: Taxonomy) -> None:
    """A concept names its nearest kinds only, so that a change of one link does not leave a stale one."""
    repeated = {
        (concept.slug, far)
        for concept in taxonomy.concepts.values()
        for near, far in itertools.permutations(concept.broader, 2)
        if far in taxonomy.broader_closure(near)
    }
    assert repeated == set()


@both
def test_a_word_names_one_concept(taxonomy: Taxonomy) -> None:
    """No label, preferred or other, in either language, is shared by two concepts, nor is it another one's slug."""
    shared = {
        name: [concept.slug for concept in found]
        for concept in taxonomy.concepts.values()
        for name in concept.names()
        if len(found := taxonomy.called(name)) != 1
    }
    assert shared == {}


@both
def test_labels_keep_skos_integrity(taxonomy: Taxonomy) -> None:
    """One preferred label a language (SKOS S14), none of them also an alternative one (S13)."""
    said = Counter(
        (quad.subject, quad.object.language)
        for quad in taxonomy.quads()
        if quad.predicate.value == SKOS + "prefLabel" and isinstance(quad.object, px.Literal)
    )
    assert set(said.values()) == {1}
    for concept in taxonomy.concepts.values():
        for language, label in concept.labels.items():
            assert label not in concept.alt_labels.get(language, ()), concept.slug


@both
def test_no_concept_is_both_related_and_broader(taxonomy: Taxonomy) -> None:
    """The files use skos:broader and no skos:related, so that SKOS S27 cannot be broken."""
    used = {quad.predicate.value for quad in taxonomy.quads()}
    assert SKOS + "broader" in used
    assert {SKOS + "related", SKOS + "broaderTransitive", SKOS + "narrower"}.isdisjoint(used)


@both
def test_each_concept_is_either_a_top_concept_or_has_a_broader_one(taxonomy: Taxonomy) -> None:
    """Walking up from anywhere ends at a top concept of the scheme."""
    tops = {str(q.subject) for q in taxonomy.quads() if q.predicate.value == SKOS + "topConceptOf"}
    for concept in taxonomy.concepts.values():
        assert (f"<{concept.iri}>" in tops) != bool(concept.broader), concept.slug


@both
def test_each_concept_has_the_class_of_its_scheme(taxonomy: Taxonomy) -> None:
    """Actions are cg:Action, products cg:Product, and each is a skos:Concept in its scheme."""
    kind = "Action" if taxonomy is actions() else "Product"
    quads = set(taxonomy.quads())
    graph = px.NamedNode(ONTOLOGY_GRAPH)
    a = px.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    for concept in taxonomy.concepts.values():
        node = px.NamedNode(concept.iri)
        for said in (
            px.Quad(node, a, px.NamedNode(SKOS + "Concept"), graph),
            px.Quad(node, a, px.NamedNode(NS + kind), graph),
            px.Quad(node, px.NamedNode(SKOS + "inScheme"), px.NamedNode(taxonomy.scheme), graph),
        ):
            assert said in quads, concept.slug


@both
def test_disjointness_and_converse_are_declared_on_both_sides(taxonomy: Taxonomy) -> None:
    """What is symmetric stands in the file both ways, so that one triple pattern finds it."""
    for concept in taxonomy.concepts.values():
        for other in concept.disjoint_with:
            assert concept.slug in taxonomy.concepts[other].disjoint_with
        if concept.converse is not None:
            assert taxonomy.concepts[concept.converse].converse == concept.slug


@both
def test_a_second_engine_reads_the_same_triples(taxonomy: Taxonomy) -> None:
    """In rdflib the file is isomorphic to the quads that a store is given."""
    name = taxonomy.scheme.rpartition("/")[2]
    file = files("claimgraph.ontology") / "taxonomy" / f"{name}s.ttl"
    theirs = rdflib.Graph().parse(data=file.read_bytes(), format="turtle")
    ours = px.serialize((quad.triple for quad in taxonomy.quads()), format=px.RdfFormat.N_TRIPLES)
    assert isomorphic(theirs, rdflib.Graph().parse(data=ours, format="nt"))


@both
def test_nothing_falls_under_two_disjoint_kinds(taxonomy: Taxonomy) -> None:
    """A concept within both sides of a declared disjointness would be empty."""
    for concept in taxonomy.concepts.values():
        kinds = taxonomy.broader_closure(concept.slug) | {concept.slug}
        for kind in kinds:
            assert kinds.isdisjoint(taxonomy.concepts[kind].disjoint_with), concept.slug


@both
def test_every_term_of_ours_in_the_taxonomies_is_defined(taxonomy: Taxonomy) -> None:
    """No cg: property or class is used that the ontology does not declare."""
    ontology = px.parse(
        (files("claimgraph.ontology") / "claimgraph.ttl").read_bytes(), format=px.RdfFormat.TURTLE
    )
    declared = {str(quad.subject) for quad in ontology}
    used = {str(term) for quad in taxonomy.quads() for term in (quad.predicate, quad.object)}
    assert {term for term in used if term.startswith(f"<{NS}")} <= declared


# Actions


def test_converse_actions_are_compared_in_one_direction() -> None:
    """Of two converse actions exactly one gives way, and the other stands for both."""
    for concept in actions().concepts.values():
        if concept.converse not in {None, concept.slug}:
            assert concept.converse is not None
            pair = {actions().canonical(concept.slug)[0], actions().canonical(concept.converse)[0]}
            assert len(pair) == 1, concept.slug
            assert pair <= {concept.slug, concept.converse}


def test_what_stands_for_another_action_stands_for_itself() -> None:
    """Canonical is idempotent: no chain of comparisons."""
    for slug in actions().concepts:
        canonical, _ = actions().canonical(slug)
        assert actions().canonical(canonical) == (canonical, False)


def test_importing_is_delivering_seen_from_the_other_side() -> None:
    """Delivers and imports are converse, buys and sells too; subject and counterparty change places."""
    assert actions().concepts["imports"].converse == "delivers"
    assert actions().canonical("imports") == ("delivers", True)
    assert actions().canonical("buys") == ("sells", True)


def test_a_symmetric_action_is_its_own_converse() -> None:
    """Who meets is met; nothing needs to give way."""
    assert actions().concepts["meets"].converse == "meets"
    assert actions().canonical("meets") == ("meets", False)


@pytest.mark.parametrize(
    "other", ["approves-delivery-of", "plans-delivery-of", "orders", "requests", "offers"]
)
def test_no_denial_of_delivery_answers_an_approval_a_plan_or_an_order(other: str) -> None:
    """Approving, planning, ordering, asking and offering are no kinds of delivering, and disjoint from it."""
    assert not actions().is_within(other, "delivers")
    assert actions().are_disjoint(other, "delivers")


def test_different_actions_are_disjoint_unless_one_is_a_kind_of_the_other() -> None:
    """Giving is delivering; selling is not, and giving is not approving."""
    assert actions().is_within("gives", "delivers")
    assert not actions().are_disjoint("gives", "delivers")
    assert actions().are_disjoint("sells", "delivers")
    assert actions().are_disjoint("approves-delivery-of", "plans-delivery-of")


def test_acts_of_speech_are_no_actions() -> None:
    """Saying, reporting, admitting and denying belong to statements; professing is an action of its own."""
    for word in ("says", "reports", "admits", "denies", "affirms", "assesses", "predicts"):
        assert actions().called(word) == ()
    assert actions().find("professes") is not None


# Products


def test_artillery_shells_are_military_equipment() -> None:
    """All artillery ammunition is lethal aid, and so military equipment."""
    assert products().is_within("artillery-ammunition", MILITARY)
    assert products().is_within("artillery-ammunition", "lethal-aid")


@pytest.mark.parametrize(
    "kind", ["drones", "body-armour", "thermal-sights", "ceramics", "weapon-parts", "vehicle-parts"]
)
def test_containment_of_goods_that_may_be_military_is_open(kind: str) -> None:
    """Neither within military equipment nor disjoint from it, so that a denial of the one leaves the other open."""
    assert not products().is_within(kind, MILITARY)
    assert products().may_be_within(kind, MILITARY)
    assert not products().are_disjoint(kind, MILITARY)


def test_no_lethal_aid_leaves_equipment_standing() -> None:
    """Lethal aid is strictly within military equipment, and that within equipment."""
    for wider in (MILITARY, "equipment"):
        assert products().is_within("lethal-aid", wider)
        assert not products().is_within(wider, "lethal-aid")


def test_weapons_or_lethal_aid_are_strictly_within_military_equipment() -> None:
    """Each of the two alternatives is narrower than the equipment that was affirmed."""
    for kind in ("weapons", "lethal-aid"):
        assert products().is_within(kind, MILITARY)
        assert not products().is_within(MILITARY, kind)


def test_protective_equipment_is_not_lethal() -> None:
    """Disjoint by declaration, and so is all that falls under it."""
    assert products().are_disjoint("protective-equipment", "lethal-aid")
    assert products().are_disjoint("body-armour", "weapons")
    assert not products().may_be_within("body-armour", "lethal-aid")


def test_a_hunting_rifle_need_not_be_a_weapon_of_war() -> None:
    """Kind and military character are separate: firearms may be weapons, assault rifles are."""
    assert products().may_be_within("firearms", "weapons")
    assert products().is_within("assault-rifles", "weapons")
    assert products().is_within("assault-rifles", "firearms")


def test_separate_headings_make_products_disjoint() -> None:
    """Drones (8806) are neither crewed aircraft (8802) nor munitions (9306); what has no heading stays unrelated."""
    assert products().are_disjoint("drones", "crewed-aircraft")
    assert products().are_disjoint("drones", "artillery-ammunition")
    assert not products().are_disjoint("drones", "food")
    assert not products().may_be_within("drones", "food")


def test_a_shared_heading_does_not_make_products_disjoint() -> None:
    """Grenades and missiles both stand under 9306: unrelated, not disjoint."""
    assert not products().are_disjoint("grenades", "missiles")


def test_a_narrower_kind_stands_under_the_heading_of_its_kind() -> None:
    """Combat drones give no heading of their own."""
    assert products().concepts["combat-drones"].hs == ()
    assert products().headings("combat-drones") == {"8806"}
    assert products().are_disjoint("combat-drones", "missiles")


def test_open_containment_and_disjointness_exclude_each_other() -> None:
    """No pair of products is both, and disjointness reads the same from either side."""
    known = products()
    for one, other in itertools.combinations(known.concepts, 2):
        disjoint = known.are_disjoint(one, other)
        assert disjoint == known.are_disjoint(other, one)
        assert not (disjoint and (known.may_be_within(one, other) or known.may_be_within(other, one)))


def test_disjointness_is_inherited_by_narrower_kinds() -> None:
    """If two products are disjoint by declaration, every kind of the one is disjoint from every kind of the other."""
    known = products()
    for concept in known.concepts.values():
        for other in concept.disjoint_with:
            ones = [slug for slug in known.concepts if known.is_within(slug, concept.slug)]
            others = [slug for slug in known.concepts if known.is_within(slug, other)]
            assert all(known.are_disjoint(*pair) for pair in itertools.product(ones, others))


def test_dual_use_is_a_flag_and_nowhere_a_branch() -> None:
    """No concept is called dual use; drones carry the flag, and what does not say is None, not False."""
    for concept in products().concepts.values():
        assert not any(re.search(r"dual.?use|double usage", name.casefold()) for name in concept.names())
    assert products().concepts["drones"].dual_use is True
    assert products().concepts["wheat"].dual_use is None


def test_headings_are_four_digit_strings_with_a_source() -> None:
    """A leading zero survives, no heading is a number, and each says where it was read."""
    for concept in products().concepts.values():
        assert all(re.fullmatch(r"[0-9]{4}", code) for code in concept.hs), concept.slug
        assert bool(concept.hs) == bool(concept.sources), concept.slug
    assert products().concepts["coffee"].hs == ("0901",)
    for quad in products().quads():
        if quad.predicate.value == NS + "hsHeading":
            assert isinstance(quad.object, px.Literal)
            assert quad.object.datatype.value.endswith("#string")


def test_each_cited_document_is_described() -> None:
    """A source has a title and says when it was read."""
    said: dict[str, set[str]] = {}
    for quad in products().quads():
        if isinstance(quad.subject, px.NamedNode):
            said.setdefault(quad.subject.value, set()).add(quad.predicate.value)
    cited = {source for concept in products().concepts.values() for source in concept.sources}
    assert len(cited) > 1
    for source in cited:
        assert {"http://purl.org/dc/terms/title", "http://purl.org/dc/terms/description"} <= said[source]


def test_drones_stand_under_the_heading_made_for_them() -> None:
    """8806 exists since the edition of 2022."""
    assert products().concepts["drones"].hs == ("8806",)


# The Python face


def test_a_concept_is_found_by_slug_and_by_iri_alone() -> None:
    """A label finds through called(), never through find()."""
    drones = products().find("drones")
    assert drones is not None
    assert products().find(drones.iri) is drones
    assert products().find("UAVs") is None
    assert products().called("uavs") == (drones,)
    assert actions().find("drones") is None


def test_a_straight_apostrophe_finds_a_typographic_one() -> None:
    """French labels are printed with their own apostrophe and typed with the other."""
    assert [concept.slug for concept in actions().called("s'oppose à")] == ["opposes"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [("delivres", "delivers"), ("envoie", "delivers"), ("aproves-delivery-of", "approves-delivery-of")],
)
def test_a_mistyped_or_other_word_suggests_the_right_slug_first(word: str, meant: str) -> None:
    """Slugs and labels in both languages are looked through."""
    assert actions().nearest(word)[0] == meant


def test_a_word_like_nothing_suggests_nothing() -> None:
    """No suggestion is better than a wrong one."""
    assert actions().nearest("xqzzyk") == []


def test_an_unknown_slug_is_an_error_that_names_the_nearest() -> None:
    """Never an empty answer for a concept that does not exist."""
    with pytest.raises(UnknownNameError, match="did you mean 'drones'") as caught:
        products().is_within("drone", MILITARY)
    assert caught.value.name == "drone"
    with pytest.raises(UnknownNameError):
        products().are_disjoint("drones", "no-such-thing")
    with pytest.raises(UnknownNameError):
        products().may_be_within("no-such-thing", "drones")


def test_concepts_cannot_be_changed() -> None:
    """Neither the mapping of concepts nor its labels can be written to."""
    with pytest.raises(TypeError):
        products().concepts["drones"] = products().concepts["tanks"]  # type: ignore[index]
    with pytest.raises(TypeError):
        products().concepts["drones"].labels["en"] = "toys"  # type: ignore[index]


def test_the_taxonomies_are_read_once() -> None:
    """Two calls give one object."""
    assert actions() is taxonomies.actions()
    assert products() is taxonomies.products()
