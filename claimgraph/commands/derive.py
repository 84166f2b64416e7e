"""``claimgraph derive``: what the rules derive, made again or dropped."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from ..terminal import face
from ..terminal.options import store_options
from ..terminal.settings import current


@face.command(
    name="derive",
    examples=[
        ("derive", "Work everything out again, from the dossiers in the store."),
        ("derive --drop", "Take out what was derived; the dossiers stay as they are."),
    ],
)
@click.option("--drop", is_flag=True, help="Take it out instead; the next load works it out again.")
@store_options
def command(*, drop: bool) -> None:
    """Derive verdicts, roots, circles and standings anew.

    This is done with each load, for what the load can reach. It is needed by hand only after a store was changed by
    other programs, or to get back what was dropped. What is derived stands in a graph of its own, and is nobody's word:
    `claimgraph export --with-derived` writes it out, with the rule behind each node.
    """
    settings = current()
    # Opened to be read first, so that a wrong folder is not made a store.
    settings.graph().close()
    with settings.graph(make=True) as graph:
        if drop:
            gone = graph.store.drop_derived()
            click.echo(f"dropped {gone:,} derived quads" if gone else "there was nothing derived to drop")
            return
        graph.store.reindex(time=datetime.now(UTC).replace(microsecond=0))
        found = graph.reasoning
    counts = (
        (len(found.verdicts), "verdicts"),
        (len(found.argued), "arguments"),
        (len(found.status), "claims"),
    )
    click.echo(f"derived {', '.join(f'{count:,} {what}' for count, what in counts)}")
