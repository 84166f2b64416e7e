"""Actions: turned into the direction that they are compared in, and how two of them lie to each other.

Importing is delivering seen from the other side. Two actions of which neither is a kind of the other are disjoint: no
denial of a delivery answers an approval, a plan or an order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .fit import DISJOINT, EQUAL, Fit, nested, unknown

if TYPE_CHECKING:
    from .context import Context

Kinds = frozenset[tuple[str, bool]]
"""Actions, each with whether subject and counterparty change places on the way to it."""


def canonical(action: str, context: Context) -> tuple[str, bool]:
    """The action that stands for this one in comparison, and whether subject and counterparty change places."""
    found = _table(context)[0].get(action)
    return (action, False) if found is None else found


def symmetric(action: str, context: Context) -> bool:
    """Whether it is its own converse, so that subject and counterparty may be read either way."""
    entry = context.entry(action)
    return entry is not None and action in entry.converse_of


def kinds_of(action: str, context: Context) -> Kinds:
    """The canonical actions that a canonical action is a kind of, itself among them."""
    kept: dict[str, Kinds] = context.kept.setdefault("kinds of actions", {})
    found = kept.get(action)
    if found is None:
        broader = _table(context)[1]
        reached = {(action, False)}
        waiting = [(action, False)]
        while waiting:
            one, turned = waiting.pop()
            fresh = {(up, turned ^ turn) for up, turn in broader.get(one, ())} - reached
            reached |= fresh
            waiting += fresh
        found = kept[action] = frozenset(reached)
    return found


def fit(one: str, other: str, context: Context) -> tuple[Fit, frozenset[bool]]:
    """How one canonical action lies to another, and which readings there are.

    Returns:
        The fit, and for each reading whether the one's subject faces the other's counterparty.
    """
    either = frozenset({False, True})
    free = symmetric(one, context) or symmetric(other, context)
    if one == other:
        return EQUAL, either if free else frozenset({False})
    up = {turned for kind, turned in kinds_of(one, context) if kind == other}
    down = {turned for kind, turned in kinds_of(other, context) if kind == one}
    linked = nested(within=bool(up), contains=bool(down))
    if linked:
        return linked, either if free else frozenset(up | down)
    readings = either if free else frozenset({False})
    if context.entry(one) is None or context.entry(other) is None:
        return unknown("unstated"), readings
    return DISJOINT, readings


_Table = tuple[dict[str, tuple[str, bool]], dict[str, frozenset[tuple[str, bool]]]]


def _table(context: Context) -> _Table:
    """For all actions: what stands for each; and for what stands: the actions that it is a kind of, directly."""
    found: _Table | None = context.kept.get("table of actions")
    if found is None:
        entries = {iri: entry for iri, entry in context.known() if entry.kind == "action"}
        converses: dict[str, set[str]] = {iri: set(entry.converse_of) for iri, entry in entries.items()}
        for iri, entry in entries.items():
            for other in entry.converse_of:
                converses.setdefault(other, set()).add(iri)
        standing = {iri: _standing(iri, converses, context) for iri in sorted(converses)}
        broader: dict[str, set[tuple[str, bool]]] = {}
        for iri, entry in entries.items():
            one, turned = standing[iri]
            for kind in entry.broader:
                up, turn = standing.get(kind, (kind, False))
                if up != one:
                    broader.setdefault(one, set()).add((up, turned ^ turn))
        found = (standing, {iri: frozenset(kinds) for iri, kinds in broader.items()})
        context.kept["table of actions"] = found
    return found


def _standing(iri: str, converses: dict[str, set[str]], context: Context) -> tuple[str, bool]:
    """What stands for an action: what the taxonomy says, else of a pair of converses the taxonomy's, else the first."""
    entry = context.entry(iri)
    if entry is not None and entry.compared_as:
        other = min(entry.compared_as)
        return other, other in entry.converse_of
    if iri in converses[iri] or not converses[iri] or _is_shared(iri):
        return iri, False
    other = min(converses[iri], key=lambda one: (not _is_shared(one), one))
    if _is_shared(other):
        said = context.entry(other)
        if said is not None and said.compared_as:
            stands = min(said.compared_as)
            return stands, stands not in said.converse_of
        return other, True
    return (iri, False) if iri < other else (other, True)


def _is_shared(iri: str) -> bool:
    from ...ontology.terms import ACTION

    return iri.startswith(ACTION)
