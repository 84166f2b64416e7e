"""``claimgraph verify``: whether each quote stands in its report's text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ..terminal import face
from ..terminal.failures import FINDINGS
from ..terminal.options import chosen_format, dossier_option, result_options, store_options, texts_option
from ..terminal.output import deliver, width
from ..terminal.settings import current

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..api import Graph
    from ..graph.sparql.results import Rows
    from ..loaders import QuoteCheck
    from ..ontology.dossier import Dossier

FORMATS: Final = ("table", "csv", "tsv", "json", "markdown")


@face.command(
    name="verify",
    examples=[
        ("verify founding.yaml", "The quotes of a dossier, against the texts beside it."),
        ("verify", "The quotes of all loaded dossiers, against the stored texts."),
        ("verify founding.yaml --texts . --format csv", "With the texts of another folder too, as rows."),
    ],
)
@click.argument("files", nargs=-1, metavar="[FILE...]", type=click.Path())
@texts_option
@dossier_option
@result_options(*FORMATS)
@store_options
@click.pass_context
def command(
    ctx: click.Context,
    files: Sequence[str],
    *,
    texts: Sequence[str],
    dossier: str | None,
    format_: str | None,
    output: str | None,
) -> None:
    """Look up each quote in its report's text.

    FILE is a dossier; without it, the dossiers of the store are checked again.

    A quote is verified only if its words stand exactly in the text, typographic quotes, apostrophes and spaces aside;
    a position without words is located. Missing or ambiguous passages end with exit code 1. A text that is not held is
    no fault: where you have it, name its folder with --texts.
    """
    from ..ontology.vocabulary import Verification

    settings = current()
    form = chosen_format(format_, output, FORMATS)
    if files and dossier:
        raise click.UsageError(
            "--dossier chooses among loaded dossiers; leave it out, or leave out the files."
        )
    if files:
        found = [each for file in files for each in _of_file(file, texts)]
    else:
        with settings.graph() as graph:
            found = list(_of_store(graph, texts, dossier))
    deliver(settings, _rows(found).to_text(form, width=width(output)), output)
    counts = [(outcome, sum(one.verification is outcome for _, one in found)) for outcome in Verification]
    settings.say(
        ", ".join(f"{count} {outcome}" for outcome, count in counts if count) or "no passage is given"
    )
    if any(one.message for _, one in found):
        ctx.exit(FINDINGS)


def _of_file(file: str, texts: Sequence[str]) -> Iterator[tuple[str, QuoteCheck]]:
    from .. import loaders

    loaded = loaders.load(file, texts=[Path(folder) for folder in texts], tolerant=True)
    yield from ((loaded.dossier.dossier, check) for check in loaded.checks)


def _of_store(graph: Graph, texts: Sequence[str], only: str | None) -> Iterator[tuple[str, QuoteCheck]]:
    from .. import loaders
    from ..loaders.texts import Shelf

    shelf = Shelf(None, tuple(Path(folder) for folder in texts))
    held = [graph.store.find_dossier(only)] if only else graph.dossiers()
    for one in held:
        dossier = graph.store.dossier(one.iri)
        at_hand = {}
        for sha256 in _named_texts(dossier):
            text = graph.store.text_bytes(sha256) or shelf.hashed(sha256)
            if text is not None:
                at_hand[sha256] = text.decode("utf-8")
        yield from ((dossier.dossier, check) for check in loaders.verify(dossier, at_hand))


def _named_texts(dossier: Dossier) -> Iterator[str]:
    from ..ontology.sources import Report

    for source in dossier.sources.values():
        if isinstance(source, Report):
            for stored in (source.text, source.stand_in):
                if stored is not None and stored.sha256 is not None:
                    yield stored.sha256


def _rows(found: Sequence[tuple[str, QuoteCheck]]) -> Rows:
    import pyoxigraph as ox

    from ..graph.sparql.results import Rows

    columns = ("dossier", "statement", "passage", "outcome", "start", "end", "message")
    rows = []
    for dossier, one in found:
        start, end = one.position or ("", "")
        cells = (
            dossier,
            one.statement,
            one.passage,
            one.verification.value,
            str(start),
            str(end),
            one.message,
        )
        rows.append(tuple(ox.Literal(cell) if cell else None for cell in cells))
    return Rows(columns, tuple(rows))
