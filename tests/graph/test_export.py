"""Exports: the same bytes each time, the same triples in every syntax, and files that other tools can open."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from claimgraph.graph import export
from claimgraph.loaders import load
from claimgraph.ontology import terms
from claimgraph.ontology.errors import ExportError
from claimgraph.ontology.mapping import to_quads
from tests.conftest import ROOT
from tests.small import dossier, drawn, iri, said, store_of
from tests.strategies import dossiers

if TYPE_CHECKING:
    from pathlib import Path

    from claimgraph.ontology.dossier import Dossier
    from tests.conftest import Needs

QUADS = sorted(name for name, syntax in export.SYNTAXES.items() if syntax.holds_graphs)
TRIPLES = sorted(name for name, syntax in export.SYNTAXES.items() if not syntax.holds_graphs)
RDFLIB = {
    "turtle": "turtle",
    "trig": "trig",
    "ntriples": "nt",
    "nquads": "nquads",
    "jsonld": "json-ld",
    "rdfxml": "xml",
}
HOLDABLE = re.compile("[^\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]*")
quiet = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

drawn_few = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def both() -> list[ox.Quad]:
    """The quads of the two dossiers that stand in the repository."""
    files = (ROOT / "examples" / "founding.yaml", ROOT / "tests" / "data" / "bank-fraud.yaml")
    return export.everything(store_of(*(load(file).dossier for file in files)), ontology=False)


def canonical(quads: set[ox.Quad]) -> set[ox.Quad]:
    """A data set with its blank nodes named by RDFC-1.0."""
    held = ox.Dataset(quads)
    held.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(held)


@pytest.mark.parametrize("syntax", QUADS)
@drawn_few
@given(held=dossiers(verified=True))
def test_syntaxes_with_graphs_give_back_what_went_in(syntax: str, held: Dossier) -> None:
    """Isomorphic by RDFC-1.0, whatever a dossier may say."""
    quads = to_quads(held)
    found = set(ox.parse(export.dump(quads, syntax), format=export.SYNTAXES[syntax].format))
    assert canonical(found) == canonical(set(quads))


@pytest.mark.parametrize("syntax", TRIPLES)
@drawn_few
@given(held=dossiers(verified=True))
def test_syntaxes_without_graphs_give_the_union(syntax: str, held: Dossier) -> None:
    """Each triple once, whichever graph it stood in."""
    quads = to_quads(held)
    found = {
        quad.triple for quad in ox.parse(export.dump(quads, syntax), format=export.SYNTAXES[syntax].format)
    }
    assert found == {quad.triple for quad in quads}


@pytest.mark.parametrize("syntax", sorted(export.SYNTAXES))
def test_bytes_are_the_same_in_any_order_and_process(
    syntax: str, both: list[ox.Quad], tmp_path: Path
) -> None:
    """Neither the order of the quads, nor their repetition, nor how Python hashes today shows."""
    bytes_here = export.dump(both, syntax)
    assert export.dump([*reversed(both), *both[:50]], syntax) == bytes_here
    held = tmp_path / "held.nq"
    held.write_bytes(export.dump(both, "nquads"))
    program = (
        "import sys, pyoxigraph as ox; from claimgraph.graph import export;"
        "quads = list(ox.parse(path=sys.argv[1]));"
        "sys.stdout.buffer.write(export.dump(quads, sys.argv[2]))"
    )
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", program, str(held), syntax],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        assert run.stdout == bytes_here


@quiet
@pytest.mark.parametrize("syntax", sorted(export.SYNTAXES))
def test_rdflib_reads_every_syntax(syntax: str) -> None:
    """Another library, the same triples."""
    quads = to_quads(small())
    read = rdflib.Dataset()
    read.parse(data=export.dump(quads, syntax), format=RDFLIB[syntax])
    found: Counter[tuple[str, ...]] = Counter()
    for subject, predicate, value, graph in read.quads():
        where = str(graph) if export.SYNTAXES[syntax].holds_graphs else ""
        found[str(subject), str(predicate), str(value), where] += 1
    expected = Counter(
        (
            _words(quad.subject),
            _words(quad.predicate),
            _words(quad.object),
            _words(quad.graph_name) if export.SYNTAXES[syntax].holds_graphs else "",
        )
        for quad in quads
    )
    assert found == expected


def _words(term: object) -> str:
    assert isinstance(term, (ox.NamedNode, ox.Literal))
    return term.value


def small() -> Dossier:
    """A dossier with words that some syntax could stumble over."""
    hostile = "]]> & < > \" ' \\ \r\n\t \u2028 \U0001f600 {{ }} <!-- -->"
    return dossier(
        said("a", "affirms", "c", quote=hostile, in_="paper", position=[3, 5]),
        said("b", "denies", "c"),
        relations=(drawn("s-b", "contradicts", "s-a", why={"en": hostile, "fr": "non"}),),
        sources={
            "paper": {
                "kind": "report",
                "url": "https://example.org/?a=b&c=d",
                "text": {"file": "t.txt", "sha256": "0" * 64},
            }
        },
        title=hostile,
    )


@pytest.mark.parametrize(
    ("syntax", "name"), [("turtle", "turtle"), ("ntriples", "ntriples"), ("rdfxml", "rdfxml")]
)
def test_raptor_counts_the_triples(
    syntax: str, name: str, both: list[ox.Quad], needs: Needs, tmp_path: Path
) -> None:
    """A tool that is not ours, in C, opens the whole of both dossiers."""
    rapper = needs("rapper", package="raptor2-utils")
    for quads in (both, to_quads(small())):
        file = tmp_path / "held"
        file.write_bytes(export.dump(quads, syntax))
        run = subprocess.run(
            [rapper, "-c", "-i", name, str(file)], capture_output=True, text=True, check=True
        )
        assert f"returned {len({quad.triple for quad in quads})} triples" in run.stderr


def test_rdf_xml_is_well_formed(both: list[ox.Quad], needs: Needs, tmp_path: Path) -> None:
    """For tools that read it as XML first."""
    xmllint = needs("xmllint", package="libxml2-utils")
    for quads in (both, to_quads(small())):
        file = tmp_path / "held.rdf"
        file.write_bytes(export.dump(quads, "rdfxml"))
        subprocess.run([xmllint, "--noout", str(file)], check=True)


@quiet
def test_turtle_and_json_ld_say_the_same_to_rdflib() -> None:
    """Numbers, dates and languages are not reinterpreted on the way."""
    quads = to_quads(load(ROOT / "tests" / "data" / "bank-fraud.yaml").dossier)
    one = rdflib.Graph().parse(data=export.dump(quads, "turtle"), format="turtle")
    held = rdflib.Dataset()
    held.parse(data=export.dump(quads, "jsonld"), format="json-ld")
    other = rdflib.Graph()
    for subject, predicate, value, _graph in held.quads():
        other.add((subject, predicate, value))
    assert isomorphic(one, other)


@given(st.text(max_size=40))
@settings(deadline=None, max_examples=60)
def test_any_literal_is_written_whole_or_refused(words: str) -> None:
    """What a syntax cannot hold is an error that says so, never a broken file or a changed word."""
    try:
        words.encode()
    except UnicodeEncodeError:
        return
    quad = ox.Quad(
        ox.NamedNode("https://example.org/s"),
        ox.NamedNode("https://example.org/p"),
        ox.Literal(words),
        ox.NamedNode("https://example.org/g"),
    )
    for name, syntax in export.SYNTAXES.items():
        if name == "rdfxml" and not HOLDABLE.fullmatch(words):
            with pytest.raises(ExportError, match="choose another syntax"):
                export.dump([quad], name)
            continue
        written = export.dump([quad], name)
        (found,) = ox.parse(written, format=syntax.format)
        assert found.object == quad.object


def test_an_unknown_syntax_is_refused_with_the_known_ones() -> None:
    """The message lists what there is."""
    with pytest.raises(ExportError, match=r"'n3' is no RDF syntax here; choose one of turtle, trig"):
        export.dump([], "n3")


def test_a_whole_store_leaves_the_log_out_unless_asked() -> None:
    """Two stores that hold the same give the same bytes, whenever they were filled."""
    store = store_of(dossier(said("a", "affirms", "c")))
    graphs = {
        quad.graph_name.value
        for quad in export.everything(store)
        if isinstance(quad.graph_name, ox.NamedNode)
    }
    assert graphs == {terms.ONTOLOGY_GRAPH, iri("", "").rstrip("/")}
    assert any(
        quad.graph_name == ox.NamedNode(terms.LOG_GRAPH) for quad in export.everything(store, log=True)
    )
    assert export.of_dossier(store, iri("", "").rstrip("/")) == export.everything(store, ontology=False)


def test_a_neighbourhood_takes_what_hangs_on_its_items_and_leaves_other_items() -> None:
    """Quantities, paths, annotations and the dossier's own words go along; a statement not named does not."""
    held = dossier(
        said("a", "affirms", "c", quote="q", in_="paper", via=["wire"]),
        said("b", "denies", "c"),
        sources={"paper": {"kind": "report", "text": "t.txt"}, "wire": {"kind": "report"}},
        claims={"c": {"text": "x", "slots": {"quantity": {"measure": "count", "exactly": 3}}}},
        title="Small",
    )
    found = export.around(store_of(held), [iri("statement", "s-a"), iri("claim", "c")])
    kinds = Counter(
        quad.object.value.rsplit("#", 1)[-1]
        for quad in found
        if quad.predicate.value.endswith("#type") and isinstance(quad.object, ox.NamedNode)
    )
    assert {
        name: kinds[name]
        for name in ("Statement", "Claim", "Quantity", "CarrierStep", "Annotation", "Dossier")
    } == {
        "Statement": 1,
        "Claim": 1,
        "Quantity": 1,
        "CarrierStep": 1,
        "Annotation": 1,
        "Dossier": 1,
    }
    assert kinds["Report"] == kinds["Person"] == 0
    assert set(found) <= set(to_quads(held))
    assert len(found) == len(set(found))


def test_a_neighbourhood_takes_along_what_was_taken_back() -> None:
    """An export that left out a retraction would say what nobody says any more; one of something else stays behind."""
    held = dossier(
        said("a", "affirms", "c"),
        said("b", "denies", "c"),
        retractions=[
            {"id": "x-a", "of": "s-a", "date": "2024", "why": "an error"},
            {"id": "x-b", "of": "s-b", "date": "2024", "why": "an error"},
        ],
        rates=[{"from": "GBP", "to": "USD", "rate": 1.27, "date": "2023"}],
    )
    found = export.around(store_of(held), [iri("statement", "s-a")])
    subjects = {str(quad.subject)[1:-1] for quad in found}
    assert iri("retraction", "x-a") in subjects
    assert iri("retraction", "x-b") not in subjects
    assert any(quad.predicate == ox.NamedNode(terms.cg("rate")) for quad in found)
