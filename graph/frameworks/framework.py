"""Abstract argumentation frameworks: arguments without content, and which attacks which.

Phan Minh Dung, "On the acceptability of arguments and its fundamental role in nonmonotonic reasoning, logic programming
and n-person games", Artificial Intelligence 77 (1995), 321-357, https://doi.org/10.1016/0004-3702(94)00041-X.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ...ontology.errors import FrameworkError, Problem, UnknownNameError
from ..arrays import Lists

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import networkx as nx
    from numpy.typing import ArrayLike, NDArray

    from ..arrays import Bools, Integers

LARGEST = 2**31 - 1
"""Arguments at most: their numbers are kept in 32 bits."""


@dataclass(frozen=True, slots=True, eq=False)
class Framework:
    """Arguments 0 to n - 1, and attacks between them; nothing in it can be changed.

    An attack said twice is one attack. An argument may attack itself.

    Attributes:
        attacked: By each argument, the arguments that it attacks.
        attackers: By each argument, the arguments that attack it.
        names: What the arguments are called, if they are called anything; numbers are counted from 0.

    >>> nixon = Framework.from_pairs([("quaker", "republican"), ("republican", "quaker")])
    >>> len(nixon), nixon.attacks, nixon.name(1)
    (2, 2, 'republican')
    """

    attacked: Lists
    attackers: Lists
    names: tuple[str, ...] | None = None

    @classmethod
    def from_arrays(
        cls, size: int, sources: ArrayLike, targets: ArrayLike, *, names: Sequence[str] | None = None
    ) -> Framework:
        """A framework of ``size`` arguments in which ``sources[k]`` attacks ``targets[k]``.

        Raises:
            FrameworkError: If the arrays are not of one length, or a number is not one of an argument.
        """
        left, right = checked_pairs("attacks", size, sources, targets)
        if names is not None and (len(names) != size or len(set(names)) != size):
            raise _wrong("names", f"{size} different names were expected, one an argument")
        attacked = Lists.from_pairs(size, left, right)
        return cls(attacked, attacked.turned(), None if names is None else tuple(names))

    @classmethod
    def from_pairs(cls, attacks: Iterable[tuple[str, str]], arguments: Iterable[str] = ()) -> Framework:
        """A framework of named arguments, numbered in the order in which they are met.

        Args:
            attacks: Who attacks whom.
            arguments: Met first, in this order; needed for those that neither attack nor are attacked.
        """
        numbers: dict[str, int] = {}
        for name in arguments:
            numbers.setdefault(name, len(numbers))
        pairs = [
            (numbers.setdefault(source, len(numbers)), numbers.setdefault(target, len(numbers)))
            for source, target in attacks
        ]
        both = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        return cls.from_arrays(len(numbers), both[:, 0], both[:, 1], names=list(numbers))

    @classmethod
    def from_networkx(cls, graph: nx.DiGraph[Any]) -> Framework:
        """A framework whose arguments are a graph's nodes, in their order, and whose attacks are its edges."""
        numbers = {node: number for number, node in enumerate(graph)}
        both = np.array([(numbers[a], numbers[b]) for a, b in graph.edges()], dtype=np.int64).reshape(-1, 2)
        return cls.from_arrays(len(numbers), both[:, 0], both[:, 1], names=[str(node) for node in numbers])

    @property
    def attacks(self) -> int:
        """How many attacks there are."""
        return len(self.attacked.items)

    def name(self, argument: int) -> str:
        """What an argument is called: its name, else its number counted from 1 as in the competition's files."""
        return str(argument + 1) if self.names is None else self.names[argument]

    def number(self, name: str) -> int:
        """The argument of a name.

        Raises:
            UnknownNameError: If there is none.
        """
        if self.names is None:
            # Python reads other digits, signs and underscores as numbers too; these are not names.
            if name.isascii() and name.isdecimal() and len(name) <= len(str(LARGEST)):
                found = int(name) - 1
                if 0 <= found < len(self):
                    return found
            raise UnknownNameError(
                f"there is no argument '{name}'; they are called 1 to {len(self)}", name=name
            )
        try:
            return self.names.index(name)
        except ValueError:
            import difflib

            near = difflib.get_close_matches(name, self.names[:10_000], n=1)
            hint = f" (did you mean '{near[0]}'?)" if near else ""
            raise UnknownNameError(f"there is no argument '{name}'{hint}", name=name) from None

    def restricted_to(self, kept: Bools) -> tuple[Framework, NDArray[np.int64]]:
        """The framework of some arguments and the attacks among them, and which arguments those are.

        Args:
            kept: For each argument, whether it stays.
        """
        numbers = np.flatnonzero(kept)
        place = np.cumsum(kept, dtype=np.int64) - 1
        left = self.attacked.owners
        inside = kept[left] & kept[self.attacked.items]
        found = Framework.from_arrays(
            len(numbers),
            place[left[inside]],
            place[self.attacked.items[inside]],
            names=None if self.names is None else [self.names[number] for number in numbers],
        )
        return found, numbers

    def __len__(self) -> int:
        return len(self.attacked)


def checked_pairs(what: str, size: int, sources: ArrayLike, targets: ArrayLike) -> tuple[Integers, Integers]:
    """Two arrays of arguments' numbers, of one length.

    Raises:
        FrameworkError: If they are not.
    """
    if not 0 <= size <= LARGEST:
        raise _wrong(what, f"a framework has 0 to {LARGEST:,} arguments, not {size}")
    left, right = np.asarray(sources), np.asarray(targets)
    if left.ndim != 1 or left.shape != right.shape:
        raise _wrong(what, f"two lists of one length were expected, not of {left.shape} and {right.shape}")
    if not len(left):
        return left.astype(np.int64), right.astype(np.int64)
    for one in (left, right):
        if not np.issubdtype(one.dtype, np.integer):
            raise _wrong(what, f"arguments are whole numbers, not {one.dtype}")
        if one.min() < 0 or one.max() >= size:
            raise _wrong(what, f"arguments are numbered 0 to {size - 1}, and one of these is not")
    return left, right


def _wrong(what: str, message: str) -> FrameworkError:
    return FrameworkError([Problem(f"<{what}>", 0, 0, message)])
