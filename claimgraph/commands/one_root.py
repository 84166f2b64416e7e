"""``claimgraph one-root``: what many outlets carry and one root holds up."""

from __future__ import annotations

import click

from ..terminal import face
from ..terminal.options import all_option, chosen_format, language_option, reading_options, result_options
from ..terminal.settings import current
from ..terminal.telling import tell

FORMATS = ("text", "csv", "json", "markdown")


@face.command(
    name="one-root",
    examples=[
        ("one-root", "Claims that several outlets carry, and that go back to one origin."),
        ("one-root --outlets 5", "Only those read in five outlets or more."),
        ("one-root --format csv -o one-root.csv", "As rows, for a spreadsheet."),
    ],
)
@click.option(
    "--outlets",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    metavar="N",
    help="So many outlets, at the least.",
)
@all_option
@language_option
@result_options(*FORMATS)
@reading_options
def command(
    *, outlets: int, everything: bool, language: str, format_: str | None, output: str | None
) -> None:
    """List claims with many outlets and one root.

    A side of a claim is listed if it was read in several outlets, and all of it whose lineage is known goes back to one
    root: one piece of evidence, one witness, one body. Outlets of one owner, and copies of one text, count once.

    Beside them stand the roots that several statements rest on, whatever their claims.
    """
    from ..graph.questions import lines as telling
    from ..ontology.node import pick

    settings = current()
    form = chosen_format(format_, output, FORMATS)
    most = None if everything else telling.MOST
    with settings.graph() as graph:
        asked = graph.questions(language=language)
        found, beside = asked.one_root(outlets=outlets), asked.carrying()
    lines = telling.one_root(found, beside, language=language, most=most)
    rows = (
        (
            one.claim,
            pick(one.text, language),
            str(one.side),
            one.root.label,
            str(one.root.kind),
            one.outlets,
            one.statements,
            one.unknown,
        )
        for one in found
    )
    columns = ("claim", "text", "side", "root", "kind", "outlets", "statements", "unknownLineage")
    tell(settings, form, output, lines=lines, result=found, columns=columns, rows=rows)
