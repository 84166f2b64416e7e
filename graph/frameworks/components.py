"""Parts of a framework that can be looked at one by one: strongly connected components, and parts without a link.

R. Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1 (1972), 146-160; without
recursion, so that a chain of any length passes. O(n + m) time, O(n) memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..arrays import Lists
from ..compiling import chosen, compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .framework import Framework


def strong_components(framework: Framework, *, fast: bool | None = None) -> list[NDArray[np.int64]]:
    """The sets of arguments that reach each other along attacks; what attacks a set stands before it.

    Args:
        framework: Any framework.
        fast: As for ``grounded``.

    Returns:
        Each argument in one set, in ascending order.

    >>> from claimgraph.graph.frameworks.framework import Framework
    >>> line = Framework.from_pairs([("a", "b"), ("b", "a"), ("b", "c")], "cab")
    >>> [one.tolist() for one in strong_components(line)]
    [[1, 2], [0]]
    """
    # Followed from the attacked to its attackers, components are finished attackers first.
    return _grouped(framework.attackers, fast=fast)


def separate_parts(framework: Framework, *, fast: bool | None = None) -> list[NDArray[np.int64]]:
    """The sets of arguments between which there is no attack at all, by their first arguments."""
    rows = framework.attacked
    left = rows.owners
    both = Lists.from_pairs(len(rows), np.concatenate((left, rows.items)), np.concatenate((rows.items, left)))
    return _grouped(both, fast=fast)


def _grouped(rows: Lists, *, fast: bool | None) -> list[NDArray[np.int64]]:
    size = len(rows)
    if chosen(fast, size + len(rows.items)):
        component = np.full(size, -1, dtype=np.int64)
        memory = [np.full(size, -1, dtype=np.int64) for _ in range(4)]
        count = compiled(_tarjan)(rows.start, rows.items, component, *memory, rows.start[:-1].copy())
    else:
        start = rows.start.tolist()
        plain: list[int] = [-1] * size
        place, low, path, waiting = ([-1] * size for _ in range(4))
        count = _tarjan(start, rows.items.tolist(), plain, place, low, path, waiting, start[:-1])
        component = np.array(plain, dtype=np.int64)
    order = np.argsort(component, kind="stable")
    return np.split(order, np.searchsorted(component[order], np.arange(1, count))) if count else []


def _tarjan(
    start: Any,
    items: Any,
    component: Any,
    place: Any,
    low: Any,
    path: Any,
    waiting: Any,
    cursor: Any,
) -> int:
    """Number the components, each after those that it leads to; all memory begins as -1, the cursor at the rows."""
    count, met, deep, held = 0, 0, 0, 0
    for root in range(len(component)):
        if place[root] != -1:
            continue
        path[0], deep = root, 1
        place[root] = low[root] = met
        met += 1
        waiting[held] = root
        held += 1
        while deep:
            here = path[deep - 1]
            if cursor[here] < start[here + 1]:
                there = items[cursor[here]]
                cursor[here] += 1
                if place[there] == -1:
                    place[there] = low[there] = met
                    met += 1
                    waiting[held] = there
                    held += 1
                    path[deep] = there
                    deep += 1
                elif component[there] == -1:
                    low[here] = min(low[here], place[there])
                continue
            deep -= 1
            if deep:
                low[path[deep - 1]] = min(low[path[deep - 1]], low[here])
            if low[here] == place[here]:
                while True:
                    held -= 1
                    component[waiting[held]] = count
                    if waiting[held] == here:
                        break
                count += 1
    return count
