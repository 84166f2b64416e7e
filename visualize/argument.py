"""One claim as an argument: the claim in the middle, support on its left, contradiction on its right.

Statements that affirm the claim, and what supports them, stand on the left; statements that deny it or contradict an
affirmation stand on the right; what limits, questions or undercuts stands above the claim; sources lie beneath, the
innermost carrier first. Each further step stands one column further out. Sides are positions in a picture, not
verdicts: which claims hold is no business of this room.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from .cards import (
    CLAIM_WIDTH,
    MIDDLE_WIDTH,
    STEP_WIDTH,
    Place,
    claim_size,
    middle_size,
    plain_size,
    step_size,
)
from .reading import stance_order
from .seats import ABOVE, LEFT, RIGHT, seats_around

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .reading import Reading
    from .seats import Seat, Threads

LANE: Final = 136
"""Between two columns: room for a line and the word on it."""

STACK_GAP: Final = 20
BRICK_GAP: Final = 30
TALL: Final = 5
"""Cards in one stack; more are set as bricks in two or three stacks, so that lines pass between them."""

ROW_GAP: Final = 44
SIDE_GAP: Final = 28
MOST: Final = 48
"""At most this many statements are arranged around one claim, the nearest ones: more are no longer an argument."""

FARTHEST: Final = 4
"""Steps from the claim beyond which nothing is arranged around it; the whole picture shows more."""

MANY: Final = 120
"""With more claims than this, each gets pictures of one and of two steps only: the page would grow too large."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One claim's picture, as far as some number of steps.

    Attributes:
        focus: The claim in the middle.
        places: Where each node of the picture stands.
        parents: For each statement, what it was reached from: the lines that carry the argument.
        left_out: How many statements within those steps were too many to be arranged.
    """

    focus: str
    places: Mapping[str, Place]
    parents: Mapping[str, str]
    left_out: int


def farthest(claims: int) -> int:
    """How many steps are arranged around each claim of a graph with so many.

    >>> farthest(48), farthest(500)
    (4, 2)
    """
    return FARTHEST if claims <= MANY else 2


def arrange_argument(threads: Threads, focus: str, *, most_steps: int = FARTHEST) -> tuple[Argument, ...]:
    """Arrange what bears on a claim around it: a picture of one step, of two, and on until nothing is added.

    Each number of steps has its own picture, so that a small one is not drawn with the gaps of a large one.
    """
    seats = seats_around(threads, focus, most_steps)
    last = max((seat.step for seat in seats.values()), default=0)
    pictures = []
    for steps in range(1, max(1, last) + 1):
        near = {iri: seat for iri, seat in seats.items() if seat.step <= steps}
        kept = dict(list(near.items())[:MOST])
        pictures.append(_arrange(threads, focus, kept, left_out=len(near) - len(kept)))
        if len(kept) < len(near):
            break
    return tuple(pictures)


def _arrange(threads: Threads, focus: str, seats: Mapping[str, Seat], *, left_out: int) -> Argument:
    reading = threads.reading
    places = {focus: Place(0, 0, *middle_size(reading, focus))}
    _columns(places, reading, seats, focus)
    _above(places, reading, seats, focus)
    _beneath(places, threads, seats)
    _claims_outside(places, threads, seats, focus)
    return Argument(focus, places, {iri: seat.parent for iri, seat in seats.items()}, left_out)


def _columns(places: dict[str, Place], reading: Reading, seats: Mapping[str, Seat], focus: str) -> None:
    """Set each column beside the claim, in the order of what its cards speak to."""
    columns: dict[tuple[str, int], list[str]] = defaultdict(list)
    for iri, seat in seats.items():
        if seat.side != ABOVE:
            columns[seat.side, seat.column].append(iri)
    edge = {LEFT: MIDDLE_WIDTH / 2 + LANE, RIGHT: MIDDLE_WIDTH / 2 + LANE}
    # A column may be missing in between; the picture closes the gap.
    for side, column in sorted(columns, key=lambda key: (key[1], key[0])):
        cards = sorted(columns[side, column], key=lambda iri: _stack_order(iri, places, reading, seats))
        height = max(step_size(reading, iri, focus)[1] for iri in cards)
        stacks = 1 if len(cards) <= TALL else 2 if len(cards) <= 3 * TALL else 3
        pitch = (height + STACK_GAP) / stacks
        # The inner stack takes the first cards, the outer ones the rest; then they are read row by row.
        share = -(-len(cards) // stacks)
        rows = [
            cards[at + share * stack]
            for at in range(share)
            for stack in range(stacks)
            if at + share * stack < len(cards)
        ]
        for number, iri in enumerate(rows):
            out = edge[side] + STEP_WIDTH / 2 + (number % stacks) * (STEP_WIDTH + BRICK_GAP)
            y = (number - (len(cards) - 1) / 2) * pitch
            places[iri] = Place(-out if side == LEFT else out, y, STEP_WIDTH, height)
        edge[side] += stacks * STEP_WIDTH + (stacks - 1) * BRICK_GAP + LANE


def _stack_order(
    iri: str, places: Mapping[str, Place], reading: Reading, seats: Mapping[str, Seat]
) -> tuple[int, float, int, str, str]:
    seat = seats[iri]
    anchor = places.get(seat.parent)
    own = seat.step == 1
    facts = reading.facts[iri]
    return (
        seat.force,
        anchor.y if anchor is not None and not own else (0.0 if own else 1.0),
        stance_order.get(str(facts.get("stance")), len(stance_order)),
        str(facts.get("date_from") or "~"),
        iri,
    )


def _stack(places: dict[str, Place], cards: Sequence[tuple[str, tuple[float, float]]], x: float) -> None:
    total = sum(height for _, (_, height) in cards) + STACK_GAP * (len(cards) - 1)
    y = -total / 2
    for iri, (width, height) in cards:
        places[iri] = Place(x, y + height / 2, width, height)
        y += height + STACK_GAP


def _above(places: dict[str, Place], reading: Reading, seats: Mapping[str, Seat], focus: str) -> None:
    """Over the claim, nearest first: in the middle lane, and in rows over the columns once those end."""
    cards = sorted(
        (iri for iri, seat in seats.items() if seat.side == ABOVE),
        key=lambda iri: (seats[iri].step, seats[iri].column, _stack_order(iri, places, reading, seats)),
    )
    limit = min((place.top for place in places.values()), default=0.0)
    y = places[focus].top - 2 * SIDE_GAP
    rest: list[str] = []
    for number, iri in enumerate(cards):
        width, height = step_size(reading, iri, focus)
        if y - height < limit - SIDE_GAP and number:
            rest = cards[number:]
            break
        places[iri] = Place(0, y - height / 2, width, height)
        y -= height + SIDE_GAP
    top = min(place.top for place in places.values()) - 2 * SIDE_GAP
    span = max(STEP_WIDTH, max(place.right for place in places.values()) * 2)
    each = max(1, int((span + SIDE_GAP) // (STEP_WIDTH + SIDE_GAP)))
    for start in range(0, len(rest), each):
        row = rest[start : start + each]
        row.sort(key=lambda iri: (_pull(iri, places, seats), iri))
        sizes = [step_size(reading, iri, focus) for iri in row]
        x = -(sum(width for width, _ in sizes) + SIDE_GAP * (len(row) - 1)) / 2
        for iri, (width, height) in zip(row, sizes, strict=True):
            places[iri] = Place(x + width / 2, top - height / 2, width, height)
            x += width + SIDE_GAP
        top -= max(height for _, height in sizes) + 2 * SIDE_GAP


def _pull(iri: str, places: Mapping[str, Place], seats: Mapping[str, Seat]) -> float:
    anchor = places.get(seats[iri].parent)
    return anchor.x if anchor is not None else 0.0


def _claims_outside(
    places: dict[str, Place], threads: Threads, seats: Mapping[str, Seat], focus: str
) -> None:
    """The other claims, beyond the last column of the side that speaks of them; excluded ones on the right."""
    reading = threads.reading
    spoken: dict[str, list[str]] = defaultdict(list)
    for iri in seats:
        claim = reading.facts[iri].get("claim")
        if isinstance(claim, str) and claim != focus and claim in reading.facts:
            spoken[claim].append(iri)
    excluded = sorted(set(threads.excluded[focus]) - {focus})
    edge = {
        LEFT: min(place.left for place in places.values()),
        RIGHT: max(place.right for place in places.values()),
    }
    wanted: dict[str, list[tuple[float, str]]] = {LEFT: [], RIGHT: [(0.0, claim) for claim in excluded]}
    for claim, statements in spoken.items():
        if claim not in excluded:
            x = sum(places[iri].x for iri in statements) / len(statements)
            y = sum(places[iri].y for iri in statements) / len(statements)
            wanted[LEFT if x < 0 else RIGHT].append((y, claim))
    for side, sign in ((LEFT, -1), (RIGHT, 1)):
        cards = [(claim, claim_size(reading, claim)) for _, claim in sorted(wanted[side])]
        _stack(places, cards, edge[side] + sign * (LANE + CLAIM_WIDTH / 2))


def _beneath(places: dict[str, Place], threads: Threads, seats: Mapping[str, Seat]) -> None:
    """Sources in rows under everything, the nearest to the speaker first; then whoever and whatever else is joined."""
    reading = threads.reading
    nearest, further = _layers(threads, seats)
    left = min((place.left for iri, place in places.items() if iri in seats), default=0.0)
    right = max((place.right for iri, place in places.items() if iri in seats), default=0.0)
    middle = (left + right) / 2
    span = max(right - left, MIDDLE_WIDTH + 2 * (LANE + STEP_WIDTH))
    y = max(place.bottom for place in places.values()) + ROW_GAP
    for layer in (nearest, further):
        y = _rows(places, reading, _toward(layer, threads, places), y, (middle, span))
    joined = {there for iri in list(places) for there in threads.others[iri] if there not in places}
    rest = sorted(
        (iri for iri in joined if reading.family(iri) in ("agent", "thing")), key=reading.rank.__getitem__
    )
    _rows(places, reading, rest, y, (middle, span))


def _layers(threads: Threads, seats: Mapping[str, Seat]) -> tuple[list[str], list[str]]:
    """The sources that the statements at hand come from: those next to a speaker, and what carries those in turn."""
    reading = threads.reading
    near: set[str] = set()
    far: set[str] = set()
    for iri in seats:
        direct = set(threads.sources[iri])
        for path in _paths(reading.facts[iri].get("carriers")):
            far.update(path[:-1])
            direct.difference_update(path[:-1])
        near |= direct
    # Whom a basis was obtained through is part of the picture; what a report draws on elsewhere is not.
    for iri in near:
        far.update(step for path in _paths(reading.facts[iri].get("carriers") if iri in reading.facts else None)
                   for step in path)  # fmt: skip

    def sources(found: set[str]) -> list[str]:
        kept = (iri for iri in found if iri in reading.facts and reading.family(iri) == "source")
        return sorted(kept, key=reading.rank.__getitem__)

    return sources(near), sources(far - near)


def _paths(carriers: Any) -> list[list[str]]:  # noqa: ANN401 - an attribute of a stranger's graph
    if not isinstance(carriers, list):
        return []
    return [[str(step) for step in path] if isinstance(path, list) else [str(path)] for path in carriers]


def _toward(nodes: Sequence[str], threads: Threads, places: Mapping[str, Place]) -> list[str]:
    """In the order of what they carry, from left to right."""

    def pull(iri: str) -> float:
        found = [places[user].x for user in threads.users[iri] if user in places]
        return sum(found) / len(found) if found else 0.0

    return sorted(nodes, key=lambda iri: (pull(iri), iri))


def _rows(
    places: dict[str, Place], reading: Reading, nodes: Sequence[str], y: float, room: tuple[float, float]
) -> float:
    """Set nodes in rows centred on a middle and no wider than a span; gives the height below them."""
    middle, span = room
    rows: list[list[str]] = []
    used = 0.0
    for iri in nodes:
        width = plain_size(reading, iri)[0] + SIDE_GAP
        if not rows or used + width > span + SIDE_GAP:
            rows.append([])
            used = 0.0
        rows[-1].append(iri)
        used += width
    for row in rows:
        sizes = [plain_size(reading, iri) for iri in row]
        x = middle - (sum(width for width, _ in sizes) + SIDE_GAP * (len(row) - 1)) / 2
        tall = max(height for _, height in sizes)
        for iri, (width, height) in zip(row, sizes, strict=True):
            places[iri] = Place(x + width / 2, y + tall / 2, width, height)
            x += width + SIDE_GAP
        y += tall + ROW_GAP
    return y
