"""Quantities as intervals: what a printed amount formally says, what it usually means, and how two of them lie.

"More than 100" formally says anything above; who writes it usually means no more than twice that. The formal interval
decides what follows and what cannot both hold, the usual one only where two amounts hold together against usual sense.
What is compared is what was printed; a restored amount stands beside it and decides nothing. No currency is converted
here: whoever asks gives the rate.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from ...ontology.dates import bounds as days_of
from ...ontology.quantities import plain
from ...ontology.wording import folded
from .fit import DISJOINT, EQUAL, NARROWER, WIDER, Fit, unknown, unstated
from .units import per_factor, per_of, unit_factor, unit_of

if TYPE_CHECKING:
    from ...ontology.quantities import Quantity

_BOUNDS: Final = ("exactly", "about", "at_least", "more_than", "at_most", "less_than", "multiples_of")
_WORDS_FOR: Final = {
    "exactly": "", "about": "about ", "at_least": "at least ", "more_than": "more than ", "at_most": "at most ",
    "less_than": "less than ", "multiples_of": "several times ",
}  # fmt: skip

Convert = Callable[[str, str], "tuple[Fraction, str] | None"]
"""From one currency to another: the factor and the rate in words; None where no rate applies."""


def no_rate(_one: str, _other: str) -> None:
    """Where no rate is given, no currency is converted."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Numbers from low to high; None where there is no bound, open where the bound itself is left out."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False

    def times(self, factor: Fraction) -> Interval:
        """The interval in another unit; the factor is positive."""
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        return Interval(low, high, self.low_open, self.high_open)

    def mirrored(self) -> Interval:
        """The same below zero."""
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        return Interval(low, high, self.high_open, self.low_open)

    def above(self, other: Interval) -> bool:
        """Whether every number here obeys the other's lower bound."""
        if other.low is None:
            return True
        if self.low is None:
            return False
        return self.low > other.low or (self.low == other.low and (self.low_open or not other.low_open))

    def below(self, other: Interval) -> bool:
        """Whether every number here obeys the other's upper bound."""
        return self.mirrored().above(other.mirrored())

    def exceeds(self, other: Interval) -> bool:
        """Whether every number here is greater than every number there."""
        if self.low is None or other.high is None:
            return False
        return self.low > other.high or (self.low == other.high and (self.low_open or other.high_open))

    @property
    def positive(self) -> bool:
        """Whether it holds no number but positive ones."""
        return self.low is not None and (self.low > 0 or (self.low == 0 and self.low_open))

    def fit(self, other: Interval) -> Fit:
        """How the one lies to the other."""
        if self.exceeds(other) or other.exceeds(self):
            return DISJOINT
        within = self.above(other) and self.below(other)
        contains = other.above(self) and other.below(self)
        return Fit(within=within, contains=contains, reason="" if within else "quantity")


SOME: Final = Interval(low=Fraction(0), low_open=True)
"""More than nothing: what an event comes to, whatever its amount."""


@dataclass(frozen=True, slots=True)
class ComparedQuantity:
    """An amount as comparison needs it: bounds as printed, measure, unit or currency, per what, against what base."""

    measure: str
    bounds: tuple[tuple[str, Decimal], ...] = ()
    unit: str = ""
    currency: str = ""
    per: str = ""
    base: str = ""
    words: tuple[str, ...] = ()

    @classmethod
    def of(cls, quantity: Quantity) -> ComparedQuantity:
        """What the ontology's quantity says; a restored amount is left aside."""
        found = ((name, getattr(quantity, name, None)) for name in _BOUNDS)
        return cls(
            measure=quantity.measure.value,
            bounds=tuple((name, number) for name, number in found if number is not None),
            unit=unit_of(quantity.unit or ""),
            currency=quantity.currency or "",
            per=per_of(quantity.per) if quantity.per else "",
            base=quantity.base or "",
            words=quantity.printed,
        )

    def to_plain(self) -> dict[str, Any]:
        """Its filled fields, in plain JSON types."""
        said = {"m": self.measure, "u": self.unit, "c": self.currency, "p": self.per, "b": self.base}
        numbers = {name: plain(number) for name, number in self.bounds}
        return {
            **{k: v for k, v in said.items() if v},
            **({"n": numbers} if numbers else {}),
            **({"w": list(self.words)} if self.words else {}),
        }

    @classmethod
    def from_plain(cls, said: dict[str, Any]) -> ComparedQuantity:
        """Read back what :meth:`to_plain` gave."""
        numbers = said.get("n", {})
        return cls(
            measure=said["m"],
            bounds=tuple((name, Decimal(numbers[name])) for name in _BOUNDS if name in numbers),
            unit=said.get("u", ""),
            currency=said.get("c", ""),
            per=said.get("p", ""),
            base=said.get("b", ""),
            words=tuple(said.get("w", ())),
        )

    @property
    def vague(self) -> bool:
        """Whether it is in words alone: positive, and of unknown size."""
        return not self.bounds

    def formal(self) -> Interval:
        """Every number that the words allow."""
        return _interval(self.bounds, usual=False)

    def usual(self) -> Interval:
        """The numbers that are usually meant."""
        return _interval(self.bounds, usual=True)

    def described(self) -> str:
        """The amount in plain words, as printed where it is vague.

        >>> ComparedQuantity(
        ...     "value", (("more_than", Decimal(1000)),), currency="USD", per="month"
        ... ).described()
        'more than 1,000 USD a month'
        """
        if self.vague:
            return f"“{self.words[0]}”" if self.words else "an amount"
        numbers = " and ".join(f"{_WORDS_FOR[name]}{_grouped(number)}" for name, number in self.bounds)
        unit = {"percent": " %"}.get(
            self.unit, f" {self.unit or self.currency}" if self.unit or self.currency else ""
        )
        per, base = f" a {self.per}" if self.per else "", f" on {self.base}" if self.base else ""
        return f"{numbers}{unit}{per}{base}"


def _grouped(number: Decimal) -> str:
    whole, _, part = plain(number).partition(".")
    return f"{int(whole):,}{f'.{part}' if part else ''}" if whole.lstrip("-").isdigit() else plain(number)


def _interval(given: tuple[tuple[str, Decimal], ...], *, usual: bool) -> Interval:
    numbers = {name: Fraction(number) for name, number in given}
    if not numbers:
        return SOME
    if len(numbers) == 1:
        ((name, number),) = numbers.items()
        return _one_sided(name, number, usual=usual)
    lows = [numbers[name] for name in ("at_least", "more_than") if name in numbers]
    highs = [numbers[name] for name in ("at_most", "less_than") if name in numbers]
    return Interval(
        low=lows[0] if lows else None,
        high=highs[0] if highs else None,
        low_open="more_than" in numbers,
        high_open="less_than" in numbers,
    )


_OPPOSITE: Final = {
    "at_least": "at_most", "more_than": "less_than", "at_most": "at_least", "less_than": "more_than",
}  # fmt: skip


def _one_sided(name: str, number: Fraction, *, usual: bool) -> Interval:
    if number < 0:  # a fall of more than 5 is "less than -5": the same words, mirrored
        return _one_sided(_OPPOSITE.get(name, name), -number, usual=usual).mirrored()
    usual = usual and number != 0  # "more than nothing" has no usual size
    strict = name in ("more_than", "less_than")
    match name:
        case "about":
            spread = (Fraction(9, 10), Fraction(11, 10)) if usual else (Fraction(1, 2), Fraction(2))
            return Interval(number * spread[0], number * spread[1])
        case "at_least" | "more_than":
            return Interval(number, number * 2 if usual else None, low_open=strict)
        case "at_most" | "less_than":
            return Interval(number / 2 if usual else None, number, high_open=strict)
        case "multiples_of":
            return Interval(number * 2, number * 10 if usual else None, high_open=usual)
        case _:
            return Interval(number, number)


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two amounts in one unit, or why they cannot be brought into one.

    Attributes:
        fit: How the amounts lie to each other, each taken by itself.
        formal: Their formal intervals in one unit; None if they do not compare.
        usual: Their usual intervals in one unit; None if they do not compare, or one is vague.
        note: The rate that was used, in words.
    """

    fit: Fit
    formal: tuple[Interval, Interval] | None = None
    usual: tuple[Interval, Interval] | None = None
    note: str = ""


def align(
    first: ComparedQuantity | None, second: ComparedQuantity | None, convert: Convert = no_rate
) -> Aligned:
    """Bring two amounts into one unit and compare them.

    >>> tonnes, kilos = (
    ...     ComparedQuantity("mass", (("exactly", Decimal(n)),), unit=u) for n, u in ((2, "t"), (2000, "kg"))
    ... )
    >>> align(tonnes, kilos).fit.state
    'equal'
    """
    if first is None or second is None:
        return Aligned(unstated(first=first is not None, second=second is not None) or EQUAL)
    if first.measure != second.measure:
        return Aligned(unknown("measure"))
    if first.vague or second.vague:
        alike = _same_days(first.base, second.base)
        return Aligned(_vague(first, second) if alike else unknown("basis"))
    found = _scale(first, second, convert)
    if isinstance(found, str):
        return Aligned(unknown(found))
    factor = found[0]
    formal = first.formal().times(factor), second.formal()
    usual = first.usual().times(factor), second.usual()
    return Aligned(formal[0].fit(formal[1]), formal, usual, found[1])


def _scale(first: ComparedQuantity, second: ComparedQuantity, convert: Convert) -> tuple[Fraction, str] | str:
    """The factor from the one amount to the other, with the rate in words; or the code of what is not known."""
    per: Fraction | None = Fraction(1)
    if first.per != second.per:
        per = per_factor(first.per, second.per) if first.per and second.per else None
    if per is None or not _same_days(first.base, second.base):
        return "basis"
    found = _unit(first, second, convert)
    return found if isinstance(found, str) else (found[0] * per, found[1])


def _unit(first: ComparedQuantity, second: ComparedQuantity, convert: Convert) -> tuple[Fraction, str] | str:
    """The factor between the units or currencies, with the rate in words; or the code of what is not known."""
    if first.currency or second.currency:
        if first.currency == second.currency:
            return Fraction(1), ""
        found = convert(first.currency, second.currency) if first.currency and second.currency else None
        return found or "currency"
    if first.unit == second.unit:
        return Fraction(1), ""
    factor = unit_factor(first.unit, second.unit) if first.unit and second.unit else None
    return "unit" if factor is None else (factor, "")


def _vague(first: ComparedQuantity, second: ComparedQuantity) -> Fit:
    """Amounts in words: equal in the same words, positive, and otherwise of unknown size."""
    if first.vague and second.vague:
        same = {*map(folded, first.words)} == {*map(folded, second.words)} and first.per == second.per
        return EQUAL if same else unknown("quantity")
    number = (second if first.vague else first).formal()
    if SOME.exceeds(number):
        return DISJOINT
    if number.positive and number.low == 0 and number.high is None:
        return NARROWER if first.vague else WIDER
    if not number.positive and SOME.above(number) and number.high is None:
        return NARROWER if first.vague else WIDER
    return unknown("quantity")


def _same_days(one: str, other: str) -> bool:
    """Whether two bases of a change are one period, or neither is given."""
    return one == other or (bool(one) and bool(other) and days_of(one) == days_of(other))
