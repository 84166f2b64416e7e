"""A writer that is killed at each step of a write: afterwards the store holds the whole old or the whole new."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from claimgraph.graph.store import integrity
from claimgraph.graph.store.store import Store
from claimgraph.graph.store.texts import sha256_of
from claimgraph.ontology.dossier import Dossier

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="there is no signal here that nobody can catch"
)

# Runs in a process of its own: loads a dossier, and is killed just before the step that it is told.
WRITER = """
import os, signal, sys
from pathlib import Path
from claimgraph.graph.index import files
from claimgraph.graph.store import backing, folder, generations, indexing, store, texts
from claimgraph.ontology.dossier import Dossier

step, place, written, text = sys.argv[1:]
dossier, held = Dossier.model_validate_json(written), text.encode()

def die(*_args, **_options):
    os.kill(os.getpid(), signal.SIGKILL)

def write_half(quads, removed, added):
    for quad in list(removed)[::2]:
        quads.remove(quad)
    quads.extend(list(added)[::2])
    quads.flush()
    die()

def write_half_an_index(path, *_said):
    path.write_bytes(b"claimgraph index")
    die()

opened = store.Store.open(Path(place))
match step:
    case "text kept": texts.settle = die
    case "tables linked": generations._link = die
    case "tables half linked": generations.shutil.copyfile = die
    case "half written": backing._change = write_half
    case "index begun": indexing.Gathered.write = die
    case "index half written": files.write = write_half_an_index
    case "all flushed": backing._forget_empty_graphs = die
    case "seen onto the disk": folder.settle = die
    case "given its name": Path.rename = die
    case "standing": folder.replace = die
    case "draft cleared": generations.shutil.rmtree = die
    case "old removed": generations.Generations.sweep = die
opened.load(dossier, texts={texts.sha256_of(held): held})
raise SystemExit("it was not killed")
"""
OLD = (
    "text kept",
    "tables linked",
    "tables half linked",
    "half written",
    "all flushed",
    "index begun",
    "index half written",
    "seen onto the disk",
    "given its name",
    "standing",
)
NEW = ("draft cleared", "old removed")


def crash_dossier(version: str) -> Dossier:
    """A dossier whose every claim differs from version to version, and which names a text."""
    source = {"kind": "report", "text": {"sha256": sha256_of(version.encode()), "lang": "en"}}
    claims = {f"c-{i}": {"text": {"en": f"Claim {i} of the {version}"}} for i in range(50)}
    return Dossier.model_validate({"dossier": "crash", "sources": {"report": source}, "claims": claims})


def kill_while_loading(step: str, place: Path, version: str) -> None:
    """Load a version in another process, which is killed at the step."""
    written = crash_dossier(version).model_dump_json(by_alias=True, exclude_defaults=True)
    command = [sys.executable, "-c", WRITER, step, str(place), written, version]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr


@pytest.mark.parametrize("step", [*OLD, *NEW])
@pytest.mark.parametrize("before", ["nothing", "old"])
def test_a_kill_leaves_the_whole_old_or_the_whole_new(tmp_path: Path, before: str, step: str) -> None:
    """While loading for the first time and while replacing; the next load works and clears up."""
    place = tmp_path / "store"
    with Store.open(place) as store:
        if before == "old":
            store.load(crash_dossier("old"), texts={sha256_of(b"old"): b"old"})
    kill_while_loading(step, place, "new")
    expected = "new" if step in NEW else before
    with Store.open(place, read_only=True) as store:
        found = [store.dossier(held.iri) for held in store.dossiers()]
        assert found == ([] if expected == "nothing" else [crash_dossier(expected)])
        assert [finding for finding in integrity.check(store) if finding.severity == "error"] == []
    with Store.open(place) as store:
        store.load(crash_dossier("last"), texts={sha256_of(b"last"): b"last"})
        assert store.dossier("crash") == crash_dossier("last")
        assert store.texts() == [sha256_of(b"last")]
        assert integrity.check(store) == []
    assert len(list((place / "db").iterdir())) == 1
    assert sorted(path.name for path in place.iterdir()) == [
        ".gitignore", "current", "db", "format", "lock", "texts",
    ]  # fmt: skip
