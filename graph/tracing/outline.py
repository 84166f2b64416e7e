"""A trace told line by line: the one text that the terminal colours and Markdown nests.

A statement is told in full where it is first met; later mentions point back to it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from ...ontology.node import pick
from ...ontology.vocabulary import Stance
from ..told import Line
from .trace import bearing, carries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .trace import Link, Step, Trace

_GROUPS: Final = (
    (Stance.AFFIRMS, "Affirmed by"),
    (Stance.DENIES, "Denied by"),
    (Stance.NO_EVIDENCE, "No evidence seen by"),
    (Stance.QUESTIONS, "Questioned by"),
)
_FORWARD: Final = {
    "supports": "supported by",
    "contradicts": "contradicted by",
    "tension": "in tension with",
    "qualifies": "qualified by",
    "undercuts": "undercut by",
    "restates": "restated by",
}
_KINDS: Final = list(_FORWARD)
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_DEEPEST: Final = 24
"""Lines nest no deeper: a longer chain goes on at the end, under a heading of its own."""


def outline(trace: Trace, *, language: str = "en") -> list[Line]:
    """The lines of a trace, depth first."""
    return [Line(line.depth, _one_line(line.words), line.mark) for line in _lines(trace, language)]


def _lines(trace: Trace, language: str) -> Iterator[Line]:
    yield Line(0, pick(trace.text, language), "claim")
    yield from (Line(1, words, "detail") for words in trace.standing)
    slots = [
        f"{name}{' (assumed)' if name in trace.assumed else ''}: {' or '.join(labels)}"
        for name, labels in trace.slots.items()
    ]
    if slots:
        yield Line(1, "; ".join(slots), "detail")
    steps = {step.iri: step for step in trace.steps}
    ground = [step for step in trace.steps if step.depth == 0]
    if not ground:
        yield Line(1, "Nobody in this store says anything about it.", "group")
    teller = _Teller(trace, steps, language)
    for stance, heading in _GROUPS:
        group = [step for step in ground if step.stance is stance]
        if group:
            yield Line(1, f"{heading} ({len(group)})", "group")
        for step in group:
            yield from teller.branch(step)
    while teller.cut_off:
        cut_off, teller.cut_off = teller.cut_off, []
        yield Line(1, f"Further back ({len(cut_off)})", "group")
        for step, link in cut_off:
            yield from teller.branch(step, link)
    if teller.usual:
        yield Line(1, f"Relations drawn by {teller.usual}, where nobody else is named.", "detail")
    yield from (Line(1, note, "group") for note in trace.notes)


class _Teller:
    """Tells statements with all that bears on them, each in full once."""

    def __init__(self, trace: Trace, steps: Mapping[str, Step], language: str) -> None:
        self.usual = _usual_author(trace)
        self.cut_off: list[tuple[Step, Link | None]] = []
        self._steps = steps
        self._links = bearing(trace.links)
        self._language = language
        self._told: set[str] = set()

    def branch(self, first: Step, by: Link | None = None) -> Iterator[Line]:
        """A statement with all that bears on it, nearest steps first; told with a stack, for chains may be long."""
        pending: list[tuple[int, Step, Link | None, bool]] = [(2, first, by, True)]
        while pending:
            depth, step, link, here = pending.pop()
            yield _head(step, link, depth, elsewhere=not here)
            if link is not None:
                yield from _reason(link, depth + 1, self._language, self.usual)
            if not here or step.iri in self._told:
                continue
            following = self._following(step, link, depth + 1)
            if depth >= _DEEPEST and following:
                yield Line(depth + 1, "goes on under “Further back”", "detail")
                self.cut_off.append((step, link))
                continue
            self._told.add(step.iri)
            yield from _details(step, depth + 1, self._language)
            pending.extend(following)

    def _following(
        self, step: Step, link: Link | None, depth: int
    ) -> list[tuple[int, Step, Link | None, bool]]:
        """What bears on a step, in the order of a stack: the first to be told comes last."""
        came_by = (link.start, link.end) if link else None
        following: list[tuple[int, Step, Link | None, bool]] = []
        for each, other in self._links.get(step.iri, ()):
            if other in self._steps and (each.start, each.end) != came_by:
                there = self._steps[other]
                here = _belongs_here(step, there, each) and other not in self._told
                following.append((depth, there, each, here))
        return sorted(following, key=_reading, reverse=True)


def _usual_author(trace: Trace) -> str | None:
    """Who drew most of the relations, named once at the end instead of behind each."""
    drawn = [link.by for link in trace.links if link.by]
    return min(Counter(drawn).items(), key=lambda pair: (-pair[1], pair[0]))[0] if drawn else None


def _belongs_here(parent: Step, step: Step, link: Link) -> bool:
    """Whether a step is told in full behind this link: the shortest way to it that bears on the claim."""
    return step.depth == parent.depth + 1 and (carries(link) or not step.walked)


def _reading(mention: tuple[int, Step, Link | None, bool]) -> tuple[bool, int, str]:
    """What bears on the claim first, by kind; then limits and appearances."""
    _depth, step, link, _here = mention
    if link is None:
        return False, 0, step.slug
    return not carries(link), _KINDS.index(link.kind), step.slug


def _head(step: Step, link: Link | None, depth: int, *, elsewhere: bool) -> Line:
    if link is None:
        return Line(depth, _who(step, claim=False), str(step.stance))
    how = [word for word in (link.strength if link.strength == "weak" else None, link.origin) if word]
    if link.withdrawn:
        how.append(f"withdrawn {link.withdrawn}")
    if link.undercuts_relation:
        how.append("aimed at the step, not at the statement")
    tie = f"{_tie(link)} [{', '.join(how)}]"
    return Line(depth, f"{tie}: {_who(step)}{' → told elsewhere' if elsewhere else ''}", str(link.kind))


def _tie(link: Link) -> str:
    """How a step bears on the one above it, in words that claim no more than the relation does."""
    if link.withdrawn:
        return f"no longer {_FORWARD[link.kind]}"
    if link.strength == "apparent":
        return f"not {_FORWARD[link.kind]}, though it seems so"
    return _FORWARD[link.kind]


def _who(step: Step, *, claim: bool = True) -> str:
    if step.kind != "statement":
        return f"{step.kind}: {step.claim} ({step.slug})"
    manner = ", ".join(word for word in (step.speech_act, step.likelihood) if word)
    stance = _verb(step.said or step.stance) + (f" ({manner})" if manner else "")
    if step.said is not None:
        stance += f", and so {_verb(step.stance)}"
    when = f", {step.date}" if step.date else ""
    return f"{step.speaker} {stance}{f': {step.claim}' if claim else ''}{when} ({step.slug})"


def _verb(stance: Stance | None) -> str:
    return stance.verb if stance else ""


def _reason(link: Link, depth: int, language: str, usual: str | None) -> Iterator[Line]:
    if link.why:
        drawn = (
            f" (rule {link.rule})" if link.rule else f" ({link.by})" if link.by not in (usual, None) else ""
        )
        yield Line(depth, f"because: {pick(link.why, language)}{drawn}", "detail")


def _details(step: Step, depth: int, language: str) -> Iterator[Line]:
    for path in step.carriers:
        yield Line(depth, f"through: {' ← '.join(path)}", "detail")
    for base in step.bases:
        yield Line(depth, f"based on: {' together with '.join(base)}", "detail")
    if step.date_inferred_from:
        yield Line(depth, f"date inferred from: {pick(step.date_inferred_from, language)}", "detail")
    if step.quote:
        yield Line(depth, f"“{step.quote}” [{step.verification or 'not checked'}]", "quote")
    elif step.passage:
        kept = (
            "report's text"
            if step.passage["text"] == "report"
            else "stand-in text, not the report's own words"
        )
        yield Line(depth, f"{step.passage['words']} [{kept}]", "quote")


def _one_line(words: str) -> str:
    return " ".join(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", words).split())
