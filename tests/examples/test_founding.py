"""The founding case says what a careful reader of the article would say, and no more."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from claimgraph.ontology.sources import Evidence, Report
from claimgraph.ontology.vocabulary import Form, Likelihood, RelationKind, SpeechAct, Stance, Strength

if TYPE_CHECKING:
    from claimgraph.ontology.dossier import Dossier
    from claimgraph.ontology.relations import Relation

ADJACENT = {
    "s-headline-drones", "s-manufacturers-deliver", "s-thermal-sights", "s-vests", "s-buyers-order",
    "s-drones-body-figure", "s-ukraine-parts", "s-approval", "s-disguise-plan",
}  # fmt: skip


def drawn(dossier: Dossier, kind: RelationKind, start: str) -> dict[str, Relation]:
    """The relations of a kind that begin at a statement, by where they lead."""
    return {r.to: r for r in dossier.relations if r.kind is kind and r.from_ == start}


def test_it_holds_what_was_counted_in_the_article(founding: Dossier) -> None:
    """Fifty statements on forty-eight claims; who adds or drops one does so on purpose."""
    assert (len(founding.statements), len(founding.claims), len(founding.sources)) == (50, 48, 8)
    assert Counter(str(r.kind) for r in founding.relations) == {
        "supports": 39, "qualifies": 14, "contradicts": 12, "tension": 6, "restates": 4, "undercuts": 2,
    }  # fmt: skip


def test_each_claim_is_taken_up_by_a_statement(founding: Dossier) -> None:
    """A claim that nobody takes a stance on is not in the article."""
    assert {s.claim for s in founding.statements.values()} == set(founding.claims)


def test_claims_and_reasons_can_be_read_in_both_languages(founding: Dossier) -> None:
    """English and French, each claim and each reason."""
    for claim in founding.claims.values():
        assert set(claim.text) == {"en", "fr"}
    for relation in founding.relations:
        assert set(relation.why) == {"en", "fr"}, relation.id


def test_every_statement_was_read_in_the_article(founding: Dossier) -> None:
    """Each has a place in its text and a passage in the retelling."""
    for slug, statement in founding.statements.items():
        assert statement.in_ == "article", slug
        assert statement.position is not None, slug
        assert statement.stand_in is not None, slug
        assert statement.quote is None, slug


@pytest.mark.parametrize(
    ("slug", "speaker", "stance", "via", "based_on"),
    [
        ("s-headline", "narrator", "affirms", (), ()),
        ("s-headline-again", "narrator", "affirms", (), ()),
        ("s-army", "politico", "affirms", ("politico-report",), ()),
        ("s-manufacturers-deliver", "politico", "affirms", ("politico-report",), ("customs",)),
        ("s-vests", "russian-buyers", "affirms", ("politico-report",), ("customs",)),
        ("s-china-denies", "china", "denies", (), ()),
        ("s-us-no-evidence", "united-states", "no-evidence", (), ()),
        ("s-ukraine-parts", "ukraine", "affirms", (), ("captured-weapons",)),
        ("s-approval", "us-intelligence", "affirms", ("wapo-report", "us-documents"), ()),
        ("s-disguise-plan", "us-intelligence", "affirms", ("wapo-report", "us-documents"), ()),
        ("s-bakhmut-shells", "uk-mod", "affirms", ("uk-assessment",), ()),
        ("s-no-ammunition", "calling-soldier", "affirms", (), ("intercepted-call",)),
        ("s-exercises-not-halted", "narrator", "denies", (), ()),
        ("s-legarda", "legarda", "affirms", ("politico-report",), ()),
        ("s-china-neutral", "china", "affirms", ("politico-report", "s-legarda-professes"), ()),
    ],
)
def test_each_is_said_by_its_speaker_through_its_carriers(  # noqa: PLR0913, PLR0917 - one column each
    founding: Dossier, slug: str, speaker: str, stance: str, via: tuple[str, ...], based_on: tuple[str, ...]
) -> None:
    """Who says it, how they stand to it, through whose hands it came, and what they are said to rely on."""
    found = founding.statements[slug]
    assert (found.speaker, found.stance, found.via, found.based_on) == (speaker, stance, via, based_on)


def test_the_chinese_denial_contradicts_only_what_it_covers(founding: Dossier) -> None:
    """Military equipment sent by China; all else only seems to be denied."""
    met = drawn(founding, RelationKind.CONTRADICTS, "s-china-denies")
    assert {to for to, r in met.items() if r.strength is Strength.STRONG} == {"s-headline", "s-army"}
    assert {to for to, r in met.items() if r.strength is Strength.APPARENT} == ADJACENT
    assert set(met) == {"s-headline", "s-army"} | ADJACENT


def test_the_us_non_observation_contradicts_nothing(founding: Dossier) -> None:
    """It qualifies; neither it nor anything else is drawn as a contradiction of the two."""
    assert founding.statements["s-us-no-evidence"].stance is Stance.NO_EVIDENCE
    touching = [r for r in founding.relations if "s-us-no-evidence" in (r.from_, r.to)]
    assert RelationKind.CONTRADICTS not in {r.kind for r in touching}
    assert set(drawn(founding, RelationKind.QUALIFIES, "s-us-no-evidence")) == {
        "s-headline",
        "s-army",
        "s-approval",
    }


def test_the_two_drone_figures_stand_side_by_side_as_printed(founding: Dossier) -> None:
    """Same goods, countries, year and measure, two magnitudes; in tension, and neither is restored."""
    claims = [
        founding.claims[founding.statements[s].claim]
        for s in ("s-drones-lead-figure", "s-drones-body-figure")
    ]
    lead, body = (claim.slots.quantity for claim in claims)
    assert lead is not None
    assert body is not None
    assert (lead.printed, body.printed) == (
        ("100 hundreds of thousands", "pounds"),
        ("100 millions", "pounds"),
    )
    assert (lead.more_than, body.more_than) == (Decimal(10_000_000), Decimal(100_000_000))
    assert lead.restored is None
    assert body.restored is None
    assert lead.currency is None
    assert body.currency is None
    others = [claim.slots.model_copy(update={"quantity": None}) for claim in claims]
    assert others[0] == others[1]
    tension = drawn(founding, RelationKind.TENSION, "s-drones-body-figure")
    assert tension["s-drones-lead-figure"].strength is Strength.STRONG


def test_the_ceramics_have_a_total_and_a_change(founding: Dossier) -> None:
    """The sum is one claim, the 69 % on 2022 another; what is restored says who by and why."""
    value = founding.claims["c-ceramics-value"]
    rise = founding.claims["c-ceramics-rise"]
    assert (value.form, rise.form) == (Form.TOTAL, Form.CHANGE)
    assert value.slots.quantity is not None
    assert value.slots.quantity.restored is not None
    assert value.slots.quantity.restored.by
    assert rise.slots.quantity is not None
    assert (rise.slots.quantity.exactly, rise.slots.quantity.base) == (Decimal(69), "2022")


def test_one_set_of_customs_records_stands_behind_several_statements(founding: Dossier) -> None:
    """One piece of evidence, five statements, two speakers: one origin."""
    resting = {slug for slug, s in founding.statements.items() if "customs" in s.based_on}
    assert resting == {
        "s-manufacturers-deliver",
        "s-protective-gear",
        "s-drones-delivered",
        "s-vests",
        "s-vests-maker",
    }
    assert isinstance(founding.sources["customs"], Evidence)
    assert founding.sources["customs"].obtained_by == ("politico",)


def test_the_narrator_states_no_basis(founding: Dossier) -> None:
    """The headline least of all: the article names none for it."""
    own = [s for s in founding.statements.values() if s.speaker == "narrator"]
    assert len(own) == 13
    assert not any(s.based_on or s.via for s in own)


def test_approval_and_plan_are_no_deliveries(founding: Dossier) -> None:
    """They keep actions of their own, and support a delivery weakly at most."""
    for slug, action in (("s-approval", "approves-delivery-of"), ("s-disguise-plan", "plans-delivery-of")):
        assert founding.claims[founding.statements[slug].claim].slots.action == (action,)
        support = drawn(founding, RelationKind.SUPPORTS, slug)
        assert {r.strength for r in support.values()} == {Strength.WEAK}


def test_what_a_document_says_is_spoken_by_its_author(founding: Dossier) -> None:
    """The intelligence documents are an account, obtained by a newspaper that did not write them."""
    documents = founding.sources["us-documents"]
    assert isinstance(documents, Report)
    assert (documents.by, documents.obtained_by, documents.via) == (
        ("us-intelligence",),
        ("washington-post",),
        ("wapo-report",),
    )


def test_admission_and_assessment_are_recorded_apart_from_the_stance(founding: Dossier) -> None:
    """Putin admits, the ministry assesses as likely, and both affirm."""
    admitted = [s for s in founding.statements.values() if s.speech_act is SpeechAct.ADMITS]
    assert {(s.speaker, s.stance, s.date) for s in admitted} == {("putin", Stance.AFFIRMS, "2023-06")}
    likely = {slug for slug, s in founding.statements.items() if s.likelihood is Likelihood.LIKELY}
    assert likely == {"s-close-combat", "s-bakhmut-shells", "s-close-combat-cause"}
    assert {founding.statements[slug].date for slug in likely} == {"2023-03"}


def test_a_date_that_is_not_printed_says_what_it_was_inferred_from(founding: Dossier) -> None:
    """The article prints months and no year for them, so every date here is inferred."""
    for slug, statement in founding.statements.items():
        assert (statement.date is None) == (statement.date_inferred_from is None), slug
    for slug, source in founding.sources.items():
        published = source.published if isinstance(source, Report) else source.date
        assert (published is None) == (source.date_inferred_from is None), slug


def test_professing_neutrality_is_not_being_neutral(founding: Dossier) -> None:
    """Legarda meets China's claim to be neutral, and leaves standing that it professes to be."""
    assert (
        founding.statements["s-officially-neutral"].claim == founding.statements["s-legarda-professes"].claim
    )
    assert founding.statements["s-china-neutral"].claim != founding.statements["s-officially-neutral"].claim
    assert set(drawn(founding, RelationKind.CONTRADICTS, "s-legarda")) == {"s-china-neutral"}
    assert "s-officially-neutral" in drawn(founding, RelationKind.QUALIFIES, "s-legarda")


def test_need_is_not_delivery(founding: Dossier) -> None:
    """No shortage is drawn as more than a weak support of a delivery or an order."""
    lacking = {
        slug for slug, s in founding.statements.items() if "lacks" in founding.claims[s.claim].slots.action
    }
    moving = {
        slug
        for slug, s in founding.statements.items()
        if {"delivers", "orders", "imports"} & set(founding.claims[s.claim].slots.action)
    }
    assert lacking
    assert moving
    support = [r for r in founding.relations if r.kind is RelationKind.SUPPORTS]
    assert all(r.strength is Strength.WEAK for r in support if r.from_ in lacking and r.to in moving)


def test_firms_are_not_the_government(founding: Dossier) -> None:
    """No manufacturer, buyer or company is said to belong to a state or to act for one."""
    for slug in ("chinese-firms", "chinese-manufacturers", "shanghai-h-win", "russian-buyers"):
        entity = founding.entities[slug].to_plain()
        assert not {"owner", "acts-for"} & set(entity), slug


def test_mangled_names_are_restored_beside_the_printed_ones(founding: Dossier) -> None:
    """The page shows the name; the printed form stays findable."""
    printed = {slug: e.printed for slug, e in founding.entities.items() if e.printed}
    assert printed == {
        "washington-post": ("Washington Put up",),
        "shanghai-h-win": ("Shanghai H Earn",),
        "mercator-institute": ("Mercator Institute for China Research",),
    }


def test_only_states_have_external_identifiers(founding: Dossier) -> None:
    """The article gives none for anybody else, and none is guessed."""
    codes = {slug: e.iso3166 for slug, e in founding.entities.items() if e.iso3166}
    assert codes == {
        "china": "CN",
        "russia": "RU",
        "ukraine": "UA",
        "united-states": "US",
        "united-kingdom": "GB",
    }
    assert not any(e.lei or e.wikidata or e.matches for e in founding.entities.values())


def test_the_retelling_is_a_stand_in_and_no_source(founding: Dossier) -> None:
    """It hangs on the article's report and is listed nowhere among the sources."""
    article = founding.sources["article"]
    assert isinstance(article, Report)
    assert article.text is not None
    assert article.stand_in is not None
    assert article.stand_in.file == "founding.retelling.fr.txt"
    others = [s for slug, s in founding.sources.items() if slug != "article"]
    assert not any(isinstance(s, Report) and (s.text or s.stand_in) for s in others)
