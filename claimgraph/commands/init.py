"""``claimgraph init``: a commented dossier to begin with."""

from __future__ import annotations

from pathlib import Path

import click

from ..terminal import face
from ..terminal.options import common_options
from ..terminal.output import deliver
from ..terminal.settings import current


@face.command(
    name="init",
    examples=[
        ("init gear", "Write gear.yaml, which loads as it stands."),
        (
            'init harbour --title "Who owned the ship?" -o harbour.yaml',
            "The same with a title, into a file of your choice.",
        ),
        ("init gear -o -", "Only show what would be written."),
    ],
)
@click.argument("slug", default="my-dossier")
@click.option("--title", metavar="TEXT", help="The dossier's title.")
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(), help="The file; SLUG.yaml if not said; - is stdout."
)
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@common_options
def command(slug: str, title: str | None, output: str | None, *, force: bool) -> None:
    """Write a commented dossier to begin with.

    SLUG is the dossier's short name: a-z, digits and hyphens. It becomes part of the IRI of everything in it.

    The file holds an invented matter, with every part of a dossier explained beside it, and loads as it stands.
    Replace its content with yours, run `claimgraph validate` on it as you write, and `claimgraph load` it.
    """
    from ..loaders import template
    from ..ontology.errors import DossierError

    settings = current()
    try:
        written = template(slug, title)
    except DossierError as error:
        raise click.UsageError(error.problems[0].message) from error
    target = output or f"{slug}.yaml"
    if target != "-" and not force and Path(target).exists():
        raise click.UsageError(
            f"{target} is there already; name another file with -o, or replace it with --force."
        )
    deliver(settings, written, target)
    if target != "-":
        settings.say(f"next: claimgraph validate {target}")
