"""How strong each argument of a weighted bipolar framework is, as a number from 0 to 1.

*DF-QuAD* (A. Rago, F. Toni, M. Aurisicchio, P. Baroni, "Discontinuity-free decision support with quantitative
argumentation debates", KR 2016, 63-73). The attackers' strengths v are joined to 1 - (1 - v1)(1 - v2)..., the
supporters' likewise; with d the supporters' joint strength less the attackers', an argument of base score w has

    w + (1 - w) d   if d > 0,   else   w + w d.

*Quadratic energy* (N. Potyka, "Continuous dynamical systems for weighted bipolar argumentation", KR 2018, 148-157).
With E the sum of the supporters' strengths less that of the attackers', and h(x) = x^2 / (1 + x^2) for x > 0, else 0,

    w + (1 - w) h(E) - w h(-E).

Where no argument depends on itself, each strength follows from others, and one pass in that order gives all of them in
O(n + m) time. Otherwise all strengths begin at the base scores and move together, as the authors have it:

- DF-QuAD in steps, each strength being computed anew from the former ones. This need not settle: two arguments of score
  1 that attack each other are 1, 0, 1, 0, ... forever.
- Quadratic energy continuously: ds/dt = (the formula above) - s, followed by the method of P. Bogacki and
  L. F. Shampine ("A 3(2) pair of Runge-Kutta formulas", Applied Mathematics Letters 2 (1989), 321-325) with steps as
  long as the error allows. It is not proved that this always settles.

Strengths are settled when none would change by more than ``PRECISION`` at once. What does not settle within the rounds
allowed has no strength, nor has anything that depends on it: they are named, and no number is given for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..arrays import Lists
from ..compiling import chosen, compiled

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from ..arrays import Bools
    from .bipolar import Bipolar

    Floats = NDArray[np.float64]
    Moved = tuple[Floats, Floats, int]

PRECISION: Final = 1e-7
"""What a settled strength may still change by; a tenth of what is promised, since small changes add up."""
ROUNDS: Final = 1_000
"""Times that all strengths are computed, at most."""

_LOOKED: Final = 8
"""Steps between which it is looked whether strengths only swing."""
_SAME: Final = 1e-10
"""Difference that is none; a slow approach that is taken for a swing would not settle in any rounds allowed."""
_TOLERATED: Final = 0.05
"""Error of a step along the curve, as a share of the speed: the slower it moves, the more exactly it is followed."""
_LONGEST: Final = 1.5
_FIRST: Final = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Strengths:
    """The strengths of a framework's arguments, as far as there are any.

    Attributes:
        values: A strength for each argument, to 1e-6; NaN, which is no number, where there is none. Read-only.
        oscillating: The arguments that did not settle by themselves, ascending.
        unsettled: These, and all that depend on one of them, ascending: those without a strength.
        rounds: How often all strengths were computed; 1 if one pass was enough.
    """

    values: Floats
    oscillating: tuple[int, ...]
    unsettled: tuple[int, ...]
    rounds: int

    @property
    def converged(self) -> bool:
        """Whether every argument has a strength."""
        return not self.unsettled

    def of(self, argument: int) -> float | None:
        """The strength of an argument; None if it has none."""
        value = float(self.values[argument])
        return None if np.isnan(value) else value


def df_quad(bipolar: Bipolar, *, rounds: int = ROUNDS, fast: bool | None = None) -> Strengths:
    """The strengths by DF-QuAD.

    Args:
        bipolar: Any framework, with cycles or without.
        rounds: Steps to take at most where there are cycles.
        fast: True needs numba, False does without, None takes it where it is installed and pays.

    Raises:
        MissingExtraError: If numba is asked for and not installed.

    >>> from claimgraph.graph.frameworks.bipolar import Bipolar
    >>> debate = Bipolar.from_pairs(
    ...     {"a": 0.5, "b": 0.9, "c": 0.2}, supports=[("b", "a")], attacks=[("c", "a")]
    ... )
    >>> round(df_quad(debate).of(0), 6)
    0.85
    """
    return _solved(bipolar, _in_steps, rounds, quadratic=False, fast=fast)


def quadratic_energy(bipolar: Bipolar, *, rounds: int = ROUNDS, fast: bool | None = None) -> Strengths:
    """The strengths by the quadratic-energy part.

    Args:
        bipolar: Any framework, with cycles or without.
        rounds: Times that all strengths are computed at most, where there are cycles.
        fast: As for ``df_quad``.

    Raises:
        MissingExtraError: If numba is asked for and not installed.

    >>> from claimgraph.graph.frameworks.bipolar import Bipolar
    >>> debate = Bipolar.from_pairs({"a": 0.5, "b": 1.0}, attacks=[("b", "a")])
    >>> quadratic_energy(debate).of(0)
    0.25
    """
    return _solved(bipolar, _along_the_curve, rounds, quadratic=True, fast=fast)


class _Part:
    """Some arguments with a formula: what strengths follow from given strengths.

    Args:
        base: Their base scores.
        rows: The attackers and the supporters of each, by their places in the part.
        begun: What attackers and supporters that are not in the part have joined to already.
        quadratic: Which formula.
        fast: Whether to compile.
    """

    def __init__(
        self,
        base: Floats,
        rows: tuple[Lists, Lists],
        begun: tuple[Floats, Floats],
        *,
        quadratic: bool,
        fast: bool,
    ) -> None:
        self.base = base
        self.quadratic = quadratic
        self._fast = fast
        self._against, self._behind = rows
        self._begun = begun
        against, behind = rows
        self._arrays = (against.start, against.items, behind.start, behind.items, *begun, base)
        self._pairs: tuple[Any, ...] = ()

    def following(self, strengths: Floats) -> Floats:
        """The strengths that follow from these, for all arguments at once."""
        if self._fast:
            if not self._pairs:
                both = (self._against, self._behind)
                self._pairs = tuple(
                    each for rows in both for each in (rows.owners.astype(np.int32), rows.items)
                )
            left, right, found = self._begun[0].copy(), self._begun[1].copy(), np.empty_like(strengths)
            compiled(_all)(*self._pairs, left, right, self.base, strengths, found, self.quadratic)
            return found
        join, given = (np.add, strengths) if self.quadratic else (np.multiply, 1.0 - strengths)
        left = _joined(join, self._against, given, self._begun[0])
        right = _joined(join, self._behind, given, self._begun[1])
        if not self.quadratic:
            difference = left - right
            return self.base + np.where(difference > 0, 1.0 - self.base, self.base) * difference
        energy = right - left
        share = energy * energy / (1.0 + energy * energy)
        return self.base + np.where(energy > 0, 1.0 - self.base, -self.base) * share

    def in_order(self, order: NDArray[np.int32], strengths: Floats) -> None:
        """Compute the strengths of these arguments, each after those that it depends on."""
        if self._fast:
            compiled(_apply)(order, *self._arrays, strengths, strengths, self.quadratic)
            return
        if not len(order):
            return
        plain = strengths.tolist()
        lists: list[Any] = [each.tolist() for each in (order, *self._arrays)]
        apply: Callable[..., None] = _apply
        apply(*lists, plain, plain, self.quadratic)
        strengths[:] = plain


def _joined(join: np.ufunc, rows: Lists, values: Floats, begun: Floats) -> Floats:
    """Join the values of each row's items to what was begun."""
    found = begun.copy()
    there = np.flatnonzero(rows.lengths)
    if len(there):
        found[there] = join(found[there], join.reduceat(values[rows.items], rows.start[there]))
    return found


def _apply(
    order: Any,
    against_start: Any,
    against: Any,
    behind_start: Any,
    behind: Any,
    begun_against: Any,
    begun_behind: Any,
    base: Any,
    given: Any,
    found: Any,
    quadratic: bool,
) -> None:
    """Compute strengths from given ones, in this order; both may be the same."""
    for argument in order:
        score, left, right = base[argument], begun_against[argument], begun_behind[argument]
        if quadratic:
            for place in range(against_start[argument], against_start[argument + 1]):
                left += given[against[place]]
            for place in range(behind_start[argument], behind_start[argument + 1]):
                right += given[behind[place]]
            energy = right - left
            share = energy * energy / (1.0 + energy * energy)
            found[argument] = score + (1.0 - score if energy > 0 else -score) * share
        else:
            for place in range(against_start[argument], against_start[argument + 1]):
                left *= 1.0 - given[against[place]]
            for place in range(behind_start[argument], behind_start[argument + 1]):
                right *= 1.0 - given[behind[place]]
            # The supporters' joint strength 1 - right, less the attackers' 1 - left.
            difference = left - right
            found[argument] = score + (1.0 - score if difference > 0 else score) * difference


def _all(
    attacked: Any,
    attacker: Any,
    supported: Any,
    supporter: Any,
    left: Any,
    right: Any,
    base: Any,
    given: Any,
    found: Any,
    quadratic: bool,
) -> None:
    """The same for all, pair by pair: short loops over each argument's few attackers would cost three times as much."""
    if quadratic:
        for pair in range(len(attacked)):
            left[attacked[pair]] += given[attacker[pair]]
        for pair in range(len(supported)):
            right[supported[pair]] += given[supporter[pair]]
        for argument in range(len(base)):
            score, energy = base[argument], right[argument] - left[argument]
            share = energy * energy / (1.0 + energy * energy)
            found[argument] = score + (1.0 - score if energy > 0 else -score) * share
    else:
        for pair in range(len(attacked)):
            left[attacked[pair]] *= 1.0 - given[attacker[pair]]
        for pair in range(len(supported)):
            right[supported[pair]] *= 1.0 - given[supporter[pair]]
        for argument in range(len(base)):
            score, difference = base[argument], left[argument] - right[argument]
            found[argument] = score + (1.0 - score if difference > 0 else score) * difference


def _follow(
    one_start: Any,
    one: Any,
    other_start: Any,
    other: Any,
    left: Any,
    queue: Any,
    tail: int,
) -> int:
    """Put into the queue each argument whose count of what stands before it is used up; gives how many there are.

    A. B. Kahn, "Topological sorting of large networks", Communications of the ACM 5 (1962), 558-562.
    """
    head = 0
    while head < tail:
        argument = queue[head]
        head += 1
        for place in range(one_start[argument], one_start[argument + 1]):
            left[one[place]] -= 1
            if left[one[place]] == 0:
                queue[tail] = one[place]
                tail += 1
        for place in range(other_start[argument], other_start[argument + 1]):
            left[other[place]] -= 1
            if left[other[place]] == 0:
                queue[tail] = other[place]
                tail += 1
    return tail


def _peeled(counted: tuple[Lists, Lists], followed: tuple[Lists, Lists], *, fast: bool) -> NDArray[np.int32]:
    """The arguments that depend on no cycle, each after those it depends on; rows turned, those no cycle depends on."""
    left = counted[0].lengths + counted[1].lengths
    first = np.flatnonzero(left == 0)
    queue = np.zeros(len(left), dtype=np.int32)
    queue[: len(first)] = first
    arrays = (followed[0].start, followed[0].items, followed[1].start, followed[1].items, left)
    if fast:
        return queue[: compiled(_follow)(*arrays, queue, len(first))]
    plain = queue.tolist()
    lists: list[Any] = [each.tolist() for each in arrays]
    follow: Callable[..., int] = _follow
    count = follow(*lists, plain, len(first))
    return np.array(plain[:count], dtype=np.int32)


def _solved(
    bipolar: Bipolar, way: Callable[[_Part, int], Moved], rounds: int, *, quadratic: bool, fast: bool | None
) -> Strengths:
    compile_it = chosen(fast, len(bipolar) + bipolar.relations)
    size = len(bipolar)
    before, after = (bipolar.attackers, bipolar.supporters), (bipolar.attacked, bipolar.supported)
    nothing = np.full(size, 0.0 if quadratic else 1.0)
    whole = _Part(bipolar.base, before, (nothing, nothing), quadratic=quadratic, fast=compile_it)
    values, speed, taken = bipolar.base.copy(), np.zeros(size), 1
    first = _peeled(before, after, fast=compile_it)
    last = first[:0]
    if len(first) < size:
        last = _peeled(after, before, fast=compile_it)[::-1].copy()
        core = before[0].lengths + before[1].lengths > 0
        core[last] = False
        values[core], speed[core], taken = way(
            _core(bipolar, core, quadratic=quadratic, fast=compile_it), rounds
        )
    # Those that depend on no cycle are exactly known, however far the others came.
    speed[first] = 0.0
    whole.in_order(first, values)
    whole.in_order(last, values)
    moving = np.abs(speed) > PRECISION
    unsettled = _reached(after, moving)
    values[unsettled] = np.nan
    values.flags.writeable = False
    return Strengths(values, _numbers(moving), _numbers(unsettled), taken)


def _core(bipolar: Bipolar, core: Bools, *, quadratic: bool, fast: bool) -> _Part:
    """The arguments whose strengths move and that a cycle depends on; what does not move is joined beforehand.

    What depends on a cycle while no cycle depends on it cannot disturb the others, and is computed when they are done.
    """
    place = np.cumsum(core, dtype=np.int32) - np.int32(1)
    members = int(np.count_nonzero(core))
    base = bipolar.base
    join, given, alone = (np.add, base, 0.0) if quadratic else (np.multiply, 1.0 - base, 1.0)
    rows, begun = [], []
    for each in (bipolar.attackers, bipolar.supporters):
        left = each.owners
        here, inner = core[left], core[each.items]
        rows.append(Lists.sorted_pairs(members, place[left[here & inner]], place[each.items[here & inner]]))
        still = Lists.sorted_pairs(members, place[left[here & ~inner]], each.items[here & ~inner])
        begun.append(_joined(join, still, given, np.full(members, alone)))
    return _Part(base[core], (rows[0], rows[1]), (begun[0], begun[1]), quadratic=quadratic, fast=fast)


def _in_steps(part: _Part, rounds: int) -> Moved:
    """The last strengths, by how much they would change next, and how often they were computed."""
    values = former = part.base.copy()
    change = np.zeros_like(values)
    for taken in range(1, rounds + 1):
        following = part.following(values)
        change = following - values
        # Where all is as it was two steps ago it will be so forever: what still changes swings between two values.
        swings = taken % _LOOKED == 0 and _largest(following - former) <= _SAME
        former, values = values, following
        if swings or _largest(change) <= PRECISION:
            return values, change, taken
    return values, change, rounds


def _along_the_curve(part: _Part, rounds: int) -> Moved:
    """The same, of strengths that move continuously."""
    values = part.base.copy()
    speed = part.following(values) - values
    taken, step = 1, _FIRST
    while (fastest := _largest(speed)) > PRECISION and taken + 3 <= rounds:
        half = values + (step / 2) * speed
        second = part.following(half) - half
        most = values + (3 * step / 4) * second
        third = part.following(most) - most
        ahead = values + step * (2 / 9 * speed + 1 / 3 * second + 4 / 9 * third)
        there = part.following(ahead) - ahead
        taken += 3
        error = step * _largest(-5 / 72 * speed + 1 / 12 * second + 1 / 9 * third - 1 / 8 * there)
        tolerated = _TOLERATED * fastest
        if error <= tolerated:
            values, speed = np.clip(ahead, 0.0, 1.0), there
        longer = 0.9 * (tolerated / error) ** (1 / 3) if error > 0 else _LONGEST
        step = min(step * min(max(longer, 0.3), 3.0), _LONGEST)
    return values, speed, taken


def _largest(numbers: Floats) -> float:
    return max(float(numbers.max()), -float(numbers.min()))


def _reached(dependants: tuple[Lists, Lists], begun: Bools) -> Bools:
    """These arguments, and all that depend on one of them."""
    reached = begun.copy()
    fresh = np.flatnonzero(begun)
    while len(fresh):
        following = np.concatenate([rows.take(fresh).items for rows in dependants])
        fresh = np.unique(following[~reached[following]])
        reached[fresh] = True
    return reached


def _numbers(chosen_ones: Bools) -> tuple[int, ...]:
    return tuple(np.flatnonzero(chosen_ones).tolist())
