"""The demo: built by commands that anyone can repeat, away from the checkout, and telling what matters."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.claimgraph.conftest import Program, Run


def commands(said: str) -> list[str]:
    """The command lines that a demo showed."""
    return [line[2:] for line in said.splitlines() if line.startswith("$ ")]


def test_the_demo_leaves_a_dossier_a_store_a_page_and_triples(demo: Path) -> None:
    """Everything that it speaks of is there."""
    held = {path.name for path in demo.iterdir()} - {"said.txt"}
    assert held == {
        "founding.yaml",
        "founding.retelling.fr.txt",
        "floating.apx",
        ".claimgraph",
        "founding.html",
        "founding.trig",
    }
    assert (demo / "founding.html").read_text("utf-8").lstrip().lower().startswith("<!doctype html>")


def test_each_step_can_be_repeated_by_hand(
    demo: Path, empty: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commands that were shown give the same files, and the ones to try next work."""
    said = (demo / "said.txt").read_text("utf-8")
    first, *shown = commands(said)
    assert first == "cd claimgraph-demo"
    for name in ("founding.yaml", "founding.retelling.fr.txt"):
        Path(name).write_bytes((demo / name).read_bytes())
    for line in shown:
        done = run(*shlex.split(line)[1:])
        assert done.exit_code == 0, (line, done.output)
        assert done.stdout in said
    for name in ("founding.html", "founding.trig"):
        assert Path(name).read_bytes() == (demo / name).read_bytes()
    monkeypatch.setattr("webbrowser.open", lambda _url: True)
    following = [
        line.strip().partition("  ")[0] for line in said.splitlines() if line.startswith("    claimgraph ")
    ]
    assert len(following) >= 4
    for line in following:
        done = run(*shlex.split(line)[1:])
        assert done.exit_code == 0, (line, done.output)
    assert empty == Path.cwd()


def test_the_demo_says_what_is_most_contested_and_what_only_seems_so(demo: Path) -> None:
    """The Chinese denial against what it denies; the American non-observation apart; the two drone figures together."""
    said = (demo / "said.txt").read_text("utf-8")
    contested = said.partition("Most contested")[2].partition("Seems to contradict")[0]
    assert "(c-china-military)" in contested.splitlines()[1]
    assert "China denied it (s-china-denies)" in contested
    assert "(s-headline)" in contested
    assert "s-us-no-evidence" not in contested
    unseen = said.partition("No evidence seen, which is no denial (1)")[2].splitlines()[1]
    assert "United States saw no evidence" in unseen
    assert "contradicts none" in unseen
    tense = said.partition("In tension")[2].splitlines()[1:3]
    assert all("Russia imported drones" in line for line in tense)
    apparent = said.partition("Seems to contradict")[2].partition("No evidence seen")[0]
    assert "(s-approval)" in apparent


def test_a_demo_can_be_built_again_and_spares_what_is_not_its_own(own_demo: Path, run: Run) -> None:
    """A former demo is replaced; a folder with other things is refused, unless somebody insists."""
    (own_demo / "said.txt").unlink()
    assert run("demo", ".").exit_code == 0
    Path("notes.txt").write_text("mine", encoding="utf-8")
    refused = run("demo", ".")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "'notes.txt'" in refused.stderr
    assert run("demo", ".", "--force").exit_code == 0
    assert Path("notes.txt").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    "name", ["founding.yaml", "founding.retelling.fr.txt", "founding.html", "founding.trig"]
)
@pytest.mark.parametrize("force", [[], ["--force"]])
def test_a_demo_writes_over_nothing_of_somebodys(name: str, force: list[str], empty: Path, run: Run) -> None:
    """Not even where it is named as a demo's file is, and somebody insists."""
    (empty / name).write_text("mine", encoding="utf-8")
    done = run("demo", ".", *force)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"{name} is there already" in done.stderr
    assert (empty / name).read_text("utf-8") == "mine"
    assert [path.name for path in empty.iterdir()] == [name]


def test_a_demo_writes_through_no_link(own_demo: Path, run: Run) -> None:
    """A link with the name of one of its files may lead anywhere."""
    (own_demo / "said.txt").rename(own_demo.parent / "precious")
    (own_demo / "founding.html").unlink()
    (own_demo / "founding.html").symlink_to(own_demo.parent / "precious")
    before = (own_demo.parent / "precious").read_bytes()
    assert run("demo", ".").exit_code == 2
    assert (own_demo.parent / "precious").read_bytes() == before


def test_a_demo_keeps_to_its_own_store(empty: Path, program: Program) -> None:
    """Whatever store the environment names, or lies in a folder above, stays as it was."""
    assert program("init", "gear").returncode == 0
    assert program("load", "gear.yaml").returncode == 0
    done = program("demo", "--quiet", env={"CLAIMGRAPH_STORE": str(empty / ".claimgraph")})
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "$ unset CLAIMGRAPH_STORE" in done.stdout
    assert "founding" not in program("stats").stdout
    assert "founding" in program("stats", cwd=empty / "claimgraph-demo").stdout


@pytest.mark.parametrize("where", ["a file", "a folder in a file"])
def test_a_place_that_cannot_hold_a_demo_is_refused(where: str, empty: Path, run: Run) -> None:
    """One line, and nothing begun."""
    (empty / "taken").write_text("", encoding="utf-8")
    done = run("demo", "taken" if where == "a file" else "taken/x")
    assert done.exit_code in (2, 3)
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
