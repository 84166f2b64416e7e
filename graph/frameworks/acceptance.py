"""Whether an argument can be accepted, or must be; one by one, or for all arguments together.

Accepted *credulously* is what some extension holds, *sceptically* what every one holds. Under complete semantics the
second is the grounded extension; under preferred semantics the first is the same as under complete semantics, and the
second is the hard one (beyond NP): it is answered by looking for an extension without the argument, and learning from
each set that turned out to be no such extension (W. Dvořák, M. Järvisalo, J. P. Wallner, S. Woltran, "Complexity-
sensitive decision procedures for abstract argumentation", Artificial Intelligence 206 (2014), 53-78). Where there is
no stable extension, every argument is in each of them, and in none.

Only the part of the framework that has some link to the argument is looked at; the others always have an extension,
but for stable ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from .components import separate_parts
from .extensions import Part, Semantics, inside, open_rest
from .grounded import IN, UNDEC, grounded
from .satisfying import Deadline, Labeller

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Self

    from numpy.typing import NDArray

    from .extensions import Extension
    from .framework import Framework

NONE: Final = 0
SOME: Final = 1
ALL: Final = 2
STATUSES: Final = ("none", "some", "all")
"""The names of what is counted, by their values: in how many extensions an argument is."""


class Mode(StrEnum):
    """In how many extensions an argument has to be."""

    CREDULOUS = "credulous"
    SCEPTICAL = "sceptical"


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether an argument is accepted.

    Attributes:
        accepted: Yes or no.
        witness: An extension that shows it: one with the argument for a credulous yes, one without it for a sceptical
            no. None where no single extension could show it.
    """

    accepted: bool
    witness: Extension | None


@dataclass(frozen=True, slots=True, eq=False)
class Statuses:
    """In how many extensions each argument is.

    Attributes:
        values: ``ALL``, ``SOME`` or ``NONE`` for each argument, read-only; all ``NONE`` if there is no extension.
        exist: Whether there is an extension; False under stable semantics only.
    """

    values: NDArray[np.uint8]
    exist: bool


def accepted(  # noqa: PLR0913 - the question has three parts, and may be limited
    framework: Framework,
    argument: int,
    semantics: Semantics | str,
    mode: Mode | str = Mode.SCEPTICAL,
    *,
    seconds: float | None = None,
    fast: bool | None = None,
) -> Answer:
    """Whether an argument is in some extension, or in every one.

    Args:
        framework: Any framework.
        argument: Its number.
        semantics: Whose extensions.
        mode: Some or every.
        seconds: Time to take at most.
        fast: As for ``grounded``.

    Raises:
        MissingExtraError: If the extra ``solver`` is needed and not installed.
        SolverLimitError: If the time is over.

    >>> from claimgraph.graph.frameworks.framework import Framework
    >>> nixon = Framework.from_pairs([("a", "b"), ("b", "a")])
    >>> accepted(nixon, 0, "preferred"), accepted(nixon, 0, "preferred", "credulous")
    (Answer(accepted=False, witness=(1,)), Answer(accepted=True, witness=(0,)))
    """
    asked, every = Semantics(semantics), Mode(mode) is Mode.SCEPTICAL
    if not 0 <= argument < len(framework):
        raise IndexError(f"there is no argument {argument}; they are numbered 0 to {len(framework) - 1}")
    labels = grounded(framework, fast=fast)
    least = inside(labels)
    if asked is Semantics.GROUNDED or (asked is Semantics.COMPLETE and every):
        is_in = bool(labels[argument] == IN)
        return Answer(is_in, None if is_in is every else least)
    with _Rest(framework, labels, asked, Deadline(seconds), fast=fast) as rest:
        if labels[argument] != UNDEC:
            return rest.settled(is_in=bool(labels[argument] == IN), every=every)
        return rest.answer(argument, every=every)


def one_extension(
    framework: Framework,
    semantics: Semantics | str,
    *,
    seconds: float | None = None,
    fast: bool | None = None,
) -> Extension | None:
    """Some extension, whichever is found soonest; None if there is none, which only stable semantics allows.

    Args:
        framework: Any framework.
        semantics: Whose; the complete one given is the grounded one.
        seconds: Time to take at most.
        fast: As for ``grounded``.
    """
    asked = Semantics(semantics)
    labels = grounded(framework, fast=fast)
    if asked in (Semantics.GROUNDED, Semantics.COMPLETE):
        return inside(labels)
    with _Rest(framework, labels, asked, Deadline(seconds), fast=fast) as rest:
        return rest.completed()


def statuses(
    framework: Framework,
    semantics: Semantics | str,
    *,
    seconds: float | None = None,
    fast: bool | None = None,
) -> Statuses:
    """For every argument, whether it is in all extensions, in some, or in none.

    Args:
        framework: Any framework.
        semantics: Whose extensions.
        seconds: Time to take at most.
        fast: As for ``grounded``.

    >>> from claimgraph.graph.frameworks.framework import Framework
    >>> floating = Framework.from_pairs([("a", "b"), ("b", "a"), ("a", "c"), ("b", "c"), ("c", "d")])
    >>> [STATUSES[each] for each in statuses(floating, "preferred").values]
    ['some', 'some', 'none', 'all']
    """
    asked = Semantics(semantics)
    labels = grounded(framework, fast=fast)
    values = np.where(labels == IN, ALL, NONE).astype(np.uint8)
    exist = True
    if asked is not Semantics.GROUNDED and bool(np.any(labels == UNDEC)):
        with _Rest(framework, labels, asked, Deadline(seconds), fast=fast) as rest:
            exist = rest.spread(values)
    if not exist:
        values[:] = NONE
    values.flags.writeable = False
    return Statuses(values, exist)


class _Rest:
    """What the grounded labelling leaves open, in parts without a link, each with a solver of its own when needed."""

    def __init__(
        self,
        framework: Framework,
        labels: NDArray[np.uint8],
        semantics: Semantics,
        deadline: Deadline,
        *,
        fast: bool | None,
    ) -> None:
        rest, self._numbers, attackers = open_rest(framework, labels)
        self._parts = [Part(each.tolist(), attackers) for each in separate_parts(rest, fast=fast)]
        self._sure = inside(labels)
        self._semantics = semantics
        self._deadline = deadline
        self._solver: Labeller | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self._close()

    def _close(self) -> None:
        if self._solver is not None:
            self._solver.__exit__(None, None, None)
            self._solver = None

    def _ready(self, part: Part) -> Labeller:
        self._close()
        total = self._semantics is Semantics.STABLE
        self._solver = Labeller(part.inner, total=total, deadline=self._deadline)
        return self._solver

    def settled(self, *, is_in: bool, every: bool) -> Answer:
        """The answer on an argument that the grounded labelling decides."""
        found = self.completed() if self._semantics is Semantics.STABLE or is_in is not every else None
        if found is None and self._semantics is Semantics.STABLE:
            return Answer(every, None)
        return Answer(is_in, None if is_in is every else found)

    def answer(self, argument: int, *, every: bool) -> Answer:
        """The answer on an argument that is left open."""
        here = int(np.searchsorted(self._numbers, argument))
        part = next(part for part in self._parts if here in part.members)
        place = part.members.index(here)
        solver = self._ready(part)
        if not every:
            found = self._some(solver, [place + 1])
            witness = None if found is None else self.completed(part, found)
            return Answer(witness is not None, witness)
        found = (
            self._some(solver, [-(place + 1)])
            if self._semantics is Semantics.STABLE
            else _without(solver, part.inner, place)
        )
        if found is None:
            return Answer(accepted=True, witness=None)
        witness = self.completed(part, found)
        return Answer(witness is None, witness)

    def _some(self, solver: Labeller, assumed: Sequence[int]) -> list[int] | None:
        """Some labelling with what is assumed, as the semantics has it."""
        if not solver.ask(assumed):
            return None
        found = solver.inside
        return solver.grown(assumed, found) if self._semantics is Semantics.PREFERRED else found

    def completed(self, known: Part | None = None, held: Sequence[int] = ()) -> Extension | None:
        """An extension of the whole framework, with these members of one part; None if another part has none."""
        members = list(self._sure)
        for part in self._parts:
            if part is known:
                found: Sequence[int] | None = held
            elif self._semantics is Semantics.COMPLETE:
                # What is left undecided everywhere is complete.
                found = ()
            else:
                found = self._some(self._ready(part), [])
            if found is None:
                return None
            members += [int(self._numbers[part.members[place]]) for place in found]
        return tuple(sorted(members))

    def _always(self, attackers: Sequence[Sequence[int]], place: int) -> bool:
        """Whether every preferred set has an argument; only those that lead to it have a say in that."""
        leading = _leading_to(attackers, place)
        with Labeller(leading, total=False, deadline=self._deadline) as solver:
            return _without(solver, leading, 0) is None

    def spread(self, values: NDArray[np.uint8]) -> bool:
        """Write down in how many extensions each argument is; False if there is none."""
        for part in self._parts:
            solver = self._ready(part)
            if self._semantics is Semantics.STABLE and not solver.ask():
                return False
            some = _ever(solver, lambda place: place + 1)
            every = set[int]()
            if self._semantics is Semantics.STABLE:
                every = some - _ever(solver, lambda place: -(place + 1))
            elif self._semantics is Semantics.PREFERRED:
                for place in sorted(some):
                    # An attacker that can be in is so in some preferred set, which then lacks this one.
                    if some.isdisjoint(part.inner[place]) and self._always(part.inner, place):
                        every.add(place)
            for places, value in ((some, SOME), (every, ALL)):
                values[self._numbers[[part.members[place] for place in sorted(places)]]] = value
        return True


def _leading_to(attackers: Sequence[Sequence[int]], place: int) -> list[list[int]]:
    """The attackers of an argument and of all from which attacks lead to it, numbered anew; it becomes the first."""
    number, waiting = {place: 0}, [place]
    for each in waiting:
        for other in attackers[each]:
            if other not in number:
                number[other] = len(number)
                waiting.append(other)
    return [[number[other] for other in attackers[each]] for each in waiting]


def _ever(solver: Labeller, literal: Callable[[int], int]) -> set[int]:
    """The arguments of which this holds in some labelling; each question settles many of them."""
    seen = set[int]()
    waiting = list(range(solver.size))
    while waiting:
        wanted = [literal(place) for place in waiting]
        solver.prefer(wanted)
        one_of = solver.switch(wanted)
        if not solver.ask([one_of]):
            break
        held = set(solver.inside)
        met = [place for place in waiting if (place in held) is (literal(place) > 0)]
        seen.update(met)
        # What was met need not be met again.
        solver.prefer(-literal(place) for place in met)
        waiting = sorted(set(waiting).difference(met))
        solver.demand([-one_of])
    return seen


def _without(solver: Labeller, attackers: Sequence[Sequence[int]], place: int) -> list[int] | None:
    """A preferred set of a part that lacks an argument; None if all have it."""
    wanted, lacking = place + 1, -(place + 1)
    if place not in attackers[place] and solver.ask([solver.beaten(place)]):
        return solver.grown([solver.beaten(place)], solver.inside)
    others: list[int] = []
    while solver.ask([lacking, *others]):
        found = solver.grown([lacking], solver.inside)
        if not solver.ask([wanted, *(each + 1 for each in found)]):
            return found
        # This set can be added to: no preferred set without the argument lies within it.
        held = {*found, place}
        others.append(solver.switch(each + 1 for each in range(solver.size) if each not in held))
    return None
