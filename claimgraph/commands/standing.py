"""``claimgraph standing``: where claims stand, and why."""

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
    from collections.abc import Iterator, Sequence

    from ..graph.reasoning.results import StandingTold
    from ..terminal.telling import Row

FORMATS = ("text", "csv", "json", "markdown")
COLUMNS = (
    "claim",
    "slug",
    "text",
    "standing",
    "rootsFor",
    "rootsAgainst",
    "statements",
    "outlets",
    "unknownLineage",
    "strength",
    "why",
)


@face.command(
    name="standing",
    examples=[
        ("standing c-china-masses", "Where one claim stands, and what argues for it and against it."),
        ("standing --only disputed", "All claims that are disputed."),
        ("standing --semantics preferred", "What all tenable views hold, what some hold, what none holds."),
        (
            "standing c-vests-ordered --gradual df-quad",
            "How strong it is besides, where all grades are given.",
        ),
        ("standing --format csv -o standing.csv", "All claims as rows, for a spreadsheet."),
    ],
)
@click.argument("claim", nargs=-1, metavar="[CLAIM...]", shell_complete=complete_items("claim"))
@click.option(
    "--only",
    type=click.Choice(["accepted", "rejected", "disputed", "unsupported"]),
    help="Without a claim: tell only those that stand there.",
)
@click.option(
    "--semantics",
    type=click.Choice(["grounded", "complete", "preferred", "stable"]),
    default="grounded",
    show_default=True,
    help="How arguments are labelled; all but the first take the extra claimgraph[solver].",
)
@click.option(
    "--gradual",
    type=click.Choice(["df-quad", "quadratic-energy"]),
    help="Say how strong claims are, by this model; those that lack an Admiralty grade have no strength.",
)
@click.option(
    "--timeout",
    "seconds",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    default=60.0,
    help="Time that --semantics may take (60 if not said).",
)
@all_option
@dossier_option
@language_option
@result_options(*FORMATS)
@reading_options
def command(
    claim: tuple[str, ...],
    *,
    only: str | None,
    semantics: str,
    gradual: str | None,
    seconds: float,
    everything: bool,
    dossier: str | None,
    language: str,
    format_: str | None,
    output: str | None,
) -> None:
    """Say where a claim stands and why, or where all of them do.

    CLAIM is a slug, dossier:slug, an IRI, or some of its words; without it, all claims are told by where they stand.

    accepted: an argument for it is undefeated, and has a counted root or an assessment behind it. rejected: likewise
    against it. disputed: arguments for and against hold each other in check. unsupported: the rest, a party's own word
    included. Accepted means undefeated in this record, not true.
    """
    from ..graph.reasoning import lines as telling

    settings = current()
    form = chosen_format(format_, output, FORMATS)
    most = None if everything else telling.MOST
    with settings.graph() as graph:
        asked = graph.questions(language=language, dossier=dossier)
        label = asked.teller.names.label
        if claim:
            if only is not None:
                raise click.UsageError("--only goes without a claim.")
            one = asked.standing(" ".join(claim), semantics=semantics, gradual=gradual, seconds=seconds)
            lines = telling.standing(one, label, language=language, most=most)
            tell(
                settings, form, output, lines=lines, result=one, columns=COLUMNS, rows=_rows([one], language)
            )
            return
        found = asked.standings(
            semantics=semantics,
            gradual=gradual,
            only=only,
            most=most if form in ("text", "markdown") else None,
            seconds=seconds,
        )
        lines = telling.standings(found, language=language, most=most)
        tell(
            settings,
            form,
            output,
            lines=lines,
            result=found,
            columns=COLUMNS,
            rows=_rows(found.claims, language),
        )


def _rows(claims: Sequence[StandingTold], language: str) -> Iterator[Row]:
    from ..ontology.node import pick

    for one in claims:
        yield (
            one.iri,
            one.slug,
            pick(one.text, language),
            str(one.standing),
            one.roots_for,
            one.roots_against,
            one.statements,
            one.outlets,
            one.unknown_lineage,
            None if one.strength is None else one.strength.value,
            one.sentence,
        )
