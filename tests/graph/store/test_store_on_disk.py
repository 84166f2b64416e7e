"""The folder of a store: where it is found, what it refuses, who may hold it, and what many readers see."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from claimgraph.graph.store import integrity
from claimgraph.graph.store.folder import find_store
from claimgraph.graph.store.locks import FileLock
from claimgraph.graph.store.store import Store
from claimgraph.ontology.errors import StoreBusyError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimgraph.ontology.dossier import Dossier


@pytest.fixture
def place(tmp_path: Path, ferry: Dossier, texts: dict[str, bytes]) -> Path:
    """The folder of a store that holds a dossier."""
    where = tmp_path / ".claimgraph"
    with Store.open(where) as store:
        store.load(ferry, texts=texts)
    return where


def errors(store: Store) -> list[integrity.IntegrityFinding]:
    """What is wrong with a store; the one dossier refers to the other, which need not be there."""
    return [finding for finding in integrity.check(store) if finding.severity == "error"]


def test_what_is_asked_for_comes_before_what_is_near(tmp_path: Path) -> None:
    """The option, then the environment, then the nearest folder above, then here."""
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert find_store(below, {}) == below / ".claimgraph"
    (tmp_path / ".claimgraph").mkdir()
    assert find_store(below, {}) == tmp_path / ".claimgraph"
    (tmp_path / "a" / ".claimgraph").mkdir()
    assert find_store(below, {}) == tmp_path / "a" / ".claimgraph"
    named = {"CLAIMGRAPH_STORE": str(tmp_path / "named")}
    assert find_store(below, named) == tmp_path / "named"
    assert find_store(below, {"CLAIMGRAPH_STORE": ""}) == tmp_path / "a" / ".claimgraph"
    assert find_store(below, named, tmp_path / "asked") == tmp_path / "asked"
    assert find_store(below, named, str(tmp_path)) == tmp_path / ".claimgraph"


def test_a_store_is_found_from_a_folder_below(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As one would expect who works in it."""
    below = place.parent / "notes"
    below.mkdir()
    monkeypatch.chdir(below)
    monkeypatch.delenv("CLAIMGRAPH_STORE", raising=False)
    with Store.open(read_only=True) as store:
        assert store.path == place
        assert [held.slug for held in store.dossiers()] == ["ferry"]


def test_a_store_survives_its_process(place: Path, ferry: Dossier, texts: dict[str, bytes]) -> None:
    """Everything is there when it is opened again, and nothing has to be written again."""
    with Store.open(place) as store:
        assert store.dossier("ferry") == ferry
        assert store.text_bytes(next(iter(texts))) == next(iter(texts.values()))
        assert store.load(ferry).status == "unchanged"
        assert errors(store) == []


def test_git_is_told_to_leave_a_store_alone(place: Path) -> None:
    """What one keeps are the dossiers."""
    assert (place / ".gitignore").read_text() == "*\n"


def test_reading_makes_no_store(tmp_path: Path) -> None:
    """Where there is none, it says how to make one."""
    with pytest.raises(StoreError, match="no store here; `claimgraph load FILE` makes one"):
        Store.open(tmp_path / ".claimgraph", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_is_only_read_is_not_changed(place: Path, tide: Dossier) -> None:
    """No file of it, not even the time of one; and writing is refused."""

    def files() -> dict[str, int]:
        return {str(path): path.stat().st_mtime_ns for path in sorted(place.rglob("*"))}

    before = files()
    with Store.open(place, read_only=True) as store:
        for write in (lambda: store.load(tide), lambda: store.unload("ferry"), lambda: store.load_all([])):
            with pytest.raises(StoreError, match="opened to be read"):
                write()
        assert errors(store) == []
    assert files() == before


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (
            lambda p: (p / "format").write_text("claimgraph store 2\n"),
            "has format 2, and this claimgraph reads format 1",
        ),
        (
            lambda p: (p / "format").write_text("something"),
            "'something' stands where 'claimgraph store 1' was expected",
        ),
        (lambda p: (p / "format").write_bytes(b"\xff\xfe"), "cannot be read"),
        (lambda p: (p / "current").write_text("seven"), "is damaged .'current' holds 'seven'"),
        (lambda p: (p / "current").write_text("000099\n"), "the database that stands is missing"),
        (
            lambda p: next(p.glob("db/*/oxigraph/CURRENT")).write_text("x"),
            "damaged .*remove this folder and load",
        ),
        (
            lambda p: [sst.write_bytes(b"x") for sst in p.glob("db/*/oxigraph/*.sst")],
            "damaged .*remove this folder",
        ),
        (
            lambda p: [manifest.unlink() for manifest in p.glob("db/*/oxigraph/MANIFEST*")],
            "damaged .*remove this folder",
        ),
    ],
    ids=[
        "newer",
        "other",
        "binary",
        "no number",
        "no generation",
        "no manifest named",
        "tables",
        "no manifest",
    ],
)
def test_a_damaged_store_says_what_is_wrong(
    place: Path, spoil: object, said: str, *, read_only: bool
) -> None:
    """And what to do about it."""
    spoil(place)  # type: ignore[operator]
    with pytest.raises(StoreError, match=said):
        Store.open(place, read_only=read_only)


@pytest.mark.parametrize("read_only", [True, False])
def test_what_is_no_store_is_left_alone(tmp_path: Path, *, read_only: bool) -> None:
    """A file, or a folder of somebody's own."""
    file = tmp_path / "file"
    file.write_text("mine")
    with pytest.raises(StoreError, match="a file stands where the folder of a store was expected"):
        Store.open(file, read_only=read_only)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "thesis.txt").write_text("mine")
    with pytest.raises(StoreError, match=r"this folder is no store: it holds 'thesis.txt'"):
        Store.open(folder, read_only=read_only)
    assert [path.name for path in folder.iterdir()] == ["thesis.txt"]
    with pytest.raises(StoreError, match=r"not a directory|no store"):
        Store.open(file / "below", read_only=read_only)


@pytest.mark.parametrize(
    "mine",
    ["db/production/rows", "texts/" + "a" * 64, "format", "current", ".gitignore", "lock"],
)
@pytest.mark.parametrize("read_only", [True, False])
def test_a_folder_with_the_names_of_a_store_is_still_somebodys(
    tmp_path: Path, mine: str, *, read_only: bool
) -> None:
    """What is in it is neither swept away as an old generation or an idle text, nor joined by anything."""
    own = tmp_path / mine
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(StoreError, match=f"this folder is no store: it holds '{mine.partition('/')[0]}'"):
        Store.open(tmp_path, read_only=read_only)
    assert sorted(tmp_path.rglob("*")) == before
    assert own.read_text() == "mine"


@pytest.mark.skipif(os.name != "posix", reason="links and pipes of Unix")
@pytest.mark.parametrize("part", ["format", "current", "lock", ".gitignore", "db", "texts"])
@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize("kind", ["link", "pipe"])
def test_nothing_is_written_through_a_link_or_read_from_a_pipe(
    place: Path, part: str, kind: str, *, read_only: bool
) -> None:
    """A store that somebody else has made may hold either; the note in the lock once went where its link led."""
    precious = place.parent / "precious"
    (place / part).rename(precious)
    if kind == "link":
        (place / part).symlink_to(precious)
    else:
        os.mkfifo(place / part)
    before = precious.read_bytes() if precious.is_file() else sorted(precious.rglob("*"))
    with pytest.raises(StoreError, match=r"is left alone|this folder is no store"):
        Store.open(place, read_only=read_only)
    assert (precious.read_bytes() if precious.is_file() else sorted(precious.rglob("*"))) == before


@pytest.mark.skipif(os.name != "posix", reason="links of Unix")
def test_a_lock_follows_no_link(tmp_path: Path) -> None:
    """Not even one that was laid between the look and the opening."""
    (tmp_path / "precious").write_text("mine")
    (tmp_path / "lock").symlink_to(tmp_path / "precious")
    with pytest.raises(OSError, match="symbolic link"):
        FileLock.alone(tmp_path / "lock")
    assert (tmp_path / "precious").read_text() == "mine"


def test_a_write_removes_only_what_a_store_makes(place: Path, tide: Dossier) -> None:
    """Whatever somebody laid beside the generations stays."""
    (place / "db" / "backup").mkdir()
    (place / "db" / "000000").mkdir()
    with Store.open(place) as store:
        store.load(tide)
    assert (place / "db" / "backup").is_dir()
    assert not (place / "db" / "000000").exists()


def test_a_store_whose_making_was_cut_short_is_finished(tmp_path: Path, ferry: Dossier) -> None:
    """Whatever part of it is there."""
    for part in ("db", "texts"):
        (tmp_path / "store" / part).mkdir(parents=True)
    with Store.open(tmp_path / "store") as store:
        store.load(ferry)
        assert errors(store) == []


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of Unix")
def test_a_folder_that_cannot_be_written_can_be_read(
    place: Path, tide: Dossier, as_somebody: Callable[[Path], Path]
) -> None:
    """And loading into it says why it cannot be done."""
    place = as_somebody(place)
    paths = [place, *place.rglob("*")]
    for path in paths:
        path.chmod(path.stat().st_mode & ~0o222)
    try:
        with Store.open(place, read_only=True) as store:
            assert [held.slug for held in store.dossiers()] == ["ferry"]
        with Store.open(place) as store, pytest.raises(StoreError, match="permission denied"):
            store.load(tide)
    finally:
        for path in paths:
            path.chmod(path.stat().st_mode | 0o200)


def test_another_writer_is_waited_for_and_named(place: Path, tide: Dossier) -> None:
    """Only while it writes: an open store keeps nobody out."""
    with Store.open(place) as store, Store.open(place) as other:
        with FileLock.alone(place / "lock") as held:
            held.write("process 4711 (claimgraph load slow.yaml)")
            with pytest.raises(
                StoreBusyError, match=r"process 4711 \(claimgraph load slow.yaml\) is writing"
            ):
                store.load(tide, wait=0)
            with pytest.raises(StoreBusyError, match="try again"):
                store.unload("ferry", wait=0)
        assert other.load(tide).status == "new"
        assert store.unload("tide").slug == "tide"


def test_a_writer_that_died_holds_nothing(place: Path, tide: Dossier) -> None:
    """Its note is there, and its lock is gone with it."""
    (place / "lock").write_text("process 4711 (claimgraph load slow.yaml)")
    with Store.open(place) as store:
        assert store.load(tide, wait=0).status == "new"


def test_a_reader_sees_one_state_until_it_looks_again(place: Path, ferry: Dossier, tide: Dossier) -> None:
    """While another writes, and writes again."""
    with Store.open(place, read_only=True) as reader, Store.open(place) as writer:
        writer.load(tide)
        writer.unload("ferry")
        assert [held.slug for held in reader.dossiers()] == ["ferry"]
        assert reader.dossier("ferry") == ferry
        reader.refresh()
        assert [held.slug for held in reader.dossiers()] == ["tide"]
        assert reader.generation == writer.generation


def test_a_writer_builds_on_what_others_wrote(place: Path, tide: Dossier) -> None:
    """Even where it opened the store before they did."""
    with Store.open(place) as one, Store.open(place) as two:
        one.load(tide)
        two.unload("ferry")
        one.refresh()
        assert [held.slug for held in one.dossiers()] == [held.slug for held in two.dossiers()] == ["tide"]


def test_a_generation_goes_when_its_last_reader_does(place: Path, tide: Dossier) -> None:
    """Not sooner, and with the next write at the latest."""

    def held() -> int:
        return len(list((place / "db").iterdir()))

    with Store.open(place) as writer:
        with Store.open(place, read_only=True):
            writer.load(tide)
            assert held() == 2
        writer.unload("tide")
        assert held() == 1


def test_a_reader_in_another_process_holds_its_generation_too(place: Path, tide: Dossier) -> None:
    """It reads on while the store is written to, and then sees nothing of it."""
    script = (
        "import sys; from pathlib import Path; from claimgraph.graph.store.store import Store\n"
        "with Store.open(Path(sys.argv[1]), read_only=True) as store:\n"
        "    print('open', flush=True); sys.stdin.readline()\n"
        "    print([held.slug for held in store.dossiers()], store.dossier('ferry').dossier)\n"
    )
    command = [sys.executable, "-c", script, str(place)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None
        assert reader.stdout.readline() == "open\n"
        with Store.open(place) as store:
            store.load(tide)
            store.unload("ferry")
        out, _ = reader.communicate("\n")
    assert out == "['ferry'] ferry\n"


def test_a_copied_store_is_a_store(place: Path, tmp_path: Path, ferry: Dossier) -> None:
    """Nothing depends on where it lies, so it can be moved and archived."""
    import shutil

    shutil.copytree(place, tmp_path / "copy")
    with Store.open(tmp_path / "copy") as store:
        assert store.dossier("ferry") == ferry
        assert errors(store) == []


def test_a_file_system_without_hard_links_does_as_well(
    place: Path, tide: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tables are copied there."""

    def refuse(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    with Store.open(place) as store:
        store.load(tide)
        assert errors(store) == []


def test_a_full_disk_leaves_the_store_as_it_was(
    place: Path, ferry: Dossier, tide: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And says so."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with Store.open(place) as store:
        with monkeypatch.context() as patched:
            patched.setattr("claimgraph.graph.store.backing._change", refuse)
            with pytest.raises(StoreError, match="no space left on device"):
                store.load(tide)
        assert store.dossier("ferry") == ferry
        assert len(list((place / "db").iterdir())) == 1
        assert store.load(tide).status == "new"


def test_a_file_system_without_locks_can_be_read(
    place: Path, ferry: Dossier, tide: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But not written: two writers there would not know of each other."""
    fcntl = pytest.importorskip("fcntl")

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with Store.open(place) as store:
        assert store.dossier("ferry") == ferry
        with pytest.raises(StoreError, match="no locks available"):
            store.load(tide)
    monkeypatch.undo()
