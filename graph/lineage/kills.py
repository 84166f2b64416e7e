"""What brings a thing down: the things without any one of which it is no longer held up.

kill(x) is x itself, and what brings down all ways to x: of a path or a group, whatever brings down any member (union);
of several, what brings down each (intersection). Of the equations' solutions the greatest is meant: a way round in a
circle is no way. It is found from above: each thing is worked out after what it rests on, ways that are not worked out
yet left aside, and then again wherever something that it rests on has become smaller.

Sets are kept as lists in one growing array. A chain of n things takes n²/2 numbers, which no other method that lists
them all avoids; past :data:`MOST` of them the work is given up.
"""

# To pyright, what an array holds at a place that an array holds is an array.
# pyright: reportArgumentType=false

from typing import Final, NamedTuple

import numpy as np

from ...ontology.errors import QueryLimitError
from ..arrays import Array, Bools, Ints, Lists, Longs
from ..compiling import kernel, part

MOST: Final = 500_000_000
"""Numbers in all sets together; two gigabytes."""


_FEW = 32


class Sets(NamedTuple):
    """Sets of things by place: where each begins in ``pool`` and how long it is, -1 where it is not known yet."""

    start: Longs
    length: Longs
    pool: Ints


class Ways(NamedTuple):
    """The alternatives of each thing, which of them are whole, and their members."""

    alternatives: Array
    live: Bools
    start: Array
    members: Ints


def sets_of(slot: Ints, used: Ints, ways: Ways, own: Sets | None) -> Sets:
    """The sets of the things that others rest on.

    Args:
        slot: The place of each thing among those, -1 for none.
        used: Those things.
        ways: What they rest on.
        own: What brings them down besides; only the things themselves, if nothing is given.

    Raises:
        QueryLimitError: If the sets hold more than :data:`MOST` numbers.
    """
    if own is None:
        ones = np.ones(len(used), np.int64)
        own = Sets(np.arange(len(used), dtype=np.int64), ones, used)
    order = _inside_out(slot, used, *ways)
    whole, start, length, pool = _solved(slot, used, order, *ways, *own, MOST)
    if not whole:
        raise QueryLimitError(
            f"single points of failure would take more than {MOST} numbers: the chains are too long; ask for one claim",
            limit="memory",
        )
    return Sets(start, length, pool)


def kills(
    rows: Lists, counted: Bools, slot: Ints, record: tuple[Ways, Sets], held: tuple[Ways, Sets]
) -> Lists:
    """The things without any one of which no counted statement of a row is held up; ascending.

    Raises:
        QueryLimitError: As for :func:`sets_of`.
    """
    start, items = _of_rows(
        rows.start, rows.items, counted, slot, *record[0], *record[1], *held[0], *held[1], MOST
    )
    if len(start) == 0:
        raise QueryLimitError(
            f"the single points of failure are more than {MOST}; ask for fewer claims", limit="memory"
        )
    return Lists(start, items)


@kernel
def _inside_out(
    slot: Ints, used: Ints, alternatives: Array, live: Bools, start: Array, members: Ints
) -> Ints:
    """The places of things in an order in which each follows what it rests on, unless that leads back to it."""
    count = len(used)
    order = np.empty(count, np.int32)
    done = 0
    met = np.zeros(count, np.bool_)
    stack = np.empty(count, np.int32)
    group_at = np.empty(count, np.int64)
    place_at = np.empty(count, np.int64)
    for first in range(count):
        if met[first]:
            continue
        met[first] = True
        depth = 0
        stack[0] = first
        group_at[0] = alternatives[used[first]]
        place_at[0] = start[group_at[0]]
        while depth >= 0:
            thing = used[stack[depth]]
            group = group_at[depth]
            if group == alternatives[thing + 1]:
                order[done] = stack[depth]
                done += 1
                depth -= 1
            elif not live[group] or place_at[depth] == start[group + 1]:
                group_at[depth] += 1
                place_at[depth] = start[group + 1]
            else:
                other = slot[members[place_at[depth]]]
                place_at[depth] += 1
                if not met[other]:
                    met[other] = True
                    depth += 1
                    stack[depth] = other
                    group_at[depth] = alternatives[used[other]]
                    place_at[depth] = start[group_at[depth]]
    return order


@part
def _common(
    thing: int,
    slot: Ints,
    alternatives: Array,
    live: Bools,
    start: Array,
    members: Ints,
    set_start: Longs,
    set_length: Longs,
    pool: Ints,
    times: Ints,
    clock: int,
    found: Ints,
) -> tuple[int, int]:
    """Gather what brings down every whole alternative; how much it is, or -1 if none is worked out; the clock."""
    size = 0
    ways = 0
    any_way = False
    for group in range(alternatives[thing], alternatives[thing + 1]):
        if not live[group]:
            continue
        any_way = True
        known = True
        for place in range(start[group], start[group + 1]):
            if set_length[slot[members[place]]] < 0:
                known = False
                break
        if not known:
            continue
        for place in range(start[group], start[group + 1]):
            other = slot[members[place]]
            for i in range(set_start[other], set_start[other] + set_length[other]):
                item = pool[i]
                if ways == 0:
                    if times[item] < clock:
                        times[item] = clock
                        found[size] = item
                        size += 1
                elif times[item] == clock + ways - 1:
                    times[item] = clock + ways
        ways += 1
    if ways == 0:
        return (-1 if any_way else 0), clock
    if ways > 1:
        kept = 0
        for i in range(size):
            if times[found[i]] == clock + ways - 1:
                found[kept] = found[i]
                kept += 1
        size = kept
    return size, clock + ways


@kernel
def _solved(
    slot: Ints,
    used: Ints,
    order: Ints,
    alternatives: Array,
    live: Bools,
    start: Array,
    members: Ints,
    own_start: Longs,
    own_length: Longs,
    own_pool: Ints,
    most: int,
) -> tuple[bool, Longs, Longs, Ints]:
    count = len(used)
    set_start = np.zeros(count, np.int64)
    set_length = np.full(count, -1, np.int64)
    pool = np.empty(max(1024, 8 * count), np.int32)
    top = 0
    times = np.zeros(len(slot), np.int32)
    clock = 1
    found = np.empty(len(slot), np.int32)
    changed = np.zeros(count, np.int32)
    looked = np.zeros(count, np.int32)
    turn = 0
    first, again = True, True
    while again:
        again = False
        for at in order:
            thing = used[at]
            if not first:
                stale = False
                for group in range(alternatives[thing], alternatives[thing + 1]):
                    if live[group]:
                        for place in range(start[group], start[group + 1]):
                            if changed[slot[members[place]]] > looked[at]:
                                stale = True
                if not stale:
                    continue
            turn += 1
            looked[at] = turn
            if own_length[at] < 0:
                continue
            size, clock = _common(
                int(thing),
                slot,
                alternatives,
                live,
                start,
                members,
                set_start,
                set_length,
                pool,
                times,
                clock,
                found,
            )
            if size < 0:
                continue
            for i in range(size):
                times[found[i]] = clock
            for i in range(own_start[at], own_start[at] + own_length[at]):
                if times[own_pool[i]] != clock:
                    times[own_pool[i]] = clock
                    found[size] = own_pool[i]
                    size += 1
            clock += 1
            if set_length[at] == size:
                continue
            if top + size > most:
                return False, set_start, set_length, pool
            if top + size > len(pool):
                larger = np.empty(2 * (top + size), np.int32)
                larger[:top] = pool[:top]
                pool = larger
            pool[top : top + size] = found[:size]
            set_start[at] = top
            set_length[at] = size
            top += size
            changed[at] = turn
            again = True
        first = False
    return True, set_start, set_length, pool


@kernel
def _of_rows(
    row_start: Array,
    rows: Ints,
    counted: Bools,
    slot: Ints,
    paths: Array,
    path_live: Bools,
    path_start: Array,
    carriers: Ints,
    record_start: Longs,
    record_length: Longs,
    record_pool: Ints,
    groups: Array,
    group_live: Bools,
    group_start: Array,
    bases: Ints,
    held_start: Longs,
    held_length: Longs,
    held_pool: Ints,
    most: int,
) -> tuple[Array, Ints]:
    start = np.zeros(len(row_start), np.int64)
    items = np.empty(max(1024, 4 * len(row_start)), np.int32)
    times = np.zeros(len(slot), np.int32)
    inside = np.zeros(len(slot), np.int32)
    clock = 1
    found = np.empty(2 * len(slot) + 1, np.int32)
    common = np.empty(len(slot), np.int32)
    mark = 0
    top = 0
    begun = 0
    for row in range(len(row_start) - 1):
        size = -1
        for place in range(row_start[row], row_start[row + 1]):
            thing = rows[place]
            if not counted[thing]:
                continue
            mark += 1
            # Mostly one way by which it came and one that holds it up: what brings down either is looked at once.
            one_path, one_group, ways = -1, -1, 0
            for path in range(paths[thing], paths[thing + 1]):
                if path_live[path]:
                    one_path = path
                    ways += 1
            more = 0
            for group in range(groups[thing], groups[thing + 1]):
                if group_live[group]:
                    one_group = group
                    more += 1
            if slot[thing] < 0 and ways <= 1 and more <= 1:
                if size < 0:
                    inside[thing] = mark
                    common[0] = thing
                    begun = 1
                elif inside[thing] == mark - 1:
                    inside[thing] = mark
                for step in range(2):
                    way = one_path if step == 0 else one_group
                    if way < 0:
                        continue
                    if step == 0:
                        bounds, linked = path_start, carriers
                        set_start, set_length, pool = record_start, record_length, record_pool
                    else:
                        bounds, linked = group_start, bases
                        set_start, set_length, pool = held_start, held_length, held_pool
                    for link in range(bounds[way], bounds[way + 1]):
                        at = slot[linked[link]]
                        for i in range(set_start[at], set_start[at] + set_length[at]):
                            item = pool[i]
                            if size < 0:
                                if inside[item] != mark:
                                    inside[item] = mark
                                    common[begun] = item
                                    begun += 1
                            elif inside[item] == mark - 1:
                                inside[item] = mark
                if size < 0:
                    size = begun
                    continue
                kept = 0
                for i in range(size):
                    if inside[common[i]] == mark:
                        common[kept] = common[i]
                        kept += 1
                size = kept
                if size == 0:
                    break
                continue
            if slot[thing] >= 0:
                at = slot[thing]
                own = held_length[at]
                found[:own] = held_pool[held_start[at] : held_start[at] + own]
            else:
                found[0] = thing
                own, clock = _common(
                    thing, slot, paths, path_live, path_start, carriers,
                    record_start, record_length, record_pool, times, clock, found[1:],
                )  # fmt: skip
                own += 1
                more, clock = _common(
                    thing, slot, groups, group_live, group_start, bases,
                    held_start, held_length, held_pool, times, clock, found[own:],
                )  # fmt: skip
                own += more
            if size < 0:
                size = 0
                for i in range(own):
                    if inside[found[i]] != mark:
                        inside[found[i]] = mark
                        common[size] = found[i]
                        size += 1
            else:
                for i in range(own):
                    if inside[found[i]] == mark - 1:
                        inside[found[i]] = mark
                kept = 0
                for i in range(size):
                    if inside[common[i]] == mark:
                        common[kept] = common[i]
                        kept += 1
                size = kept
            if size == 0:
                break
        mark += 1
        if size > 0:
            if top + size > most:
                return start[:0], items[:0]
            if top + size > len(items):
                larger = np.empty(2 * (top + size), np.int32)
                larger[:top] = items[:top]
                items = larger
            if size > _FEW:
                common[:size].sort()
            else:  # by insertion, which is quicker for a handful
                for i in range(1, size):
                    item = common[i]
                    j = i
                    while j > 0 and common[j - 1] > item:
                        common[j] = common[j - 1]
                        j -= 1
                    common[j] = item
            items[top : top + size] = common[:size]
            top += size
        start[row + 1] = top
    return start, items[:top].copy()


__all__ = ["MOST", "Sets", "Ways", "kills", "sets_of"]
