"""Every example in the README and in docs/ runs, and prints what it says it prints.

Three kinds of fenced block are run, in the order of the page, in one empty folder a page:

- ``python``: executed, names kept from block to block; with ``>>>`` prompts, as a doctest;
- ``console``: each line after ``$ `` in a shell, with this environment's programs first; the lines below it, if
  there are any, are its output (``...`` stands for anything). ``# exit 1`` at the end of a command says that it fails;
- ``yaml``, ``turtle`` and others are shown, not run, unless the line above the fence is ``<!-- file: NAME -->``:
  then they are written to that file first.

Blocks marked ``sh`` are for a reader's own machine; the README's two are run by ``.ci/run``.
"""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(
    r"^(?:<!-- file: (?P<file>\S+) -->\n+)?```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
EXIT = re.compile(r"\s+# exit (\d)$")
LENIENT = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block, with the line of the page where its text begins."""

    kind: str
    body: str
    line: int
    file: str | None


def blocks(page: str) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    for match in FENCE.finditer(page):
        yield Block(match["kind"], match["body"], page.count("\n", 0, match.start("body")) + 1, match["file"])


def run_python(block: Block, page: Path, names: dict[str, Any]) -> None:
    """Run a block as the next lines of one program, so that a fault names the page's own line."""
    if ">>>" in block.body:
        test = doctest.DocTestParser().get_doctest(block.body, names, page.name, str(page), block.line)
        test.globs = names
        doctest.DebugRunner(optionflags=LENIENT).run(test, clear_globs=False)
    else:
        exec(compile("\n" * (block.line - 1) + block.body, str(page), "exec"), names)  # noqa: S102 - our own page


def run_console(block: Block, page: Path, folder: Path) -> None:
    """Run each command of a block, and compare what it prints with what the page says."""
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    for said in re.split(r"^\$ ", block.body, flags=re.MULTILINE)[1:]:
        command, _, expected = said.partition("\n")
        status = int(found[1]) if (found := EXIT.search(command)) else 0
        run = subprocess.run(
            ["bash", "-c", EXIT.sub("", command)],  # noqa: S607 - the reader's shell, by its name
            cwd=folder,
            env={**os.environ, "PATH": programs, "COLUMNS": "100", "NO_COLOR": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        place = f"{page.name}:{block.line}: $ {command}\n"
        assert run.returncode == status, place + run.stdout[-2000:] + run.stderr[-2000:]
        if expected.strip():
            printed = run.stdout + run.stderr
            assert doctest.OutputChecker().check_output(expected, printed, LENIENT), place + printed


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_example_on_the_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a page shows is what happens."""
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": "__main__"}
    for block in blocks(page.read_text(encoding="utf-8")):
        if block.file:
            (tmp_path / block.file).write_text(block.body, encoding="utf-8")
        elif block.kind == "python":
            run_python(block, page, names)
        elif block.kind == "console":
            run_console(block, page, tmp_path)


def test_a_wrong_example_is_found(tmp_path: Path) -> None:
    """A command that fails, output that differs, and Python that raises are each a failure."""
    page = tmp_path / "page.md"
    wrong = {
        "console": ["$ false\n", "$ echo this\nthat\n", "$ true # exit 1\n"],
        "python": ["raise ValueError\n", ">>> 1 + 1\n3\n"],
    }
    for body in wrong["console"]:
        with pytest.raises(AssertionError):
            run_console(Block("console", body, 1, None), page, tmp_path)
    for body in wrong["python"]:
        with pytest.raises((ValueError, doctest.DocTestFailure)):
            run_python(Block("python", body, 1, None), page, {})


def test_the_blocks_of_a_page_are_all_seen() -> None:
    """Kind, line and file of each block, as written."""
    page = "# T\n\n```python\nx = 1\n```\n\n<!-- file: a.yaml -->\n```yaml\na: b\n```\n"
    assert list(blocks(page)) == [Block("python", "x = 1\n", 4, None), Block("yaml", "a: b\n", 9, "a.yaml")]
