"""The reasoning of one record: lineage, arguments and standing over one index, each worked out when first asked for.

"In this record, the claim that buyers ordered vests is accepted, on customs records alone; without them nobody who
affirms it says where it comes from."

It holds numbers; :mod:`.telling` puts them into words. It is never changed: without a source, there is another one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ..frameworks.grounded import grounded
from ..index.kinds import RootKind, SourceKind
from ..lineage.lineage import Lineage
from . import arguments as making
from .arguments import AFFIRMS, DENIES, Arguments, Ground
from .sides import speaking, turned
from .standing import statuses

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..index.arrays import Bytes, Lists
    from ..index.tables import Index
    from .verdicts import Verdicts


@dataclass(frozen=True, eq=False)
class Reasoning:
    """What a record comes to.

    Attributes:
        index: The record.
        verdicts: What comparison finds between its statements.
        entails: Of each claim, the wider claims that it entails.
        withdrawn: Things that are taken not to be on record, whatever the dossiers say.
    """

    index: Index
    verdicts: Verdicts
    entails: Lists
    withdrawn: frozenset[int] = field(default=frozenset())

    def without(self, things: Collection[int]) -> Reasoning:
        """The same record, had these things never been on it. A what-if; it changes nothing."""
        return Reasoning(self.index, self.verdicts, self.entails, self.withdrawn | frozenset(things))

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
        lineage, sources = self.lineage, self.index.sources
        statements = len(self.index.statements)
        alone = Lists_of_one(statements)
        kinds = lineage.root_counts(alone)
        evidence = lineage.held_up[statements:] & (sources.kind == SourceKind.EVIDENCE)
        counted = sum(kinds[:, kind] for kind in RootKind if kind.counted) > 0
        backed = counted | (kinds[:, RootKind.ASSESSMENT] > 0)
        return Ground(
            on_record=lineage.on_record,
            held_up=lineage.held_up,
            counted=np.concatenate([counted, evidence]),
            backed=np.concatenate([backed, evidence]),
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
    def labels(self) -> Bytes:
        """The grounded label of each node of the framework."""
        return grounded(self.arguments.framework)

    @cached_property
    def status(self) -> Bytes:
        """The standing of each claim, as its place in :data:`~.standing.STATUSES`."""
        return statuses(self.index, self.ground, self.arguments, self.labels)
