"""Results: the forms they are written in, and what other programs get."""

from __future__ import annotations

import builtins
import csv
import io
import json
import sys
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.graph.sparql.rendering import ROW_FORMS, TRIPLE_FORMS, render
from claimgraph.graph.sparql.results import Answer, Rows, Triples
from claimgraph.graph.told import visible
from claimgraph.ontology.errors import ExportError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Mapping

EX = "http://example.org/"
XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = {"ex": EX, "deep": EX + "deep/"}
HOSTILE = (
    "\x1b[2J\x1b]0;x\x07\u202egnp.exe\r\nA|B`*_<script>alert(1)</script>&[x](javascript:y)\x9b31m\u2028\x00"
)


def ex(name: str) -> ox.NamedNode:
    """A node of the test's own."""
    return ox.NamedNode(EX + name)


MIXED = Rows(
    ("who", "what"),
    (
        (ex("china"), ox.Literal("denies, flatly", language="en")),
        (ox.BlankNode("f00"), ox.Literal('a "b"\n\tc')),
        (ex("deep/x"), ox.Literal("1.50", datatype=ox.NamedNode(XSD + "decimal"))),
        (None, ox.Literal("0101")),
    ),
)
GRAPH = Triples(
    (
        ox.Triple(ex("b"), ex("p"), ox.Literal("z", language="fr")),
        ox.Triple(ex("a"), ex("q"), ex("b")),
        ox.Triple(ex("a"), ex("p"), ex("b")),
        ox.Triple(ox.BlankNode("beef"), ex("p"), ox.BlankNode("cafe")),
    )
)


def test_a_table_shortens_iris_and_counts_its_rows() -> None:
    """Columns line up; the longest namespace wins; what no prefix fits stays a full IRI."""
    assert render(MIXED, "table", prefixes=PREFIXES) == (
        "who       what\n"
        "────────  ──────────────────\n"
        "ex:china  denies, flatly @en\n"
        '_:b0      a "b"\\n\\tc\n'
        "deep:x    1.50\n"
        "          0101\n"
        "(4 rows)\n"
    )
    assert "<http://example.org/china>" in MIXED.to_text()


def test_csv_follows_the_recommendation() -> None:
    """Plain values, line ends of two characters, quotation where it is needed."""
    assert render(MIXED, "csv") == (
        'who,what\r\nhttp://example.org/china,"denies, flatly"\r\n_:b0,"a ""b""\n\tc"\r\n'
        "http://example.org/deep/x,1.50\r\n,0101\r\n"
    )


def test_tsv_and_json_are_read_back_by_another_parser_as_they_were() -> None:
    """Terms with language and datatype; unbound stays unbound."""
    for form, parser in (("tsv", ox.QueryResultsFormat.TSV), ("json", ox.QueryResultsFormat.JSON)):
        read = ox.parse_query_results(render(MIXED, form).encode(), format=parser)
        assert isinstance(read, ox.QuerySolutions)
        assert [variable.value for variable in read.variables] == ["who", "what"]
        rows = [tuple(solution) for solution in read]
        assert rows[::2] == list(MIXED.rows[::2])
        assert [row[1] for row in rows] == [row[1] for row in MIXED]
        assert rows[3][0] is None


def test_json_has_the_members_of_the_recommendation() -> None:
    """Type, value, language, datatype; no datatype for plain strings."""
    bindings = json.loads(render(MIXED, "json"))["results"]["bindings"]
    assert bindings[0] == {
        "who": {"type": "uri", "value": EX + "china"},
        "what": {"type": "literal", "value": "denies, flatly", "xml:lang": "en"},
    }
    assert bindings[2]["what"] == {"type": "literal", "value": "1.50", "datatype": XSD + "decimal"}
    assert bindings[3] == {"what": {"type": "literal", "value": "0101"}}


def test_an_answer_has_every_form_that_rows_have() -> None:
    """Yes or no for people, true or false for programs."""
    texts = [render(Answer(value=True), form) for form in ROW_FORMS]
    assert texts == ["yes\n", "true\n", "true\n", '{"head":{},"boolean":true}\n', "yes\n"]
    assert Answer(value=False).to_text() == "no\n"


def test_a_cut_result_says_so_wherever_the_form_has_a_place() -> None:
    """A last line in tables, a member in JSON, a comment in RDF; and whole results say nothing."""
    note = "cut at the limit of 2 rows"
    rows = Rows(("x",), ((None,), (None,)), complete=False, limit_note=note)
    assert render(rows, "table").endswith(f"(2 rows; INCOMPLETE: {note})\n")
    assert render(rows, "markdown").endswith(f"**Incomplete: {note}.**\n")
    assert json.loads(render(rows, "json"))["claimgraph"] == {"complete": False, "note": note}
    assert "claimgraph" not in json.loads(render(MIXED, "json"))
    triples = Triples(GRAPH.triples, complete=False, limit_note=note)
    for form in ("turtle", "trig", "ntriples", "nquads", "rdfxml", "table", "markdown", "json"):
        assert note in render(triples, form)
        assert "ncomplete" not in render(GRAPH, form)
    assert rows.to_networkx is not None
    assert triples.to_networkx().graph == {"complete": False, "note": note}
    assert rows.to_pandas().attrs == {"complete": False, "note": note}


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_no_label_gives_orders_to_a_terminal_or_a_page(form: str) -> None:
    """Escapes, line ends, direction marks and tags are shown, in columns, headings and whole rows."""
    found = Rows(("x",), ((ox.Literal(HOSTILE),), (ox.NamedNode(EX + "\u202e\u200b"),)))
    text = render(found, form)
    assert all(character == "\n" or character.isprintable() for character in text)
    assert "\u202e" not in text
    assert len(text.splitlines()) == len(render(Rows(("x",), ((ox.Literal("a"),),) * 2), form).splitlines())
    if form == "markdown":
        assert "<" not in text.replace("&lt;", "")
        assert r"A\|B\`\*\_&lt;script&gt;" in text
        assert r"\[x\](javascript:y)" in text


@given(st.text())
def test_visible_text_is_one_printable_line(text: str) -> None:
    """Whatever the label, what is shown has no control, no format mark but joiners, and no line end."""
    shown = visible(text)
    assert len(shown.splitlines()) <= 1
    assert not {"\x1b", "\x9b", "\u202e", "\u2066", "\n"} & set(shown)


def test_a_wide_table_is_wrapped_in_a_terminal_and_nowhere_else() -> None:
    """Wide letters count twice; nothing is lost where nobody reads at a terminal."""
    words = "one two three four five six seven eight nine ten " * 3
    found = Rows(("id", "text"), ((ex("a"), ox.Literal(words.strip())), (ex("b"), ox.Literal("中" * 60))))
    wrapped = found.to_text(width=40, prefixes=PREFIXES)
    assert max(sum(2 if c == "中" else 1 for c in line) for line in wrapped.splitlines()) <= 40
    assert wrapped.count("中") == 60
    assert " ".join(wrapped.split()).count("seven") == 3
    assert words.strip() in found.to_text()


def test_a_cell_that_would_fill_the_screen_is_cut_in_a_terminal_only() -> None:
    """An ellipsis marks the cut; the same table in a file has it all."""
    found = Rows(("a", "text"), ((ex("a"), ox.Literal("word " * 1000 + "end")),))
    assert "…" in found.to_text(width=60)
    assert len(found.to_text(width=60).splitlines()) < 20
    assert "end" in found.to_text()


def test_a_table_of_many_columns_becomes_blocks_in_a_narrow_terminal() -> None:
    """One line for each variable of a row."""
    names = tuple(f"variable{i}" for i in range(20))
    found = Rows(names, (tuple(ox.Literal(f"value {i}") for i in range(20)),))
    lines = found.to_text(width=60).splitlines()
    assert lines[3] == "variable3   value 3"
    assert max(map(len, lines)) <= 60


def test_rows_without_columns_are_counted() -> None:
    """SELECT * { } has a row and nothing to show."""
    empty = Rows((), ((),))
    assert [render(empty, form) for form in ("table", "markdown")] == [
        "(1 row)\n",
        "| rows |\n| --- |\n| 1 |\n",
    ]


@pytest.mark.parametrize("form", ["turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml"])
def test_triples_are_the_same_bytes_in_any_order(form: str) -> None:
    """Sorted; and the same set of triples comes back."""
    ground = Triples(GRAPH.triples[:3])
    turned = Triples(ground.triples[::-1])
    text = render(ground, form, prefixes=PREFIXES)
    assert text == render(turned, form, prefixes=PREFIXES)
    formats = {
        "turtle": ox.RdfFormat.TURTLE, "trig": ox.RdfFormat.TRIG, "ntriples": ox.RdfFormat.N_TRIPLES,
        "nquads": ox.RdfFormat.N_QUADS, "jsonld": ox.RdfFormat.JSON_LD, "rdfxml": ox.RdfFormat.RDF_XML,
    }  # fmt: skip
    assert {quad.triple for quad in ox.parse(text, format=formats[form])} == set(ground.triples)


def test_blank_nodes_get_the_same_labels_from_run_to_run() -> None:
    """The engine's own labels are chance; in every form they are counted instead."""
    for form in TRIPLE_FORMS:
        text = render(GRAPH, form)
        assert "beef" not in text
        assert "cafe" not in text
    assert "_:b0 <http://example.org/p> _:b1 ." in render(GRAPH, "ntriples")


def test_a_form_that_does_not_exist_or_does_not_fit_is_named() -> None:
    """The message lists what there is."""
    with pytest.raises(ExportError, match="no form 'yaml': expected one of table, csv"):
        render(MIXED, "yaml")
    with pytest.raises(
        ExportError, match="SELECT is no set of triples and has no turtle form: ask with CONSTRUCT"
    ):
        render(MIXED, "ttl")
    with pytest.raises(ExportError, match="ASK is no set of triples"):
        render(Answer(value=True), "nt")
    spaced = Triples((ox.Triple(ex("a"), ox.NamedNode(EX + "1"), ex("b")),))
    with pytest.raises(ExportError, match="rdfxml"):
        render(spaced, "xml")


def test_dicts_hold_plain_texts() -> None:
    """IRIs and words, as in CSV; nothing where nothing is bound."""
    assert MIXED.to_dicts()[0] == {"who": EX + "china", "what": "denies, flatly"}
    assert MIXED.to_dicts()[3] == {"who": None, "what": "0101"}
    assert Answer(value=True).to_dicts() == [{"answer": True}]
    assert GRAPH.to_dicts()[1] == {"subject": EX + "a", "predicate": EX + "q", "object": EX + "b"}
    assert [len(MIXED), len(GRAPH), len(list(MIXED)), len(list(GRAPH))] == [4, 4, 4, 4]


def test_triples_become_a_graph_that_keeps_parallel_edges() -> None:
    """Two predicates between two nodes are two edges; literals are nodes that say their language."""
    graph = GRAPH.to_networkx()
    assert sorted(graph[EX + "a"][EX + "b"]) == [EX + "p", EX + "q"]
    assert graph.nodes['"z"@fr'] == {"kind": "literal", "value": "z", "language": "fr"}
    assert graph.number_of_edges() == 4


def test_rows_become_a_graph_of_two_columns_or_three() -> None:
    """The middle of three is the edge; half a row is a lone node; other shapes are refused."""
    pairs = Rows(("from", "to"), ((ex("a"), ex("b")), (ex("a"), ex("b")), (ex("c"), None)))
    graph = pairs.to_networkx()
    assert (graph.number_of_edges(EX + "a", EX + "b"), graph.degree(EX + "c")) == (2, 0)
    named = Rows(("from", "how", "to"), ((ex("a"), ox.Literal("denies"), ex("b")),)).to_networkx()
    assert list(named.edges(data=True)) == [(EX + "a", EX + "b", {"predicate": "denies"})]
    with pytest.raises(ExportError, match=r"two columns .* or three .*, not of 1"):
        Rows(("x",), ()).to_networkx()
    with pytest.raises(ExportError, match="no graph"):
        Answer(value=True).to_networkx()


def test_rdflib_gets_the_same_terms() -> None:
    """Languages and datatypes stay, "1.50" keeps its last digit, and plain strings are plain there too."""
    import rdflib

    result = MIXED.to_rdflib()
    rows = list(result)
    assert result.type == "SELECT"
    assert rows[0] == (rdflib.URIRef(EX + "china"), rdflib.Literal("denies, flatly", lang="en"))
    assert str(rows[2][1]) == "1.50"  # type: ignore[index]
    assert rows[3][1] == rdflib.Literal("0101")  # type: ignore[index]
    assert rows[3][0] is None  # type: ignore[index]
    graph = GRAPH.to_rdflib()
    assert (rdflib.URIRef(EX + "b"), rdflib.URIRef(EX + "p"), rdflib.Literal("z", lang="fr")) in graph
    assert len(graph) == 4
    assert Answer(value=True).to_rdflib().askAnswer is True
    with pytest.raises(ExportError, match=r"RDF 1\.2"):
        Rows(("t",), ((GRAPH.triples[0],),)).to_rdflib()


def test_pandas_gets_texts_and_its_absence_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes stay codes; without the extra, the message says what to install."""
    pytest.importorskip("pandas", reason="needs the pandas extra")
    frame = MIXED.to_pandas()
    assert list(frame.columns) == ["who", "what"]
    assert frame["what"][3] == "0101"
    assert bool(Answer(value=True).to_pandas()["answer"][0])
    assert list(GRAPH.to_pandas().columns) == ["subject", "predicate", "object"]
    real = builtins.__import__

    def without_pandas(name: str, *rest: object) -> object:
        if name == "pandas":
            raise ImportError(name)
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.delitem(sys.modules, "pandas")
    monkeypatch.setattr(builtins, "__import__", without_pandas)
    with pytest.raises(MissingExtraError, match=r"pip install claimgraph\[pandas\]"):
        MIXED.to_pandas()


_literals: st.SearchStrategy[ox.Literal] = st.builds(ox.Literal, st.text()) | st.builds(
    lambda text, tag: ox.Literal(text, language=tag), st.text(), st.sampled_from(["en", "fr", "zh-hant"])
)
_terms = st.none() | _literals | st.sampled_from([ex("a"), ex("é"), ex("a.b-c")])


@given(st.lists(st.tuples(_terms, _terms), max_size=5))
def test_every_machine_form_gives_any_terms_back(
    rows: list[tuple[ox.Literal | ox.NamedNode | None, ...]],
) -> None:
    """JSON and TSV without loss, CSV with the plain texts."""
    result = Rows(("a", "b"), tuple(rows))
    formats: Mapping[str, ox.QueryResultsFormat] = {
        "json": ox.QueryResultsFormat.JSON,
        "tsv": ox.QueryResultsFormat.TSV,
    }
    for form, parser in formats.items():
        read = ox.parse_query_results(render(result, form).encode(), format=parser)
        assert isinstance(read, ox.QuerySolutions)
        assert [tuple(solution) for solution in read] == rows
    table = list(csv.reader(io.StringIO(render(result, "csv"), newline="")))
    assert table == [["a", "b"], *([value or "" for value in row.values()] for row in result.to_dicts())]
