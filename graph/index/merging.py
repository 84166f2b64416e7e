"""Joining the segments of several dossiers to one index: common numbers, in the order of IRIs, whoever names them.

What one dossier refers to and another holds meets here; what nobody holds gets a row that says so. An entity that
several dossiers share is told as the first of them (by IRI) tells it, with the ties of all.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from ...ontology.entities import AGENT_KINDS
from ...ontology.errors import StoreError
from ..arrays import Array, Ints, Lists, Strings, frozen, ranges, starts_of
from .ends import Conduct, source_ends, statement_ends
from .kinds import SourceKind
from .segments import Segment
from .tables import Agents, Claims, Relations, Sources, Statements, Things

_TIES: Final = ("part_of", "owner", "acts_for")
_AGENT_LISTS: Final = ("source.by", "source.obtained_by", "claim.subject", "claim.counterparty")
_THING_LISTS: Final = ("statement.group", "statement.path", "source.group", "source.path", "source.reprints")


class Merging:
    """Common numbers for the names of several segments, and their columns in these numbers."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        """Number everything.

        Raises:
            StoreError: If one dossier is there twice.
        """
        self.segments = sorted(segments, key=lambda segment: segment.iri.encode())
        for one, other in pairwise(self.segments):
            if one.iri == other.iri:
                raise StoreError(f"dossier <{one.iri}> is there twice; index one version of it")
        self.names, self.maps = united(self.segments)
        self._number_rows()

    # Numbering.

    def _number_rows(self) -> None:
        others = self._mark(self.named("other.name"))
        own_statements = self._mark(self.named("statement.name"))
        own_relations = self._mark(self.named("relation.name"))
        claims = self._mark(self.named("claim.name"), self.named("statement.claim"))
        claims |= self._mark(self._items("claim.exclusive"))
        agents = self._mark(self.named("statement.speaker"), *map(self._items, _AGENT_LISTS))
        agents |= self._mark(*(self._items(f"agent.{tie}") for tie in _TIES))
        agents = (agents & ~others) | self._mark(self.named("agent.name"))
        sources = self._mark(self.named("source.name"), *map(self._items, _THING_LISTS))
        sources |= self._mark(self.named("relation.start"), self.named("retraction.of"))
        sources |= self._mark(self.named("relation.end")) & ~own_relations
        sources &= ~own_statements
        self.claim, self.claims = _rows(claims)
        self.statement, self.statements = _rows(own_statements)
        self.source, self.sources = _rows(sources)
        self.agent, self.agents = _rows(agents)
        self.relation, self.relations = _rows(own_relations)
        self.thing: Ints = np.where(self.source >= 0, self.source + len(self.statements), self.statement)
        self.thing_or_relation = np.where(
            self.relation >= 0, self.relation + len(self.statements) + len(self.sources), self.thing
        )

    def _mark(self, *numbers: Array) -> Array:
        found = np.zeros(len(self.names), np.bool_)
        for each in numbers:
            found[each] = True
        return found

    # Columns of all segments, one after the other.

    def plain(self, column: str) -> Array:
        """A column of numbers."""
        return np.concatenate([segment[column] for segment in self.segments] or [np.zeros(0, np.int32)])

    def named(self, column: str) -> Array:
        """A column of names, in common numbers."""
        parts = [names[segment[column]] for segment, names in zip(self.segments, self.maps, strict=True)]
        return np.concatenate(parts or [np.zeros(0, np.int32)])

    def _items(self, column: str) -> Array:
        return self.lists(column).items

    def lists(self, column: str) -> Lists:
        """A column of lists of names, in common numbers."""
        parts = []
        for segment, names in zip(self.segments, self.maps, strict=True):
            lists = segment.lists(column)
            parts.append(Lists(lists.start, names[lists.items]))
        return Lists.joined(parts)

    def lengths(self, column: str) -> Array:
        """How long each list of a column is."""
        parts = [segment.lists(column).lengths for segment in self.segments]
        return np.concatenate(parts or [np.zeros(0, np.int64)])

    def _dossiers(self, column: str) -> Ints:
        sizes = [len(segment[column]) for segment in self.segments]
        return np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)

    # Columns in common rows.

    def rows(self, kind: str, numbers: Ints, rows: Ints) -> "Rows":
        """Which of the segments' rows tells of each row of a kind: the first that does."""
        own = numbers[self.named(f"{kind}.name")]
        told = np.full(len(rows), -1, np.int64)
        told[own[::-1]] = np.arange(len(own))[::-1]
        return Rows(self, kind, told)

    def strings(self, rows: Ints) -> Strings:
        """The IRIs of some rows."""
        return self.names.take(rows)

    def tables(self) -> tuple[Claims, Statements, Sources, Things, Agents, Relations, Conduct]:
        """Everything, in the numbers of the index."""
        agents = self._agent_table()
        claim, statement, source = (
            self.rows("claim", self.claim, self.claims),
            self.rows("statement", self.statement, self.statements),
            self.rows("source", self.source, self.sources),
        )
        subject = claim.lists("subject", self.agent)
        counterparty = claim.lists("counterparty", self.agent)
        converse = claim.plain("converse", missing=False)
        on = statement.names("claim", self.claim)
        speaker = statement.names("speaker", self.agent)
        conduct = Conduct.of(agents, subject, counterparty, converse)
        acts, first_hand = statement.plain("act"), statement.plain("first_hand")
        statements = Statements(
            iri=self.strings(self.statements),
            claim=on,
            speaker=speaker,
            stance=statement.plain("stance"),
            said=statement.plain("said"),
            likelihood=statement.plain("likelihood"),
            act=acts,
            credibility=statement.plain("credibility"),
            first_hand=first_hand,
            public=statement.plain("public"),
            made_from=statement.plain("made_from"),
            made_to=statement.plain("made_to"),
            words=statement.plain("words"),
            dossier=statement.told_by(self._dossiers("statement.name")),
            end=frozen(
                statement_ends(
                    agents,
                    conduct,
                    claim=on,
                    speaker=speaker,
                    act=acts,
                    first_hand=first_hand,
                    subject=subject,
                )
            ),
        )
        dossiers = claim.told_by(self._dossiers("claim.name"))
        claims = Claims(
            iri=self.strings(self.claims),
            form=claim.plain("form"),
            loaded=frozen(dossiers >= 0),
            dossier=dossiers,
            statements=Lists.grouping(on, len(self.claims)),
            exclusive=claim.lists("exclusive", self.claim),
            subject=subject,
            counterparty=counterparty,
            converse=converse,
            content=claim.strings("content"),
        )
        kinds = source.plain("kind", missing=SourceKind.ABSENT)
        by = source.lists("by", self.agent)
        sources = Sources(
            iri=self.strings(self.sources),
            kind=kinds,
            by=by,
            obtained_by=source.lists("obtained_by", self.agent),
            reliability=source.plain("reliability"),
            published_to=source.plain("published_to"),
            text=source.plain("text"),
            reprints=source.lists("reprints", self.source),
            dossier=source.told_by(self._dossiers("source.name")),
            end=frozen(source_ends(agents, kinds, by)),
        )
        things = self._things(statement, source, statements, sources)
        return claims, statements, sources, things, agents, self._relation_table(), conduct

    def _things(self, statement: "Rows", source: "Rows", statements: Statements, sources: Sources) -> Things:
        basis, group = (
            statement.nested("basis", "group", self.thing),
            source.nested("basis", "group", self.thing),
        )
        paths, path = (
            statement.nested("paths", "path", self.thing),
            source.nested("paths", "path", self.thing),
        )
        retracted = np.zeros(len(self.statements) + len(self.sources), np.int32)
        of, day = self.thing[self.named("retraction.of")], self.plain("retraction.day")
        latest_first = np.argsort(-day, kind="stable")  # the earliest retraction is written last, and stays
        retracted[of[latest_first]] = day[latest_first]
        return Things(
            basis=_counting(np.concatenate([basis[0], group[0]])),
            group=Lists.joined([basis[1], group[1]]),
            paths=_counting(np.concatenate([paths[0], path[0]])),
            path=Lists.joined([paths[1], path[1]]),
            retracted=frozen(retracted),
            copy=frozen(_copies(statements, sources)),
        )

    def _agent_table(self) -> Agents:
        agent = self.rows("agent", self.agent, self.agents)
        kinds = agent.plain("kind", missing=len(AGENT_KINDS))
        interested = np.zeros(len(self.agents), np.bool_)
        interested[self.agent[self.named("agent.name")[self.plain("agent.interested").astype(bool)]]] = True
        own = self.agent[self.named("agent.name")]
        ties = {tie: self.lists(f"agent.{tie}").renumbered(self.agent) for tie in _TIES}
        pairs = {tie: (own[lists.owners], lists.items) for tie, lists in ties.items()}
        up = _united_rows([pairs[tie] for tie in _TIES], len(self.agents))
        house = joined_classes([pairs["owner"], pairs["acts_for"]], len(self.agents))
        return Agents(
            iri=self.strings(self.agents),
            kind=kinds,
            unnamed=agent.plain("unnamed"),
            interested=frozen(interested),
            up=up,
            house=frozen(house),
            loaded=frozen(kinds < len(AGENT_KINDS)),
        )

    def _relation_table(self) -> Relations:
        relation = self.rows("relation", self.relation, self.relations)
        return Relations(
            iri=self.strings(self.relations),
            start=relation.names("start", self.thing),
            end=relation.names("end", self.thing_or_relation),
            kind=relation.plain("kind"),
            strength=relation.plain("strength"),
            withdrawn=relation.plain("withdrawn"),
        )


class Rows:
    """The columns of one kind, row by row, from whichever segment tells of each."""

    def __init__(self, merging: Merging, kind: str, told: Array) -> None:
        """Remember which joined row stands for each common one, -1 for none."""
        self._merging, self._kind, self._told = merging, kind, told

    def plain(self, column: str, *, missing: int = 0) -> Array:
        """A column of numbers."""
        return self._picked(self._merging.plain(f"{self._kind}.{column}"), missing)

    def told_by(self, dossiers: Ints) -> Ints:
        """The dossier that tells of each row, -1 if none does."""
        return self._picked(dossiers, -1)

    def names(self, column: str, numbers: Ints) -> Ints:
        """A column of names, in the numbers of a kind; -1 where it names nothing of that kind."""
        return self._picked(numbers[self._merging.named(f"{self._kind}.{column}")].astype(np.int32), -1)

    def lists(self, column: str, numbers: Ints) -> Lists:
        """A column of lists of names, in the numbers of a kind; what is nothing of that kind is left out."""
        lists = Lists.joined([self._merging.lists(f"{self._kind}.{column}"), Lists.from_rows([[]])])
        return lists.take(self._where(len(lists) - 1)).renumbered(numbers)

    def nested(self, many: str, one: str, numbers: Ints) -> tuple[Array, Lists]:
        """Lists of lists: how many each row has, and those of all rows in order."""
        lengths = np.append(self._merging.lengths(f"{self._kind}.{many}"), 0)
        where = self._where(len(lengths) - 1)
        members = self._merging.lists(f"{self._kind}.{one}")
        taken = members.take(ranges(starts_of(lengths)[:-1][where], lengths[where]))
        return lengths[where], taken.renumbered(numbers)

    def strings(self, column: str) -> Strings:
        """A column of texts, empty where nobody tells."""
        parts = [segment.strings(f"{self._kind}.{column}") for segment in self._merging.segments]
        joined = Strings.joined([*parts, Strings.of([""])])
        return joined.take(self._where(len(joined) - 1))

    def _where(self, nowhere: int) -> Array:
        return np.where(self._told < 0, nowhere, self._told)

    def _picked(self, values: Array, missing: int) -> Array:
        padded = np.append(values, np.array([missing], values.dtype))
        return frozen(padded[self._where(len(values))])


def _rows(wanted: Array) -> tuple[Ints, Ints]:
    """Numbers for the names that are wanted: by name, -1 for the others, and the name of each."""
    names = np.flatnonzero(wanted).astype(np.int32)
    numbers = np.full(len(wanted), -1, np.int32)
    numbers[names] = np.arange(len(names), dtype=np.int32)
    return numbers, names


def _counting(lengths: Array) -> Lists:
    """Rows of these lengths that number what stands in them one after the other."""
    start = starts_of(lengths)
    return Lists(frozen(start), frozen(np.arange(start[-1], dtype=np.int32)))


def _copies(statements: Statements, sources: Sources) -> Ints:
    """A number for each text that several things share."""
    first = len(statements)
    keys = np.concatenate([statements.words, sources.text])
    with_text = np.flatnonzero(keys)
    _, place, number = np.unique(keys[with_text], return_index=True, return_inverse=True)
    same = with_text[place][number]
    reprints = (sources.reprints.owners + first, sources.reprints.items + first)
    if len(place) == len(with_text) and not len(reprints[0]):
        return np.full(len(keys), -1, np.int32)
    least = joined_classes([(same, with_text), reprints], len(keys))
    shared = np.flatnonzero(np.bincount(least, minlength=len(keys)) > 1)
    classes = np.full(len(keys), -1, np.int32)
    classes[shared] = np.arange(len(shared), dtype=np.int32)
    return classes[least]


def _united_rows(pairs: Iterable[tuple[Array, Array]], rows: int) -> Lists:
    """The items of each row, ascending and each once."""
    keys = np.concatenate(
        [np.zeros(0, np.int64), *(own.astype(np.int64) << 32 | item for own, item in pairs)]
    )
    keys = np.unique(keys)
    start = np.zeros(rows + 1, np.int64)
    np.cumsum(np.bincount(keys >> 32, minlength=rows), out=start[1:])
    return Lists(frozen(start), frozen((keys & 0xFFFFFFFF).astype(np.int32)))


def joined_classes(pairs: Iterable[tuple[Array, Array]], count: int) -> Ints:
    """The least member of the class of each number below ``count``, if these pairs are each of one class."""
    least: dict[int, int] = {}

    def find(one: int) -> int:
        while least.setdefault(one, one) != one:
            least[one] = least[least[one]]
            one = least[one]
        return one

    for ones, others in pairs:
        differ = ones != others
        for one, other in zip(ones[differ].tolist(), others[differ].tolist(), strict=True):
            low, high = sorted((find(one), find(other)))
            least[high] = low
    classes = np.arange(count, dtype=np.int32)
    for one in least:
        classes[one] = find(one)
    return classes


def united(segments: Sequence[Segment]) -> tuple[Strings, list[Ints]]:
    """All names of several segments, in order and each once, and for each segment the new numbers of its own.

    What a dossier names is mostly its own, and begins with its base; bases do not meet. So each segment's own names are
    taken as they stand, and only the others are looked up one by one.
    """
    runs: list[tuple[int, int]] = []
    rest: set[bytes] = set()
    for segment in segments:
        names = segment.strings("names")
        first, last = names.place(segment.base.encode()), names.place(segment.base.encode() + b"\xff")
        runs.append((first, last))
        rest.update(names.raw(i) for i in (*range(first), *range(last, len(names))))
    order = sorted(range(len(segments)), key=lambda i: segments[i].base.encode())
    for one, other in pairwise(order):
        if segments[other].base.startswith(segments[one].base):
            return _united_by_sorting(segments)
    own = Strings.joined(
        [segments[i].strings("names").take(np.arange(*runs[i], dtype=np.int64)) for i in order]
    )
    places = {name: own.place(name) for name in sorted(rest)}
    new = [name for name, at in places.items() if at == len(own) or own.raw(at) != name]
    inserted = np.array([places[name] for name in new], np.int64)
    shift = np.searchsorted(inserted, np.arange(len(own)), side="right")
    where = np.insert(np.arange(len(own), dtype=np.int64), inserted, len(own) + np.arange(len(new)))
    names = Strings.joined([own, Strings.of(new)]).take(where)
    numbers = {name: at + int(np.searchsorted(inserted, at, side="right")) for name, at in places.items()}
    numbers |= {name: int(at) + i for i, (name, at) in enumerate(zip(new, inserted, strict=True))}
    maps: list[Ints] = [np.zeros(0, np.int32)] * len(segments)
    before = 0
    for i in order:
        first, last = runs[i]
        held = segments[i].strings("names")
        found = np.empty(len(held), np.int32)
        run = np.arange(before, before + last - first)
        found[first:last] = run + shift[run]
        for j in (*range(first), *range(last, len(held))):
            found[j] = numbers[held.raw(j)]
        maps[i] = found
        before += last - first
    return names, maps


def _united_by_sorting(segments: Sequence[Segment]) -> tuple[Strings, list[Ints]]:
    held = [segment.strings("names").raws() for segment in segments]
    names = sorted({name for each in held for name in each})
    numbers = {name: i for i, name in enumerate(names)}
    maps = [np.fromiter((numbers[name] for name in each), np.int32, len(each)) for each in held]
    return Strings.of(names), maps


__all__ = ["Merging", "Rows", "joined_classes", "united"]
