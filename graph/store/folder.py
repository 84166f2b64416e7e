"""The folder of a store: where it is looked for, what lies in it, and whether it is one.

::

    .claimgraph/
        format          "claimgraph store 1"
        current         the number of the generation that stands
        db/000012/      a generation: `oxigraph/`, the database, and `index/`, never written to again;
                        `lock`, held by its readers
        texts/<sha256>  the stored texts of reports
        lock            held by whoever is writing
        .gitignore      "*": a store is made from dossiers, and those are what one keeps

This module opens no database.
"""

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from ...ontology.errors import StoreError

NAME: Final = ".claimgraph"
VARIABLE: Final = "CLAIMGRAPH_STORE"
VERSION: Final = 1
_FORMAT: Final = "claimgraph store "
_IGNORED: Final = "*\n"
_PARTS: Final[Mapping[str, Callable[[Path], bool]]] = {
    **dict.fromkeys((".gitignore", "current", "format", "lock"), Path.is_file),
    **dict.fromkeys(("db", "texts"), Path.is_dir),
}
_DRAFT: Final = re.compile(r"(?:\.gitignore|format)\.[0-9]+\.draft")


def find_store(start: Path, env: Mapping[str, str], option: str | Path | None = None) -> Path:
    """Where the store is: what was asked for, else the environment's, else the nearest folder above, else here.

    Args:
        start: The folder to look from.
        env: The environment variables.
        option: What the user asked for, if anything.

    Returns:
        The store's folder, which need not exist yet.

    >>> str(find_store(Path("anywhere"), {"CLAIMGRAPH_STORE": "matters/arms"}))
    'matters/arms'
    """
    asked = option or env.get(VARIABLE)
    if asked:
        given = Path(asked)
        inner = given / NAME
        return inner if inner.is_dir() and not (given / "format").is_file() else given
    here = start.absolute()
    for folder in (here, *here.parents):
        if (folder / NAME).exists():
            return folder / NAME
    return here / NAME


def prepare(folder: Path) -> None:
    """Make the parts of a store that are not there; what is there stays.

    Raises:
        StoreError: If something else stands there, or it cannot be written.
    """
    try:
        _refuse_strangers(folder)
        _refuse_odd_parts(folder)
        for part in (folder, folder / "db", folder / "texts"):
            part.mkdir(parents=True, exist_ok=True)
        if not (folder / ".gitignore").exists():
            replace(folder / ".gitignore", _IGNORED)
        if not (folder / "format").exists():
            replace(folder / "format", f"{_FORMAT}{VERSION}\n")
    except OSError as error:
        raise StoreError(f"{folder}: no store can be made here: {reason(error)}") from error


def check(folder: Path) -> None:
    """Refuse a folder that is no store, or one that this version cannot read.

    Raises:
        StoreError: Saying what stands there and what to do.
    """
    try:
        _refuse_strangers(folder)
        _refuse_odd_parts(folder)
        written = (folder / "format").read_text("utf-8").strip()
    except FileNotFoundError as error:
        raise StoreError(f"{folder}: no store here; `claimgraph load FILE` makes one") from error
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{folder}: the store cannot be read: {reason(error)}") from error
    version = written.removeprefix(_FORMAT)
    if not written.startswith(_FORMAT) or not version.isdecimal():
        raise StoreError(
            f"{folder / 'format'}: '{written[:40]}' stands where '{_FORMAT}{VERSION}' was expected;"
            " the store is damaged: remove its folder and load the dossiers again"
        )
    if int(version) != VERSION:
        raise StoreError(
            f"{folder}: this store has format {version}, and this claimgraph reads format {VERSION};"
            " use a newer claimgraph, or load the dossiers into a new store (--store FOLDER)"
        )


def replace(path: Path, text: str) -> None:
    """Write a small file whole or not at all, and see it onto the disk."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
    draft.unlink(missing_ok=True)  # of a process that was killed; or a link, which is not written through
    with draft.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    settle(path.parent)


def settle(folder: Path) -> None:
    """See a folder's list of names onto the disk, where the platform can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def reason(error: BaseException) -> str:
    """What the operating system or the database said, in a few words.

    >>> reason(PermissionError(13, "Permission denied"))
    'permission denied'
    """
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return f"{said[0].lower()}{said[1:]}"


def _refuse_strangers(folder: Path) -> None:
    """Leave a folder alone that is somebody's own, even one that has folders named as a store's are."""
    if folder.exists() and not folder.is_dir():
        raise StoreError(f"{folder}: a file stands where the folder of a store was expected")
    if not folder.is_dir() or _says_it_is_one(folder):
        return
    strangers = sorted(entry.name for entry in folder.iterdir() if not _begun(entry))
    if strangers:
        raise StoreError(
            f"{folder}: this folder is no store: it holds '{strangers[0]}';"
            f" name another folder, or its parent if a '{NAME}' folder is to be made in it"
        )


def _refuse_odd_parts(folder: Path) -> None:
    """Follow no link out of a store that somebody else may have made, and wait for no pipe in it."""
    for name, right in _PARTS.items():
        part = folder / name
        if os.path.lexists(part) and (part.is_symlink() or not right(part)):
            raise StoreError(
                f"{part}: a link, a pipe or the like stands where a part of the store was expected, and is left alone;"
                " remove it, or name another folder"
            )


def _says_it_is_one(folder: Path) -> bool:
    """Whether `format` says so, or was damaged amidst all else that makes a store."""
    written = _beginning(folder / "format")
    return written.startswith(_FORMAT.encode()) or (
        (folder / "format").is_file()
        and (folder / "current").is_file()
        and _beginning(folder / ".gitignore") == _IGNORED.encode()
    )


def _begun(entry: Path) -> bool:
    """Whether this may be what a making that was cut short has left: until `format` stands, nothing is in it."""
    if entry.name in ("db", "texts"):
        return entry.is_dir() and next(entry.iterdir(), None) is None
    if entry.name == ".gitignore":
        return _beginning(entry) == _IGNORED.encode()
    return _DRAFT.fullmatch(entry.name) is not None


def _beginning(path: Path) -> bytes:
    """The first bytes of a small file; none of what is no file, lest a pipe be waited for."""
    if not path.is_file():
        return b""
    with path.open("rb") as file:
        return file.read(64)
