"""Whether a store is whole: each graph a dossier and nothing else, each text what its name says, the log true.

It reads everything and changes nothing. What it finds wrong, loading the dossier again puts right.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, Literal

import pyoxigraph as ox
from pydantic import BaseModel, ConfigDict

from ...ontology import mapping, terms
from ...ontology.derived import GRAPH
from ...ontology.dossier import Dossier
from ...ontology.errors import ClaimGraphError, MappingError, StoreError
from ...ontology.references import references
from . import log, ontology_graph
from .bases import refuse_collision
from .store import Store
from .texts import sha256_of

if TYPE_CHECKING:
    from ..index.index import Index

_SHA256: Final = ox.NamedNode(terms.cg("sha256"))


class IntegrityFinding(BaseModel):
    """Something in a store that is not as it should be.

    Attributes:
        severity: ``error``, or ``warning`` for what is allowed and worth knowing.
        code: ``mapping``, ``stranger``, ``log``, ``ontology``, ``text``, ``reference``, ``collision``,
            ``index`` or ``derived``.
        where: The IRI of the graph, or the SHA-256 of the text, or the store's name.
        message: What stands there, what was expected, and what to do.
    """

    model_config = ConfigDict(frozen=True)

    severity: Literal["error", "warning"]
    code: Literal[
        "mapping", "stranger", "log", "ontology", "text", "reference", "collision", "index", "derived"
    ]
    where: str
    message: str


def check(store: Store) -> list[IntegrityFinding]:
    """Everything that is wrong with a store, errors first; empty if it is whole.

    Raises:
        StoreError: If it cannot be read at all.
    """
    entries = {held.iri: held for held in store.dossiers()}
    named: dict[str, str] = {}
    findings: list[IntegrityFinding] = [*_strangers(store, set(entries)), *_ontology(store)]
    for iri in entries:
        quads = list(store.quads_for_pattern(None, None, None, ox.NamedNode(iri)))
        named |= {_value(quad.object): iri for quad in quads if quad.predicate == _SHA256}
        try:
            dossier = mapping.from_quads(quads, iri)
        except MappingError as error:
            findings.append(_error("mapping", iri, str(error)))
            continue
        findings += _logged(store, dossier, quads)
        findings += _references(store, dossier)
        findings += _collisions(store, dossier)
    findings += _texts(store, named)
    if not any(finding.code in ("mapping", "collision") for finding in findings):
        findings += _index(store)
    return sorted(findings, key=lambda f: (f.severity, f.code, f.where, f.message))


def _strangers(store: Store, dossiers: set[str]) -> Iterator[IntegrityFinding]:
    """Graphs that are no dossier's, dossiers that the log forgot, and quads in no graph."""
    for graph in store.graphs():
        if graph not in dossiers | terms.OWN_GRAPHS:
            yield _error(
                "stranger",
                graph,
                "this graph is no dossier and none of the store's own: remove it",
            )
    if next(store.quads_for_pattern(None, None, None, ox.DefaultGraph()), None) is not None:
        yield _error("stranger", "", "quads stand in no named graph; no dossier holds them")
    with_entry = {_value(quad.subject) for quad in store.quads_for_pattern(None, None, None, log.GRAPH)}
    for graph in sorted(with_entry - dossiers - terms.OWN_GRAPHS):
        yield _error(
            "log", graph, "the log knows this graph, and the store does not hold it; load the dossier again"
        )


def _ontology(store: Store) -> Iterator[IntegrityFinding]:
    held = set(store.quads_for_pattern(None, None, None, ontology_graph.GRAPH))
    if held != set(ontology_graph.quads()):
        yield IntegrityFinding(
            severity="warning",
            code="ontology",
            where=terms.ONTOLOGY_GRAPH,
            message="the ontology in the store is not this claimgraph's; the next load brings it up to date",
        )


def _logged(store: Store, dossier: Dossier, quads: list[ox.Quad]) -> Iterator[IntegrityFinding]:
    held = store.find_dossier(dossier.iri)
    if not held.content_sha256:
        yield _error("log", dossier.iri, "the log does not know this dossier; load it again")
    elif (held.content_sha256, held.quads) != (log.content_sha256(sorted(quads, key=str)), len(quads)):
        yield _error("log", dossier.iri, "the dossier is not what the log says was loaded; load it again")


def _references(store: Store, dossier: Dossier) -> Iterator[IntegrityFinding]:
    names = mapping.names_of(dossier)
    told = set(names.local)
    for slug, item in dossier.parts():
        for _place, reference, rdf in references(item):
            if reference in told:
                continue
            told.add(reference)
            iri = names.iri(reference, rdf.ref)
            if next(store.quads_for_pattern(ox.NamedNode(iri), None, None, None), None) is None:
                yield IntegrityFinding(
                    severity="warning",
                    code="reference",
                    where=dossier.iri,
                    message=f"'{slug}' refers to '{reference}', which is not loaded",
                )


def _collisions(store: Store, dossier: Dossier) -> Iterator[IntegrityFinding]:
    try:
        others = {held.iri: (held.slug, held.base) for held in store.dossiers()}
        refuse_collision(dossier, others)
    except ClaimGraphError as error:
        yield _error("collision", dossier.iri, str(error))


def _texts(store: Store, named: dict[str, str]) -> Iterator[IntegrityFinding]:
    for name in store.texts():
        held = store.text_bytes(name)
        if held is None or sha256_of(held) != name:
            yield _error("text", name, "the stored text is not what its name says; load its dossier again")
        elif name not in named:
            yield IntegrityFinding(
                severity="warning",
                code="text",
                where=name,
                message="no dossier names this stored text; the next write removes it",
            )


def _index(store: Store) -> Iterator[IntegrityFinding]:
    """An index that is damaged or says other than the dossiers do; one that is missing is built when asked for."""
    from ..index.index import Index
    from ..index.segments import Segment
    from ..reasoning.deriving import Contents

    contents = {held.iri: held.content_sha256 for held in store.dossiers()}
    try:
        store.verify_index()
        index = store.index()
        segments = [
            Segment.of(store.dossier(iri), sha256=content, texts=store.text_bytes, content=Contents())
            for iri, content in contents.items()
        ]
        # A text that was held once and is not now may have made copies known that only it can show.
        lost = any(not held for segment in segments for _text, held in segment.texts)
        agrees = index.sound and index.equal(
            Index.merge(segments), but=("sources.text", "things.copy") if lost else ()
        )
    except StoreError as error:
        yield _error("index", str(store.path or ""), str(error))
        return
    if agrees:
        yield from _derived(store, index)
    else:
        yield _error(
            "index",
            str(store.path or ""),
            "the index says other than the dossiers do; write it anew with Store.reindex()",
        )


def _derived(store: Store, index: "Index") -> Iterator[IntegrityFinding]:
    """A derived graph that says other than the rules do; one that was dropped says nothing."""
    from ..comparison import Context
    from ..reasoning import deriving, triples, writing
    from ..reasoning.telling import Names
    from .reasoned import labels

    held = {
        quad for quad in store.quads_for_pattern(None, None, None, GRAPH) if quad.predicate != triples.ENDED
    }
    if not held:
        return
    names = Names.plain(labels(store))
    context = Context.of(store.dossier(one.iri) for one in index.dossiers)
    anew = deriving.derived(index, context, label=names.label)
    if held != set(writing.rewrite(None, anew, names).quads):
        yield _error(
            "derived",
            terms.DERIVED_GRAPH,
            "what is derived is not what the rules derive; `claimgraph derive`",
        )


def _error(
    code: Literal["mapping", "stranger", "log", "collision", "text", "index", "derived"],
    where: str,
    message: str,
) -> IntegrityFinding:
    return IntegrityFinding(severity="error", code=code, where=where, message=message)


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.Literal | ox.NamedNode) else str(term)
