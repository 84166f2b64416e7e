"""Dates as sources give them: a year, a month, a day, or an interval, in EDTF, never filled in.

The subset read is EDTF level 0 and 1 (https://www.loc.gov/standards/datetime/): ``2023``, ``2023-07``,
``2023-07-04``, each with ``?`` (uncertain), ``~`` (approximate) or ``%`` (both) behind it, and intervals
``2022-02/2023-07``, ``2022-02/..`` (open) and ``2022-02/`` (end unknown). Times of day, seasons and unspecified
digits are refused with a message that says what to write instead.
"""

import calendar
import re
from datetime import date
from typing import Annotated, Final

from pydantic import AfterValidator, Field

_POINT: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%]?)", re.ASCII)
_MONTHS: Final = 12
_EXPECTED: Final = "write 2023, 2023-07, 2023-07-04 or an interval such as 2022-02/.."


def _point(text: str) -> tuple[date, date]:
    """The first and the last day that a single date covers."""
    match = _POINT.fullmatch(text)
    if match is None:
        raise ValueError(f"'{text}' is not a date; {_EXPECTED}")
    year, month, day = int(match[1]), match[2], match[3]
    if year == 0:
        raise ValueError(f"'{text}' is in year 0, which no calendar here has; {_EXPECTED}")
    if month is not None and not 1 <= int(month) <= _MONTHS:
        raise ValueError(f"'{text}' has no month {month}; {_EXPECTED}")
    first_month, last_month = (int(month), int(month)) if month else (1, _MONTHS)
    days = calendar.monthrange(year, last_month)[1]
    if day is not None and not 1 <= int(day) <= days:
        raise ValueError(f"'{text}' has no day {day}: that month has {days}")
    return date(year, first_month, int(day or 1)), date(year, last_month, int(day or days))


def bounds(edtf: str) -> tuple[date | None, date | None]:
    """The first and the last day that a date or interval covers; None where an end is open or unknown.

    Qualifiers do not widen the bounds: they say that the source is unsure, not by how much.

    Raises:
        ValueError: If the text is not a date of the subset, or its interval ends before it begins.

    >>> bounds("2023-02")
    (datetime.date(2023, 2, 1), datetime.date(2023, 2, 28))
    >>> bounds("2022-02/..")
    (datetime.date(2022, 2, 1), None)
    """
    if "/" not in edtf:
        return _point(edtf)
    start, end, *rest = edtf.split("/")
    if rest or (start in ("", "..") and end in ("", "..")):
        raise ValueError(f"'{edtf}' is not an interval, nor a date; {_EXPECTED}")
    first = None if start in ("", "..") else _point(start)[0]
    last = None if end in ("", "..") else _point(end)[1]
    if first and last and first > last:
        raise ValueError(f"'{edtf}' ends before it begins; write the earlier date first")
    return first, last


def _checked(text: str) -> str:
    bounds(text)
    return text


def _checked_point(text: str) -> str:
    if "/" in text:
        bounds(text)  # what is no interval either is told so
        raise ValueError(
            f"'{text}' is an interval, and one date is wanted here; write 2023, 2023-07 or 2023-07-04"
        )
    _point(text)
    return text


Edtf = Annotated[str, AfterValidator(_checked), Field(examples=["2023", "2023-07", "2022-02/.."])]
"""A date of any precision or an interval, as written."""

EdtfDate = Annotated[str, AfterValidator(_checked_point), Field(examples=["2023", "2023-07", "2023-07-04"])]
"""A date of any precision; no interval."""
