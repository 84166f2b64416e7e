"""The store: the dossiers that were loaded, to be read, queried, replaced and unloaded.

In a folder by default, in memory on request; the same to whoever uses it. Each dossier is one named graph; the
ontology, the log and what is derived have graphs of their own, and stored texts lie beside them. Whoever opens a store
reads it as it stood then, until :meth:`Store.refresh` or a write of its own.

A store reads no dossier file and asks no clock: loaders and the front door do. What a person or a program typed is not
run here but in confinement (:meth:`Store.select`).
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

import pyoxigraph as ox
from pydantic import BaseModel, ConfigDict

from ...ontology import mapping, terms
from ...ontology.dossier import Dossier
from ...ontology.errors import NotLoadedError, QuerySyntaxError, StoreError
from ...ontology.references import nearest
from . import folder, loading, log, reasoned
from .backing import OXIGRAPH_FAULTS, Backing, Disk, Memory
from .folder import find_store
from .loading import LoadReport, Submission, UnloadReport

if TYPE_CHECKING:
    import rdflib

    from ..index.index import Index
    from ..reasoning.reasoning import Reasoning
    from ..sparql.results import Result
    from ..sparql.sandbox import QueryLimits, QueryPool

WAIT: Final = 10.0
"""Seconds that a writer waits for another."""

_NAMED: Final = 12
"""How many dossiers a message names."""

_TITLE: Final = ox.NamedNode(terms.cg("title"))
_AUTHOR: Final = ox.NamedNode(terms.cg("author"))

Subject = ox.NamedNode | ox.BlankNode | ox.Triple
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
GraphName = ox.NamedNode | ox.BlankNode | ox.DefaultGraph


__all__ = [
    "WAIT",
    "GraphName",
    "LoadReport",
    "LoadedDossier",
    "Store",
    "Subject",
    "Submission",
    "Term",
    "UnloadReport",
    "find_store",
]


class LoadedDossier(BaseModel):
    """What the store knows of a dossier without reading it.

    Attributes:
        iri: Its IRI, which names its graph.
        slug: Its slug.
        base: Where its IRIs begin.
        title: Its title, by language; empty if it has none.
        author: Who drew it up.
        quads: How many quads its graph holds.
        content_sha256: The SHA-256 of those quads.
        source_sha256: The SHA-256 of the file it came from, if that was said.
        recorded: When this content was recorded, as xsd:dateTime, if that was said.
        first_recorded: When the dossier was first recorded.
    """

    model_config = ConfigDict(frozen=True)

    iri: str
    slug: str
    base: str
    title: dict[str, str]
    author: str | None = None
    quads: int
    content_sha256: str
    source_sha256: str | None = None
    recorded: str | None = None
    first_recorded: str | None = None


class Store:
    """Dossiers, each in its named graph: "In the store, graph <…/id/gear> holds what `gear.yaml` said when loaded".

    Open one with :meth:`open` or :meth:`in_memory`, best in a ``with`` block. Several may be open on one folder, in one
    process or in many; readers wait for nobody, and writers for each other.

    >>> with Store.in_memory() as store:
    ...     store.load(Dossier(dossier="gear")).status, [held.slug for held in store.dossiers()]
    ('new', ['gear'])
    """

    def __init__(self, backing: Backing, *, path: Path | None, read_only: bool) -> None:
        """Stand on a backing that has been opened; see :meth:`open`."""
        self.path = path
        self.read_only = read_only
        self.day: date | None = None
        """The day as of which it holds what was public; None if it holds all that was loaded."""
        self._backing = backing
        self._pool: tuple[int, QueryPool, AbstractContextManager[Path]] | None = None
        self._prefixes: tuple[int, dict[str, str]] | None = None
        self._index: tuple[int, Index] | None = None
        self._reasoning: tuple[int, Reasoning] | None = None

    # Opening and closing.

    @classmethod
    def open(cls, path: Path | None = None, *, read_only: bool = False) -> Self:
        """Open the store in a folder; unless it is only to be read, an empty one is made where there is none.

        Args:
            path: The store's folder. Without it, the nearest is taken: see
                :func:`~claimgraph.graph.store.folder.find_store`.
            read_only: Refuse to write, and touch no file.

        Raises:
            StoreError: If there is no store, or something else, or one that cannot be read.
            StoreBusyError: If the store is new, and somebody else is making it.
        """
        where = path if path is not None else find_store(Path.cwd(), os.environ)
        if not read_only:
            folder.prepare(where)
        folder.check(where)
        backing = Disk(where)
        if not read_only and backing.empty:
            with backing.writing(wait=WAIT):
                if backing.empty:
                    loading.begin(backing)
        backing.refresh()
        return cls(backing, path=where, read_only=read_only)

    @classmethod
    def in_memory(cls) -> Self:
        """Make a store that ends with its process."""
        backing = Memory()
        loading.begin(backing)
        return cls(backing, path=None, read_only=False)

    def refresh(self) -> None:
        """See what other processes have written since the store was opened.

        Raises:
            StoreError: If the store cannot be read any more.
        """
        self._backing.refresh()

    def close(self) -> None:
        """Let go of the store; a store in memory is gone."""
        self._end_pool()
        self._index = self._reasoning = None
        self._backing.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        where = "in memory" if self.path is None else str(self.path)
        then = "" if self.day is None else f", as of {self.day}"
        return f"<Store {where}, generation {self.generation}{then}>"

    # Writing.

    def load(
        self,
        dossier: Dossier,
        *,
        texts: Mapping[str, bytes] | None = None,
        source_hash: str | None = None,
        recorded_at: datetime | None = None,
        wait: float = WAIT,
    ) -> LoadReport:
        """Load a dossier, replacing its former self; the store changes as a whole or not at all.

        Args:
            dossier: What a loader read.
            texts: The stored texts that it names, by SHA-256.
            source_hash: The SHA-256 of the file, if it came from one.
            recorded_at: When it is loaded, with a time zone; goes into the log.
            wait: Seconds to wait while another process is writing.

        Raises:
            StoreError: If the store is read only, its IRIs are not its own, a text is not what its name says, or
                nothing can be written.
            StoreBusyError: If another process is still writing after the wait.
        """
        return self.load_all([Submission(dossier, texts or {}, source_hash, recorded_at)], wait=wait)[0]

    def load_all(self, submissions: Sequence[Submission], *, wait: float = WAIT) -> list[LoadReport]:
        """Load several dossiers, all of them or none.

        Raises:
            StoreError: As for :meth:`load`, and if one dossier is handed in twice.
            StoreBusyError: As for :meth:`load`.
        """
        self._refuse_if_read_only()
        with _reading():
            return loading.load(self._backing, submissions, wait=wait)

    def unload(self, name: str, *, wait: float = WAIT) -> UnloadReport:
        """Take a dossier out, with the stored texts that nothing else names.

        Args:
            name: Its slug or its IRI.
            wait: Seconds to wait while another process is writing.

        Raises:
            NotLoadedError: If there is no such dossier; the message offers the nearest.
            StoreError: If the store is read only or cannot be written.
            StoreBusyError: If another process is still writing after the wait.
        """
        self._refuse_if_read_only()
        self.refresh()
        held = self.find_dossier(name)
        with _reading():
            return loading.unload(self._backing, held.iri, held.slug, wait=wait)

    def reindex(self, *, wait: float = WAIT, time: datetime | None = None) -> None:
        """Write the index, and all that is derived, anew from the dossiers in the store; nothing else changes.

        Args:
            wait: Seconds to wait while another process is writing.
            time: When that is done, with a time zone; goes into the derived graph.

        Raises:
            MappingError: If a dossier's graph was changed by other hands.
            StoreError: If the store is read only or cannot be written.
            StoreBusyError: If another process is still writing after the wait.
        """
        self._refuse_if_read_only()
        with _reading():
            loading.reindex(self._backing, wait=wait, time=time)

    def drop_derived(self, *, wait: float = WAIT) -> int:
        """Take out what is derived, until the next write works it out again; how many quads that were.

        Raises:
            StoreError: If the store is read only or cannot be written.
            StoreBusyError: If another process is still writing after the wait.
        """
        self._refuse_if_read_only()
        with _reading():
            return loading.drop(self._backing, wait=wait)

    def _refuse_if_read_only(self) -> None:
        if self.day is not None:
            raise StoreError(
                f"this shows the store as of {self.day}, and cannot be written to; write to the store itself"
            )
        if self.read_only:
            raise StoreError(
                f"{self.path}: the store was opened to be read; open it without read_only to write"
            )

    # Reading.

    @property
    def generation(self) -> int:
        """Changes with each write; equal generations of one store hold the same."""
        return self._backing.generation

    def dossiers(self) -> list[LoadedDossier]:
        """The dossiers in the store, by slug."""
        with _reading():
            entries = log.read(self._backing.quads)
            found = [
                self._described(iri, slug, base, entries.get(iri))
                for iri, (slug, base) in loading.bases_in(self._backing.quads).items()
            ]
        return sorted(found, key=lambda held: (held.slug, held.iri))

    def find_dossier(self, name: str) -> LoadedDossier:
        """The dossier of that slug or IRI.

        Raises:
            NotLoadedError: If there is none; the message offers the nearest.
        """
        held = self.dossiers()
        for one in held:
            if name in (one.slug, one.iri, one.base):
                return one
        slugs = [one.slug for one in held]
        more = " …" if len(slugs) > _NAMED else ""
        known = f"it holds {', '.join(slugs[:_NAMED])}{more}" if slugs else "it is empty"
        raise NotLoadedError(f"the store holds no dossier '{name}'{nearest(name, slugs)}; {known}")

    def dossier(self, name: str) -> Dossier:
        """A dossier as it was loaded, read back from its graph.

        Raises:
            NotLoadedError: If there is none of that slug or IRI.
            MappingError: If its graph was changed by other hands.
        """
        iri = self.find_dossier(name).iri
        return mapping.from_quads(self.quads_for_pattern(None, None, None, ox.NamedNode(iri)), iri)

    def graphs(self) -> list[str]:
        """The IRIs of all named graphs, sorted: dossiers, ontology, log, and what is derived."""
        with _reading():
            return sorted(name.value for name in self._backing.quads.named_graphs())

    def quads_for_pattern(
        self,
        subject: Subject | None,
        predicate: ox.NamedNode | None,
        object: Term | None,  # noqa: A002 - pyoxigraph's name
        graph_name: GraphName | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads that match; None matches anything."""
        with _reading():
            yield from self._backing.quads.quads_for_pattern(subject, predicate, object, graph_name)

    def rows(self, query: str) -> Iterator[ox.QuerySolution]:
        """The solutions of one of our own SELECT queries, run here, without limits; the union of all graphs is asked.

        Raises:
            QuerySyntaxError: If it is no SELECT.
            StoreError: If the store cannot be read.
        """
        with _reading():
            found = self.query(query)
            if not isinstance(found, ox.QuerySolutions):
                raise QuerySyntaxError("a SELECT query was expected here")
            yield from found

    def query(self, query: str) -> ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean:
        """Run one of our own queries here, without limits, on the union of all graphs; our prefixes need no declaring.

        Never for what somebody typed: that goes to :meth:`select`.

        Raises:
            QuerySyntaxError: If it is not SPARQL 1.1.
            StoreError: If the store cannot be read.
        """
        with _reading():
            return self._backing.quads.query(query, prefixes=self.prefixes(), use_default_graph_as_union=True)

    def prefixes(self) -> dict[str, str]:
        """The prefixes that nobody needs to type: ours, and each dossier's slug for its base where that is free."""
        if self._prefixes is None or self._prefixes[0] != self.generation:
            with _reading():
                bases = loading.bases_in(self._backing.quads).values()
            # A prefix begins with a letter (SPARQL 1.1, PN_PREFIX); a slug may begin with a digit.
            slugs = {slug: base for slug, base in sorted(bases) if slug[:1].isalpha()}
            self._prefixes = (self.generation, {**slugs, **terms.PREFIXES})
        return dict(self._prefixes[1])

    def text_bytes(self, sha256: str) -> bytes | None:
        """A stored text as its bytes; None if it is not held."""
        return self._backing.texts.read(sha256)

    def text(self, sha256: str) -> str | None:
        """A stored text; None if it is not held.

        Raises:
            StoreError: If it is not UTF-8, which the loaders make sure of.
        """
        held = self.text_bytes(sha256)
        try:
            return None if held is None else held.decode("utf-8")
        except UnicodeDecodeError as error:
            raise StoreError(
                f"the stored text {sha256} is not UTF-8 at byte {error.start}; load it again"
            ) from error

    def texts(self) -> list[str]:
        """The SHA-256 of each text held."""
        return list(self._backing.texts)

    def index(self) -> "Index":
        """Every item as a number, and what joins them: what questions about the whole are asked of.

        It is written with each generation, and mapped into memory here; where it is missing or of another version, it
        is built from the dossiers in the store, which takes its time.

        Raises:
            MappingError: If it has to be built, and a dossier's graph was changed by other hands.
            StoreError: If it is damaged; :meth:`reindex` writes it anew.
        """
        if self._index is None or self._index[0] != self.generation:
            with _reading():
                self._index = (self.generation, self._backing.index())
        return self._index[1]

    def reasoning(self) -> "Reasoning":
        """What the record comes to: lineage, arguments, standings, and what comparison found.

        It is worked out with each write, kept beside the index, and mapped into memory here; where it was dropped, it
        is worked out now, from the dossiers in the store.

        Raises:
            MappingError: If it has to be worked out, and a dossier's graph was changed by other hands.
            StoreError: If it is damaged; :meth:`reindex` writes it anew.
        """
        if self._reasoning is None or self._reasoning[0] != self.generation:
            with _reading():
                self._reasoning = (self.generation, reasoned.reasoning(self._backing))
        return self._reasoning[1]

    def verify_index(self) -> None:
        """Compare what is kept of the index with its check sums.

        Raises:
            StoreError: If it is damaged.
        """
        self._backing.verify_index()

    # Typed queries and other tools.

    def select(self, query: str, *, limits: "QueryLimits | None" = None) -> "Result":
        """Answer a query that a person or a program typed, in confinement: see :mod:`~claimgraph.graph.sparql.sandbox`.

        Raises:
            QueryError: If it cannot be run, is refused, or is stopped by its limits.
            StoreError: If the store cannot be read.
        """
        pool = self._pool_of_this_generation()
        return pool.run(
            query, prefixes=self.prefixes(), generation=self.generation, graphs=self.graphs(), limits=limits
        )

    def snapshot_path(self) -> AbstractContextManager[Path]:
        """A database on disk with this content, for another process to open read-only while the block lasts.

        For a store on disk it is the generation that stands; a store in memory is copied once a generation.
        """
        return self._backing.snapshot()

    def to_rdflib(self) -> "rdflib.Dataset":
        """An rdflib Dataset with the same quads, each dossier in its graph, the union as the default graph.

        It is a copy: changing it changes no store. See ``docs/decisions/store.md`` for why it is no live view.
        """
        from .rdflib_copy import to_rdflib

        return to_rdflib(self.quads_for_pattern(None, None, None, None), self.prefixes())

    def _pool_of_this_generation(self) -> "QueryPool":
        if self._pool is None or self._pool[0] != self.generation:
            from ..sparql.sandbox import QueryPool

            self._end_pool()
            held = self.snapshot_path()
            self._pool = (self.generation, QueryPool(held.__enter__()), held)
        return self._pool[1]

    def _end_pool(self) -> None:
        if self._pool is not None:
            _, pool, held = self._pool
            self._pool = None
            pool.close()
            held.__exit__(None, None, None)

    def _described(self, iri: str, slug: str, base: str, entry: log.Entry | None) -> LoadedDossier:
        graph = ox.NamedNode(iri)
        about = self._backing.quads.quads_for_pattern
        titles = [quad.object for quad in about(graph, _TITLE, None, graph)]
        author = next((quad.object for quad in about(graph, _AUTHOR, None, graph)), None)
        return LoadedDossier(
            iri=iri,
            slug=slug,
            base=base,
            title={
                title.language or "und": title.value
                for title in sorted(titles, key=str)
                if isinstance(title, ox.Literal)
            },
            author=author.value if isinstance(author, ox.Literal) else None,
            quads=entry.quads if entry else 0,
            content_sha256=entry.content if entry else "",
            source_sha256=entry.source if entry else None,
            recorded=entry.recorded if entry else None,
            first_recorded=entry.first if entry else None,
        )


@contextmanager
def _reading() -> Iterator[None]:
    """No foreign exception leaves the room."""
    try:
        yield
    except SyntaxError as error:
        raise QuerySyntaxError(f"this is not SPARQL 1.1: {error}") from error
    except OXIGRAPH_FAULTS as error:
        raise StoreError(
            f"the store cannot be read: {folder.reason(error)};"
            " if it is damaged, remove its folder and load the dossiers again"
        ) from error
