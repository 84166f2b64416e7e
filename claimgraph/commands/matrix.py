"""``claimgraph matrix``: hypotheses against evidence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ..terminal import face
from ..terminal.naming import complete_items
from ..terminal.options import chosen_format, dossier_option, language_option, reading_options, result_options
from ..terminal.output import deliver
from ..terminal.settings import current
from ..terminal.telling import tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..graph.questions.matrix import Matrix
    from ..terminal.telling import Row

FORMATS: Final = ("text", "csv", "json", "markdown")
PICTURES: Final = (".html", ".htm", ".svg")


@face.command(
    name="matrix",
    examples=[
        ("matrix", "Which claims compete, so that they can be laid in a matrix."),
        (
            "matrix c-china-neutral c-china-supports-positions",
            "Two hypotheses against all that bears on them.",
        ),
        (
            "matrix c-china-neutral c-china-supports-positions -o matrix.html",
            "The same as a page, or with .svg as a picture.",
        ),
        (
            "matrix c-china-neutral c-china-supports-positions --format csv",
            "One row a statement, one column a hypothesis.",
        ),
    ],
)
@click.argument("claim", nargs=-1, metavar="[CLAIM CLAIM...]", shell_complete=complete_items("claim"))
@dossier_option
@language_option
@result_options(*FORMATS, output="Write the result to this file; .html makes a page of it, .svg a picture.")
@reading_options
def command(
    claim: tuple[str, ...], *, dossier: str | None, language: str, format_: str | None, output: str | None
) -> None:
    """Lay hypotheses against evidence (analysis of competing hypotheses).

    CLAIM is a slug, dossier:slug or an IRI; two or more. Without any, the sets of claims are listed that exclude or
    contradict each other.

    Rows are the statements and the evidence that bear on any of them, cells say how: consistent, inconsistent,
    undetermined, or nothing. What somebody drew goes first, then what the rules find. Inconsistency is totalled first,
    and what is the same for all of them tells nothing apart (Heuer 1999).
    """
    from ..graph.questions import lines as telling

    settings = current()
    suffix = Path(output).suffix.lower() if output not in (None, "-") else ""
    drawn = suffix in PICTURES and format_ is None
    form = "text" if drawn else chosen_format(format_, output, FORMATS)
    with settings.graph() as graph:
        asked = graph.questions(language=language, dossier=dossier)
        if not claim:
            if drawn:
                raise click.UsageError("a picture takes two claims or more.")
            offered = asked.competing()
            listed = ((" ".join(one.slugs), " ".join(one.claims)) for one in offered)
            lines = telling.competing(offered, language=language)
            tell(settings, form, output, lines=lines, result=offered, columns=("claims", "iris"), rows=listed)
            return
        if len(claim) == 1:
            raise click.UsageError("a matrix takes two claims or more; without any, it lists which compete.")
        found = asked.matrix(*claim)
    if drawn:
        from ..visualize.matrix import matrix_svg, render_matrix

        plain = found.model_dump(mode="json")
        page = suffix != ".svg"
        content = render_matrix(plain, language=language) if page else matrix_svg(plain, language=language)
        deliver(settings, content, output)
        return
    lines = telling.matrix(found, language=language)
    columns = ("item", "kind", "label", "date", "root", *(one.slug for one in found.hypotheses), "diagnostic")
    tell(settings, form, output, lines=lines, result=found, columns=columns, rows=_rows(found))


def _rows(found: Matrix) -> Iterator[Row]:
    for row in found.rows:
        cells = (f"{cell.value}{' (weak)' if cell.strength == 'weak' else ''}" for cell in row.cells)
        yield (row.iri, row.kind, row.label, row.date, row.root, *cells, str(row.diagnostic).lower())
