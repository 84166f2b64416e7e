"""Gradual strength: over roots, from Admiralty grades, and none where a grade is missing."""

from __future__ import annotations

import pytest

from claimgraph.graph.reasoning.asking import Asking
from claimgraph.graph.reasoning.gradual import SCORES, Model, gradual
from tests.reasoned import Reasoned
from tests.small import dossier, drawn, said

CLAIMS = {"c": {"text": "C."}, "d": {"text": "D."}}


def strength(found: Reasoned, claim: str, model: str = "df-quad") -> float | None:
    """The strength of a claim, if it has one."""
    return gradual(found.reasoning, model).values.get(found.claim(claim))


def log(grade: str | None = "B") -> dict[str, dict[str, str]]:
    """A piece of evidence, graded or not."""
    return {"log": {"kind": "evidence", "what": "a log", **({"reliability": grade} if grade else {})}}


def test_evidence_takes_its_sources_reliability() -> None:
    """A claim's own .5, raised by a supporter of .8: .5 + .5 * .8."""
    found = Reasoned(dossier(said("a", "affirms", "c", based_on=["log"]), sources=log("B")))
    assert strength(found, "c") == pytest.approx(0.9)
    assert strength(found, "c", "quadratic-energy") == pytest.approx(0.5 + 0.5 * 0.64 / 1.64)


@pytest.mark.parametrize(("grade", "score"), list(zip("12345", SCORES, strict=True)))
def test_a_statement_takes_its_own_credibility(grade: str, score: float) -> None:
    """From 1 to 5, evenly from 1 down."""
    found = Reasoned(dossier(said("a", "denies", "c", credibility=grade)))
    assert strength(found, "c") == pytest.approx(0.5 - 0.5 * score)


@pytest.mark.parametrize("grade", [None, "F"])
def test_what_is_not_graded_or_cannot_be_judged_leaves_no_strength(grade: str | None) -> None:
    """F is no zero: the claim has no strength, and the missing grade is named."""
    found = Reasoned(dossier(said("a", "affirms", "c", based_on=["log"]), sources=log(grade)))
    told = Asking(found.teller, model=Model.DF_QUAD).claim(found.claim("c")).strength
    assert told is not None
    assert (told.value, [each.rsplit("/", 1)[-1] for each in told.missing]) == (None, ["log"])
    assert told.sentence == "No strength by df-quad: no grade is given for a log."


def test_a_missing_grade_is_missed_by_every_claim_that_depends_on_it() -> None:
    """A curated support from a claim without grades takes the strength of the other."""
    found = Reasoned(
        dossier(
            said("a", "affirms", "c", credibility="1"),
            said("b", "affirms", "d"),
            relations=(drawn("s-b", "supports", "s-a", strength="strong"),),
            claims=CLAIMS,
        )
    )
    assert strength(found, "c") is None


def test_claims_support_and_attack_each_other_as_somebody_drew() -> None:
    """A supports edge raises, a tension lowers both."""
    statements = (said("a", "affirms", "c", credibility="3"), said("b", "affirms", "d", credibility="1"))
    alone = Reasoned(dossier(*statements, claims=CLAIMS))
    helped = Reasoned(
        dossier(*statements, relations=(drawn("s-b", "supports", "s-a", strength="weak"),), claims=CLAIMS)
    )
    apart = Reasoned(
        dossier(*statements, relations=(drawn("s-b", "tension", "s-a", strength="weak"),), claims=CLAIMS)
    )
    plain = strength(alone, "c")
    assert plain == pytest.approx(0.8)
    assert plain is not None
    assert (strength(helped, "c") or 0) > plain > (strength(apart, "c") or 1)


def test_what_does_not_settle_has_no_number() -> None:
    """A dozen claims that all exclude each other drive each other up and down for ever under DF-QuAD."""
    slugs = [f"c{number}" for number in range(12)]
    claims = {
        slug: {"text": slug, "exclusive-with": [other for other in slugs if other != slug]} for slug in slugs
    }
    found = Reasoned(
        dossier(*(said(f"p-{slug}", "denies", slug, credibility="5") for slug in slugs), claims=claims)
    )
    told = Asking(found.teller, model=Model.DF_QUAD).claim(found.claim("c0")).strength
    assert told is not None
    assert (told.value, told.settled, told.missing) == (None, False, ())
    assert told.sentence == "No strength by df-quad: the computation does not settle."
    assert strength(found, "c0", "quadratic-energy") is not None


def test_nobodys_claim_has_no_strength() -> None:
    """A claim of which nobody says anything is not half true."""
    found = Reasoned(dossier(said("a", "questions", "c")))
    assert strength(found, "c") is None


def test_strengths_stand_in_the_derived_graph_where_there_are_any() -> None:
    """As decimals to six places, for the claims that have one."""
    found = Reasoned(
        dossier(
            said("a", "affirms", "c", based_on=["log"]),
            said("b", "affirms", "d"),
            sources=log("B"),
            claims=CLAIMS,
        )
    )
    rows = found.store.rows(
        "SELECT ?claim ?one ?two { GRAPH <https://w3id.org/claimgraph/derived> "
        "{ ?claim cg:dfQuadStrength ?one ; cg:quadraticEnergyStrength ?two } }"
    )
    assert [tuple(str(cell.value).rsplit("/", 1)[-1] for cell in row) for row in rows] == [
        ("c", "0.9", "0.695122")
    ]
