"""The store and what is asked of it: loading, SPARQL, named queries, tracing, and graph-shaped exports.

A ``Store`` holds dossiers, each in a named graph; ``resolve`` finds a thing by its name; statistics and integrity look
at the whole. This room reads no dossier file (loaders do), draws no page (visualize does), asks no clock, and runs
nothing that somebody typed except in confinement. Its modules can be imported one by one; what is named here is
imported when it is first asked for.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .sparql.sandbox import QueryLimits
    from .store.folder import find_store
    from .store.integrity import IntegrityFinding
    from .store.loading import LoadReport, Submission, UnloadReport
    from .store.lookup import Item, resolve
    from .store.statistics import Statistics
    from .store.store import LoadedDossier, Store

__all__ = [
    "IntegrityFinding",
    "Item",
    "LoadReport",
    "LoadedDossier",
    "QueryLimits",
    "Statistics",
    "Store",
    "Submission",
    "UnloadReport",
    "find_store",
    "resolve",
]

_HOMES = {
    "IntegrityFinding": ".store.integrity",
    "Item": ".store.lookup",
    "LoadReport": ".store.loading",
    "LoadedDossier": ".store.store",
    "QueryLimits": ".sparql.sandbox",
    "Statistics": ".store.statistics",
    "Store": ".store.store",
    "Submission": ".store.loading",
    "UnloadReport": ".store.loading",
    "find_store": ".store.folder",
    "resolve": ".store.lookup",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Import what is asked for (PEP 562)."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(
            f"module 'claimgraph.graph' has no attribute '{name}'; it has {', '.join(__all__)}"
        )
    from importlib import import_module

    return getattr(import_module(home, __name__), name)


def __dir__() -> list[str]:
    """What can be asked for, whether or not it was imported yet."""
    return sorted({*globals(), *__all__})
