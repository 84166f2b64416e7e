"""``claimgraph query``: SPARQL that somebody typed, or a query by its name."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Final

import click

from ..terminal import face
from ..terminal.failures import Unfinished
from ..terminal.naming import complete_queries
from ..terminal.options import (
    chosen_format,
    limit_options,
    limits,
    parameter_option,
    parsed,
    reading_options,
    result_options,
)
from ..terminal.output import deliver, width
from ..terminal.settings import current

if TYPE_CHECKING:
    from collections.abc import Sequence

FORMATS: Final = (
    "table",
    "csv",
    "tsv",
    "json",
    "markdown",
    "turtle",
    "trig",
    "ntriples",
    "nquads",
    "jsonld",
    "rdfxml",
)
_LONGEST: Final = 4 * 1024 * 1024
"""Characters of a query; what is longer is no query but a file named by mistake."""


@face.command(
    name="query",
    examples=[
        ("query contradictions", "Run a named query; `claimgraph queries` lists them."),
        ("query statements-by -p speaker=china", "A named query with a parameter."),
        (
            "query 'SELECT ?claim { ?claim a cg:Claim } LIMIT 5'",
            "SPARQL of your own; the prefixes need not be typed.",
        ),
        ("query 'ASK { ?s cg:stance cg:denies }'", "A question to be answered with yes or no."),
        (
            "query 'DESCRIBE ?c { ?c cg:slug \"c-approval\" }' --format turtle",
            "Everything that is said of one claim, as triples.",
        ),
        ("query timeline --format csv -o timeline.csv", "Rows for a spreadsheet."),
    ],
)
@click.argument("query", required=False, metavar="[SPARQL | NAME | -]", shell_complete=complete_queries)
@click.option(
    "-f",
    "--file",
    "file",
    metavar="FILE",
    type=click.File("r", encoding="utf-8"),
    help="Read the SPARQL from this file.",
)
@parameter_option
@limit_options
@result_options(*FORMATS)
@reading_options
def command(
    query: str | None,
    file: IO[str] | None,
    parameters: Sequence[str],
    *,
    seconds: float | None,
    memory_mb: int | None,
    rows: int | None,
    format_: str | None,
    output: str | None,
) -> None:
    """Ask in SPARQL, or run a query by its name.

    Give SPARQL 1.1 (SELECT, ASK, CONSTRUCT or DESCRIBE), the name of a query, or - to read SPARQL from stdin. It sees
    all dossiers, the ontology and the taxonomies as one graph; a dossier's slug is a prefix for what is in it.

    A query runs in a process of its own, which can write nothing and reach nothing, and is stopped at its limits. A
    result that was cut is printed, says so, and ends with exit code 3.

    SELECT and ASK give table, csv, tsv, json or markdown; CONSTRUCT and DESCRIBE give the RDF formats too.
    """
    settings = current()
    text = _text(query, file)
    bounds = limits(seconds, memory_mb, rows)
    with settings.graph() as graph:
        if text is None:
            result = graph.query(str(query), limits=bounds, **parsed(parameters))
        elif parameters:
            raise click.UsageError(
                "only named queries take parameters; write the value into the query itself."
            )
        else:
            result = graph.store.select(text, limits=bounds)
        prefixes = graph.store.prefixes()
    from ..graph.sparql.results import Triples

    formats = FORMATS if isinstance(result, Triples) else FORMATS[:5]
    form = chosen_format(format_, output, formats)
    if form not in formats:
        raise click.UsageError(
            f"{form} holds triples, which SELECT and ASK do not give;"
            f" ask with CONSTRUCT, or take one of {', '.join(formats)}."
        )
    deliver(settings, result.to_text(form, prefixes=prefixes, width=width(output)), output)
    if not result.complete:
        raise Unfinished(
            f"this is not the whole result: it was {result.limit_note}; raise the limit, or narrow it"
        )


def _text(query: str | None, file: IO[str] | None) -> str | None:
    """The SPARQL of a file or of stdin; None if the query stands on the command line."""
    if (query is None) == (file is None):
        wanted = (
            "either the query or -f FILE, not both" if query else "SPARQL, the name of a query, or -f FILE"
        )
        raise click.UsageError(f"give {wanted}; `claimgraph queries` lists the names.")
    if file is None and query != "-":
        return None
    source: IO[str] = click.open_file("-", encoding="utf-8") if file is None else file
    name = "stdin" if file is None else str(file.name)
    try:
        text = source.read(_LONGEST + 1)
    except UnicodeDecodeError as error:
        raise click.UsageError(
            f"{name} is not UTF-8 at byte {error.start}; save the query as UTF-8."
        ) from error
    if len(text) > _LONGEST:
        raise click.UsageError(f"{name} is longer than a query can be ({_LONGEST:,} characters).")
    if not text.strip():
        raise click.UsageError(f"{name} is empty; a query was expected there.")
    return text.removeprefix("\ufeff")
