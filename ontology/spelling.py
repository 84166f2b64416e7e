"""One spelling for each reference, so that equal dossiers are equal however their references were written.

An item of the dossier is called by its slug, a taxonomy's concept by its own, an item of another dossier by
``other:kind/slug``, anything else by its whole IRI. This module names items and spells references; whether a
reference leads anywhere is for :mod:`references` to say.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from . import entities, taxonomies, terms
from .node import Node
from .references import Names, fields_of
from .sources import BasisGroup

if TYPE_CHECKING:
    from .dossier import Dossier
    from .relations import Relation
    from .retractions import Retraction

_AnyNode = TypeVar("_AnyNode", bound=Node)
_Listed = TypeVar("_Listed", "Relation", "Retraction")


def item_iri(base: str, kind: str, slug: str, item: Node | None = None) -> str:
    """The IRI of an item: shared if it has an external identifier, else the base, its kind and its slug.

    >>> item_iri("https://w3id.org/claimgraph/id/gear/", "claim", "c-vests")
    'https://w3id.org/claimgraph/id/gear/claim/c-vests'
    """
    if isinstance(item, entities.Entity):
        for register in ("iso3166", "lei", "wikidata"):
            code = getattr(item, register)
            if code is not None:
                return f"{terms.ID}{register}/{code}"
    return f"{base}{kind}/{slug}"


def names_of(dossier: "Dossier") -> Names:
    """The IRI of each of the dossier's items, and how its references resolve."""
    local = {slug: item_iri(dossier.base, kind, slug, item) for kind, slug, item in dossier.items()}
    return Names(base=dossier.base, local=local, prefixes={dossier.dossier: dossier.base, **dossier.prefixes})


class Spelling:
    """Writes IRIs as a dossier writes its references.

    Args:
        local: The dossier's slugs, each with its item's IRI.
        prefixes: The bases of other dossiers that it names.
    """

    def __init__(self, local: Mapping[str, str], prefixes: Mapping[str, str]) -> None:
        self._local = local
        self._slugs = {iri: slug for slug, iri in local.items()}
        self._prefixes = sorted(prefixes.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        self._taken = frozenset(prefixes)

    def of(self, iri: str) -> str:
        """The one way to write a reference to this IRI."""
        if iri in self._slugs:
            return self._slugs[iri]
        concept = taxonomies.concept_of(iri)
        if concept is not None and concept.slug not in self._local:
            return concept.slug
        for name, base in self._prefixes:
            if iri.startswith(base) and _names_an_item(f"{name}:{iri.removeprefix(base)}"):
                return f"{name}:{iri.removeprefix(base)}"
        if iri.startswith(terms.ID):
            short = iri.removeprefix(terms.ID).replace("/", ":", 1)
            if _names_an_item(short) and short.partition(":")[0] not in self._taken:
                return short
        return iri


def _names_an_item(short: str) -> bool:
    foreign = terms.split_foreign(short)
    return foreign is not None and foreign[1] is not None


def respelled(dossier: "Dossier") -> dict[str, Any]:
    """The parts of a checked dossier with every reference in its one spelling, and its lists in order."""
    names = names_of(dossier)
    spell = _Respelling(names, Spelling(names.local, names.prefixes))
    relations = map(spell.listed, dossier.relations)
    retractions = map(spell.listed, dossier.retractions)
    rates = {str(rate.to_plain()): rate for rate in map(spell.node, dossier.rates)}
    return {
        "entities": {slug: spell.node(item) for slug, item in dossier.entities.items()},
        "sources": {slug: spell.node(item) for slug, item in dossier.sources.items()},
        "claims": {slug: spell.node(item) for slug, item in dossier.claims.items()},
        "statements": {slug: spell.node(item) for slug, item in dossier.statements.items()},
        "scope": None if dossier.scope is None else spell.node(dossier.scope),
        "relations": tuple(sorted(relations, key=lambda r: (r.from_, r.to, r.kind, r.id))),
        "retractions": tuple(sorted(retractions, key=lambda r: (r.of, r.date, r.by or "", r.id))),
        "rates": tuple(rates[said] for said in sorted(rates)),
    }


class _Respelling:
    """Rewrites items; one that is spelled well already is kept as it is."""

    def __init__(self, names: Names, spelling: Spelling) -> None:
        self._names = names
        self._spelling = spelling

    def reference(self, written: str, kinds: tuple[str, ...]) -> str:
        if written in self._names.local:
            return written
        return self._spelling.of(self._names.iri(written, kinds))

    def node(self, item: _AnyNode) -> _AnyNode:
        changed: dict[str, Any] = {}
        for name, _key, rdf in fields_of(type(item)):
            value = getattr(item, name)
            fresh = value
            if isinstance(value, Node):
                fresh = self.node(value)
            elif isinstance(value, tuple) and value and (rdf.ref or isinstance(value[0], Node)):
                parts = [self._part(part, rdf.ref) for part in value]
                fresh = tuple(parts) if rdf.codec == "path" else tuple(sorted(set(parts), key=str))
            elif rdf.ref and isinstance(value, str):
                fresh = self.reference(value, rdf.ref)
            if fresh != value:
                changed[name] = fresh
        return item.model_copy(update=changed) if changed else item

    def _part(self, part: str | Node, kinds: tuple[str, ...]) -> str | Node:
        if isinstance(part, str):
            return part if kinds == ("iri",) else self.reference(part, kinds)
        fresh = self.node(part)
        # Two spellings of one basis hold together as it does alone.
        return fresh.all[0] if isinstance(fresh, BasisGroup) and len(fresh.all) == 1 else fresh

    def listed(self, item: _Listed) -> _Listed:
        """A relation or retraction; one that was named by what it said is named so again."""
        fresh = self.node(item)
        return fresh.model_copy(update={"id": fresh.content_id}) if item.named_by_content else fresh


__all__ = ["Spelling", "item_iri", "names_of", "respelled"]
