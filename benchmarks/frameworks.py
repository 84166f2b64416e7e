"""What labelling a framework costs, against the figures that were promised and against plain networkx.

A seeded framework: a few arguments are attacked by very many and most by few (a power law), chains run through it, and
it is full of cycles. Grounded labelling is timed with numba and without, gradual strengths by both models, extensions
on a smaller framework of many components. networkx, which has neither, is used as a person would: dictionaries of
neighbours and the plain definitions, on a tenth of the size, and compared as time for each argument. Times are of the
wall clock, the quickest of some runs, compilation apart; run it with the Python of an environment where claimgraph is
installed: ``.venv/bin/python benchmarks/frameworks.py``. Exit code 1 if a promised figure is missed.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections import deque
from importlib.util import find_spec
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import networkx as nx
import numpy as np

from benchmarks.timing import seconds
from claimgraph.graph.frameworks.acceptance import statuses
from claimgraph.graph.frameworks.bipolar import Bipolar
from claimgraph.graph.frameworks.extensions import extensions
from claimgraph.graph.frameworks.framework import Framework
from claimgraph.graph.frameworks.gradual import df_quad, quadratic_energy
from claimgraph.graph.frameworks.grounded import IN, OUT, UNDEC, grounded

PROMISED = {"grounded, numba": 0.2, "grounded, numpy": 1.0, "DF-QuAD": 1.5, "quadratic energy": 1.5}
"""Seconds for a million arguments with two million attacks or relations."""

PROMISED_SIZE = 1_000_000
MEGABYTE = 1024


def pairs(size: int, seed: int, *, mutual: bool) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Twice as many pairs as arguments: mostly to hubs, half of these mutual if so asked; the rest in chains."""
    chance = np.random.default_rng(seed)
    chained = size // 10
    step = np.arange(chained)
    step = step[step % 100 != 99]  # noqa: PLR2004 - where a chain ends
    many = 2 * size - len(step)
    sources = chance.integers(0, size, many)
    hubs = np.minimum((size * chance.random(many) ** 3).astype(np.int64), size - 1)
    # Half of these answer each other, as a denial and what it denies do.
    paired = many // 4 if mutual else 0
    sources[paired : 2 * paired], hubs[paired : 2 * paired] = hubs[:paired], sources[:paired]
    after = np.minimum(size - chained + step + 1, size - 1)
    return np.concatenate((sources, size - chained + step)), np.concatenate((hubs, after))


def framework(size: int, seed: int) -> Framework:
    """A plain framework, in which many attack each other."""
    sources, targets = pairs(size, seed, mutual=True)
    return Framework.from_arrays(size, sources, targets)


def bipolar(size: int, seed: int) -> Bipolar:
    """The like, every other pair a support, with five base scores; where many attack each other, DF-QuAD oscillates."""
    sources, targets = pairs(size, seed, mutual=False)
    base = np.random.default_rng(seed).choice([0.1, 0.3, 0.5, 0.7, 0.9], size)
    even = np.arange(len(sources)) % 2 == 0
    return Bipolar.from_arrays(
        base, attacks=(sources[even], targets[even]), supports=(sources[~even], targets[~even])
    )


def by_networkx(graph: nx.DiGraph[int]) -> dict[int, int]:
    """The grounded labelling over networkx's neighbours, with a worklist."""
    labels = dict.fromkeys(graph, UNDEC)
    left = dict(graph.in_degree())
    waiting = deque(argument for argument, count in left.items() if count == 0)
    for argument in waiting:
        labels[argument] = IN
    while waiting:
        for beaten in graph.successors(waiting.popleft()):
            if labels[beaten] == UNDEC:
                labels[beaten] = OUT
                for freed in graph.successors(beaten):
                    left[freed] -= 1
                    if left[freed] == 0 and labels[freed] == UNDEC:
                        labels[freed] = IN
                        waiting.append(freed)
    return labels


def strengths_by_networkx(graph: nx.DiGraph[int], rounds: int) -> dict[int, float]:
    """DF-QuAD over networkx's neighbours, in as many steps as the arrays took."""
    base = {argument: float(about["base"]) for argument, about in graph.nodes(data=True)}
    now = dict(base)
    for _ in range(rounds):
        following = {}
        for argument, score in base.items():
            left = right = 1.0
            for other, about in graph.pred[argument].items():
                if about["attack"]:
                    left *= 1 - now[other]
                else:
                    right *= 1 - now[other]
            difference = left - right
            following[argument] = score + (1 - score if difference > 0 else score) * difference
        now = following
    return now


def main() -> int:
    """Measure, print, and say whether what was promised is kept."""
    parser = argparse.ArgumentParser(description="Frameworks on arrays against plain networkx.")
    parser.add_argument(
        "--arguments",
        type=int,
        default=PROMISED_SIZE,
        help="arguments; twice as many attacks (default: %(default)s)",
    )
    parser.add_argument(
        "--runs", type=int, default=3, help="runs, of which the quickest counts (default: %(default)s)"
    )
    parser.add_argument("--seed", type=int, default=0, help="of the generator (default: %(default)s)")
    given = parser.parse_args()
    size, small = given.arguments, max(given.arguments // 10, 1)
    compiled = find_spec("numba") is not None

    start = time.perf_counter()
    plain = framework(size, given.seed)
    print(f"{size:,} arguments, {plain.attacks:,} attacks, seed {given.seed}")
    print(f"{'made from arrays':34} {time.perf_counter() - start:8.3f} s")
    taken: dict[str, float] = {}
    if compiled:
        start = time.perf_counter()
        grounded(plain, fast=True)
        print(f"{'grounded, numba, first time':34} {time.perf_counter() - start:8.3f} s")
        taken["grounded, numba"] = seconds(lambda: grounded(plain, fast=True), given.runs)
    taken["grounded, numpy"] = seconds(lambda: grounded(plain, fast=False), given.runs)
    labels = np.bincount(grounded(plain), minlength=3)
    mixed = bipolar(size, given.seed)
    found = {"DF-QuAD": df_quad(mixed), "quadratic energy": quadratic_energy(mixed)}
    taken["DF-QuAD"] = seconds(lambda: df_quad(mixed), given.runs)
    taken["quadratic energy"] = seconds(lambda: quadratic_energy(mixed), given.runs)
    for name, time_taken in taken.items():
        promised = f"promised {PROMISED[name]:g} s" if size == PROMISED_SIZE else ""
        settled = found.get(name)
        told = f"{settled.rounds} rounds, {len(settled.unsettled):,} unsettled" if settled else ""
        print(f"{name:34} {time_taken:8.3f} s   {promised:15} {told}".rstrip())
    print(f"{'':34} {labels[IN]:,} in, {labels[OUT]:,} out, {labels[UNDEC]:,} undecided")
    print(f"{'peak memory':34} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE:8.0f} MB")

    if not _against_networkx(small, given.seed, given.runs, taken, size):
        return 1
    if find_spec("pysat") is not None:
        _by_sat(max(size // 125, 1), given.seed)
    missed = [
        name for name, limit in PROMISED.items() if size == PROMISED_SIZE and taken.get(name, 0.0) > limit
    ]
    if missed:
        print(f"missed: {', '.join(missed)}")
    return int(bool(missed))


def _against_networkx(small: int, seed: int, runs: int, taken: dict[str, float], size: int) -> bool:
    print(f"\nplain networkx on {small:,} arguments, compared as time for each argument")
    less = framework(small, seed)
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(small))
    graph.add_edges_from(zip(less.attacked.owners.tolist(), less.attacked.items.tolist(), strict=True))
    if list(by_networkx(graph).values()) != grounded(less).tolist():
        print("the labellings differ")
        return False
    _compared("grounded", seconds(lambda: by_networkx(graph), runs) / small, taken, "grounded", size)
    part = bipolar(small, seed)
    debate: nx.DiGraph[int] = nx.DiGraph()
    debate.add_nodes_from((number, {"base": score}) for number, score in enumerate(part.base.tolist()))
    for rows, attack in ((part.supporters, False), (part.attackers, True)):
        ends = zip(rows.items.tolist(), rows.owners.tolist(), strict=True)
        debate.add_edges_from(ends, attack=attack)
    rounds = df_quad(part).rounds
    plainly = seconds(lambda: strengths_by_networkx(debate, rounds), 1)
    _compared("DF-QuAD", plainly / small, taken, "DF-QuAD", size)
    return True


def _by_sat(size: int, seed: int) -> None:
    print(f"\nby SAT, on {size:,} arguments in components of up to ten that lean on each other")
    blocks = _blocks(size, seed)
    for semantics in ("preferred", "stable"):
        start = time.perf_counter()
        list(extensions(blocks, semantics, limit=10))
        some = time.perf_counter()
        statuses(blocks, semantics)
        every = time.perf_counter() - some
        print(
            f"{semantics:34} {some - start:8.3f} s for ten extensions, {every:.3f} s for every argument's status"
        )


def _compared(name: str, each: float, taken: dict[str, float], begins: str, size: int) -> None:
    for ours, time_taken in taken.items():
        if ours.startswith(begins):
            print(
                f"{name:34} {each * 1e6:8.3f} us; {ours} is {each / (time_taken / size):,.0f} times as fast"
            )


def _blocks(size: int, seed: int) -> Framework:
    """Small components full of even cycles, each attacked by a few arguments of earlier ones."""
    chance = np.random.default_rng(seed)
    one = chance.integers(0, size, size)
    other = np.minimum(one // 10 * 10 + chance.integers(0, 10, size), size - 1)
    earlier = (one * chance.random(size)).astype(np.int64)
    leaning = chance.random(size) < 0.2  # noqa: PLR2004 - a fifth
    keep = one != other
    sources = np.concatenate((one[keep], other[keep], earlier[leaning]))
    targets = np.concatenate((other[keep], one[keep], one[leaning]))
    return Framework.from_arrays(size, sources, targets)


if __name__ == "__main__":
    sys.exit(main())
