"""A dossier as of a day: what was public is there, what was not is gone, and it is a dossier like any other."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimgraph.graph.history.days import last_day
from claimgraph.graph.history.snapshot import Perhaps, Shortened, Snapshot, as_of
from claimgraph.loaders import load
from claimgraph.ontology import mapping
from claimgraph.ontology.dossier import Dossier
from claimgraph.ontology.references import check
from tests.conftest import ROOT
from tests.small import dossier, drawn, iri, said
from tests.strategies import dossiers

if TYPE_CHECKING:
    from collections.abc import Iterator

MARCH, JUNE, YEAR = date(2023, 3, 31), date(2023, 6, 30), date(2023, 12, 31)
SOURCES: dict[str, Any] = {
    "march": {"kind": "report", "published": "2023-03"},
    "june": {"kind": "report", "published": "2023-06-30"},
    "undated": {"kind": "report"},
    "log": {"kind": "evidence", "what": "a log"},
}
BRIEFLY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def alone(held: Dossier, day: date) -> Dossier:
    """The only dossier of a snapshot."""
    (one,) = as_of([held], day).dossiers
    return one


@pytest.fixture(scope="module")
def founding() -> Dossier:
    """The founding case."""
    return load(ROOT / "examples" / "founding.yaml").dossier


def test_in_june_only_the_assessment_and_putin_had_been_heard(founding: Dossier) -> None:
    """The article is of 2023, without a day: what it alone carries counts from the end of the year."""
    snapshot = as_of([founding], JUNE)
    (one,) = snapshot.dossiers
    assert set(one.statements) == {
        "s-close-combat",
        "s-bakhmut-shells",
        "s-close-combat-cause",
        "s-putin-equipment",
        "s-putin-kinds",
    }
    assert set(one.sources) == {"uk-assessment"}
    assert (snapshot.later, snapshot.perhaps) == (45, ())
    assert snapshot.sentence == "as of 2023-06-30: 5 statements were public"
    assert [len(alone(founding, day).statements) for day in (date(2023, 3, 30), MARCH)] == [0, 3]
    assert alone(founding, YEAR) == founding


def test_the_assessment_stands_where_it_was_published(founding: Dossier) -> None:
    """Its path begins at the report that was public; the passage in the article is gone with the article."""
    snapshot = as_of([founding], JUNE)
    left = snapshot.dossiers[0].statements["s-close-combat"]
    assert (left.in_, left.via, left.position, left.stand_in) == ("uk-assessment", (), None, None)
    assert snapshot.dossiers[0].statements["s-putin-kinds"].in_ is None
    lost = {one.iri: one.lost for one in snapshot.shortened}
    assert lost[iri("statement", "s-close-combat", "founding")] == ("path", "passage")


def test_what_nobody_dates_is_left_out_and_listed() -> None:
    """Perhaps public; the sentence counts them."""
    held = dossier(
        said("a", "affirms", "c", in_="march"),
        said("b", "denies", "c", in_="undated"),
        said("d", "denies", "c2"),
        said("e", "denies", "c2", in_="june"),
        sources=SOURCES,
    )
    snapshot = as_of([held], MARCH)
    assert snapshot.perhaps == (
        Perhaps(iri("source", "log"), "evidence"),
        Perhaps(iri("source", "undated"), "report"),
        Perhaps(iri("statement", "s-b"), "statement"),
        Perhaps(iri("statement", "s-d"), "statement"),
    )
    assert set(snapshot.dossiers[0].claims) == {"c"}
    assert set(snapshot.dossiers[0].entities) == {"a"}
    assert snapshot.sentence == (
        "as of 2023-03-31: 1 statement was public; 2 more have no known date and are left out (perhaps public)"
    )
    assert as_of([held], date(2000, 1, 1)).sentence == (
        "as of 2000-01-01: nothing was public yet; 2 have no known date and are left out (perhaps public)"
    )


def test_what_something_public_came_through_or_rests_on_is_kept_with_it() -> None:
    """Nobody dates it, but whoever read the one knew of the other."""
    held = dossier(
        said("a", "affirms", "c", in_="march", via=["undated"], based_on=["log", "s-b"]),
        said("b", "affirms", "c2"),
        sources=SOURCES,
    )
    snapshot = as_of([held], MARCH)
    one = snapshot.dossiers[0]
    assert one.statements == held.statements
    assert (set(one.sources), set(one.claims)) == ({"march", "undated", "log"}, {"c", "c2"})
    assert (snapshot.perhaps, snapshot.shortened) == ((), ())
    assert alone(held, date(2023, 1, 1)).statements == {}


def test_a_path_loses_what_was_not_public_from_outside_in() -> None:
    """Its inner part is how the words were known; a statement is no place to begin, and one path may take over."""
    held = dossier(
        said("a", "affirms", "c", in_="june", via=["march", "undated"], quote="so", position=[0, 2]),
        said(
            "b", "affirms", "c", in_="june", also=[{"in": "march"}], public=True, date="2023-01", quote="so"
        ),
        said("d", "affirms", "c", in_="march", via=["june"], public=True, date="2023-01", quote="so"),
        said("e", "affirms", "c", in_="undated", public=True, date="2023-01", quote="so"),
        said("f", "affirms", "c", in_="june", via=["s-a"]),
        said("g", "affirms", "c", in_="march", also=[{"in": "june"}], quote="so"),
        sources=SOURCES,
    )
    snapshot = as_of([held], MARCH)
    left = snapshot.dossiers[0].statements
    assert {slug: one.paths for slug, one in left.items()} == {
        "s-a": (("march", "undated"),),
        "s-b": (("march",),),
        "s-d": (),
        "s-e": (),
        "s-f": (),
        "s-g": (("march",),),
    }
    assert [slug for slug, one in left.items() if one.quote] == ["s-g"]
    assert snapshot.shortened[-1] == Shortened(iri("statement", "s-g"), ("path",))
    assert alone(held, JUNE).statements["s-a"] == held.statements["s-a"]


def test_a_basis_stays_unless_it_is_a_statement_made_public_later() -> None:
    """Evidence and reports stay with what names them; of a group, what was known."""
    held = dossier(
        said("a", "affirms", "c", in_="march", based_on=["s-b", {"all": ["june", "s-b", "log"]}]),
        said("b", "affirms", "c", in_="june"),
        said("d", "affirms", "c", in_="march", based_on=[{"all": ["log", "s-b"]}]),
        sources=SOURCES,
    )
    left = alone(held, MARCH).statements
    assert [getattr(base, "all", base) for base in left["s-a"].based_on] == [("june", "log")]
    assert left["s-d"].based_on == ("log",)
    assert set(alone(held, MARCH).sources) == {"march", "june", "log"}


def test_relations_hold_once_both_ends_are_public_and_until_they_are_withdrawn() -> None:
    """A withdrawal after the day is not known on it; an undercut goes with the relation that it aims at."""
    held = dossier(
        said("a", "affirms", "c", in_="march"),
        said("b", "denies", "c", in_="march"),
        said("d", "denies", "c", in_="june"),
        sources=SOURCES,
        relations=(
            drawn("s-a", "contradicts", "s-b", id="both", withdrawn="2023-06"),
            drawn("s-a", "contradicts", "s-d", id="one"),
            drawn("s-b", "undercuts", "both", id="at-both"),
            drawn("s-a", "undercuts", "at-both", id="deeper"),
            drawn("s-b", "undercuts", "one", id="at-one"),
        ),
    )
    early = {one.id: one.withdrawn for one in alone(held, MARCH).relations}
    assert early == {"both": None, "at-both": None, "deeper": None}
    assert {one.id: one.withdrawn for one in alone(held, JUNE).relations} == {
        **dict.fromkeys(early),
        "one": None,
        "at-one": None,
        "both": "2023-06",
    }


def test_a_retraction_is_known_from_its_day_on_and_erases_nothing() -> None:
    """Where it was printed is left out if that was not public; of what was not public, there is none."""
    held = dossier(
        said("a", "affirms", "c", in_="march"),
        said("b", "affirms", "c", in_="june"),
        sources=SOURCES,
        entities={"editor": {"kind": "person", "name": "The editor"}},
        retractions=[
            {
                "id": "x-a",
                "of": "s-a",
                "date": "2023-05-02",
                "why": "It was wrong.",
                "in": "june",
                "by": "editor",
            },
            {"id": "x-b", "of": "s-b", "date": "2023-03", "why": "Too soon."},
        ],
    )
    assert alone(held, MARCH).retractions == ()
    assert set(alone(held, MARCH).entities) == {"a"}
    (may,) = alone(held, date(2023, 5, 2)).retractions
    assert (may.id, may.in_, may.by) == ("x-a", None, "editor")
    assert set(alone(held, date(2023, 5, 2)).statements) == {"s-a"}
    assert alone(held, JUNE).retractions == held.retractions


def test_a_rate_goes_with_its_source_and_a_reprint_keeps_its_original() -> None:
    """Who gives no source gives it for every day."""
    rate = {"from": "GBP", "to": "USD", "rate": "1.27", "date": "2023"}
    held = dossier(
        sources={**SOURCES, "copy": {"kind": "report", "published": "2023-03", "reprints": ["june"]}},
        rates=[rate, {**rate, "rate": "1.3", "source": "undated"}],
    )
    one = alone(held, MARCH)
    assert [each.source for each in one.rates] == [None]
    assert set(one.sources) == {"march", "copy", "june"}


def test_a_claim_that_nobody_had_spoken_of_is_not_there_unless_another_speaks_of_it() -> None:
    """A claim about a claim needs it; the exclusion of one that nobody made is not kept."""
    held = dossier(
        said("a", "affirms", "about", in_="march"),
        said("b", "affirms", "later", in_="june"),
        sources=SOURCES,
        claims={
            "about": {"text": "It is denied.", "slots": {"object": "inner"}, "exclusive-with": ["later"]},
            "inner": {"text": "Inner."},
            "later": {"text": "Later."},
            "unspoken": {"text": "Unspoken."},
        },
    )
    one = alone(held, MARCH)
    assert set(one.claims) == {"about", "inner"}
    assert one.claims["about"].exclusive_with == ()
    assert alone(held, JUNE).claims["about"].exclusive_with == ("later",)


def test_dossiers_are_cut_together() -> None:
    """A claim, a speaker, a carrier and an end may stand in another dossier."""
    near = dossier(
        said("far:entity/x", "affirms", "far:claim/c", slug="s-1", in_="far:source/march"),
        relations=(
            drawn("s-1", "supports", "far:statement/s-x", id="held"),
            drawn("s-1", "supports", "gone:statement/s-x", id="nowhere"),
        ),
    )
    far = dossier(said("x", "denies", "c", in_="march"), slug="far", sources=SOURCES)
    first, second = as_of([near, far], MARCH).dossiers
    assert [first.dossier, second.dossier] == ["far", "small"]
    assert (set(first.claims), set(first.entities), list(second.statements)) == ({"c"}, {"x"}, ["s-1"])
    assert [relation.id for relation in second.relations] == ["held"]
    assert as_of([near], MARCH).dossiers[0].statements == {}


def test_it_has_a_json_form() -> None:
    """The day, the numbers, what is apart, and the dossiers as files write them."""
    held = dossier(said("a", "affirms", "c", in_="march"), said("b", "affirms", "c"), sources=SOURCES)
    plain = as_of([held], MARCH).to_plain()
    assert plain["day"] == "2023-03-31"
    assert plain["counts"] == {
        "entities": 1,
        "sources": 1,
        "claims": 1,
        "statements": 1,
        "relations": 0,
        "retractions": 0,
    }
    assert {"iri": iri("statement", "s-b"), "kind": "statement"} in plain["perhaps"]
    assert Dossier.model_validate(plain["dossiers"][0]) == alone(held, MARCH)


def statements(snapshot: Snapshot) -> Iterator[str]:
    """The slugs of the statements of a snapshot."""
    for one in snapshot.dossiers:
        yield from one.statements


@BRIEFLY
@given(dossiers(verified=True), st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_every_snapshot_is_a_dossier_that_loads(held: Dossier, day: date) -> None:
    """It passes the check, is settled, and comes back from its quads as it was."""
    one = alone(held, day)
    assert [finding for finding in check(one) if finding.severity == "error"] == []
    assert Dossier.model_validate(one.to_plain()) == one
    assert mapping.from_quads(mapping.to_quads(one), one.iri) == one


@BRIEFLY
@given(
    dossiers(),
    st.lists(st.sampled_from(["0001", "2000", "2023-07-04", "2023-07", "2023", "2024"]), min_size=2),
)
def test_what_was_public_once_is_public_afterwards(held: Dossier, days: list[str]) -> None:
    """Snapshots grow with the day, and no statement is in one before its own day."""
    snapshots = [as_of([held], day) for day in sorted(map(last_day, days))]
    for early, late in pairwise(snapshots):
        assert set(statements(early)) <= set(statements(late))
        assert set(early.dossiers[0].sources) <= set(late.dossiers[0].sources)
        assert set(early.dossiers[0].claims) <= set(late.dossiers[0].claims)
    for snapshot in snapshots:
        for slug in statements(snapshot):
            known = snapshot.publicity.day(f"{held.base}statement/{slug}")
            assert known is None or known <= snapshot.day
