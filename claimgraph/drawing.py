"""Which part of a graph is drawn or written: all of it, one dossier, or what lies around one item."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .ontology import terms
from .ontology.errors import ExportError

if TYPE_CHECKING:
    import networkx as nx
    import pyoxigraph as ox

    from .api import Graph

EVERYTHING = 10**9
"""More nodes than a picture ever has: exports are never cut to what is legible."""


def picture(
    graph: Graph,
    item: str | None,
    *,
    depth: int | None,
    dossier: str | None,
    limit: int | None,
    language: str,
) -> nx.MultiDiGraph[str]:
    """What :meth:`.api.Graph.picture` gives."""
    from .graph import picture as drawing
    from .graph.tracing import trace as tracing

    records, most = graph.records, drawing.LEGIBLE if limit is None else limit
    if item is None:
        held = [one for one in graph.dossiers() if dossier is None or dossier in (one.slug, one.iri)]
        title = "; ".join(_title(one.title, one.slug, language) for one in held)
        only = None if dossier is None else [graph.store.find_dossier(dossier).iri]
        return drawing.whole(records, dossiers=only, limit=most, title=title)
    found = graph.find(item, dossier=dossier)
    if found.section == "dossier":
        return picture(graph, None, depth=None, dossier=found.iri, limit=limit, language=language)
    if found.kind == "claim":
        drawn = tracing.trace(records, found.iri, depth=depth).to_networkx()
        drawn.graph["title"] = records.label(found.iri, language)
        return drawn
    around = found.iri
    if found.section == "relation":
        around = str((records.record(found.iri) or {})["from"])
    elif found.section == "retraction":
        around = str((records.record(found.iri) or {})["of"])
    return drawing.neighbourhood(
        records,
        around,
        depth=2 if depth is None else depth,
        limit=most,
        title=records.label(around, language),
    )


def quads(graph: Graph, *, dossier: str | None, around: str | None, depth: int | None) -> list[ox.Quad]:
    """The quads of a part of a graph; of all dossiers, if no part is named."""
    from .graph import export

    if around is not None:
        drawn = graph.picture(around, depth=depth, dossier=dossier, limit=EVERYTHING)
        relations = {data["iri"] for _, _, data in drawn.edges(data=True) if "iri" in data}
        return export.around(graph.store, [*drawn, *sorted(relations)])
    if dossier is not None:
        return export.of_dossier(graph.store, graph.store.find_dossier(dossier).iri)
    return [
        quad
        for quad in export.everything(graph.store, ontology=False)
        if getattr(quad.graph_name, "value", None) not in (terms.LOG_GRAPH, terms.DERIVED_GRAPH)
    ]


def form_of(path: Path) -> str:
    """The format that a file's suffix says.

    Raises:
        ExportError: If it says none.
    """
    from .graph.export import SYNTAXES

    suffixes = {suffix: name for name, syntax in SYNTAXES.items() for suffix in syntax.suffixes}
    found = {**suffixes, ".graphml": "graphml"}.get(path.suffix.lower())
    if found is None:
        known = ", ".join(sorted({*suffixes, ".graphml"}))
        raise ExportError(
            f"{path}: the suffix '{path.suffix}' says no format; use one of {known}, or name the format"
        )
    return found


def _title(title: dict[str, str], slug: str, language: str) -> str:
    from .ontology.node import pick

    return pick(title, language) or slug
