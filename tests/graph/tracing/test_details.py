"""One item from all sides: what the dossiers say of it, and what leads to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from claimgraph import loaders
from claimgraph.graph.records import Records
from claimgraph.graph.store.lookup import resolve
from claimgraph.graph.store.store import Store
from claimgraph.graph.told import to_text
from claimgraph.graph.tracing.details import Details, details, told
from claimgraph.graph.tracing.outline import outline
from claimgraph.graph.tracing.trace import trace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DOSSIER: Final = """\
dossier: rolls
title: {en: The rolls, fr: Les pains}
author: The desk
scope: {period: '2023'}
entities:
  ann: {kind: person, name: Ann, aliases: [Annie], role: {en: baker, fr: boulangère}}
  shop: {kind: firm, name: The Shop}
  rolls: {kind: product, name: {en: rolls, fr: petits pains}, made-by: shop}
sources:
  paper: {kind: report, title: The Paper, by: ann, published: 2023-05, text: {file: paper.txt, lang: en}}
  note: {kind: evidence, what: a delivery note, in: paper}
claims:
  c-rolls:
    text: {en: The shop sends rolls., fr: La boutique envoie des pains.}
    slots: {subject: shop, action: delivers, object: rolls, quantity: {measure: count, printed: lots}}
statements:
  s-1:
    speaker: ann
    stance: affirms
    claim: c-rolls
    in: paper
    based-on: [note]
    quote: They sent lots of rolls.
  s-2: {speaker: shop, stance: denies, claim: c-rolls, in: paper, via: [s-1]}
relations:
  - {id: r-1, from: s-2, kind: contradicts, to: s-1, strength: weak, why: {en: It denies it., fr: Il le nie.}}
"""
RETRACTED: Final = (
    DOSSIER.replace("claims:", "  copy: {kind: report, title: The Copy, reprints: paper}\nclaims:", 1)
    + """\
retractions:
  - {id: x-1, of: paper, date: 2023-06-01, by: ann, in: note, why: {en: It was made up., fr: Inventé.}}
rates:
  - {from: GBP, to: EUR, rate: 1.15, date: '2023', source: paper, by: a bank, note: mean}
"""
)
TEXT: Final = "It was a Monday. They sent lots of rolls. Nobody complained."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A small dossier with its text."""
    (tmp_path / "paper.txt").write_text(TEXT, encoding="utf-8")
    loaded = loaders.loads(DOSSIER, base_dir=tmp_path)
    with Store.in_memory() as made:
        made.load(loaded.dossier, texts={name: text.encode() for name, text in loaded.texts.items()})
        yield made


def shown(store: Store, name: str, language: str = "en") -> Details:
    """The details of a named thing."""
    return details(Records(store, text_of=store.text), resolve(store, name), language=language)


def facts(found: Details) -> dict[str, str]:
    """Its facts by name."""
    return {fact.name: fact.words for fact in found.facts}


def groups(found: Details) -> dict[str, list[str]]:
    """The last part of each mention's IRI, by heading."""
    return {group.heading: [one.iri.rpartition("/")[2] for one in group.mentions] for group in found.groups}


def test_a_claim_shows_its_slots_and_the_statements_on_it(store: Store) -> None:
    """Assumed slots are marked, amounts are as printed."""
    found = shown(store, "c-rolls")
    said = facts(found)
    assert found.label == "The shop sends rolls."
    assert said["text (fr)"] == "La boutique envoie des pains."
    assert (said["subject"], said["object"], said["as printed"]) == ("The Shop", "rolls", "“lots”")
    assert said["period"] == "2023 (assumed from the dossier's scope)"
    assert groups(found) == {"Statements on it": ["s-1", "s-2"]}
    assert "Les pains" not in str(said)


def test_a_statement_shows_its_words_in_context_and_its_relations(store: Store) -> None:
    """Who, through whom, on what, in which words, against whom and why."""
    found = shown(store, "s-1")
    said = facts(found)
    assert found.label == "Ann affirmed: The shop sends rolls. [“lots”] (s-1)"
    assert (said["through"], said["based on"], said["verification"]) == (
        "The Paper",
        "a delivery note (note)",
        "verified",
    )
    assert found.passage is not None
    assert (found.passage["before"].strip(), found.passage["words"]) == (
        "It was a Monday.",
        "They sent lots of rolls.",
    )
    assert groups(found)["Contradicts"] == ["s-2", "s-2"]
    assert groups(found)["Statements that reached us through it"] == ["s-2"]
    words = [line.words for line in told(found)]
    assert "» They sent lots of rolls. «" in words
    assert "because: It denies it. (drawn by The desk)" in words


def test_sources_entities_and_dossiers_show_what_leads_to_them(store: Store) -> None:
    """Each kind of thing in its own way."""
    assert groups(shown(store, "paper"))["Statements that reached us through it"] == ["s-1", "s-2"]
    assert groups(shown(store, "note"))["Statements based on it"] == ["s-1"]
    assert groups(shown(store, "ann"))["As a speaker"] == ["s-1"]
    assert facts(shown(store, "ann", "fr"))["role"] == "boulangère"
    assert groups(shown(store, "rolls:entity/rolls")) == {"As the object of claims": ["c-rolls"]}
    assert facts(shown(store, "rolls:entity/rolls"))["made by"] == "The Shop (shop)"
    assert facts(shown(store, "r-1"))["kind"] == "contradicts"
    whole = shown(store, "https://w3id.org/claimgraph/id/rolls")
    assert whole.label == "The rolls"
    assert {heading: len(found) for heading, found in groups(whole).items()} == {
        "Entities": 3,
        "Sources": 2,
        "Claims": 1,
        "Statements": 2,
    }


def test_a_concept_shows_its_place_and_the_claims_about_it(store: Store) -> None:
    """The taxonomies' own words, and who uses the concept."""
    found = shown(store, "cga:delivers")
    assert facts(found)["definition"]
    assert groups(found) == {"As the action of claims": ["c-rolls"]}


def test_long_lists_are_cut_in_the_lines_and_whole_in_the_model(store: Store) -> None:
    """The rest is counted."""
    found = shown(store, "paper")
    assert [line.words for line in told(found, most=1)][-1] == "… and 1 more"
    assert len(found.groups[0].mentions) == 2


def test_it_has_a_json_form_that_reads_back(store: Store) -> None:
    """Labels for people, the record with its IRIs for programs."""
    for name in ("c-rolls", "s-1", "paper", "note", "ann", "cga:delivers"):
        found = shown(store, name)
        assert Details.model_validate_json(found.model_dump_json()) == found


def test_what_only_seems_so_and_what_was_withdrawn_stand_under_headings_that_say_it(tmp_path: Path) -> None:
    """Nobody who reads headings alone takes an apparent or a withdrawn relation for one that holds."""
    (tmp_path / "paper.txt").write_text(TEXT, encoding="utf-8")
    more = """\
  - {from: s-3, kind: contradicts, to: s-1, strength: apparent, why: Not seen is not denied.}
  - {from: s-3, kind: contradicts, to: s-2, strength: strong, why: A slip., withdrawn: '2024'}
"""
    third = "  s-3: {speaker: ann, stance: no-evidence, claim: c-rolls, in: paper}\nrelations:\n"
    loaded = loaders.loads(DOSSIER.replace("relations:\n", third) + more, base_dir=tmp_path)
    with Store.in_memory() as store:
        store.load(loaded.dossier, texts={name: text.encode() for name, text in loaded.texts.items()})
        found = shown(store, "s-3")
        lines = to_text(outline(trace(Records(store, text_of=store.text), resolve(store, "c-rolls").iri)))
    assert groups(found) == {
        "Contradicts, in appearance only": ["s-1"],
        "Contradicts, until withdrawn": ["s-2"],
    }
    assert "not contradicted by, though it seems so [authored]: Ann has seen no evidence of" in lines
    assert "no longer contradicted by [authored, withdrawn 2024]: Ann has seen no evidence of" in lines


def test_claims_slots_and_steps_are_in_the_language_asked_for(store: Store) -> None:
    """Wherever the dossier has the words; a name in one language stays as it is."""
    found = facts(shown(store, "c-rolls", "fr"))
    assert (found["object"], found["action"]) == ("petits pains", "livre")
    traced = trace(Records(store, text_of=store.text), resolve(store, "c-rolls").iri, language="fr")
    assert (traced.slots["object"], traced.slots["action"]) == (["petits pains"], ["livre"])
    assert {step.claim for step in traced.steps if step.kind == "statement"} == {
        "La boutique envoie des pains."
    }


def test_what_was_taken_back_names_the_day_the_agent_the_place_and_why() -> None:
    """Where a reader meets the source, and the retraction by its own name; the dossier tells its rates."""
    with Store.in_memory() as made:
        made.load(loaders.loads(RETRACTED, tolerant=True).dossier)
        said = facts(shown(made, "paper"))
        assert said["retracted"] == "2023-06-01 by Ann (ann), in a delivery note (note): It was made up."
        assert facts(shown(made, "paper", "fr"))["retracted"].endswith(": Inventé.")
        assert "retracted" not in facts(shown(made, "note"))
        assert groups(shown(made, "paper"))["Reports that print it again"] == ["copy"]
        assert facts(shown(made, "copy"))["reprints"] == "The Paper (paper)"
        own = shown(made, "x-1")
        assert (own.kind, own.label) == ("retraction", "It was made up.")
        assert facts(own)["of"] == "The Paper (paper)"
        assert facts(own)["date"] == "2023-06-01"
        dossier = shown(made, "rolls:x-1")
        assert dossier.iri == own.iri
        whole = details(Records(made), resolve(made, "rolls", kinds=["dossier"]))
        assert facts(whole)["rate"] == "1 GBP = 1.15 EUR for 2023, by The Paper (paper) and a bank (mean)"
        assert groups(whole)["Retractions"] == ["x-1"]
