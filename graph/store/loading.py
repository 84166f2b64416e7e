"""Loading and unloading: a dossier stands in the store whole, as it was last loaded, or not at all.

Everything is worked out before anything is written: which dossiers are new, which have changed and in which quads,
what the log will say, which texts are needed. Then the store changes once. Loading the same again changes nothing.

This module reads no file and no clock: quads come from the ontology's mapping, times from the caller.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final, Literal

import pyoxigraph as ox
from pydantic import BaseModel, ConfigDict

from ...ontology import mapping, terms
from ...ontology.derived import GRAPH
from ...ontology.dossier import Dossier
from ...ontology.errors import MappingError, StoreError
from ...ontology.references import Names, references
from . import indexing, log, ontology_graph, reasoned
from .backing import Backing
from .bases import refuse_collision
from .indexing import Gathered, Indexing
from .reasoned import Change
from .texts import keep_only, sha256_of

if TYPE_CHECKING:
    from ..reasoning.writing import Rewrite

_SHA256: Final = ox.NamedNode(terms.cg("sha256"))
_SLUG: Final = ox.NamedNode(terms.cg("slug"))
_BASE: Final = ox.NamedNode(terms.cg("base"))
_LABEL: Final = ox.NamedNode(terms.cg("label"))
_TYPE: Final = ox.NamedNode(terms.PREFIXES["rdf"] + "type")
_HASH: Final = re.compile("[0-9a-f]{64}")
_TAXONOMIES: Final = (terms.ACTION, terms.PRODUCT)
_SECTIONS: Final = {
    "entity": "entities", "source": "sources", "claim": "claims", "statement": "statements", "relation": "relations",
    "retraction": "retractions",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Submission:
    """A dossier handed in, with all that comes with it.

    Attributes:
        dossier: What a loader read.
        texts: The stored texts that it names, by SHA-256.
        source_hash: The SHA-256 of the file, if it came from one.
        recorded_at: When it is handed in, with its time zone; None if nobody says.
        first_recorded_at: When it was first recorded, where another store's content is handed in; otherwise now.
    """

    dossier: Dossier
    texts: Mapping[str, bytes] = field(default_factory=dict)
    source_hash: str | None = None
    recorded_at: datetime | None = None
    first_recorded_at: datetime | None = None


class LoadReport(BaseModel):
    """What loading one dossier did.

    Attributes:
        dossier: Its IRI, which names its graph.
        slug: Its slug.
        status: ``new``, ``replaced``, or ``unchanged`` if the store held exactly this already.
        entities: How many entities it has; likewise the other kinds of item.
        quads: How many quads its graph holds.
        added: How many quads are new; likewise ``removed``.
        texts: How many of the texts that it names are held.
        warnings: What was loaded all the same, such as a reference into a dossier that is not loaded.
        generation: The store's generation afterwards.
    """

    model_config = ConfigDict(frozen=True)

    dossier: str
    slug: str
    status: Literal["new", "replaced", "unchanged"]
    entities: int
    sources: int
    claims: int
    statements: int
    relations: int
    retractions: int
    quads: int
    added: int
    removed: int
    texts: int
    warnings: tuple[str, ...] = ()
    generation: int


class UnloadReport(BaseModel):
    """What unloading one dossier did.

    Attributes:
        dossier: Its IRI.
        slug: Its slug.
        quads: How many quads were removed.
        texts: How many stored texts went with it, since nothing else names them.
        warnings: What now leads nowhere, such as another dossier's references to it.
        generation: The store's generation afterwards.
    """

    model_config = ConfigDict(frozen=True)

    dossier: str
    slug: str
    quads: int
    texts: int
    warnings: tuple[str, ...] = ()
    generation: int


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A submission, mapped and checked by itself."""

    submission: Submission
    quads: list[ox.Quad]
    names: Names
    content: str
    wanted_texts: frozenset[str]

    @property
    def dossier(self) -> Dossier:
        return self.submission.dossier

    @property
    def graph(self) -> ox.NamedNode:
        return ox.NamedNode(self.dossier.iri)


@dataclass(slots=True)
class _Plan:
    """What a write will change."""

    removed: list[ox.Quad] = field(default_factory=list)
    added: list[ox.Quad] = field(default_factory=list)

    def turn(
        self,
        quads: ox.Store,
        graph: ox.NamedNode,
        wanted: Sequence[ox.Quad],
        about: ox.NamedNode | None = None,
    ) -> tuple[int, int]:
        """Plan to make a graph, or what it says about one subject, exactly this; how much goes, how much comes."""
        if next(quads.quads_for_pattern(about, None, None, graph), None) is None:
            self.added.extend(wanted)
            return 0, len(wanted)
        missing = dict.fromkeys(wanted)
        gone = 0
        for quad in quads.quads_for_pattern(about, None, None, graph):
            if quad in missing:
                del missing[quad]
            else:
                self.removed.append(quad)
                gone += 1
        self.added.extend(missing)
        return gone, len(missing)

    def rewrite(self, quads: ox.Store, written: "Rewrite") -> None:
        """Plan to have the derived graph say this of what was worked out again."""
        missing = dict.fromkeys(written.quads)
        for quad in dict.fromkeys(written.outdated(quads)):
            if quad in missing:
                del missing[quad]
            else:
                self.removed.append(quad)
        self.added.extend(missing)

    def record(self, quads: ox.Store, entry: log.Entry) -> None:
        """Plan to have the log say this of a graph."""
        self.turn(quads, log.GRAPH, log.to_quads(entry), ox.NamedNode(entry.graph))


def load(backing: Backing, submissions: Sequence[Submission], *, wait: float) -> list[LoadReport]:
    """Load dossiers, all of them or none.

    Raises:
        StoreError: If two of them, or one and the store, claim the same slug or the same IRIs; if a text is not what
            its name says; if the store cannot be written.
    """
    prepared = [_prepare(submission) for submission in submissions]
    with backing.writing(wait=wait):
        entries = log.read(backing.quads)
        others = bases_in(backing.quads)
        handed_in: set[str] = set()
        for one in prepared:
            if one.dossier.iri in handed_in:
                raise StoreError(
                    f"dossier '{one.dossier.dossier}' was handed in twice; load one file of it, or join the two"
                )
            handed_in.add(one.dossier.iri)
            refuse_collision(one.dossier, others)
            others[one.dossier.iri] = (one.dossier.dossier, one.dossier.base)
        plan = _Plan()
        plan_ontology(plan, backing.quads, entries)
        changes = [_plan_dossier(plan, backing.quads, one, entries) for one in prepared]
        warnings = [tuple(_dangling(one, prepared, backing.quads)) for one in prepared]
        for one in prepared:
            for name, text in one.submission.texts.items():
                if name in one.wanted_texts:
                    backing.texts.add(text)
        contents = indexing.contents_in(backing.quads) | {one.dossier.iri: one.content for one in prepared}
        late = {
            one.dossier.iri
            for one in prepared
            if backing.lacking(one.dossier.iri) & set(one.submission.texts)
        }
        changed = [
            one
            for one, (status, _change) in zip(prepared, changes, strict=True)
            if status != "unchanged" or one.dossier.iri in late
        ]
        times = [time for one in changed if (time := one.submission.recorded_at) is not None]
        change = Change(
            bases=[one.dossier.base for one in changed],
            handed_in={one.dossier.iri: one.dossier for one in prepared},
            labels={
                _value(quad.subject): (one.dossier.iri, _value(quad.object))
                for one in sorted(changed, key=lambda one: one.dossier.iri, reverse=True)
                for quad in one.quads
                if quad.predicate == _LABEL
            },
            gone=[one.dossier.iri for one in changed],
            time=log.written_time(max(times, default=None)),
        )
        _write(backing, plan, contents, change, even_so=bool(late))
        return [
            _report(one, status, change, backing, found)
            for one, (status, change), found in zip(prepared, changes, warnings, strict=True)
        ]


def unload(backing: Backing, iri: str, slug: str, *, wait: float) -> UnloadReport:
    """Take one dossier out, with the texts that only it names.

    Raises:
        StoreError: If the store cannot be written.
    """
    with backing.writing(wait=wait):
        graph = ox.NamedNode(iri)
        plan = _Plan()
        quads, _ = plan.turn(backing.quads, graph, [])
        plan.turn(backing.quads, log.GRAPH, [], graph)
        own = [quad.subject for quad in backing.quads.quads_for_pattern(None, _SLUG, None, graph)]
        orphaned = sorted(
            {f"dossier <{left}> refers to it" for left in _referring(backing.quads, own, graph)}
        )
        contents = indexing.contents_in(backing.quads)
        contents.pop(iri, None)
        base = bases_in(backing.quads)[iri][1]
        gone = _write(backing, plan, contents, Change([base], {}, {}, [iri]))
        return UnloadReport(
            dossier=iri,
            slug=slug,
            quads=quads,
            texts=len(gone),
            warnings=tuple(orphaned),
            generation=backing.generation,
        )


def reindex(backing: Backing, *, wait: float, time: datetime | None = None) -> None:
    """Write the index and what is derived anew, from the dossiers in the store and nothing else.

    Raises:
        MappingError: If a dossier's graph was changed by other hands.
        StoreError: If the store cannot be written.
    """
    with backing.writing(wait=wait):
        contents = indexing.contents_in(backing.quads)
        handed = {iri: indexing.read_back(backing.quads, iri) for iri in contents}
        plan = _Plan()
        gathered = backing.gather(Indexing(contents, handed, anew=True))
        change = Change((), handed, {}, time=log.written_time(time), anew=True)
        gathered, written = reasoned.derive(backing, gathered, change)
        plan.rewrite(backing.quads, written)
        backing.apply(plan.removed, plan.added, gathered)


def drop(backing: Backing, *, wait: float) -> int:
    """Take out what is derived, and say how many quads that were.

    Raises:
        MappingError: If a dossier's graph was changed by other hands.
        StoreError: If the store cannot be written.
    """
    with backing.writing(wait=wait):
        plan = _Plan()
        gone, _ = plan.turn(backing.quads, GRAPH, [])
        if gone:
            backing.apply(plan.removed, [], backing.gather(Indexing(indexing.contents_in(backing.quads))))
        return gone


def begin(backing: Backing) -> None:
    """Give an empty store its ontology."""
    plan = _Plan()
    plan_ontology(plan, ox.Store(), {})
    backing.apply(plan.removed, plan.added)


def plan_ontology(plan: _Plan, quads: ox.Store, entries: Mapping[str, log.Entry]) -> None:
    """Plan to have the ontology of this package, if it is not the one that stands."""
    wanted = ontology_graph.entry()
    if entries.get(wanted.graph) != wanted:
        plan.turn(quads, ontology_graph.GRAPH, ontology_graph.quads())
        plan.record(quads, wanted)


def bases_in(quads: ox.Store) -> dict[str, tuple[str, str]]:
    """The slug and base of each dossier in a store, by IRI."""
    found = {}
    for quad in quads.quads_for_pattern(None, _BASE, None, None):
        if isinstance(quad.subject, ox.NamedNode) and quad.subject == quad.graph_name:
            slug = next(quads.quads_for_pattern(quad.subject, _SLUG, None, quad.graph_name), None)
            found[quad.subject.value] = (_value(slug.object) if slug else "", _value(quad.object))
    return dict(sorted(found.items()))


def _prepare(submission: Submission) -> _Prepared:
    dossier, given = submission.dossier, submission.texts
    where = f"dossier '{dossier.dossier}'"
    for name, text in given.items():
        if sha256_of(text) != name:
            raise StoreError(
                f"{where}: the text handed in as {name[:16]}… has SHA-256 {sha256_of(text)}; read it again"
            )
    if submission.source_hash is not None and _HASH.fullmatch(submission.source_hash) is None:
        raise StoreError(
            f"{where}: '{submission.source_hash[:80]}' is no SHA-256; give 64 hexadecimal digits"
        )
    for time in (submission.recorded_at, submission.first_recorded_at):
        if time is not None and time.tzinfo is None:
            raise StoreError(f"{where}: the recording time {time} says no time zone; give one")
    quads = mapping.to_quads(dossier)
    wanted = frozenset(_value(quad.object) for quad in quads if quad.predicate == _SHA256)
    return _Prepared(submission, quads, mapping.names_of(dossier), log.content_sha256(quads), wanted)


def _plan_dossier(
    plan: _Plan, quads: ox.Store, one: _Prepared, entries: Mapping[str, log.Entry]
) -> tuple[Literal["new", "replaced", "unchanged"], tuple[int, int]]:
    before = entries.get(one.dossier.iri)
    if before is not None and before.content == one.content:
        return "unchanged", (0, 0)
    change = plan.turn(quads, one.graph, one.quads)
    recorded = log.written_time(one.submission.recorded_at)
    source = one.submission.source_hash
    first = log.written_time(one.submission.first_recorded_at) or recorded
    entry = log.Entry(one.dossier.iri, one.content, len(one.quads), source, recorded, first)
    if before is not None:
        entry = replace(entry, first=before.first or before.recorded)
    plan.record(quads, entry)
    return ("new" if before is None else "replaced"), change


def _write(
    backing: Backing, plan: _Plan, contents: Mapping[str, str], change: Change, *, even_so: bool = False
) -> list[str]:
    """Change the store, if anything changes, and let go of the texts that nothing names any more.

    Even if nothing does, its index is another once a text is held by whose words copies are known.
    """
    if not plan.removed and not plan.added and not even_so:
        return []
    gathered: Gathered | None = None
    try:
        gathered = backing.gather(Indexing(contents, change.handed_in))
        gathered, written = reasoned.derive(backing, gathered, change)
        plan.rewrite(backing.quads, written)
    except MappingError:
        # A graph was changed by other hands. Loading its dossier again puts it right, and nothing may hinder that;
        # until then there is no index, and nothing derived that could be of other dossiers.
        gathered = None
        plan.turn(backing.quads, GRAPH, [])
    backing.apply(plan.removed, plan.added, gathered)
    named = {_value(quad.object) for quad in backing.quads.quads_for_pattern(None, _SHA256, None, None)}
    return keep_only(backing.texts, named)


def _dangling(one: _Prepared, together: Sequence[_Prepared], quads: ox.Store) -> Iterator[str]:
    """The references into other dossiers that lead nowhere yet, and the texts that nothing names."""
    coming = {iri for other in together for iri in other.names.local.values()}
    told = set(one.names.local)
    for slug, item in one.dossier.parts():
        for _place, reference, rdf in references(item):
            if reference in told:
                continue
            told.add(reference)
            iri = one.names.iri(reference, rdf.ref)
            if not iri.startswith(_TAXONOMIES) and iri not in coming and not exists(quads, iri):
                yield (
                    f"'{slug}' refers to '{reference}', which is not loaded;"
                    " the reference is kept, and leads somewhere once its dossier is loaded"
                )
    for name in sorted(set(one.submission.texts) - one.wanted_texts):
        yield f"the text {name[:16]}… was handed in, and nothing in the dossier names it: it was not kept"


def exists(quads: ox.Store, iri: str) -> bool:
    """Whether anything in the store, the taxonomies included, says what an IRI is."""
    return next(quads.quads_for_pattern(ox.NamedNode(iri), _TYPE, None, None), None) is not None


def _referring(quads: ox.Store, items: Sequence[object], graph: ox.NamedNode) -> Iterator[str]:
    """The other dossiers that refer to any of these items, and hold no such item themselves."""
    for item in items:
        if not isinstance(item, ox.NamedNode):
            continue
        others = {quad.graph_name for quad in quads.quads_for_pattern(item, _SLUG, None, None)} - {graph}
        if not others:
            for quad in quads.quads_for_pattern(None, None, item, None):
                if isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name not in (graph, GRAPH):
                    yield quad.graph_name.value


def _report(
    one: _Prepared,
    status: Literal["new", "replaced", "unchanged"],
    change: tuple[int, int],
    backing: Backing,
    warnings: tuple[str, ...],
) -> LoadReport:
    counts = {key: len(one.dossier.sections()[kind]) for kind, key in _SECTIONS.items()}
    return LoadReport(
        dossier=one.dossier.iri,
        slug=one.dossier.dossier,
        status=status,
        **counts,
        quads=len(one.quads),
        removed=change[0],
        added=change[1],
        texts=sum(name in backing.texts for name in one.wanted_texts),
        warnings=warnings,
        generation=backing.generation,
    )


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.Literal | ox.NamedNode) else str(term)
