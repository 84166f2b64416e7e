"""How long it takes to work out what a large record comes to, to open what was kept of it, and to tell of one claim.

``python benchmarks/reasoning.py [CLAIMS]`` builds an index of that many claims (a million unless said otherwise) and
twice as many statements and relations, with hubs, chains and circles. It prints how long each step takes from nothing;
then what is kept is written and mapped, and 200 claims drawn at random are told of, each with its standing, its roots
and why, and so is the one that most statements speak of. The ratio is to working it out anew for one claim. Claims have
no slots here, so that nothing is compared; what comparing costs depends on what a record says.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np

from benchmarks import bigger
from benchmarks.lineage import peak
from claimgraph.graph.arrays import Lists
from claimgraph.graph.index import files
from claimgraph.graph.reasoning import keeping
from claimgraph.graph.reasoning.reasoning import Reasoning
from claimgraph.graph.reasoning.telling import Names, Teller
from claimgraph.graph.reasoning.verdicts import Verdicts

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimgraph.graph.index.index import Index

STEPS = (
    ("on record, held up, counted", "ground"),
    ("arguments and attacks", "arguments"),
    ("grounded labels", "labels"),
    ("standing of all claims", "status"),
    ("single points of failure", "sole"),
    ("sides of all claims", "supporting"),
)
_ASKED = 200


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def fresh(index: Index) -> Reasoning:
    """The reasoning of an index, nothing of it worked out yet."""
    entails = Lists(np.zeros(len(index.claims) + 1, np.int64), np.zeros(0, np.int32))
    return Reasoning(index, Verdicts.of([]), entails)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("claims", nargs="?", type=int, default=1_000_000)
    claims = parser.parse_args().claims
    warm = fresh(bigger.index(min(claims, 60_000)))  # so that compiling is not counted
    for _words, name in STEPS:
        getattr(warm, name)
    index = bigger.index(claims)
    reasoning = fresh(index)
    print(f"{claims:,} claims, {len(index.statements):,} statements, {len(index.relations):,} relations")
    anew = 0.0
    for words, name in STEPS:
        taken = seconds(lambda name=name: getattr(reasoning, name))  # type: ignore[misc]
        anew += taken
        print(f"  {words:32} {taken:9.2f} s")
    print(f"  {len(reasoning.argued):,} arguments, {reasoning.arguments.framework.attacks:,} attacks")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "reasoning"
        files.write(file, "reasoning", {}, keeping.columns(reasoning, ["{}"]))
        start = time.perf_counter()
        opened = keeping.restored(index, files.read(file, "reasoning")[1], ["{}"])
        took = time.perf_counter() - start
        print(f"  {'opening what was kept':32} {took * 1e3:9.2f} ms   {file.stat().st_size / 1e6:.0f} MB")
        teller = Teller(opened, Names.plain(lambda iri: iri))
        chance = np.random.default_rng(0)
        times = sorted(
            seconds(lambda claim=claim: teller.standing(int(claim)))  # type: ignore[misc]
            for claim in chance.integers(0, claims, _ASKED)
        )
        median = times[len(times) // 2]
        print(
            f"  {'one claim: median of 200':32} {median * 1e3:9.2f} ms   {anew / median:,.0f} times as fast as anew"
        )
        print(f"  {'one claim: the slowest of them':32} {times[-1] * 1e3:9.2f} ms")
        busiest = int(np.argmax(opened.supporting.lengths + opened.opposing.lengths))
        spoken = len(opened.supporting.of(busiest)) + len(opened.opposing.of(busiest))
        hub = seconds(lambda: teller.standing(busiest))
        print(f"  {f'the busiest, {spoken:,} statements':32} {hub * 1e3:9.2f} ms")
    print(f"  {'peak memory':32} {peak():9.2f} GB")


if __name__ == "__main__":
    main()
