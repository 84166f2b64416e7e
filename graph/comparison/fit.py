"""How two values of one slot lie to each other: within, containing, disjoint, each known, denied or not known.

"Not known" is a third answer and never turned into one of the other two. An *open* fit is one that the taxonomy or the
record declares to be undecided (drones may be military equipment); an *unknown* one is where nothing is said at all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Known = bool | None
"""Yes, no, or not known."""

State = Literal["disjoint", "open", "unknown", "overlap", "wider", "narrower", "equal"]

_T = TypeVar("_T")


def all_known(answers: Iterable[Known]) -> Known:
    """Yes if all are, no if one is not, else not known (Kleene's strong conjunction).

    >>> all_known([True, None]), all_known([None, False]), all_known([])
    (None, False, True)
    """
    found: Known = True
    for answer in answers:
        if answer is False:
            return False
        if answer is None:
            found = None
    return found


def any_known(answers: Iterable[Known]) -> Known:
    """Yes if one is, no if none is, else not known."""
    inverse = all_known(None if answer is None else not answer for answer in answers)
    return None if inverse is None else not inverse


@dataclass(frozen=True, slots=True)
class Fit:
    """How a value lies to another of the same slot.

    Attributes:
        within: Whether all of the first is of the second.
        contains: Whether all of the second is of the first.
        disjoint: Whether nothing can be of both.
        reason: Why it is open or not known, as a code; empty where all is known.
        open: Whether it is declared undecided, rather than merely not said.
        undated: Whether an open end of a period was taken to reach, for want of dates.
        note: What was used besides, in words: a rate.
    """

    within: Known
    contains: Known
    disjoint: Known = False
    reason: str = ""
    open: bool = False
    undated: bool = False
    note: str = ""

    @property
    def state(self) -> State:
        """The fit in one word, as it counts for the question whether the first is within the second."""
        if self.disjoint:
            return "disjoint"
        if self.within:
            return "equal" if self.contains else "narrower"
        if self.contains and self.within is False:
            return "wider"
        if self.open:
            return "open"
        return "unknown" if None in (self.within, self.contains, self.disjoint) else "overlap"

    @property
    def meets(self) -> bool:
        """Whether the two are known to share something."""
        return self.disjoint is False and self.state not in ("open", "unknown")

    def mirrored(self) -> Fit:
        """How the second lies to the first."""
        return replace(self, within=self.contains, contains=self.within)


EQUAL: Final = Fit(within=True, contains=True)
NARROWER: Final = Fit(within=True, contains=False)
WIDER: Final = Fit(within=False, contains=True)
DISJOINT: Final = Fit(within=False, contains=False, disjoint=True)


def nested(*, within: bool, contains: bool) -> Fit | None:
    """The fit of two values of which one at least is within the other; None if neither is."""
    if within:
        return EQUAL if contains else NARROWER
    return WIDER if contains else None


def unknown(reason: str) -> Fit:
    """A fit of which nothing is known, and why."""
    return Fit(within=None, contains=None, disjoint=None, reason=reason)


def unstated(*, first: bool, second: bool) -> Fit | None:
    """The fit where a slot is left out: "any" on the wider side; None if both state it.

    A claim that states a slot more is narrower: "sent drones in May" is within "sent drones".
    """
    if first and second:
        return None
    if first == second:
        return EQUAL
    return NARROWER if first else replace(WIDER, reason="unstated")


def union(first: Iterable[_T], second: Iterable[_T], fit: Callable[[_T, _T], Fit]) -> Fit:
    """How two lists of alternatives lie to each other, each list read as the union of what it names.

    Within, if every alternative of the one is within some alternative of the other; disjoint, if all pairs are.
    """
    rows = [[fit(one, other) for other in second] for one in first]
    if len(rows) == 1 and len(rows[0]) == 1:
        return rows[0][0]
    pairs = [pair for row in rows for pair in row]
    undecided = [pair for pair in pairs if pair.reason]
    opened = [pair for pair in undecided if pair.open]
    within = all_known(any_known(pair.within for pair in row) for row in rows)
    contains = all_known(any_known(pair.contains for pair in column) for column in _columns(rows))
    disjoint = False if within or contains else all_known(pair.disjoint for pair in pairs)
    known = None not in (within, contains, disjoint) or bool(within)
    return Fit(
        within=within,
        contains=contains,
        disjoint=disjoint,
        reason="" if known or not undecided else (opened or undecided)[0].reason,
        open=bool(opened) and not known,
    )


def _columns(rows: Sequence[Sequence[Fit]]) -> list[list[Fit]]:
    return [list(column) for column in zip(*rows, strict=True)]
