"""Who sits where in an argument: the side, the column and the step of each statement, walked outwards from a claim.

A seat is a place at the table, not a verdict: a statement sits where the first and strongest way from the claim leads.
Nothing is measured or drawn here.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .reading import Edge, Reading

LEFT, RIGHT, ABOVE = "left", "right", "above"
_OPPOSITE: Final = {LEFT: RIGHT, RIGHT: LEFT}
_START: Final = {"affirms": (LEFT, 1), "denies": (RIGHT, 1)}
_SEEMING: Final = 2
_KIND_ORDER: Final = ("contradicts", "supports", "undercuts", "qualifies", "tension", "restates")


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a statement sits in an argument.

    Attributes:
        side: Left, right, or above the claim.
        column: How many columns out, from 1.
        step: How many steps from the claim.
        parent: What it was reached from.
        force: 0 where a strong relation leads to it, 1 a weak one, 2 one that only seems to hold.
    """

    side: str
    column: int
    step: int
    parent: str
    force: int = 0


class Threads:
    """What the arguments of a graph share, found once: who is related to whom, and what rests on what."""

    def __init__(self, reading: Reading) -> None:
        """Sort the edges by what they do in an argument."""
        self.reading = reading
        self.relations: dict[str, list[tuple[str, Edge]]] = defaultdict(list)
        self.excluded: dict[str, list[str]] = defaultdict(list)
        self.sources: dict[str, list[str]] = defaultdict(list)
        self.others: dict[str, list[str]] = defaultdict(list)
        self.users: dict[str, list[str]] = defaultdict(list)
        for edge in reading.edges:
            if edge.is_quiet or edge.source not in reading.facts or edge.target not in reading.facts:
                continue
            families = (reading.family(edge.source), reading.family(edge.target))
            if edge.is_relation and families == ("statement", "statement"):
                self.relations[edge.source].append((edge.target, edge))
                self.relations[edge.target].append((edge.source, edge))
            elif edge.kind == "exclusive-with":
                self.excluded[edge.source].append(edge.target)
                self.excluded[edge.target].append(edge.source)
            elif edge.is_relation:
                self.sources[edge.target].append(edge.source)
                self.users[edge.source].append(edge.target)
            else:
                kept = self.sources if edge.kind in ("carrier", "basis") else self.others
                kept[edge.source].append(edge.target)
                self.users[edge.target].append(edge.source)
        for found in self.relations.values():
            found.sort(key=lambda pair: (_KIND_ORDER.index(pair[1].kind), pair[0]))


def seats_around(threads: Threads, focus: str, most_steps: int) -> dict[str, Seat]:
    """Walk outwards from the claim's own statements; the first way to reach a statement seats it."""
    reading = threads.reading
    seats: dict[str, Seat] = {}
    queue: deque[str] = deque()
    for statement in reading.statements_on(focus):
        side, column = _START.get(str(reading.facts[statement].get("stance")), (ABOVE, 1))
        seats[statement] = Seat(side, column, 1, focus)
        queue.append(statement)
    while queue:
        here = queue.popleft()
        for there, edge in threads.relations[here]:
            if there not in seats and _force(edge) < _SEEMING and seats[here].step < most_steps:
                seats[there] = _next_seat(seats[here], edge, here, str(reading.facts[there].get("stance")))
                queue.append(there)
    # What only seems to bear on a statement is shown beside it, but nothing follows from it.
    for here, seat in list(seats.items()):
        for there, edge in threads.relations[here]:
            if there not in seats and seat.step < most_steps:
                seats[there] = _next_seat(seat, edge, here, str(reading.facts[there].get("stance")))
    return dict(sorted(seats.items(), key=lambda item: item[1].step))


def _force(edge: Edge) -> int:
    if edge.facts.get("withdrawn") is not None:
        return _SEEMING
    return {"weak": 1, "apparent": _SEEMING}.get(str(edge.facts.get("strength")), 0)


def _next_seat(seat: Seat, edge: Edge, parent: str, stance: str) -> Seat:
    step, force = seat.step + 1, _force(edge)
    if seat.side == ABOVE:
        # What speaks neither for nor against leads on to statements that take a side of their own.
        side = _START.get(stance, (ABOVE, 1))[0]
        return Seat(side, seat.column + (side == ABOVE), step, parent, force)
    if edge.kind in ("qualifies", "tension", "undercuts"):
        return Seat(ABOVE, seat.column, step, parent, force)
    if edge.kind == "contradicts":
        # Across the middle a contradiction stands as near the claim as what it contradicts.
        return Seat(_OPPOSITE[seat.side], seat.column, step, parent, force)
    return Seat(seat.side, seat.column + 1, step, parent, force)
