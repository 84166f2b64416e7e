"""Circular reporting: things that carry each other, or rest on each other, in a circle; each circle named.

Strongly connected components by Tarjan (1972), without recursion; in each, a shortest circle by breadth first.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from ..arrays import Array, Bools, Ints, Lists
from ..compiling import kernel

_MOST_STEPS: Final = 2_000_000
"""Links looked at in search of a component's shortest circle; the shortest of those seen by then is taken."""


@dataclass(frozen=True, slots=True)
class Cycle:
    """The Post rests on the Times, which rests on the Post.

    Attributes:
        of: What the links are: ``carriers`` or ``basis``.
        things: All that leads to each other, ascending; more than one circle may run through them.
        circle: One shortest circle: each rests on, or came by, the next, and the last the first. It begins with its
            least thing.
    """

    of: Literal["carriers", "basis"]
    things: tuple[int, ...]
    circle: tuple[int, ...]


def cycles_in(
    of: Literal["carriers", "basis"], there: Bools, alternatives: Lists, members: Lists
) -> Iterator[Cycle]:
    """The circles among things that are there, in the order of their least things."""
    component = _components(there, alternatives.start, members.start, members.items)
    places = np.flatnonzero(component >= 0)
    order = places[np.argsort(component[places], kind="stable")]
    cuts = np.flatnonzero(np.diff(component[order])) + 1
    found = []
    for part in np.split(order, cuts) if len(order) else ():
        within = {
            thing: sorted(set(_next(thing, alternatives, members)) & set(part.tolist()))
            for thing in part.tolist()
        }
        found.append(Cycle(of, tuple(part.tolist()), _shortest(within)))
    yield from sorted(found, key=lambda cycle: cycle.things)


def _next(thing: int, alternatives: Lists, members: Lists) -> list[int]:
    first, last = alternatives.start[thing], alternatives.start[thing + 1]
    linked: list[int] = members.items[members.start[first] : members.start[last]].tolist()
    return linked


def _shortest(links: dict[int, list[int]]) -> tuple[int, ...]:
    """A shortest circle, the first by its least thing."""
    best: list[int] = []
    steps = 0
    for first in links:
        before: dict[int, int] = {}
        depth = {first: 0}
        pending = deque([first])
        while pending:
            at = pending.popleft()
            if best and depth[at] + 1 >= len(best):
                break
            steps += len(links[at])
            if first in links[at]:
                best = [at]
                while at != first:
                    at = before[at]
                    best.append(at)
                best.reverse()
                break
            for other in links[at]:
                if other not in depth:
                    depth[other], before[other] = depth[at] + 1, at
                    pending.append(other)
        if len(best) == 1 or (
            best and (steps > _MOST_STEPS or all(len(each) == 1 for each in links.values()))
        ):
            break
    turn = best.index(min(best))
    return (*best[turn:], *best[:turn])


@kernel
def _components(there: Bools, alternatives: Array, start: Array, members: Ints) -> Ints:
    """The component of each thing that lies on a circle, by number; -1 for the others."""
    count = len(there)
    needed = np.zeros(count, np.bool_)
    for member in members:
        needed[member] = True
    found = np.full(count, -1, np.int32)
    number = np.zeros(count, np.int32)
    low = np.zeros(count, np.int32)
    waiting = np.zeros(count, np.bool_)
    held = np.empty(count, np.int32)
    stack = np.empty(count, np.int32)
    place_at = np.empty(count, np.int64)
    numbered = 0
    keeping = 0
    components = 0
    for first in range(count):
        # A thing that nothing rests on lies on no circle.
        if number[first] or not there[first] or not needed[first]:
            continue
        depth = 0
        stack[0] = first
        place_at[0] = start[alternatives[first]]
        numbered += 1
        number[first] = numbered
        low[first] = numbered
        held[keeping] = first
        keeping += 1
        waiting[first] = True
        while depth >= 0:
            thing = stack[depth]
            if place_at[depth] < start[alternatives[thing + 1]]:
                other = members[place_at[depth]]
                place_at[depth] += 1
                if not there[other]:
                    continue
                if number[other] == 0:
                    depth += 1
                    stack[depth] = other
                    place_at[depth] = start[alternatives[other]]
                    numbered += 1
                    number[other] = numbered
                    low[other] = numbered
                    held[keeping] = other
                    keeping += 1
                    waiting[other] = True
                elif waiting[other]:
                    low[thing] = min(low[thing], number[other])
                continue
            depth -= 1
            if depth >= 0:
                low[stack[depth]] = min(low[stack[depth]], low[thing])
            if low[thing] != number[thing]:
                continue
            alone = held[keeping - 1] == thing
            circular = not alone
            if alone:
                for place in range(start[alternatives[thing]], start[alternatives[thing + 1]]):
                    if members[place] == thing:
                        circular = True
            while True:
                keeping -= 1
                other = held[keeping]
                waiting[other] = False
                if circular:
                    found[other] = components
                if other == thing:
                    break
            components += circular
    return found


__all__ = ["Cycle", "cycles_in"]
