"""The grounded labelling is the least complete one, whichever way it is computed."""

from __future__ import annotations

from importlib.util import find_spec

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.graph import compiling
from claimgraph.graph.frameworks import grounded as module
from claimgraph.graph.frameworks.framework import Framework
from claimgraph.graph.frameworks.grounded import IN, LABELS, OUT, UNDEC, grounded
from claimgraph.ontology.errors import MissingExtraError


def random_framework(size: int, attacks: int, seed: int) -> Framework:
    """A seeded framework in which a few arguments are attacked by many."""
    chance = np.random.default_rng(seed)
    return Framework.from_arrays(
        size, chance.integers(0, size, attacks), (size * chance.random(attacks) ** 3).astype(np.int64)
    )


def plain(framework: Framework) -> list[int]:
    """The definition, over and over until nothing changes."""
    labels = [UNDEC] * len(framework)
    while True:
        before = list(labels)
        for argument, attackers in enumerate(framework.attackers):
            if any(labels[each] == IN for each in attackers):
                labels[argument] = OUT
            elif all(labels[each] == OUT for each in attackers):
                labels[argument] = IN
        if labels == before:
            return labels


def test_a_chain_alternates_and_a_cycle_is_left_open() -> None:
    """Who nobody attacks is in; whom they attack is out; a self-attacker is undecided."""
    framework = Framework.from_pairs([("a", "b"), ("b", "c"), ("d", "d"), ("e", "f"), ("f", "e"), ("a", "e")])
    assert dict(zip("abcdef", (LABELS[each] for each in grounded(framework)), strict=True)) == {
        "a": "in",
        "b": "out",
        "c": "in",
        "d": "undec",
        "e": "out",
        "f": "in",
    }


@settings(max_examples=60, deadline=None)
@given(size=st.integers(1, 12), data=st.data())
def test_it_is_what_the_definition_says(size: int, data: st.DataObject) -> None:
    """Against the definition, followed naively, on small frameworks."""
    numbers = st.integers(0, size - 1)
    attacks = data.draw(st.lists(st.tuples(numbers, numbers), max_size=3 * size))
    framework = Framework.from_arrays(
        size,
        [one for one, _ in attacks] or np.empty(0, int),
        [other for _, other in attacks] or np.empty(0, int),
    )
    assert grounded(framework).tolist() == plain(framework)


@pytest.mark.parametrize("seed", range(4))
def test_rounds_worklist_and_compiled_loop_agree(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """On frameworks that take rounds first and a worklist after them."""
    size = 4_000
    some = random_framework(size, 6_000, seed)
    left = some.attacked.owners
    framework = Framework.from_arrays(
        2 * size,
        np.concatenate((left, np.arange(size, 2 * size - 1))),
        np.concatenate((some.attacked.items, np.arange(size + 1, 2 * size))),
    )
    expected = plain(random_framework(300, 450, seed))
    assert grounded(random_framework(300, 450, seed), fast=False).tolist() == expected
    slow = grounded(framework, fast=False)
    assert (slow == grounded(framework, fast=True)).all()
    assert slow[size:].tolist() == [IN, OUT] * (size // 2)
    monkeypatch.setattr(module, "_PATIENCE", 10**9)
    assert (slow == grounded(framework, fast=False)).all()
    monkeypatch.setattr(module, "_SMALL", 10**9)
    assert (slow == grounded(framework, fast=False)).all()


def test_a_long_chain_costs_no_more_than_its_length() -> None:
    """Twice the chain is labelled, and nothing recurses."""
    for length in (20_000, 40_000):
        chain = Framework.from_arrays(length, np.arange(length - 1), np.arange(1, length))
        assert grounded(chain, fast=False).tolist() == [IN, OUT] * (length // 2)


def test_labels_are_read_only() -> None:
    """Nobody changes a labelling by accident."""
    with pytest.raises(ValueError, match="read-only"):
        grounded(Framework.from_pairs([("a", "b")]))[0] = OUT


def test_who_asks_for_numba_without_having_it_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And who does not ask goes without."""
    monkeypatch.setattr(compiling, "find_spec", lambda name: None if name == "numba" else find_spec(name))
    framework = Framework.from_pairs([("a", "b")])
    assert grounded(framework).tolist() == [IN, OUT]
    with pytest.raises(MissingExtraError, match=r"pip install 'claimgraph\[fast\]'"):
        grounded(framework, fast=True)
