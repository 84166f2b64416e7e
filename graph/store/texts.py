"""The stored texts of reports, beside the graph, each under the SHA-256 of its bytes.

A text is written once and never changed. This module keeps bytes; whether a quote stands in them is the loaders' to
say.
"""

import hashlib
import os
import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, Protocol

from ...ontology.errors import StoreError
from .folder import reason, settle

_SHA256: Final = re.compile("[0-9a-f]{64}")


class Texts(Protocol):
    """Bytes by their SHA-256."""

    def add(self, text: bytes) -> str:
        """Keep a text, and say under which name."""
        ...

    def read(self, sha256: str) -> bytes | None:
        """The text of that name; None if it is not held."""
        ...

    def remove(self, sha256: str) -> None:
        """Let a text go; nothing happens if it is not held."""
        ...

    def __iter__(self) -> Iterator[str]:
        """The names of all texts held, sorted."""
        ...

    def __contains__(self, sha256: object) -> bool:
        """Whether a text of that name is held."""
        ...


def sha256_of(content: bytes) -> str:
    """The name of a text.

    >>> sha256_of(b"")[:16]
    'e3b0c44298fc1c14'
    """
    return hashlib.sha256(content).hexdigest()


def keep_only(texts: Texts, wanted: Collection[str]) -> list[str]:
    """Remove the texts that nothing refers to any more, and say which they were."""
    idle = [name for name in texts if name not in wanted]
    for name in idle:
        texts.remove(name)
    return idle


class MemoryTexts:
    """Texts that end with their process."""

    def __init__(self) -> None:
        """Start with none."""
        self._held: dict[str, bytes] = {}

    def add(self, text: bytes) -> str:
        """Keep a text."""
        name = sha256_of(text)
        self._held[name] = text
        return name

    def read(self, sha256: str) -> bytes | None:
        """The text, if held."""
        return self._held.get(sha256)

    def remove(self, sha256: str) -> None:
        """Let it go."""
        self._held.pop(sha256, None)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._held))

    def __contains__(self, sha256: object) -> bool:
        return sha256 in self._held


class FolderTexts:
    """Texts as files in a folder, named by their SHA-256.

    Raises:
        StoreError: If a file can be neither read nor written.
    """

    def __init__(self, folder: Path) -> None:
        """Remember the folder."""
        self._folder = folder

    def add(self, text: bytes) -> str:
        """Write a text whole or not at all; one that is there and sound is left alone."""
        name = sha256_of(text)
        path = self._folder / name
        draft = self._folder / f"{name}.{os.getpid()}.draft"
        try:
            if path.is_file() and sha256_of(path.read_bytes()) == name:
                return name
            draft.unlink(missing_ok=True)
            with draft.open("xb") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
            settle(self._folder)
        except OSError as error:
            raise StoreError(f"{path}: the text cannot be written: {reason(error)}") from error
        return name

    def read(self, sha256: str) -> bytes | None:
        """The text, if held."""
        if _SHA256.fullmatch(sha256) is None:
            return None
        try:
            return (self._folder / sha256).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreError(f"{self._folder / sha256}: the text cannot be read: {reason(error)}") from error

    def remove(self, sha256: str) -> None:
        """Let it go. A file that somebody has open where that hinders removing is removed after a later write."""
        if _SHA256.fullmatch(sha256) is not None:
            with suppress(OSError):
                (self._folder / sha256).unlink()

    def __iter__(self) -> Iterator[str]:
        try:
            return iter(sorted(path.name for path in self._folder.iterdir() if _SHA256.fullmatch(path.name)))
        except FileNotFoundError:
            return iter(())
        except OSError as error:
            raise StoreError(f"{self._folder}: the texts cannot be listed: {reason(error)}") from error

    def __contains__(self, sha256: object) -> bool:
        return (
            isinstance(sha256, str)
            and _SHA256.fullmatch(sha256) is not None
            and (self._folder / sha256).is_file()
        )
