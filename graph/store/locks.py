"""Locks on files between processes: many hold one together to read, or one holds it alone to write.

The operating system lets go of a lock when its process ends, however it ends, so nothing is ever left locked by a
crash. Windows has no shared lock in Python's library; there a reader holds none, and the system itself refuses to
remove what a reader has open.
"""

import errno
import os
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Final, Self

_AS_IT_IS: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""No link is followed, for a note is written into the file; and no pipe is waited for."""

_PAUSE: Final = 0.05
"""Seconds between two attempts."""


class FileLock:
    """A lock on one file, held until it is released.

    Args:
        descriptor: The open file.
        held: False where the platform has no such lock, and none is needed.
    """

    def __init__(self, descriptor: int, *, held: bool = True) -> None:
        """Keep what has to be given back."""
        self._descriptor = descriptor
        self._held = held

    @classmethod
    def shared(cls, path: Path) -> Self:
        """Hold a file together with other readers, waiting for nobody.

        Raises:
            OSError: If there is no such file, it cannot be read, or somebody holds it alone.
        """
        descriptor = os.open(path, os.O_RDONLY | _AS_IT_IS)
        try:
            return cls(descriptor, held=_lock(descriptor, alone=False))
        except OSError:
            os.close(descriptor)
            raise

    @classmethod
    def alone(cls, path: Path, *, wait: float = 0.0) -> Self:
        """Hold a file alone; it is made if it is not there.

        Args:
            path: The file.
            wait: Seconds to go on trying while somebody else holds it.

        Raises:
            BlockingIOError: If somebody else still holds it.
            OSError: If the file cannot be opened for writing.
        """
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _AS_IT_IS, 0o666)
        until = time.monotonic() + wait
        while True:
            try:
                return cls(descriptor, held=_lock(descriptor, alone=True))
            except BlockingIOError:
                if time.monotonic() >= until:
                    os.close(descriptor)
                    raise
            except OSError:
                os.close(descriptor)
                raise
            time.sleep(_PAUSE)

    def write(self, text: str) -> None:
        """Leave a note in the file, such as who holds it."""
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.ftruncate(self._descriptor, 0)
        os.write(self._descriptor, text.encode())

    def release(self) -> None:
        """Let go; a second time does nothing."""
        if self._descriptor < 0:
            return
        if self._held:
            _unlock(self._descriptor)
        os.close(self._descriptor)
        self._descriptor = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    _FAR: Final = 2**30
    """The byte that is locked; beyond the note, which stays readable."""

    def _lock(descriptor: int, *, alone: bool) -> bool:
        if not alone:
            return False
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError(*error.args) from error
        os.lseek(descriptor, 0, os.SEEK_SET)
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    _NO_LOCKS: Final = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS})
    """What a file system without locks says. There one can read all the same, and not write."""

    def _lock(descriptor: int, *, alone: bool) -> bool:
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except OSError as error:
            if alone or error.errno not in _NO_LOCKS:
                raise
            return False
        return True

    def _unlock(descriptor: int) -> None:
        # Said aloud, not left to the closing: a process forked meanwhile has the same open file.
        fcntl.flock(descriptor, fcntl.LOCK_UN)
