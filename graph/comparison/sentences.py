"""The finding in one plain sentence, as a careful analyst would put it: who, what, and why it decides or does not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from ...ontology.derived import VerdictKind
from .claims import REFERENCES
from .slots import oriented

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..told import Label
    from .claims import ComparedClaim, ComparedStatement
    from .compare import Finding
    from .context import Context

_SHARED: Final = "what is affirmed is {mine}, which is not within it"
_WHY: Final = {
    "classification": "{mine} may or may not be that",
    "membership": "whether {mine} and {theirs} have anyone in common is not said",
    "unrelated": "nothing says how {mine} and that lie to each other",
    "period": "what is affirmed is of {mine}, and that is not known to lie within it",
    "currency": "what is affirmed is {mine}, and no rate is given that holds for both",
    "quantity": "what is affirmed is {mine}, which the denied amount neither covers nor excludes for certain",
    "basis": "what is affirmed is of {mine}, and changes are compared only in one scope and on one base",
}
"""Why it is open whether a denial answers, by the code of the reason."""

_NOUN: Final = {
    "subject": "the actor", "action": "the action", "object": "the object", "counterparty": "the other party",
    "place": "the place", "period": "the period", "quantity": "the amount",
}  # fmt: skip


def plain_label(iri: str) -> str:
    """The last part of an IRI as words; for where nothing better is at hand.

    >>> plain_label("https://w3id.org/claimgraph/product/military-equipment")
    'military equipment'
    """
    return iri.rstrip("/#").replace("#", "/").rpartition("/")[2].replace("-", " ")


def with_reserve(told: str, assumed: Sequence[str], *, undated: bool) -> str:
    """A sentence with what it takes for granted.

    >>> with_reserve("The denial covers it.", ("period",), undated=True)
    'The denial covers it (the period is assumed; no dates order the open ends).'
    """
    parts = [f"the {' and '.join(assumed)} {'is' if len(assumed) == 1 else 'are'} assumed"] if assumed else []
    if undated:
        parts.append("no dates order the open ends")
    return f"{told.removesuffix('.')} ({'; '.join(parts)})." if parts else told


def sentence(
    found: Finding, first: ComparedStatement, second: ComparedStatement, context: Context, label: Label
) -> str:
    """One sentence about a finding; the affirmation, if there is one, is the first statement."""
    words = _Words(found, first, second, context, label)
    text = words.finding()
    return f"{text[:1].upper()}{text[1:]}{words.rate()}."


class _Words:
    """The two statements in words."""

    def __init__(
        self,
        found: Finding,
        first: ComparedStatement,
        second: ComparedStatement,
        context: Context,
        label: Label,
    ) -> None:
        self.found = found
        self.first = first
        self.second = second
        self.context = context
        self.label = label

    def finding(self) -> str:
        """What was found, without its full stop."""
        key = f"{self.found.kind.value} {self.found.reason}"
        told = getattr(self, "_" + key.replace("-", "_").replace(" ", "_"), None)
        if told is not None:
            words: str = told()
            return words
        if self.found.kind is VerdictKind.UNDETERMINED:
            return self._undetermined()
        return "the two statements say nothing of each other"

    def rate(self) -> str:
        """The rate that the amounts were compared at, if one was used."""
        match = self.found.match
        note = "" if match is None else match.amounts.note
        used = self.found.slot == "quantity" or self.found.kind in (VerdictKind.SAME, VerdictKind.CONTRADICTS)
        return f", at the rate {note}" if note and used else ""

    def _who(self, statement: ComparedStatement, noun: str) -> str:
        if not statement.speaker:
            return f"the {noun}"
        name = self.label(statement.speaker)
        return f"{name}'{'' if name.endswith('s') else 's'} {noun}"

    def _denier(self) -> str:
        return self._who(self.second, "non-observation" if self._unseen else "denial")

    @property
    def _unseen(self) -> bool:
        return self.second.stance.value == "no-evidence"

    def _value(self, claim: ComparedClaim, slot: str, *, read: bool = False) -> str:
        """What a claim says in a slot, as it is compared.

        Args:
            claim: The claim.
            slot: The slot.
            read: Say of a state whether its government or the country is meant.
        """
        if slot == "period":
            return "any time" if claim.period is None else _days(claim.period.text)
        if slot == "quantity":
            return "any amount" if claim.quantity is None else claim.quantity.described()
        held, turned = self._turned(claim, slot)
        iris = sorted(getattr(claim, held))
        if not iris:
            return f"no particular {'action' if slot == 'action' else _NOUN[slot].removeprefix('the ')}"
        reading = claim.reading(held) if read else ""
        names = [self._read(iri, reading) for iri in iris]
        if slot == "action":
            names = [f"“{name}”" for name in names]
        words = " or ".join(names)
        return f"{words} (seen from the other side)" if slot == "action" and turned else words

    def _read(self, iri: str, reading: str) -> str:
        """A name, and of a state what it stands for where a reading is given."""
        name = self.label(iri)
        if not reading or self.context.kind(self.context.same(iri)) != "state":
            return name
        return f"the government of {name}" if reading == "government" else f"{name} as a country"

    def _turned(self, claim: ComparedClaim, slot: str) -> tuple[str, bool]:
        """The slot as the claim writes it, where its action is compared from the other side."""
        turned = bool(oriented(claim, self.context)[1])
        swap = {"subject": "counterparty", "counterparty": "subject"}
        return (swap.get(slot, slot) if turned else slot), turned

    def _both(self) -> tuple[str, str]:
        slot, first, second = self.found.slot, self.first.claim, self.second.claim
        if not slot:
            return "", ""
        mine, theirs = self._value(first, slot), self._value(second, slot)
        if mine == theirs and slot in REFERENCES:
            return self._value(first, slot, read=True), self._value(second, slot, read=True)
        return mine, theirs

    def _reaching(self) -> tuple[str, str]:
        """What both say in the slot that decided; an open period with the day that it reaches to."""
        if self.found.slot != "period":
            return self._both()
        told = []
        for one in (self.first, self.second):
            words, latest = self._value(one.claim, "period"), one.when.latest
            ongoing = one.claim.period is not None and one.claim.period.ongoing
            told.append(f"{words}, as said by {date.fromordinal(latest)}" if ongoing and latest else words)
        return told[0], told[1]

    def _unnamed(self, claim: ComparedClaim) -> bool:
        """Whether a claim says nothing in the slot that decided."""
        return not getattr(claim, self._turned(claim, self.found.slot)[0])

    def _contradicts_polarity(self) -> str:
        return f"{self._denier()} is of just what is affirmed"

    def _contradicts_scope(self) -> str:
        mine, theirs = self._both()
        if mine == theirs:  # two open ends that begin alike, or a bound that carries
            later = self.found.slot == "period"
            return f"{self._denier()} covers what is affirmed{', and was made later' if later else ''}"
        unnamed = self.found.slot in REFERENCES and self._unnamed(self.second.claim)
        denied = "the denial names none" if unnamed else f"{theirs} is denied"
        return f"{self._denier()} covers what is affirmed: {self._noun()} is {mine}, and {denied}"

    def _part(self) -> str:
        """The part of what is affirmed that is denied, or not seen."""
        mine, theirs = self._both()
        return f"{theirs} alone" if self._unnamed(self.first.claim) else f"{theirs}, not {mine}"

    def _contradicts_exclusive(self) -> str:
        return "the two claims that are affirmed are marked as not true together"

    def _contradicts_quantity(self) -> str:
        mine, theirs = self._both()
        return f"the two amounts cannot both hold: {mine}, and {theirs}"

    def _tension_quantity(self) -> str:
        mine, theirs = self._both()
        return (
            f"for the same scope, {mine} and {theirs} hold together only against what such words usually mean"
        )

    def _qualifies_narrower_denial(self) -> str:
        return f"{self._denier()} is narrower than what is affirmed ({self._part()}) and leaves the rest standing"

    def _qualifies_non_observation(self) -> str:
        return (
            f"{self._denier()} covers what is affirmed, but not to have seen evidence of it is not to deny it"
        )

    def _qualifies_narrower_non_observation(self) -> str:
        return f"{self._denier()} is of a part only of what is affirmed ({self._part()}), and denies nothing"

    def _supports_exclusive(self) -> str:
        return "what is affirmed cannot be true together with what is denied, and so goes with the denial"

    def _supports_entails(self) -> str:
        narrow, wide = (self.first, self.second)
        if self.found.backwards:
            narrow, wide = wide, narrow
        if self.first.stance.value == "denies":
            narrow, wide = wide, narrow
        slot = self.found.slot
        if not slot:
            return "the one claim cannot be true without the other"
        here, there = self._value(narrow.claim, slot), self._value(wide.claim, slot)
        if self.first.stance.value == "denies":
            return f"who denies the wider claim ({there}) denies the narrower one ({here}) with it"
        return f"the narrower claim ({here}) cannot be true without the wider one ({there})"

    def _same_restates(self) -> str:
        verb = "deny" if self.first.stance.value == "denies" else "affirm"
        return f"both statements {verb} the same"

    def _none_out_of_scope(self) -> str:
        mine, theirs = self._reaching()
        close = ", though all else meets" if self.found.non_responsive else ""
        what = "does not answer the affirmation" if not self._unseen else "does not reach the affirmation"
        return f"{self._denier()} {what}: {self._noun()} there is {mine}, here {theirs}{close}"

    def _none_compatible(self) -> str:
        return "the two statements can both hold, and neither follows from the other"

    def _none_no_stance(self) -> str:
        return "a question or a non-observation beside this stance decides nothing"

    def _none_opaque(self) -> str:
        return "one of the claims is of a form that is compared only with itself and with claims marked exclusive"

    def _none_form(self) -> str:
        return "a change is compared only with a change"

    def _undetermined(self) -> str:
        mine, theirs = self._both()
        return f"{self._denier()} speaks of {theirs}; {self._why(mine, theirs)}, so it is open whether it {self._act()}"

    def _act(self) -> str:
        return "bears on it" if self._unseen else "answers"

    def _noun(self) -> str:
        return _NOUN.get(self.found.slot, "the claim")

    def _why(self, mine: str, theirs: str) -> str:
        reason = self.found.reason
        if reason == "unstated":
            left_out = self._left_out()
            return (
                f"what is affirmed names {mine}"
                if left_out
                else f"it is not said whether {mine} belongs to it"
            )
        if reason == "overlap" and theirs == mine:
            return "that is affirmed too, but not all the rest fits"
        if reason in ("unit", "measure") or (reason == "basis" and self.found.slot == "quantity"):
            return f"what is affirmed is {mine}, and the two are not counted alike"
        return _WHY.get(reason, _SHARED).format(mine=mine, theirs=theirs)

    def _left_out(self) -> bool:
        found = self.found.match
        return found is not None and found.fits[self.found.slot].state == "wider"


def _days(edtf: str) -> str:
    """A date or interval as words."""
    start, _, end = edtf.partition("/")
    if not end:
        return start if "/" not in edtf else f"{start} to an unknown day"
    if end == "..":
        return f"since {start}"
    return f"until {end}" if start in ("", "..") else f"{start} to {end}"
