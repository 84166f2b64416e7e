"""The queries that this room asks for itself, from ``queries/internal/*.rq``; nobody calls them by name.

The queries that users run by name are the catalogue's.
"""

import re
from functools import cache
from importlib.resources import files
from typing import Final

import pyoxigraph as ox

from ...ontology.errors import QueryError

_PLACE: Final = re.compile(r"\$(\w+)")


def own_query(name: str, **values: str | int) -> str:
    """The text of one of them, with a constant written for each ``$name`` in it.

    Raises:
        QueryError: If there is no such file.

    >>> "?kind ?strength" in own_query("relations")
    True
    >>> "STRLEN(?name) >= 3" in own_query("similar", pattern="x", shortest=3, longest=9)
    True
    """
    written = {place: _constant(value) for place, value in values.items()}
    return _PLACE.sub(lambda place: written.get(place[1], place[0]), _read(name))


@cache
def _read(name: str) -> str:
    try:
        text = (files("claimgraph.graph") / "queries" / "internal" / f"{name}.rq").read_text("utf-8")
    except OSError as error:
        raise QueryError(f"no query '{name}' comes with this package; install it again") from error
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#"))


def _constant(value: str | int) -> str:
    """A value as SPARQL writes it; pyoxigraph escapes what a string must not hold."""
    return str(value) if isinstance(value, int) else str(ox.Literal(value))
