"""Whole dossiers: the founding case, and a hand-written one on another matter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from claimgraph.graph.comparison import ComparedClaim, ComparedStatement, Context, Verdict, compare, meetings
from claimgraph.graph.comparison.pairs import worth_listing
from claimgraph.loaders import load
from claimgraph.ontology.dossier import Dossier
from claimgraph.ontology.node import pick
from claimgraph.ontology.spelling import names_of

FOUNDING = Path(__file__).resolve().parents[3] / "examples" / "founding.yaml"


class Scene:
    """A dossier's statements, compared in its own context and called by their slugs."""

    def __init__(self, dossier: Dossier) -> None:
        """Read every claim and statement."""
        names = names_of(dossier)
        self._names = {names.local[slug]: pick(item.name, "en") for slug, item in dossier.entities.items()}
        self.context = Context.of([dossier])
        self.claims = {slug: ComparedClaim.of(dossier, slug) for slug in dossier.claims}
        self.statements = {
            slug: ComparedStatement.of(dossier, slug, self.claims[each.claim])
            for slug, each in dossier.statements.items()
        }

    def verdict(self, one: str, other: str) -> Verdict:
        """What one statement does to another."""
        held = self.statements
        return compare(held[one], held[other], self.context, label=self._label)

    def short(self, one: str, other: str) -> str:
        """The verdict in short."""
        found = self.verdict(one, other)
        return f"{found.kind} ({found.reason}) {found.slot}".strip()

    def _label(self, iri: str) -> str:
        return self._names.get(iri) or iri.rpartition("/")[2].replace("-", " ")


@pytest.fixture(scope="module")
def founding() -> Scene:
    """The founding case."""
    return Scene(load(FOUNDING).dossier)


def test_the_denial_contradicts_what_it_covers(founding: Scene) -> None:
    """China's denial answers the headline and the army, in the period that both are assumed to speak of."""
    for slug in ("s-headline", "s-headline-again", "s-army"):
        found = founding.verdict("s-china-denies", slug)
        assert (found.kind, found.reason, found.assumed) == ("contradicts", "scope", ("period",))
        assert (found.start, found.end) == (
            founding.statements[slug].iri,
            founding.statements["s-china-denies"].iri,
        )


def test_the_denial_leaves_dual_use_goods_open(founding: Scene) -> None:
    """Drones may be military equipment: whether the denial answers is open, and only that keeps it from answering."""
    found = founding.verdict("s-china-denies", "s-headline-drones")
    assert (found.kind, found.reason, found.slot) == ("undetermined", "classification", "object")
    assert found.non_responsive
    assert found.sentence == (
        "China's denial speaks of military equipment; drones may or may not be that, so it is open whether it answers "
        "(the period is assumed; no dates order the open ends)."
    )


@pytest.mark.parametrize(
    ("slug", "slot", "responsive"),
    [
        ("s-manufacturers-deliver", "subject", False),
        ("s-thermal-sights", "subject", True),
        ("s-drones-delivered", "subject", True),
        ("s-approval", "action", False),
        ("s-disguise-plan", "action", False),
    ],
)
def test_the_denial_misses_firms_and_approvals(
    founding: Scene, slug: str, slot: str, *, responsive: bool
) -> None:
    """Manufacturers are not the government, approving is not delivering; where only that differs, it is told apart."""
    found = founding.verdict("s-china-denies", slug)
    assert (found.kind, found.reason, found.slot) == ("none", "out-of-scope", slot)
    assert found.non_responsive is not responsive


def test_not_to_have_seen_contradicts_nothing(founding: Scene) -> None:
    """The United States limit the headline, and no more."""
    kinds = {
        slug: founding.verdict("s-us-no-evidence", slug).kind.value
        for slug in founding.statements
        if slug != "s-us-no-evidence"
    }
    assert set(kinds.values()) <= {"none", "qualifies", "undetermined"}
    found = founding.verdict("s-headline", "s-us-no-evidence")
    assert (found.kind, found.reason) == ("qualifies", "narrower-non-observation")
    assert (found.start, found.end) == (
        founding.statements["s-us-no-evidence"].iri,
        founding.statements["s-headline"].iri,
    )


def test_the_two_drone_figures_are_in_tension(founding: Scene) -> None:
    """More than ten and more than a hundred million of one currency hold together only against usual sense."""
    assert founding.short("s-drones-lead-figure", "s-drones-body-figure") == "tension (quantity) quantity"


def test_all_that_meets_is_found(founding: Scene) -> None:
    """Blocking gives what comparing each of the pairs gives."""
    held = list(founding.statements.values())
    pairs = [(one, other) for n, one in enumerate(held) for other in held[n + 1 :]]
    brute = [(compare(one, other, founding.context), one, other) for one, other in pairs]
    expected = [verdict for verdict, one, other in brute if worth_listing(verdict, one, other)]
    assert sorted(meetings(held, founding.context), key=str) == sorted(expected, key=str)
    assert len(expected) > 20


def test_a_claim_survives_being_kept_as_json(founding: Scene) -> None:
    """Every claim of the case, in one line."""
    for claim in founding.claims.values():
        assert ComparedClaim.from_json(claim.to_json()) == claim
        assert "\n" not in claim.to_json()


GAS: dict[str, Any] = {
    "dossier": "terminal",
    "scope": {"place": "northport"},
    "entities": {
        "norland": {"kind": "state", "name": "Norland"},
        "energy-office": {"kind": "public-body", "name": "Energy Office", "part-of": "norland"},
        "northgas": {"kind": "firm", "name": "Northgas", "based-in": "norland", "owner": "energy-office"},
        "shipco": {"kind": "firm", "name": "Shipco", "based-in": "norland"},
        "harbour-union": {"kind": "group", "name": "Harbour Union", "based-in": "norland"},
        "northport": {"kind": "place", "name": "Northport", "part-of": "norland"},
        "berth-two": {"kind": "place", "name": "Berth Two", "part-of": "northport"},
        "herald": {"kind": "outlet", "name": "The Herald"},
    },
    "claims": {
        "c-laid-off": {"text": "Northgas laid off workers.", "slots": {
            "subject": "northgas", "action": "lays-off", "object": "harbour-union", "period": "2024-03"}},
        "c-state-laid-off": {"text": "Norland dismissed dockers this year.", "slots": {
            "subject": "norland", "action": "dismisses", "object": "harbour-union", "period": "2024"}},
        "c-shipco": {"text": "Shipco dismissed dockers.", "slots": {
            "subject": "shipco", "action": "dismisses", "object": "harbour-union", "period": "2024"}},
        "c-berth": {"text": "Northgas dismissed dockers at Berth Two.", "slots": {
            "subject": "northgas", "action": "dismisses", "object": "harbour-union", "place": "berth-two",
            "period": "2024"}},
        "c-fifty": {"text": "About fifty dockers were dismissed.", "form": "total", "slots": {
            "subject": "northgas", "action": "dismisses", "object": "harbour-union", "period": "2024",
            "quantity": {"measure": "count", "about": 50, "printed": "une cinquantaine"}}},
        "c-three-hundred": {"text": "More than three hundred were.", "form": "total", "slots": {
            "subject": "northgas", "action": "dismisses", "object": "harbour-union", "period": "2024",
            "quantity": {"measure": "count", "more-than": 300, "unit": "items"}}},
        "c-closed": {"text": "The terminal is the largest.", "form": "other", "slots": {
            "subject": "northport", "action": "is"}, "exclusive-with": ["c-second"]},
        "c-second": {"text": "The terminal is the second largest.", "form": "other", "slots": {
            "subject": "northport", "action": "is"}},
    },
    "statements": {
        "s-paper": {"speaker": "herald", "stance": "affirms", "claim": "c-laid-off", "date": "2024-04-02"},
        "s-office": {"speaker": "energy-office", "stance": "denies", "claim": "c-state-laid-off", "date": "2024-12-31"},
        "s-unlikely": {"speaker": "shipco", "stance": "affirms", "claim": "c-shipco", "likelihood": "unlikely"},
        "s-berth": {"speaker": "northgas", "stance": "denies", "claim": "c-berth"},
        "s-fifty": {"speaker": "herald", "stance": "affirms", "claim": "c-fifty"},
        "s-three-hundred": {"speaker": "harbour-union", "stance": "affirms", "claim": "c-three-hundred"},
        "s-largest": {"speaker": "herald", "stance": "affirms", "claim": "c-closed"},
        "s-second": {"speaker": "northgas", "stance": "affirms", "claim": "c-second"},
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def terminal() -> Scene:
    """Dismissals at a gas terminal: an action below another, a firm owned by a body, a place assumed."""
    return Scene(Dossier.model_validate(GAS))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("s-paper", "s-office", "contradicts (scope) subject"),
        ("s-paper", "s-unlikely", "none (out-of-scope) subject"),
        ("s-paper", "s-berth", "undetermined (overlap) place"),
        ("s-fifty", "s-three-hundred", "contradicts (quantity) quantity"),
        ("s-fifty", "s-office", "contradicts (scope) subject"),
        ("s-fifty", "s-berth", "qualifies (narrower-denial) place"),
        ("s-largest", "s-second", "contradicts (exclusive)"),
        ("s-office", "s-berth", "supports (entails) subject"),
        ("s-office", "s-unlikely", "none (compatible)"),
    ],
)
def test_the_terminal_is_read_as_an_analyst_would(
    terminal: Scene, one: str, other: str, expected: str
) -> None:
    """Pair by pair."""
    assert terminal.short(one, other) == expected


def test_a_place_that_was_assumed_is_named(terminal: Scene) -> None:
    """The dossier's place counts for every claim that gives none, and the verdict says so."""
    assert terminal.verdict("s-paper", "s-office").assumed == ("place",)
    assert terminal.verdict("s-fifty", "s-three-hundred").sentence == (
        "The two amounts cannot both hold: about 50, and more than 300 (the place is assumed)."
    )
