"""The arrays on a graph of some size, where numbers are no longer small."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks import bigger
from claimgraph.graph.index.kinds import RootKind
from claimgraph.graph.lineage.lineage import Lineage

if TYPE_CHECKING:
    from claimgraph.graph.index.index import Index


@pytest.fixture(scope="module")
def larger() -> Index:
    """A generated index of 2,000 claims, with hubs, copies, owners and relayed statements."""
    return bigger.index(2_000)


def test_all_claims_at_once_say_what_each_says_by_itself(larger: Index) -> None:
    """Counting by one number a statement gives the roots that are told one by one."""
    lineage, sides = Lineage(larger), larger.claims.statements
    counts = lineage.root_counts(sides)
    for claim in (*range(12), *range(12, len(sides), 37)):
        kinds = [root.kind for root in lineage.roots(claim, sides.of(claim))]
        assert counts.by_kind[claim].tolist() == [kinds.count(kind) for kind in RootKind]


def test_what_fails_a_claim_does(larger: Index) -> None:
    """Each thing in a set brings every counted statement down, and a thing beside it does not."""
    lineage, sides = Lineage(larger), larger.claims.statements
    sets = lineage.kill_sets(sides)
    for claim in range(5, len(sides), 401):
        counted = [int(each) for each in sides.of(claim) if lineage.counting[each]]
        for thing in sets.of(claim).tolist():
            assert not lineage.without([thing]).held_up[counted].any()
        spared = next(
            thing
            for thing in range(len(larger.statements), len(larger.things))
            if thing not in sets.of(claim)
        )
        assert not counted or lineage.without([spared]).held_up[counted].any()


def test_compiled_or_not_a_kernel_is_the_same_function(
    larger: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What numba makes of the smallest one says what Python says."""
    pytest.importorskip("numba")
    from claimgraph.graph import compiling

    plain = Lineage(larger).held_up
    monkeypatch.setattr(compiling, "WORTH_IT", 0)
    assert Lineage(larger).held_up.tolist() == plain.tolist()
