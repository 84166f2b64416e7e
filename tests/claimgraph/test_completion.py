"""Shells complete what stands on our command lines."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.claimgraph.conftest import Program
    from tests.conftest import Needs

pytestmark = pytest.mark.usefixtures("in_demo")


def completed(program: Program, line: str, **env: str) -> list[str]:
    """What bash is offered for the last word of a line."""
    words = line.split(" ")
    asking = {
        "_CLAIMGRAPH_COMPLETE": "bash_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        **env,
    }
    done = program(env=asking)
    assert (done.returncode, done.stderr) == (0, "")
    return [each.partition(",")[2] for each in done.stdout.splitlines() if each]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("claimgraph con", ["contradictions"]),
        ("claimgraph trace --dep", ["--depth"]),
        ("claimgraph trace c-china-mil", ["c-china-military"]),
        ("claimgraph trace s-china", []),
        ("claimgraph show s-china-d", ["s-china-denies"]),
        ("claimgraph query non", ["non-observations", "non-responsive"]),
        ("claimgraph queries deni", ["denials"]),
        ("claimgraph export --format t", ["turtle", "trig"]),
        ("claimgraph unload f", ["founding"]),
        ("claimgraph stats --dossier f", ["founding"]),
        ("claimgraph --store .claimgraph trace c-appr", ["c-approval"]),
        ("claimgraph --store nowhere trace c-appr", []),
    ],
)
def test_commands_options_formats_and_names_are_completed(
    line: str, offered: list[str], program: Program
) -> None:
    """Of the store that the command would use; where there is none, nothing is offered and nothing breaks."""
    assert completed(program, line) == offered


def test_nothing_is_written_while_completing(empty: Path, program: Program) -> None:
    """Looking for a name makes no store."""
    assert completed(program, "claimgraph trace c-") == []
    assert list(empty.iterdir()) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_a_script_of_its_own(shell: str, program: Program) -> None:
    """It names the program and the variable by which completions are asked for."""
    done = program("completion", shell)
    assert done.returncode == 0
    assert f"_CLAIMGRAPH_COMPLETE={shell}_complete" in done.stdout


def test_bash_completes_with_the_script(program: Program, needs: Needs, tmp_path: Path) -> None:
    """The script is sound bash, and pressing Tab behind `claimgraph trace c-china-mil` gives the claim."""
    bash = needs("bash")
    script = tmp_path / "complete.bash"
    script.write_text(program("completion", "bash").stdout, encoding="utf-8")
    assert subprocess.run([bash, "-n", str(script)], check=False).returncode == 0
    ours = tmp_path / "bin"
    ours.mkdir()
    (ours / "claimgraph").write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -m claimgraph "$@"\n', encoding="utf-8"
    )
    (ours / "claimgraph").chmod(0o755)
    pressed = (
        f"source '{script}'; COMP_WORDS=(claimgraph trace c-china-mil); COMP_CWORD=2;"
        ' _claimgraph_completion claimgraph c-china-mil trace; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    env = {**os.environ, "PATH": f"{ours}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run([bash, "-c", pressed], env=env, capture_output=True, text=True, check=False)
    assert (done.stdout.split(), done.stderr) == (["c-china-military"], "")
