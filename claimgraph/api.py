"""The graph in Python: open a store, load dossiers, ask, trace, draw, export.

One class that puts the rooms together and adds nothing to them; the command line uses the same. Every result is typed:
rows, traces, pairs and reports have their own classes, in the rooms that make them.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, overload

from .graph.store.folder import find_store
from .graph.store.store import Store
from .ontology import terms
from .ontology.errors import ExportError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import date
    from types import TracebackType

    import networkx as nx
    import rdflib

    from .asking import Questions
    from .graph.comparison import Verdict
    from .graph.history.changes import Difference
    from .graph.history.snapshot import Perhaps, Snapshot
    from .graph.history.view import Days
    from .graph.questions.admitting import Admission
    from .graph.questions.crucial import Cruxes
    from .graph.questions.matrix import Matrix
    from .graph.questions.responding import NonResponsive
    from .graph.questions.rooting import OneRoot
    from .graph.reasoning.reasoning import Reasoning
    from .graph.reasoning.results import SourcesTold, StandingsTold, StandingTold, WhatIfTold
    from .graph.records import Records
    from .graph.sparql.catalogue import NamedQuery
    from .graph.sparql.results import Result
    from .graph.sparql.sandbox import QueryLimits
    from .graph.store.integrity import IntegrityFinding
    from .graph.store.loading import LoadReport, UnloadReport
    from .graph.store.lookup import Item
    from .graph.store.statistics import Statistics
    from .graph.store.store import LoadedDossier
    from .graph.tracing.details import Details
    from .graph.tracing.pairs import Pair
    from .graph.tracing.summary import Summary
    from .graph.tracing.trace import Trace

    PathLike = str | os.PathLike[str]


class Graph:
    """Dossiers, ready to be asked: "In this graph, China denies what the article's headline says".

    Open one with :meth:`open` or :meth:`in_memory`, best in a ``with`` block.

    >>> with Graph.in_memory() as graph:
    ...     report = graph.load(demo_dossier())[0]
    ...     report.status, graph.trace("c-china-military").steps[0].speaker
    ('new', 'China')
    """

    def __init__(self, store: Store) -> None:
        """Stand on a store that has been opened."""
        self.store = store
        self.snapshot: Snapshot | None = None
        """What it leaves out, if it shows an earlier day; see :meth:`as_of`."""
        self._records: tuple[int, Records] | None = None
        self._days: Days | None = None

    @classmethod
    def open(cls, path: PathLike | None = None, *, make: bool = True) -> Self:
        """Open the store in a folder.

        Args:
            path: The store's folder, or one that holds a ``.claimgraph``. Without it: the environment's
                CLAIMGRAPH_STORE, else the nearest ``.claimgraph`` in this folder or above.
            make: Make an empty store where there is none. False opens it for reading alone, and writes nothing.

        Raises:
            StoreError: If there is no store, or it cannot be read.
        """
        try:
            where = find_store(Path.cwd(), os.environ, None if path is None else Path(path))
        except OSError as error:
            raise StoreError(f"this folder is gone ({error.strerror}); go to another one") from error
        return cls(Store.open(where, read_only=not make))

    @classmethod
    def in_memory(cls) -> Self:
        """A graph that ends with its process."""
        return cls(Store.in_memory())

    def close(self) -> None:
        """Let go of the store, and of its earlier days; an earlier day ends with the graph that it was taken from."""
        if self._days is not None:
            self._days.close()
        if self.snapshot is None:
            self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Graph on {self.store!r}>"

    # Dossiers in and out.

    def load(
        self,
        *files: PathLike,
        texts: Sequence[PathLike] = (),
        progress: Callable[[str], object] | None = None,
    ) -> list[LoadReport]:
        """Load dossiers from YAML or JSON files, all of them or none; a former self of each is replaced.

        Args:
            files: Their paths.
            texts: Folders in which reports' texts are looked for, besides each dossier's own.
            progress: Called with each file's name before it is read, and once more with "" before all are stored.

        Returns:
            One report a file, in their order, with every warning.

        Raises:
            DossierError: With every problem of every file; nothing is loaded then.
            StoreError: If the store cannot be written.
        """
        from .loading import load

        return load(self.store, files, texts, progress)

    def unload(self, dossier: str) -> UnloadReport:
        """Take a dossier out, by its slug or IRI.

        Raises:
            NotLoadedError: If there is none of that name.
            StoreError: If the store cannot be written.
        """
        return self.store.unload(dossier)

    def dossiers(self) -> list[LoadedDossier]:
        """The dossiers that are loaded, by slug."""
        return self.store.dossiers()

    # Earlier days.

    @property
    def day(self) -> date | None:
        """The day as of which it shows what was public; None if it shows all that is loaded."""
        return self.store.day

    @property
    def perhaps(self) -> tuple[Perhaps, ...]:
        """The statements and sources that an earlier day leaves out since nobody says when they were public."""
        return self.snapshot.perhaps if self.snapshot is not None else ()

    def as_of(self, day: str | date) -> Graph:
        """The same graph as it would have stood at the end of a day: all that is computed of it is of that day.

        It can be asked, drawn and exported like any other, and not be loaded into. It ends with this graph.

        Args:
            day: A date of any precision, such as ``2023-06``; its last day is meant.

        Raises:
            DateError: If it is no date, or an interval.
            StoreError: If the store cannot be read, or this graph shows an earlier day itself.
        """
        days = self.earlier
        then = type(self)(days.store(day))
        then.snapshot = days.snapshot(day)
        return then

    @property
    def earlier(self) -> Days:
        """The earlier days of its store."""
        from .graph.history.view import Days

        if self._days is None:
            self._days = Days(self.store)
        return self._days

    def diff(
        self,
        before: str | date,
        after: str | date,
        *,
        language: str = "en",
    ) -> Difference:
        """What two days differ in: what appeared and who said it first, what fell, what changed its standing.

        Args:
            before: The first day, as for :meth:`as_of`.
            after: The second day.
            language: For the names of speakers and reports.

        Raises:
            DateError: If one is no date, or the second day lies before the first.
            StoreError: If the store cannot be read.
        """
        from .graph.history.days import in_order
        from .graph.history.diff import difference
        from .graph.reasoning.renewing import narrowed

        first, second = in_order(before, after)
        early, late = (self.earlier.snapshot(day) for day in (first, second))
        then, now = (narrowed(self.reasoning, one.dossiers).statuses() for one in (early, late))
        return difference(early, late, standings=(then, now), language=language)

    # Finding and reading.

    @property
    def records(self) -> Records:
        """Single items as plain records; remembered until the store changes."""
        from .graph.records import Records

        generation = self.store.generation
        if self._records is None or self._records[0] != generation:
            self._records = (generation, Records(self.store, text_of=self.store.text))
        return self._records[1]

    def find(self, name: str, *, kinds: Collection[str] | None = None, dossier: str | None = None) -> Item:
        """The one item that a name names: a slug, ``dossier:slug``, an IRI, or some of its words.

        Args:
            name: The name.
            kinds: What is wanted: claim, statement, source, entity, or a kind of these; None takes anything.
            dossier: Look for a slug in this dossier alone, by its slug or IRI.

        Raises:
            UnknownNameError: If it names nothing, or several things, which the error lists.
            NotLoadedError: If there is no such dossier.
        """
        from .graph.store.lookup import resolve

        if dossier is not None:
            held = self.store.find_dossier(dossier)
            if terms.SLUG.fullmatch(name):
                name = f"{held.slug}:{name}"
        return resolve(self.store, name, kinds=kinds)

    def show(self, name: str, *, dossier: str | None = None, language: str = "en") -> Details:
        """Everything about one item: what the dossiers say of it, and what leads to it.

        Raises:
            UnknownNameError: If the name names nothing, or several things.
        """
        from .graph.tracing.details import details

        found = details(self.records, self.find(name, dossier=dossier), language=language)
        return self.questions(language=language).shown(found)

    def statistics(self) -> Statistics:
        """What the store holds, in numbers."""
        from .graph.store.statistics import statistics

        return statistics(self.store)

    def summary(self, *, dossier: str | None = None, language: str = "en") -> Summary:
        """What is contested, by whom, through which reports, and what only seems so.

        Raises:
            NotLoadedError: If there is no such dossier.
        """
        from .graph.tracing.summary import summary

        found = summary(self.store, self.records, dossiers=self._only(dossier), language=language)
        counts = self.questions(dossier=dossier).standings(most=0).counts
        return found.model_copy(
            update={"standings": {str(status): count for status, count in counts.items()}}
        )

    def check(self) -> list[IntegrityFinding]:
        """Everything that is wrong with the store itself; empty if it is whole."""
        from .graph.store.integrity import check

        return check(self.store)

    # Asking.

    def query(self, query: str, *, limits: QueryLimits | None = None, **parameters: str) -> Result:
        """Answer SPARQL, or a named query by its name; in a process of its own, under limits.

        Args:
            query: SPARQL 1.1 without prefixes of ours, or a name that :meth:`queries` lists.
            limits: Of time, memory and rows; the usual ones if None.
            parameters: For a named query.

        Returns:
            Rows for SELECT, an Answer for ASK, Triples for CONSTRUCT and DESCRIBE; ``complete`` says whether it is
            whole.

        Raises:
            QueryError: If it is not SPARQL, is refused, lacks a parameter, or was stopped by its limits.
            UnknownNameError: If there is no query of that name, or a parameter names nothing.
        """
        from .ontology.errors import QueryParameterError

        if terms.SLUG.fullmatch(query.strip()):
            query = self.bound(query.strip(), parameters)
        elif parameters:
            raise QueryParameterError(
                f"only named queries take parameters; write '{next(iter(parameters))}' into the query itself"
            )
        return self.store.select(query, limits=limits)

    def queries(self) -> list[NamedQuery]:
        """The queries that can be run by name."""
        from .graph.sparql.catalogue import catalogue

        return list(catalogue().values())

    def bound(self, name: str, parameters: dict[str, str]) -> str:
        """A named query's SPARQL with its parameters in it.

        Raises:
            UnknownNameError: If there is no query of that name, or a parameter names nothing.
            QueryParameterError: If a parameter is missing, unknown, or of another type.
        """
        from .graph.sparql.catalogue import named
        from .graph.store.lookup import resolve

        return named(name).bound(parameters, lambda value, kinds: resolve(self.store, value, kinds=kinds).iri)

    def trace(
        self, claim: str, *, depth: int | None = None, dossier: str | None = None, language: str = "en"
    ) -> Trace:
        """What supports a claim and what contradicts it, to any depth, with each statement's way to us.

        Args:
            claim: By slug, CURIE, IRI or words.
            depth: How many relations to walk; None walks to the end.
            dossier: Look for a slug in this dossier alone.
            language: For claims and names, where they are there in it.

        Raises:
            UnknownNameError: If the name names no claim, or several.
        """
        from .graph.tracing.trace import trace

        found = self.find(claim, kinds=["claim"], dossier=dossier)
        traced = trace(self.records, found.iri, depth=depth, language=language)
        return traced.model_copy(update={"standing": self.questions(language=language).headed(found.iri)})

    def contradictions(
        self, claim: str | None = None, *, dossier: str | None = None, language: str = "en"
    ) -> tuple[Pair, ...]:
        """Pairs of statements that contradict each other, drawn or derived; apparent and withdrawn ones come last.

        A pair may be there twice: as somebody drew it, which rules where claims stand, and as the rules find it.

        Args:
            claim: Only pairs of which one statement is on this claim.
            dossier: Only what was drawn in this dossier, or has a statement in it.
            language: For labels.

        Raises:
            UnknownNameError: If the name names no claim, or several.
        """
        from .graph.tracing.pairs import contradictions

        found = self.find(claim, kinds=["claim"], dossier=dossier).iri if claim is not None else None
        return contradictions(self.records, found, dossiers=self._only(dossier), language=language)

    # What the record comes to; :class:`~.asking.Questions` says more of each.

    @property
    def reasoning(self) -> Reasoning:
        """What the record comes to, as numbers and arrays; remembered until the store changes."""
        return self.store.reasoning()

    def questions(self, *, language: str = "en", dossier: str | None = None) -> Questions:
        """Everything that can be asked of what the record comes to, with names in a language."""
        from .asking import Questions

        return Questions(self, language=language, dossier=dossier)

    def compare(self, a: str, b: str) -> Verdict:
        """What one statement does to another by the rules: verdict, reason, slot, and one sentence."""
        return self.questions().compare(a, b)

    @overload
    def standing(self, claim: str, semantics: str = ..., gradual: str | None = ...) -> StandingTold: ...
    @overload
    def standing(
        self, claim: None = None, semantics: str = ..., gradual: str | None = ...
    ) -> StandingsTold: ...
    def standing(
        self, claim: str | None = None, semantics: str = "grounded", gradual: str | None = None
    ) -> StandingTold | StandingsTold:
        """Where a claim stands and why, or where all of them do."""
        asked = self.questions()
        if claim is None:
            return asked.standings(semantics=semantics, gradual=gradual)
        return asked.standing(claim, semantics=semantics, gradual=gradual)

    def sources(self, claim: str) -> SourcesTold:
        """Where what is said of a claim comes from: outlets, roots, what most of it rests on."""
        return self.questions().sources(claim)

    def withdraw(self, *sources: str) -> WhatIfTold:
        """What would be if some sources or statements had never been on record; nothing is changed."""
        return self.questions().withdraw(*sources)

    def non_responsive(self) -> tuple[NonResponsive, ...]:
        """The denials that miss an affirmation by exactly one slot."""
        return self.questions().non_responsive()

    def one_root(self) -> tuple[OneRoot, ...]:
        """The sides of claims that several outlets carry and one root holds up."""
        return self.questions().one_root()

    def admissions(self) -> tuple[Admission, ...]:
        """Who speaks against their own interest."""
        return self.questions().admissions()

    def cruxes(self) -> Cruxes:
        """The sources and claims without which most claims would change their standing."""
        return self.questions().cruxes()

    def matrix(self, *claims: str) -> Matrix:
        """Claims as hypotheses against the statements and evidence that bear on them."""
        return self.questions().matrix(*claims)

    # Drawing and exporting.

    def picture(
        self,
        item: str | None = None,
        *,
        depth: int | None = None,
        dossier: str | None = None,
        limit: int | None = None,
        language: str = "en",
    ) -> nx.MultiDiGraph[str]:
        """The whole graph, one dossier, or what lies around one item, as networkx.

        Args:
            item: A claim (with its whole argument), a statement, a source or an entity; None takes everything.
            depth: How many relations to walk; without it a claim's argument is walked to its end, and two around
                anything else.
            dossier: Keep to this dossier; with an item, look for its slug in it.
            limit: Nodes above which a part is shown, which the graph then says; as many as are legible if None.
            language: For the title.

        Raises:
            UnknownNameError: If the name names nothing, or several things.
        """
        from .drawing import picture

        return picture(self, item, depth=depth, dossier=dossier, limit=limit, language=language)

    def view(  # noqa: PLR0913 - all but two are keywords
        self,
        path: PathLike,
        item: str | None = None,
        *,
        depth: int | None = None,
        dossier: str | None = None,
        title: str | None = None,
        language: str = "en",
    ) -> Path:
        """Write an interactive page that opens straight from disk.

        Args:
            path: The file; an older one is replaced.
            item: As for :meth:`picture`.
            depth: As for :meth:`picture`.
            dossier: As for :meth:`picture`.
            title: The page's heading, if not the graph's own.
            language: The language in which claims are shown first.

        Raises:
            UnknownNameError: If the name names nothing, or several things.
            ExportError: If the file cannot be written.
        """
        from .writing import write_whole

        return write_whole(
            path, self.page(item, depth=depth, dossier=dossier, title=title, language=language).encode()
        )

    def page(
        self,
        item: str | None = None,
        *,
        depth: int | None = None,
        dossier: str | None = None,
        title: str | None = None,
        language: str = "en",
    ) -> str:
        """The page that :meth:`view` writes, as HTML."""
        from . import visualize
        from .drawing import annotated

        drawn = annotated(
            self, self.picture(item, depth=depth, dossier=dossier, language=language), language=language
        )
        if self.day is not None:
            title = f"{title or drawn.graph.get('title') or 'claimgraph'} (as of {self.day})"
        return visualize.render(drawn, title=title, language=language)

    def export(self, path: PathLike, *, form: str | None = None, **part: Any) -> Path:  # noqa: ANN401 - those of to_bytes
        """Write triples, or GraphML, for other programs; the same content always gives the same bytes.

        Args:
            path: The file; its suffix says the format unless ``form`` does.
            form: turtle, trig, ntriples, nquads, jsonld, rdfxml or graphml.
            part: As for :meth:`to_bytes`.

        Raises:
            ExportError: If the format is unknown or cannot hold the data, or the file cannot be written.
        """
        from .drawing import form_of
        from .writing import write_whole

        chosen = form or form_of(Path(path))
        return write_whole(path, self.to_bytes(chosen, **part))

    def to_bytes(  # noqa: PLR0913 - all but one are keywords
        self,
        form: str = "turtle",
        *,
        dossier: str | None = None,
        around: str | None = None,
        depth: int | None = None,
        derived: bool = False,
        ontology: bool = False,
        log: bool = False,
    ) -> bytes:
        """All dossiers, one of them, or what lies around one item, in a format that other programs read.

        Args:
            form: turtle, trig, ntriples, nquads, jsonld, rdfxml or graphml.
            dossier: Keep to this dossier.
            around: Keep to what :meth:`picture` shows of this item.
            depth: As for :meth:`picture`.
            derived: With what the rules derive: verdicts, roots, circles and standings, in their own graph.
            ontology: With the ontology and the taxonomies, in their own graph.
            log: With the log, which says when what was loaded, and so differs from store to store.

        Raises:
            ExportError: If the format is unknown or cannot hold the data.
            UnknownNameError: If the name names nothing, or several things.
        """
        from .drawing import EVERYTHING, quads, valued
        from .graph import export, graphml

        if form == "graphml":
            if ontology or log:
                raise ExportError(
                    "GraphML holds items and what ties them, not the ontology or the log; take an RDF format"
                )
            drawn = self.picture(around, depth=depth, dossier=dossier, limit=EVERYTHING)
            return graphml.dump(valued(self, drawn) if derived else drawn)
        found = quads(self, dossier=dossier, around=around, depth=depth, derived=derived)
        for graph in [terms.ONTOLOGY_GRAPH] * ontology + [terms.LOG_GRAPH] * log:
            found += export.of_dossier(self.store, graph)
        return export.dump(found, form, prefixes=self.store.prefixes())

    def to_rdflib(self) -> rdflib.Dataset:
        """An rdflib Dataset with the same quads; a copy, so changing it changes no store."""
        return self.store.to_rdflib()

    def _only(self, dossier: str | None) -> list[str] | None:
        return None if dossier is None else [self.store.find_dossier(dossier).iri]


def demo_dossier() -> Path:
    """The founding case's dossier, which is installed with the program.

    >>> demo_dossier().name
    'founding.yaml'
    """
    from importlib.resources import files

    return Path(str(files("claimgraph.examples") / "founding.yaml"))


def open(path: PathLike | None = None, *, make: bool = True) -> Graph:  # noqa: A001 - as gzip.open and shelve.open
    """Open the store in a folder, or the nearest one; see :meth:`Graph.open`."""
    return Graph.open(path, make=make)


def in_memory() -> Graph:
    """A graph that ends with its process; see :meth:`Graph.in_memory`."""
    return Graph.in_memory()
