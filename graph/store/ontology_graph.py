"""The ontology and its taxonomies as a graph of the store, so that a query can ask what a word means.

It comes with the package, is written again when the package's differs, and is nobody's to load or unload.
"""

from functools import cache
from importlib.resources import files
from typing import Final

import pyoxigraph as ox

from ...ontology import taxonomies, terms
from . import log

GRAPH: Final = ox.NamedNode(terms.ONTOLOGY_GRAPH)


@cache
def quads() -> tuple[ox.Quad, ...]:
    """The ontology and both taxonomies, sorted, each quad once."""
    owl = (files("claimgraph.ontology") / "claimgraph.ttl").read_bytes()
    found = {
        *(
            ox.Quad(quad.subject, quad.predicate, quad.object, GRAPH)
            for quad in ox.parse(owl, format=ox.RdfFormat.TURTLE)
        ),
        *taxonomies.actions().quads(),
        *taxonomies.products().quads(),
    }
    return tuple(sorted(found, key=str))


@cache
def entry() -> log.Entry:
    """What the log says of a store that holds this ontology."""
    return log.Entry(graph=terms.ONTOLOGY_GRAPH, content=log.content_sha256(quads()), quads=len(quads()))
