"""The options that several commands share, each with one name and one meaning everywhere."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from .face import Shared
from .settings import Settings

if TYPE_CHECKING:
    from ..graph.sparql.sandbox import QueryLimits

_F = TypeVar("_F", bound=Callable[..., Any])

_OTHER_NAMES: Final[Mapping[str, str]] = {
    "md": "markdown",
    "ttl": "turtle",
    "nt": "ntriples",
    "n-triples": "ntriples",
    "nq": "nquads",
    "n-quads": "nquads",
    "json-ld": "jsonld",
    "rdf": "rdfxml",
    "rdf/xml": "rdfxml",
    "xml": "rdfxml",
}
_SUFFIXES: Final[Mapping[str, str]] = {
    ".txt": "text",
    ".md": "markdown",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
    ".ttl": "turtle",
    ".trig": "trig",
    ".nt": "ntriples",
    ".nq": "nquads",
    ".jsonld": "jsonld",
    ".rdf": "rdfxml",
    ".owl": "rdfxml",
    ".xml": "rdfxml",
    ".graphml": "graphml",
    ".yaml": "yaml",
    ".yml": "yaml",
}


class FormatName(click.ParamType[str]):
    """One of a command's formats, by its name or a common other name.

    Args:
        formats: The names, the default first.
    """

    name = "format"

    def __init__(self, formats: Sequence[str]) -> None:
        """Keep the names."""
        self.formats = tuple(formats)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002 - click's signature
        """The names, as a help page shows them."""
        return f"[{'|'.join(self.formats)}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401 - click's signature
        """The format's own name."""
        asked = str(value).lower()
        found = asked if asked in self.formats else _OTHER_NAMES.get(asked, asked)
        if found not in self.formats:
            near = difflib.get_close_matches(found, self.formats, n=1)
            hint = f" (did you mean '{near[0]}'?)" if near else ""
            self.fail(f"'{value}' is not one of {', '.join(self.formats)}{hint}.", param, ctx)
        return found

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        param: click.Parameter,  # noqa: ARG002 - click's signature
        incomplete: str,
    ) -> list[Any]:
        """The names that begin so."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(each) for each in self.formats if each.startswith(incomplete.lower())]


def chosen_format(asked: str | None, output: str | None, formats: Sequence[str]) -> str:
    """The format asked for, else the one that the file's name says, else the command's first.

    Raises:
        click.UsageError: If the file's name says a format that the command does not have.
    """
    if asked is not None:
        return asked
    suffix = Path(output).suffix.lower() if output not in (None, "-") else ""
    said = _SUFFIXES.get(suffix)
    if said is None or said in formats:
        return said or formats[0]
    if said == "text":
        return formats[0]
    raise click.UsageError(
        f"'{suffix}' says {said}, which is not one of {', '.join(formats)}; add --format to choose one of these."
    )


def result_options(
    *formats: str, output: str = "Write the result to this file, whole or not at all; - is stdout."
) -> Callable[[_F], _F]:
    """``--format`` and ``--output``.

    Args:
        formats: The names, the default first.
        output: What ``--output`` says of itself.
    """

    def added(function: _F) -> _F:
        function = click.option("-o", "--output", metavar="FILE", type=click.Path(), help=output)(function)
        told = f"How to write it; {formats[0]} unless the file's name says otherwise."
        return click.option("--format", "format_", type=FormatName(formats), help=told)(function)

    return added


def texts_option(function: _F) -> _F:
    """``--texts``."""
    return click.option(
        "--texts",
        metavar="FOLDER",
        multiple=True,
        type=click.Path(exists=True),
        help="Look for reports' texts here too; may be repeated, and may be a single file.",
    )(function)


def parameter_option(function: _F) -> _F:
    """``--param``."""
    return click.option(
        "-p",
        "--param",
        "parameters",
        metavar="NAME=VALUE",
        multiple=True,
        help="A parameter of a named query; may be repeated.",
    )(function)


def limit_options(function: _F) -> _F:
    """``--timeout``, ``--memory-limit`` and ``--limit``."""
    for names, kind, metavar, told in (
        (
            ("--limit", "rows"),
            click.IntRange(min=1),
            "N",
            "Stop after this many rows or triples (100000 if not said).",
        ),
        (
            ("--memory-limit", "memory_mb"),
            click.IntRange(min=1),
            "MB",
            "Memory that the query may take (1024 if not said).",
        ),
        (
            ("--timeout", "seconds"),
            click.FloatRange(min=0, min_open=True),
            "SECONDS",
            "Time that it may take (30 if not said).",
        ),
    ):
        function = click.option(*names, type=kind, metavar=metavar, help=told)(function)
    return function


def limits(seconds: float | None, memory_mb: int | None, rows: int | None) -> QueryLimits:
    """The limits asked for, the usual ones where nothing was said.

    Raises:
        click.UsageError: If one is so large, or so odd, that no limit can be meant.
    """
    from ..graph.sparql.sandbox import QueryLimits

    asked = {"seconds": seconds, "memory_mb": memory_mb, "rows": rows}
    try:
        return QueryLimits(**{name: value for name, value in asked.items() if value is not None})  # type: ignore[arg-type]
    except ValueError as error:
        raise click.UsageError(f"{error}.") from error


def parsed(parameters: Sequence[str]) -> dict[str, str]:
    """``name=value`` pairs, each name once.

    Raises:
        click.UsageError: If one is no pair, or a name stands twice.
    """
    found: dict[str, str] = {}
    for pair in parameters:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise click.UsageError(f"'{pair}' is no parameter; write it as name=value.")
        if name.strip() in found:
            raise click.UsageError(f"parameter '{name.strip()}' is given twice; give it once.")
        found[name.strip()] = value
    return found


def language_option(function: _F) -> _F:
    """``--language``."""
    return click.option(
        "--language",
        metavar="TAG",
        default="en",
        show_default=True,
        help="Show claims and reasons in this language, where they have it.",
    )(function)


def all_option(function: _F) -> _F:
    """``--all``, for a result of which most readers want the beginning."""
    return click.option("--all", "everything", is_flag=True, help="Tell all of it, however much that is.")(
        function
    )


def dossier_option(function: _F) -> _F:
    """``--dossier``."""
    return click.option(
        "--dossier",
        metavar="NAME",
        shell_complete=_complete_dossiers,
        help="Keep to this dossier, by its slug or IRI.",
    )(function)


def _complete_dossiers(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:  # noqa: ARG001 - click's signature
    from .naming import complete_dossiers

    return complete_dossiers(ctx, incomplete)


def common_options(function: _F) -> _F:
    """How much to tell, and in which colours; for commands that need no store."""
    return _with(_SHARED[3:], function)


def store_options(function: _F) -> _F:
    """``--store``, and what :func:`common_options` adds."""
    return _with([_SHARED[0], *_SHARED[3:]], function)


def reading_options(function: _F) -> _F:
    """``--store``, ``--memory`` and ``--as-of``, for commands that only read; and what :func:`common_options` adds."""
    return _with(_SHARED, function)


def comparing_options(function: _F) -> _F:
    """As :func:`reading_options`, for a command that is given its days as arguments."""
    return _with([*_SHARED[:2], *_SHARED[3:]], function)


def _with(listed: Sequence[tuple[tuple[str, ...], str, Mapping[str, Any]]], function: _F) -> _F:
    for option in reversed(listed):
        function = _shared(*option)(function)
    return function


def _shared(names: tuple[str, ...], told: str, kwargs: Mapping[str, Any]) -> Callable[[_F], _F]:
    field = kwargs.get("field", names[-1].removeprefix("--"))

    def keep(ctx: click.Context, param: click.Parameter, value: Any) -> None:  # noqa: ANN401, ARG001 - click's signature
        # Before the command's name or behind it: what was said once holds.
        if value not in (None, False, ()):
            setattr(ctx.ensure_object(Settings), field, value)

    more = {name: value for name, value in kwargs.items() if name != "field"}
    return click.option(
        *names, cls=Shared, expose_value=False, is_eager=True, callback=keep, help=told, **more
    )


_SHARED: Final[Sequence[tuple[tuple[str, ...], str, Mapping[str, Any]]]] = (
    (
        ("--store",),
        "The store's folder; else the environment's CLAIMGRAPH_STORE, else the nearest .claimgraph here or above.",
        {"metavar": "FOLDER", "type": click.Path(file_okay=False)},
    ),
    (
        ("--memory",),
        "Answer from this dossier's file, read into memory for this one run, and touch no store; may be repeated.",
        {"metavar": "FILE", "multiple": True, "type": click.Path()},
    ),
    (
        ("--as-of",),
        "Answer from what was public by the end of this day: 2023, 2023-06 or 2023-06-30.",
        {"metavar": "DATE", "field": "as_of"},
    ),
    (("-q", "--quiet"), "Say nothing but results and errors.", {"is_flag": True}),
    (
        ("--no-color",),
        "No colours; the environment's NO_COLOR does the same.",
        {"is_flag": True, "field": "plain"},
    ),
    (("--debug",), "Show where in the program a failure came from.", {"is_flag": True}),
)
