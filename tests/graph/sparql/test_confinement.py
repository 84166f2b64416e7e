"""Confinement: what the kernel refuses to a worker, tried from inside one."""

from __future__ import annotations

import os
import socket
import struct
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

import claimgraph
from claimgraph.graph.sparql import confinement, framing, worker
from claimgraph.graph.sparql.process import WorkerProcess
from claimgraph.graph.sparql.sandbox import Confinement, _start
from claimgraph.graph.sparql.sandbox import confinement as enforced

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = str(Path(claimgraph.__file__).parent.parent)
NEVER = 1e12
needs_filter = pytest.mark.skipif(
    sys.platform != "linux" or not enforced().calls, reason="needs Linux with seccomp on x86-64 or 64-bit ARM"
)
needs_landlock = pytest.mark.skipif(
    sys.platform != "linux" or not enforced().files, reason="needs Linux 5.13 or later with Landlock"
)


def confined(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a process of its own that can import claimgraph."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "PYTHONPATH": HERE},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A server on this machine that notes whether anyone connects."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)  # noqa: FBT003 - the socket's own signature
        yield server


def nobody_connected(server: socket.socket) -> bool:
    """Whether the queue of connections is empty."""
    try:
        connection, _ = server.accept()
    except BlockingIOError:
        return True
    connection.close()
    return False


@needs_filter
@pytest.mark.parametrize(
    "attempt",
    [
        "socket.socket()",
        "socket.socket(socket.AF_UNIX)",
        "socket.socketpair()",
        "os.fork()",
        "os.posix_spawn('/bin/true', ['true'], {})",
        "os.execv('/bin/true', ['true'])",
        "open(sys.argv[1], 'w')",
        "open(sys.argv[1], 'ab')",
        "open(sys.argv[1], 'r+')",
        "os.open('/tmp', os.O_TMPFILE | os.O_RDWR)",
        "os.mkdir(sys.argv[1])",
        "os.remove(sys.argv[0])",
        "os.rename(sys.argv[0], sys.argv[1])",
        "os.symlink('a', sys.argv[1])",
        "os.kill(os.getppid(), 0)",
        "os.memfd_create('x')",
        "os.setuid(0)",
        "os.chdir('/')",
        "mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_EXEC)",
        "resource.prlimit(os.getppid(), resource.RLIMIT_CORE)",
    ],
)
def test_a_call_that_reading_a_store_does_not_need_is_refused(attempt: str, tmp_path: Path) -> None:
    """Sockets, programs, processes, writing, signals to others and new code: the kernel says no."""
    code = (
        "import mmap, os, resource, socket, sys\nfrom claimgraph.graph.sparql import confinement\n"
        "assert confinement.forbid_calls()\n"
        f"try:\n    {attempt}\nexcept PermissionError:\n    print('refused')"
    )
    done = confined(code, str(tmp_path / "new"))
    assert done.stdout == "refused\n", done.stderr
    assert list(tmp_path.iterdir()) == []


@needs_filter
def test_the_engine_itself_cannot_ask_another_machine(listener: socket.socket) -> None:
    """With guard and parser test out of the way, SERVICE still meets no socket."""
    code = (
        "import sys, pyoxigraph\nfrom claimgraph.graph.sparql import confinement\n"
        "assert confinement.forbid_calls()\n"
        "try:\n    list(pyoxigraph.Store().query(sys.argv[1]))\nexcept OSError as error:\n    print('refused', error)"
    )
    port = listener.getsockname()[1]
    done = confined(code, f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/sparql> {{ ?s ?p ?o }} }}")
    assert done.stdout.startswith("refused"), done.stderr
    assert nobody_connected(listener)


@pytest.mark.parametrize(
    "hidden",
    [
        "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
        "ASK {{ service silent <{url}> {{ ?s ?p ?o }} }}",
        "PREFIX : <{url}> ASK {{ SERVICE: {{ ?s ?p ?o }} }}",
        "ASK {{ BIND(trueSERVICE:x AS ?x) }}",
        "ASK {{ OPTIONAL {{ ?s ?p true SERVICE <{url}> {{ }} }} }}",
        "PREFIX ex: <x:x> ASK {{ {{}} UNION {{ ?s ?p ex:a.b.SERVICE <{url}> {{ }} }} }}",
        "ASK {{ FILTER(1<2#>'''\n) SERVICE <{url}> {{ ?s ?p ?o }} #'''\n }}",
    ],
)
def test_the_worker_itself_finds_service_where_the_guard_was_passed_by(
    hidden: str, listener: socket.socket
) -> None:
    """The worker trusts the engine's parser alone, so that machines without a call filter are safe too."""
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    asked = _start(None, 512)
    try:
        fields = [hidden.format(url=url), "1", "5", "10", "1000"]
        asked.send(framing.REQUEST, framing.pack(fields))
        tag, payload = asked.receive(NEVER)
    finally:
        asked.end()
    assert tag == framing.FAILURE
    assert framing.unpack(payload)[0] == "refused"
    assert nobody_connected(listener)


@pytest.mark.parametrize(
    "harmless",
    [
        "ASK { VALUES ?service { 'SERVICE' <http://x/service> } } # SERVICE",
        "PREFIX service: <http://x/> ASK { OPTIONAL { ?s service:service ?zq } }",
        "ASK { OPTIONAL { ?s mine.service:x 'a' . } }",
    ],
)
def test_the_worker_answers_where_service_is_only_a_word(harmless: str) -> None:
    """A word in a string, an IRI, a name, a variable or a comment stops nothing."""
    asked = _start(None, 512)
    try:
        fields = [harmless, "1", "5", "10", "1000", "mine.service", "http://x/"]
        asked.send(framing.REQUEST, framing.pack(fields))
        tag, payload = asked.receive(NEVER)
    finally:
        asked.end()
    assert (tag, payload) == (framing.BOOLEAN, b"1")


@needs_landlock
def test_nothing_but_the_store_can_be_read(tmp_path: Path) -> None:
    """A file in the folder opens, one beside it does not, and neither does the folder above."""
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "table").write_text("inside")
    (tmp_path / "beside").write_text("outside")
    code = (
        "import os, sys\nfrom claimgraph.graph.sparql import confinement\n"
        "assert confinement.only_read_below(sys.argv[1])\n"
        "print(open(sys.argv[1] + '/table').read())\n"
        "for there in (sys.argv[1] + '/../beside', '/etc/hostname', '/proc/self/environ'):\n"
        "    try:\n        open(there)\n    except PermissionError:\n        print('refused')\n"
        "try:\n    os.listdir(sys.argv[1] + '/..')\nexcept PermissionError:\n    print('refused')\n"
    )
    done = confined(code, str(tmp_path / "store"))
    assert done.stdout == "inside\n" + "refused\n" * 4, done.stderr


def run_filter(program: bytes, architecture: int, number: int, arguments: tuple[int, ...] = ()) -> int:
    """Read a filter as the kernel does, and give its verdict on one call."""
    six = (*arguments, 0, 0, 0, 0, 0, 0)[:6]
    call = struct.pack("<IIQ6Q", number, architecture, 0, *six)
    instructions = list(struct.iter_unpack("<HBBI", program))
    accumulator = at = 0
    while True:
        code, if_true, if_false, value = instructions[at]
        at += 1
        match code:
            case 0x20:
                (accumulator,) = struct.unpack_from("<I", call, value)
            case 0x06:
                return int(value)
            case 0x15:
                at += if_true if accumulator == value else if_false
            case 0x35:
                at += if_true if accumulator >= value else if_false
            case 0x45:
                at += if_true if accumulator & value else if_false
            case _:
                raise AssertionError(code)


REFUSED = confinement.REFUSE | confinement.ERRNO_PERMISSION
NO_SUCH_CALL = confinement.REFUSE | confinement.ERRNO_NO_SUCH_CALL
ME = 4711


@pytest.mark.parametrize(
    ("call", "x86_64", "aarch64", "arguments", "verdict"),
    [
        ("pread64", 17, 67, (3,), confinement.ALLOW),
        ("exit_group", 231, 94, (), confinement.ALLOW),
        ("openat to read", 257, 56, (0, 0, 0o2000000), confinement.ALLOW),
        ("openat to write", 257, 56, (0, 0, 0o1), REFUSED),
        ("openat to create", 257, 56, (0, 0, 0o100), REFUSED),
        ("mmap of data", 9, 222, (0, 4096, 0x3), confinement.ALLOW),
        ("mmap of code", 9, 222, (0, 4096, 0x5), REFUSED),
        ("mprotect to code", 10, 226, (0, 4096, 0x4), REFUSED),
        ("clone of a thread", 56, 220, (0x3D0F00,), confinement.ALLOW),
        ("clone of a process", 56, 220, (0x1200011,), REFUSED),
        ("clone3", 435, 435, (0,), NO_SUCH_CALL),
        ("prlimit64 of itself", 302, 261, (0, 9), confinement.ALLOW),
        ("prlimit64 of another", 302, 261, (1, 9), REFUSED),
        ("tgkill of itself", 234, 131, (ME, ME, 6), confinement.ALLOW),
        ("tgkill of another", 234, 131, (1, 1, 9), REFUSED),
        ("socket", 41, 198, (2, 1, 0), REFUSED),
        ("connect", 42, 203, (3,), REFUSED),
        ("execve", 59, 221, (), REFUSED),
        ("kill", 62, 129, (1, 9), REFUSED),
        ("ptrace", 101, 117, (), REFUSED),
        ("unlinkat", 263, 35, (), REFUSED),
        ("io_uring_setup", 425, 425, (), REFUSED),
        ("openat2", 437, 437, (), REFUSED),
    ],
)
@pytest.mark.parametrize("architecture", [confinement.X86_64, confinement.AARCH64])
def test_the_filter_says_the_same_on_both_kinds_of_machine(  # noqa: PLR0913, PLR0917 - a table
    call: str, x86_64: int, aarch64: int, arguments: tuple[int, ...], verdict: int, architecture: int
) -> None:
    """Read as the kernel reads it, for the machine at hand and for the one that is not."""
    program = confinement.call_filter(architecture, ME)
    number = x86_64 if architecture == confinement.X86_64 else aarch64
    assert run_filter(program, architecture, number, arguments) == verdict, call


def test_the_filter_kills_a_process_that_speaks_another_machines_language() -> None:
    """32-bit calls and the x32 door would give other numbers to the same calls."""
    program = confinement.call_filter(confinement.X86_64, ME)
    assert run_filter(program, 0x40000003, 3) == confinement.KILL
    assert run_filter(program, confinement.X86_64, confinement.X32_CALLS + 0) == REFUSED


def test_the_machine_says_what_it_enforces() -> None:
    """Full confinement is one sentence; what is missing is named."""
    assert str(Confinement()).startswith("this machine does not forbid sockets")
    assert Confinement(calls=True, files=True, time=True, orphans=True).missing == ("memory",)
    if sys.platform == "linux":
        assert enforced().memory
        assert enforced().time


def test_a_worker_imports_nothing_that_costs_time() -> None:
    """The engine and the core of the standard library; no pydantic, json, re, typing or claimgraph."""
    code = (
        "import sys; room = type(sys)('claimgraph_worker'); room.__path__ = [sys.argv[1]]\n"
        "sys.modules[room.__name__] = room; sys.path.append(sys.argv[2])\n"
        "import claimgraph_worker.worker\nprint(*sorted(sys.modules))"
    )
    folders = [str(Path(confinement.__file__).parent), str(Path(pyoxigraph.__file__).parent.parent)]
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code, *folders], capture_output=True, text=True, check=True
    )
    costly = {
        "claimgraph",
        "pydantic",
        "json",
        "re",
        "typing",
        "enum",
        "dataclasses",
        "subprocess",
        "logging",
    }
    assert costly.isdisjoint(done.stdout.split())
    assert "claimgraph_worker.confinement" in done.stdout.split()


@pytest.mark.skipif(os.name != "posix", reason="reads the worker's environment from /proc")
def test_a_worker_inherits_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither variables nor open files of the program reach it."""
    monkeypatch.setenv("CLAIMGRAPH_TEST_TOKEN", "s3cret")
    started: list[dict[str, object]] = []
    real = subprocess.Popen

    def note(*arguments: object, **options: object) -> object:
        started.append(options)
        return real(*arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "Popen", note)
    WorkerProcess(None, 512).end()
    environment, closed = started[0]["env"], started[0]["close_fds"]
    assert isinstance(environment, dict)
    assert set(environment) <= {"MALLOC_ARENA_MAX", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"}
    assert closed is True


# Nothing listens on port 1; whoever asks there fails at once.
ELSEWHERE = "http://127.0.0.1:1/"
_PIECES = """SERVICE|SERVICE:x|service:y|{ }|{|}|(|)|'''|'|"|#|<|>|?a|?a<?b|#>|<'>|true|1.|.5|ex:a.b.|_:a.|.|a|FILTER
OPTIONAL|GRAPH |SILENT|@en|^^| |[]|<<|\\|EXISTS|ASK|UNION|SERVICE """
_pieces = st.sampled_from(["|", "\n", f"<{ELSEWHERE}>", *_PIECES.replace("\n", "|").split("|")])
_frames = st.sampled_from(
    [
        "ASK {{ {} }}",
        "ASK {{ ?s ?p ?o . {} }}",
        "ASK {{ FILTER(1{}) SERVICE <http://127.0.0.1:1/> {{ }} #'''\n }}",
        "ASK {{ {{ }} UNION {{ ?s ?p {} SERVICE:x {{ }} }} }}",
        "SELECT * {{ ?s ?p {} }}",
    ]
)


@given(_frames, st.lists(_pieces, max_size=6).map("".join))
def test_what_the_worker_lets_through_asks_nobody(frame: str, pieces: str) -> None:
    """The exact test holds for any soup of quotation marks, comparisons, dots and keywords."""
    query = frame.format(pieces)
    prefixes = {"": ELSEWHERE, "ex": "http://x/", "service": ELSEWHERE, "SERVICE": ELSEWHERE}
    store = pyoxigraph.Store()
    if not worker.asks_elsewhere(query, prefixes):
        try:
            found = store.query(query, prefixes=prefixes)
        except SyntaxError:
            return
        if isinstance(found, pyoxigraph.QuerySolutions):
            list(found)  # raises OSError if it asks
