"""Standings, sources and what-ifs told line by line, for a terminal or Markdown."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from ...ontology.derived import ArgumentLabel, RootKind
from ...ontology.node import pick
from ..told import Line, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..told import Label
    from .results import (
        ArgumentTold,
        RootTold,
        SideTold,
        SourcesTold,
        StandingsTold,
        StandingTold,
        WhatIfTold,
    )

MOST: Final = 20
"""Of a long list, this many are told, unless all are asked for."""

_LABELS: Final = {
    ArgumentLabel.IN: "stands",
    ArgumentLabel.OUT: "defeated",
    ArgumentLabel.UNDEC: "open",
}
_KINDS: Final = {
    RootKind.EVIDENCE: "evidence",
    RootKind.WITNESS: "witness",
    RootKind.ADMISSION: "admission",
    RootKind.PARTY: "party's own word",
    RootKind.ASSESSMENT: "assessment",
    RootKind.UNKNOWN: "unknown lineage",
}


def standing(
    told: StandingTold, label: Label, *, language: str = "en", most: int | None = MOST
) -> list[Line]:
    """Where one claim stands.

    Args:
        told: The result.
        label: What an item is called.
        language: For the claim.
        most: How many of a kind to tell; None tells all.
    """
    return shown(_standing(told, label, language, most))


def _standing(told: StandingTold, label: Label, language: str, most: int | None) -> Iterator[Line]:
    yield Line(0, f"{pick(told.text, language) or told.slug} ({told.slug})", "claim")
    yield Line(1, told.sentence, "title")
    if told.strength is not None:
        yield Line(1, told.strength.sentence, "detail")
    yield Line(1, counts(told), "detail")
    for heading, mark, arguments in (
        ("Arguments for it", "affirms", told.affirming),
        ("Arguments against it", "denies", told.denying),
    ):
        if arguments:
            yield Line(1, f"{heading} ({len(arguments)})", "group")
            yield from _some((_argument(one, label, mark) for one in arguments), len(arguments), most)
    for heading, those in (
        (
            "Limits: these qualify it, are in tension with it, undercut it, or have seen no evidence of it",
            told.limits,
        ),
        ("What is said of these contradicts what is said of it", told.contradicts),
        ("Entails", told.entails),
        ("Without any one of these, no counted root for it is left", told.rests_solely_on),
    ):
        if those:
            yield Line(1, heading, "group")
            yield from _some((Line(2, label(iri), "detail") for iri in those), len(those), most)


def _argument(one: ArgumentTold, label: Label, mark: str) -> Line:
    kinds = ", ".join(_KINDS[kind] for kind in one.roots) or "nothing holds it up"
    other = "a claim that entails it" if mark == "affirms" else "a claim that it entails"
    via = "" if one.own else f"; on {other}"
    return Line(2, f"{label(one.statement)} [{_LABELS[one.label]}; {kinds}{via}]", mark)


def counts(told: StandingTold) -> str:
    """Roots, outlets and unknown lineage in one line.

    The words are those of the sentence that heads a claim's sources.
    """
    parts = [
        f"{_number(told.roots_for, 'independent root')} for it",
        f"{_number(told.roots_against, 'independent root')} against it" if told.denying else "",
        _number(told.statements, "statement"),
        _number(told.outlets, "outlet"),
        f"{told.unknown_lineage} of unknown lineage" if told.unknown_lineage else "",
    ]
    return ", ".join(part for part in parts if part)


def standings(told: StandingsTold, *, language: str = "en", most: int | None = MOST) -> list[Line]:
    """Where all claims stand, grouped by standing."""
    return shown(_standings(told, language, most))


def _standings(told: StandingsTold, language: str, most: int | None) -> Iterator[Line]:
    total = sum(told.counts.values())
    by = "" if told.semantics == "grounded" else f", by {told.semantics} semantics"
    yield Line(0, f"{_number(total, 'claim')}{by}", "claim")
    for status, count in told.counts.items():
        those = [one for one in told.claims if one.standing == status]
        if not those and told.claims:
            continue
        yield Line(1, f"{status} ({count:,})", "group")
        for one in islice(those, most):
            yield Line(2, f"{pick(one.text, language) or one.slug} ({one.slug})", "claim")
            yield Line(3, one.sentence, "detail")
            if one.strength is not None:
                yield Line(3, one.strength.sentence, "detail")
        if those and count > len(those[:most]):
            yield Line(2, f"and {count - len(those[:most]):,} more; --all tells them", "detail")


def sources(told: SourcesTold, label: Label, *, language: str = "en", most: int | None = MOST) -> list[Line]:
    """Where what is said of a claim comes from."""
    return shown(_sources(told, label, language, most))


def _sources(told: SourcesTold, label: Label, language: str, most: int | None) -> Iterator[Line]:
    yield Line(0, f"{pick(told.text, language) or told.slug} ({told.slug})", "claim")
    if not told.sides:
        yield Line(1, "Nobody in this store says anything about it.", "group")
    for side in told.sides:
        yield Line(1, side.sentence, str(side.side))
        yield from _side(side, label, most)
    yield from (Line(1, note, "detail") for note in told.notes)


def _side(side: SideTold, label: Label, most: int | None) -> Iterator[Line]:
    for heading, roots in (
        ("Independent roots", [root for root in side.roots if root.counted]),
        (
            "Beside them, not counted",
            [root for root in side.roots if not root.counted and root.kind is not RootKind.UNKNOWN],
        ),
        ("Of unknown lineage", [root for root in side.roots if root.kind is RootKind.UNKNOWN]),
    ):
        if roots:
            yield Line(2, f"{heading} ({len(roots)})", "group")
            yield from _some((_root(root) for root in roots), len(roots), most, depth=3)
    for heading, those in (
        ("Without any one of these, no counted root is left", side.rests_solely_on),
        ("Fallen: nothing holds these up", side.fallen),
    ):
        if those:
            yield Line(2, heading, "group")
            yield from _some((Line(3, label(iri), "detail") for iri in those), len(those), most, depth=3)
    for cycle in side.cycles:
        yield Line(2, cycle.sentence, "contradicts")


def _root(root: RootTold) -> Line:
    kind = "" if root.kind is RootKind.UNKNOWN else f", {_KINDS[root.kind]}"
    several = f" ({len(root.items)} items that are one)" if len(root.items) > 1 else ""
    behind = _number(len(root.statements), "statement")
    outlets = f", read in {_number(root.outlets, 'outlet')}" if root.outlets > 1 else ""
    return Line(
        3, f"{root.label}{kind}{several}: behind {behind}{outlets}", "affirms" if root.counted else "detail"
    )


def what_if(told: WhatIfTold, label: Label, *, language: str = "en", most: int | None = MOST) -> list[Line]:
    """What would be without some sources."""
    return shown(_what_if(told, label, language, most))


def _what_if(told: WhatIfTold, label: Label, language: str, most: int | None) -> Iterator[Line]:
    yield Line(0, told.sentence, "claim")
    if told.changed:
        yield Line(1, f"Changed ({len(told.changed)})", "group")
        for change in islice(told.changed, most):
            yield Line(2, f"{pick(change.text, language) or change.slug} ({change.slug})", "claim")
            yield Line(3, f"{change.before} → {change.after}", "contradicts")
            yield Line(3, change.sentence, "detail")
        yield from _rest(len(told.changed), most)
    if told.standing_on:
        yield Line(
            1, f"Still standing as before, though statements on them fall ({len(told.standing_on)})", "group"
        )
        for claim, sentence in islice(told.standing_on, most):
            yield Line(2, label(claim), "claim")
            yield Line(3, sentence, "detail")
        yield from _rest(len(told.standing_on), most)
    if told.fallen:
        yield Line(1, f"Fallen: nothing would hold these up ({len(told.fallen)})", "group")
        yield from _some((Line(2, label(iri), "detail") for iri in told.fallen), len(told.fallen), most)


def _some(lines: Iterator[Line], count: int, most: int | None, *, depth: int = 2) -> Iterator[Line]:
    yield from islice(lines, most)
    yield from _rest(count, most, depth=depth)


def _rest(count: int, most: int | None, *, depth: int = 2) -> Iterator[Line]:
    if most is not None and count > most:
        yield Line(depth, f"and {count - most:,} more; --all tells them", "detail")


def _number(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def retraction(items: Sequence[tuple[str, str]], *, dossier: str = "") -> str:
    """The entry that withdraws things for good, as YAML to write into the dossier that holds them.

    Args:
        items: Of each thing, how the dossier refers to it, and what it is called.
        dossier: The dossier's slug.

    >>> print(retraction([("customs", "customs records")]), end="")
    retractions:
      - of: customs  # customs records
        date:  # the day of the retraction, such as 2024-05-31
        why:
    """
    lines = [*([f"# in the dossier {dossier}"] if dossier else []), "retractions:"]
    for slug, name in items:
        lines += [
            f"  - of: {slug}  # {' '.join(name.split())}",
            "    date:  # the day of the retraction, such as 2024-05-31",
            "    why:",
        ]
    return "\n".join(lines) + "\n"


__all__ = ["MOST", "counts", "retraction", "sources", "standing", "standings", "what_if"]
