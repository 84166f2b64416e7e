"""``claimgraph export``: triples and GraphML for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from ..terminal import face
from ..terminal.failures import Unfinished
from ..terminal.naming import complete_items
from ..terminal.options import (
    chosen_format,
    dossier_option,
    limit_options,
    limits,
    parameter_option,
    parsed,
    reading_options,
    result_options,
)
from ..terminal.output import deliver
from ..terminal.settings import current

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..api import Graph
    from ..graph.sparql.results import Result

FORMATS: Final = ("turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml", "graphml")


@face.command(
    name="export",
    examples=[
        ("export -o founding.trig", "All dossiers, each in its named graph."),
        ("export --dossier founding -o founding.ttl", "One dossier, as Turtle."),
        (
            "export --around c-approval -o approval.graphml",
            "What lies around one claim, for Gephi, yEd or networkx.",
        ),
        (
            "export --query 'CONSTRUCT { ?s cg:claim ?c } { ?s cg:claim ?c }' --format ntriples",
            "A query's result, on stdout.",
        ),
        ("export --with-derived -o derived.trig", "The dossiers with their verdicts, roots and standings."),
        ("export --with-ontology -o everything.nq", "The dossiers with the ontology and the taxonomies."),
    ],
)
@click.option(
    "--around", metavar="ITEM", shell_complete=complete_items(), help="Only what lies around this item."
)
@click.option(
    "--depth", type=click.IntRange(min=0), metavar="N", help="With --around: walk this many relations."
)
@click.option(
    "--query", "query", metavar="SPARQL|NAME", help="The result of this CONSTRUCT or DESCRIBE instead."
)
@parameter_option
@limit_options
@click.option(
    "--with-derived",
    is_flag=True,
    help="Add what the rules derive: verdicts, roots, circles and standings, in their own graph.",
)
@click.option(
    "--with-ontology", is_flag=True, help="Add the ontology and the taxonomies, in their own graph."
)
@click.option(
    "--with-log", is_flag=True, help="Add the log of what was loaded when; it differs from store to store."
)
@dossier_option
@result_options(*FORMATS)
@reading_options
def command(
    *,
    around: str | None,
    depth: int | None,
    query: str | None,
    parameters: Sequence[str],
    seconds: float | None,
    memory_mb: int | None,
    rows: int | None,
    with_derived: bool,
    with_ontology: bool,
    with_log: bool,
    dossier: str | None,
    format_: str | None,
    output: str | None,
) -> None:
    """Write triples or GraphML for other programs.

    Without --dossier, --around or --query, every dossier in the store. The file's name says the format: .ttl, .trig,
    .nt, .nq, .jsonld, .rdf or .graphml; without either, Turtle.

    TriG, N-Quads and JSON-LD keep which dossier says what, each in its named graph; the other RDF formats give the
    union. The same content always gives the same bytes. GraphML holds items and what ties them.
    """
    settings = current()
    form = chosen_format(format_, output, FORMATS)
    if depth is not None and around is None:
        raise click.UsageError("--depth counts from an item; add --around ITEM.")
    if parameters and query is None:
        raise click.UsageError("--param belongs to a named query; add --query NAME.")
    if query is not None and (around or dossier or with_derived or with_ontology or with_log):
        raise click.UsageError(
            "--query says by itself what is exported; leave out --around, --dossier and --with-…."
        )
    with settings.graph() as graph:
        if query is not None:
            result = graph.query(query, limits=limits(seconds, memory_mb, rows), **parsed(parameters))
            deliver(settings, _written(graph, result, form), output)
            if not result.complete:
                raise Unfinished(f"this is not the whole result: it was {result.limit_note}; raise the limit")
            return
        content = graph.to_bytes(
            form,
            dossier=dossier,
            around=around,
            depth=depth,
            derived=with_derived,
            ontology=with_ontology,
            log=with_log,
        )
    deliver(settings, content, output)


def _written(graph: Graph, result: Result, form: str) -> bytes:
    from ..graph import graphml
    from ..graph.sparql.results import Answer, Triples

    if isinstance(result, Answer):
        raise click.UsageError("yes or no is nothing to export; ask with CONSTRUCT or DESCRIBE.")
    if form == "graphml":
        return graphml.dump(result.to_networkx())
    if not isinstance(result, Triples):
        raise click.UsageError(
            "SELECT gives rows, not triples; ask with CONSTRUCT or DESCRIBE, or use `claimgraph query --format csv`."
        )
    return result.to_text(form, prefixes=graph.store.prefixes()).encode()
