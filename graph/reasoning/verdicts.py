"""What comparison found, as columns: which statement does what to which, for what reason, in which slot.

Comparison gives verdicts one by one; here they stand by number, so that they are kept beside the index, taken over into
the next generation, and found by statement at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Self

import numpy as np

from ...ontology.derived import DECIDERS, VerdictKind
from ..arrays import Lists, Strings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from ..arrays import Bools, Bytes, Ints
    from ..comparison.verdicts import Verdict
    from ..index.index import Index

SLOTS: Final = ("", *DECIDERS)
"""Slots by the number that stands for them; the first says that no one slot decided."""
KINDS: Final = tuple(VerdictKind)
CONTRADICTS: Final = KINDS.index(VerdictKind.CONTRADICTS)
"""Its place among the kinds."""


@dataclass(frozen=True, slots=True)
class Found:
    """One verdict: "by the rule on scope, the denial contradicts the headline, its period being assumed".

    Attributes:
        start: The statement that does it, by number; for a symmetric verdict, the first of the two.
        end: The statement that it is done to.
        kind: What the rules say.
        reason: Its code, such as ``narrower-denial``.
        slot: The slot that decided; empty if none did.
        weak: A likelihood was counted in.
        non_responsive: The denial misses the affirmation by exactly one slot.
        undated: Open ends of periods were taken to be equal, since no dates order them.
        assumed: The slots that one of the claims only inherits.
        sentence: It in words.
    """

    start: int
    end: int
    kind: VerdictKind
    reason: str
    slot: str
    weak: bool
    non_responsive: bool
    undated: bool
    assumed: tuple[str, ...]
    sentence: str

    def renumbered(self, numbers: NDArray[np.int64]) -> Found:
        """The same, its statements having other numbers."""
        return replace(self, start=int(numbers[self.start]), end=int(numbers[self.end]))


@dataclass(frozen=True, slots=True, eq=False)
class Verdicts:
    """Verdicts in the order of their statements, smaller number first.

    Attributes:
        start: Of each, the statement that does it; likewise ``end``.
        kind: Place in :data:`KINDS`.
        reason: Place in ``codes``.
        slot: Place in :data:`SLOTS`.
        marks: 1 weak, 2 non-responsive, 4 undated.
        assumed: A bit for each slot that was assumed.
        codes: The reasons that occur.
        sentences: Each in words.
    """

    start: Ints
    end: Ints
    kind: Bytes
    reason: Bytes
    slot: Bytes
    marks: Bytes
    assumed: Bytes
    codes: Strings
    sentences: Strings

    @classmethod
    def of(cls, found: Iterable[Found]) -> Self:
        """Keep these, each pair once."""
        pairs: dict[tuple[int, int], Found] = {}
        for one in found:
            pairs.setdefault((min(one.start, one.end), max(one.start, one.end)), one)
        ordered = [pairs[pair] for pair in sorted(pairs)]
        codes = sorted({one.reason for one in ordered})
        place = {code: number for number, code in enumerate(codes)}

        def bytes_(values: Iterable[int]) -> NDArray[np.uint8]:
            return np.fromiter(values, np.uint8, len(ordered))

        return cls(
            start=np.fromiter((one.start for one in ordered), np.int32, len(ordered)),
            end=np.fromiter((one.end for one in ordered), np.int32, len(ordered)),
            kind=bytes_(KINDS.index(one.kind) for one in ordered),
            reason=bytes_(place[one.reason] for one in ordered),
            slot=bytes_(SLOTS.index(one.slot) for one in ordered),
            marks=bytes_(one.weak | one.non_responsive << 1 | one.undated << 2 for one in ordered),
            assumed=bytes_(sum(1 << SLOTS.index(slot) - 1 for slot in one.assumed) for one in ordered),
            codes=Strings.of(codes),
            sentences=Strings.of(one.sentence for one in ordered),
        )

    def __len__(self) -> int:
        return len(self.start)

    def at(self, number: int) -> Found:
        """One verdict."""
        marks, assumed = int(self.marks[number]), int(self.assumed[number])
        return Found(
            start=int(self.start[number]),
            end=int(self.end[number]),
            kind=KINDS[self.kind[number]],
            reason=self.codes.text(int(self.reason[number])),
            slot=SLOTS[self.slot[number]],
            weak=bool(marks & 1),
            non_responsive=bool(marks & 2),
            undated=bool(marks & 4),
            assumed=tuple(slot for place, slot in enumerate(SLOTS[1:]) if assumed >> place & 1),
            sentence=self.sentences.text(number),
        )

    def __iter__(self) -> Iterator[Found]:
        return (self.at(number) for number in range(len(self)))

    def contradictions(self) -> Iterator[tuple[int, int]]:
        """The pairs of statements that contradict each other."""
        chosen = self.kind == CONTRADICTS
        return zip(self.start[chosen].tolist(), self.end[chosen].tolist(), strict=True)

    def by_statement(self, statements: int) -> Lists:
        """Which verdicts each statement is an end of."""
        numbers = np.arange(len(self), dtype=np.int32)
        ends, verdicts = np.concatenate([self.start, self.end]), np.concatenate([numbers, numbers])
        grouped = Lists.grouping(ends, statements)
        return Lists(grouped.start, verdicts[grouped.items])

    def where(self, chosen: Bools) -> Iterator[Found]:
        """Those of which a mark is set."""
        return (self.at(int(number)) for number in np.flatnonzero(chosen))


def found(index: Index, verdict: Verdict) -> Found:
    """A verdict of comparison, by number.

    Raises:
        KeyError: If the index does not hold one of its statements.
    """
    start, end = index.statements.iri.find(verdict.start), index.statements.iri.find(verdict.end)
    if start is None or end is None:
        raise KeyError(verdict.start if start is None else verdict.end)
    return Found(
        start=start,
        end=end,
        kind=VerdictKind(verdict.kind),
        reason=verdict.reason,
        slot=verdict.slot or "",
        weak=verdict.strength == "weak",
        non_responsive=verdict.non_responsive,
        undated=verdict.undated,
        assumed=tuple(verdict.assumed),
        sentence=verdict.sentence,
    )
