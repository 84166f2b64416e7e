"""Records: single items in plain shape, with nothing that no source says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings

from claimgraph.graph.records import Records, told
from claimgraph.loaders import load
from tests.conftest import ROOT
from tests.small import ID, dossier, drawn, iri, records_of, said, store_of
from tests.strategies import dossiers

if TYPE_CHECKING:
    from claimgraph.ontology.dossier import Dossier

TEXT = "Before it all, " + "word " * 80 + "the rope went out" + " and on" * 80 + "."
START = TEXT.index("the rope")


def record(held: Dossier, kind: str, slug: str, **texts: str) -> dict[str, Any]:
    """One item of a small dossier."""
    found = records_of(held, texts=texts).record(iri(kind, slug))
    assert found is not None
    return found


def test_a_statement_says_what_its_dossier_says_and_no_more() -> None:
    """A key that is absent is something that the source does not say."""
    assert record(dossier(said("a", "affirms", "c")), "statement", "s-a") == {
        "kind": "statement",
        "slug": "s-a",
        "label": "A affirms: Claim c.",
        "dossier": f"{ID}small",
        "speaker": iri("entity", "a"),
        "claim": iri("claim", "c"),
        "stance": "affirms",
        "carriers": [],
        "bases": [],
    }


def test_marks_and_positions_are_truth_values_and_numbers() -> None:
    """Not the words that RDF writes them with."""
    held = dossier(
        said("a", "affirms", "c", first_hand=True, in_="r", position=[3, 5], date="2023-02"),
        sources={"r": {"kind": "report"}},
        entities={
            "a": {"kind": "person", "name": "A", "unnamed": True},
            "p": {"kind": "product", "name": "P", "dual-use": False},
        },
    )
    statement = record(held, "statement", "s-a")
    assert statement["first_hand"] is True
    assert statement["position"] == [3, 5]
    assert (statement["date_from"], statement["date_to"]) == ("2023-02-01", "2023-02-28")
    assert record(held, "entity", "a")["unnamed"] is True
    assert record(held, "entity", "p")["dual_use"] is False


def test_paths_and_bases_keep_their_order_and_their_groups() -> None:
    """Outermost carrier first; what holds only together stays together."""
    held = dossier(
        said(
            "a",
            "affirms",
            "c",
            in_="r",
            via=["q", "s-b"],
            also=[{"in": "q"}],
            based_on=["log", {"all": ["log", "q"]}],
        ),
        said("b", "affirms", "c"),
        sources={"r": {"kind": "report"}, "q": {"kind": "report"}, "log": {"kind": "evidence", "what": "x"}},
    )
    statement = record(held, "statement", "s-a")
    r, q, log = (iri("source", slug) for slug in ("r", "q", "log"))
    assert statement["carriers"] == [[r, q, iri("statement", "s-b")], [q]]
    assert [sorted(base) if isinstance(base, list) else base for base in statement["bases"]] in (
        [log, [log, q]],
        [[log, q], log],
    )


def passage(**source: Any) -> dict[str, str] | None:  # noqa: ANN401 - a report as its file has it
    """What is shown of a statement at these words, if the texts named ``0…`` and ``1…`` are held."""
    held = dossier(
        said("a", "affirms", "c", in_="r", position=[START, START + 17], stand_in={"position": [0, 6]}),
        sources={"r": {"kind": "report", **source}},
    )
    found = record(held, "statement", "s-a", **{"0" * 64: TEXT, "1" * 64: "Retold."})
    return found.get("passage")


def test_words_are_shown_in_context_from_the_reports_own_text() -> None:
    """Cut at words, with a mark where something was cut."""
    shown = passage(text={"sha256": "0" * 64})
    assert shown is not None
    assert (shown["words"], shown["text"]) == ("the rope went out", "report")
    assert shown["before"].startswith("… word")
    assert shown["after"].endswith(" …")


def test_a_stand_in_is_shown_where_the_text_is_not_held_and_says_so() -> None:
    """It is never taken for the report's own words."""
    stand_in = {"sha256": "1" * 64, "note": "A retelling."}
    shown = passage(text={"sha256": "2" * 64}, **{"stand-in": stand_in})
    assert shown == {
        "before": "",
        "words": "Retold",
        "after": ".",
        "text": "stand-in",
        "note": "A retelling.",
    }
    assert passage(text={"sha256": "2" * 64}) is None


def test_a_position_beyond_the_text_shows_nothing() -> None:
    """A text that is too short is not the one that was quoted."""
    held = dossier(
        said("a", "affirms", "c", in_="r", position=[5, 99]),
        sources={"r": {"kind": "report", "text": {"sha256": "0" * 64}}},
    )
    assert "passage" not in record(held, "statement", "s-a", **{"0" * 64: "short"})


def test_what_a_claim_inherits_is_marked() -> None:
    """Its own slots and those of the scope stand together, the latter named as assumed."""
    held = dossier(
        claims={
            "c": {
                "text": "C",
                "slots": {
                    "object": ["drones", "p"],
                    "quantity": {"measure": "count", "more-than": 1000, "unit": "pieces"},
                },
            }
        },
        entities={"p": {"kind": "product", "name": "Parts"}},
        scope={"period": "2022/..", "object": "helmets"},
    )
    claim = record(held, "claim", "c")
    assert [filler["label"] for filler in claim["slots"]["object"]] == ["Parts", "drones"]
    assert claim["slots"]["quantity"][0]["label"] == "more than 1,000 pieces"
    assert (claim["slots"]["period"], claim["assumed"]) == ([{"label": "2022/.."}], ["period"])


def test_an_entity_of_two_dossiers_is_one_with_the_aliases_of_both() -> None:
    """It is told as the first tells it, and nothing of the second is lost that can stand beside."""
    state = {"kind": "state", "iso3166": "QN"}
    records = records_of(
        dossier(slug="one", entities={"n": {**state, "name": "Norland", "aliases": ["the North"]}}),
        dossier(slug="two", entities={"n": {**state, "name": "Kingdom", "aliases": ["Nord"], "note": "x"}}),
    )
    found = records.record(f"{ID}iso3166/QN")
    assert found is not None
    assert (found["name"], found["aliases"], found["note"]) == (
        {"und": "Norland"},
        ["Nord", "the North"],
        {"und": "x"},
    )


@pytest.mark.parametrize("name", ["", "x", "no iri", "https://example.org/unknown", "x:[", "urn:"])
def test_what_the_store_does_not_hold_has_no_record(name: str) -> None:
    """Whatever the name is, nothing is raised and nothing invented."""
    records = records_of(dossier(said("a", "affirms", "c")))
    assert records.record(name) is None
    assert records.kind(name) is None
    assert records.edges(name) == []
    assert records.statements_on(name) == []
    assert isinstance(records.label(name), str)


def test_claims_about_each_other_have_labels() -> None:
    """A claim may be about a claim that is about it."""
    held = dossier(
        claims={
            "c": {"text": "C", "slots": {"object": "d"}},
            "d": {"text": "D", "slots": {"object": "c"}},
        }
    )
    assert record(held, "claim", "c")["slots"]["object"] == [{"label": "D", "iri": iri("claim", "d")}]


def test_an_edge_knows_its_author_its_reason_and_what_it_cuts() -> None:
    """The dossier's author drew what nobody else is named for."""
    records = records_of(
        dossier(
            said("a", "affirms", "c"),
            said("b", "affirms", "d"),
            relations=(
                drawn("s-b", "supports", "s-a", id="one"),
                drawn("s-b", "undercuts", "one", by="Another", strength="weak", id="two"),
            ),
            author="The clerk",
        )
    )
    one, two = records.edges(iri("statement", "s-a"))
    assert (one.slug, one.by, one.bearing, one.why) == ("one", "The clerk", 1, {"und": "s-b supports s-a"})
    assert (two.slug, two.by, two.bearing, two.undercut) == ("two", "Another", -1, iri("relation", "one"))
    assert two.end == iri("statement", "s-a")


@given(dossiers(verified=True))
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_every_item_of_any_dossier_has_a_record_of_plain_values(held: Dossier) -> None:
    """JSON can hold it, and it names its own dossier's kind and slug."""
    records = Records(store_of(held))
    slugs = set()
    for kind, section in held.sections().items():
        for slug in section:
            found = next(
                (
                    records.record(name)
                    for name in (f"{held.base}{kind}/{slug}", *_shared(section[slug]))
                    if records.record(name)
                ),
                None,
            )
            assert found is not None, slug
            json.dumps(found)
            slugs.add(found["slug"])
    assert slugs == {slug for section in held.sections().values() for slug in section}


def _shared(item: object) -> list[str]:
    codes = ((register, getattr(item, register, None)) for register in ("iso3166", "lei", "wikidata"))
    return [f"{ID}{register}/{code}" for register, code in codes if code]


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        ({"more_than": "100000000", "currency": "USD"}, "more than 100,000,000 USD"),
        (
            {"at_least": "2", "less_than": "7.5", "unit": "coils", "per": "month"},
            "at least 2 and less than 7.5 coils per month",
        ),
        ({"exactly": "-1234.5"}, "-1,234.5"),
        ({"exactly": "-0.5"}, "-0.5"),
        ({"exactly": "69", "unit": "%", "base": "2022"}, "69 % compared with 2022"),
        ({"printed": ["masses", "heaps"]}, "“masses” / “heaps”"),
        (
            {
                "multiples_of": "100000",
                "unit": "shells",
                "per": "month",
                "printed": ["hundreds of thousands"],
            },
            "several times 100,000 shells per month",
        ),
        ({"multiples_of": "1000", "currency": "EUR"}, "several times 1,000 EUR"),
    ],
)
def test_a_quantity_is_told_in_words(quantity: dict[str, Any], words: str) -> None:
    """Grouped by thousands, with its unit; without a number, as printed."""
    assert told(quantity) == words


def test_what_was_taken_back_says_so() -> None:
    """On the item itself, the earliest first, also where another dossier takes it back; elsewhere no such key."""
    first = dossier(
        said("ann", "affirms", "c"),
        sources={"paper": {"kind": "report"}, "log": {"kind": "evidence", "what": "x"}},
        retractions=[
            {"of": "s-ann", "date": "2024-02", "by": "ann", "in": "paper", "why": {"en": "an error"}},
            {"of": "s-ann", "date": "2024-01-05", "why": "doubt"},
        ],
    )
    other = dossier(
        slug="other", retractions=[{"id": "x-log", "of": "small:source/log", "date": "2024", "why": "forged"}]
    )
    records = records_of(first, other)
    found = records.record(iri("statement", "s-ann"))
    assert found is not None
    later = {"date": "2024-02", "date_from": "2024-02-01", "date_to": "2024-02-29"}
    assert [{name: one[name] for name in later} for one in found["retractions"]][1] == later
    assert [one.get("by") for one in found["retractions"]] == [None, iri("entity", "ann")]
    assert [one.get("in") for one in found["retractions"]] == [None, iri("source", "paper")]
    log = records.record(iri("source", "log")) or {}
    assert [one["iri"] for one in log["retractions"]] == [iri("retraction", "x-log", "other")]
    assert "retractions" not in (records.record(iri("source", "paper")) or {})


def test_the_founding_case_is_told_without_a_gap() -> None:
    """Each of its items has a label that is no bare slug."""
    held = load(ROOT / "examples" / "founding.yaml").dossier
    records = records_of(held)
    for slug in held.statements:
        found = records.record(f"{held.base}statement/{slug}")
        assert found is not None
        assert found["label"] != slug
