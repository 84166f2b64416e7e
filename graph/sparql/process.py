"""A worker seen from the program that started it: a process, two pipes, and a sure way to end it.

Knows nothing of queries. On POSIX the pipes are polled against the deadline; on Windows, where pipes cannot be
polled, a timer ends the worker, which ends the read.
"""

import contextlib
import os
import select
import signal
import subprocess
import sys
import threading
import time
import weakref
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from ...ontology.errors import StoreError
from . import framing

MEGABYTE: Final = 1024 * 1024
MESSAGE_SLACK_BYTES: Final = MEGABYTE
"""Room for what is no result: variables, an error's message."""

LONGEST_WAIT_SECONDS: Final = 3600.0
"""The kernel's clock of milliseconds overflows after some weeks; longer waits are taken in turns."""

READ_BYTES: Final = 1024 * 1024
LAST_WORDS_BYTES: Final = 4096
"""How much of what the worker says on stderr is kept: enough for the reason of its end."""

# Give the worker a package of its own name whose only folder is this room, so that its modules can import each other
# without importing claimgraph, and the folder of the engine, behind the standard library.
_START: Final = (
    "import sys; room = type(sys)('claimgraph_worker'); room.__path__ = [sys.argv[1]];"
    " sys.modules[room.__name__] = room; sys.path.append(sys.argv[2]);"
    " from claimgraph_worker.worker import main; main(sys.argv[3:])"
)

# The worker needs no variable; these are what an interpreter may need to be found and started at all.
_KEPT_VARIABLES: Final = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


class Gone(Exception):  # noqa: N818 - never leaves the room; it is an event, and sandbox says what it means
    """The worker ended by itself, or was ended by someone else.

    Attributes:
        code: Its exit code, or minus the signal.
        last_words: What it said on stderr.
    """

    def __init__(self, code: int | None, last_words: str) -> None:
        super().__init__(f"exit {code}: {last_words.strip()[-300:]}")
        self.code = code
        self.last_words = last_words


class WorkerProcess:
    """One running worker.

    Attributes:
        protections: What it said the operating system enforces.
        memory_mb: Its memory limit.
    """

    def __init__(self, store_path: Path | None, memory_mb: int) -> None:
        """Start the process; it says READY by itself.

        Raises:
            StoreError: The interpreter cannot be started again.
        """
        self.protections: tuple[str, ...] = ()
        self.memory_mb = memory_mb
        self._buffer = bytearray()
        self._last_words = bytearray()
        watched, self._watch = os.pipe() if os.name == "posix" else (-1, -1)
        engine = find_spec("pyoxigraph")
        if engine is None or engine.origin is None:
            raise StoreError("pyoxigraph is not installed as files: reinstall claimgraph")
        arguments = [
            sys.executable,
            "-I",
            "-S",
            "-c",
            _START,
            str(Path(__file__).parent),
            str(Path(engine.origin).parent.parent),
            "" if store_path is None else str(store_path.resolve()),
            str(memory_mb * MEGABYTE),
            str(watched) if watched >= 0 else "",
        ]
        environment = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
        # One arena: each further one reserves 64 MB of address space, which the memory limit counts.
        environment["MALLOC_ARENA_MAX"] = "1"
        try:
            self._process = subprocess.Popen(
                arguments,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE if os.name == "posix" else subprocess.DEVNULL,
                bufsize=0,
                env=environment,
                close_fds=True,
                pass_fds=(watched,) if watched >= 0 else (),
                # Out of the terminal's reach: Ctrl-C comes to the program, which ends the worker.
                start_new_session=os.name == "posix",
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            )
        except OSError as error:
            _close(self._watch)
            raise StoreError(f"no worker can be started with {sys.executable}: {error}") from error
        finally:
            _close(watched)
        self.end = weakref.finalize(self, _end, self._process, self._watch)
        """Kill the process and free what it held; any number of times."""

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it still runs and may be asked."""
        return self.end.alive and self._process.poll() is None

    def send(self, tag: bytes, payload: bytes) -> None:
        """Send a request; the worker must have said READY, for it then reads all that is sent.

        Raises:
            Gone: The worker has ended.
        """
        rest = memoryview(framing.frame(tag, payload))
        try:
            while rest:
                rest = rest[os.write(_number(self._process.stdin), rest) :]
        except OSError as error:
            raise self._gone() from error

    def receive(self, deadline: float, *, most: int = MESSAGE_SLACK_BYTES) -> tuple[bytes, bytes]:
        """Wait for the worker's next message.

        Args:
            deadline: On the monotonic clock.
            most: Bytes that the message may have.

        Raises:
            Gone: The worker has ended.
            TimeoutError: The deadline came first; the worker still runs, and is to be ended.
            ValueError: The message is longer than it may be.
        """
        self._fill(framing.HEADER_BYTES, deadline)
        length = int.from_bytes(self._buffer[1 : framing.HEADER_BYTES], "big")
        if length > most:
            raise ValueError(f"a message of {length:,} bytes, where {most:,} are allowed")
        whole = framing.HEADER_BYTES + length
        self._fill(whole, deadline)
        tag, payload = bytes(self._buffer[:1]), bytes(self._buffer[framing.HEADER_BYTES : whole])
        del self._buffer[:whole]
        return tag, payload

    def _fill(self, size: int, deadline: float) -> None:
        while len(self._buffer) < size:
            read = self._read_polling if os.name == "posix" else self._read_with_timer
            if not read(deadline):
                raise self._gone()

    def _read_polling(self, deadline: float) -> bool:
        poll = select.poll()
        answers, complaints = _number(self._process.stdout), _number(self._process.stderr)
        poll.register(answers, select.POLLIN)
        poll.register(complaints, select.POLLIN)
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            ready = dict(poll.poll(min(left, LONGEST_WAIT_SECONDS) * 1000))
            if answers in ready:
                data = os.read(answers, READ_BYTES)
                self._buffer += data
                return bool(data)
            if complaints not in ready:
                continue
            if data := os.read(complaints, LAST_WORDS_BYTES):
                self._last_words = (self._last_words + data)[-LAST_WORDS_BYTES:]
            else:
                poll.unregister(complaints)

    def _read_with_timer(self, deadline: float) -> bool:
        late = threading.Event()

        def kill() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(min(max(0.0, deadline - time.monotonic()), threading.TIMEOUT_MAX), kill)
        timer.start()
        try:
            data = os.read(_number(self._process.stdout), READ_BYTES)
        finally:
            timer.cancel()
        self._buffer += data
        if not data and late.is_set():
            raise TimeoutError
        return bool(data)

    def _gone(self) -> Gone:
        """Say how the process ended; its output is closed, so it is ending or gone."""
        try:
            code: int | None = self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            code = None
        if os.name == "posix":
            os.set_blocking(_number(self._process.stderr), False)
            with contextlib.suppress(OSError):
                self._last_words += os.read(_number(self._process.stderr), LAST_WORDS_BYTES)
        return Gone(code, self._last_words.decode(errors="replace"))


def _number(pipe: object) -> int:
    return pipe.fileno()  # type: ignore[attr-defined, no-any-return]


def _close(pipe: int) -> None:
    if pipe >= 0:
        os.close(pipe)


def _end(process: "subprocess.Popen[bytes]", watch: int) -> None:
    if process.poll() is None:
        # The worker leads a process group of its own; nothing else is in it, for it can start nothing.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if os.name == "posix":
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()
    _close(watch)
