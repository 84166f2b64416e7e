"""Traces: what reaches a claim, on which side it speaks, and when a walk ends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from claimgraph.graph.tracing.trace import trace
from claimgraph.ontology.errors import UnknownNameError
from claimgraph.ontology.vocabulary import Stance
from tests.small import dossier, drawn, iri, records_of, said

if TYPE_CHECKING:
    from claimgraph.graph.tracing.trace import Link, Trace
    from claimgraph.ontology.dossier import Dossier


def traced(*dossiers: Dossier, claim: str = "c", depth: int | None = None) -> Trace:
    """The trace of a claim of the first dossier."""
    return trace(records_of(*dossiers), iri("claim", claim), depth=depth)


def places(found: Trace) -> dict[str, tuple[int, str]]:
    """Where each step lies: how far from the claim, and on which side."""
    return {step.slug: (step.depth, step.side) for step in found.steps}


def ends(link: Link) -> tuple[str, str, str, str]:
    """A link by the slugs of its ends."""
    return link.start.rsplit("/", 1)[-1], str(link.kind), link.end.rsplit("/", 1)[-1], link.origin


def test_opposite_stances_on_one_claim_contradict_without_anyone_drawing_it() -> None:
    """The link names its rule and its reason, and each pair stands there once."""
    found = traced(dossier(said("a", "affirms", "c"), said("b", "denies", "c")))
    (link,) = found.links
    assert ends(link) == ("s-a", "contradicts", "s-b", "derived")
    assert link.rule == "opposite-stances"
    assert link.why == {"en": "Opposite stances on one claim: for it A, against it B."}
    assert link.relation is None
    assert places(found) == {"s-a": (0, "for"), "s-b": (0, "against")}


def test_a_drawn_contradiction_stands_beside_the_derived_one() -> None:
    """The one says who drew it and why, the other which rule; neither hides the other."""
    found = traced(
        dossier(
            said("a", "affirms", "c"),
            said("b", "denies", "c"),
            relations=(drawn("s-b", "contradicts", "s-a", why="both cannot be"),),
            author="The clerk",
        )
    )
    authored, derived = sorted(found.links, key=lambda link: link.origin)
    assert (authored.origin, authored.by, authored.why) == (
        "authored",
        "The clerk",
        {"und": "both cannot be"},
    )
    assert (derived.origin, derived.by) == ("derived", None)


def test_seeing_no_evidence_and_questioning_contradict_nothing() -> None:
    """They stand beside the claim."""
    found = traced(
        dossier(said("a", "affirms", "c"), said("b", "no-evidence", "c"), said("d", "questions", "c"))
    )
    assert found.links == ()
    assert places(found) == {"s-a": (0, "for"), "s-b": (0, "beside"), "s-d": (0, "beside")}


def test_who_calls_a_claim_unlikely_stands_against_it() -> None:
    """The stance counts the likelihood in; what was said is kept beside it."""
    found = traced(dossier(said("a", "affirms", "c"), said("b", "affirms", "c", likelihood="very-unlikely")))
    assert [ends(link) for link in found.links] == [("s-a", "contradicts", "s-b", "derived")]
    unlikely = next(step for step in found.steps if step.slug == "s-b")
    assert (unlikely.side, unlikely.stance, unlikely.said) == ("against", Stance.DENIES, Stance.AFFIRMS)
    assert next(step for step in found.steps if step.slug == "s-a").said is None


def test_a_cycle_of_contradictions_ends() -> None:
    """Each statement is visited once."""
    found = traced(
        dossier(
            said("a", "affirms", "c"),
            said("b", "affirms", "d"),
            said("e", "affirms", "f"),
            relations=(
                drawn("s-a", "contradicts", "s-b"),
                drawn("s-b", "contradicts", "s-e"),
                drawn("s-e", "contradicts", "s-a"),
            ),
        )
    )
    assert places(found) == {"s-a": (0, "for"), "s-b": (1, "against"), "s-e": (1, "against")}
    assert len(found.links) == 3


def test_a_chain_of_thousands_is_walked_to_its_end() -> None:
    """Nothing recurses, and the depth of the last step is its distance."""
    length = 3000
    statements = [said("a", "affirms", f"c{i}", slug=f"s{i}") for i in range(length)]
    chain = tuple(drawn(f"s{i + 1}", "supports", f"s{i}") for i in range(length - 1))
    found = traced(dossier(*statements, relations=chain), claim="c0")
    assert found.complete
    assert places(found)[f"s{length - 1}"] == (length - 1, "for")


def test_the_depth_asked_for_stops_the_walk_and_is_told() -> None:
    """A walk that reached every end is complete, whatever depth was asked for."""
    chain = dossier(
        *(said("a", "affirms", f"c{i}", slug=f"s{i}") for i in range(3)),
        relations=(drawn("s1", "supports", "s0"), drawn("s2", "supports", "s1")),
    )
    short = traced(chain, claim="c0", depth=1)
    assert set(places(short)) == {"s0", "s1"}
    assert not short.complete
    assert len(short.notes) == 1
    assert set(places(traced(chain, claim="c0", depth=0))) == {"s0"}
    whole = traced(chain, claim="c0", depth=2)
    assert (whole.complete, whole.notes) == (True, ())


def test_support_is_walked_against_its_direction_only() -> None:
    """What a claim's statements support is not what supports the claim."""
    found = traced(
        dossier(
            said("a", "affirms", "c"),
            said("b", "affirms", "d"),
            said("e", "affirms", "f"),
            relations=(drawn("s-a", "supports", "s-b"), drawn("s-e", "supports", "s-a")),
        )
    )
    assert places(found) == {"s-a": (0, "for"), "s-e": (1, "for")}


@pytest.mark.parametrize(
    ("kind", "cutter_stands"), [("supports", "against"), ("contradicts", "for"), ("qualifies", "beside")]
)
def test_who_undercuts_a_step_stands_opposite_to_that_step(kind: str, cutter_stands: str) -> None:
    """To cut a support weakens what it supports; to cut a contradiction defends what was contradicted."""
    found = traced(
        dossier(
            said("a", "affirms", "c"),
            said("b", "affirms", "d"),
            said("e", "affirms", "f"),
            relations=(drawn("s-b", kind, "s-a", id="step"), drawn("s-e", "undercuts", "step")),
        )
    )
    assert places(found)["s-e"] == (1, cutter_stands)
    cut = next(link for link in found.links if link.kind == "undercuts")
    assert ends(cut) == ("s-e", "undercuts", "s-a", "authored")
    assert cut.undercuts_relation == iri("relation", "step")


def test_who_undercuts_a_contradiction_drawn_from_the_nearer_end_defends_it_all_the_same() -> None:
    """A contradiction reads from both ends, and so does what cuts it."""
    found = traced(
        dossier(
            said("a", "affirms", "c"),
            said("b", "affirms", "d"),
            said("e", "affirms", "f"),
            relations=(drawn("s-a", "contradicts", "s-b", id="step"), drawn("s-e", "undercuts", "step")),
        )
    )
    assert places(found)["s-e"] == (1, "for")


def test_an_undercut_of_an_undercut_turns_the_side_again() -> None:
    """Who cuts the cutter defends the step."""
    found = traced(
        dossier(
            said("a", "affirms", "c"),
            said("b", "affirms", "d"),
            said("e", "affirms", "f"),
            said("g", "affirms", "h"),
            relations=(
                drawn("s-b", "supports", "s-a", id="step"),
                drawn("s-e", "undercuts", "step", id="cut"),
                drawn("s-g", "undercuts", "cut"),
            ),
        )
    )
    assert {slug: side for slug, (_, side) in places(found).items()} == {
        "s-a": "for",
        "s-b": "for",
        "s-e": "against",
        "s-g": "for",
    }


def test_what_only_seems_to_bear_or_was_withdrawn_is_told_and_not_walked_behind() -> None:
    """It stands beside the claim, and what supports it bears on the claim no more."""
    found = traced(
        dossier(
            said("a", "affirms", "c"),
            said("b", "affirms", "d"),
            said("e", "affirms", "f"),
            said("g", "affirms", "h"),
            relations=(
                drawn("s-b", "contradicts", "s-a", strength="apparent"),
                drawn("s-e", "supports", "s-b"),
                drawn("s-g", "supports", "s-a", withdrawn="2023"),
            ),
        )
    )
    assert places(found) == {"s-a": (0, "for"), "s-b": (1, "beside"), "s-g": (1, "beside")}
    assert {link.withdrawn for link in found.links} == {None, "2023"}


def test_evidence_is_a_step_with_its_carriers_and_no_stance() -> None:
    """It supports or contradicts as it is; nobody speaks it."""
    found = traced(
        dossier(
            said("a", "affirms", "c", in_="paper", via=["wire", "s-b"], based_on=[{"all": ["log", "wire"]}]),
            said("b", "affirms", "told"),
            relations=(drawn("log", "supports", "s-a"),),
            sources={
                "paper": {"kind": "report", "title": "The paper"},
                "wire": {"kind": "report", "title": "The wire"},
                "log": {"kind": "evidence", "what": "a log", "in": "paper"},
            },
        )
    )
    statement, evidence = found.steps
    assert statement.carriers == (("The paper", "The wire", "B affirms: Claim told."),)
    assert statement.bases == (("a log", "The wire"),)
    assert (evidence.kind, evidence.claim, evidence.stance, evidence.speaker) == (
        "evidence",
        "a log",
        None,
        None,
    )
    assert evidence.carriers == (("The paper",),)


def test_steps_come_nearest_first_then_by_stance_date_and_slug() -> None:
    """An analyst reads affirmations first, each in the order of its dates; undated ones last."""
    found = traced(
        dossier(
            said("z", "denies", "c", date="2020"),
            said("b", "affirms", "c"),
            said("a", "affirms", "c"),
            said("y", "affirms", "c", date="2023-02"),
            said("x", "affirms", "c", date="2022"),
        )
    )
    assert [step.slug for step in found.steps] == ["s-x", "s-y", "s-a", "s-b", "s-z"]


def test_many_against_many_are_told_by_their_number() -> None:
    """A hub of thousands of pairs is walked whole, and the trace says which pairs it lists."""
    yes = [said(f"y{i}", "affirms", "c") for i in range(60)]
    no = [said(f"n{i}", "denies", "c") for i in range(60)]
    found = traced(dossier(*yes, *no))
    assert len(found.steps) == 120
    assert len(found.links) == 119
    assert not found.complete
    assert found.notes == (
        (
            "60 affirmations and 60 denials of “Claim c.” contradict each other; of these 3,600 pairs, only those with "
            "the first statement of either side are listed."
        ),
    )


def test_statements_of_other_dossiers_bear_on_a_claim_too() -> None:
    """A claim belongs to one dossier; who speaks of it need not."""
    other = dossier(
        said("b", "denies", "small:claim/c"),
        said("e", "affirms", "d"),
        relations=(drawn("s-e", "supports", "small:statement/s-a"),),
        slug="other",
    )
    found = traced(dossier(said("a", "affirms", "c")), other)
    assert {step.iri for step in found.steps} == {
        iri("statement", "s-a"),
        iri("statement", "s-b", "other"),
        iri("statement", "s-e", "other"),
    }


def test_a_relation_to_what_is_not_loaded_leads_nowhere_and_is_told() -> None:
    """The walk goes on without it, and is complete as far as this store knows."""
    found = traced(
        dossier(
            said("a", "affirms", "c"),
            relations=(drawn("gone:statement/s-x", "supports", "s-a"),),
        )
    )
    assert places(found) == {"s-a": (0, "for")}
    assert found.complete
    assert found.notes == ("Not told, because its dossier is not loaded: id:gone/statement/s-x.",)


def test_a_claim_that_nobody_speaks_of_has_an_empty_trace() -> None:
    """It is a claim all the same."""
    found = traced(dossier(claims={"c": {"text": "Quiet."}}))
    assert (found.steps, found.links, found.complete, found.text) == ((), (), True, {"und": "Quiet."})


@pytest.mark.parametrize("name", [iri("claim", "nope"), iri("statement", "s-a"), "no IRI at all", "x:[", ""])
def test_what_is_no_claim_is_refused_by_name(name: str) -> None:
    """Whatever the name is, the error is ours and says what to do."""
    records = records_of(dossier(said("a", "affirms", "c")))
    with pytest.raises(UnknownNameError, match="is no claim in this store; try"):
        trace(records, name)


def test_a_trace_is_json_and_back() -> None:
    """Nothing in it but plain values."""
    found = traced(dossier(said("a", "affirms", "c"), said("b", "denies", "c")))
    assert json.loads(found.model_dump_json())["steps"][0]["speaker"] == "A"


def test_as_a_graph_a_trace_has_sides_and_distances() -> None:
    """The steps with their claims and speakers, and each link as an edge."""
    found = traced(
        dossier(
            said("a", "affirms", "c"),
            said("b", "denies", "c"),
            said("e", "affirms", "d"),
            relations=(drawn("s-e", "supports", "s-b"),),
        )
    )
    graph = found.to_networkx()
    assert graph.graph["focus"] == iri("claim", "c")
    assert (graph.graph["complete"], graph.graph["note"]) == (True, "")
    assert graph.nodes[iri("statement", "s-e")]["side"] == "against"
    assert graph.nodes[iri("statement", "s-e")]["depth"] == 1
    assert graph.has_edge(iri("statement", "s-e"), iri("claim", "d"))
    kinds = sorted(data["kind"] for _, _, data in graph.edges(data=True))
    assert kinds == [
        "affirms",
        "affirms",
        "contradicts",
        "denies",
        "speaker",
        "speaker",
        "speaker",
        "supports",
    ]
