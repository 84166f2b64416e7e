"""How long each named query takes on a large store, beside a count of all its statements.

The store is generated (``benchmarks/generate.py``): a few claims, speakers and sources are met very often, which is
what makes a careless join slow. Each query runs as it is and with its parameters bound; what counts is that none takes
more than some seconds, at any size that fits a machine. Run it with the Python of an environment where claimgraph is
installed: ``.venv/bin/python benchmarks/named_queries.py --claims 20000``.
"""

from __future__ import annotations

import argparse
import sys
import time
from typing import TYPE_CHECKING

from claimgraph.graph.sparql.catalogue import NamedQuery, catalogue
from claimgraph.graph.store.store import Store

if TYPE_CHECKING:
    from benchmarks import generate
else:
    import generate  # beside this file, which is run by its path

PROMISED = 60.0
"""Seconds of processor time that no query may exceed, however busy the machine."""
COUNT = "SELECT (COUNT(*) AS ?statements) WHERE { GRAPH ?g { ?statement cg:claim ?claim ; cg:label ?label } }"


def values(query: NamedQuery, base: str) -> dict[str, str]:
    """A value for each parameter: the claim and the agent that are met most often."""
    known = {"claim": f"{base}claim/c-0", "agent": f"{base}entity/agent-0", "date": "2023-06"}
    return {parameter.name: known[parameter.type] for parameter in query.parameters}


def seconds(store: Store, text: str) -> tuple[float, int]:
    """Processor time to the last row, and how many rows there are."""
    start = time.process_time()
    rows = sum(1 for _ in store.rows(text))
    return time.process_time() - start, rows


def main() -> int:
    """Measure, print, and say whether any query takes too long."""
    parser = argparse.ArgumentParser(description="The named queries on a large generated store.")
    parser.add_argument(
        "--claims", type=int, default=5_000, help="claims in the store (default: %(default)s)"
    )
    held = generate.dossier(parser.parse_args().claims)
    slowest = 0.0
    with Store.in_memory() as store:
        print(f"{store.load(held).quads:,} quads")
        count, _ = seconds(store, COUNT)
        for query in catalogue().values():
            bound = values(query, held.base)
            needed = any(parameter.required for parameter in query.parameters)
            for given in [bound] if needed or not bound else [{}, bound]:
                taken, rows = seconds(store, query.bound(given, lambda name, _kinds: name))
                slowest = max(slowest, taken)
                how = " bound" if given else ""
                print(
                    f"{query.name + how:25} {taken:7.2f} s  {taken / count:7.1f} times a count  {rows:9,} rows"
                )
    print(f"the slowest took {slowest:.2f} s (promised: at most {PROMISED:g})")
    return int(slowest > PROMISED)


if __name__ == "__main__":
    sys.exit(main())
