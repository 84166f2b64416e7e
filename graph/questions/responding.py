"""Denials that do not answer: each misses an affirmation by exactly one slot, all others meeting.

"China denies having delivered military equipment; that it approved the delivery is untouched, since the action is
another." The slot is missed for certain (disjoint), or it is open whether it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...ontology.derived import VerdictKind
from ..reasoning.verdicts import SLOTS
from ..told import Told
from ..tracing.pairs import Party, party

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..reasoning.telling import Teller
    from ..records import Records

_NON_RESPONSIVE = 2


class NonResponsive(Told):
    """A denial beside an affirmation that it does not answer.

    Attributes:
        slot: The one that is missed.
        reason: Its code: ``out-of-scope`` where it is missed for certain, else why that is open.
        verdict: ``none``, or ``undetermined`` where it is open.
        assumed: Slots that one of the claims only inherits.
        undated: Open ends of periods were taken to be equal.
    """

    denial: Party
    affirmation: Party
    slot: str
    reason: str
    verdict: VerdictKind
    sentence: str
    assumed: tuple[str, ...] = ()
    undated: bool = False


def non_responsive(
    records: Records,
    teller: Teller,
    claim: int | None = None,
    *,
    dossiers: Collection[int] | None = None,
    language: str = "en",
) -> tuple[NonResponsive, ...]:
    """The denials that miss an affirmation by one slot: by denial, then by slot, the open ones first.

    Args:
        records: The store's items.
        teller: The reasoning.
        claim: Only those of which one statement is on this claim.
        dossiers: Only those of which one statement is in one of these, by number.
        language: For labels.
    """
    index, verdicts = teller.index, teller.reasoning.verdicts
    found = []
    for one in verdicts.where((verdicts.marks & _NON_RESPONSIVE) > 0):
        claims = index.statements.claim[[one.start, one.end]].tolist()
        held = set(index.statements.dossier[[one.start, one.end]].tolist())
        if (claim is None or claim in claims) and (dossiers is None or held & set(dossiers)):
            first, second = (
                party(records, teller.thing_iri(each), language=language) for each in (one.start, one.end)
            )
            denial, affirmation = (second, first) if second.stance == "denies" else (first, second)
            found.append(
                NonResponsive(
                    denial=denial,
                    affirmation=affirmation,
                    slot=one.slot,
                    reason=one.reason,
                    verdict=one.kind,
                    sentence=one.sentence,
                    assumed=one.assumed,
                    undated=one.undated,
                )
            )
    return tuple(sorted(found, key=_order))


def count(teller: Teller) -> int:
    """How many pairs there are."""
    return int(np.count_nonzero(teller.reasoning.verdicts.marks & _NON_RESPONSIVE))


def _order(one: NonResponsive) -> tuple[str, bool, int, str]:
    return one.denial.iri, one.verdict is VerdictKind.NONE, SLOTS.index(one.slot), one.affirmation.iri


__all__ = ["NonResponsive", "count", "non_responsive"]
