"""``claimgraph compare``: what one statement does to another, by the rules."""

from __future__ import annotations

import click

from ..terminal import face
from ..terminal.naming import complete_items
from ..terminal.options import chosen_format, dossier_option, language_option, reading_options, result_options
from ..terminal.output import as_lines, deliver
from ..terminal.settings import current

FORMATS = ("text", "json", "markdown")


@face.command(
    name="compare",
    examples=[
        ("compare s-china-denies s-headline", "Whether the denial answers the headline, and why."),
        ("compare s-china-denies s-approval", "It does not answer the approval: the action is another."),
        ("compare s-us-no-evidence s-army --format json", "The same for another program."),
    ],
)
@click.argument("a", metavar="A", shell_complete=complete_items("statement"))
@click.argument("b", metavar="B", shell_complete=complete_items("statement"))
@dossier_option
@language_option
@result_options(*FORMATS)
@reading_options
def command(
    a: str, b: str, *, dossier: str | None, language: str, format_: str | None, output: str | None
) -> None:
    """Say what one statement does to another, and why.

    A and B are statements: slugs, dossier:slug, IRIs, or some of their words in quotation marks.

    Told are the verdict, the code of the reason, the slot that decided, and one sentence. Only the claims, stances and
    dates are looked at: what somebody drew between the two stands beside it, and `claimgraph contradictions` tells it.
    """
    from ..graph.questions import lines as telling
    from ..graph.tracing.pairs import party, spoken

    settings = current()
    form = chosen_format(format_, output, FORMATS)
    with settings.graph() as graph:
        found = graph.questions(language=language, dossier=dossier).compare(a, b)
        first, second = (
            spoken(party(graph.records, iri, language=language), language) for iri in (found.start, found.end)
        )
    lines = telling.verdict(found, first, second)
    if form == "json":
        import json

        written = json.dumps(found.to_plain(), ensure_ascii=False, indent=2) + "\n"
    else:
        written = as_lines(lines, form, settings, output)
    deliver(settings, written, output)
