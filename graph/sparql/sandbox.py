"""Queries that someone typed, run where they can do no harm: in a worker process with limits, and no rights.

The engine has no time-out and no cancel, dies on deep nesting and on big sorts, and asks other machines when told to.
So a typed query runs in a process of its own (:mod:`.worker`), on a read-only view of the store on disk, confined by
the operating system (:mod:`.confinement`), and is killed at its deadline. Whatever happens to it, the program goes on
and raises a :class:`~claimgraph.ontology.errors.QueryLimitError` at worst.

This module refuses to run a query in the program itself, and to pass a cut result off as a whole one. It does not
write the store: a store in memory is first written to disk by the store's own module.

What is enforced depends on the machine; :func:`confinement` says what is.
"""

import functools
import signal
import threading
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import pyoxigraph

from ...ontology.errors import (
    QueryError,
    QueryLimitError,
    QueryRefusedError,
    QuerySyntaxError,
    StoreError,
)
from . import framing, guard
from .explanation import explain
from .process import MESSAGE_SLACK_BYTES, Gone, WorkerProcess
from .results import Answer, Result, Rows, Triples

START_SECONDS: Final = 60.0
"""A worker starts in some 40 ms; a store of many gigabytes on a slow disk takes longer to open."""

MEGABYTE: Final = 1024 * 1024


_MOST: Final = {"seconds": 7 * 24 * 3600, "memory_mb": 1 << 24, "rows": 1 << 40, "result_mb": 1000}
"""A week, 16 TB, and what the messages between the program and its worker can count: beyond that, no limit is meant."""


@dataclass(frozen=True, slots=True)
class QueryLimits:
    """How much a typed query may take. What is cut or stopped always says so.

    Attributes:
        seconds: From the question to the last row. Beyond it the worker is killed.
        memory_mb: Megabytes of memory for the query itself, beside what the open store needs.
        rows: Rows, or triples, of the result. More are cut off, and the result says that it is not complete.
        result_mb: Megabytes of the result as text; protects the program that asked, which holds it in memory
            at two to four times that size.

    >>> QueryLimits(seconds=0)
    Traceback (most recent call last):
        ...
    ValueError: a limit of seconds must be above 0 and at most 604,800, not 0
    """

    seconds: float = 30
    memory_mb: int = 1024
    rows: int = 100_000
    result_mb: int = 64

    def __post_init__(self) -> None:
        for name, most in _MOST.items():
            value = getattr(self, name)
            if not 0 < value <= most:
                raise ValueError(f"a limit of {name} must be above 0 and at most {most:,}, not {value}")


@dataclass(frozen=True, slots=True)
class Confinement:
    """Which protections this machine puts around a typed query, beside the deadline and the limits of the result.

    Attributes:
        calls: No sockets, no programs, no child processes, no writing (seccomp).
        files: Nothing can be read but the store's folder (Landlock).
        memory: The memory limit is enforced by the kernel.
        time: A worker ends by itself soon after its deadline.
        orphans: A worker ends at once when the program that started it is gone.
    """

    calls: bool = False
    files: bool = False
    memory: bool = False
    time: bool = False
    orphans: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of what this machine does not enforce; empty where all is in force."""
        return tuple(name for name in self.__slots__ if not getattr(self, name))

    def __str__(self) -> str:
        """One sentence for a person.

        >>> str(Confinement(calls=True, files=True, memory=True, time=True, orphans=True))
        'typed queries are fully confined on this machine'
        """
        if not self.missing:
            return "typed queries are fully confined on this machine"
        told = {
            "calls": "forbid sockets and writing (SERVICE and updates are refused by the parser instead)",
            "files": "fence off files (a query has no means to name one)",
            "memory": "cap memory",
            "time": "end a worker that has lost its program",
            "orphans": "end a busy worker at once when its program is killed",
        }
        return "this machine does not " + ", ".join(told[name] for name in self.missing)


class QueryPool:
    """Answers typed queries on one store, each in a confined worker that is kept for the next.

    A worker sees the store as it was when it opened it. Whoever changes the store passes another ``generation`` with
    the next query, and workers of an earlier one are let go. Safe to use from several threads.

    Example:
        with QueryPool(path) as pool:
            pool.run("SELECT ?claim { ?claim a cg:Claim }", prefixes=prefixes, generation=7)
    """

    def __init__(self, store_path: Path, limits: QueryLimits | None = None, *, workers: int = 2) -> None:
        """Start nothing yet.

        Args:
            store_path: The folder of the store on disk.
            limits: For every query that brings none of its own.
            workers: How many queries may run at once; others wait.
        """
        self._path = Path(store_path)
        self._limits = limits or QueryLimits()
        self._slots = threading.BoundedSemaphore(workers)
        self._lock = threading.Lock()
        self._idle: list[tuple[WorkerProcess, object]] = []
        self._closed = False

    def run(
        self,
        query: str,
        *,
        prefixes: Mapping[str, str] | None = None,
        generation: str | int = 0,
        graphs: Collection[str] | None = None,
        limits: QueryLimits | None = None,
    ) -> Result:
        """Answer one query.

        Args:
            query: SPARQL 1.1, of any of the four forms.
            prefixes: Prefixes that the query need not declare.
            generation: Any value that changes whenever the store does.
            graphs: The named graphs of the store, to say what a FROM could have meant.
            limits: Instead of the pool's own.

        Returns:
            Rows for SELECT, an Answer for ASK, Triples for CONSTRUCT and DESCRIBE. Unless the query orders them, rows
            and triples come as the engine finds them.

        Raises:
            QueryRefusedError: It would write, or reach the network or a file.
            QuerySyntaxError: It is not SPARQL 1.1.
            QueryLimitError: It was stopped: time, memory, or it took its worker down.
            QueryError: The engine cannot run it.
            StoreError: The store cannot be opened or read.
        """
        reading = guard.read(query, graphs=graphs, prefixes=prefixes)
        chosen = limits or self._limits
        with self._slots:
            for _ in range(2):
                worker, fresh = self._take(generation, chosen)
                try:
                    result = _ask(worker, query, reading, prefixes or {}, chosen)
                except _StaleViewError as error:
                    # The files it had open were merged away by whoever writes the store: look again, once.
                    worker.end()
                    if fresh:
                        raise StoreError(f"{self._path}: the store cannot be read: {error}") from error
                except QueryError:
                    self._give_back(worker, generation)
                    raise
                except BaseException:
                    worker.end()
                    raise
                else:
                    self._give_back(worker, generation)
                    return result
        raise StoreError(f"{self._path}: the store changed while it was read: ask again")

    def close(self) -> None:
        """Let every worker go; the pool answers nothing any more."""
        with self._lock:
            self._closed, idle, self._idle = True, self._idle, []
        for worker, _ in idle:
            worker.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _take(self, generation: str | int, limits: QueryLimits) -> tuple[WorkerProcess, bool]:
        """Find a worker that sees the store as it is now and has the right memory limit, or start one."""
        wanted = (generation, limits.memory_mb)
        with self._lock:
            if self._closed:
                raise StoreError(f"{self._path}: the pool is closed: make a new one")
            fitting = [worker for worker, sees in self._idle if sees == wanted and worker.alive]
            others = [worker for worker, sees in self._idle if worker not in fitting]
            self._idle = [(worker, wanted) for worker in fitting[1:]]
        for worker in others:
            worker.end()
        return (fitting[0], False) if fitting else (_start(self._path, limits.memory_mb), True)

    def _give_back(self, worker: WorkerProcess, generation: str | int) -> None:
        with self._lock:
            keep = worker.alive and not self._closed
            if keep:
                self._idle.append((worker, (generation, worker.memory_mb)))
        if not keep:
            worker.end()


def run_query(
    store_path: Path,
    query: str,
    *,
    prefixes: Mapping[str, str] | None = None,
    limits: QueryLimits | None = None,
    graphs: Collection[str] | None = None,
) -> Result:
    """Answer one query in a worker of its own, as :meth:`QueryPool.run` does.

    For the command line, which asks once. Takes the time of a bare interpreter more than the query itself.

    Raises:
        QueryError: As for :meth:`QueryPool.run`.
        StoreError: As for :meth:`QueryPool.run`.
    """
    with QueryPool(store_path, limits, workers=1) as pool:
        return pool.run(query, prefixes=prefixes, graphs=graphs)


@functools.cache
def confinement() -> Confinement:
    """Say what this machine enforces around a typed query, by starting a worker without a store and asking it.

    Raises:
        StoreError: No worker can be started here at all.
    """
    worker = _start(None, QueryLimits().memory_mb)
    try:
        return Confinement(**dict.fromkeys(worker.protections, True))
    finally:
        worker.end()


class _StaleViewError(Exception):
    """The worker could not read the store's files."""


def _start(path: Path | None, memory_mb: int) -> WorkerProcess:
    if path is not None and not path.is_dir():
        raise StoreError(f"{path}: there is no store here: load a dossier first")
    worker = WorkerProcess(path, memory_mb)
    try:
        tag, payload = worker.receive(time.monotonic() + START_SECONDS)
        if tag == framing.READY:
            worker.protections = tuple(framing.unpack(payload))
            return worker
        reason = " ".join(framing.unpack(payload)[1:])
        worker.end()
    except (Gone, TimeoutError, ValueError) as error:
        worker.end()
        raise StoreError(f"{path}: no query can be run: the worker did not start: {error}") from error
    except BaseException:
        worker.end()
        raise
    raise StoreError(f"{path}: the store cannot be opened for reading: {reason}")


def _ask(
    worker: WorkerProcess,
    query: str,
    reading: guard.Reading,
    prefixes: Mapping[str, str],
    limits: QueryLimits,
) -> Result:
    # The union of all graphs, unless the query names its own: told both, the engine forgets the query's.
    union = "" if reading.dataset else "1"
    fields = [query, union, str(limits.seconds), str(limits.rows), str(limits.result_mb * MEGABYTE)]
    for name, iri in prefixes.items():
        fields += [name, iri]
    deadline = time.monotonic() + limits.seconds
    try:
        worker.send(framing.REQUEST, framing.pack(fields))
        return _gather(worker, query, prefixes, deadline, limits)
    except TimeoutError as error:
        worker.end()
        raise QueryLimitError(
            f"the query was stopped after {limits.seconds:g} s: narrow it (a FILTER, fewer open paths, a LIMIT),"
            " or allow more time",
            limit="time",
        ) from error
    except Gone as error:
        worker.end()
        raise _why_gone(error, limits) from error
    except (ValueError, SyntaxError) as error:
        worker.end()
        raise QueryError(f"the worker's answer cannot be read: {error}") from error


def _gather(
    worker: WorkerProcess, query: str, prefixes: Collection[str], deadline: float, limits: QueryLimits
) -> Result:
    """Read messages until the answer is whole, trusting none of them."""
    head, columns = b"", b""
    chunks: list[bytes] = []
    room = (
        limits.result_mb * MEGABYTE * 4 + MESSAGE_SLACK_BYTES
    )  # the worker counts characters, of 4 bytes at most
    while True:
        tag, payload = worker.receive(deadline, most=room)
        if tag == framing.END:
            break
        if tag == framing.FAILURE:
            kind, told = framing.unpack(payload)
            raise _failure(query, prefixes, kind, told, limits)
        if tag == framing.DATA:
            chunks.append(payload)
            room -= len(payload)
        else:
            head, columns = tag, payload
    number, which = framing.unpack(payload)
    count = int(number)
    if count > limits.rows:
        raise ValueError(f"{count:,} rows, where {limits.rows:,} are allowed")
    if head == framing.BOOLEAN:
        return Answer(columns == b"1")
    limit = f"{limits.rows:,} rows" if which == "rows" else f"{limits.result_mb:,} MB"
    note = f"cut at the limit of {limit}" if which else ""
    if head == framing.TRIPLES:
        return _triples(chunks, note)
    return _rows(tuple(framing.unpack(columns)), chunks, count, note)


def _joined(chunks: list[bytes]) -> bytes:
    """Put the pieces together and let go of them: a large result is not held twice for longer than this takes."""
    text = b"".join(chunks)
    chunks.clear()
    return text


def _triples(chunks: list[bytes], note: str) -> Triples:
    quads = pyoxigraph.parse(_joined(chunks), format=pyoxigraph.RdfFormat.N_TRIPLES)
    return Triples(tuple(quad.triple for quad in quads), complete=not note, limit_note=note)


def _rows(variables: tuple[str, ...], chunks: list[bytes], count: int, note: str) -> Rows:
    if not variables:
        return Rows((), ((),) * count, complete=not note, limit_note=note)
    chunks.insert(0, "\t".join(f"?{name}" for name in variables).encode() + b"\n")
    solutions = pyoxigraph.parse_query_results(_joined(chunks), format=pyoxigraph.QueryResultsFormat.TSV)
    rows = tuple(tuple(solution) for solution in solutions)  # type: ignore[union-attr]
    return Rows(variables, rows, complete=not note, limit_note=note)


def _failure(query: str, prefixes: Collection[str], kind: str, told: str, limits: QueryLimits) -> Exception:
    if kind == "memory":
        return _too_much_memory(limits)
    if kind == "refused":
        return QueryRefusedError(
            "the word SERVICE stands where it may be a keyword, which would ask another machine"
            f" ({told}): queries stay in this store; load what you need as a dossier"
        )
    if kind == "syntax":
        return QuerySyntaxError(explain(query, told, prefixes))
    if kind == "store":
        return _StaleViewError(told)
    return QueryError(f"the engine cannot run this query: {told}")


def _too_much_memory(limits: QueryLimits) -> QueryLimitError:
    return QueryLimitError(
        f"the query was stopped at {limits.memory_mb:,} MB of memory: narrow it before it sorts, groups or joins"
        " (a sub-select with LIMIT), or allow more memory",
        limit="memory",
    )


_OUT_OF_MEMORY: Final = ("memory allocation", "bad_alloc", "MemoryError", "Cannot allocate")


def _why_gone(gone: Gone, limits: QueryLimits) -> QueryLimitError:
    if any(words in gone.last_words for words in _OUT_OF_MEMORY):
        return _too_much_memory(limits)
    by = -gone.code if gone.code is not None else 0
    if by == getattr(signal, "SIGKILL", None):
        return QueryLimitError(
            "the system killed the query's worker, as it does when memory runs out: narrow the query",
            limit="crash",
        )
    if by in {getattr(signal, "SIGALRM", None), getattr(signal, "SIGXCPU", None)}:
        return QueryLimitError("the query was stopped: it used up its time", limit="time")
    ended = f"signal {by}" if by > 0 else f"exit {gone.code}"
    return QueryLimitError(
        f"the query took its worker down ({ended}), most often by nesting too deep or by too long a chain of"
        " + | UNION or OPTIONAL: write it flatter, or ask in several queries",
        limit="crash",
    )
