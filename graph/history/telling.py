"""A comparison of two days told line by line, for a terminal or Markdown."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Final

from ...ontology.node import pick
from ...ontology.vocabulary import Stance
from ..told import Line, shown
from .changes import AppearedClaim, AppearedSource, AppearedStatement, Change, Difference, Fallen

MOST: Final = 12
"""How many of a kind are told, unless all are asked for."""

_FIRST: Final = 3
"""How many are named that said it on one and the same day."""

_ON_IT: Final = {
    Stance.AFFIRMS: "affirms it",
    Stance.DENIES: "denies it",
    Stance.NO_EVIDENCE: "has seen no evidence of it",
    Stance.QUESTIONS: "questions it",
}


def told(found: Difference, *, language: str = "en", most: int | None = MOST) -> list[Line]:
    """What two days differ in, as lines.

    Args:
        found: What was found.
        language: For claims and reasons.
        most: How many of a kind to tell; None tells all.
    """
    return shown(_lines(found, language, most))


def _lines(found: Difference, language: str, most: int | None) -> Iterator[Line]:
    yield Line(0, f"From {found.before} to {found.after}", "claim")
    retracted = [one for one in found.fallen if one.what == "retraction"]
    withdrawn = [one for one in found.fallen if one.what == "relation"]
    groups: list[tuple[str, str, Sequence[Sequence[Line]]]] = [
        ("claim", "appeared", [list(_claim(one, language)) for one in found.claims]),
        ("statement", "appeared", [[_statement(one, language)] for one in found.statements]),
        ("source", "appeared", [[_source(one)] for one in found.sources]),
        ("source or statement", "was retracted", [list(_fallen(one, language)) for one in retracted]),
        ("relation", "was withdrawn", [list(_fallen(one, language)) for one in withdrawn]),
        ("claim", "changed its standing", [[_change(one, language)] for one in found.changed or ()]),
    ]
    for noun, verb, blocks in groups:
        if blocks:
            yield Line(1, _counted(len(blocks), noun, verb), "group")
            for block in islice(blocks, most):
                yield from block
            if most is not None and len(blocks) > most:
                yield Line(2, f"and {len(blocks) - most} more; --all tells them", "detail")
    if not any(blocks for _, _, blocks in groups):
        yield Line(1, "Nothing appeared, and nothing fell.", "group")
    if found.changed is None:
        yield Line(1, "How claims stand was not compared.", "detail")
    if found.perhaps:
        are = (
            "statement has no known day, and is"
            if found.perhaps == 1
            else "statements have no known day, and are"
        )
        yield Line(1, f"{found.perhaps} {are} on neither side (perhaps public).", "detail")


def _counted(count: int, noun: str, verb: str) -> str:
    if count == 1:
        return f"1 {noun} {verb}"
    plural = "sources or statements" if noun.startswith("source or") else f"{noun}s"
    return f"{count} {plural} {verb.replace('was ', 'were ').replace('its', 'their')}"


def _claim(one: AppearedClaim, language: str) -> Iterator[Line]:
    yield Line(2, f"{pick(one.text, language)} ({one.slug})", "claim")
    for first in one.first[:_FIRST]:
        where = _where(first.day, first.report)
        yield Line(
            3, f"first: {first.speaker} {_ON_IT[first.stance]} ({first.slug}{where})", str(first.stance)
        )
    if len(one.first) > _FIRST:
        yield Line(3, f"and {len(one.first) - _FIRST} more with the same day", "detail")


def _statement(one: AppearedStatement, language: str) -> Line:
    said = f"{one.speaker} {one.stance.verb}: {pick(one.text, language)}"
    return Line(2, f"{said} ({one.slug}{_where(one.day, one.report)})", str(one.stance))


def _source(one: AppearedSource) -> Line:
    kind = "evidence: " if one.kind == "evidence" else ""
    return Line(2, f"{kind}{one.label} ({one.slug}{_where(one.day, None)})", "detail")


def _fallen(one: Fallen, language: str) -> Iterator[Line]:
    yield Line(2, f"{one.label} ({one.date})", "contradicts")
    reason = pick(one.why, language)
    yield Line(
        3,
        f"because: {reason}" if one.what == "retraction" else f"it had been drawn because: {reason}",
        "detail",
    )


def _change(one: Change, language: str) -> Line:
    return Line(2, f"{pick(one.text, language)} ({one.slug}): {one.before}, now {one.after}", "tension")


def _where(day: date | None, report: str | None) -> str:
    since = f", public by {day}" if day else ", known from what rests on it"
    return f"{since}, {report}" if report else since


__all__ = ["MOST", "told"]
