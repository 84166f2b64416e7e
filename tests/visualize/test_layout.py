"""Positions: computed, the same each time, nothing on top of anything, each side of an argument where it belongs."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from claimgraph.visualize.layout import arrange
from claimgraph.visualize.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from claimgraph.visualize.cards import Place

    Generator = Callable[[int], nx.MultiDiGraph[str]]

BASE = "https://example.org/id/harbour/"


def overlapping(places: Mapping[str, Place]) -> list[tuple[str, str]]:
    """Every pair of nodes that share more than an edge."""
    ordered = sorted(places.items(), key=lambda item: item[1].left)
    found = []
    for at, (iri, place) in enumerate(ordered):
        for other, beside in ordered[at + 1 :]:
            if beside.left >= place.right:
                break
            if place.overlaps(beside):
                found.append((iri, other))
    return found


def test_every_node_of_the_whole_picture_has_its_own_place(harbour: nx.MultiDiGraph[str]) -> None:
    """All are placed, none on another."""
    whole = arrange(Reading.of(harbour)).whole
    assert set(whole) == set(harbour)
    assert overlapping(whole) == []


@pytest.mark.parametrize("claims", [1, 2, 25, 61, 130])
def test_nothing_overlaps_at_any_size(many: Generator, claims: int) -> None:
    """From one claim to hundreds, in the whole picture and around each claim."""
    layout = arrange(Reading.of(many(claims)))
    assert overlapping(layout.whole) == []
    assert overlapping(layout.tall) == []
    for pictures in layout.arguments.values():
        for picture in pictures:
            assert overlapping(picture.places) == []


def test_a_claim_with_forty_statements_is_still_set_clear(harbour: nx.MultiDiGraph[str]) -> None:
    """Long columns are set as bricks; what is too much is counted, not piled up."""
    claim = f"{BASE}claim/leak"
    for number in range(60):
        iri = f"{BASE}statement/x{number}"
        harbour.add_node(
            iri, kind="statement", stance=("affirms", "denies", "questions")[number % 3], claim=claim
        )
        harbour.add_edge(iri, claim, key="s", kind="affirms")
    picture = arrange(Reading.of(harbour)).arguments[claim][0]
    assert overlapping(picture.places) == []
    assert picture.left_out == 63 - sum(1 for iri in picture.places if "/statement/" in iri) > 0


def test_the_same_graph_gives_the_same_picture(many: Generator) -> None:
    """No randomness, and no order of insertion."""
    graph = many(40)
    turned: nx.MultiDiGraph[str] = nx.MultiDiGraph(**graph.graph)
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from(reversed(list[Any](graph.edges(keys=True, data=True))))
    assert arrange(Reading.of(graph)) == arrange(Reading.of(turned))


def test_support_stands_left_and_contradiction_right_of_the_claim(harbour: nx.MultiDiGraph[str]) -> None:
    """The claim in the middle, affirmations left, denials right, what limits them above, sources beneath."""
    claim = f"{BASE}claim/leak"
    places = arrange(Reading.of(harbour)).arguments[claim][-1].places
    middle = places[claim]
    assert (middle.x, middle.y) == (0, 0)
    assert places[f"{BASE}statement/saw"].right < middle.left
    assert places[f"{BASE}statement/firm-denies"].left > middle.right
    assert places[f"{BASE}statement/office-none"].bottom < middle.top
    lowest = max(place.bottom for iri, place in places.items() if "/statement/" in iri)
    assert places[f"{BASE}source/story"].top > lowest
    assert places[f"{BASE}source/log"].top > lowest


def test_deeper_steps_stand_further_out(harbour: nx.MultiDiGraph[str]) -> None:
    """What supports an affirmation stands on its side, beyond it."""
    pictures = arrange(Reading.of(harbour)).arguments[f"{BASE}claim/leak"]
    assert f"{BASE}statement/log-says" not in pictures[0].places
    places = pictures[1].places
    assert places[f"{BASE}statement/log-says"].right < places[f"{BASE}statement/saw"].left


def test_what_contradicts_an_affirmation_stands_against_the_claim() -> None:
    """A denial of another claim that contradicts an affirmation stands on the right, next to the middle."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("urn:c", kind="claim", label="It rained")
    graph.add_node("urn:d", kind="claim", label="It was dry")
    graph.add_node("urn:yes", kind="statement", stance="affirms", claim="urn:c")
    graph.add_node("urn:dry", kind="statement", stance="affirms", claim="urn:d")
    graph.add_edge("urn:dry", "urn:yes", key="contradicts", kind="contradicts")
    picture = arrange(Reading.of(graph)).arguments["urn:c"][1]
    assert picture.places["urn:dry"].left > picture.places["urn:c"].right
    assert picture.parents == {"urn:yes": "urn:c", "urn:dry": "urn:yes"}


def test_statements_stand_under_their_claim_in_the_whole_picture(harbour: nx.MultiDiGraph[str]) -> None:
    """A block is read from its head down."""
    reading = Reading.of(harbour)
    whole = arrange(reading).whole
    for claim in reading.of_family("claim"):
        tops = [whole[claim].bottom, *(whole[one].top for one in reading.statements_on(claim))]
        assert tops == sorted(tops)
        assert len({whole[one].x for one in reading.statements_on(claim)}) == 1


def test_related_blocks_stand_nearer_than_chance(many: Generator) -> None:
    """Relations run down a column or to the next one far more often than they would in an arbitrary order."""
    reading = Reading.of(many(40))
    whole = arrange(reading).whole
    related = [(edge.source, edge.target) for edge in reading.edges if edge.is_relation]
    every = list(combinations(reading.of_family("statement"), 2))

    def apart(pairs: list[tuple[str, str]]) -> float:
        return sum(abs(whole[a].x - whole[b].x) for a, b in pairs) / len(pairs)

    assert apart(related) < 0.6 * apart(every)


def test_a_cycle_of_sources_and_relations_ends() -> None:
    """Reports that draw on each other, and statements that support each other, are drawn once."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("urn:c", kind="claim", label="c")
    for name in "ab":
        graph.add_node(
            f"urn:{name}", kind="statement", stance="affirms", claim="urn:c", carriers=[[f"urn:r{name}"]]
        )
        graph.add_node(f"urn:r{name}", kind="report", carriers=[["urn:ra", "urn:rb"]])
    for one, other, kind in (
        ("a", "b", "supports"),
        ("b", "a", "supports"),
        ("ra", "rb", "basis"),
        ("rb", "ra", "basis"),
    ):
        graph.add_edge(f"urn:{one}", f"urn:{other}", key=kind, kind=kind)
    for name in "ab":
        graph.add_edge(f"urn:{name}", f"urn:r{name}", key="carrier", kind="carrier", path=0, step=0)
    picture = arrange(Reading.of(graph)).arguments["urn:c"][0]
    assert set(picture.places) == {"urn:c", "urn:a", "urn:b", "urn:ra", "urn:rb"}


def test_a_picture_for_a_screen_held_upright_is_upright(many: Generator) -> None:
    """The same nodes, in fewer and longer columns."""
    layout = arrange(Reading.of(many(30)))
    assert set(layout.tall) == set(layout.whole)

    def shape(places: Mapping[str, Place]) -> float:
        cards = [place for iri, place in places.items() if "/statement/" in iri or "/claim/" in iri]
        width = max(place.right for place in cards) - min(place.left for place in cards)
        return width / (max(place.bottom for place in cards) - min(place.top for place in cards))

    assert shape(layout.tall) < 0.7 * shape(layout.whole)


def test_an_empty_graph_and_a_lone_node_are_no_trouble() -> None:
    """There is nothing to arrange, or nothing to arrange it by."""
    assert arrange(Reading.of(nx.MultiDiGraph())).whole == {}
    lone: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    lone.add_node("urn:s", kind="statement", claim="urn:elsewhere")
    lone.add_node("urn:x", kind="vessel")
    assert set(arrange(Reading.of(lone)).tall) == set(arrange(Reading.of(lone)).whole) == {"urn:s", "urn:x"}
