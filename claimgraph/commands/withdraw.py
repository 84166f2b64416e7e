"""``claimgraph withdraw``: what would be if some sources had never been on record."""

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
    from ..api import Graph
    from ..graph.reasoning.results import WhatIfTold

FORMATS = ("text", "csv", "json", "markdown")


@face.command(
    name="withdraw",
    examples=[
        ("withdraw customs", "What stands without the customs records, and on what."),
        ("withdraw politico-report uk-assessment", "Without two reports at once."),
        (
            "withdraw customs --format csv -o without-customs.csv",
            "The claims whose standing changes, as rows.",
        ),
    ],
)
@click.argument(
    "source",
    nargs=-1,
    required=True,
    metavar="SOURCE...",
    shell_complete=complete_items("source", "statement"),
)
@all_option
@dossier_option
@language_option
@result_options(*FORMATS)
@reading_options
def command(
    source: tuple[str, ...],
    *,
    everything: bool,
    dossier: str | None,
    language: str,
    format_: str | None,
    output: str | None,
) -> None:
    """Ask what would fall with a source. Nothing is changed.

    SOURCE is a report, a piece of evidence or a statement: a slug, dossier:slug or an IRI; several are left out
    together. Told are the statements that nothing would hold up, the claims whose standing would change, and what the
    others would still stand on. Withdrawing is no denial.

    The lasting way is to record a retraction, with its date, in the dossier that holds the source; the entry to write
    is shown.
    """
    from ..graph.reasoning import lines as telling
    from ..graph.told import Line
    from ..ontology.node import pick

    settings = current()
    form = chosen_format(format_, output, FORMATS)
    with settings.graph() as graph:
        asked = graph.questions(language=language, dossier=dossier)
        found = asked.withdraw(*source)
        label = asked.teller.names.label
        lines = telling.what_if(found, label, language=language, most=None if everything else telling.MOST)
        lines.append(Line(0, "Nothing was changed. The lasting way is a retraction in the dossier:", "group"))
        lasting = _lasting(graph, found)
    rows = (
        (one.claim, one.slug, pick(one.text, language), str(one.before), str(one.after), one.sentence)
        for one in found.changed
    )
    columns = ("claim", "slug", "text", "before", "after", "why")
    tell(settings, form, output, lines=lines, result=found, columns=columns, rows=rows, after=lasting)


def _lasting(graph: Graph, found: WhatIfTold) -> str:
    """What to write into which dossier, so that it holds."""
    from collections import defaultdict

    from ..graph.reasoning.lines import retraction

    held: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for iri, name in zip(found.things, found.names, strict=True):
        record = graph.records.record(iri) or {}
        dossier = str((graph.records.record(str(record.get("dossier"))) or {}).get("slug", ""))
        held[dossier].append((str(record.get("slug", iri)), name))
    return "\n".join(retraction(items, dossier=dossier) for dossier, items in sorted(held.items()))
