"""Periods: which lies within which, where an open end reaches only as far as the day on which it was said.

"Since February 2022" said in May reaches to May. Where the days of the two statements cannot order two open ends, they
are equal, and the fit says ``undated``; so it does where an open end is taken to reach a closed one for want of a day.
An end that is not known (``2022-02/``) is no open one: nothing follows from it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from ...ontology.dates import bounds
from .fit import DISJOINT, EQUAL, Fit, Known, all_known, unstated


@dataclass(frozen=True, slots=True)
class Period:
    """A period by its first and last day, as proleptic ordinals, with the words that it was written in.

    Attributes:
        text: The date or interval in EDTF.
        start: Its first day; minus infinity if its beginning is open, None if it is not known.
        end: Its last day; None if it is open or not known.
        ongoing: Whether its end is open.
    """

    text: str
    start: float | None
    end: float | None
    ongoing: bool

    @classmethod
    def of(cls, edtf: str) -> Period:
        """Read a date or an interval that the ontology has accepted.

        >>> Period.of("2022-02/..").ongoing, Period.of("2022-02/").ongoing
        (True, False)
        """
        first, last = bounds(edtf)
        start: float | None = first.toordinal() if first else None
        if first is None and edtf.startswith(".."):
            start = -math.inf
        return cls(edtf, start, last.toordinal() if last else None, edtf.endswith("/.."))

    @property
    def key(self) -> tuple[float | None, float | None, bool]:
        """What makes two periods equal: their bounds, however they were written."""
        return self.start, self.end, self.ongoing


@dataclass(frozen=True, slots=True)
class When:
    """When a statement was made, as far as that is known.

    Attributes:
        earliest: The first day on which it can have been made; None if not known.
        latest: The last one; its report's publication bounds it too.
        predicts: Whether it speaks of what is to come, so that its own day bounds nothing.
    """

    earliest: int | None = None
    latest: int | None = None
    predicts: bool = False


UNDATED = When()


@dataclass(frozen=True, slots=True)
class _Span:
    """Where a period can begin and end: the first and the last possible day of each."""

    first_start: float
    last_start: float
    first_end: float
    last_end: float
    ongoing: bool
    sure: bool


def _span(period: Period, said: When, *, told: bool) -> _Span:
    """What a period covers when its statement was made then.

    Args:
        told: Whether a closed end stops at the statement's own day: who tells of "2023" in May tells of it up to May.
    """
    first_start = -math.inf if period.start is None else period.start
    if period.ongoing:
        floor = first_start if said.earliest is None else max(first_start, said.earliest)
        ceiling = math.inf if said.latest is None else max(first_start, said.latest)
        return _Span(first_start, first_start, floor, ceiling, ongoing=True, sure=period.start is not None)
    last_end = math.inf if period.end is None else period.end
    first_end = first_start if period.end is None else period.end
    last_start = last_end if period.start is None else period.start
    if told and not said.predicts and said.latest is not None and first_start <= said.latest < last_end:
        last_end = said.latest
        first_end = min(first_end, first_start if said.earliest is None else max(first_start, said.earliest))
    sure = period.start is not None and period.end is not None
    return _Span(first_start, last_start, first_end, last_end, ongoing=False, sure=sure)


def fit(first: Period | None, second: Period | None, said: When = UNDATED, other: When = UNDATED) -> Fit:
    """How one statement's period lies to another's.

    >>> fit(Period.of("2023-05"), Period.of("2023")).state
    'narrower'
    >>> since = Period.of("2022-02/..")
    >>> fit(since, since).undated, fit(since, since, When(latest=738000), When(earliest=738100)).undated
    (True, False)
    """
    if first is None or second is None:
        return unstated(first=first is not None, second=second is not None) or EQUAL
    one_open = first.ongoing != second.ongoing
    here, there = _span(first, said, told=one_open), _span(second, other, told=one_open)
    before, after = _before(here, there), _before(there, here)
    if before[0] or after[0]:
        return DISJOINT
    ends, back = _ends(here, there), _ends(there, here)
    within = all_known([_starts(here, there), ends[0]])
    contains = all_known([_starts(there, here), back[0]])
    return Fit(
        within=within,
        contains=contains,
        disjoint=None if before[0] is None or after[0] is None else False,
        reason="" if within else "period",
        undated=before[1] or after[1] or ends[1] or back[1],
    )


def _starts(first: _Span, second: _Span) -> Known:
    """Whether the first begins no earlier than the second."""
    if first.first_start >= second.last_start:
        return True
    return False if first.last_start < second.first_start else None


def _before(first: _Span, second: _Span) -> tuple[Known, bool]:
    """Whether the first is over before the second begins, and whether an open end was taken to reach it."""
    if first.last_end < second.first_start:
        return True, False
    if first.first_end >= second.last_start:
        return False, False
    return (False, True) if first.ongoing and first.sure and second.sure else (None, False)


def _ends(first: _Span, second: _Span) -> tuple[Known, bool]:
    """Whether the first ends no later than the second, and whether that was taken to be so for want of days."""
    if first.last_end <= second.first_end and (first.last_end < math.inf or second.ongoing):
        return True, False
    if first.first_end > second.last_end:
        return False, False
    if not (first.ongoing or first.last_end < math.inf) or not (second.ongoing or second.last_end < math.inf):
        return None, False
    if first.ongoing and second.ongoing:
        return True, not second.last_end <= first.first_end
    # An open end is taken to reach the closed one, and so does not stop before it.
    return (True, True) if second.ongoing else (False, True)
