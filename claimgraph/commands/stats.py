"""``claimgraph stats``: what the store holds, in numbers or in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from ..terminal import face
from ..terminal.options import chosen_format, dossier_option, language_option, reading_options, result_options
from ..terminal.output import as_lines, deliver
from ..terminal.settings import current

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..graph.store.statistics import Statistics
    from ..graph.store.store import LoadedDossier
    from ..graph.told import Line

FORMATS: Final = ("text", "json", "markdown")


@face.command(
    name="stats",
    examples=[
        ("stats", "Which dossiers are loaded, and how much of what is in them."),
        ("stats --summary", "What is most contested, by whom, through which reports, and why."),
        ("stats --summary --format markdown -o summary.md", "The same as nested lists, into a file."),
        ("stats --format json", "The numbers, for another program."),
    ],
)
@click.option(
    "--summary",
    "summed",
    is_flag=True,
    help="In plain words instead: what is contested, and what only seems so.",
)
@click.option(
    "--all", "everything", is_flag=True, help="With --summary: tell all of it, however much that is."
)
@dossier_option
@language_option
@result_options(*FORMATS)
@reading_options
def command(
    *,
    summed: bool,
    everything: bool,
    dossier: str | None,
    language: str,
    format_: str | None,
    output: str | None,
) -> None:
    """Say what the store holds, and what is contested in it.

    The numbers count what is there and grade nothing: dossiers, claims by form, statements by stance, relations by
    kind, sources, entities, how many quotes were found in their texts.

    With --summary, what is contested is told in plain words. Each contradiction is told once, under the claim where
    most of them meet; told apart are who has only seen no evidence, what only seems to contradict, and which figures
    hardly agree.
    """
    from ..graph.tracing import summary

    settings = current()
    form = chosen_format(format_, output, FORMATS)
    if dossier is not None and not summed:
        raise click.UsageError("the numbers are of the whole store; --dossier goes with --summary.")
    with settings.graph() as graph:
        if summed:
            found = graph.summary(dossier=dossier, language=language)
            lines = summary.told(found, language=language, most=None if everything else summary.MOST)
            written = found.model_dump_json(indent=2, exclude_none=True) + "\n"
        else:
            numbers, held = graph.statistics(), graph.dossiers()
            lines = list(_lines(numbers, held, language))
            written = _json(numbers, held)
    if form != "json":
        written = as_lines(lines, form, settings, output)
    deliver(settings, written, output)


def _json(numbers: Statistics, held: Sequence[LoadedDossier]) -> str:
    import json

    whole = {
        **numbers.model_dump(mode="json"),
        "totals": numbers.totals,
        "loaded": [one.model_dump(mode="json", exclude_none=True) for one in held],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _lines(numbers: Statistics, held: Sequence[LoadedDossier], language: str) -> Iterator[Line]:
    from ..graph.told import Line, visible
    from ..ontology.node import pick

    totals = numbers.totals
    yield Line(0, f"{_count(totals['dossiers'], 'dossier')}, {_count(totals['quads'], 'quad')}", "claim")
    for one in held:
        about = f": {pick(one.title, language)}" if one.title else ""
        when = f", recorded {one.recorded}" if one.recorded else ""
        yield Line(1, visible(f"{one.slug}{about} ({one.quads:,} quads{when})"), "title")
    for heading, counts in (
        ("claims", numbers.claims),
        ("statements", numbers.statements),
        ("relations", {kind: sum(by.values()) for kind, by in numbers.relations.items()}),
        ("sources", numbers.sources),
        ("entities", numbers.entities),
    ):
        yield Line(1, f"{totals[heading]:,} {heading}{_listed(counts)}", "detail")
    beside = [_count(totals[f"{thing}s"], thing) for thing in ("retraction", "rate") if totals[f"{thing}s"]]
    if beside:
        yield Line(1, ", ".join(beside), "detail")
    texts = _count(totals["texts"], "stored text")
    yield Line(1, f"{texts}; quotes{_listed(numbers.verification) or ': none checked'}", "detail")
    if numbers.first_day and numbers.last_day:
        yield Line(1, f"dated from {numbers.first_day} to {numbers.last_day}", "detail")


def _listed(counts: Mapping[str, int]) -> str:
    there = ", ".join(f"{count:,} {name}" for name, count in counts.items() if count)
    return f": {there}" if there else ""


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
