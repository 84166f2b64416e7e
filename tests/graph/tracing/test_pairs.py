"""Contradictions and tensions: which statements, who, why, drawn or derived, and what only seems so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from claimgraph import loaders
from claimgraph.graph.records import Records
from claimgraph.graph.store.store import Store
from claimgraph.graph.tracing.pairs import contradictions, limited_by, non_observations, notes, tensions, told
from claimgraph.ontology.errors import UnknownNameError
from claimgraph.ontology.vocabulary import Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD: Final = """\
author: The desk
entities:
  ann: {kind: person, name: Ann}
  bob: {kind: person, name: Bob}
  cy: {kind: person, name: Cy}
sources:
  paper: {kind: report, title: The Paper}
  film: {kind: evidence, what: a film, in: paper}
"""
ROLLS: Final = f"""\
dossier: rolls
{HEAD}
claims:
  c-rolls: {{text: {{en: The rolls came., fr: Les pains sont venus.}}}}
  c-some: {{text: {{en: Some rolls came.}}}}
  c-few:
    text: {{en: Ten rolls came.}}
    form: total
    slots: {{quantity: {{measure: count, exactly: 10, printed: ten}}}}
  c-many:
    text: {{en: Ninety rolls came.}}
    form: total
    slots: {{quantity: {{measure: count, exactly: 90, printed: ninety}}}}
statements:
  s-yes: {{speaker: ann, stance: affirms, claim: c-rolls, in: paper, date: '2023'}}
  s-no: {{speaker: bob, stance: denies, claim: c-rolls, in: paper}}
  s-hardly: {{speaker: cy, stance: affirms, claim: c-rolls, in: paper, likelihood: very-unlikely}}
  s-asks: {{speaker: cy, stance: questions, claim: c-rolls, in: paper}}
  s-unseen: {{speaker: cy, stance: no-evidence, claim: c-rolls, in: paper}}
  s-some: {{speaker: ann, stance: affirms, claim: c-some, in: paper}}
  s-few: {{speaker: ann, stance: affirms, claim: c-few, in: paper}}
  s-many: {{speaker: bob, stance: affirms, claim: c-many, in: paper}}
relations:
  - {{id: drawn, from: s-no, kind: contradicts, to: s-some, strength: weak, why: Some are rolls., by: Dee}}
  - {{id: seems, from: s-no, kind: contradicts, to: s-few, strength: apparent, why: He spoke of others.}}
  - {{id: gone, from: s-no, kind: contradicts, to: s-many, strength: strong, why: A slip., withdrawn: '2024'}}
  - {{id: shown, from: film, kind: contradicts, to: s-no, strength: strong, why: One sees them come.}}
  - {{id: figures, from: s-few, kind: tension, to: s-many, strength: strong, why: Ten is not ninety.}}
  - {{id: cut, from: s-asks, kind: undercuts, to: drawn, strength: weak, why: Are they?}}
  - {{id: limit, from: s-unseen, kind: qualifies, to: s-yes, strength: weak, why: Not seen.}}
"""
OTHER: Final = f"""\
dossier: other
{HEAD}
claims: {{c-1: {{text: {{en: It rained.}}}}}}
statements:
  s-1: {{speaker: ann, stance: affirms, claim: c-1, in: paper}}
  s-2: {{speaker: bob, stance: denies, claim: c-1, in: paper}}
"""
BASE: Final = "https://w3id.org/claimgraph/id/rolls/"


@pytest.fixture
def records() -> Iterator[Records]:
    """Two small dossiers."""
    with Store.in_memory() as store:
        for text in (ROLLS, OTHER):
            store.load(loaders.loads(text).dossier)
        yield Records(store)


def ends(records: Records, claim: str | None = None) -> list[tuple[str, str, str]]:
    """Each contradiction as first slug, second slug, origin."""
    found = contradictions(records, claim)
    return [(pair.first.slug, pair.second.slug, pair.origin) for pair in found]


def test_drawn_and_derived_contradictions_stand_side_by_side(records: Records) -> None:
    """Standing ones first, then those that only seem so, then withdrawn ones; who affirms comes first."""
    assert ends(records) == [
        ("film", "s-no", "authored"),
        ("s-1", "s-2", "derived"),
        ("s-yes", "s-hardly", "derived"),
        ("s-yes", "s-no", "derived"),
        ("s-some", "s-no", "authored"),
        ("s-few", "s-no", "authored"),
        ("s-many", "s-no", "authored"),
    ]
    assert [pair.stands for pair in contradictions(records)] == [True] * 5 + [False] * 2


def test_each_says_who_why_and_through_whom(records: Records) -> None:
    """An authored one has its reason and its author, a derived one its rule."""
    drawn = next(pair for pair in contradictions(records) if pair.relation == f"{BASE}relation/drawn")
    assert (drawn.by, drawn.why, drawn.strength) == ("Dee", {"und": "Some are rolls."}, "weak")
    assert (drawn.first.speaker, drawn.second.speaker) == ("Ann", "Bob")
    assert drawn.second.carriers == (("The Paper",),)
    derived = next(pair for pair in contradictions(records) if pair.first.slug == "s-yes")
    assert (derived.rule, derived.relation, derived.first.date) == ("opposite-stances", None, "2023")
    assert derived.second.stance is Stance.DENIES
    assert next(p for p in contradictions(records) if p.relation == f"{BASE}relation/seems").by == "The desk"


def test_a_claim_shows_only_the_pairs_that_meet_it(records: Records) -> None:
    """Of which one statement is on it."""
    assert ends(records, f"{BASE}claim/c-some") == [("s-some", "s-no", "authored")]
    assert ends(records, f"{BASE}claim/c-rolls") == [pair for pair in ends(records) if pair[0] != "s-1"]
    with pytest.raises(UnknownNameError):
        contradictions(records, f"{BASE}claim/nosuch")


def test_a_dossier_shows_only_its_own(records: Records) -> None:
    """What was drawn in it, or has a statement in it."""
    found = contradictions(records, dossiers=["https://w3id.org/claimgraph/id/other"])
    assert [(pair.first.slug, pair.second.slug) for pair in found] == [("s-1", "s-2")]


def test_a_non_observation_contradicts_nothing(records: Records) -> None:
    """It is listed apart, with what it limits."""
    assert not any("s-unseen" in pair for pair in ends(records))
    assert non_observations(records) == [f"{BASE}statement/s-unseen"]
    (limited,) = limited_by(records, f"{BASE}statement/s-unseen")
    assert (limited.kind, limited.second.slug) == ("qualifies", "s-yes")


def test_figures_in_tension_show_their_amounts(records: Records) -> None:
    """The two stand side by side."""
    (pair,) = tensions(records)
    assert {pair.first.figure, pair.second.figure} == {"10", "90"}


def test_told_in_lines_it_names_what_stands_and_what_does_not(records: Records) -> None:
    """A reader sees who speaks first, in the language asked for."""
    lines = told(contradictions(records), language="fr")
    words = [line.words for line in lines]
    assert [line for line in lines if line.depth == 0][1].words.startswith("Only apparent")
    assert any(line.startswith("Ann affirmed: Les pains sont venus.") for line in words)
    assert any(line.startswith("evidence: a film") for line in words)
    assert "because: Some are rolls. (drawn by Dee)" in words
    assert told([])[0].words == "No statement here contradicts another."


def test_pairs_that_are_too_many_are_said_to_be(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part of the pairs is never passed off as all of them."""
    monkeypatch.setattr("claimgraph.graph.opposition.MOST_PAIRS", 1)
    found = contradictions(records, f"{BASE}claim/c-rolls")
    (note,) = notes(records, found)
    assert "1 affirmations and 2 denials" in note
    assert told(found, notes=[note])[-1].words == note
    assert notes(records, contradictions(records, f"{BASE}claim/c-some")) == []


def test_a_line_says_how_likely_and_what_no_longer_holds() -> None:
    """Who called a thing unlikely "denied (as unlikely)"; a withdrawn contradiction holds "no longer"."""
    dossier = """\
dossier: cargo
entities: {broker: {kind: person, name: A broker}, ministry: {kind: public-body, name: The ministry}}
claims: {c-kazakh: {text: The crude was Kazakh.}}
statements:
  s-a: {speaker: broker, stance: affirms, claim: c-kazakh, likelihood: unlikely}
  s-b: {speaker: ministry, stance: affirms, claim: c-kazakh, likelihood: very-likely}
  s-c: {speaker: ministry, stance: questions, claim: c-kazakh}
relations:
  - {from: s-c, kind: contradicts, to: s-b, why: A slip., withdrawn: '2024'}
"""
    with Store.in_memory() as store:
        store.load(loaders.loads(dossier).dossier)
        lines = [line.words for line in told(contradictions(Records(store)))]
    assert "A broker denied (as unlikely): The crude was Kazakh. (s-a)" in lines
    assert "The ministry affirmed (as very likely): The crude was Kazakh. (s-b)" in lines
    assert "no longer contradicted by [authored, withdrawn 2024]:" in lines
