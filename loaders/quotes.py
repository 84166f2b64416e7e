"""Whether quoted words stand in a text, exactly, and where.

Exactly means: after folding what typography varies and no reader hears. Curly and straight apostrophes and quotation
marks are one; no-break, narrow and thin spaces are a space; the space that French sets inside its guillemets belongs
to them, so that « mot » and "mot" are the same words. Nothing else is folded: no case, no accent, no dash, no run of
spaces, no line break. A likeness may show a reader where to look, and never counts as the words.
"""

import difflib
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Final, TypeAlias

from ..ontology.vocabulary import Verification

Span: TypeAlias = tuple[int, int]
"""Start and end in code points, end exclusive."""

_SPACES: Final = "\u00a0\u202f\u2009"
_FOLD: Final = re.compile(f"[‘’ʼ]|«[ {_SPACES}]?|[ {_SPACES}]?»|[“”„]|[{_SPACES}]")
_SHOWN_HITS: Final = 5
_COUNTED_HITS: Final = 1000
_LIKE_ENOUGH: Final = 0.6
_MOST_WORDS: Final = 400_000
_REFINED: Final = 5
_COMPARED: Final = 400


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that remembers which characters each of its own came from.

    Attributes:
        text: The folded characters.
        wide: The indexes of those that stand for two characters, in order.
    """

    text: str
    wide: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The original's span for one of the folded text, not empty."""
        return start + bisect_left(self.wide, start), end + bisect_left(self.wide, end)


def fold(text: str) -> Folded:
    r"""Fold apostrophes, quotation marks and no-break spaces.

    >>> fold("l’« ami »").text
    'l\'"ami"'
    >>> fold("l’« ami »").span(2, 7)
    (2, 9)
    """
    folded: list[str] = []
    wide: list[int] = []
    last = 0
    for found in _FOLD.finditer(text):
        folded += (text[last : found.start()], _folded(found[0]))
        if found.end() - found.start() > 1:
            wide.append(found.start() - len(wide))
        last = found.end()
    folded.append(text[last:])
    return Folded("".join(folded), tuple(wide))


def _folded(found: str) -> str:
    if found in _SPACES:
        return " "
    return "'" if found in "‘’ʼ" else '"'


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one passage.

    Attributes:
        verification: The state.
        position: Where it stands, where exactly one place is meant.
        error: What is wrong and what to do; empty if nothing is.
    """

    verification: Verification
    position: Span | None = None
    error: str = ""


@dataclass(frozen=True)
class HeldText:
    """A text at hand, in which quotes are looked up.

    Attributes:
        name: What messages call it.
        text: Its characters, as they stand in the file.
    """

    name: str
    text: str
    _closest: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    _MOST_SEARCHES = 10

    @cached_property
    def folded(self) -> Folded:
        """The text as quotes are compared with it."""
        return fold(self.text)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def place(self, offset: int) -> str:
        """A code point's line and column, for people."""
        line = bisect_right(self._line_starts, offset)
        return f"line {line}, column {offset - self._line_starts[line - 1] + 1}"

    def hits(self, quote: str) -> Iterator[Span]:
        """Every place where the words stand, overlapping ones too, in order."""
        wanted = fold(quote).text
        at = self.folded.text.find(wanted)
        while at >= 0:
            yield self.folded.span(at, at + len(wanted))
            at = self.folded.text.find(wanted, at + 1)

    def check(self, quote: str | None, position: Span | None) -> Outcome | None:
        """Look a passage up: its words, its place, or its words at its place. None if it gives neither."""
        if position is not None:
            return self._at(position, quote)
        if quote is None:
            return None
        hits = self.hits(quote)
        shown = list(islice(hits, _SHOWN_HITS + 1))
        if not shown:
            return Outcome(Verification.MISSING, error=self._missing(quote))
        if len(shown) == 1:
            return Outcome(Verification.VERIFIED, shown[0])
        counted = len(shown) + sum(1 for _ in islice(hits, _COUNTED_HITS))
        count = str(counted) if counted < _COUNTED_HITS else f"more than {_COUNTED_HITS}"
        places = "; ".join(f"[{start}, {end}] ({self.place(start)})" for start, end in shown[:_SHOWN_HITS])
        more = ", …" if counted > _SHOWN_HITS else ""
        return Outcome(
            Verification.AMBIGUOUS,
            error=f"the quote stands {count} times in {self.name}: {places}{more}; add the one meant as position",
        )

    def _at(self, position: Span, quote: str | None) -> Outcome:
        start, end = position
        if end > len(self.text):
            return Outcome(
                Verification.MISSING,
                error=f"position [{start}, {end}] ends behind {self.name}, which has {len(self.text)} characters",
            )
        if quote is None:
            return Outcome(Verification.LOCATED, position)
        found = self.text[start:end]
        if fold(found).text == fold(quote).text:
            return Outcome(Verification.VERIFIED, position)
        hit = next(self.hits(quote), None)
        hint = f"; the quote stands at [{hit[0]}, {hit[1]}]" if hit else f"; {self._missing(quote)}"
        return Outcome(
            Verification.MISSING,
            error=f"position [{start}, {end}] of {self.name} reads '{_cut(found)}', and not the quote{hint}",
        )

    def _missing(self, quote: str) -> str:
        said = f"the quote is not in {self.name}"
        if quote not in self._closest and len(self._closest) < self._MOST_SEARCHES:
            near = closest(quote, self.text)
            self._closest[quote] = (
                f"; closest is {self.place(near[0])}, [{near[0]}, {near[1]}]: '{_cut(self.text[near[0] : near[1]])}'"
                if near
                else ""
            )
        return f"{said}{self._closest.get(quote, '')}; correct it, or leave it out and give a position"


def _cut(text: str, length: int = 120) -> str:
    return text if len(text) <= length else f"{text[:length]}…"


_WORD: Final = re.compile(r"\w+")


def closest(quote: str, text: str) -> Span | None:
    """The passage most like a quote, to show where to look; None if nothing is like it, or the text is very long.

    Windows of as many words as the quote has are ranked by the words they share with it, and the best few compared
    letter by letter: linear in the text. Words are compared without regard to case.
    """
    wanted = [found[0].casefold() for found in _WORD.finditer(quote)]
    words = [(found[0].casefold(), found.start(), found.end()) for found in _WORD.finditer(text)]
    if not wanted or not words or len(words) > _MOST_WORDS:
        return None
    size = min(len(wanted), len(words))
    best = sorted(_shared(wanted, [word for word, _, _ in words], size), reverse=True)[:_REFINED]
    ranked = []
    for shared, start in best:
        if shared == 0:
            continue
        span = words[start * -1][1], words[start * -1 + size - 1][2]
        matcher = difflib.SequenceMatcher(
            None, quote[:_COMPARED].casefold(), text[span[0] : span[1]][:_COMPARED].casefold(), autojunk=False
        )
        ranked.append((matcher.ratio(), -span[0], span))
    if not ranked or max(ranked)[0] < _LIKE_ENOUGH:
        return None
    return max(ranked)[2]


def _shared(wanted: list[str], words: list[str], size: int) -> Iterator[tuple[int, int]]:
    """For each window of the text: how many of the wanted words it holds, and its start, negated so that first wins."""
    missing = Counter(wanted)
    shared = 0
    for index, word in enumerate(words):
        shared += missing[word] > 0
        missing[word] -= 1
        if index >= size:
            gone = words[index - size]
            missing[gone] += 1
            shared -= missing[gone] > 0
        if index >= size - 1:
            yield shared, -(index - size + 1)
