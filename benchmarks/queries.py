"""What confinement costs a typed query: warm, cold, and for a large result, beside the same query in this process.

One run, one store, the engines in turn, so that a busy machine slows all of them; figures are medians, and the ratios
are what to compare between machines. Run it with the Python of an environment where claimgraph is installed:
``.venv/bin/python benchmarks/queries.py``.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import rdflib

from claimgraph.graph.sparql import guard
from claimgraph.graph.sparql.sandbox import QueryPool, confinement, run_query

if TYPE_CHECKING:
    from collections.abc import Callable

EX = "http://example.org/"
QUERIES = {
    "look-up": f"SELECT ?p ?o {{ <{EX}n7> ?p ?o }}",
    "two hops": f"SELECT ?a ?b {{ <{EX}n7> <{EX}p> ?a . ?a <{EX}p> ?b }}",
    "count all": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "all rows": "SELECT ?s ?p ?o { ?s ?p ?o }",
}
QUICK = ("look-up", "two hops")
BARE = [sys.executable, "-c", "pass"]


def median_seconds(run: Callable[[], object], times: int) -> float:
    """The median of several runs, the first one not counted."""
    run()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        run()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def in_process(store: ox.Store, query: str) -> list[tuple[object, ...]]:
    """The rows, as the engine gives them to the program itself."""
    found = store.query(query, use_default_graph_as_union=True)
    return [tuple(row) for row in found] if isinstance(found, ox.QuerySolutions) else []


def by_rdflib(beside: rdflib.Dataset, query: str) -> list[object]:
    """The rows, as rdflib finds them."""
    return list(beside.query(query))


def build(path: Path, nodes: int, degree: int) -> rdflib.Dataset:
    """Write a store of tied nodes to disk, and give the same quads as rdflib holds them."""
    quads = [
        ox.Quad(
            ox.NamedNode(f"{EX}n{i}"),
            ox.NamedNode(f"{EX}p"),
            ox.NamedNode(f"{EX}n{(i * 7 + j * j) % nodes}"),
            ox.NamedNode(f"{EX}g{i % 5}"),
        )
        for i in range(nodes)
        for j in range(degree)
    ]
    store = ox.Store(str(path))
    store.bulk_extend(quads)
    store.flush()
    beside = rdflib.Dataset(default_union=True)
    beside.parse(data=ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"", format="nquads")
    return beside


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Typed queries in confinement, in process, and by rdflib.")
    parser.add_argument("--nodes", type=int, default=2000, help="nodes of the store (default: %(default)s)")
    parser.add_argument("--times", type=int, default=200, help="runs of a quick query (default: %(default)s)")
    options = parser.parse_args()
    print(confinement())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store"
        beside = build(path, options.nodes, 10)
        store = ox.Store.read_only(str(path))
        print(
            f"{'':10}  {'in process':>11}  {'confined':>11}  {'ratio':>6}  {'rdflib':>11}  {'ratio':>6}   guard alone"
        )
        with QueryPool(path) as pool:
            for name, query in QUERIES.items():
                times = options.times if name in QUICK else 5
                here = median_seconds(partial(in_process, store, query), times)
                there = median_seconds(partial(pool.run, query), times)
                other = median_seconds(partial(by_rdflib, beside, query), min(times, 20))
                read = median_seconds(partial(guard.check, query), times)
                print(
                    f"{name:10}  {here * 1e6:8.0f} µs  {there * 1e6:8.0f} µs  {there / here:6.1f}"
                    f"  {other * 1e6:8.0f} µs  {other / here:6.1f}   {read * 1e6:8.0f} µs"
                )
        cold = median_seconds(partial(run_query, path, QUERIES["look-up"]), 15)
        bare = median_seconds(partial(subprocess.run, BARE, check=True), 15)
        print(f"a query in a new worker {cold * 1000:.1f} ms, python -c pass {bare * 1000:.1f} ms", end=", ")
        print(f"ratio {cold / bare:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
