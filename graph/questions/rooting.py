"""Many outlets, one root: what looks like agreement and goes back to a single origin.

A side of a claim is listed if two outlets or more carry what rests on its one root, and nothing else on that side has a
known root. Where no root is known, one that is unknown can still be seen to be one: the same unnamed source behind
all.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

import numpy as np

from ...ontology.derived import RootKind
from ...ontology.vocabulary import Stance
from ..arrays import Lists, starts_of
from ..index.kinds import RootKind as Kind
from ..reasoning.results import RootTold
from ..told import Told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..arrays import Array
    from ..reasoning.telling import Teller

OUTLETS: Final = 2
"""So many outlets, at the least."""


class OneRoot(Told):
    """A side of a claim that many outlets carry and one root holds up.

    Attributes:
        side: ``affirms`` or ``denies``.
        unknown: Statements on the side beside it, of which nobody says where they come from.
    """

    claim: str
    slug: str
    text: dict[str, str]
    side: Stance
    root: RootTold
    outlets: int
    statements: int
    unknown: int
    sentence: str


class Carrying(Told):
    """A root behind several statements: "customs records, behind six statements on six claims".

    Attributes:
        claims: The claims of these statements.
    """

    item: str
    label: str
    kind: RootKind
    statements: tuple[str, ...]
    claims: tuple[str, ...]
    outlets: int
    sentence: str


def carrying(teller: Teller, *, most: int = 20) -> tuple[Carrying, ...]:
    """The things in which the bases of most statements end; those behind two statements at least.

    Args:
        teller: The reasoning.
        most: How many to tell.
    """
    index, lineage = teller.index, teller.reasoning.lineage
    behind: dict[int, list[int]] = defaultdict(list)
    based = np.flatnonzero(
        lineage.held_up[: len(index.statements)] & (index.things.basis.lengths[: len(index.statements)] > 0)
    )
    for statement in based.tolist():
        for end in lineage.ends(statement):
            behind[end].append(statement)
    several = [one for one in behind.items() if len(one[1]) > 1]
    several.sort(key=lambda one: (-len(one[1]), one[0]))
    return tuple(_carrying(teller, end, statements) for end, statements in several[:most])


def _carrying(teller: Teller, end: int, statements: list[int]) -> Carrying:
    index = teller.index
    claims = sorted(set(index.statements.claim[statements].tolist()))
    kind = teller.kind_of(teller.reasoning.lineage.roots(None, statements), end)
    label = teller.thing(end)
    on = "one claim" if len(claims) == 1 else f"{len(claims)} claims"
    return Carrying(
        item=teller.thing_iri(end),
        label=label,
        kind=kind,
        statements=tuple(map(teller.thing_iri, statements)),
        claims=tuple(map(teller.claim_iri, claims)),
        outlets=teller.reasoning.read_in(statements),
        sentence=f"{len(statements)} statements on {on} rest on {label}.",
    )


def one_root(teller: Teller, *, outlets: int = OUTLETS) -> tuple[OneRoot, ...]:
    """The sides of claims that many outlets carry and one root holds up; most outlets first.

    Args:
        teller: The reasoning.
        outlets: So many outlets, at the least.
    """
    found = [*_of_side(teller, Stance.AFFIRMS, outlets), *_of_side(teller, Stance.DENIES, outlets)]
    return tuple(sorted(found, key=lambda one: (-one.outlets, -one.statements, one.claim, one.side)))


def _of_side(teller: Teller, side: Stance, least: int) -> Iterator[OneRoot]:
    reasoning = teller.reasoning
    rows = reasoning.supporting if side is Stance.AFFIRMS else reasoning.opposing
    counts = reasoning.lineage.root_counts(rows, np.arange(len(rows), dtype=np.int32)).by_kind
    known = counts[:, : Kind.UNKNOWN].sum(axis=1)
    single = (known == 1) | ((known == 0) & (counts[:, Kind.UNKNOWN] == 1))
    # One statement may reach us through several outlets, and is still one.
    for claim in np.flatnonzero(single & (_reports(teller, rows) >= least)).tolist():
        roots = teller.roots(claim, side)
        root = next((one for one in roots if one.kind is not RootKind.UNKNOWN), roots[0])
        if root.outlets >= least:
            yield _told(
                teller, claim, side, root, sum(len(one.statements) for one in roots if one is not root)
            )


def _reports(teller: Teller, rows: Lists) -> Array:
    """In how many reports the statements of each row were read; there are no more outlets than that."""
    things, statements = teller.index.things, len(teller.index.statements)
    lengths = things.paths.lengths[:statements]
    paths = things.paths.items[: int(lengths.sum())]
    first = Lists(starts_of(lengths), things.path.items[things.path.start[:-1][paths]])
    owners = np.repeat(rows.owners, first.lengths[rows.items]).astype(np.int64)
    pairs = np.unique(owners << 32 | first.take(rows.items).items)
    return np.bincount(pairs >> 32, minlength=len(rows))


def _told(teller: Teller, claim: int, side: Stance, root: RootTold, unknown: int) -> OneRoot:
    iri = teller.claim_iri(claim)
    verb = "affirm" if side is Stance.AFFIRMS else "deny"
    statements = len(root.statements)
    what = (
        "of unknown lineage"
        if root.kind is RootKind.UNKNOWN
        else f"{_ARTICLES[root.kind]} {_WORDS[root.kind]}"
    )
    beside = f"; {unknown} more of unknown lineage" if unknown else ""
    carried = f"{statements} statements" if statements > 1 else "1 statement"
    sentence = f"{root.outlets} outlets carry {carried} that {verb if statements > 1 else verb + 's'} it"
    sentence = sentence.replace("denys", "denies")
    return OneRoot(
        claim=iri,
        slug=teller.names.slug(iri),
        text=teller.names.text(iri),
        side=side,
        root=root,
        outlets=root.outlets,
        statements=statements,
        unknown=unknown,
        sentence=f"{sentence}, and it all goes back to {root.label}, {what}{beside}.",
    )


_WORDS: Final = {
    RootKind.EVIDENCE: "piece of evidence",
    RootKind.WITNESS: "witness",
    RootKind.ADMISSION: "admission",
    RootKind.PARTY: "party's own word",
    RootKind.ASSESSMENT: "assessment",
}
_ARTICLES: Final = {kind: "an" if word[0] == "a" else "a" for kind, word in _WORDS.items()}

__all__ = ["OUTLETS", "Carrying", "OneRoot", "carrying", "one_root"]
