"""``claimgraph load``: dossiers into the store."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from ..terminal import face
from ..terminal.options import chosen_format, result_options, store_options, texts_option
from ..terminal.output import deliver
from ..terminal.settings import current

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from ..graph.store.loading import LoadReport


@face.command(
    name="load",
    examples=[
        ("load founding.yaml", "Load a dossier; the store is made if there is none."),
        ("load founding.yaml --format json", "The same, with a report for another program."),
    ],
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@texts_option
@result_options("text", "json")
@store_options
def command(files: Sequence[str], texts: Sequence[str], format_: str | None, output: str | None) -> None:
    """Load dossiers, replacing what they said before.

    FILE is a dossier in YAML or JSON. All files are loaded, or none: if one has errors, every error of every file is
    told, with its line and column, and the store stays as it was.

    Loading again changes nothing; loading a changed file replaces the dossier as a whole. Quotes are checked against
    the reports' texts that are found beside the dossier, or in the folders named with --texts.
    """
    settings = current()
    with settings.graph(make=True) as graph:
        with _progress(len(files) + 1, quiet=settings.quiet) as bar:
            reports = graph.load(*files, texts=texts, progress=lambda file: bar.update(1, file))
        place = graph.store.path
    for report in reports:
        settings.warn_all(report.warnings)
    form = chosen_format(format_, output, ("text", "json"))
    if form == "json":
        import json

        written = (
            json.dumps([report.model_dump(mode="json") for report in reports], ensure_ascii=False, indent=2)
            + "\n"
        )
    else:
        written = "".join(f"{told(report)}\n" for report in reports)
    deliver(settings, written, output)
    settings.say(f"the store is {place}")


def _progress(steps: int, *, quiet: bool) -> AbstractContextManager[Any]:
    """A bar on stderr, where somebody is looking."""
    bar: Any = click.progressbar(
        length=steps,
        label="loading",
        file=sys.stderr,
        hidden=quiet or not sys.stderr.isatty(),
        item_show_func=_current,
    )
    return bar  # type: ignore[no-any-return]  # click's own type for it is private


def _current(file: str | None) -> str | None:
    """The file that is being read."""
    return file or None


def told(report: LoadReport) -> str:
    """What loading one dossier did, in one line."""
    held = (
        f"{report.claims} claims, {report.statements} statements, {report.relations} relations,"
        f" {report.sources} sources, {report.entities} entities"
    )
    taken_back = f", {report.retractions} retractions" if report.retractions else ""
    change = f"; {report.added} quads came, {report.removed} went" if report.status == "replaced" else ""
    return f"{report.status} {report.slug}: {held}{taken_back}{change}"
