"""A part of the store as a networkx graph, ready to be drawn, exported or computed on.

Nodes are items by IRI, edges what ties them; both carry the plain attributes that :mod:`records` gives. This is the one
shape that traces, pages and GraphML share. Nothing here lays out or draws.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, Final

import networkx as nx
import pyoxigraph as ox

from ..ontology import terms
from ..ontology.node import pick
from ..ontology.reading import LISTED, SECTIONS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from .records import Records

LEGIBLE: Final = 2000
"""Nodes above which a picture shows a neighbourhood instead of the whole."""

_TYPE: Final = ox.NamedNode(terms.PREFIXES["rdf"] + "type")
_SLOTS: Final = ("subject", "object", "counterparty", "place", "action")


def assemble(  # noqa: PLR0913 - all but two are keywords that a reader sees by name
    records: Records,
    statements: Iterable[str],
    *,
    items: Iterable[str] = (),
    focus: str | None = None,
    title: str = "",
    note: str = "",
    limit: int | None = None,
) -> nx.MultiDiGraph[str]:
    """The graph of some statements: their claims, speakers, carriers and bases, and the relations among them.

    Carriers and bases are followed to their ends, so that each statement that a chain runs through has its own speaker
    and claim, unless the graph grows beyond its limit first.

    Args:
        records: The store's items.
        statements: IRIs of the statements to show.
        items: Further items to show whether or not a statement leads to them.
        focus: The item that the picture is about.
        title: What to call it.
        note: What was left out, and why; empty if nothing was.
        limit: Nodes beyond which chains of carriers and bases are followed no further.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    held: list[str] = list(dict.fromkeys([*statements, *([focus] if focus else []), *items]))
    for iri in held:
        _add(graph, records, iri)
    cut_off = _tie_all(graph, records, limit)
    for iri in _of_kind(graph, "statement", "evidence"):
        for edge in records.edges(iri):
            if edge.start in graph and edge.end in graph:
                graph.add_edge(edge.start, edge.end, key=edge.key, **edge.attributes())
    for iri in _of_kind(graph, "claim"):
        _tie_claim(graph, iri)
    notes = [*([note] if note else []), *_condensed(graph, records, note)]
    if cut_off:
        notes.append("Some chains of carriers and bases go on further back.")
    graph.graph |= {"title": title, "focus": focus, "complete": not notes, "note": " ".join(notes)}
    graph.graph["dossiers"] = _dossiers(graph, records)
    return graph


def neighbourhood(
    records: Records, item: str, *, depth: int | None = 2, limit: int = LEGIBLE, title: str = ""
) -> nx.MultiDiGraph[str]:
    """An item with the statements around it: those that speak of it, and what those are related to.

    Args:
        records: The store's items.
        item: The IRI of a claim, a statement, a source, a relation, an entity, or a concept of a taxonomy.
        depth: How many relations to walk; None walks until the limit.
        limit: Roughly how many nodes to stop at; the graph's note then says so.
    """
    reached: dict[str, int] = dict.fromkeys(_around(records, item), 0)
    queue = deque(reached)
    per_statement = 4
    note = ""
    while queue:
        here = queue.popleft()
        if depth is not None and reached[here] >= depth:
            continue
        for edge in records.edges(here):
            for other in (edge.start, edge.end):
                if other in reached or records.record(other) is None:
                    continue
                if len(reached) * per_statement >= limit:
                    note = f"Only the nearest {len(reached)} statements are shown; more lie further out."
                    continue
                reached[other] = reached[here] + 1
                queue.append(other)
    shown = list(reached)[: max(1, limit // per_statement)]
    if len(shown) < len(reached):
        note = f"Only {len(shown)} of {len(reached)} statements are shown."
    return assemble(
        records,
        shown,
        items=_beside(records, item)[:limit],
        focus=item,
        title=title or records.label(item),
        note=note,
        limit=limit,
    )


def whole(
    records: Records, *, dossiers: Collection[str] | None = None, limit: int = LEGIBLE, title: str = ""
) -> nx.MultiDiGraph[str]:
    """Everything the store or some dossiers hold; above the limit, what lies around the most argued-over claim.

    Args:
        records: The store's items.
        dossiers: IRIs of the dossiers to show; None shows all.
        limit: Nodes above which a neighbourhood is shown instead, and the graph's note says so.
    """
    items = list(_items(records, dossiers))
    if len(items) <= limit:
        return assemble(records, (), items=items, title=title)
    many = f"{len(items):,} items are too many to read at once; "
    busiest = _busiest(records, dossiers)
    if busiest is None:
        note = f"{many}these are the first {limit:,}."
        return assemble(records, (), items=items[:limit], title=title, note=note, limit=limit)
    graph = neighbourhood(records, busiest, depth=None, limit=max(1, limit // 4), title=title)
    note = f"{many}these {graph.number_of_nodes():,} lie around the claim that most statements speak of."
    graph.graph.update(complete=False, note=note)
    return graph


def _items(records: Records, dossiers: Collection[str] | None) -> Iterator[str]:
    """The items of some dossiers. A relation is an edge here, and a retraction is told with what it takes back."""
    for section, models in SECTIONS.items():
        if section in LISTED:
            continue
        for model in models:
            yield from records.instances(terms.cg(model.rdf_class), dossiers)


def _busiest(records: Records, dossiers: Collection[str] | None) -> str | None:
    """The claim with the most statements; the first by IRI among equals; None if nobody says anything."""
    counts: dict[str, int] = {}
    for claim in records.claims_spoken_of(dossiers):
        counts[claim] = counts.get(claim, 0) + 1
    return min(counts, key=lambda claim: (-counts[claim], claim), default=None)


def _around(records: Records, item: str) -> list[str]:
    """The statements that an item's neighbourhood starts from."""
    kind = records.kind(item)
    if kind == "claim":
        return records.statements_on(item)
    if kind == "statement":
        return [item]
    if kind == "retraction":
        return _around(records, (records.record(item) or {})["of"])
    if kind == "relation":
        ends = {end for edge in records.edges_of(item) for end in (edge.start, edge.end)}
        return [iri for iri in sorted(ends) if records.kind(iri) == "statement"]
    claims = [claim for slot in _SLOTS for claim in records.pointing(slot, item)]
    groups = [item, *records.pointing("allOf", item)]
    speaking = [iri for tie in ("speaker", "carrier") for iri in records.pointing(tie, item)]
    speaking += [iri for group in groups for iri in records.pointing("basedOn", group)]
    related = (
        [end for edge in records.edges(item) for end in (edge.start, edge.end)] if kind == "evidence" else []
    )
    speaking += related
    of_claims = [statement for claim in claims for statement in records.statements_on(claim)]
    return list(dict.fromkeys(iri for iri in [*speaking, *of_claims] if records.kind(iri) == "statement"))


def _beside(records: Records, item: str) -> list[str]:
    """The sources that draw on an item, that it carried, or that are an agent's own."""
    groups = [item, *records.pointing("allOf", item)]
    found = [iri for group in groups for iri in records.pointing("drawsOn", group)]
    found += [iri for tie in ("carrier", "by", "obtainedBy") for iri in records.pointing(tie, item)]
    return [iri for iri in dict.fromkeys(found) if records.kind(iri) in ("report", "evidence")]


def _add(graph: nx.MultiDiGraph[str], records: Records, iri: str) -> bool:
    """Add an item with its attributes; False if the store does not hold it."""
    if iri in graph:
        return True
    record = records.record(iri)
    if record is None or record["kind"] in ("relation", "retraction", "dossier"):
        return False
    graph.add_node(iri, **_as_taken(records, iri, record))
    return True


def _as_taken(records: Records, iri: str, record: dict[str, Any]) -> dict[str, Any]:
    """A statement with the stance that it takes; who calls a claim unlikely is drawn among those who deny it."""
    if record["kind"] != "statement" or (taken := str(records.stance(iri))) == record["stance"]:
        return record
    return record | {"stance": taken, "said": record["stance"]}


def _of_kind(graph: nx.MultiDiGraph[str], *kinds: str) -> list[str]:
    return [iri for iri in graph if graph.nodes[iri]["kind"] in kinds]


def _tie_all(graph: nx.MultiDiGraph[str], records: Records, limit: int | None) -> bool:
    """Tie each statement and source to what its own record names, and so on; True if the limit stopped that."""
    pending = deque(graph)
    shown = set(graph)
    cut_off = False
    while pending:
        iri = pending.popleft()
        for other, key, attributes in _ties(graph.nodes[iri]):
            chained = attributes["kind"] in ("carrier", "basis")
            if chained and other not in graph and limit is not None and len(graph) >= limit:
                cut_off = True
            elif _add(graph, records, other):
                graph.add_edge(iri, other, key=key, **attributes)
                if other not in shown:
                    shown.add(other)
                    pending.append(other)
    return cut_off


def _condensed(graph: nx.MultiDiGraph[str], records: Records, note: str) -> Iterator[str]:
    """Says of which claims not every contradicting pair is drawn, unless that was said already."""
    for claim in _of_kind(graph, "claim"):
        told = records.sides_told(claim)
        if told and told not in note:
            yield told


def _ties(record: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """What a record names, with the edge that leads there."""
    if record["kind"] == "statement":
        yield record["claim"], record["stance"], {"kind": record["stance"]}
        yield record["speaker"], "speaker", {"kind": "speaker"}
    if record["kind"] in ("report", "evidence"):
        for name, kind in (("by", "by"), ("obtained_by", "obtained-by")):
            yield from ((agent, kind, {"kind": kind}) for agent in record.get(name, []))
    for number, path in enumerate(record.get("carriers", [])):
        for step, carrier in enumerate(path):
            yield carrier, f"carrier#{number}.{step}", {"kind": "carrier", "path": number, "step": step}
    for number, base in enumerate([*record.get("bases", []), *record.get("draws_on", [])]):
        group = {} if isinstance(base, str) else {"group": number}
        for one in [base] if isinstance(base, str) else base:
            yield one, f"basis#{number}", {"kind": "basis", **group}


def _tie_claim(graph: nx.MultiDiGraph[str], iri: str) -> None:
    """Tie a claim to the entities of its slots and the claims it excludes, where they are shown anyway."""
    record = graph.nodes[iri]
    for slot in _SLOTS:
        for filler in record["slots"].get(slot, []):
            if filler.get("iri") in graph:
                graph.add_edge(iri, filler["iri"], key=slot, kind=slot)
    for other in record.get("exclusive_with", []):
        if other in graph:
            graph.add_edge(iri, other, key="exclusive-with", kind="exclusive-with")


def _dossiers(graph: nx.MultiDiGraph[str], records: Records) -> list[dict[str, str]]:
    """The dossiers that the shown items come from."""
    told: list[dict[str, str]] = []
    for iri in sorted({str(graph.nodes[node]["dossier"]) for node in graph}):
        record = records.record(iri) or {}
        said = {
            "iri": iri,
            "slug": record.get("slug"),
            "title": pick(record.get("title", {})) or record.get("slug"),
        }
        said |= {name: record.get(name) for name in ("author", "licence")}
        told.append({name: str(value) for name, value in said.items() if value})
    return told
