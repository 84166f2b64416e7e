"""The arrays say what the slow definitions say, on small graphs with everything in them that is hard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.graph.index.index import Index
from claimgraph.graph.index.kinds import RootKind
from claimgraph.graph.lineage.lineage import Lineage
from claimgraph.ontology.dossier import Dossier
from tests import lineage_reference as slow

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

KINDS = ("state", "firm", "public-body", "outlet", "person", "group")


@st.composite
def tangled(draw: DrawFn) -> Index:
    """Up to six statements and six sources that carry and rest on each other any way they like."""
    agents = [f"a{i}" for i in range(draw(st.integers(1, 4)))]
    statements = [f"s{i}" for i in range(draw(st.integers(1, 6)))]
    sources = [f"r{i}" for i in range(draw(st.integers(1, 6)))]
    reports = [slug for slug in sources if draw(st.booleans())] or sources[:1]
    thing = st.sampled_from([*statements, *sources])
    group = st.lists(thing, min_size=2, max_size=3, unique=True).map(lambda all_: {"all": all_})
    bases: st.SearchStrategy[list[Any]] = st.one_of(
        st.just([]), st.lists(st.one_of(thing, group), max_size=3)
    )

    def carried() -> dict[str, Any]:
        paths = draw(st.lists(st.lists(thing, max_size=2), max_size=2))
        heads = [draw(st.sampled_from(sources)) for _ in paths]
        found: dict[str, Any] = {}
        if paths:
            found = {"in": heads[0], "via": paths[0]}
            found["also"] = [{"in": head, "via": via} for head, via in zip(heads[1:], paths[1:], strict=True)]
        return found

    def entity() -> dict[str, Any]:
        ties = {tie: draw(st.lists(st.sampled_from(agents), max_size=1)) for tie in ("part-of", "owner")}
        flags = {
            flag: draw(st.sampled_from([False, False, False, True])) for flag in ("unnamed", "interested")
        }
        return {"kind": draw(st.sampled_from(KINDS)), "name": "x", **ties, **flags}

    def source(slug: str) -> dict[str, Any]:
        common = {"draws-on": draw(bases), **carried()}
        if slug not in reports:
            return {"kind": "evidence", "what": "w", **common}
        text = draw(st.sampled_from([{}, {}, {"text": {"sha256": "a" * 64}}]))
        return {"kind": "report", "by": draw(st.lists(st.sampled_from(agents), max_size=2)), **text, **common}

    def statement() -> dict[str, Any]:
        return {
            "speaker": draw(st.sampled_from(agents)),
            "stance": "affirms",
            "claim": draw(st.sampled_from(["c0", "c1"])),
            "first-hand": draw(st.sampled_from([False, False, True])),
            "speech-act": draw(st.sampled_from(["says", "assesses", "admits"])),
            "based-on": draw(bases),
            **draw(st.sampled_from([{}, {}, {"quote": "q" * 40}])),
            **carried(),
        }

    def claim() -> dict[str, Any]:
        slots = {"subject": draw(st.sampled_from(agents)), "counterparty": draw(st.sampled_from(agents))}
        return {"text": "c", "slots": {"action": draw(st.sampled_from(["delivers", "orders"])), **slots}}

    return Index.of(
        [
            Dossier.model_validate(
                {
                    "dossier": "t",
                    "entities": {slug: entity() for slug in agents},
                    "sources": {slug: source(slug) for slug in sources},
                    "claims": {"c0": claim(), "c1": claim()},
                    "statements": {slug: statement() for slug in statements},
                }
            )
        ]
    )


def told(flags: Any) -> set[int]:  # noqa: ANN401 - an array of booleans
    """The numbers that are set."""
    return set(np.flatnonzero(flags).tolist())


@settings(max_examples=60, deadline=None)
@given(tangled(), st.sets(st.integers(0, 6), max_size=2))
def test_held_up_and_what_falls(index: Index, chosen: set[int]) -> None:
    """On record and held up are least fixpoints; what falls is what is held up with and not without."""
    withdrawn = [thing for thing in chosen if thing < len(index.things)]
    lineage = Lineage(index)
    assert told(lineage.held_up) == slow.held_up(index)
    assert told(Lineage(index, withdrawn).held_up) == slow.held_up(index, withdrawn)
    gone = slow.held_up(index) - slow.held_up(index, withdrawn)
    assert set(lineage.fallen(withdrawn).tolist()) == {each for each in gone if each < len(index.statements)}


@settings(max_examples=60, deadline=None)
@given(tangled())
def test_roots_are_what_the_chains_end_in(index: Index) -> None:
    """One claim at a time and all at once."""
    lineage, sides = Lineage(index), index.claims.statements
    counts = lineage.root_counts(sides)
    for claim, statements in enumerate(slow.rows_of(sides)):
        expected = slow.roots(index, claim, statements)
        found = lineage.roots(claim, statements)
        assert [(root.kind, root.items) for root in found] == expected
        kinds = [kind for kind, _ in expected]
        assert counts.by_kind[claim].tolist() == [kinds.count(kind) for kind in RootKind]
        assert counts.counted[claim] == sum(root.counted for root in found)
        for root in found:
            assert set(root.statements) == {s for s in statements if slow.ends(index, s) & set(root.items)}
    for statement in range(len(index.statements)):
        kinds = [kind for kind, _ in slow.roots(index, int(index.statements.claim[statement]), [statement])]
        unknown = bool(kinds) and {int(kind) for kind in kinds} == {5}
        assert lineage.lineage_unknown[statement] == unknown


@settings(max_examples=40, deadline=None)
@given(tangled())
def test_single_points_of_failure_are_what_nothing_stands_without(index: Index) -> None:
    """Taking each thing out by itself says the same as the sets."""
    lineage, sides = Lineage(index), index.claims.statements
    for claim, statements in enumerate(slow.rows_of(sides)):
        expected = sorted(slow.fails_with(index, statements))
        assert lineage.kill_sets(sides).of(claim).tolist() == expected
        assert list(lineage.failing_with(statements)) == expected
    for statement in told(lineage.held_up[: len(index.statements)]):
        found = lineage.failing_with([statement], counted=False)
        assert set(found) == slow.killers(index, statement)


@settings(max_examples=60, deadline=None)
@given(tangled())
def test_circles_are_found_and_named(index: Index) -> None:
    """Each component with a shortest circle, whose links are there."""
    found = Lineage(index).cycles()
    for of in ("carriers", "basis"):
        mine = [cycle for cycle in found if cycle.of == of]
        assert sorted((cycle.things, len(cycle.circle)) for cycle in mine) == slow.circles(index, of)
        for cycle in mine:
            for one, other in zip(cycle.circle, (*cycle.circle[1:], cycle.circle[0]), strict=True):
                assert other in {member for each in slow.alternatives(index, one, of) for member in each}
