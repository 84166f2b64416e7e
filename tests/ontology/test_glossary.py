"""The glossary says what the ontology says."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

from claimgraph.ontology import terms

ROW = re.compile(r"\| (.+?) \| (.+?) \| (.+?) \| `cg:(\w+)` \|")


@pytest.fixture(scope="module")
def rows() -> list[tuple[str, ...]]:
    """The rows of the glossary: English, French, meaning, local name."""
    page = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"
    lines = page.read_text(encoding="utf-8").splitlines()
    return [match.groups() for line in lines if (match := ROW.fullmatch(line))]


@pytest.fixture(scope="module")
def owl() -> Graph:
    """The ontology."""
    text = (files("claimgraph.ontology") / "claimgraph.ttl").read_text(encoding="utf-8")
    return Graph().parse(data=text, format="turtle")


def test_each_row_is_what_the_ontology_has(rows: list[tuple[str, ...]], owl: Graph) -> None:
    """Label in English and French, definition and IRI are those of the ontology, to the letter."""
    for english, french, meaning, name in rows:
        term = URIRef(terms.cg(name))
        labels = {getattr(label, "language", ""): str(label) for label in owl.objects(term, RDFS.label)}
        assert (labels["en"], labels["fr"]) == (english, french)
        assert str(owl.value(term, SKOS.definition)) == meaning


def test_each_word_stands_once(rows: list[tuple[str, ...]]) -> None:
    """A word with two rows would have two meanings."""
    names = [name for *_, name in rows]
    assert len(names) == len(set(names))


def test_every_class_and_every_value_of_a_closed_list_is_explained(
    rows: list[tuple[str, ...]], owl: Graph
) -> None:
    """No class, stance, kind of relation or grade is left for the reader to guess."""
    wanted = {*owl.subjects(RDF.type, OWL.Class), *owl.subjects(RDF.type, OWL.NamedIndividual)}
    explained = {terms.cg(name) for *_, name in rows}
    assert [str(term) for term in sorted(wanted, key=str) if str(term) not in explained] == []
