"""Who speaks against their own interest: admissions, and statements that a speaker's own side denies elsewhere.

An *admission* is said in so many words, by the speech act ``admits``, of the speaker's own conduct or by somebody
interested. *Against the own side* speaks who affirms what the same speaker, its owner, or whoever it acts for denies,
as such or in a wider claim; and who denies what these affirm. Which of the two gives way is not said.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal

import numpy as np

from ..index.kinds import RootKind
from ..reasoning.arguments import AFFIRMS
from ..told import Told
from ..tracing.pairs import Party, party

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..reasoning.telling import Teller
    from ..records import Records


class Admission(Told):
    """A statement against the speaker's own interest.

    Attributes:
        kind: ``admission``, or ``own-side`` where the speaker's own house says the contrary.
        against: The contrary statement, if that is the reason.
        others: Further statements of that house that say the contrary.
    """

    statement: Party
    kind: Literal["admission", "own-side"]
    against: Party | None = None
    others: int = 0
    sentence: str


def admissions(records: Records, teller: Teller, *, language: str = "en") -> tuple[Admission, ...]:
    """The statements against interest: admissions first, then those against the own side, in the order of IRIs."""
    index, on_record = teller.index, teller.reasoning.lineage.on_record
    told = []
    ends = index.statements.end == RootKind.ADMISSION
    for statement in np.flatnonzero(ends & on_record[: len(index.statements)]).tolist():
        one = party(records, teller.thing_iri(statement), language=language)
        told.append(Admission(statement=one, kind="admission", sentence=f"{one.speaker} admits it."))
    for affirmation, denials in _against_own_side(teller):
        one, other = (
            party(records, teller.thing_iri(each), language=language) for each in (affirmation, denials[0])
        )
        whose = (
            "the same speaker" if one.speaker_iri == other.speaker_iri else f"{other.speaker}, its own side,"
        )
        told.append(
            Admission(
                statement=one,
                kind="own-side",
                against=other,
                others=len(denials) - 1,
                sentence=f"{one.speaker} affirms what {whose} denies.",
            )
        )
    return tuple(told)


def _against_own_side(teller: Teller) -> Iterator[tuple[int, list[int]]]:
    """Affirmations, each with the denials by its speaker's house of the same or a wider claim."""
    index, reasoning = teller.index, teller.reasoning
    statements, agents = index.statements, index.agents
    speaking = reasoning.lineage.on_record[: len(statements)] & (statements.speaker >= 0)
    speaking &= ~agents.unnamed[np.where(speaking, statements.speaker, 0)] if len(agents) else False
    both = (reasoning.supporting.lengths > 0) & (reasoning.opposing.lengths > 0)
    found: dict[int, list[int]] = defaultdict(list)
    for claim in np.flatnonzero(both).tolist():
        denying: dict[int, list[int]] = defaultdict(list)
        for statement in reasoning.opposing.of(claim).tolist():
            if speaking[statement]:
                denying[int(agents.house[statements.speaker[statement]])].append(statement)
        for statement in index.claims.statements.of(claim).tolist():
            if speaking[statement] and statements.stance[statement] == AFFIRMS:
                house = int(agents.house[statements.speaker[statement]])
                found[statement] += denying.get(house, [])
    yield from sorted((statement, denials) for statement, denials in found.items() if denials)


__all__ = ["Admission", "admissions"]
