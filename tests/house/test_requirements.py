"""What the tests need is there, or they say what is missing; where everything is required, nothing is skipped."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Needs, PageOpener

SKIPPING = """
import pytest

def test_that_needs_a_program(needs):
    needs("a-program-that-nobody-has", package="nowhere")

@pytest.mark.skip(reason="not today")
def test_that_is_marked():
    raise AssertionError

@pytest.mark.xfail(reason="known", strict=True)
def test_that_is_known_to_fail():
    raise AssertionError
"""


@pytest.mark.parametrize(("required", "status"), [("", 0), ("1", 1)])
def test_a_skip_is_a_failure_where_everything_is_required(required: str, status: int, tmp_path: Path) -> None:
    """With ``CLAIMGRAPH_REQUIRE_ALL=1`` a missing program fails the run, as does any other skip."""
    (tmp_path / "conftest.py").write_text(
        Path(__file__).parents[1].joinpath("conftest.py").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (tmp_path / "test_it.py").write_text(SKIPPING, encoding="utf-8")
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "--rootdir",
            str(tmp_path),
            str(tmp_path),
        ],
        cwd=tmp_path,
        env={**os.environ, "CLAIMGRAPH_REQUIRE_ALL": required, "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == status, run.stdout
    assert ("1 failed, 1 xfailed, 1 error" if required else "2 skipped, 1 xfailed") in run.stdout
    assert "Debian package: nowhere" in run.stdout or not required


def test_a_program_is_found_by_any_of_its_names(needs: Needs) -> None:
    """The first name that is installed wins."""
    assert Path(needs("a-program-that-nobody-has", "sh")).name == "sh"


def test_a_page_test_sees_requests_and_errors(open_page: PageOpener, tmp_path: Path) -> None:
    """A request that a policy blocks was still asked for, and counts; so does an error that nobody caught."""
    (tmp_path / "page.html").write_text(
        "<!doctype html><title>still</title>"
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; script-src 'unsafe-inline'\">"
        "<script>document.title = 'moved'</script><img src='https://example.org/x.png'>"
        "<script>throw new Error('broken')</script>",
        encoding="utf-8",
    )
    page = open_page(tmp_path / "page.html", color_scheme="dark", size=(800, 600))
    assert page.title() == "moved"
    assert page.evaluate("[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]") == [800, True]
    assert open_page.requests == [page.url, "https://example.org/x.png"]
    blocked, broken = open_page.errors
    assert "Content Security Policy" in blocked
    assert broken == "broken"
    assert open_page(page.url + "#node", javascript=False).title() == "still"
