"""Which claims can have something to say to each other: found through what they share, not by comparing all.

Two claims whose actors are disjoint, and whose goods are too, are never looked at. What is found here is a superset:
every pair that could matter is in it, and comparison decides.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from . import actions
from .agents import AMONG, Agent, lies_in
from .context import ALLEGIANCE, Context
from .slots import oriented, sort_of, who

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .claims import ComparedClaim

Key = frozenset[Agent]
"""What one claim says in one slot; empty if it says nothing there."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A claim as blocking sees it.

    Attributes:
        actions: Its canonical actions.
        ends: Its subject and counterparty in the direction compared; both ways round where it can be read so.
        object: What it is about.
        changes: Whether it is a change, which meets only changes.
    """

    actions: Key
    ends: tuple[tuple[Key, Key], ...]
    object: Key
    changes: bool


def shape_of(claim: ComparedClaim, context: Context) -> Shape:
    """The shape of a claim that is not opaque."""
    stand, turned = oriented(claim, context)
    subject = _key(claim, "subject", context)
    partner = _key(claim, "counterparty", context)
    straight, crossed = (subject, partner), (partner, subject)
    free = turned is None or any(_either_way(action, context) for action in stand)
    ends = (straight, crossed) if free else (crossed,) if turned else (straight,)
    return Shape(
        actions=frozenset((action, "") for action in stand),
        ends=ends,
        object=_key(claim, "object", context),
        changes=claim.form.value == "change",
    )


def _either_way(action: str, context: Context) -> bool:
    kinds = actions.kinds_of(action, context)
    return any(turned or actions.symmetric(kind, context) for kind, turned in kinds)


def _key(claim: ComparedClaim, slot: str, context: Context) -> Key:
    return frozenset(who(claim, slot, context))


def above(iri: str, context: Context) -> frozenset[str]:
    """Everything that a thing can be within, itself among it."""
    kept: dict[str, frozenset[str]] = context.kept.setdefault("above", {})
    found = kept.get(iri)
    if found is None:
        kinds = frozenset(kind for kind, _ in actions.kinds_of(iri, context))
        goods = context.up(iri, ("broader",))
        found = kept[iri] = kinds | goods | context.up(iri, ALLEGIANCE) | lies_in(iri, context)
    return found


class Partners:
    """The values that one slot takes, and which of them can meet which."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._own: dict[str, set[Key]] = defaultdict(set)
        self._under: dict[str, set[Key]] = defaultdict(set)
        self._kinds: dict[str, set[Key]] = defaultdict(set)
        self._all: set[Key] = set()
        self._linked: dict[Key, frozenset[Key]] = {}
        self._near: dict[Key, frozenset[Key]] = {}

    def add(self, key: Key) -> None:
        """Take in one value."""
        if key in self._all:
            return
        self._all.add(key)
        for iri, reading in key:
            self._own[iri].add(key)
            self._kinds[self._kind(iri, reading)].add(key)
            for up in above(iri, self._context):
                self._under[up].add(key)

    def linked(self, key: Key) -> frozenset[Key]:
        """The values that may share something with this one for certain: linked to it, or nothing said."""
        found = self._linked.get(key)
        if found is None:
            found = self._linked[key] = frozenset(self._link(key))
        return found

    def near(self, key: Key) -> frozenset[Key]:
        """The values that are not certain to be disjoint from this one."""
        found = self._near.get(key)
        if found is None:
            reached = set(self.linked(key))
            for iri, reading in key:
                kind = self._kind(iri, reading)
                for other, held in self._kinds.items():
                    if _may_meet(kind, other):
                        reached |= held
            found = self._near[key] = frozenset(reached)
        return found

    def _link(self, key: Key) -> set[Key]:
        if not key:
            return set(self._all)
        reached = {frozenset[Agent]()} & self._all
        for iri, _reading in key:
            reached |= self._under.get(iri, set())
            for up in above(iri, self._context):
                reached |= self._own.get(up, set())
        return reached

    def _kind(self, iri: str, reading: str) -> str:
        kind = self._context.kind(iri)
        if kind == "state":
            return "territory" if reading == "country" else "government"
        if kind == "place":
            return "territory"
        return kind or sort_of(iri, self._context)


def _may_meet(kind: str, other: str) -> bool:
    """Whether two actors of these kinds may meet without any link between them."""
    if not kind or not other or "territory" in (kind, other):
        return True
    return "group" in (kind, other) and kind in AMONG and other in AMONG


@dataclass(slots=True)
class Blocks:
    """Numbered claims, found by what they share with another."""

    context: Context
    shapes: dict[int, Shape] = field(default_factory=dict)
    _by: dict[tuple[str, str], dict[Key, dict[Key, set[int]]]] = field(default_factory=dict)
    _slots: dict[str, Partners] = field(default_factory=dict)

    def add(self, number: int, shape: Shape) -> None:
        """Take in one claim."""
        self.shapes[number] = shape
        for subject, _partner in shape.ends:
            values = {"action": shape.actions, "subject": subject, "object": shape.object}
            for slot, key in values.items():
                if slot not in self._slots:
                    self._slots[slot] = Partners(self.context)
                self._slots[slot].add(key)
            for pair in (("action", "subject"), ("action", "object"), ("subject", "object")):
                held = self._by.setdefault(pair, {}).setdefault(values[pair[0]], {})
                held.setdefault(values[pair[1]], set()).add(number)

    def meeting(self, shape: Shape, *, missing: bool) -> set[int]:
        """The claims that are disjoint in no slot, or with `missing` in one at most and meet in all others."""
        found: set[int] = set()
        for subject, _partner in shape.ends if self._slots else ():
            action, who, what = (self._slots[slot] for slot in ("action", "subject", "object"))
            near = (action.near(shape.actions), who.near(subject))
            found.update(self._held(("action", "subject"), *near))
            if missing:
                acts, things = action.linked(shape.actions), what.linked(shape.object)
                found.update(self._held(("action", "object"), acts, things))
                found.update(self._held(("subject", "object"), who.linked(subject), things))
        return {number for number in found if self.shapes[number].changes == shape.changes}

    def linked(self, shape: Shape) -> set[int]:
        """The claims that may be within this one or contain it."""
        found: set[int] = set()
        for subject, _partner in shape.ends if self._slots else ():
            acts = self._slots["action"].linked(shape.actions)
            things = self._slots["object"].linked(shape.object)
            held = self._held(("action", "subject"), acts, self._slots["subject"].linked(subject))
            found.update(number for number in held if self.shapes[number].object in things)
        return {number for number in found if self.shapes[number].changes == shape.changes}

    def _held(self, pair: tuple[str, str], keys: frozenset[Key], others: frozenset[Key]) -> Iterator[int]:
        by = self._by[pair]
        for key in keys if len(keys) < len(by) else by:
            if key in keys and key in by:
                row = by[key]
                for other in others if len(others) < len(row) else row:
                    if other in others and other in row:
                        yield from row[other]


class Containment:
    """Numbered claims, found by what their scope contains: for each narrower scope, the wider ones."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._wide: dict[tuple[bool, str, str, str], set[int]] = defaultdict(set)

    def add(self, number: int, shape: Shape) -> None:
        """Take in one claim, as a wider one."""
        for subject, _partner in shape.ends:
            alternatives = ([iri for iri, _ in key] or [""] for key in (shape.actions, subject, shape.object))
            for action, actor, thing in product(*alternatives):
                self._wide[shape.changes, action, actor, thing].add(number)

    def wider(self, shape: Shape) -> set[int]:
        """The claims whose scope may contain this one's; itself among them."""
        found: set[int] = set()
        for subject, _partner in shape.ends:
            ups = (self._above(key) for key in (shape.actions, subject, shape.object))
            for action, actor, thing in product(*ups):
                held = self._wide.get((shape.changes, action, actor, thing))
                if held is not None:
                    found |= held
        return found

    def _above(self, key: Key) -> Iterable[str]:
        """What the first alternative is within, and "any"."""
        if not key:
            return ("",)
        return (*above(min(key)[0], self._context), "")
