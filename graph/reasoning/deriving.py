"""From dossiers to the reasoning of their record: the index, what comparison finds, and both together.

One way for all: a store that keeps its index and its verdicts makes the same of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ...ontology.spelling import names_of
from ...ontology.vocabulary import SpeechAct, Stance
from ..arrays import Lists, starts_of
from ..comparison import ComparedClaim, ComparedStatement, Context, entailments, meetings
from ..comparison.sentences import plain_label
from ..index.index import Index
from ..index.kinds import position_or_none
from .reasoning import Reasoning
from .verdicts import Verdicts, found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ...ontology.dossier import Dossier
    from ...ontology.references import Names
    from ..told import Label

_STANCES: Final = tuple(Stance)
_PREDICTS: Final = position_or_none(SpeechAct.PREDICTS)


def from_dossiers(
    dossiers: Iterable[Dossier],
    *,
    label: Label | None = None,
    texts: Callable[[str], bytes | None] | None = None,
) -> Reasoning:
    """What these dossiers come to together, worked out from the beginning.

    Args:
        dossiers: Checked ones, each once.
        label: What an item is called in sentences, by its IRI.
        texts: Gives stored texts by their SHA-256, so that copies are known by their words.

    Raises:
        StoreError: If one of them is there twice.
    """
    held = list(dossiers)
    index = Index.of(held, texts=texts, content=Contents())
    return derived(index, Context.of(held), label=label)


class Contents:
    """Gives what comparison needs of each claim of a dossier, as the index keeps it."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self._read: tuple[Dossier, Names] | None = None

    def __call__(self, dossier: Dossier, slug: str) -> str:
        """One claim; what a dossier's names stand for is worked out once a dossier."""
        if self._read is None or self._read[0] is not dossier:
            self._read = (dossier, names_of(dossier))
        return ComparedClaim.of(dossier, slug, names=self._read[1]).to_json()


def derived(index: Index, context: Context, *, label: Label | None = None) -> Reasoning:
    """What a record comes to, compared from the beginning.

    Args:
        index: The record, with what comparison needs of each claim.
        context: Taxonomies, agents and rates of the same dossiers.
        label: What an item is called in sentences.
    """
    comparing = Comparing(index, context)
    statements = comparing.statements()
    verdicts = Verdicts.of(
        found(index, one) for one in meetings(statements, context, label=label or plain_label)
    )
    entails = entailing(index, entailments(comparing.claims(), context))
    return Reasoning(index, verdicts, entails, knowledge=lambda: context)


def entailing(index: Index, pairs: Iterable[tuple[str, str]]) -> Lists:
    """Of each claim, the wider claims that it entails, itself left aside.

    Args:
        index: The record.
        pairs: A claim and one that it entails, by IRI.
    """
    numbers = sorted({
        (one, other)
        for narrow, wide in pairs
        if (one := index.claims.iri.find(narrow)) is not None
        and (other := index.claims.iri.find(wide)) is not None
        and one != other
    })  # fmt: skip
    lengths = np.bincount(np.array([one for one, _ in numbers], np.int64), minlength=len(index.claims))
    return Lists(starts_of(lengths), np.array([other for _, other in numbers], np.int32))


class Comparing:
    """Claims and statements of an index as comparison takes them.

    Args:
        index: The record.
        context: Taxonomies, agents and rates of the same dossiers.
    """

    def __init__(self, index: Index, context: Context) -> None:
        """Keep both; nothing is read yet."""
        self.index, self.context = index, context
        self._claims: dict[int, ComparedClaim] = {}

    def claim(self, number: int) -> ComparedClaim:
        """One claim; one that is not loaded is known by its name alone, and so is opaque."""
        if number not in self._claims:
            written = self.index.claims.content.text(number)
            iri = self.index.claims.iri.text(number)
            self._claims[number] = ComparedClaim.from_json(written) if written else ComparedClaim(iri)
        return self._claims[number]

    def claims(self) -> Sequence[ComparedClaim]:
        """All claims that are loaded."""
        return [self.claim(number) for number in np.flatnonzero(self.index.claims.loaded).tolist()]

    def statement(self, number: int) -> ComparedStatement:
        """One statement."""
        table = self.index.statements
        speaker = int(table.speaker[number])
        return ComparedStatement(
            iri=table.iri.text(number),
            claim=self.claim(int(table.claim[number])),
            stance=_STANCES[table.stance[number]],
            hedged=bool(table.likelihood[number]),
            made_from=int(table.made_from[number]) or None,
            made_to=int(table.made_to[number]) or None,
            known_by=self._known_by(number),
            predicts=bool(table.act[number] == _PREDICTS),
            speaker=self.index.agents.iri.text(speaker) if speaker >= 0 else "",
        )

    def statements(self) -> Sequence[ComparedStatement]:
        """All statements."""
        return [self.statement(number) for number in range(len(self.index.statements))]

    def _known_by(self, number: int) -> int | None:
        """The last day of the earliest publication among the reports that carry a statement."""
        things, first = self.index.things, len(self.index.statements)
        carriers = [thing for path in things.paths.of(number) for thing in things.path.of(int(path)).tolist()]
        days = [int(self.index.sources.published_to[thing - first]) for thing in carriers if thing >= first]
        return min((day for day in days if day), default=None)


__all__ = ["Comparing", "Contents", "derived", "entailing", "from_dossiers"]
