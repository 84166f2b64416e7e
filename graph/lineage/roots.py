"""The roots behind some statements: where their bases end, what is the same among these ends, and what counts."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from ..index.kinds import RootKind


@dataclass(frozen=True, slots=True)
class End:
    """One thing in which chains of bases end.

    Attributes:
        thing: Its number.
        kind: What it is as a root.
        copy: The text that it shares with other things, -1 for none.
        houses: Whose word it is: the houses of its speaker or authors.
    """

    thing: int
    kind: RootKind
    copy: int
    houses: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Root:
    """Politico's customs records are one root, evidence, behind four statements.

    Attributes:
        kind: What it is; the best of what its items are.
        counted: Whether it corroborates: evidence, a witness, an admission.
        items: The things that are this root: one, or several that are the same by text or by whose word they are.
        statements: Those of the statements asked about that rest on it.
    """

    kind: RootKind
    counted: bool
    items: tuple[int, ...]
    statements: tuple[int, ...]


def grouped(ends: Sequence[End], resting: Callable[[int], Sequence[int]]) -> tuple[Root, ...]:
    """What of several ends is one root, counted roots first.

    Two ends are one root if they share a text or a house, whatever lies between. An end of unknown lineage has no house
    that counts: such ends are joined by text to any other, and by house only among themselves.

    Args:
        ends: Each thing once.
        resting: Gives the statements that rest on a thing.
    """
    first = _joined(ends, _keys)
    kinds = [min(end.kind for end in group) for group in first]
    known = [group for group, kind in zip(first, kinds, strict=True) if kind is not RootKind.UNKNOWN]
    unknown = [
        end for group, kind in zip(first, kinds, strict=True) if kind is RootKind.UNKNOWN for end in group
    ]
    found = []
    for group in (*known, *_joined(unknown, _unknown_keys)):
        kind = min(end.kind for end in group)
        items = tuple(sorted(end.thing for end in group))
        statements = sorted({statement for item in items for statement in resting(item)})
        found.append(Root(kind, kind.counted, items, tuple(statements)))
    return tuple(sorted(found, key=lambda root: (root.kind, root.items)))


def _keys(end: End) -> Iterator[Hashable]:
    if end.copy >= 0:
        yield "text", end.copy
    if end.kind not in (RootKind.UNKNOWN, RootKind.EVIDENCE):
        yield from (("house", house) for house in end.houses)


def _unknown_keys(end: End) -> Iterator[Hashable]:
    if end.copy >= 0:
        yield "text", end.copy
    yield from (("house", house) for house in end.houses)


def _joined(ends: Sequence[End], keys: Callable[[End], Iterator[Hashable]]) -> list[list[End]]:
    """Ends in groups that share keys, in the order of their first."""
    return [[ends[place] for place in group] for group in joined([list(keys(end)) for end in ends])]


def joined(keys: Sequence[Sequence[Hashable]]) -> list[list[int]]:
    """Places in groups, where those that share a key are in one group.

    >>> joined([["a"], ["b"], ["a", "c"], ["c"]])
    [[0, 2, 3], [1]]
    """
    parent = list(range(len(keys)))

    def find(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    owner: dict[Hashable, int] = {}
    for place, those in enumerate(keys):
        for key in those:
            one, other = find(place), find(owner.setdefault(key, place))
            parent[max(one, other)] = min(one, other)
    groups: dict[int, list[int]] = {}
    for place in range(len(keys)):
        groups.setdefault(find(place), []).append(place)
    return list(groups.values())


__all__ = ["End", "Root", "grouped", "joined"]
