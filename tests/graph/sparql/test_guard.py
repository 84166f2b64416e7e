"""The guard: which typed queries are refused, which pass, and what the refusal says."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.graph.sparql import guard, lexer
from claimgraph.graph.sparql.explanation import explain
from claimgraph.graph.sparql.guard import QueryForm
from claimgraph.ontology.errors import QueryError, QueryRefusedError, QuerySyntaxError

GEAR = "https://w3id.org/claimgraph/id/gear/"


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * { ?s ?p ?o }", QueryForm.SELECT),
        ("# a question\nBASE <http://x/> PREFIX ex: <http://x/#> select*{}", QueryForm.SELECT),
        ("ask{}", QueryForm.ASK),
        ("PREFIX : <http://x/>CONSTRUCT WHERE { ?s ?p ?o }", QueryForm.CONSTRUCT),
        ("DESCRIBE <http://x/>", QueryForm.DESCRIBE),
    ],
)
def test_the_form_of_a_query_is_its_first_word_after_the_prefixes(query: str, form: QueryForm) -> None:
    """Comments, BASE and PREFIX do not hide the form."""
    assert guard.check(query) is form


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?service ex:service 'SERVICE' } # SERVICE",
        "SELECT * { ?s <http://x/SERVICE> $SERVICE }",
        "PREFIX service: <http://x/> SELECT * { ?s service:load service:SERVICE . }",
        "SELECT * { GRAPH service:x { ?s ?p ?o } }",
        "SELECT * { ?s ?p service:x { ?a ?b ?c } }",
        'SELECT * { ?s ?p """a\n"SERVICE" <http://x/> { }"""@en }',
        "SELECT * { ?s ex:drop ex:load ; ex:delete ?insert }",
        "SELECT * { ?s ?p 'it\\'s a SERVICE { }' }",
        "SELECT * { FILTER(?a<?b && ?c>?d) ?s ?p 'SERVICE' }",
        "SELECT * { VALUES (?a ?b) { (<http://x/'> <http://y/'>) } ?s ?p (<http://x/#> 1) }",
        "SELECT * { ?s (^<http://x/p>/!(<q:q>|a))* ?o ; <http://x/> [ ?p 1.5e3 ] . ?s ?p 1. }",
    ],
)
def test_a_word_that_is_no_keyword_is_let_through(query: str) -> None:
    """Strings, IRIs, comments, variables and names may say SERVICE, LOAD or DROP."""
    assert guard.check(query) is QueryForm.SELECT


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://x/> { } }",
        "SELECT * { service silent ?where { } }",
        "SELECT*{SERVICE<http://x/>{}}",
        "PREFIX : <http://x/> SELECT * { SERVICE:x { } }",
        "SELECT * { ?s ?p trueSERVICE <http://x/> { } }",
        "SELECT * { ?s ?p 1SERVICE <http://x/> { } }",
        "SELECT * { SERVICESILENT<http://x/> { } }",
        "SELECT * { ?s ?p '''x''' SERVICE <http://x/> { } }",
        "SELECT * { # \n SERVICE <http://x/> { } }",
        "SELECT * { FILTER(?a<?b#>'''\n) SERVICE <http://x/> { } #'''\n }",
        "SELECT * { FILTER(?a<'>' ) SERVICE <http://x/> { } FILTER(?b<'>') }",
        "SELECT (?a<?b#>'''\n AS ?c) { SERVICE <http://x/> { } #'''\n }",
    ],
)
def test_service_is_refused_however_it_is_written(query: str) -> None:
    """No spacing, no neighbour and no comparison that looks like an IRI hides the keyword."""
    with pytest.raises(QueryRefusedError, match=r"another machine.*load what you need"):
        guard.check(query)


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <http://x/>",
        "LOAD SILENT <file:///etc/passwd> INTO GRAPH <http://x/>",
        "INSERT DATA { <a:a> <a:a> <a:a> }",
        "DELETE WHERE { ?s ?p ?o }",
        "WITH <http://x/> DELETE { ?s ?p ?o } WHERE { }",
        "DROP ALL",
        "CLEAR DEFAULT",
        "CREATE GRAPH <http://x/>",
        "COPY <a:a> TO <b:b>",
        "MOVE <a:a> TO <b:b>",
        "ADD <a:a> TO <b:b>",
        "PREFIX ex: <http://x/> DROP GRAPH ex:g",
        "SELECT * { } ; DROP ALL",
    ],
)
def test_an_update_is_refused_and_the_command_to_use_instead_is_named(update: str) -> None:
    """Queries only read."""
    with pytest.raises(QueryRefusedError, match="is an update, and queries only read: "):
        guard.check(update)


@pytest.mark.parametrize(
    "source",
    ["<file:///etc/passwd>", "<http://127.0.0.1/x>", "NAMED <https://x/>", "<FILE:///x>", "gear:more"],
)
def test_from_a_graph_that_is_not_loaded_is_refused_with_the_nearest(source: str) -> None:
    """Nothing is fetched, and the message lists what is there."""
    with pytest.raises(QueryRefusedError, match=f"names no graph of this store.*nearest are <{GEAR}>"):
        guard.check(f"ASK FROM {source} {{ ?s ?p ?o }}", graphs=[GEAR], prefixes={"gear": GEAR})


@pytest.mark.parametrize("source", ["<gear>", "<../etc/passwd>", "<>"])
def test_from_a_relative_iri_is_refused(source: str) -> None:
    """A relative name would be a file for many engines."""
    with pytest.raises(QueryRefusedError, match="not a full IRI"):
        guard.check(f"ASK FROM {source} {{ }}")


def test_a_file_is_refused_even_where_the_graphs_are_unknown() -> None:
    """Without a list of graphs an IRI may be anything, except a file."""
    assert guard.check("ASK FROM <http://x/> { }") is QueryForm.ASK
    with pytest.raises(QueryRefusedError, match="read from files"):
        guard.check("ASK FROM <file:///etc/passwd> { }")


def test_the_graphs_that_a_query_names_are_read_with_their_prefixes() -> None:
    """FROM and FROM NAMED, full or prefixed, declared in the query or known before."""
    query = f"PREFIX ex: <http://x/> ASK FROM <{GEAR}> FROM NAMED ex:a\\-b FROM cg:\u00e9 {{ }}"
    reading = guard.read(query, graphs={GEAR, "http://x/a-b", "http://cg/é"}, prefixes={"cg": "http://cg/"})
    assert reading.dataset == (GEAR, "http://x/a-b", "http://cg/é")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "empty"),
        ("  # nothing\n", "empty"),
        ("PREFIX ex: <http://x/>", "ends after its prefixes"),
        ("SELECT * { ?s ?p ?o", "query:1:10: '{' is never closed"),
        ("SELECT * { ?s ?p (1 }", "query:1:21: '}' closes nothing: expected ')' for the '(' of query:1:18"),
        ("SELECT * } ", "query:1:10: '}' closes nothing: no bracket is open"),
        ("SELECT * {\n ?s ?p 'it }", "query:2:8: this string is never closed: expected '"),
        ('SELECT * { ?s ?p """it" }', 'query:1:18: this string is never closed: expected """'),
        ("SELEKT * { }", "query:1:1: … here stands 'SELEKT' (did you mean 'SELECT'?)"),
        ("SELECT * { } \x00", "query:1:14: 'U+0000' cannot stand here"),
        ("SELECT * { ?s ?p '\ud800' }", "query:1:19: half a character"),
        ("SELECT * { \\u0053ERVICE <http://x/> { } }", "query:1:12: … cannot stand here"),
        ("SELECT * FROM { }", "FROM names no graph"),
        ("SELECT * FROM ex:g { }", "the prefix 'ex:' is not declared"),
    ],
)
def test_what_cannot_be_sparql_is_reported_with_its_place(query: str, words: str) -> None:
    """Line and column, what stood there, and what was expected."""
    with pytest.raises(QuerySyntaxError) as refused:
        guard.check(query)
    for fragment in words.split(" … "):
        assert fragment in str(refused.value)


@pytest.mark.parametrize("escape", [r"\u0022", r"\u0027", r"\u005C", r"\U0000000A", r"\u003e"])
def test_an_escape_that_hides_a_delimiter_is_refused(escape: str) -> None:
    """SPARQL replaces such escapes before it looks for strings, and engines do not: no one reading is safe."""
    with pytest.raises(QueryRefusedError, match="hides a quotation mark"):
        guard.check(f"ASK {{ ?s ?p '{escape}' }}")
    assert guard.check(r"ASK { ?s ?p '\u00e9\n\\ua' }") is QueryForm.ASK


@pytest.mark.parametrize(
    "nested",
    [
        "{" * 100_000 + "}" * 100_000,
        "OPTIONAL {" * 5_000 + "}" * 5_000,
        "FILTER(" + "!" * 100_000 + "true)",
        "FILTER(" + "! " * 5_000 + "true)",
        "FILTER(" + "STR(" * 5_000 + "1" + ")" * 5_001,
        "?s " + "(" * 5_000 + "a" + ")*" * 5_000 + " ?o",
        "?s ?p " + "[?p " * 5_000 + "1" + "]" * 5_000,
    ],
)
def test_deep_nesting_is_refused(nested: str) -> None:
    """Brackets of any kind, and signs that nest without brackets."""
    with pytest.raises(QueryRefusedError, match="levels are nested here: write it flatter"):
        guard.check(f"SELECT * {{ {nested} }}")


def test_a_query_of_ten_megabytes_is_refused_unread() -> None:
    """The message says how long a query may be."""
    with pytest.raises(QueryRefusedError, match="10,485,760 characters, and at most 262,144"):
        guard.check(" " * (10 * 1024 * 1024))


def test_a_misspelt_keyword_is_named() -> None:
    """The engine says only where it stopped; the hint says which word it was."""
    told = "error at 1:30: expected one of '.', ['a' ..= 'z'\n| 'b']"
    misspelt = explain("SELECT * { ?s a ex:Claim OPTOINAL { } }", told, ["ex"])
    assert misspelt == "query:1:26: 'OPTOINAL' is no word of SPARQL (did you mean 'OPTIONAL'?)"
    assert explain("PREFIX x: <a:> ASK { ?s x:a claim:Claim }", told, ["claims"]).startswith(
        "query:1:29: the prefix 'claim:' is not declared (did you mean 'claims:'?)"
    )
    assert explain("SELECT * { ?s a true }", told) == "query:1:30: this is not SPARQL 1.1"
    assert explain("SELECT * { ?s a true }", "strange\nthings") == "this is not SPARQL 1.1: strange things"
    assert "never closed" in explain("ASK '", told)


@given(st.text(alphabet="?ab<>='\"#\\(){}[]|^!.:_@1\n SERVICE&-", max_size=60))
def test_any_text_is_read_or_refused_with_an_error_of_ours(text: str) -> None:
    """No text makes the guard fail in another way."""
    with contextlib.suppress(QueryError):
        guard.check(text)


@given(st.text(alphabet="?ab<>='#(){}[]|^!.:_1\n&-", max_size=40))
def test_tokens_stand_in_the_text_in_reading_order(text: str) -> None:
    """Every token is a piece of the query, none overlaps another, and only space and comments are left out."""
    try:
        found = lexer.tokens(text)
    except QuerySyntaxError:
        return
    end = 0
    for token in found:
        assert token.start >= end
        assert text[token.start :].startswith(token.text)
        end = token.start + len(token.text)
