"""All pairs of statements, and of claims, that have something to say to each other, without comparing all pairs.

Claims that say the same are compared once, whatever they are called. Where very many statements stand on both sides of
what is one claim, or one pair of claims, or of equal claims, each is paired with the first of the other side only, as
:mod:`claimgraph.graph.opposition` does on one claim.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Final

from ...ontology.derived import VerdictKind
from ...ontology.vocabulary import Stance
from ..opposition import MOST_PAIRS
from . import periods
from .blocks import Blocks, Containment, Shape, shape_of
from .claims import ComparedClaim, ComparedStatement
from .compare import compare, exclude
from .matching import match
from .sentences import plain_label
from .slots import Prepared, action_fit, agent_fit, prepared, thing_fit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ..told import Label
    from .context import Context
    from .verdicts import Verdict

_ALIKE: Final = (Stance.AFFIRMS, Stance.DENIES)
_AGAINST: Final = (Stance.DENIES, Stance.NO_EVIDENCE)

_BOTH: Final = 2

Pair = tuple[ComparedStatement, ComparedStatement]


def entailments(
    claims: Iterable[ComparedClaim], context: Context, *, touching: Collection[str] | None = None
) -> Iterator[tuple[str, str]]:
    """All pairs of different claims of which the first cannot be true without the second, by IRI.

    Takes time in proportion to the pairs of which one scope contains the other, not to all pairs.

    Args:
        claims: All claims, each once.
        context: What to compare in.
        touching: IRIs of claims; only pairs of which one at least is among these are given.
    """
    groups: dict[object, list[ComparedClaim]] = defaultdict(list)
    for claim in {claim.iri: claim for claim in claims}.values():
        if not claim.opaque:
            groups[claim.signature].append(claim)
    members = list(groups.values())
    asked = [touching is None or any(one.iri in touching for one in held) for held in members]
    shapes = [shape_of(held[0], context) for held in members]
    wide = Containment(context)
    for number, shape in enumerate(shapes):
        wide.add(number, shape)
    for number, shape in enumerate(shapes):
        for other in sorted(wide.wider(shape)):
            if not asked[number] and not asked[other]:
                continue
            yield from _entailed(members[number], members[other], context)
            # A wider scope may entail a narrower one: at most so many in all are at most so many in a part.
            if other != number and number not in wide.wider(shapes[other]):
                yield from _entailed(members[other], members[number], context)


def _entailed(
    narrow: list[ComparedClaim], wide: list[ComparedClaim], context: Context
) -> Iterator[tuple[str, str]]:
    if not any(each.entails().holds for each in match(narrow[0], wide[0], context)):
        return
    for one in narrow:
        for other in wide:
            if one.iri != other.iri:
                yield one.iri, other.iri


def meetings(
    statements: Iterable[ComparedStatement],
    context: Context,
    *,
    touching: Collection[str] | None = None,
    label: Label = plain_label,
) -> Iterator[Verdict]:
    """The verdict on every pair of statements that have something to say to each other.

    Left out are the pairs whose verdict is ``none``, but for denials that miss by one slot; of those that miss by the
    action, only pairs that both name an object are given.

    Args:
        statements: All statements, each once.
        context: What to compare in.
        touching: IRIs of claims; only pairs of which one statement at least is on one of these are given.
        label: What to call an item in a sentence.
    """
    pairing = Pairing(statements, context)
    for one, other in pairing.pairs(None if touching is None else frozenset(touching)):
        verdict = compare(one, other, context, label=label)
        if worth_listing(verdict, one, other):
            yield verdict


def worth_listing(verdict: Verdict, one: ComparedStatement, other: ComparedStatement) -> bool:
    """Whether two statements have something to say to each other.

    They have not where nothing is found, nor where a denial misses only by the action and one of them names no object.

    By the letter it is non-responsive. But where one agent is said to do many things, each denial of one would be
    listed against each affirmation of another; it is worth a line only where both do it to the same thing.
    """
    missed = verdict.kind is VerdictKind.NONE and verdict.slot == "action"
    return not verdict.plain_none and not (missed and not (one.claim.object and other.claim.object))


class Pairing:
    """Statements, grouped by what their claims say, and the pairs of them that can meet."""

    def __init__(self, statements: Iterable[ComparedStatement], context: Context) -> None:
        """Group the statements. Questions meet nothing and are left out."""
        self._context = context
        self._claims: dict[str, ComparedClaim] = {}
        self._on: dict[str, dict[Stance, list[ComparedStatement]]] = {}
        for statement in sorted(statements, key=lambda each: each.iri):
            if statement.stance is not Stance.QUESTIONS:
                claim = self._claims.setdefault(statement.claim.iri, statement.claim)
                self._on.setdefault(claim.iri, {}).setdefault(statement.stance, []).append(statement)
        groups: dict[object, list[str]] = defaultdict(list)
        for iri, claim in sorted(self._claims.items()):
            groups[(claim.signature, iri if claim.opaque else "")].append(iri)
        self._members = list(groups.values())
        self._shapes: dict[int, Shape] = {}
        self._prepared: dict[int, Prepared] = {}
        for number, members in enumerate(self._members):
            if not self._claims[members[0]].opaque:
                self._shapes[number] = shape_of(self._claims[members[0]], context)
                self._prepared[number] = prepared(self._claims[members[0]], context)

    def pairs(self, touching: frozenset[str] | None) -> Iterator[Pair]:
        """Every pair that can meet, each once; some that turn out not to."""
        for found in (self._on_one_claim(touching), self._on_exclusive(touching), self._on_others(touching)):
            yield from found

    def _on_one_claim(self, touching: frozenset[str] | None) -> Iterator[Pair]:
        for iri in sorted(self._claims if touching is None else touching & self._claims.keys()):
            held = self._on[iri]
            for stance in _ALIKE:
                yield from _listed_alike(held.get(stance, []))
            for stance in _AGAINST:
                yield from _listed(held.get(Stance.AFFIRMS, []), held.get(stance, []))

    def _on_exclusive(self, touching: frozenset[str] | None) -> Iterator[Pair]:
        seen = {
            (min(iri, other), max(iri, other))
            for iri, claim in self._claims.items()
            for other in claim.exclusive
            if other in self._claims and other != iri
        }
        for one, other in sorted(seen):
            if touching is None or one in touching or other in touching:
                here, there = self._on[one], self._on[other]
                yield from _listed(here.get(Stance.AFFIRMS, []), there.get(Stance.AFFIRMS, []))
                yield from _listed(here.get(Stance.AFFIRMS, []), there.get(Stance.DENIES, []))
                yield from _listed(there.get(Stance.AFFIRMS, []), here.get(Stance.DENIES, []))

    def _on_others(self, touching: frozenset[str] | None) -> Iterator[Pair]:
        """Pairs on claims of different names whose slots are compared."""
        touched = None
        if touching is not None:
            touched = {n for n in self._shapes if not touching.isdisjoint(self._members[n])}
        for stance in _ALIKE:
            for one, other in sorted(self._alike(stance, touched)):
                if self._apart(one, other, most=0):
                    continue
                first, second = self._pool(one, stance), self._pool(other, stance)
                found = _listed_alike(first) if one == other else _listed(first, second)
                yield from self._wanted(found, touching)
        for stance in _AGAINST:
            for one, other in sorted(self._opposed(stance, touched)):
                if self._apart(one, other, most=1 if stance is Stance.DENIES else 0):
                    continue
                found = _listed(self._pool(one, Stance.AFFIRMS), self._pool(other, stance))
                yield from self._wanted(found, touching)

    def _apart(self, one: int, other: int, *, most: int) -> bool:
        """Whether the claims of two groups are disjoint in more slots than that, in every reading."""
        here, there, context = self._prepared[one], self._prepared[other], self._context
        action, readings = action_fit(here, there, context)
        known = int(action.disjoint is True)
        known += int(thing_fit(here.object, there.object, context).disjoint is True)
        if known > most:
            return True
        known += int(agent_fit(here.place, there.place, context).disjoint is True)
        straight = self._ends_apart(here, there, crossed=False) if False in readings else _BOTH
        crossed = self._ends_apart(here, there, crossed=True) if True in readings else straight
        known += min(straight, crossed)
        if known > most:
            return True
        first, second = self._claims[self._members[one][0]], self._claims[self._members[other][0]]
        return known + int(periods.fit(first.period, second.period).disjoint is True) > most

    def _ends_apart(self, here: Prepared, there: Prepared, *, crossed: bool) -> int:
        """In how many of subject and counterparty two claims are disjoint, in one reading."""
        subject, partner = there.subject, there.counterparty
        if crossed:
            subject, partner = partner, subject
        subjects = agent_fit(here.subject, subject, self._context)
        partners = agent_fit(here.counterparty, partner, self._context)
        return int(subjects.disjoint is True) + int(partners.disjoint is True)

    def _wanted(self, found: Iterable[Pair], touching: frozenset[str] | None) -> Iterator[Pair]:
        for one, other in found:
            a, b = one.claim, other.claim
            if a.iri == b.iri or exclude(a, b):
                continue
            if touching is None or a.iri in touching or b.iri in touching:
                yield one, other

    def _pool(self, number: int, stance: Stance) -> list[ComparedStatement]:
        """The statements in one stance on any claim of a group, in order."""
        members = self._members[number]
        if len(members) == 1:
            return self._on[members[0]].get(stance, [])
        held = (each for iri in members for each in self._on[iri].get(stance, ()))
        return sorted(held, key=lambda each: each.iri)

    def _taking(self, stance: Stance) -> list[int]:
        """The groups of claims on which somebody takes this stance."""
        return [n for n in self._shapes if any(stance in self._on[iri] for iri in self._members[n])]

    def _alike(self, stance: Stance, touched: set[int] | None) -> set[tuple[int, int]]:
        """Groups of which one scope may contain the other, on which the same stance is taken."""
        numbers = self._taking(stance)
        if touched is None:
            wide = Containment(self._context)
            for number in numbers:
                wide.add(number, self._shapes[number])
            found = ((number, other) for number in numbers for other in wide.wider(self._shapes[number]))
        else:
            blocks = self._blocks(numbers)
            asked = [number for number in numbers if number in touched]
            found = ((number, other) for number in asked for other in blocks.linked(self._shapes[number]))
        return {(min(pair), max(pair)) for pair in found}

    def _opposed(self, stance: Stance, touched: set[int] | None) -> set[tuple[int, int]]:
        """Groups of which the first is affirmed, and the second denied or not seen, and which may meet."""
        affirmed, against = self._taking(Stance.AFFIRMS), self._taking(stance)
        missing = stance is Stance.DENIES
        found: set[tuple[int, int]] = set()
        asked = against if touched is None else [number for number in against if number in touched]
        if asked:
            blocks = self._blocks(affirmed)
            for number in asked:
                met = blocks.meeting(self._shapes[number], missing=missing)
                found.update((other, number) for other in met)
        if touched is not None and not touched.isdisjoint(affirmed):
            blocks = self._blocks(against)
            for number in sorted(touched & set(affirmed)):
                met = blocks.meeting(self._shapes[number], missing=missing)
                found.update((number, other) for other in met)
        return found

    def _blocks(self, numbers: Iterable[int]) -> Blocks:
        blocks = Blocks(self._context)
        for number in numbers:
            blocks.add(number, self._shapes[number])
        return blocks


def _listed(first: list[ComparedStatement], second: list[ComparedStatement]) -> Iterator[Pair]:
    """All pairs of two sides; only those with the first of either side where they are too many."""
    if len(first) * len(second) <= MOST_PAIRS:
        yield from ((one, other) for one in first for other in second)
        return
    yield from ((first[0], other) for other in second)
    yield from ((one, second[0]) for one in first[1:])


def _listed_alike(side: list[ComparedStatement]) -> Iterator[Pair]:
    """All pairs within one side; only those with its first where they are too many."""
    if len(side) * (len(side) - 1) // 2 <= MOST_PAIRS:
        yield from combinations(side, 2)
        return
    yield from ((side[0], other) for other in side[1:])
