"""``__all__`` is exact wherever a module has one, and every room has a face."""

from __future__ import annotations

import ast
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.house.conftest import House


def declared(house: House, path: Path) -> list[str] | None:
    """The names in a file's ``__all__``, or None if it has none."""
    for node in ast.parse(house.text(path)).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if any(isinstance(target, ast.Name) and target.id == "__all__" for target in targets):
            return list(import_module(house.module(path)).__all__)
    return None


def public(tree: ast.Module, *, face: bool) -> set[str]:
    """The public names that a file makes at its top level; for a face, also what it takes from its own room."""
    names = set[str]()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
        elif face and isinstance(node, ast.ImportFrom) and node.level:
            names |= {alias.asname or alias.name for alias in node.names}
    return {name for name in names if not name.startswith("_")}


def test_all_names_what_is_there_and_all_that_is_public(house: House) -> None:
    """Where a module has ``__all__``: no repeats, each name resolves, no public name is forgotten."""
    faults = []
    for path in house.inside:
        if path.suffix != ".py" or (names := declared(house, path)) is None:
            continue
        module = import_module(house.module(path))
        if len(set(names)) != len(names):
            faults.append(f"{path}: a name twice")
        faults += [f"{path}: {name} is not there" for name in names if not hasattr(module, name)]
        made = public(ast.parse(house.text(path)), face=path.name == "__init__.py")
        faults += [f"{path}: {name} is public and not in __all__" for name in sorted(made - set(names))]
    assert faults == []


def test_every_room_and_the_front_door_have_a_face(house: House) -> None:
    """The first lines of a room say what it is and what it refuses; ``import claimgraph`` gives names worth having."""
    assert house.module(house.folders["claimgraph"] / "__init__.py") == "claimgraph"
    for package, folder in house.folders.items():
        said = import_module(package).__doc__ or ""
        assert len(said.split()) > 5, f"{folder}/__init__.py does not say what the room is"
    assert getattr(import_module("claimgraph"), "__all__", [])
