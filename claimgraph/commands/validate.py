"""``claimgraph validate``: whether dossiers are sound, or the store is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ..terminal import face
from ..terminal.failures import FINDINGS
from ..terminal.options import chosen_format, result_options, store_options, texts_option
from ..terminal.output import deliver
from ..terminal.settings import current

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..api import Graph
    from ..ontology.errors import Problem
    from ..terminal.settings import Settings

_RDF: Final = frozenset({".ttl", ".trig"})


@face.command(
    name="validate",
    examples=[
        ("validate founding.yaml", "Every problem of a dossier, each with its line and column."),
        ("validate founding.yaml --no-shapes", "The same while you write: quicker, without SHACL."),
        ("validate founding.yaml --format json", "The same for an editor or another program."),
        ("validate", "Check that the store is whole."),
    ],
)
@click.argument("files", nargs=-1, metavar="[FILE...]", type=click.Path())
@click.option("--strict", is_flag=True, help="Let warnings end with exit code 1 too.")
@click.option(
    "--no-shapes", is_flag=True, help="Leave out SHACL: quicker, and the reading itself asks the same."
)
@texts_option
@result_options("text", "json")
@store_options
@click.pass_context
def command(
    ctx: click.Context,
    files: Sequence[str],
    *,
    strict: bool,
    no_shapes: bool,
    texts: Sequence[str],
    format_: str | None,
    output: str | None,
) -> None:
    """Check dossiers; without a file, check the store.

    FILE is a dossier in YAML or JSON, or its RDF in Turtle or TriG. Dossiers are read, their names resolved, their
    quotes looked up, and their RDF held against the SHACL shapes; no store is touched. All problems of all files are
    told, one a line, and the exit code is 1 if there are errors.

    Without FILE, the store is checked: that each of its graphs is a dossier and nothing else, that texts are what
    their names say, that nothing leads nowhere.
    """
    settings = current()
    form = chosen_format(format_, output, ("text", "json"))
    if files:
        found = [(file, _problems(file, texts, shaped=not no_shapes)) for file in files]
    else:
        with settings.graph() as graph:
            found = [(str(graph.store.path), _of_the_store(graph))]
    if form == "json":
        deliver(settings, _json(found), output)
    else:
        deliver(settings, "".join(_told(file, problems, settings) for file, problems in found), output)
    wrong = [one for _, problems in found for one in problems if strict or one.severity == "error"]
    if wrong:
        ctx.exit(FINDINGS)


def _problems(file: str, texts: Sequence[str], *, shaped: bool) -> list[Problem]:
    """Everything that is wrong with one file."""
    from .. import loaders
    from ..ontology import mapping, shapes
    from ..ontology.errors import DossierError, Problem

    if Path(file).suffix.lower() in _RDF:
        try:
            found = shapes.validate(_read(file))
        except DossierError as error:
            return [Problem(file, one.line, one.column, one.message) for one in error.problems]
        return [Problem(file, 0, 0, str(one), one.severity) for one in found]
    try:
        loaded = loaders.load(file, texts=[Path(folder) for folder in texts])
    except DossierError as error:
        return list(error.problems)
    found = shapes.validate(mapping.to_quads(loaded.dossier)) if shaped else []
    return [*loaded.warnings, *(Problem(file, 0, 0, str(one), one.severity) for one in found)]


def _read(file: str) -> str:
    from ..ontology.errors import DossierError, Problem

    try:
        return Path(file).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise DossierError(
            [Problem(file, 0, 0, f"not UTF-8 at byte {error.start}; save it as UTF-8")]
        ) from error
    except OSError as error:
        raise DossierError([Problem(file, 0, 0, f"cannot be read: {error.strerror or error}")]) from error


def _of_the_store(graph: Graph) -> list[Problem]:
    from ..ontology.errors import Problem

    place = str(graph.store.path)
    return [Problem(place, 0, 0, f"{one.where}: {one.message}", one.severity) for one in graph.check()]


def _told(file: str, problems: Sequence[Problem], settings: Settings) -> str:
    """One line a file on stdout; its problems go to stderr."""
    from ..terminal.settings import tell

    for one in problems:
        if one.severity == "error":
            tell(str(one))
        else:
            settings.say(str(one))
    errors = sum(one.severity == "error" for one in problems)
    warnings = len(problems) - errors
    parts = [
        f"{count} {word}{'' if count == 1 else 's'}"
        for count, word in ((errors, "error"), (warnings, "warning"))
        if count
    ]
    return f"{file}: {', '.join(parts) or 'fine'}\n"


def _json(found: Sequence[tuple[str, Sequence[Problem]]]) -> str:
    import json
    from dataclasses import asdict

    listed = [{"file": file, "problems": [asdict(one) for one in problems]} for file, problems in found]
    return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"
