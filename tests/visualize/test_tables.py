"""The tables are the picture's equal: every node and every relation has its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimgraph.graph.comparison.verdicts import REASONS as COMPARED
from claimgraph.visualize.marks import REASONS
from claimgraph.visualize.reading import Reading
from claimgraph.visualize.tables import LONGEST, Tables, counts

if TYPE_CHECKING:
    import networkx as nx


def test_every_node_and_every_relation_stands_in_one_row(harbour: nx.MultiDiGraph[str]) -> None:
    """Nothing can only be seen in the picture."""
    reading = Reading.of(harbour)
    refs = [row.ref for table in Tables(reading, "en").all() for row in table.rows]
    relations = [f"e{n}" for n, edge in enumerate(reading.edges) if edge.is_relation]
    assert sorted(refs) == sorted([*(f"n{n}" for n in range(len(reading.facts))), *relations])


def test_a_statement_says_who_how_what_when_where_and_in_which_words(harbour: nx.MultiDiGraph[str]) -> None:
    """One row reads as one sentence."""
    reading = Reading.of(harbour)
    statements = Tables(reading, "fr").all()[0]
    row = next(row for row in statements.rows if row.cells[1].mark == "denies")
    assert [cell.words for cell in row.cells] == [
        "Grey Line", "denies", "Le Marlin a perdu du mazout dans le port", "2031-05", "Gazette story",
        "Our ship lost nothing",
    ]  # fmt: skip


def test_words_from_a_stand_in_text_are_marked_as_such(harbour: nx.MultiDiGraph[str]) -> None:
    """Nobody may take a retelling for a quotation."""
    statements = Tables(Reading.of(harbour), "en").all()[0]
    row = next(row for row in statements.rows if row.cells[0].words == "a fisherman")
    assert row.cells[-1].words.endswith("(stand-in text)")


def test_an_undated_statement_sorts_after_every_dated_one(harbour: nx.MultiDiGraph[str]) -> None:
    """It is kept apart, not given a date."""
    statements = Tables(Reading.of(harbour), "en").all()[0]
    dates = sorted((row.cells[3].order, row.cells[3].words) for row in statements.rows)
    assert dates[-1][1] == "undated"


def test_derived_relations_say_by_which_rule(harbour: nx.MultiDiGraph[str]) -> None:
    """What nobody wrote is never taken for an author's."""
    relations = next(table for table in Tables(Reading.of(harbour), "en").all() if table.name == "relations")
    drawn = {row.cells[1].mark: row.cells[-1].words for row in relations.rows}
    assert drawn["contradicts"] == "derived (opposite-stances)"
    assert drawn["qualifies"] == "A. Clerk"


def test_a_cell_is_never_longer_than_can_be_read(harbour: nx.MultiDiGraph[str]) -> None:
    """A label of 100 kB is cut in the table; the panel has all of it."""
    harbour.nodes["https://example.org/id/harbour/entity/town"]["label"] = "x" * 100_000
    cells = [
        cell for table in Tables(Reading.of(harbour), "en").all() for row in table.rows for cell in row.cells
    ]
    assert max(len(cell.words) for cell in cells) <= LONGEST


def test_the_head_counts_what_there_is(harbour: nx.MultiDiGraph[str]) -> None:
    """Singular where there is one."""
    assert counts(Reading.of(harbour)) == [
        (2, "claims"), (5, "statements"), (5, "relations"), (2, "sources"), (4, "agents"),
    ]  # fmt: skip


def test_every_reason_of_a_comparison_has_plain_words() -> None:
    """No code reaches a reader without its words."""
    assert set(COMPARED) <= set(REASONS)
