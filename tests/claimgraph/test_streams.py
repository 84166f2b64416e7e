"""The program as a shell sees it: streams, encodings, pipes, signals, folders that cannot be written."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.claimgraph.conftest import Program, Run
pytestmark = pytest.mark.usefixtures("own_demo")
ESCAPE = "\x1b"
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and terminals of Unix")
HOSTILE = r"""dossier: hostile
title: "safe\u202edlot"
entities:
  x: {kind: person, name: "Ann\u2028Lee\u202e"}
claims:
  c-1: {text: "The \u202esky\u2066 is blue [red]and bold[/red] <script>alert(1)</script> | `x` é 漢"}
sources:
  r: {kind: report}
statements:
  s-1: {speaker: x, stance: affirms, claim: c-1, in: r}
  s-2: {speaker: x, stance: denies, claim: c-1, in: r}
"""


def in_terminal(line: list[str], **env: str) -> tuple[int, str]:
    """Run a command line with a terminal on all its streams; gives its exit code and all that it wrote."""
    import pty

    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover - the child is another program at once
        os.environ.update(env)
        os.execv(sys.executable, [sys.executable, "-m", "claimgraph", *line])  # noqa: S606 - our own program
    written = b""
    try:
        while part := os.read(terminal, 65536):
            written += part
    except OSError:
        pass  # the terminal's way of saying that nobody writes any more
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), written.decode()


def test_results_are_on_stdout_and_messages_on_stderr(program: Program) -> None:
    """A result can be piped on; quiet leaves nothing but it."""
    loaded = program("load", "founding.yaml")
    assert loaded.stdout.startswith("unchanged founding: ")
    assert loaded.stderr.startswith("the store is ")
    quiet = program("load", "founding.yaml", "--quiet")
    assert (quiet.stdout, quiet.stderr) == (loaded.stdout, "")
    written = program("export", "-o", "x.nt")
    assert (written.stdout, written.stderr.partition(" (")[0]) == ("", "wrote x.nt")
    assert program("export", "--format", "ntriples", "-o", "-").stdout == Path("x.nt").read_text("utf-8")


@POSIX
def test_colours_are_for_terminals_only() -> None:
    """On a terminal, unless somebody said no; the words are the same."""
    plain_env = {"TERM": "xterm", "NO_COLOR": ""}
    code, coloured = in_terminal(["trace", "c-approval"], **plain_env)
    assert code == 0
    assert ESCAPE in coloured
    for line, env in (
        (["trace", "c-approval"], {"TERM": "xterm", "NO_COLOR": "1"}),
        (["trace", "c-approval", "--no-color"], plain_env),
        (["--no-color", "trace", "c-approval"], plain_env),
        (["trace", "c-approval"], {"TERM": "dumb", "NO_COLOR": ""}),
    ):
        _, plain = in_terminal(line, **env)
        assert ESCAPE not in plain, (line, env)


@POSIX
def test_progress_is_shown_to_somebody_who_looks() -> None:
    """A bar on a terminal, and nothing of it elsewhere."""
    code, seen = in_terminal(["load", "founding.yaml"], TERM="xterm")
    assert code == 0
    assert "100%" in seen
    _, quiet = in_terminal(["load", "founding.yaml", "--quiet"], TERM="xterm")
    assert "100%" not in quiet


@POSIX
def test_a_terminal_is_never_given_orders_by_a_label(program: Program) -> None:
    """No control character, and no mark that turns a sentence round, comes through any command."""
    Path("hostile.yaml").write_text(HOSTILE, encoding="utf-8")
    assert program("load", "hostile.yaml").returncode == 0
    lines = [
        ["stats"], ["stats", "--summary"], ["show", "hostile:c-1"], ["show", "hostile:x"], ["show", "hostile"],
        ["trace", "hostile:c-1"], ["contradictions", "hostile:c-1"], ["contradictions", "--format", "table"],
        ["query", "contradictions"], ["query", "SELECT ?o { ?s cg:content ?o }", "--format", "markdown"],
        ["trace", "the sky \x1b[2J\u202e"], ["show", "\x1b]0;owned\x07"], ["verify"], ["validate", "hostile.yaml"],
        ["load", "hostile.yaml"], ["load", "\x1b[2J\u202e.yaml"],
    ]  # fmt: skip
    for line in lines:
        done = program(*line, "--no-color")
        said = done.stdout + done.stderr
        assert said, line
        assert not set(said) & set("\x1b\x07\u202e\u2066\u2028"), line


@POSIX
@pytest.mark.parametrize(
    "line", ["export --format nquads", "stats --summary", "query timeline", "--help", "queries"]
)
def test_a_reader_who_has_had_enough_is_no_failure(line: str) -> None:
    """``claimgraph … | head -1`` ends quietly."""
    command = f"set -o pipefail; '{sys.executable}' -m claimgraph {line} | head -c 1"
    run = subprocess.run(["bash", "-c", command], capture_output=True, check=False)  # noqa: S607 - the reader's shell
    assert (run.returncode, len(run.stdout), run.stderr) == (0, 1, b"")


@POSIX
def test_a_full_disk_is_one_line(program: Program) -> None:
    """A result that could not be written whole is a failure."""
    if not Path("/dev/full").exists():
        pytest.skip("this machine has no /dev/full")
    with Path("/dev/full").open("w") as full:
        done = program("queries", capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 3
    assert done.stderr.splitlines() == ["error: no space left on device"]


@POSIX
def test_control_c_stops_with_one_line() -> None:
    """Even while a query is running elsewhere."""
    cross = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    child = subprocess.Popen(
        [sys.executable, "-m", "claimgraph", "query", cross, "--timeout", "60"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
    with pytest.raises(subprocess.TimeoutExpired):
        child.wait(3)
    os.killpg(child.pid, signal.SIGINT)
    out, err = child.communicate(timeout=20)
    assert (child.returncode, out, err.splitlines()) == (130, "", ["error: stopped"])


@POSIX
def test_being_ended_leaves_no_temporary_folder(tmp_path: Path) -> None:
    """As `timeout` ends a program: dossiers asked without a store are copied for the query's process."""
    cross = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    child = subprocess.Popen(
        [sys.executable, "-m", "claimgraph", "--memory", "founding.yaml", "query", cross, "--timeout", "60"],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while not list(tmp_path.glob("claimgraph-*")):
        with pytest.raises(subprocess.TimeoutExpired):
            child.wait(0.2)
    child.terminate()
    assert child.wait(20) == 128 + signal.SIGTERM
    assert list(tmp_path.glob("claimgraph-*")) == []


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C", "LANG": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
    ids=["C", "ascii", "latin-1"],
)
def test_every_character_passes_in_every_locale(env: dict[str, str], program: Program) -> None:
    """A machine without a locale reads the same result; what an encoding cannot hold is shown by its code."""
    done = program("trace", "c-approval", "--language", "fr", env=env, encoding=None, text=False)
    assert (done.returncode, done.stderr) == (0, b"")
    if "PYTHONIOENCODING" in env:
        assert "├".encode("ascii", "backslashreplace") in done.stdout
        assert "approuvé".encode("latin-1") in done.stdout
    else:
        assert "├─".encode() in done.stdout
        assert "approuvé".encode() in done.stdout
    written = program("show", "Ukraine", "-o", "ü.md", env=env, encoding=None, text=False)
    assert written.returncode == 0
    assert Path("ü.md").is_file()


MODES_HOLD = """
import ctypes, os, sys
for capability in (1, 2):  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, by which root passes by a file's mode
    ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)
os.execv(sys.executable, [sys.executable, "-m", "claimgraph", *sys.argv[1:]])
"""


@pytest.mark.skipif(
    sys.platform != "linux" and os.name == "posix" and os.geteuid() == 0, reason="root writes everywhere"
)
@POSIX
def test_a_folder_that_cannot_be_written_can_be_read(own_demo: Path) -> None:
    """Questions need to write nothing; loading says that it could not."""

    def bound(*line: str) -> subprocess.CompletedProcess[str]:
        start = (
            [sys.executable, "-c", MODES_HOLD] if os.geteuid() == 0 else [sys.executable, "-m", "claimgraph"]
        )
        return subprocess.run([*start, *line], capture_output=True, text=True, check=False)

    held = [own_demo, *own_demo.rglob("*")]
    modes = {path: path.stat().st_mode for path in held}
    for path in held:
        path.chmod(modes[path] & ~0o222)
    try:
        for line in (["stats"], ["trace", "c-approval"], ["query", "denials"], ["validate"], ["verify"]):
            done = bound(*line)
            assert done.returncode == 0, (line, done.stderr)
        for line in (["unload", "founding"], ["export", "-o", "x.ttl"], ["init", "gear"], ["demo", "here"]):
            done = bound(*line)
            assert (done.returncode, done.stdout) == (3, ""), (line, done.stderr)
            assert "permission denied" in done.stderr.lower()
            assert len(done.stderr.splitlines()) == 1
    finally:
        for path in held:
            path.chmod(modes[path])


def test_a_file_is_written_whole_or_not_at_all(program: Program) -> None:
    """A failure leaves the older file as it was, and no draft beside it; a link keeps leading where it led."""
    Path("x.ttl").write_text("older", encoding="utf-8")
    assert program("export", "--around", "nosuch", "-o", "x.ttl").returncode == 2
    assert Path("x.ttl").read_text("utf-8") == "older"
    before = set(Path().iterdir())
    assert program("export", "-o", "x.ttl").returncode == 0
    assert set(Path().iterdir()) == before
    if os.name == "posix":
        Path("link.ttl").symlink_to("x.ttl")
        assert program("export", "--dossier", "founding", "-o", "link.ttl").returncode == 0
        assert Path("link.ttl").is_symlink()
        assert program("export", "-o", "/dev/null", "--format", "trig").returncode == 0


def test_a_store_is_found_as_documented(program: Program, own_demo: Path) -> None:
    """``--store``, else the environment, else the nearest above."""
    below = own_demo / "a" / "b"
    below.mkdir(parents=True)
    shutil.copytree(".claimgraph", own_demo / "a" / "other")
    assert program("unload", "founding", "--store", str(own_demo / "a" / "other")).returncode == 0
    assert "1 dossier," in program("stats", cwd=below).stdout
    assert "0 dossiers" in program("stats", cwd=below, env={"CLAIMGRAPH_STORE": "../other"}).stdout
    assert (
        "1 dossier,"
        in program("stats", "--store", "../..", cwd=below, env={"CLAIMGRAPH_STORE": "../other"}).stdout
    )
    assert "1 dossier," in program("--store", "../../.claimgraph", "stats", cwd=below).stdout


def test_dossiers_can_be_asked_without_a_store(run: Run, empty: Path, demo: Path) -> None:
    """``--memory`` reads them for this one run, and leaves nothing behind."""
    file = str(demo / "founding.yaml")
    done = run("trace", "c-approval", "--memory", file)
    assert done.exit_code == 0, done.output
    assert run("--memory", file, "query", "denials").exit_code == 0
    assert list(empty.iterdir()) == []
    both = run("stats", "--memory", file, "--store", "x")
    assert (both.exit_code, both.stdout) == (2, "")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such modes")
def test_a_private_file_stays_private_when_it_is_written_anew(empty: Path, run: Run) -> None:
    """A result takes the place of the older file, and with it its permissions."""
    private = empty / "gear.yaml"
    private.write_text("mine", encoding="utf-8")
    private.chmod(0o600)
    assert run("init", "gear", "--force").exit_code == 0
    assert "dossier: gear" in private.read_text("utf-8")
    assert private.stat().st_mode & 0o777 == 0o600
