"""What is installed, under which licences, and where the version stands."""

from __future__ import annotations

import ast
import re
import sys
from importlib import metadata
from typing import TYPE_CHECKING, Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.house.conftest import House

# GPL and AGPL in any spelling; the L of the LGPL makes it another licence (docs/decisions/licences.md).
COPYLEFT = re.compile(r"(?<![\w])A?GPL|(?<!Lesser )General Public License(?!.*\bLGPL)|Affero", re.IGNORECASE)


def licences(name: str) -> tuple[str, ...]:
    """What an installed distribution says of its own licence: expression, classifiers, the field's first line."""
    about = metadata.metadata(name)
    classifiers = (line for line in about.get_all("Classifier") or () if line.startswith("License ::"))
    expression, field = ((about.get_all(key) or [""])[0] for key in ("License-Expression", "License"))
    said = (expression, *(line.rpartition(" :: ")[2] for line in classifiers), field.strip().split("\n")[0])
    return tuple(line for line in said if line and line not in {"UNKNOWN", "OSI Approved"})


def resolved(requirements: Iterable[str], *, extras: frozenset[str] = frozenset()) -> set[str]:
    """Every distribution that these requirements install here, with what those need in turn."""
    found: set[tuple[str, frozenset[str]]] = set()
    waiting = [(Requirement(line), extras) for line in requirements]
    while waiting:
        requirement, wanted = waiting.pop()
        marker = requirement.marker
        if marker and not any(marker.evaluate({"extra": extra}) for extra in (wanted or {""})):
            continue
        key = (canonicalize_name(requirement.name), frozenset(requirement.extras))
        if key not in found:
            found.add(key)
            waiting += [(Requirement(line), key[1] | {""}) for line in metadata.requires(key[0]) or ()]
    return {name for name, _ in found}


def extras_for_users(project: dict[str, Any]) -> list[str]:
    """The requirements of every extra but that of the developers."""
    extras: dict[str, list[str]] = project["optional-dependencies"]
    return [line for name, lines in extras.items() if name != "dev" for line in lines]


def test_no_dependency_is_under_the_gpl(house: House) -> None:
    """The tree that a plain install and every extra for users bring holds no GPL and no AGPL."""
    project = house.pyproject["project"]
    tree = resolved([*project["dependencies"], *extras_for_users(project)])
    assert len(tree) > len(project["dependencies"])
    assert {name: said for name in sorted(tree) if COPYLEFT.search("; ".join(said := licences(name)))} == {}


def test_every_dependency_says_its_licence(house: House) -> None:
    """A licence that nobody states cannot be checked."""
    tree = resolved(house.pyproject["project"]["dependencies"])
    assert [name for name in sorted(tree) if not licences(name)] == []


def test_the_check_of_licences_tells_gpl_from_lgpl() -> None:
    """The pattern finds what it should, and leaves the LGPL and permissive licences alone."""
    refused = (
        "GPL-3.0-only",
        "AGPL-3.0",
        "GNU General Public License v3 (GPLv3)",
        "MIT OR GPL-2.0-or-later",
        "GPLv2",
    )
    allowed = (
        "LGPL-3.0-only",
        "GNU Lesser General Public License v3 (LGPLv3)",
        "MIT",
        "MPL-2.0",
        "BSD-3-Clause",
    )
    assert [line for line in refused if not COPYLEFT.search(line)] == []
    assert [line for line in allowed if COPYLEFT.search(line)] == []


def test_what_is_imported_is_declared(house: House) -> None:
    """Each foreign package that the code imports is a dependency, and each dependency is imported somewhere."""
    project = house.pyproject["project"]
    imported = set()
    for path in house.inside:
        if path.suffix != ".py":
            continue
        for node in ast.walk(ast.parse(house.text(path))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                imported.add((node.module or "").split(".")[0])
    foreign = imported - sys.stdlib_module_names - {"claimgraph"}
    owners = metadata.packages_distributions()
    used = {canonicalize_name(owner) for name in foreign for owner in owners.get(name, [name])}
    needed = {canonicalize_name(Requirement(line).name) for line in project["dependencies"]}
    optional = {canonicalize_name(Requirement(line).name) for line in extras_for_users(project)}
    assert used <= needed | optional, "imported and not declared"
    assert needed <= used, "declared and never imported"


def test_every_requirement_has_a_lower_bound(house: House) -> None:
    """Without one, an old installation is silently taken for a good one."""
    project = house.pyproject["project"]
    lines = [
        *project["dependencies"],
        *(line for extra in project["optional-dependencies"].values() for line in extra),
    ]
    assert [
        line for line in lines if not any(spec.operator == ">=" for spec in Requirement(line).specifier)
    ] == []


def test_the_dev_group_mirrors_the_dev_extra(house: House) -> None:
    """The pip of Python 3.11 to 3.13 knows extras only, newer tools prefer groups."""
    assert (
        house.pyproject["dependency-groups"]["dev"]
        == house.pyproject["project"]["optional-dependencies"]["dev"]
    )


def test_the_version_stands_in_the_metadata_only(house: House) -> None:
    """The installed version is the one in pyproject.toml, and no module repeats it."""
    version = house.pyproject["project"]["version"]
    assert metadata.version("claimgraph") == version
    repeated = re.compile(rf"^__version__\s*=\s*[\"']|[\"']{re.escape(version)}[\"']", re.MULTILINE)
    assert [
        str(path) for path in house.inside if path.suffix == ".py" and repeated.search(house.text(path))
    ] == []


def test_the_command_is_installed(house: House) -> None:
    """``claimgraph`` on the command line is the front door's main."""
    (script,) = metadata.entry_points(group="console_scripts", name="claimgraph")
    assert {script.name: script.value} == house.pyproject["project"]["scripts"]
