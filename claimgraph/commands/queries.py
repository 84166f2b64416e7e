"""``claimgraph queries``: the questions that have a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..terminal import face
from ..terminal.naming import complete_queries
from ..terminal.options import chosen_format, common_options, result_options
from ..terminal.output import deliver, styled
from ..terminal.settings import current

if TYPE_CHECKING:
    from ..graph.sparql.catalogue import NamedQuery
    from ..terminal.settings import Settings


@face.command(
    name="queries",
    examples=[
        ("queries", "Each name with what it answers."),
        ("queries statements-by", "One of them: its parameters, and the SPARQL itself."),
        ("queries --format json", "All of them, for another program."),
    ],
)
@click.argument("name", required=False, shell_complete=complete_queries)
@result_options("text", "json", "markdown")
@common_options
def command(name: str | None, format_: str | None, output: str | None) -> None:
    """List the queries that have a name.

    Without NAME, every query with its title and its parameters. With NAME, that one in full; its text is a good place
    to start a query of your own, with `claimgraph query -f FILE`.
    """
    from ..graph.sparql.catalogue import catalogue, named

    settings = current()
    form = chosen_format(format_, output, ("text", "json", "markdown"))
    found = [named(name)] if name else list(catalogue().values())
    if form == "json":
        import json
        from dataclasses import asdict

        written = json.dumps([asdict(query) for query in found], ensure_ascii=False, indent=2) + "\n"
    elif form == "markdown":
        written = "\n".join(_markdown(query, full=bool(name)) for query in found)
    elif name:
        written = _in_full(found[0], settings)
    else:
        written = _listed(found, settings)
    deliver(settings, written, output)


def _listed(found: list[NamedQuery], settings: Settings) -> str:
    width = max(len(query.name) for query in found)
    lines = []
    for query in found:
        takes = ", ".join(each.name if each.required else f"[{each.name}]" for each in query.parameters)
        lines.append(
            f"{styled(f'{query.name:<{width}}', 'command', settings)}  {query.title}{f'  ({takes})' if takes else ''}"
        )
    return (
        "\n".join(lines)
        + "\n\nRun one: claimgraph query NAME [-p PARAMETER=VALUE]; see one: claimgraph queries NAME\n"
    )


def _in_full(query: NamedQuery, settings: Settings) -> str:
    lines = [styled(query.title, "title", settings), "", query.description, ""]
    for each in query.parameters:
        need = "required" if each.required else "optional"
        lines.append(f"  -p {each.name}=…  {each.type}, {need}. {each.description}")
    if query.parameters:
        lines.append("")
    return "\n".join([*lines, query.text.rstrip()]) + "\n"


def _markdown(query: NamedQuery, *, full: bool) -> str:
    lines = [f"## {query.name}: {query.title}", "", query.description, ""]
    for each in query.parameters:
        need = "required" if each.required else "optional"
        lines.append(f"- `{each.name}` ({each.type}, {need}): {each.description}")
    if query.parameters:
        lines.append("")
    if full:
        lines += ["```sparql", query.text.rstrip(), "```", ""]
    return "\n".join(lines)
