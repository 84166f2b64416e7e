"""The store's items as a graph that pages and exports draw."""

from __future__ import annotations

from typing import Final

from claimgraph import loaders
from claimgraph.graph import picture
from claimgraph.graph.records import Records
from claimgraph.graph.store.store import Store

DOSSIER: Final = """\
dossier: cargo
entities: {broker: {kind: person, name: a broker, unnamed: true}}
claims: {c-kazakh: {text: The crude was Kazakh.}}
statements:
  s-unlikely: {speaker: broker, stance: affirms, claim: c-kazakh, likelihood: unlikely}
  s-likely: {speaker: broker, stance: affirms, claim: c-kazakh, likelihood: likely}
"""
BASE: Final = "https://w3id.org/claimgraph/id/cargo"


def test_who_calls_a_claim_unlikely_is_drawn_among_those_who_deny_it() -> None:
    """The edge is that of the direct triple; what was said stays beside it, and the label says how likely."""
    with Store.in_memory() as store:
        store.load(loaders.loads(DOSSIER).dossier)
        graph = picture.whole(Records(store))
    unlikely, likely = f"{BASE}/statement/s-unlikely", f"{BASE}/statement/s-likely"
    assert set(graph[unlikely][f"{BASE}/claim/c-kazakh"]) == {"denies"}
    assert (graph.nodes[unlikely]["stance"], graph.nodes[unlikely]["said"]) == ("denies", "affirms")
    assert graph.nodes[unlikely]["label"] == "a broker affirms (unlikely): The crude was Kazakh."
    assert set(graph[likely][f"{BASE}/claim/c-kazakh"]) == {"affirms"}
    assert "said" not in graph.nodes[likely]
