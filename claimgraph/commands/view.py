"""``claimgraph view``: the graph, or a part of it, as a page."""

from __future__ import annotations

from pathlib import Path

import click

from ..terminal import face
from ..terminal.naming import complete_items
from ..terminal.options import dossier_option, language_option, reading_options
from ..terminal.output import deliver
from ..terminal.settings import current


@face.command(
    name="view",
    examples=[
        ("view", "Everything, as claimgraph.html in this folder."),
        ("view c-china-military --open", "One claim as an argument, and open it in the browser."),
        (
            "view china --depth 1 -o china.html",
            "What China says and what is said of it, one relation further.",
        ),
        ("view --dossier founding -o founding.html", "One dossier."),
    ],
)
@click.argument("item", nargs=-1, metavar="[ITEM...]", shell_complete=complete_items())
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(),
    help="The page; - is stdout. Named for the item if not said.",
)
@click.option("--open", "show", is_flag=True, help="Open the page in the browser.")
@click.option(
    "--depth", type=click.IntRange(min=0), metavar="N", help="Walk this many relations from the item."
)
@click.option("--title", metavar="TEXT", help="The page's heading.")
@dossier_option
@language_option
@reading_options
def command(
    item: tuple[str, ...],
    *,
    output: str | None,
    show: bool,
    depth: int | None,
    title: str | None,
    dossier: str | None,
    language: str,
) -> None:
    """Write an interactive page of the graph, or of a part of it.

    ITEM is a slug, dossier:slug, an IRI, or some words; without it, the page shows the whole store. A claim is shown
    as an argument, with support on one side and contradiction on the other; anything else with the statements around
    it. What is too much to be legible is shown in part, and the page says so.

    The page is one file that opens straight from disk, asks nobody for anything, and runs nothing that stands in the
    data.
    """
    settings = current()
    if depth is not None and not item:
        raise click.UsageError("--depth counts from an item; name one.")
    if show and output == "-":
        raise click.UsageError("--open opens a file; leave out -o -.")
    with settings.graph() as graph:
        name = " ".join(item) or None
        page = graph.page(name, depth=depth, dossier=dossier, title=title, language=language)
        slug = (
            graph.find(name, dossier=dossier).slug
            if name
            else dossier and graph.store.find_dossier(dossier).slug
        )
    target = output or f"{slug or 'claimgraph'}.html"
    deliver(settings, page, target)
    if target == "-":
        return
    if show:
        import webbrowser

        if not webbrowser.open(Path(target).resolve().as_uri()):
            settings.say(f"no browser was found here; open {target} in one")
