"""What every result is told in: parts that have a JSON form, and lines for a terminal or Markdown.

A line has a depth, words, and a mark that says what it is; how a mark looks is for whoever prints it.

A label comes from a dossier that anyone may have written. Printed as it stands, an escape sequence in it could rewrite
the terminal's screen, a direction mark could turn a sentence round, and a tag could become part of a page. So
everything that is not plain text is shown as its code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Label = Callable[[str], str]
"""What to call an item, by its IRI."""

_JOINERS: Final = "\u200c\u200d"
_NAMED: Final = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}
_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]<>#|~&!$]|^[-+]|(?<=^\d)[.)]|(?<=^\d\d)[.)])")


class Told(BaseModel):
    """A result, or a part of one."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an outline.

    Attributes:
        depth: 0 for the claim.
        words: Plain text, on one line, without control characters.
        mark: ``claim``, ``group``, a stance, a kind of relation, ``detail`` or ``quote``.
    """

    depth: int
    words: str
    mark: str


def shown(lines: Iterable[Line]) -> list[Line]:
    """The lines with nothing in them that could give orders to a terminal."""
    return [Line(line.depth, visible(line.words), line.mark) for line in lines]


def visible(text: str) -> str:
    r"""Show what a terminal would obey: controls, escapes, line ends and direction marks, as their codes.

    >>> print(visible("a\x1b[2Jb\u202ec\nd"))
    a\x1b[2Jb\u202ec\nd
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text))


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    # Joiners belong to the spelling of Persian and of Indic scripts.
    if category not in {"Cc", "Cf", "Cs", "Zl", "Zp"} or character in _JOINERS:
        return character
    code = ord(character)
    if character in _NAMED:
        return _NAMED[character]
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - sizes of code points


def to_text(lines: Sequence[Line]) -> str:
    """The lines as a tree of plain text."""
    return "".join(f"{prefix}{line.words}\n" for prefix, line in zip(prefixes(lines), lines, strict=True))


def to_markdown(lines: Sequence[Line]) -> str:
    """The lines as a heading and nested lists; what stands in a label is never markup."""
    written = []
    for line in lines:
        words = _MARKDOWN.sub(r"\\\1", line.words)
        written.append(f"# {words}\n\n" if line.depth == 0 else f"{'  ' * (line.depth - 1)}- {words}\n")
    return "".join(written)


def prefixes(lines: Sequence[Line]) -> list[str]:
    """The branches of the tree before each line, as box-drawing characters."""
    drawn: list[str] = []
    following: set[int] = set()
    for line in reversed(lines):
        following = {depth for depth in following if depth <= line.depth}
        bars = "".join("│  " if depth in following else "   " for depth in range(1, line.depth))
        own = "" if line.depth == 0 else "├─ " if line.depth in following else "└─ "
        following.add(line.depth)
        drawn.append(bars + own)
    return drawn[::-1]


__all__ = ["Label", "Line", "Told", "prefixes", "shown", "to_markdown", "to_text", "visible"]
