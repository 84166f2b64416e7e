"""Contrast and difference of the colours, measured from the style sheet, for both themes."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import combinations

import pytest

from claimgraph.visualize.marks import LINKS, NODES, RELATIONS, STANCES, STANDINGS, VERDICTS
from claimgraph.visualize.matrix import VALUES

Colours = dict[str, str]


def _themes() -> dict[str, Colours]:
    source = (files("claimgraph.visualize") / "templates/page.css").read_text(encoding="utf-8")
    light, dark = re.findall(r":root(?:\[data-theme=\"dark\"\])? \{(.*?)\n\}", source, re.DOTALL)[:2]
    return {
        name: dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))
        for name, block in (("light", light), ("dark", dark))
    }


THEMES = _themes()


def _channels(colour: str) -> list[float]:
    values = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2, relative luminance)."""
    light, dark = sorted(
        (
            sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), _channels(x), strict=True))
            for x in (one, other)
        ),
        reverse=True,
    )
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_is_the_standards() -> None:
    """Black on white is 21, and the grey that just passes AA does."""
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
    assert contrast("#767676", "#ffffff") >= 4.5 > contrast("#777777", "#ffffff")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_are_legible_on_everything_they_stand_on(theme: str) -> None:
    """4.5 to 1 for ink, for the softer ink, and for each colour in which a word is set."""
    colours = THEMES[theme]
    for ground in ("paper", "card", "sunk"):
        for ink in ("ink", "soft", "pro", "con", "doubt", "aside", "cut", "same"):
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
    for mark in ("pro", "con", "doubt", "aside", "cut", "same"):
        assert contrast(colours["on-mark"], colours[mark]) >= 4.5, mark
    for wash in ("pro-wash", "con-wash", "doubt-wash", "aside-wash"):
        assert contrast(colours["ink"], colours[wash]) >= 4.5, wash
    # The strip of a day and that of a what-if: their softer words and their links.
    assert contrast(colours["soft"], colours["doubt-wash"]) >= 4.5
    assert contrast(colours["pro"], colours["con-wash"]) >= 4.5
    for mark in ("pro", "con", "doubt"):
        assert contrast(colours[mark], colours[f"{mark}-wash"]) >= 4.5, mark


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_lines_and_borders_are_seen(theme: str) -> None:
    """3 to 1 for what carries meaning without words."""
    colours = THEMES[theme]
    for ground in ("paper", "card", "sunk"):
        assert contrast(colours["line"], colours[ground]) >= 3, ground
        assert contrast(colours["focus"], colours[ground]) >= 3, ground


def test_both_themes_name_the_same_colours() -> None:
    """A colour that is missing in one would be drawn as nothing."""
    assert set(THEMES["light"]) == set(THEMES["dark"])
    used = {mark.colour for marks in (STANCES, RELATIONS, VERDICTS, LINKS) for mark in marks.values()}
    used |= {mark.colour for marks in (STANDINGS, VALUES) for mark in marks.values()}
    assert used <= set(THEMES["light"])


def test_nothing_is_told_by_colour_alone() -> None:
    """Relations differ in sign and in dash or arrow from each other; stances in sign; families in outline."""
    for one, other in combinations([*RELATIONS.values(), *VERDICTS.values()], 2):
        assert one.sign != other.sign
        assert (one.dash, one.arrow) != (other.dash, other.arrow)
    assert len({mark.sign for mark in STANCES.values()}) == len(STANCES)
    # A standing's shape is drawn by its name, in the style sheet and on the canvas; its word stands beside it.
    assert len({mark.word for mark in STANDINGS.values()}) == len(STANDINGS)
    sheet = (files("claimgraph.visualize") / "templates/page.css").read_text(encoding="utf-8")
    shapes_drawn = {re.search(rf"\.seal\.{name} {{([^}}]*)}}", sheet).group(1) for name in STANDINGS}  # type: ignore[union-attr]
    assert len(shapes_drawn) == len(STANDINGS)
    shapes = {mark.family: mark.shape for mark in NODES.values() if mark.family != "source"}
    assert len(set(shapes.values())) == len(shapes)
    assert NODES["report"].shape != NODES["evidence"].shape
