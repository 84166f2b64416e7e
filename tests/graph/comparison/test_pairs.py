"""Hubs: where very many statements meet, each is paired with the first of the other side only."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest

from claimgraph.graph.comparison import compare, meetings
from claimgraph.graph.comparison.pairs import Pairing, worth_listing
from claimgraph.graph.opposition import MOST_PAIRS
from claimgraph.ontology.derived import VerdictKind
from tests.comparisons import BASE, CONTEXT, ENTITIES, claim, on

if TYPE_CHECKING:
    from claimgraph.graph.comparison import ComparedStatement

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


def exhaustive(slot: str, values: list[tuple[str, str]]) -> list[ComparedStatement]:
    """An affirmation and a denial with each of these values in a slot."""
    base: dict[str, Any] = {"subject": "china", "action": "delivers", "object": "drones"}
    held = []
    for value, reading in values:
        slots: dict[str, Any] = {**base, slot: value}
        if reading:
            slots[f"{slot}_read_as"] = reading
        held += [on(claim(**slots), stance) for stance in ("affirms", "denies", "no-evidence")]
    return held


WHO = [(slug, "") for slug, entity in ENTITIES.items() if entity["kind"] not in ("product", "action")]
WHO += [("china", "country"), ("russia", "country"), ("https://example.org/someone", "")]
GOODS = [(slug, "") for slug, entity in ENTITIES.items() if entity["kind"] != "action"]
GOODS += [
    (slug, "") for slug in ("drones", "equipment", "military-equipment", "food", "lethal-aid", "body-armour")
]
GOODS += [(f"elsewhere:claim/c-far-{n}", "") for n in range(2)] + [("https://example.org/something", "")]


@pytest.mark.parametrize(("slot", "values"), [("subject", WHO), ("object", GOODS)], ids=["subject", "object"])
def test_every_kind_of_value_is_found_through_blocks(slot: str, values: list[tuple[str, str]]) -> None:
    """Each beside each: agents of every kind, countries, places, goods, claims, and what is not loaded."""
    held = exhaustive(slot, values)
    brute = {
        verdict
        for one, other in combinations(held, 2)
        if worth_listing(verdict := compare(one, other, CONTEXT), one, other)
    }
    assert set(meetings(held, CONTEXT)) == brute
    of = {each.iri: each.claim.iri for each in held}
    for touched in (held[0].claim.iri, held[1].claim.iri, held[-1].claim.iri):
        wanted = {verdict for verdict in brute if touched in (of[verdict.start], of[verdict.end])}
        assert set(meetings(held, CONTEXT, touching={touched})) == wanted


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
