"""Hubs: where very many statements meet, each is paired with the first of the other side only."""

from __future__ import annotations

from dataclasses import replace

from claimgraph.graph.comparison import VerdictKind, compare, meetings
from claimgraph.graph.comparison.pairs import Pairing
from claimgraph.graph.opposition import MOST_PAIRS
from tests.comparisons import BASE, CONTEXT, claim, on

WIDE = claim("wide", subject="china", action="delivers", object="equipment")
NARROW = claim("narrow", subject="china", action="delivers", object="drones")


def test_up_to_a_limit_every_pair_is_listed() -> None:
    """Fifty beside fifty is the most."""
    held = [on(NARROW, "affirms", iri=f"urn:a:{n:03}") for n in range(50)]
    held += [on(WIDE, "denies", iri=f"urn:d:{n:03}") for n in range(50)]
    found = [v for v in meetings(held, CONTEXT) if v.kind is VerdictKind.CONTRADICTS]
    assert len(found) == MOST_PAIRS


def test_beyond_it_each_is_paired_with_the_first_of_the_other_side() -> None:
    """So that none goes unanswered, and a hub does not explode."""
    held = [on(NARROW, "affirms", iri=f"urn:a:{n:03}") for n in range(60)]
    held += [on(WIDE, "denies", iri=f"urn:d:{n:03}") for n in range(60)]
    found = {(v.start, v.end) for v in meetings(held, CONTEXT) if v.kind is VerdictKind.CONTRADICTS}
    assert found == {("urn:a:000", f"urn:d:{n:03}") for n in range(60)} | {
        (f"urn:a:{n:03}", "urn:d:000") for n in range(60)
    }


def test_claims_that_say_the_same_are_a_hub_as_one_claim_is() -> None:
    """A hundred dossiers that each make the same claim do not give five thousand restatements."""
    held = [on(replace(NARROW, iri=f"{BASE}claim/n-{n}"), "affirms", iri=f"urn:a:{n:03}") for n in range(100)]
    found = list(meetings(held, CONTEXT))
    assert {(v.start, v.end) for v in found} == {("urn:a:000", f"urn:a:{n:03}") for n in range(1, 100)}
    assert {v.reason for v in found} == {"restates"}


def test_what_cannot_meet_is_never_looked_at() -> None:
    """Deliveries of other goods by other states are no candidates."""
    held = [
        on(claim(f"k-{n}", subject=("france", "russia")[n % 2], action="orders", object="food"), "affirms")
        for n in range(40)
    ]
    denial = on(NARROW, "denies")
    looked = [pair for pair in Pairing([*held, denial], CONTEXT).pairs(None) if denial in pair]
    assert looked == []
    assert all(compare(each, denial, CONTEXT).plain_none for each in held)
