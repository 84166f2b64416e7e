"""What is opened: regular files of a known suffix, up to a size; everything else is a clear error."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from claimgraph.loaders import files, load
from claimgraph.ontology.errors import DossierError


def said(path: Path | str) -> str:
    """The one complaint about a file."""
    with pytest.raises(DossierError) as caught:
        load(path)
    (problem,) = caught.value.problems
    return str(problem)


def test_a_dossier_is_loaded_by_its_suffix(tmp_path: Path) -> None:
    """YAML under two suffixes, in any case, and JSON."""
    for name, text in (("a.yaml", "dossier: a"), ("b.YML", "dossier: a"), ("c.json", '{"dossier": "a"}')):
        (tmp_path / name).write_text(text)
        loaded = load(str(tmp_path / name))
        assert loaded.dossier.dossier == "a"
        assert loaded.source_hash == hashlib.sha256(text.encode()).hexdigest()


def test_a_file_that_is_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    """By the name that the user gave."""
    assert said(tmp_path / "no.yaml") == f"{tmp_path / 'no.yaml'}: there is no such file"


def test_a_folder_is_no_dossier(tmp_path: Path) -> None:
    """Even one with the right suffix."""
    (tmp_path / "a.yaml").mkdir()
    assert said(tmp_path / "a.yaml").endswith("this is a folder, and a file is wanted")


def test_a_suffix_that_says_nothing_is_refused(tmp_path: Path) -> None:
    """No guessing at contents."""
    (tmp_path / "a.txt").write_text("dossier: a")
    assert said(tmp_path / "a.txt").endswith(
        "suffix '.txt' says no format; name the file .yaml, .yml or .json"
    )


def test_a_name_that_no_system_allows_is_an_error_and_no_crash(tmp_path: Path) -> None:
    """NUL in a name, and a name too long."""
    assert "cannot be read" in said(str(tmp_path / "a\0b.yaml"))
    assert "cannot be read" in said(tmp_path / f"{'a' * 5000}.yaml")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    """Opening it would wait for ever."""
    os.mkfifo(tmp_path / "pipe.yaml")
    assert said(tmp_path / "pipe.yaml").endswith("this is a pipe or a device, and a regular file is wanted")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no /dev/zero here")
def test_a_device_without_end_is_refused(tmp_path: Path) -> None:
    """Reading it would never end."""
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")
    assert said(tmp_path / "zero.yaml").endswith("this is a pipe or a device, and a regular file is wanted")


def test_a_file_above_the_limit_is_refused_unread(tmp_path: Path) -> None:
    """The limit is said in the message."""
    with (tmp_path / "big.yaml").open("wb") as file:
        file.truncate(files.MAX_BYTES + 1)
    assert said(tmp_path / "big.yaml").endswith("larger than 64 MiB, the most that is read; split it")


@pytest.mark.parametrize(
    "name",
    [
        "../secret",
        "/etc/passwd",
        "a/../../secret",
        "C:\\secret",
        "\\\\host\\share",
        "..\\secret",
        "",
        "a\0b",
        "~/../..",
    ],
)
def test_no_name_leads_out_of_a_folder(tmp_path: Path, name: str) -> None:
    """Neither by dots, nor by roots, nor by Windows' ways."""
    assert files.inside(tmp_path, name) is None


def test_a_link_counts_for_what_it_leads_to(tmp_path: Path) -> None:
    """Out of the folder it leads nowhere; within, it does."""
    inside, outside = tmp_path / "in", tmp_path / "out.txt"
    inside.mkdir()
    outside.write_text("secret")
    (inside / "real.txt").write_text("text")
    (inside / "leak.txt").symlink_to(outside)
    (inside / "fine.txt").symlink_to(inside / "real.txt")
    assert files.inside(inside, "leak.txt") is None
    assert files.inside(inside, "fine.txt") == inside / "real.txt"
    assert files.inside(inside, "sub/../real.txt") is None
