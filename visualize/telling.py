"""What the reasoning found about a statement, a pair or a source, in the few words of a table's cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .marks import LABELS, REASONS, SLOTS
from .reading import one_language

if TYPE_CHECKING:
    from collections.abc import Mapping


def argues(facts: Mapping[str, Any]) -> str:
    """How a statement fares as an argument, and whether anything still holds it up.

    >>> argues({"argument_label": "out", "held_up": False, "on_record": True})
    'defeated (out); not held up'
    """
    label = str(facts.get("argument_label", ""))
    parts = [f"{LABELS[label].partition(':')[0]} ({label})"] if label in LABELS else []
    if facts.get("on_record") is False:
        parts.append("not on record")
    elif facts.get("held_up") is False:
        parts.append("not held up")
    return "; ".join(parts)


def decided(facts: Mapping[str, Any]) -> str:
    """What a comparison turned on.

    >>> decided({"reason": "classification", "slot": "object", "non_responsive": True})
    'non-responsive: misses the product'
    >>> decided({"reason": "scope"}), decided({"reason": "new-code", "slot": "weather"})
    ('the denial covers what is affirmed', 'new-code (weather)')
    """
    slot, reason = str(facts.get("slot") or ""), str(facts.get("reason") or "")
    where = SLOTS.get(slot, slot)
    why = REASONS.get(reason, reason)
    if facts.get("non_responsive") is True:
        return f"non-responsive: misses {where}" if where else "non-responsive"
    return f"{why} ({where})" if why and where else why or where


def retracted(facts: Mapping[str, Any], language: str) -> str:
    """Each retraction with its day and its reason."""
    found = facts.get("retracted")
    told = []
    for one in found if isinstance(found, list) else []:
        if isinstance(one, dict):
            why = one_language(one.get("why"), language)
            told.append(f"{one.get('date', 'undated')}{f': {why}' if why else ''}")
    return "; ".join(told)
