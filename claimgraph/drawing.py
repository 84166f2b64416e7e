"""Which part of a graph is drawn or written: all of it, one dossier, or what lies around one item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .ontology import terms
from .ontology.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

    import networkx as nx
    import pyoxigraph as ox

    from .api import Graph
    from .graph.index.index import Index
    from .graph.reasoning.reasoning import Reasoning

EVERYTHING = 10**9
"""More nodes than a picture ever has: exports are never cut to what is legible."""

_MOST_DATED: Final = 100_000
"""Days times statements of the record, above which a page shows some days only."""


def picture(  # noqa: PLR0913 - those of the graph's own method
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


def annotated(graph: Graph, drawn: nx.MultiDiGraph[str], *, language: str) -> nx.MultiDiGraph[str]:
    """A picture with what the record comes to, by the day, and without each thing that something rests on."""
    from .graph.reasoning.picturing import annotate
    from .graph.reasoning.telling import Names

    names = Names.of(graph.records, language)
    if graph.day is not None:
        return annotate(drawn, graph.reasoning, names)
    publicity = graph.earlier.publicity
    known = {
        node: publicity.day(node)
        for node, facts in drawn.nodes(data=True)
        if facts["kind"] in ("statement", "report", "evidence")
    }
    return annotate(drawn, graph.reasoning, names, known=known, days=_days(graph, drawn, known))


def valued(graph: Graph, drawn: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """A picture with standings and roots, and no more than fits into a table of attributes."""
    from .graph.reasoning.picturing import annotate
    from .graph.reasoning.telling import Names

    found = annotate(drawn, graph.reasoning, Names.of(graph.records))
    del found.graph["falls"]
    for _node, facts in found.nodes(data=True):
        facts.pop("roots", None)
    return found


def _days(
    graph: Graph, drawn: nx.MultiDiGraph[str], known: Mapping[str, date | None]
) -> Iterator[tuple[date, Reasoning]]:
    """The days on which something of a picture became public or was taken back, with what the record came to then.

    Of a large record, some of these days alone, the last among them.
    """
    from .graph.reasoning.renewing import narrowed

    whole = graph.reasoning
    appeared = {day for day in known.values() if day is not None}
    days = sorted(appeared | _taken_back(whole.index, drawn))
    most = max(2, _MOST_DATED // max(1, len(whole.index.statements)))
    if len(days) > most:
        days = [days[place * (len(days) - 1) // (most - 1)] for place in range(most)]
    for day in days:
        snapshot = graph.earlier.snapshot(day)
        yield day, narrowed(whole, snapshot.dossiers, texts=graph.store.text_bytes)


def _taken_back(index: Index, drawn: nx.MultiDiGraph[str]) -> set[date]:
    """The days on which things of a picture were retracted, and relations of it withdrawn."""
    from datetime import date

    things = (index.thing(node) for node in drawn)
    relations = (
        index.relations.iri.find(facts["iri"]) for *_, facts in drawn.edges(data=True) if "iri" in facts
    )
    days = {int(index.things.retracted[one]) for one in things if one is not None}
    days |= {int(index.relations.withdrawn[one]) for one in relations if one is not None}
    # 0 is never, 1 a day that nobody knows.
    return {date.fromordinal(day) for day in days if day > 1}


def quads(
    graph: Graph, *, dossier: str | None, around: str | None, depth: int | None, derived: bool
) -> list[ox.Quad]:
    """The quads of a part of a graph; of all dossiers, if no part is named; with what is derived of it, if wanted."""
    from .graph import export

    if around is not None:
        drawn = graph.picture(around, depth=depth, dossier=dossier, limit=EVERYTHING)
        relations = {data["iri"] for _, _, data in drawn.edges(data=True) if "iri" in data}
        found = export.around(graph.store, [*drawn, *sorted(relations)])
    elif dossier is not None:
        found = export.of_dossier(graph.store, graph.store.find_dossier(dossier).iri)
    else:
        found = _all(graph)
        return found + export.of_dossier(graph.store, terms.DERIVED_GRAPH) if derived else found
    return found + export.derived_of(graph.store, found) if derived else found


def _all(graph: Graph) -> list[ox.Quad]:
    from .graph import export

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
