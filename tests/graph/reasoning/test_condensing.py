"""Many against many are written with two helpers a side; the labels are those of all pairs written out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.graph.reasoning import arguments
from tests.reasoned import Reasoned
from tests.small import dossier, drawn, said

if TYPE_CHECKING:
    from collections.abc import Sequence

STATEMENT = st.tuples(st.sampled_from(["affirms", "denies"]), st.booleans(), st.sampled_from(["c", "d"]))


def written_out(self: Any, attackers: Sequence[int], targets: Sequence[int]) -> None:  # noqa: ANN401 - a private class
    """Every attack by itself."""
    for attacker in attackers:
        for target in targets:
            self.attack(attacker, target)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(STATEMENT, min_size=2, max_size=9),
    st.lists(
        st.tuples(
            st.integers(0, 8), st.sampled_from(["contradicts", "qualifies", "undercuts"]), st.integers(0, 8)
        ),
        max_size=3,
    ),
)
def test_condensed_sides_give_the_labels_of_all_pairs(
    statements: list[tuple[str, bool, str]], relations: list[tuple[int, str, int]]
) -> None:
    """Whoever stands against whomever, with counted roots or without, and with pairs that somebody settled."""
    count = len(statements)
    pairs = {(one, other): kind for one, kind, other in relations if one != other and max(one, other) < count}
    small = dossier(
        *(
            said(f"p{number}", stance, claim, first_hand=counted)
            for number, (stance, counted, claim) in enumerate(statements)
        ),
        relations=tuple(
            drawn(f"s-p{one}", kind, f"s-p{other}", strength="strong") for (one, other), kind in pairs.items()
        ),
        claims={"c": {"text": "C.", "exclusive-with": ["d"]}, "d": {"text": "D."}},
    )
    condensed = Reasoned(small)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(arguments._Builder, "_all_attack", written_out)  # noqa: SLF001 - what is tested against
        plain = Reasoned(small)
        expected = plain.reasoning.labels.tolist()[: len(plain.reasoning.argued)]
    found = condensed.reasoning.labels.tolist()[: len(condensed.reasoning.argued)]
    assert found == expected
