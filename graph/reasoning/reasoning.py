"""The reasoning of one record: lineage, arguments and standing over one index, each worked out when first asked for.

"In this record, the claim that buyers ordered vests is accepted, on customs records alone; without them nobody who
affirms it says where it comes from."

It holds numbers; :mod:`.telling` puts them into words. It is never changed: without a source, there is another one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ...ontology.vocabulary import RelationKind, Strength
from ..arrays import Lists
from ..comparison.context import Context
from ..frameworks.grounded import OUT, grounded
from ..index.kinds import RootKind
from ..lineage.lineage import Lineage
from ..lineage.roots import joined
from . import arguments as making
from .arguments import AFFIRMS, DENIES, Argued, Arguments, Ground
from .sides import speaking, turned
from .standing import STATUSES, standing_in, statuses, supporters
from .verdicts import CONTRADICTS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from numpy.typing import NDArray

    from ..arrays import Bytes, Ints
    from ..index.index import Index
    from .verdicts import Verdicts

    Marks = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Reasoning:
    """What a record comes to.

    Attributes:
        index: The record.
        verdicts: What comparison finds between its statements.
        entails: Of each claim, the wider claims that it entails.
        withdrawn: Things that are taken not to be on record, whatever the dossiers say.
        knowledge: Gives what comparison knew, where two statements are to be compared once more.
    """

    index: Index
    verdicts: Verdicts
    entails: Lists
    withdrawn: frozenset[int] = field(default=frozenset())
    knowledge: Callable[[], Context] = Context

    def without(self, things: Collection[int]) -> Reasoning:
        """The same record, had these things never been on it. A what-if; it changes nothing."""
        return replace(self, withdrawn=self.withdrawn | frozenset(things))

    @cached_property
    def context(self) -> Context:
        """What comparison knew."""
        return self.knowledge()

    @cached_property
    def lineage(self) -> Lineage:
        """Where everything comes from."""
        return Lineage(self.index, withdrawn=sorted(self.withdrawn))

    @cached_property
    def entailed_by(self) -> Lists:
        """Of each claim, the narrower claims that entail it."""
        return turned(self.entails, len(self.index.claims))

    @cached_property
    def supporting(self) -> Lists:
        """Of each claim, the affirmations of it and of claims that entail it."""
        return speaking(self.index, self.index.statements.stance == AFFIRMS, self.entailed_by)

    @cached_property
    def opposing(self) -> Lists:
        """Of each claim, the denials of it and of claims that it entails."""
        return speaking(self.index, self.index.statements.stance == DENIES, self.entails)

    @cached_property
    def ground(self) -> Ground:
        """What lineage says, as the arguments need it."""
        lineage, statements = self.lineage, len(self.index.statements)
        alone = Lists(np.arange(statements + 1, dtype=np.int64), np.arange(statements, dtype=np.int32))
        assessed = lineage.root_counts(alone).by_kind[:, RootKind.ASSESSMENT] > 0
        backed = lineage.counting.copy()
        backed[:statements] |= assessed
        return Ground(
            on_record=lineage.on_record,
            held_up=lineage.held_up,
            counted=lineage.counting,
            backed=backed,
        )

    @cached_property
    def arguments(self) -> Arguments:
        """The arguments, and the framework that they make."""
        return making.build(
            self.index,
            self.ground,
            entails=self.entails,
            entailed_by=self.entailed_by,
            contradictions=self.verdicts.contradictions(),
        )

    @cached_property
    def argued(self) -> Argued:
        """The arguments alone."""
        made = self.arguments
        return Argued(made.statement, made.claim, made.for_, made.own)

    @cached_property
    def _nodes(self) -> Bytes:
        """The grounded label of each node of the framework."""
        return grounded(self.arguments.framework)

    @cached_property
    def labels(self) -> Bytes:
        """The grounded label of each argument."""
        return self._nodes[: len(self.arguments)]

    @cached_property
    def stands(self) -> Marks:
        """Of each thing, whether it is in, or is a source that nobody attacks and that is held up."""
        return standing_in(self.index, self.ground, self.arguments, self._nodes)

    @cached_property
    def status(self) -> Bytes:
        """The standing of each claim, as its place in :data:`~.standing.STATUSES`."""
        return statuses(self.index, self.ground, self.argued, self.labels, self.lending)

    @cached_property
    def sole(self) -> Lists:
        """Of each claim, the things without which none of its counted affirmations is held up."""
        counted = self.ground.counted[: len(self.index.statements)]
        affirming = self.index.statements.stance == AFFIRMS
        return self.lineage.kill_sets(speaking(self.index, affirming & counted, self.entailed_by))

    def statuses(self) -> dict[str, str]:
        """The standing of each claim, by IRI."""
        return {
            iri: str(STATUSES[status])
            for iri, status, loaded in zip(
                self.index.claims.iri, self.status.tolist(), self.index.claims.loaded.tolist(), strict=True
            )
            if loaded
        }

    # By number, for whoever tells of it.

    @cached_property
    def arguments_on(self) -> Lists:
        """Of each claim, the arguments about it."""
        return Lists.grouping(self.argued.claim, len(self.index.claims))

    @cached_property
    def verdicts_of(self) -> Lists:
        """Of each statement, the verdicts that it is an end of."""
        return self.verdicts.by_statement(len(self.index.statements))

    @cached_property
    def relations_to(self) -> Lists:
        """Of each thing, the relations that lead to it."""
        ends = self.index.relations.end
        return Lists.grouping(np.where(ends < len(self.index.things), ends, -1), len(self.index.things))

    @cached_property
    def relations_from(self) -> Lists:
        """Of each thing, the relations that it begins."""
        return Lists.grouping(self.index.relations.start, len(self.index.things))

    @cached_property
    def drawn_contradictions(self) -> Marks:
        """Of each relation, whether it is a contradiction that somebody drew and that stands."""
        relations = self.index.relations
        found: Marks = (
            (relations.kind == list(RelationKind).index(RelationKind.CONTRADICTS))
            & (relations.strength != list(Strength).index(Strength.APPARENT))
            & (relations.withdrawn == 0)
        )
        return found

    @cached_property
    def contradicted(self) -> Lists:
        """Of each claim, those that it contradicts: by a standing relation or a rule between statements on both."""
        relations, statements = self.index.relations, len(self.index.statements)
        drawn = self.drawn_contradictions & (relations.start < statements) & (relations.end < statements)
        by_rule = np.array(list(self.verdicts.contradictions()), np.int64).reshape(-1, 2)
        start = np.concatenate([relations.start[drawn], by_rule[:, 0]]).astype(np.int64)
        end = np.concatenate([relations.end[drawn], by_rule[:, 1]]).astype(np.int64)
        one, other = self.index.statements.claim[start].astype(np.int64), self.index.statements.claim[end]
        pairs = np.concatenate([one << 32 | other, other.astype(np.int64) << 32 | one])
        pairs = np.unique(pairs[(pairs >> 32) != (pairs & 0xFFFFFFFF)])
        grouped = Lists.grouping(pairs >> 32, len(self.index.claims))
        return Lists(grouped.start, (pairs & 0xFFFFFFFF).astype(np.int32)[grouped.items])

    @cached_property
    def lending(self) -> Ints:
        """The strong supports that lend their root to a statement."""
        return supporters(self.index, self.stands, self.ground)

    def read_in(self, statements: Collection[int]) -> int:
        """In how many outlets some statements were read: of each way to us, the one nearest to us.

        Outlets of one owner, and copies of one text, are one. A report that quotes another is read, the other is not.
        """
        things, first, there = self.index.things, len(self.index.statements), self.lineage.on_record
        reports = set()
        for statement in statements:
            for path in things.paths.of(statement).tolist() if there[statement] else ():
                carriers = things.path.of(path)
                if there[carriers].all():
                    reports |= {int(one) for one in carriers[:1] if one >= first}
        keys: list[list[tuple[str, int]]] = []
        for report in sorted(reports):
            copy, by = int(things.copy[report]), self.index.sources.by.of(report - first)
            houses = [("house", int(self.index.agents.house[one])) for one in by]
            keys.append([*houses, *([("text", copy)] if copy >= 0 else []), ("report", report)])
        return len(joined(keys))

    def lenders(self, statements: Collection[str]) -> list[int]:
        """The things that stand, are backed, and strongly support one of these statements."""
        wanted = {self.index.statements.iri.find(iri) for iri in statements}
        relations = self.index.relations
        return sorted({
            int(relations.start[number]) for number in self.lending if int(relations.end[number]) in wanted
        })  # fmt: skip

    def opponents_of(self, statements: Collection[str]) -> list[int]:
        """The statements that contradict one of these, by somebody's or a rule's word, and are not defeated."""
        found: set[int] = set()
        for iri in statements:
            number = self.index.statements.iri.find(iri)
            if number is not None:
                found |= self._contradicting(number)
        own = self.argued.own
        return sorted(one for one in found if own[one] >= 0 and self.labels[own[one]] != OUT)

    def undercutting(self, statements: Collection[str]) -> list[int]:
        """What strongly undercuts one of these that has a step to cut, and is not defeated."""
        found: set[int] = set()
        for iri in statements:
            number = self.index.statements.iri.find(iri)
            if number is None:
                continue
            based = len(self.index.things.basis.of(number)) > 0
            if based or self.index.statements.first_hand[number]:
                drawn = self.relations_to.of(number)
                found |= set(self.index.relations.start[drawn[self._strong_cuts[drawn]]].tolist())
        own, first = self.argued.own, len(self.index.statements)
        return sorted(
            one
            for one in found
            if (
                self.ground.on_record[one] if one >= first else own[one] >= 0 and self.labels[own[one]] != OUT
            )
        )

    @cached_property
    def _strong_cuts(self) -> Marks:
        """Of each relation, whether it is a strong undercut that somebody drew and that stands."""
        relations = self.index.relations
        found: Marks = (
            (relations.kind == list(RelationKind).index(RelationKind.UNDERCUTS))
            & (relations.strength == list(Strength).index(Strength.STRONG))
            & (relations.withdrawn == 0)
        )
        return found

    def _contradicting(self, statement: int) -> set[int]:
        relations, first = self.index.relations, len(self.index.statements)
        drawn = np.concatenate([self.relations_to.of(statement), self.relations_from.of(statement)])
        found = {
            int(end)
            for number in drawn.tolist()
            if self.drawn_contradictions[number]
            for end in (relations.start[number], relations.end[number])
        }
        for number in self.verdicts_of.of(statement).tolist():
            if self.verdicts.kind[number] == CONTRADICTS:
                found |= {int(self.verdicts.start[number]), int(self.verdicts.end[number])}
        return {one for one in found if one < first} - {statement}
