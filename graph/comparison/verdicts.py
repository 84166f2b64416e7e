"""What a comparison finds: the verdict, why, which slot decided, and one sentence for whoever reads it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from ...ontology.derived import VerdictKind

REASONS: Final = (
    "polarity", "scope", "narrower-denial", "out-of-scope", "exclusive", "non-observation",
    "narrower-non-observation", "restates", "entails", "quantity", "compatible", "no-stance", "opaque", "form",
    "classification", "membership", "unrelated", "unstated", "overlap", "period", "currency", "unit", "measure",
    "basis",
)  # fmt: skip
"""Every reason code; from ``classification`` on, and ``quantity``, they say why something is undetermined."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Statement *start* contradicts (qualifies, supports, ...) statement *end*, and why.

    Comparing b with a gives the very same verdict as comparing a with b: its direction stands in it. Where it has none,
    the affirmation comes first, and of two in one stance the one whose IRI does.

    Attributes:
        kind: What the one does to the other.
        reason: The code of the reason.
        start, end: The statements, by IRI.
        slot: The slot that decided; empty where none did.
        sentence: The finding in plain English.
        weak: Whether a likelihood was counted in.
        non_responsive: Whether it is a denial that meets an affirmation in all slots but one.
        assumed: Slots of either claim that were inherited and used.
        undated: Whether open ends were compared without dates that order them.
    """

    kind: VerdictKind
    reason: str
    start: str
    end: str
    slot: str = ""
    sentence: str = ""
    weak: bool = False
    non_responsive: bool = False
    assumed: tuple[str, ...] = ()
    undated: bool = False

    @property
    def strength(self) -> str:
        """How far it reaches, as relations say it: strong or weak."""
        return "weak" if self.weak else "strong"

    @property
    def plain_none(self) -> bool:
        """Whether there is nothing to tell: no verdict, and no denial that misses by one slot."""
        return self.kind is VerdictKind.NONE and not self.non_responsive

    def to_plain(self) -> dict[str, Any]:
        """All of it in plain JSON types, in a fixed order."""
        return {
            "verdict": self.kind.value,
            "reason": self.reason,
            "from": self.start,
            "to": self.end,
            "slot": self.slot,
            "strength": self.strength,
            "non-responsive": self.non_responsive,
            "assumed": list(self.assumed),
            "undated": self.undated,
            "sentence": self.sentence,
        }

    def to_json(self) -> str:
        """One line of JSON, the same for equal verdicts."""
        return json.dumps(self.to_plain(), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Verdict:
        """Read back what :meth:`to_json` wrote.

        >>> verdict = Verdict(VerdictKind.SAME, "restates", "urn:a", "urn:b")
        >>> Verdict.from_json(verdict.to_json()) == verdict
        True
        """
        said = json.loads(text)
        return cls(
            kind=VerdictKind(said["verdict"]),
            reason=said["reason"],
            start=said["from"],
            end=said["to"],
            slot=said["slot"],
            sentence=said["sentence"],
            weak=said["strength"] == "weak",
            non_responsive=said["non-responsive"],
            assumed=tuple(said["assumed"]),
            undated=said["undated"],
        )
