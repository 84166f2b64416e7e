"""``claimgraph solve`` reads the competition's files and answers in its words, or in plain ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.claimgraph.conftest import Run

FLOATING = "arg(a).arg(b).arg(c).arg(d).\natt(a,b).att(b,a).att(a,c).att(b,c).att(c,d).\n"


@pytest.fixture
def floating(empty: Path) -> str:
    """A file in an empty folder without a store."""
    (empty / "floating.apx").write_text(FLOATING, encoding="utf-8")
    return "floating.apx"


def test_without_a_task_all_arguments_are_told(floating: str, run: Run) -> None:
    """How many are in, out and undecided, and which."""
    done = run("solve", floating)
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines() == [
        "4 arguments, 5 attacks; grounded semantics",
        "├─ in         0",
        "├─ out        0",
        "└─ undecided  4  a, b, c, d",
    ]


def test_other_semantics_tell_in_how_many_extensions_each_is(floating: str, run: Run) -> None:
    """The one that floats is in all of them."""
    done = run("solve", floating, "--semantics", "preferred", "--format", "json")
    assert json.loads(done.stdout) == {
        "arguments": 4,
        "attacks": 5,
        "semantics": "preferred",
        "extensions": True,
        "standing": {"in all extensions": ["d"], "in some extensions": ["a", "b"], "in no extension": ["c"]},
    }


def test_a_framework_without_stable_extension_says_so(empty: Path, run: Run) -> None:
    """And does not say that every argument is in none."""
    Path("circle.af").write_text("p af 3\n1 2\n2 3\n3 1\n", encoding="utf-8")
    done = run("solve", "circle.af", "--semantics", "stable")
    assert done.stdout.splitlines()[1:] == ["└─ there is no stable extension"]
    assert empty == Path.cwd()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("-p DS-PR -f floating.apx -a d", "YES\n"),
        ("-p DS-PR -f floating.apx -a a", "NO\nw b d\n"),
        ("-p dc-st -f floating.apx -a b", "YES\nw b d\n"),
        ("floating.apx -p EE-PR", "w a d\nw b d\n"),
        ("floating.apx --task CE-CO --timeout 60", "3\n"),
        ("floating.apx -p SE-GR", "w\n"),
    ],
)
@pytest.mark.usefixtures("floating")
def test_tasks_are_answered_as_a_solver_of_the_competition_does(line: str, said: str, run: Run) -> None:
    """Nothing else stands on stdout, so that a script can read it."""
    done = run("solve", *line.split())
    assert (done.exit_code, done.stdout, done.stderr) == (0, said, "")


def test_a_task_is_answered_as_json_too(floating: str, run: Run) -> None:
    """With what was asked."""
    done = run("solve", floating, "-p", "DS-PR", "-a", "a", "--format", "json")
    assert json.loads(done.stdout) == {
        "task": "DS-PR",
        "argument": "a",
        "answer": False,
        "extensions": [["b", "d"]],
        "cut": False,
    }


def test_a_result_that_was_cut_is_printed_and_said_to_be_cut(floating: str, run: Run) -> None:
    """With exit code 3, as for a query."""
    done = run("solve", floating, "-p", "EE-CO", "--limit", "1")
    assert (done.exit_code, done.stdout) == (3, "w a d\n")
    assert "not the whole result" in done.stderr


def test_a_framework_comes_from_stdin_too(run: Run, empty: Path) -> None:
    """As ``-``."""
    done = run("solve", "-", "-p", "SE-GR", input=b"p af 2\n1 2\n")
    assert done.stdout == "w 1\n", done.output
    assert not list(empty.iterdir())


def test_many_arguments_are_not_all_named_in_text(run: Run, empty: Path) -> None:
    """How many more there are is said, and where they are."""
    Path("many.af").write_text("p af 1200\n", encoding="utf-8")
    done = run("solve", "many.af")
    assert "1,200  1, 2, 3" in done.stdout
    assert "and 1,180 more (--format json names all)" in done.stdout
    assert len(json.loads(run("solve", "many.af", "--format", "json").stdout)["standing"]["in"]) == 1200
    assert empty == Path.cwd()


def test_every_problem_of_a_file_is_a_line(run: Run, empty: Path) -> None:
    """With the file's name; exit code 1, as for a dossier."""
    Path("bad.af").write_text("p af 2\n1 3\nx\n", encoding="utf-8")
    done = run("solve", "bad.af")
    assert done.exit_code == 1
    assert [line.partition(" ")[0] for line in done.stderr.splitlines()] == ["bad.af:2:3:", "bad.af:3:1:"]
    Path("odd.af").write_text("p af 2\n1 2\n1 2\n", encoding="utf-8")
    odd = run("solve", "odd.af")
    assert (odd.exit_code, odd.stderr.partition(" the attack")[0]) == (0, "odd.af:3:1: warning:")
    assert empty == Path.cwd()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "give a file with a framework"),
        ("floating.apx -f floating.apx", "give the file once"),
        ("floating.apx -p XX-PR", "there is no task 'XX-PR'"),
        ("floating.apx -p DC-PR", "DC-PR is about one argument; name it with -a"),
        ("floating.apx -p EE-PR -a a", "leave out -a"),
        ("floating.apx -a a", "-a goes with a task"),
        ("floating.apx --limit 2", "--limit goes with a task"),
        ("floating.apx -p EE-PR --semantics stable", "a task says its semantics"),
        ("floating.apx -p DC-PR -a dd", "there is no argument 'dd' (did you mean 'd'?)"),
    ],
)
@pytest.mark.usefixtures("floating")
def test_what_does_not_go_together_is_refused(line: str, said: str, run: Run) -> None:
    """In one line, with exit code 2."""
    done = run("solve", *line.split())
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_names_give_no_orders_to_the_terminal(run: Run, empty: Path) -> None:
    """What a file calls its arguments is shown, and not obeyed."""
    Path("hostile.apx").write_text('arg("\x1b[2J").', encoding="utf-8")
    for line in (["hostile.apx"], ["hostile.apx", "-p", "SE-GR"]):
        assert "\x1b" not in run("solve", *line).stdout
    assert empty == Path.cwd()
