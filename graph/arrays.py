"""The two shapes that large tables are made of: many texts in one buffer, and many lists in one array.

Both are a few numpy arrays, read-only once made, so that a file of them can be mapped into memory as it is. Lists are
compressed sparse rows: a relation of a million things and two million pairs takes 16 MB, and what a thing is related to
is found without a search.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Integers = NDArray[np.integer[Any]]
Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Bytes = NDArray[np.uint8]
Bools = NDArray[np.bool_]

_Number = TypeVar("_Number", bound=np.integer[Any])

_RUN = 16
"""Neighbours a run, on average, from which on runs are copied."""


def frozen(array: Array) -> Array:
    """The same array, which nobody can write to."""
    array.flags.writeable = False
    return array


def ranges(starts: Array, lengths: Array) -> Longs:
    """The numbers from each start on, as many as its length, one run after the other.

    >>> ranges(np.array([5, 0]), np.array([2, 3])).tolist()
    [5, 6, 0, 1, 2]
    """
    total = int(lengths.sum())
    ends = np.cumsum(lengths, dtype=np.int64)
    return np.arange(total, dtype=np.int64) + np.repeat(starts - (ends - lengths), lengths)


def starts_of(lengths: Array) -> Longs:
    """Where each of several runs begins, and where the last ends."""
    start = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=start[1:])
    return start


def distinct(numbers: NDArray[_Number]) -> NDArray[_Number]:
    """The numbers in ascending order, each once; quicker on short arrays than numpy's own."""
    found = np.sort(numbers)
    if len(found) > 1:
        found = found[np.concatenate((np.ones(1, np.bool_), found[1:] != found[:-1]))]
    return found


@dataclass(frozen=True, slots=True)
class Strings:
    """Texts by number.

    Attributes:
        offset: Where each begins in ``data``, and where the last ends.
        data: All of them in UTF-8, one after the other.

    >>> names = Strings.of(["a", "bc"])
    >>> len(names), names.text(1), names.find("bc"), names.find("b")
    (2, 'bc', 1, None)
    """

    offset: Longs
    data: Bytes

    @classmethod
    def of(cls, texts: Iterable[str | bytes]) -> Self:
        """Keep texts in the order given."""
        written = [text.encode() if isinstance(text, str) else text for text in texts]
        lengths = np.fromiter((len(text) for text in written), np.int64, len(written))
        data = np.frombuffer(b"".join(written), np.uint8)
        return cls(frozen(starts_of(lengths)), frozen(data))

    def __len__(self) -> int:
        return len(self.offset) - 1

    def raw(self, number: int) -> bytes:
        """One text as its bytes."""
        return self.data[self.offset[number] : self.offset[number + 1]].tobytes()

    def text(self, number: int) -> str:
        """One text."""
        return self.raw(number).decode()

    def raws(self) -> list[bytes]:
        """All of them as bytes."""
        data, offset = self.data.tobytes(), self.offset.tolist()
        return [data[start:end] for start, end in pairwise(offset)]

    def __iter__(self) -> Iterator[str]:
        return (text.decode() for text in self.raws())

    def place(self, text: bytes) -> int:
        """Where a text stands or would stand, if they are in the order of their bytes."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.raw(middle) < text:
                low = middle + 1
            else:
                high = middle
        return low

    def find(self, text: str) -> int | None:
        """The number of a text, if they are in the order of their bytes; None if it is not there."""
        wanted = text.encode()
        place = self.place(wanted)
        return place if place < len(self) and self.raw(place) == wanted else None

    def among(self, wanted: Iterable[str]) -> Bools:
        """Which of them are these, if they are in the order of their bytes.

        >>> Strings.of(["a", "b", "c"]).among(["c", "d"]).tolist()
        [False, False, True]
        """
        found = np.zeros(len(self), np.bool_)
        for text in wanted:
            number = self.find(text)
            if number is not None:
                found[number] = True
        return found

    def take(self, numbers: Array) -> "Strings":
        """These of them, in this order."""
        lengths = np.diff(self.offset)[numbers]
        breaks = np.flatnonzero(np.diff(numbers) != 1) + 1
        if len(numbers) and len(breaks) * _RUN < len(numbers):
            # Mostly neighbours: copied run by run, without a number for each byte.
            firsts, lasts = numbers[[0, *breaks]], numbers[[*(breaks - 1), -1]]
            runs = [
                self.data[self.offset[first] : self.offset[last + 1]]
                for first, last in zip(firsts, lasts, strict=True)
            ]
            return Strings(frozen(starts_of(lengths)), frozen(np.concatenate(runs)))
        where = ranges(self.offset[:-1][numbers], lengths)
        return Strings(frozen(starts_of(lengths)), frozen(self.data[where]))

    @staticmethod
    def joined(parts: Sequence["Strings"]) -> "Strings":
        """One after the other."""
        lengths = np.concatenate([np.zeros(0, np.int64), *(np.diff(part.offset) for part in parts)])
        data = np.concatenate([np.zeros(0, np.uint8), *(part.data for part in parts)])
        return Strings(frozen(starts_of(lengths)), frozen(data))


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists of numbers, one a row.

    Attributes:
        start: Where each row begins in ``items``, and where the last ends.
        items: All rows, one after the other.

    >>> Lists.from_rows([[3, 1], [], [2]]).of(0).tolist()
    [3, 1]
    """

    start: Longs
    items: Ints

    @classmethod
    def from_rows(cls, rows: Sequence[Sequence[int]]) -> Self:
        """Keep rows as they are."""
        lengths = np.fromiter((len(row) for row in rows), np.int64, len(rows))
        items = np.fromiter((item for row in rows for item in row), np.int32, int(lengths.sum()))
        return cls(frozen(starts_of(lengths)), frozen(items))

    @classmethod
    def from_pairs(cls, rows: int, left: Integers, right: Integers) -> Self:
        """The pairs ``(left[k], right[k])``, each kept once: in row ``left[k]`` stands ``right[k]``, ascending.

        Args:
            rows: How many rows there are; every number, of either kind, is below it.
            left: The row of each pair.
            right: The item of each pair.

        >>> [row.tolist() for row in Lists.from_pairs(3, np.array([0, 0, 2, 0]), np.array([2, 1, 0, 2]))]
        [[1, 2], [], [0]]
        """
        # One number a pair sorts several times faster than pairs do.
        keys = distinct(left.astype(np.int64) * rows + right)
        owners = keys // max(rows, 1)
        return cls.sorted_pairs(rows, owners, (keys - owners * rows).astype(np.int32))

    @classmethod
    def sorted_pairs(cls, rows: int, left: Integers, right: Ints) -> Self:
        """Pairs that are in the order of their rows, as they are; ``right`` is kept and can no longer be written to."""
        return cls(frozen(starts_of(np.bincount(left, minlength=rows))), frozen(right))

    @classmethod
    def grouping(cls, keys: Array, rows: int) -> Self:
        """Which positions of ``keys`` hold each number below ``rows``, ascending; negative keys are in no row."""
        order = np.argsort(keys, kind="stable")
        order = order[int(np.count_nonzero(keys < 0)) :]
        return cls.sorted_pairs(rows, keys[order], order.astype(np.int32))

    def __len__(self) -> int:
        return len(self.start) - 1

    def __iter__(self) -> Iterator[Ints]:
        return (self.of(row) for row in range(len(self)))

    def of(self, row: int) -> Ints:
        """One row."""
        return self.items[self.start[row] : self.start[row + 1]]

    @property
    def lengths(self) -> Longs:
        """How long each row is."""
        return np.diff(self.start)

    @property
    def owners(self) -> Ints:
        """The row of each item."""
        return np.repeat(np.arange(len(self), dtype=np.int32), self.lengths)

    def turned(self) -> "Lists":
        """The same pairs seen from the other end, where rows and items are numbers of the same things."""
        order = np.argsort(self.items, kind="stable")
        return self.sorted_pairs(len(self), self.items[order], self.owners[order])

    def take(self, rows: Array) -> "Lists":
        """These rows, in this order."""
        lengths = self.lengths[rows]
        where = ranges(self.start[:-1][rows], lengths)
        return Lists(frozen(starts_of(lengths)), frozen(self.items[where]))

    def renumbered(self, numbers: Array) -> "Lists":
        """The same rows with each item replaced by what stands at its number; negative ones are left out."""
        items = numbers[self.items].astype(np.int32)
        if not len(items) or items.min() >= 0:
            return Lists(self.start, frozen(items))
        kept = items >= 0
        lengths = np.bincount(self.owners[kept], minlength=len(self))
        return Lists(frozen(starts_of(lengths)), frozen(items[kept]))

    @staticmethod
    def joined(parts: Sequence["Lists"]) -> "Lists":
        """The rows of each, one after the other."""
        lengths = np.concatenate([np.zeros(0, np.int64), *(part.lengths for part in parts)])
        items = np.concatenate([np.zeros(0, np.int32), *(part.items for part in parts)])
        return Lists(frozen(starts_of(lengths)), frozen(items))


__all__ = [
    "Array",
    "Bools",
    "Bytes",
    "Integers",
    "Ints",
    "Lists",
    "Longs",
    "Strings",
    "distinct",
    "frozen",
    "ranges",
    "starts_of",
]
