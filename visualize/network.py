"""pyvis's ``Network`` as this project uses it: it holds every node and edge of a page, and nothing else of pyvis runs.

pyvis brings two things that are wanted: a well-known place for nodes and edges, and vis-network, installed with it.
What is not wanted is replaced here. Its own template asks a content network for Bootstrap and runs scripts that stand
in a heading, an id or a title; its ``add_node`` and ``add_edge`` search a list each time, so that filling is
quadratic; undirected parallel edges merge; ``from_nx`` writes into the caller's graph.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NoReturn

from pyvis.edge import Edge as PyvisEdge
from pyvis.network import Network as PyvisNetwork
from pyvis.node import Node as PyvisNode

from ..ontology.errors import ExportError
from .marks import STANCES, line_mark, node_mark
from .reading import Reading

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

    import networkx as nx

    from .cards import Place


class Network(PyvisNetwork):  # type: ignore[misc] # pyvis carries no types
    """A page's nodes and edges, directed, parallel edges kept.

    Nodes carry their IRI as id, and positions if ``places`` gives them; edges carry their number as id. Titles are
    never set: vis-network shows them as HTML.

    Args:
        graph: The graph to hold, or None for an empty network. It is read once and never changed.
        places: Where nodes stand; a node without a place has no position.

    Examples:
        >>> import networkx as nx
        >>> graph = nx.MultiDiGraph()
        >>> graph.add_node("urn:a", kind="claim", label="It rains")
        >>> graph.add_edge("urn:s", "urn:a", key="affirms", kind="affirms")
        'affirms'
        >>> network = Network(graph)
        >>> network.num_nodes(), network.edges[0]["from"], network.edges[0]["dashes"]
        (2, 'urn:s', False)
    """

    def __init__(
        self,
        graph: nx.MultiDiGraph[str] | Reading | None = None,
        *,
        places: Mapping[str, Place] | None = None,
    ) -> None:
        super().__init__(height="100%", width="100%", directed=True)
        # Everything is placed beforehand; springs would only undo it.
        self.toggle_physics(status=False)
        if graph is not None:
            self.fill(graph if isinstance(graph, Reading) else Reading.of(graph), places or {})

    def fill(self, reading: Reading, places: Mapping[str, Place]) -> None:
        """Take every node and edge of a reading, in its order, in linear time."""
        for iri in reading.facts:
            place = places.get(iri)
            kind = reading.kind(iri)
            self.add_node(iri, reading.label(iri), kind=kind, group=node_mark(kind).family)
            if place is not None:
                self.node_map[iri].update(x=round(place.x, 1), y=round(place.y, 1))
        for edge in reading.edges:
            mark = line_mark(edge.kind)
            self.add_edge(
                edge.source,
                edge.target,
                kind=edge.kind,
                label=mark.word,
                arrows={"to": "to", "both": "to, from"}.get(mark.arrow, ""),
                dashes=list(mark.dash) or False,
                stance=edge.kind in STANCES,
            )

    def add_node(
        self,
        n_id: str,
        label: str | None = None,
        shape: str = "custom",
        color: str | None = None,
        **options: object,
    ) -> None:
        """Add one node, or do nothing if it is there; constant time.

        Args:
            n_id: The node's IRI.
            label: Its short name; the IRI if none is given.
            shape: ``custom``, which the page draws itself, or one of vis-network's.
            color: A colour for vis-network's own shapes.
            options: Further data of the node. ``title`` is refused, since vis-network shows it as HTML.

        Raises:
            ExportError: ``title`` was given.
        """
        if "title" in options:
            _refuse(f"node {n_id!r} has a title", "vis-network shows titles as HTML; use label")
        if n_id in self.node_map:
            return
        node = PyvisNode(
            n_id, shape, label if label is not None else n_id, font_color=self.font_color, **options
        )
        if color is not None:
            node.options["color"] = color
        self.nodes.append(node.options)
        self.node_ids.append(n_id)
        self.node_map[n_id] = node.options

    def add_edge(self, source: str, to: str, **options: object) -> None:
        """Add one edge beside any that are there; constant time. An end that is missing is added as a bare node.

        Args:
            source: The IRI that the edge leaves.
            to: The IRI that it reaches.
            options: Further data of the edge. ``title`` is refused, since vis-network shows it as HTML.

        Raises:
            ExportError: ``title`` was given.
        """
        if "title" in options:
            _refuse(
                f"the edge {source!r} to {to!r} has a title", "vis-network shows titles as HTML; use label"
            )
        self.add_node(source)
        self.add_node(to)
        self.edges.append(PyvisEdge(source, to, directed=True, id=len(self.edges), **options).options)

    def from_nx(self, nx_graph: nx.MultiDiGraph[str], *_: object, **__: object) -> None:
        """Take a networkx graph without writing into it (pyvis's own does)."""
        self.fill(Reading.of(nx_graph), {})

    def generate_html(self, *_: object, **__: object) -> NoReturn:
        """Refused: pyvis's template asks the network and runs scripts from labels; use ``visualize.render``.

        Raises:
            ExportError: Always.
        """
        _refuse(
            "pyvis's own template is not used", "call claimgraph.visualize.render or write with the graph"
        )


def _refuse(what: str, instead: str) -> NoReturn:
    raise ExportError(f"{what}: {instead}")


@cache
def vis_network_script() -> str:
    """The source of vis-network as installed with pyvis, its licence note on top.

    The pointer to its source map is cut off: a browser's developer tools would ask for it.

    Raises:
        ExportError: The installed pyvis holds no vis-network, or one that cannot stand inside a page.
    """
    folders = sorted(
        (folder for folder in (files("pyvis") / "lib").iterdir() if folder.name.startswith("vis-")),
        key=_version,
    )
    scripts = [script for folder in folders if (script := folder / "vis-network.min.js").is_file()]
    if not scripts:
        _refuse("the installed pyvis brings no vis-network", "reinstall pyvis 0.3.2 or newer")
    source = scripts[-1].read_text(encoding="utf-8").replace("\r\n", "\n").replace("\r", "\n")
    source = re.sub(r"\n//# sourceMappingURL=.*\s*$", "\n", source)
    if re.search(r"</script|<!--", source, re.IGNORECASE):
        _refuse("the installed vis-network cannot stand inside a page", "it holds '</script' or '<!--'")
    if "@license" not in source[:2000]:
        _refuse("the installed vis-network carries no licence note", "reinstall pyvis 0.3.2 or newer")
    return source


def _version(folder: Traversable) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", folder.name))
