"""The one mapping between a dossier and its quads, read off the models' own annotations.

:func:`to_quads` writes every field as its ``Rdf`` annotation says, and beside it the shortcuts: labels, direct
triples, date bounds, and the PROV-O and Web Annotation view for other tools. :func:`from_quads` reads the fields back,
builds the dossier, writes it again, and compares: a graph that says anything else than its dossier is refused, so
nothing is lost in silence either way. No blank nodes, no order but the sorted one, no clock.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

import pyoxigraph as ox
from pydantic import ValidationError

from . import terms
from .dossier import Dossier
from .errors import MappingError
from .node import Node, Rdf
from .quantities import plain
from .reading import LISTED, SECTIONS, NodeReader, Term
from .references import fields_of
from .shortcuts import literal_in, shortcuts
from .spelling import Spelling, item_iri, names_of
from .vocabulary import local_name

_XSD: Final = terms.PREFIXES["xsd"]
_TYPE: Final = ox.NamedNode(terms.PREFIXES["rdf"] + "type")
_EDTF: Final = ox.NamedNode(terms.EDTF_DATATYPE)
_BOOLEAN, _INTEGER, _DECIMAL = (ox.NamedNode(_XSD + name) for name in ("boolean", "integer", "decimal"))
_SLUG: Final = ox.NamedNode(terms.cg("slug"))
_NEXT: Final = ox.NamedNode(terms.cg("next"))
_CARRIED_BY: Final = ox.NamedNode(terms.cg("carriedBy"))
_STEP: Final = ox.NamedNode(terms.cg("CarrierStep"))
_END: Final = ox.NamedNode(terms.cg("end"))
_BASE: Final = ox.NamedNode(terms.cg("base"))
_PREFIX: Final = ox.NamedNode(terms.cg("prefix"))


def to_quads(dossier: Dossier) -> list[ox.Quad]:
    """The dossier as quads in the graph named after it: sorted, each once, the same bytes for equal dossiers."""
    writer = _Writer(dossier)
    graph = ox.NamedNode(dossier.iri)
    triples = {*writer.triples(), *shortcuts(dossier, writer.names)}
    quads = [ox.Quad(subject, predicate, term, graph) for subject, predicate, term in triples]
    return sorted(quads, key=str)


class _Writer:
    """Writes one dossier. Its nodes are named before anything is written, so that references can be followed."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.names = names_of(dossier)

    def triples(self) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, Term]]:
        """Everything that the fields say."""
        top = ox.NamedNode(self.dossier.iri)
        yield from self._node(top, self.dossier)
        yield top, _BASE, ox.Literal(self.dossier.base)
        for name, base in self.dossier.prefixes.items():
            yield top, _PREFIX, ox.Literal(f"{name}={base}")
        for _kind, slug, item in self.dossier.items():
            subject = ox.NamedNode(self.names.local[slug])
            yield from self._node(subject, item)
            yield subject, _SLUG, ox.Literal(slug)

    def _node(self, subject: ox.NamedNode, item: Node) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, Term]]:
        if item.rdf_class:
            yield subject, _TYPE, ox.NamedNode(terms.cg(item.rdf_class))
        for name, _key, rdf in fields_of(type(item)):
            value: Any = getattr(item, name)
            if _unsaid(item, name, value):
                continue
            if not rdf.term:
                yield from self._node(subject, value)
            elif rdf.codec == "span":
                yield subject, ox.NamedNode(rdf.iri), _integer(value[0])
                yield subject, _END, _integer(value[1])
            elif rdf.codec == "path":
                yield from self._path(subject, rdf, value)
            else:
                yield from self._values(subject, rdf, value)

    def _values(
        self, subject: ox.NamedNode, rdf: Rdf, value: object
    ) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, Term]]:
        predicate = ox.NamedNode(rdf.iri)
        parts: tuple[Any, ...] = value if isinstance(value, tuple) else (value,)
        for part in parts:
            if isinstance(part, Node):
                nested = ox.NamedNode(self.names.content_iri(part))
                yield subject, predicate, nested
                yield from self._node(nested, part)
            elif rdf.codec == "text":
                for language, words in part.items():
                    yield subject, predicate, literal_in(words, language)
            elif rdf.ref:
                yield subject, predicate, ox.NamedNode(self.names.iri(part, rdf.ref))
            else:
                yield subject, predicate, _literal(rdf, part)

    def _path(
        self, subject: ox.NamedNode, rdf: Rdf, chain: tuple[str, ...]
    ) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, Term]]:
        """A linked list from the outermost carrier inward; equal tails are one node."""
        before, predicate = subject, ox.NamedNode(rdf.iri)
        iris = [self.names.iri(part, rdf.ref) for part in chain]
        for index, iri in enumerate(iris):
            step = ox.NamedNode(f"{self.dossier.base}path/{terms.content_name(*iris[index:])}")
            yield before, predicate, step
            yield step, _TYPE, _STEP
            yield step, _CARRIED_BY, ox.NamedNode(iri)
            before, predicate = step, _NEXT


def _unsaid(item: Node, name: str, value: object) -> bool:
    """Whether a field says nothing. A mark that is not set is not written; a "no" that somebody wrote is."""
    if isinstance(value, bool):
        return not value and type(item).model_fields[name].default is False
    return value is None or value == ()


def _integer(number: int) -> ox.Literal:
    return ox.Literal(str(number), datatype=_INTEGER)


def _literal(rdf: Rdf, value: object) -> Term:
    match rdf.codec, value:
        case "enum", StrEnum():
            return ox.NamedNode(terms.cg(local_name(value)))
        case "edtf", str():
            return ox.Literal(value, datatype=_EDTF)
        case "decimal", Decimal():
            return ox.Literal(plain(value), datatype=_DECIMAL)
        case "boolean", bool():
            return ox.Literal(str(value).lower(), datatype=_BOOLEAN)
        case "literal", str():
            return ox.Literal(str(value))
        case _:
            raise TypeError(f"{rdf.codec} cannot write {type(value).__name__}")


# Reading back.


def from_quads(quads: Iterable[ox.Quad], graph: str) -> Dossier:
    """The dossier that a graph holds.

    Args:
        quads: Any quads; only those in the graph are read.
        graph: The dossier's IRI.

    Raises:
        MappingError: If the graph is no dossier, or says more or less than the dossier it holds.
    """
    here = [quad for quad in quads if quad.graph_name == ox.NamedNode(graph)]
    reader = _DossierReader(here, graph)
    try:
        dossier = Dossier.model_validate(reader.dossier(), by_name=True)
    except ValidationError as error:
        raise MappingError(f"<{graph}> is not a dossier: {_first(error)}") from error
    written, found = set(to_quads(dossier)), set(here)
    if written != found:
        odd = min(written ^ found, key=str)
        fault = "lacks" if odd in written else "says besides"
        raise MappingError(f"<{graph}> is not exactly a dossier: it {fault} {odd}; load the dossier again")
    return dossier


def _first(error: ValidationError) -> str:
    detail = error.errors()[0]
    return f"{'.'.join(map(str, detail['loc']))}: {detail['msg']}"


class _DossierReader:
    """Reads one graph into the plain shape that the models validate."""

    def __init__(self, quads: Iterable[ox.Quad], graph: str) -> None:
        self.graph = ox.NamedNode(graph)
        self.facts: dict[ox.NamedNode, dict[ox.NamedNode, list[Term]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for quad in quads:
            if isinstance(quad.subject, ox.NamedNode):
                self.facts[quad.subject][quad.predicate].append(quad.object)
        bases = self._strings(_BASE)
        if len(bases) != 1:
            raise MappingError(f"<{graph}> holds no dossier")
        self.base = bases[0]
        self.prefixes = dict(value.split("=", 1) for value in self._strings(_PREFIX) if "=" in value)
        self.slugs = {
            subject.value: value.value
            for subject, facts in self.facts.items()
            if subject != self.graph
            for value in facts.get(_SLUG, [])
            if isinstance(value, ox.Literal)
        }
        spelling = Spelling(
            {slug: iri for iri, slug in self.slugs.items()},
            {**dict.fromkeys(self._strings(_SLUG), self.base), **self.prefixes},
        )
        self.nodes = NodeReader(lambda subject: self.facts.get(subject, {}), spelling.of)

    def _strings(self, predicate: ox.NamedNode) -> list[str]:
        found = self.facts.get(self.graph, {}).get(predicate, [])
        return [value.value for value in found if isinstance(value, ox.Literal)]

    def dossier(self) -> dict[str, Any]:
        """The whole dossier."""
        held: dict[str, dict[str, Any]] = {section: {} for section in SECTIONS}
        for iri, slug in sorted(self.slugs.items(), key=lambda pair: pair[1]):
            subject = ox.NamedNode(iri)
            model = self.nodes.model_of(subject)
            if model is None:
                raise MappingError(f"<{iri}> is no one kind of item")
            item = self.nodes.read(subject, model)
            section = next(name for name, models in SECTIONS.items() if model in models)
            if section in ("entities", "sources"):
                item["kind"] = terms.kebab(model.rdf_class)
            if section in LISTED:
                item["id"] = slug
            held[section][slug] = item
        top = self.nodes.read(self.graph, Dossier) | {"base": self.base, "prefixes": self.prefixes}
        return {**top, **held, **{section: list(held[section].values()) for section in LISTED}}


__all__ = ["from_quads", "item_iri", "names_of", "to_quads"]
