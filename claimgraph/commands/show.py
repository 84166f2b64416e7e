"""``claimgraph show``: one item from all sides."""

from __future__ import annotations

import click

from ..terminal import face
from ..terminal.naming import complete_items
from ..terminal.options import chosen_format, dossier_option, language_option, reading_options, result_options
from ..terminal.output import as_lines, deliver
from ..terminal.settings import current


@face.command(
    name="show",
    examples=[
        ("show c-china-military", "A claim: its slots, and every statement on it."),
        ("show s-china-denies", "A statement, with its passage in context and what it is related to."),
        ("show China", "An entity, by its name: what it says, and what is said of it."),
        ("show founding:source/customs --format json", "A piece of evidence, for another program."),
        ("show cgp:drones", "A concept of the taxonomies, with the claims about it."),
    ],
)
@click.argument("name", nargs=-1, required=True, metavar="NAME...", shell_complete=complete_items())
@click.option(
    "--all", "everything", is_flag=True, help="List everything that leads to it, however much that is."
)
@dossier_option
@language_option
@result_options("text", "json", "markdown")
@reading_options
def command(
    name: tuple[str, ...],
    *,
    everything: bool,
    dossier: str | None,
    language: str,
    format_: str | None,
    output: str | None,
) -> None:
    """Show everything about one thing.

    The thing may be a claim, a statement, a source, an entity, a relation, a retraction, a dossier, or a concept
    of the taxonomies.

    NAME is a slug, dossier:slug, an IRI, or some words of a name or a claim. Where it could mean several things, they
    are listed, and the exit code is 2.
    """
    from ..graph.tracing import details

    settings = current()
    form = chosen_format(format_, output, ("text", "json", "markdown"))
    with settings.graph() as graph:
        found = graph.show(" ".join(name), dossier=dossier, language=language)
    lines = details.told(found, most=None if everything else details.MOST)
    json = form == "json"
    written = found.model_dump_json(indent=2) + "\n" if json else as_lines(lines, form, settings, output)
    deliver(settings, written, output)
