"""The contradictions that the rules find between statements on different claims, beside what anybody drew of them.

What somebody drew of a pair rules where claims stand; the finding of the rules is shown all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...ontology.derived import VerdictKind
from ...ontology.vocabulary import RelationKind, Stance, Strength
from ..reasoning.triples import RULE
from ..reasoning.verdicts import KINDS
from ..tracing.pairs import Pair, party

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ..reasoning.telling import Teller
    from ..records import Records


def contradicting(
    records: Records,
    teller: Teller,
    claim: int | None = None,
    *,
    dossiers: Collection[int] | None = None,
    language: str = "en",
) -> Iterator[Pair]:
    """The contradictions by the rules, but for opposite stances on one claim, which are told apart.

    Args:
        records: The store's items.
        teller: The reasoning.
        claim: Only those of which one statement is on this claim.
        dossiers: Only those of which one statement is in one of these, by number.
        language: For labels.
    """
    statements, verdicts = teller.index.statements, teller.reasoning.verdicts
    for one in verdicts.where(verdicts.kind == KINDS.index(VerdictKind.CONTRADICTS)):
        ends = [one.start, one.end]
        claims = set(statements.claim[ends].tolist())
        held = set(statements.dossier[ends].tolist())
        if len(claims) == 1 or (claim is not None and claim not in claims):
            continue
        if dossiers is not None and not held & set(dossiers):
            continue
        first, second = (party(records, teller.thing_iri(each), language=language) for each in ends)
        if first.stance is Stance.DENIES and second.stance is not Stance.DENIES:
            first, second = second, first
        yield Pair(
            kind=RelationKind.CONTRADICTS,
            first=first,
            second=second,
            why={"en": one.sentence},
            strength=Strength.WEAK if one.weak else Strength.STRONG,
            origin="derived",
            rule=RULE,
            reason=one.reason,
            slot=one.slot or None,
        )


__all__ = ["contradicting"]
