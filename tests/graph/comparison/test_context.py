"""What a comparison knows: the taxonomies as they are, a dossier's own concepts, curated links, and nothing by name."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from claimgraph.graph.comparison import Context, products
from claimgraph.graph.comparison.actions import canonical
from claimgraph.ontology import taxonomies, terms
from claimgraph.ontology.spelling import names_of
from tests.comparisons import CONTEXT, WORLD, changed, claim, dossier, on, short


def test_goods_lie_to_each_other_as_the_taxonomy_has_it() -> None:
    """For every pair of its concepts, this room and the taxonomy say the same."""
    shared = taxonomies.products()
    for one, other in product(shared.concepts, repeat=2):
        fit = products.fit(terms.PRODUCT + one, terms.PRODUCT + other, CONTEXT)
        assert bool(fit.within) is shared.is_within(one, other)
        assert bool(fit.contains) is shared.is_within(other, one)
        assert bool(fit.disjoint) is shared.are_disjoint(one, other), (one, other)
        opened = shared.may_be_within(one, other) or shared.may_be_within(other, one)
        assert fit.open is (opened and not fit.disjoint), (one, other)


def test_actions_are_turned_as_the_taxonomy_has_it() -> None:
    """Every action stands for what the taxonomy says; a dossier's own converse of one is turned to it."""
    shared = taxonomies.actions()
    for slug in shared.concepts:
        stands, turned = shared.canonical(slug)
        assert canonical(terms.ACTION + slug, CONTEXT) == (terms.ACTION + stands, turned)
    assert canonical(names_of(WORLD).local["is-given"], CONTEXT) == (terms.ACTION + "gives", True)


def test_a_context_is_told_by_its_digest() -> None:
    """Contexts that say the same have one digest, whatever the order of dossiers; others have another."""
    other = dossier(dossier="other", entities={"tea": {"kind": "product", "name": "tea", "broader": "food"}})
    one = Context.of([WORLD, other])
    assert one.digest == Context.of([other, WORLD]).digest == Context.from_json(one.to_json()).digest
    assert one.digest != CONTEXT.digest


def test_what_is_linked_by_hand_is_one() -> None:
    """A curated link joins two items and what is known of each; equal names join nothing."""
    links: dict[str, dict[str, Any]] = {
        "old-name": {"kind": "firm", "name": "private maker", "matches": "https://example.org/maker"},
        "new-name": {
            "kind": "firm",
            "name": "maker",
            "matches": "https://example.org/maker",
            "owner": "ministry",
        },
        "namesake": {"kind": "firm", "name": "private maker"},
    }
    made = dossier(entities=links)
    names = names_of(made).local
    context = Context.of([made])
    slots: dict[str, Any] = {"action": "delivers", "object": "drones"}
    about = {
        slug: changed(claim(**slots), subject=frozenset({names[slug]}))
        for slug in (*links, "private-maker", "china")
    }

    def met(one: str, other: str) -> str:
        return short(on(about[one], "affirms"), on(about[other], "denies"), context)

    assert met("old-name", "new-name") == "contradicts (polarity)"
    assert met("old-name", "china") == "contradicts (scope) subject"
    assert met("namesake", "private-maker") == "none (out-of-scope) subject"


def test_what_is_not_loaded_is_not_known() -> None:
    """An agent or action of another dossier is neither within nor disjoint from anything but itself."""
    far: dict[str, Any] = {"action": "delivers", "object": "drones", "subject": "https://example.org/someone"}
    near = {**far, "subject": "china"}
    assert (
        short(on(claim(**far), "affirms"), on(claim(**near), "denies")) == "undetermined (unstated) subject"
    )
    assert short(on(claim(**far), "affirms"), on(claim(**far), "denies")) == "contradicts (polarity)"
    # It may be a state, and then the denial is of its government alone.
    country = on(claim(**far, subject_read_as="country"), "affirms")
    assert short(country, on(claim(**far), "denies")) == "undetermined (unstated) subject"
    assert short(on(claim(**far), "affirms"), on(country.claim, "denies")) == "contradicts (scope) subject"
    acted = {**near, "action": "https://example.org/acts"}
    assert (
        short(on(claim(**acted), "affirms"), on(claim(**near), "denies")) == "undetermined (unstated) action"
    )


@pytest.mark.parametrize("slot", ["subject", "object"])
def test_links_in_a_circle_end(slot: str) -> None:
    """Two items each within the other are one for comparison, and nothing runs for ever."""
    circle: dict[str, dict[str, Any]] = {
        "left": {"kind": "group", "name": "left", "part-of": "right"},
        "right": {"kind": "group", "name": "right", "part-of": "left"},
    }
    made = dossier(entities=circle)
    names, context = names_of(made).local, Context.of([made])
    base = claim(subject="china", action="delivers", object="drones")
    one, other = (changed(base, iri=f"urn:{each}", **{slot: frozenset({names[each]})}) for each in circle)
    assert short(on(one, "affirms"), on(other, "denies"), context) == "contradicts (polarity)"
