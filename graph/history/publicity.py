"""Since when each statement and each source was public, as far as the dossiers say.

A statement made in public was public from its own date, a report from its publication. What has no such date was public
from the earliest publication of what carries it: a report or a relaying statement in any of its paths, or what carries
that in turn. Evidence has its day from its carriers alone: its own date is when it arose, not when it was known.

A partial date counts from its last day. Where a carrier was published within the time that a partial date leaves open,
the item was public from then: a report "of 2023" that an article of 5 May prints was out on 5 May. An item without any
day is "perhaps public", and has none here.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from ...ontology.dates import bounds
from ...ontology.dossier import Dossier
from ...ontology.sources import Carried, Report
from ...ontology.spelling import names_of
from ...ontology.statements import Statement

CARRIERS: Final = ("source", "statement")
"""What a path and a basis may name."""


@dataclass(frozen=True, slots=True)
class Known:
    """Since when an item was public, and what says so.

    Attributes:
        day: The first day on which it certainly was.
        by: ``date`` for a statement's own, ``publication`` for a report's own, ``carrier`` for another's.
        through: The IRI of the carrier that counts, where it is not the item's own date.
    """

    day: date
    by: Literal["date", "publication", "carrier"]
    through: str | None = None


class Publicity:
    """The day from which each statement and source of some dossiers was public.

    "In the founding dossier, s-close-combat was public from 31 March 2023, by its own date." Time grows with the number
    of carriers, times the logarithm of the number of items; cycles among carriers end by themselves.

    Args:
        dossiers: All that are loaded: a carrier may stand in another dossier than what it carries.
    """

    def __init__(self, dossiers: Iterable[Dossier]) -> None:
        """Work out every day at once."""
        own: dict[str, tuple[date | None, Known]] = {}
        carried: defaultdict[str, list[str]] = defaultdict(list)
        for iri, item, carriers in _items(dossiers):
            dated = _own(item)
            if dated is not None:
                own[iri] = dated
            for carrier in carriers:
                carried[carrier].append(iri)
        self._known = _spread(own, carried)

    def known(self, iri: str) -> Known | None:
        """Since when an item was public, and why; None if no dossier lets that be known."""
        return self._known.get(iri)

    def day(self, iri: str) -> date | None:
        """The first day on which an item certainly was public; None if that is not known."""
        found = self._known.get(iri)
        return None if found is None else found.day


def _items(dossiers: Iterable[Dossier]) -> Iterator[tuple[str, Carried, set[str]]]:
    """Each statement and source by IRI, with the IRIs of its carriers."""
    for dossier in dossiers:
        names = names_of(dossier)
        sections: tuple[Mapping[str, Carried], ...] = (dossier.sources, dossier.statements)
        for section in sections:
            for slug, item in section.items():
                carriers = {names.iri(carrier, CARRIERS) for path in item.paths for carrier in path}
                yield names.local[slug], item, carriers


def _own(item: Carried) -> tuple[date | None, Known] | None:
    """The first day that an item's own date leaves open, and its last; None if it has none that counts."""
    by: Literal["date", "publication"]
    match item:
        case Statement(public=True, date=str(written)):
            by = "date"
        case Report(published=str(written)):
            by = "publication"
        case _:
            return None
    first, last = bounds(written)
    return None if last is None else (first, Known(last, by))


def _spread(
    own: Mapping[str, tuple[date | None, Known]], carried: Mapping[str, Iterable[str]]
) -> dict[str, Known]:
    """The earliest day of each item: Dijkstra's algorithm, in which a day reaches whatever its item carries."""
    waiting = [(known.day, iri, "") for iri, (_, known) in own.items()]
    heapq.heapify(waiting)
    settled: dict[str, Known] = {}
    while waiting:
        day, iri, through = heapq.heappop(waiting)
        if iri in settled:
            continue
        settled[iri] = Known(day, "carrier", through) if through else own[iri][1]
        for item in carried.get(iri, ()):
            if item not in settled and _proves(day, own.get(item)):
                heapq.heappush(waiting, (day, item, iri))
    return settled


def _proves(day: date, dated: tuple[date | None, Known] | None) -> bool:
    """Whether a carrier's day says something of an item that its own date does not.

    A carrier from before the item's own date proves nothing: one of the two dates is wrong, and the own one is nearer.
    """
    if dated is None:
        return True
    first, known = dated
    return (first or date.min) <= day < known.day


__all__ = ["CARRIERS", "Known", "Publicity"]
