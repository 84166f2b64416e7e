"""Triples for other tools: the store, a dossier, a neighbourhood or a query's result, in any RDF syntax.

Bytes are deterministic: quads are sorted, prefixes are fixed, nothing is stamped. Quad syntaxes (TriG, N-Quads,
JSON-LD) give back exactly the quads that went in; triple syntaxes (Turtle, N-Triples, RDF/XML) give the union of their
graphs.
"""

import re
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from ..ontology import terms
from ..ontology.derived import GRAPH, Term
from ..ontology.errors import ExportError
from .records import QuadSource

_HAS_BODY: Final = ox.NamedNode(terms.PREFIXES["oa"] + "hasBody")
_RETRACTS: Final = ox.NamedNode(terms.cg("retracts"))
_GENERATED: Final = ox.NamedNode(terms.PREFIXES["prov"] + "wasGeneratedBy")
_SLUG: Final = ox.NamedNode(terms.cg("slug"))
UNHOLDABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ELEMENT_NAME: Final = re.compile(r"[^\W\d][\w.\-]*\Z")


@dataclass(frozen=True, slots=True)
class Syntax:
    """An RDF syntax that data is exported in.

    Attributes:
        name: As typed on the command line.
        suffixes: Of files in it, the usual one first.
        holds_graphs: Whether it keeps which graph a triple stands in.
    """

    name: str
    suffixes: tuple[str, ...]
    holds_graphs: bool
    format: ox.RdfFormat


SYNTAXES: Final[Mapping[str, Syntax]] = {
    syntax.name: syntax
    for syntax in (
        Syntax("turtle", (".ttl",), holds_graphs=False, format=ox.RdfFormat.TURTLE),
        Syntax("trig", (".trig",), holds_graphs=True, format=ox.RdfFormat.TRIG),
        Syntax("ntriples", (".nt",), holds_graphs=False, format=ox.RdfFormat.N_TRIPLES),
        Syntax("nquads", (".nq",), holds_graphs=True, format=ox.RdfFormat.N_QUADS),
        Syntax("jsonld", (".jsonld",), holds_graphs=True, format=ox.RdfFormat.JSON_LD),
        Syntax("rdfxml", (".rdf", ".owl"), holds_graphs=False, format=ox.RdfFormat.RDF_XML),
    )
}


def dump(quads: Iterable[ox.Quad], syntax: str, *, prefixes: Mapping[str, str] = terms.PREFIXES) -> bytes:
    """Quads as bytes, the same bytes for the same quads.

    Args:
        quads: In any order; repeated ones count once.
        syntax: A name in :data:`SYNTAXES`.
        prefixes: Declared at the top, where the syntax has such a place.

    Raises:
        ExportError: If there is no such syntax, or it cannot hold a character or a predicate that is there.
    """
    chosen = SYNTAXES.get(syntax)
    if chosen is None:
        raise ExportError(f"'{syntax}' is no RDF syntax here; choose one of {', '.join(SYNTAXES)}")
    ordered = sorted(set(quads), key=_place)
    if syntax == "rdfxml":
        _holdable(ordered)
    triples = sorted({quad.triple for quad in ordered}, key=_place)
    named = dict(sorted(prefixes.items())) if syntax not in ("ntriples", "nquads") else None
    try:
        if chosen.holds_graphs:
            written = ox.serialize(ordered, format=chosen.format, prefixes=named)
        else:
            written = ox.serialize(triples, format=chosen.format, prefixes=named)
    except (ValueError, OSError, SyntaxError) as error:
        raise ExportError(f"{syntax} cannot hold this: {error}; choose another syntax") from error
    # Unescaped, XML readers take a carriage return for a line's end (https://www.w3.org/TR/xml/#sec-line-ends).
    return (written or b"").replace(b"\r", b"&#xD;") if syntax == "rdfxml" else written or b""


def _place(quad: ox.Quad | ox.Triple) -> tuple[str, str, str, str]:
    graph = str(quad.graph_name) if isinstance(quad, ox.Quad) else ""
    return graph, str(quad.subject), str(quad.predicate), str(quad.object)


def _holdable(quads: Iterable[ox.Quad]) -> None:
    for quad in quads:
        if isinstance(quad.object, ox.Literal) and UNHOLDABLE.search(quad.object.value):
            raise ExportError(
                f"RDF/XML cannot hold a control character in {quad.predicate} of {quad.subject}; choose another syntax"
            )
        # Predicates are element names, which begin with a letter; the engine writes broken XML where none is left.
        if not _ELEMENT_NAME.search(quad.predicate.value):
            raise ExportError(
                f"RDF/XML (rdfxml) cannot hold the predicate {quad.predicate} of {quad.subject}, which ends in no name;"
                " choose another syntax"
            )


def everything(
    store: QuadSource, *, ontology: bool = True, log: bool = False, derived: bool = False
) -> list[ox.Quad]:
    """All quads of a store.

    Args:
        store: The store.
        ontology: With the ontology and the taxonomies.
        log: With the log, whose times differ from store to store, and so would the bytes.
        derived: With what the rules derive.
    """
    held = {terms.ONTOLOGY_GRAPH: ontology, terms.LOG_GRAPH: log, terms.DERIVED_GRAPH: derived}
    left_out = frozenset(ox.NamedNode(graph) for graph, wanted in held.items() if not wanted)
    return [
        quad for quad in store.quads_for_pattern(None, None, None, None) if quad.graph_name not in left_out
    ]


def of_dossier(store: QuadSource, iri: str) -> list[ox.Quad]:
    """The quads of one dossier."""
    return list(store.quads_for_pattern(None, None, None, ox.NamedNode(iri)))


def derived_of(store: QuadSource, quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """What the rules derive of the items that some quads are about: of claims, statements, and pairs of these.

    A verdict on two statements comes along if both are among them.
    """
    about = {quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)}
    nodes: dict[ox.NamedNode, None] = dict.fromkeys(sorted(about, key=str))
    for item in list(nodes):
        for leading in (Term.ROOT_OF, Term.CYCLE_MEMBER, Term.FROM):
            for quad in store.quads_for_pattern(None, leading.node, item, GRAPH):
                others = {
                    other.object for other in store.quads_for_pattern(quad.subject, Term.TO.node, None, GRAPH)
                }
                if isinstance(quad.subject, ox.NamedNode) and others <= about:
                    nodes[quad.subject] = None
    found = [quad for node in nodes for quad in store.quads_for_pattern(node, None, None, GRAPH)]
    rules = {quad.object for quad in found if quad.predicate == _GENERATED}
    found += (quad for rule in rules if isinstance(rule, ox.NamedNode)
              for quad in store.quads_for_pattern(rule, None, None, GRAPH))  # fmt: skip
    return found


def around(store: QuadSource, items: Iterable[str]) -> list[ox.Quad]:
    """The quads about some items: their own, those of unnamed nodes and retractions, and their dossiers' own.

    Args:
        store: The store.
        items: IRIs, such as the nodes and the relations of a picture.
    """
    found: list[ox.Quad] = []
    asked = {ox.NamedNode(iri) for iri in items}
    pending = deque(sorted(asked, key=str))
    while pending:
        subject = pending.popleft()
        own = [quad for quad in store.quads_for_pattern(subject, None, None, None) if _of_a_dossier(quad)]
        found += own
        # What is annotated or retracted does not name its annotation or retraction; these name it.
        made = [
            quad
            for pointer in (_HAS_BODY, _RETRACTS)
            for quad in store.quads_for_pattern(None, pointer, subject, None)
        ]
        following = [term for quad in own for term in (quad.object, quad.graph_name)]
        pointing = {quad.subject for quad in made if _of_a_dossier(quad)}
        following += sorted(pointing, key=str)
        graphs = {quad.graph_name for quad in own}
        for term in following:
            if (
                isinstance(term, ox.NamedNode)
                and term not in asked
                and (term in graphs or term in pointing or not _is_item(store, term))
            ):
                asked.add(term)
                pending.append(term)
    return found


def _of_a_dossier(quad: ox.Quad) -> bool:
    return isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name.value not in terms.OWN_GRAPHS


def _is_item(store: QuadSource, term: ox.NamedNode) -> bool:
    """Items have slugs; what hangs on them (a quantity, a path, a text) has none."""
    return next(iter(store.quads_for_pattern(term, _SLUG, None, None)), None) is not None
