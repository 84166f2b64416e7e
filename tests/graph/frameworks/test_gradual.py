"""Gradual strengths are those of the literature, of plain arithmetic, and of an independent integration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.graph.frameworks.bipolar import Bipolar
from claimgraph.graph.frameworks.gradual import df_quad, quadratic_energy
from claimgraph.ontology.errors import FrameworkError

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimgraph.graph.frameworks.gradual import Strengths

BOTH = pytest.mark.parametrize("model", [df_quad, quadratic_energy])

# The engineering debate of Rago, Toni, Aurisicchio and Baroni, "Discontinuity-free decision support with quantitative
# argumentation debates", KR 2016.
DEBATE = Bipolar.from_pairs(
    {"A1": 0.5, "A2": 0.5, "P1": 0.7, "P2": 0.5, "P3": 0.9, "C1": 0.2, "C2": 0.2, "C3": 0.6, "C4": 0.5},
    attacks=[("C1", "A2"), ("C2", "P2"), ("C3", "P2"), ("C4", "P2")],
    supports=[("P1", "A1"), ("P2", "A1"), ("P3", "A2")],
)

# The stock example of Potyka, "Continuous dynamical systems for weighted bipolar argumentation", KR 2018. Its numbers
# are those that the author's own program prints (https://github.com/nicopotyka/Uncertainpy, the notebook
# examples/gradual/gradual_argumentation_examples.ipynb): the 84th step of 0.1 by the classical Runge-Kutta method.
STOCK = Bipolar.from_pairs(
    {"Buy": 0.5, "Sell": 0.5, "1": 0.8, "2": 0.7, "3": 0.3, "4": 0.9, "5": 0.9},
    attacks=[("Buy", "Sell"), ("Sell", "Buy"), ("2", "1"), ("4", "1"), ("5", "3"), ("3", "2")],
    supports=[("1", "Sell"), ("2", "Buy"), ("4", "Buy"), ("5", "2")],
)
PRINTED = [
    0.8208178793031596,
    0.36345378093100583,
    0.20494963930535626,
    0.8050136080030856,
    0.165776045953347,
    0.9,
    0.9,
]


def dense(bipolar: Bipolar) -> np.ndarray[Any, np.dtype[np.float64]]:
    """A matrix with 1 for each support and -1 for each attack, a row for each target."""
    found = np.zeros((len(bipolar), len(bipolar)))
    for target in range(len(bipolar)):
        found[target, bipolar.supporters.of(target)] += 1
        found[target, bipolar.attackers.of(target)] -= 1
    return found


def runge_kutta(bipolar: Bipolar, steps: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The quadratic-energy model by the classical method with steps of 0.1, written for this test alone."""
    matrix, base = dense(bipolar), bipolar.base

    def speed(at: Any) -> Any:  # noqa: ANN401 - arrays
        energy = matrix @ at
        up, down = np.maximum(energy, 0) ** 2, np.maximum(-energy, 0) ** 2
        return base + (1 - base) * up / (1 + up) - base * down / (1 + down) - at

    now = base.copy()
    for _ in range(steps):
        one = speed(now)
        two = speed(now + 0.05 * one)
        three = speed(now + 0.05 * two)
        four = speed(now + 0.1 * three)
        now = now + 0.1 / 6 * (one + 2 * two + 2 * three + four)
    return now


@pytest.mark.parametrize("fast", [False, True])
def test_df_quad_gives_the_published_strengths(*, fast: bool) -> None:
    """A1 .862, A2 .85, P2 .08; what nobody attacks or supports keeps its base score."""
    found = df_quad(DEBATE, fast=fast)
    assert found.values.tolist() == pytest.approx(
        [0.862, 0.85, 0.7, 0.08, 0.9, 0.2, 0.2, 0.6, 0.5], abs=1e-12
    )
    assert (found.converged, found.rounds) == (True, 1)


def test_the_stock_example_is_the_one_that_was_published() -> None:
    """The author's method, step for step, gives the digits that were printed; so the framework is the author's."""
    assert runge_kutta(STOCK, 84).tolist() == pytest.approx(PRINTED, abs=1e-12)


@pytest.mark.parametrize("fast", [False, True])
def test_quadratic_energy_settles_where_the_published_example_does(*, fast: bool) -> None:
    """Within what the author's program leaves open (0.001), and within 1e-6 of the same method carried on."""
    found = quadratic_energy(STOCK, fast=fast)
    assert found.values.tolist() == pytest.approx(PRINTED, abs=2e-3)
    assert found.values.tolist() == pytest.approx(runge_kutta(STOCK, 3_000).tolist(), abs=1e-6)
    assert found.converged


def test_quadratic_energy_gives_published_strengths_without_cycles() -> None:
    """Example 4.1 of https://github.com/kcyras/QDT: a .519, b .172, c .625."""
    example = Bipolar.from_pairs(
        {"a": 0.5, "b": 0.2, "c": 0.85, "d": 0.65, "e": 0.4, "f": 1.0},
        supports=[("b", "a"), ("d", "a"), ("e", "c")],
        attacks=[("c", "a"), ("e", "b"), ("f", "c")],
    )
    found = quadratic_energy(example)
    assert [round(value, 3) for value in found.values.tolist()] == [0.519, 0.172, 0.625, 0.65, 0.4, 1.0]


def test_a_cycle_with_a_closed_form() -> None:
    """Two arguments of score w that attack each other settle under DF-QuAD where s = w - w s: at w / (1 + w)."""
    pair = Bipolar.from_pairs({"a": 0.6, "b": 0.6}, attacks=[("a", "b"), ("b", "a")])
    assert df_quad(pair).values.tolist() == pytest.approx([0.375, 0.375], abs=1e-6)


def test_what_oscillates_has_no_number_nor_has_what_depends_on_it() -> None:
    """Two of score 1 that attack each other are 1, 0, 1, ...; the rest of the framework keeps its strengths."""
    framework = Bipolar.from_pairs(
        {"a": 1, "b": 1, "c": 0.5, "d": 0.3, "e": 0.5, "f": 0.5},
        attacks=[("a", "b"), ("b", "a"), ("b", "c"), ("e", "f"), ("f", "e")],
        supports=[("c", "d")],
    )
    for fast in (False, True):
        found = df_quad(framework, fast=fast)
        assert (found.oscillating, found.unsettled, found.converged) == ((0, 1), (0, 1, 2, 3), False)
        assert [found.of(each) is None for each in range(6)] == [True] * 4 + [False] * 2
        assert found.of(4) == pytest.approx(1 / 3, abs=1e-6)
    assert quadratic_energy(framework).converged


def test_too_few_rounds_are_said_and_not_passed_off_as_a_result() -> None:
    """A limit that is met leaves no number behind."""
    for model in (df_quad, quadratic_energy):
        found = model(STOCK, rounds=4)
        assert not found.converged
        assert (found.of(0), found.of(1)) == (None, None)
        assert found.of(2) is not None


@st.composite
def bipolars(draw: st.DrawFn) -> Bipolar:
    """A few arguments, with any scores, attacks and supports."""
    size = draw(st.integers(1, 8))
    base = draw(st.lists(st.sampled_from([0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0]), min_size=size, max_size=size))
    numbers = st.integers(0, size - 1)
    attacks, supports = (draw(st.lists(st.tuples(numbers, numbers), max_size=size)) for _ in range(2))
    names = [str(number) for number in range(size)]
    return Bipolar.from_pairs(
        dict(zip(names, base, strict=True)),
        attacks=[(names[one], names[other]) for one, other in attacks],
        supports=[(names[one], names[other]) for one, other in supports],
    )


@BOTH
@settings(max_examples=40, deadline=None)
@given(bipolar=bipolars())
def test_settled_strengths_satisfy_the_formula(bipolar: Bipolar, model: Callable[..., Strengths]) -> None:
    """Every strength follows from those it depends on, written out; compiled and not are the same."""
    found, again = model(bipolar, fast=False, rounds=400), model(bipolar, fast=True, rounds=400)
    assert found.unsettled == again.unsettled
    assert np.allclose(found.values, again.values, atol=1e-9, equal_nan=True)
    for argument in range(len(bipolar)):
        strength, score = found.of(argument), float(bipolar.base[argument])
        if strength is None:
            continue
        against = found.values[bipolar.attackers.of(argument)]
        behind = found.values[bipolar.supporters.of(argument)]
        if model is df_quad:
            difference = float(np.prod(1 - against) - np.prod(1 - behind))
            expected = score + (1 - score if difference > 0 else score) * difference
        else:
            energy = float(behind.sum() - against.sum())
            share = energy**2 / (1 + energy**2)
            expected = score + (1 - score if energy > 0 else -score) * share
        assert strength == pytest.approx(expected, abs=2e-6)


@settings(max_examples=20, deadline=None)
@given(bipolar=bipolars())
def test_the_curve_is_the_one_that_the_classical_method_follows(bipolar: Bipolar) -> None:
    """Where several strengths would satisfy the formula, those are found to which the model's own curve leads."""
    found = quadratic_energy(bipolar)
    settled = ~np.isnan(found.values)
    assert np.allclose(found.values[settled], runge_kutta(bipolar, 600)[settled], atol=1e-4)


@BOTH
def test_a_long_chain_is_one_pass(model: Callable[..., Strengths]) -> None:
    """Order, not rounds: each strength is computed once, after what it depends on."""
    length = 20_000
    chain = Bipolar.from_arrays(np.full(length, 0.5), attacks=(np.arange(length - 1), np.arange(1, length)))
    found = model(chain, fast=False)
    assert (found.rounds, found.converged) == (1, True)


@pytest.mark.parametrize("score", [-0.1, 1.1, float("nan")])
def test_a_score_that_is_none_is_refused(score: float) -> None:
    """No grade is no number, and nothing is put in its place."""
    with pytest.raises(FrameworkError, match="from 0 to 1"):
        Bipolar.from_arrays([0.5, score])


def test_an_argument_without_a_score_is_refused() -> None:
    """It is named."""
    with pytest.raises(FrameworkError, match="'b' has no base score"):
        Bipolar.from_pairs({"a": 0.5}, attacks=[("b", "a")])
    with pytest.raises(FrameworkError, match="numbered 0 to 0"):
        Bipolar.from_arrays([0.5], supports=([0], [1]))


def test_an_empty_framework_has_no_strengths() -> None:
    """And nothing fails."""
    assert df_quad(Bipolar.from_pairs({})).values.tolist() == []
