"""What was public on which day, and what falls with what: the graph's own tables, packed small for the page.

A graph says for each day everything that was public by then; most of it was public the day before. The page is given
only what each day changes, by number, and plays the days back. Nothing is computed anew: which day, what falls and
which standings change was decided before the graph came here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from .marks import STANDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .reading import Reading

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CODES: Final = {name: code for code, name in enumerate(STANDINGS)}


def days(reading: Reading) -> list[dict[str, Any]]:
    """Each day with what it changes: numbers that appear or go, and claims with the code of their new standing.

    A code is the standing's place among the standings; -1 says that the claim has none any more. Days that are not
    written as YYYY-MM-DD, and items that are not in the graph, are left out.
    """
    number = reading.rank
    public: set[int] = set()
    standing: dict[int, int] = {}
    packed = []
    for day, found in sorted(_days(reading).items()):
        now = {number[iri] for iri in _texts(found.get("public")) if iri in number}
        told = _codes(found.get("standing"), number)
        changed = {claim: told.get(claim, -1) for claim in sorted(standing.keys() | told.keys())
                   if told.get(claim, -1) != standing.get(claim, -1)}  # fmt: skip
        packed.append(
            {
                "day": day,
                "in": sorted(now - public),
                "out": sorted(public - now),
                "standing": [list(pair) for pair in changed.items()],
            }
        )
        public, standing = now, told
    return packed


def perhaps(reading: Reading) -> list[int]:
    """Statements and sources whose day is unknown: those that the graph names, and those that no day ever names."""
    found = _days(reading)
    if not found:
        return []
    named = {iri for day in found.values() for iri in _texts(day.get("public"))}
    said = set(_texts(reading.about.get("perhaps")))
    return [
        number
        for iri, number in reading.rank.items()
        if reading.family(iri) in ("statement", "source") and (iri in said or iri not in named)
    ]


def falls(reading: Reading) -> dict[str, dict[str, Any]]:
    """For each item that something rests on: the statements that fall with it, and the standings that change."""
    number = reading.rank
    table = reading.about.get("falls")
    packed = {}
    for iri, fall in sorted(table.items()) if isinstance(table, dict) else ():
        if iri not in number or not isinstance(fall, dict):
            continue
        fallen = sorted({number[one] for one in _texts(fall.get("statements")) if one in number})
        changed = [list(pair) for pair in sorted(_codes(fall.get("standing"), number).items())]
        if fallen or changed:
            sentence = {"sentence": said} if (said := fall.get("sentence")) else {}
            packed[str(number[iri])] = {"fallen": fallen, "standing": changed, **sentence}
    return packed


def _days(reading: Reading) -> dict[str, Mapping[str, Any]]:
    found = reading.about.get("days")
    return {
        str(day["day"]): day
        for day in (found if isinstance(found, list) else [])
        if isinstance(day, dict) and _DAY.fullmatch(str(day.get("day", "")))
    }


def _codes(standing: object, number: Mapping[str, int]) -> dict[int, int]:
    if not isinstance(standing, dict):
        return {}
    return {
        number[iri]: _CODES[status] for iri, status in standing.items() if iri in number and status in _CODES
    }


def _texts(found: object) -> Iterator[str]:
    return (one for one in (found if isinstance(found, list) else []) if isinstance(one, str))
