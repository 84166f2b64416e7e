"""Hypotheses against evidence, as a page and as a picture: the table of an analysis of competing hypotheses.

Each row is a statement or a piece of evidence, each column a hypothesis, each cell says by sign, word and colour how
the one bears on the other. What tells the hypotheses apart stands first. Which cell says what was decided before the
matrix came here; a hypothesis is not ranked, its totals are only written out.

References: R. J. Heuer, "Psychology of Intelligence Analysis" (CIA, 1999), chapter 8.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from .cards import lines
from .embedding import policy
from .marks import ROOT_KINDS, STANDINGS
from .reading import clean, one_language, plain
from .templating import environment, template

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class CellMark:
    """How one value of a cell is told.

    Attributes:
        word: The value, as it is read.
        sign: One character; doubled where the value is strong.
        colour: The name of a colour in the style sheet.
        explains: What it means, in one sentence, for the legend.
        weight: How far the value moves a hypothesis; only used to put telling rows first.
    """

    word: str
    sign: str
    colour: str
    explains: str
    weight: int


VALUES: Final[dict[str, CellMark]] = {
    "inconsistent": CellMark("inconsistent", "–", "con", "speaks against the hypothesis", -1),
    "consistent": CellMark("consistent", "+", "pro", "fits the hypothesis", 1),
    "undetermined": CellMark("undetermined", "…", "doubt", "cannot be told; no guess is made", 0),
    "neutral": CellMark("neutral", "·", "soft", "says nothing on it", 0),
}
"""Every value, in the order of the legend: a word, a sign and a colour each."""

_LONGEST: Final = 420
_STEP: Final = 16
_LEFT, _COLUMN, _TOTAL, _PART = 340, 150, 34, 30


def render_matrix(matrix: Mapping[str, Any], *, title: str | None = None, language: str = "en") -> str:
    """Turn a matrix into a page that opens straight from disk, prints, and needs no script.

    Args:
        matrix: ``hypotheses``, ``rows`` and ``note``, in the JSON form of the graph room. It is never changed.
        title: The page's heading; a plain one if None.
        language: The language in which claims and reasons are shown, where they have it.

    Returns:
        One HTML document. The same matrix always gives the same document.
    """
    style = template("page.css") + template("matrix.css")
    early = template("js/early.js")
    words = _read(matrix, language)
    return environment().get_template("matrix.html.j2").render(
        title=_heading(title),
        csp=policy(scripts=[early], styles=[style]),
        style=style,
        early=early,
        values=VALUES,
        standings=STANDINGS,
        **words,
    )  # fmt: skip


def matrix_svg(matrix: Mapping[str, Any], *, title: str | None = None, language: str = "en") -> bytes:
    """Draw a matrix as a picture (SVG 1.1, UTF-8) that follows the reader's choice of dark or light.

    Args:
        matrix: As for :func:`render_matrix`.
        title: As for :func:`render_matrix`.
        language: As for :func:`render_matrix`.

    Returns:
        An SVG document that asks for nothing and runs nothing; each cell carries its reason as a title.
    """
    words = _read(matrix, language)
    count = len(words["hypotheses"])
    heads = [_wrapped(one["words"], _COLUMN - 16, size=13, most=6) for one in words["hypotheses"]]
    head = max([len(rows) for rows in heads], default=1) * _STEP + 32
    y = 74.0 + head
    drawn: list[dict[str, Any]] = []
    for row in words["rows"]:
        opens = not drawn or drawn[-1]["diagnostic"] != row["diagnostic"]
        y += _PART if opens else 0
        label = _wrapped(row["words"], _LEFT - 30, size=13, most=3)
        height = len(label) * _STEP + 30
        drawn.append({**row, "label": label, "y": y, "height": height, "opens": opens,
                      "about": _wrapped(row["about"], _LEFT - 30, size=11, most=1)[0]})  # fmt: skip
        y += height
    picture = environment().get_template("matrix.svg.j2").render(
        title=_heading(title),
        left=_LEFT,
        column=_COLUMN,
        head=head,
        rows=drawn,
        heads=heads,
        bottom=y,
        total=_TOTAL,
        width=_LEFT + _COLUMN * max(1, count) + 20,
        height=y + 2 * _TOTAL + 44 + 17 * len(VALUES),
        values=VALUES,
        standings=STANDINGS,
        note=words["note"],
        hypotheses=words["hypotheses"],
    )  # fmt: skip
    return str(picture).encode("utf-8")


def _heading(title: str | None) -> str:
    return (clean(title).strip() if title is not None else "") or "Hypotheses against the evidence"


def _read(matrix: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The matrix in plain words; what a stranger's matrix lacks is left empty, not invented."""
    found = plain(dict(matrix))
    hypotheses = [_hypothesis(one, language) for one in _maps(found.get("hypotheses"))]
    rows = [_row(one, len(hypotheses), language) for one in _maps(found.get("rows"))]
    rows.sort(key=lambda row: (not row["diagnostic"], -row["spread"]))
    number = 0
    for row in rows:
        for cell, hypothesis in zip(row["cells"], hypotheses, strict=True):
            cell["hypothesis"] = hypothesis["words"]
            if cell["why"]:
                number += 1
                cell["number"] = number
    return {
        "hypotheses": hypotheses,
        "rows": rows,
        "note": one_language(found.get("note"), language),
        "diagnostic": sum(row["diagnostic"] for row in rows),
    }


def _hypothesis(facts: Mapping[str, Any], language: str) -> dict[str, Any]:
    standing = facts.get("standing")
    name = str(facts.get("slug") or facts.get("iri") or "hypothesis")
    return {
        "words": _short(one_language(facts.get("text"), language) or name),
        "lang": _spoken(facts.get("text"), language),
        "standing": standing if isinstance(standing, str) and standing in STANDINGS else "",
        "inconsistent": _number(facts.get("inconsistent")),
        "consistent": _number(facts.get("consistent")),
    }  # fmt: skip


def _row(facts: Mapping[str, Any], count: int, language: str) -> dict[str, Any]:
    cells = [_cell(one, language) for one in _maps(facts.get("cells"))][:count]
    cells += [_cell({}, language) for _ in range(count - len(cells))]
    weights = [cell["weight"] for cell in cells]
    root = facts.get("root")
    about = [
        str(facts.get("kind") or ""),
        str(facts.get("stance") or "").replace("-", " "),
        str(facts.get("date") or "undated"),
        ROOT_KINDS[root].word if isinstance(root, str) and root in ROOT_KINDS else str(root or ""),
        f"credibility {facts['credibility']}" if facts.get("credibility") else "",
    ]
    speaker, label = one_language(facts.get("speaker"), language), one_language(facts.get("label"), language)
    named = label or str(facts.get("slug") or facts.get("iri") or "")
    return {
        "words": _short(named if not speaker or speaker in named else f"{speaker}: {named}"),
        "about": _short(" · ".join(part for part in about if part)),
        "diagnostic": facts.get("diagnostic") is True,
        "spread": max(weights, default=0) - min(weights, default=0),
        "cells": cells,
    }


def _cell(facts: Mapping[str, Any], language: str) -> dict[str, Any]:
    value = facts.get("value")
    known = value if isinstance(value, str) and value in VALUES else "neutral"
    mark, strength = VALUES[known], facts.get("strength")
    strong = strength == "strong" and mark.weight != 0
    told = f"{strength}ly " if mark.weight and strength in ("strong", "weak") else ""
    origin = facts.get("origin")
    return {
        "value": known,
        "sign": mark.sign * (2 if strong else 1),
        "word": mark.word,
        "told": f"{told}{mark.word}".strip(),
        "strength": strength if told else "",
        "weight": mark.weight * (2 if strong else 1),
        "why": one_language(facts.get("why"), language),
        "lang": _spoken(facts.get("why"), language),
        "origin": origin if origin in ("authored", "derived") else "",
        "number": 0,
    }


def _maps(found: object) -> list[dict[str, Any]]:
    return [one for one in (found if isinstance(found, list) else []) if isinstance(one, dict)]


def _number(value: object) -> str:
    """A total as it is written; empty where none is given."""
    return f"{value:g}" if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _spoken(words: object, language: str) -> str:
    """The language that a text is shown in, where that is known."""
    said = one_language(words, language)
    return next((code for code, text in words.items() if text == said), "") if isinstance(words, dict) else ""


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"


def _wrapped(words: str, width: float, *, size: float, most: int) -> list[str]:
    """Break words into lines by the same cautious guess as the cards; the last ends in an ellipsis where cut.

    >>> _wrapped("China sends drones to Russia", 90, size=13, most=2)
    ['China sends', 'drones to…']
    """
    rows: list[str] = []
    per_line = max(4, int(width / (size * 0.52)))
    for word in (part[at : at + per_line] for part in words.split() for at in range(0, len(part), per_line)):
        if rows and lines(f"{rows[-1]} {word}", per_line * size * 0.48 + 1, size=size, most=2) == 1:
            rows[-1] = f"{rows[-1]} {word}"
        else:
            rows.append(word)
    if len(rows) > most:
        rows = [*rows[: most - 1], f"{rows[most - 1][: per_line - 1].rstrip(' ·')}…"]
    return rows or [""]
