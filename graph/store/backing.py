"""What a store stands on: a folder on disk, or memory. Both read alike, and both change as a whole or not at all.

:class:`Disk` keeps generations (:mod:`.generations`); :class:`Memory` is one database that ends with its process.
Neither knows what a dossier is.
"""

import itertools
import shutil
import tempfile
import weakref
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import pyoxigraph as ox

from ...ontology.errors import StoreError
from . import folder as layout
from . import indexing
from .generations import Generations, Pinned, damaged
from .indexing import Gathered, Indexing, opened
from .texts import FolderTexts, MemoryTexts, Texts

if TYPE_CHECKING:
    from ..index.files import Columns
    from ..index.index import Index
    from ..index.segments import Segment

BULK: Final = 50_000
"""From this many quads on, table files are written at once: faster, but it always makes new files."""

OXIGRAPH_FAULTS: Final = (OSError, RuntimeError, ValueError)
"""What pyoxigraph raises; a damaged database is a RuntimeError. A SyntaxError is the query's own."""


class Backing(Protocol):
    """Where the quads and texts of a store are."""

    texts: Texts

    @property
    def quads(self) -> ox.Store:
        """The database as it stands; it never changes under the reader."""
        ...

    @property
    def generation(self) -> int:
        """Changes with each write."""
        ...

    def refresh(self) -> None:
        """See what other processes have written since."""
        ...

    def writing(self, *, wait: float) -> AbstractContextManager[None]:
        """Hold the store for writing; afterwards the newest state is seen."""
        ...

    def apply(
        self, removed: Collection[ox.Quad], added: Collection[ox.Quad], beside: Gathered | None = None
    ) -> None:
        """Take some quads out and put others in, with the index of what then stands, as a whole or not at all.

        Only while writing. Without ``beside``, none is kept, and it is built when it is asked for.
        """
        ...

    def gather(self, indexing: Indexing) -> Gathered:
        """Make the index of what is to stand. Only while writing."""
        ...

    def index(self) -> "Index":
        """The index of what stands."""
        ...

    def kept(self, index: "Index") -> "Columns | None":
        """What is kept of the reasoning over an index; None if nothing is."""
        ...

    def lacking(self, iri: str) -> frozenset[str]:
        """The texts of a dossier that the index knows by their names alone, since they were not held."""
        ...

    def verify_index(self) -> None:
        """Compare what is kept of the index with its check sums."""
        ...

    def snapshot(self) -> AbstractContextManager[Path]:
        """A database on disk with the same content, which stays as it is for as long as it is held."""
        ...

    def close(self) -> None:
        """Let go of everything."""
        ...


class Disk:
    """A store in a folder.

    Args:
        folder: The store's folder, which has been checked.
    """

    def __init__(self, folder: Path) -> None:
        """Remember the folder; :meth:`refresh` opens what stands in it."""
        self.folder = folder
        self.texts: Texts = FolderTexts(folder / "texts")
        self._generations = Generations(folder)
        self._pinned: Pinned | None = None
        self._quads: ox.Store | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing was ever written."""
        return self._generations.current() is None

    @property
    def quads(self) -> ox.Store:
        """The generation that stood when it was last looked at."""
        if self._quads is None:
            raise StoreError(f"{self.folder}: the store is closed; open it again")
        return self._quads

    @property
    def generation(self) -> int:
        """The number of that generation."""
        return self._pinned.number if self._pinned else 0

    def refresh(self) -> None:
        """Turn to the generation that stands now."""
        if self._pinned is not None and self._generations.current() == self._pinned.number:
            return
        pinned = self._generations.pin()
        try:
            quads = ox.Store.read_only(str(pinned.database))
        except OXIGRAPH_FAULTS as error:
            pinned.release()
            raise StoreError(damaged(self.folder, layout.reason(error))) from error
        self.close()
        self._pinned, self._quads = pinned, quads

    @contextmanager
    def writing(self, *, wait: float) -> Iterator[None]:
        """Keep other writers out, and see what the last of them wrote."""
        with self._generations.writing(wait=wait):
            if not self.empty:
                self.refresh()
            yield

    def apply(
        self, removed: Collection[ox.Quad], added: Collection[ox.Quad], beside: Gathered | None = None
    ) -> None:
        """Build the next generation, let it stand, and turn to it."""
        with self._generations.draft() as draft:
            with _faults(str(self.folder)):
                _change(ox.Store(str(draft.database)), removed, added)
            if beside is not None:
                beside.write(draft.index)
            draft.wanted = True
        self.refresh()
        self._generations.sweep()

    def gather(self, indexing: Indexing) -> Gathered:
        """With the segments of dossiers that do not change taken over."""

        def old(iri: str) -> "tuple[Segment, Path | None] | None":
            return None if self._pinned is None else opened(self._pinned.index, iri)

        return indexing.gather(old, self._quads or ox.Store(), self.texts)

    def kept(self, index: "Index") -> "Columns | None":
        """What lies beside the index."""
        return None if self._pinned is None else indexing.kept(self._pinned.index, index)

    def index(self) -> "Index":
        """The one that lies beside the database, or one built from it."""
        contents = indexing.contents_in(self.quads)
        found = None if self._pinned is None else indexing.mapped(self._pinned.index, contents)
        if found is not None:
            return found
        return indexing.rebuilt(
            self.quads,
            contents,
            lambda iri, content: indexing.segment_of(
                indexing.read_back(self.quads, iri), content, self.texts
            ),
        )

    def lacking(self, iri: str) -> frozenset[str]:
        """As the header of its segment says."""
        return frozenset() if self._pinned is None else indexing.lacking(self._pinned.index, iri)

    def verify_index(self) -> None:
        """Read its files."""
        if self._pinned is not None:
            indexing.verify(self._pinned.index)

    @contextmanager
    def snapshot(self) -> Iterator[Path]:
        """The generation that is read here, held for as long as it is used."""
        held = self._generations.pin_again(self._pinned) if self._pinned else self._generations.pin()
        try:
            yield held.database
        finally:
            held.release()

    def close(self) -> None:
        """Close the database, and let its generation go."""
        self._quads = None
        if self._pinned is not None:
            self._pinned.release()
            self._pinned = None


class Memory:
    """A store that ends with its process."""

    def __init__(self) -> None:
        """Start empty."""
        self.texts: Texts = MemoryTexts()
        self._quads: ox.Store | None = ox.Store()
        self._generation = 0
        self._copy: tuple[int, Path, Callable[[], object]] | None = None
        self._segments: dict[str, Segment] = {}
        self._reasoning: tuple[Index, Columns] | None = None

    @property
    def quads(self) -> ox.Store:
        """The database."""
        if self._quads is None:
            raise StoreError("the store in memory is closed; its content is gone")
        return self._quads

    @property
    def generation(self) -> int:
        """How often it was written to."""
        return self._generation

    def refresh(self) -> None:
        """Nobody else writes here."""

    @contextmanager
    def writing(self, *, wait: float) -> Iterator[None]:  # noqa: ARG002 - nobody has to be waited for
        """Nobody else writes here."""
        yield

    def apply(
        self,
        removed: Collection[ox.Quad],
        added: Collection[ox.Quad],
        beside: Gathered | None = None,
    ) -> None:
        """One transaction: a thread that reads meanwhile sees all of it or nothing."""
        with _faults("the store in memory"):
            if not removed:
                (self.quads.bulk_extend if len(added) > BULK else self.quads.extend)(added)
            else:
                self.quads.update(f"DELETE DATA {{{_data(removed)}}} ; INSERT DATA {{{_data(added)}}}")
                _forget_empty_graphs(self.quads, removed)
        self._generation += 1
        self._reasoning = None
        if beside is not None:
            self._segments = dict(beside.segments)
            if beside.reasoning is not None:
                self._reasoning = (beside.index, beside.reasoning)

    def gather(self, indexing: Indexing) -> Gathered:
        """With the segments of dossiers that do not change."""

        def old(iri: str) -> "tuple[Segment, Path | None] | None":
            held = self._segments.get(iri)
            return None if held is None else (held, None)

        return indexing.gather(old, self.quads, self.texts)

    def kept(self, index: "Index") -> "Columns | None":
        """What was handed in with the last write."""
        held = self._reasoning
        return held[1] if held is not None and held[0].dossiers == index.dossiers else None

    def index(self) -> "Index":
        """Built from what stands; dossiers that have not changed are not read again."""
        if self._reasoning is not None:
            return self._reasoning[0]
        contents = indexing.contents_in(self.quads)
        return indexing.rebuilt(self.quads, contents, self._segment)

    def _segment(self, iri: str, content: str) -> "Segment":
        held = self._segments.get(iri)
        if held is None or not content or held.content != content or self.lacking(iri) & set(self.texts):
            held = indexing.segment_of(indexing.read_back(self.quads, iri), content, self.texts)
            self._segments[iri] = held
        return held

    def lacking(self, iri: str) -> frozenset[str]:
        """As it was when the dossier was read."""
        held = self._segments.get(iri)
        return frozenset() if held is None else frozenset(text for text, there in held.texts if not there)

    def verify_index(self) -> None:
        """Nothing is kept that could be damaged."""

    @contextmanager
    def snapshot(self) -> Iterator[Path]:
        """A copy in a temporary folder, made once a generation and removed with the store."""
        if self._copy is None or self._copy[0] != self._generation:
            self._drop_copy()
            home = Path(tempfile.mkdtemp(prefix="claimgraph-"))
            remove = weakref.finalize(self, shutil.rmtree, home, ignore_errors=True)
            self._copy = (self._generation, home / "oxigraph", remove)
            with _faults(f"{home}: a copy of the store in memory"):
                copy = ox.Store(str(home / "oxigraph"))
                copy.bulk_extend(self.quads)
                copy.flush()
                del copy
        yield self._copy[1]

    def close(self) -> None:
        """Forget everything."""
        self._quads = None
        self._segments = {}
        self._reasoning = None
        self._drop_copy()

    def _drop_copy(self) -> None:
        if self._copy is not None:
            self._copy[2]()
            self._copy = None


def _change(quads: ox.Store, removed: Collection[ox.Quad], added: Collection[ox.Quad]) -> None:
    """Measured: one by one, removing costs 6 µs a quad; a whole graph in one transaction 120 µs a quad, and memory."""
    for quad in removed:
        quads.remove(quad)
    (quads.bulk_extend if len(added) > BULK else quads.extend)(added)
    _forget_empty_graphs(quads, removed)
    quads.flush()


def _forget_empty_graphs(quads: ox.Store, removed: Collection[ox.Quad]) -> None:
    for graph in {quad.graph_name for quad in removed}:
        if (
            isinstance(graph, ox.NamedNode)
            and next(quads.quads_for_pattern(None, None, None, graph), None) is None
        ):
            quads.remove_graph(graph)


def _data(quads: Collection[ox.Quad]) -> str:
    """Quads as SPARQL writes them in DATA: grouped by graph, each term as in N-Quads."""
    by_graph = itertools.groupby(
        sorted(quads, key=lambda quad: str(quad.graph_name)), key=lambda quad: quad.graph_name
    )
    return " ".join(
        f"GRAPH {graph} {{ {' '.join(f'{quad.triple} .' for quad in group)} }}" for graph, group in by_graph
    )


@contextmanager
def _faults(where: str) -> Iterator[None]:
    try:
        yield
    except OXIGRAPH_FAULTS as error:
        raise StoreError(f"{where}: cannot be written: {layout.reason(error)}") from error
