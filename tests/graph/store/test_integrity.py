"""What the integrity check finds in a store that other hands have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from claimgraph.graph.store import integrity
from claimgraph.graph.store.store import Store
from claimgraph.ontology import terms

if TYPE_CHECKING:
    from pathlib import Path

    from claimgraph.ontology.dossier import Dossier

FERRY = "https://w3id.org/claimgraph/id/ferry"


def quad(subject: str, predicate: str, value: str, graph: str) -> ox.Quad:
    """A quad of IRIs."""
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(value), ox.NamedNode(graph))


def found(store: Store) -> list[tuple[str, str, str]]:
    """Severity, code and place of each finding."""
    return [(finding.severity, finding.code, finding.where) for finding in integrity.check(store)]


def meddle(store: Store, removed: list[ox.Quad], added: list[ox.Quad]) -> None:
    """Change quads behind the store's back."""
    store._backing.apply(removed, added)  # noqa: SLF001 - as other hands would


def test_a_store_as_it_was_loaded_is_whole(both_loaded: Store) -> None:
    """Nothing is found."""
    assert integrity.check(both_loaded) == []


def test_a_reference_that_leads_nowhere_is_a_warning(store: Store, ferry: Dossier) -> None:
    """One for each name that is missing."""
    store.load(ferry)
    assert found(store) == [("warning", "reference", FERRY)] * 2


def test_a_quad_too_many_is_found(both_loaded: Store) -> None:
    """In a dossier's graph, it is said by no dossier."""
    meddle(
        both_loaded, [], [quad(f"{FERRY}/claim/c-calm", terms.cg("denies"), f"{FERRY}/claim/c-loss", FERRY)]
    )
    assert found(both_loaded) == [("error", "mapping", FERRY)]
    assert "says besides" in integrity.check(both_loaded)[0].message


def test_a_quad_too_few_is_found(both_loaded: Store) -> None:
    """Each of a dossier's quads follows from it, so that any that is lost is missed."""
    lost = next(
        both_loaded.quads_for_pattern(None, ox.NamedNode(terms.cg("carrier")), None, ox.NamedNode(FERRY))
    )
    meddle(both_loaded, [lost], [])
    assert found(both_loaded) == [("error", "mapping", FERRY)]
    assert "lacks" in integrity.check(both_loaded)[0].message


def test_a_change_that_makes_another_dossier_is_found(both_loaded: Store) -> None:
    """It maps back, and the log knows that it is not what was loaded."""
    both_loaded.load(both_loaded.dossier("ferry"))
    graph = ox.NamedNode(FERRY)
    author = next(both_loaded.quads_for_pattern(graph, ox.NamedNode(terms.cg("author")), None, graph))
    other = ox.Quad(author.subject, author.predicate, ox.Literal("Somebody else"), graph)
    meddle(both_loaded, [author], [other])
    assert ("error", "log", FERRY) in found(both_loaded)


def test_a_graph_and_a_quad_that_are_nobodys_are_found(both_loaded: Store) -> None:
    """Nothing stands in a store that no dossier, log or ontology says."""
    strange = "https://example.org/strange"
    meddle(both_loaded, [], [quad(strange, strange, strange, strange)])
    assert found(both_loaded) == [("error", "stranger", strange)]
    meddle(both_loaded, [], [ox.Quad(*(ox.NamedNode(strange),) * 3)])
    assert found(both_loaded) == [("error", "stranger", ""), ("error", "stranger", strange)]


def test_a_log_that_is_silent_or_tells_too_much_is_found(both_loaded: Store) -> None:
    """Each graph has an entry, and each entry a graph."""
    log = ox.NamedNode(terms.LOG_GRAPH)
    entries = list(both_loaded.quads_for_pattern(ox.NamedNode(FERRY), None, None, log))
    elsewhere = ox.Quad(
        ox.NamedNode("https://example.org/gone"), entries[0].predicate, entries[0].object, log
    )
    meddle(both_loaded, entries, [elsewhere])
    assert found(both_loaded) == [("error", "log", "https://example.org/gone"), ("error", "log", FERRY)]


def test_an_ontology_of_another_version_is_a_warning_and_the_next_load_renews_it(
    both_loaded: Store, ferry: Dossier
) -> None:
    """A store outlives the package that made it."""
    ontology, log = ox.NamedNode(terms.ONTOLOGY_GRAPH), ox.NamedNode(terms.LOG_GRAPH)
    former = list(both_loaded.quads_for_pattern(None, None, None, ontology))[::2]
    entry = list(both_loaded.quads_for_pattern(ontology, ox.NamedNode(terms.cg("contentSha256")), None, log))
    meddle(
        both_loaded, [*former, *entry], [ox.Quad(entry[0].subject, entry[0].predicate, ox.Literal("0"), log)]
    )
    assert found(both_loaded) == [("warning", "ontology", terms.ONTOLOGY_GRAPH)]
    assert both_loaded.load(ferry).status == "unchanged"
    assert found(both_loaded) == []


def test_a_text_that_is_not_what_its_name_says_is_found(
    tmp_path: Path, ferry: Dossier, tide: Dossier, texts: dict[str, bytes]
) -> None:
    """And loading its dossier again puts it right."""
    with Store.open(tmp_path / "store") as store:
        store.load(tide)
        store.load(ferry, texts=texts)
        name = next(iter(texts))
        (tmp_path / "store" / "texts" / name).write_bytes(b"other words")
        (tmp_path / "store" / "texts" / ("0" * 64)).write_bytes(b"nobody's")
        assert found(store) == [("error", "text", "0" * 64), ("error", "text", name)]
        store.load(ferry, texts=texts)
        assert found(store) == [("error", "text", "0" * 64)]


@pytest.mark.parametrize("loaded", [True, False])
def test_a_text_that_nothing_names_is_a_warning(store: Store, ferry: Dossier, *, loaded: bool) -> None:
    """A crash can leave one; the next write removes it."""
    if loaded:
        store.load(ferry)
    name = store._backing.texts.add(b"left over")  # noqa: SLF001 - as a crash would
    assert ("warning", "text", name) in found(store)
    store.load(ferry.model_copy(update={"title": {"en": "Anew"}}))
    assert store.texts() == []


def test_dossiers_whose_iris_meet_are_found(both_loaded: Store, ferry: Dossier) -> None:
    """Though nothing could have loaded them."""
    from claimgraph.ontology import mapping
    from claimgraph.ontology.dossier import Dossier as AnyDossier

    inner = AnyDossier.model_validate({"dossier": "inner", "base": f"{ferry.base}inner/"})
    meddle(both_loaded, [], mapping.to_quads(inner))
    assert {code for _, code, _ in found(both_loaded)} == {"collision", "log"}
