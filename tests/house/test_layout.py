"""The map in pyproject.toml, the folders, the links and what is shipped say the same."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.house.conftest import House

# Vocabulary, schemas and texts are as long as what they hold; what a person reads as code is not.
CODE = {".py", ".rq", ".j2", ".css", ".js"}
LONGEST = 600

# What a room may import, besides itself; the front door may import all of them.
BELOW = {
    "ontology": set[str](),
    "graph": {"ontology"},
    "loaders": {"ontology"},
    "visualize": {"graph", "ontology"},
    "examples": set[str](),
}


def test_every_folder_with_code_is_in_the_wheel(house: House) -> None:
    """A folder that holds Python is a listed package, and every listed package is a folder that holds Python."""
    with_code = {path.parent for path in house.inside if path.suffix == ".py"}
    assert with_code == set(house.folders.values())
    assert [folder for folder in with_code if not (house.root / folder / "__init__.py").is_file()] == []


def test_packages_are_listed_in_order_and_once(house: House) -> None:
    """The list of packages is sorted, so that two people adding one see it."""
    packages = house.pyproject["tool"]["setuptools"]["packages"]
    assert packages == sorted(set(packages))


def test_the_front_door_holds_one_relative_link_a_room(house: House) -> None:
    """``claimgraph/graph`` leads to ``../graph``, and so for each room and for nothing else."""
    door = house.root / "claimgraph"
    links = {path.name: str(path.readlink()) for path in sorted(door.iterdir()) if path.is_symlink()}
    assert links == {folder.name: f"../{folder}" for folder in sorted(house.rooms.values())}


def test_every_file_that_is_not_code_is_shipped(house: House) -> None:
    """A query, template, vocabulary or text in a room is matched by package-data."""
    patterns: dict[str, list[str]] = house.pyproject["tool"]["setuptools"]["package-data"]
    shipped = {
        found.relative_to(house.root)
        for package, globs in patterns.items()
        for pattern in globs
        for found in (house.root / house.folders[package]).glob(pattern)
    }
    forgotten = [str(path) for path in house.inside if path.suffix != ".py" and path not in shipped]
    assert forgotten == []


def test_no_file_of_code_is_too_long(house: House) -> None:
    """Beyond 600 lines a module is two concepts."""
    lengths = {str(path): house.text(path).count("\n") for path in house.inside if path.suffix in CODE}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST} == {}


def test_rooms_import_each_other_relatively_and_downwards(house: House) -> None:
    """An absolute import would make twin modules, whose classes are not equal; an upward one breaks the layers."""
    wrong = []
    for path in house.inside:
        if path.suffix != ".py" or path.parts[0] == "claimgraph":
            continue
        room, depth = path.parts[0], len(path.parts) - 1
        for node in ast.walk(ast.parse(house.text(path))):
            if isinstance(node, ast.Import):
                named = {alias.name.split(".")[0] for alias in node.names}
                bad = bool(named & {"claimgraph", *BELOW})
            elif isinstance(node, ast.ImportFrom) and not node.level:
                bad = (node.module or "").split(".")[0] in {"claimgraph", *BELOW}
            elif isinstance(node, ast.ImportFrom) and node.level > depth:
                to = {node.module.split(".")[0]} if node.module else {alias.name for alias in node.names}
                bad = node.level > depth + 1 or not to <= BELOW[room] | {room}
            else:
                continue
            if bad:
                wrong.append(f"{path}:{node.lineno}")
    assert wrong == []


def test_the_rooms_known_here_are_the_rooms_there_are(house: House) -> None:
    """The table of who may import whom, above, names each room."""
    assert {Path(room) for room in BELOW} == set(house.rooms.values())


def test_tests_mirror_the_rooms(house: House) -> None:
    """Each folder of tests is named for a room, for the front door, or for the house itself."""
    folders = {path.parts[1] for path in house.files if path.parts[0] == "tests" and path.suffix == ".py"}
    assert {name for name in folders if not name.endswith(".py")} <= {*BELOW, "claimgraph", "house"}
