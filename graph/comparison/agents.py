"""How two agents or places lie to each other, where a state stands for its government or for the country.

An agent is within another by part-of, owner and acts-for, and by nothing else: a firm based in a country is within the
country, not within its government. Several agents spoken of together ("Russian buyers") may have any unlinked group,
firm or person among them, so that there it stays open. A country or place that nobody says an agent is in is unknown.
"""

from __future__ import annotations

from typing import Final

from .context import ALLEGIANCE, Context
from .fit import DISJOINT, EQUAL, NARROWER, WIDER, Fit, Known, nested, unknown

Agent = tuple[str, str]
"""An agent or place by IRI, and what it stands for if it is a state: government or country."""

MEMBERSHIP: Final = Fit(within=None, contains=None, disjoint=None, reason="membership", open=True)
_UNSTATED: Final = unknown("unstated")
AMONG: Final = frozenset({"group", "firm", "person", "outlet"})
"""Kinds of which one may be among the agents that a group stands for."""


def fit(one: Agent, other: Agent, context: Context) -> Fit:
    """How one agent or place lies to another."""
    (x, x_reading), (y, y_reading) = one, other
    if x == y:
        return _readings(context.kind(x), x_reading, y_reading)
    x_there, y_there = _is_territory(x, x_reading, context), _is_territory(y, y_reading, context)
    if x_there or y_there:
        return _located(x, y, context, x_there=x_there, y_there=y_there)
    linked = nested(within=y in context.up(x, ALLEGIANCE), contains=x in context.up(y, ALLEGIANCE))
    return linked or _unlinked(context.kind(x), context.kind(y))


def _readings(kind: str, one: str, other: str) -> Fit:
    """How one thing lies to itself: a state's government is within the country."""
    if one == other or kind not in ("", "state"):
        return EQUAL
    within = one == "government"
    if kind == "state":
        return NARROWER if within else WIDER
    # It may be a state that no dossier here describes; it may be none, and then the two are the same.
    forth: Known = True if within else None
    back: Known = None if within else True
    return Fit(within=forth, contains=back, reason="" if within else "unstated")


def _unlinked(kind: str, other: str) -> Fit:
    if not kind or not other:
        return _UNSTATED
    if "group" in (kind, other) and kind in AMONG and other in AMONG:
        return MEMBERSHIP
    return DISJOINT


def _is_territory(iri: str, reading: str, context: Context) -> bool:
    kind = context.kind(iri)
    return kind == "place" or (kind == "state" and reading == "country")


def _located(x: str, y: str, context: Context, *, x_there: bool, y_there: bool) -> Fit:
    """How two lie to each other of which one is a country or place at least."""
    xs, ys = lies_in(x, context), lies_in(y, context)
    linked = nested(within=y_there and y in xs, contains=x_there and x in ys)
    if linked:
        return linked
    states, others = _states(xs, context), _states(ys, context)
    if states and others and states.isdisjoint(others):
        return DISJOINT
    return _UNSTATED


def _states(places: frozenset[str], context: Context) -> frozenset[str]:
    return frozenset(place for place in places if context.kind(place) == "state")


def lies_in(iri: str, context: Context) -> frozenset[str]:
    """Everything that a place or an agent is in, itself among it.

    An agent is where it is based or what it is a part of is; only where neither is said, where its owner or the one it
    acts for is.
    """
    kept: dict[str, frozenset[str]] = context.kept.setdefault("places", {})
    found = kept.get(iri)
    if found is None:
        reached, waiting = {iri}, [iri]
        while waiting:
            entry = context.entry(waiting.pop())
            if entry is not None:
                fresh = entry.based_in | entry.part_of or entry.owner | entry.acts_for
                waiting += fresh - reached
                reached |= fresh
        found = kept[iri] = frozenset(reached)
    return found
