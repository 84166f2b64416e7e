"""What every test may ask for: the shared texts, programs that are not Python, and a real browser.

Where something that a test needs is missing, the test is skipped and says what to install. With
``CLAIMGRAPH_REQUIRE_ALL=1`` (continuous integration) nothing is skipped: a skip of any kind is a failure.

A page test asks for ``open_page`` (its type is imported under ``TYPE_CHECKING``, from ``tests.conftest``)::

    def test_the_page_asks_nobody(open_page: PageOpener, tmp_path: Path) -> None:
        page = open_page(tmp_path / "page.html")
        assert page.title() == "…"
        assert open_page.requests == [page.url] and open_page.errors == []
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).resolve().parent.parent
_NOBODY = 65534
REQUIRE_ALL = os.environ.get("CLAIMGRAPH_REQUIRE_ALL") == "1"

# Debian's package first; the test tool's own download is not used.
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what opens a browser, so that ``-m "not browser"`` leaves it out."""
    for item in items:
        if {"chromium", "browser", "open_page"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure where everything is required."""
    report = yield
    if REQUIRE_ALL and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, but CLAIMGRAPH_REQUIRE_ALL=1: {_reason(report)}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a whole file that skips itself."""
    report = yield
    if REQUIRE_ALL and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped, but CLAIMGRAPH_REQUIRE_ALL=1: {_reason(report)}"
    return report


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    return str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)


class Needs(Protocol):
    """``needs("rapper", package="raptor2-utils")`` gives the program's path, or skips the test."""

    def __call__(self, program: str, *alternatives: str, package: str = ...) -> str:
        """Give the path of the first of these programs that is installed."""
        ...


@pytest.fixture(scope="session")
def needs() -> Needs:
    """Find a program that is not Python, or skip with the package that holds it."""

    def find(program: str, *alternatives: str, package: str = "") -> str:
        for name in (program, *alternatives):
            if path := shutil.which(name):
                return path
        pytest.skip(f"{program} is not installed (Debian package: {package or program})")

    return find


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared texts beside the checkout, or ``CLAIMGRAPH_SHARED``."""
    folder = Path(os.environ.get("CLAIMGRAPH_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip("the shared texts are not beside this checkout; set CLAIMGRAPH_SHARED to their folder")
    return folder


@pytest.fixture(scope="session")
def chromium(needs: Needs) -> str:
    """The path of a Chromium that is installed on this machine."""
    return needs(*BROWSERS, package="chromium")


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for the page tests of a file.

    Not one for the whole run: while it is open, this thread counts as running an event loop, and a test elsewhere
    that calls ``asyncio.run`` would fail.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=list(BROWSER_OPTIONS))
        yield opened
        opened.close()


class PageOpener:
    """Opens pages for one test, and remembers what they asked for and what went wrong in them.

    Attributes:
        requests: Every URL that any opened page requested, the page itself included, in order.
        errors: Every uncaught exception and every ``console.error``, policy violations included, in order.
    """

    def __init__(self, browser: Browser) -> None:
        self.requests: list[str] = []
        self.errors: list[str] = []
        self._browser = browser
        self._contexts: list[BrowserContext] = []

    def __call__(
        self,
        path_or_url: Path | str,
        *,
        javascript: bool = True,
        color_scheme: Literal["light", "dark", "no-preference"] = "light",
        size: tuple[int, int] = (1366, 768),
    ) -> Page:
        """Open a file or a URL in a fresh profile; the page is closed when the test ends.

        Args:
            path_or_url: A file, opened straight from disk, or a URL, which may carry a fragment.
            javascript: False shows the page as a reader without scripts sees it.
            color_scheme: What the reader's system prefers.
            size: Width and height of the window, in CSS pixels; a laptop's unless told otherwise.
        """
        width, height = size
        context = self._browser.new_context(
            java_script_enabled=javascript,
            color_scheme=color_scheme,
            viewport={"width": width, "height": height},
        )
        self._contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        page.goto(path_or_url.resolve().as_uri() if isinstance(path_or_url, Path) else path_or_url)
        return page

    def close(self) -> None:
        """Close every page that was opened."""
        for context in self._contexts:
            context.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[PageOpener]:
    """Open a page in a real browser, recording its requests and its errors."""
    opener = PageOpener(browser)
    yield opener
    opener.close()


@pytest.fixture
def as_somebody() -> Iterator[Callable[[Path], Path]]:
    """Take up a folder's copy as somebody whom permissions bind: root reads and writes whatever they say.

    The copy is given to nobody (uid 65534), and until the test ends this process acts as nobody too.
    """
    if os.name != "posix" or os.geteuid() != 0:
        yield lambda folder: folder
        return
    home = Path(tempfile.mkdtemp())

    def move(folder: Path) -> Path:
        copy = home / folder.name
        shutil.copytree(folder, copy, symlinks=True)
        for path in (home, copy, *copy.rglob("*")):
            os.chown(path, _NOBODY, _NOBODY)
        os.seteuid(_NOBODY)
        return copy

    try:
        yield move
    finally:
        os.seteuid(0)
        shutil.rmtree(home, ignore_errors=True)
