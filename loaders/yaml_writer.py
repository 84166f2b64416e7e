"""YAML as a person would write it: one key a line, short things in one, quotes where YAML would eat a word.

PyYAML's own emitter quotes what it resolves itself, folds and sorts by its own lights, and knows nothing of readers of
YAML 1.2; what is written here means the same to all of them.
"""

import json
import re
from decimal import Decimal
from typing import Final

from .arrangement import Value, one_line
from .scalars import eaten
from .shapes import LISTED

WIDTH: Final = 110
_SPACES: Final = "\u00a0\u202f\u2009"
_NOT_IN_A_BLOCK: Final = re.compile(r":(?:\s|$)|\s#|\s$")
_NOT_IN_BRACKETS: Final = re.compile(r":(?:\s|$)|\s#|\s$|[,\[\]{}?\"]")
_LONE_SPACE: Final = re.compile(r"(?<=\S) (?=\S)")


def write(arranged: dict[str, Value]) -> str:
    """The whole document."""
    lines: list[str] = []
    for name, value in arranged.items():
        open_section = isinstance(value, dict) and any(isinstance(each, dict) for each in value.values())
        if lines and (open_section or name in LISTED):
            lines.append("")
        if isinstance(value, dict) and open_section:
            lines.append(f"{word(name)}:")
            lines += _mapping(value, 2)
        elif isinstance(value, list):
            lines.append(f"{word(name)}:")
            lines += _listing(value, 2)
        else:
            lines += _entry(name, value, 0)
    return "\n".join(lines) + "\n"


def _mapping(value: dict[str, Value], indent: int) -> list[str]:
    return [line for name, each in value.items() for line in _entry(name, each, indent)]


def _listing(value: list[Value], indent: int) -> list[str]:
    lines: list[str] = []
    for each in value:
        flow = f"{' ' * indent}- {one_line(each, word, word)}"
        if len(flow) <= WIDTH and not _has_lines(each):
            lines.append(flow)
        elif isinstance(each, dict) and each:
            first, *rest = _mapping(each, indent + 2)
            lines += [f"{' ' * indent}- {first.lstrip()}", *rest]
        elif isinstance(each, str):
            lines += _long(f"{' ' * indent}- ", each, indent + 2)
        else:
            lines.append(flow)
    return lines


def _entry(name: str, value: Value, indent: int) -> list[str]:
    """One key with its value: on its line if it fits, else beneath it."""
    begin = f"{' ' * indent}{word(name)}: "
    if isinstance(value, str):
        return _long(begin, value, indent + 2)
    flow = f"{begin}{one_line(value, word, word)}"
    fits = len(flow) <= WIDTH and not _has_lines(value)
    if fits or not value or isinstance(value, (bool, int, Decimal)):
        return [flow]
    below = _mapping(value, indent + 2) if isinstance(value, dict) else _listing(value, indent + 2)
    return [begin.rstrip(), *below]


def _has_lines(value: Value) -> bool:
    if isinstance(value, dict):
        return any(map(_has_lines, value.values()))
    if isinstance(value, list):
        return any(map(_has_lines, value))
    return isinstance(value, str) and "\n" in value


def _long(begin: str, text: str, indent: int) -> list[str]:
    """A text behind its key: as it is, as a literal block if it has lines, or folded at single spaces."""
    if "\n" in text:
        return _literal(begin, text, indent) or [begin + _quoted_twice(text)]
    bare = _bare(text, _NOT_IN_A_BLOCK)
    written = begin + (text if bare else _quoted(text))
    if len(written) <= WIDTH or not _single(text):
        return [written]
    mark, inner = _marked(text)
    lines, line = [], begin + mark
    for count, part in enumerate(_LONE_SPACE.split(inner)):
        if count and len(line) + len(part) + 1 > WIDTH:
            lines.append(line)
            line = " " * indent + part
        else:
            line += (" " if count else "") + part
    return [*lines, line + mark]


def _literal(begin: str, text: str, indent: int) -> list[str]:
    body = text.removesuffix("\n")
    lines = body.split("\n")
    fit = (
        all(_single(line) and line == line.rstrip(" ") for line in lines)
        and lines[0][:1] not in ("", " ")
        and lines[-1]
    )
    mark = "|" if text.endswith("\n") else "|-"
    return [begin + mark, *((" " * indent + line) if line else "" for line in lines)] if fit else []


def _single(text: str) -> bool:
    """Whether a text may stand as it is: nothing unseen in it, except the spaces of French typography."""
    return all(char.isprintable() or char in _SPACES for char in text)


def word(text: str) -> str:
    """A text in brackets or as a key: bare where no reader of YAML could mistake it, else in quotes."""
    return text if _bare(text, _NOT_IN_BRACKETS) else _quoted(text)


def _bare(text: str, unfit: re.Pattern[str]) -> bool:
    return text[:1].isalnum() and not unfit.search(text) and not eaten(text) and text.isprintable()


def _quoted(text: str) -> str:
    if not _single(text):
        return _quoted_twice(text)
    mark, inner = _marked(text)
    return mark + inner + mark


def _marked(text: str) -> tuple[str, str]:
    """The quotation marks that leave a text as it reads, and the text between them."""
    if "'" in text and '"' not in text and "\\" not in text:
        return '"', text
    return "'", text.replace("'", "''")


def _quoted_twice(text: str) -> str:
    r"""In double quotes, with everything unseen as an escape.

    >>> _quoted_twice("two\nlines")
    '"two\\nlines"'
    """
    written = json.dumps(text, ensure_ascii=False)
    return "".join(char if _single(char) else _escape(char) for char in written)


def _escape(char: str) -> str:
    return f"\\u{ord(char):04X}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08X}"  # noqa: PLR2004 - the last of plane 0
