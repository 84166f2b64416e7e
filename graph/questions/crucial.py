"""Cruxes: the sources and claims whose fall would change most.

Each is tried: the record is worked out again as if the source, or all that is said on the claim, had never been on it,
and the claims are counted whose standing changes. What brings down most by lineage alone is tried first, so that a
search that stops early has looked where most is to be found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from ..index.kinds import SourceKind
from ..reasoning.results import ChangeTold
from ..told import Told

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..reasoning.telling import Teller

TRIED: Final = 200
"""Sources and claims that are tried, of each; the rest is counted."""


class Crux(Told):
    """A source or a claim, and what changes without it.

    Attributes:
        changed: The claims whose standing changes, the claim itself left aside.
        fallen: How many statements nothing holds up then; those on the claim itself left aside.
    """

    iri: str
    slug: str
    kind: Literal["source", "claim"]
    label: str
    changed: tuple[ChangeTold, ...]
    fallen: int
    sentence: str


class Cruxes(Told):
    """The sources and claims that most hangs on.

    Attributes:
        found: Those without which at least one claim changes its standing, most changes first.
        tried: How many were tried, ``of`` how many.
        only_reports: Reports in which all that a dossier says was read: that everything in it falls with one says
            something of the dossier and nothing of its claims, so they are named apart.
    """

    found: tuple[Crux, ...]
    tried: int
    of: int
    only_reports: tuple[str, ...]


def cruxes(
    teller: Teller,
    *,
    kind: Literal["source", "claim"] | None = None,
    most: int = TRIED,
    progress: Callable[[int, int], object] | None = None,
) -> Cruxes:
    """Try what changes without each source and each claim.

    Args:
        teller: The reasoning.
        kind: Try sources alone, or claims alone.
        most: How many of each to try.
        progress: Called with how many were tried, and how many are to be.
    """
    only = _only_reports(teller)
    sources = [] if kind == "claim" else [one for one in _sources(teller) if one not in only]
    claims = [] if kind == "source" else _claims(teller)
    asked = [("source", one) for one in sources[:most]] + [("claim", one) for one in claims[:most]]
    found = []
    for number, (what, one) in enumerate(asked):
        if progress is not None:
            progress(number, len(asked))
        crux = _source(teller, one) if what == "source" else _claim(teller, one)
        if crux.changed:
            found.append(crux)
    if progress is not None:
        progress(len(asked), len(asked))
    return Cruxes(
        found=tuple(sorted(found, key=lambda one: (-len(one.changed), -one.fallen, one.iri))),
        tried=len(asked),
        of=len(sources) + len(claims),
        only_reports=tuple(map(teller.thing_iri, only)),
    )


def _only_reports(teller: Teller) -> list[int]:
    return sorted(set(teller.reasoning.lineage.only_reports.tolist()) - {-1})


def _sources(teller: Teller) -> list[int]:
    """Sources that something came through or rests on: those that most claims fail with first."""
    index, reasoning = teller.index, teller.reasoning
    first = len(index.statements)
    failing = np.zeros(len(index.things), np.int64)
    for rows in (reasoning.supporting, reasoning.opposing):
        for thing, count in reasoning.lineage.carrying(rows):
            failing[thing] += count
    used = np.bincount(
        np.concatenate([index.things.path.items, index.things.group.items]), minlength=len(index.things)
    )
    drawn = np.bincount(index.relations.start, minlength=len(index.things))
    loaded = np.flatnonzero(index.sources.kind != SourceKind.ABSENT) + first
    there = [int(one) for one in loaded if used[one] or drawn[one]]
    return sorted(there, key=lambda one: (-failing[one], -used[one], one))


def _claims(teller: Teller) -> list[int]:
    """Claims that somebody speaks of: those whose statements meet most others first."""
    index, reasoning = teller.index, teller.reasoning
    spoken = np.flatnonzero(index.claims.statements.lengths > 0)
    reach = reasoning.entails.lengths + reasoning.entailed_by.lengths + reasoning.contradicted.lengths
    found: list[int] = spoken[np.lexsort((spoken, -reach[spoken]))].tolist()
    return found


def _source(teller: Teller, thing: int) -> Crux:
    iri = teller.thing_iri(thing)
    return _crux(teller, iri, "source", teller.thing(thing), [thing], None)


def _claim(teller: Teller, claim: int) -> Crux:
    iri = teller.claim_iri(claim)
    statements = teller.index.claims.statements.of(claim).tolist()
    return _crux(teller, iri, "claim", teller.names.label(iri), statements, claim)


def _crux(  # noqa: PLR0913, PLR0917 - made in two places
    teller: Teller, iri: str, kind: Literal["source", "claim"], label: str, things: list[int], own: int | None
) -> Crux:
    told = teller.what_if(things, keeping=False)
    changed = tuple(one for one in told.changed if own is None or one.claim != iri)
    fallen = len(set(told.fallen) - set(map(teller.thing_iri, things)))
    claims = f"{len(changed)} {'claim changes its' if len(changed) == 1 else 'claims change their'} standing"
    falls = f" and {fallen} {'statement falls' if fallen == 1 else 'statements fall'}" if fallen else ""
    return Crux(
        iri=iri,
        slug=teller.names.slug(iri),
        kind=kind,
        label=label,
        changed=changed,
        fallen=fallen,
        sentence=f"Without {'what is said of it' if kind == 'claim' else 'it'}, {claims}{falls}.",
    )


__all__ = ["TRIED", "Crux", "Cruxes", "cruxes"]
