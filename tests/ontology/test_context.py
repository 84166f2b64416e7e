"""A dossier as JSON-LD reads well with the context, and says the same triples."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, Final

import pyoxigraph as ox
import pytest

from claimgraph.ontology import terms

jsonld = pytest.importorskip("pyld.jsonld", reason="install PyLD: pip install 'claimgraph[dev]'")

CONTEXT: Final[dict[str, Any]] = json.loads(
    (files("claimgraph.ontology") / "context.jsonld").read_text(encoding="utf-8")
)


def lines(quads: str) -> set[str]:
    """N-Quads as a set of lines; there are no blank nodes to rename."""
    return {line for line in quads.splitlines() if line}


@pytest.fixture(scope="module")
def n_triples(everything_as_quads: tuple[ox.Quad, ...], derived_as_quads: tuple[ox.Quad, ...]) -> str:
    """The triples of a dossier that uses every field, and of a derived graph that uses every word."""
    triples = [quad.triple for quad in (*everything_as_quads, *derived_as_quads)]
    return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()


@pytest.fixture(scope="module")
def compacted(n_triples: str) -> dict[str, Any]:
    """The same as JSON-LD, compacted with the context."""
    expanded = jsonld.from_rdf(n_triples, {"format": "application/n-quads", "useNativeTypes": False})
    document: dict[str, Any] = jsonld.compact(expanded, CONTEXT)
    return document


def test_json_ld_with_the_context_says_the_same_triples(compacted: dict[str, Any], n_triples: str) -> None:
    """Compacted and read back, not one triple is lost, added or retyped."""
    read_back = jsonld.to_rdf(compacted, {"format": "application/n-quads"})
    assert lines(read_back) == lines(n_triples)


def test_oxigraph_reads_the_same_from_it(compacted: dict[str, Any], n_triples: str) -> None:
    """A second processor agrees, with the context inside the document."""
    read_back = ox.parse(json.dumps(compacted), format=ox.RdfFormat.JSON_LD)
    assert {str(quad.triple) for quad in read_back} == {
        str(quad.triple) for quad in ox.parse(n_triples, format=ox.RdfFormat.N_TRIPLES)
    }


def test_a_statement_reads_as_its_dossier_does(compacted: dict[str, Any]) -> None:
    """Keys are the words of the ontology; languages are keys, values are words or short names."""
    nodes = {node["@id"]: node for node in compacted["@graph"]}
    statement = nodes["id:harbour/statement/s-rope"]
    assert statement["speaker"] == "id:harbour/entity/pilot"
    assert statement["stance"] == "affirms"
    assert statement["date"] == "2021-04-30"
    assert statement["basedOn"] == ["id:harbour/basis-group/" + _hash(statement), "id:harbour/source/log"]
    claim = nodes["id:harbour/claim/c-rope"]
    assert claim["content"]["en"] == "Norland delivers rope to Sudland"
    assert claim["action"] == "cga:delivers"


def _hash(statement: dict[str, Any]) -> str:
    (group,) = [base for base in statement["basedOn"] if "basis-group" in base]
    return str(group).rpartition("/")[2]


def test_no_key_and_no_value_needs_a_type_beside_it(compacted: dict[str, Any]) -> None:
    """Only foreign terms keep a prefix, and no value is left as an object that spells out its type or language."""
    for node in compacted["@graph"]:
        for key, value in node.items():
            assert key.startswith("@") or ":" not in key or key.split(":")[0] in {
                "dcterms", "oa", "prov", "rdfs", "skos",
            }, key  # fmt: skip
            for part in value if isinstance(value, list) else [value]:
                spelt_out = isinstance(part, dict) and {"@value", "@type", "@id", "@language"} & set(part)
                assert not spelt_out, (key, part)


def test_a_claim_written_by_hand_means_what_it_says() -> None:
    """Someone with the context and no tool of ours gets the triples that the ontology describes."""
    document = {
        **CONTEXT,
        "@id": "https://example.org/c",
        "@type": "Claim",
        "content": {"fr": "Le port est fermé"},
        "form": "eventForm",
        "period": "2023-07",
        "subject": "https://example.org/port",
        "label": "The port is closed",
    }
    assert lines(jsonld.to_rdf(document, {"format": "application/n-quads"})) == {
        f"<https://example.org/c> <{terms.PREFIXES['rdf']}type> <{terms.cg('Claim')}> .",
        f'<https://example.org/c> <{terms.cg("content")}> "Le port est fermé"@fr .',
        f"<https://example.org/c> <{terms.cg('form')}> <{terms.cg('eventForm')}> .",
        f'<https://example.org/c> <{terms.cg("period")}> "2023-07"^^<{terms.EDTF_DATATYPE}> .',
        f"<https://example.org/c> <{terms.cg('subject')}> <https://example.org/port> .",
        f'<https://example.org/c> <{terms.cg("label")}> "The port is closed" .',
    }


def test_every_foreign_term_in_the_context_is_written(compacted: dict[str, Any]) -> None:
    """A foreign property stands in the context because the mapping writes it, not in case somebody should."""
    written = {key for node in compacted["@graph"] for key in node}
    foreign = {key for key in CONTEXT["@context"] if ":" in key}
    assert foreign <= written
