"""How large each node is drawn, known before any browser has measured a letter.

Positions are computed where no font is at hand, so a card's height follows from a cautious guess of its line count.
The page wraps the real text into the card it was given and ends it with an ellipsis where the guess was short; the
full words stand in the panel and in the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .marks import STANDINGS

if TYPE_CHECKING:
    from .reading import Reading

CLAIM_WIDTH: Final = 284
SLIP_WIDTH: Final = 274
SOURCE_WIDTH: Final = 188
SOURCE_HEIGHT: Final = 50
PILL_WIDTH: Final = 156
PILL_HEIGHT: Final = 24
SLIP_HEIGHT: Final = 22

MIDDLE_WIDTH: Final = 272
STEP_WIDTH: Final = 214

_MOST_TEXT: Final = 600
_LINE: Final = 15
BAND: Final = 17
"""The strip at the head of a claim's card in which its standing is written."""

_MIDDLE_LINE: Final = 20


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node is drawn: its centre and its size, in the picture's own units (CSS pixels at full size).

    >>> Place(0, 0, 10, 4).overlaps(Place(9, 0, 10, 4)), Place(0, 0, 10, 4).overlaps(Place(10, 0, 10, 4))
    (True, False)
    """

    x: float
    y: float
    width: float
    height: float

    @property
    def left(self) -> float:
        """The left edge."""
        return self.x - self.width / 2

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width / 2

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.y - self.height / 2

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height / 2

    def overlaps(self, other: Place) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def lines(text: str, width: float, *, size: float, most: int) -> int:
    """Guess how many lines a text needs; generous, so that the guess is seldom short.

    Args:
        text: The words.
        width: The width of a line, in pixels.
        size: The size of the letters, in pixels.
        most: Never more than this.

    >>> lines("China sends drones to Russia", 200, size=13, most=3)
    1
    >>> lines("China sends drones to Russia and says that it does not", 200, size=13, most=3)
    2
    """
    per_line = max(1, int(width / (size * 0.48)))
    count, used = 1, 0
    for word in text[:_MOST_TEXT].split():
        if used and used + 1 + len(word) > per_line:
            count, used = count + 1, 0
        used += len(word) + (1 if used else 0)
        while used > per_line:
            count, used = count + 1, used - per_line
    return min(count, most)


def _words(reading: Reading, iri: str) -> list[str]:
    text = reading.facts[iri].get("text")
    found = (
        [words for words in text.values() if isinstance(words, str) and words.strip()]
        if isinstance(text, dict)
        else []
    )
    return found or [reading.label(iri)]


def claim_size(reading: Reading, iri: str) -> tuple[float, float]:
    """A claim on the whole picture: up to three lines, under its standing where one is told."""
    rows = max(lines(words, CLAIM_WIDTH - 20, size=12.5, most=3) for words in _words(reading, iri))
    if reading.facts[iri].get("standing") in STANDINGS:
        return CLAIM_WIDTH, BAND + 6 + _LINE * rows
    return CLAIM_WIDTH, 9 + _LINE * rows


def middle_size(reading: Reading, iri: str) -> tuple[float, float]:
    """The claim that an argument is about: up to seven lines, in larger letters."""
    rows = max(lines(words, MIDDLE_WIDTH - 32, size=16, most=7) for words in _words(reading, iri))
    return MIDDLE_WIDTH, 44 + _MIDDLE_LINE * rows


def step_size(reading: Reading, iri: str, focus: str) -> tuple[float, float]:
    """A statement in an argument: who and how, then its words or its claim in up to three lines."""
    claim = reading.facts[iri].get("claim")
    own = claim == focus or claim not in reading.facts
    bodies = [_said(reading, iri)] if own else _words(reading, str(claim))
    rows = max(lines(body, STEP_WIDTH - 24, size=12, most=3) if body else 0 for body in bodies)
    return STEP_WIDTH, 44 + (6 + 15 * rows if rows else 0)


def _said(reading: Reading, iri: str) -> str:
    facts = reading.facts[iri]
    passage = facts.get("passage")
    if facts.get("quote") or not isinstance(passage, dict):
        return str(facts.get("quote") or "")
    words = str(passage.get("words") or "")
    return f"Stand-in text: {words}" if words and passage.get("text") == "stand-in" else words


def plain_size(reading: Reading, iri: str) -> tuple[float, float]:
    """A source, an agent or a thing: one shape, whatever the picture."""
    if reading.family(iri) == "source":
        return SOURCE_WIDTH, SOURCE_HEIGHT
    return PILL_WIDTH, PILL_HEIGHT
