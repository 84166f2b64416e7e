"""``claimgraph trace``: what supports a claim, and what contradicts it."""

from __future__ import annotations

import click

from ..terminal import face
from ..terminal.naming import complete_items
from ..terminal.options import chosen_format, dossier_option, language_option, reading_options, result_options
from ..terminal.output import as_lines, deliver
from ..terminal.settings import current


@face.command(
    name="trace",
    examples=[
        ("trace c-china-military", "The whole argument around one claim, as a tree."),
        ("trace c-china-military --depth 1", "Only what meets the claim's own statements."),
        ("trace neutral actor --language fr", "A claim by some of its words; claims and reasons in French."),
        ("trace c-approval --format markdown -o approval.md", "The same as nested lists, into a file."),
        ("trace c-approval -o approval.graphml", "The argument as a graph, for Gephi, yEd or networkx."),
    ],
)
@click.argument("claim", nargs=-1, required=True, metavar="CLAIM...", shell_complete=complete_items("claim"))
@click.option(
    "--depth",
    type=click.IntRange(min=0),
    metavar="N",
    help="Walk this many relations; to the end if not said.",
)
@dossier_option
@language_option
@result_options("tree", "json", "markdown", "graphml")
@reading_options
def command(
    claim: tuple[str, ...],
    *,
    depth: int | None,
    dossier: str | None,
    language: str,
    format_: str | None,
    output: str | None,
) -> None:
    """Trace what supports a claim and what contradicts it.

    CLAIM is a slug, dossier:slug, an IRI, or some of its words. From each statement on it, the trace walks to whatever
    supports, contradicts, undercuts, qualifies or restates it, to any depth, each statement once.

    Every step says who, when, through which reports, on what basis, in which words; every relation says why, who drew
    it or which rule derived it, and whether it is weak or only apparent.
    """
    from ..graph import graphml
    from ..graph.tracing.outline import outline

    settings = current()
    form = chosen_format(format_, output, ("tree", "json", "markdown", "graphml"))
    content: str | bytes
    with settings.graph() as graph:
        found = graph.trace(" ".join(claim), depth=depth, dossier=dossier, language=language)
        if form == "graphml":
            content = graphml.dump(found.to_networkx())
        elif form == "json":
            content = found.model_dump_json(indent=2, exclude_none=True) + "\n"
        else:
            content = as_lines(outline(found, language=language), form, settings, output)
    deliver(settings, content, output)
