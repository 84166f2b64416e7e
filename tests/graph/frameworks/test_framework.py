"""Frameworks are made from pairs, arrays and networkx, hold what was said once, and cannot be changed."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from claimgraph.graph.frameworks.components import separate_parts, strong_components
from claimgraph.graph.frameworks.framework import LARGEST, Framework
from claimgraph.ontology.errors import FrameworkError, UnknownNameError


def test_an_attack_said_twice_is_one_attack() -> None:
    """The relation is a set of pairs, in order, seen from both ends."""
    framework = Framework.from_arrays(3, [2, 0, 2, 0], [0, 1, 0, 2])
    assert [row.tolist() for row in framework.attacked] == [[1, 2], [], [0]]
    assert [row.tolist() for row in framework.attackers] == [[2], [0], [0]]
    assert framework.attacks == 3


def test_all_ways_to_make_a_framework_agree() -> None:
    """Pairs of names, a networkx graph, and arrays give the same rows."""
    pairs = [("a", "b"), ("b", "a"), ("c", "c")]
    graph = nx.DiGraph(pairs)
    named, drawn = Framework.from_pairs(pairs), Framework.from_networkx(graph)
    assert named.names == drawn.names == ("a", "b", "c")
    assert named.attacked.items.tolist() == drawn.attacked.items.tolist() == [1, 0, 2]


def test_nothing_in_a_framework_can_be_changed() -> None:
    """Its arrays are read-only, and later changes of what it was made from do not reach it."""
    sources = np.array([0])
    framework = Framework.from_arrays(2, sources, [1])
    sources[0] = 1
    assert framework.attacked.of(0).tolist() == [1]
    with pytest.raises(ValueError, match="read-only"):
        framework.attacked.items[0] = 0


def test_a_framework_without_arguments_is_one() -> None:
    """Nothing can be asked of it that fails."""
    framework = Framework.from_pairs([])
    assert (len(framework), framework.attacks, strong_components(framework)) == (0, 0, [])


@pytest.mark.parametrize(
    ("size", "sources", "targets", "said"),
    [
        (2, [0], [2], "numbered 0 to 1"),
        (2, [-1], [0], "numbered 0 to 1"),
        (2, [0, 1], [0], "one length"),
        (2, [0.5], [1], "whole numbers"),
        (-1, [], [], "not -1"),
        (LARGEST + 1, [], [], "arguments"),
    ],
)
def test_what_is_no_framework_is_refused(
    size: int, sources: list[float], targets: list[float], said: str
) -> None:
    """Numbers that name no argument are not wrapped around, cut or ignored."""
    with pytest.raises(FrameworkError, match=said) as caught:
        Framework.from_arrays(size, sources, targets)
    assert len(caught.value.problems) == 1


def test_names_must_be_different() -> None:
    """Two arguments of one name could not be told apart."""
    with pytest.raises(FrameworkError, match="2 different names"):
        Framework.from_arrays(2, [], [], names=["a", "a"])


def test_an_argument_is_found_by_its_name() -> None:
    """By number from 1 where there are no names; what is no name is refused with the nearest one."""
    assert Framework.from_arrays(3, [], []).number("3") == 2
    named = Framework.from_pairs([("alpha", "beta")])
    assert named.number("beta") == 1
    for framework, name in ((named, "bta"), (Framework.from_arrays(3, [], []), "4")):
        with pytest.raises(UnknownNameError, match=name):
            framework.number(name)
    for odd in ("0", "-1", "+1", " 1", "1_0", "٣", "9" * 5000):
        with pytest.raises(UnknownNameError):
            Framework.from_arrays(20, [], []).number(odd)


def test_a_part_keeps_its_attacks_and_names() -> None:
    """What stays is numbered anew, and says which it was."""
    framework = Framework.from_pairs([("a", "b"), ("b", "c"), ("c", "a")])
    part, numbers = framework.restricted_to(np.array([True, False, True]))
    assert (numbers.tolist(), part.names, part.attacked.items.tolist()) == ([0, 2], ("a", "c"), [0])


@pytest.mark.parametrize("fast", [False, True])
def test_components_are_those_of_networkx_and_attackers_come_first(*, fast: bool) -> None:
    """On seeded graphs of several densities, compiled or not."""
    for seed in range(12):
        graph = nx.gnp_random_graph(30, (0.02, 0.05, 0.1)[seed % 3], seed=seed, directed=True)
        framework = Framework.from_networkx(graph)
        found = [set(each.tolist()) for each in strong_components(framework, fast=fast)]
        assert sorted(map(sorted, found)) == sorted(map(sorted, nx.strongly_connected_components(graph)))
        place = {argument: number for number, part in enumerate(found) for argument in part}
        assert all(place[one] <= place[other] for one, other in graph.edges())
        apart = [set(each.tolist()) for each in separate_parts(framework, fast=fast)]
        assert sorted(map(sorted, apart)) == sorted(map(sorted, nx.weakly_connected_components(graph)))


def test_a_chain_of_any_length_passes() -> None:
    """Nothing recurses."""
    length = 30_000
    chain = Framework.from_arrays(length, np.arange(length - 1), np.arange(1, length))
    assert len(strong_components(chain, fast=False)) == length
