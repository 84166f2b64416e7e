"""Where each claim stands: accepted, rejected, disputed or unsupported, read off the labels of its arguments.

Accepted: an argument for the claim is in and backed, by a counted root or an assessment, its own or that of an
in-labelled strong supporter. Rejected: likewise against it. Disputed: none is in and some are undecided. Unsupported:
the rest, a party's own word included. Accepted means undefeated in this record, not true.

Linear in arguments and relations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ...ontology.derived import Standing
from ...ontology.vocabulary import RelationKind, Strength
from ..frameworks.grounded import IN, UNDEC

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..index.index import Index
    from .arguments import Argued, Arguments, Ground

    Labels = NDArray[np.uint8]
    Marks = NDArray[np.bool_]

STATUSES: Final = tuple(Standing)
ACCEPTED, REJECTED, DISPUTED, UNSUPPORTED = (STATUSES.index(status) for status in (
    Standing.ACCEPTED, Standing.REJECTED, Standing.DISPUTED, Standing.UNSUPPORTED,
))  # fmt: skip

_SUPPORTS: Final = list(RelationKind).index(RelationKind.SUPPORTS)
_UNDERCUTS: Final = list(RelationKind).index(RelationKind.UNDERCUTS)
_STRONG: Final = list(Strength).index(Strength.STRONG)


def standing_in(index: Index, ground: Ground, arguments: Arguments, labels: Labels) -> Marks:
    """Of each thing, whether it stands: its node is in; or it has none, and is a source that is held up."""
    node = arguments.node
    stands = np.zeros(len(node), dtype=bool)
    has = node >= 0
    stands[has] = labels[node[has]] == IN
    statements = len(index.statements.iri)
    alone = ~has
    alone[:statements] = False
    stands[alone] = ground.held_up[alone]
    return stands


def supporters(index: Index, stands: Marks, ground: Ground) -> NDArray[np.int32]:
    """The strong supports that lend their root to a statement: relations whose start stands and is backed."""
    relations = index.relations
    things = len(stands)
    holds = (relations.withdrawn == 0) & (relations.strength == _STRONG)
    cutting = holds & (relations.kind == _UNDERCUTS) & (relations.end >= things)
    cut = np.zeros(len(relations.kind), dtype=bool)
    for relation in np.flatnonzero(cutting):
        cut[relations.end[relation] - things] |= bool(stands[relations.start[relation]])
    lending = holds & (relations.kind == _SUPPORTS) & ~cut & (relations.end < len(index.statements.iri))
    lending[lending] &= stands[relations.start[lending]] & ground.backed[relations.start[lending]]
    return np.flatnonzero(lending).astype(np.int32)


def statuses(
    index: Index, ground: Ground, argued: Argued, labels: Labels, lending: NDArray[np.int32]
) -> NDArray[np.uint8]:
    """The standing of each claim, as its place in :data:`STATUSES`.

    Args:
        index: The record.
        ground: What lineage says of it.
        argued: Its arguments.
        labels: How each fares.
        lending: The strong supports that lend their root.
    """
    claims = len(index.claims.iri)
    backed = ground.backed[: len(index.statements.iri)].copy()
    backed[index.relations.end[lending]] = True
    is_in = labels == IN

    def about(chosen: Marks) -> Marks:
        return np.bincount(argued.claim[chosen], minlength=claims).astype(bool)

    carried = is_in & backed[argued.statement]
    accepted, rejected = about(carried & argued.for_), about(carried & ~argued.for_)
    undecided = about(labels == UNDEC) & ~about(is_in)
    found = np.full(claims, UNSUPPORTED, dtype=np.uint8)
    found[undecided | (accepted & rejected)] = DISPUTED
    found[accepted & ~rejected] = ACCEPTED
    found[rejected & ~accepted] = REJECTED
    return found
