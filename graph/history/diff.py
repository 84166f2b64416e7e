"""What two days differ in: what appeared between them and who said it first, what fell, and what changed its standing.

Both days are snapshots of the same dossiers. What had no known day is on neither side, and only counted. How a claim
stands is not decided here: whoever asks hands in the standings of both days, or none are compared.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ...ontology.dates import bounds
from ...ontology.dossier import Dossier
from ...ontology.node import pick
from ...ontology.sources import Report
from ...ontology.spelling import names_of
from ...ontology.statements import Statement
from ...ontology.vocabulary import RelationKind
from .changes import AppearedClaim, AppearedSource, AppearedStatement, Change, Difference, Fallen
from .days import in_order
from .publicity import CARRIERS
from .snapshot import Snapshot

Standings = tuple[Mapping[str, str], Mapping[str, str]]
"""How each claim stands, by its IRI, on the first day and on the second."""


def difference(
    before: Snapshot, after: Snapshot, *, standings: Standings | None = None, language: str = "en"
) -> Difference:
    """Compare two days.

    Args:
        before: The first day.
        after: The second day, of the same dossiers.
        standings: How the claims stand on each; None compares none.
        language: For the names of speakers and reports.

    Raises:
        DateError: If the second day lies before the first.
    """
    in_order(before.day, after.day)
    return _Comparison(before, after, language).result(standings)


class _Comparison:
    """Two snapshots with what their names stand for."""

    def __init__(self, before: Snapshot, after: Snapshot, language: str) -> None:
        self._before, self._after, self._language = before, after, language
        self._then = {iri for one in before.dossiers for iri in _carried(one)}
        self._names = {one.iri: names_of(one) for one in after.dossiers}
        self._labels: dict[str, str] = {}
        self._texts: dict[str, tuple[str, str, dict[str, str]]] = {}
        for one in after.dossiers:
            local = self._names[one.iri].local
            for slug, entity in one.entities.items():
                self._labels.setdefault(local[slug], pick(entity.name, language))
            for slug, claim in one.claims.items():
                self._texts[local[slug]] = (slug, one.dossier, claim.text)
        for one in after.dossiers:
            for slug in one.sources:
                self._labels[self._names[one.iri].local[slug]] = self._source_label(one, slug)

    def result(self, standings: Standings | None) -> Difference:
        spoken: defaultdict[str, list[AppearedStatement]] = defaultdict(list)
        for one in self._after.dossiers:
            for slug, statement in one.statements.items():
                told = self._statement(one, slug, statement)
                spoken[told.claim].append(told)
                self._labels[told.iri] = (
                    f"{told.speaker} {told.stance.verb}: {pick(told.text, self._language)}"
                )
        said_before = {
            names.iri(statement.claim, ("claim",))
            for one in self._before.dossiers
            for names in [names_of(one)]
            for statement in one.statements.values()
        }
        fresh = [one for found in spoken.values() for one in found if one.iri not in self._then]
        claims = [
            self._claim(iri, found)
            for iri, found in spoken.items()
            if iri not in said_before and iri in self._texts
        ]
        return Difference(
            before=self._before.day,
            after=self._after.day,
            claims=tuple(sorted(claims, key=lambda one: (*_when(one.first[0].day), one.iri))),
            statements=tuple(sorted(fresh, key=lambda one: (*_when(one.day), one.iri))),
            sources=tuple(sorted(self._sources(), key=lambda one: (*_when(one.day), one.iri))),
            fallen=tuple(
                sorted(self._fallen(), key=lambda one: (*_when(bounds(one.date)[1]), one.what, one.item))
            ),
            changed=None if standings is None else tuple(self._changed(*standings)),
            perhaps=sum(one.kind == "statement" for one in self._after.perhaps),
        )

    def _claim(self, iri: str, found: Sequence[AppearedStatement]) -> AppearedClaim:
        earliest = min(_when(one.day) for one in found)
        first = sorted((one for one in found if _when(one.day) == earliest), key=lambda one: one.iri)
        slug, dossier, text = self._texts[iri]
        return AppearedClaim(
            iri=iri, slug=slug, dossier=dossier, text=text, first=tuple(first), statements=len(found)
        )

    def _statement(self, one: Dossier, slug: str, statement: Statement) -> AppearedStatement:
        names = self._names[one.iri]
        iri, claim = names.local[slug], names.iri(statement.claim, ("claim",))
        speaker = names.iri(statement.speaker, ("entity",))
        known = self._after.publicity.known(iri)
        carrier = known.through if known and known.through else None
        if carrier is None and statement.in_ is not None:
            carrier = names.iri(statement.in_, ("source",))
        return AppearedStatement(
            iri=iri,
            slug=slug,
            dossier=one.dossier,
            speaker=self._labels.get(speaker, statement.speaker),
            stance=statement.taken,
            claim=claim,
            text=self._texts[claim][2] if claim in self._texts else {"und": statement.claim},
            day=known.day if known else None,
            known_by=known.by if known else None,
            report=None if carrier is None else self._labels.get(carrier, carrier),
        )

    def _sources(self) -> Iterator[AppearedSource]:
        for one in self._after.dossiers:
            for slug, source in one.sources.items():
                iri = self._names[one.iri].local[slug]
                known = self._after.publicity.known(iri)
                if iri not in self._then:
                    yield AppearedSource(
                        iri=iri,
                        slug=slug,
                        dossier=one.dossier,
                        kind=source.kind,
                        label=self._labels[iri],
                        day=None if known is None or known.day > self._after.day else known.day,
                    )

    def _source_label(self, one: Dossier, slug: str) -> str:
        source = one.sources[slug]
        if source.title:
            return pick(source.title, self._language)
        if not isinstance(source, Report):
            return pick(source.what, self._language)
        names = self._names[one.iri]
        authors = [self._labels.get(names.iri(author, ("entity",)), author) for author in source.by]
        what = pick(source.genre, self._language) if source.genre else "report"
        return f"{what} by {' and '.join(authors)}" if authors else slug

    def _fallen(self) -> Iterator[Fallen]:
        for one in self._after.dossiers:
            names = self._names[one.iri]
            for relation in one.relations:
                if relation.withdrawn is not None and self._between(relation.withdrawn):
                    yield Fallen(
                        what="relation",
                        item=names.local[relation.id],
                        label=f"{relation.from_} {_verb(relation.kind)} {relation.to}",
                        date=relation.withdrawn,
                        why=relation.why,
                    )
            for retraction in one.retractions:
                if self._between(retraction.date):
                    item = names.iri(retraction.of, CARRIERS)
                    yield Fallen(
                        what="retraction",
                        item=item,
                        label=self._labels.get(item) or retraction.of,
                        date=retraction.date,
                        why=retraction.why,
                    )

    def _between(self, written: str) -> bool:
        last = bounds(written)[1]
        return last is not None and self._before.day < last <= self._after.day

    def _changed(self, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
        for iri in sorted(before.keys() & after.keys() & self._texts.keys()):
            if before[iri] != after[iri]:
                slug, _, text = self._texts[iri]
                yield Change(claim=iri, slug=slug, text=text, before=before[iri], after=after[iri])


def _carried(one: Dossier) -> Iterator[str]:
    names = names_of(one)
    yield from (names.local[slug] for slug in (*one.sources, *one.statements))


def _when(day: date | None) -> tuple[bool, date]:
    """Known days first."""
    return day is None, day or date.max


def _verb(kind: RelationKind) -> str:
    return "is in tension with" if kind is RelationKind.TENSION else str(kind)


__all__ = ["Standings", "difference"]
