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
from ...ontology.errors import MappingError, StoreError
from . import folder as layout
from . import log
from .texts import Texts

if TYPE_CHECKING:
    from ..index.index import Index
    from ..index.segments import Segment

_FILE: Final = "index"
_SEGMENTS: Final = "segments"
_OWN_GRAPHS: Final = frozenset({terms.ONTOLOGY_GRAPH, terms.LOG_GRAPH, terms.DERIVED_GRAPH})


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

    def write(self, old: Path | None, new: Path, quads: ox.Store | None, texts: Texts) -> None:
        """Write the index of a draft; if a graph of the old generation is no dossier any more, write none.

        Args:
            old: The folder of the index of the generation that stands, if there is one.
            new: Where the folder of the new index is to be.
            quads: The generation that stands.
            texts: The stored texts.

        Raises:
            OSError: If it cannot be written.
        """
        from ..index.index import Index

        segments = new / _SEGMENTS
        segments.mkdir(parents=True)
        try:
            found = [self._segment(old, segments, iri, quads, texts) for iri in sorted(self.contents)]
            Index.merge(found).write(new / _FILE)
        except MappingError:  # loading that dossier again puts it right, and nothing else may hinder that
            shutil.rmtree(new)
            return
        for made in (segments, new):
            layout.settle(made)

    def _segment(
        self, old: Path | None, segments: Path, iri: str, quads: ox.Store | None, texts: Texts
    ) -> "Segment":
        from ..index.segments import Segment

        name = _name(iri)
        if not self.anew and old is not None and (old / _SEGMENTS / name).is_file():
            with suppress(StoreError):  # a damaged one is made again
                taken = Segment.open(old / _SEGMENTS / name)
                late = any(not held and text in texts for text, held in taken.texts)
                if (taken.iri, taken.content) == (iri, self.contents[iri]) and not late:
                    _take_over(old / _SEGMENTS / name, segments / name)
                    return taken
        dossier = self.handed_in.get(iri) or read_back(quads or ox.Store(), iri)
        made = segment_of(dossier, self.contents[iri], texts)
        made.write(segments / name)
        return made


def segment_of(dossier: Dossier, content: str, texts: Texts) -> "Segment":
    """One dossier as the index keeps it."""
    from ..index.segments import Segment

    return Segment.of(dossier, sha256=content, texts=texts.read)


def contents_in(quads: ox.Store) -> dict[str, str]:
    """The SHA-256 of the quads of each dossier, as the log has it."""
    return {iri: entry.content for iri, entry in log.read(quads).items() if iri not in _OWN_GRAPHS}


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

    paths = [beside / _FILE, *sorted((beside / _SEGMENTS).glob("*"))]
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
    "Indexing",
    "contents_in",
    "lacking",
    "mapped",
    "read_back",
    "rebuilt",
    "segment_of",
    "verify",
]
