"""Days and falls, packed small and played back to what the graph said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.visualize.marks import STANDINGS
from claimgraph.visualize.reading import Reading
from claimgraph.visualize.timeline import days, falls, perhaps
from tests.visualize.pretend import reasoned

if TYPE_CHECKING:
    from collections.abc import Callable

ITEMS = [f"urn:{n}" for n in range(6)]
CLAIMS = ITEMS[:2]


def graph_with(**about: Any) -> Reading:  # noqa: ANN401 - a stranger's graph says anything
    """Two claims, three statements and a source, and what is said about the graph."""
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph(**about)
    for nth, iri in enumerate(ITEMS):
        kind = "claim" if iri in CLAIMS else "report" if nth == 5 else "statement"
        graph.add_node(iri, kind=kind, label=iri)
    return Reading.of(graph)


def played(reading: Reading) -> list[tuple[str, set[str], dict[str, str]]]:
    """Play the packed days back, as the page's script does."""
    iris, names = list(reading.facts), list(STANDINGS)
    public: set[str] = set()
    standing: dict[str, str] = {}
    back = []
    for day in days(reading):
        public = (public | {iris[n] for n in day["in"]}) - {iris[n] for n in day["out"]}
        for claim, code in day["standing"]:
            if code < 0:
                del standing[iris[claim]]
            else:
                standing[iris[claim]] = names[code]
        back.append((day["day"], public, dict(standing)))
    return back


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sets(st.sampled_from(ITEMS[2:])),
            st.dictionaries(st.sampled_from(CLAIMS), st.sampled_from(sorted(STANDINGS))),
        ),
        max_size=5,
    )
)
def test_days_played_back_are_the_days_given(found: list[tuple[set[str], dict[str, str]]]) -> None:
    """Whatever appears, goes or turns from day to day."""
    given_days = [
        {"day": f"2031-05-{nth + 1:02}", "public": sorted(public), "standing": standing}
        for nth, (public, standing) in enumerate(found)
    ]
    reading = graph_with(days=given_days)
    assert played(reading) == [(day["day"], set(day["public"]), day["standing"]) for day in given_days]


def test_each_item_is_told_once_where_nothing_goes(many: Callable[[int], nx.MultiDiGraph[str]]) -> None:
    """The page grows with what changes, not with days times items."""
    reading = Reading.of(reasoned(many(60)))
    packed = days(reading)
    known = sum("known" in facts for facts in reading.facts.values())
    assert len(packed) > 20
    assert sum(len(day["in"]) for day in packed) == known


def test_what_no_day_names_is_perhaps_public() -> None:
    """An unknown day is not taken for an early one; without days nothing is said."""
    told = [{"day": "2031-05-01", "public": [ITEMS[2], ITEMS[5]], "standing": {}}]
    reading = graph_with(days=told, perhaps=[ITEMS[3]])
    assert [list(reading.facts)[n] for n in perhaps(reading)] == [ITEMS[3], ITEMS[4]]
    assert perhaps(graph_with()) == []


def test_only_falls_that_move_something_are_kept() -> None:
    """A what-if without an effect has no button."""
    told = {
        ITEMS[5]: {"statements": [ITEMS[2], "urn:elsewhere"], "standing": {CLAIMS[0]: "unsupported"}, "sentence": "s"},
        ITEMS[2]: {"statements": [], "standing": {}},
        "urn:elsewhere": {"statements": [ITEMS[2]]},
    }  # fmt: skip
    reading = graph_with(falls=told)
    number = reading.rank
    assert falls(reading) == {
        str(number[ITEMS[5]]): {
            "fallen": [number[ITEMS[2]]],
            "standing": [[number[CLAIMS[0]], list(STANDINGS).index("unsupported")]],
            "sentence": "s",
        }
    }


def test_strange_days_and_falls_are_left_out() -> None:
    """A stranger's graph may say anything; what cannot be read is no day."""
    for strange in ("none", [1, {"day": 5}, {"day": "May"}, {"day": "2031-5-1"}], {"day": 1}):
        assert days(graph_with(days=strange)) == []
    reading = graph_with(days=[{"day": "2031-05-01", "public": "all", "standing": ["x"]}], falls=["x"])
    assert days(reading) == [{"day": "2031-05-01", "in": [], "out": [], "standing": []}]
    assert falls(reading) == {}
    assert falls(graph_with(falls={ITEMS[5]: "x"})) == {}
