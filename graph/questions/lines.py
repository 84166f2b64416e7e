"""The answers to an analyst's questions told line by line, for a terminal or Markdown."""

from __future__ import annotations

from itertools import groupby, islice
from typing import TYPE_CHECKING, Final

from ...ontology.derived import VerdictKind
from ...ontology.node import pick
from ..reasoning.lines import MOST
from ..told import Line, shown
from ..tracing.pairs import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..comparison import Verdict
    from .admitting import Admission
    from .crucial import Cruxes
    from .matrix import Competing, Matrix
    from .responding import NonResponsive
    from .rooting import Carrying, OneRoot

FEW: Final = 6
"""Of the affirmations that one denial misses by one and the same slot, this many are told."""

_SIGNS: Final = {"inconsistent": "–", "consistent": "+", "undetermined": "?", "neutral": "·"}


def verdict(found: Verdict, first: str, second: str) -> list[Line]:
    """What one statement does to another.

    Args:
        found: The verdict.
        first: The statement that it leads from, in words.
        second: The one that it leads to.
    """
    return shown(_verdict(found, first, second))


_DOES: Final = {
    VerdictKind.CONTRADICTS: "contradicts",
    VerdictKind.TENSION: "is in tension with",
    VerdictKind.QUALIFIES: "qualifies",
    VerdictKind.SUPPORTS: "supports",
    VerdictKind.SAME: "says the same as",
    VerdictKind.UNDETERMINED: "may or may not bear on",
    VerdictKind.NONE: "has no bearing on",
}


def _verdict(found: Verdict, first: str, second: str) -> Iterator[Line]:
    kind = VerdictKind(found.kind.value)
    decided = f", decided by the {found.slot}" if found.slot else ""
    yield Line(0, f"{found.kind.value} ({found.reason}{decided})", "claim")
    yield Line(1, first, "detail")
    yield Line(1, f"{_DOES[kind]}:", _MARKS.get(kind, "detail"))
    yield Line(1, second, "detail")
    if found.sentence:
        yield Line(1, found.sentence, "title")
    if found.non_responsive:
        yield Line(1, f"Non-responsive: all but the {found.slot} meet.", "tension")
    if found.weak:
        yield Line(1, "Weak: a likelihood was counted in.", "detail")
    if found.assumed:
        slots = ", ".join(found.assumed)
        yield Line(1, f"Assumed from the dossier's scope, not said of the claim: {slots}.", "detail")
    if found.undated:
        yield Line(
            1, "Undated: no dates order the two, so open ends of periods were taken to be equal.", "detail"
        )


_MARKS: Final = {
    VerdictKind.CONTRADICTS: "contradicts",
    VerdictKind.TENSION: "tension",
    VerdictKind.QUALIFIES: "qualifies",
    VerdictKind.SUPPORTS: "supports",
    VerdictKind.SAME: "restates",
}


def non_responsive(
    found: Sequence[NonResponsive], *, language: str = "en", few: int | None = FEW
) -> list[Line]:
    """Denials that do not answer, by denial and by the slot that they miss."""
    return shown(_non_responsive(found, language, few))


def _non_responsive(found: Sequence[NonResponsive], language: str, few: int | None) -> Iterator[Line]:
    if not found:
        yield Line(0, "Every denial here answers what it meets, or misses it by more than one slot.", "claim")
    for _, group in groupby(found, key=lambda one: one.denial.iri):
        those = list(group)
        yield Line(0, f"{spoken(those[0].denial, language)} does not answer:", "denies")
        for (slot, verdict_), missed in groupby(those, key=lambda one: (one.slot, one.verdict)):
            alike = list(missed)
            how = (
                "the {} is another"
                if verdict_ is VerdictKind.NONE
                else "it is open whether the {} is covered"
            )
            yield Line(1, f"{how.format(_WORDS.get(slot, slot))} ({len(alike)})", "group")
            for one in islice(alike, few):
                yield Line(2, spoken(one.affirmation, language), "affirms")
                yield Line(3, one.sentence, "detail")
            if few is not None and len(alike) > few:
                yield Line(2, f"and {len(alike) - few} more; --all tells them", "detail")


_WORDS: Final = {"subject": "actor"}


def one_root(
    found: Sequence[OneRoot], beside: Sequence[Carrying], *, language: str = "en", most: int | None = MOST
) -> list[Line]:
    """Many outlets and one root; and beside these, the roots that most statements rest on."""
    return shown(_one_root(found, beside, language, most))


def _one_root(
    found: Sequence[OneRoot], beside: Sequence[Carrying], language: str, most: int | None
) -> Iterator[Line]:
    heading = (
        f"Read in several outlets, and one root ({len(found)})"
        if found
        else "No claim here was read in several outlets and has one root."
    )
    yield Line(0, heading, "claim")
    for one in islice(found, most):
        yield Line(1, f"{pick(one.text, language) or one.slug} ({one.slug})", str(one.side))
        yield Line(2, one.sentence, "detail")
    if most is not None and len(found) > most:
        yield Line(1, f"and {len(found) - most} more; --all tells them", "detail")
    if beside:
        yield Line(0, f"One root behind several statements ({len(beside)})", "claim")
    for each in islice(beside, most):
        yield Line(1, each.sentence, "detail")


def admissions(found: Sequence[Admission], *, language: str = "en") -> list[Line]:
    """Who speaks against their own interest."""
    return shown(_admissions(found, language))


def _admissions(found: Sequence[Admission], language: str) -> Iterator[Line]:
    if not found:
        yield Line(0, "Nobody here speaks against their own interest.", "claim")
    for kind, heading in (("admission", "Admissions"), ("own-side", "Against the own side")):
        those = [one for one in found if one.kind == kind]
        if those:
            yield Line(0, f"{heading} ({len(those)})", "claim")
        for one in those:
            yield Line(1, spoken(one.statement, language), str(one.statement.stance))
            if one.against is not None:
                more = f", and {one.others} more" if one.others else ""
                yield Line(2, f"against: {spoken(one.against, language)}{more}", "denies")
                yield Line(2, one.sentence, "detail")


def cruxes(found: Cruxes, *, language: str = "en", most: int | None = MOST) -> list[Line]:
    """What most hangs on."""
    return shown(_cruxes(found, language, most))


def _cruxes(found: Cruxes, language: str, most: int | None) -> Iterator[Line]:
    if not found.found:
        yield Line(0, "Without any one source or claim, every other claim keeps its standing.", "claim")
    for kind, heading in (("source", "Sources"), ("claim", "Claims")):
        those = [one for one in found.found if one.kind == kind]
        if those:
            yield Line(0, f"{heading} that the standing of others hangs on ({len(those)})", "claim")
        for one in islice(those, most):
            yield Line(1, f"{one.label} ({one.slug})", "title")
            yield Line(2, one.sentence, "detail")
            for change in islice(one.changed, FEW if most is not None else None):
                words = pick(change.text, language) or change.slug
                yield Line(3, f"{change.before} → {change.after}: {words} ({change.slug})", "detail")
            if most is not None and len(one.changed) > FEW:
                yield Line(3, f"and {len(one.changed) - FEW} more; --all tells them", "detail")
        if most is not None and len(those) > most:
            yield Line(1, f"and {len(those) - most} more; --all tells them", "detail")
    if found.tried < found.of:
        yield Line(0, f"Tried were {found.tried} of {found.of}; --tries tries more.", "group")
    if found.only_reports:
        count = len(found.only_reports)
        yield Line(
            0,
            f"Left out: {count} {'report' if count == 1 else 'reports'} in which all that a dossier says was read.",
            "group",
        )


def competing(found: Sequence[Competing], *, language: str = "en") -> list[Line]:
    """The sets of claims that can be laid in a matrix."""
    return shown(_competing(found, language))


def _competing(found: Sequence[Competing], language: str) -> Iterator[Line]:
    if not found:
        yield Line(
            0, "No claims here exclude each other, and no affirmations contradict each other.", "claim"
        )
        yield Line(1, "Name two claims or more: claimgraph matrix CLAIM CLAIM", "command")
    for one in found:
        yield Line(0, f"claimgraph matrix {' '.join(one.slugs)}", "command")
        for slug, text in zip(one.slugs, one.texts, strict=True):
            yield Line(1, f"{pick(text, language) or slug} ({slug})", "claim")


def matrix(found: Matrix, *, language: str = "en") -> list[Line]:
    """Hypotheses, then what tells them apart, then what does not."""
    return shown(_matrix(found, language))


def _matrix(found: Matrix, language: str) -> Iterator[Line]:
    yield Line(0, f"{len(found.hypotheses)} hypotheses", "claim")
    for number, one in enumerate(found.hypotheses, 1):
        totals = f"inconsistent {one.inconsistent:g}, consistent {one.consistent:g}"
        yield Line(1, f"H{number} {pick(one.text, language) or one.slug} ({one.slug})", "claim")
        yield Line(2, f"{totals}; {one.standing}", "detail")
    for diagnostic, heading in ((True, "What tells them apart"), (False, "What does not")):
        rows = [row for row in found.rows if row.diagnostic is diagnostic]
        if rows:
            yield Line(0, f"{heading} ({len(rows)})", "claim")
        for row in rows:
            yield Line(1, f"{row.label} ({', '.join(_beside(row.slug, row.date, row.root))})", "detail")
            for number, cell in enumerate(row.cells, 1):
                if cell.value != "neutral" or cell.origin == "authored":
                    why = f": {pick(cell.why, language)}" if cell.why else ""
                    weak = " (weak)" if cell.strength == "weak" else ""
                    yield Line(
                        2, f"H{number} {_SIGNS[cell.value]} {cell.value}{weak}{why}", _CELL[cell.value]
                    )
    yield Line(0, found.note, "group")


def _beside(*parts: str | None) -> list[str]:
    return [part for part in parts if part]


_CELL: Final = {
    "inconsistent": "contradicts",
    "consistent": "supports",
    "undetermined": "tension",
    "neutral": "detail",
}

__all__ = [
    "FEW",
    "MOST",
    "admissions",
    "competing",
    "cruxes",
    "matrix",
    "non_responsive",
    "one_root",
    "verdict",
]
