"""The matrix: a table of its own, readable without a script, and a picture with the same content."""

from __future__ import annotations

import copy
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

import pytest

from claimgraph.visualize.matrix import VALUES, matrix_svg, render_matrix
from tests.visualize.pretend import weighed
from tests.visualize.test_hostile_words import PAYLOADS, pwned

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import PageOpener


@pytest.fixture
def page_file(tmp_path: Path) -> Path:
    """The page of the harbour's matrix, on disk."""
    file = tmp_path / "matrix.html"
    file.write_text(render_matrix(weighed()), encoding="utf-8")
    return file


def hostile(payload: str) -> dict[str, Any]:
    """A matrix with the payload wherever words can stand."""
    both = {"en": payload, payload: payload}
    cell = {"value": payload, "strength": payload, "why": both, "origin": payload}
    row = dict.fromkeys(
        ("iri", "slug", "kind", "label", "speaker", "date", "stance", "root", "credibility"), payload
    )
    return {
        "hypotheses": [{"iri": payload, "slug": payload, "text": both, "standing": payload, "inconsistent": payload}],
        "rows": [{**row, "cells": [cell], "diagnostic": payload}],
        "note": payload,
    }  # fmt: skip


def test_the_page_asks_nobody_and_needs_no_script(open_page: PageOpener, page_file: Path) -> None:
    """Head, cells, totals and reasons are there before any script, and the policy holds."""
    for javascript in (True, False):
        page = open_page(page_file, javascript=javascript)
        assert page.locator("tbody tr:not(.part)").count() == 6
        assert page.locator("thead th").count() == 4
        assert page.locator("tfoot td").all_inner_texts() == ["1.5", "4", "6.5", "4", "1", "0.5"]
        assert page.locator("#reasons li").count() == 13
    assert {url.split("#")[0] for url in open_page.requests} == {page_file.resolve().as_uri()}
    assert open_page.errors == []


def test_what_tells_the_hypotheses_apart_stands_first(open_page: PageOpener, page_file: Path) -> None:
    """And among that, what moves them furthest apart."""
    page = open_page(page_file)
    rows = page.locator("tbody th[scope=row] .claim").all_inner_texts()
    assert rows[0] == "pump log of the Marlin"
    assert rows[2] == "Grey Line: Our ship lost nothing"
    assert page.locator("tbody th[scope=rowgroup]").all_inner_texts() == [
        "Tells the hypotheses apart 3", "Bears on them alike 3",
    ]  # fmt: skip


def test_a_reason_is_read_by_pointer_by_keyboard_and_in_the_list(
    open_page: PageOpener, page_file: Path
) -> None:
    """Hover and focus show it, and the number leads to the same words beneath."""
    page = open_page(page_file)
    cell, tip = page.locator("td a.value").first, page.locator("td .why").first
    assert tip.is_hidden()
    cell.hover()
    assert tip.is_visible()
    page.mouse.move(2, 2)
    assert tip.is_hidden()
    page.keyboard.press("Tab")
    for _ in range(2):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "cell-1"
    assert tip.is_visible()
    assert page.get_attribute("#cell-1", "aria-describedby") == tip.get_attribute("id")
    assert tip.inner_text() in page.inner_text("#why-1")


def test_it_scrolls_and_fits(open_page: PageOpener, page_file: Path) -> None:
    """The whole page scrolls down, and nothing scrolls sideways on a laptop."""
    page = open_page(page_file)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366
    page.evaluate("window.scrollTo(0, 99999)")
    assert page.evaluate("window.scrollY") > 100


def test_nothing_is_told_by_colour_alone() -> None:
    """Each value has a sign and a word of its own, and strength doubles the sign."""
    assert len({mark.sign for mark in VALUES.values()}) == len({mark.word for mark in VALUES.values()}) == 4
    page = render_matrix(weighed())
    assert "strongly inconsistent" in page
    assert "––" in page


def test_the_picture_is_well_formed_and_holds_each_cell_and_reason() -> None:
    """Any reader of SVG can take it up; it asks for nothing and runs nothing."""
    root = ET.fromstring(matrix_svg(weighed(), title="The <stain>"))  # noqa: S314 - our own bytes
    space = "{http://www.w3.org/2000/svg}"
    assert root[0].text == "The <stain>"
    titles = [title.text or "" for title in root.iter(f"{space}title")][1:]
    assert len(titles) == 18
    assert sum(": What" in title for title in titles) == 13
    tags = {element.tag.removeprefix(space) for element in root.iter()}
    assert tags == {"svg", "title", "desc", "style", "rect", "text", "g", "line"}


def test_the_matrix_is_not_changed_and_gives_the_same_bytes() -> None:
    """Rows are put in order on the page, not in the caller's hand."""
    matrix = weighed()
    before = copy.deepcopy(matrix)
    assert render_matrix(matrix) == render_matrix(matrix)
    assert matrix_svg(matrix) == matrix_svg(matrix)
    assert matrix == before


def test_hypotheses_stand_in_the_language_asked_for() -> None:
    """French where there is French, and marked as such."""
    assert 'lang="fr">Le Marlin a perdu' in render_matrix(weighed(), language="fr")
    assert "Le Marlin a" in matrix_svg(weighed(), language="fr").decode()


@pytest.mark.parametrize(
    "strange",
    [{}, {"hypotheses": "x", "rows": 3}, {"hypotheses": [{}], "rows": [{"cells": "x"}, {"cells": [1, {}]}]}],
)
def test_a_matrix_with_gaps_is_shown_with_gaps(strange: dict[str, Any]) -> None:
    """What is missing is left empty: no total is made up, a cell that says nothing is neutral."""
    assert "<html" in render_matrix(strange)
    ET.fromstring(matrix_svg(strange))  # noqa: S314 - our own bytes
    assert "undefined" not in render_matrix(strange)


@pytest.mark.parametrize("payload", [*PAYLOADS[:6], "a\x00b\ud800c ]]>"])
def test_hostile_words_are_shown_and_never_run(open_page: PageOpener, tmp_path: Path, payload: str) -> None:
    """In the page and in the picture."""
    file = tmp_path / "matrix.html"
    file.write_text(render_matrix(hostile(payload), title=payload), encoding="utf-8")
    page = open_page(file)
    assert pwned(page) == [None, None, 0]
    assert open_page.errors == []
    assert "49" not in page.inner_text("h1")
    picture = matrix_svg(hostile(payload), title=payload)
    root = ET.fromstring(picture)  # noqa: S314 - our own bytes
    assert not [element for element in root.iter() if "script" in element.tag or "img" in element.tag]
