"""Since when an item was public: its own date, else its carriers', else nobody knows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from claimgraph.graph.history.days import in_order, last_day
from claimgraph.graph.history.publicity import Known, Publicity
from claimgraph.ontology.errors import DateError
from tests.small import dossier, iri, said

if TYPE_CHECKING:
    from claimgraph.ontology.dossier import Dossier


def report(published: str | None = None, **more: object) -> dict[str, Any]:
    """A report, dated or not."""
    return {"kind": "report", **({"published": published} if published else {}), **more}


def day(held: Dossier, kind: str, slug: str, *others: Dossier) -> date | None:
    """Since when an item of a small dossier was public."""
    return Publicity([held, *others]).day(iri(kind, slug, held.dossier))


def test_a_statement_made_in_public_counts_from_its_own_date() -> None:
    """The last day of it, whatever was printed later."""
    held = dossier(
        said("a", "affirms", "c", in_="late", public=True, date="2023-03"),
        said("b", "affirms", "c", in_="late", date="2023-03"),
        sources={"late": report("2023-09-02")},
    )
    assert day(held, "statement", "s-a") == date(2023, 3, 31)
    assert day(held, "statement", "s-b") == date(2023, 9, 2)


def test_another_statement_counts_from_its_earliest_carrier_in_any_path() -> None:
    """Behind or before, in the first path or beside it."""
    held = dossier(
        said("a", "affirms", "c", in_="late", via=["early"]),
        said("b", "affirms", "c", in_="late", also=[{"in": "early"}]),
        sources={"late": report("2023-09"), "early": report("2023-02-03")},
    )
    publicity = Publicity([held])
    wanted = Known(date(2023, 2, 3), "carrier", iri("source", "early"))
    assert [publicity.known(iri("statement", slug)) for slug in ("s-a", "s-b")] == [wanted, wanted]


def test_a_carrier_without_a_date_has_that_of_its_carriers() -> None:
    """As far back as it takes, through relaying statements and other dossiers too."""
    held = dossier(
        said("a", "affirms", "c", in_="leak"),
        said("b", "affirms", "c", in_="leak", via=["s-a"]),
        said("d", "affirms", "c", in_="far:source/paper"),
        sources={"leak": report(None, **{"in": "page"}), "page": report("2022")},
    )
    far = dossier(slug="far", sources={"paper": report("2021-05-06")})
    assert [day(held, "statement", slug, far) for slug in ("s-a", "s-b", "s-d")] == [
        date(2022, 12, 31),
        date(2022, 12, 31),
        date(2021, 5, 6),
    ]
    assert day(held, "statement", "s-d") is None


def test_evidence_counts_from_its_carrier_and_never_from_when_it_arose() -> None:
    """A declaration of 2019 that a report of 2023 found was known in 2023."""
    held = dossier(
        sources={
            "log": {"kind": "evidence", "what": "a log", "date": "2019", "in": "page"},
            "lost": {"kind": "evidence", "what": "a tape", "date": "2019"},
            "page": report("2023-01"),
        }
    )
    assert day(held, "source", "log") == date(2023, 1, 31)
    assert day(held, "source", "lost") is None


def test_a_carrier_within_a_partial_date_settles_it_and_one_before_it_does_not() -> None:
    """What an article of May prints was out in May; what it prints before it was made is somebody's slip."""
    sources = {"may": report("2023-05-05"), "old": report("2022-05-05")}
    held = dossier(
        said("a", "affirms", "c", in_="may", public=True, date="2023"),
        said("b", "affirms", "c", in_="old", public=True, date="2023"),
        said("d", "affirms", "c", in_="may", public=True, date="../2023"),
        sources={**sources, "year": report("2023", **{"in": "may"})},
    )
    assert day(held, "statement", "s-a") == date(2023, 5, 5)
    assert day(held, "statement", "s-b") == date(2023, 12, 31)
    assert day(held, "statement", "s-d") == date(2023, 5, 5)
    assert day(held, "source", "year") == date(2023, 5, 5)


def test_nothing_is_made_up() -> None:
    """No date, an end that is open, and a circle of carriers give no day."""
    held = dossier(
        said("a", "affirms", "c", public=True),
        said("b", "affirms", "c", public=True, date="2023-01/.."),
        said("d", "affirms", "c", date="2023"),
        said("e", "affirms", "c", in_="one"),
        sources={"one": report(None, **{"in": "two"}), "two": report(None, **{"in": "one"})},
    )
    assert [day(held, "statement", slug) for slug in ("s-a", "s-b", "s-d", "s-e")] == [None] * 4
    assert Publicity([held]).known("https://example.org/nothing") is None


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("2023", date(2023, 12, 31)),
        ("2024-02", date(2024, 2, 29)),
        (" 2023-06-05~ ", date(2023, 6, 5)),
        (date(2023, 6, 5), date(2023, 6, 5)),
    ],
)
def test_a_date_of_any_precision_means_its_last_day(asked: str | date, meant: date) -> None:
    """By then all of it had passed."""
    assert last_day(asked) == meant


@pytest.mark.parametrize(
    ("asked", "said_of_it"),
    [
        ("2023/2024", "is an interval"),
        ("2023/..", "is an interval"),
        ("June", "'June' is not a date; write 2023, 2023-07 or 2023-07-04"),
        ("", "is not a date"),
        ("2023-02-30", "that month has 28; write"),
    ],
)
def test_what_is_no_day_is_refused(asked: str, said_of_it: str) -> None:
    """With what to write instead."""
    with pytest.raises(DateError, match=said_of_it):
        last_day(asked)


def test_two_days_in_the_wrong_order_are_refused() -> None:
    """As they were written."""
    assert in_order("2023", "2023-12-31") == (date(2023, 12, 31), date(2023, 12, 31))
    with pytest.raises(DateError, match="2023 is after 2023-06; name the earlier day first"):
        in_order("2023", "2023-06")
