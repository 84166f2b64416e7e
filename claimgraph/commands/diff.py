"""``claimgraph diff``: what two days differ in."""

from __future__ import annotations

import click

from ..terminal import face
from ..terminal.options import all_option, chosen_format, comparing_options, language_option, result_options
from ..terminal.output import as_lines, deliver
from ..terminal.settings import current


@face.command(
    name="diff",
    examples=[
        ("diff 2023-06 2023-12", "What came out between the end of June and the end of December."),
        ("diff 2023-03 2023-06-15 --all", "The same of two other days, and all of it."),
        ("diff 2023-06 2023-12 --format json", "The same for another program."),
    ],
)
@click.argument("before", metavar="FROM")
@click.argument("after", metavar="TO")
@all_option
@language_option
@result_options("text", "json", "markdown")
@comparing_options
def command(
    before: str, after: str, *, everything: bool, language: str, format_: str | None, output: str | None
) -> None:
    """Compare two days: what appeared, what fell, what changed.

    FROM and TO are dates: 2023, 2023-06 or 2023-06-30; the last day of each is meant.

    Told are the claims that appeared, each with who said it first; the statements and sources that became public; and
    what was retracted or withdrawn. What nobody dates is on neither side, and is counted.
    """
    from ..graph.history.telling import MOST, told

    settings = current()
    form = chosen_format(format_, output, ("text", "json", "markdown"))
    with settings.graph() as graph:
        found = graph.diff(before, after, language=language)
    lines = told(found, language=language, most=None if everything else MOST)
    json = form == "json"
    written = found.model_dump_json(indent=2) + "\n" if json else as_lines(lines, form, settings, output)
    deliver(settings, written, output)
