"""``claimgraph sources``: where what is said of a claim comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..terminal import face
from ..terminal.naming import complete_items
from ..terminal.options import (
    all_option,
    chosen_format,
    dossier_option,
    language_option,
    reading_options,
    result_options,
)
from ..terminal.settings import current
from ..terminal.telling import tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..graph.reasoning.results import SourcesTold
    from ..terminal.telling import Row

FORMATS = ("text", "csv", "json", "markdown")
COLUMNS = ("side", "kind", "counted", "root", "items", "statements", "outlets")


@face.command(
    name="sources",
    examples=[
        (
            "sources c-manufacturers-equipment",
            "How many independent roots it has, and what all of it rests on.",
        ),
        ("sources c-russia-short", "A claim with an admission, evidence and an assessment behind it."),
        ("sources c-vests-ordered --format csv -o roots.csv", "Its roots as rows, for a spreadsheet."),
    ],
)
@click.argument("claim", nargs=-1, required=True, metavar="CLAIM...", shell_complete=complete_items("claim"))
@all_option
@dossier_option
@language_option
@result_options(*FORMATS)
@reading_options
def command(
    claim: tuple[str, ...],
    *,
    everything: bool,
    dossier: str | None,
    language: str,
    format_: str | None,
    output: str | None,
) -> None:
    """Say where what is said of a claim comes from.

    CLAIM is a slug, dossier:slug, an IRI, or some of its words. Each side begins with its count: statements, outlets
    (those of one owner, and copies of one text, once), independent roots, and how many are of unknown lineage.

    Counted are evidence, witnesses and admissions. Assessments and a party's own word are listed beside them and never
    added; what comes from nobody knows where is shown and never counted. Statements on claims that settle this one are
    among them: affirmations of narrower claims, denials of wider ones.
    """
    from ..graph.reasoning import lines as telling

    settings = current()
    form = chosen_format(format_, output, FORMATS)
    with settings.graph() as graph:
        asked = graph.questions(language=language, dossier=dossier)
        found = asked.sources(" ".join(claim))
        lines = telling.sources(
            found, asked.teller.names.label, language=language, most=None if everything else telling.MOST
        )
    tell(settings, form, output, lines=lines, result=found, columns=COLUMNS, rows=_rows(found))


def _rows(found: SourcesTold) -> Iterator[Row]:
    for side in found.sides:
        for root in side.roots:
            yield (
                str(side.side),
                str(root.kind),
                str(root.counted).lower(),
                root.label,
                " ".join(root.items),
                len(root.statements),
                root.outlets,
            )
