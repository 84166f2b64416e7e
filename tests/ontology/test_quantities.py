"""Quantities: intervals with the words as printed, and a restored value beside them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from claimgraph.ontology.quantities import Quantity, plain


def quantity(**said: Any) -> Quantity:  # noqa: ANN401 - as a file has it
    """A quantity, by the keys of a dossier."""
    return Quantity.model_validate(
        {"measure": "count", **{key.replace("_", "-"): value for key, value in said.items()}}
    )


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        ({"exactly": 5}, 5, 5),
        ({"at_least": 5}, 5, None),
        ({"more_than": 5}, 5, None),
        ({"at_most": 5}, None, 5),
        ({"less_than": 5}, None, 5),
        ({"more_than": 2, "at_most": 5}, 2, 5),
        ({"about": 5}, None, None),
        ({"multiples_of": 100000}, None, None),
    ],
)
def test_bounds_are_what_was_said(said: dict[str, int], low: int | None, high: int | None) -> None:
    """About is no bound: how far it reaches, nobody said."""
    held = quantity(**said)
    assert (held.low, held.high) == (low, high)
    assert not held.vague


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"exactly": 1, "about": 2}, "bounds that exclude each other"),
        ({"about": 1, "multiples_of": 2}, "bounds that exclude each other"),
        ({"multiples_of": 2, "at_most": 9}, "bounds that exclude each other"),
        ({"multiples_of": 0}, "several times that is no amount"),
        ({"multiples_of": -2}, "several times that is no amount"),
        ({"exactly": 1, "at_least": 1}, "bounds that exclude each other"),
        ({"at_least": 1, "more_than": 1}, "bounds that exclude each other"),
        ({"at_most": 1, "less_than": 1}, "bounds that exclude each other"),
        ({"at_least": 2, "at_most": 1}, "the lower bound 2 is above the upper bound 1"),
        ({"exactly": 1, "unit": "t", "currency": "EUR"}, "a unit or a currency, not both"),
        ({"exactly": 1, "currency": "euro"}, "String should match pattern"),
        ({}, "needs the words as printed"),
        ({"exactly": "nan"}, "finite"),
        ({"exactly": "inf"}, "finite"),
        ({"exactly": "1e40"}, "digits"),
    ],
)
def test_what_is_no_interval_is_refused(said: dict[str, object], reason: str) -> None:
    """Each with its reason."""
    with pytest.raises(ValidationError) as caught:
        quantity(**said)
    assert reason in str(caught.value)


def test_a_vague_amount_has_its_words_and_no_number() -> None:
    """A word such as "masses" is positive and of unknown size; no zero is invented for it."""
    held = quantity(printed="masses")
    assert held.vague
    assert (held.low, held.high, held.about) == (None, None, None)
    assert held.to_plain() == {"measure": "count", "printed": ["masses"]}


def test_a_restored_value_stands_beside_the_printed_one() -> None:
    """With who restored it and why; the printed words stay."""
    restored = {"exactly": 100, "currency": "USD", "by": "An analyst", "why": "the context"}
    held = quantity(printed=["100 hundreds"], restored=restored)
    assert held.restored is not None
    assert (held.restored.by, held.restored.exactly) == ("An analyst", Decimal(100))
    with pytest.raises(ValidationError, match="by"):
        quantity(printed=["x"], restored={"exactly": 1, "why": "no one says"})


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_number_is_written_plainly_and_without_loss(number: Decimal) -> None:
    """No exponent, no zero too many, no sign on nothing; and it is the same number."""
    written = plain(number)
    assert Decimal(written) == number
    assert "E" not in written.upper()
    assert not ("." in written and written.endswith("0"))
    assert written not in ("-0", "")
