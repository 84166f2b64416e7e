"""A graph is read once, cleaned, put in one order, and never changed."""

from __future__ import annotations

import copy
import random
from typing import Any

import networkx as nx

from claimgraph.visualize.reading import Reading, plain


def test_the_callers_graph_is_left_as_it_was(harbour: nx.MultiDiGraph[str]) -> None:
    """Neither nodes, edges, keys nor attributes change."""
    before = copy.deepcopy(harbour)
    Reading.of(harbour)
    assert nx.utils.graphs_equal(before, harbour)
    assert before.graph == harbour.graph


def test_the_order_in_which_a_graph_was_built_does_not_matter(harbour: nx.MultiDiGraph[str]) -> None:
    """Nodes and edges come in the same order from a graph that was filled backwards."""
    backwards: nx.MultiDiGraph[str] = nx.MultiDiGraph(**harbour.graph)
    nodes, edges = list[Any](harbour.nodes(data=True)), list[Any](harbour.edges(keys=True, data=True))
    shuffle = random.Random(7)  # noqa: S311 - an order, not a secret
    shuffle.shuffle(nodes)
    shuffle.shuffle(edges)
    backwards.add_nodes_from(nodes)
    backwards.add_edges_from(edges)
    one, other = Reading.of(harbour), Reading.of(backwards)
    assert list(one.facts) == list(other.facts)
    assert one.edges == other.edges


def test_parallel_edges_are_each_their_own() -> None:
    """Two relations of one kind between the same two statements stay two."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edge("urn:a", "urn:b", key="supports#one", kind="supports", iri="urn:one")
    graph.add_edge("urn:a", "urn:b", key="supports#two", kind="supports", iri="urn:two")
    assert [edge.facts["iri"] for edge in Reading.of(graph).edges] == ["urn:one", "urn:two"]


def test_what_no_file_could_hold_becomes_the_sign_for_it() -> None:
    """Lone surrogates and control characters would break UTF-8 or HTML."""
    assert plain({"a": "x\ud800y\x00z\x1b"}) == {"a": "x\ufffdy\ufffdz\ufffd"}


def test_nothing_is_invented_for_what_is_missing() -> None:
    """A None is left out, not turned into words."""
    assert plain({"date": None, "names": [None, "x"]}) == {"names": ["x"]}


def test_statements_come_as_they_follow_each_other_in_their_report() -> None:
    """Where positions in the text are known, they give the order."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("urn:b", kind="statement", slug="b", position=[5, 9])
    graph.add_node("urn:a", kind="statement", slug="a", position=[40, 60])
    graph.add_node("urn:0", kind="statement", slug="0")
    assert list(Reading.of(graph).facts) == ["urn:b", "urn:a", "urn:0"]


def test_statements_on_a_claim_stand_by_stance_then_date(harbour: nx.MultiDiGraph[str]) -> None:
    """Affirmations first, then denials, then what was not seen."""
    reading = Reading.of(harbour)
    found = reading.statements_on("https://example.org/id/harbour/claim/leak")
    assert [reading.facts[iri]["stance"] for iri in found] == ["affirms", "denies", "no-evidence"]


def test_that_a_denial_misses_is_told_of_the_denial() -> None:
    """Whichever end the graph names first."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for iri, stance in (("urn:a", "affirms"), ("urn:d", "denies")):
        graph.add_node(iri, kind="statement", stance=stance, label=iri)
    graph.add_edge("urn:a", "urn:d", key="1", kind="none", non_responsive=True)
    graph.add_edge("urn:d", "urn:a", key="2", kind="undetermined", non_responsive=True)
    graph.add_edge("urn:a", "urn:d", key="3", kind="undetermined")
    assert sorted((edge.source, edge.kind, edge.is_quiet) for edge in Reading.of(graph).edges) == [
        ("urn:a", "undetermined", True), ("urn:d", "none", True), ("urn:d", "undetermined", True),
    ]  # fmt: skip


def test_how_a_statement_fares_is_not_taken_for_its_name() -> None:
    """Both are called a label by some; the page keeps them apart."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("urn:s", kind="statement", label="undec", slug="s-rain")
    reading = Reading.of(graph)
    assert reading.facts["urn:s"]["argument_label"] == "undec"
    assert reading.label("urn:s") == "s-rain"
