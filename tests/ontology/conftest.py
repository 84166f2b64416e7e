"""A made-up dossier that uses every field of every model once, and its quads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from claimgraph.ontology import terms
from claimgraph.ontology.dossier import Dossier
from claimgraph.ontology.mapping import to_quads


@pytest.fixture(scope="session")
def everything_as_written() -> dict[str, Any]:
    """The dossier as its file has it."""
    written: dict[str, Any] = json.loads(
        Path(__file__).with_name("everything.json").read_text(encoding="utf-8")
    )
    return written


@pytest.fixture(scope="session")
def everything(everything_as_written: dict[str, Any]) -> Dossier:
    """A dossier in which no field of any model is left out."""
    return Dossier.model_validate(everything_as_written)


@pytest.fixture(scope="session")
def everything_as_quads(everything: Dossier) -> tuple[ox.Quad, ...]:
    """What the mapping writes of it."""
    return tuple(to_quads(everything))


@pytest.fixture(scope="session")
def derived_as_quads() -> tuple[ox.Quad, ...]:
    """A made-up derived graph about that dossier, in which each word of the rules is used."""
    written = Path(__file__).with_name("derived.ttl").read_bytes()
    graph = ox.NamedNode(terms.DERIVED_GRAPH)
    read = ox.parse(written, format=ox.RdfFormat.TURTLE)
    return tuple(ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in read)
