"""What a record comes to after some of its dossiers have changed, without comparing again what the change cannot reach.

Compared again are the claims that the change touches: those of the changed dossiers or spoken of in them, those whose
statements came through sources in them, those that name an entity or concept of which the changed dossiers say
something else than before, and those that say the same as one of these. All other verdicts are taken over. Lineage and
standing are worked out over arrays for the whole; :mod:`.reach` says which of them can have come out otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..comparison import entailments, meetings
from ..comparison.claims import REFERENCES
from ..index.index import Index
from .deriving import Comparing, entailing
from .keeping import joined
from .reach import within
from .reasoning import Reasoning
from .verdicts import Found, Verdicts, found

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from ...ontology.dossier import Dossier
    from ..arrays import Strings
    from ..comparison.claims import ComparedClaim
    from ..comparison.context import Context
    from ..told import Label


@dataclass(frozen=True, slots=True)
class Change:
    """What changes from one state of a record to the next.

    Attributes:
        bases: Where the IRIs of the dossiers begin that have changed, came or went.
        renamed: What several dossiers share, and is called otherwise now.
    """

    bases: Collection[str]
    renamed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Before:
    """What the record came to before the change.

    Attributes:
        reasoning: It.
        contexts: What comparison knew of each dossier then.
    """

    reasoning: Reasoning
    contexts: Sequence[str]


def renewed(
    index: Index, contexts: Sequence[str], before: Before | None, change: Change, *, label: Label
) -> tuple[Reasoning, frozenset[str]]:
    """What a record comes to, and the claims that were compared again, by IRI.

    Args:
        index: The record as it is now.
        contexts: What comparison knows of each of its dossiers.
        before: What it came to before; None works everything out.
        change: What has changed.
        label: What items are called in sentences.
    """
    context = joined(contexts)
    comparing = Comparing(index, context)
    touched = None if before is None else _touched(comparing, before, joined(before.contexts), change)
    fresh = (
        found(index, verdict)
        for verdict in meetings(comparing.statements(), context, touching=touched, label=label)
    )
    pairs = entailments(comparing.claims(), context, touching=touched)
    if before is None or touched is None:
        whole = Reasoning(index, Verdicts.of(fresh), entailing(index, pairs), knowledge=lambda: context)
        return whole, frozenset(index.claims.iri)
    verdicts = Verdicts.of((*_kept_verdicts(index, before.reasoning, touched), *fresh))
    entails = entailing(index, (*_kept_entailments(before.reasoning, touched), *pairs))
    return Reasoning(index, verdicts, entails, knowledge=lambda: context), touched


def narrowed(
    whole: Reasoning, dossiers: Iterable[Dossier], *, texts: Callable[[str], bytes | None] | None = None
) -> Reasoning:
    """What a part of a record comes to by itself, such as what was public on a day. Nothing is compared again.

    Args:
        whole: What the whole record comes to.
        dossiers: Its dossiers, of each of which some items may be left out.
        texts: Gives stored texts by their SHA-256.
    """
    index = Index.of(dossiers, texts=texts)
    none: frozenset[str] = frozenset()
    verdicts = Verdicts.of(_kept_verdicts(index, whole, none))
    return Reasoning(
        index, verdicts, entailing(index, _kept_entailments(whole, none)), knowledge=lambda: whole.context
    )


def _touched(comparing: Comparing, before: Before, knew: Context, change: Change) -> frozenset[str]:
    """The claims that the change touches, by IRI."""
    index = comparing.index
    touched: set[str] = set()
    for record in (index, before.reasoning.index):
        touched |= {*_spoken_of(record, change.bases), *_spoken_by(record, change.renamed)}
    claims = comparing.claims()
    if knew.rates != comparing.context.rates:
        touched |= {claim.iri for claim in claims if claim.quantity is not None}
    changed = _changed_entries(knew, comparing.context) | change.renamed
    leading = _leading_to(changed, (knew, comparing.context))
    touched |= {claim.iri for claim in claims if leading & _named(claim)}
    alike = {claim.signature for claim in claims if claim.iri in touched}
    return frozenset(touched | {claim.iri for claim in claims if claim.signature in alike})


def _spoken_of(index: Index, bases: Collection[str]) -> Iterator[str]:
    """The claims of changed dossiers, and those on which a statement stands in one or came through one."""
    statements, things = index.statements, index.things
    touched = np.zeros(len(things), dtype=bool)
    for base in bases:
        first, last = within(index.claims.iri, base)
        yield from (index.claims.iri.text(claim) for claim in range(first, last))
        for names, start in ((statements.iri, 0), (index.sources.iri, len(statements))):
            first, last = within(names, base)
            touched[start + first : start + last] = True
    # A statement is known by the publication of what it came through.
    through = touched[things.path.items]
    paths = np.zeros(len(things.path), dtype=bool)
    paths[things.path.owners[through]] = True
    touched[things.paths.owners[paths[things.paths.items]]] = True
    spoken = np.unique(statements.claim[touched[: len(statements)]])
    yield from (index.claims.iri.text(claim) for claim in spoken[spoken >= 0].tolist())


def _spoken_by(index: Index, agents: Collection[str]) -> Iterator[str]:
    """The claims on which one of these agents has made a statement."""
    numbers = [number for iri in agents if (number := index.agents.iri.find(iri)) is not None]
    spoken = np.unique(index.statements.claim[np.isin(index.statements.speaker, numbers)])
    yield from (index.claims.iri.text(claim) for claim in spoken[spoken >= 0].tolist())


def _changed_entries(knew: Context, knows: Context) -> frozenset[str]:
    """The things of which something else is known than before."""
    both = {**knew.entries, **knows.entries}
    return frozenset(iri for iri in both if knew.entries.get(iri) != knows.entries.get(iri))


def _leading_to(changed: frozenset[str], contexts: Iterable[Context]) -> frozenset[str]:
    """The changed things, and all from which a link of either context leads to one of them."""
    below: dict[str, set[str]] = {}
    for context in contexts:
        for iri, entry in context.entries.items():
            for other in entry.linked:
                below.setdefault(other, set()).add(iri)
    reached, waiting = set(changed), list(changed)
    while waiting:
        fresh = below.get(waiting.pop(), set()) - reached
        reached |= fresh
        waiting += fresh
    return frozenset(reached)


def _named(claim: ComparedClaim) -> set[str]:
    return {iri for slot in REFERENCES for iri in getattr(claim, slot)}


def _kept_verdicts(index: Index, before: Reasoning, touched: frozenset[str]) -> Iterator[Found]:
    was, verdicts = before.index, before.verdicts
    numbers = _numbers(was.statements.iri, index.statements.iri)
    hit = was.claims.iri.among(touched)
    claim = was.statements.claim
    keeps = (
        (numbers[verdicts.start] >= 0)
        & (numbers[verdicts.end] >= 0)
        & ~hit[claim[verdicts.start]]
        & ~hit[claim[verdicts.end]]
    )
    for number in np.flatnonzero(keeps).tolist():
        yield verdicts.at(number).renumbered(numbers)


def _kept_entailments(before: Reasoning, touched: frozenset[str]) -> Iterator[tuple[str, str]]:
    names = before.index.claims.iri
    hit = names.among(touched)
    narrow, wide = before.entails.owners, before.entails.items
    for one, other in zip(narrow.tolist(), wide.tolist(), strict=True):
        if not hit[one] and not hit[other]:
            yield names.text(one), names.text(other)


def _numbers(was: Strings, are: Strings) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The number that each name has now; -1 where there is none any more."""
    place: Mapping[bytes, int] = {name: number for number, name in enumerate(are.raws())}
    return np.array([place.get(name, -1) for name in was.raws()], np.int64)
