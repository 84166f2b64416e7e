"""Relations between numbered things as two arrays: the items of each row one after another, and where each row begins.

This is the compressed sparse row form: row ``i`` holds ``items[start[i] : start[i + 1]]``, in ascending order and each
once. A relation of a million things and two million pairs takes 16 MB, and its neighbours are found without a search.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator

Ints: TypeAlias = NDArray[np.integer[Any]]
Mask: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """A relation by rows, read-only.

    Attributes:
        start: int64, one more than there are rows; ascending from 0.
        items: int32, the rows one after another.

    >>> rows = Rows.of(3, np.array([0, 0, 2, 0]), np.array([2, 1, 0, 2]))
    >>> [row.tolist() for row in rows]
    [[1, 2], [], [0]]
    """

    start: NDArray[np.int64]
    items: NDArray[np.int32]

    @classmethod
    def of(cls, size: int, left: Ints, right: Ints) -> Rows:
        """The pairs ``(left[k], right[k])``, each kept once.

        Args:
            size: How many things there are; every number is below it.
            left: The row of each pair.
            right: The item of each pair.
        """
        # One number a pair sorts several times faster than pairs do.
        keys = left.astype(np.int64) * size + right
        keys.sort()
        if len(keys):
            keys = keys[np.concatenate((np.ones(1, dtype=np.bool_), keys[1:] != keys[:-1]))]
        rows = keys // max(size, 1)
        return cls.sealed(size, rows, (keys - rows * size).astype(np.int32))

    @classmethod
    def sealed(cls, size: int, rows: Ints, items: NDArray[np.int32]) -> Rows:
        """The pairs ``(rows[k], items[k])`` as they are, which must be in order and different; the items are kept."""
        start = np.zeros(size + 1, dtype=np.int64)
        np.cumsum(np.bincount(rows, minlength=size), out=start[1:])
        start.flags.writeable = items.flags.writeable = False
        return cls(start, items)

    def turned(self) -> Rows:
        """The same pairs seen from the other end."""
        order = np.argsort(self.items, kind="stable")
        return self.sealed(len(self), self.items[order], self.lefts()[order].astype(np.int32))

    def lefts(self) -> NDArray[np.int64]:
        """The row of each item."""
        return np.repeat(np.arange(len(self), dtype=np.int64), self.lengths())

    def lengths(self) -> NDArray[np.int64]:
        """How many items each row has."""
        return np.diff(self.start)

    def of_rows(self, rows: Ints) -> NDArray[np.int32]:
        """The items of several rows, one row after another."""
        first = self.start[rows]
        counts = self.start[rows + 1] - first
        before = np.cumsum(counts) - counts
        return self.items[np.repeat(first - before, counts) + np.arange(int(counts.sum()))]

    def __len__(self) -> int:
        return len(self.start) - 1

    def __iter__(self) -> Iterator[NDArray[np.int32]]:
        for row in range(len(self)):
            yield self[row]

    def __getitem__(self, row: int) -> NDArray[np.int32]:
        return self.items[self.start[row] : self.start[row + 1]]


def distinct(numbers: NDArray[np.int32]) -> NDArray[np.int32]:
    """The numbers in ascending order, each once; quicker on short arrays than numpy's own."""
    found = np.sort(numbers)
    if len(found) > 1:
        found = found[np.concatenate((np.ones(1, dtype=np.bool_), found[1:] != found[:-1]))]
    return found
