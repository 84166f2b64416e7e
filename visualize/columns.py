"""The whole picture: every claim with its statements under it, in columns, related ones near each other.

A hairball tells nothing, so the picture is set like a page. Each claim heads a block, its statements stand below it,
and blocks fill columns whose number suits a wide screen. The order of the blocks is searched for: relations should
run inside a column or to the next one. Sources lie beneath, agents and things stand in a margin on the right.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .cards import (
    CLAIM_WIDTH,
    SLIP_HEIGHT,
    SLIP_WIDTH,
    SOURCE_HEIGHT,
    SOURCE_WIDTH,
    Place,
    claim_size,
    plain_size,
)
from .ordering import dealt, ordered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .reading import Reading

GUTTER: Final = 64
"""Between two columns: room for the lines of relations and their signs."""

MARGIN: Final = 60
SLIP_GAP: Final = 2
BLOCK_GAP: Final = 12
LOOSEST: Final = 30
"""A short column is spaced out to end where the others end, up to this gap."""

ROW_GAP: Final = 12
BENEATH: Final = 38
"""Between the columns and the sources."""

WIDE: Final = (1330.0, 630.0)
"""The room that a page has for its picture on a laptop of 1366 by 768."""

NARROWED: Final = (1330.0, 575.0)
"""The same where standings and days are told: the slider and a longer legend take their rows."""

TALL: Final = (790.0, 900.0)
"""The same on a tablet held upright."""


@dataclass(frozen=True, slots=True)
class Block:
    """A claim and the statements on it, drawn as one piece."""

    claim: str | None
    statements: tuple[str, ...]
    height: float


def arrange_whole(reading: Reading, room: tuple[float, float] = WIDE) -> dict[str, Place]:
    """Place every node of the graph.

    Args:
        reading: The graph.
        room: Width and height of the screen that the picture is set for, in pixels; only their ratio shows.
    """
    blocks = _blocks(reading)
    heights = [block.height for block in blocks]
    count = _column_count(heights, len(reading.of_family("source")), room)
    order = ordered(heights, _ties(reading, blocks), count, gap=BLOCK_GAP)
    places: dict[str, Place] = {}
    columns = dealt([heights[index] for index in order], count, gap=BLOCK_GAP)
    tallest = max((column[-1][2] for column in columns if column), default=0.0)
    for number, column in enumerate(columns):
        x = number * (CLAIM_WIDTH + GUTTER)
        free = (tallest - column[-1][2]) / max(1, len(column) - 1) if column else 0.0
        for nth, (position, top, _) in enumerate(column):
            _place_block(
                places, reading, blocks[order[position]], x, top + nth * min(free, LOOSEST - BLOCK_GAP)
            )
    left = -CLAIM_WIDTH / 2
    right = left + max(1, len(columns)) * (CLAIM_WIDTH + GUTTER) - GUTTER
    bottom = _beneath(places, reading, left=left, right=right, top=tallest + BENEATH)
    others = _by_neighbours(reading, places, "agent") + reading.of_family("thing")
    _margin(places, reading, others, start=right + MARGIN, tallest=max(bottom, room[1]))
    return places


def _beneath(places: dict[str, Place], reading: Reading, *, left: float, right: float, top: float) -> float:
    """Sources in rows under the columns, each near what it carries; gives the lower edge."""
    nodes = _by_neighbours(reading, places, "source", upright=False)
    each = max(1, int((right - left + ROW_GAP) // (SOURCE_WIDTH + ROW_GAP)))
    if len(nodes) > each:
        # Lines run to evidence, not to reports: it stands in the first rows, where nothing is in their way.
        place = {iri: rank for rank, iri in enumerate(nodes)}
        nodes.sort(key=lambda iri: (reading.kind(iri) != "evidence", place[iri]))
        nodes = [
            iri
            for start in range(0, len(nodes), each)
            for iri in sorted(nodes[start : start + each], key=place.__getitem__)
        ]
    for start in range(0, len(nodes), each):
        row = nodes[start : start + each]
        width = len(row) * (SOURCE_WIDTH + ROW_GAP) - ROW_GAP
        gap = ROW_GAP + min(4.0 * ROW_GAP, (right - left - width) / max(1, len(row) - 1))
        x = (left + right - len(row) * (SOURCE_WIDTH + gap) + gap) / 2
        for iri in row:
            height = plain_size(reading, iri)[1]
            places[iri] = Place(x + SOURCE_WIDTH / 2, top + height / 2, SOURCE_WIDTH, height)
            x += SOURCE_WIDTH + gap
        top += max(plain_size(reading, iri)[1] for iri in row) + ROW_GAP
    return top


def _blocks(reading: Reading) -> list[Block]:
    blocks = []
    for claim in reading.of_family("claim"):
        statements = tuple(reading.statements_on(claim))
        blocks.append(Block(claim, statements, _height(claim_size(reading, claim)[1], len(statements))))
    absent: dict[str, list[str]] = defaultdict(list)
    for statement in reading.of_family("statement"):
        claim = str(reading.facts[statement].get("claim", ""))
        if claim not in reading.facts or reading.family(claim) != "claim":
            absent[claim].append(statement)
    blocks += [Block(None, tuple(found), _height(0, len(found))) for _, found in sorted(absent.items())]
    return blocks


def _height(head: float, statements: int) -> float:
    return head + statements * (SLIP_HEIGHT + SLIP_GAP) - (0 if head else SLIP_GAP)


def _place_block(places: dict[str, Place], reading: Reading, block: Block, x: float, top: float) -> None:
    if block.claim is not None:
        width, height = claim_size(reading, block.claim)
        places[block.claim] = Place(x, top + height / 2, width, height)
        top += height + SLIP_GAP
    for statement in block.statements:
        indent = (CLAIM_WIDTH - SLIP_WIDTH) / 2
        places[statement] = Place(x + indent, top + SLIP_HEIGHT / 2, SLIP_WIDTH, SLIP_HEIGHT)
        top += SLIP_HEIGHT + SLIP_GAP


def _ties(reading: Reading, blocks: Sequence[Block]) -> dict[tuple[int, int], float]:
    """How strongly two blocks want to be near: the number of edges between them, relations counting most."""
    home = {statement: index for index, block in enumerate(blocks) for statement in block.statements}
    home |= {block.claim: index for index, block in enumerate(blocks) if block.claim is not None}
    ties: dict[tuple[int, int], float] = defaultdict(float)
    for edge in reading.edges:
        a, b = home.get(edge.source), home.get(edge.target)
        if a is not None and b is not None and a != b and not edge.is_quiet:
            ties[min(a, b), max(a, b)] += 1.0 if edge.is_relation else 0.4
    return dict(ties)


def _column_count(heights: Sequence[float], sources: int, room: tuple[float, float]) -> int:
    """As many columns as let the picture be shown largest."""
    total = sum(heights) + BLOCK_GAP * len(heights)
    best, best_scale = 1, 0.0
    for count in range(1, len(heights) + 1):
        width = count * (CLAIM_WIDTH + GUTTER) - GUTTER
        rows = -(-sources * (SOURCE_WIDTH + ROW_GAP) // width)
        height = max(total / count, *heights) + (BENEATH + rows * (SOURCE_HEIGHT + ROW_GAP) if sources else 0)
        scale = min(room[0] / width, room[1] / height)
        if scale > best_scale:
            best, best_scale = count, scale
        elif width / height > 4 * room[0] / room[1]:
            break
    return best


def _by_neighbours(
    reading: Reading, places: Mapping[str, Place], family: str, *, upright: bool = True
) -> list[str]:
    """Nodes of a margin, each near the height (or across, near the column) of what it is joined to."""
    found: dict[str, list[float]] = defaultdict(list)
    for edge in reading.edges:
        for one, other in ((edge.source, edge.target), (edge.target, edge.source)):
            if other in places:
                found[one].append(places[other].y if upright else places[other].x)
    middle = {iri: sum(values) / len(values) for iri, values in found.items()}
    order = {iri: rank for rank, iri in enumerate(reading.facts)}
    return sorted(reading.of_family(family), key=lambda iri: (middle.get(iri, float("inf")), order[iri]))


def _margin(
    places: dict[str, Place], reading: Reading, nodes: Iterable[str], *, start: float, tallest: float
) -> None:
    """Stack nodes in as many columns as they need, from the picture's edge outwards."""
    top = 0.0
    for iri in nodes:
        width, height = plain_size(reading, iri)
        if top and top + height > tallest:
            start += width + ROW_GAP
            top = 0.0
        places[iri] = Place(start + width / 2, top + height / 2, width, height)
        top += height + ROW_GAP
