"""In which order blocks fill columns, so that lines between related ones run short.

The search is a plain hill-climb over swaps and moves. It uses no randomness, so that the same graph always gives the
same picture, and is left out above a size where it would be felt: the order by connection stands alone there. It finds
a good order, not the best one, which is as hard to find as the shortest tour.
"""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Ties = Mapping[tuple[int, int], float]

SEARCHED: Final = 60
"""Up to this many blocks, every pair is tried; beyond, only near ones, and past four times as many, none."""

_ROUNDS: Final = 8
_FAR: Final = 380.0
_NEXT: Final = 70.0


def dealt(heights: Sequence[float], count: int, *, gap: float) -> list[list[tuple[int, float, float]]]:
    """Deal blocks into columns in order: for each column, (position, top, bottom) of its blocks.

    A column ends where the running total passes its share, so that the last one is left neither short nor long.

    >>> dealt([10, 10, 10, 10], 2, gap=2)
    [[(0, 0.0, 10.0), (1, 12.0, 22.0)], [(2, 0.0, 10.0), (3, 12.0, 22.0)]]
    """
    total = sum(heights) + gap * len(heights)
    columns: list[list[tuple[int, float, float]]] = [[]]
    used, y = 0.0, 0.0
    for position, height in enumerate(heights):
        if columns[-1] and len(columns) < count and used + height / 2 > total * len(columns) / count:
            columns.append([])
            y = 0.0
        columns[-1].append((position, y, y + height))
        y += height + gap
        used += height + gap
    return columns


def ordered(heights: Sequence[float], ties: Ties, count: int, *, gap: float) -> list[int]:
    """Find an order of blocks in which tied ones stand near each other.

    Args:
        heights: The height of each block.
        ties: How strongly two blocks, by their numbers, want to be near.
        count: How many columns they fill.
        gap: The space between two blocks of a column.

    >>> ordered([10, 10, 10], {(0, 2): 1.0}, 1, gap=0)
    [0, 2, 1]
    """
    order = by_connection(len(heights), ties)
    reach = len(order) if len(order) <= SEARCHED else 6 if len(order) <= 4 * SEARCHED else 0
    run = _Run(heights, ties, count, gap)
    best = run.length(order)
    for _ in range(_ROUNDS if ties else 0):
        before = best
        for i in range(len(order)):
            for j in range(i + 1, min(len(order), i + 1 + reach)):
                best = _tried(order, (i, j), run, best)
        if best >= before - 1e-9:
            break
    return order


def _tried(order: list[int], pair: tuple[int, int], run: _Run, best: float) -> float:
    """Swap two blocks, or move the later one before the earlier one, if either shortens the lines."""
    i, j = pair
    order[i], order[j] = order[j], order[i]
    if (length := run.length(order)) < best - 1e-9:
        return length
    order[i], order[j] = order[j], order[i]
    if j > i + 1:
        order.insert(i, order.pop(j))
        if (length := run.length(order)) < best - 1e-9:
            return length
        order.insert(j, order.pop(i))
    return best


class _Run:
    """How far the lines run: down a column is cheap, to the next one fair, across others dear."""

    def __init__(self, heights: Sequence[float], ties: Ties, count: int, gap: float) -> None:
        self._heights = list(heights)
        self._gap = gap
        self._ties = [(a, b, weight) for (a, b), weight in sorted(ties.items())]
        total = sum(heights) + gap * len(heights)
        self._shares = [total * share / count for share in range(1, count)]
        self._apart = [0.0, *(_NEXT + _FAR * further for further in range(count))]
        self._column = [0] * len(heights)
        self._middle = [0.0] * len(heights)

    def length(self, order: Sequence[int]) -> float:
        """The length of all lines in one order, on the columns that :func:`dealt` gives, without building those."""
        heights, gap, shares = self._heights, self._gap, self._shares
        column, middle = self._column, self._middle
        number, last = 0, len(shares)
        used = y = 0.0
        for index in order:
            half = heights[index] / 2
            if y and number < last and used + half > shares[number]:
                number += 1
                y = 0.0
            column[index] = number
            middle[index] = y + half
            y += half + half + gap
            used += half + half + gap
        apart = self._apart
        return sum(
            weight * (abs(middle[a] - middle[b]) + apart[abs(column[a] - column[b])])
            for a, b, weight in self._ties
        )


def by_connection(count: int, ties: Ties) -> list[int]:
    """The largest group of connected blocks first; in each, from its most connected block outwards.

    >>> by_connection(4, {(1, 2): 1.0, (2, 3): 2.0})
    [2, 3, 1, 0]
    """
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for (a, b), weight in ties.items():
        near[a][b] = near[b][a] = weight
    degree = [sum(near[index].values()) for index in range(count)]
    seen: set[int] = set()
    groups: list[list[int]] = []
    for start in sorted(range(count), key=lambda index: (-degree[index], index)):
        if start in seen:
            continue
        seen.add(start)
        group, queue = [], deque([start])
        while queue:
            group.append(here := queue.popleft())
            for there in sorted(near[here], key=lambda index: (-near[here][index], index)):
                if there not in seen:
                    seen.add(there)
                    queue.append(there)
        groups.append(group)
    groups.sort(key=lambda group: -len(group))
    return [index for group in groups for index in group]
