"""The index of a generation: written into the draft before it stands, and never believed without asking the log.

It lies beside the database, ``db/000012/index/``: one file for the whole, and one segment a dossier, which the next
generation takes over wherever the dossier does not change. An index that is missing, of another version or of other
dossiers than the log names is built again from the dossiers in the store; a damaged one is an error, since a fault of
the disk is worth knowing. This module imports no numpy until an index is wanted.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from ...ontology import mapping, terms
from ...ontology.dossier import Dossier
from ...ontology.errors import StoreError
from . import folder as layout
from . import log
from .texts import Texts

if TYPE_CHECKING:
    from ..index.files import Columns
    from ..index.index import Index
    from ..index.segments import Segment

_FILE: Final = "index"
_SEGMENTS: Final = "segments"
_REASONING: Final = "reasoning"


@dataclass(frozen=True, slots=True)
class Indexing:
    """What the index of the next generation is to hold.

    Attributes:
        contents: The SHA-256 of the quads of each dossier in it, by IRI.
        handed_in: The dossiers that were handed in, so that they need not be read back.
        anew: Take nothing over from the generation that stands.
    """

    contents: Mapping[str, str]
    handed_in: Mapping[str, Dossier] = field(default_factory=dict)
    anew: bool = False

    def gather(
        self, old: Callable[[str], "tuple[Segment, Path | None] | None"], quads: ox.Store, texts: Texts
    ) -> "Gathered":
        """Make the index.

        Args:
            old: Gives a dossier's segment as it stands, and the file that it was read from; None if there is none.
            quads: The generation that stands.
            texts: The stored texts.

        Raises:
            MappingError: If a graph of the generation that stands is no dossier any more.
        """
        from ..index.index import Index

        segments: dict[str, Segment] = {}
        taken: dict[str, Path] = {}
        for iri, content in sorted(self.contents.items()):
            found = None if self.anew else old(iri)
            if found is not None and _is_still(found[0], iri, content, texts):
                segments[iri] = found[0]
                if found[1] is not None:
                    taken[iri] = found[1]
            else:
                dossier = self.handed_in.get(iri) or read_back(quads, iri)
                segments[iri] = segment_of(dossier, content, texts)
        return Gathered(segments, taken, Index.merge(segments.values()))


@dataclass(frozen=True, slots=True)
class Gathered:
    """The index of the next generation, made and not yet written.

    Attributes:
        segments: One a dossier, by its IRI.
        taken: Of those that the generation that stands has too, the files.
        index: All of them together.
        reasoning: What is kept of what the record comes to, beside the index; None if nothing is.
    """

    segments: Mapping[str, "Segment"]
    taken: Mapping[str, Path]
    index: "Index"
    reasoning: "Columns | None" = None

    def write(self, new: Path) -> None:
        """Write it into a folder that is not there yet.

        Raises:
            OSError: If it cannot be written.
        """
        from ..index import files

        home = new / _SEGMENTS
        home.mkdir(parents=True)
        for iri, segment in self.segments.items():
            target = home / _name(iri)
            if iri in self.taken:
                _take_over(self.taken[iri], target)
            else:
                segment.write(target)
        self.index.write(new / _FILE)
        if self.reasoning is not None:
            files.write(new / _REASONING, _REASONING, _said(self.index), self.reasoning)
        for made in (home, new):
            layout.settle(made)


def _said(index: "Index") -> dict[str, object]:
    return {"dossiers": [list(each) for each in index.dossiers]}


def _is_still(segment: "Segment", iri: str, content: str, texts: Texts) -> bool:
    """Whether a segment says what would be said anew: of this content, and with all texts that are held by now."""
    late = any(not held and text in texts for text, held in segment.texts)
    return bool(content) and (segment.iri, segment.content) == (iri, content) and not late


def opened(beside: Path, iri: str) -> "tuple[Segment, Path] | None":
    """A dossier's segment beside a database, and its file; None if there is none, or it is damaged."""
    from ..index.segments import Segment

    path = beside / _SEGMENTS / _name(iri)
    if path.is_file():
        with suppress(StoreError):  # a damaged one is made again
            return Segment.open(path), path
    return None


def kept(beside: Path, index: "Index") -> "Columns | None":
    """What is kept of the reasoning beside an index; None if there is nothing that this version reads and that fits.

    Raises:
        StoreError: If it is damaged.
    """
    from ..index import files

    if not (beside / _REASONING).exists():
        return None
    try:
        said, columns = files.read(beside / _REASONING, _REASONING)
    except files.OtherVersionError:
        return None
    return columns if said == _said(index) else None


def segment_of(dossier: Dossier, content: str, texts: Texts) -> "Segment":
    """One dossier as the index keeps it."""
    from ..index.segments import Segment
    from ..reasoning.deriving import Contents

    return Segment.of(dossier, sha256=content, texts=texts.read, content=Contents())


def contents_in(quads: ox.Store) -> dict[str, str]:
    """The SHA-256 of the quads of each dossier, as the log has it."""
    return {iri: entry.content for iri, entry in log.read(quads).items() if iri not in terms.OWN_GRAPHS}


def read_back(quads: ox.Store, iri: str) -> Dossier:
    """A dossier from its graph.

    Raises:
        MappingError: If its graph was changed by other hands.
    """
    return mapping.from_quads(quads.quads_for_pattern(None, None, None, ox.NamedNode(iri)), iri)


def mapped(beside: Path, contents: Mapping[str, str]) -> "Index | None":
    """The index that lies beside a database; None if there is none that this version reads and the log agrees with.

    Raises:
        StoreError: If it is damaged.
    """
    from ..index.files import OtherVersionError
    from ..index.index import Index

    if not (beside / _FILE).exists():
        return None
    try:
        index = Index.open(beside / _FILE)
    except OtherVersionError:
        return None
    return index if {each.iri: each.content for each in index.dossiers} == dict(contents) else None


def rebuilt(
    quads: ox.Store, contents: Mapping[str, str], segment: "Callable[[str, str], Segment]"
) -> "Index":
    """An index made of what stands in a store.

    Args:
        quads: The database.
        contents: What the log says of each dossier.
        segment: Gives a dossier's segment, by its IRI and the SHA-256 of its quads.
    """
    from ..index.index import Index

    held = {
        quad.subject.value
        for quad in quads.quads_for_pattern(None, ox.NamedNode(terms.cg("base")), None, None)
        if isinstance(quad.subject, ox.NamedNode) and quad.subject == quad.graph_name
    }
    return Index.merge(segment(iri, contents.get(iri, "")) for iri in sorted(held))


def lacking(beside: Path, iri: str) -> frozenset[str]:
    """The texts that a dossier names and that were not held when its segment was written."""
    from ..index.segments import Segment

    path = beside / _SEGMENTS / _name(iri)
    if not path.is_file():
        return frozenset()
    with suppress(StoreError):
        return frozenset(text for text, held in Segment.texts_in(path)[1].items() if not held)
    return frozenset()


def verify(beside: Path) -> None:
    """Compare the files of an index with their check sums.

    Raises:
        StoreError: If one is damaged.
    """
    from ..index import files

    paths = [beside / _FILE, beside / _REASONING, *sorted((beside / _SEGMENTS).glob("*"))]
    for path in paths:
        if path.exists():
            with suppress(files.OtherVersionError):  # it is not believed either way
                files.verify(path)


def _name(iri: str) -> str:
    return hashlib.sha256(iri.encode()).hexdigest()[:32]


def _take_over(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copyfile(source, target)


__all__ = [
    "Gathered",
    "Indexing",
    "contents_in",
    "kept",
    "lacking",
    "mapped",
    "opened",
    "read_back",
    "rebuilt",
    "segment_of",
    "verify",
]
