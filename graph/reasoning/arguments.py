"""The arguments of a record, and which of them attack which: one plain framework (Dung 1995).

An argument is a statement with a claim. An affirmation argues for its claim and for each claim that it entails; a
denial argues against its claim and against each within it, so that a blanket denial that is beaten on vests stays alive
on missiles. Non-observations and questions make none, nor does what is not on record. Then:

1. Arguments for and against one claim, arguments for exclusive claims, and pairs joined by a contradiction attack each
   other; where exactly one of two rests on a counted root, only that one attacks.
2. A strong undercut attacks, one way, a target that names a basis or is first-hand; one that aims at a contradiction
   attacks the step that the contradiction makes.
3. A helper "no basis" attacks what names a basis, and is attacked by each basis that holds. A group of bases that hold
   only together attacks it as one.

Where many stand against many, the pairs are not written one by one: two helpers in a row carry "one of these is in" to
all of the other side, which leaves every complete labelling of the arguments as it was. So the framework is linear in
the record.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ...ontology.vocabulary import RelationKind, Stance, Strength
from ..arrays import ranges, starts_of
from ..frameworks.framework import Framework

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from ..arrays import Lists
    from ..index.index import Index

    Numbers = NDArray[np.int32]
    Marks = NDArray[np.bool_]

_STANCES: Final = list(Stance)
AFFIRMS: Final = _STANCES.index(Stance.AFFIRMS)
DENIES: Final = _STANCES.index(Stance.DENIES)
_KINDS: Final = list(RelationKind)
_STRENGTHS: Final = list(Strength)
_STRONG: Final = _STRENGTHS.index(Strength.STRONG)
_APPARENT: Final = _STRENGTHS.index(Strength.APPARENT)
_CONTRADICTS: Final = _KINDS.index(RelationKind.CONTRADICTS)
_UNDERCUTS: Final = _KINDS.index(RelationKind.UNDERCUTS)


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What lineage says of things and statements, as the arguments need it.

    Attributes:
        on_record: Of each thing, whether a path by which it came is whole.
        held_up: Of each thing, whether it is on record and, if it names bases, one of them is held up.
        counted: Of each thing, whether what holds it up reaches evidence, a witness or an admission.
        backed: Of each thing, whether it reaches one of these or an assessment.
    """

    on_record: Marks
    held_up: Marks
    counted: Marks
    backed: Marks


@dataclass(frozen=True, slots=True, eq=False)
class Argued:
    """The arguments of a record, without what they attack.

    Attributes:
        statement: The statement of each argument.
        claim: The claim that it argues about.
        for_: Whether it argues for that claim.
        own: Of each statement, its argument about its own claim; -1 if it makes none.
    """

    statement: Numbers
    claim: Numbers
    for_: Marks
    own: Numbers

    def __len__(self) -> int:
        """How many arguments there are, sources and helpers aside."""
        return len(self.statement)


@dataclass(frozen=True, slots=True, eq=False)
class Arguments(Argued):
    """The arguments of a record and the framework that they make.

    Attributes:
        node: Of each thing, the node of the framework that stands for it; -1 if none does.
        framework: Arguments come first, in the order of ``statement``; the rest are sources and helpers.
    """

    node: Numbers
    framework: Framework


def build(
    index: Index,
    ground: Ground,
    *,
    entails: Lists,
    entailed_by: Lists,
    contradictions: Iterable[tuple[int, int]] = (),
) -> Arguments:
    """Make the arguments of a record and their attacks.

    Args:
        index: The record.
        ground: What lineage says of it.
        entails: Of each claim, the wider claims that it entails.
        entailed_by: Of each claim, the narrower claims that entail it.
        contradictions: Pairs of statements that contradict each other by a rule.
    """
    statement, claim = _pairs(index, ground, entails, entailed_by)
    stance = index.statements.stance[statement]
    own = np.full(len(index.statements.iri), -1, dtype=np.int32)
    is_own = claim == index.statements.claim[statement]
    own[statement[is_own]] = np.flatnonzero(is_own)
    builder = _Builder(index, ground, statement, claim, stance == AFFIRMS, own)
    builder.oppose_on_claims()
    builder.oppose_exclusive()
    builder.oppose_pairs(contradictions)
    builder.undercut()
    builder.demand_bases()
    return Arguments(statement, claim, stance == AFFIRMS, own, builder.node, builder.framework())


def _pairs(index: Index, ground: Ground, entails: Lists, entailed_by: Lists) -> tuple[Numbers, Numbers]:
    """Each statement that argues, with each claim that it argues about, in the order of statements, then claims."""
    statements = index.statements
    arguing = ground.on_record[: len(statements.iri)] & (statements.claim >= 0)
    found: list[tuple[Numbers, Numbers]] = []
    for stance, further in ((AFFIRMS, entails), (DENIES, entailed_by)):
        speaking = np.flatnonzero(arguing & (statements.stance == stance)).astype(np.int32)
        about = statements.claim[speaking]
        found.append((speaking, about))
        counts = further.start[about + 1] - further.start[about]
        many = np.repeat(speaking, counts)
        within = np.arange(len(many)) - np.repeat(np.cumsum(counts) - counts, counts)
        reached = further.items[np.repeat(further.start[about], counts) + within]
        found.append((many, reached.astype(np.int32)))
    statement = np.concatenate([part[0] for part in found])
    claim = np.concatenate([part[1] for part in found])
    # Equal claims entail each other, and so does a claim itself: each pair stands once.
    if not len(statement):
        return statement, claim
    order = np.lexsort((claim, statement))
    statement, claim = statement[order], claim[order]
    fresh = np.ones(len(statement), dtype=bool)
    fresh[1:] = (statement[1:] != statement[:-1]) | (claim[1:] != claim[:-1])
    return statement[fresh], claim[fresh]


class _Builder:
    """Collects nodes and attacks."""

    def __init__(  # noqa: PLR0913, PLR0917 - made in one place
        self, index: Index, ground: Ground, statement: Numbers, claim: Numbers, for_: Marks, own: Numbers
    ) -> None:
        self.index, self.ground = index, ground
        self.statement, self.claim, self.for_, self.own = statement, claim, for_, own
        self.counted = ground.counted[statement]
        self.size = len(statement)
        self.first = starts_of(np.bincount(statement, minlength=len(own)))
        """Where the arguments of each statement begin."""
        self.attackers: list[int] = []
        self.targets: list[int] = []
        things = len(ground.on_record)
        self.node = np.full(things, -1, dtype=np.int32)
        self.node[: len(own)] = own
        self.curated = Curated.of(index)
        self.cuts = self._cuts_of_relations()
        self.stepped = self._stepped()

    def framework(self) -> Framework:
        """All that was collected, each attack once."""
        return Framework.from_arrays(
            self.size, np.array(self.attackers, np.int64), np.array(self.targets, np.int64)
        )

    def new(self) -> int:
        """One more helper."""
        self.size += 1
        return self.size - 1

    def attack(self, attacker: int, target: int) -> None:
        """One attack."""
        self.attackers.append(attacker)
        self.targets.append(target)

    def thing(self, thing: int) -> int:
        """The node of a thing that is no argument itself: a source, or a statement that argues about nothing."""
        if self.node[thing] < 0:
            self.node[thing] = self.new()
        return int(self.node[thing])

    def oppose_on_claims(self) -> None:
        """For against against, claim by claim."""
        order = np.argsort(self.claim, kind="stable")
        claims = self.claim[order]
        bounds = np.flatnonzero(np.r_[True, claims[1:] != claims[:-1], True]).tolist() if len(claims) else []
        sides = self.for_[order]
        for first, last in itertools.pairwise(bounds):
            side = sides[first:last]
            if side.any() and not side.all():
                here = order[first:last]
                self._oppose(here[side].tolist(), here[~side].tolist())

    def oppose_exclusive(self) -> None:
        """What is said for one claim against what is said for another that excludes it."""
        exclusive = self.index.claims.exclusive
        if not len(exclusive.items):
            return
        arguing: dict[int, list[int]] = {}
        for argument in np.flatnonzero(self.for_).tolist():
            arguing.setdefault(int(self.claim[argument]), []).append(argument)
        for claim, own in arguing.items():
            for other in exclusive.of(claim).tolist():
                if claim < other and other in arguing:
                    self._oppose(own, arguing[other])

    def oppose_pairs(self, derived: Iterable[tuple[int, int]]) -> None:
        """Statements that somebody or a rule says contradict each other, about their own claims."""
        for start, end in derived:
            if not self.curated.settles(start, end):
                self._meet(int(self.own[start]), int(self.own[end]))
        for relation, start, end in self.curated.standing:
            one, other = self._argument(start), self._argument(end)
            if one >= 0 and other >= 0:
                self._meet_through(one, other, self.cuts.get(relation, ()))

    def undercut(self) -> None:
        """Strong undercuts of statements that have a step to cut."""
        index = self.index
        things = index.things
        for start, end in self.curated.cuts:
            if end >= len(self.own) or self.own[end] < 0:
                continue
            cuttable = len(things.basis.of(end)) > 0 or bool(index.statements.first_hand[end])
            attacker = self._argument(start)
            if cuttable and attacker >= 0:
                for argument in self._arguments_of(end):
                    self.attack(attacker, argument)

    def demand_bases(self) -> None:
        """A helper for whatever names bases and is used: it falls with the last of them."""
        things = self.index.things
        based = self._used()
        helper = np.full(len(self.node), -1, dtype=np.int64)
        helper[based] = self.size + np.arange(len(based))
        self.size += len(based)
        whole = np.flatnonzero(self._whole() & (helper[self._owner()] >= 0))
        members = things.group.take(whole)
        self._give_nodes(members.items)
        arguing = based[self._argues(based)]
        lengths = self.first[arguing + 1] - self.first[arguing]
        self._attack_all(np.repeat(helper[arguing], lengths), ranges(self.first[arguing], lengths))
        others = based[~self._argues(based)]
        self._attack_all(helper[others], self.node[others])
        held = helper[self._owner()[whole]]
        single = members.lengths == 1
        self._attack_all(self.node[members.items[members.start[:-1][single]]], held[single])
        for row in np.flatnonzero(~single).tolist():
            self.attack(self._together(self.node[members.of(row)].tolist()), int(held[row]))

    def _used(self) -> NDArray[np.int64]:
        """The things that name bases and have a node, and those that they rest on, however far back."""
        things = self.index.things
        based = np.diff(things.basis.start) > 0
        used = based & (self.node >= 0)
        fresh: NDArray[Any] = np.flatnonzero(used)
        owner, whole = self._owner(), self._whole()
        of_group = things.group.owners
        resting: Marks = np.zeros(len(based), dtype=bool)
        while len(fresh):
            resting[:] = False
            resting[fresh] = True
            behind = things.group.items[(resting[owner] & whole)[of_group]]
            met = np.unique(behind[based[behind] & ~used[behind]])
            used[met] = True
            fresh = met
        return np.flatnonzero(used)

    def _owner(self) -> Numbers:
        """The thing that each group of bases is named by."""
        basis = self.index.things.basis
        owner = np.zeros(len(self.index.things.group), dtype=np.int32)
        owner[basis.items] = basis.owners
        return owner

    def _whole(self) -> Marks:
        """Which groups of bases hold: all their members are held up."""
        group = self.index.things.group
        fallen = ~self.ground.held_up[group.items]
        found: Marks = np.bincount(group.owners, weights=fallen, minlength=len(group)) == 0
        return found

    def _give_nodes(self, things: Numbers) -> None:
        """A node of its own for each of these things that has none yet."""
        bare = np.unique(things[self.node[things] < 0])
        self.node[bare] = self.size + np.arange(len(bare))
        self.size += len(bare)

    def _attack_all(self, attackers: NDArray[Any], targets: NDArray[Any]) -> None:
        self.attackers += attackers.tolist()
        self.targets += targets.tolist()

    def _together(self, nodes: list[int]) -> int:
        """A node that is in if all of these are."""
        if len(nodes) == 1:
            return nodes[0]
        both = self.new()
        for node in nodes:
            missing = self.new()
            self.attack(node, missing)
            self.attack(missing, both)
        return both

    def _oppose(self, fors: list[int], againsts: list[int]) -> None:
        """Two sides against each other, but for pairs of which somebody said that they do something else.

        A contradiction that is itself undercut is met through the step that it makes, on each claim.
        """
        apart = self._apart_among(fors, againsts)
        if apart:
            loose = {argument for pair in apart for argument in pair}
            for one in fors:
                for other in againsts:
                    if one in loose or other in loose:
                        steps = apart.get((one, other), ())
                        if steps is not None:
                            self._meet_through(one, other, steps)
            fors = [one for one in fors if one not in loose]
            againsts = [one for one in againsts if one not in loose]
        for attackers, targets in ((fors, againsts), (againsts, fors)):
            self._all_attack([one for one in attackers if self.counted[one]], targets)
            self._all_attack(
                [one for one in attackers if not self.counted[one]],
                [one for one in targets if not self.counted[one]],
            )

    def _all_attack(self, attackers: Sequence[int], targets: Sequence[int]) -> None:
        if len(attackers) * len(targets) <= len(attackers) + len(targets) + 1:
            for attacker in attackers:
                for target in targets:
                    self.attack(attacker, target)
            return
        none, some = self.new(), self.new()
        for attacker in attackers:
            self.attack(attacker, none)
        self.attack(none, some)
        for target in targets:
            self.attack(some, target)

    def _apart_among(
        self, fors: list[int], againsts: list[int]
    ) -> dict[tuple[int, int], Sequence[int] | None]:
        """Pairs of arguments that do not simply meet: what cuts their contradiction, or None if they have none."""
        if not self.curated.otherwise and not self.stepped:
            return {}
        where: dict[int, list[int]] = {}
        for argument in againsts:
            where.setdefault(int(self.statement[argument]), []).append(argument)
        found: dict[tuple[int, int], Sequence[int] | None] = {}
        for one in fors:
            statement = int(self.statement[one])
            for partner in self.curated.partners.get(statement, ()):
                pair = (min(statement, partner), max(statement, partner))
                if pair in self.curated.otherwise or pair in self.stepped:
                    found |= {(one, other): self.stepped.get(pair) for other in where.get(partner, ())}
        return found

    def _stepped(self) -> dict[tuple[int, int], Sequence[int]]:
        """Pairs of statements all of whose contradictions are undercut, with what cuts them."""
        found: dict[tuple[int, int], list[int]] = {}
        whole = set()
        for relation, start, end in self.curated.standing:
            pair = (min(start, end), max(start, end))
            found.setdefault(pair, []).extend(self.cuts.get(relation, ()))
            if relation not in self.cuts:
                whole.add(pair)
        return {pair: cuts for pair, cuts in found.items() if pair not in whole}

    def _meet_through(self, one: int, other: int, cuts: Sequence[int]) -> None:
        for attacker, target in self._directions(one, other):
            self._attack_through(attacker, target, cuts)

    def _meet(self, one: int, other: int) -> None:
        if one >= 0 and other >= 0:
            for attacker, target in self._directions(one, other):
                self.attack(attacker, target)

    def _directions(self, one: int, other: int) -> list[tuple[int, int]]:
        """Both ways, or only from the one that rests on a counted root."""
        first, second = self._counts(one), self._counts(other)
        ways = [(one, other)] if first or not second else []
        return [*ways, (other, one)] if second or not first else ways

    def _counts(self, node: int) -> bool:
        return bool(self.counted[node]) if node < len(self.statement) else True

    def _attack_through(self, attacker: int, target: int, cuts: Sequence[int]) -> None:
        """An attack that others can cut: it reaches its target only while none of them is in."""
        if not cuts:
            self.attack(attacker, target)
            return
        idle, step = self.new(), self.new()
        self.attack(attacker, idle)
        self.attack(idle, step)
        self.attack(step, target)
        for cut in cuts:
            self.attack(cut, step)

    def _cuts_of_relations(self) -> dict[int, list[int]]:
        things = len(self.node)
        found: dict[int, list[int]] = {}
        for start, end in self.curated.cuts:
            node = self._argument(start)
            if end >= things and node >= 0:
                found.setdefault(end - things, []).append(node)
        return found

    def _argument(self, thing: int) -> int:
        """The node that speaks for a thing: a statement's own argument, or evidence; -1 where none does."""
        if thing < len(self.own):
            return int(self.own[thing])
        return self.thing(thing) if self.ground.on_record[thing] else -1

    def _argues(self, things: NDArray[Any]) -> Marks:
        """Which of these things are statements that argue."""
        found = np.zeros(len(things), dtype=bool)
        statements = things < len(self.own)
        found[statements] = self.own[things[statements]] >= 0
        return found

    def _arguments_of(self, statement: int) -> list[int]:
        return list(range(int(self.first[statement]), int(self.first[statement + 1])))


@dataclass(frozen=True, slots=True, eq=False)
class Curated:
    """The relations that somebody drew and that bear on the framework.

    Attributes:
        pairs: Pairs of statements, smaller first, of which somebody said what they do to each other.
        otherwise: Those of them that do not contradict each other, by what was said.
        partners: The same, by statement.
        standing: Of these, the contradictions that stand: relation, start, end.
        cuts: Strong undercuts that stand: start, and the thing or relation that they aim at.
    """

    pairs: frozenset[tuple[int, int]]
    otherwise: frozenset[tuple[int, int]]
    partners: dict[int, list[int]]
    standing: tuple[tuple[int, int, int], ...]
    cuts: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, index: Index) -> Curated:
        """Read them off the index; what was withdrawn settles nothing."""
        relations = index.relations
        statements = len(index.statements.iri)
        holds = relations.withdrawn == 0
        between = holds & (relations.start < statements) & (relations.end < statements)
        settling = between & (relations.kind != _UNDERCUTS)
        start, end = relations.start[settling], relations.end[settling]
        pairs = frozenset(zip(np.minimum(start, end).tolist(), np.maximum(start, end).tolist(), strict=True))
        partners: dict[int, list[int]] = {}
        for one, other in sorted(pairs):
            partners.setdefault(one, []).append(other)
            partners.setdefault(other, []).append(one)
        contradicting = np.flatnonzero(
            holds
            & (relations.end < statements)
            & (relations.kind == _CONTRADICTS)
            & (relations.strength != _APPARENT)
        )
        cutting = np.flatnonzero(holds & (relations.kind == _UNDERCUTS) & (relations.strength == _STRONG))
        standing = tuple((int(r), int(relations.start[r]), int(relations.end[r])) for r in contradicting)
        return cls(
            pairs=pairs,
            otherwise=pairs - {(min(start, end), max(start, end)) for _, start, end in standing},
            partners=partners,
            standing=standing,
            cuts=tuple((int(relations.start[r]), int(relations.end[r])) for r in cutting),
        )

    def settles(self, one: int, other: int) -> bool:
        """Whether somebody said what two statements do to each other."""
        return (min(one, other), max(one, other)) in self.pairs
