"""Amounts: the intervals that words stand for, units, periods that amounts are counted in, and rates."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.graph.comparison import ComparedRate, Context
from claimgraph.graph.comparison.quantities import SOME, ComparedQuantity, Interval, align
from claimgraph.graph.comparison.units import per_factor, unit_factor, unit_of
from claimgraph.ontology.quantities import Quantity
from tests.comparisons import CONTEXT, said, short, told


def amount(measure: str = "count", **keys: Any) -> ComparedQuantity:  # noqa: ANN401 - bounds and words
    """A quantity as a dossier gives it."""
    plain = {name.replace("_", "-"): value for name, value in keys.items()}
    return ComparedQuantity.of(Quantity.model_validate({"measure": measure, **plain}))


def bare(name: str, number: int) -> ComparedQuantity:
    """A quantity with one bound, whatever the models have."""
    return ComparedQuantity("count", ((name, Decimal(number)),))


def span(interval: Interval) -> str:
    """An interval in the usual notation."""
    low, high = ("∞" if end is None else str(end) for end in (interval.low, interval.high))
    return f"{'(' if interval.low_open else '['}{low}, {high}{')' if interval.high_open else ']'}"


@pytest.mark.parametrize(
    ("name", "number", "formal", "usual"),
    [
        ("exactly", 6, "[6, 6]", "[6, 6]"),
        ("about", 10, "[5, 20]", "[9, 11]"),
        ("at_least", 6, "[6, ∞]", "[6, 12]"),
        ("more_than", 6, "(6, ∞]", "(6, 12]"),
        ("at_most", 6, "[∞, 6]", "[3, 6]"),
        ("less_than", 6, "[∞, 6)", "[3, 6)"),
        ("multiples_of", 100, "[200, ∞]", "[200, 1000)"),
        ("more_than", 0, "(0, ∞]", "(0, ∞]"),
        ("less_than", 0, "[∞, 0)", "[∞, 0)"),
        ("less_than", -6, "[∞, -6)", "[-12, -6)"),
        ("more_than", -6, "(-6, ∞]", "(-6, -3]"),
        ("about", -10, "[-20, -5]", "[-11, -9]"),
    ],
)
def test_words_stand_for_intervals(name: str, number: int, formal: str, usual: str) -> None:
    """What the words allow, and what is usually meant; below zero the same words are mirrored."""
    found = bare(name, number)
    assert (span(found.formal()), span(found.usual())) == (formal, usual)


def test_two_bounds_make_one_interval() -> None:
    """A lower and an upper bound are meant as they stand."""
    both = amount(more_than=5, at_most=9)
    assert span(both.formal()) == span(both.usual()) == "(5, 9]"


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(["exactly", "about", "at_least", "more_than", "at_most", "less_than", "multiples_of"]),
    st.integers(-50, 50),
)
def test_what_is_usually_meant_is_allowed(name: str, number: int) -> None:
    """The usual interval lies within the formal one."""
    found = bare(name, number)
    assert found.usual().above(found.formal())
    assert found.usual().below(found.formal())


def test_what_was_printed_is_compared_and_not_what_was_restored() -> None:
    """A restored amount stands beside the printed one and decides nothing."""
    printed = amount("value", at_least=2250, restored={"about": 225, "by": "us", "why": "a slip"})
    assert span(printed.formal()) == "[2250, ∞]"


def test_units_in_two_languages_are_one() -> None:
    """Spelling and language make no other unit; what is no unit is equal only to itself."""
    assert unit_of("Pièces") == unit_of("pieces") == unit_of("unités") == unit_of("items") == ""
    assert unit_of("pour cent") == unit_of("%") == "percent"
    assert unit_factor("tonnes", unit_of("kilogrammes")) == 1000
    assert unit_factor("vests", "vests") == 1
    for one, other in (
        ("vests", "helmets"),
        ("tons", "tonnes"),
        ("cars", "hectares"),
        ("kg", "litres"),
        ("a b", "kg"),
    ):
        assert unit_factor(one, other) is None


def test_calendar_periods_convert_where_that_is_exact() -> None:
    """Months, quarters and years are multiples of each other, days and weeks too; weeks and months are not."""
    assert per_factor("month", "year") == 12
    assert per_factor("quarter", "month") == per_factor("day", "week") / 21  # type: ignore[operator]
    assert per_factor("week", "month") is None
    assert align(amount(exactly=3, per="par mois"), amount(exactly=36, per="année")).fit.state == "equal"
    assert align(amount(exactly=3, per="shift"), amount(exactly=3, per="per shift")).fit.state == "equal"
    assert align(amount(exactly=3, per="shift"), amount(exactly=3, per="month")).fit.reason == "basis"


def test_what_is_counted_by_the_month_carries_to_no_longer_period() -> None:
    """A rate in May says nothing of the rate in the year, as a sum would."""
    slots: dict[str, Any] = {"form": "total", "subject": "china", "action": "delivers", "object": "drones"}
    may = {**slots, "period": "2023-05", "quantity": {"measure": "count", "at-least": 9, "per": "month"}}
    year = {**slots, "period": "2023", "quantity": {"measure": "count", "at-least": 5, "per": "month"}}
    assert short(said("affirms", **may), said("affirms", **year)) == "none (compatible)"
    assert short(said("affirms", **may), said("denies", **year)) == "undetermined (quantity) quantity"


def test_amounts_in_words_are_positive_and_equal_only_in_the_same_words() -> None:
    """Nothing else is known of them."""
    masses, army = amount(printed="masses"), amount(printed="pour l’armée")
    assert masses.vague
    assert span(masses.formal()) == span(SOME)
    assert align(army, amount(printed="Pour  l'armée")).fit.state == "equal"
    assert align(masses, army).fit.reason == "quantity"
    assert align(masses, amount(exactly=5)).fit.state == "unknown"
    assert align(masses, amount(exactly=0)).fit.state == "disjoint"
    assert align(masses, amount(more_than=0)).fit.state == "narrower"
    assert align(amount(at_least=0), masses).fit.state == "wider"


POUNDS: dict[str, Any] = {
    "form": "total", "subject": "russia", "action": "imports", "object": "drones", "period": "2023",
    "quantity": {"measure": "value", "exactly": 100, "currency": "GBP"},
}  # fmt: skip
DOLLARS = {**POUNDS, "quantity": {"measure": "value", "exactly": 127, "currency": "USD"}}


def rates(*given: tuple[str, str, str, str]) -> Context:
    """The world with these rates of exchange."""
    from datetime import date
    from fractions import Fraction

    held = [
        ComparedRate(
            one, other, Fraction(rate), date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal(), words
        )
        for one, other, rate, words in given
        for year in [int(words)]
    ]
    return Context(CONTEXT.entries, held)


def test_currencies_are_converted_at_a_rate_that_holds_for_both_and_is_named() -> None:
    """Either way round; the sentence says at which rate."""
    one, other = said("affirms", **POUNDS), said("affirms", **DOLLARS)
    for context in (rates(("GBP", "USD", "1.27", "2023")), rates(("USD", "GBP", "100/127", "2023"))):
        assert short(one, other, context) == "same (restates)"
    found = told(one, other, rates(("GBP", "USD", "1.5", "2023")))
    assert (found.kind, found.reason) == ("contradicts", "quantity")
    assert found.sentence.endswith("at the rate 1 GBP = 1.5 USD (2023).")


@pytest.mark.parametrize(
    "context",
    [
        CONTEXT,
        rates(("GBP", "USD", "1.27", "2022")),
        rates(("GBP", "EUR", "1.15", "2023")),
        rates(("GBP", "USD", "1.27", "2023"), ("GBP", "USD", "1.3", "2023")),
    ],
    ids=["none", "of another year", "of another currency", "two that differ"],
)
def test_no_currency_is_converted_without_such_a_rate(context: Context) -> None:
    """Then it stays undetermined, or compatible."""
    assert (
        short(said("affirms", **POUNDS), said("denies", **DOLLARS), context)
        == "undetermined (currency) quantity"
    )
    assert short(said("affirms", **POUNDS), said("affirms", **DOLLARS), context) == "none (compatible)"
