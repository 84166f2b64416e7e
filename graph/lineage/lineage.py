"""Lineage of everything in an index: what is on record, what is held up, by how many roots, and what brings it down.

"Fourteen statements, nine outlets, two roots": the statements are counted by whoever asks, the rest here. What is asked
is asked of the index as it stands, less what is withdrawn or retracted; asking what would fall changes nothing.
``docs/decisions/lineage.md`` says how the design was read where it leaves room.
"""

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np

from ..arrays import Array, Bools, Ints, Lists, frozen
from ..compiling import chosen
from ..index.ends import CORPORATE
from ..index.index import Index
from ..index.kinds import RootKind, SourceKind
from .counting import MOST_LISTED, Graph, coded, count_roots, ends_behind, furthest, graph_of
from .cycles import Cycle, cycles_in
from .fixpoints import holding, live
from .kills import Sets, Ways, kills, sets_of
from .roots import End, Root, grouped, joined

_THREADS: Final = 4
"""Beyond this many, memory for each costs more than they save."""
_COUNTED: Final = len([kind for kind in RootKind if kind.counted])


@dataclass(frozen=True, slots=True)
class RootCounts:
    """How many roots each row of statements has.

    Attributes:
        by_kind: One row a row, one column a :class:`~claimgraph.graph.index.kinds.RootKind`.
    """

    by_kind: Ints

    @property
    def counted(self) -> Ints:
        """Evidence, witnesses and admissions together."""
        found: Ints = self.by_kind[:, :_COUNTED].sum(axis=1, dtype=np.int32)
        return found


class Lineage:
    """Where everything in an index comes from, less what is withdrawn.

    Args:
        index: The index.
        withdrawn: Things that are taken out, by number, or one boolean a thing.
        as_of: A day, as an ordinal, by which retractions must have been dated to count; without it all count.

    Things are numbered as in the index: statements first, then sources.
    """

    def __init__(self, index: Index, withdrawn: Iterable[int] | Bools = (), *, as_of: int = 0) -> None:
        _ = index.sound
        self.index = index
        self.as_of = as_of
        retracted = index.things.retracted
        gone = (retracted > 0) & (retracted <= as_of) if as_of else retracted > 0
        if isinstance(withdrawn, np.ndarray) and withdrawn.dtype == np.bool_:
            gone |= withdrawn
        else:
            gone[np.fromiter(withdrawn, np.int64)] = True
        self.withdrawn: Bools = frozen(gone)
        """What is withdrawn or retracted."""

    # What stands.

    @cached_property
    def on_record(self) -> Bools:
        """Which things are on record: not withdrawn, and reached us by a path all of whose carriers are on record."""
        things = self.index.things
        return frozen(holding(~self.withdrawn, things.paths, things.path))

    @cached_property
    def held_up(self) -> Bools:
        """Which things are held up: on record, and resting on nothing or on something that is held up."""
        things = self.index.things
        return frozen(holding(self.on_record, things.basis, things.group))

    def fallen(self, withdrawn: Iterable[int]) -> Ints:
        """The statements that would no longer be held up if these things were withdrawn besides; a what-if."""
        without = self.without(withdrawn)
        count = len(self.index.statements)
        changed: Ints = np.flatnonzero(self.held_up[:count] & ~without.held_up[:count]).astype(np.int32)
        return changed

    def without(self, withdrawn: Iterable[int]) -> "Lineage":
        """The lineage as it would be if these things were withdrawn besides."""
        gone = self.withdrawn.copy()
        gone[np.fromiter(withdrawn, np.int64)] = True
        return Lineage(self.index, gone, as_of=self.as_of)

    # Roots.

    def roots(self, claim: int | None, statements: Iterable[int]) -> tuple[Root, ...]:
        """What the bases of some statements end in, the same counted once; counted roots first.

        Args:
            claim: The claim that is asked about: a report is a party's word if it is about its author's own conduct.
                None if none is.
            statements: Those on one side of it. One that is not held up adds nothing.
        """
        resting: dict[int, list[int]] = {}
        for statement in sorted({int(each) for each in statements}):
            for end in self.ends(statement):
                resting.setdefault(end, []).append(statement)
        return grouped([self._end(thing, claim) for thing in sorted(resting)], resting.__getitem__)

    def ends(self, thing: int) -> list[int]:
        """The things in which the bases of a thing end, through what is held up; itself, if it names no basis."""
        if not self.held_up[thing]:
            return []
        things, met, pending, found = self.index.things, {thing}, [thing], []
        while pending:
            at = pending.pop()
            groups = things.basis.of(at)
            if not len(groups):
                found.append(at)
            for group in groups:
                members = things.group.of(int(group))
                if self.held_up[members].all():
                    pending += set(members.tolist()) - met
                    met.update(members.tolist())
        return sorted(found)

    def _end(self, thing: int, claim: int | None) -> End:
        index, first = self.index, len(self.index.statements)
        copy = int(index.things.copy[thing])
        if thing < first:
            speaker = int(index.statements.speaker[thing])
            houses = () if speaker < 0 else (int(index.agents.house[speaker]),)
            return End(thing, RootKind(int(index.statements.end[thing])), copy, houses)
        kind, by = RootKind(int(index.sources.end[thing - first])), index.sources.by.of(thing - first)
        if claim is not None and kind is not RootKind.EVIDENCE and self._own_conduct(by, claim):
            kind = RootKind.PARTY
        return End(thing, kind, copy, tuple(index.agents.house[by].tolist()))

    def _own_conduct(self, agents: Ints, claim: int) -> bool:
        corporate = agents[np.isin(self.index.agents.kind[agents], CORPORATE)]
        return bool(self.index.conduct.own(corporate, np.full(len(corporate), claim, np.int32)).any())

    def root_counts(self, sides: Lists, claims: Sequence[int] | Ints | None = None) -> RootCounts:
        """How many roots of each kind each row of statements has.

        Args:
            sides: Any number of rows of statements, such as those that affirm each claim.
            claims: The claim that each row is about; without it, the claim of the row's first statement.
        """
        if claims is None:
            asked = np.full(len(sides), -1, np.int32)
            filled = sides.lengths > 0
            asked[filled] = self.index.statements.claim[sides.items[sides.start[:-1][filled]]]
        else:
            asked = np.ascontiguousarray(claims, np.int32)
        read: tuple[Any, ...] = (self._furthest, *self._listed, *self._codes, *self._graph)
        return RootCounts(_in_parts(sides, asked, read))

    @cached_property
    def _live_groups(self) -> Bools:
        return live(self.held_up, self.index.things.group)

    @cached_property
    def _live_paths(self) -> Bools:
        return live(self.on_record, self.index.things.path)

    @cached_property
    def _graph(self) -> Graph:
        corporate = np.isin(self.index.agents.kind, CORPORATE)
        return graph_of(self.index, self._live_groups, corporate)

    @cached_property
    def _furthest(self) -> Ints:
        things = self.index.things
        return furthest(
            self.held_up, things.basis.start, self._live_groups, things.group.start, things.group.items
        )

    @cached_property
    def _listed(self) -> tuple[Ints, Array, Ints]:
        things = self.index.things
        return ends_behind(
            self._furthest,
            things.basis.start,
            self._live_groups,
            things.group.start,
            things.group.items,
            MOST_LISTED,
        )

    @cached_property
    def _codes(self) -> tuple[Ints, Ints]:
        graph = self._graph
        return coded(
            self._furthest,
            self._listed[2],
            graph.groups,
            graph.end,
            graph.copy,
            graph.by_start,
            graph.by,
            graph.partial,
            len(self.index.agents),
        )

    @cached_property
    def counting(self) -> Bools:
        """Which things lead to a counted root."""
        return self._leading(np.uint8(0), np.uint8(_COUNTED - 1))

    def _leading(self, least: np.uint8, most: np.uint8) -> Bools:
        """Which things that are held up lead to an end of these kinds."""
        index = self.index
        end = np.concatenate([index.statements.end, index.sources.end])
        based = index.things.basis.lengths > 0
        good = (end >= least) & (end <= most)
        whole = np.repeat(self._live_groups, index.things.group.lengths)
        members = index.things.group.items
        owners = np.repeat(index.things.basis.owners, index.things.group.lengths)
        alone = Lists(np.arange(int(whole.sum()) + 1, dtype=np.int64), members[whole])
        start = np.zeros(len(end) + 1, np.int64)
        np.cumsum(np.bincount(owners[whole], minlength=len(end)), out=start[1:])
        ways = Lists(start, np.arange(start[-1], dtype=np.int32))
        return frozen(holding(self.held_up & (based | good), ways, alone))

    def unknown(self, statements: Iterable[int]) -> tuple[int, ...]:
        """Those of some statements that are held up, and whose lineage is wholly unknown."""
        return tuple(each for each in sorted({int(s) for s in statements}) if self.lineage_unknown[each])

    @cached_property
    def lineage_unknown(self) -> Bools:
        """Which statements are held up and lead to nothing that is known."""
        count = len(self.index.statements)
        known = self._leading(np.uint8(0), np.uint8(RootKind.ASSESSMENT))
        found = self.held_up[:count] & ~known[:count]
        # Of the rest, some may lead to a report that is a party's word on the claim of the statement, and so is known.
        rest = np.flatnonzero(found).astype(np.int32)
        counts = self.root_counts(Lists(np.arange(len(rest) + 1, dtype=np.int64), rest)).by_kind
        found[rest] = counts[:, : RootKind.UNKNOWN].sum(axis=1) == 0
        return frozen(found)

    def outlets(self, statements: Iterable[int]) -> int:
        """How many outlets carry some statements: outlets of one owner, and copies of one text, are one.

        Counted are the reports on record among the carriers of those that are on record; a report of nobody's is one of
        its own.
        """
        things, sources, first = self.index.things, self.index.sources, len(self.index.statements)
        reports = set()
        for statement in statements:
            if self.on_record[statement]:
                for path in things.paths.of(statement):
                    carriers = things.path.of(int(path))
                    if self.on_record[carriers].all():
                        reports |= set(carriers[carriers >= first].tolist())
        keys: list[list[tuple[str, int]]] = []
        for report in sorted(reports):
            if sources.kind[report - first] != SourceKind.EVIDENCE:
                houses = self.index.agents.house[sources.by.of(report - first)].tolist()
                copy = int(things.copy[report])
                text = [("text", copy)] if copy >= 0 else []
                keys.append([*(("house", house) for house in houses), *text, ("report", report)])
        return len(joined(keys))

    # Circles.

    def cycles(self) -> tuple[Cycle, ...]:
        """Circular reporting: each set of things that carry each other or rest on each other in a circle."""
        things, there = self.index.things, ~self.withdrawn
        return (
            *cycles_in("carriers", there, things.paths, things.path),
            *cycles_in("basis", there, things.basis, things.group),
        )

    # Single points of failure.

    @cached_property
    def _sets(self) -> tuple[Ints, tuple[Ways, Sets], tuple[Ways, Sets]]:
        things = self.index.things
        needed = np.zeros(len(things), np.bool_)
        needed[things.path.items] = True
        needed[things.group.items] = True
        used = np.flatnonzero(needed).astype(np.int32)
        slot = np.full(len(things), -1, np.int32)
        slot[used] = np.arange(len(used), dtype=np.int32)
        paths = Ways(things.paths.start, self._live_paths, things.path.start, things.path.items)
        groups = Ways(things.basis.start, self._live_groups, things.group.start, things.group.items)
        record = sets_of(slot, used, paths, None)
        return slot, (paths, record), (groups, sets_of(slot, used, groups, record))

    def kill_sets(self, sides: Lists) -> Lists:
        """The things without any one of which no counted statement of a row is held up, ascending.

        A statement counts if it leads to a counted root; a row without one has no such things.
        """
        slot, record, held = self._sets
        return kills(sides, self.counting, slot, record, held)

    def failing_with(self, statements: Iterable[int], *, counted: bool = True) -> tuple[int, ...]:
        """The things without any one of which none of these statements is held up, ascending.

        Args:
            statements: Those that are not held up are left aside.
            counted: Leave aside those that lead to no counted root as well.
        """
        slot, record, held = self._sets
        row = Lists.from_rows([sorted({int(each) for each in statements})])
        found = kills(row, self.counting if counted else self.held_up, slot, record, held)
        return tuple(found.of(0).tolist())

    def carrying(self, sides: Lists) -> tuple[tuple[int, int], ...]:
        """The things that most rests on: each with the number of rows that fail with it, the most first."""
        rows = np.bincount(self.kill_sets(sides).items, minlength=len(self.index.things))
        order = np.lexsort((np.arange(len(rows)), -rows))
        return tuple((int(thing), int(rows[thing])) for thing in order[: int(np.count_nonzero(rows))])

    @cached_property
    def only_reports(self) -> Ints:
        """Of each dossier, the report in which all that its statements say was read, if it is only one; else -1.

        Everything in such a dossier falls with it, which says something of the dossier and nothing of its claims.
        """
        things, count = self.index.things, len(self.index.statements)
        dossier = self.index.statements.dossier
        lengths = things.paths.lengths[:count]
        rows = things.paths.items[: int(lengths.sum())]
        first = things.path.items[things.path.start[:-1][rows]]
        owner = np.repeat(dossier, lengths)
        least = np.full(len(self.index.dossiers), len(things), np.int64)
        most = np.full(len(self.index.dossiers), -1, np.int64)
        np.minimum.at(least, owner, first)
        np.maximum.at(most, owner, first)
        most[dossier[lengths == 0]] = -1
        return np.where((least == most) & (most >= count), most, -1).astype(np.int32)


def _in_parts(sides: Lists, asked: Ints, read: tuple[Any, ...]) -> Ints:
    """Counted at once by as many threads as there are processors: a row needs nothing of another.

    Compiled loops let go of the interpreter; plain ones do not, and would only wait for each other.
    """
    parts = min(_THREADS, os.cpu_count() or 1) if chosen(None, len(sides.items)) else 1
    if parts == 1:
        return count_roots(sides.start, sides.items, asked, *read)
    # Rows of about as many statements each; hubs come first.
    cuts = np.searchsorted(sides.start, np.linspace(0, len(sides.items), parts + 1)).tolist()
    cuts[0], cuts[-1] = 0, len(sides)

    def counted(first: int, last: int) -> Ints:
        return count_roots(sides.start[first : last + 1], sides.items, asked[first:last], *read)

    with ThreadPoolExecutor(parts) as pool:
        return np.concatenate(list(pool.map(counted, cuts[:-1], cuts[1:])))


__all__ = ["Cycle", "Lineage", "Root", "RootCounts"]
