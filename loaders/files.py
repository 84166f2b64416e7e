"""Bytes from disk, under limits: regular files only, up to a size, as UTF-8 text.

Nothing here follows a path out of the folder that it was given, waits for a pipe, or reads a device.
"""

import os
import re
import stat
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final

MAX_BYTES: Final = 64 * 2**20
"""The largest dossier or text that is read: 64 MiB."""

_BOMS: Final = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_BINARY: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class UnreadableError(Exception):
    """Why a file is not read; never leaves this room.

    Attributes:
        line: 1-based, 0 where the whole file is meant.
        column: 1-based, 0 where the whole file is meant.
    """

    def __init__(self, message: str, *, line: int = 0, column: int = 0) -> None:
        """Keep the place."""
        super().__init__(message)
        self.line = line
        self.column = column


def read_bytes(path: Path, *, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a regular file.

    Raises:
        UnreadableError: If it is missing, no regular file, too large, or may not be read.
    """
    try:
        # A pipe would make the opening itself wait for a writer.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            return _read(handle, limit)
        finally:
            os.close(handle)
    except FileNotFoundError as error:
        raise UnreadableError("there is no such file") from error
    except (OSError, ValueError) as error:
        if is_folder(path):
            raise UnreadableError(_FOLDER) from error
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UnreadableError(
            f"this file cannot be read ({reason}); check its name and permissions"
        ) from error


_FOLDER: Final = "this is a folder, and a file is wanted"


def _read(handle: int, limit: int) -> bytes:
    state = os.fstat(handle)
    if stat.S_ISDIR(state.st_mode):
        raise UnreadableError(_FOLDER)
    if not stat.S_ISREG(state.st_mode):
        raise UnreadableError("this is a pipe or a device, and a regular file is wanted")
    # A file may grow while it is read, and some of those under /proc say that they are empty.
    with os.fdopen(handle, "rb", closefd=False) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise UnreadableError(
            f"this file is larger than {limit // 2**20} MiB, the most that is read; split it"
        )
    return data


def decode(data: bytes) -> str:
    """UTF-8 bytes as text, without a byte order mark.

    Raises:
        UnreadableError: If they are UTF-16, UTF-32, binary, or not UTF-8, with the place of the first wrong byte.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            raise UnreadableError(f"this file is {name}; save it as UTF-8", line=1, column=1)
    binary = _BINARY.search(data)
    if binary:
        line, column = _place(data, binary.start())
        byte = data[binary.start()]
        raise UnreadableError(
            f"byte 0x{byte:02X} stands in no text: this is a binary file, or not UTF-8",
            line=line,
            column=column,
        )
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line, column = _place(data, error.start)
        byte = data[error.start]
        guess = bytes([byte]).decode("cp1252", errors="ignore")
        hint = f" ('{guess}' in Windows-1252)" if guess.isprintable() and guess else ""
        raise UnreadableError(
            f"byte 0x{byte:02X}{hint} is not UTF-8; save the file as UTF-8", line=line, column=column
        ) from error


def _place(data: bytes, offset: int) -> tuple[int, int]:
    before = data[:offset].removeprefix(b"\xef\xbb\xbf")
    line = before.count(b"\n") + 1
    return line, len(before[before.rfind(b"\n") + 1 :].decode("utf-8", errors="replace")) + 1


def inside(folder: Path, name: str) -> Path | None:
    """The path that a relative name leads to in a folder; None if it leads out of it, by whatever way.

    A symbolic link counts for what it leads to.
    """
    if not name or "\0" in name or "\\" in name:
        return None
    posix, windows = PurePosixPath(name), PureWindowsPath(name)
    if posix.is_absolute() or windows.drive or windows.root or ".." in posix.parts:
        return None
    try:
        root = folder.resolve()
        target = (root / posix).resolve()
    except (OSError, RuntimeError):
        return None
    return target if target.is_relative_to(root) else None


def is_file(path: Path) -> bool:
    """Whether a regular file is there; no name is too long or too odd to ask for."""
    return os.path.isfile(path)  # noqa: PTH113 - it says no where pathlib raises


def is_folder(path: Path) -> bool:
    """Whether a folder is there, asked in the same way."""
    return os.path.isdir(path)  # noqa: PTH112 - it says no where pathlib raises


def listing(place: Path) -> list[Path]:
    """The paths in a folder, by name; a file by itself; nothing where nothing can be listed."""
    if not is_folder(place):
        return [place]
    try:
        return sorted(place.iterdir())
    except OSError:
        return []
