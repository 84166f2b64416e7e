"""The templates of this room, and the one way in which words from a graph are put into them: escaped."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def template(name: str) -> str:
    """The source of a template, a style sheet or a script of this room, with line ends as everywhere."""
    source = (files("claimgraph.visualize") / "templates" / name).read_text(encoding="utf-8")
    return source.replace("\r\n", "\n").replace("\r", "\n")


def environment() -> Environment:
    """Jinja as this room uses it: everything is escaped, and a name that is not given is an error."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        loader=FunctionLoader(template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
