"""The table of verdicts row by row, and each rule around it, one case a rule."""

from __future__ import annotations

from typing import Any

import pytest

from claimgraph.graph.comparison import ComparedClaim, claims_entail
from claimgraph.ontology.derived import VerdictKind
from tests.comparisons import BASE, CONTEXT, claim, on, said, short, told

SENT: dict[str, Any] = {
    "subject": "china",
    "action": "delivers",
    "object": "drones",
    "counterparty": "russia",
}
MILITARY = {**SENT, "object": "military-equipment"}
SHELLS = {**SENT, "object": "artillery-ammunition"}
TOTAL = {**SENT, "form": "total", "period": "2023"}
RISE = {**SENT, "form": "change", "period": "2023"}


def count(**bounds: object) -> dict[str, object]:
    """An amount of pieces."""
    return {"measure": "count", **{name.replace("_", "-"): value for name, value in bounds.items()}}


def rise(**bounds: object) -> dict[str, object]:
    """A change in per cent on 2022."""
    return {"measure": "change", "unit": "%", "base": "2022", **bounds}


MASSES = count(printed="masses")

ROWS = {
    "equal": (SENT, SENT, "contradicts (polarity)"),
    "denied wider": (SHELLS, MILITARY, "contradicts (scope) object"),
    "denied of the country's exports": (SENT, {**SENT, "action": "exports"}, "contradicts (polarity)"),
    "denied narrower": ({**SENT, "object": "equipment"}, {**SENT, "object": "lethal-aid"},
                        "-qualifies (narrower-denial) object"),
    "goods disjoint by declaration": ({**SENT, "object": "body-armour"}, {**SENT, "object": "lethal-aid"},
                                      "none (out-of-scope) object"),
    "goods disjoint by heading": (SENT, SHELLS, "none (out-of-scope) object"),
    "own heading of local goods": ({**SENT, "object": "roast-coffee"}, SENT, "none (out-of-scope) object"),
    "open": (SENT, MILITARY, "undetermined (classification) object"),
    "open from the denied side": (MILITARY, SENT, "undetermined (classification) object"),
    "local goods beneath open ones": ({**SENT, "object": "quadcopters"}, MILITARY,
                                      "undetermined (classification) object"),
    "local goods within": ({**SENT, "object": "quadcopters"}, SENT, "contradicts (scope) object"),
    "unrelated": ({**SENT, "object": "food"}, {**SENT, "object": "metals"}, "undetermined (unrelated) object"),
    "no broader at all": ({**SENT, "object": "oddments"}, SENT, "undetermined (unrelated) object"),
    "alternatives within": ({**SENT, "object": ["weapons", "lethal-aid"]}, MILITARY, "contradicts (scope) object"),
    "alternatives in part": ({**SENT, "object": ["artillery-ammunition", "body-armour"]},
                             {**SENT, "object": ["artillery-ammunition", "food"]},
                             "undetermined (unrelated) object"),
    "alternatives overlap": ({**SENT, "object": ["artillery-ammunition", "quadcopters"]},
                             {**SENT, "object": ["artillery-ammunition", "roast-coffee"]},
                             "undetermined (overlap) object"),
    "different sorts of object": ({**SENT, "object": "makers"}, SENT, "none (out-of-scope) object"),
    "approving is not delivering": ({**SENT, "action": "approves-delivery-of"}, SENT, "none (out-of-scope) action"),
    "giving is delivering": ({**SENT, "action": "gives"}, SENT, "contradicts (scope) action"),
    "local action beneath": ({**SENT, "action": "gifts-in-kind"}, SENT, "contradicts (scope) action"),
    "converse": ({**SENT, "action": "imports", "subject": "russia", "counterparty": "china",
                  "subject-read-as": "country", "counterparty-read-as": "government"}, SENT,
                 "contradicts (polarity)"),
    "local converse": ({**SENT, "action": "is-given", "subject": "russia", "counterparty": "china",
                        "subject-read-as": "country", "counterparty-read-as": "government"},
                       SENT, "contradicts (scope) action"),
    "symmetric read the other way": ({"subject": "china", "action": "meets", "counterparty": "envoy"},
                                     {"subject": "envoy", "action": "meets", "counterparty": "china",
                                      "counterparty-read-as": "government"},
                                     "contradicts (polarity)"),
    "symmetric, beneath another, read the other way": (
        {"subject": "china", "action": "holds-exercises-with", "counterparty": "envoy"},
        {"subject": "envoy", "action": "cooperates-with", "counterparty": "china"},
        "contradicts (scope) subject",
    ),
    "a body of the government": ({**SENT, "subject": "ministry"}, SENT, "contradicts (scope) subject"),
    "owned through a body": ({**SENT, "subject": "state-arsenal"}, SENT, "contradicts (scope) subject"),
    "acts for": ({**SENT, "subject": "envoy"}, SENT, "contradicts (scope) subject"),
    "a firm of the country is not its government": ({**SENT, "subject": "private-maker"}, SENT,
                                                    "none (out-of-scope) subject"),
    "a group is not the government": ({**SENT, "subject": "makers"}, SENT, "none (out-of-scope) subject"),
    "a firm may be of a group": ({**SENT, "subject": "private-maker"}, {**SENT, "subject": "makers"},
                                 "undetermined (membership) subject"),
    "two firms": ({**SENT, "subject": "private-maker"}, {**SENT, "subject": "stateless-maker"},
                  "none (out-of-scope) subject"),
    "read as the country": ({**SENT, "subject": "makers"}, {**SENT, "subject-read-as": "country"},
                            "contradicts (scope) subject"),
    "the government is within the country": (SENT, {**SENT, "subject-read-as": "country"},
                                             "contradicts (scope) subject"),
    "a firm of no known country": ({**SENT, "subject": "stateless-maker"}, {**SENT, "subject-read-as": "country"},
                                   "undetermined (unstated) subject"),
    "to buyers there": ({**SENT, "counterparty": "buyers"}, SENT, "contradicts (scope) counterparty"),
    "to another country": ({**SENT, "counterparty": "france"}, SENT, "none (out-of-scope) counterparty"),
    "place within": ({**SENT, "place": "quay"}, {**SENT, "place": "russia"}, "contradicts (scope) place"),
    "place elsewhere": ({**SENT, "place": "quay"}, {**SENT, "place": "france"}, "none (out-of-scope) place"),
    "place unknown": ({**SENT, "place": "hamlet"}, {**SENT, "place": "quay"}, "undetermined (unstated) place"),
    "a slot more is narrower": ({**SENT, "place": "quay"}, SENT, "contradicts (scope) place"),
    "a slot more denied": (SENT, {**SENT, "place": "quay"}, "-qualifies (narrower-denial) place"),
    "a slot more on each side": ({**SENT, "place": "quay"}, {**SENT, "period": "2023"},
                                 "undetermined (unstated) period"),
    "period within": ({**SENT, "period": "2023-05"}, {**SENT, "period": "2023"}, "contradicts (scope) period"),
    "periods overlap": ({**SENT, "period": "2022-06/2023-05"}, {**SENT, "period": "2023"},
                        "undetermined (period) period"),
    "periods disjoint": ({**SENT, "period": "2022"}, {**SENT, "period": "2023"}, "none (out-of-scope) period"),
    "end not known": ({**SENT, "period": "2022-02/"}, {**SENT, "period": "2022-02/.."},
                      "undetermined (period) period"),
    "vague amount of the event": ({**MILITARY, "quantity": MASSES}, MILITARY, "contradicts (scope) quantity"),
    "vague amount, narrower goods": ({**MILITARY, "quantity": MASSES}, {**SENT, "object": "weapons"},
                                     "-qualifies (narrower-denial) object"),
    "figure denied": (SENT, {**SENT, "quantity": count(more_than=100)}, "-qualifies (narrower-denial) quantity"),
    "total denied": ({**SENT, "period": "2023"}, {**TOTAL, "quantity": count(more_than=100)},
                     "-qualifies (narrower-denial) quantity"),
    "figure within": ({**SENT, "quantity": count(exactly=120)}, {**SENT, "quantity": count(more_than=100)},
                      "contradicts (scope) quantity"),
    "figure elsewhere": ({**SENT, "quantity": count(exactly=12)}, {**SENT, "quantity": count(more_than=100)},
                         "none (out-of-scope) quantity"),
    "words against a figure": ({**SENT, "quantity": MASSES}, {**SENT, "quantity": count(more_than=100)},
                               "undetermined (quantity) quantity"),
    "words of some amount": ({**SENT, "quantity": MASSES}, {**SENT, "quantity": count(more_than=0)},
                             "contradicts (scope) quantity"),
    "other words": ({**SENT, "quantity": MASSES}, {**SENT, "quantity": count(printed="many")},
                    "undetermined (quantity) quantity"),
    "the same words": ({**SENT, "quantity": MASSES}, {**SENT, "quantity": count(printed="Masses")},
                       "contradicts (polarity)"),
    "unit on one side": ({**SENT, "quantity": count(exactly=5, unit="crates")}, {**SENT, "quantity": count(exactly=5)},
                         "undetermined (unit) quantity"),
    "pieces are no unit": (
        {**SENT, "quantity": count(exactly=5, unit="pièces")}, {**SENT, "quantity": count(exactly=5)},
                           "contradicts (polarity)"),
    "measures differ": ({**SENT, "quantity": count(exactly=5)},
                        {**SENT, "quantity": {"measure": "mass", "exactly": 5, "unit": "kg"}},
                        "undetermined (measure) quantity"),
    "currencies": ({**TOTAL, "quantity": {"measure": "value", "exactly": 5, "currency": "GBP"}},
                   {**TOTAL, "quantity": {"measure": "value", "exactly": 5, "currency": "USD"}},
                   "undetermined (currency) quantity"),
    "per what": ({**SENT, "quantity": count(exactly=5, per="month")}, {**SENT, "quantity": count(exactly=60, per="an")},
                 "contradicts (polarity)"),
    "per what is not said": (
        {**SENT, "quantity": count(exactly=5, per="month")}, {**SENT, "quantity": count(exactly=5)},
                             "undetermined (basis) quantity"),
    "a total is such an event": ({**TOTAL, "quantity": count(more_than=100)}, SENT, "contradicts (scope) period"),
    "a total that may be nothing": ({**TOTAL, "quantity": count(at_most=100)}, {**SENT, "period": "2023"},
                                    "undetermined (quantity) quantity"),
    "an event in a wider total": ({**SHELLS, "period": "2023"}, {**TOTAL, "object": "equipment",
                                  "quantity": count(more_than=100)}, "undetermined (quantity) quantity"),
    "lower bound carries to the wider": ({**TOTAL, "period": "2023-05", "quantity": count(more_than=100)},
                                         {**TOTAL, "quantity": count(more_than=50)}, "contradicts (scope) period"),
    "upper bound carries to the narrower": ({**TOTAL, "quantity": count(at_most=50)},
                                            {**TOTAL, "period": "2023-05", "quantity": count(at_most=100)},
                                            "contradicts (scope) quantity"),
    "a change on the same base": ({**RISE, "quantity": rise(exactly=69)}, {**RISE, "quantity": rise(exactly=69)},
                                  "contradicts (polarity)"),
    "a change on another base": ({**RISE, "quantity": rise(exactly=69)},
                                 {**RISE, "quantity": {**rise(exactly=69), "base": "2021"}},
                                 "undetermined (basis) quantity"),
    "a change in a wider scope": ({**RISE, "quantity": rise(exactly=69)},
                                  {**RISE, "object": "equipment", "quantity": rise(exactly=69)},
                                  "undetermined (basis) object"),
    "a change and an event": ({**RISE, "quantity": rise(exactly=69)}, SENT, "none (form)"),
    "opaque by form": ({**SENT, "form": "other"}, SENT, "none (opaque)"),
    "opaque for want of an action": ({"subject": "china"}, SENT, "none (opaque)"),
    "opaque for want of anything else": ({"action": "delivers"}, SENT, "none (opaque)"),
    "a total of nothing said": (TOTAL, SENT, "none (opaque)"),
}  # fmt: skip


@pytest.mark.parametrize(("affirmed", "denied", "expected"), ROWS.values(), ids=ROWS)
def test_a_denial_meets_an_affirmation(
    affirmed: dict[str, Any], denied: dict[str, Any], expected: str
) -> None:
    """One case for each row that has a denial beside an affirmation, and for each rule about a slot."""
    assert short(said("affirms", **affirmed), said("denies", **denied)) == expected


BOTH = {
    "equal": (SENT, SENT, "same (restates)"),
    "narrower": (SHELLS, MILITARY, "supports (entails) object"),
    "wider": (MILITARY, SHELLS, "-supports (entails) object"),
    "neither": (SENT, MILITARY, "none (compatible)"),
    "disjoint": (SENT, SHELLS, "none (compatible)"),
    "two event figures": ({**SENT, "quantity": count(exactly=5)}, {**SENT, "quantity": count(exactly=500)},
                          "none (compatible)"),
    "totals that cannot both hold": ({**TOTAL, "quantity": count(exactly=5)}, {**TOTAL, "quantity": count(exactly=500)},
                                     "contradicts (quantity) quantity"),
    "a part more than the whole": ({**TOTAL, "period": "2023-05", "quantity": count(more_than=500)},
                                   {**TOTAL, "quantity": count(at_most=400)}, "contradicts (quantity) quantity"),
    "a whole more than a part": ({**TOTAL, "quantity": count(more_than=500)},
                                 {**TOTAL, "period": "2023-05", "quantity": count(at_most=400)}, "none (compatible)"),
    "totals against usual sense": (
        {**TOTAL, "quantity": count(more_than=10)}, {**TOTAL, "quantity": count(more_than=100)},
                                   "tension (quantity) quantity"),
    "about, against usual sense": ({**TOTAL, "quantity": count(about=100)}, {**TOTAL, "quantity": count(exactly=150)},
                                   "tension (quantity) quantity"),
    "about, in usual sense": ({**TOTAL, "quantity": count(about=100)}, {**TOTAL, "quantity": count(exactly=105)},
                              "-supports (entails) quantity"),
    "a total of none against an event": ({**TOTAL, "quantity": count(exactly=0)}, {**SENT, "period": "2023"},
                                         "contradicts (quantity) quantity"),
    "a total and its event": ({**TOTAL, "quantity": count(at_least=5)}, {**SENT, "period": "2023"},
                              "supports (entails) quantity"),
    "a vague total and its event": ({**TOTAL, "quantity": MASSES}, {**SENT, "period": "2023"},
                                    "supports (entails) quantity"),
    "an event with its amount, and a total": ({**SENT, "period": "2023", "quantity": count(exactly=5)},
                                              {**TOTAL, "quantity": count(at_least=5)}, "none (compatible)"),
    "changes that cannot both hold": ({**RISE, "quantity": rise(exactly=69)}, {**RISE, "quantity": rise(exactly=20)},
                                      "contradicts (quantity) quantity"),
    "currencies": ({**TOTAL, "quantity": {"measure": "value", "exactly": 5, "currency": "GBP"}},
                   {**TOTAL, "quantity": {"measure": "value", "exactly": 5, "currency": "USD"}},
                   "none (compatible)"),
    "kilos and tonnes": ({**TOTAL, "quantity": {"measure": "mass", "exactly": 2, "unit": "tonnes"}},
                         {**TOTAL, "quantity": {"measure": "mass", "exactly": 2000, "unit": "kg"}}, "same (restates)"),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other", "expected"), BOTH.values(), ids=BOTH)
def test_two_affirmations_meet(one: dict[str, Any], other: dict[str, Any], expected: str) -> None:
    """Affirmations restate, entail, exclude, strain or leave each other alone."""
    assert short(said("affirms", **one), said("affirms", **other)) == expected


SEEN = {
    "equal": (SENT, SENT, "-qualifies (non-observation)"),
    "wider": (SHELLS, MILITARY, "-qualifies (non-observation) object"),
    "narrower": (MILITARY, SHELLS, "-qualifies (narrower-non-observation) object"),
    "disjoint": (SENT, SHELLS, "none (out-of-scope) object"),
    "open": (SENT, MILITARY, "undetermined (classification) object"),
    "masses, and narrower": ({**MILITARY, "quantity": MASSES}, {**SENT, "object": ["weapons", "lethal-aid"]},
                             "-qualifies (narrower-non-observation) object"),
}  # fmt: skip


@pytest.mark.parametrize(("affirmed", "unseen", "expected"), SEEN.values(), ids=SEEN)
def test_a_non_observation_qualifies_at_most(
    affirmed: dict[str, Any], unseen: dict[str, Any], expected: str
) -> None:
    """Not to have seen evidence limits an affirmation, and never denies it."""
    one, other = said("affirms", **affirmed), said("no-evidence", **unseen)
    assert short(one, other) == expected
    assert not told(one, other).non_responsive


def test_who_denies_the_wider_supports_who_denies_the_narrower() -> None:
    """Denials entail in the other direction than affirmations do."""
    assert short(said("denies", **MILITARY), said("denies", **SHELLS)) == "supports (entails) object"
    assert short(said("denies", **SHELLS), said("denies", **MILITARY)) == "-supports (entails) object"
    assert short(said("denies", **SENT), said("denies", **SENT)) == "same (restates)"
    assert short(said("denies", **SENT), said("denies", **SHELLS)) == "none (compatible)"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("denies", "no-evidence"),
        ("no-evidence", "no-evidence"),
        ("questions", "affirms"),
        ("questions", "denies"),
    ],
)
def test_other_stances_decide_nothing(one: str, other: str) -> None:
    """Questions, and non-observations beside anything but an affirmation, give no verdict, even on one claim."""
    about = claim(**SENT)
    found = told(on(about, one), on(about, other))
    assert (found.kind, found.reason) == (VerdictKind.NONE, "no-stance")


def test_one_claim_is_equal_to_itself_whatever_its_form() -> None:
    """An opaque claim is compared with itself, and dates play no part."""
    about = claim(form="other", subject="china", action="is")
    early, late = on(about, "affirms", made="2020"), on(about, "denies", made="2024")
    assert short(early, late) == "contradicts (polarity)"
    assert short(early, on(about, "affirms")) == "same (restates)"
    assert short(early, on(about, "no-evidence")) == "-qualifies (non-observation)"
    assert claims_entail(about, about, CONTEXT) is True


def test_exclusive_claims_are_compared_as_marked() -> None:
    """A mark of exclusion comes before any slot, and works from either claim."""
    one = claim("one", subject="china", form="other", action="is")
    other = ComparedClaim(f"{BASE}claim/other", exclusive=frozenset({one.iri}))
    assert short(on(one, "affirms"), on(other, "affirms")) == "contradicts (exclusive)"
    assert short(on(one, "affirms"), on(other, "denies")) == "supports (exclusive)"
    assert short(on(one, "denies"), on(other, "affirms")) == "-supports (exclusive)"
    assert short(on(one, "denies"), on(other, "denies")) == "none (compatible)"
    assert short(on(one, "affirms"), on(other, "no-evidence")) == "none (compatible)"


def test_a_likelihood_makes_a_verdict_weak() -> None:
    """Whatever is derived from a hedged statement is weak, and nothing found is not weak."""
    assert told(said("affirms", hedged=True, **SENT), said("denies", **SENT)).strength == "weak"
    assert told(said("affirms", **SENT), said("denies", **SENT)).strength == "strong"
    assert not told(said("affirms", hedged=True, **SENT), said("denies", **SHELLS)).weak


MISSED = {
    "one slot open": (SENT, MILITARY, True),
    "one slot disjoint": ({**SENT, "action": "approves-delivery-of"}, SENT, True),
    "unstated meets": ({**SENT, "action": "plans-delivery-of"}, {"subject": "china", "action": "delivers"}, True),
    "the amount": ({**SENT, "quantity": count(exactly=12)}, {**SENT, "quantity": count(more_than=100)}, True),
    "two slots disjoint": ({**SENT, "subject": "makers", "period": "2022"}, {**SENT, "period": "2023"}, False),
    "one disjoint and one open": ({**SENT, "subject": "makers"}, MILITARY, False),
    "one disjoint and one unknown": (
        {**SENT, "action": "orders", "object": "food"}, {**SENT, "object": "metals"}, False),
    "unknown is not open": ({**SENT, "object": "food"}, {**SENT, "object": "metals"}, False),
    "an answer": (SENT, SENT, False),
}  # fmt: skip


@pytest.mark.parametrize(("affirmed", "denied", "expected"), MISSED.values(), ids=MISSED)
def test_a_denial_that_misses_by_one_slot_is_non_responsive(
    affirmed: dict[str, Any], denied: dict[str, Any], *, expected: bool
) -> None:
    """Exactly one slot is disjoint or open, and all others are known to share something."""
    assert told(said("affirms", **affirmed), said("denies", **denied)).non_responsive is expected


def test_an_inherited_slot_marks_the_verdict() -> None:
    """An assumed scope counts as stated, and is named wherever it was used."""
    scope = {"period": "2022-02/.."}
    assumed = on(claim(scope=scope, **SHELLS), "affirms")
    found = told(assumed, said("denies", period="2022-02/..", **MILITARY))
    assert (found.kind, found.assumed, found.undated) == (VerdictKind.CONTRADICTS, ("period",), True)
    assert told(assumed, said("denies", period="2021", **MILITARY)).assumed == ("period",)
    other = on(claim(scope=scope, **{**SHELLS, "counterparty": "france", "action": "orders"}), "affirms")
    assert told(other, said("denies", **MILITARY)).assumed == ()


def test_an_inherited_reading_goes_with_its_slot() -> None:
    """What a state stands for in the scope is what it stands for in the claim."""
    scope = {"subject": "china", "subject-read-as": "country"}
    inherited = claim(scope=scope, action="delivers", object="drones")
    assert inherited.reading("subject") == "country"
    assert inherited.assumed == {"subject"}
    assert claim(scope=scope, **SENT).reading("subject") == "government"


def test_mixed_directions_decide_nothing() -> None:
    """Alternatives that point both ways have no one direction to be compared in."""
    both = {**SENT, "action": ["delivers", "imports"]}
    assert short(said("affirms", **SENT), said("denies", **both)) == "undetermined (overlap) action"
    assert short(said("affirms", **both), said("denies", **both)) == "contradicts (polarity)"
