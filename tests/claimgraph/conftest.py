"""The command line as its tests use it: run in this process, in the folder of a demo that is built once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from claimgraph.cli import cli

Run = Callable[..., Result]
Program = Callable[..., "subprocess.CompletedProcess[Any]"]


def _run(*arguments: str, **kwargs: Any) -> Result:  # noqa: ANN401 - click's own
    return CliRunner().invoke(cli, list(arguments), **kwargs)


@pytest.fixture
def run() -> Run:
    """Run a command line in this process; gives its exit code, stdout and stderr."""
    return _run


@pytest.fixture
def program() -> Program:
    """Run a command line as a process of its own."""

    def started(*arguments: str, **kwargs: Any) -> subprocess.CompletedProcess[Any]:  # noqa: ANN401 - subprocess's own
        settings = {"capture_output": True, "text": True, "encoding": "utf-8", **kwargs}
        settings["env"] = {**os.environ, **settings.get("env", {})}
        return subprocess.run([sys.executable, "-m", "claimgraph", *arguments], check=False, **settings)

    return started


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demo; it is only read."""
    home = tmp_path_factory.mktemp("demo")
    here = Path.cwd()
    os.chdir(home)
    try:
        built = _run("demo")
    finally:
        os.chdir(here)
    assert built.exit_code == 0, built.output
    (home / "claimgraph-demo" / "said.txt").write_text(built.stdout, encoding="utf-8")
    return home / "claimgraph-demo"


@pytest.fixture
def in_demo(demo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in the demo's folder, and write nothing there."""
    monkeypatch.delenv("CLAIMGRAPH_STORE", raising=False)
    monkeypatch.chdir(demo)
    return demo


@pytest.fixture
def own_demo(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a copy of the demo's folder."""
    monkeypatch.delenv("CLAIMGRAPH_STORE", raising=False)
    copied = Path(shutil.copytree(demo, tmp_path / "demo"))
    monkeypatch.chdir(copied)
    return copied


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder that has no store above."""
    monkeypatch.delenv("CLAIMGRAPH_STORE", raising=False)
    folder = tmp_path / "empty"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder
