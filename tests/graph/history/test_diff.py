"""What two days differ in, and how it is told."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from claimgraph.graph.history.changes import Change, Difference
from claimgraph.graph.history.diff import difference
from claimgraph.graph.history.snapshot import as_of
from claimgraph.graph.history.telling import told
from claimgraph.ontology.errors import DateError
from tests.small import dossier, drawn, iri, said

if TYPE_CHECKING:
    from claimgraph.ontology.dossier import Dossier

MARCH, JUNE = date(2023, 3, 31), date(2023, 6, 30)
SOURCES: dict[str, Any] = {
    "march": {"kind": "report", "published": "2023-03", "title": "The March paper"},
    "may": {"kind": "report", "published": "2023-05-02", "by": "press"},
    "june": {"kind": "report", "published": "2023-06"},
    "log": {"kind": "evidence", "what": "a log", "in": "may"},
}


@pytest.fixture(scope="module")
def held() -> Dossier:
    """A claim of March, one of May that is denied in June, and a statement that nobody dates."""
    return dossier(
        said("a", "affirms", "c", in_="march"),
        said("b", "denies", "c", in_="may"),
        said("d", "affirms", "new", in_="june"),
        said("e", "denies", "new", in_="may"),
        said("f", "no-evidence", "new", public=True, date="2023-05-02"),
        said("g", "affirms", "new"),
        sources=SOURCES,
        entities={"press": {"kind": "outlet", "name": "The Press"}},
        relations=(
            drawn("s-a", "contradicts", "s-b", id="gone", withdrawn="2023-06"),
            drawn("s-e", "contradicts", "s-d", id="later", withdrawn="2023-07"),
        ),
        retractions=[
            {"of": "s-a", "date": "2023-05-09", "why": "It was wrong."},
            {"of": "may", "date": "2023-08", "why": "Made up."},
        ],
    )


def compared(held: Dossier, before: date, after: date, **more: Any) -> Difference:  # noqa: ANN401 - as difference has them
    """Two days of one dossier."""
    return difference(as_of([held], before), as_of([held], after), **more)


def test_it_says_what_appeared_and_who_said_it_first(held: Dossier) -> None:
    """Several, where they share the earliest day."""
    found = compared(held, MARCH, JUNE)
    (claim,) = found.claims
    assert (claim.slug, claim.statements) == ("new", 3)
    assert [(one.speaker, str(one.stance), one.day, one.known_by, one.report) for one in claim.first] == [
        ("E", "denies", date(2023, 5, 2), "carrier", "report by The Press"),
        ("F", "no-evidence", date(2023, 5, 2), "date", None),
    ]
    assert [one.slug for one in found.statements] == ["s-b", "s-e", "s-f", "s-d"]
    assert [(one.slug, one.kind, one.label) for one in found.sources] == [
        ("log", "evidence", "a log"),
        ("may", "report", "report by The Press"),
        ("june", "report", "june"),
    ]
    assert (found.perhaps, found.changed) == (1, None)


def test_it_says_what_was_retracted_and_withdrawn_in_between(held: Dossier) -> None:
    """Neither before nor after."""
    taken_back, fallen = compared(held, MARCH, JUNE).fallen
    assert (taken_back.what, taken_back.label, taken_back.why) == (
        "retraction",
        "A affirms: Claim c.",
        {"und": "It was wrong."},
    )
    assert (fallen.what, fallen.item, fallen.date) == ("relation", iri("relation", "gone"), "2023-06")
    assert fallen.label == "s-a contradicts s-b"
    later = compared(held, JUNE, date(2023, 12, 31)).fallen
    assert [(one.date, one.label) for one in later] == [
        ("2023-07", "s-e contradicts s-d"),
        ("2023-08", "report by The Press"),
    ]
    assert compared(held, date(2023, 8, 31), date(2023, 12, 31)).fallen == ()


def test_what_is_only_known_from_what_rests_on_it_has_no_day() -> None:
    """Its own day is unknown, or lies after the second day."""
    held = dossier(
        said("a", "affirms", "c", in_="march", based_on=["june", "s-b"]),
        said("b", "affirms", "c"),
        sources=SOURCES,
        entities={"press": {"kind": "outlet", "name": "The Press"}},
    )
    found = compared(held, date(2022, 12, 31), MARCH)
    assert [(one.slug, one.day) for one in found.sources] == [("march", MARCH), ("june", None)]
    assert [(one.slug, one.day, one.known_by) for one in found.statements] == [
        ("s-a", MARCH, "carrier"),
        ("s-b", None, None),
    ]
    assert "june (june, known from what rests on it)" in [line.words for line in told(found)]


def test_standings_that_are_handed_in_are_compared(held: Dossier) -> None:
    """Of the claims that stood on both days."""
    c, new = iri("claim", "c"), iri("claim", "new")
    found = compared(held, MARCH, JUNE, standings=({c: "accepted"}, {c: "disputed", new: "disputed"}))
    assert found.changed == (
        Change(claim=c, slug="c", text={"en": "Claim c."}, before="accepted", after="disputed"),
    )
    assert compared(held, MARCH, JUNE, standings=({c: "accepted"}, {c: "accepted"})).changed == ()


def test_one_day_differs_in_nothing_from_itself_and_days_have_an_order(held: Dossier) -> None:
    """From the later to the earlier is refused."""
    same = compared(held, JUNE, JUNE)
    assert (same.claims, same.statements, same.sources, same.fallen) == ((), (), (), ())
    assert [line.words for line in told(same)] == [
        "From 2023-06-30 to 2023-06-30",
        "Nothing appeared, and nothing fell.",
        "How claims stand was not compared.",
        "1 statement has no known day, and is on neither side (perhaps public).",
    ]
    with pytest.raises(DateError, match="2023-06-30 is after 2023-03-31"):
        compared(held, JUNE, MARCH)


def test_it_is_told_line_by_line(held: Dossier) -> None:
    """With the first to say it, and a reason for what fell; cut where it is too much."""
    standings = ({iri("claim", "c"): "accepted"}, {iri("claim", "c"): "disputed"})
    found = compared(held, MARCH, JUNE, standings=standings)
    words = [line.words for line in told(found)]
    assert words[1:6] == [
        "1 claim appeared",
        "Claim new. (new)",
        "first: E denies it (s-e, public by 2023-05-02, report by The Press)",
        "first: F has seen no evidence of it (s-f, public by 2023-05-02)",
        "4 statements appeared",
    ]
    assert "evidence: a log (log, public by 2023-05-02)" in words
    assert words[-9:-1] == [
        "1 source or statement was retracted",
        "A affirms: Claim c. (2023-05-09)",
        "because: It was wrong.",
        "1 relation was withdrawn",
        "s-a contradicts s-b (2023-06)",
        "it had been drawn because: s-a contradicts s-b",
        "1 claim changed its standing",
        "Claim c. (c): accepted, now disputed",
    ]
    assert "and 3 more; --all tells them" in [line.words for line in told(found, most=1)]
    assert Difference.model_validate_json(found.model_dump_json()) == found
