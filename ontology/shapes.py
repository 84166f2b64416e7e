"""Checks RDF against the shapes: what each kind of node must and may have, by SHACL.

There are two files. ``shapes.ttl`` is closed over what a dossier may say; what stands in the derived graph is no
dossier's, and is held to ``derived_shapes.ttl``.

The models refuse the same things while a dossier is read. This is for RDF that comes without a dossier: an export that
somebody edited, triples from another tool. It is for one dossier with its taxonomies, not for a store: 10,000 claims
take some seconds, and the store's own integrity check asks the same in SPARQL.

It refuses to infer, to follow imports, and to fetch anything. A reference to something that is not in the data is taken
on trust; a reference to something of the wrong kind is found.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from . import taxonomies, terms
from .errors import DossierError, Problem

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node as RdfNode

_TYPE: Final = ox.NamedNode(terms.PREFIXES["rdf"] + "type")
_DERIVED: Final = ox.NamedNode(terms.DERIVED_GRAPH)
_SHACL: Final = terms.PREFIXES["sh"]
_STRING: Final = ox.NamedNode(terms.PREFIXES["xsd"] + "string")
_SEVERITIES: Final = {"Violation": "error", "Warning": "warning", "Info": "warning"}


@dataclass(frozen=True, slots=True, order=True)
class ShapeFinding:
    """One thing that a node lacks, has too much of, or has wrong.

    Attributes:
        node: IRI of the node.
        path: The property in question, shortened to read; empty where the node as a whole is meant.
        message: What the shape asks for, in plain words.
        value: What stood there, as N-Triples; empty where something is missing.
        severity: ``error`` or ``warning``.
    """

    node: str
    path: str
    message: str
    value: str = ""
    severity: str = "error"

    def __str__(self) -> str:
        """The node, what stood there, and what was expected."""
        stood = f" ({self.value} stands there)" if self.value else ""
        return f"<{self.node}>: {self.message}{stood}"


def validate(data: Iterable[ox.Quad] | str) -> list[ShapeFinding]:
    """Every place where the data is not as the shapes ask; none if it is RDF of dossiers and of what follows from them.

    Args:
        data: Quads, or Turtle or TriG with its prefixes. What stands in the derived graph is told from the rest by its
            graph; the other graphs are read as one.

    Returns:
        The findings, ordered by node, property and message.

    Raises:
        DossierError: If the text is not Turtle or TriG.

    >>> turtle = f"@prefix cg: <{terms.NS}> . <https://example.org/s> a cg:CarrierStep ."
    >>> for finding in validate(turtle):
    ...     print(finding)
    <https://example.org/s>: cg:carriedBy takes exactly one source or statement, by its IRI.
    """
    derived: list[ox.Quad] = []
    stated: list[ox.Quad] = []
    for quad in _parsed(data) if isinstance(data, str) else data:
        (derived if quad.graph_name == _DERIVED else stated).append(quad)
    concepts = (*taxonomies.actions().quads(), *taxonomies.products().quads())
    found = set(_checked([*stated, *concepts], "shapes.ttl"))
    if derived:
        kinds = [quad for quad in stated if quad.predicate == _TYPE]
        found.update(_checked([*derived, *kinds], "derived_shapes.ttl"))
    return sorted(found)


def _checked(quads: Iterable[ox.Quad], shapes: str) -> "Iterable[ShapeFinding]":
    from pyshacl import validate as shacl

    _, report, _ = shacl(
        _graph(quads), shacl_graph=_shapes(shapes), inference="none", inplace=True, do_owl_imports=False
    )
    # A foreign checker's report is taken apart here, so that nobody above needs to know its shape.
    return _findings(report)


def _parsed(text: str) -> list[ox.Quad]:
    try:
        return list(ox.parse(text, format=ox.RdfFormat.TRIG))
    except SyntaxError as error:
        problem = Problem(
            "<turtle>", error.lineno or 0, error.offset or 0, f"not Turtle or TriG: {error.msg}"
        )
        raise DossierError([problem]) from error


def _graph(quads: Iterable[ox.Quad]) -> "Graph":
    """A plain rdflib graph of the triples.

    Never over the store itself: strings then come back typed ``xsd:string``, and are unequal to those of ``sh:in``. And
    not by way of N-Triples: rdflib's reader takes a time that is quadratic in a line, 20 s for 2 MB of text.
    """
    from rdflib import Graph

    graph = Graph()
    for quad in quads:
        graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return graph


def _term(term: object) -> "RdfNode":
    from rdflib import BNode, Literal, URIRef

    match term:
        case ox.NamedNode():
            return URIRef(term.value)
        case ox.Literal():
            typed = None if term.language or term.datatype == _STRING else URIRef(term.datatype.value)
            return Literal(term.value, lang=term.language, datatype=typed)
    # Only what was parsed from somebody's text has such; a triple about a triple is matched by no shape.
    return BNode(str(term).removeprefix("_:"))


@cache
def _shapes(name: str) -> "Graph":
    from rdflib import Graph

    return Graph().parse(data=(files("claimgraph.ontology") / name).read_bytes(), format="turtle")


def _findings(report: object) -> Iterable[ShapeFinding]:
    from rdflib import Graph, URIRef
    from rdflib.namespace import SH

    if not isinstance(report, Graph):
        raise TypeError(f"pyshacl gave {report!r} instead of a report")
    for result in report.objects(None, SH.result):

        def said(name: str, result: "RdfNode" = result) -> "RdfNode | None":
            return min(report.objects(result, URIRef(_SHACL + name)), key=str, default=None)

        path, value = said("resultPath"), said("value")
        yield ShapeFinding(
            node=str(said("focusNode")),
            path=terms.shorten(str(path)) if isinstance(path, URIRef) else "",
            message=str(said("resultMessage")),
            value=value.n3() if value is not None and value != said("focusNode") else "",
            severity=_SEVERITIES[str(said("resultSeverity")).removeprefix(_SHACL)],
        )


__all__ = ["ShapeFinding", "validate"]
