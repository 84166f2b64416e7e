"""Whether a dossier's references lead somewhere, and what they lead to.

One walk over the fields that are references serves the check, the mapping to RDF, and the loaders' messages.
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from . import taxonomies, terms
from .errors import MappingError
from .node import Node, Rdf, is_iri

if TYPE_CHECKING:
    from .dossier import Dossier

_TYPE_NAMES: Final = {
    "entity": "an entity", "source": "a source", "claim": "a claim", "statement": "a statement",
    "relation": "a relation", "retraction": "a retraction",
    "product": "a product of the taxonomy", "action": "an action of the taxonomy",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with one value of a dossier.

    Attributes:
        path: Keys and indexes from the top of the dossier, as written there.
        message: What stood there, what was expected, what to do.
        severity: ``error`` or ``warning``.
        value: The reference as written; empty where a slug is meant. An index in ``path`` counts in the model's order,
            which for references is not the file's.
    """

    path: tuple[str | int, ...]
    message: str
    severity: str = "error"
    value: str = ""


@cache
def fields_of(model: type[Node]) -> tuple[tuple[str, str, Rdf], ...]:
    """The mapped fields of a model: Python name, key in a dossier, and what they are in RDF."""
    found = []
    for name, field in model.model_fields.items():
        marks = [mark for mark in field.metadata if isinstance(mark, Rdf)]
        if marks:
            found.append((name, field.alias or name, marks[0]))
    return tuple(found)


def references(
    item: Node, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], str, Rdf]]:
    """Every reference in an item, with its place and what it may lead to."""
    for name, key, rdf in fields_of(type(item)):
        value: Any = getattr(item, name)
        for index, part in enumerate(value) if isinstance(value, tuple) else [(None, value)]:
            place = (*path, key) if index is None else (*path, key, index)
            if isinstance(part, Node):
                yield from references(part, place)
            elif rdf.ref and rdf.ref != ("iri",) and isinstance(part, str):
                yield place, part, rdf


@dataclass(frozen=True, slots=True)
class Names:
    """What the names of one dossier stand for.

    Attributes:
        base: Where the dossier's IRIs begin.
        local: Its slugs, each with its item's IRI.
        prefixes: The bases of dossiers, its own among them, where they are not the default.
    """

    base: str
    local: Mapping[str, str]
    prefixes: Mapping[str, str]

    def find(self, reference: str, kinds: Iterable[str]) -> str | None:
        """The IRI that a reference to one of these kinds names; None if it leads nowhere."""
        if reference in self.local:
            return self.local[reference]
        if kinds == ("iri",):
            return reference if is_iri(reference) else None
        for kind, taxonomy in _TAXONOMIES.items():
            concept = taxonomy().concepts.get(reference) if kind in kinds else None
            if concept is not None:
                return concept.iri
        foreign = terms.split_foreign(reference)
        if foreign:
            dossier, kind_named, slug = foreign
            items = [kind for kind in kinds if kind in terms.KINDS]
            kind_meant = kind_named or (items[0] if len(items) == 1 else None)
            base = self.prefixes.get(dossier, terms.default_base(dossier))
            if base == self.base and slug in self.local:
                return self.local[slug]
            return None if kind_meant is None else f"{base}{kind_meant}/{slug}"
        return reference if is_iri(reference) else None

    def iri(self, reference: str, kinds: Iterable[str]) -> str:
        """The IRI of a reference that a checked dossier holds.

        Raises:
            MappingError: If it leads nowhere, which no checked dossier lets happen.
        """
        found = self.find(reference, kinds)
        if found is None:
            raise MappingError(f"'{reference}' names nothing here; check the dossier before it is mapped")
        return found

    def content_iri(self, item: Node) -> str:
        """The IRI of a node that nobody named, made from its kind and its content."""
        kind = terms.kebab(item.rdf_class)
        said = item.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return f"{self.base}{kind}/{terms.content_name(kind, said)}"


_TAXONOMIES = {"action": taxonomies.actions, "product": taxonomies.products}


def nearest(word: str, names: Iterable[str]) -> str:
    """A question that offers the nearest right name, or nothing.

    >>> nearest("denys", ["affirms", "denies"])
    " (did you mean 'denies'?)"
    """
    close = difflib.get_close_matches(word, list(names), n=1, cutoff=0.6)
    return f" (did you mean '{close[0]}'?)" if close else ""


def check(dossier: "Dossier", *, also: Mapping[str, str] | None = None) -> list[Finding]:
    """Every reference that leads nowhere or to the wrong kind, and every slug or identifier used twice.

    Args:
        dossier: The dossier, whose fields are already right one by one.
        also: Slugs that exist but could not be read, with their kinds; nothing is said about references to them.
    """
    from . import roles
    from .spelling import names_of

    places = list(_places(dossier))
    findings: list[Finding] = []
    taken: dict[str, str] = {}
    for place, kind, slug, _item in places:
        findings += _misnamed(place, kind, slug, taken)
        taken.setdefault(slug, kind)
    names = names_of(dossier)
    checker = References({**(also or {}), **taken}, names)
    findings += _identified_twice(dossier)
    for place, _kind, _slug, item in places:
        findings += checker.wrong(references(item, place))
    if dossier.scope is not None:
        findings += checker.wrong(references(dossier.scope, ("scope",)))
    for index, rate in enumerate(dossier.rates):
        findings += checker.wrong(references(rate, ("rates", index)))
    findings += roles.misplaced(dossier, names)
    return findings


def _places(dossier: "Dossier") -> Iterator[tuple[tuple[str | int, ...], str, str, Node]]:
    """Every item with its place, kind and slug. Relations and retractions are lists, and may share one by mistake."""
    for kind, key, section in (
        ("entity", "entities", dossier.entities),
        ("source", "sources", dossier.sources),
        ("claim", "claims", dossier.claims),
        ("statement", "statements", dossier.statements),
    ):
        for slug, item in section.items():
            yield (key, slug), kind, slug, item
    for index, relation in enumerate(dossier.relations):
        yield ("relations", index), "relation", relation.id, relation
    for index, retraction in enumerate(dossier.retractions):
        yield ("retractions", index), "retraction", retraction.id, retraction


_NAMED_BY_CONTENT: Final = {"relation": "r-", "retraction": "x-"}
"""How a slug begins that nobody gave."""


def _misnamed(
    place: tuple[str | int, ...], kind: str, slug: str, taken: Mapping[str, str]
) -> Iterator[Finding]:
    if slug in taken and taken[slug] == kind and slug.startswith(_NAMED_BY_CONTENT.get(kind, ":")):
        yield Finding(place, f"{kind} '{slug}' stands here twice; remove one, or give one an id of its own")
    elif slug in taken:
        named = f"{_TYPE_NAMES[kind]} twice" if taken[slug] == kind else f"{_TYPE_NAMES[taken[slug]]} already"
        yield Finding(place, f"slug '{slug}' names {named}; a slug may name one item of the dossier")
    elif kind in ("entity", "claim") and any(
        slug in taxonomy().concepts for taxonomy in _TAXONOMIES.values()
    ):
        yield Finding(place, f"slug '{slug}' is a concept of the taxonomy; choose another slug")


def _identified_twice(dossier: "Dossier") -> Iterator[Finding]:
    """Two entities with one external identifier would be one node with two names."""
    owners: dict[tuple[str, str], str] = {}
    for slug, entity in dossier.entities.items():
        for register in ("iso3166", "lei", "wikidata"):
            code = getattr(entity, register)
            first = owners.setdefault((register, code), slug) if code else slug
            if first != slug:
                yield Finding(
                    ("entities", slug, register),
                    f"{register} '{code}' is '{first}' already; use that slug, or correct the code",
                )


class References:
    """Says of references what is wrong with them, each different one once.

    Looking for the nearest right name takes time in proportion to the names there are, so only the first few dozen
    wrong ones get a suggestion.
    """

    _MOST_SUGGESTIONS = 50

    def __init__(self, known: Mapping[str, str], names: Names) -> None:
        self._known = known
        self._names = names
        self._slugs = {iri: slug for slug, iri in names.local.items()}
        self._said: dict[tuple[str, tuple[str, ...]], str] = {}
        self._suggested = 0

    def wrong(self, found: Iterable[tuple[tuple[str | int, ...], str, Rdf]]) -> Iterator[Finding]:
        """A finding for each reference that leads nowhere or to the wrong kind."""
        for place, reference, rdf in found:
            message = self._said.get((reference, rdf.ref))
            if message is None:
                message = self._said[reference, rdf.ref] = self._message(reference, rdf.ref)
            if message:
                yield Finding(place, message, value=reference)

    def _message(self, reference: str, kinds: tuple[str, ...]) -> str:
        """What is wrong with a reference; empty if nothing is."""
        expected = " or ".join(_TYPE_NAMES[kind] for kind in kinds)
        iri = None if reference in self._known else self._names.find(reference, kinds)
        slug, kind = (reference, None) if iri is None else self._meant(iri)
        foreign = terms.split_foreign(reference)
        if foreign and slug is None:
            kind = foreign[1]
        kind = self._known.get(slug or "", kind)
        if kind is not None and kind not in kinds:
            return f"'{reference}' is {_TYPE_NAMES[kind]}, and {expected} is wanted here"
        if foreign and foreign[1] is None and iri is None:
            whole = f"{foreign[0]}:{kinds[0]}/{foreign[2]}"
            return f"'{reference}' does not say of which kind; write {whole} or another kind"
        if slug is not None and slug not in self._known:
            return f"'{reference}' names nothing here; {expected} is wanted{self._nearest(slug, kinds)}"
        return ""

    def _meant(self, iri: str) -> tuple[str | None, str | None]:
        """The slug that an IRI has in the dossier or should have there, and the kind that it shows by itself."""
        if iri in self._slugs:
            return self._slugs[iri], None
        for kind, taxonomy in _TAXONOMIES.items():
            scheme = taxonomy().scheme + "/"
            if iri.startswith(scheme):
                return (None if iri.removeprefix(scheme) in taxonomy().concepts else iri), kind
        own = iri.startswith(self._names.base)
        kind, _, slug = (iri.removeprefix(self._names.base) if own else "").partition("/")
        return (slug, None) if kind in terms.KINDS and terms.SLUG.fullmatch(slug) else (None, None)

    def _nearest(self, reference: str, kinds: tuple[str, ...]) -> str:
        self._suggested += 1
        if self._suggested > self._MOST_SUGGESTIONS:
            return ""
        own = nearest(reference, [slug for slug, kind in self._known.items() if kind in kinds])
        wanted = [taxonomy() for kind, taxonomy in _TAXONOMIES.items() if kind in kinds]
        concepts = [slug for taxonomy in wanted for slug in taxonomy.nearest(reference)]
        # A concept is known by other words than its slug: who writes 'sends' means 'delivers', not 'lends'.
        return own or (f" (did you mean '{concepts[0]}'?)" if concepts else "")
