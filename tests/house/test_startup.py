"""``claimgraph --help`` answers at once: what is heavy is imported when it is used."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.house.conftest import House

HEAVY = {"IPython", "jinja2", "networkx", "numba", "numpy", "pandas", "pyshacl", "pysat", "pyvis", "rdflib"}
HEAVY |= {"rich", "scipy", "yaml"}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["query", "--help"]])
def test_help_and_version_import_nothing_heavy(house: House, arguments: list[str]) -> None:
    """A person who asks what there is does not wait for rdflib."""
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "claimgraph", *arguments],
        cwd=house.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    assert run.stdout
    imported = {
        line.rpartition("|")[2].strip().split(".")[0] for line in run.stderr.splitlines() if "|" in line
    }
    assert "claimgraph" in imported
    assert imported & HEAVY == set()


def test_importing_the_package_imports_nothing_heavy(house: House) -> None:
    """``import claimgraph`` in a notebook costs nothing until something is asked of it."""
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, claimgraph; print(*{name.split('.')[0] for name in sys.modules})",
        ],
        cwd=house.root,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert set(said.split()) & HEAVY == set()


def test_a_store_is_opened_without_what_reasons_over_it(house: House) -> None:
    """Comparison, lineage and standing, and the arrays they work on, are imported when somebody asks for them."""
    run = subprocess.run(
        [sys.executable, "-c", "import sys, claimgraph.graph.store.store; print(*sys.modules)"],
        cwd=house.root,
        capture_output=True,
        text=True,
        check=True,
    )
    rooms = {f"claimgraph.graph.{room}" for room in ("comparison", "frameworks", "lineage", "reasoning")}
    imported = set(run.stdout.split())
    assert imported & (HEAVY | rooms) == set()
