"""The grounded labelling: what must be accepted, what must be rejected, and what is left open.

An argument is *in* if all its attackers are *out* (so one that nobody attacks is in), *out* if one of its attackers is
in, and *undecided* if neither follows. This is the least of the complete labellings; it always exists and there is one
(Dung 1995, theorem 25; as labels, M. Caminada, "On the issue of reinstatement in argumentation", JELIA 2006,
https://doi.org/10.1007/11853886_11).

Each argument keeps count of its attackers that are not out yet. When the count reaches nought the argument is in, and
what it attacks is out; each argument falls once and each attack is looked at once, so the time is O(n + m) for n
arguments and m attacks, and the memory O(n) beside the framework (S. Nofal, K. Atkinson, P. E. Dunne, "Computing
grounded extensions of abstract argumentation frameworks", The Computer Journal 64 (2021),
https://doi.org/10.1093/comjnl/bxz138).

Without numba, all arguments that fall at the same time are handled as arrays. That is quick while they are many, and
wasteful on long chains, where one falls after another; after some such rounds the rest is done by the plain worklist,
so that a chain costs no more than its length.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..arrays import distinct
from ..compiling import chosen, compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .framework import Framework

UNDEC: Final = 0
IN: Final = 1
OUT: Final = 2
LABELS: Final = ("undec", "in", "out")
"""The labels' names, by their values."""

_SMALL: Final = 5_000
"""Arguments and attacks up to which a plain worklist is quickest."""
_FEW: Final = 256
"""Arguments that are too few at a time for arrays."""
_PATIENCE: Final = 200
"""Rounds of few after which arrays are given up."""


def grounded(framework: Framework, *, fast: bool | None = None) -> NDArray[np.uint8]:
    """Label every argument ``IN``, ``OUT`` or ``UNDEC``.

    Args:
        framework: Any framework, of any size.
        fast: True needs numba, False does without, None takes it where it is installed and pays.

    Returns:
        A label for each argument, read-only.

    Raises:
        MissingExtraError: If numba is asked for and not installed.

    >>> from claimgraph.graph.frameworks.framework import Framework
    >>> chain = Framework.from_pairs([("a", "b"), ("b", "c"), ("d", "d")])
    >>> [LABELS[label] for label in grounded(chain)]
    ['in', 'out', 'in', 'undec']
    """
    size = len(framework) + framework.attacks
    left = framework.attackers.lengths.astype(np.int32)
    first = np.flatnonzero(left == 0).astype(np.int32)
    if chosen(fast, size):
        labels = np.zeros(len(framework), dtype=np.uint8)
        queue = np.empty(len(framework), dtype=np.int32)
        queue[: len(first)] = first
        labels[first] = IN
        rows = framework.attacked
        compiled(_follow)(rows.start, rows.items, left, labels, queue, len(first))
    else:
        labels = np.zeros(len(framework), dtype=np.uint8)
        if size > _SMALL:
            first = _in_rounds(framework, left, labels, first)
        if len(first):
            labels = _one_by_one(framework, left, labels, first)
    labels.flags.writeable = False
    return labels


def _follow(start: Any, items: Any, left: Any, labels: Any, queue: Any, tail: Any) -> None:
    """Let every argument fall that must; the first ``tail`` of the queue are in, and what they attack is not told."""
    head = 0
    while head < tail:
        argument = queue[head]
        head += 1
        for place in range(start[argument], start[argument + 1]):
            beaten = items[place]
            if labels[beaten] == 0:
                labels[beaten] = 2
                for other in range(start[beaten], start[beaten + 1]):
                    freed = items[other]
                    left[freed] -= 1
                    if left[freed] == 0 and labels[freed] == 0:
                        labels[freed] = 1
                        queue[tail] = freed
                        tail += 1


def _in_rounds(
    framework: Framework, left: NDArray[np.int32], labels: NDArray[np.uint8], first: NDArray[np.int32]
) -> NDArray[np.int32]:
    """Let all that can fall at once; gives those at which it was given up, which are not labelled yet."""
    rows, size, patience = framework.attacked, len(framework), _PATIENCE
    while len(first) and patience:
        patience -= len(first) < _FEW
        labels[first] = IN
        beaten = rows.take(first).items
        beaten = distinct(beaten[labels[beaten] == UNDEC])
        labels[beaten] = OUT
        freed = rows.take(beaten).items
        if len(freed) * 8 > size:
            left -= np.bincount(freed, minlength=size).astype(np.int32)
        else:
            np.subtract.at(left, freed, 1)
        first = distinct(freed[(left[freed] == 0) & (labels[freed] == UNDEC)])
    return first


def _one_by_one(
    framework: Framework, left: NDArray[np.int32], labels: NDArray[np.uint8], first: NDArray[np.int32]
) -> NDArray[np.uint8]:
    """The worklist in plain Python, on lists: these are read several times faster than arrays, item by item."""
    labels[first] = IN
    plain, queue = bytearray(labels), first.tolist()
    tail = len(queue)
    queue += [0] * (len(framework) - tail)
    rows = framework.attacked
    _follow(rows.start.tolist(), rows.items.tolist(), left.tolist(), plain, queue, tail)
    return np.frombuffer(plain, dtype=np.uint8).copy()
