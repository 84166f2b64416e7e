"""claimgraph: who said what, on what basis, and what contradicts it, as a graph.

::

    import claimgraph as cg

    with cg.open() as g:
        g.load("gear.yaml")
        g.trace("c-vests")
        g.contradictions()
        g.query("SELECT ?claim { ?claim a cg:Claim }").to_pandas()
        g.view("gear.html")
        g.export("gear.trig")

What is named here is imported when it is first asked for, so that ``import claimgraph`` costs nothing. The rooms below
(``claimgraph.graph``, ``claimgraph.loaders``, ``claimgraph.ontology``, ``claimgraph.visualize``) can be used alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .api import Graph, demo_dossier, in_memory, open  # noqa: A004 - as the standard library's gzip and shelve have it
    from .graph.sparql.sandbox import QueryLimits
    from .ontology.errors import ClaimGraphError

__all__ = ["ClaimGraphError", "Graph", "QueryLimits", "demo_dossier", "in_memory", "open"]

_HOMES = {
    "ClaimGraphError": ".ontology.errors",
    "Graph": ".api",
    "QueryLimits": ".graph.sparql.sandbox",
    "demo_dossier": ".api",
    "in_memory": ".api",
    "open": ".api",
}


if not TYPE_CHECKING:  # so that a type checker finds a wrong name

    def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
        """Import what is asked for (PEP 562)."""
        home = _HOMES.get(name)
        if home is None:
            raise AttributeError(
                f"module 'claimgraph' has no attribute '{name}'; it has {', '.join(__all__)}"
            )
        from importlib import import_module

        return getattr(import_module(home, __name__), name)


def __dir__() -> list[str]:
    """What can be asked for, whether or not it was imported yet."""
    return sorted({*globals(), *__all__})
