"""The dossiers as they would have stood on a day, had they been written from what was public then.

Whatever is computed from dossiers can be computed from these, and is then of that day and of no other. Kept are the
statements and sources that were public; what nobody dates but something kept came through or rests on; the relations
between kept items; the claims that a kept statement speaks of; and who and what these name. A relation withdrawn, and a
retraction made, after the day are not known yet. See ``docs/decisions/as-of.md``.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from ...ontology.claims import Claim
from ...ontology.dates import bounds
from ...ontology.dossier import Dossier
from ...ontology.node import Node
from ...ontology.rates import Rate
from ...ontology.references import Names, references
from ...ontology.relations import Relation
from ...ontology.retractions import Retraction
from ...ontology.sources import Carried, Report
from ...ontology.spelling import names_of
from ...ontology.statements import Statement
from .cutting import Cutter, State
from .publicity import CARRIERS, Publicity

_Kind = Literal["report", "evidence", "statement"]


@dataclass(frozen=True, slots=True)
class Perhaps:
    """An item that no dossier dates: it may have been public on the day or not, and is left out.

    Attributes:
        iri: Its IRI.
        kind: ``statement``, ``report`` or ``evidence``.
    """

    iri: str
    kind: _Kind


@dataclass(frozen=True, slots=True)
class Shortened:
    """A kept item of which not everything was known on the day.

    Attributes:
        iri: Its IRI.
        lost: What it lost: ``path``, ``passage``, ``basis``.
    """

    iri: str
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Some dossiers as of a day.

    Attributes:
        day: The day; all of it had passed.
        dossiers: The dossiers, each cut down, in the order of their IRIs; one of which nothing was public is empty.
        perhaps: Statements and sources whose day is unknown, left out, in the order of their IRIs.
        shortened: What was kept and lost a part, likewise.
        later: How many statements became public only afterwards.
        publicity: Since when each item was public.
    """

    day: date
    dossiers: tuple[Dossier, ...]
    perhaps: tuple[Perhaps, ...]
    shortened: tuple[Shortened, ...]
    later: int
    publicity: Publicity

    @property
    def counts(self) -> dict[str, int]:
        """How many items of each kind are kept."""
        sections = ("entities", "sources", "claims", "statements", "relations", "retractions")
        return {name: sum(len(getattr(one, name)) for one in self.dossiers) for name in sections}

    @property
    def sentence(self) -> str:
        """What the day lets through, in a line."""
        public, perhaps = self.counts["statements"], sum(one.kind == "statement" for one in self.perhaps)
        said = f"{public} {'statement was' if public == 1 else 'statements were'} public" if public else ""
        said = said or "nothing was public yet"
        if perhaps:
            have = "has" if perhaps == 1 else "have"
            said += f"; {perhaps}{' more' * bool(public)} {have} no known date and {'is' if perhaps == 1 else 'are'}"
            said += " left out (perhaps public)"
        return f"as of {self.day}: {said}"

    def to_plain(self) -> dict[str, Any]:
        """The snapshot in JSON types: its day, how much it holds, what is apart, and its dossiers."""
        return {
            "day": self.day.isoformat(),
            "counts": self.counts,
            "later": self.later,
            "perhaps": [{"iri": one.iri, "kind": one.kind} for one in self.perhaps],
            "shortened": [{"iri": one.iri, "lost": list(one.lost)} for one in self.shortened],
            "dossiers": [one.to_plain() for one in self.dossiers],
        }


def as_of(dossiers: Iterable[Dossier], day: date, *, publicity: Publicity | None = None) -> Snapshot:
    """Cut dossiers down to what was public on a day.

    Args:
        dossiers: All that are loaded, for carriers and ends may stand in any of them.
        day: The day.
        publicity: Since when their items were public, if that was worked out before.
    """
    held = sorted(dossiers, key=lambda one: one.iri)
    return _Cut(held, day, publicity or Publicity(held)).snapshot()


class _Cut:
    """One day, and what is kept of all dossiers on it.

    Args:
        dossiers: In the order of their IRIs.
        day: The day.
        publicity: Since when their items were public.
    """

    def __init__(self, dossiers: Sequence[Dossier], day: date, publicity: Publicity) -> None:
        self._dossiers = dossiers
        self._day = day
        self._publicity = publicity
        self._names = [names_of(one) for one in dossiers]
        self._carried: dict[str, tuple[int, Carried]] = {}
        self._others: dict[str, list[tuple[int, Node]]] = {}
        for number, (one, names) in enumerate(zip(dossiers, self._names, strict=True)):
            for section in (one.sources, one.statements):
                for slug, item in section.items():
                    self._carried[names.local[slug]] = (number, item)
            for others in (one.entities, one.claims):
                for slug, other in others.items():
                    self._others.setdefault(names.local[slug], []).append((number, other))
        self._statements = frozenset(
            iri for iri, (_, item) in self._carried.items() if isinstance(item, Statement)
        )
        self._kept: dict[str, Carried] = {}
        self._lost: dict[str, tuple[str, ...]] = {}

    def snapshot(self) -> Snapshot:
        """What is kept, put together."""
        self._keep()
        relations = self._relations()
        retractions = [list(self._retractions(number)) for number in range(len(self._dossiers))]
        named = self._named(retractions)
        return Snapshot(
            day=self._day,
            dossiers=tuple(
                self._dossier(number, relations[number], retractions[number], named)
                for number in range(len(self._dossiers))
            ),
            perhaps=tuple(
                Perhaps(iri, _kind(item))
                for iri, (_, item) in sorted(self._carried.items())
                if iri not in self._kept and self._state(iri) is State.UNKNOWN
            ),
            shortened=tuple(Shortened(iri, lost) for iri, lost in sorted(self._lost.items())),
            later=sum(self._state(iri) is State.LATER for iri in self._statements),
            publicity=self._publicity,
        )

    def _state(self, iri: str) -> State:
        day = self._publicity.day(iri)
        if day is None:
            return State.UNKNOWN
        return State.PUBLIC if day <= self._day else State.LATER

    def _keep(self) -> None:
        """Keep what was public, and what that came through or rests on."""
        cutters = [Cutter(names, self._state, self._statements) for names in self._names]
        waiting = [iri for iri in self._carried if self._state(iri) is State.PUBLIC]
        while waiting:
            iri = waiting.pop()
            if iri in self._kept or iri not in self._carried:
                continue
            number, item = self._carried[iri]
            self._kept[iri], lost = cutters[number].cut(item)
            if lost:
                self._lost[iri] = lost
            for _, reference, rdf in references(self._kept[iri]):
                if set(rdf.ref) <= set(CARRIERS):
                    waiting.append(self._names[number].iri(reference, rdf.ref))

    def _relations(self) -> list[list[Relation]]:
        """The relations of each dossier whose two ends are kept; one that is aimed at another goes with it."""
        ends = {}
        for number, (one, names) in enumerate(zip(self._dossiers, self._names, strict=True)):
            for relation in one.relations:
                start = names.iri(relation.from_, ("statement", "source"))
                if start in self._kept:
                    end = names.iri(relation.to, ("statement", "relation"))
                    ends[names.local[relation.id]] = (end, number, relation)
        aiming: dict[str, list[str]] = {}
        for iri, (end, _, _) in ends.items():
            aiming.setdefault(end, []).append(iri)
        standing: list[str] = [iri for iri, (end, _, _) in ends.items() if end in self._kept]
        reached = set(standing)
        for iri in standing:
            fresh = [one for one in aiming.get(iri, ()) if one not in reached]
            reached.update(fresh)
            standing += fresh
        found: list[list[Relation]] = [[] for _ in self._dossiers]
        for iri, (_, number, relation) in ends.items():
            if iri in reached:
                found[number].append(self._not_withdrawn(relation))
        return found

    def _not_withdrawn(self, relation: Relation) -> Relation:
        if relation.withdrawn is None or _known_by(relation.withdrawn, self._day):
            return relation
        return relation.model_copy(update={"withdrawn": None})

    def _retractions(self, number: int) -> Iterator[Retraction]:
        """The retractions that were made by the day, of what is kept."""
        names = self._names[number]
        for retraction in self._dossiers[number].retractions:
            if names.iri(retraction.of, CARRIERS) not in self._kept or not _known_by(
                retraction.date, self._day
            ):
                continue
            printed = retraction.in_
            unknown = printed is not None and self._left_out(names.iri(printed, ("source",)))
            yield retraction.model_copy(update={"in_": None}) if unknown else retraction

    def _left_out(self, iri: str) -> bool:
        return iri in self._carried and iri not in self._kept

    def _named(self, retractions: Sequence[Sequence[Node]]) -> set[str]:
        """The claims and entities that what is kept names, and those that these name in turn."""
        waiting: list[tuple[int, Node]] = [(self._carried[iri][0], item) for iri, item in self._kept.items()]
        waiting += [(number, one) for number, found in enumerate(retractions) for one in found]
        waiting += [(number, one.scope) for number, one in enumerate(self._dossiers) if one.scope]
        named: set[str] = set()
        while waiting:
            number, item = waiting.pop()
            for _, reference, rdf in references(item):
                iri = self._names[number].find(reference, rdf.ref)
                if (
                    rdf.term != "exclusiveWith"
                    and iri is not None
                    and iri in self._others
                    and iri not in named
                ):
                    named.add(iri)
                    waiting += self._others[iri]
        return named

    def _dossier(
        self, number: int, relations: list[Relation], retractions: list[Retraction], named: Collection[str]
    ) -> Dossier:
        one, names = self._dossiers[number], self._names[number]
        parts: dict[str, Any] = {
            "entities": {slug: item for slug, item in one.entities.items() if names.local[slug] in named},
            "sources": self._left(one.sources, names),
            "claims": {
                slug: self._excluding(item, names, named)
                for slug, item in one.claims.items()
                if names.local[slug] in named
            },
            "statements": self._left(one.statements, names),
            "relations": tuple(relations),
            "retractions": tuple(retractions),
            "rates": tuple(rate for rate in one.rates if self._sourced(rate, names)),
        }
        return one.model_copy(update=parts)

    def _left(self, items: Mapping[str, Node], names: Names) -> dict[str, Node]:
        return {slug: self._kept[names.local[slug]] for slug in items if names.local[slug] in self._kept}

    def _excluding(self, claim: Claim, names: Names, named: Collection[str]) -> Claim:
        """The claim without the exclusion of claims that nobody had made."""
        iris = {other: names.iri(other, ("claim",)) for other in claim.exclusive_with}
        held = tuple(other for other, iri in iris.items() if iri in named or iri not in self._others)
        return claim if held == claim.exclusive_with else claim.model_copy(update={"exclusive_with": held})

    def _sourced(self, rate: Rate, names: Names) -> bool:
        """Whether a rate can be had: it goes with its source, if it names one."""
        found = (names.find(reference, rdf.ref) for _, reference, rdf in references(rate))
        return not any(iri is not None and self._left_out(iri) for iri in found)


def _kind(item: Carried) -> _Kind:
    if isinstance(item, Statement):
        return "statement"
    return "report" if isinstance(item, Report) else "evidence"


def _known_by(written: str, day: date) -> bool:
    """Whether a date had wholly passed."""
    last = bounds(written)[1]
    return last is not None and last <= day


__all__ = ["Perhaps", "Shortened", "Snapshot", "as_of"]
