"""Which sets of arguments can stand together: the extensions of a framework, one after another.

A set is *complete* if it attacks none of its own, and holds exactly what it defends; *preferred* if it is complete and
as large as can be; *stable* if it attacks all that it does not hold (Dung 1995). The grounded one is the least complete
one. Preferred ones always exist; stable ones need not.

How the work is divided, and why nothing is lost:

1. Every complete labelling agrees with the grounded one where that one decides (Dung 1995, theorem 25). What is left is
   the framework of the undecided arguments: their other attackers are out, and count for nothing.
2. Whether a labelling is complete is seen at each argument from its attackers. These stand in the same strongly
   connected component or in one before it; so the complete labellings are found by going through the components in
   order and taking, in each, those that fit what was taken before.
3. Preferred ones likewise, taking in each component what cannot be added to (P. Baroni, M. Giacomin, G. Guida,
   "SCC-recursiveness: a general schema for argumentation semantics", Artificial Intelligence 168 (2005), 162-210,
   https://doi.org/10.1016/j.artint.2005.05.006). For if E is so made and a larger E' could stand, look at the first
   component where they differ: there E was not the largest. And if E could be added to in one component, then what is
   added meets no attack from the rest of E that E does not answer, and E was not preferred.
4. Stable ones may be ruled out in a component far behind, so they are not sought by components, but by the parts
   between which there is no attack; a framework has one if each part has.

In each component or part a SAT solver finds labellings; no set of arguments is ever tried by itself.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from .components import separate_parts, strong_components
from .grounded import IN, OUT, UNDEC, grounded
from .satisfying import BEATEN, FREE, HELD, Deadline, Labeller

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from .framework import Framework

Extension: TypeAlias = tuple[int, ...]

_REMEMBERED: Final = 4_096
"""Components, each among certain neighbours, whose labellings are kept for when they are met again."""


class Semantics(StrEnum):
    """What makes a set of arguments an extension."""

    GROUNDED = "grounded"
    COMPLETE = "complete"
    PREFERRED = "preferred"
    STABLE = "stable"


class Extensions:
    """A framework's extensions, found while they are asked for.

    Attributes:
        cut: Whether there are more than were given; None until the end is reached.
    """

    def __init__(self, found: Iterator[Extension], limit: int | None) -> None:
        """Give no more than the limit."""
        self.cut: bool | None = None
        self._given = self._cut(found, limit)

    def _cut(self, found: Iterator[Extension], limit: int | None) -> Iterator[Extension]:
        yield from islice(found, limit)
        self.cut = limit is not None and next(found, None) is not None

    def __iter__(self) -> Iterator[Extension]:
        return self._given

    def __next__(self) -> Extension:
        return next(self._given)


def extensions(
    framework: Framework,
    semantics: Semantics | str,
    *,
    limit: int | None = None,
    seconds: float | None = None,
    fast: bool | None = None,
) -> Extensions:
    """The extensions of a framework, each as its arguments in ascending order.

    Their order is always the same: parts or components as they follow each other, and in each the sets that hold its
    first argument before those that do not, then likewise for its second, and so on.

    Args:
        framework: Any framework.
        semantics: Grounded (of which there is one), complete, preferred or stable.
        limit: Extensions to give at most; there can be exponentially many.
        seconds: Time to take at most, from now.
        fast: As for ``grounded``.

    Raises:
        MissingExtraError: If the extra ``solver`` is not installed; at the first extension.
        SolverLimitError: If the time is over; when the next extension is asked for.

    >>> from claimgraph.graph.frameworks.framework import Framework
    >>> nixon = Framework.from_pairs([("a", "b"), ("b", "a"), ("b", "c")])
    >>> list(extensions(nixon, "preferred")), list(extensions(nixon, "complete"))
    ([(0, 2), (1,)], [(0, 2), (1,), ()])
    """
    asked = Semantics(semantics)
    deadline = Deadline(seconds)
    labels = grounded(framework, fast=fast)
    if asked is Semantics.GROUNDED:
        return Extensions(iter([inside(labels)]), limit)
    return Extensions(_search(framework, labels, asked, deadline, fast=fast), limit)


def inside(labels: NDArray[np.uint8]) -> Extension:
    """The arguments that are labelled in."""
    return tuple(np.flatnonzero(labels == IN).tolist())


class Part:
    """Some arguments, and what attacks them: each other by their places in the part, the others by their numbers.

    Args:
        members: The arguments, ascending.
        attackers: All attackers of each argument of the framework.
    """

    __slots__ = ("inner", "members", "outer")

    def __init__(self, members: Sequence[int], attackers: Sequence[Sequence[int]]) -> None:
        """Sort the attackers into those of the part and the others."""
        self.members = members
        place = {argument: here for here, argument in enumerate(members)}
        self.inner = [[place[each] for each in attackers[argument] if each in place] for argument in members]
        self.outer = [[each for each in attackers[argument] if each not in place] for argument in members]

    def around(self, labels: bytearray) -> bytes:
        """What the labels of the arguments outside do to each member."""
        return bytes(
            FREE
            if all(labels[each] == OUT for each in others)
            else BEATEN
            if any(labels[each] == IN for each in others)
            else HELD
            for others in self.outer
        )


def open_rest(
    framework: Framework, labels: NDArray[np.uint8]
) -> tuple[Framework, NDArray[np.int64], list[list[int]]]:
    """What the grounded labelling leaves open: as a framework, its arguments' numbers, and all their attackers."""
    rest, numbers = framework.restricted_to(labels == UNDEC)
    return rest, numbers, [row.tolist() for row in rest.attackers]


def _search(
    framework: Framework,
    labels: NDArray[np.uint8],
    semantics: Semantics,
    deadline: Deadline,
    *,
    fast: bool | None,
) -> Iterator[Extension]:
    rest, numbers, attackers = open_rest(framework, labels)
    sure = inside(labels)
    divided = (
        separate_parts(rest, fast=fast)
        if semantics is Semantics.STABLE
        else strong_components(rest, fast=fast)
    )
    parts = [Part(members.tolist(), attackers) for members in divided]
    search = _Search(parts, semantics, deadline)
    if semantics is Semantics.STABLE and not all(search.possible(number) for number in range(len(parts))):
        return
    for found in search.labellings(len(rest)):
        held = numbers[np.frombuffer(found, dtype=np.uint8) == IN]
        yield tuple(sorted((*sure, *held.tolist())))


class _Search:
    """The labellings of parts that follow each other, those of earlier ones being given to later ones."""

    def __init__(self, parts: Sequence[Part], semantics: Semantics, deadline: Deadline) -> None:
        self._parts = parts
        self._semantics = semantics
        self._deadline = deadline
        self._known: dict[tuple[int, bytes], _Remembered] = {}

    def possible(self, number: int) -> bool:
        """Whether a part that nothing outside attacks has a labelling."""
        return next(iter(self._of(number, bytes(len(self._parts[number].members)))), None) is not None

    def labellings(self, size: int) -> Iterator[bytearray]:
        """The labels of all arguments, again and again in the same array."""
        labels = bytearray(size)
        open_ones: list[Iterator[bytes]] = []
        while True:
            if len(open_ones) < len(self._parts):
                number = len(open_ones)
                open_ones.append(iter(self._of(number, self._parts[number].around(labels))))
            else:
                yield labels
            while open_ones:
                found = next(open_ones[-1], None)
                if found is not None:
                    break
                open_ones.pop()
            else:
                return
            for argument, label in zip(self._parts[len(open_ones) - 1].members, found, strict=True):
                labels[argument] = label

    def _of(self, number: int, around: bytes) -> _Remembered:
        part = self._parts[number]
        if len(part.members) == 1:
            return _Remembered(iter([_alone(part, around)] if self._stands(part) else []))
        known = self._known.get((number, around))
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[number, around] = _Remembered(
                _of_part(part, around, self._semantics, self._deadline)
            )
        return known

    def _stands(self, part: Part) -> bool:
        return self._semantics is not Semantics.STABLE or not part.inner[0]


class _Remembered:
    """An iterator that can be gone through several times, at the same time too."""

    def __init__(self, found: Iterator[bytes]) -> None:
        self._found = found
        self._kept: list[bytes] = []

    def __iter__(self) -> Iterator[bytes]:
        number = 0
        while True:
            if number == len(self._kept):
                more = next(self._found, None)
                if more is None:
                    return
                self._kept.append(more)
            yield self._kept[number]
            number += 1


def _alone(part: Part, around: bytes) -> bytes:
    """The label of an argument that is in a component by itself; nothing else can be said of it."""
    if around[0] == BEATEN:
        return bytes([OUT])
    return bytes([UNDEC if around[0] == HELD or part.inner[0] else IN])


def _of_part(part: Part, around: bytes, semantics: Semantics, deadline: Deadline) -> Iterator[bytes]:
    with Labeller(
        part.inner, around=around, total=semantics is Semantics.STABLE, deadline=deadline
    ) as labeller:
        while (found := labeller.first()) is not None:
            yield labelled(part.inner, found, around)
            held = set(found)
            others = [each + 1 for each in range(labeller.size) if each not in held]
            if semantics is Semantics.PREFERRED:
                # No other preferred set lies within this one.
                labeller.demand(others)
            else:
                labeller.demand([*others, *(-(each + 1) for each in found)])


def labelled(attackers: Sequence[Sequence[int]], inside: Sequence[int], around: bytes) -> bytes:
    """The labels of a part in which these are in: what they attack is out, as is what is beaten from outside."""
    held = set(inside)
    return bytes(
        IN
        if argument in held
        else OUT
        if around[argument] == BEATEN or not held.isdisjoint(against)
        else UNDEC
        for argument, against in enumerate(attackers)
    )
