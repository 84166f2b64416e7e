"""Open ends reach to the day on which they were said; where days do not tell, the verdict says that it is undated."""

from __future__ import annotations

from typing import Any

import pytest

from tests.comparisons import said, told

SENT: dict[str, Any] = {"subject": "china", "action": "delivers", "object": "drones"}
SINCE = "2022-02/.."

CASES = {
    "affirmed before it is denied": (SINCE, "2023-01", SINCE, "2023-06", "contradicts", "scope", False),
    "affirmed after it was denied": (
        SINCE,
        "2023-06",
        SINCE,
        "2023-01",
        "qualifies",
        "narrower-denial",
        False,
    ),
    "on one day": (SINCE, "2023-06-01", SINCE, "2023-06-01", "contradicts", "polarity", False),
    "in one year": (SINCE, "2023", SINCE, "2023", "contradicts", "polarity", True),
    "no dates": (SINCE, "", SINCE, "", "contradicts", "polarity", True),
    "one date": (SINCE, "2023-06", SINCE, "", "contradicts", "polarity", True),
    "closed and reached": ("2022-05", "", SINCE, "2023-06", "contradicts", "scope", False),
    "closed and not dated": ("2022-05", "", SINCE, "", "contradicts", "scope", True),
    "closed and later than said": ("2024", "2025", SINCE, "2023-06", "none", "out-of-scope", False),
    "a year told of in May": ("2023", "2023-05", SINCE, "2023-06", "contradicts", "scope", False),
    "a year told of when over": ("2023", "2024-02", SINCE, "2023-06", "undetermined", "period", False),
    "open and stopped": (SINCE, "2022-06", "2022", "", "contradicts", "scope", False),
    "open and within": ("2022-02/..", "2022-06", "2022-01/2022-12", "", "contradicts", "scope", False),
    "open past a closed end": (
        "2022-02/..",
        "2024",
        "2022-02/2022-12",
        "",
        "qualifies",
        "narrower-denial",
        False,
    ),
    "open against closed, no dates": (SINCE, "", "2022-02/2022-12", "", "qualifies", "narrower-denial", True),
    "open beginning": ("../2020", "", "../2021", "", "contradicts", "scope", False),
    "before it began": ("2021", "", SINCE, "", "none", "out-of-scope", False),
    "beginning not known": ("/2023", "", "2024", "", "none", "out-of-scope", False),
    "the same end not known": ("2022-02/", "", "2022-02/", "", "undetermined", "period", False),
    "no period": ("", "", "", "", "contradicts", "polarity", False),
}


@pytest.mark.parametrize(
    ("period", "made", "other", "denied", "kind", "reason", "undated"), CASES.values(), ids=CASES
)
def test_a_period_is_met(
    period: str, made: str, other: str, denied: str, kind: str, reason: str, *, undated: bool
) -> None:
    """Each with when it was affirmed and when it was denied."""
    one = said("affirms", made=made, **SENT, **({"period": period} if period else {}))
    two = said("denies", made=denied, **SENT, **({"period": other} if other else {}))
    found = told(one, two)
    assert (found.kind, found.reason, found.undated) == (kind, reason, undated)


def test_a_prediction_is_not_bounded_by_its_own_day() -> None:
    """Who predicts for 2023 in May does not speak of 2023 up to May."""
    from dataclasses import replace

    one = said("affirms", made="2023-05", period="2023", **SENT)
    denied = said("denies", made="2023-06-01", period=SINCE, **SENT)
    assert told(one, denied).reason == "scope"
    assert told(replace(one, predicts=True), denied).reason == "period"


def test_the_publication_of_its_report_bounds_when_a_statement_was_made() -> None:
    """It was made by then at the latest."""
    from dataclasses import replace

    one = replace(said("affirms", period=SINCE, **SENT), known_by=738600)
    denied = replace(said("denies", period=SINCE, **SENT), made_from=738700, made_to=738700)
    assert told(one, denied).undated is False
    assert told(replace(one, known_by=None), denied).undated is True
