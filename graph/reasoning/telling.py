"""The reasoning of a record in words: a claim's standing and why, its sources, what would fall with a source.

Sentences are made of what the numbers say and of names that the caller gives; they grade nothing by themselves.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import numpy as np

from ...ontology.derived import ArgumentLabel, RootKind
from ...ontology.vocabulary import RelationKind, Stance, Strength
from ..frameworks.grounded import IN, OUT
from ..index.kinds import RootKind as Kind
from .results import (
    ArgumentTold,
    ChangeTold,
    CycleTold,
    RootTold,
    SideTold,
    SourcesTold,
    StandingTold,
    StatementTold,
    WhatIfTold,
)
from .sentences import OFF_RECORD, listed, of_side, of_standing, of_what_if
from .standing import STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from ..lineage.roots import Root
    from ..records import Records
    from .reasoning import Reasoning

_KINDS: Final[dict[int, RootKind]] = {int(kind): RootKind(kind.name.lower()) for kind in Kind}
_STANCES: Final = tuple(Stance)
_SIDES: Final = (Stance.AFFIRMS, Stance.DENIES, Stance.NO_EVIDENCE)
_TENSION: Final = list(RelationKind).index(RelationKind.TENSION)
_LIMITING: Final = [
    list(RelationKind).index(kind)
    for kind in (RelationKind.QUALIFIES, RelationKind.TENSION, RelationKind.UNDERCUTS)
]
_APPARENT: Final = list(Strength).index(Strength.APPARENT)


class Names:
    """What items are called, as whoever tells the result knows it.

    Args:
        label: A short name for an IRI: an entity's, a source's, a claim's words.
        slug: The slug of a claim.
        text: The words of a claim, by language.
    """

    def __init__(
        self,
        label: Callable[[str], str],
        slug: Callable[[str], str],
        text: Callable[[str], dict[str, str]],
    ) -> None:
        """Keep the three."""
        self.label, self.slug, self.text = label, slug, text

    @classmethod
    def plain(cls, label: Callable[[str], str]) -> Names:
        """Labels alone, where nobody asks for a claim's words in its languages."""
        return cls(label, lambda iri: iri.rsplit("/", 1)[-1], lambda _iri: {})

    @classmethod
    def of(cls, records: Records, language: str = "en") -> Names:
        """What the items of a store are called in a language."""

        def told(iri: str) -> dict[str, str]:
            return dict((records.record(iri) or {}).get("text", {}))

        return cls(lambda iri: records.label(iri, language), lambda iri: iri.rsplit("/", 1)[-1], told)


class Teller:
    """Puts one reasoning into words.

    Args:
        reasoning: What the record comes to.
        names: What its items are called.
    """

    def __init__(self, reasoning: Reasoning, names: Names) -> None:
        """Keep both; nothing is worked out yet."""
        self.reasoning, self.names = reasoning, names
        self.index = reasoning.index

    # Items.

    def thing_iri(self, thing: int) -> str:
        """The IRI of a thing."""
        statements = len(self.index.statements)
        if thing < statements:
            return self.index.statements.iri.text(thing)
        return self.index.sources.iri.text(thing - statements)

    def thing(self, thing: int) -> str:
        """A thing in words: a source by its name, a statement by its speaker."""
        if thing < len(self.index.statements):
            return f"the statement of {self.speaker(thing)}"
        return self.names.label(self.thing_iri(thing))

    def speaker(self, statement: int) -> str:
        """Who says it."""
        speaker = int(self.index.statements.speaker[statement])
        return self.names.label(self.index.agents.iri.text(speaker)) if speaker >= 0 else "someone"

    def claim_iri(self, claim: int) -> str:
        """The IRI of a claim."""
        return self.index.claims.iri.text(claim)

    # Results.

    def standing(self, claim: int) -> StandingTold:
        """Where a claim stands, and on what."""
        reasoning, iri = self.reasoning, self.claim_iri(claim)
        supporting = reasoning.supporting.of(claim).tolist()
        opposing = reasoning.opposing.of(claim).tolist()
        roots = [root for side in _SIDES for root in self._roots(claim, side, self._on(claim, side))]
        affirming, denying = self._arguments(claim, for_=True), self._arguments(claim, for_=False)
        status = STATUSES[reasoning.status[claim]]
        arguing, both = [*affirming, *denying], [*supporting, *opposing]
        counts = {
            side: sum(root.counted for root in roots if root.side is side)
            for side in (Stance.AFFIRMS, Stance.DENIES)
        }
        return StandingTold(
            iri=iri,
            slug=self.names.slug(iri),
            text=self.names.text(iri),
            standing=status,
            sentence=of_standing(self, status, affirming, denying, roots)
            if arguing or not both
            else OFF_RECORD,
            roots=tuple(sorted(roots, key=_first_counted)),
            roots_for=counts[Stance.AFFIRMS],
            roots_against=counts[Stance.DENIES],
            unknown_lineage=self._unknown(both),
            outlets=self._outlets(both),
            statements=len(both),
            rests_solely_on=tuple(map(self.thing_iri, self._sole(claim, Stance.AFFIRMS, supporting))),
            contradicts=tuple(map(self.claim_iri, reasoning.contradicted.of(claim).tolist())),
            entails=tuple(
                self.claim_iri(other) for other in reasoning.entails.of(claim).tolist() if other != claim
            ),
            affirming=affirming,
            denying=denying,
            limits=tuple(self._limits(claim)),
        )

    def statement(self, statement: int) -> StatementTold:
        """How a statement fares."""
        ground, own = self.reasoning.ground, int(self.reasoning.argued.own[statement])
        return StatementTold(
            iri=self.thing_iri(statement),
            on_record=bool(ground.on_record[statement]),
            held_up=bool(ground.held_up[statement]),
            label=None if own < 0 else self.label(own),
        )

    def fares(self, statement: int) -> str:
        """How a statement fares, in words."""
        told = self.statement(statement)
        if not told.on_record:
            return "not on record: no way by which it came is whole"
        held = "" if told.held_up else "; nothing that it rests on holds"
        if told.label is None:
            return f"makes no argument{held}"
        return {
            ArgumentLabel.IN: f"its argument stands{held}",
            ArgumentLabel.OUT: f"its argument is defeated{held}",
            ArgumentLabel.UNDEC: f"its argument is open: it is attacked, and neither side is defeated{held}",
        }[told.label]

    def label(self, node: int) -> ArgumentLabel:
        """The label of a node of the framework."""
        found = int(self.reasoning.labels[node])
        return ArgumentLabel.IN if found == IN else ArgumentLabel.OUT if found == OUT else ArgumentLabel.UNDEC

    def sources(self, claim: int) -> SourcesTold:
        """Where what is said of a claim comes from."""
        iri = self.claim_iri(claim)
        sides = [self._side(claim, side) for side in _SIDES if len(self._on(claim, side))]
        spoken = [one for side in _SIDES for one in self._on(claim, side)]
        notes = [
            f"All that the dossier says was read in {self.thing(report)}; everything in it falls with that."
            for report in sorted(self._only_reports(spoken))
        ]
        return SourcesTold(
            claim=iri,
            slug=self.names.slug(iri),
            text=self.names.text(iri),
            sides=tuple(sides),
            notes=tuple(notes),
        )

    def what_if(self, things: Collection[int], *, keeping: bool = True) -> WhatIfTold:
        """What would be without some things.

        Args:
            things: By number.
            keeping: Say of each claim that keeps its standing, though statements on it fall, what it still stands on.
        """
        before, after = self.reasoning, self.reasoning.without(things)
        teller = Teller(after, self.names)
        statements = len(self.index.statements)
        fell = before.lineage.held_up[:statements] & ~after.lineage.held_up[:statements]
        changed = np.flatnonzero(before.status != after.status).tolist()
        told = [
            ChangeTold(
                claim=self.claim_iri(claim),
                slug=self.names.slug(self.claim_iri(claim)),
                text=self.names.text(self.claim_iri(claim)),
                before=STATUSES[before.status[claim]],
                after=STATUSES[after.status[claim]],
                sentence=teller.standing(claim).sentence,
            )
            for claim in changed
        ]
        touched = {int(claim) for claim in self.index.statements.claim[np.flatnonzero(fell)]}
        kept = [
            (self.claim_iri(claim), teller.standing(claim).sentence)
            for claim in sorted(touched - set(changed))
            if keeping
        ]
        names = tuple(self.thing(thing) for thing in things)
        fallen = tuple(self.thing_iri(one) for one in np.flatnonzero(fell).tolist())
        return WhatIfTold(
            things=tuple(map(self.thing_iri, things)),
            names=names,
            sentence=of_what_if(names, len(fallen), len(told)),
            fallen=fallen,
            changed=tuple(told),
            standing_on=tuple(kept),
        )

    def cycles(self) -> tuple[CycleTold, ...]:
        """Circular reporting."""
        return tuple(
            CycleTold(
                of=cycle.of,
                members=tuple(map(self.thing_iri, cycle.things)),
                sentence=self._circle(cycle.of, cycle.circle),
            )
            for cycle in self.reasoning.lineage.cycles()
        )

    # Parts.

    def _on(self, claim: int, side: Stance) -> list[int]:
        """The statements of a side: those that settle the claim; of non-observations, those of the claim itself."""
        if side is Stance.AFFIRMS:
            return self.reasoning.supporting.of(claim).tolist()  # type: ignore[no-any-return]
        if side is Stance.DENIES:
            return self.reasoning.opposing.of(claim).tolist()  # type: ignore[no-any-return]
        on = self.index.claims.statements.of(claim)
        return on[self.index.statements.stance[on] == _STANCES.index(side)].tolist()  # type: ignore[no-any-return]

    def roots(self, claim: int, side: Stance) -> list[RootTold]:
        """What one side of a claim rests on, counted ones first."""
        return sorted(self._roots(claim, side, self._on(claim, side)), key=_first_counted)

    def _roots(self, claim: int, side: Stance, statements: list[int]) -> Iterable[RootTold]:
        found = self.reasoning.lineage.roots(claim, np.array(statements, np.int32)) if statements else ()
        return [
            RootTold(
                side=side,
                kind=_KINDS[int(root.kind)],
                counted=root.counted,
                items=tuple(map(self.thing_iri, root.items)),
                label=self._root_label(root),
                statements=tuple(map(self.thing_iri, root.statements)),
                outlets=self.reasoning.read_in(root.statements),
            )
            for root in found
        ]

    def kind_of(self, roots: Iterable[Root], item: int) -> RootKind:
        """The kind of the root that a thing is one of."""
        return next((_KINDS[int(root.kind)] for root in roots if item in root.items), RootKind.UNKNOWN)

    def _root_label(self, root: Root) -> str:
        statements = len(self.index.statements)
        names = dict.fromkeys(
            self.speaker(item) if item < statements else self.thing(item) for item in root.items
        )
        return listed(list(names))

    def _arguments(self, claim: int, *, for_: bool) -> tuple[ArgumentTold, ...]:
        reasoning, arguments = self.reasoning, self.reasoning.argued
        numbers = reasoning.arguments_on.of(claim)
        found = []
        for number in numbers[arguments.for_[numbers] == for_].tolist():
            statement = int(arguments.statement[number])
            iri = self.thing_iri(statement)
            roots = reasoning.lineage.roots(claim, np.array([statement], np.int32))
            found.append(
                ArgumentTold(
                    statement=iri,
                    said=self.names.label(iri),
                    label=self.label(number),
                    roots=tuple(sorted({_KINDS[int(root.kind)] for root in roots})),
                    counted=any(root.counted for root in roots),
                    held_up=bool(reasoning.lineage.held_up[statement]),
                    own=int(self.index.statements.claim[statement]) == claim,
                )
            )
        return tuple(found)

    def _limits(self, claim: int) -> list[str]:
        """Statements that qualify an affirmation of the claim, by anybody's or a rule's word, or saw no evidence."""
        index, reasoning = self.index, self.reasoning
        supporting = set(reasoning.supporting.of(claim).tolist())
        found = set(self._on(claim, Stance.NO_EVIDENCE))
        for statement in supporting:
            drawn = index.relations
            for numbers, kinds, others in (
                (reasoning.relations_to.of(statement), _LIMITING, drawn.start),
                (reasoning.relations_from.of(statement), [_TENSION], drawn.end),
            ):
                for number in numbers.tolist():
                    apparent = drawn.strength[number] == _APPARENT
                    if drawn.kind[number] in kinds and not drawn.withdrawn[number] and not apparent:
                        found.add(int(others[number]))
            for number in reasoning.verdicts_of.of(statement).tolist():
                one = reasoning.verdicts.at(number)
                if one.kind == "qualifies" and one.end == statement:
                    found.add(one.start)
                elif one.kind == "tension":
                    found |= {one.start, one.end}
        return [self.thing_iri(thing) for thing in sorted(found - supporting)]

    def _side(self, claim: int, side: Stance) -> SideTold:
        statements = self._on(claim, side)
        numbers = np.array(statements, np.int32)
        roots = tuple(sorted(self._roots(claim, side, statements), key=_first_counted))
        lineage = self.reasoning.lineage
        shares = Counter({
            (root.items[0], root.label): len(root.statements)
            for root in roots
            if root.kind is not RootKind.UNKNOWN or len(root.statements) > 1
        })  # fmt: skip
        kinds = Counter(root.kind for root in roots)
        sole = self._sole(claim, side, statements)
        circles = [
            cycle
            for cycle in self.cycles()
            if {self.thing_iri(thing) for thing in self._behind(statements)} & set(cycle.members)
        ]
        told = SideTold(
            side=side,
            sentence="",
            statements=tuple(map(self.thing_iri, statements)),
            outlets=self._outlets(statements),
            roots=roots,
            counted=sum(root.counted for root in roots),
            assessments=kinds[RootKind.ASSESSMENT],
            parties=kinds[RootKind.PARTY],
            unknown=self._unknown(statements),
            shares=tuple((item, label, count) for (item, label), count in shares.most_common()),
            rests_solely_on=tuple(map(self.thing_iri, sole)),
            fallen=tuple(self.thing_iri(one) for one in numbers[~lineage.held_up[numbers]].tolist()),
            cycles=tuple(circles),
        )
        return told.model_copy(update={"sentence": of_side(told)})

    def _behind(self, statements: list[int]) -> set[int]:
        """All that some statements came through or rest on, themselves included."""
        things, met, pending = self.index.things, set(statements), list(statements)
        while pending:
            thing = pending.pop()
            rows = [(things.group, things.basis.of(thing)), (things.path, things.paths.of(thing))]
            for lists, numbers in rows:
                for number in numbers.tolist():
                    for other in lists.of(number).tolist():
                        if other not in met:
                            met.add(other)
                            pending.append(other)
        return met

    def _sole(self, claim: int, side: Stance, statements: list[int]) -> list[int]:
        """The things without which none of the counted statements of a side is held up, the statements left aside."""
        numbers = np.array(statements, np.int32)
        counted = numbers[self.reasoning.ground.counted[numbers]]
        if not len(counted):
            return []
        # For the affirmations this is kept; it takes the whole record to work it out.
        known = side is Stance.AFFIRMS
        found = self.reasoning.sole.of(claim) if known else self.reasoning.lineage.failing_with(counted)
        apart = {*statements, *self._only_reports(statements)}
        return [thing for thing in found if thing not in apart]

    def _only_reports(self, statements: Iterable[int]) -> set[int]:
        """The reports in which all was read that these statements' dossiers say; each dossier's one, if it has one."""
        dossiers = {int(self.index.statements.dossier[statement]) for statement in statements}
        return {int(self.reasoning.lineage.only_reports[dossier]) for dossier in dossiers} - {-1}

    def _outlets(self, statements: list[int]) -> int:
        return self.reasoning.lineage.outlets(statements)

    def _unknown(self, statements: list[int]) -> int:
        return len(self.reasoning.lineage.unknown(statements))

    def _circle(self, of: str, things: Iterable[int]) -> str:
        names = [self.thing(thing) for thing in things]
        verb = "reached us through" if of == "carriers" else "rests on"
        first, *others = [*names, names[0]]
        return f"In a circle: {first} {verb} {f', which {verb} '.join(others)}."


def _first_counted(root: RootTold) -> tuple[int, bool, int, tuple[str, ...]]:
    return _SIDES.index(root.side), not root.counted, list(RootKind).index(root.kind), root.items
