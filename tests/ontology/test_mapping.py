"""The mapping between a dossier and its quads: nothing is lost or invented, and equal dossiers are equal bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimgraph.ontology import terms
from claimgraph.ontology.dossier import Dossier
from claimgraph.ontology.errors import MappingError
from claimgraph.ontology.mapping import from_quads, item_iri, names_of, to_quads
from claimgraph.ontology.node import Node
from claimgraph.ontology.references import fields_of
from tests.strategies import dossiers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OWN = "https://w3id.org/claimgraph/id/harbour/"

drawn = settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])


def made(**parts: Any) -> Dossier:  # noqa: ANN401 - a dossier as its file has it
    """A small dossier in which two people speak of one claim, with these parts in place of its own."""
    plain = {
        "dossier": "harbour",
        "entities": {
            "pilot": {"kind": "person", "name": "A pilot"},
            "norland": {"kind": "state", "name": "Norland", "iso3166": "QN"},
        },
        "sources": {
            "front-page": {"kind": "report"},
            "letter": {"kind": "report"},
            "log": {"kind": "evidence", "what": "a log"},
        },
        "claims": {"c-rope": {"text": "Rope went out."}, "c-none": {"text": "None went out."}},
        "statements": {
            "s-yes": {"speaker": "pilot", "stance": "affirms", "claim": "c-rope"},
            "s-no": {"speaker": "norland", "stance": "denies", "claim": "c-rope"},
        },
    }
    return Dossier.model_validate({**plain, **parts})


def statement(**fields: object) -> dict[str, Any]:
    """One statement, by the small dossier's pilot on its claim unless told otherwise."""
    return {"s-yes": {"speaker": "pilot", "stance": "affirms", "claim": "c-rope", **fields}}


@drawn
@given(dossiers(verified=True))
def test_a_dossier_read_back_from_its_quads_is_the_same_dossier(dossier: Dossier) -> None:
    """The round trip is the mapping's one promise; it holds for whatever a dossier may say."""
    quads = to_quads(dossier)
    back = from_quads(quads, dossier.iri)
    assert back == dossier
    assert to_quads(back) == quads


@drawn
@given(dossiers(verified=True), st.randoms(use_true_random=False))
def test_the_order_in_which_items_were_written_changes_no_quad(dossier: Dossier, chance: Any) -> None:  # noqa: ANN401 - Hypothesis's Random
    """Two people who write the same items in another order have written the same dossier."""
    plain = dossier.to_plain()
    for key, section in plain.items():
        if isinstance(section, dict) and key in ("entities", "sources", "claims", "statements"):
            items = list(section.items())
            chance.shuffle(items)
            plain[key] = dict(items)
    if "relations" in plain:
        chance.shuffle(plain["relations"])
    assert to_quads(Dossier.model_validate(plain)) == to_quads(dossier)


@drawn
@given(dossiers(verified=True))
def test_quads_stand_in_one_graph_are_sorted_and_have_no_blank_nodes(dossier: Dossier) -> None:
    """One named graph a dossier, in an order that nothing but the content decides."""
    quads = to_quads(dossier)
    assert {quad.graph_name for quad in quads} == {ox.NamedNode(dossier.iri)}
    assert quads == sorted(set(quads), key=str)
    assert not any(isinstance(term, ox.BlankNode) for quad in quads for term in (quad.subject, quad.object))


@drawn
@given(dossiers(verified=True))
def test_every_syntax_that_keeps_graphs_gives_the_quads_back(dossier: Dossier) -> None:
    """Whatever a dossier may say, N-Quads and TriG can hold it."""
    quads = to_quads(dossier)
    for syntax in (ox.RdfFormat.N_QUADS, ox.RdfFormat.TRIG):
        written = ox.serialize(quads, format=syntax)
        assert written is not None
        assert set(ox.parse(written, format=syntax)) == set(quads)


def test_a_dossier_that_uses_every_field_comes_back_whole(everything: Dossier) -> None:
    """No field of any model is lost."""
    assert from_quads(to_quads(everything), everything.iri) == everything


def test_without_one_of_its_quads_a_graph_is_another_dossier_or_none(
    everything: Dossier, everything_as_quads: tuple[ox.Quad, ...]
) -> None:
    """What follows from the fields is missed at once; a field left out whole makes a dossier that says less."""
    fields = {terms.cg(rdf.term) for model in _models() for _, _, rdf in fields_of(model)}
    written = {*fields, terms.cg("prefix")}
    for index, gone in enumerate(everything_as_quads):
        left = [*everything_as_quads[:index], *everything_as_quads[index + 1 :]]
        try:
            found = from_quads(left, everything.iri)
        except MappingError:
            continue
        assert gone.predicate.value in written, f"nobody misses {gone}"
        assert found != everything
        assert set(to_quads(found)) == set(left)


def _models() -> Iterator[type[Node]]:
    pending: list[type[Node]] = [Node]
    while pending:
        model = pending.pop()
        yield model
        pending += model.__subclasses__()


def test_with_a_quad_too_many_a_graph_is_another_dossier_or_none(
    everything: Dossier, everything_as_quads: tuple[ox.Quad, ...]
) -> None:
    """What nobody wrote is noticed; a field's value that may stand there makes a dossier that says more.

    One node of each class is tried: every field stands on one of them.
    """
    graph = ox.NamedNode(everything.iri)
    classes = ox.NamedNode(terms.PREFIXES["rdf"] + "type")
    kinds = {quad.object: quad.subject for quad in everything_as_quads if quad.predicate == classes}
    subjects = sorted(set(kinds.values()), key=str)
    strange = [
        ox.Quad(subject, ox.NamedNode(predicate), term, graph)
        for subject in subjects
        for predicate in ("https://example.org/says", *map(terms.cg, ("note", "slug", "base", "end", "via")))
        for term in (ox.Literal("besides"), ox.NamedNode(everything.iri), ox.Literal("7"))
    ]
    strange += [
        ox.Quad(subject, ox.NamedNode(terms.PREFIXES["rdf"] + "type"), ox.NamedNode(terms.cg(kind)), graph)
        for subject in subjects
        for kind in ("Claim", "Statement", "Quantity", "Dossier")
    ]
    strange.append(ox.Quad(ox.BlankNode(), ox.NamedNode(terms.cg("note")), ox.Literal("besides"), graph))
    there = set(everything_as_quads)
    for odd in strange:
        if odd in there:
            continue
        try:
            found = from_quads([*everything_as_quads, odd], everything.iri)
        except MappingError:
            continue
        assert odd.predicate.value == terms.cg("note"), f"nobody minds {odd}"
        assert set(to_quads(found)) == {*there, odd}


def test_other_graphs_are_left_alone(everything: Dossier, everything_as_quads: tuple[ox.Quad, ...]) -> None:
    """A store's quads hold many dossiers; one is read without the others."""
    other = to_quads(made(dossier="lake"))
    assert from_quads([*other, *everything_as_quads], everything.iri) == everything


def test_a_graph_that_holds_no_dossier_is_refused() -> None:
    """The message says which graph, and what is the matter with it."""
    with pytest.raises(MappingError, match=r"<https://example\.org/x> holds no dossier"):
        from_quads([], "https://example.org/x")


def test_a_graph_that_was_changed_by_other_hands_is_named_with_the_first_odd_quad(
    everything: Dossier, everything_as_quads: tuple[ox.Quad, ...]
) -> None:
    """Whoever has to mend it learns what to look at, and what to do."""
    gone = next(quad for quad in everything_as_quads if "prov#wasAttributedTo" in quad.predicate.value)
    with pytest.raises(MappingError) as caught:
        from_quads([quad for quad in everything_as_quads if quad != gone], everything.iri)
    assert str(gone) in str(caught.value)
    assert "load the dossier again" in str(caught.value)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("harbour:entity/pilot", "pilot"),
        ("harbour:pilot", "pilot"),
        (OWN + "entity/pilot", "pilot"),
        ("harbour:entity/norland", "norland"),
        (terms.ID + "iso3166/QN", "norland"),
        ("other:pilot", "other:entity/pilot"),
        (terms.ID + "other/entity/pilot", "other:entity/pilot"),
        ("river:pilot", "river:entity/pilot"),
        ("https://example.org/river#entity/pilot", "river:entity/pilot"),
        ("stream:pilot", "river:entity/pilot"),
        ("https://example.org/people/1", "https://example.org/people/1"),
        (terms.ID + "iso3166/QM", terms.ID + "iso3166/QM"),
    ],
)
def test_one_item_has_one_spelling_however_it_was_referred_to(written: str, meant: str) -> None:
    """A slug, a full IRI and a prefixed name that mean one item make equal dossiers and equal quads."""
    prefixes = {"river": "https://example.org/river#", "stream": "https://example.org/river#"}
    dossier = made(prefixes=prefixes, statements=statement(speaker=written))
    assert dossier.statements["s-yes"].speaker == meant
    assert dossier == made(prefixes=prefixes, statements=statement(speaker=meant))
    assert from_quads(to_quads(dossier), dossier.iri) == dossier


def test_references_that_turn_out_to_be_one_are_one() -> None:
    """An item named twice in two spellings is counted once, in lists and in groups."""
    twice = ["log", "harbour:source/log", OWN + "source/log"]
    dossier = made(
        statements=statement(**{"based-on": [*twice, {"all": twice}, {"all": ["letter", *twice]}]})
    )
    held = dossier.statements["s-yes"].based_on
    assert [base if isinstance(base, str) else base.all for base in held] == [("letter", "log"), "log"]


def test_a_relation_takes_its_name_from_what_it_joins_not_from_how_that_is_written() -> None:
    """Otherwise one relation would have several IRIs."""
    plain = made(relations=[{"from": "s-no", "kind": "contradicts", "to": "s-yes", "why": "opposite"}])
    spelt = made(
        relations=[
            {"from": OWN + "statement/s-no", "kind": "contradicts", "to": "harbour:s-yes", "why": "opposite"}
        ]
    )
    assert spelt == plain


def test_with_a_base_of_its_own_a_dossier_still_knows_its_own_items_by_its_slug() -> None:
    """The slug before the colon is the dossier's, wherever its IRIs begin."""
    dossier = made(base="https://example.org/harbour#", statements=statement(speaker="harbour:entity/pilot"))
    assert dossier.statements["s-yes"].speaker == "pilot"
    assert dossier.iri == "https://example.org/harbour"
    assert from_quads(to_quads(dossier), dossier.iri) == dossier


def test_a_path_keeps_its_order_and_its_repetitions() -> None:
    """Carriers are a chain, outermost first; a report that met its own words again stands there twice."""
    path = ["letter", "front-page", "letter", "log"]
    dossier = made(statements=statement(**{"in": "front-page", "via": path}))
    assert from_quads(to_quads(dossier), dossier.iri).statements["s-yes"].via == tuple(path)


def test_paths_that_end_alike_share_their_end() -> None:
    """Nodes without a name take theirs from their content, so that equal content is one node."""
    dossier = made(
        statements={
            **statement(**{"in": "front-page", "via": ["letter", "log"]}),
            "s-no": {
                "speaker": "pilot",
                "stance": "denies",
                "claim": "c-rope",
                "in": "letter",
                "via": ["log"],
            },
        }
    )
    carried = [quad for quad in to_quads(dossier) if quad.predicate.value == terms.cg("carriedBy")]
    assert len(carried) == 2
    assert from_quads(to_quads(dossier), dossier.iri) == dossier


@pytest.mark.parametrize(
    ("written", "stored"),
    [("1.50", "1.5"), ("-0", "0"), ("1E+8", "100000000"), ("0.0000000001", "0.0000000001"), (7, "7")],
)
def test_equal_numbers_are_equal_bytes(written: object, stored: str) -> None:
    """A store may rewrite ``1.50``; what is written is what it would rewrite it to."""
    quantity = {"measure": "count", "exactly": written}
    dossier = made(claims={"c-rope": {"text": "x", "slots": {"quantity": quantity}}, "c-none": {"text": "y"}})
    found = [quad.object for quad in to_quads(dossier) if quad.predicate.value == terms.cg("exactly")]
    assert found == [ox.Literal(stored, datatype=ox.NamedNode(terms.PREFIXES["xsd"] + "decimal"))]
    assert from_quads(to_quads(dossier), dossier.iri) == dossier


@pytest.mark.parametrize(
    "words",
    [
        "<script>",
        'a "quoted" \\ word',
        "a\r\nb\tc",
        "a\u2028\u2029\u0085b",
        "\ufdd0\U0001fffe",
        "\u202eabc",
        "e\u0301",
        "x" * 300_000,
    ],
)
def test_words_come_back_as_they_were_written(words: str) -> None:
    """No folding, no trimming, no normal form: what a source printed is kept."""
    dossier = made(claims={"c-rope": {"text": {"en": words, "und": words}}, "c-none": {"text": "y"}})
    assert from_quads(to_quads(dossier), dossier.iri).claims["c-rope"].text == {"en": words, "und": words}


def test_an_item_may_be_called_like_a_section() -> None:
    """A slug that is also the name of a kind leads to its item all the same."""
    dossier = made(
        entities={"entity": {"kind": "person", "name": "E"}},
        claims={"claim": {"text": "C", "slots": {"object": "entity"}}},
        statements={"statement": {"speaker": "entity", "stance": "affirms", "claim": "claim"}},
        relations=[{"id": "relation", "from": "source", "kind": "supports", "to": "statement", "why": "x"}],
        sources={"source": {"kind": "evidence", "what": "x"}},
    )
    assert from_quads(to_quads(dossier), dossier.iri) == dossier


def test_an_entity_with_a_code_has_one_iri_everywhere() -> None:
    """ISO 3166 comes first, then the LEI, then Wikidata; without any, the dossier's own."""
    both = Dossier.model_validate(
        {"dossier": "d", "entities": {"n": {"kind": "state", "name": "N", "iso3166": "QN", "wikidata": "Q1"}}}
    )
    assert names_of(both).local["n"] == terms.ID + "iso3166/QN"
    assert item_iri("https://example.org/", "entity", "n") == "https://example.org/entity/n"


def likely(likelihood: str, stance: str = "affirms") -> set[str]:
    """The direct triples from a statement to its claim."""
    quads = to_quads(made(statements=statement(stance=stance, likelihood=likelihood)))
    claim = ox.NamedNode(OWN + "claim/c-rope")
    ties = {quad.predicate.value.removeprefix(terms.NS) for quad in quads if quad.object == claim}
    return ties - {"claim"}


def test_the_direct_triple_counts_likelihood_in() -> None:
    """Who calls a claim unlikely denies it; the stance as taken stands beside it, unchanged."""
    assert likely("likely") == {"affirms"}
    assert likely("very-unlikely") == {"denies"}
    assert likely("almost-no-chance", "denies") == {"affirms"}
    assert likely("roughly-even-chance") == {"questions"}
    assert likely("unlikely", "no-evidence") == {"noEvidence"}


def direct(**relation: object) -> set[tuple[str, str, str]]:
    """The direct triples beside one relation."""
    said = {"from": "s-no", "kind": "supports", "to": "s-yes", "why": "x", **relation}
    names = [
        terms.camel(kind)
        for kind in ("supports", "contradicts", "tension", "qualifies", "undercuts", "restates")
    ]
    return {
        (quad.subject.value[len(OWN) :], quad.predicate.value[len(terms.NS) :], quad.object.value[len(OWN) :])
        for quad in to_quads(made(relations=[said]))
        if quad.predicate.value.removeprefix(terms.NS) in names
        and isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.NamedNode)
    }


def test_direct_triples_stand_beside_relations_that_hold() -> None:
    """Symmetric ones go both ways; apparent and withdrawn ones leave none."""
    one_way = {("statement/s-no", "supports", "statement/s-yes")}
    assert direct() == one_way
    assert direct(strength="weak") == one_way
    assert direct(kind="contradicts") == {
        ("statement/s-no", "contradicts", "statement/s-yes"),
        ("statement/s-yes", "contradicts", "statement/s-no"),
    }
    assert direct(strength="apparent") == set()
    assert direct(withdrawn="2023") == set()


def test_what_a_claim_inherits_is_marked_as_assumed() -> None:
    """An inherited slot never looks like one that the claim has."""
    dossier = made(
        scope={"period": "2022-02/..", "subject": "norland"},
        claims={"c-rope": {"text": "x", "slots": {"period": "2023"}}, "c-none": {"text": "y"}},
    )
    said = {
        (quad.subject.value, quad.predicate.value.removeprefix(terms.NS))
        for quad in to_quads(dossier)
        if isinstance(quad.subject, ox.NamedNode)
    }
    assert (OWN + "claim/c-rope", "period") in said
    assert (OWN + "claim/c-rope", "assumedPeriod") not in said
    assert (OWN + "claim/c-rope", "assumedSubject") in said
    assert (OWN + "claim/c-none", "assumedPeriod") in said
    assert (OWN + "claim/c-none", "period") not in said


def annotated() -> Callable[[str, str], set[str]]:
    """Looks up what a statement's Web Annotation says."""
    text = {"file": "a.txt", "sha256": "0" * 64}
    dossier = made(
        sources={"front-page": {"kind": "report", "text": text}},
        statements=statement(**{"in": "front-page", "quote": "rope", "position": [3, 7]}),
    )
    quads = to_quads(dossier)

    def objects(subject: str, predicate: str) -> set[str]:
        return {
            quad.object.value
            for quad in quads
            if str(quad.subject) == f"<{subject}>"
            and quad.predicate.value == terms.PREFIXES["oa"] + predicate
            and not isinstance(quad.object, (ox.BlankNode, ox.Triple))
        }

    objects.quads = quads  # type: ignore[attr-defined]
    return objects


def test_a_passage_is_a_web_annotation_with_the_statement_as_its_body() -> None:
    """The annotation is a node of its own: a statement is a speaker's, an annotation its maker's."""
    said = annotated()
    body = ox.NamedNode(OWN + "statement/s-yes")
    has_body = ox.NamedNode(terms.PREFIXES["oa"] + "hasBody")
    quads: list[ox.Quad] = said.quads  # type: ignore[attr-defined]
    (annotation,) = [quad.subject for quad in quads if quad.predicate == has_body and quad.object == body]
    kind = ox.NamedNode(terms.PREFIXES["rdf"] + "type")
    graph = quads[0].graph_name
    assert ox.Quad(annotation, kind, ox.NamedNode(terms.PREFIXES["oa"] + "Annotation"), graph) in quads
    assert isinstance(annotation, ox.NamedNode)
    (target,) = said(annotation.value, "hasTarget")
    assert len(said(target, "hasSource")) == 1
    selectors = said(target, "hasSelector")
    assert {word for one in selectors for word in said(one, "exact")} == {"rope"}
    assert {word for one in selectors for word in said(one, "start") | said(one, "end")} == {"3", "7"}
    assert said(OWN + "statement/s-yes", "hasTarget") == set()
