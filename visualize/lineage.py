"""Where a claim comes from, in a few words: how many roots, and how many mouths one root speaks through.

What counts as a root, and where a claim stands, was decided before the graph came here; only the words are found here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

MANY: Final = 3
"""From this many statements or outlets on, one root is said to have many mouths."""


def told_roots(facts: Mapping[str, Any]) -> str:
    """A claim's roots, those of unknown lineage apart; empty where nothing is known of its lineage.

    >>> told_roots({"roots_for": 2, "roots_against": 1, "unknown_lineage": 3})
    '2 roots · 1 against · 3 unknown'
    >>> (
    ...     told_roots({"roots_for": 1, "outlets": 7}),
    ...     told_roots({"roots_for": 0, "roots_against": 0}),
    ...     told_roots({}),
    ... )
    ('1 root, many mouths', 'no counted root', '')
    >>> told_roots({"roots": [{"side": "affirms", "kind": "party", "counted": False}]})
    'a party’s word only'
    """
    pro, con, unknown = count(facts, "affirms"), count(facts, "denies"), facts.get("unknown_lineage")
    if pro is None and con is None and not isinstance(unknown, int):
        return ""
    parts = []
    if pro or not con:
        parts.append(f"{pro} {'root' if pro == 1 else 'roots'}" if pro else _beside(facts))
        if pro == 1 and mouths(facts) >= MANY:
            parts[0] += ", many mouths"
        if con:
            parts.append(f"{con} against")
    else:
        parts.append(f"{con} {'root' if con == 1 else 'roots'} against")
    if isinstance(unknown, int) and unknown > 0:
        parts.append(f"{unknown} unknown")
    return " · ".join(parts)


def _beside(facts: Mapping[str, Any]) -> str:
    """What there is where nothing counts."""
    kinds = [root.get("kind") for root in roots(facts) if root.get("side") == "affirms"]
    if found := kinds.count("assessment"):
        return f"{found} {'assessment' if found == 1 else 'assessments'} only"
    return "a party’s word only" if kinds and set(kinds) == {"party"} else "no counted root"


def count(facts: Mapping[str, Any], side: str) -> int | None:
    """The counted roots of a side: as the graph says, else as it lists them; None if it does neither."""
    said = facts.get("roots_for" if side == "affirms" else "roots_against")
    if isinstance(said, int) and not isinstance(said, bool):
        return max(0, said)
    if "roots" not in facts:
        return None
    return sum(1 for root in roots(facts) if root.get("side") == side and root.get("counted") is True)


def mouths(facts: Mapping[str, Any]) -> int:
    """Through how many the affirming side speaks: the most statements on one counted root, or the outlets, if more."""
    carried = [
        len(statements)
        for root in roots(facts)
        if root.get("side") == "affirms" and root.get("counted") is True
        and isinstance(statements := root.get("statements"), list)
    ]  # fmt: skip
    outlets = facts.get("outlets")
    return max([*carried, outlets if isinstance(outlets, int) else 0])


def roots(facts: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The roots that a claim lists, whatever else stands among them left out."""
    found = facts.get("roots")
    return [root for root in found if isinstance(root, dict)] if isinstance(found, list) else []
