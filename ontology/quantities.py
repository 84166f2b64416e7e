"""Quantities as intervals, with the words as printed and a restored value beside them.

``more-than: 100`` is an open lower bound, ``at-most: 5`` a closed upper one, ``multiples-of: 100000`` several times
that number ("hundreds of thousands"); a quantity without any number is vague ("masses", "enough to equip an army") and
then must carry its printed words. Currencies are never converted here.
"""

from decimal import Decimal
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, Field, PlainSerializer, model_validator

from .dates import Edtf
from .node import Names, Node, Rdf, Words
from .vocabulary import Measure


def _finite(number: Decimal) -> Decimal:
    if not number.is_finite():
        raise ValueError("a bound must be a finite number; leave the key out where there is none")
    return number


def plain(number: Decimal) -> str:
    """A decimal without exponent and without superfluous zeros, so that equal numbers are equal bytes.

    >>> plain(Decimal("1.50")), plain(Decimal("1E+8")), plain(Decimal("-0.0"))
    ('1.5', '100000000', '0')
    """
    written = format(number or Decimal(0), "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


Number = Annotated[
    Decimal,
    Field(max_digits=30, decimal_places=10),
    AfterValidator(_finite),
    PlainSerializer(plain, return_type=str, when_used="json"),
]

CurrencyCode = Annotated[str, Field(pattern="^[A-Z]{3}$", examples=["EUR", "USD"])]
"""A code of ISO 4217."""


class Amount(Node):
    """An interval of numbers in a unit, or an amount in words alone."""

    exactly: Annotated[Number | None, Rdf("exactly", "decimal")] = None
    about: Annotated[Number | None, Rdf("about", "decimal")] = None
    at_least: Annotated[Number | None, Rdf("atLeast", "decimal")] = None
    more_than: Annotated[Number | None, Rdf("moreThan", "decimal")] = None
    at_most: Annotated[Number | None, Rdf("atMost", "decimal")] = None
    less_than: Annotated[Number | None, Rdf("lessThan", "decimal")] = None
    multiples_of: Annotated[Number | None, Rdf("multiplesOf", "decimal")] = None
    """Several times this number: ``100000`` for "hundreds of thousands". It sets no bound."""
    unit: Annotated[Words | None, Rdf("unit")] = None
    currency: Annotated[CurrencyCode | None, Rdf("currency")] = None
    """ISO 4217 code, only where the source or its restorer says which currency it is."""

    @model_validator(mode="after")
    def _one_interval(self) -> Self:
        lower = [name for name in ("at_least", "more_than") if getattr(self, name) is not None]
        upper = [name for name in ("at_most", "less_than") if getattr(self, name) is not None]
        point = [name for name in ("exactly", "about", "multiples_of") if getattr(self, name) is not None]
        if len(lower) > 1 or len(upper) > 1 or len(point) > 1 or (point and (lower or upper)):
            raise ValueError(
                "bounds that exclude each other: give exactly, about or multiples-of alone, or one lower bound "
                "(at-least, more-than) and one upper bound (at-most, less-than)"
            )
        if self.multiples_of is not None and self.multiples_of <= 0:
            raise ValueError(
                f"'multiples-of' is {plain(self.multiples_of)}, and several times that is no amount; "
                "write what is multiplied, such as 100000 for hundreds of thousands"
            )
        low, high = self.low, self.high
        if low is not None and high is not None and low > high:
            raise ValueError(f"the lower bound {plain(low)} is above the upper bound {plain(high)}")
        if self.unit is not None and self.currency is not None:
            raise ValueError("give a unit or a currency, not both")
        return self

    @property
    def low(self) -> Decimal | None:
        """The lower bound; None if there is none, or the number is approximate or a multiple."""
        return next((n for n in (self.exactly, self.at_least, self.more_than) if n is not None), None)

    @property
    def high(self) -> Decimal | None:
        """The upper bound; None if there is none, or the number is approximate or a multiple."""
        return next((n for n in (self.exactly, self.at_most, self.less_than) if n is not None), None)

    @property
    def vague(self) -> bool:
        """True if no number is given at all."""
        return all(n is None for n in (self.low, self.high, self.about, self.multiples_of))


class Restoration(Amount):
    """What a printed amount is taken to have been, with who says so and why. It stands beside the printed one."""

    rdf_class: ClassVar[str] = "Restoration"

    by: Annotated[Words, Rdf("restoredBy")]
    why: Annotated[Words, Rdf("why")]


class Quantity(Amount):
    """How much: an interval with its measure, per what period, against what base, and the words as printed."""

    rdf_class: ClassVar[str] = "Quantity"

    measure: Annotated[Measure, Rdf("measure", "enum")]
    per: Annotated[Words | None, Rdf("per")] = None
    """The period that it is counted in, such as ``month``."""
    base: Annotated[Edtf | None, Rdf("comparedWith", "edtf")] = None
    """For a change: the period that it is compared with."""
    printed: Annotated[Names, Rdf("printedAmount")] = ()
    """The words as printed."""
    restored: Annotated[Restoration | None, Rdf("restored", "node")] = None

    @model_validator(mode="after")
    def _vague_in_words(self) -> Self:
        if self.vague and not self.printed:
            raise ValueError('a quantity without a number needs the words as printed: printed: "masses"')
        return self
