"""The contract of a store, the same on disk and in memory."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from claimgraph.graph.store import integrity
from claimgraph.graph.store.loading import Submission
from claimgraph.graph.store.texts import sha256_of
from claimgraph.ontology import mapping, terms
from claimgraph.ontology.dossier import Dossier
from claimgraph.ontology.errors import ClaimGraphError, NotLoadedError, QuerySyntaxError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from claimgraph.graph.store.store import Store

NOON = datetime(2020, 5, 1, 12, tzinfo=UTC)
EVENING = datetime(2020, 5, 1, 18, tzinfo=UTC)


def graph(store: Store, iri: str) -> set[ox.Quad]:
    """All quads of one graph."""
    return set(store.quads_for_pattern(None, None, None, ox.NamedNode(iri)))


def changed(dossier: Dossier, /, **values: object) -> Dossier:
    """A dossier with some of its top keys changed."""
    plain: dict[str, Any] = dossier.to_plain()
    return Dossier.model_validate({**plain, **values})


def test_an_empty_store_holds_the_ontology_and_no_dossier(store: Store) -> None:
    """A query can ask what a word means before anything is loaded."""
    assert store.dossiers() == []
    assert store.graphs() == [terms.LOG_GRAPH, terms.ONTOLOGY_GRAPH]
    assert bool(store.query("ASK { cg:Claim rdfs:label ?label }"))
    assert integrity.check(store) == []


def test_a_dossier_is_one_graph_and_exactly_its_quads(store: Store, ferry: Dossier) -> None:
    """Nothing else comes into its graph, and nothing is lost."""
    report = store.load(ferry)
    assert graph(store, ferry.iri) == set(mapping.to_quads(ferry))
    assert (report.status, report.dossier, report.slug) == ("new", ferry.iri, "ferry")
    assert (report.entities, report.sources, report.claims, report.statements, report.relations) == (
        5,
        2,
        3,
        4,
        2,
    )
    assert report.quads == report.added == len(mapping.to_quads(ferry))


def test_a_dossier_is_read_back_as_it_was_loaded(both_loaded: Store, ferry: Dossier, tide: Dossier) -> None:
    """By slug or by IRI."""
    assert both_loaded.dossier("ferry") == ferry
    assert both_loaded.dossier(tide.iri) == tide


def test_loading_the_same_again_writes_nothing(
    both_loaded: Store, ferry: Dossier, texts: dict[str, bytes]
) -> None:
    """Not even the log: the dossier was recorded when it first held this."""
    before, generation = set(both_loaded.quads_for_pattern(None, None, None)), both_loaded.generation
    report = both_loaded.load(ferry, texts=texts, recorded_at=NOON)
    assert (report.status, report.added, report.removed) == ("unchanged", 0, 0)
    assert (report.quads, report.texts) == (len(mapping.to_quads(ferry)), 1)
    assert (set(both_loaded.quads_for_pattern(None, None, None)), both_loaded.generation) == (
        before,
        generation,
    )


def test_loading_replaces_the_former_self_and_nothing_else(
    both_loaded: Store, ferry: Dossier, tide: Dossier
) -> None:
    """What the new version does not say is gone; the other dossier stays as it was."""
    plain: dict[str, Any] = ferry.to_plain()
    new = changed(ferry, claims={**plain["claims"], "c-new": {"text": {"en": "It rained"}}}, title="Anew")
    generation = both_loaded.generation
    report = both_loaded.load(new)
    assert report.status == "replaced"
    assert graph(both_loaded, ferry.iri) == set(mapping.to_quads(new))
    assert graph(both_loaded, tide.iri) == set(mapping.to_quads(tide))
    assert both_loaded.generation != generation
    assert [finding for finding in integrity.check(both_loaded) if finding.severity == "error"] == []


def test_several_dossiers_load_together_or_not_at_all(store: Store, ferry: Dossier, tide: Dossier) -> None:
    """One that cannot be loaded keeps the other out; together they know each other."""
    clash = Dossier.model_validate({"dossier": "ferry", "base": "https://example.org/ferry/"})
    with pytest.raises(StoreError, match="'ferry' already"):
        store.load_all([Submission(ferry), Submission(clash)])
    assert store.dossiers() == []
    reports = store.load_all([Submission(ferry), Submission(tide)])
    assert [report.warnings for report in reports] == [(), ()]
    with pytest.raises(StoreError, match="handed in twice"):
        store.load_all([Submission(ferry), Submission(changed(ferry, title="Twice"))])


def test_a_reference_that_leads_nowhere_yet_is_a_warning(store: Store, ferry: Dossier, tide: Dossier) -> None:
    """It is kept, and leads somewhere once the other dossier is loaded."""
    first = store.load(ferry)
    assert [warning.split(",")[0] for warning in first.warnings] == [
        "'s-tide' refers to 'tide:claim/c-flood'",
        next(w.split(",")[0] for w in first.warnings if "s-flood" in w),
    ]
    assert store.load(tide).warnings == ()
    assert store.load(changed(ferry, title="Again")).warnings == ()


def test_unloading_leaves_no_trace(
    store: Store, ferry: Dossier, tide: Dossier, texts: dict[str, bytes]
) -> None:
    """Graph, log entry and text go; whoever referred to it is named."""
    store.load(tide)
    before = set(store.quads_for_pattern(None, None, None))
    store.load(ferry, texts=texts)
    report = store.unload("ferry")
    assert (report.quads, report.texts, report.slug) == (len(mapping.to_quads(ferry)), 1, "ferry")
    assert report.warnings == (f"dossier <{tide.iri}> refers to it",)
    assert set(store.quads_for_pattern(None, None, None)) == before
    assert ferry.iri not in store.graphs()
    assert store.texts() == []


def test_a_name_that_is_not_loaded_says_what_is(both_loaded: Store) -> None:
    """The nearest slug is offered."""
    for ask in (both_loaded.unload, both_loaded.dossier, both_loaded.find_dossier):
        with pytest.raises(
            NotLoadedError, match=r"no dossier 'fery' \(did you mean 'ferry'\?\); it holds ferry, tide"
        ):
            ask("fery")


def test_an_empty_store_says_that_it_is_empty(store: Store) -> None:
    """Rather than list nothing."""
    with pytest.raises(NotLoadedError, match="it is empty"):
        store.unload("ferry")


def test_the_log_says_what_was_recorded_when(store: Store, ferry: Dossier) -> None:
    """The first time is kept, the last one moves, and no time is made up."""
    store.load(ferry, recorded_at=NOON, source_hash="a" * 64)
    store.load(changed(ferry, title="Later"), recorded_at=EVENING)
    held = store.find_dossier("ferry")
    assert (held.first_recorded, held.recorded) == ("2020-05-01T12:00:00Z", "2020-05-01T18:00:00Z")
    assert held.source_sha256 is None
    assert held.quads == len(graph(store, ferry.iri))
    store.unload("ferry")
    store.load(ferry)
    assert store.find_dossier("ferry").recorded is None


def test_no_recording_time_stands_in_a_dossier(store: Store, ferry: Dossier) -> None:
    """So its bytes do not depend on when somebody loaded it."""
    store.load(ferry, recorded_at=NOON)
    said = store.quads_for_pattern(None, ox.NamedNode(terms.cg("recorded")), None)
    assert {quad.graph_name for quad in said} == {ox.NamedNode(terms.LOG_GRAPH)}


@pytest.mark.parametrize(
    ("handed_in", "said"),
    [
        ({"texts": {"0" * 64: b"other"}}, "has SHA-256"),
        ({"source_hash": "no hash"}, "'no hash' is no SHA-256"),
        ({"recorded_at": datetime(2020, 5, 1)}, "no time zone"),  # noqa: DTZ001 - the fault that is tested
    ],
)
def test_what_comes_with_a_dossier_is_checked(
    store: Store, ferry: Dossier, handed_in: dict[str, Any], said: str
) -> None:
    """Before anything is written."""
    with pytest.raises(StoreError, match=said):
        store.load(ferry, **handed_in)
    assert store.dossiers() == []


def test_texts_are_kept_under_their_hash_while_somebody_names_them(
    store: Store, ferry: Dossier, texts: dict[str, bytes]
) -> None:
    """A text that nothing names is not kept, and says so; one that is named no longer goes."""
    stray = {sha256_of(b"stray"): b"stray"}
    name, text = next(iter(texts.items()))
    warnings = store.load(ferry, texts={**texts, **stray}).warnings
    assert f"{sha256_of(b'stray')[:16]}… was handed in" in warnings[-1]
    assert store.texts() == [name]
    assert store.text_bytes(name) == text
    assert store.text(name) == text.decode()
    assert store.text("0" * 64) is None
    plain: dict[str, Any] = ferry.to_plain()
    del plain["sources"]["article"]["text"]
    store.load(Dossier.model_validate(plain))
    assert store.texts() == []


def test_a_text_that_comes_later_is_taken_in(store: Store, ferry: Dossier, texts: dict[str, bytes]) -> None:
    """Even where the dossier itself has not changed."""
    assert store.load(ferry).texts == 0
    report = store.load(ferry, texts=texts)
    assert (report.status, report.texts) == ("unchanged", 1)


@pytest.mark.parametrize(
    ("slug", "base", "said"),
    [
        ("ferry", "https://example.org/ferry/", "holds a dossier 'ferry' already"),
        ("other", "https://w3id.org/claimgraph/id/ferry/", "of dossier 'ferry', which is loaded"),
        ("other", "https://w3id.org/claimgraph/id/ferry#", "of dossier 'ferry', which is loaded"),
        ("other", "https://w3id.org/claimgraph/id/ferry/more/", "of dossier 'ferry', which is loaded"),
        ("other", "https://w3id.org/claimgraph/id/", "holds the default bases of all dossiers"),
        ("other", "https://w3id.org/", "belongs to no dossier"),
        ("other", "https://w3id.org/claimgraph/ns#", "belongs to no dossier"),
        ("other", "https://w3id.org/claimgraph/ns/", "belongs to no dossier"),
        ("other", "https://w3id.org/claimgraph/log/", "belongs to no dossier"),
        ("other", "https://w3id.org/claimgraph/derived#", "belongs to no dossier"),
        ("other", "https://w3id.org/claimgraph/product/", "belongs to no dossier"),
        ("iso3166", "", "belongs to no dossier"),
        ("other", "http://www.w3.org/2004/02/skos/core#", "belongs to no dossier"),
    ],
)
def test_a_dossier_may_only_claim_iris_of_its_own(
    store: Store, ferry: Dossier, slug: str, base: str, said: str
) -> None:
    """Neither another dossier's, nor what belongs to everybody."""
    store.load(ferry)
    with pytest.raises(StoreError, match=said):
        store.load(Dossier.model_validate({"dossier": slug, "base": base}))
    assert [held.slug for held in store.dossiers()] == ["ferry"]


def test_neighbouring_bases_do_not_collide(store: Store, ferry: Dossier) -> None:
    """``ferry`` and ``ferry-two`` are different folders."""
    store.load(ferry)
    assert store.load(Dossier(dossier="ferry-two")).status == "new"


def test_prefixes_are_ours_and_the_dossiers(both_loaded: Store) -> None:
    """A dossier's slug stands for its base, unless it is ours or cannot be a prefix."""
    both_loaded.load(Dossier(dossier="skos"))
    both_loaded.load(Dossier(dossier="2020-night"))
    prefixes = both_loaded.prefixes()
    assert prefixes["ferry"] == "https://w3id.org/claimgraph/id/ferry/"
    assert prefixes["skos"] == terms.PREFIXES["skos"]
    assert "2020-night" not in prefixes
    rows = list(both_loaded.rows(r"SELECT ?text { ferry:claim\/c-calm cg:content ?text }"))
    assert [row["text"].value for row in rows] == ["The ferry left undamaged"]
    both_loaded.unload("ferry")
    assert "ferry" not in both_loaded.prefixes()


def test_our_own_queries_see_the_union_of_graphs(both_loaded: Store) -> None:
    """Without naming a graph."""
    assert bool(both_loaded.query("ASK { ?s cg:denies ?c . ?q cg:questions ?c }"))
    with pytest.raises(QuerySyntaxError, match="not SPARQL"):
        both_loaded.query("SELEKT")
    with pytest.raises(QuerySyntaxError, match="SELECT query was expected"):
        list(both_loaded.rows("ASK {}"))


def test_a_typed_query_sees_each_new_state(store: Store, ferry: Dossier, tide: Dossier) -> None:
    """The worker that answers looks again once the store has changed."""
    count = "SELECT (COUNT(?c) AS ?n) { ?c a cg:Claim }"
    seen = []
    for step in (
        lambda: None,
        lambda: store.load(ferry),
        lambda: store.load(tide),
        lambda: store.unload("ferry"),
    ):
        step()
        seen.append(next(iter(store.select(count).rows))[0].value)  # type: ignore[union-attr]
    assert seen == ["0", "3", "4", "1"]


def test_a_snapshot_stays_as_it_is_while_it_is_held(store: Store, ferry: Dossier, tide: Dossier) -> None:
    """Another process can read it meanwhile."""
    store.load(ferry)
    with store.snapshot_path() as path:
        before = len(set(ox.Store.read_only(str(path))))
        assert before == len(list(store.quads_for_pattern(None, None, None)))
        if store.path is not None:
            store.load(tide)
            assert len(set(ox.Store.read_only(str(path)))) == before


def test_rdflib_gets_the_same_quads(both_loaded: Store) -> None:
    """Term by term, strings as plain literals, and nothing normalised."""
    import rdflib

    dataset = both_loaded.to_rdflib()
    expected = {
        (str(q.subject.value), q.predicate.value, q.object.value, q.graph_name.value)  # type: ignore[union-attr]
        for q in both_loaded.quads_for_pattern(None, None, None)
    }
    assert {
        tuple(map(str, (s, p, o, g))) for s, p, o, g in dataset.quads((None, None, None, None))
    } == expected
    slug = rdflib.URIRef(terms.cg("slug"))
    assert len(list(dataset.quads((None, slug, rdflib.Literal("c-calm"), None)))) == 1
    named = dataset.quads((None, rdflib.URIRef(terms.cg("name")), rdflib.Literal("Norvège", lang="fr"), None))
    assert len(list(named)) == 1
    assert dict(dataset.namespaces())["cg"] == rdflib.URIRef(terms.NS)


def test_a_closed_store_says_so(store: Store) -> None:
    """Rather than crash somewhere below."""
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.dossiers()
    store.close()


def test_no_foreign_exception_leaves_the_room(
    store: Store, ferry: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the database raises is said in our own words."""
    store.load(ferry)

    class Broken:
        def __getattr__(self, name: str) -> object:
            raise OSError(5, f"Input/output error in {name}")

        def __iter__(self) -> Iterator[ox.Quad]:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(type(store._backing), "quads", property(lambda _: Broken()))  # noqa: SLF001 - breaks what lies below
    for ask in (
        store.dossiers,
        store.graphs,
        lambda: store.find_dossier("ferry"),
        lambda: store.dossier("ferry"),
        lambda: store.query("ASK {}"),
        lambda: list(store.rows("SELECT * {}")),
        lambda: list(store.quads_for_pattern(None, None, None)),
        lambda: store.select("ASK {}"),
        store.to_rdflib,
        lambda: store.load(changed(ferry, title="New")),
        lambda: store.unload("ferry"),
    ):
        with pytest.raises(ClaimGraphError):
            ask()


def test_refreshing_a_store_that_nobody_else_wrote_changes_nothing(
    store: Store, ferry: Dossier, tmp_path: Path
) -> None:
    """A reader may always ask."""
    store.load(ferry)
    generation = store.generation
    store.refresh()
    assert store.generation == generation
    assert store.path in (None, tmp_path / ".claimgraph")
    assert str(generation) in repr(store)
