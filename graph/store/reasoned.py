"""What a store's record comes to, kept beside its index and written into the derived graph with each change.

It is worked out before the change is made, over the index of what is to stand, and becomes part of the same write: so
neither the graph nor what is kept is ever of other dossiers than those that stand. A store whose derived graph was
dropped works it out whole at the next write.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...ontology import taxonomies, terms
from ...ontology.derived import GRAPH
from ...ontology.node import pick
from .indexing import read_back

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from ...ontology.dossier import Dossier
    from ..reasoning.reasoning import Reasoning
    from ..reasoning.renewing import Before
    from ..reasoning.writing import Rewrite
    from ..records import QuadSource
    from .backing import Backing
    from .indexing import Gathered

_LABEL = ox.NamedNode(terms.cg("label"))


@dataclass(frozen=True, slots=True)
class Change:
    """What a write changes, as far as reasoning is concerned.

    Attributes:
        bases: Where the IRIs of the dossiers begin that have changed, come or go.
        handed_in: The dossiers that come.
        labels: What their items are called, each by the first dossier, by IRI, that names it.
        gone: The graphs that are replaced or go, whose labels no longer hold.
        time: When it is recorded, as xsd:dateTime.
        anew: Take nothing over.
    """

    bases: Collection[str]
    handed_in: Mapping[str, Dossier]
    labels: Mapping[str, tuple[str, str]]
    gone: Collection[str] = ()
    time: str | None = None
    anew: bool = False


def derive(backing: Backing, gathered: Gathered, change: Change) -> tuple[Gathered, Rewrite]:
    """Work out what the record will come to, and what is written of it.

    Args:
        backing: The store as it stands.
        gathered: The index of what is to stand.
        change: What the write changes.

    Returns:
        The index with what is kept beside it, and the quads.
    """
    from ..reasoning import keeping, renewing, writing
    from ..reasoning.telling import Names

    before = None if change.anew else standing(backing)
    contexts = _contexts(backing, gathered, change, before)
    names = Names.plain(labels(backing.quads, change))
    told = renewing.Change(change.bases, _renamed(backing.quads, change, names.label))
    after, touched = renewing.renewed(gathered.index, contexts, before, told, label=names.label)
    was = before.reasoning if before is not None else None
    written = writing.rewrite(was, after, names, bases=change.bases, touched=touched, time=change.time)
    return replace(gathered, reasoning=keeping.columns(after, contexts)), written


def standing(backing: Backing) -> Before | None:
    """What the record comes to as it stands; None if nothing is kept that this version reads."""
    from ..reasoning import keeping, renewing

    if next(backing.quads.quads_for_pattern(None, None, None, GRAPH), None) is None:
        return None
    index = backing.index()
    kept = backing.kept(index)
    if kept is None or not keeping.fits(index, kept):
        return None
    found = keeping.contexts_of(kept)
    return renewing.Before(keeping.restored(index, kept, found), found)


def reasoning(backing: Backing) -> Reasoning:
    """What the record comes to: what is kept of it, or, where it was dropped, all of it worked out now."""
    from ..comparison import Context
    from ..reasoning import deriving

    before = standing(backing)
    if before is not None:
        return before.reasoning
    index = backing.index()
    held = [read_back(backing.quads, one.iri) for one in index.dossiers]
    return deriving.derived(index, Context.of(held), label=labels(backing.quads))


def _contexts(backing: Backing, gathered: Gathered, change: Change, before: Before | None) -> list[str]:
    """What comparison knows of each dossier, in the index's order; of those that do not change, as it was kept."""
    from ..comparison import Context

    known: dict[tuple[str, str], str] = {}
    if before is not None:
        known = {
            (one.iri, one.content): text
            for one, text in zip(before.reasoning.index.dossiers, before.contexts, strict=True)
        }
    found = []
    for one in gathered.index.dossiers:
        text = known.get((one.iri, one.content))
        if text is None:
            dossier = change.handed_in.get(one.iri) or read_back(backing.quads, one.iri)
            text = Context.of([dossier]).to_json()
        found.append(text)
    return found


def labels(quads: QuadSource, change: Change | None = None) -> Callable[[str], str]:
    """What an item is called: as the first dossier says, by IRI, of those that come and those that stay.

    In one language whoever asks, since the sentences that are kept have one; :meth:`Records.label` has several.
    """
    asked: dict[str, str] = {}
    coming = {} if change is None else change.labels
    gone = frozenset() if change is None else frozenset(change.gone)

    def label(iri: str) -> str:
        if iri not in asked:
            told = [*_held(quads, iri, gone), *([coming[iri]] if iri in coming else [])]
            concept = taxonomies.concept_of(iri)
            asked[iri] = min(told)[1] if told else pick(concept.labels) if concept else terms.shorten(iri)
        return asked[iri]

    return label


def _renamed(quads: ox.Store, change: Change, now: Callable[[str], str]) -> frozenset[str]:
    """What changed dossiers share with others and call otherwise: of such an item, the first dossier gives the name."""
    was = labels(quads)
    named = set(change.labels)
    for graph in change.gone:
        found = quads.quads_for_pattern(None, _LABEL, None, ox.NamedNode(graph))
        named |= {quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)}
    shared = (iri for iri in named if not iri.startswith(tuple(change.bases)))
    return frozenset(iri for iri in shared if was(iri) != now(iri))


def _held(quads: QuadSource, iri: str, gone: Collection[str]) -> list[tuple[str, str]]:
    """The labels in the dossiers that stay, each with its dossier."""
    return [
        (quad.graph_name.value, quad.object.value)
        for quad in quads.quads_for_pattern(ox.NamedNode(iri), _LABEL, None, None)
        if isinstance(quad.graph_name, ox.NamedNode)
        and isinstance(quad.object, ox.Literal)
        and quad.graph_name.value not in terms.OWN_GRAPHS
        and quad.graph_name.value not in gone
    ]
