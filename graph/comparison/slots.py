"""How the slots of two claims that hold references lie to each other, in each reading that their actions allow.

Each pair of values is worked out once in a context, however many claims hold them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from . import actions, agents, products
from .fit import DISJOINT, Fit, union, unknown, unstated

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from .claims import ComparedClaim
    from .context import Context

_EITHER: Final = (False, True)
_STRAIGHT: Final = (False,)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A claim's references, each slot's value numbered in the context, and turned into the direction compared.

    Attributes:
        action: Its canonical actions.
        subject, counterparty: As in the direction compared.
        object, place: As written.
        mixed: Whether its actions point both ways ("delivers or imports"), so that there is no one direction.
    """

    action: int
    subject: int
    counterparty: int
    object: int
    place: int
    mixed: bool


def prepared(claim: ComparedClaim, context: Context) -> Prepared:
    """Number what a claim says in each slot."""
    key = (claim.subject, claim.action, claim.object, claim.counterparty, claim.place, claim.readings)
    kept: dict[Hashable, Prepared] = context.kept.setdefault("prepared", {})
    found = kept.get(key)
    if found is None:
        stand, turned = oriented(claim, context)
        ends = ("counterparty", "subject") if turned else ("subject", "counterparty")
        found = kept[key] = Prepared(
            action=_number(tuple(sorted((action, "") for action in stand)), context),
            subject=_number(who(claim, ends[0], context), context),
            counterparty=_number(who(claim, ends[1], context), context),
            object=_number(who(claim, "object", context), context),
            place=_number(who(claim, "place", context), context),
            mixed=turned is None,
        )
    return found


def oriented(claim: ComparedClaim, context: Context) -> tuple[frozenset[str], bool | None]:
    """A claim's actions as they are compared, and whether its subject and counterparty change places.

    None where its alternatives point both ways ("delivers or imports").
    """
    kept: dict[frozenset[str], tuple[frozenset[str], bool | None]] = context.kept.setdefault("oriented", {})
    found = kept.get(claim.action)
    if found is None:
        stand = [actions.canonical(context.same(action), context) for action in claim.action]
        turns = {turned for _, turned in stand}
        direction = None if len(turns) > 1 else True in turns
        found = kept[claim.action] = (frozenset(action for action, _ in stand), direction)
    return found


def who(claim: ComparedClaim, slot: str, context: Context) -> tuple[agents.Agent, ...]:
    """What a claim says in a slot: items by the IRI that stands for them, with what a state stands for."""
    held: frozenset[str] = getattr(claim, slot)
    if not held:
        return ()
    reading = claim.reading(slot)
    return tuple(sorted((context.same(iri), reading) for iri in held))


def fits_of(first: Prepared, second: Prepared, context: Context) -> list[dict[str, Fit]]:
    """The fits of the slots that hold references, in each reading: one, or two if an action is symmetric."""
    action, readings = action_fit(first, second, context)
    still = {
        "action": action,
        "object": thing_fit(first.object, second.object, context),
        "place": agent_fit(first.place, second.place, context),
    }
    found = []
    for crossed in readings:
        subject, partner = second.subject, second.counterparty
        if crossed:
            subject, partner = partner, subject
        ends = {
            "subject": agent_fit(first.subject, subject, context),
            "counterparty": agent_fit(first.counterparty, partner, context),
        }
        found.append(still | ends)
    return found


def action_fit(first: Prepared, second: Prepared, context: Context) -> tuple[Fit, tuple[bool, ...]]:
    """How the actions lie, and for each reading whether the one's subject faces the other's counterparty."""
    kept: dict[tuple[int, int], tuple[Fit, tuple[bool, ...]]] = context.kept.setdefault("action fits", {})
    key = first.action, second.action
    found = kept.get(key)
    if found is None:
        found = kept[key] = _actions(_value(first.action, context), _value(second.action, context), context)
    if (first.mixed or second.mixed) and not (first.mixed and second.mixed and key[0] == key[1]):
        return found if found[0].disjoint else (unknown("overlap"), found[1])
    return found


def agent_fit(one: int, other: int, context: Context) -> Fit:
    """How two values of agents or places lie to each other, by their numbers."""
    return _kept("agent fits", one, other, context, agents.fit)


def thing_fit(one: int, other: int, context: Context) -> Fit:
    """How two objects lie to each other, by their numbers."""
    return _kept("thing fits", one, other, context, _thing)


def _kept(
    name: str,
    one: int,
    other: int,
    context: Context,
    fit: Callable[[agents.Agent, agents.Agent, Context], Fit],
) -> Fit:
    kept: dict[tuple[int, int], Fit] = context.kept.setdefault(name, {})
    found = kept.get((one, other))
    if found is None:
        mine, theirs = _value(one, context), _value(other, context)
        found = unstated(first=bool(mine), second=bool(theirs))
        if found is None:
            found = union(mine, theirs, lambda a, b: fit(a, b, context))
        kept[one, other] = found
    return found


def _actions(
    mine: tuple[agents.Agent, ...], theirs: tuple[agents.Agent, ...], context: Context
) -> tuple[Fit, tuple[bool, ...]]:
    pairs = [actions.fit(one, other, context) for one, _ in mine for other, _ in theirs]
    linked = [ways for fit, ways in pairs if not fit.disjoint] or [ways for _, ways in pairs]
    whole = union(mine, theirs, lambda one, other: actions.fit(one[0], other[0], context)[0])
    return whole, tuple(way for way in _EITHER if any(way in ways for ways in linked)) or _STRAIGHT


def _thing(one: agents.Agent, other: agents.Agent, context: Context) -> Fit:
    """Goods, agents, places or claims. Of different sorts, they are disjoint."""
    if one[0] == other[0]:
        return agents.fit(one, other, context)
    sort, another = sort_of(one[0], context), sort_of(other[0], context)
    if sort and another and sort != another:
        return DISJOINT
    if sort == another == "agent":
        return agents.fit(one, other, context)
    return products.fit(one[0], other[0], context) if sort == another == "product" else unknown("unstated")


def sort_of(iri: str, context: Context) -> str:
    """Whether an object is goods, an agent or place, or a claim; empty if nothing tells."""
    kind = context.kind(iri)
    if kind:
        return kind if kind in ("product", "action") else "agent"
    return "claim" if iri.rpartition("/")[0].endswith("/claim") else ""


def _number(value: tuple[agents.Agent, ...], context: Context) -> int:
    """The number of a value in this context; values are numbered as they are met."""
    kept: dict[Any, int] = context.kept.setdefault("numbers", {})
    found = kept.get(value)
    if found is None:
        found = kept[value] = len(kept)
        context.kept.setdefault("values", []).append(value)
    return found


def _value(number: int, context: Context) -> tuple[agents.Agent, ...]:
    values: list[tuple[agents.Agent, ...]] = context.kept["values"]
    return values[number]
