"""pyvis's Network holds the nodes and edges, and nothing else of pyvis runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pytest
from pyvis.network import Network as PyvisNetwork

from claimgraph.ontology.errors import ExportError
from claimgraph.visualize.layout import arrange
from claimgraph.visualize.network import Network, vis_network_script
from claimgraph.visualize.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable


def test_it_is_pyvis_network_and_holds_every_node_and_edge(harbour: nx.MultiDiGraph[str]) -> None:
    """Nothing is merged, dropped or turned undirected."""
    network = Network(harbour)
    assert isinstance(network, PyvisNetwork)
    assert network.num_nodes() == harbour.number_of_nodes()
    assert network.num_edges() == harbour.number_of_edges()
    assert sorted((edge["from"], edge["to"]) for edge in network.edges) == sorted(harbour.edges())


def test_parallel_and_opposite_edges_are_kept() -> None:
    """The base class itself merges parallel edges of an undirected network."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edge("urn:a", "urn:b", key="supports#1", kind="supports")
    graph.add_edge("urn:a", "urn:b", key="supports#2", kind="supports")
    graph.add_edge("urn:b", "urn:a", key="supports", kind="supports")
    assert Network(graph).num_edges() == 3


def test_taking_a_networkx_graph_does_not_write_into_it(harbour: nx.MultiDiGraph[str]) -> None:
    """The base class's from_nx puts sizes and titles into the caller's attributes."""
    before = {node: dict(data) for node, data in harbour.nodes(data=True)}
    network = Network()
    network.from_nx(harbour)
    assert {node: dict(data) for node, data in harbour.nodes(data=True)} == before
    assert network.num_nodes() == len(before)


def test_nodes_stand_where_the_layout_put_them(harbour: nx.MultiDiGraph[str]) -> None:
    """Positions are computed beforehand, and no springs undo them."""
    reading = Reading.of(harbour)
    places = arrange(reading).whole
    network = Network(reading, places=places)
    assert {node["id"]: node["x"] for node in network.nodes} == {
        iri: round(p.x, 1) for iri, p in places.items()
    }
    assert '"enabled": false' in network.get_network_data()[5]


def test_filling_stays_linear(many: Callable[[int], nx.MultiDiGraph[str]]) -> None:
    """Each node is looked for once in a dict: the list that pyvis searches is never read."""

    class Unsearched(list[str]):
        def __contains__(self, item: object) -> bool:
            raise AssertionError(item)

    network = Network()
    network.node_ids = Unsearched()
    network.fill(Reading.of(many(30)), {})
    assert network.num_edges() > 100


def test_titles_are_refused_since_they_are_shown_as_html() -> None:
    """A label from a dossier must never reach vis-network as markup."""
    network = Network()
    with pytest.raises(ExportError, match="title"):
        network.add_node("urn:a", title="<b>a</b>")
    with pytest.raises(ExportError, match="title"):
        network.add_edge("urn:a", "urn:b", title="<b>a</b>")


def test_pyvis_own_page_is_refused() -> None:
    """Its template loads from a content network and runs scripts from headings."""
    with pytest.raises(ExportError, match="render"):
        Network().generate_html()
    with pytest.raises(ExportError, match="render"):
        Network().write_html("page.html")


def test_vis_network_comes_with_its_licence_and_asks_for_nothing() -> None:
    """The licence note stays on top; the pointer to a source map is gone."""
    source = vis_network_script()
    assert "@license" in source[:1000]
    assert "Apache 2.0" in source[:1500]
    assert "sourceMappingURL" not in source
    assert "\r" not in source
