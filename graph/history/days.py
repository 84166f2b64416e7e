"""The day that a date stands for when it is asked what was known: its last, for then all of it was."""

from datetime import date
from typing import Final

from ...ontology.dates import bounds
from ...ontology.errors import DateError

_EXPECTED: Final = "write 2023, 2023-07 or 2023-07-04"


def last_day(asked: str | date) -> date:
    """The day that is meant by a date of any precision.

    Args:
        asked: A year, a month or a day in EDTF, or a date.

    Raises:
        DateError: If it is no date, or an interval, whose end would be a guess.

    >>> last_day("2023-06")
    datetime.date(2023, 6, 30)
    """
    if isinstance(asked, date):
        return date(asked.year, asked.month, asked.day)  # a datetime is a date too, and compares with none
    written = asked.strip()
    if "/" in written:
        raise DateError(f"'{written}' is an interval, and one day is meant here; {_EXPECTED}")
    try:
        day = bounds(written)[1]
    except ValueError as error:
        raise DateError(f"{str(error).partition(';')[0]}; {_EXPECTED}") from error
    if day is None:
        raise DateError(f"'{written}' has no last day; {_EXPECTED}")
    return day


def in_order(before: str | date, after: str | date) -> tuple[date, date]:
    """The days that two dates mean, of which the second may not lie before the first.

    Raises:
        DateError: If it does, or if one is no date.
    """
    first, second = last_day(before), last_day(after)
    if second < first:
        raise DateError(f"{before} is after {after}; name the earlier day first")
    return first, second


__all__ = ["in_order", "last_day"]
