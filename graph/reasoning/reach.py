"""How far a change of some dossiers reaches: through claims, statements, sources, relations and verdicts, no further.

What stands in no connection with a changed item comes out as before, and need not be worked out or written again.
Linear in the record, but for the inverse of Ackermann's function (path halving; Tarjan and van Leeuwen 1984).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..compiling import kernel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from ..arrays import Array, Ints, Lists, Strings
    from ..index.index import Index
    from .reasoning import Reasoning

    Marks = NDArray[np.bool_]


def reached(reasoning: Reasoning, bases: Iterable[str], *, seeds: Iterable[int] = ()) -> tuple[Marks, Marks]:
    """The claims and the statements that stand in some connection with an item of changed dossiers.

    Args:
        reasoning: What the record comes to.
        bases: Where the IRIs of the changed dossiers' items begin.
        seeds: Things that have changed besides, by number.

    Returns:
        A mark a claim, and a mark a statement.
    """
    index = reasoning.index
    claims, things, statements = len(index.claims), len(index.things), len(index.statements)
    # One numbering for all: claims first, then things.
    pairs = [
        (index.statements.claim, claims + np.arange(statements)),
        *(
            (claims + owners, claims + members)
            for owners, members in (
                _through(index.things.basis, index.things.group),
                _through(index.things.paths, index.things.path),
            )
        ),
        (claims + reasoning.verdicts.start, claims + reasoning.verdicts.end),
        (reasoning.entails.owners, reasoning.entails.items),
        (index.claims.exclusive.owners, index.claims.exclusive.items),
        *_drawn(index, claims, things),
    ]
    one = np.concatenate([np.asarray(pair[0], np.int64) for pair in pairs])
    other = np.concatenate([np.asarray(pair[1], np.int64) for pair in pairs])
    home = _joined(one, other, claims + things)
    touched = np.zeros(claims + things, dtype=bool)
    for base in bases:
        for names, first in (
            (index.claims.iri, 0),
            (index.statements.iri, claims),
            (index.sources.iri, claims + statements),
        ):
            start, end = within(names, base)
            touched[first + start : first + end] = True
    touched[[claims + seed for seed in seeds]] = True
    hit = np.zeros(claims + things, dtype=bool)
    hit[home[touched]] = True
    met = hit[home]
    return met[:claims], met[claims : claims + statements]


def within(names: Strings, prefix: str) -> tuple[int, int]:
    """Where the names that begin so stand, in names in the order of their bytes: the first, and one past the last."""
    start = prefix.encode()
    return names.place(start), names.place(start + b"\xff")


def _through(lists: Lists, members: Lists) -> tuple[Array, Array]:
    """Each thing with all that its groups or paths hold."""
    owners = np.repeat(lists.owners, members.lengths[lists.items])
    return owners, members.take(lists.items).items


def _drawn(index: Index, claims: int, things: int) -> list[tuple[Array, Array]]:
    """The ends of relations; who cuts a relation is joined with its beginning."""
    start, end = index.relations.start.astype(np.int64), index.relations.end.astype(np.int64)
    for _ in range(len(end)):
        aims = end >= things
        if not aims.any():
            break
        end = np.where(aims, start[np.where(aims, end - things, 0)], end)
    return [(claims + start, claims + end)]


@kernel
def _joined(one: Array, other: Array, count: int) -> Ints:
    """A number for each item that all in one connection share."""
    home = np.arange(count).astype(np.int32)
    for pair in range(len(one)):
        first, second = one[pair], other[pair]
        while home[first] != first:
            home[first] = home[home[first]]
            first = home[first]
        while home[second] != second:
            home[second] = home[home[second]]
            second = home[second]
        if first != second:
            home[max(first, second)] = min(first, second)
    for item in range(count):
        at = item
        while home[at] != at:
            home[at] = home[home[at]]
            at = home[at]
        home[item] = at
    return home
