"""Dates as sources give them: what is read, what is refused, and which days they cover."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from claimgraph.ontology.dates import Edtf, EdtfDate, bounds

days = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
qualifiers = st.sampled_from(["", "?", "~", "%"])


@given(days, qualifiers)
def test_a_day_covers_itself(day: date, qualifier: str) -> None:
    """A qualifier says that the source is unsure, not by how much."""
    assert bounds(day.isoformat() + qualifier) == (day, day)


@given(days, qualifiers)
def test_a_month_covers_its_days_and_a_year_its_months(day: date, qualifier: str) -> None:
    """February has as many days as that year gives it."""
    first, last = day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    assert bounds(f"{day.year:04d}-{day.month:02d}{qualifier}") == (first, last)
    assert bounds(f"{day.year:04d}{qualifier}") == (date(day.year, 1, 1), date(day.year, 12, 31))


@given(days, days)
def test_an_interval_covers_all_between_its_ends(one: date, other: date) -> None:
    """From the first day of its beginning to the last day of its end."""
    first, last = sorted((one, other))
    assert bounds(f"{first}/{last}") == (first, last)
    assert bounds(f"{first.year:04d}/{last.year:04d}") == (date(first.year, 1, 1), date(last.year, 12, 31))


@given(days, st.sampled_from(["", ".."]))
def test_an_open_or_unknown_end_has_no_day(day: date, end: str) -> None:
    """Nothing is filled in."""
    assert bounds(f"{day}/{end}") == (day, None)
    assert bounds(f"{end}/{day}") == (None, day)


@pytest.mark.parametrize(
    "text", ["2000-02-29", "2024-02-29", "1904-02-29", "0001-01-01", "9999-12-31", "2023/2023"]
)
def test_days_that_exist_are_read(text: str) -> None:
    """Leap years by the Gregorian rule, and the first and last days there are."""
    assert bounds(text)[0] is not None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1900-02-29", "has no day 29: that month has 28"),
        ("2023-02-29", "has no day 29: that month has 28"),
        ("2023-04-31", "has no day 31: that month has 30"),
        ("2023-13", "has no month 13"),
        ("2023-00-01", "has no month 00"),
        ("2023-01-00", "has no day 00"),
        ("0000", "is in year 0"),
        ("2023/2022", "ends before it begins"),
        ("2023-07-02/2023-07-01", "ends before it begins"),
        ("../..", "is not an interval, nor a date"),
        ("/", "is not an interval, nor a date"),
        ("2022/2023/2024", "is not an interval, nor a date"),
        ("2023-7", "is not a date"),
        ("23", "is not a date"),
        ("-0044", "is not a date"),
        ("2023-21", "has no month 21"),
        ("202X", "is not a date"),
        ("2023-07-04T10:00", "is not a date"),
        ("2023 ", "is not a date"),
        ("٢٠٢٣", "is not a date"),
        ("2023-07-04?~", "is not a date"),
        ("", "is not a date"),
        ("July 2023", "is not a date"),
        ("2023\n", "is not a date"),
    ],
)
def test_what_is_no_date_is_refused_with_what_to_write(text: str, reason: str) -> None:
    """Impossible days, seasons, times, other digits and other calendars are errors, never mended."""
    with pytest.raises(ValueError, match="'") as caught:
        bounds(text)
    assert reason in str(caught.value)


def test_where_one_date_is_wanted_an_interval_is_refused() -> None:
    """A statement is made on a date; a claim's period may be an interval."""
    assert TypeAdapter(Edtf).validate_python("2022/2023") == "2022/2023"
    with pytest.raises(ValidationError, match="is an interval, and one date is wanted here"):
        TypeAdapter(EdtfDate).validate_python("2022/2023")


def test_a_date_is_kept_as_it_was_written() -> None:
    """Its precision and its qualifier are the source's."""
    for text in ("2023", "2023-07?", "2023-07-04%", "2022-02/", "../2023~"):
        assert TypeAdapter(Edtf).validate_python(text) == text


@given(st.text(max_size=12) | st.from_regex(r"[0-9]{4}(-[0-9]{2}){0,2}/?[0-9.~?%]{0,6}", fullmatch=True))
def test_any_text_is_a_date_or_one_plain_error(text: str) -> None:
    """Nothing but a ValueError of ours comes out, and a date has at least one end."""
    try:
        first, last = bounds(text)
    except ValueError:
        return
    assert first is not None or last is not None
