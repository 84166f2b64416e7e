"""How long the lineage of a whole graph takes, beside plain networkx, SPARQL on Oxigraph and rdflib.

``python benchmarks/lineage.py [CLAIMS] [--smaller CLAIMS]`` builds an index of that many claims (a million unless said
otherwise), twice as many statements and relations, writes and opens it, and prints times (the best of five, compiled
already) and peak memory. The others get a smaller graph of the same make, since they do not finish on the large one;
the arrays are timed on that graph again, and the ratio is printed. What the others are asked is less: the different
ends of the basis chains of every claim's statements, not what is held up, nor what of them is one root.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import networkx as nx
import numpy as np
import pyoxigraph as ox
import rdflib

from benchmarks import bigger
from benchmarks.timing import seconds
from claimgraph.graph.index.index import Index
from claimgraph.graph.lineage.lineage import Lineage
from claimgraph.ontology import terms

if TYPE_CHECKING:
    from collections.abc import Callable

_ROUNDS = 5
_ENDS = """
SELECT ?claim (COUNT(DISTINCT ?end) AS ?ends) WHERE {
  ?statement cg:claim ?claim . ?statement cg:basis* ?end . FILTER NOT EXISTS { ?end cg:basis ?more }
} GROUP BY ?claim
"""


def peak() -> float:
    """The most memory that this process has held, in gigabytes."""
    try:
        import resource
    except ImportError:  # not on Windows
        return float("nan")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def whole(index: Index) -> dict[str, Callable[[], object]]:
    """What is timed; each begins with nothing worked out."""
    sides = index.claims.statements
    ready = Lineage(index)
    ready.root_counts(sides)
    ready.kill_sets(sides)
    ready.cycles()
    return {
        "on record and held up": lambda: Lineage(index).held_up,
        "roots of all claims": lambda: Lineage(index).root_counts(sides),
        "  of which counting": lambda: ready.root_counts(sides),
        "single points of failure": lambda: _freshly(ready).kill_sets(sides),
        "circles": lambda: Lineage(index).cycles(),
        "what falls with one source": lambda: ready.fallen([len(index.statements)]),
        "one claim's roots": lambda: ready.roots(0, index.claims.statements.of(len(index.claims) // 2)),
    }


def _freshly(ready: Lineage) -> Lineage:
    """A lineage that knows what is held up and nothing of single points of failure."""
    fresh = Lineage(ready.index)
    fresh.__dict__["on_record"], fresh.__dict__["held_up"] = ready.on_record, ready.held_up
    return fresh


def large(claims: int) -> None:
    """Times and memory of the large graph."""
    start = time.perf_counter()
    segment = bigger.segment(claims)
    made = time.perf_counter()
    index = Index.merge([segment])
    merged = time.perf_counter()
    print(f"{claims:,} claims, {len(index.statements):,} statements, {len(index.relations):,} relations")
    print(f"  made up {made - start:.1f} s, joined to an index {merged - made:.1f} s")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index"
        start = time.perf_counter()
        index.write(path)
        print(f"  written {time.perf_counter() - start:.1f} s, {path.stat().st_size / 1e6:.0f} MB")
        del index, segment
        print(f"  {'opened':28} {seconds(lambda: Index.open(path), _ROUNDS) * 1e3:9.2f} ms")
        opened = Index.open(path)
        start = time.perf_counter()
        _ = opened.sound
        print(f"  {'looked through, once':28} {(time.perf_counter() - start) * 1e3:9.1f} ms")
        for name, work in whole(opened).items():
            busy = seconds(work, _ROUNDS, clock=time.process_time)
            print(
                f"  {name:28} {seconds(work, _ROUNDS) * 1e3:9.1f} ms  ({busy * 1e3:.1f} ms of the processor)"
            )
        print(f"  peak memory {peak():.2f} GB")


def smaller(claims: int) -> None:
    """The same computations by arrays and by the others, and how often the one fits into the other."""
    index = bigger.index(claims)
    sides = index.claims.statements
    print(f"{claims:,} claims, {len(index.statements):,} statements")
    graph = _networkx(index)
    arrays = seconds(lambda: Lineage(index).root_counts(sides), _ROUNDS)
    print(f"  {'roots: arrays':28} {arrays * 1e3:9.1f} ms")
    plain = seconds(lambda: [_ends(graph, sides.of(claim).tolist()) for claim in range(len(sides))], 1)
    print(f"  {'roots: networkx':28} {plain * 1e3:9.1f} ms  {plain / arrays:8.0f} times")
    quads = _triples(index)
    store = ox.Store()
    store.bulk_extend(quads)
    query = f"PREFIX cg: <{terms.NS}> {_ENDS}"
    sparql = seconds(lambda: list(store.query(query)), 1)  # type: ignore[arg-type]
    print(f"  {'roots: SPARQL on Oxigraph':28} {sparql * 1e3:9.1f} ms  {sparql / arrays:8.0f} times")
    kills = seconds(lambda: Lineage(index).kill_sets(sides), _ROUNDS)
    print(f"  {'failing: arrays':28} {kills * 1e3:9.1f} ms")
    sample = np.linspace(0, len(index.statements) - 1, 20).astype(int).tolist()
    links = _networkx(index, carriers=True)
    slow = seconds(lambda: [_killers(links, index, statement) for statement in sample], 1)
    scaled = slow / len(sample) * len(index.statements)
    print(
        f"  {'failing: networkx':28} {scaled:9.1f} s   {scaled / kills:8.0f} times (from {len(sample)} statements)"
    )


def by_rdflib(claims: int) -> None:
    """rdflib, on a graph that it finishes."""
    index = bigger.index(claims)
    graph = rdflib.Graph()
    graph.parse(
        data=ox.serialize((quad.triple for quad in _triples(index)), format=ox.RdfFormat.N_TRIPLES),
        format="nt",
    )
    made = Lineage(index)
    arrays = seconds(lambda: made.without([]).root_counts(index.claims.statements), _ROUNDS)
    asked = seconds(lambda: list(graph.query(f"PREFIX cg: <{terms.NS}> {_ENDS}")), 1)
    print(
        f"{claims:,} claims: roots: arrays {arrays * 1e3:.1f} ms, rdflib {asked:.1f} s, {asked / arrays:.0f} times"
    )


def _networkx(index: Index, *, carriers: bool = False) -> nx.DiGraph[int]:
    """What rests on what, and if asked for, what came by what."""
    things = index.things
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(len(things)))
    owners = np.repeat(things.basis.owners, things.group.lengths)
    graph.add_edges_from(zip(owners.tolist(), things.group.items.tolist(), strict=True))
    if carriers:
        owners = np.repeat(things.paths.owners, things.path.lengths)
        graph.add_edges_from(zip(owners.tolist(), things.path.items.tolist(), strict=True))
    return graph


def _ends(graph: nx.DiGraph[int], statements: list[int]) -> set[int]:
    reached = set(statements)
    for statement in statements:
        reached |= nx.descendants(graph, statement)
    return {thing for thing in reached if not graph.out_degree(thing)}


def _killers(graph: nx.DiGraph[int], index: Index, statement: int) -> list[int]:
    """By definition: take out each thing that a statement rests on or came by, and look whether it still stands."""
    around = {statement, *nx.descendants(graph, statement)}
    return [thing for thing in around if statement not in _standing(index, around - {thing})]


def _standing(index: Index, things: set[int]) -> set[int]:
    """What is held up among some things, looking again until nothing more is."""
    table, standing = index.things, things
    for outer, inner in ((table.paths, table.path), (table.basis, table.group)):
        held: set[int] = set()
        while True:
            more = {
                thing
                for thing in standing
                if not len(outer.of(thing))
                or any(held.issuperset(inner.of(int(way)).tolist()) for way in outer.of(thing))
            }
            if more == held:
                break
            held = more
        standing = held
    return standing


def _triples(index: Index) -> list[ox.Quad]:
    """Statements, their claims and their bases, as a store would hold them."""
    iris = [ox.NamedNode(index.thing_iri(thing)) for thing in range(len(index.things))]
    claims = [ox.NamedNode(iri) for iri in index.claims.iri]
    on, basis = ox.NamedNode(terms.cg("claim")), ox.NamedNode(terms.cg("basis"))
    found = [ox.Quad(iris[s], on, claims[claim]) for s, claim in enumerate(index.statements.claim.tolist())]
    owners = np.repeat(index.things.basis.owners, index.things.group.lengths)
    pairs = zip(owners.tolist(), index.things.group.items.tolist(), strict=True)
    return [*found, *(ox.Quad(iris[one], basis, iris[other]) for one, other in pairs)]


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--smaller", type=int, default=50_000)
    asked = parser.parse_args()
    large(asked.claims)
    smaller(asked.smaller)
    by_rdflib(max(100, asked.smaller // 25))


if __name__ == "__main__":
    main()
