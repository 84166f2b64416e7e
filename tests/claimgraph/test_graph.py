"""The Python face: a graph in a handful of lines, every result typed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib

import claimgraph as cg
from claimgraph.drawing import annotated
from claimgraph.graph.sparql.results import Answer, Rows, Triples
from claimgraph.graph.tracing.pairs import Pair
from claimgraph.graph.tracing.trace import Trace
from claimgraph.ontology import errors, terms
from tests.small import dossier, said

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def founding() -> Iterator[cg.Graph]:
    """The founding case in memory; only read."""
    with cg.in_memory() as graph:
        graph.load(cg.demo_dossier())
        yield graph


def test_the_face_names_what_it_has() -> None:
    """``dir`` and ``__all__`` agree with what can be asked for, and a wrong name says what there is."""
    assert set(cg.__all__) <= set(dir(cg))
    assert [getattr(cg, name) for name in cg.__all__]
    with pytest.raises(AttributeError, match="it has ClaimGraphError, Graph"):
        cg.Grap  # type: ignore[attr-defined]  # noqa: B018 - the wrong name is the point


def test_importing_it_imports_no_room() -> None:
    """``import claimgraph`` reads one small file."""
    code = (
        "import sys, claimgraph; print([m for m in sys.modules if m.startswith(('claimgraph.', 'pydantic'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_graph_on_disk_keeps_what_was_loaded(tmp_path: Path) -> None:
    """Loading twice changes nothing, and another process sees it."""
    with cg.open(tmp_path / "store") as graph:
        assert [report.status for report in graph.load(cg.demo_dossier())] == ["new"]
        assert [report.status for report in graph.load(str(cg.demo_dossier()))] == ["unchanged"]
    with cg.Graph.open(tmp_path / "store", make=False) as again:
        assert [one.slug for one in again.dossiers()] == ["founding"]
        assert again.check() == []
        with pytest.raises(errors.StoreError, match="to be read"):
            again.unload("founding")
    with cg.open(tmp_path / "store") as last:
        assert last.unload("founding").slug == "founding"
        assert last.dossiers() == []


def test_all_problems_of_all_files_come_at_once_and_nothing_is_loaded(tmp_path: Path) -> None:
    """One exception holds them, each with its file and line."""
    for name, text in (("a.yaml", "dossier: A\n"), ("b.yaml", "dossier: b\nclaims: 3\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    with cg.in_memory() as graph:
        with pytest.raises(errors.DossierError) as caught:
            graph.load(tmp_path / "a.yaml", cg.demo_dossier(), tmp_path / "b.yaml")
        assert {Path(one.file).name for one in caught.value.problems} == {"a.yaml", "b.yaml"}
        assert graph.dossiers() == []


def test_warnings_of_the_file_and_of_the_store_are_in_the_report(tmp_path: Path) -> None:
    """What was loaded all the same, and is worth a look."""
    file = tmp_path / "x.yaml"
    file.write_text(
        "dossier: x\nentities: {a: {kind: person, name: A}}\nclaims: {c-1: {text: {en: A}}}\n"
        "sources: {r: {kind: report, text: {file: nowhere.txt}}}\n"
        "statements: {s-1: {speaker: a, stance: affirms, claim: 'other:claim/c-9', in: r}}\n",
        encoding="utf-8",
    )
    with cg.in_memory() as graph:
        (report,) = graph.load(file)
    assert any("nowhere.txt" in words for words in report.warnings)
    assert any("other" in words for words in report.warnings)


def test_queries_give_typed_results(founding: cg.Graph) -> None:
    """Rows, an answer, or triples; by SPARQL or by name."""
    rows = founding.query("SELECT ?claim { ?claim a cg:Claim }")
    assert isinstance(rows, Rows)
    assert len(rows.to_pandas()) == len(rows) > 40
    assert founding.query("ASK { ?s cg:stance cg:denies }") == Answer(value=True)
    assert isinstance(founding.query("CONSTRUCT { ?s ?p ?o } { ?s cg:stance cg:denies ; ?p ?o }"), Triples)
    named = founding.query("statements-by", speaker="China")
    assert isinstance(named, Rows)
    assert len(named) == 2
    cut = founding.query("SELECT * { ?s ?p ?o }", limits=cg.QueryLimits(rows=5))
    assert (len(cut.to_dicts()), cut.complete) == (5, False)
    assert "denials" in [query.name for query in founding.queries()]


def test_a_query_that_cannot_be_run_says_why(founding: cg.Graph) -> None:
    """Each kind of mistake has its own error."""
    with pytest.raises(errors.QuerySyntaxError):
        founding.query("SELECT * {")
    with pytest.raises(errors.QueryRefusedError):
        founding.query("DROP ALL")
    with pytest.raises(errors.QueryParameterError, match="named quer"):
        founding.query("ASK {}", x="y")
    with pytest.raises(errors.UnknownNameError, match="did you mean denials"):
        founding.query("denial")


def test_a_trace_and_contradictions_are_models(founding: cg.Graph) -> None:
    """They have a JSON form, and the trace is a graph too."""
    trace = founding.trace("c-china-military")
    assert isinstance(trace, Trace)
    assert trace.steps[0].slug == "s-china-denies"
    assert isinstance(trace.to_networkx(), nx.MultiDiGraph)
    assert len(founding.trace("c-china-military", depth=0).steps) == 1
    pairs = founding.contradictions("c-china-military")
    assert all(isinstance(pair, Pair) for pair in pairs)
    assert {pair.second.slug for pair in pairs} == {"s-china-denies"}
    assert len(founding.contradictions()) >= len(pairs)
    with pytest.raises(errors.UnknownNameError, match="a claim is wanted"):
        founding.trace("s-china-denies")


def test_a_trace_is_in_the_language_asked_for(founding: cg.Graph) -> None:
    """Its claims and speakers too, not its heading alone."""
    found = founding.trace("c-china-drones", language="fr")
    assert found.slots["counterparty"] == ["Russie"]
    assert "Chine" in {step.speaker for step in found.steps}


def test_a_name_is_found_in_the_dossier_that_is_asked(tmp_path: Path) -> None:
    """Two dossiers with the same slugs: the name alone is ambiguous, the dossier settles it."""
    with cg.in_memory() as graph:
        for slug in ("one", "two"):
            file = tmp_path / f"{slug}.yaml"
            file.write_text(
                f"dossier: {slug}\nclaims: {{c-1: {{text: {{en: The {slug}}}}}}}\n", encoding="utf-8"
            )
            graph.load(file)
        with pytest.raises(errors.UnknownNameError) as caught:
            graph.show("c-1")
        assert caught.value.ambiguous
        assert graph.show("c-1", dossier="two").label == "The two"
        assert graph.show("two:c-1").iri == graph.find("c-1", dossier=graph.dossiers()[1].iri).iri
        with pytest.raises(errors.NotLoadedError):
            graph.show("c-1", dossier="three")


def test_pictures_are_of_everything_a_dossier_or_what_lies_around(founding: cg.Graph) -> None:
    """Whatever names an item names a picture."""
    whole = founding.picture()
    assert whole.number_of_nodes() == founding.picture(dossier="founding").number_of_nodes()
    assert whole.graph["title"].startswith("Chinese goods")
    assert founding.picture("founding").number_of_nodes() == whole.number_of_nodes()
    for item in ("c-approval", "s-approval", "customs", "china", "two-drone-figures"):
        part = founding.picture(item, depth=1)
        assert 0 < part.number_of_nodes() < whole.number_of_nodes(), item
        assert part.graph["title"]


def test_a_picture_has_the_days_on_which_something_was_taken_back() -> None:
    """On the day of a retraction a claim changes its standing, though nothing becomes public."""
    made = dossier(
        said("a", "affirms", "c", in_="paper", based_on=["log"]),
        sources={"paper": {"kind": "report", "published": "2024-05-01"},
                 "log": {"kind": "evidence", "what": "a log", "in": "paper"}},
        retractions=[{"of": "log", "date": "2024-06-10", "why": "It was forged."}],
    )  # fmt: skip
    with cg.in_memory() as graph:
        graph.store.load(made)
        days = annotated(graph, graph.picture(), language="en").graph["days"]
    assert [(each["day"], *each["standing"].values()) for each in days] == [
        ("2024-05-01", "accepted"),
        ("2024-06-10", "unsupported"),
    ]


def test_pages_and_exports_are_files(founding: cg.Graph, tmp_path: Path) -> None:
    """Written whole, with the format that the suffix says; an unknown one is refused before anything is written."""
    assert founding.view(tmp_path / "page.html").read_text("utf-8").lstrip().lower().startswith("<!doctype")
    assert (
        founding.view(tmp_path / "one.html", "c-approval", title="Ours").read_text("utf-8").count("Ours") >= 1
    )
    whole = list(ox.parse(path=founding.export(tmp_path / "x.trig")))
    assert {str(quad.graph_name) for quad in whole} == {f"<{terms.ID}founding>"}
    one = rdflib.Graph().parse(founding.export(tmp_path / "x.ttl", dossier="founding"), format="turtle")
    assert len(one) == len(whole)
    part = rdflib.Graph().parse(
        founding.export(tmp_path / "part.nt", around="c-approval", depth=0), format="nt"
    )
    assert 0 < len(part) < len(one)
    assert nx.read_graphml(founding.export(tmp_path / "x.graphml")).number_of_nodes() > 100
    more = ox.parse(path=founding.export(tmp_path / "more.nq", ontology=True, log=True))
    assert {f"<{terms.ONTOLOGY_GRAPH}>", f"<{terms.LOG_GRAPH}>"} < {str(quad.graph_name) for quad in more}
    with pytest.raises(errors.ExportError, match="says no format"):
        founding.export(tmp_path / "x.docx")
    assert not (tmp_path / "x.docx").exists()
    with pytest.raises(errors.ExportError, match="GraphML"):
        founding.to_bytes("graphml", ontology=True)
    assert founding.to_bytes("trig") == founding.to_bytes("trig")
    assert len(founding.to_rdflib()) > len(one)


def test_an_empty_graph_can_be_asked_drawn_and_exported(tmp_path: Path) -> None:
    """Nothing is not an error."""
    with cg.in_memory() as graph:
        assert graph.contradictions() == ()
        assert graph.summary().disputes == ()
        assert graph.picture().number_of_nodes() == 0
        assert graph.view(tmp_path / "empty.html").is_file()
        assert graph.to_bytes("nquads") == b""
        assert graph.statistics().dossiers == 0


def test_records_follow_the_store(tmp_path: Path) -> None:
    """What was remembered of an item is forgotten when its dossier changes."""
    file = tmp_path / "x.yaml"
    with cg.in_memory() as graph:
        for words in ("Before", "After"):
            file.write_text(f"dossier: x\nclaims: {{c-1: {{text: {{en: {words}}}}}}}\n", encoding="utf-8")
            graph.load(file)
            assert graph.show("c-1").label == words
