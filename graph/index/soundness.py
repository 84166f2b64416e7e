"""Whether the numbers of an index lead to something: no row, thing or agent beyond the last.

Compiled loops follow numbers without looking, so that an index that comes from a file is looked at first, once.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from ...ontology.errors import StoreError
from ..arrays import Array, Lists, Strings
from .kinds import RootKind
from .tables import Agents, Claims, Relations, Sources, Statements, Things, dtype_of

if TYPE_CHECKING:
    from .index import Index

TABLES: Final = {
    "claims": Claims,
    "statements": Statements,
    "sources": Sources,
    "things": Things,
    "agents": Agents,
    "relations": Relations,
}
_LEADS: Final = {
    "claims.statements": "statements", "claims.exclusive": "claims", "claims.subject": "agents",
    "claims.counterparty": "agents", "statements.claim": "claims", "sources.by": "agents",
    "sources.obtained_by": "agents", "sources.reprints": "sources", "things.group": "things", "things.path": "things",
    "agents.up": "agents", "agents.house": "agents", "conduct.up": "agents", "conduct.whole": "agents",
    "conduct.about": "agents", "relations.start": "things",
}  # fmt: skip
"""What the numbers in a column are numbers of."""
_PERHAPS: Final = {
    "statements.speaker": "agents", "things.copy": "things", "claims.dossier": "dossiers",
    "statements.dossier": "dossiers", "sources.dossier": "dossiers",
}  # fmt: skip
"""Likewise, or -1."""


def shaped(index: "Index", where: Path) -> None:
    """Refuse an index whose columns are not of the right types or lengths; costs nothing.

    Raises:
        StoreError: Naming the column.
    """
    for name, table in TABLES.items():
        held = getattr(index, name)
        rows = len(held)
        for column, annotation in table.__annotations__.items():
            value, dtype = getattr(held, column), dtype_of(annotation)
            nested = name == "things" and column in ("group", "path")
            fits = (
                isinstance(value, np.ndarray) and value.dtype == dtype
                if dtype is not None
                else isinstance(value, annotation if isinstance(annotation, type) else Lists)
            )
            if not fits or (len(value) != rows and not nested):
                raise _odd(where, f"{name}.{column}")
    things, conduct = index.things, index.conduct
    if (
        len(things) != len(index.statements) + len(index.sources)
        or len(things.basis.items) != len(things.group)
        or len(things.paths.items) != len(things.path)
        or {len(conduct.up), len(conduct.whole)} != {len(index.agents)}
        or len(conduct.about) != len(index.claims)
    ):
        raise _odd(where, "things")


def check(index: "Index", where: Path) -> None:
    """Refuse an index in which a number leads nowhere; reads every array once.

    Raises:
        StoreError: Naming the column.
    """
    counts = {name: len(getattr(index, name)) for name in (*TABLES, "dossiers")}
    for name, column in index.columns().items():
        ok = True
        if isinstance(column, Strings):
            ok = bool((np.diff(column.offset) >= 0).all())
        elif isinstance(column, Lists):
            ok = bool((np.diff(column.start) >= 0).all())
            if name in ("things.basis", "things.paths"):
                ok = ok and np.array_equal(column.items, np.arange(len(column.items)))
            elif name in _LEADS:
                ok = ok and _within(column.items, 0, counts[_LEADS[name]])
        elif name in _LEADS:
            ok = _within(column, 0, counts[_LEADS[name]])
        elif name in _PERHAPS:
            ok = _within(column, -1, counts[_PERHAPS[name]])
        elif name == "relations.end":
            ok = _within(column, 0, counts["things"] + counts["relations"])
        elif name.endswith(".end"):
            ok = _within(column, 0, len(RootKind))
        if not ok:
            raise _odd(where, name)


def _within(numbers: Array, least: int, beyond: int) -> bool:
    return not len(numbers) or bool(numbers.min() >= least and numbers.max() < beyond)


def _odd(where: Path, column: str) -> StoreError:
    return StoreError(
        f"{where}: the index is damaged ('{column}' leads nowhere); write it anew with Store.reindex()"
    )


__all__ = ["TABLES", "check", "shaped"]
