"""``claimgraph non-responsive``: denials that do not answer."""

from __future__ import annotations

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

FORMATS = ("text", "csv", "json", "markdown")


@face.command(
    name="non-responsive",
    examples=[
        ("non-responsive", "Which denials do not answer what they seem to answer, and what they miss."),
        ("non-responsive c-approval", "Those that meet one claim."),
        ("non-responsive --format csv -o misses.csv", "As rows, for a spreadsheet."),
    ],
)
@click.argument("claim", nargs=-1, metavar="[CLAIM...]", shell_complete=complete_items("claim"))
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
    """List denials that miss an affirmation by exactly one slot.

    CLAIM is a slug, dossier:slug, an IRI, or some of its words; without it, the whole store is asked.

    All slots but one meet, and that one is another (the denial speaks of deliveries, the affirmation of an approval),
    or it is open whether it is covered (drones may or may not be military equipment). Such a denial answers nothing.
    """
    from ..graph.questions import lines as telling
    from ..ontology.node import pick

    settings = current()
    form = chosen_format(format_, output, FORMATS)
    with settings.graph() as graph:
        found = graph.questions(language=language, dossier=dossier).non_responsive(" ".join(claim) or None)
    lines = telling.non_responsive(found, language=language, few=None if everything else telling.FEW)
    rows = (
        (
            one.denial.iri,
            one.denial.speaker,
            pick(one.denial.claim, language),
            one.affirmation.iri,
            one.affirmation.speaker,
            pick(one.affirmation.claim, language),
            one.slot,
            one.reason,
            str(one.verdict),
            one.sentence,
        )
        for one in found
    )
    columns = (
        "denial", "deniedBy", "denied", "affirmation", "affirmedBy", "affirmed", "slot", "reason", "verdict", "why",
    )  # fmt: skip
    tell(settings, form, output, lines=lines, result=found, columns=columns, rows=rows)
