"""The whole picture: every claim with its statements under it, in columns, related ones near each other.

A hairball tells nothing, so the picture is set like a page. Each claim heads a block, its statements stand below it,
and blocks fill columns whose number suits a wide screen. The order of the blocks is searched for: relations should
run inside a column or to the next one. Sources lie beneath, agents and things stand in a margin on the right.

The search is a plain hill-climb over swaps (no randomness, so the same graph always gives the same picture); it is
left out above a size where it would be felt, and the order by connection stands alone there.
"""

from __future__ import annotations

from collections import defaultdict, deque
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

SCREEN: Final = (1330.0, 630.0)
"""The room a page has for its picture on a laptop of 1366 by 768: the number of columns is chosen for it."""

SEARCHED: Final = 60
"""Up to this many blocks, every pair is tried; beyond, only near ones, and past four times as many, none."""

_ROUNDS: Final = 8
_FAR: Final = 380.0
_NEXT: Final = 70.0


@dataclass(frozen=True, slots=True)
class Block:
    """A claim and the statements on it, drawn as one piece."""

    claim: str | None
    statements: tuple[str, ...]
    height: float


def arrange_whole(reading: Reading) -> dict[str, Place]:
    """Place every node of the graph."""
    blocks = _blocks(reading)
    sources = len(reading.of_family("source"))
    order, count = _order(blocks, _ties(reading, blocks), sources)
    places: dict[str, Place] = {}
    columns = _fill([blocks[index].height for index in order], count)
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
    _margin(places, reading, others, start=right + MARGIN, tallest=max(bottom, SCREEN[1]))
    return places


def _beneath(places: dict[str, Place], reading: Reading, *, left: float, right: float, top: float) -> float:
    """Sources in rows under the columns, each near what it carries; gives the lower edge."""
    nodes = _by_neighbours(reading, places, "source", upright=False)
    each = max(1, int((right - left + ROW_GAP) // (SOURCE_WIDTH + ROW_GAP)))
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
        if a is not None and b is not None and a != b:
            ties[min(a, b), max(a, b)] += 1.0 if edge.is_relation else 0.4
    return dict(ties)


def _order(
    blocks: Sequence[Block], ties: Mapping[tuple[int, int], float], sources: int
) -> tuple[list[int], int]:
    """The order of the blocks, and how many columns they fill."""
    order = _by_connection(len(blocks), ties)
    count = _column_count([block.height for block in blocks], sources)
    reach = len(order) if len(order) <= SEARCHED else 6 if len(order) <= 4 * SEARCHED else 0
    heights = [block.height for block in blocks]
    best = _cost(order, heights, count, ties)
    for _ in range(_ROUNDS):
        before = best
        for i in range(len(order)):
            for j in range(i + 1, min(len(order), i + 1 + reach)):
                order[i], order[j] = order[j], order[i]
                if (cost := _cost(order, heights, count, ties)) < best - 1e-9:
                    best = cost
                    continue
                order[i], order[j] = order[j], order[i]
                if j == i + 1:
                    continue
                order.insert(i, order.pop(j))
                if (cost := _cost(order, heights, count, ties)) < best - 1e-9:
                    best = cost
                else:
                    order.insert(j, order.pop(i))
        if best >= before - 1e-9:
            break
    return order, count


def _by_connection(count: int, ties: Mapping[tuple[int, int], float]) -> list[int]:
    """Largest group of connected blocks first; in each, from its most connected block outwards."""
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for (a, b), weight in ties.items():
        near[a][b] = near[b][a] = weight
    degree = [sum(near[index].values()) for index in range(count)]
    seen: set[int] = set()
    groups: list[list[int]] = []
    for start in sorted(range(count), key=lambda index: (-degree[index], index)):
        if start in seen:
            continue
        seen.add(start)
        group, queue = [], deque([start])
        while queue:
            group.append(here := queue.popleft())
            for there in sorted(near[here], key=lambda index: (-near[here][index], index)):
                if there not in seen:
                    seen.add(there)
                    queue.append(there)
        groups.append(group)
    groups.sort(key=lambda group: -len(group))
    return [index for group in groups for index in group]


def _column_count(heights: Sequence[float], sources: int) -> int:
    """As many columns as let the picture be shown largest on a laptop's screen."""
    total = sum(heights) + BLOCK_GAP * len(heights)
    best, best_scale = 1, 0.0
    for count in range(1, len(heights) + 1):
        width = count * (CLAIM_WIDTH + GUTTER) - GUTTER
        rows = -(-sources * (SOURCE_WIDTH + ROW_GAP) // width)
        height = max(total / count, *heights) + (BENEATH + rows * (SOURCE_HEIGHT + ROW_GAP) if sources else 0)
        scale = min(SCREEN[0] / width, SCREEN[1] / height)
        if scale > best_scale:
            best, best_scale = count, scale
        elif width / height > 4 * SCREEN[0] / SCREEN[1]:
            break
    return best


def _fill(heights: Sequence[float], count: int) -> list[list[tuple[int, float, float]]]:
    """Deal blocks into columns in order: for each column, (position, top, bottom)."""
    total = sum(heights) + BLOCK_GAP * len(heights)
    columns: list[list[tuple[int, float, float]]] = [[]]
    used, y = 0.0, 0.0
    for position, height in enumerate(heights):
        # A column ends where the running total passes its share, so that the last one is not left short or long.
        if columns[-1] and len(columns) < count and used + height / 2 > total * len(columns) / count:
            columns.append([])
            y = 0.0
        columns[-1].append((position, y, y + height))
        y += height + BLOCK_GAP
        used += height + BLOCK_GAP
    return columns


def _cost(
    order: Sequence[int], heights: Sequence[float], count: int, ties: Mapping[tuple[int, int], float]
) -> float:
    """How far the lines would run: down a column is cheap, to the next one fair, across others dear."""
    where: dict[int, tuple[int, float]] = {}
    for number, column in enumerate(_fill([heights[index] for index in order], count)):
        for position, top, bottom in column:
            where[order[position]] = (number, (top + bottom) / 2)
    cost = 0.0
    for (a, b), weight in ties.items():
        (column_a, y_a), (column_b, y_b) = where[a], where[b]
        apart = abs(column_a - column_b)
        cost += weight * (abs(y_a - y_b) + (0.0 if not apart else _NEXT + _FAR * (apart - 1)))
    return cost


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
