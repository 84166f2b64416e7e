"""How many roots, in a few words: the counted and the unknown are never added up."""

from __future__ import annotations

import pytest

from claimgraph.visualize.lineage import MANY, count, mouths, told_roots


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"roots_for": 2}, "2 roots"),
        ({"roots_for": 1, "outlets": MANY}, "1 root, many mouths"),
        ({"roots_for": 1, "outlets": MANY - 1}, "1 root"),
        ({"roots_for": 0, "roots_against": 2, "unknown_lineage": 1}, "2 roots against · 1 unknown"),
        ({"roots_for": 1, "roots_against": 1}, "1 root · 1 against"),
        ({"unknown_lineage": 4}, "no counted root · 4 unknown"),
        ({"roots": [{"side": "affirms", "kind": "assessment"}]}, "1 assessment only"),
        ({"roots": "none", "roots_for": True}, "no counted root"),
        ({}, ""),
    ],
)
def test_roots_are_told_in_a_few_words(facts: dict[str, object], told: str) -> None:
    """One root is never called two, and what is unknown stands apart."""
    assert told_roots(facts) == told


def test_roots_that_are_only_listed_are_counted_from_the_list() -> None:
    """Where the graph gives no number, the list is one; what is listed beside does not count."""
    root = {"side": "affirms", "counted": True, "statements": ["a", "b", "c"]}
    beside = {"side": "affirms", "counted": False, "kind": "party"}
    assert count({"roots": [root, beside, "stray"]}, "affirms") == 1
    assert count({"roots": [root]}, "denies") == 0
    assert mouths({"roots": [root, beside]}) == 3
    assert told_roots({"roots": [root, beside]}) == "1 root, many mouths"
