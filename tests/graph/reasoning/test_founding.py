"""The founding case, as it is to come out: what is accepted, disputed and unsupported, and on what."""

from __future__ import annotations

import pytest

from claimgraph.loaders import load
from claimgraph.ontology.derived import RootKind
from tests.conftest import ROOT
from tests.reasoned import Reasoned

ON_CUSTOMS = (
    "c-manufacturers-drones",
    "c-manufacturers-equipment",
    "c-protective-gear",
    "c-vests-maker",
    "c-vests-ordered",
)


@pytest.fixture(scope="module")
def founding() -> Reasoned:
    """What the founding case comes to."""
    return Reasoned(load(ROOT / "examples" / "founding.yaml").dossier)


def verdicts(founding: Reasoned, *statements: str) -> list[tuple[str, str, str]]:
    """What the rules say of two statements: verdict, reason, slot."""
    numbers = {founding.thing(one) for one in statements}
    return [
        (one.kind.value, one.reason, one.slot)
        for one in founding.reasoning.verdicts
        if {one.start, one.end} == numbers
    ]


def test_the_headline_for_which_nobody_names_a_basis_stands_disputed(founding: Reasoned) -> None:
    """The narrator's word against China's."""
    assert founding.standing("c-china-masses") == "disputed"
    assert founding.sentence("c-china-masses") == (
        "Disputed: affirmed by the article's narrator, denied by China, and neither rests on a counted root."
    )


@pytest.mark.parametrize("claim", ON_CUSTOMS)
def test_what_rests_on_customs_records_is_accepted(founding: Reasoned, claim: str) -> None:
    """One root each, and the same one: the records."""
    told = founding.teller.standing(founding.claim(claim))
    assert told.standing == "accepted"
    (root,) = [root for root in told.roots if root.counted]
    assert (root.kind, [item.rsplit("/", 1)[-1] for item in root.items]) == (RootKind.EVIDENCE, ["customs"])
    assert "customs" in {thing.rsplit("/", 1)[-1] for thing in told.rests_solely_on}


def test_the_only_report_is_named_apart_from_what_a_claim_rests_on(founding: Reasoned) -> None:
    """That everything falls with the article says something of the dossier, and nothing of a claim."""
    told = founding.teller.sources(founding.claim("c-vests-ordered"))
    assert not any(thing.endswith("/article") for side in told.sides for thing in side.rests_solely_on)
    (note,) = told.notes
    assert note.startswith("All that the dossier says was read in press article by the article's narrator;")


def test_customs_records_are_one_root_behind_many_sentences(founding: Reasoned) -> None:
    """Five statements rest on them, and each claim counts them once."""
    lineage = founding.reasoning.lineage
    statements = range(len(founding.reasoning.index.statements))
    assert sum(founding.thing("customs") in lineage.ends(statement) for statement in statements) == 5


def test_withdrawing_the_customs_records_shows_what_is_left(founding: Reasoned) -> None:
    """The claims on them lose their support; the admission and the captured weapons stay."""
    told = founding.teller.what_if([founding.thing("customs")])
    assert {change.slug for change in told.changed} == {*ON_CUSTOMS, "c-buyers-order"}
    assert {change.after.value for change in told.changed} == {"unsupported"}
    without = founding.without("customs")
    left = [without.standing(claim) for claim in ("c-russia-short", "c-parts-found", "c-china-masses")]
    assert left == ["accepted", "accepted", "disputed"]
    assert founding.standing("c-vests-ordered") == "accepted"


def test_russias_shortage_is_accepted_by_admission_and_evidence(founding: Reasoned) -> None:
    """Russia's president grants it against his interest, and a soldier's call shows it."""
    told = founding.teller.standing(founding.claim("c-russia-short"))
    assert told.standing == "accepted"
    assert {root.kind for root in told.roots if root.counted} == {RootKind.ADMISSION, RootKind.EVIDENCE}
    assert "as an admission by Vladimir Putin" in told.sentence


def test_the_soldiers_own_experience_is_a_witness(founding: Reasoned) -> None:
    """They say that they had to buy their vests themselves."""
    told = founding.teller.standing(founding.claim("c-own-vests"))
    assert (told.standing, told.roots[0].kind) == ("accepted", RootKind.WITNESS)


def test_chinas_claim_to_be_neutral_is_its_own_word(founding: Reasoned) -> None:
    """A party's word is listed and not counted; an expert contradicts it."""
    told = founding.teller.standing(founding.claim("c-china-neutral"))
    assert (told.standing, told.roots_for, told.roots[0].kind) == ("disputed", 0, RootKind.PARTY)
    assert founding.without("s-legarda").standing("c-china-neutral") == "unsupported"


def test_the_denial_contradicts_what_it_covers_and_misses_the_rest(founding: Reasoned) -> None:
    """The headline is covered; dual-use goods are open; firms and approvals are out of its scope."""
    assert verdicts(founding, "s-china-denies", "s-headline") == [("contradicts", "scope", "quantity")]
    assert verdicts(founding, "s-china-denies", "s-headline-drones") == [
        ("undetermined", "classification", "object")
    ]
    assert verdicts(founding, "s-china-denies", "s-manufacturers-deliver") == [
        ("none", "out-of-scope", "subject")
    ]
    assert verdicts(founding, "s-china-denies", "s-approval") == [("none", "out-of-scope", "action")]


def test_the_non_observation_contradicts_nothing(founding: Reasoned) -> None:
    """It qualifies, or leaves open."""
    number = founding.thing("s-us-no-evidence")
    found = {one.kind.value for one in founding.reasoning.verdicts if number in (one.start, one.end)}
    assert found == {"qualifies", "undetermined"}
    assert (
        founding.without("s-us-no-evidence").reasoning.status.tolist() == founding.reasoning.status.tolist()
    )


def test_no_claim_has_a_strength_since_nobody_grades_anything(founding: Reasoned) -> None:
    """The founding case gives no Admiralty grades, and none is invented."""
    from claimgraph.graph.reasoning.gradual import Model, gradual

    for model in Model:
        assert gradual(founding.reasoning, model).values == {}
