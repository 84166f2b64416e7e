"""Where a command's result goes: to stdout, or into a file, in bytes that do not depend on the terminal."""

from __future__ import annotations

import io
import os
import shutil
import sys
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..graph.told import Line
    from .settings import Settings

_WIDEST: Final = 160

_STYLES: Final = {
    "title": {"bold": True},
    "claim": {"bold": True},
    "group": {"bold": True, "underline": True},
    "affirms": {"fg": "green"},
    "denies": {"fg": "red"},
    "no-evidence": {"fg": "yellow"},
    "questions": {"fg": "yellow"},
    "supports": {"fg": "green"},
    "restates": {"fg": "cyan"},
    "contradicts": {"fg": "red"},
    "undercuts": {"fg": "magenta"},
    "tension": {"fg": "yellow"},
    "qualifies": {"fg": "blue"},
    "detail": {"dim": True},
    "quote": {"italic": True},
    "command": {"fg": "cyan"},
}
"""How each mark looks; colour is never the only sign, the words say the same."""


def prepare_streams() -> None:
    """Let every character pass, whatever the terminal or the pipe is set to.

    Into a file or a pipe goes UTF-8, unless somebody set PYTHONIOENCODING; on a terminal of another encoding, what it
    cannot show is shown by its code.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            foreign = stream.isatty() or "PYTHONIOENCODING" in os.environ
            stream.reconfigure(encoding=None if foreign else "utf-8", errors="backslashreplace")


def deliver(settings: Settings, content: str | bytes, output: str | None) -> None:
    """Write a result to stdout, or into a file, and say so.

    Args:
        settings: Of this run.
        content: The result; text is written as UTF-8 with the line ends it has.
        output: The file; None or ``-`` is stdout.
    """
    if output not in (None, "-"):
        from ..writing import write_whole

        data = content.encode("utf-8", errors="backslashreplace") if isinstance(content, str) else content
        write_whole(output, data)
        settings.say(f"wrote {output} ({size(len(data))})")
    elif isinstance(content, bytes):
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        click.echo(content, nl=False, color=settings.colours)


def size(count: int) -> str:
    """A number of bytes for a person.

    >>> size(980), size(81_200), size(5_300_000)
    ('980 bytes', '81 kB', '5.3 MB')
    """
    if count < 1000:  # noqa: PLR2004 - a thousand
        return f"{count} bytes"
    return f"{count / 1000:.0f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"  # noqa: PLR2004 - a million


def styled(words: str, mark: str, settings: Settings) -> str:
    """Words in the colour of their mark, where colours are wanted."""
    style = _STYLES.get(mark)
    return click.style(words, **style) if style and settings.colours else words  # type: ignore[arg-type]


def width(output: str | None) -> int | None:
    """Columns of the terminal that the result goes to; None if it goes elsewhere."""
    if output not in (None, "-") or not sys.stdout.isatty():
        return None
    return min(shutil.get_terminal_size().columns, _WIDEST)


def as_lines(lines: Sequence[Line], form: str, settings: Settings, output: str | None) -> str:
    """An outline as it was asked for: nested lists for ``markdown``, else a tree for whoever reads it there."""
    from ..graph.told import to_markdown

    return to_markdown(lines) if form == "markdown" else tree(lines, settings, width(output))


def tree(lines: Iterable[Line], settings: Settings, columns: int | None) -> str:
    """An outline as a tree, coloured, and wrapped to the terminal.

    Args:
        lines: What to show.
        settings: Of this run.
        columns: Of the terminal; None wraps nothing.
    """
    import textwrap

    from ..graph.told import prefixes

    lines = list(lines)
    written = []
    drawn = prefixes(lines)
    for number, (prefix, line) in enumerate(zip(drawn, lines, strict=True)):
        room = None if columns is None else max(columns - len(prefix), 20)
        parts = [line.words] if room is None else textwrap.wrap(line.words, room) or [""]
        deeper = number + 1 < len(lines) and lines[number + 1].depth > line.depth
        hang = prefix.replace("├─ ", "│  ").replace("└─ ", "   ")
        hang += "│  " if deeper and len(parts) > 1 and line.depth > 0 else "   " if line.depth > 0 else ""
        written.append(f"{prefix}{styled(parts[0], line.mark, settings)}\n")
        written += [f"{hang}{styled(part, line.mark, settings)}\n" for part in parts[1:]]
    return "".join(written)
