"""Pictures: the graph that pages, traces and GraphML share, as its contract says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from claimgraph.graph import picture
from claimgraph.graph.records import Records
from tests.small import dossier, drawn, iri, records_of, said, store_of
from tests.strategies import dossiers

if TYPE_CHECKING:
    import networkx as nx

    from claimgraph.ontology.dossier import Dossier

KINDS = {
    *(
        "claim",
        "statement",
        "report",
        "evidence",
        "state",
        "firm",
        "public-body",
        "outlet",
        "person",
        "group",
    ),
    *("product", "place", "action"),
}
EDGES = {
    *(
        "affirms",
        "denies",
        "no-evidence",
        "questions",
        "speaker",
        "carrier",
        "basis",
        "by",
        "obtained-by",
        "supports",
    ),
    *(
        "contradicts",
        "tension",
        "qualifies",
        "undercuts",
        "restates",
        "subject",
        "object",
        "counterparty",
        "place",
    ),
    *("action", "exclusive-with"),
}

LEFT_OUT = ("relation", "retraction")
"""A relation is an edge; a retraction is told with what it takes back."""

SMALL = dossier(
    said("a", "affirms", "c", in_="paper", via=["wire", "s-b"], based_on=["log", {"all": ["log", "wire"]}]),
    said("b", "affirms", "told"),
    said("e", "denies", "c"),
    relations=(
        drawn("s-e", "contradicts", "s-a", id="one"),
        drawn("log", "supports", "s-a", strength="weak", id="two"),
        drawn("s-b", "undercuts", "two", id="three"),
    ),
    sources={
        "paper": {"kind": "report", "by": "e"},
        "wire": {"kind": "report", "draws-on": "log"},
        "log": {"kind": "evidence", "what": "a log", "obtained-by": "e", "in": "wire"},
        "aside": {"kind": "report"},
    },
    claims={"c": {"text": "C", "slots": {"subject": "e", "object": "drones"}, "exclusive-with": ["told"]}},
    title="Small",
    author="The clerk",
)


def edges(graph: nx.MultiDiGraph[str], kind: str) -> set[tuple[str, str]]:
    """The edges of a kind, by the slugs of their ends."""
    return {
        (graph.nodes[start]["slug"], graph.nodes[end]["slug"])
        for start, end, data in graph.edges(data=True)
        if data["kind"] == kind
    }


@given(dossiers(verified=True))
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_any_dossier_makes_a_picture_as_the_contract_says(held: Dossier) -> None:
    """Every item is a node, but those of LEFT_OUT and the dossier; nodes and edges have what readers count on."""
    graph = picture.whole(Records(store_of(held)))
    items = sum(len(section) for kind, section in held.sections().items() if kind not in LEFT_OUT)
    assert graph.number_of_nodes() == items
    assert graph.graph.keys() == {"title", "focus", "complete", "note", "dossiers"}
    for node, data in graph.nodes(data=True):
        assert isinstance(node, str)
        assert data["kind"] in KINDS
        assert {"slug", "label", "dossier"} <= data.keys()
        assert None not in data.values()
    for _, _, key, data in graph.edges(keys=True, data=True):
        assert data["kind"] in EDGES
        assert key.split("#")[0] == data["kind"] or key.startswith(data["kind"])


def test_the_whole_of_a_small_store_is_drawn() -> None:
    """Sources that no statement leads to are there, and the graph says that nothing is missing."""
    graph = picture.whole(records_of(SMALL), title="All")
    assert {data["slug"] for _, data in graph.nodes(data=True) if data["kind"] == "report"} == {
        "paper",
        "wire",
        "aside",
    }
    assert (graph.graph["title"], graph.graph["complete"], graph.graph["note"]) == ("All", True, "")
    assert graph.graph["dossiers"] == [
        {"iri": iri("", "").rstrip("/"), "slug": "small", "title": "Small", "author": "The clerk"}
    ]


def test_edges_lead_where_the_records_do() -> None:
    """Statements to claims, speakers, carriers and bases; sources to their agents and to what they rest on."""
    graph = picture.whole(records_of(SMALL))
    assert edges(graph, "affirms") == {("s-a", "c"), ("s-b", "told")}
    assert edges(graph, "speaker") == {("s-a", "a"), ("s-b", "b"), ("s-e", "e")}
    assert edges(graph, "carrier") == {("s-a", "paper"), ("s-a", "wire"), ("s-a", "s-b"), ("log", "wire")}
    assert edges(graph, "basis") == {("s-a", "log"), ("s-a", "wire"), ("wire", "log")}
    assert edges(graph, "by") == {("paper", "e")}
    assert edges(graph, "obtained-by") == {("log", "e")}
    assert edges(graph, "subject") == {("c", "e")}
    assert edges(graph, "exclusive-with") == {("c", "told"), ("told", "c")}
    steps = {
        (graph.nodes[end]["slug"], data["path"], data["step"])
        for _, end, data in graph.edges(data=True)
        if data["kind"] == "carrier" and "step" in data and graph.nodes[end]["slug"] != "wire"
    }
    assert steps == {("paper", 0, 0), ("s-b", 0, 2)}
    groups = [data.get("group") for _, _, data in graph.edges(data=True) if data["kind"] == "basis"]
    assert sorted(groups, key=str) == [1, 1, None, None] or sorted(groups, key=str) == [0, 0, None, None]


def test_relations_are_edges_with_their_origin_and_reason() -> None:
    """Derived ones name their rule, and an undercut of a relation is drawn to what that relation bears on."""
    graph = picture.whole(records_of(SMALL))
    between = graph.get_edge_data(iri("statement", "s-a"), iri("statement", "s-e"))
    assert between is not None
    assert [data["origin"] for data in between.values()] == ["derived"]
    assert [data["rule"] for data in between.values()] == ["opposite-stances"]
    back = graph.get_edge_data(iri("statement", "s-e"), iri("statement", "s-a"))
    assert back is not None
    assert {key: data["by"] for key, data in back.items()} == {"contradicts#one": "The clerk"}
    cut = graph.get_edge_data(iri("statement", "s-b"), iri("statement", "s-a"), "undercuts#three")
    assert cut is not None
    assert cut["undercuts_relation"] == iri("relation", "two")


@pytest.mark.parametrize(
    ("kind", "slug", "statements"),
    [
        ("claim", "c", {"s-a", "s-b", "s-e"}),
        ("statement", "s-e", {"s-a", "s-b", "s-e"}),
        ("source", "log", {"s-a", "s-b"}),
        ("source", "paper", {"s-a", "s-b"}),
        ("entity", "b", {"s-b"}),
        ("relation", "one", {"s-a", "s-b", "s-e"}),
    ],
)
def test_a_neighbourhood_is_what_lies_around_any_item(kind: str, slug: str, statements: set[str]) -> None:
    """A claim, a statement, a source, an agent or a relation; chains are followed, so each has its claim."""
    graph = picture.neighbourhood(records_of(SMALL), iri(kind, slug), depth=1)
    assert statements <= {data["slug"] for _, data in graph.nodes(data=True) if data["kind"] == "statement"}
    assert graph.graph["focus"] == iri(kind, slug)
    for _, data in graph.nodes(data=True):
        if data["kind"] == "statement":
            assert data["claim"] in graph
            assert data["speaker"] in graph


def test_depth_bounds_a_neighbourhood() -> None:
    """No relation walked, no statement beyond the claim's own and what carried them."""
    held = dossier(
        said("a", "affirms", "c"), said("b", "affirms", "d"), relations=(drawn("s-b", "supports", "s-a"),)
    )
    assert iri("statement", "s-b") not in picture.neighbourhood(records_of(held), iri("claim", "c"), depth=0)
    assert iri("statement", "s-b") in picture.neighbourhood(records_of(held), iri("claim", "c"), depth=1)


def test_above_what_stays_legible_a_neighbourhood_is_shown_and_said() -> None:
    """The claim that most statements speak of stands in the middle."""
    crowd = [said(f"p{i:02d}", "affirms", "c") for i in range(40)]
    graph = picture.whole(records_of(dossier(*crowd, said("z", "affirms", "d"))), limit=30)
    assert graph.number_of_nodes() < 30
    assert graph.graph["focus"] == iri("claim", "c")
    assert not graph.graph["complete"]
    assert "84 items are too many to read at once" in graph.graph["note"]


def test_a_large_store_in_which_nobody_speaks_is_shown_in_part() -> None:
    """The first items, and the note says so."""
    held = dossier(entities={f"p{i:02d}": {"kind": "person", "name": "P"} for i in range(20)})
    graph = picture.whole(records_of(held), limit=10)
    assert graph.number_of_nodes() == 10
    assert graph.graph["note"] == "20 items are too many to read at once; these are the first 10."


def test_an_empty_store_makes_an_empty_picture() -> None:
    """Which is complete."""
    graph = picture.whole(records_of())
    assert (graph.number_of_nodes(), graph.graph["complete"], graph.graph["dossiers"]) == (0, True, [])


def test_one_dossier_of_a_store_is_drawn_alone() -> None:
    """Others stand there only as far as its own items name them."""
    other = dossier(said("z", "denies", "small:claim/c"), slug="other")
    graph = picture.whole(records_of(SMALL, other), dossiers=[iri("", "", "other").rstrip("/")])
    assert {data["slug"] for _, data in graph.nodes(data=True)} == {"s-z", "z", "c"}


def test_around_a_retraction_lies_what_it_takes_back() -> None:
    """The picture of a retraction is that of the statement, which carries the day and the reason."""
    held = dossier(
        said("a", "affirms", "c"),
        retractions=[{"id": "x-1", "of": "s-a", "date": "2024", "why": "an error"}],
    )
    records = records_of(held)
    graph = picture.neighbourhood(records, iri("retraction", "x-1"), depth=1, limit=9, title="")
    statement = graph.nodes[iri("statement", "s-a")]
    assert [one["why"] for one in statement["retractions"]] == [{"und": "an error"}]
    assert iri("retraction", "x-1") not in graph
