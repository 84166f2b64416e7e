"""Where claims stand by other semantics than the grounded one: what all of the tenable views hold, some, or none.

The complete, preferred and stable extensions of the framework are sets of arguments that can be held together. An
argument that is in all of them is taken as standing, one in some as open, one in none as defeated; a claim's standing
then follows by the same rule as from the grounded labels. What all complete extensions hold is the grounded one, by
theorem (Dung 1995). Where there is no stable extension at all, no standing is given.

Finding extensions takes a SAT solver (the extra ``solver``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ..frameworks.acceptance import ALL, NONE, SOME
from ..frameworks.acceptance import statuses as spread
from ..frameworks.extensions import Semantics
from ..frameworks.grounded import IN, OUT, UNDEC, grounded
from .standing import standing_in, statuses, supporters

if TYPE_CHECKING:
    from ..arrays import Bytes
    from .reasoning import Reasoning

_LABELS: Final = {ALL: IN, SOME: UNDEC, NONE: OUT}


@dataclass(frozen=True, slots=True, eq=False)
class Standings:
    """Where claims stand by some semantics.

    Attributes:
        semantics: Which.
        labels: Of each node of the framework, what stands for all, some or none of the extensions.
        status: Of each claim, its place among the standings; None if there is no extension.
        in_how_many: Of each claim, in how many extensions an argument for it is, by
            :data:`~..frameworks.acceptance.STATUSES`; likewise ``against``.
    """

    semantics: Semantics
    labels: Bytes
    status: Bytes | None
    in_how_many: Bytes
    against: Bytes


def standings(reasoning: Reasoning, semantics: Semantics | str, *, seconds: float | None = None) -> Standings:
    """Read each claim's standing off what all, some or none of the extensions hold.

    Args:
        reasoning: What the record comes to.
        semantics: Grounded, complete, preferred or stable.
        seconds: Time to take at most.

    Raises:
        MissingExtraError: If the extra ``solver`` is needed and not installed.
        SolverLimitError: If the time is over.
    """
    asked, arguments = Semantics(semantics), reasoning.arguments
    if asked is Semantics.GROUNDED:
        labels, exist = grounded(arguments.framework), True
        values = np.where(labels == IN, ALL, NONE).astype(np.uint8)
    else:
        found = spread(arguments.framework, asked, seconds=seconds)
        values, exist = found.values, found.exist
        labels = np.full(len(values), OUT, np.uint8)
        for value, label in _LABELS.items():
            labels[values == value] = label
    own = values[: len(arguments)]
    return Standings(
        semantics=asked,
        labels=labels,
        status=_status(reasoning, labels) if exist else None,
        in_how_many=_most(reasoning, own, arguments.for_),
        against=_most(reasoning, own, ~arguments.for_),
    )


def _status(reasoning: Reasoning, labels: Bytes) -> Bytes:
    index, ground, arguments = reasoning.index, reasoning.ground, reasoning.arguments
    lending = supporters(index, standing_in(index, ground, arguments, labels), ground)
    return statuses(index, ground, arguments, labels[: len(arguments)], lending)


def _most(reasoning: Reasoning, values: Bytes, chosen: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Bytes:
    found = np.zeros(len(reasoning.index.claims), np.uint8)
    np.maximum.at(found, reasoning.arguments.claim[chosen], values[chosen])
    return found


__all__ = ["Standings", "standings"]
