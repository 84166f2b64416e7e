"""Rates of exchange that a dossier gives, each with the time for which it holds.

Amounts in different currencies are compared only by a rate that stands here; none is looked up, and none is guessed.
"""

from decimal import Decimal
from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from .dates import Edtf
from .node import Node, Rdf, Ref, Text, Words
from .quantities import CurrencyCode, Number, plain


class Rate(Node):
    """In period P, one unit of currency F was worth so many units of currency T; it has no slug, and needs none."""

    rdf_class: ClassVar[str] = "Rate"

    from_: Annotated[CurrencyCode, Rdf("fromCurrency")]
    to: Annotated[CurrencyCode, Rdf("toCurrency")]
    rate: Annotated[Number, Rdf("rate", "decimal")]
    """How many units of the second currency one unit of the first is worth."""
    date: Annotated[Edtf, Rdf("rateDate", "edtf")]
    """A day, month, year or interval for which it holds."""
    source: Annotated[Ref | None, Rdf("rateSource", "ref", ref=("source",))] = None
    """The source of the dossier that gives it."""
    by: Annotated[Words | None, Rdf("rateBy")] = None
    """Who gives it, in words, where no source of the dossier does."""
    note: Annotated[Text | None, Rdf("note", "text")] = None

    @model_validator(mode="after")
    def _between_two(self) -> Self:
        if self.from_ == self.to:
            raise ValueError(f"'to' is {self.to} like 'from'; a rate leads from one currency to another")
        if self.rate <= Decimal(0):
            raise ValueError(
                f"'rate' is {plain(self.rate)}; write how much of {self.to} one {self.from_} is worth"
            )
        return self
