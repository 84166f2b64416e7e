"""The process that runs a query which someone typed: it opens the store, gives up its rights, and answers.

It is started by :mod:`.sandbox`, imports the engine and the core of the standard library only, so that it starts
in the time of a bare interpreter, and knows nothing of claims. It trusts neither the query nor the guard that let it
pass: that no ``SERVICE`` is in a query is settled here with the engine's own parser (see :func:`asks_elsewhere`).
"""

from __future__ import annotations

import _thread
import os
import sys

import pyoxigraph

from . import confinement, framing

TYPE_CHECKING = False  # as in typing, which a worker has no time to import
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STACK_BYTES = 64 * 1024 * 1024
"""Eight times the usual stack: at 8 MB the engine dies on 16 KB of `1+1+1+…`, a list no longer than some real ones."""

CHUNK_CHARACTERS = 256 * 1024
"""How much of an answer is gathered before it is sent."""

TIRED_SHARE = 4
"""A worker that still holds a quarter of its memory limit after a query is not used again."""

PROTECTIONS = ("calls", "files", "memory", "time", "orphans")


def send(tag: bytes, payload: bytes = b"") -> None:
    """Send one message to the parent; what only begins an answer waits, so that a short one wakes the parent once."""
    sys.stdout.buffer.write(framing.frame(tag, payload))
    if tag not in {framing.VARIABLES, framing.BOOLEAN, framing.TRIPLES}:
        sys.stdout.buffer.flush()


def receive() -> bytes | None:
    """Read the parent's next request; None when there will be none."""
    header = sys.stdin.buffer.read(framing.HEADER_BYTES)
    if len(header) < framing.HEADER_BYTES:
        return None
    length = int.from_bytes(header[1:], "big")
    payload = sys.stdin.buffer.read(length)
    return payload if len(payload) == length else None


def masked(text: str, word: str, mask: str) -> str:
    """Put ``mask`` for each occurrence of ``word``, in whichever case it is written.

    >>> masked("Service ex:SERVICE", "service", "x")
    'x ex:x'
    """
    # Bytes are lowered as ASCII and keep their length; str.lower() turns some letters into two.
    raw, lowered = text.encode(), text.encode().lower()
    parts, start = [], 0
    while (found := lowered.find(word.encode(), start)) >= 0:
        parts += [raw[start:found], mask.encode()]
        start = found + len(word)
    return b"".join([*parts, raw[start:]]).decode()


def asks_elsewhere(query: str, prefixes: dict[str, str]) -> str:
    """Say why a query may ask another machine; empty if it certainly does not.

    The exact test, by the engine's own parser: put another word for "service" everywhere. In a string, an IRI, a
    comment or a name the word was only a word, and the query still parses; as a keyword it was not, and it no longer
    does. So no trick with quotation marks, brackets or line ends that two readers see differently can hide one.
    The masked text is put to an empty store.

    >>> asks_elsewhere("ASK { ?s ?p 'SERVICE' }", {})
    ''
    >>> asks_elsewhere("ASK { SERVICE <http://localhost/> { } }", {})
    'error at ...'
    """
    word = "service"
    whole = " ".join([query, *prefixes]).lower()
    if word not in whole:
        return ""
    mask = "zq"
    while mask in whole:
        mask += "q"
    try:
        pyoxigraph.Store().query(
            masked(query, word, mask),
            prefixes={masked(name, word, mask): iri for name, iri in prefixes.items()},
        )
    except SyntaxError as error:
        return str(error)
    return ""


def lines(solutions: pyoxigraph.QuerySolutions) -> Iterator[str]:
    """Write each solution as a line of terms in N-Triples form, parted by tabs; nothing where a variable is unbound."""
    for solution in solutions:
        yield "\t".join(["" if term is None else written(term) for term in solution])


def written(term: object) -> str:
    """Write a term in N-Triples form; the engine leaves out the brackets of a triple that is a term itself."""
    return f"<<( {term} )>>" if isinstance(term, pyoxigraph.Triple) else str(term)


def stream(items: Iterable[str], most_rows: int, most_bytes: int) -> None:
    """Send lines until there are no more, or a limit is met, and say which."""
    count = size = 0
    note = ""
    chunk: list[str] = []
    waiting = 0
    for line in items:
        size += len(line) + 1
        if count == most_rows or size > most_bytes:
            note = "rows" if count == most_rows else "bytes"
            break
        count += 1
        chunk.append(line)
        waiting += len(line) + 1
        if waiting >= CHUNK_CHARACTERS:
            send(framing.DATA, ("\n".join(chunk) + "\n").encode())
            chunk, waiting = [], 0
    if chunk:
        sys.stdout.buffer.write(framing.frame(framing.DATA, ("\n".join(chunk) + "\n").encode()))
    send(framing.END, framing.pack([str(count), note]))


def answer(store: pyoxigraph.Store, request: bytes) -> None:
    """Run one query and send its result, or why there is none."""
    query, union, seconds, most_rows, most_bytes, *pairs = framing.unpack(request)
    prefixes = dict(zip(pairs[::2], pairs[1::2], strict=True))
    confinement.cap_time(float(seconds))
    try:
        if reason := asks_elsewhere(query, prefixes):
            send(framing.FAILURE, framing.pack(["refused", reason]))
            return
        result = store.query(query, prefixes=prefixes, use_default_graph_as_union=union == "1")
        if isinstance(result, pyoxigraph.QueryBoolean):
            send(framing.BOOLEAN, b"1" if result else b"0")
            send(framing.END, framing.pack(["1", ""]))
        elif isinstance(result, pyoxigraph.QuerySolutions):
            send(framing.VARIABLES, framing.pack([variable.value for variable in result.variables]))
            stream(lines(result), int(most_rows), int(most_bytes))
        else:
            send(framing.TRIPLES)
            # The template gives the same triple once for each solution; a graph holds it once.
            stream(unique(f"{triple} ." for triple in result), int(most_rows), int(most_bytes))
    except MemoryError:
        send(framing.FAILURE, framing.pack(["memory", ""]))
    except SyntaxError as error:
        send(framing.FAILURE, framing.pack(["syntax", str(error)]))
    except BrokenPipeError:
        os._exit(1)
    except OSError as error:
        send(framing.FAILURE, framing.pack(["store", str(error)]))
    except Exception as error:  # noqa: BLE001 - whatever the engine raises is reported, and the parent raises it
        send(framing.FAILURE, framing.pack(["engine", str(error)]))
    finally:
        confinement.stop_the_clock()


def unique(items: Iterable[str]) -> Iterator[str]:
    """Leave out what came before."""
    seen: set[str] = set()
    for item in items:
        if item not in seen:
            seen.add(item)
            yield item


def serve(store_path: str, memory: int, orphans: bool) -> None:  # noqa: FBT001 - called through _thread, by place
    """Open the store, give up every right that reading it does not need, and answer until the input ends."""
    gauge = confinement.open_memory_gauge()
    files = confinement.only_read_below(store_path)
    try:
        store = pyoxigraph.Store.read_only(store_path) if store_path else pyoxigraph.Store()
        # Reads every table's index once, so that a broken store says so here and not in the midst of an answer.
        store.query("ASK { ?s ?p ?o }", use_default_graph_as_union=True)
    except Exception as error:  # noqa: BLE001 - whatever the engine raises is reported, and the parent raises it
        send(framing.FAILURE, framing.pack(["store", str(error)]))
        return
    capped = confinement.cap_memory(memory, gauge)
    idle = confinement.memory_in_use(gauge)
    timed = confinement.cap_time(0)
    confinement.stop_the_clock()
    calls = confinement.forbid_calls()
    in_force = dict(zip(PROTECTIONS, (calls, files, capped, timed, orphans), strict=True))
    send(framing.READY, framing.pack([name for name, on in in_force.items() if on]))
    while (request := receive()) is not None:
        answer(store, request)
        if confinement.memory_in_use(gauge) - idle > memory // TIRED_SHARE:
            return


def main(arguments: list[str]) -> None:
    """Start: the store's folder, the memory limit in bytes, and the pipe that closes with the parent."""
    store_path, memory, watch = arguments
    orphans = confinement.die_with_parent(int(watch)) if watch else False
    _thread.stack_size(STACK_BYTES)
    done = _thread.allocate_lock()
    done.acquire()

    def work() -> None:
        try:
            serve(store_path, int(memory), orphans)
        finally:
            done.release()

    _thread.start_new_thread(work, ())
    done.acquire()
    # At once: taking the engine down in order would need calls that are forbidden by now.
    os._exit(0)
