"""The order of blocks: a permutation, the same each time, and never worse than where the search began."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from claimgraph.visualize.ordering import _Run, by_connection, dealt, ordered

Ties = dict[tuple[int, int], float]


@st.composite
def walls(draw: st.DrawFn) -> tuple[list[float], Ties, int]:
    """Some blocks, some ties between them, some columns."""
    heights = draw(st.lists(st.floats(10, 120), min_size=1, max_size=7))
    pairs = [(a, b) for a in range(len(heights)) for b in range(a + 1, len(heights))]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    ties = {pair: draw(st.sampled_from([0.4, 1.0, 3.0])) for pair in chosen}
    return heights, ties, draw(st.integers(1, 4))


def _length(order: list[int], wall: tuple[list[float], Ties, int]) -> float:
    heights, ties, count = wall
    return _Run(heights, ties, count, 12).length(order)


@given(walls())
def test_every_block_stands_somewhere_once(wall: tuple[list[float], Ties, int]) -> None:
    """Nothing is lost by swapping and moving."""
    heights, ties, count = wall
    order = ordered(heights, ties, count, gap=12)
    assert sorted(order) == list(range(len(heights)))
    assert order == ordered(heights, dict(reversed(ties.items())), count, gap=12)


@given(walls())
def test_the_search_never_makes_it_worse(wall: tuple[list[float], Ties, int]) -> None:
    """It starts from the order by connection and only takes steps that shorten the lines."""
    heights, ties, count = wall
    found = _length(ordered(heights, ties, count, gap=12), wall)
    assert found <= _length(by_connection(len(heights), ties), wall) + 1e-9


@given(walls())
def test_lines_are_measured_on_the_columns_that_are_drawn(wall: tuple[list[float], Ties, int]) -> None:
    """The quick measure agrees with dealing the blocks out."""
    heights, ties, count = wall
    order = list(range(len(heights)))
    where = {
        position: (column, (top + bottom) / 2)
        for column, blocks in enumerate(dealt(heights, count, gap=12))
        for position, top, bottom in blocks
    }
    run = _Run(heights, ties, count, 12)
    run.length(order)
    assert [run._column[n] for n in order] == [where[n][0] for n in order]  # noqa: SLF001
    assert all(abs(run._middle[n] - where[n][1]) < 1e-6 for n in order)  # noqa: SLF001


def test_a_chain_of_four_is_laid_out_as_a_chain() -> None:
    """Small enough to try every order: the search finds one of the shortest."""
    wall: tuple[list[float], Ties, int] = ([40.0] * 4, {(0, 3): 1.0, (3, 1): 1.0, (1, 2): 1.0}, 1)
    wall[1][1, 3] = wall[1].pop((3, 1))
    best = min(_length(list(order), wall) for order in permutations(range(4)))
    assert _length(ordered(*wall, gap=12), wall) == best
