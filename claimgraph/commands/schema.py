"""``claimgraph schema``: the JSON Schema of a dossier, for editors."""

from __future__ import annotations

import click

from ..terminal import face
from ..terminal.options import common_options
from ..terminal.output import deliver
from ..terminal.settings import current


@face.command(
    name="schema",
    examples=[
        ("schema -o dossier.schema.json", "Put it beside your dossiers."),
        ("schema", "Show it."),
    ],
)
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="Write it to this file; - is stdout.")
@common_options
def command(output: str | None) -> None:
    """Print the JSON Schema of a dossier, for your editor.

    With it, an editor completes and checks a dossier while you write. Many look for it where the file's first line is
    `# yaml-language-server: $schema=dossier.schema.json`.

    The schema knows keys, kinds and closed lists. What a name leads to, and whether a quote stands in its text, is
    known to `claimgraph validate` alone.
    """
    import json

    from ..loaders import schema

    deliver(current(), json.dumps(schema(), ensure_ascii=False, indent=2) + "\n", output)
