"""Puts a result into a file, whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from .ontology.errors import ExportError


def write_whole(path: str | os.PathLike[str], content: bytes) -> Path:
    """Write a file beside its place and move it there, so that nobody ever meets a half of it.

    A link keeps leading where it led, and what is no regular file (a pipe, ``/dev/null``) is written to as it is.

    Args:
        path: The file; an older one is replaced. Its folder must exist.
        content: The bytes.

    Raises:
        ExportError: If it cannot be written; an older file is then as it was.
    """
    given = Path(path)
    try:
        if given.exists() and not given.is_file() and not given.is_dir():
            given.write_bytes(content)
            return given
        _replace(given.resolve(), content)
    except OSError as error:
        said = error.strerror or str(error)
        raise ExportError(
            f"{given}: cannot be written ({said[:1].lower()}{said[1:]}); name a file in a folder that exists"
        ) from error
    return given


def _replace(target: Path, content: bytes) -> None:
    if target.is_dir():
        raise IsADirectoryError(21, "a folder stands there")
    draft = target.with_name(f".{target.name[:200]}.{os.getpid()}.draft")
    try:
        with draft.open("xb") as file:
            if target.exists():
                # What was kept from other people's eyes stays so.
                draft.chmod(stat.S_IMODE(target.stat().st_mode))
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
