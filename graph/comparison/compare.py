"""Does a contradict b? The table of verdicts, and the order in which its rows are tried.

``compare`` is pure and total. It never says ``contradicts`` of a non-observation, nor of claims whose scopes are
disjoint, and says ``undetermined`` where an answer would be a guess.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ...ontology.derived import SLOTS, VerdictKind
from ...ontology.vocabulary import Form, Stance
from .matching import SCOPE, Entailment, Match, match
from .sentences import plain_label, sentence, with_reserve
from .verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..told import Label
    from .claims import ComparedClaim, ComparedStatement
    from .context import Context
    from .fit import Known

_ORDER: Final = {Stance.AFFIRMS: 0, Stance.DENIES: 1, Stance.NO_EVIDENCE: 2, Stance.QUESTIONS: 3}
_RANK: Final = tuple(VerdictKind)
"""The better of two readings is the one whose verdict comes first."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict before it is put into words."""

    kind: VerdictKind
    reason: str
    slot: str = ""
    backwards: bool = False
    """Whether it leads from the second statement to the first."""
    non_responsive: bool = False
    match: Match | None = None


def compare(
    a: ComparedStatement, b: ComparedStatement, context: Context, *, label: Label = plain_label
) -> Verdict:
    """What one statement does to another.

    Args:
        a: A statement.
        b: Another; the verdict is the same whichever comes first.
        context: The taxonomies, agents and rates to compare in.
        label: What to call an item in the sentence, by its IRI.
    """
    first, second = (a, b) if _place(a) <= _place(b) else (b, a)
    found = _found(first, second, context)
    weak = (first.hedged or second.hedged) and found.kind is not VerdictKind.NONE
    start, end = (second, first) if found.backwards else (first, second)
    assumed, undated = _assumed(found, first.claim, second.claim), _undated(found)
    return Verdict(
        kind=found.kind,
        reason=found.reason,
        start=start.iri,
        end=end.iri,
        slot=found.slot,
        sentence=with_reserve(sentence(found, first, second, context, label), assumed, undated=undated),
        weak=weak,
        non_responsive=found.non_responsive,
        assumed=assumed,
        undated=undated,
    )


def claims_entail(a: ComparedClaim, b: ComparedClaim, context: Context) -> Known:
    """Whether the one claim cannot be true without the other: yes, no, or not known.

    No statement is looked at, so that open ends of periods are equal.
    """
    if a.iri == b.iri:
        return True
    if not comparable(a, b):
        return False
    answers = [each.entails().holds for each in match(a, b, context)]
    return True if True in answers else None if None in answers else False


def comparable(a: ComparedClaim, b: ComparedClaim) -> bool:
    """Whether the forms of two different claims let their slots be compared."""
    return not a.opaque and not b.opaque and (a.form is Form.CHANGE) == (b.form is Form.CHANGE)


def exclude(a: ComparedClaim, b: ComparedClaim) -> bool:
    """Whether two claims are marked as not true together."""
    return b.iri in a.exclusive or a.iri in b.exclusive


def _place(statement: ComparedStatement) -> tuple[int, str, str]:
    return _ORDER[statement.stance], statement.iri, statement.claim.iri


def _found(first: ComparedStatement, second: ComparedStatement, context: Context) -> Finding:
    stances = first.stance, second.stance
    rows = _ROWS.get(stances)
    if rows is None:
        return Finding(VerdictKind.NONE, "no-stance")
    if first.claim.iri == second.claim.iri:
        return rows.same
    if exclude(first.claim, second.claim):
        return rows.exclusive
    if first.claim.opaque or second.claim.opaque:
        return Finding(VerdictKind.NONE, "opaque")
    if not comparable(first.claim, second.claim):
        return Finding(VerdictKind.NONE, "form")
    matches = match(first.claim, second.claim, context, first.when, second.when)
    findings = [replace(rows.compared(each), match=each) for each in matches]
    return min(findings, key=lambda each: (_RANK.index(each.kind), not each.non_responsive))


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of the table for one pair of stances."""

    same: Finding
    exclusive: Finding
    compared: Callable[[Match], Finding]


def _denial(match: Match) -> Finding:
    return _against(match, denial=True)


def _non_observation(match: Match) -> Finding:
    return _against(match, denial=False)


def _against(match: Match, *, denial: bool) -> Finding:
    """An affirmation met by a denial or a non-observation."""
    missed = _disjoint(match)
    if missed:
        alone = denial and len(missed) == 1 and _meets_but(match, missed[0])
        return Finding(VerdictKind.NONE, "out-of-scope", missed[0], non_responsive=alone)
    forth, back = match.entails(), _denied_part(match)
    if forth.holds and not denial:
        return Finding(VerdictKind.QUALIFIES, "non-observation", _stricter(match), backwards=True)
    if forth.holds:
        equal = match.mirrored().entails().holds is True
        reason = "polarity" if equal else "scope"
        return Finding(VerdictKind.CONTRADICTS, reason, "" if equal else _stricter(match))
    if forth.holds is False and back.holds:
        reason = "narrower-denial" if denial else "narrower-non-observation"
        return Finding(VerdictKind.QUALIFIES, reason, _stricter(match.mirrored()), backwards=True)
    slot, reason = _undecided(match, forth)
    opened = [each for each in SLOTS if _state(match, each) == "open"]
    alone = denial and len(opened) == 1 and _meets_but(match, opened[0])
    return Finding(VerdictKind.UNDETERMINED, reason, slot, non_responsive=alone)


def _both_affirm(match: Match) -> Finding:
    forth, back = match.entails().holds, match.mirrored().entails().holds
    if forth and back:
        return Finding(VerdictKind.SAME, "restates")
    conflict = match.conflict()
    if conflict:
        return Finding(VerdictKind(conflict), "quantity", "quantity")
    if forth:
        return Finding(VerdictKind.SUPPORTS, "entails", _stricter(match))
    if back:
        return Finding(VerdictKind.SUPPORTS, "entails", _stricter(match.mirrored()), backwards=True)
    return Finding(VerdictKind.NONE, "compatible")


def _both_deny(match: Match) -> Finding:
    """Who denies the wider claim thereby denies the narrower one."""
    forth, back = match.entails().holds, match.mirrored().entails().holds
    if forth and back:
        return Finding(VerdictKind.SAME, "restates")
    if back:
        return Finding(VerdictKind.SUPPORTS, "entails", _stricter(match.mirrored()))
    if forth:
        return Finding(VerdictKind.SUPPORTS, "entails", _stricter(match), backwards=True)
    return Finding(VerdictKind.NONE, "compatible")


_ROWS: Final = {
    (Stance.AFFIRMS, Stance.DENIES): _Rows(
        Finding(VerdictKind.CONTRADICTS, "polarity"), Finding(VerdictKind.SUPPORTS, "exclusive"), _denial
    ),
    (Stance.AFFIRMS, Stance.NO_EVIDENCE): _Rows(
        Finding(VerdictKind.QUALIFIES, "non-observation", backwards=True),
        Finding(VerdictKind.NONE, "compatible"),
        _non_observation,
    ),
    (Stance.AFFIRMS, Stance.AFFIRMS): _Rows(
        Finding(VerdictKind.SAME, "restates"), Finding(VerdictKind.CONTRADICTS, "exclusive"), _both_affirm
    ),
    (Stance.DENIES, Stance.DENIES): _Rows(
        Finding(VerdictKind.SAME, "restates"), Finding(VerdictKind.NONE, "compatible"), _both_deny
    ),
}


def _denied_part(match: Match) -> Entailment:
    """Whether what is denied is a part of what is affirmed.

    The amount affirmed is no part of the scope: who denies the event in a narrower scope denies every amount in it.
    A total of more than nothing affirms the event too.
    """
    a, b = match.first, match.second
    affirmed = a.form is Form.EVENT or (a.form is Form.TOTAL and a.quantity and a.quantity.formal().positive)
    if affirmed and b.form is Form.EVENT and b.quantity is None:
        return match.scope(wider=True)
    return match.mirrored().entails()


def _state(match: Match, slot: str) -> str:
    """The state of a slot. The amounts of totals and changes are disjoint only where they cannot both hold."""
    state = match.fits[slot].state
    if slot == "quantity" and not match.first.form is match.second.form is Form.EVENT:
        if match.conflict() == "contradicts":
            return "disjoint"
        return "overlap" if state == "disjoint" else state
    return state


def _disjoint(match: Match) -> list[str]:
    return [slot for slot in SLOTS if _state(match, slot) == "disjoint"]


def _meets_but(match: Match, missed: str) -> bool:
    """Whether all slots but one are known to share something."""
    apart = ("disjoint", "open", "unknown")
    return all(
        _state(match, slot) not in apart and match.fits[slot].disjoint is not None
        for slot in SLOTS
        if slot != missed
    )


def _stricter(match: Match) -> str:
    """The first slot in which the first claim is strictly narrower; for an upper bound, in which it is wider."""
    narrower = [s for s in SLOTS if match.fits[s].within and match.fits[s].contains is not True]
    return next(iter(narrower or [slot for slot in SLOTS if match.fits[slot].state != "equal"]), "")


_UNDECIDED: Final = {"open": 1, "unknown": 2, "overlap": 3}


def _undecided(match: Match, forth: Entailment) -> tuple[str, str]:
    """The slot that keeps a denial from being an answer, and why."""
    slots = [slot for slot in SLOTS if slot in forth.lacking] or ["quantity"]
    slot = min(slots, key=lambda each: _UNDECIDED.get(_state(match, each), len(_UNDECIDED) + 1))
    state, fit = _state(match, slot), match.fits[slot]
    if slot == "quantity":
        return slot, fit.reason if state in ("open", "unknown") else "quantity"
    if state in ("open", "unknown"):
        return slot, fit.reason
    if match.first.form is Form.CHANGE:
        return slot, "basis"  # a change is compared only with changes of the same scope
    if fit.reason == "unstated":
        return slot, "unstated"
    return slot, "period" if slot == "period" else "overlap"


def _assumed(found: Finding, first: ComparedClaim, second: ComparedClaim) -> tuple[str, ...]:
    """The inherited slots that the verdict used: the deciding one alone, where that one settled it."""
    if found.match is None or found.reason == "compatible":
        return ()
    assumed = first.assumed | second.assumed
    alone = found.reason == "out-of-scope" and not found.non_responsive
    return tuple(slot for slot in SLOTS if slot in assumed and (not alone or slot == found.slot))


def _undated(found: Finding) -> bool:
    if found.match is None or not found.match.fits["period"].undated:
        return False
    return found.reason != "compatible" and (found.reason != "out-of-scope" or found.non_responsive)


__all__ = ["SCOPE", "Finding", "claims_entail", "comparable", "compare", "exclude"]
