"""The command line: ``claimgraph COMMAND``. This module lists the commands and imports none of them."""

from __future__ import annotations

from typing import Any, Final

import click

from .terminal.face import Group
from .terminal.options import reading_options

SECTIONS: Final = {
    "Begin": {
        "demo": "Build the founding case, and say what is contested in it.",
        "init": "Write a commented dossier to begin with.",
        "schema": "Print the JSON Schema of a dossier, for your editor.",
    },
    "Dossiers": {
        "validate": "Check dossiers; without a file, check the store.",
        "verify": "Look up each quote in its report's text.",
        "load": "Load dossiers, replacing what they said before.",
        "unload": "Take a dossier out of the store.",
        "derive": "Derive verdicts, roots, circles and standings anew.",
    },
    "Questions": {
        "stats": "Say what the store holds, and what is contested in it.",
        "show": "Show everything about one thing.",
        "trace": "Trace what supports a claim and what contradicts it.",
        "contradictions": "List which statements contradict each other, and why.",
        "diff": "Compare two days: what appeared, what fell, what changed.",
        "query": "Ask in SPARQL, or run a query by its name.",
        "queries": "List the queries that have a name.",
    },
    "What it comes to": {
        "compare": "Say what one statement does to another, and why.",
        "standing": "Say where a claim stands and why, or where all of them do.",
        "sources": "Say where what is said of a claim comes from.",
        "withdraw": "Ask what would fall with a source. Nothing is changed.",
        "non-responsive": "List denials that miss an affirmation by exactly one slot.",
        "one-root": "List claims with many outlets and one root.",
        "admissions": "List admissions and other statements against interest.",
        "cruxes": "Find the sources and claims whose fall would change most.",
        "matrix": "Lay hypotheses against evidence (analysis of competing hypotheses).",
    },
    "For others": {
        "view": "Write an interactive page of the graph, or of a part of it.",
        "export": "Write triples or GraphML for other programs.",
        "solve": "Solve an argumentation framework from a competition file.",
        "completion": "Print what your shell needs to complete what you type.",
    },
}
"""What each command does, in a line; the commands' own summaries are the same, by test."""


def _version(ctx: click.Context, _param: click.Parameter, value: Any) -> None:  # noqa: ANN401 - click's signature
    if value and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"claimgraph {version('claimgraph')}")
        ctx.exit()


@click.group(
    "claimgraph",
    cls=Group,
    sections=SECTIONS,
    package="claimgraph.commands",
    no_args_is_help=False,
    invoke_without_command=True,
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version."
)
@reading_options
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Who said what, on what basis, and what contradicts it.

    Dossiers are files that you write; the store is what claimgraph makes of them. Begin with `claimgraph demo`; every
    command explains itself with --help.

    Exit codes: 0 fine; 1 bad data, or findings; 2 a wrong command, or a name that leads to nothing or to several
    things; 3 a limit was met, or something failed.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main() -> None:
    """Run the command line of this process, and end it."""
    cli.main()
