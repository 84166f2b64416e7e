"""Open ends reach to the day on which they were said; where days do not tell, the verdict says that it is undated."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.comparisons import said, told

SENT: dict[str, Any] = {"subject": "china", "action": "delivers", "object": "drones"}
SINCE = "2022-02/.."

CASES = {
    "affirmed before it is denied": (SINCE, "2023-01", SINCE, "2023-06", "contradicts scope"),
    "affirmed after it was denied": (SINCE, "2023-06", SINCE, "2023-01", "qualifies narrower-denial"),
    "on one day": (SINCE, "2023-06-01", SINCE, "2023-06-01", "contradicts polarity"),
    "in one year": (SINCE, "2023", SINCE, "2023", "contradicts polarity undated"),
    "no dates": (SINCE, "", SINCE, "", "contradicts polarity undated"),
    "one date": (SINCE, "2023-06", SINCE, "", "contradicts polarity undated"),
    "closed and reached": ("2022-05", "", SINCE, "2023-06", "contradicts scope"),
    "closed and not dated": ("2022-05", "", SINCE, "", "contradicts scope undated"),
    "closed, beginning alike, and not dated": ("2022-02", "", SINCE, "", "contradicts scope undated"),
    "closed and later than said": ("2024", "2025", SINCE, "2023-06", "none out-of-scope"),
    "a year told of in May": ("2023", "2023-05", SINCE, "2023-06", "contradicts scope"),
    "a year told of when over": ("2023", "2024-02", SINCE, "2023-06", "undetermined period"),
    "open and stopped": (SINCE, "2022-06", "2022", "", "contradicts scope"),
    "open and within": ("2022-02/..", "2022-06", "2022-01/2022-12", "", "contradicts scope"),
    "open past a closed end": ("2022-02/..", "2024", "2022-02/2022-12", "", "qualifies narrower-denial"),
    "open against closed, no dates": (SINCE, "", "2022-02/2022-12", "", "qualifies narrower-denial undated"),
    "open beginning": ("../2020", "", "../2021", "", "contradicts scope"),
    "before it began": ("2021", "", SINCE, "", "none out-of-scope"),
    "beginning not known": ("/2023", "", "2024", "", "none out-of-scope"),
    "the same end not known": ("2022-02/", "", "2022-02/", "", "undetermined period"),
    "no period": ("", "", "", "", "contradicts polarity"),
}


@pytest.mark.parametrize(("affirmed", "made", "denied", "said_on", "expected"), CASES.values(), ids=CASES)
def test_a_period_is_met(*, affirmed: str, made: str, denied: str, said_on: str, expected: str) -> None:
    """Each with when it was affirmed and when it was denied."""
    one: dict[str, Any] = SENT | ({"period": affirmed} if affirmed else {})
    two: dict[str, Any] = SENT | ({"period": denied} if denied else {})
    found = told(said("affirms", made=made, **one), said("denies", made=said_on, **two))
    assert f"{found.kind} {found.reason}{' undated' if found.undated else ''}" == expected


def test_a_prediction_is_not_bounded_by_its_own_day() -> None:
    """Who predicts for 2023 in May does not speak of 2023 up to May."""
    one = said("affirms", made="2023-05", period="2023", **SENT)
    denied = said("denies", made="2023-06-01", period=SINCE, **SENT)
    assert told(one, denied).reason == "scope"
    assert told(replace(one, predicts=True), denied).reason == "period"


def test_the_publication_of_its_report_bounds_when_a_statement_was_made() -> None:
    """It was made by then at the latest."""
    one = replace(said("affirms", period=SINCE, **SENT), known_by=738600)
    denied = replace(said("denies", period=SINCE, **SENT), made_from=738700, made_to=738700)
    assert told(one, denied).undated is False
    assert told(replace(one, known_by=None), denied).undated is True
