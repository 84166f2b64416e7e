"""How strong each claim is, in numbers, where the dossiers grade all that it depends on; none where a grade is missing.

The framework is weighted and bipolar. Its arguments are claims and roots:

- A root's base score is its Admiralty grade: of evidence and of a report, its reliability; of a statement, its
  credibility. A to E, and 1 to 5, are 1, .8, .6, .4 and .2. F and 6 mean that it cannot be judged, which is no score.
- A claim's base score is .5: nothing is held for it or against it beforehand.
- The roots of a claim's affirmations support it, those of its denials attack it; likewise of claims that settle it.
- A strong or weak support that somebody drew between statements on two claims is a support between the claims; a
  tension, a weak undercut, a contradiction, and being exclusive are attacks.

Strength is by DF-QuAD or by the quadratic-energy model (:mod:`..frameworks.gradual`). A claim has none if a root of it,
or of a claim that it depends on, has no score; the result names what lacks its grade. It has none either if the
computation does not settle. ``docs/decisions/standing.md`` argues the numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from ...ontology.vocabulary import RelationKind, Strength
from ..frameworks.bipolar import Bipolar
from ..frameworks.gradual import df_quad, quadratic_energy
from .arguments import AFFIRMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..arrays import Bools
    from ..index.index import Index
    from ..lineage.roots import Root
    from .reasoning import Reasoning

SCORES: Final = (1.0, 0.8, 0.6, 0.4, 0.2)
"""Of the five grades that judge, best first."""
BASE: Final = 0.5
"""A claim's own."""

_KINDS: Final = tuple(RelationKind)
_STRENGTHS: Final = tuple(Strength)


class Model(StrEnum):
    """The two ways to compute strength."""

    DF_QUAD = "df-quad"
    QUADRATIC_ENERGY = "quadratic-energy"


@dataclass(frozen=True, slots=True)
class Gradual:
    """The strengths of claims by one model.

    Attributes:
        model: Which.
        values: By claim, those that have one.
        missing: By claim, the things without a grade that it depends on; of claims without a strength.
        unsettled: Claims for which the computation did not settle.
    """

    model: Model
    values: dict[int, float]
    missing: dict[int, tuple[int, ...]]
    unsettled: frozenset[int]


def graded(index: Index) -> bool:
    """Whether any dossier grades anything; where none does, no claim has a strength."""
    return bool(index.statements.credibility.any() or index.sources.reliability.any())


def gradual(reasoning: Reasoning, model: Model | str, *, within: Bools | None = None) -> Gradual:
    """Compute the strength of every claim that can have one.

    Args:
        reasoning: What the record comes to.
        model: ``df-quad`` or ``quadratic-energy``.
        within: Marks the claims to compute: all that stand in some connection with one of them must be among them.
    """
    asked = Model(model)
    claims = len(reasoning.index.claims)
    chosen = list(range(claims)) if within is None else np.flatnonzero(within).tolist()
    attacks, supports = _between_claims(reasoning)
    base: list[float] = [BASE] * claims
    lacking: dict[int, set[int]] = {}
    for claim in chosen:
        for root, edges in _roots(reasoning, claim, attacks, supports):
            score = _score(reasoning, root)
            if score is None:
                lacking.setdefault(claim, set()).update(root.items)
            else:
                edges.append((len(base), claim))
                base.append(score)
    missing = _spread(lacking, claims, (*attacks, *supports))
    # A claim without a score cannot be computed, nor can what depends on it: what is left depends on none of them.
    kept = [number for number in range(len(base)) if number not in missing]
    place = {number: here for here, number in enumerate(kept)}

    def numbered(pairs: Iterable[tuple[int, int]]) -> tuple[list[int], list[int]]:
        there = [(place[one], place[other]) for one, other in pairs if one in place and other in place]
        return [one for one, _ in there], [other for _, other in there]

    framework = Bipolar.from_arrays(
        [base[number] for number in kept], attacks=numbered(attacks), supports=numbered(supports)
    )
    solve = df_quad if asked is Model.DF_QUAD else quadratic_energy
    strengths = solve(framework)
    values, unsettled = {}, set()
    for claim in chosen:
        # Who speaks of it with a grade, or what bears on it: a claim of which nobody says anything has no strength.
        if claim not in missing and _spoken(reasoning, claim):
            found = strengths.of(place[claim])
            if found is None:
                unsettled.add(claim)
            else:
                values[claim] = found
    return Gradual(asked, values, missing, frozenset(unsettled))


def _spoken(reasoning: Reasoning, claim: int) -> bool:
    return len(reasoning.supporting.of(claim)) + len(reasoning.opposing.of(claim)) > 0


def _roots(
    reasoning: Reasoning, claim: int, attacks: list[tuple[int, int]], supports: list[tuple[int, int]]
) -> Iterator[tuple[Root, list[tuple[int, int]]]]:
    """The roots of a claim, each with the list that its edge belongs to."""
    for statements, edges in ((reasoning.supporting, supports), (reasoning.opposing, attacks)):
        for root in reasoning.lineage.roots(claim, statements.of(claim).tolist()):
            yield root, edges


def _score(reasoning: Reasoning, root: Root) -> float | None:
    """The best score among the items of a root; None if none is graded."""
    index, first = reasoning.index, len(reasoning.index.statements)
    grades = [
        int(index.statements.credibility[item] if item < first else index.sources.reliability[item - first])
        for item in root.items
    ]
    scores = [SCORES[grade - 1] for grade in grades if 0 < grade <= len(SCORES)]
    return max(scores, default=None)


def _between_claims(reasoning: Reasoning) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Attacks and supports between claims."""
    index = reasoning.index
    attacks: set[tuple[int, int]] = set()
    supports: set[tuple[int, int]] = set()
    for one, other in _on_claims(reasoning, RelationKind.SUPPORTS):
        supports.add((one, other))
    for one, other in _on_claims(reasoning, RelationKind.TENSION):
        attacks |= {(one, other), (other, one)}
    for one, other in _on_claims(reasoning, RelationKind.UNDERCUTS, strengths=(Strength.WEAK,)):
        attacks.add((one, other))
    statements = index.statements
    opposed = [
        *_pairs(reasoning, RelationKind.CONTRADICTS, (Strength.STRONG, Strength.WEAK)),
        *reasoning.verdicts.contradictions(),
    ]
    for one, other in opposed:
        # An affirmation against a denial is told by the denial's own roots; claims attack where both are affirmed.
        if statements.stance[one] == AFFIRMS and statements.stance[other] == AFFIRMS:
            first, second = int(statements.claim[one]), int(statements.claim[other])
            attacks |= {(first, second), (second, first)}
    exclusive = index.claims.exclusive
    for one, other in zip(exclusive.owners.tolist(), exclusive.items.tolist(), strict=True):
        attacks |= {(one, other), (other, one)}
    return (
        sorted(pair for pair in attacks if pair[0] != pair[1]),
        sorted(pair for pair in supports if pair[0] != pair[1]),
    )


def _on_claims(
    reasoning: Reasoning,
    kind: RelationKind,
    *,
    strengths: tuple[Strength, ...] = (Strength.STRONG, Strength.WEAK),
) -> Iterator[tuple[int, int]]:
    """Relations of a kind between affirmations, as pairs of their claims."""
    statements = reasoning.index.statements
    for one, other in _pairs(reasoning, kind, strengths):
        if statements.stance[one] == AFFIRMS and statements.stance[other] == AFFIRMS:
            yield int(statements.claim[one]), int(statements.claim[other])


def _pairs(
    reasoning: Reasoning, kind: RelationKind, strengths: tuple[Strength, ...]
) -> Iterator[tuple[int, int]]:
    """The standing relations of a kind between statements on record."""
    relations, statements = reasoning.index.relations, len(reasoning.index.statements)
    chosen = (
        (relations.kind == _KINDS.index(kind))
        & np.isin(relations.strength, [_STRENGTHS.index(one) for one in strengths])
        & (relations.withdrawn == 0)
        & (relations.start < statements)
        & (relations.end < statements)
    )
    on_record = reasoning.lineage.on_record
    for number in np.flatnonzero(chosen).tolist():
        one, other = int(relations.start[number]), int(relations.end[number])
        if on_record[one] and on_record[other]:
            yield one, other


def _spread(
    lacking: dict[int, set[int]], claims: int, pairs: Iterable[tuple[int, int]]
) -> dict[int, tuple[int, ...]]:
    """What lacks a grade, for each claim and for each that depends on it."""
    onwards: dict[int, list[int]] = {}
    for one, other in pairs:
        if one < claims:
            onwards.setdefault(one, []).append(other)
    found: dict[int, set[int]] = {claim: set(things) for claim, things in lacking.items()}
    pending = sorted(found)
    while pending:
        claim = pending.pop()
        for other in onwards.get(claim, ()):
            more = found[claim] - found.get(other, set())
            if more:
                found.setdefault(other, set()).update(more)
                pending.append(other)
    return {claim: tuple(sorted(things)) for claim, things in sorted(found.items())}


__all__ = ["BASE", "SCORES", "Gradual", "Model", "graded", "gradual"]
