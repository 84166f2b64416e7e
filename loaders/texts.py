"""Where a report's text is found: beside its dossier, or in the folders that the user names, and nowhere else.

A text is known by the SHA-256 of its bytes. A dossier that comes from somebody else names files too, so a name may
not lead out of the folder, by whatever way; the message then says so, and nothing is opened.
"""

import hashlib
import os.path
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ..ontology.dossier import Dossier
from ..ontology.sources import Report, StoredText
from . import document, files
from .quotes import HeldText

_MOST_FILES: Final = 10_000


@dataclass(slots=True)
class Shelf:
    """The places where texts may lie.

    Attributes:
        beside: The dossier's own folder; None if it came from no file.
        folders: Further folders, or single files, that the user named.
    """

    beside: Path | None
    folders: Sequence[Path] = ()
    _read: dict[Path, bytes | None] = field(default_factory=dict)
    _by_hash: dict[str, Path] | None = None

    def named(self, file: str) -> bytes | None:
        """The bytes of a file by its name, from the first place that has it.

        Raises:
            files.UnreadableError: If the name leads out of the folder, or what it leads to cannot be read.
        """
        for folder in self._folders():
            path = files.inside(folder, file)
            if path is None:
                raise files.UnreadableError("this leads out of the dossier's folder; name a file in it")
            data = self._bytes(path) if os.path.lexists(path) else None
            if data is not None:
                return data
        base = Path(file).name
        return next(
            (self._bytes(path) for path in self.folders if path.name == base and files.is_file(path)), None
        )

    def hashed(self, sha256: str) -> bytes | None:
        """The bytes that have this SHA-256: a file named by it, or any file of the named folders."""
        for folder in self.folders:
            for name in (sha256, f"{sha256}.txt"):
                data = self._readable(folder / name)
                if data is not None and sha256_of(data) == sha256:
                    return data
        if self._by_hash is None:
            self._by_hash = dict(self._everything())
        found = self._by_hash.get(sha256)
        return None if found is None else self._readable(found)

    def _folders(self) -> list[Path]:
        return [
            folder
            for folder in (self.beside, *self.folders)
            if folder is not None and files.is_folder(folder)
        ]

    def _everything(self) -> Iterator[tuple[str, Path]]:
        """The hash of each file of the named folders; their bytes are not kept, since they may be many."""
        for place in self.folders:
            for path in files.listing(place)[:_MOST_FILES]:
                data = self._readable(path)
                if data is not None:
                    yield sha256_of(data), path

    @staticmethod
    def _readable(path: Path) -> bytes | None:
        """The bytes of a file that may lie there; nobody named it, so that one which cannot be read is passed over."""
        try:
            return files.read_bytes(path) if files.is_file(path) else None
        except files.UnreadableError:
            return None

    def _bytes(self, path: Path) -> bytes | None:
        if path not in self._read:
            self._read[path] = files.read_bytes(path)
        return self._read[path]


def sha256_of(data: bytes) -> str:
    """The name of a text."""
    return hashlib.sha256(data).hexdigest()


@dataclass(slots=True)
class Library:
    """The texts of one dossier that are at hand.

    Attributes:
        texts: Each report's own text, by the report's slug.
        stand_ins: Each report's stand-in text, by the report's slug.
        by_hash: Every text found, by its SHA-256; encoded as UTF-8 it has that hash.
    """

    texts: dict[str, HeldText] = field(default_factory=dict)
    stand_ins: dict[str, HeldText] = field(default_factory=dict)
    by_hash: dict[str, str] = field(default_factory=dict)


def collect(
    dossier: Dossier, shelf: Shelf, problems: document.Problems, root: document.Part
) -> tuple[Dossier, Library]:
    """Find the texts of a dossier, check their hashes, and fill in the hash of what is named by file alone.

    Args:
        dossier: The dossier as written.
        shelf: Where to look.
        problems: Where a wrong hash, a name that leads out, or a file that is not there is noted.
        root: The tree, for the places.
    """
    library = Library()
    sources = dict(dossier.sources)
    for slug, source in dossier.sources.items():
        if not isinstance(source, Report):
            continue
        found: dict[str, StoredText] = {}
        for key, name, held in (("text", "text", library.texts), ("stand-in", "stand_in", library.stand_ins)):
            stored: StoredText | None = getattr(source, name)
            if stored is None:
                continue
            path = ("sources", slug, key)
            data = _fetch(stored, shelf, problems, root, path)
            text = _checked(data, stored, problems, root, path) if data is not None else None
            if data is not None and text is not None:
                sha256 = sha256_of(data)
                library.by_hash[sha256] = text
                held[slug] = HeldText(stored.file or sha256, text)
                if stored.sha256 is None:
                    found[name] = stored.model_copy(update={"sha256": sha256})
        if found:
            sources[slug] = source.model_copy(update=dict(found))
    return dossier.model_copy(update={"sources": sources}), library


def _fetch(
    stored: StoredText, shelf: Shelf, problems: document.Problems, root: document.Part, path: document.Path
) -> bytes | None:
    if stored.file is not None:
        try:
            data = shelf.named(stored.file)
        except files.UnreadableError as error:
            problems.note(
                _place(root, (*path, "file")), f"text {document.shown(stored.file)}: {error}", (*path, "file")
            )
            return None
        if data is not None:
            return data
    if stored.sha256 is not None:
        return shelf.hashed(stored.sha256)
    message = f"text {document.shown(stored.file or '')} is not at hand, so no quote from it is checked"
    problems.note(_place(root, (*path, "file")), message, (*path, "file"), severity="warning")
    return None


def _checked(
    data: bytes, stored: StoredText, problems: document.Problems, root: document.Part, path: document.Path
) -> str | None:
    name = document.shown(stored.file or stored.sha256 or "")
    if stored.sha256 is not None and sha256_of(data) != stored.sha256:
        message = f"text {name} has the SHA-256 {sha256_of(data)}, and not this one: it is another text, or was changed"
        problems.note(_place(root, (*path, "sha256")), message, (*path, "sha256"))
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        problems.note(
            _place(root, (*path, "file")),
            f"text {name} is not UTF-8 at byte {error.start}; save it as UTF-8",
            path,
        )
        return None


def _place(root: document.Part, path: document.Path) -> document.Part:
    return document.locate(root, path)[0]


def held(texts: Mapping[str, str], stored: StoredText | None) -> HeldText | None:
    """The text of a report among texts that are known by their SHA-256."""
    if stored is None or stored.sha256 is None or stored.sha256 not in texts:
        return None
    return HeldText(stored.file or stored.sha256, texts[stored.sha256])
