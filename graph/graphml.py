"""A picture as GraphML (http://graphml.graphdrawing.org/), for Gephi, yEd, Cytoscape and networkx.

Every attribute becomes a plain string, number or truth value: words in several languages become one attribute each,
lists are joined. Parallel edges are kept, each under an id of its own; what XML cannot hold is replaced and never
breaks a file.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

from .export import UNHOLDABLE

if TYPE_CHECKING:
    import networkx as nx


def dump(graph: nx.MultiDiGraph[str]) -> bytes:
    """The graph as GraphML bytes, nodes and edges in a fixed order.

    Args:
        graph: As :mod:`claimgraph.graph.picture` makes it; it is not changed.
    """
    import networkx as nx

    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    plain.graph.update(_flat(graph.graph))
    for node in sorted(graph):
        plain.add_node(_holdable(node), **_flat(graph.nodes[node]))
    edges = sorted(graph.edges(keys=True, data=True), key=lambda edge: (edge[0], edge[1], str(edge[2])))
    for number, (start, end, _key, attributes) in enumerate(edges):
        plain.add_edge(_holdable(start), _holdable(end), key=f"e{number}", **_flat(attributes))
    buffer = io.BytesIO()
    nx.write_graphml_xml(plain, buffer)
    # Unescaped, XML readers take a carriage return for a line's end (https://www.w3.org/TR/xml/#sec-line-ends).
    return buffer.getvalue().replace(b"\r", b"&#xD;")


def _flat(attributes: dict[str, Any]) -> dict[str, str | int | float | bool]:
    """Attributes as GraphML knows them; nested ones under joined names."""
    flat: dict[str, str | int | float | bool] = {}
    for name, value in sorted(attributes.items()):
        if value is None or value in ([], {}):
            continue
        if isinstance(value, dict):
            flat |= {f"{name}_{inner}": part for inner, part in _flat(value).items()}
        elif isinstance(value, list):
            flat[name] = _holdable(
                "; ".join(part if isinstance(part, str) else _json(part) for part in value)
            )
        elif isinstance(value, (bool, int, float)):
            flat[name] = value
        else:
            flat[name] = _holdable(str(value))
    return flat


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _holdable(text: str) -> str:
    return UNHOLDABLE.sub("\N{REPLACEMENT CHARACTER}", text)
