"""Where claims stand, rule by rule, each on a dossier of a few lines."""

from __future__ import annotations

from tests.reasoned import Reasoned
from tests.small import dossier, drawn, said

LOG = {"log": {"kind": "evidence", "what": "a log"}}
STATE = {"kind": "state", "name": "Norland", "iso3166": "QN"}


def delivers(thing: str, *, by: str = "norland") -> dict[str, object]:
    """A claim with slots: a state delivers something to another."""
    return {
        "text": f"{by} delivers {thing}",
        "slots": {"subject": by, "action": "delivers", "object": thing, "counterparty": "sudland"},
    }


STATES = {
    "norland": STATE,
    "sudland": {"kind": "state", "name": "Sudland", "iso3166": "QS"},
    "minister": {"kind": "person", "name": "the minister", "acts-for": "norland"},
    "gear": {"kind": "product", "name": "gear"},
    "vests": {"kind": "product", "name": "vests", "broader": "gear"},
    "big-missiles": {"kind": "product", "name": "big missiles", "broader": "gear"},
}
GEAR = {"c-gear": delivers("gear"), "c-vests": delivers("vests"), "c-missiles": delivers("big-missiles")}


def test_a_word_against_a_word_is_disputed() -> None:
    """Neither rests on a counted root, so each attacks the other, and neither is in."""
    found = Reasoned(dossier(said("a", "affirms", "c"), said("b", "denies", "c")))
    assert (found.standing("c"), found.label("s-a"), found.label("s-b")) == ("disputed", "undec", "undec")
    assert found.sentence("c") == "Disputed: affirmed by A, denied by B, and neither rests on a counted root."


def test_only_the_side_with_a_counted_root_attacks() -> None:
    """A denial without basis does not hold an affirmation with evidence in check."""
    found = Reasoned(
        dossier(said("a", "affirms", "c", based_on=["log"]), said("b", "denies", "c"), sources=LOG)
    )
    assert (found.standing("c"), found.label("s-a"), found.label("s-b")) == ("accepted", "in", "out")
    assert found.sentence("c") == (
        "Accepted: affirmed by A, on a log; the denial by B is defeated, having no counted root."
    )


def test_a_denial_with_a_counted_root_rejects() -> None:
    """The other way round, the claim is rejected."""
    found = Reasoned(dossier(said("a", "affirms", "c"), said("b", "denies", "c", first_hand=True)))
    assert (found.standing("c"), found.label("s-a")) == ("rejected", "out")


def test_two_counted_roots_against_each_other_are_disputed() -> None:
    """Evidence on both sides decides nothing."""
    found = Reasoned(
        dossier(
            said("a", "affirms", "c", based_on=["log"]),
            said("b", "denies", "c", first_hand=True),
            sources=LOG,
        )
    )
    assert found.standing("c") == "disputed"
    assert found.sentence("c").endswith("and both rest on counted roots.")


def test_a_partys_own_word_is_unsupported() -> None:
    """Nobody denies it, and still nothing but the party's own word is there."""
    found = Reasoned(dossier(said("norland", "affirms", "c-gear"), entities=STATES, claims=GEAR))
    assert (found.standing("c-gear"), found.label("s-norland")) == ("unsupported", "in")
    assert "a party's own word" in found.sentence("c-gear")


def test_an_admission_of_ones_own_conduct_is_accepted() -> None:
    """The same word against the own interest counts."""
    found = Reasoned(
        dossier(said("norland", "affirms", "c-gear", speech_act="admits"), entities=STATES, claims=GEAR)
    )
    assert found.standing("c-gear") == "accepted"
    assert "as an admission by Norland" in found.sentence("c-gear")


def test_a_blanket_denial_that_is_beaten_on_vests_stays_alive_on_missiles() -> None:
    """A denial argues against each claim within it, one by one."""
    found = Reasoned(
        dossier(
            said("a", "affirms", "c-vests", based_on=["log"]),
            said("b", "affirms", "c-missiles"),
            said("norland", "denies", "c-gear"),
            entities=STATES,
            claims=GEAR,
            sources=LOG,
        )
    )
    assert found.label("s-norland", "c-vests") == "out"
    assert found.label("s-norland", "c-missiles") == "undec"
    assert [found.standing(each) for each in ("c-vests", "c-gear", "c-missiles")] == [
        "accepted",
        "accepted",
        "disputed",
    ]


def test_a_strong_undercut_defeats_what_has_a_step_to_cut_and_no_bare_word() -> None:
    """A bare word has no step from a basis that could be cut; it stays a bare word."""
    cut = drawn("s-x", "undercuts", "s-a", strength="strong")
    words = said("x", "affirms", "other")
    based = Reasoned(
        dossier(said("a", "affirms", "c", based_on=["log"]), words, relations=(cut,), sources=LOG)
    )
    bare = Reasoned(dossier(said("a", "affirms", "c"), words, relations=(cut,)))
    seen = Reasoned(dossier(said("a", "affirms", "c", first_hand=True), words, relations=(cut,)))
    assert (based.label("s-a"), bare.label("s-a"), seen.label("s-a")) == ("out", "in", "out")
    assert based.standing("c") == "unsupported"


def test_a_weak_undercut_defeats_nothing() -> None:
    """It is told of, and attacks nothing."""
    cut = drawn("s-x", "undercuts", "s-a", strength="weak")
    found = Reasoned(
        dossier(
            said("a", "affirms", "c", based_on=["log"]),
            said("x", "affirms", "d"),
            relations=(cut,),
            sources=LOG,
        )
    )
    assert found.standing("c") == "accepted"


def test_undercutting_a_contradiction_frees_both_from_each_other() -> None:
    """What is cut is the step from the one to the other, on their own claims."""
    meets = drawn("s-a", "contradicts", "s-b", id="meets", strength="strong")
    cut = drawn("s-x", "undercuts", "meets", strength="strong")
    statements = (
        said("a", "affirms", "c", first_hand=True),
        said("b", "affirms", "d", first_hand=True),
        said("x", "affirms", "e"),
    )
    whole = Reasoned(dossier(*statements, relations=(meets,)))
    parted = Reasoned(dossier(*statements, relations=(meets, cut)))
    assert (whole.standing("c"), whole.standing("d")) == ("disputed", "disputed")
    assert (parted.standing("c"), parted.standing("d")) == ("accepted", "accepted")


def test_a_contradiction_that_is_undercut_is_cut_on_every_claim() -> None:
    """A denial and an affirmation of one claim oppose each other only through what somebody drew, once that is cut."""
    meets = drawn("s-b", "contradicts", "s-a", id="meets", strength="strong")
    cut = drawn("s-x", "undercuts", "meets", strength="strong")
    statements = (said("a", "affirms", "c"), said("b", "denies", "c"), said("x", "affirms", "e"))
    assert Reasoned(dossier(*statements, relations=(meets,))).label("s-a") == "undec"
    assert Reasoned(dossier(*statements, relations=(meets, cut))).label("s-a") == "in"


def test_what_somebody_drew_as_apparent_rules_over_what_the_rules_find() -> None:
    """The curated verdict on a pair decides; the derived one stays visible."""
    seems = drawn("s-b", "contradicts", "s-a", strength="apparent")
    found = Reasoned(dossier(said("a", "affirms", "c"), said("b", "denies", "c"), relations=(seems,)))
    assert (found.label("s-a"), found.label("s-b")) == ("in", "in")
    assert [one.kind for one in found.reasoning.verdicts] == ["contradicts"]


def test_a_withdrawn_relation_settles_nothing() -> None:
    """The pair is then as if nobody had drawn anything."""
    seems = drawn("s-b", "contradicts", "s-a", strength="apparent", withdrawn="2024")
    found = Reasoned(dossier(said("a", "affirms", "c"), said("b", "denies", "c"), relations=(seems,)))
    assert found.standing("c") == "disputed"


def test_a_statement_falls_with_the_last_of_its_bases() -> None:
    """The helper "no basis" defeats what names bases of which none is left."""
    both = dossier(
        said("a", "affirms", "c", based_on=["log", "film"]),
        sources={**LOG, "film": {"kind": "evidence", "what": "a film"}},
    )
    found = Reasoned(both)
    assert found.standing("c") == "accepted"
    assert found.without("log").standing("c") == "accepted"
    gone = found.without("log", "film")
    assert (gone.standing("c"), gone.label("s-a")) == ("unsupported", "out")
    assert "nothing holds that up" in gone.sentence("c")


def test_a_group_of_bases_falls_with_the_first_of_them() -> None:
    """Bases that hold only together attack the helper as one."""
    together = dossier(
        said("a", "affirms", "c", based_on=[{"all": ["log", "film"]}]),
        sources={**LOG, "film": {"kind": "evidence", "what": "a film"}},
    )
    found = Reasoned(together)
    assert (found.standing("c"), found.without("log").standing("c")) == ("accepted", "unsupported")


def test_a_basis_that_is_defeated_holds_nothing_up() -> None:
    """Who relies on a statement falls when that is undercut."""
    cut = drawn("s-x", "undercuts", "s-a", strength="strong")
    found = Reasoned(
        dossier(
            said("a", "affirms", "c", based_on=["log"]),
            said("b", "affirms", "d", based_on=["s-a"]),
            said("x", "affirms", "e"),
            relations=(cut,),
            sources=LOG,
        )
    )
    assert (found.label("s-a"), found.label("s-b"), found.standing("d")) == ("out", "out", "unsupported")


def test_a_retracted_source_takes_what_rests_on_it_along() -> None:
    """A retraction recorded in a dossier is the lasting way; it is no denial."""
    found = Reasoned(
        dossier(
            said("a", "affirms", "c", based_on=["log"]),
            sources=LOG,
            retractions=[{"of": "log", "date": "2024-01-02", "why": "It was forged."}],
        )
    )
    assert found.standing("c") == "unsupported"


def test_a_strong_supporter_lends_its_root_and_a_weak_one_does_not() -> None:
    """A bare word with a witness strongly behind it is accepted."""
    statements = (said("a", "affirms", "c"), said("w", "affirms", "d", first_hand=True))
    strong = Reasoned(dossier(*statements, relations=(drawn("s-w", "supports", "s-a", strength="strong"),)))
    weak = Reasoned(dossier(*statements, relations=(drawn("s-w", "supports", "s-a", strength="weak"),)))
    assert (strong.standing("c"), weak.standing("c")) == ("accepted", "unsupported")
    assert "strongly supported by the statement of W" in strong.sentence("c")


def test_exclusive_claims_attack_each_other() -> None:
    """Two affirmations that cannot both be true hold each other in check."""
    claims = {"c": {"text": "C.", "exclusive-with": ["d"]}, "d": {"text": "D."}}
    found = Reasoned(dossier(said("a", "affirms", "c"), said("b", "affirms", "d"), claims=claims))
    assert (found.standing("c"), found.standing("d")) == ("disputed", "disputed")


def test_an_affirmation_argues_for_each_claim_that_it_entails() -> None:
    """Who affirms vests on evidence has gear accepted too."""
    found = Reasoned(
        dossier(said("a", "affirms", "c-vests", based_on=["log"]), entities=STATES, claims=GEAR, sources=LOG)
    )
    assert (found.standing("c-gear"), found.standing("c-missiles")) == ("accepted", "unsupported")


def test_seeing_no_evidence_makes_no_argument() -> None:
    """A non-observation attacks nothing, and appears among the limits."""
    found = Reasoned(
        dossier(said("a", "affirms", "c", based_on=["log"]), said("b", "no-evidence", "c"), sources=LOG)
    )
    told = found.teller.standing(found.claim("c"))
    assert (told.standing, [each.rsplit("/", 1)[-1] for each in told.limits]) == ("accepted", ["s-b"])


def test_an_assessment_backs_and_is_not_counted() -> None:
    """A named body's own finding makes an undisputed claim accepted, with no counted root."""
    body = {"body": {"kind": "public-body", "name": "the Inspectorate"}}
    found = Reasoned(dossier(said("body", "affirms", "c", speech_act="assesses"), entities=body))
    told = found.teller.standing(found.claim("c"))
    assert (told.standing, told.roots_for, told.roots[0].kind) == ("accepted", 0, "assessment")


def test_nobodys_claim_is_unsupported() -> None:
    """A claim that nobody speaks of says so."""
    found = Reasoned(dossier(said("a", "questions", "c")))
    assert found.sentence("c") == "Unsupported: nobody here affirms or denies it."


def test_what_nobody_denies_is_not_said_to_have_unbacked_denials() -> None:
    """Without its basis a claim has nothing for it; and nobody ever denied it."""
    found = Reasoned(dossier(said("a", "affirms", "c", based_on=["log"]), sources=LOG)).without("log")
    assert found.sentence("c") == (
        "Unsupported: affirmed by A, and nothing holds that up; nothing here denies it."
    )


def test_what_was_withdrawn_is_not_said_never_to_have_been_said() -> None:
    """Somebody did affirm it, in a report that is not on record any more."""
    found = Reasoned(
        dossier(said("a", "affirms", "c", in_="paper"), sources={"paper": {"kind": "report"}})
    ).without("paper")
    assert found.sentence("c") == "Unsupported: what was said of it is not on record."


def test_a_circle_is_one_sentence() -> None:
    """It names who rests on whom."""
    found = Reasoned(
        dossier(said("a", "affirms", "c", based_on=["s-b"]), said("b", "affirms", "c", based_on=["s-a"]))
    )
    (cycle,) = found.teller.cycles()
    assert cycle.sentence == (
        "In a circle: the statement of A rests on the statement of B, which rests on the statement of A."
    )


def test_a_sentence_says_by_whose_word_an_argument_is_open_or_defeated() -> None:
    """To say "and that is open" gives an analyst nothing to look into."""
    cut = drawn("s-x", "undercuts", "s-a", strength="strong")
    statements = said("a", "affirms", "c", based_on=["log"]), said("x", "affirms", "e")
    beaten = Reasoned(dossier(*statements, relations=(cut,), sources=LOG))
    assert beaten.sentence("c") == "Unsupported: affirmed by A, defeated by X; nothing here denies it."
    undecided = Reasoned(dossier(*statements, said("y", "denies", "e"), relations=(cut,), sources=LOG))
    assert undecided.sentence("c") == "Disputed: affirmed by A, undercut by X, and neither is defeated."


def test_what_rests_on_something_open_is_open_with_it() -> None:
    """Nobody meets the statement itself."""
    found = Reasoned(
        dossier(
            said("a", "affirms", "c"), said("b", "denies", "c"), said("x", "affirms", "d", based_on=["s-a"])
        )
    )
    assert found.sentence("d") == "Disputed: affirmed by X, and what that rests on is open."


def test_what_is_in_tension_or_cuts_weakly_is_among_the_limits() -> None:
    """They attack nothing, and are named beside the claim; what only seems to contradict is not."""
    drawn_ones = (
        drawn("s-x", "undercuts", "s-a", strength="weak"),
        drawn("s-a", "tension", "s-y", strength="strong"),
        drawn("s-z", "contradicts", "s-a", strength="apparent"),
    )
    found = Reasoned(
        dossier(
            said("a", "affirms", "c", based_on=["log"]),
            *(said(one, "affirms", f"on-{one}") for one in "xyz"),
            relations=drawn_ones,
            sources=LOG,
        )
    )
    told = found.teller.standing(found.claim("c"))
    assert told.standing == "accepted"
    assert [each.rsplit("/", 1)[-1] for each in told.limits] == ["s-x", "s-y"]


def test_a_side_says_what_most_of_it_rests_on_and_never_names_a_part_for_the_whole() -> None:
    """One statement on two pieces of evidence rests on both; of two statements, one is not "all but one"."""
    film = {**LOG, "film": {"kind": "evidence", "what": "a film"}}
    both = Reasoned(dossier(said("a", "affirms", "c", based_on=[{"all": ["film", "log"]}]), sources=film))
    (side,) = both.teller.sources(both.claim("c")).sides
    assert side.sentence.endswith("; it rests on a film and a log.")
    one = Reasoned(
        dossier(said("a", "affirms", "c", based_on=["log"]), said("b", "affirms", "c"), sources=LOG)
    )
    (side,) = one.teller.sources(one.claim("c")).sides
    assert side.sentence.endswith("; one of them rests on a log.")
