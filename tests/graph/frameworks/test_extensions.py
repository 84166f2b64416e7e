"""Extensions are those of the literature, of clingo and of pygarg; in a fixed order, lazily, and cut where asked."""

from __future__ import annotations

import random
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.graph.frameworks.acceptance import (
    ALL,
    NONE,
    SOME,
    accepted,
    one_extension,
    statuses,
)
from claimgraph.graph.frameworks.extensions import Semantics, extensions
from claimgraph.graph.frameworks.framework import Framework
from claimgraph.ontology.errors import MissingExtraError, SolverLimitError
from tests.graph.frameworks.oracles import by_clingo, by_pygarg
from tests.graph.frameworks.published import PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.graph.frameworks.published import Published

ALL_SEMANTICS = [each.value for each in Semantics]


def framework_of(size: int, attacks: Sequence[tuple[int, int]]) -> Framework:
    """A framework of numbered pairs."""
    both = np.array(attacks, dtype=np.int64).reshape(-1, 2)
    return Framework.from_arrays(size, both[:, 0], both[:, 1])


@st.composite
def frameworks(draw: st.DrawFn) -> tuple[int, list[tuple[int, int]]]:
    """A few arguments, and any attacks among them."""
    size = draw(st.integers(0, 7))
    numbers = st.integers(0, max(size - 1, 0))
    return size, draw(st.lists(st.tuples(numbers, numbers), max_size=2 * size, unique=True)) if size else []


def seeded(seed: int) -> tuple[int, list[tuple[int, int]]]:
    """Several components that lean on each other, which small drawn frameworks seldom have."""
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    attacks = set()
    for first in range(0, 15, 3):
        attacks |= {(first + chance.randrange(3), first + chance.randrange(3)) for _ in range(5)}
        if first:
            attacks |= {(chance.randrange(first), first + chance.randrange(3)) for _ in range(2)}
    return 15, sorted(attacks)


@pytest.mark.parametrize("published", PUBLISHED, ids=lambda one: one.name)
@pytest.mark.parametrize("semantics", ALL_SEMANTICS)
def test_published_frameworks_have_their_published_extensions(published: Published, semantics: str) -> None:
    """As printed, for every semantics."""
    framework = Framework.from_pairs(
        [(pair[0], pair[1]) for pair in published.attacks.split()], published.arguments
    )
    found = {"".join(map(framework.name, one)) for one in extensions(framework, semantics)}
    printed = {published.grounded} if semantics == "grounded" else set(getattr(published, semantics))
    assert found == printed


@settings(max_examples=60, deadline=None)
@given(given_one=frameworks())
def test_extensions_are_those_of_two_other_solvers(given_one: tuple[int, list[tuple[int, int]]]) -> None:
    """The same sets, each once, for all four semantics."""
    size, attacks = given_one
    framework = framework_of(size, attacks)
    for semantics in ALL_SEMANTICS:
        found = list(extensions(framework, semantics))
        assert len(found) == len(set(found))
        assert set(found) == by_clingo(size, attacks, semantics) == by_pygarg(size, attacks, semantics)


@pytest.mark.parametrize("seed", range(12))
def test_components_that_lean_on_each_other_lose_nothing(seed: int) -> None:
    """Frameworks of five components, where what was chosen before decides what can follow."""
    size, attacks = seeded(seed)
    framework = framework_of(size, attacks)
    for semantics in ALL_SEMANTICS:
        assert set(extensions(framework, semantics)) == by_clingo(size, attacks, semantics)


@settings(max_examples=40, deadline=None)
@given(given_one=frameworks())
def test_acceptance_is_what_the_extensions_say(given_one: tuple[int, list[tuple[int, int]]]) -> None:
    """Each argument, in both modes, with a witness that is an extension and shows it."""
    size, attacks = given_one
    framework = framework_of(size, attacks)
    for semantics in ALL_SEMANTICS:
        every = by_clingo(size, attacks, semantics)
        status = statuses(framework, semantics)
        assert status.exist == bool(every)
        one = one_extension(framework, semantics)
        assert one in every if every else one is None
        for argument in range(size):
            holding = {extension for extension in every if argument in extension}
            some = accepted(framework, argument, semantics, "credulous")
            whole = accepted(framework, argument, semantics)
            assert (some.accepted, whole.accepted) == (bool(holding), holding == every)
            assert some.witness in holding if holding else some.witness is None
            assert whole.witness is None if whole.accepted else whole.witness in every - holding
            expected = NONE if not holding else ALL if holding == every else SOME
            assert status.values[argument] == expected


@pytest.mark.parametrize("seed", range(6))
def test_acceptance_holds_where_components_lean_on_each_other(seed: int) -> None:
    """The hard question, whether all preferred extensions hold an argument, on larger frameworks."""
    size, attacks = seeded(seed)
    framework = framework_of(size, attacks)
    every = by_clingo(size, attacks, "preferred")
    values = statuses(framework, "preferred").values
    for argument in range(size):
        count = sum(argument in extension for extension in every)
        assert values[argument] == (NONE if count == 0 else ALL if count == len(every) else SOME)
        assert accepted(framework, argument, "preferred").accepted == (count == len(every))


def test_where_nothing_is_stable_everything_follows() -> None:
    """Every argument is in all of no extensions; the statuses say that there is none."""
    circle = framework_of(4, [(0, 1), (1, 2), (2, 0)])
    assert accepted(circle, 3, "stable") == accepted(circle, 0, "stable")
    assert accepted(circle, 0, "stable").accepted
    assert not accepted(circle, 3, "stable", "credulous").accepted
    assert not statuses(circle, "stable").exist
    assert (list(extensions(circle, "stable")), one_extension(circle, "stable")) == ([], None)


def test_many_extensions_are_given_one_by_one_and_cut_where_asked() -> None:
    """Sixty pairs have 2^60 preferred extensions; the first few cost no more than they."""
    pairs = framework_of(120, [(one, one ^ 1) for one in range(120)])
    for semantics in ("preferred", "stable", "complete"):
        search = extensions(pairs, semantics, limit=3)
        assert not search.cut
        found = list(search)
        assert len(found) == 3
        assert search.cut
        assert found[0] == tuple(range(0, 120, 2))
    exact = extensions(framework_of(2, [(0, 1), (1, 0)]), "preferred", limit=2)
    assert (list(exact), exact.cut) == ([(0,), (1,)], False)


def test_an_impossible_component_behind_many_pairs_is_seen_at_once() -> None:
    """Nothing is stable with a circle of three, however many choices stand before it."""
    attacks = [(one, one ^ 1) for one in range(60)] + [(60, 61), (61, 62), (62, 60), (0, 60)]
    attacks += [(2 * each, 2 * each + 2) for each in range(29)]
    framework = framework_of(64, [*attacks, (63, 63)])
    assert list(extensions(framework, "stable", seconds=60)) == []


def test_the_order_is_always_the_same() -> None:
    """What holds the first argument comes first, whatever the solver finds first."""
    square = framework_of(4, [(0, 1), (1, 0), (2, 3), (3, 2)])
    assert list(extensions(square, "preferred")) == [(0, 2), (0, 3), (1, 2), (1, 3)]
    assert list(extensions(framework_of(2, [(0, 1), (1, 0)]), "complete")) == [(0,), (1,), ()]


def test_a_search_ends_when_its_time_is_over() -> None:
    """It says so, and gives no answer that it has not found."""
    pairs = framework_of(4, [(0, 1), (1, 0), (2, 3), (3, 2)])
    with pytest.raises(SolverLimitError, match="stopped after"):
        list(extensions(pairs, "preferred", seconds=1e-9))
    with pytest.raises(SolverLimitError, match="allow more"):
        statuses(pairs, "preferred", seconds=1e-9)
    assert accepted(pairs, 0, "preferred", "credulous", seconds=60).accepted


def test_a_solver_at_work_is_interrupted() -> None:
    """One hard question does not outlast the time allowed: holes for pigeons are hard for every such solver."""
    holes = 11
    place = [[pigeon * holes + hole for hole in range(holes)] for pigeon in range(holes + 1)]
    size = (holes + 1) * holes
    attacks = [(a, b) for row in place for a in row for b in row if a != b]
    attacks += [(a, b) for hole in zip(*place, strict=True) for a in hole for b in hole if a != b]
    # One more argument for each pigeon, which attacks itself: only a pigeon with a hole defeats it.
    attacks += [(size + number, size + number) for number in range(holes + 1)]
    attacks += [(each, size + number) for number, row in enumerate(place) for each in row]
    with pytest.raises(SolverLimitError):
        one_extension(framework_of(size + holes + 1, attacks), "stable", seconds=0.3)


def test_without_a_solver_the_grounded_answers_remain(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest says what to install."""
    monkeypatch.setitem(sys.modules, "pysat.solvers", None)
    pair = framework_of(2, [(0, 1), (1, 0)])
    assert list(extensions(pair, "grounded")) == [()]
    assert not accepted(pair, 0, "complete").accepted
    for ask in (
        lambda: list(extensions(pair, "preferred")),
        lambda: statuses(pair, "stable"),
        lambda: accepted(pair, 0, "preferred"),
    ):
        with pytest.raises(MissingExtraError, match=r"pip install 'claimgraph\[solver\]'"):
            ask()


def test_an_argument_that_is_not_there_is_refused() -> None:
    """No number is counted from the end."""
    for argument in (-1, 2):
        with pytest.raises(IndexError, match="numbered 0 to 1"):
            accepted(framework_of(2, []), argument, "grounded")
