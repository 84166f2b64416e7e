"""Rows as a table for a person, in a terminal or in Markdown, in which no label can give orders to either."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

import pyoxigraph as ox

from ..told import visible
from .results import Rows, Term, written

GAP: Final = "  "
NARROWEST: Final = 8
"""A column of fewer characters cannot be read: beyond that, one row becomes a block of lines."""

MOST_LINES: Final = 12
"""Lines that one cell may take in a terminal; the rest is cut, and marked with an ellipsis."""

WIDEST_PADDING: Final = 60
"""Outside a terminal, columns are lined up to this width; longer cells stand out rather than pad every row."""

# With slashes, so that items are `gear:claim/c-vests`, a name that every command takes; SPARQL would want `\/`.
_LOCAL_NAME: Final = re.compile(r"\w(?:[\w.\-/]*[\w\-])?")
_MARKDOWN: Final = re.compile(r"([\\`*_\[\]|~$#])")
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


class Shortener:
    """Writes terms for a person: IRIs by their prefix, literals as their words.

    >>> Shortener({"cg": "https://w3id.org/claimgraph/ns#"})(
    ...     ox.NamedNode("https://w3id.org/claimgraph/ns#Claim")
    ... )
    'cg:Claim'
    """

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        """Take the longest namespaces first, so that the shortest name wins."""
        self._namespaces = sorted(prefixes.items(), key=lambda item: (-len(item[1]), item[0]))

    def __call__(self, term: Term | None) -> str:
        """Write one term; nothing for an unbound variable."""
        match term:
            case None:
                return ""
            case ox.NamedNode():
                return visible(self._short(term.value))
            case ox.Literal():
                return visible(term.value) + (f" @{term.language}" if term.language else "")
        return visible(written(term))

    def _short(self, iri: str) -> str:
        for prefix, namespace in self._namespaces:
            if namespace and iri.startswith(namespace) and _LOCAL_NAME.fullmatch(iri, len(namespace)):
                return f"{prefix}:{iri[len(namespace) :]}"
        return f"<{iri}>"


def markdown_table(rows: Rows, shorten: Shortener) -> str:
    """Write a table of GitHub's Markdown; a cut result says so below it."""
    names = rows.variables or ("",)
    lines = [names, ("---",) * len(names)] if rows.variables else [("rows",), ("---",)]
    text = [_markdown_line([part if part == "---" else _markdown(part) for part in line]) for line in lines]
    if rows.variables:
        text += [_markdown_line([_markdown(shorten(term)) for term in row]) for row in rows]
    else:
        text.append(_markdown_line([str(len(rows))]))
    if not rows.complete:
        text += ["", f"**Incomplete: {_markdown(rows.limit_note)}.**"]
    return "\n".join(text) + "\n"


def _markdown_line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _markdown(text: str) -> str:
    escaped = _MARKDOWN.sub(r"\\\1", visible(text))
    return "".join(_ENTITIES.get(character, character) for character in escaped)


def text_table(rows: Rows, shorten: Shortener, width: int | None) -> str:
    """Write aligned columns; wrapped to ``width`` in a terminal, never shortened elsewhere.

    Below the table stands how many rows there are, and, if some were cut off, that they were.
    """
    cells = [[shorten(term) for term in row] for row in rows]
    names = [visible(name) for name in rows.variables]
    if not names:
        body: list[str] = []
    elif width is not None and len(names) * NARROWEST + (len(names) - 1) * len(GAP) > width:
        body = _blocks(names, cells, max(width, 2 * NARROWEST))
    else:
        body = _columns(names, cells, width)
    count = f"{len(cells):,} row{'' if len(cells) == 1 else 's'}"
    end = f"({count})" if rows.complete else f"({count}; INCOMPLETE: {rows.limit_note})"
    return "\n".join([*body, end]) + "\n"


def _columns(names: list[str], cells: list[list[str]], width: int | None) -> list[str]:
    from rich.cells import cell_len

    table = [names, *cells]
    widths = [max(map(cell_len, column)) for column in zip(*table, strict=True)]
    if width is None:
        widths = [min(size, WIDEST_PADDING) for size in widths]
    else:
        _squeeze(widths, width - len(GAP) * (len(names) - 1))
    ruled = [names, ["─" * size for size in widths], *cells]
    lines: list[str] = []
    for row in ruled:
        parts = (
            [[cell] for cell in row]
            if width is None
            else [_wrap(cell, size) for cell, size in zip(row, widths, strict=True)]
        )
        for index in range(max(map(len, parts))):
            line = [part[index] if index < len(part) else "" for part in parts]
            padded = [
                cell + " " * max(0, size - cell_len(cell)) for cell, size in zip(line, widths, strict=True)
            ]
            lines.append(GAP.join(padded).rstrip())
    return lines


def _squeeze(widths: list[int], room: int) -> None:
    """Take what is too much from the widest columns, evenly."""
    while sum(widths) > room:
        widest = max(widths)
        second = max((size for size in widths if size < widest), default=1)
        which = [index for index, size in enumerate(widths) if size == widest]
        take = min(widest - second, -(-(sum(widths) - room) // len(which)))
        for index in which:
            widths[index] -= take


def _wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most ``width`` columns, at spaces where there are any."""
    from rich.cells import cell_len, chop_cells

    if cell_len(text) <= width:
        return [text]
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if cell_len(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *full, line = chop_cells(word, width) or [""]
        lines += full
        if len(lines) > MOST_LINES:
            break
    lines.append(line)
    if len(lines) > MOST_LINES:
        kept = lines[MOST_LINES - 1]
        while kept and cell_len(kept) >= width:
            kept = kept[:-1]
        lines = [*lines[: MOST_LINES - 1], f"{kept}…"]
    return lines


def _blocks(names: list[str], cells: list[list[str]], width: int) -> list[str]:
    """Write each row as a block of lines, for tables of more columns than fit side by side."""
    from rich.cells import cell_len

    margin = min(max(map(cell_len, names)), width - NARROWEST - len(GAP))
    lines: list[str] = []
    for row in cells:
        for name, cell in zip(names, row, strict=True):
            shown = _wrap(name, margin)[0]
            first, *rest = _wrap(cell, width - margin - len(GAP))
            lines.append((shown + " " * (margin - cell_len(shown)) + GAP + first).rstrip())
            lines += [" " * (margin + len(GAP)) + line for line in rest]
        lines.append("")
    return lines
