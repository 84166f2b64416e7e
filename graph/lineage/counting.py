"""Counting the roots of many rows of statements at once.

From each statement that is held up, the bases that are held up are followed to where they end. Where there is only one
way on, it is taken beforehand, so that most statements know their end at once; where ways part, the ends behind that
point are counted once for all rows that lead to it and to nothing else.
"""

from typing import NamedTuple

import numpy as np

from ..index.arrays import Array, Bools, Bytes, Ints
from ..index.compiled import kernel, part
from ..index.index import Index
from ..index.kinds import RootKind

_KINDS = len(RootKind)
_UNKNOWN = int(RootKind.UNKNOWN)
_PARTY = int(RootKind.PARTY)
_EVIDENCE = int(RootKind.EVIDENCE)


class Graph(NamedTuple):
    """What the counting of roots reads, as one bundle of arrays.

    Attributes:
        groups: Where each thing's groups begin; ``live`` says which of them are held up.
        member_start: Where the members of each group begin in ``members``.
        end: The kind that each thing is as an end.
        copy: The text that it shares with others, -1 for none.
        by_start: Where each thing's authors begin in ``by``: a statement's speaker, a report's authors.
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
    statements: int
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
    return Graph(
        groups=things.basis.start,
        live=live,
        member_start=things.group.start,
        members=things.group.items,
        end=np.concatenate([statements.end, sources.end]),
        copy=things.copy,
        by_start=start,
        by=np.concatenate([statements.speaker[known], sources.by.items]).astype(np.int32),
        statements=len(statements),
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
def count_roots(  # noqa: C901, PLR0912, PLR0913, PLR0915, PLR0917 - one loop, as it is compiled
    row_start: Array,
    rows: Ints,
    claims: Ints,
    to: Ints,
    groups: Array,
    live: Bools,
    member_start: Array,
    members: Ints,
    end: Bytes,
    copy: Ints,
    by_start: Array,
    by: Ints,
    statements: int,
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
    met = np.full(count, -1, np.int64)
    of_text = np.full(texts, -1, np.int64)
    of_house = np.full(len(house), -1, np.int64)
    of_unknown = np.full(len(house), -1, np.int64)
    first_text = np.empty(texts, np.int32)
    first_house = np.empty(len(house), np.int32)
    first_unknown = np.empty(len(house), np.int32)
    pending = np.empty(count, np.int32)
    ends = np.empty(count, np.int32)
    kinds = np.empty(count, np.uint8)
    best = np.empty(count, np.uint8)
    parent = np.empty(count, np.int32)
    for row in range(len(row_start) - 1):
        claim = claims[row]
        # The different places that the row's statements lead to.
        ready = 0
        for place in range(row_start[row], row_start[row + 1]):
            at = to[rows[place]]
            if at >= 0 and met[at] != row:
                met[at] = row
                pending[ready] = at
                ready += 1
        if ready == 0:
            continue
        only = pending[0] if ready == 1 else -1
        if only >= 0 and remembered[only] >= 0:
            for kind in range(_KINDS):
                result[row, kind] = known[remembered[only], kind]
            continue
        # From these on, to all ends.
        size = 0
        at = 0
        while at < ready:
            thing = pending[at]
            at += 1
            if groups[thing] == groups[thing + 1]:
                ends[size] = thing
                size += 1
                continue
            for group in range(groups[thing], groups[thing + 1]):
                if live[group]:
                    for place in range(member_start[group], member_start[group + 1]):
                        other = to[members[place]]
                        if met[other] != row:
                            met[other] = row
                            pending[ready] = other
                            ready += 1
        depends = False
        for i in range(size):
            thing = ends[i]
            kind = end[thing]
            if thing >= statements and kind != _EVIDENCE and kind != _PARTY:
                for place in range(by_start[thing], by_start[thing + 1]):
                    if corporate[by[place]]:
                        depends = True
                        if claim >= 0 and _own_conduct(
                            by[place], claim, up_start, up, whole_start, whole, about_start, about
                        ):
                            kind = _PARTY
            kinds[i] = kind
            best[i] = kind
            parent[i] = i
        if size > 1:
            # What shares a text, or a house whose word it is, is one root.
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
                        if of_house[home] == row:
                            other = first_house[home]
                        else:
                            of_house[home] = row
                            first_house[home] = i
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
                        first_unknown[home] = i
                        continue
                    other = first_unknown[home]
                    while parent[other] != other:
                        other = parent[other]
                    if one != other:
                        parent[one] = other
        for i in range(size):
            if parent[i] == i:
                result[row, best[i]] += 1
        if only >= 0 and not depends:
            if memories == len(known):
                larger = np.zeros((2 * memories, _KINDS), np.int32)
                larger[:memories] = known
                known = larger
            remembered[only] = memories
            known[memories] = result[row]
            memories += 1
    return result


__all__ = ["Graph", "count_roots", "furthest", "graph_of"]
