"""Opposite stances on one claim: the contradictions that need no one to draw them.

Statements about different claims are not compared here.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from ..ontology.vocabulary import Stance

RULE: Final = "opposite-stances"
"""The name of the rule, where a derived contradiction says what derived it."""


def opposed(statements: Iterable[tuple[str, Stance]]) -> Iterator[tuple[str, str]]:
    """Pairs of an affirmation and a denial among statements on one claim, each once.

    Args:
        statements: IRIs, each with the stance taken (its likelihood counted in).

    >>> list(opposed([("a", Stance.AFFIRMS), ("b", Stance.DENIES), ("c", Stance.NO_EVIDENCE)]))
    [('a', 'b')]
    """
    held = sorted(statements)
    for affirming, stance in held:
        if stance is Stance.AFFIRMS:
            for denying, other in held:
                if other is Stance.DENIES:
                    yield affirming, denying
