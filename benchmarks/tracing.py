"""What a trace costs, as a multiple of asking Oxigraph for the same statements and relations in plain SPARQL.

Three shapes: the founding case, a hub (one claim that very many affirm, deny or question) and a chain (each statement
supported by the next). Each is traced at one size and at twice that, to show that the cost grows with the number of
statements and not with their pairs. Ratios are of processor time in one process; run it with the Python of an
environment where claimgraph is installed: ``.venv/bin/python benchmarks/tracing.py``.
"""

from __future__ import annotations

import argparse
import sys
import time
from importlib.resources import files
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.timing import seconds
from claimgraph.graph.records import Records
from claimgraph.graph.store.store import Store
from claimgraph.graph.told import to_text
from claimgraph.graph.tracing.outline import outline
from claimgraph.graph.tracing.trace import trace
from claimgraph.loaders import load
from claimgraph.ontology.dossier import Dossier

GROWTH = 3.0
"""Twice the statements may cost at most this much more; a cost by pairs would be four times."""

PLAIN = """
SELECT * WHERE {
  { GRAPH ?g { ?statement cg:claim ?claim ; cg:speaker ?speaker ; cg:stance ?stance ; cg:label ?label } }
  UNION { GRAPH ?g { ?relation cg:from ?start ; cg:to ?end ; cg:kind ?kind } }
}
"""


def hub(size: int) -> Dossier:
    """One claim: a third affirm it, a third deny it, and a third question it."""
    stances = ("affirms", "denies", "questions")
    return _dossier(
        claims=["c-0"],
        statements={
            f"s-{i}": {"speaker": "a", "stance": stances[i % 3], "claim": "c-0"} for i in range(size)
        },
        relations=[],
    )


def chain(size: int) -> Dossier:
    """Each statement on a claim of its own, supported by the next."""
    return _dossier(
        claims=[f"c-{i}" for i in range(size)],
        statements={f"s-{i}": {"speaker": "a", "stance": "affirms", "claim": f"c-{i}"} for i in range(size)},
        relations=[
            {"from": f"s-{i + 1}", "kind": "supports", "to": f"s-{i}", "why": "it follows"}
            for i in range(size - 1)
        ],
    )


def _dossier(claims: list[str], statements: dict[str, Any], relations: list[Any]) -> Dossier:
    return Dossier.model_validate(
        {
            "dossier": "generated",
            "entities": {"a": {"kind": "person", "name": "A"}},
            "claims": {claim: {"text": claim} for claim in claims},
            "statements": statements,
            "relations": relations,
        }
    )


def measured(name: str, dossier: Dossier, claim: str, runs: int) -> float:
    """Print what tracing one claim costs, and give the seconds."""
    with Store.in_memory() as store:
        store.load(dossier)
        plain = seconds(lambda: sum(1 for _ in store.rows(PLAIN)), runs, clock=time.process_time)
        walk = seconds(lambda: trace(Records(store), claim), runs, clock=time.process_time)
        found = trace(Records(store), claim)
        told = seconds(lambda: to_text(outline(found)), runs, clock=time.process_time)
    print(
        f"{name:18} {len(found.steps):7,} steps {len(found.links):7,} links   trace {walk * 1000:8.1f} ms"
        f" ({walk / plain:5.1f} times plain SPARQL)   outline {told * 1000:8.1f} ms"
    )
    return walk + told


def main() -> int:
    """Measure, print, and say whether the cost grows with the statements alone."""
    parser = argparse.ArgumentParser(
        description="A trace against plain SPARQL, and against itself at twice the size."
    )
    parser.add_argument(
        "--hub", type=int, default=2_000, help="statements on one claim (default: %(default)s)"
    )
    parser.add_argument(
        "--chain", type=int, default=5_000, help="links of the shorter chain (default: %(default)s)"
    )
    parser.add_argument(
        "--runs", type=int, default=3, help="runs, of which the quickest counts (default: %(default)s)"
    )
    given = parser.parse_args()

    case = load(Path(str(files("claimgraph.examples") / "founding.yaml"))).dossier
    measured("founding", case, f"{case.base}claim/c-china-military", given.runs)
    grown = []
    for name, make, size in (("hub", hub, given.hub), ("chain", chain, given.chain)):
        one, two = (make(factor * size) for factor in (1, 2))
        first = measured(name, one, f"{one.base}claim/c-0", given.runs)
        grown.append(measured(f"{name}, twice that", two, f"{two.base}claim/c-0", given.runs) / first)
        print(f"{name:18} grows by {grown[-1]:.1f} (at most {GROWTH:g})")
    return int(max(grown) > GROWTH)


if __name__ == "__main__":
    sys.exit(main())
