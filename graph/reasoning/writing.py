"""Which quads of the derived graph a change of dossiers makes new, and about what the old ones go.

Only what stands in some connection with the change is written again (:mod:`.reach`); the circles, which are few, and
the note of when the rules were applied always are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
import pyoxigraph as ox

from ...ontology import derived, terms
from . import triples
from .gradual import Model, graded, gradual
from .reach import reached
from .telling import Teller

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ..arrays import Bools, Strings
    from ..index.index import Index
    from .reasoning import Reasoning
    from .telling import Names

_TYPE: Final = ox.NamedNode(terms.PREFIXES["rdf"] + "type")
_CYCLE: Final = ox.NamedNode(terms.cg("Cycle"))


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What is to be written again.

    Attributes:
        quads: All that is said now of the claims, statements, verdicts and circles that may have changed.
        claims: These claims; None if the whole graph is written again.
        statements: These statements.
    """

    quads: list[ox.Quad]
    claims: frozenset[str] | None = None
    statements: frozenset[str] = field(default_factory=frozenset)

    def outdated(self, quads: ox.Store) -> Iterator[ox.Quad]:
        """The quads of a store's derived graph that these replace."""
        graph = derived.GRAPH
        if self.claims is None:
            yield from quads.quads_for_pattern(None, None, None, graph)
            return
        subjects: dict[ox.NamedNode, None] = {triples.DERIVATION: None}
        for iris, leading in (
            (self.claims, (derived.Term.ROOT_OF,)),
            (self.statements, (derived.Term.FROM, derived.Term.TO)),
        ):
            for iri in sorted(iris):
                node = ox.NamedNode(iri)
                subjects[node] = None
                for term in leading:
                    for quad in quads.quads_for_pattern(None, term.node, node, graph):
                        subjects[quad.subject] = None  # type: ignore[index]  # no blank nodes here
        for quad in quads.quads_for_pattern(None, _TYPE, _CYCLE, graph):
            subjects[quad.subject] = None  # type: ignore[index]
        for subject in subjects:
            yield from quads.quads_for_pattern(subject, None, None, graph)


def rewrite(  # noqa: PLR0913 - all but three are keywords
    before: Reasoning | None,
    after: Reasoning,
    names: Names,
    *,
    bases: Collection[str] = (),
    touched: Collection[str] = (),
    time: str | None = None,
) -> Rewrite:
    """What a change makes new.

    Args:
        before: What the record came to; None writes everything.
        after: What it comes to.
        names: What items are called in sentences.
        bases: Where the IRIs of the dossiers begin that have changed, came or went.
        touched: Claims that were compared again.
        time: When, as xsd:dateTime; None if nobody says.
    """
    index = after.index
    claims = np.ones(len(index.claims), dtype=bool)
    statements = np.ones(len(index.statements), dtype=bool)
    gone: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    if before is not None:
        old, new = _other_ends(before.index, after.index)
        was_claims, was_statements = reached(before, bases, seeds=old)
        gone = (
            _named(before.index.claims.iri, was_claims),
            _named(before.index.statements.iri, was_statements),
        )
        again = [number for iri in touched if (number := index.claims.iri.find(iri)) is not None]
        compared = (int(one) for claim in again for one in index.claims.statements.of(claim))
        claims, statements = reached(after, bases, seeds={*new, *compared})
        claims |= index.claims.iri.among(gone[0])
        statements |= index.statements.iri.among(gone[1])
    teller = Teller(after, names)
    held = [one.iri for one in index.dossiers]
    quads = triples.derivation(held, time) if held else []
    for claim in np.flatnonzero(claims & index.claims.loaded).tolist():
        quads += triples.of_claim(teller.standing(claim))
    if graded(index):
        for model in Model:
            strengths = gradual(after, model, within=claims).values
            quads += [
                triples.of_strength(teller.claim_iri(one), model, value) for one, value in strengths.items()
            ]
    for statement in np.flatnonzero(statements).tolist():
        quads += triples.of_statement(teller.statement(statement))
    verdicts = after.verdicts
    for number in np.flatnonzero(statements[verdicts.start] | statements[verdicts.end]).tolist():
        one = verdicts.at(number)
        quads += triples.of_verdict(teller.thing_iri(one.start), teller.thing_iri(one.end), one)
    for cycle in teller.cycles():
        quads += triples.of_cycle(cycle)
    if before is None:
        return Rewrite(quads)
    return Rewrite(
        quads,
        _named(index.claims.iri, claims) | gone[0],
        _named(index.statements.iri, statements) | gone[1],
    )


def _other_ends(was: Index, now: Index) -> tuple[list[int], list[int]]:
    """The things, by their old and new numbers, that a chain would end in otherwise, or that are another house's now.

    What a dossier says of agents reaches the statements of others without any link between items.
    """
    one, other = _ends(was), _ends(now)
    both = [(one[iri], other[iri]) for iri in one.keys() & other.keys()]
    return (
        sorted(mine[0] for mine, its in both if mine[1:] != its[1:]),
        sorted(its[0] for mine, its in both if mine[1:] != its[1:]),
    )


def _ends(index: Index) -> dict[bytes, tuple[int, int, tuple[bytes, ...]]]:
    """Of each thing its number, the kind of root that it would be, and the houses of who made it."""
    houses = [index.agents.iri.raw(int(house)) for house in index.agents.house]
    found: dict[bytes, tuple[int, int, tuple[bytes, ...]]] = {}
    speakers, ends = index.statements.speaker.tolist(), index.statements.end.tolist()
    for number, iri in enumerate(index.statements.iri.raws()):
        speaker = speakers[number]
        found[iri] = (number, ends[number], (houses[speaker],) if speaker >= 0 else ())
    for number, iri in enumerate(index.sources.iri.raws()):
        by = tuple(houses[agent] for agent in index.sources.by.of(number).tolist())
        found[iri] = (len(speakers) + number, int(index.sources.end[number]), by)
    return found


def _named(names: Strings, chosen: Bools) -> frozenset[str]:
    return frozenset(names.text(number) for number in np.flatnonzero(chosen).tolist())
