"""What a comparison knows of the world: kinds of goods and actions, who belongs to whom, what lies where, and rates.

It is read from dossiers and the shared taxonomies, and from nothing else. What is not in it is not known, and no
comparison guesses at it. Items joined by a curated ``matches`` link are one item; nothing merges by name.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from ...ontology import entities, taxonomies, terms
from ...ontology.dates import bounds
from ...ontology.quantities import plain
from ...ontology.spelling import names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ...ontology.dossier import Dossier

ALLEGIANCE: Final = ("part_of", "owner", "acts_for")
"""The links that put an agent within another."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity or a concept: its kind, and its links to others by IRI."""

    kind: str = ""
    part_of: frozenset[str] = frozenset()
    owner: frozenset[str] = frozenset()
    acts_for: frozenset[str] = frozenset()
    based_in: frozenset[str] = frozenset()
    broader: frozenset[str] = frozenset()
    converse_of: frozenset[str] = frozenset()
    compared_as: frozenset[str] = frozenset()
    may_be: frozenset[str] = frozenset()
    disjoint_with: frozenset[str] = frozenset()
    hs: frozenset[str] = frozenset()
    same_as: frozenset[str] = frozenset()

    @property
    def linked(self) -> frozenset[str]:
        """Everything that it has a link to."""
        return frozenset().union(*(getattr(self, name) for name in _SETS if name != "hs"))

    def joined(self, other: Entry) -> Entry:
        """What two dossiers say of one thing, together."""
        sets = {name: getattr(self, name) | getattr(other, name) for name in _SETS}
        # Where dossiers call it differently, a state is a state; else the order of the words decides, for stability.
        kinds = sorted({self.kind, other.kind} - {""}, key=lambda kind: (kind != "state", kind))
        return Entry(kinds[0] if kinds else "", **sets)


_SETS: Final = tuple(each.name for each in fields(Entry) if each.name != "kind")


@dataclass(frozen=True, slots=True, order=True)
class ComparedRate:
    """So much of one currency for one of another, on these days, as a dossier gives it."""

    from_currency: str
    to_currency: str
    rate: Fraction
    first: int
    last: int
    date: str

    def described(self) -> str:
        """The rate in words.

        >>> ComparedRate("GBP", "USD", Fraction(127, 100), 1, 2, "2023").described()
        '1 GBP = 1.27 USD (2023)'
        """
        number = format(float(self.rate), ".10g")
        return f"1 {self.from_currency} = {number} {self.to_currency} ({self.date})"


class Context:
    """The lattices and rates that comparisons are made in. It is never changed; it keeps what it worked out.

    Args:
        entries: Entities by IRI. The shared taxonomies are always there besides.
        rates: Rates of exchange.
    """

    def __init__(
        self, entries: Mapping[str, Entry] | None = None, rates: Iterable[ComparedRate] = ()
    ) -> None:
        """Join what is linked as one, and keep it."""
        self.entries: Mapping[str, Entry] = dict(sorted((entries or {}).items()))
        self.rates = tuple(sorted(set(rates)))
        self._same = _representatives(self.entries)
        self._known: dict[str, Entry] = dict(_shared())
        for iri, entry in self.entries.items():
            one = self.same(iri)
            links = {name: frozenset(map(self.same, getattr(entry, name))) for name in _SETS if name != "hs"}
            fresh = Entry(entry.kind, hs=entry.hs, **links)
            self._known[one] = self._known[one].joined(fresh) if one in self._known else fresh
        self._closures: dict[tuple[str, tuple[str, ...]], frozenset[str]] = {}
        self.kept: dict[Any, Any] = {}
        """What comparisons have worked out in this context, so that it need not be worked out again."""

    @classmethod
    def of(cls, dossiers: Iterable[Dossier]) -> Context:
        """The context that these dossiers give together."""
        entries: dict[str, Entry] = {}
        rates: list[ComparedRate] = []
        for dossier in dossiers:
            for iri, entry in _entries_of(dossier):
                entries[iri] = entries[iri].joined(entry) if iri in entries else entry
            rates += _rates_of(dossier)
        return cls(entries, rates)

    def same(self, iri: str) -> str:
        """The one IRI that stands for everything linked as the same."""
        return self._same.get(iri, iri)

    def entry(self, iri: str) -> Entry | None:
        """What is known of a thing; None if nothing is."""
        return self._known.get(iri)

    def known(self) -> Iterable[tuple[str, Entry]]:
        """Everything that is known, the taxonomies' concepts among it."""
        return self._known.items()

    def kind(self, iri: str) -> str:
        """Its kind as a dossier writes it; empty if nothing is known."""
        entry = self._known.get(iri)
        return "" if entry is None else entry.kind

    def up(self, iri: str, links: tuple[str, ...]) -> frozenset[str]:
        """Everything that is reached from a thing by these links, itself among it."""
        key = (iri, links)
        found = self._closures.get(key)
        if found is None:
            reached = {iri}
            waiting = [iri]
            while waiting:
                entry = self._known.get(waiting.pop())
                for name in links if entry is not None else ():
                    fresh = getattr(entry, name) - reached
                    reached |= fresh
                    waiting += fresh
            found = self._closures[key] = frozenset(reached)
        return found

    def rate(self, one: str, other: str, days: tuple[int, int]) -> tuple[Fraction, str] | None:
        """The factor from one currency to another on all of these days, with the rate in words.

        None where no rate is given for them, or where several are that differ.
        """
        found: dict[Fraction, str] = {}
        for rate in self.rates:
            if rate.first <= days[0] and days[1] <= rate.last and rate.rate > 0:
                if (rate.from_currency, rate.to_currency) == (one, other):
                    found.setdefault(rate.rate, rate.described())
                elif (rate.to_currency, rate.from_currency) == (one, other):
                    found.setdefault(1 / rate.rate, rate.described())
        return next(iter(found.items())) if len(found) == 1 else None

    def to_json(self) -> str:
        """One line of JSON, the same for contexts that say the same."""
        said = {
            "entries": {iri: _plain(entry) for iri, entry in self.entries.items()},
            "rates": [[r.from_currency, r.to_currency, str(r.rate), r.date] for r in self.rates],
        }
        return json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Context:
        """Read back what :meth:`to_json` wrote."""
        said = json.loads(text)
        entries = {
            iri: Entry(entry.pop("kind", ""), **{name: frozenset(values) for name, values in entry.items()})
            for iri, entry in said["entries"].items()
        }
        return cls(entries, [_rate(*rate) for rate in said["rates"]])

    @property
    def digest(self) -> str:
        """A name for all that is known here: contexts of one digest give the same verdicts."""
        found: str | None = self.kept.get("digest")
        if found is None:
            words = f"{_shared_digest()}\n{self.to_json()}"
            found = self.kept["digest"] = hashlib.sha256(words.encode()).hexdigest()
        return found


def _plain(entry: Entry) -> dict[str, Any]:
    sets = {name: sorted(getattr(entry, name)) for name in _SETS if getattr(entry, name)}
    return {**({"kind": entry.kind} if entry.kind else {}), **sets}


def _entries_of(dossier: Dossier) -> Iterable[tuple[str, Entry]]:
    names = names_of(dossier)
    for slug, item in dossier.entities.items():
        links: dict[str, frozenset[str]] = {}
        for name in (*ALLEGIANCE, "based_in"):
            links[name] = frozenset(names.iri(ref, ("entity",)) for ref in getattr(item, name, ()))
        kinds = ("product", "entity") if isinstance(item, entities.Product) else ("action", "entity")
        for name in ("broader", "converse_of"):
            links[name] = frozenset(names.iri(ref, kinds) for ref in getattr(item, name, ()))
        hs = frozenset(item.hs) if isinstance(item, entities.Product) else frozenset[str]()
        yield names.local[slug], Entry(item.kind, hs=hs, same_as=frozenset(item.matches), **links)


def _rates_of(dossier: Dossier) -> list[ComparedRate]:
    return [_rate(rate.from_, rate.to, plain(rate.rate), rate.date) for rate in getattr(dossier, "rates", ())]


def _rate(one: str, other: str, rate: str, date: str) -> ComparedRate:
    first, last = bounds(date)
    # A rate that is open at an end holds on the days that it names, and no further.
    days = (first or last, last or first)
    ordinals = [0 if day is None else day.toordinal() for day in days]
    return ComparedRate(one, other, Fraction(rate), ordinals[0], ordinals[1], date)


def _representatives(entries: Mapping[str, Entry]) -> Mapping[str, str]:
    """One IRI for each set of linked ones: a concept of the taxonomies if there is one, else the first."""
    groups: dict[str, set[str]] = {}
    for iri, entry in entries.items():
        for other in entry.same_as:
            joined = groups.get(iri, {iri}) | groups.get(other, {other})
            for member in joined:
                groups[member] = joined
    shared = _shared()
    return {iri: min(group, key=lambda one: (one not in shared, one)) for iri, group in groups.items()}


@cache
def _shared() -> Mapping[str, Entry]:
    """The concepts of the shared taxonomies."""
    found: dict[str, Entry] = {}
    for kind, base, taxonomy in (
        ("action", terms.ACTION, taxonomies.actions()),
        ("product", terms.PRODUCT, taxonomies.products()),
    ):
        for concept in taxonomy.concepts.values():
            links = {
                "broader": concept.broader,
                "may_be": concept.may_be,
                "disjoint_with": concept.disjoint_with,
                "converse_of": (concept.converse,) if concept.converse else (),
                "compared_as": (concept.compared_as,) if concept.compared_as else (),
            }
            iris = {name: frozenset(base + slug for slug in slugs) for name, slugs in links.items()}
            found[concept.iri] = Entry(kind, hs=frozenset(concept.hs), **iris)
    return found


@cache
def _shared_digest() -> str:
    said = {iri: _plain(entry) for iri, entry in _shared().items()}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
