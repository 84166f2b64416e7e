"""The graph as tables, the picture's equal: readable without a script, without a canvas, and on paper.

Every node and every relation of the graph stands in exactly one table. The page's script sorts and filters these very
rows and opens the same panel from them; without it they are read as they stand, each name a link to its row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from .lineage import count, told_roots
from .marks import RELATIONS, STANCES, STANDINGS, VERDICTS, line_mark, node_mark
from .reading import one_language
from .telling import argues, decided, retracted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .reading import Edge, Reading

LONGEST: Final = 420
"""A cell holds no more characters than this; the panel has the full words."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Words in a table, and the number of the node that they name, if they name one.

    Attributes:
        words: What stands in the cell.
        node: The number of the node to link to.
        mark: A stance or relation whose sign stands before the words.
        lang: The language of the words, where it is known.
        order: What the cell is sorted by; its words if empty.
        standing: A standing whose sign stands before the words.
        role: ``standing`` where the page's script rewrites the cell, ``latest`` where it holds for the latest record
            only and is left out on an earlier day and in a what-if, ``public`` for the day of publication.
    """

    words: str
    node: int | None = None
    mark: str = ""
    lang: str = ""
    order: str = ""
    standing: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One node (``n12``) or one relation (``e3``), by its number in the page's data."""

    ref: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of thing."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


class Tables:
    """Builds the tables of one reading in one language."""

    def __init__(self, reading: Reading, language: str) -> None:
        """Number the nodes as the page's data numbers them."""
        self._reading = reading
        self._language = language
        self._number = {iri: number for number, iri in enumerate(reading.facts)}
        # A column that no row fills is left out, so that a graph without reasoning reads as it always did.
        self._told = {key for facts in reading.facts.values() for key in facts}
        self._timed = bool(reading.about.get("days"))
        self._compared = any("reason" in edge.facts or "slot" in edge.facts for edge in reading.edges)

    def all(self) -> list[Table]:
        """Statements first, then what they speak of and come from; tables without a row are left out."""
        found = [self._statements(), self._claims(), self._relations(), self._sources(), self._others()]
        return [table for table in found if table.rows]

    def _statements(self) -> Table:
        rows = []
        for iri in self._reading.of_family("statement"):
            facts = self._reading.facts[iri]
            stance = str(facts.get("stance", ""))
            claim, speaker = facts.get("claim"), facts.get("speaker")
            words, lang = self._words(facts)
            rows.append(
                self._row(
                    iri,
                    self._node(speaker, fallback="unknown speaker"),
                    Cell(
                        _stance_told(facts, stance),
                        self._number[iri],
                        mark=stance,
                    ),
                    self._claim(claim),
                    Cell(str(facts.get("date", "undated")), order=str(facts.get("date_from", "~"))),
                    Cell(self._chain(facts)),
                    *([Cell(argues(facts), role="latest")] if self._argued else []),
                    *self._public(facts),
                    Cell(_short(words), lang=lang),
                )
            )
        argued = ("As an argument",) if self._argued else ()
        columns = ("Speaker", "Stance", "Claim", "Date", "Read in", *argued, *self._public_column, "Words")
        return Table("statements", "Statements", columns, tuple(rows))

    def _claims(self) -> Table:
        rows = []
        for iri in self._reading.of_family("claim"):
            facts = self._reading.facts[iri]
            stances = [self._reading.facts[one].get("stance") for one in self._reading.statements_on(iri)]
            tally = [str(stances.count(stance) or "") for stance in STANCES]
            rows.append(
                self._row(
                    iri,
                    self._claim(iri),
                    *self._standing(facts),
                    *map(Cell, tally),
                    Cell(str(facts.get("form", ""))),
                )
            )
        told = ("Standing", "Roots for", "Roots against", "Unknown lineage") if self._stands else ()
        columns = ("Claim", *told, *(mark.word.capitalize() for mark in STANCES.values()), "Form")
        return Table("claims", "Claims", columns, tuple(rows))

    def _relations(self) -> Table:
        rows = []
        for number, edge in enumerate(self._reading.edges):
            if edge.kind in RELATIONS or edge.kind in VERDICTS:
                why = edge.facts.get("why")
                kind = Cell(line_mark(edge.kind).word, mark=edge.kind)
                strength = Cell(str(edge.facts.get("strength", "")))
                because = Cell(_short(one_language(why, self._language)))
                cells = (
                    self._node(edge.source),
                    kind,
                    self._node(edge.target),
                    strength,
                    because,
                    *([Cell(_short(decided(edge.facts)))] if self._compared else []),
                    self._drawn(edge),
                )
                rows.append(Row(f"e{number}", cells))
        turned = ("Decided by",) if self._compared else ()
        columns = ("From", "Relation", "To", "Strength", "Why", *turned, "Drawn by")
        return Table("relations", "Relations", columns, tuple(rows))

    def _sources(self) -> Table:
        rows = []
        for iri in self._reading.of_family("source"):
            facts = self._reading.facts[iri]
            by = facts.get("by") or facts.get("obtained_by") or []
            names = ", ".join(self._reading.label(str(one)) for one in (by if isinstance(by, list) else [by]))
            published = str(facts.get("published") or facts.get("date") or "undated")
            rows.append(
                self._row(
                    iri,
                    self._node(iri),
                    Cell(node_mark(self._reading.kind(iri)).word),
                    Cell(_short(names)),
                    Cell(published, order=str(facts.get("published_from", published))),
                    *self._public(facts),
                    *([Cell(str(facts.get("carries", "")))] if "carries" in self._told else []),
                    *([Cell(_short(retracted(facts, self._language)))] if "retracted" in self._told else []),
                    Cell(_short(one_language(facts.get("what"), self._language))),
                )
            )
        carries = ("Claims that fall with it",) if "carries" in self._told else ()
        taken_back = ("Retracted",) if "retracted" in self._told else ()
        columns = ("Source", "Kind", "By", "Date", *self._public_column, *carries, *taken_back, "What it is")
        return Table("sources", "Sources", columns, tuple(rows))

    def _others(self) -> Table:
        rows = []
        for iri in self._reading.facts:
            if self._reading.family(iri) in ("agent", "thing"):
                facts = self._reading.facts[iri]
                names = facts.get("aliases")
                also = ", ".join(map(str, names)) if isinstance(names, list) else ""
                kind = Cell(node_mark(self._reading.kind(iri)).word)
                role = Cell(_short(one_language(facts.get("role") or facts.get("note"), self._language)))
                rows.append(self._row(iri, self._node(iri), kind, Cell(_short(also)), role))
        return Table(
            "others", "Agents and things", ("Name", "Kind", "Also called", "Role or note"), tuple(rows)
        )

    @property
    def _argued(self) -> bool:
        return any(
            "argument_label" in self._reading.facts[iri] or "held_up" in self._reading.facts[iri]
            for iri in self._reading.of_family("statement")
        )

    @property
    def _stands(self) -> bool:
        return not self._told.isdisjoint(
            ("standing", "roots", "roots_for", "roots_against", "unknown_lineage")
        )

    @property
    def _public_column(self) -> tuple[str, ...]:
        return ("Public from",) if self._timed or "known" in self._told else ()

    def _public(self, facts: Mapping[str, Any]) -> list[Cell]:
        if not self._public_column:
            return []
        known = facts.get("known")
        if isinstance(known, str) and known:
            return [Cell(known, role="public")]
        return [Cell("day unknown: perhaps public", order="~", role="public")]

    def _standing(self, facts: Mapping[str, Any]) -> list[Cell]:
        if not self._stands:
            return []
        standing = facts.get("standing")
        mark = STANDINGS.get(standing) if isinstance(standing, str) else None
        unknown = facts.get("unknown_lineage")
        words = told_roots(facts)
        many = ", many mouths" if "many mouths" in words else ""
        return [
            Cell(mark.word if mark else "", standing=str(standing) if mark else "", role="standing"),
            Cell(f"{'' if (pro := count(facts, 'affirms')) is None else pro}{many}", role="latest"),
            Cell("" if (con := count(facts, "denies")) is None else str(con), role="latest"),
            Cell(str(unknown) if isinstance(unknown, int) and unknown else "", role="latest"),
        ]

    def _row(self, iri: str, *cells: Cell) -> Row:
        return Row(f"n{self._number[iri]}", cells)

    def _node(self, iri: object, *, fallback: str = "") -> Cell:
        if not isinstance(iri, str) or not iri:
            return Cell(fallback)
        return Cell(_short(self._reading.label(iri)), self._number.get(iri))

    def _claim(self, iri: object) -> Cell:
        facts = self._reading.facts.get(iri) if isinstance(iri, str) else None
        if facts is None:
            return self._node(iri)
        text = facts.get("text")
        words = one_language(text, self._language)
        lang = (
            next((code for code, said in text.items() if said == words), "") if isinstance(text, dict) else ""
        )
        return Cell(_short(words or self._reading.label(str(iri))), self._number[str(iri)], lang=lang)

    def _chain(self, facts: Mapping[str, Any]) -> str:
        paths = facts.get("carriers")
        names = [
            " ← ".join(
                self._reading.label(str(step)) for step in (path if isinstance(path, list) else [path])
            )
            for path in (paths if isinstance(paths, list) else [])
        ]
        return _short("; ".join(names))

    def _drawn(self, edge: Edge) -> Cell:
        if edge.facts.get("origin") == "derived":
            return Cell(f"derived ({edge.facts.get('rule', 'by rule')})")
        by = edge.facts.get("by")
        return Cell(_short(self._reading.label(by) if isinstance(by, str) else "author of the dossier"))

    def _words(self, facts: Mapping[str, Any]) -> tuple[str, str]:
        passage = facts.get("passage")
        if quote := facts.get("quote"):
            return str(quote), str(facts.get("lang", ""))
        if isinstance(passage, dict) and (words := passage.get("words")):
            return f"{words} (stand-in text)" if passage.get("text") == "stand-in" else str(words), ""
        return "", ""


def _stance_told(facts: Mapping[str, Any], stance: str) -> str:
    """The stance as it was said, with its likelihood; the sign beside it is that of the stance taken."""
    said = str(facts.get("said") or stance)
    word = STANCES[said].word if said in STANCES else said or "says"
    likelihood = facts.get("likelihood")
    return f"{word} ({str(likelihood).replace('-', ' ')})" if likelihood else word


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


def signs() -> dict[str, dict[str, str]]:
    """For each stance and relation, the sign and the colour name that the tables print before its word."""
    return {
        kind: {"sign": line_mark(kind).sign, "colour": line_mark(kind).colour}
        for kind in (*STANCES, *RELATIONS, *VERDICTS)
    }


def counts(reading: Reading) -> list[tuple[int, str]]:
    """How much of each there is, for the page's head: ``(35, "statements")``."""
    names = {
        "claim": "claim",
        "statement": "statement",
        "source": "source",
        "agent": "agent",
        "thing": "thing",
    }
    tally = [(len(reading.of_family(family)), word) for family, word in names.items()]
    tally.insert(2, (sum(edge.is_relation for edge in reading.edges), "relation"))
    return [(count, word if count == 1 else f"{word}s") for count, word in tally if count]
