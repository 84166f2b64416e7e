"""The house as its own tests see it: the checkout's files and its pyproject.toml."""

from __future__ import annotations

import subprocess
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

PACKAGE = "claimgraph"


@dataclass(frozen=True)
class House:
    """The checkout at ``root``; every path it gives is relative to that, in a fixed order."""

    root: Path

    @cached_property
    def pyproject(self) -> dict[str, Any]:
        """What pyproject.toml says."""
        return tomllib.loads((self.root / "pyproject.toml").read_text(encoding="utf-8"))

    @cached_property
    def files(self) -> tuple[Path, ...]:
        """Every file that is, or could next be, committed: what git ignores is left out, and so are links."""
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],  # noqa: S607 - git by its name
            cwd=self.root,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        paths = (Path(name) for name in sorted(set(listed.split("\0")) - {""}))
        return tuple(path for path in paths if (full := self.root / path).is_file() and not full.is_symlink())

    @cached_property
    def folders(self) -> dict[str, Path]:
        """Each package that the wheel holds, with its folder, as setuptools would find it."""
        mapped: dict[str, str] = self.pyproject["tool"]["setuptools"]["package-dir"]
        found = {}
        for package in self.pyproject["tool"]["setuptools"]["packages"]:
            nearest = max((name for name in mapped if f"{package}.".startswith(f"{name}.")), key=len)
            below = package[len(nearest) :].lstrip(".").replace(".", "/")
            found[package] = Path(mapped[nearest], below)
        return found

    @cached_property
    def rooms(self) -> dict[str, Path]:
        """Import name and folder of each room, and of the examples: every mapped package but the front door."""
        mapped = self.pyproject["tool"]["setuptools"]["package-dir"]
        return {name: Path(folder) for name, folder in mapped.items() if name != PACKAGE}

    @cached_property
    def inside(self) -> tuple[Path, ...]:
        """The files of the front door and of the rooms."""
        tops = {PACKAGE, *(str(folder) for folder in self.rooms.values())}
        return tuple(path for path in self.files if path.parts[0] in tops)

    def module(self, path: Path) -> str:
        """The import name of a Python file of a room or of the front door."""
        parts = list(path.with_suffix("").parts)
        if parts[-1] == "__init__":
            parts.pop()
        return ".".join(parts if parts[0] == PACKAGE else [PACKAGE, *parts])

    def text(self, path: Path) -> str:
        """What a file says."""
        return (self.root / path).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def house() -> House:
    """The checkout that these tests stand in."""
    root = Path(__file__).resolve().parents[2]
    if not (root / ".git").exists():
        pytest.skip("no git checkout: what would be committed cannot be told from what is ignored")
    return House(root)
