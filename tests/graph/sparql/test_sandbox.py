"""The sandbox: what typed queries give, and what becomes of hostile ones. Deadlines are short, stores small."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

import claimgraph
from claimgraph.graph.sparql import process
from claimgraph.graph.sparql.process import WorkerProcess
from claimgraph.graph.sparql.results import Answer, Rows, Triples
from claimgraph.graph.sparql.sandbox import QueryLimits, QueryPool, confinement, run_query
from claimgraph.ontology.errors import (
    QueryError,
    QueryLimitError,
    QueryRefusedError,
    QuerySyntaxError,
    StoreError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

EX = "http://example.org/"
PREFIXES = {"ex": EX}
SOON = QueryLimits(seconds=0.4, memory_mb=256)
SMALL = QueryLimits(seconds=20, memory_mb=128)
needs_memory_cap = pytest.mark.skipif(not confinement().memory, reason="needs a kernel that caps memory")


def ex(name: str) -> ox.NamedNode:
    """A node of the test's own."""
    return ox.NamedNode(EX + name)


def build(path: Path, quads: list[ox.Quad]) -> None:
    """Write a store to disk and let go of it."""
    store = ox.Store(str(path))
    store.extend(quads)
    store.flush()
    del store


@pytest.fixture(scope="module")
def dense(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty nodes, each tied to each, in two graphs: small to read, vast to walk."""
    path = tmp_path_factory.mktemp("dense") / "store"
    nodes = [ex(f"n{i}") for i in range(40)]
    build(
        path,
        [ox.Quad(a, ex("p"), b, ex("one")) for a in nodes for b in nodes]
        + [ox.Quad(ex("a"), ex("q"), ox.Literal("x"), ex("two"))],
    )
    return path


@pytest.fixture
def pool(dense: Path) -> Iterator[QueryPool]:
    """A pool on the dense store."""
    with QueryPool(dense, SMALL) as made:
        yield made


def test_each_form_gives_its_kind_of_result(pool: QueryPool) -> None:
    """SELECT rows, ASK an answer, CONSTRUCT and DESCRIBE triples."""
    assert pool.run("SELECT ?n { ex:n0 ex:p ?n } ORDER BY ?n LIMIT 1", prefixes=PREFIXES) == Rows(
        ("n",), ((ex("n0"),),)
    )
    assert pool.run("ASK { ?a ex:q 'x' }", prefixes=PREFIXES) == Answer(value=True)
    assert pool.run("ASK { ?a ex:q 'y' }", prefixes=PREFIXES) == Answer(value=False)
    triple = ox.Triple(ex("a"), ex("q"), ox.Literal("x"))
    assert pool.run("DESCRIBE ex:a", prefixes=PREFIXES) == Triples((triple,))
    assert pool.run("CONSTRUCT { ex:a ex:q 'x' } WHERE { ex:n0 ?p ?o }", prefixes=PREFIXES) == Triples(
        (triple,)
    )


def test_every_kind_of_term_comes_back_as_it_was(pool: QueryPool) -> None:
    """Line ends, tabs, quotation marks, controls, languages, datatypes, nothing at all, and triples as terms."""
    values = [
        ox.Literal("a\tb\nc\r\"'\\ \x01\x7f\x85\u2028é😀"),
        ox.Literal("denied", language="en"),
        ox.Literal("0101"),
        ox.Literal("", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#token")),
        ox.Literal("2023-07", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#gYearMonth")),
        ox.Literal("<http://x/>"),
        ox.Literal("true", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#boolean")),
        ex("é"),
    ]
    listed = " ".join(str(value) for value in values)
    found = pool.run(f"SELECT ?x ?y {{ VALUES ?x {{ {listed} UNDEF }} }}")
    assert isinstance(found, Rows)
    assert [row[0] for row in found] == [*values, None]
    assert {row[1] for row in found} == {None}
    term = pool.run("SELECT ?t { BIND(<<( <a:a> <a:b> <<( <a:a> <a:b> 'c' )>> )>> AS ?t) }")
    inner = ox.Triple(ox.NamedNode("a:a"), ox.NamedNode("a:b"), ox.Literal("c"))
    assert isinstance(term, Rows)
    assert term.rows == ((ox.Triple(ox.NamedNode("a:a"), ox.NamedNode("a:b"), inner),),)


def test_a_query_without_columns_still_counts_its_rows(pool: QueryPool) -> None:
    """SELECT * { } has one row with nothing in it."""
    assert pool.run("SELECT * { }") == Rows((), ((),))


def test_typed_queries_see_the_union_of_all_graphs_unless_they_name_their_own(pool: QueryPool) -> None:
    """FROM is not lost beside the union: the engine, told both, would forget it."""
    count = "SELECT (COUNT(*) AS ?n) {} {{ ?s ?p ?o }}"
    numbers = [
        pool.run(count.format(source), graphs={EX + "one", EX + "two"}, prefixes=PREFIXES).to_dicts()[0]["n"]
        for source in ("", "FROM ex:two", f"FROM <{EX}one>", "FROM NAMED ex:two")
    ]
    assert numbers == ["1601", "1", "1600", "0"]


def test_functions_that_need_the_clock_or_chance_work_in_confinement(pool: QueryPool) -> None:
    """NOW, RAND, UUID and the hashes need no right that the worker gave up."""
    found = pool.run(
        "SELECT (NOW() AS ?a) (RAND() AS ?b) (UUID() AS ?c) (SHA512('x') AS ?d) (BNODE() AS ?e) { }"
    )
    assert isinstance(found, Rows)
    assert None not in found.rows[0]


def test_a_result_of_just_the_limit_is_whole_and_one_more_is_not(pool: QueryPool) -> None:
    """A cut is always said, never guessed."""
    query = "SELECT ?n { ex:n0 ex:p ?n }"
    whole = pool.run(query, prefixes=PREFIXES, limits=QueryLimits(rows=40))
    cut = pool.run(query, prefixes=PREFIXES, limits=QueryLimits(rows=39))
    assert isinstance(whole, Rows)
    assert isinstance(cut, Rows)
    assert (len(whole), whole.complete, whole.limit_note) == (40, True, "")
    assert (len(cut), cut.complete, cut.limit_note) == (39, False, "cut at the limit of 39 rows")
    triples = pool.run("CONSTRUCT WHERE { ?s ?p ?o }", limits=QueryLimits(rows=10))
    assert isinstance(triples, Triples)
    assert (len(triples), triples.complete) == (10, False)


def test_a_result_too_big_to_hold_is_cut_and_says_so(pool: QueryPool) -> None:
    """Few rows of huge texts meet the limit of megabytes."""
    query = "SELECT (CONCAT(?x, ?x, ?x, ?x) AS ?y) { VALUES ?x { '" + "x" * 100_000 + "' } ?s ?p ?o }"
    found = pool.run(query, limits=QueryLimits(result_mb=3))
    assert isinstance(found, Rows)
    assert (len(found), found.limit_note) == (7, "cut at the limit of 3 MB")


@pytest.mark.parametrize(
    "endless",
    [
        "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f }",
        "SELECT * { ?a ((ex:p*)*)* ?b . ?b ((ex:p+)*)* ?c . ?c (ex:p|^ex:p)* ?d FILTER(?a = ex:none) }",
        "ASK { ?a (ex:p/ex:p/ex:p/ex:p/ex:p)+ ?b . FILTER(?a = 1) }",
        "SELECT ?a { ?a ex:p/ex:p/ex:p/ex:p ?b . ?b ex:p/ex:p/ex:p ?c FILTER(?a + ?c = 7) }",
        "SELECT (SUM(?n) AS ?m) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f BIND(STRLEN(STR(?a)) AS ?n) }",
        "SELECT * { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f FILTER REGEX(STR(?a), '(a+)+$') }",
        "SELECT * { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f MINUS { ?a ?p ?b } }",
        "CONSTRUCT { ?a ex:z ?b } WHERE { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f FILTER(?a = ?r) }",
    ],
)
def test_a_query_without_end_is_stopped_at_its_deadline(pool: QueryPool, endless: str) -> None:
    """Path bombs, cross products, aggregates and pattern bombs; the program goes on, and so does the pool."""
    began = time.monotonic()
    with pytest.raises(QueryLimitError, match=r"stopped after 0\.4 s: narrow it") as stopped:
        pool.run(endless, prefixes=PREFIXES, limits=SOON)
    assert stopped.value.limit == "time"
    assert time.monotonic() - began < 20
    assert pool.run("ASK { }") == Answer(value=True)


@needs_memory_cap
@pytest.mark.parametrize(
    "greedy",
    [
        "SELECT * { ?a ?p ?b . ?c ?q ?d } ORDER BY ?d ?a",
        "SELECT (GROUP_CONCAT(CONCAT(?x, STR(?a), STR(?c))) AS ?n) { BIND('"
        + "x" * 9000
        + "' AS ?x) ?a ?p ?b . ?c ?q ?d }",
        "SELECT DISTINCT (CONCAT(STR(?a), STR(?b), STR(?c), STR(?d)) AS ?n) { ?a ?p ?b . ?c ?q ?d } ORDER BY ?n",
        "SELECT (STRLEN(?j) AS ?n) { BIND('"
        + "x" * 1000
        + "' AS ?a) "
        + " ".join(
            f"BIND(CONCAT({', '.join([f'?{x}'] * 10)}) AS ?{y})"
            for x, y in zip("abcdef", "bcdefj", strict=True)
        )
        + " }",
        "SELECT (STRLEN(?c) AS ?n) { BIND('" + "x" * 30_000 + "' AS ?a) BIND(REPLACE(?a, 'x', ?a) AS ?c) }",
    ],
)
def test_a_query_that_eats_memory_is_stopped(pool: QueryPool, greedy: str) -> None:
    """Sorts, groups and texts that double do not take the machine down."""
    with pytest.raises(QueryLimitError, match="stopped at 64 MB of memory") as stopped:
        pool.run(greedy, limits=QueryLimits(seconds=30, memory_mb=64))
    assert stopped.value.limit == "memory"
    assert pool.run("ASK { }") == Answer(value=True)


@pytest.mark.parametrize(
    "flat",
    [
        "SELECT (1" + "+1" * 120_000 + " AS ?n) { }",
        "SELECT * { " + "MINUS{}" * 35_000 + " }",
    ],
)
def test_a_query_that_overruns_the_parsers_stack_takes_only_its_worker_down(
    pool: QueryPool, flat: str
) -> None:
    """Chains without brackets pass the guard; the worker dies or is stopped, and the program says so."""
    with pytest.raises(QueryLimitError, match=r"write it flatter|narrow it"):
        pool.run(flat, limits=QueryLimits(seconds=1))
    assert pool.run("ASK { }") == Answer(value=True)


def test_long_lists_of_values_are_answered(pool: QueryPool) -> None:
    """Three thousand IRIs in VALUES are a question, not an attack."""
    listed = " ".join(f"<{EX}n{i}>" for i in range(3000))
    found = pool.run(f"SELECT DISTINCT ?n {{ VALUES ?n {{ {listed} }} ?n ?p ?o }}")
    assert isinstance(found, Rows)
    assert len(found) == 40


def test_a_syntax_error_names_the_place_and_the_misspelt_word(pool: QueryPool) -> None:
    """The engine's place, and a word that it would not name; the worker lives on."""
    with pytest.raises(
        QuerySyntaxError, match=r"query:1:21: 'FITLER' is no word of SPARQL \(did you mean 'FILTER'"
    ):
        pool.run("SELECT * { ?s ?p ?o FITLER(?s) }")
    with pytest.raises(QuerySyntaxError, match="query:1:15: the prefix 'nobody:' is not declared"):
        pool.run("SELECT * { ?s nobody:knows ?o }")


@pytest.mark.parametrize(
    "refused", ["DROP ALL", "SELECT * { SERVICE <http://127.0.0.1/> { } }", "ASK FROM <x> { }"]
)
def test_what_the_guard_refuses_starts_no_worker(
    dense: Path, refused: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pool asks the guard first."""
    monkeypatch.setattr("claimgraph.graph.sparql.sandbox.WorkerProcess", None)
    with pytest.raises(QueryRefusedError):
        run_query(dense, refused)


def test_a_new_generation_sees_what_was_loaded_since(tmp_path: Path) -> None:
    """A worker keeps its view; another generation gets another worker."""
    path = tmp_path / "store"
    build(path, [ox.Quad(ex("a"), ex("p"), ex("b"))])
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    with QueryPool(path) as pool:
        assert pool.run(query, generation=1).to_dicts() == [{"n": "1"}]
        build(path, [ox.Quad(ex("a"), ex("p"), ex("c"), ex("g"))])
        assert pool.run(query, generation=1).to_dicts() == [{"n": "1"}]
        assert pool.run(query, generation=2).to_dicts() == [{"n": "2"}]


def test_a_warm_worker_is_used_again(pool: QueryPool, monkeypatch: pytest.MonkeyPatch) -> None:
    """One process answers query after query, errors included."""
    assert pool.run("ASK { }")
    monkeypatch.setattr("claimgraph.graph.sparql.sandbox.WorkerProcess", None)
    for _ in range(3):
        assert pool.run("ASK { }")
        with pytest.raises(QuerySyntaxError):
            pool.run("ASK { ?a }")


def test_threads_may_share_a_pool(pool: QueryPool) -> None:
    """Each question gets its own answer."""
    given: dict[int, object] = {}

    def ask(number: int) -> None:
        given[number] = pool.run(f"SELECT ({number} AS ?n) {{ }}").to_dicts()[0]["n"]

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert given == {number: str(number) for number in range(6)}


@pytest.mark.skipif(os.name != "posix", reason="kills by signal")
@pytest.mark.parametrize(
    ("way", "words"), [("SIGTERM", "took its worker down .signal 15."), ("SIGKILL", "the system killed")]
)
def test_a_worker_killed_in_the_middle_is_reported_and_replaced(
    pool: QueryPool, monkeypatch: pytest.MonkeyPatch, way: str, words: str
) -> None:
    """Whoever kills it, the program raises one error of ours and answers the next question."""
    real = WorkerProcess.send

    def send_and_kill(worker: WorkerProcess, tag: bytes, payload: bytes) -> None:
        real(worker, tag, payload)
        os.kill(worker.pid, getattr(signal, way))

    with monkeypatch.context() as patched:
        patched.setattr(WorkerProcess, "send", send_and_kill)
        with pytest.raises(QueryLimitError, match=words) as ended:
            pool.run("SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f }")
    assert ended.value.limit == "crash"
    assert pool.run("ASK { }") == Answer(value=True)


@pytest.mark.parametrize(
    "answer",
    [
        b"V\xff\xff\xff\xff",
        b"V\x00\x00\x00\x02\x00\x00E\x00\x00\x00\x09\x00\x00\x00\x010\x00\x00\x00\x00",
        b"V\x00\x00\x00\x00E\x00\x00\x00\x0e\x00\x00\x00\x06999999\x00\x00\x00\x00",
        b"X\x00\x00\x00\x00",
        b"E\x00\x00\x00\x00",
        b"V\x00\x00\x00\x05\x00\x00\x00\x01xD\x00\x00\x00\x03<a\nE\x00\x00\x00\x09\x00\x00\x00\x011\x00\x00\x00\x00",
    ],
)
def test_an_answer_that_cannot_be_read_is_an_error_of_ours(
    dense: Path, answer: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes from a worker is never trusted: lengths, texts and terms are checked."""
    monkeypatch.setattr(
        process, "_START", f"import sys, os; os.write(1, b'R\\0\\0\\0\\0' + {answer!r}); sys.stdin.read()"
    )
    with pytest.raises(QueryError, match="the worker's answer cannot be read"):
        run_query(dense, "ASK { }")


def test_no_store_and_no_database_are_said(tmp_path: Path) -> None:
    """A folder that is missing, and one that holds something else."""
    with pytest.raises(StoreError, match="there is no store here"):
        run_query(tmp_path / "nowhere", "ASK { }")
    (tmp_path / "CURRENT").write_text("garbage")
    with pytest.raises(StoreError, match="cannot be opened for reading"):
        run_query(tmp_path, "ASK { }")


def test_a_closed_pool_answers_nothing_and_leaves_no_process(
    dense: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Leaving the block ends the workers."""
    started: list[WorkerProcess] = []

    class Noted(WorkerProcess):
        def __init__(self, store_path: Path | None, memory_mb: int) -> None:
            super().__init__(store_path, memory_mb)
            started.append(self)

    monkeypatch.setattr("claimgraph.graph.sparql.sandbox.WorkerProcess", Noted)
    with QueryPool(dense) as pool:
        pool.run("ASK { }")
        assert [worker.alive for worker in started] == [True]
    assert [worker.alive for worker in started] == [False]
    with pytest.raises(StoreError, match="the pool is closed"):
        pool.run("ASK { }")


@pytest.mark.parametrize(
    "wrong",
    [{"seconds": 0}, {"rows": -1}, {"memory_mb": 0}, {"seconds": float("nan")}, {"seconds": float("inf")}],
)
def test_a_limit_that_is_none_is_refused(wrong: dict[str, float]) -> None:
    """Nothing runs without limits."""
    with pytest.raises(ValueError, match="must be above 0"):
        QueryLimits(**wrong)  # type: ignore[arg-type]


ASKING = """
import sys
from pathlib import Path
from claimgraph.graph.sparql.process import WorkerProcess
from claimgraph.graph.sparql.sandbox import run_query
real = WorkerProcess.send
def send(worker, tag, payload):
    real(worker, tag, payload)
    print(worker.pid, flush=True)
WorkerProcess.send = send
run_query(Path(sys.argv[1]), "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?h ?i }")
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="watches a process by Linux's pidfd")
@pytest.mark.parametrize("way", [signal.SIGINT, signal.SIGKILL])
def test_no_worker_outlives_the_program_that_asked(dense: Path, way: signal.Signals) -> None:
    """Ctrl-C in the program, and kill -9 of the program, end a busy worker at once."""
    asking = subprocess.Popen(
        [sys.executable, "-c", ASKING, str(dense)],
        env={**os.environ, "PYTHONPATH": str(Path(claimgraph.__file__).parent.parent)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with asking:
        assert asking.stdout is not None
        watched = os.pidfd_open(int(asking.stdout.readline()))
        try:
            asking.send_signal(way)
            ended = select.poll()
            ended.register(watched, select.POLLIN)
            assert ended.poll(10_000), "the worker still runs"
        finally:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(watched, signal.SIGKILL)
            os.close(watched)
    assert asking.returncode == -way
