"""``claimgraph cruxes``: the sources and claims that most hangs on."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Literal

import click

from ..terminal import face
from ..terminal.options import all_option, chosen_format, language_option, reading_options, result_options
from ..terminal.settings import current
from ..terminal.telling import tell

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

FORMATS = ("text", "csv", "json", "markdown")


@face.command(
    name="cruxes",
    examples=[
        ("cruxes", "What changes most if it falls: sources, then claims."),
        ("cruxes --kind source", "Only sources."),
        ("cruxes --format csv -o cruxes.csv", "As rows, for a spreadsheet."),
    ],
)
@click.option("--kind", type=click.Choice(["source", "claim"]), help="Try only sources, or only claims.")
@click.option(
    "--tries",
    type=click.IntRange(min=1),
    default=200,
    show_default=True,
    metavar="N",
    help="Try so many of each, those that most rests on first.",
)
@all_option
@language_option
@result_options(*FORMATS)
@reading_options
def command(
    *,
    kind: Literal["source", "claim"] | None,
    tries: int,
    everything: bool,
    language: str,
    format_: str | None,
    output: str | None,
) -> None:
    """Find the sources and claims whose fall would change most.

    Each is tried: what would be if the source, or all that is said on the claim, had never been on record? Those come
    first without which most other claims change their standing. Nothing is changed by asking.
    """
    from ..graph.questions import lines as telling

    settings = current()
    form = chosen_format(format_, output, FORMATS)
    with settings.graph() as graph:
        asked = graph.questions(language=language)
        with _progress(quiet=settings.quiet) as bar:

            def progress(tried: int, of: int) -> None:
                bar.length = of
                bar.update(tried - bar.pos)

            found = asked.cruxes(kind=kind, tries=tries, progress=progress)
    lines = telling.cruxes(found, language=language, most=None if everything else telling.MOST)
    rows = (
        (
            one.iri,
            one.kind,
            one.label,
            len(one.changed),
            one.fallen,
            " ".join(each.slug for each in one.changed),
        )
        for one in found.found
    )
    columns = ("item", "kind", "label", "claimsChanged", "statementsFallen", "changed")
    tell(settings, form, output, lines=lines, result=found, columns=columns, rows=rows)


def _progress(*, quiet: bool) -> AbstractContextManager[Any]:
    """A bar on stderr, where somebody is looking."""
    bar: Any = click.progressbar(
        length=1, label="trying", file=sys.stderr, hidden=quiet or not sys.stderr.isatty()
    )
    return bar  # type: ignore[no-any-return]  # click's own type for it is private
