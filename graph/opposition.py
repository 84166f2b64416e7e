"""Opposite stances on one claim: the contradictions that need no one to draw them.

It needs nothing but the dossiers, and so holds whether or not anything was derived from them. Statements on different
claims are :mod:`claimgraph.graph.comparison`'s, whose verdicts stand in the derived graph; of two statements on one
claim it says the same as is said here, and readers take it from here. Where very many statements stand on both sides, their pairs are
too many to list one by one, and each is paired with the first of the other side only; whoever shows them says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ..ontology.vocabulary import Stance

RULE: Final = "opposite-stances"
"""The name of the rule, where a derived contradiction says what derived it."""

MOST_PAIRS: Final = 2_500
"""Pairs on one claim up to which each is listed."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Who affirms a claim and who denies it, by IRI, in order."""

    affirming: tuple[str, ...]
    denying: tuple[str, ...]

    @property
    def pairs(self) -> int:
        """How many pairs contradict each other."""
        return len(self.affirming) * len(self.denying)

    @property
    def condensed(self) -> bool:
        """Whether not every pair is listed."""
        return self.pairs > MOST_PAIRS

    def opposing(self, statement: str, stance: Stance) -> list[tuple[str, str]]:
        """The pairs of one of the statements, the affirmation first.

        >>> Sides(("a", "b"), ("c",)).opposing("c", Stance.DENIES)
        [('a', 'c'), ('b', 'c')]
        """
        if stance is Stance.AFFIRMS:
            return [(statement, other) for other in self._listed(statement, self.affirming, self.denying)]
        if stance is Stance.DENIES:
            return [(other, statement) for other in self._listed(statement, self.denying, self.affirming)]
        return []

    def _listed(self, statement: str, own: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
        return others[:1] if self.condensed and statement != own[0] else others


def sides(statements: Iterable[tuple[str, Stance]]) -> Sides:
    """Who stands on which side among the statements on one claim.

    Args:
        statements: IRIs, each with the stance taken (its likelihood counted in).

    >>> sides([("a", Stance.AFFIRMS), ("b", Stance.DENIES), ("c", Stance.NO_EVIDENCE)])
    Sides(affirming=('a',), denying=('b',))
    """
    held = sorted(statements)
    return Sides(
        tuple(iri for iri, stance in held if stance is Stance.AFFIRMS),
        tuple(iri for iri, stance in held if stance is Stance.DENIES),
    )
