"""Counting the roots of many rows of statements at once.

From each statement that is held up, the bases that are held up are followed to where they end. Where there is only one
way on, it is taken beforehand, so that most statements know their end at once; where ways part, the ends behind that
point are counted once for all rows that lead to it and to nothing else.
"""

# To pyright, what an array holds at a place that an array holds is an array.
# pyright: reportArgumentType=false

from typing import Final, NamedTuple

import numpy as np

from ..arrays import Array, Bools, Bytes, Ints
from ..compiling import kernel, part
from ..index.index import Index
from ..index.kinds import RootKind

_KINDS = len(RootKind)
_UNKNOWN = int(RootKind.UNKNOWN)
_PARTY = int(RootKind.PARTY)
_EVIDENCE = int(RootKind.EVIDENCE)
_ASSESSMENT = int(RootKind.ASSESSMENT)
_DEPENDS = _KINDS
_NO_NUMBER = -2
_LONG = 32
_FEW = 16

MOST_LISTED: Final = 20_000_000
"""Ends in the lists that are made beforehand; behind other points they are looked for anew, row by row."""


class Graph(NamedTuple):
    """What the counting of roots reads, as one bundle of arrays.

    Attributes:
        groups: Where each thing's groups begin; ``live`` says which of them are held up.
        member_start: Where the members of each group begin in ``members``.
        end: The kind that each thing is as an end.
        copy: The text that it shares with others, -1 for none.
        by_start: Where each thing's authors begin in ``by``: a statement's speaker, a report's authors.
        partial: Which things are reports whose authors may be speaking of their own conduct, if the claim is about it.
        house: The house of each agent; ``corporate`` says whose word on their own conduct is a party's.
    """

    groups: Array
    live: Bools
    member_start: Array
    members: Ints
    end: Bytes
    copy: Ints
    by_start: Array
    by: Ints
    partial: Bools
    house: Ints
    corporate: Bools
    up_start: Array
    up: Ints
    whole_start: Array
    whole: Ints
    about_start: Array
    about: Ints


def graph_of(index: Index, live: Bools, corporate: Bools) -> Graph:
    """The bundle for an index, and the groups of bases that are held up in it."""
    statements, sources, things = index.statements, index.sources, index.things
    known = statements.speaker >= 0
    start = np.zeros(len(things) + 1, np.int64)
    np.cumsum(known, out=start[1 : len(statements) + 1])
    start[len(statements) :] = start[len(statements)] + sources.by.start
    conduct = index.conduct
    mixed = (sources.end != RootKind.EVIDENCE) & (sources.end != RootKind.PARTY)
    mixed &= np.bincount(sources.by.owners, weights=corporate[sources.by.items], minlength=len(sources)) > 0
    return Graph(
        groups=things.basis.start,
        live=live,
        member_start=things.group.start,
        members=things.group.items,
        end=np.concatenate([statements.end, sources.end]),
        copy=things.copy,
        by_start=start,
        by=np.concatenate([statements.speaker[known], sources.by.items]).astype(np.int32),
        partial=np.concatenate([np.zeros(len(statements), np.bool_), mixed]),
        house=index.agents.house,
        corporate=corporate,
        up_start=conduct.up.start,
        up=conduct.up.items,
        whole_start=conduct.whole.start,
        whole=conduct.whole.items,
        about_start=conduct.about.start,
        about=conduct.about.items,
    )


@part
def _own_conduct(
    agent: int,
    claim: int,
    up_start: Array,
    up: Ints,
    whole_start: Array,
    whole: Ints,
    about_start: Array,
    about: Ints,
) -> bool:
    for place in range(about_start[claim], about_start[claim + 1]):
        other = about[place]
        for above in range(up_start[agent], up_start[agent + 1]):
            if up[above] == other:
                return True
        for above in range(up_start[other], up_start[other + 1]):
            for one in range(whole_start[agent], whole_start[agent + 1]):
                if up[above] == whole[one]:
                    return True
    return False


@kernel
def furthest(held: Bools, groups: Array, live: Bools, member_start: Array, members: Ints) -> Ints:
    """How far each thing that is held up leads without parting: to an end, or to where ways part; -1 if it is not."""
    count = len(held)
    found = np.full(count, -1, np.int32)
    trail = np.empty(count, np.int32)
    for thing in range(count):
        if not held[thing] or found[thing] >= 0:
            continue
        at = thing
        length = 0
        while found[at] < 0:
            only = -1
            for group in range(groups[at], groups[at + 1]):
                if live[group]:
                    for place in range(member_start[group], member_start[group + 1]):
                        if only == -1:
                            only = members[place]
                        elif only != members[place]:
                            only = -2
            if only < 0:
                found[at] = at
                break
            trail[length] = at
            length += 1
            at = only
        for step in range(length):
            found[trail[step]] = found[at]
    return found


@kernel
def ends_behind(
    to: Ints, groups: Array, live: Bools, member_start: Array, members: Ints, most: int
) -> tuple[Ints, Array, Ints]:
    """The ends behind each point where ways part, as long as all lists together are no longer than ``most``.

    Returns:
        The row of each thing, -1 for none; where the rows begin; the ends.
    """
    count = len(to)
    listed = np.full(count, -1, np.int32)
    rows = 0
    for thing in range(count):
        if to[thing] == thing and groups[thing] != groups[thing + 1]:
            rows += 1
    start = np.zeros(rows + 1, np.int64)
    lists = np.empty(max(1024, 4 * rows), np.int32)
    met = np.full(count, -1, np.int32)
    pending = np.empty(count, np.int32)
    row = 0
    top = 0
    for thing in range(count):
        if to[thing] != thing or groups[thing] == groups[thing + 1]:
            continue
        if top >= most:
            break
        before = top
        ready = 1
        at = 0
        pending[0] = thing
        met[thing] = thing
        while at < ready:
            other = pending[at]
            at += 1
            if groups[other] == groups[other + 1]:
                if top == len(lists):
                    larger = np.empty(2 * top, np.int32)
                    larger[:top] = lists
                    lists = larger
                lists[top] = other
                top += 1
                continue
            for group in range(groups[other], groups[other + 1]):
                if live[group]:
                    for place in range(member_start[group], member_start[group + 1]):
                        beyond = to[members[place]]
                        if met[beyond] != thing:
                            met[beyond] = thing
                            pending[ready] = beyond
                            ready += 1
        if top > most:
            top = before
            break
        listed[thing] = row
        row += 1
        start[row] = top
    return listed, start, lists[:top].copy()


@kernel
def coded(
    to: Ints,
    lists: Ints,
    groups: Array,
    end: Bytes,
    copy: Ints,
    by_start: Array,
    by: Ints,
    partial: Bools,
    agents: int,
) -> tuple[Ints, Ints]:
    """What each thing leads to in one number, so that mostly one number a statement is looked at.

    A number holds what an end is one root by, and its kind: below ``agents`` whose word it is, as much again for words
    of unknown lineage, then the thing itself. The kind after the last means an assessment that is a party's word where
    the claim is about its author. Ends that may be one with others in more ways than one have no such number.

    Returns:
        For each thing its number, -1 if it is not held up, -2 if it has none; the numbers of the ends in all lists.
    """
    count = len(to)
    found = np.full(count, -1, np.int32)
    for thing in range(count):
        if to[thing] != thing:
            continue
        kind = int(end[thing])
        authors = int(by_start[thing + 1] - by_start[thing])
        if (
            groups[thing] != groups[thing + 1]
            or copy[thing] >= 0
            or authors > 1
            or (partial[thing] and kind == _UNKNOWN)
        ):
            found[thing] = _NO_NUMBER
            continue
        if kind == _EVIDENCE or authors == 0:
            key = 2 * agents + thing
        elif kind == _UNKNOWN:
            key = agents + by[by_start[thing]]
        else:
            key = by[by_start[thing]]
        found[thing] = key * 8 + (_DEPENDS if partial[thing] else kind)
    codes = np.empty(len(lists), np.int32)
    for place in range(len(lists)):
        codes[place] = found[lists[place]]
    for thing in range(count):
        if to[thing] >= 0 and to[thing] != thing:
            found[thing] = found[to[thing]]
    return found, codes


@part
def _count(
    number: int,
    row: int,
    claim: int,
    result: Ints,
    met: Ints,
    house: Ints,
    of_house: Ints,
    kind_of_house: Bytes,
    of_unknown: Ints,
    up_start: Array,
    up: Ints,
    whole_start: Array,
    whole: Ints,
    about_start: Array,
    about: Ints,
) -> None:
    """Count one end by its number: a house once, as the best of what it is, and a thing of nobody's once."""
    key = number >> 3
    kind = number & 7
    agents = len(house)
    if key >= 2 * agents:
        if met[key - 2 * agents] != row:
            met[key - 2 * agents] = row
            result[row, kind] += 1
        return
    if key >= agents:
        home = house[key - agents]
        if of_unknown[home] != row:
            of_unknown[home] = row
            result[row, kind] += 1
        return
    if kind == _DEPENDS:
        kind = _ASSESSMENT
        if claim >= 0 and _own_conduct(key, claim, up_start, up, whole_start, whole, about_start, about):
            kind = _PARTY
    home = house[key]
    if of_house[home] != row:
        of_house[home] = row
        kind_of_house[home] = kind
        result[row, kind] += 1
    elif kind < kind_of_house[home]:
        result[row, kind_of_house[home]] -= 1
        kind_of_house[home] = kind
        result[row, kind] += 1


@kernel
def count_roots(
    row_start: Array,
    rows: Ints,
    claims: Ints,
    to: Ints,
    listed: Ints,
    list_start: Array,
    lists: Ints,
    code: Ints,
    codes: Ints,
    groups: Array,
    live: Bools,
    member_start: Array,
    members: Ints,
    end: Bytes,
    copy: Ints,
    by_start: Array,
    by: Ints,
    partial: Bools,
    house: Ints,
    corporate: Bools,
    up_start: Array,
    up: Ints,
    whole_start: Array,
    whole: Ints,
    about_start: Array,
    about: Ints,
) -> Ints:
    """How many roots of each kind each row has."""
    count = len(to)
    texts = 0
    for number in copy:
        texts = max(texts, number + 1)
    result = np.zeros((len(row_start) - 1, _KINDS), np.int32)
    remembered = np.full(count, -1, np.int32)
    known = np.zeros((1024, _KINDS), np.int32)
    memories = 0
    met = np.full(count, -1, np.int32)
    of_text = np.full(texts, -1, np.int32)
    of_house = np.full(len(house), -1, np.int32)
    of_unknown = np.full(len(house), -1, np.int32)
    kind_of_house = np.zeros(len(house), np.uint8)
    first_text = np.empty(texts, np.int32)
    place_of_house = np.full(len(house), -1, np.int32)
    place_of_unknown = np.full(len(house), -1, np.int32)
    pending = np.empty(count, np.int32)
    agents = len(house)
    few_keys = np.empty(3 * _FEW, np.int32)
    few_kinds = np.empty(3 * _FEW, np.int32)
    size_most = count + 2 * len(house)
    ends = np.empty(size_most, np.int32)
    kinds = np.empty(size_most, np.uint8)
    best = np.empty(size_most, np.uint8)
    parent = np.empty(size_most, np.int32)
    for row in range(len(row_start) - 1):
        claim = claims[row]
        if row_start[row + 1] - row_start[row] <= _FEW:
            # A few statements, each with one number or a short list of them: compared with each other.
            size = 0
            simple = True
            for place in range(row_start[row], row_start[row + 1]):
                number = code[rows[place]]
                if number == -1:
                    continue
                begins = 0
                beyond = 1
                if number == _NO_NUMBER:
                    at = listed[to[rows[place]]]
                    if at < 0 or size + list_start[at + 1] - list_start[at] >= 2 * _FEW:
                        simple = False
                        break
                    begins = list_start[at]
                    beyond = list_start[at + 1]
                for at in range(begins, beyond):
                    if number < 0 and codes[at] < 0:
                        simple = False
                        break
                    one = codes[at] if number < 0 else number
                    key = int(one) >> 3
                    kind = int(one) & 7
                    if kind == _DEPENDS:
                        kind = _ASSESSMENT
                        if claim >= 0 and _own_conduct(
                            key, claim, up_start, up, whole_start, whole, about_start, about
                        ):
                            kind = _PARTY
                    if key < agents:
                        key = house[key]
                    elif key < 2 * agents:
                        key = agents + house[key - agents]
                    other = 0
                    while other < size and few_keys[other] != key:
                        other += 1
                    if other == size:
                        few_keys[size] = key
                        few_kinds[size] = kind
                        size += 1
                    else:
                        few_kinds[other] = min(few_kinds[other], kind)
                if not simple:
                    break
            if simple:
                for i in range(size):
                    result[row, few_kinds[i]] += 1
                continue
        ready = 0
        easy = 0
        for place in range(row_start[row], row_start[row + 1]):
            number = code[rows[place]]
            if number >= 0:
                easy += 1
                _count(
                    int(number), row, claim, result, met, house, of_house, kind_of_house, of_unknown,
                    up_start, up, whole_start, whole, about_start, about,
                )  # fmt: skip
            elif number == _NO_NUMBER:
                at = to[rows[place]]
                if met[at] != row:
                    met[at] = row
                    pending[ready] = at
                    ready += 1
        if ready == 0:
            continue
        only = pending[0] if ready == 1 and easy == 0 else -1
        if only >= 0 and remembered[only] >= 0:
            for kind in range(_KINDS):
                result[row, kind] = known[remembered[only], kind]
            continue
        # Those that lead to several ends, or to one that may be one with others by more than its house.
        depends = False
        size = 0
        at = 0
        while at < ready:
            thing = pending[at]
            at += 1
            if groups[thing] == groups[thing + 1]:
                if code[thing] >= 0:
                    depends = depends or partial[thing]
                    _count(
                        int(code[thing]), row, claim, result, met, house, of_house, kind_of_house, of_unknown,
                        up_start, up, whole_start, whole, about_start, about,
                    )  # fmt: skip
                else:
                    ends[size] = thing
                    size += 1
            elif listed[thing] >= 0:
                for place in range(list_start[listed[thing]], list_start[listed[thing] + 1]):
                    if codes[place] >= 0:
                        depends = depends or partial[lists[place]]
                        _count(
                            int(codes[place]), row, claim, result, met, house, of_house, kind_of_house, of_unknown,
                            up_start, up, whole_start, whole, about_start, about,
                        )  # fmt: skip
                    elif met[lists[place]] != row:
                        met[lists[place]] = row
                        ends[size] = lists[place]
                        size += 1
            else:
                for group in range(groups[thing], groups[thing + 1]):
                    if live[group]:
                        for place in range(member_start[group], member_start[group + 1]):
                            other = to[members[place]]
                            # What has a number of its own is marked where it is counted.
                            if code[other] >= 0:
                                depends = depends or partial[other]
                                _count(
                                    int(code[other]), row, claim, result, met, house, of_house, kind_of_house,
                                    of_unknown, up_start, up, whole_start, whole, about_start, about,
                                )  # fmt: skip
                            elif met[other] != row:
                                met[other] = row
                                pending[ready] = other
                                ready += 1
        for i in range(size):
            thing = ends[i]
            kind = end[thing]
            if partial[thing]:
                depends = True
                for place in range(by_start[thing], by_start[thing + 1]):
                    if (
                        claim >= 0
                        and corporate[by[place]]
                        and _own_conduct(
                            by[place], claim, up_start, up, whole_start, whole, about_start, about
                        )
                    ):
                        kind = _PARTY
            kinds[i] = kind
            best[i] = kind
            parent[i] = i
        # What shares a text, or a house whose word it is, is one root; a house that is counted already joins in.
        most = size
        for i in range(size):
            thing = ends[i]
            for key in range(-1, by_start[thing + 1] - by_start[thing]):
                other = -1
                if key < 0:
                    text = copy[thing]
                    if text >= 0:
                        if of_text[text] == row:
                            other = first_text[text]
                        else:
                            of_text[text] = row
                            first_text[text] = i
                elif kinds[i] != _UNKNOWN and kinds[i] != _EVIDENCE:
                    home = house[by[by_start[thing] + key]]
                    if of_house[home] != row:
                        of_house[home] = row
                        place_of_house[home] = i
                    else:
                        other = place_of_house[home]
                        if other < 0:
                            other = most
                            ends[other] = -1
                            best[other] = kind_of_house[home]
                            parent[other] = other
                            result[row, best[other]] -= 1
                            most += 1
                        place_of_house[home] = other
                if other >= 0:
                    one = i
                    while parent[one] != one:
                        parent[one] = parent[parent[one]]
                        one = parent[one]
                    while parent[other] != other:
                        parent[other] = parent[parent[other]]
                        other = parent[other]
                    if one != other:
                        parent[one] = other
                        best[other] = min(best[one], best[other])
        # What is unknown is grouped by the house that says it, and by nothing that is known.
        for i in range(size):
            thing = ends[i]
            for key in range(by_start[thing], by_start[thing + 1]):
                one = i
                while parent[one] != one:
                    one = parent[one]
                if best[one] != _UNKNOWN:
                    break
                home = house[by[key]]
                if of_unknown[home] != row:
                    of_unknown[home] = row
                    place_of_unknown[home] = i
                    continue
                other = place_of_unknown[home]
                if other < 0:
                    other = most
                    ends[other] = -1
                    best[other] = _UNKNOWN
                    parent[other] = other
                    place_of_unknown[home] = other
                    result[row, _UNKNOWN] -= 1
                    most += 1
                while parent[other] != other:
                    other = parent[other]
                if one != other:
                    parent[one] = other
        for i in range(most):
            if parent[i] == i:
                result[row, best[i]] += 1
        for i in range(size):
            for key in range(by_start[ends[i]], by_start[ends[i] + 1]):
                place_of_house[house[by[key]]] = -1
                place_of_unknown[house[by[key]]] = -1
        if (
            only >= 0
            and not depends
            and (listed[only] < 0 or list_start[listed[only] + 1] - list_start[listed[only]] > _LONG)
        ):
            if memories == len(known):
                larger = np.zeros((2 * memories, _KINDS), np.int32)
                larger[:memories] = known
                known = larger
            remembered[only] = memories
            known[memories] = result[row]
            memories += 1
    return result


__all__ = ["MOST_LISTED", "Graph", "coded", "count_roots", "ends_behind", "furthest", "graph_of"]
