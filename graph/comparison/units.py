"""Units of a quantity: which two words are one unit, and how many of the one are one of the other.

Units come in the words of a source, French or English. Counted things without a unit and "pieces" are one; a word that
is no unit of measure is equal only to itself. pint does the arithmetic, and is imported only where two units differ.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, Final, cast

from ...ontology.wording import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

_PIECES: Final = frozenset(
    {
        "piece",
        "pieces",
        "pièce",
        "pièces",
        "unit",
        "units",
        "unité",
        "unités",
        "item",
        "items",
        "article",
        "articles",
    }
)
_PERCENT: Final = frozenset({"%", "percent", "per cent", "pour cent", "pourcent", "pct"})
_FRENCH: Final[Mapping[str, str]] = {
    "gramme": "gram", "grammes": "gram", "kilogramme": "kilogram", "kilogrammes": "kilogram",
    "milligramme": "milligram", "milligrammes": "milligram", "kilo": "kilogram", "kilos": "kilogram",
    "mètre": "metre", "mètres": "metre", "kilomètre": "kilometre", "kilomètres": "kilometre",
    "livre": "livre", "livres": "livre",
}  # fmt: skip
_AMBIGUOUS: Final = frozenset(
    {"ton", "tons", "livre", "gallon", "gallons", "ounce", "ounces", "barrel", "barrels"}
)
"""Words for several units: a ton is 907, 1000 or 1016 kg; *livre* is a pound, half a kilogram, or money."""

_SYMBOL_LENGTH: Final = 3
_WORD: Final = re.compile(r"[A-Za-zµ]{1,30}")

_MONTHS: Final[Mapping[str, int]] = {"month": 1, "quarter": 3, "year": 12}
_DAYS: Final[Mapping[str, int]] = {"day": 1, "week": 7}
_PERIODS: Final[Mapping[str, str]] = {
    "day": "day", "days": "day", "daily": "day", "jour": "day", "jours": "day", "d": "day",
    "week": "week", "weekly": "week", "semaine": "week",
    "month": "month", "monthly": "month", "mois": "month",
    "quarter": "quarter", "quarterly": "quarter", "trimestre": "quarter",
    "year": "year", "yearly": "year", "annum": "year", "an": "year", "année": "year", "annee": "year",
}  # fmt: skip
_LEADING: Final = re.compile(r"^(?:(?:per|par|a|each|every|chaque)\s+|/\s*)", re.IGNORECASE)


def unit_of(words: str) -> str:
    """The one way to write a unit; empty for counted things without one.

    >>> unit_of("Pièces"), unit_of("%"), unit_of("vests")
    ('', 'percent', 'vests')
    """
    word = folded(words)
    if word in _PIECES:
        return ""
    return "percent" if word in _PERCENT else _FRENCH.get(word, word)


def per_of(words: str) -> str:
    """The one way to write the period that an amount is counted in.

    >>> per_of("par mois"), per_of("year"), per_of("each shift")
    ('month', 'year', 'shift')
    """
    word = _LEADING.sub("", folded(words)) or folded(words)
    return _PERIODS.get(word, word)


def per_factor(one: str, other: str) -> Fraction | None:
    """What an amount per the one period is to be multiplied with to be per the other; None if that is not exact.

    >>> per_factor("month", "year"), per_factor("year", "quarter"), per_factor("week", "month")
    (Fraction(12, 1), Fraction(1, 4), None)
    """
    if one == other:
        return Fraction(1)
    for lengths in (_MONTHS, _DAYS):
        if one in lengths and other in lengths:
            return Fraction(lengths[other], lengths[one])
    return None


@cache
def unit_factor(one: str, other: str) -> Fraction | None:
    """What an amount in the one unit is to be multiplied with to be in the other; None if they do not compare.

    >>> unit_factor("tonnes", "kg")
    Fraction(1000, 1)
    >>> unit_factor("vests", "helmets") is None, unit_factor("tons", "kg") is None
    (True, True)
    """
    if one == other:
        return Fraction(1)
    measured, others = _measured(one), _measured(other)
    if measured is None or others is None or measured.dimensionality != others.dimensionality:
        return None
    return Fraction(measured.to_base_units().magnitude) / Fraction(others.to_base_units().magnitude)


def _measured(word: str) -> Any:  # noqa: ANN401 - pint's quantity has no public type that fits
    """One of this unit as pint has it; None if the word is no unit, or one of several."""
    if word in _AMBIGUOUS or _WORD.fullmatch(word) is None:
        return None
    registry = _registry()
    names = registry.parse_unit_name(word)
    # "cars" is no hundredth of an are: a prefix counts if it is written out, or the whole is short as symbols are.
    if not any(len(word) <= _SYMBOL_LENGTH or word.startswith(prefix) for prefix, _unit, _plural in names):
        return None
    found = registry.Quantity(Fraction(1), word)
    return found if found._is_multiplicative else None  # noqa: SLF001 - degrees Celsius scale by no factor


@cache
def _registry() -> Any:  # noqa: ANN401 - as above
    import pint

    return pint.UnitRegistry(non_int_type=cast("Any", Fraction), cache_folder=None)
