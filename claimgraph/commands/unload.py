"""``claimgraph unload``: a dossier out of the store."""

from __future__ import annotations

import click

from ..terminal import face
from ..terminal.naming import complete_dossiers
from ..terminal.options import store_options
from ..terminal.settings import current


@face.command(
    name="unload",
    examples=[
        ("unload founding", "Forget a dossier; its file stays, and can be loaded again."),
        ("unload https://w3id.org/claimgraph/id/founding", "The same by its IRI."),
    ],
)
@click.argument("dossier", shell_complete=lambda ctx, _param, incomplete: complete_dossiers(ctx, incomplete))
@store_options
def command(dossier: str) -> None:
    """Take a dossier out of the store.

    DOSSIER is its slug or its IRI; `claimgraph stats` lists what is loaded.

    Everything that the dossier said goes, and so do the stored texts that only it named. What other dossiers say
    stays, and a reference that now leads nowhere is told.
    """
    settings = current()
    # Opened to be read first, so that a wrong folder is not made a store.
    settings.graph().close()
    with settings.graph(make=True) as graph:
        report = graph.unload(dossier)
    settings.warn_all(report.warnings)
    texts = f" and {report.texts} stored texts" if report.texts else ""
    click.echo(f"unloaded {report.slug}: {report.quads} quads{texts} are gone")
