"""Opposite stances on one claim: the contradictions that need no one to draw them.

Likelihood comes first: who calls a claim unlikely denies it, and who gives it even odds asks. Statements about
different claims are not compared here.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from ..ontology.vocabulary import Likelihood, Stance

RULE: Final = "opposite-stances"
"""The name of the rule, where a derived contradiction says what derived it."""

_FLIPPING: Final = frozenset({Likelihood.UNLIKELY, Likelihood.VERY_UNLIKELY, Likelihood.ALMOST_NO_CHANCE})
_FLIPPED: Final = {Stance.AFFIRMS: Stance.DENIES, Stance.DENIES: Stance.AFFIRMS}


def taken_stance(stance: Stance, likelihood: Likelihood | None = None) -> Stance:
    """The stance that a statement takes once its likelihood is counted in.

    >>> taken_stance(Stance.AFFIRMS, Likelihood.VERY_UNLIKELY).value
    'denies'
    >>> taken_stance(Stance.AFFIRMS, Likelihood.ROUGHLY_EVEN_CHANCE).value
    'questions'
    """
    if stance not in _FLIPPED or likelihood is None:
        return stance
    if likelihood is Likelihood.ROUGHLY_EVEN_CHANCE:
        return Stance.QUESTIONS
    return _FLIPPED[stance] if likelihood in _FLIPPING else stance


def opposed(statements: Iterable[tuple[str, Stance]]) -> Iterator[tuple[str, str]]:
    """Pairs of an affirmation and a denial among statements on one claim, each once.

    Args:
        statements: IRIs with the stances taken.

    >>> list(opposed([("a", Stance.AFFIRMS), ("b", Stance.DENIES), ("c", Stance.NO_EVIDENCE)]))
    [('a', 'b')]
    """
    held = sorted(statements)
    for affirming, stance in held:
        if stance is Stance.AFFIRMS:
            for denying, other in held:
                if other is Stance.DENIES:
                    yield affirming, denying
