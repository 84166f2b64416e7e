"""Least fixpoints over alternatives: what holds because one of its alternatives does, all of whose members hold.

A thing holds if it may, and has no alternatives, or one whose members all hold. Where things only hold each other up in
a circle, none does. By counting down the members that an alternative still waits for (Dowling and Gallier 1984), each
link is looked at once.
"""

import numpy as np

from ..arrays import Array, Bools, Ints, Lists
from ..compiling import kernel


def holding(allowed: Bools, alternatives: Lists, members: Lists) -> Bools:
    """Which things hold.

    Args:
        allowed: Which may.
        alternatives: The alternatives of each thing, as rows of ``members``, which they number one after the other.
        members: The things that an alternative needs, all of them.
    """
    return _holding(allowed, alternatives.start, members.start, members.items)


@kernel
def _holding(allowed: Bools, alternatives: Array, start: Array, members: Ints) -> Bools:
    count = len(allowed)
    needed = np.zeros(count, np.bool_)
    for member in members:
        needed[member] = True
    holds = np.zeros(count, np.bool_)
    # Only what something needs can hold it up; the rest, mostly most, is looked at once, at the end.
    waits = np.zeros(count + 1, np.int64)
    links = 0
    for thing in range(count):
        if needed[thing] and allowed[thing]:
            for place in range(start[alternatives[thing]], start[alternatives[thing + 1]]):
                waits[members[place] + 1] += 1
                links += 1
    for thing in range(count):
        waits[thing + 1] += waits[thing]
    waiting = np.empty(links, np.int32)
    filled = waits[:-1].copy()
    missing = np.zeros(len(start) - 1, np.int32)
    owner = np.empty(len(start) - 1, np.int32)
    pending = np.empty(count, np.int32)
    ready = 0
    for thing in range(count):
        if needed[thing] and allowed[thing]:
            holds[thing] = alternatives[thing] == alternatives[thing + 1]
            for alternative in range(alternatives[thing], alternatives[thing + 1]):
                missing[alternative] = start[alternative + 1] - start[alternative]
                owner[alternative] = thing
                if missing[alternative] == 0:
                    holds[thing] = True
                for place in range(start[alternative], start[alternative + 1]):
                    waiting[filled[members[place]]] = alternative
                    filled[members[place]] += 1
            if holds[thing]:
                pending[ready] = thing
                ready += 1
    at = 0
    while at < ready:
        for place in range(waits[pending[at]], waits[pending[at] + 1]):
            alternative = waiting[place]
            missing[alternative] -= 1
            if missing[alternative] == 0 and not holds[owner[alternative]]:
                holds[owner[alternative]] = True
                pending[ready] = owner[alternative]
                ready += 1
        at += 1
    for thing in range(count):
        if allowed[thing] and not needed[thing]:
            found = alternatives[thing] == alternatives[thing + 1]
            for alternative in range(alternatives[thing], alternatives[thing + 1]):
                whole = True
                for place in range(start[alternative], start[alternative + 1]):
                    if not holds[members[place]]:
                        whole = False
                        break
                if whole:
                    found = True
                    break
            holds[thing] = found
    return holds


def live(holds: Bools, members: Lists) -> Bools:
    """Which alternatives are whole: all their members hold."""
    return _live(holds, members.start, members.items)


@kernel
def _live(holds: Bools, start: Array, members: Ints) -> Bools:
    found = np.ones(len(start) - 1, np.bool_)
    for alternative in range(len(found)):
        for place in range(start[alternative], start[alternative + 1]):
            if not holds[members[place]]:
                found[alternative] = False
                break
    return found


__all__ = ["holding", "live"]
