"""Where what is said of a claim comes from, in one sentence and in full."""

from __future__ import annotations

from claimgraph.graph.reasoning import lines
from claimgraph.graph.reasoning.results import RootTold, SideTold
from claimgraph.graph.reasoning.sentences import of_side
from claimgraph.ontology.derived import RootKind
from claimgraph.ontology.vocabulary import Stance
from tests.reasoned import Reasoned
from tests.small import dossier, said


def test_the_first_line_counts_as_the_issue_has_it() -> None:
    """Statements, outlets, roots with what stands beside them, unknown lineage, and what most of it rests on."""
    told = SideTold(
        side=Stance.AFFIRMS,
        sentence="",
        statements=tuple(map(str, range(14))),
        outlets=9,
        roots=(),
        counted=2,
        assessments=1,
        parties=1,
        unknown=3,
        shares=(("urn:log", "the log", 13),),
        rests_solely_on=(),
        fallen=(),
        cycles=(),
    )
    assert of_side(told) == (
        "Affirmed: 14 statements, 9 outlets, 2 independent roots (1 assessment and 1 party's word beside them), "
        "3 of unknown lineage; all but one rest on the log."
    )


def circle() -> Reasoned:
    """Two who rest on each other, and one who does not."""
    return Reasoned(
        dossier(
            said("a", "affirms", "c", based_on=["s-b"]),
            said("b", "affirms", "c", based_on=["s-a"]),
            said("w", "affirms", "c", first_hand=True, in_="paper"),
            said("n", "denies", "c", in_="paper"),
            sources={"paper": {"kind": "report", "title": "The paper"}},
        )
    )


def test_a_circle_is_named_and_holds_nothing_up() -> None:
    """Its members are listed among the fallen; the witness is what is left."""
    found = circle()
    affirmed, denied = found.teller.sources(found.claim("c")).sides
    assert (affirmed.counted, [root.kind for root in affirmed.roots]) == (1, [RootKind.WITNESS])
    assert [one.rsplit("/", 1)[-1] for one in affirmed.fallen] == ["s-a", "s-b"]
    (cycle,) = affirmed.cycles
    assert cycle.of == "basis"
    assert cycle.sentence.startswith("In a circle: the statement of A rests on the statement of B")
    assert (denied.side, denied.unknown, denied.cycles) == (Stance.DENIES, 1, ())


def test_sources_are_told_side_by_side() -> None:
    """Roots, what is beside them, what is unknown, what fell, and the circle."""
    found = circle()
    told = found.teller.sources(found.claim("c"))
    words = [line.words for line in lines.sources(told, found.teller.names.label)]
    assert words[0] == "Claim c. (c)"
    assert "Independent roots (1)" in words
    assert any(each.startswith("Fallen: nothing holds these up") for each in words)
    assert any(each.startswith("In a circle") for each in words)


def test_the_retraction_to_write_is_yaml_that_a_dossier_may_hold() -> None:
    """With its date and reason left to whoever writes it."""
    written = lines.retraction([("log", "a log")], dossier="small")
    assert written.splitlines()[:3] == ["# in the dossier small", "retractions:", "  - of: log  # a log"]


def test_a_root_says_in_how_many_outlets_it_was_read() -> None:
    """A report that quotes another is read; the other is not."""
    outlets = {name: {"kind": "outlet", "name": name} for name in ("one", "two")}
    sources = {
        "paper": {"kind": "report", "by": "one"},
        "wire": {"kind": "report", "by": "two"},
        "log": {"kind": "evidence", "what": "a log"},
    }
    chained = Reasoned(
        dossier(
            said("a", "affirms", "c", in_="paper", via=["wire"], based_on=["log"]),
            entities=outlets,
            sources=sources,
        )
    )
    apart = Reasoned(
        dossier(
            said("a", "affirms", "c", in_="paper", also=[{"in": "wire"}], based_on=["log"]),
            entities=outlets,
            sources=sources,
        )
    )

    def root(found: Reasoned) -> RootTold:
        (one,) = found.teller.roots(found.claim("c"), Stance.AFFIRMS)
        return one

    assert (root(chained).outlets, root(apart).outlets) == (1, 2)
