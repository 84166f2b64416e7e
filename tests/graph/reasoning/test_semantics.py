"""Other semantics than the grounded one, on request."""

from __future__ import annotations

import pytest

from claimgraph.graph.frameworks.extensions import Semantics
from claimgraph.graph.reasoning.asking import Asking
from tests.reasoned import Reasoned
from tests.small import dossier, drawn, said

EVIDENCE = {"log": {"kind": "evidence", "what": "a log"}, "film": {"kind": "evidence", "what": "a film"}}


@pytest.mark.parametrize("semantics", ["complete", "preferred", "stable"])
def test_a_word_against_a_word_is_held_by_some_extensions_only(semantics: str) -> None:
    """One extension holds the affirmation, another the denial."""
    found = Reasoned(dossier(said("a", "affirms", "c"), said("b", "denies", "c")))
    told = Asking(found.teller, Semantics(semantics)).claim(found.claim("c"))
    assert told.held is not None
    assert (told.standing, told.held.for_, told.held.against) == ("disputed", "some", "some")
    assert told.sentence.startswith(f"Disputed by {semantics} semantics: some extensions hold")


def test_preferred_semantics_accepts_what_stands_whichever_of_two_rivals_does() -> None:
    """Two rivals both contradict a denial of the claim: every preferred extension holds the claim."""
    found = Reasoned(
        dossier(
            said("a", "affirms", "x", first_hand=True),
            said("b", "affirms", "y", first_hand=True),
            said("n", "denies", "c", first_hand=True),
            said("w", "affirms", "c", first_hand=True),
            relations=(
                drawn("s-a", "contradicts", "s-b", strength="strong"),
                drawn("s-a", "undercuts", "s-n", strength="strong"),
                drawn("s-b", "undercuts", "s-n", strength="strong"),
            ),
        )
    )
    assert found.standing("c") == "disputed"
    told = Asking(found.teller, Semantics.PREFERRED).claim(found.claim("c"))
    assert told.held is not None
    assert (told.standing, told.held.for_, told.held.against) == ("accepted", "all", "none")


def test_all_claims_are_counted_by_standing() -> None:
    """The counts are of all claims, whichever are told."""
    found = Reasoned(
        dossier(said("a", "affirms", "c", based_on=["log"]), said("b", "affirms", "d"), sources=EVIDENCE)
    )
    told = Asking(found.teller).all(most=0)
    assert (told.counts["accepted"], told.counts["unsupported"], told.claims) == (1, 1, ())
