"""Nothing committed names the machine it was written on, or leaves work for later."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.house.conftest import House

# An absolute path of somebody's machine; in the middle of a URL it is not one.
MACHINE_PATH = re.compile(r"(?:(?<![\w./:-])|file://)/(?:home|opt|root|tmp|Users|work)/[\w.]")
# Where an index or its files are served from; a lock file that names one ties everybody to it.
INDEX_HOST = re.compile(
    r"\b(?:[\w-]+\.)*(?:pypi\.org|pythonhosted\.org|npmjs\.(?:org|com))\b|--(?:extra-)?index-url"
)
LEFT_FOR_LATER = re.compile(r"\b(?:TODO|FIXME|XXX)\b|NotImplementedError")
SKIPPED_DOCTEST = re.compile(r"doctest:\s*\+SKIP")

# This file holds the patterns that it looks for.
SELF = Path("tests/house/test_tidiness.py")


def found(house: House, pattern: re.Pattern[str], *, inside: bool = False) -> list[str]:
    """Each line of a text file that the pattern matches, as ``path:line: text``."""
    hits = []
    for path in house.inside if inside else house.files:
        if path == SELF:
            continue
        try:
            text = house.text(path)
        except UnicodeDecodeError:
            continue
        hits += [
            f"{path}:{number}: {line.strip()[:100]}"
            for number, line in enumerate(text.splitlines(), 1)
            if pattern.search(line)
        ]
    return hits


def test_no_file_names_a_path_of_somebodys_machine(house: House) -> None:
    """A path that exists on one machine is a fault on every other."""
    assert found(house, MACHINE_PATH) == []


def test_no_file_names_the_folder_of_this_checkout(house: House) -> None:
    """Not even where it does not look like a path of a person's machine."""
    here = str(house.root)
    assert found(house, re.compile(re.escape(here) + r"(?![\w-])")) == []


def test_no_file_names_the_host_of_a_package_index(house: House) -> None:
    """Whoever installs chooses the index."""
    assert found(house, INDEX_HOST) == []


def test_nothing_is_left_for_later_in_the_code(house: House) -> None:
    """What is not built is not there; what is there is finished."""
    assert found(house, LEFT_FOR_LATER, inside=True) == []


def test_no_doctest_is_skipped(house: House) -> None:
    """An example that is not run is an example that is wrong one day."""
    assert found(house, SKIPPED_DOCTEST, inside=True) == []
