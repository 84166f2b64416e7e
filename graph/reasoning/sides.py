"""Who speaks for a claim and who against it, those included who speak of a claim that settles it.

For a claim speak the affirmations of it and of the claims that entail it; against it the denials of it and of the
claims that it entails. Curated support adds nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..arrays import Lists, ranges, starts_of

if TYPE_CHECKING:
    from ..arrays import Array, Bools
    from ..index.index import Index


def turned(lists: Lists, rows: int) -> Lists:
    """The same pairs from the other end: for each item, the rows that hold it.

    >>> turned(Lists.from_rows([[1], [1, 0]]), 2).of(1).tolist()
    [0, 1]
    """
    owners = lists.owners
    grouped = Lists.grouping(lists.items, rows)
    return Lists(grouped.start, owners[grouped.items])


def speaking(index: Index, chosen: Bools, through: Lists) -> Lists:
    """For each claim, the chosen statements on it and on the claims that it is reached through.

    Args:
        index: The record.
        chosen: Of each statement, whether it counts.
        through: Of each claim, further claims whose statements speak of it.
    """
    claims = len(index.claims)
    on = Lists.grouping(np.where(chosen, index.statements.claim, -1), claims)
    owners = np.concatenate([np.arange(claims, dtype=np.int64), through.owners.astype(np.int64)])
    spoken = np.concatenate([np.arange(claims, dtype=np.int64), through.items.astype(np.int64)])
    pairs = np.unique(owners << 32 | spoken)
    return _joined(on, pairs >> 32, pairs & 0xFFFFFFFF, claims)


def _joined(on: Lists, owners: Array, spoken: Array, rows: int) -> Lists:
    lengths = on.lengths[spoken]
    items = on.items[ranges(on.start[:-1][spoken], lengths)]
    return Lists(starts_of(np.bincount(owners, weights=lengths, minlength=rows).astype(np.int64)), items)
