"""``claimgraph contradictions``: which statements contradict each other, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from ..terminal import face
from ..terminal.naming import complete_items
from ..terminal.options import chosen_format, dossier_option, language_option, reading_options, result_options
from ..terminal.output import as_lines, deliver, width
from ..terminal.settings import current, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.sparql.results import Rows
    from ..graph.tracing.pairs import Pair

FORMATS: Final = ("text", "table", "csv", "tsv", "json", "markdown")


@face.command(
    name="contradictions",
    examples=[
        ("contradictions", "All of them, drawn and derived; what only seems to contradict stands apart."),
        ("contradictions c-china-military", "Those that meet one claim."),
        ("contradictions --format csv -o contradictions.csv", "As rows, for a spreadsheet."),
    ],
)
@click.argument("claim", nargs=-1, metavar="[CLAIM...]", shell_complete=complete_items("claim"))
@dossier_option
@language_option
@result_options(*FORMATS)
@reading_options
def command(
    claim: tuple[str, ...], *, dossier: str | None, language: str, format_: str | None, output: str | None
) -> None:
    """List which statements contradict each other, and why.

    CLAIM is a slug, dossier:slug, an IRI, or some of its words; without it, the whole store is asked.

    A contradiction is either drawn by somebody, who gives a reason, or derived from opposite stances on one claim;
    each says which. A speaker who has seen no evidence contradicts nothing, and is not listed.
    """
    from ..graph.tracing.pairs import notes, told

    settings = current()
    form = chosen_format(format_, output, FORMATS)
    with settings.graph() as graph:
        found = graph.contradictions(" ".join(claim) or None, dossier=dossier, language=language)
        unlisted = notes(graph.records, found)
        prefixes = graph.store.prefixes()
    if form == "json":
        import json

        listed = [pair.model_dump(mode="json", exclude_none=True) for pair in found]
        written = json.dumps(listed, ensure_ascii=False, indent=2) + "\n"
    elif form in ("text", "markdown"):
        lines = told(found, language=language, notes=unlisted)
        written = as_lines(lines, form, settings, output)
    else:
        written = _rows(found, language, unlisted).to_text(form, prefixes=prefixes, width=width(output))
    deliver(settings, written, output)
    if form not in ("text", "markdown"):
        for note in unlisted:
            tell(note)


def _rows(found: Sequence[Pair], language: str, unlisted: Sequence[str]) -> Rows:
    import pyoxigraph as ox

    from ..graph.sparql.results import Rows
    from ..graph.tracing.pairs import spoken
    from ..ontology.node import pick

    columns = ("statement", "says", "against", "saysAgainst", "origin", "strength", "why")
    rows = [
        (
            ox.NamedNode(pair.first.iri),
            ox.Literal(spoken(pair.first, language)),
            ox.NamedNode(pair.second.iri),
            ox.Literal(spoken(pair.second, language)),
            ox.Literal(pair.origin),
            ox.Literal(str(pair.strength)) if pair.strength else None,
            ox.Literal(pick(pair.why, language)),
        )
        for pair in found
    ]
    return Rows(columns, tuple(rows), not unlisted, " ".join(unlisted).rstrip("."))
