"""What the reasoning of a record comes to, as results that have a JSON form: standings, roots, sources, what-ifs.

Items are named by IRI; words are English sentences that a reader can check against the rest of the result.
"""

from __future__ import annotations

from typing import Literal

from ...ontology.derived import ArgumentLabel, RootKind, Standing
from ...ontology.vocabulary import Stance
from ..told import Told


class RootTold(Told):
    """Where chains of bases end: "customs records, evidence, behind five statements".

    Attributes:
        side: The stance of the statements that rest on it.
        counted: Whether it corroborates: evidence, a witness, an admission.
        items: What it is, by IRI; several where they are one root.
        label: The same in words.
        statements: The statements that rest on it.
        outlets: In how many independent outlets these were read.
    """

    side: Stance
    kind: RootKind
    counted: bool
    items: tuple[str, ...]
    label: str
    statements: tuple[str, ...]
    outlets: int


class StandingTold(Told):
    """Where a claim stands in this record, and on what.

    Attributes:
        sentence: Why, in one sentence.
        roots: On all sides, counted ones first.
        roots_for: How many counted roots its affirmations have.
        roots_against: How many counted roots its denials have.
        unknown_lineage: How many of the statements for and against it come from nobody knows where.
        outlets: How many independent outlets carry these statements.
        statements: How many these are.
        rests_solely_on: The things without which none of its counted affirmations is held up.
        contradicts: The claims that it contradicts, through statements on both.
        entails: The wider claims that it entails.
        affirming: The statements that argue for it, each with how its argument fares.
        denying: The statements that argue against it, likewise.
        limits: What qualifies what is said for it, is in tension with it, undercuts it, or has seen no evidence.
        semantics: By which the arguments were labelled; with others than the grounded one, ``held`` says what is held.
        strength: How strong it is, if that was asked for.
    """

    iri: str
    slug: str
    text: dict[str, str]
    standing: Standing
    sentence: str
    roots: tuple[RootTold, ...]
    roots_for: int
    roots_against: int
    unknown_lineage: int
    outlets: int
    statements: int
    rests_solely_on: tuple[str, ...]
    contradicts: tuple[str, ...]
    entails: tuple[str, ...]
    affirming: tuple[ArgumentTold, ...]
    denying: tuple[ArgumentTold, ...]
    limits: tuple[str, ...]
    semantics: str = "grounded"
    held: HeldTold | None = None
    strength: StrengthTold | None = None


class HeldTold(Told):
    """In how many extensions an argument for a claim is, and one against it: ``all``, ``some`` or ``none``."""

    for_: Literal["all", "some", "none"]
    against: Literal["all", "some", "none"]
    exist: bool


class StrengthTold(Told):
    """How strong a claim is by a model of gradual strength.

    Attributes:
        value: From 0 to 1; None if it has none.
        missing: What lacks an Admiralty grade, of all that the strength depends on.
        settled: Whether the computation came to an end.
        sentence: The value, or why there is none.
    """

    model: str
    value: float | None
    missing: tuple[str, ...]
    settled: bool
    sentence: str


class StandingsTold(Told):
    """Where the claims of a record stand.

    Attributes:
        semantics: By which the arguments were labelled.
        counts: How many claims stand where.
        claims: The claims that are told, in the order of standings; all of them unless fewer were asked for.
    """

    semantics: str
    counts: dict[str, int]
    claims: tuple[StandingTold, ...]


class ArgumentTold(Told):
    """A statement that argues about a claim.

    Attributes:
        statement: By IRI.
        said: It in words.
        label: How its argument about this claim fares.
        roots: The kinds of root that it rests on; empty if nothing holds it up.
        counted: Whether one of them is counted.
        held_up: Whether it still has what it relies on.
        own: Whether it is a statement on this very claim.
    """

    statement: str
    said: str
    label: ArgumentLabel
    roots: tuple[RootKind, ...]
    counted: bool
    held_up: bool
    own: bool


class StatementTold(Told):
    """Whether a statement is on record and held up, and how its argument about its own claim fares, if it makes one."""

    iri: str
    on_record: bool
    held_up: bool
    label: ArgumentLabel | None


class CycleTold(Told):
    """Circular reporting: sources and statements that carry each other, or rest on each other."""

    of: Literal["carriers", "basis"]
    members: tuple[str, ...]
    sentence: str


class SideTold(Told):
    """The sources of one side of a claim.

    Attributes:
        side: ``affirms``, ``denies`` or ``no-evidence``.
        sentence: The counts in one sentence.
        shares: How many of its statements rest on each item, most first: item, its name, how many.
        rests_solely_on: The things without which none of its counted statements is held up.
        fallen: Statements that nothing holds up any more.
        cycles: The circles that its statements or their sources are in.
    """

    side: Stance
    sentence: str
    statements: tuple[str, ...]
    outlets: int
    roots: tuple[RootTold, ...]
    counted: int
    assessments: int
    parties: int
    unknown: int
    shares: tuple[tuple[str, str, int], ...]
    rests_solely_on: tuple[str, ...]
    fallen: tuple[str, ...]
    cycles: tuple[CycleTold, ...]


class SourcesTold(Told):
    """Where what is said of a claim comes from, side by side."""

    claim: str
    slug: str
    text: dict[str, str]
    sides: tuple[SideTold, ...]
    notes: tuple[str, ...] = ()


class ChangeTold(Told):
    """A claim whose standing changes."""

    claim: str
    slug: str
    text: dict[str, str]
    before: Standing
    after: Standing
    sentence: str


class WhatIfTold(Told):
    """What would be, had some sources never been on record. Nothing is changed by asking.

    Attributes:
        things: What is left out, by IRI.
        names: The same in words.
        sentence: What follows, in one sentence.
        fallen: The statements that nothing holds up then.
        changed: The claims whose standing changes.
        standing_on: For each claim that had rested on them and keeps its standing: what it still stands on, in words.
    """

    things: tuple[str, ...]
    names: tuple[str, ...]
    sentence: str
    fallen: tuple[str, ...]
    changed: tuple[ChangeTold, ...]
    standing_on: tuple[tuple[str, str], ...]


StandingTold.model_rebuild()
