"""Reading one node back from its triples, by the annotations of its model.

The mapping reads whole dossiers with it; the store reads single items. It decides nothing about where triples come from
(a function gives a subject's facts) or how a reference is written (another function says).
"""

import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Final, Union, get_args, get_origin

import pyoxigraph as ox

from . import entities, sources, terms
from .claims import Claim
from .errors import MappingError
from .node import Node, Rdf
from .quantities import Quantity
from .references import fields_of
from .relations import Relation
from .retractions import Retraction
from .statements import Statement
from .vocabulary import local_name

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Facts = Mapping[ox.NamedNode, Sequence[Term]]

SECTIONS: Final[Mapping[str, tuple[type[Node], ...]]] = {
    "entities": (
        entities.State,
        entities.Firm,
        entities.PublicBody,
        entities.Outlet,
        entities.Person,
        entities.Group,
        entities.Product,
        entities.Place,
        entities.Action,
    ),
    "sources": (sources.Report, sources.Evidence),
    "claims": (Claim,),
    "statements": (Statement,),
    "relations": (Relation,),
    "retractions": (Retraction,),
}
"""The models of the items in each section of a dossier."""

LISTED: Final = ("relations", "retractions")
"""The sections that are lists: their items may go without a slug, and are then named by what they say."""

_BY_CLASS: Final[Mapping[str, type[Node]]] = {
    terms.cg(model.rdf_class): model for models in SECTIONS.values() for model in models
}
_TYPE: Final = ox.NamedNode(terms.PREFIXES["rdf"] + "type")
_END: Final = ox.NamedNode(terms.cg("end"))
_NEXT: Final = ox.NamedNode(terms.cg("next"))
_CARRIED_BY: Final = ox.NamedNode(terms.cg("carriedBy"))


class NodeReader:
    """Reads nodes into the plain shape that their models validate.

    Args:
        facts: A subject's triples, by predicate.
        reference: How another item's IRI is written.
    """

    def __init__(self, facts: Callable[[ox.NamedNode], Facts], reference: Callable[[str], str]) -> None:
        """Keep where triples come from, and how references are written."""
        self.facts = facts
        self.reference = reference

    def model_of(self, subject: ox.NamedNode) -> type[Node] | None:
        """The model of an item, by its class; None if it has none of ours, or several."""
        found = {
            _BY_CLASS[kind.value]
            for kind in self.facts(subject).get(_TYPE, [])
            if isinstance(kind, ox.NamedNode) and kind.value in _BY_CLASS
        }
        return found.pop() if len(found) == 1 else None

    def read(self, subject: ox.NamedNode, model: type[Node]) -> dict[str, Any]:
        """The fields that the subject has, by their Python names."""
        facts = self.facts(subject)
        found: dict[str, Any] = {}
        for name, _key, rdf in fields_of(model):
            if not rdf.term:
                found[name] = self.read(subject, _nested(model, name))
                continue
            values = sorted(facts.get(ox.NamedNode(rdf.iri), []), key=str)
            if values:
                found[name] = self._field(model, name, rdf, values, facts)
        return found

    def read_amount(self, subject: ox.NamedNode) -> dict[str, Any] | None:
        """A quantity, where the subject is one."""
        is_one = ox.NamedNode(terms.cg(Quantity.rdf_class)) in self.facts(subject).get(_TYPE, [])
        return self.read(subject, Quantity) if is_one else None

    def _field(self, model: type[Node], name: str, rdf: Rdf, values: list[Term], facts: Facts) -> object:
        match rdf.codec:
            case "span":
                return [_words(value) for value in (*values, *facts.get(_END, []))]
            case "path":
                return self._chain(values[0])
            case "text":
                return {getattr(value, "language", None) or "und": _words(value) for value in values}
            case _:
                parts = [self._value(value, model, name, rdf) for value in values]
                return parts if len(parts) > 1 or is_many(model, name) else parts[0]

    def _value(self, value: Term, model: type[Node], name: str, rdf: Rdf) -> object:
        if isinstance(value, ox.NamedNode):
            if rdf.codec == "node":
                nested = _nested(model, name)
                if ox.NamedNode(terms.cg(nested.rdf_class)) in self.facts(value).get(_TYPE, []):
                    return self.read(value, nested)
            if rdf.ref and rdf.ref != ("iri",):
                return self.reference(value.value)
            if rdf.codec == "enum":
                return _enum_words(model, name).get(value.value, value.value)
        return _words(value) == "true" if rdf.codec == "boolean" else _words(value)

    def _chain(self, head: Term) -> list[str]:
        chain: list[str] = []
        seen: set[Term] = set()
        while isinstance(head, ox.NamedNode) and head not in seen:
            seen.add(head)
            facts = self.facts(head)
            chain += [self.reference(_words(carrier)) for carrier in facts.get(_CARRIED_BY, [])]
            following = facts.get(_NEXT, [])
            if not following:
                return chain
            head = following[0]
        raise MappingError(f"{head} is no chain of carriers")


def _words(value: Term) -> str:
    return value.value if isinstance(value, (ox.Literal, ox.NamedNode)) else str(value)


def _arms(annotation: object) -> Iterator[object]:
    """The plain types inside an annotation, unions and tuples opened."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _arms(get_args(annotation)[0])
    elif origin in (Union, types.UnionType, tuple):
        for arm in get_args(annotation):
            yield from _arms(arm)
    else:
        yield annotation


@cache
def _nested(model: type[Node], name: str) -> type[Node]:
    """The model of a field that holds nodes."""
    for arm in _arms(model.model_fields[name].annotation):
        if isinstance(arm, type) and issubclass(arm, Node):
            return arm
    raise TypeError(f"{model.__name__}.{name} holds no node")


@cache
def is_many(model: type[Node], name: str) -> bool:
    """Whether a field holds several values."""
    annotation = model.model_fields[name].annotation
    return get_origin(annotation) is tuple


@cache
def _enum_words(model: type[Node], name: str) -> Mapping[str, str]:
    """The written value of each individual that a field may hold, by IRI."""
    return {
        terms.cg(local_name(value)): value.value
        for arm in _arms(model.model_fields[name].annotation)
        if isinstance(arm, type) and issubclass(arm, StrEnum)
        for value in arm
    }
