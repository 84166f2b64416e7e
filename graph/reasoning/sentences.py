"""The sentences that say why a claim stands where it does, where it comes from, and what would follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...ontology.derived import ArgumentLabel, RootKind, Standing
from ...ontology.vocabulary import Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .results import ArgumentTold, RootTold, SideTold
    from .telling import Teller

_NAMED: Final = 3
"""Of a long list, this many are named."""

_BACKING: Final = {
    RootKind.EVIDENCE: "on {label}",
    RootKind.WITNESS: "on what {label} saw or did",
    RootKind.ADMISSION: "as an admission by {label}",
    RootKind.ASSESSMENT: "as an assessment by {label}",
}
OFF_RECORD: Final = "Unsupported: what was said of it is not on record."
"""Of a claim that nobody argues about only because no way by which it came to us is whole."""

_SIDES: Final = {
    Stance.AFFIRMS: "Affirmed:",
    Stance.DENIES: "Denied:",
    Stance.NO_EVIDENCE: "No evidence seen:",
}


def listed(names: Sequence[str], *, word: str = "and") -> str:
    """Names in a row, the first few of many.

    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c", "d", "e"])
    ('a', 'a and b', 'a, b, c and 2 more')
    """
    if len(names) > _NAMED + 1:
        names = [*names[:_NAMED], f"{len(names) - _NAMED} more"]
    return f" {word} ".join(part for part in (", ".join(names[:-1]), names[-1]) if part) if names else ""


def of_standing(
    teller: Teller,
    status: Standing,
    affirming: Sequence[ArgumentTold],
    denying: Sequence[ArgumentTold],
    roots: Sequence[RootTold],
) -> str:
    """Why a claim stands where it does.

    Args:
        teller: Knows the names.
        status: Where it stands.
        affirming: What argues for it.
        denying: What argues against it.
        roots: What both sides rest on.
    """
    match status:
        case Standing.ACCEPTED:
            carried, beaten = (
                _carried(teller, affirming, roots, Stance.AFFIRMS),
                _beaten(teller, denying, "denial"),
            )
            return f"Accepted: {carried}; {beaten}."
        case Standing.REJECTED:
            carried, beaten = (
                _carried(teller, denying, roots, Stance.DENIES),
                _beaten(teller, affirming, "affirmation"),
            )
            return f"Rejected: {carried}; {beaten}."
        case Standing.DISPUTED:
            return f"Disputed: {_undecided(teller, affirming, denying)}."
        case _:
            return f"Unsupported: {_bare(teller, affirming, denying)}."


def _speakers(teller: Teller, arguments: Iterable[ArgumentTold]) -> list[str]:
    numbers = (teller.index.statements.iri.find(one.statement) for one in arguments)
    return list(dict.fromkeys(teller.speaker(number) for number in numbers if number is not None))


def _carried(
    teller: Teller, arguments: Sequence[ArgumentTold], roots: Sequence[RootTold], side: Stance
) -> str:
    standing = [one for one in arguments if one.label is ArgumentLabel.IN]
    backed = [one for one in standing if one.held_up and (one.counted or RootKind.ASSESSMENT in one.roots)]
    names = _speakers(teller, backed or standing)
    carrying = {one.statement for one in backed}
    grounds = [
        _BACKING[root.kind].format(label=root.label)
        for root in roots
        if root.side is side and root.kind in _BACKING and carrying & set(root.statements)
    ]
    told = f"{'affirmed' if side is Stance.AFFIRMS else 'denied'} by {listed(names)}"
    if grounds:
        return f"{told}, {listed(grounds)}"
    lenders = teller.reasoning.lenders([one.statement for one in standing])
    return f"{told}, strongly supported by {listed([teller.thing(thing) for thing in lenders])}"


def _beaten(teller: Teller, arguments: Sequence[ArgumentTold], noun: str) -> str:
    out = [one for one in arguments if one.label is ArgumentLabel.OUT]
    if not arguments:
        return "nothing here denies it" if noun == "denial" else "nothing here affirms it"
    names = listed(_speakers(teller, out or arguments))
    noun, verb = (noun, "is") if len(out or arguments) == 1 else (f"{noun}s", "are")
    if not out:
        return f"the {noun} by {names} {'does' if verb == 'is' else 'do'} not meet it"
    why = "" if any(one.counted for one in out) else ", having no counted root"
    return f"the {noun} by {names} {verb} defeated{why}"


def _undecided(teller: Teller, affirming: Sequence[ArgumentTold], denying: Sequence[ArgumentTold]) -> str:
    open_for = [one for one in affirming if one.label is not ArgumentLabel.OUT]
    open_against = [one for one in denying if one.label is not ArgumentLabel.OUT]
    fors, againsts = _speakers(teller, open_for), _speakers(teller, open_against)
    if fors and againsts:
        counted = any(one.counted for one in open_for), any(one.counted for one in open_against)
        how = (
            "both rest on counted roots"
            if all(counted)
            else "neither rests on a counted root"
            if not any(counted)
            else "neither defeats the other"
        )
        return f"affirmed by {listed(fors)}, denied by {listed(againsts)}, and {how}"
    told = f"affirmed by {listed(fors)}" if fors else f"denied by {listed(againsts)}"
    opened = [one.statement for one in (*open_for, *open_against)]
    for verb, others in (
        ("contradicted", teller.reasoning.opponents_of(opened)),
        ("undercut", teller.reasoning.undercutting(opened)),
    ):
        if others:
            return f"{told}, {verb} by {_named(teller, others)}, and neither is defeated"
    return f"{told}, and what that rests on is open"


def _named(teller: Teller, things: Iterable[int]) -> str:
    """Statements by their speakers, evidence by its name."""
    statements = len(teller.index.statements)
    names = (teller.speaker(one) if one < statements else teller.thing(one) for one in things)
    return listed(list(dict.fromkeys(names)))


def _bare(teller: Teller, affirming: Sequence[ArgumentTold], denying: Sequence[ArgumentTold]) -> str:
    if not affirming and not denying:
        return "nobody here affirms or denies it"
    alive = [one for one in affirming if one.label is ArgumentLabel.IN]
    if alive:
        told = f"affirmed only by {listed(_speakers(teller, alive))}"
        kinds = {kind for one in alive for kind in one.roots}
        if not kinds:
            return f"{told}, and nothing holds that up"
        if RootKind.PARTY in kinds:
            others = "" if kinds == {RootKind.PARTY} else ", or where it comes from is not known,"
            return f"{told}; it is a party's own word{others} and no counted root stands behind it"
        return f"{told}, and where that comes from is not known"
    if affirming:
        names = listed(_speakers(teller, affirming))
        denied = "no denial of it is backed" if denying else "nothing here denies it"
        return f"affirmed by {names}, {_fate(teller, affirming)}; {denied}"
    kinds = {kind for one in denying for kind in one.roots}
    why = ", a party's own word" if kinds == {RootKind.PARTY} else ""
    return f"nobody here affirms it; denied by {listed(_speakers(teller, denying))}{why}, with no backing"


def _fate(teller: Teller, arguments: Sequence[ArgumentTold]) -> str:
    """Why none of these arguments stands."""
    if not any(one.held_up for one in arguments):
        return "and nothing holds that up"
    beaten = [one.statement for one in arguments]
    others = sorted({*teller.reasoning.opponents_of(beaten), *teller.reasoning.undercutting(beaten)})
    return f"defeated by {_named(teller, others)}" if others else "and that is defeated"


def of_side(side: SideTold) -> str:
    """Where one side comes from, in counts: statements, outlets, roots, and what most of it rests on."""
    words = f"{side.parties} " + ("party's word" if side.parties == 1 else "parties' words")
    assessments = _number(side.assessments, "assessment")
    beside = [part for part in (assessments, words if side.parties else "") if part]
    where = ", not counted" if not side.counted else " beside it" if side.counted == 1 else " beside them"
    parts = [
        _number(len(side.statements), "statement"),
        _number(side.outlets, "outlet") or "no outlet",
        (_number(side.counted, "independent root") or "no independent root")
        + (f" ({' and '.join(beside)}{where})" if beside else ""),
    ]
    if side.unknown:
        parts.append(f"{side.unknown} of unknown lineage")
    told = f"{_SIDES[side.side]} {', '.join(parts)}"
    return f"{told}{_mostly(side)}."


def _mostly(side: SideTold) -> str:
    if not side.shares:
        return ""
    count, total = side.shares[0][2], len(side.statements)
    most = listed([label for _item, label, share in side.shares if share == count])
    if total == 1:
        return f"; it rests on {most}"
    if count == total:
        return f"; all rest on {most}"
    if len([share for *_, share in side.shares if share == count]) > 1:
        return ""  # no one of them carries most
    if count == 1:
        return f"; one of them rests on {most}"
    return f"; all but one rest on {most}" if total - count == 1 else f"; {count} of them rest on {most}"


def _number(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}" if count else ""


def of_what_if(names: Sequence[str], fallen: int, changed: int) -> str:
    """What would follow if some things had never been on record."""
    without = f"Without {listed(names)}"
    if not fallen and not changed:
        return f"{without}, every statement still holds and no claim changes its standing."
    statements = _number(fallen, "statement") or "no statement"
    claims = _number(changed, "claim") or "no claim"
    verb = "falls" if fallen <= 1 else "fall"
    return f"{without}, {statements} {verb} and {claims} {'changes its' if changed <= 1 else 'change their'} standing."
