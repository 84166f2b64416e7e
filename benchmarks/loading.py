"""How long loading takes, as a multiple of what Oxigraph needs for the same quads as N-Quads, and in how much memory.

Each figure comes from a process of its own, one after the other in one run, so that a busy machine slows all of them.
What is timed: ``plain`` is ``bulk_load`` of an N-Quads file into an empty database; ``load`` is ``Store.load`` of a
dossier into an empty store, from models to the generation that stands; ``again`` the same once more, which writes
nothing; ``replace`` the dossier with one claim changed; ``unload`` taking it out. Run it with the Python of an
environment where claimgraph is installed: ``.venv/bin/python benchmarks/loading.py --claims 5000``.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from claimgraph.graph.store.store import Store
from claimgraph.ontology import mapping
from claimgraph.ontology.dossier import Dossier

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks import generate
else:
    import generate  # beside this file, which is run by its path

MEGABYTE = 1024 if sys.platform != "darwin" else 1024 * 1024
"""Of what the system counts in: kilobytes, and bytes on macOS."""


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peak() -> float:
    """Megabytes of memory that this process held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE


def plain(folder: Path, claims: int) -> dict[str, float]:
    """The engine alone."""
    del claims
    before = peak()
    database = ox.Store(str(folder / "plain"))
    took = seconds(lambda: database.bulk_load(path=folder / "quads.nq"))
    return {"plain": took, "plain, memory": peak() - before}


def ours(folder: Path, claims: int) -> dict[str, float]:
    """Everything that loading does."""
    written: dict[str, Any] = generate.plain(claims)
    dossier = Dossier.model_validate(written)
    written["claims"]["c-1"] = {"text": {"en": "Changed"}}
    other = Dossier.model_validate(written)
    before = peak()
    with Store.open(folder / "ours") as store:
        found = {"load": seconds(lambda: store.load(dossier)), "load, memory": peak() - before}
        found["again"] = seconds(lambda: store.load(dossier))
        found["replace"] = seconds(lambda: store.load(other))
        found["unload"] = seconds(lambda: store.unload("generated"))
    return found


def mapped(folder: Path, claims: int) -> dict[str, float]:
    """The part of it that turns models into quads; also writes the file for the engine alone."""
    dossier = generate.dossier(claims)
    before = peak()
    quads: list[ox.Quad] = []
    took = seconds(lambda: quads.extend(mapping.to_quads(dossier)))
    used = peak() - before
    ox.serialize(quads, str(folder / "quads.nq"), format=ox.RdfFormat.N_QUADS)
    return {"mapping": took, "mapping, memory": used, "quads": len(quads)}


PARTS = {"mapping": mapped, "plain": plain, "ours": ours}


def main() -> int:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--claims", type=int, default=2000, help="claims in the dossier; statements are twice as many"
    )
    parser.add_argument("--part", choices=PARTS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        print(json.dumps(PARTS[options.part](options.folder, options.claims)))
        return 0
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for part in PARTS:
            command = [
                sys.executable,
                __file__,
                "--part",
                part,
                "--folder",
                folder,
                "--claims",
                str(options.claims),
            ]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            found |= json.loads(done.stdout)
    print(f"{options.claims} claims, {found['quads']:.0f} quads")
    for name in ("plain", "mapping", "load", "again", "replace", "unload"):
        memory = f"{found[f'{name}, memory']:7.0f} MB" if f"{name}, memory" in found else ""
        print(f"{name:<8} {found[name]:8.2f} s  {found[name] / found['plain']:6.2f} × plain  {memory}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
