"""The store's quads as an rdflib Dataset, term by term.

A copy and no live view, so that strings compare as rdflib users expect (see ``docs/decisions/store.md``). Literals keep
their written form: rdflib would otherwise turn ``"01"^^xsd:integer`` into ``"1"``.
"""

from collections.abc import Iterable, Mapping
from typing import Final

import pyoxigraph as ox
import rdflib
from rdflib.term import Node

from ...ontology.errors import MappingError

_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"


def to_rdflib(quads: Iterable[ox.Quad], prefixes: Mapping[str, str]) -> rdflib.Dataset:
    """Copy every quad."""
    dataset = rdflib.Dataset(default_union=True)
    for prefix, base in prefixes.items():
        dataset.bind(prefix, base, override=True, replace=True)
    terms = _Terms()
    graphs: dict[object, rdflib.Graph] = {ox.DefaultGraph(): dataset.default_graph}
    for quad in quads:
        name = quad.graph_name
        if name not in graphs:
            graphs[name] = dataset.graph(terms.name(name))
        graphs[name].add((terms.name(quad.subject), terms.name(quad.predicate), terms.term(quad.object)))
    return dataset


class _Terms:
    """Turns terms into rdflib's; each IRI once."""

    def __init__(self) -> None:
        self._iris: dict[str, rdflib.URIRef] = {}

    def iri(self, text: str) -> rdflib.URIRef:
        found = self._iris.get(text)
        if found is None:
            found = self._iris[text] = rdflib.URIRef(text)
        return found

    def name(self, value: object) -> rdflib.URIRef | rdflib.BNode:
        match value:
            case ox.NamedNode():
                return self.iri(value.value)
            case ox.BlankNode():
                return rdflib.BNode(value.value)
            case _:
                raise MappingError(f"{value} cannot stand here in RDF 1.1, which is what rdflib holds")

    def term(self, value: object) -> Node:
        if not isinstance(value, ox.Literal):
            return self.name(value)
        if value.language is not None:
            return rdflib.Literal(value.value, lang=value.language)
        if value.datatype.value == _STRING:
            return rdflib.Literal(value.value)
        return rdflib.Literal(value.value, datatype=self.iri(value.datatype.value), normalize=False)
