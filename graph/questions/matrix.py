"""Hypotheses against evidence: the table of an analysis of competing hypotheses (ACH).

Each row is a statement or a piece of evidence, each column a claim taken as a hypothesis. A cell says how the row bears
on it: *consistent*, *inconsistent*, *undetermined* (it cannot be told), or *neutral*. What somebody drew between the
row and a statement on the hypothesis goes first; then what comparison finds between the row and a bare affirmation of
the hypothesis. Hypotheses are to be weighed by what speaks against them, so inconsistency is totalled first; a row
that is the same for all of them tells nothing apart.

Reference: R. J. Heuer, "Psychology of Intelligence Analysis" (CIA, 1999), chapter 8.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import numpy as np
from pydantic import Field

from ...ontology.derived import (
    Standing,
    VerdictKind,
)
from ...ontology.errors import UnknownNameError
from ...ontology.vocabulary import Credibility, RelationKind, Stance, Strength
from ..comparison import ComparedStatement, compare
from ..reasoning.arguments import AFFIRMS
from ..reasoning.deriving import Comparing
from ..reasoning.standing import STATUSES
from ..told import Told
from ..tracing.pairs import party

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..reasoning.telling import Teller
    from ..records import Records

Value = Literal["consistent", "inconsistent", "undetermined", "neutral"]
Origin = Literal["authored", "derived"]

WEAK: Final = 0.5
"""What a weak cell counts in the totals, a strong one being 1. It orders a table; it measures nothing."""

NOTE: Final = (
    "Inconsistency counts first: a hypothesis is weighed by what speaks against it, not by what fits it. A weak cell "
    "counts half. Statements are counted, not their origins."
)
_KINDS: Final = tuple(RelationKind)
_STRENGTHS: Final = tuple(Strength)
_STANCES: Final = tuple(Stance)


class Cell(Told):
    """How a row bears on a hypothesis.

    Attributes:
        strength: None where it says nothing for or against.
        why: In words, by language.
        origin: Whether somebody drew it or a rule found it.
    """

    value: Value
    strength: Literal["strong", "weak"] | None = None
    why: dict[str, str] = Field(default_factory=dict)
    origin: Origin | None = None


class Row(Told):
    """A statement or a piece of evidence.

    Attributes:
        root: The kind of root that it leads to, if one is known.
        diagnostic: Whether it is not the same for all hypotheses.
    """

    iri: str
    slug: str
    kind: Literal["statement", "evidence"]
    label: str
    speaker: str | None
    date: str | None
    stance: Stance | None
    root: str | None
    credibility: str | None
    cells: tuple[Cell, ...]
    diagnostic: bool


class Hypothesis(Told):
    """A claim, where it stands, and what speaks against it and for it."""

    iri: str
    slug: str
    text: dict[str, str]
    standing: Standing
    inconsistent: float
    consistent: float


class Matrix(Told):
    """Hypotheses against statements and evidence, telling rows first.

    Attributes:
        note: How to read it.
    """

    hypotheses: tuple[Hypothesis, ...]
    rows: tuple[Row, ...]
    note: str = NOTE


class Competing(Told):
    """Claims that cannot all be true together, by their authors or by what is said on them."""

    claims: tuple[str, ...]
    slugs: tuple[str, ...]
    texts: tuple[dict[str, str], ...]


class _Drawn(NamedTuple):
    value: Value
    strength: Literal["strong", "weak"] | None
    why: dict[str, str]


def competing(teller: Teller) -> tuple[Competing, ...]:
    """The sets of claims that exclude each other, or of which affirmations contradict each other."""
    index = teller.index
    links: dict[int, set[int]] = defaultdict(set)
    for one, other in _excluding(teller):
        links[one].add(other)
        links[other].add(one)
    found, met = [], set()
    for claim in sorted(links):
        if claim in met:
            continue
        group, pending = {claim}, [claim]
        while pending:
            fresh = links[pending.pop()] - group
            group |= fresh
            pending += fresh
        met |= group
        iris = [teller.claim_iri(one) for one in sorted(group) if index.claims.loaded[one]]
        if len(iris) > 1:
            names = teller.names
            found.append(
                Competing(
                    claims=tuple(iris),
                    slugs=tuple(map(names.slug, iris)),
                    texts=tuple(map(names.text, iris)),
                )
            )
    return tuple(found)


def _excluding(teller: Teller) -> Iterable[tuple[int, int]]:
    index = teller.index
    exclusive, statements = index.claims.exclusive, index.statements
    yield from zip(exclusive.owners.tolist(), exclusive.items.tolist(), strict=True)
    affirmed = statements.stance == AFFIRMS
    relations = index.relations
    drawn = [
        (int(relations.start[number]), int(relations.end[number]))
        for number in np.flatnonzero(
            (relations.kind == _KINDS.index(RelationKind.CONTRADICTS))
            & (relations.strength != _STRENGTHS.index(Strength.APPARENT))
            & (relations.withdrawn == 0)
            & (relations.start < len(statements))
            & (relations.end < len(statements))
        )
    ]
    for one, other in (*drawn, *teller.reasoning.verdicts.contradictions()):
        claims = int(statements.claim[one]), int(statements.claim[other])
        if affirmed[one] and affirmed[other] and claims[0] != claims[1]:
            yield claims


def matrix(records: Records, teller: Teller, claims: Sequence[int], *, language: str = "en") -> Matrix:
    """Lay hypotheses against what bears on them.

    Args:
        records: The store's items.
        teller: The reasoning.
        claims: The hypotheses, by number; two at least.
        language: For labels.

    Raises:
        UnknownNameError: If there are fewer than two.
    """
    claims = list(dict.fromkeys(claims))
    if len(claims) < 2:  # noqa: PLR2004 - one against another
        raise UnknownNameError("a matrix takes two claims or more: name another one", name="")
    filling = _Filling(records, teller, claims, language)
    rows = [row for thing in filling.things() if (row := filling.row(thing)) is not None]
    totals = [
        [_total(rows, place, value) for value in ("inconsistent", "consistent")]
        for place in range(len(claims))
    ]
    return Matrix(
        hypotheses=tuple(
            Hypothesis(
                iri=(iri := teller.claim_iri(claim)),
                slug=teller.names.slug(iri),
                text=teller.names.text(iri),
                standing=STATUSES[teller.reasoning.status[claim]],
                inconsistent=against,
                consistent=fitting,
            )
            for claim, (against, fitting) in zip(claims, totals, strict=True)
        ),
        rows=tuple(sorted(rows, key=lambda row: (not row.diagnostic, row.kind == "statement", row.iri))),
    )


def _total(rows: Iterable[Row], place: int, value: str) -> float:
    cells = [row.cells[place] for row in rows]
    return float(sum(WEAK if cell.strength == "weak" else 1 for cell in cells if cell.value == value))


class _Filling:
    """Fills the cells of one matrix."""

    def __init__(self, records: Records, teller: Teller, claims: Sequence[int], language: str) -> None:
        self.records, self.teller, self.claims, self.language = records, teller, claims, language
        self.index, reasoning = teller.index, teller.reasoning
        self.first = len(self.index.statements)
        # What argues for each hypothesis, and what against: a relation to one of these bears on the hypothesis.
        self.for_ = [set(reasoning.supporting.of(claim).tolist()) for claim in claims]
        self.against = [set(reasoning.opposing.of(claim).tolist()) for claim in claims]
        context = reasoning.context
        self.comparing = Comparing(self.index, context)
        self.leading = self._leading()
        self.drawn = self._drawn()

    def things(self) -> list[int]:
        """Statements and evidence that may bear on a hypothesis, in order; the rest has only neutral cells."""
        reasoning, found = self.teller.reasoning, set()
        ours = set().union(*self.for_, *self.against)
        claims = self.index.claims
        for claim in self.claims:
            near = [
                claim,
                *reasoning.entails.of(claim),
                *reasoning.entailed_by.of(claim),
                *claims.exclusive.of(claim),
            ]
            for other in near:
                found |= set(claims.statements.of(int(other)).tolist())
        for statement in ours:
            for number in reasoning.verdicts_of.of(statement).tolist():
                found |= {int(reasoning.verdicts.start[number]), int(reasoning.verdicts.end[number])}
        found |= {thing for thing, _ in self.drawn}
        on_record = reasoning.lineage.on_record
        return sorted(thing for thing in found if on_record[thing])

    def row(self, thing: int) -> Row | None:
        """A row; None if it bears on no hypothesis."""
        cells = tuple(self._cell(thing, place) for place in range(len(self.claims)))
        if all(cell.value == "neutral" for cell in cells):
            return None
        one = party(self.records, self.teller.thing_iri(thing), language=self.language)
        is_statement = thing < self.first
        return Row(
            iri=one.iri,
            slug=one.slug,
            kind="statement" if is_statement else "evidence",
            label=self.teller.names.label(one.iri),
            speaker=one.speaker,
            date=one.date,
            stance=one.stance,
            root=self._root(thing),
            credibility=self._credibility(thing) if is_statement else None,
            cells=cells,
            diagnostic=len({(cell.value, cell.strength) for cell in cells}) > 1,
        )

    def _root(self, thing: int) -> str | None:
        if thing >= self.first:
            return "evidence"
        roots = self.teller.reasoning.lineage.roots(int(self.index.statements.claim[thing]), [thing])
        return roots[0].kind.name.lower() if roots else None

    def _credibility(self, statement: int) -> str | None:
        grade = int(self.index.statements.credibility[statement])
        return list(Credibility)[grade - 1].value if grade else None

    def _cell(self, thing: int, place: int) -> Cell:
        authored = self.drawn.get((thing, place))
        own = thing < self.first and self.index.statements.claim[thing] == self.claims[place]
        if authored is not None and not own:
            return Cell(value=authored.value, strength=authored.strength, why=authored.why, origin="authored")
        return self._compared(thing, self.claims[place]) if thing < self.first else Cell(value="neutral")

    def _compared(self, statement: int, claim: int) -> Cell:
        """What comparison finds between a statement and a bare affirmation of the hypothesis."""
        one = self.comparing.statement(statement)
        bare = ComparedStatement(
            iri="", claim=self.comparing.claim(claim), stance=Stance.AFFIRMS,
            made_from=one.made_from, made_to=one.made_to, known_by=one.known_by,
        )  # fmt: skip
        verdict = compare(one, bare, self.comparing.context, label=self.teller.names.label)
        strength: Literal["strong", "weak"] = "weak" if verdict.weak else "strong"
        why = {"en": verdict.sentence} if verdict.sentence else {}
        match verdict.kind:
            case VerdictKind.CONTRADICTS:
                return Cell(value="inconsistent", strength=strength, why=why, origin="derived")
            case VerdictKind.SAME:
                return Cell(value="consistent", strength=strength, why=why, origin="derived")
            case VerdictKind.SUPPORTS:
                # A hypothesis that entails what is said leads one to expect it, and is not borne out by it.
                expected = verdict.start == ""
                return Cell(
                    value="consistent", strength="weak" if expected else strength, why=why, origin="derived"
                )
            case VerdictKind.TENSION:
                return Cell(value="inconsistent", strength="weak", why=why, origin="derived")
            case VerdictKind.UNDETERMINED:
                return Cell(value="undetermined", why=why, origin="derived")
            case _:
                return Cell(value="neutral", why=why, origin="derived" if why else None)

    def _drawn(self) -> dict[tuple[int, int], _Drawn]:
        """What somebody drew from a thing to a statement for or against a hypothesis, the strongest first."""
        relations, reasoning = self.index.relations, self.teller.reasoning
        found: dict[tuple[int, int], list[_Drawn]] = defaultdict(list)
        for place, (fors, againsts) in enumerate(zip(self.for_, self.against, strict=True)):
            for end in sorted(fors | againsts):
                numbers = set(reasoning.relations_to.of(end).tolist()) | set(self.leading.get(end, ()))
                for number in sorted(numbers):
                    kind = _KINDS[relations.kind[number]]
                    start, aim = int(relations.start[number]), int(relations.end[number])
                    if relations.withdrawn[number] or (aim != end and not kind.symmetric):
                        continue
                    thing = start if aim == end else aim
                    value = _bearing(kind, _STRENGTHS[relations.strength[number]], speaks_for=end in fors)
                    record = self.records.record(relations.iri.text(number)) or {}
                    found[thing, place].append(_Drawn(*value, dict(record.get("why", {}))))
        return {key: min(those, key=_first) for key, those in found.items()}

    def _leading(self) -> dict[int, list[int]]:
        """The symmetric relations that lead from a statement for or against a hypothesis."""
        relations = self.index.relations
        ours = set().union(*self.for_, *self.against)
        found: dict[int, list[int]] = defaultdict(list)
        symmetric = [place for place, kind in enumerate(_KINDS) if kind.symmetric]
        for number in np.flatnonzero(np.isin(relations.kind, symmetric)).tolist():
            if int(relations.start[number]) in ours:
                found[int(relations.start[number])].append(number)
        return found


def _bearing(
    kind: RelationKind, strength: Strength, *, speaks_for: bool
) -> tuple[Value, Literal["strong", "weak"] | None]:
    """What a relation to a statement for or against a hypothesis makes of the cell."""
    if strength is Strength.APPARENT or kind is RelationKind.QUALIFIES:
        return "neutral", None
    weight: Literal["strong", "weak"] = "strong" if strength is Strength.STRONG else "weak"
    if kind is RelationKind.TENSION:
        weight = "weak"
    supports = kind in (RelationKind.SUPPORTS, RelationKind.RESTATES)
    return ("consistent" if supports == speaks_for else "inconsistent"), weight


_VALUES: Final = ("inconsistent", "consistent", "undetermined", "neutral")


def _first(one: _Drawn) -> tuple[bool, int]:
    return one.strength != "strong", _VALUES.index(one.value)


__all__ = [
    "NOTE",
    "WEAK",
    "Cell",
    "Competing",
    "Hypothesis",
    "Matrix",
    "Origin",
    "Row",
    "Value",
    "competing",
    "matrix",
]
