"""The generations of a store on disk: each write makes a new one beside the old, and then one small file changes.

A generation is a database that nobody writes to any more. A writer builds the next one in a draft folder, out of hard
links to the files of the last (RocksDB never changes a table file once it is written) and whatever is new, and makes
it stand by replacing the file `current`. So a write is whole or has not happened, whatever kills it; readers never meet
a writer; and large replacements need no large transaction. ``docs/decisions/store.md`` has the measurements.

This module knows nothing of RDF.
"""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ...ontology.errors import StoreBusyError, StoreError
from . import folder as layout
from .locks import FileLock

DATABASE: Final = "oxigraph"
INDEX: Final = "index"
_NUMBER: Final = re.compile(r"[0-9]{6,18}")
_OURS: Final = re.compile(r"[0-9]{6,18}(?:\.draft|\.[0-9]+\.gone)?")
"""Folders that this module makes; nothing else is ever removed."""

_ATTEMPTS: Final = 100
_OWN: Final = ("LOG", "LOCK")
"""Files of a database that belong to the process that had it open."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """A generation held in place while somebody reads it."""

    number: int
    database: Path
    lock: FileLock | None

    @property
    def index(self) -> Path:
        """Where its index is, if it has one."""
        return self.database.parent / INDEX

    def release(self) -> None:
        """Let it be removed once it no longer stands."""
        if self.lock is not None:
            self.lock.release()


@dataclass(slots=True)
class Draft:
    """The generation that a writer is building."""

    number: int
    database: Path
    wanted: bool = False
    """Set once all that belongs into it is in it."""

    @property
    def index(self) -> Path:
        """Where its index is to be."""
        return self.database.parent / INDEX


class Generations:
    """The generations of one store.

    Args:
        folder: The store's folder, which has been checked.
    """

    def __init__(self, folder: Path) -> None:
        """Remember the folder; nothing is opened."""
        self.folder = folder

    def current(self) -> int | None:
        """The number of the generation that stands; None if nothing was ever written.

        Raises:
            StoreError: If the store is damaged.
        """
        pointer = self.folder / "current"
        try:
            written = pointer.read_text("utf-8").strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(f"{pointer}: cannot be read: {layout.reason(error)}") from error
        if _NUMBER.fullmatch(written) is None:
            raise StoreError(damaged(self.folder, f"'current' holds '{written[:40]}' and no number"))
        return int(written)

    def pin(self) -> Pinned:
        """Hold the generation that stands, so that no writer removes it.

        Raises:
            StoreError: If the store is empty or damaged.
        """
        for _ in range(_ATTEMPTS):
            number = self.current()
            if number is None:
                raise StoreError(f"{self.folder}: nothing was ever loaded here; `claimgraph load FILE` does")
            home = self._home(number)
            lock: FileLock | None
            try:
                lock = FileLock.shared(home / "lock")
            except (FileNotFoundError, BlockingIOError):
                lock = None  # being removed: a newer one stands by now
            except OSError as error:
                raise StoreError(f"{home}: cannot be read: {layout.reason(error)}") from error
            if (home / DATABASE / "CURRENT").is_file() and (lock or self.current() == number):
                return Pinned(number, home / DATABASE, lock)
            if lock is not None:
                lock.release()
            if self.current() == number and not (home / DATABASE / "CURRENT").is_file():
                break
        raise StoreError(damaged(self.folder, "the database that stands is missing"))

    def pin_again(self, pinned: Pinned) -> Pinned:
        """Hold a generation that is held already a second time, for somebody who may need it longer."""
        try:
            lock = FileLock.shared(pinned.database.parent / "lock") if pinned.lock is not None else None
        except OSError as error:
            raise StoreError(damaged(self.folder, layout.reason(error))) from error
        return Pinned(pinned.number, pinned.database, lock)

    @contextmanager
    def writing(self, *, wait: float) -> Iterator[None]:
        """Hold the store for writing; readers go on reading.

        Raises:
            StoreBusyError: If another process is still writing after the wait.
            StoreError: If the folder cannot be written.
        """
        path = self.folder / "lock"
        try:
            lock = FileLock.alone(path, wait=wait)
        except BlockingIOError as error:
            raise StoreBusyError(
                f"{self.folder}: {_holder(path)} is writing to this store; wait until it has finished and try again"
            ) from error
        except OSError as error:
            raise StoreError(f"{self.folder}: cannot be written: {layout.reason(error)}") from error
        with lock:
            lock.write(f"process {os.getpid()} ({_program()})\n")
            yield

    @contextmanager
    def draft(self) -> Iterator[Draft]:
        """Build the next generation; it stands after the block if the block set ``wanted``. Only while writing.

        Raises:
            StoreError: If it cannot be written; the generation that stood still stands.
        """
        standing = self.current()
        number = 1 if standing is None else standing + 1
        self._sweep(standing)
        home = self._home(number)
        building = home.with_name(f"{home.name}.draft")
        draft = Draft(number, building / DATABASE)
        try:
            building.mkdir()
            (building / "lock").touch()
            if standing is not None:
                _link(self._home(standing) / DATABASE, draft.database)
            yield draft
            if draft.wanted:
                for note in draft.database.glob("LOG*"):  # the engine's diary; nobody reads it
                    note.unlink()
                for made in (draft.database, building):
                    layout.settle(made)
                building.rename(home)
                layout.settle(home.parent)
                layout.replace(self.folder / "current", f"{number:06d}\n")
        except OSError as error:
            raise StoreError(f"{self.folder}: cannot be written: {layout.reason(error)}") from error
        finally:
            _discard(building)

    def sweep(self) -> None:
        """Remove the generations that no longer stand and that nobody reads. Only while writing."""
        self._sweep(self.current())

    def _sweep(self, standing: int | None) -> None:
        """What stands newer than `current` was left by a crash, and is as dead as what is older."""
        for home in sorted((self.folder / "db").glob("*")):
            ours = _OURS.fullmatch(home.name) is not None and not home.is_symlink()
            if not ours or (standing is not None and home == self._home(standing)):
                continue
            with suppress(OSError):
                if not (home / "lock").exists():
                    shutil.rmtree(home)
                    continue
                # Windows renames no folder in which a file is open, and so needs no lock to know that one is.
                with nullcontext() if os.name == "nt" else FileLock.alone(home / "lock"):
                    # Renamed first: a reader that found it just now finds it gone, and looks again.
                    gone = home.with_name(f"{home.name.partition('.')[0]}.{os.getpid()}.gone")
                    home.rename(gone)
                shutil.rmtree(gone, ignore_errors=True)

    def _home(self, number: int) -> Path:
        return self.folder / "db" / f"{number:06d}"


def damaged(folder: Path, how: str) -> str:
    """What to say of a store that cannot be read any more."""
    return f"{folder}: the store is damaged ({how}); remove this folder and load the dossiers again"


def _link(source: Path, target: Path) -> None:
    """A second name for each table file, and a copy of the few small files that the next writer changes."""
    target.mkdir()
    for entry in sorted(source.iterdir()):
        if entry.name.startswith(_OWN):
            continue
        if entry.suffix == ".sst":
            try:
                os.link(entry, target / entry.name)
                continue
            except OSError:
                pass  # a file system without hard links: a copy does as well, only slower
        shutil.copyfile(entry, target / entry.name)


def _program() -> str:
    name, *arguments = sys.argv or [""]
    return " ".join([Path(name).name or "python", *arguments])[:120]


def _holder(path: Path) -> str:
    with suppress(OSError):
        note = path.read_text("utf-8", errors="replace").strip()
        if note:
            return "".join(character if character.isprintable() else "?" for character in note)
    return "another process"


def _discard(folder: Path) -> None:
    """Remove a draft. The engine may still be closing it and add a file behind us, so it is looked at again.

    What is left all the same is swept by the next writer.
    """
    for _attempt in range(20):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
