"""Weighted bipolar frameworks: arguments with a base score, attacks, and supports.

As in P. Baroni, M. Romano, F. Toni, M. Aurisicchio, G. Bertanza, "Automatic evaluation of design alternatives with
quantitative argumentation", Argument & Computation 6 (2015), 24-49, and in the papers that ``gradual`` follows. A base
score is what an argument is worth before anybody argues; whoever has none to give has no such framework.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ...ontology.errors import FrameworkError, Problem
from ..arrays import Lists
from .framework import checked_pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import ArrayLike, NDArray

    Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True, eq=False)
class Bipolar:
    """Arguments 0 to n - 1 with base scores from 0 to 1, attacks and supports; nothing in it can be changed.

    A pair said twice is one attack, or one support. The same pair may be both.

    Attributes:
        base: The base scores.
        attackers: By each argument, the arguments that attack it.
        supporters: By each argument, the arguments that support it.
        attacked: By each argument, the arguments that it attacks.
        supported: By each argument, the arguments that it supports.
        names: What the arguments are called, if they are called anything.

    >>> debate = Bipolar.from_pairs({"a": 0.5, "b": 0.9}, attacks=[("b", "a")])
    >>> len(debate), debate.attackers.of(0).tolist()
    (2, [1])
    """

    base: NDArray[np.float64]
    attackers: Lists
    supporters: Lists
    attacked: Lists
    supported: Lists
    names: tuple[str, ...] | None = None

    @classmethod
    def from_arrays(
        cls,
        base: ArrayLike,
        *,
        attacks: tuple[ArrayLike, ArrayLike] = ((), ()),
        supports: tuple[ArrayLike, ArrayLike] = ((), ()),
        names: Iterable[str] | None = None,
    ) -> Bipolar:
        """A framework from base scores and pairs of numbers.

        Args:
            base: A score from 0 to 1 for each argument.
            attacks: Who attacks, and whom.
            supports: Who supports, and whom.
            names: One for each argument.

        Raises:
            FrameworkError: If a score is missing or not from 0 to 1, or a number is not one of an argument.
        """
        scores = np.array(base, dtype=np.float64)
        if scores.ndim != 1:
            raise _wrong("base", "one score an argument was expected")
        bad = ~((scores >= 0) & (scores <= 1))
        if bad.any():
            first = int(np.argmax(bad))
            raise _wrong("base", f"a base score is from 0 to 1; that of argument {first} is {scores[first]}")
        called = None if names is None else tuple(names)
        if called is not None and len(set(called)) != len(scores):
            raise _wrong("names", f"{len(scores)} different names were expected, one an argument")
        size = len(scores)
        rows = []
        for what, (sources, targets) in (("attacks", attacks), ("supports", supports)):
            left, right = checked_pairs(what, size, sources, targets)
            rows.append(Lists.from_pairs(size, right, left))
        scores.flags.writeable = False
        attackers, supporters = rows
        return cls(scores, attackers, supporters, attackers.turned(), supporters.turned(), called)

    @classmethod
    def from_pairs(cls, base: Mapping[str, float], *, attacks: Pairs = (), supports: Pairs = ()) -> Bipolar:
        """A framework of named arguments.

        Args:
            base: The arguments' scores.
            attacks: Who attacks whom.
            supports: Who supports whom.

        Raises:
            FrameworkError: If a name has no score, or as for ``from_arrays``.
        """
        place = {name: number for number, name in enumerate(base)}

        def numbered(pairs: Pairs) -> tuple[list[int], list[int]]:
            found = list(pairs)
            for name in (name for pair in found for name in pair):
                if name not in place:
                    raise _wrong("base", f"'{name}' has no base score; give it one from 0 to 1")
            return [place[one] for one, _ in found], [place[other] for _, other in found]

        return cls.from_arrays(
            list(base.values()), attacks=numbered(attacks), supports=numbered(supports), names=base
        )

    @property
    def relations(self) -> int:
        """How many attacks and supports there are."""
        return len(self.attackers.items) + len(self.supporters.items)

    def __len__(self) -> int:
        return len(self.base)


def _wrong(what: str, message: str) -> FrameworkError:
    return FrameworkError([Problem(f"<{what}>", 0, 0, message)])
