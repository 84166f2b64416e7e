"""Two statements, and what one does to the other: contradictions and tensions, each with who, through whom, and why.

A contradiction was drawn by somebody, follows from opposite stances on one claim, or is found by the rules that compare
claims; each says which. One that was drawn as apparent, or was withdrawn, is told apart and never counted among those
that stand. A non-observation ("we have not seen any") contradicts nothing.

Found by point look-ups from denials and from drawn relations: the cost is that of the disputes, not of the store.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, Literal

from pydantic import Field

from ...ontology import terms
from ...ontology.derived import VerdictKind
from ...ontology.errors import UnknownNameError
from ...ontology.node import pick
from ...ontology.vocabulary import Likelihood, RelationKind, Stance, Strength, local_name, taken_stance
from ..opposition import RULE
from ..records import Edge, Records
from ..told import Line, Told, shown


class Party(Told):
    """One of the two: "China denies that it has sent military equipment, 2023, through the article".

    Attributes:
        iri: Of the statement, or of the piece of evidence.
        stance: The stance it takes, its likelihood counted in; None for evidence.
        claim: What it speaks of, by language; for evidence, what it is.
        likelihood: How likely the speaker called the claim, if that was said.
        figure: The quantity that its claim gives, in words.
        carriers: The paths by which it reached us, as labels, outermost carrier first.
    """

    iri: str
    kind: Literal["statement", "evidence"]
    slug: str
    speaker: str | None = None
    speaker_iri: str | None = None
    stance: Stance | None = None
    likelihood: Likelihood | None = None
    claim: dict[str, str]
    claim_iri: str | None = None
    claim_slug: str | None = None
    figure: str | None = None
    date: str | None = None
    carriers: tuple[tuple[str, ...], ...] = ()


class Pair(Told):
    """What one statement, or a piece of evidence, does to another.

    Attributes:
        first: The one that affirms, where exactly one of the two denies; else the one it was drawn from.
        why: The reason given, by language.
        origin: ``authored`` if somebody drew it, ``derived`` if a rule did.
        by: Who drew it, if that is said.
        relation: The relation's IRI, where it was drawn.
        reason: The code of the reason, where comparison derived it; likewise ``slot``, the slot that decided.
        withdrawn: EDTF date from which it no longer holds.
    """

    kind: RelationKind
    first: Party
    second: Party
    why: dict[str, str] = Field(default_factory=dict)
    strength: Strength | None = None
    origin: Literal["authored", "derived"]
    rule: str | None = None
    by: str | None = None
    relation: str | None = None
    withdrawn: str | None = None
    reason: str | None = None
    slot: str | None = None

    @property
    def stands(self) -> bool:
        """False if it only seems to hold, or was withdrawn."""
        return self.strength is not Strength.APPARENT and self.withdrawn is None

    @property
    def ends(self) -> frozenset[str]:
        """The IRIs of the two, in no order: a pair that was drawn and is derived has the same ends."""
        return frozenset((self.first.iri, self.second.iri))


def contradictions(
    records: Records,
    claim: str | None = None,
    *,
    dossiers: Collection[str] | None = None,
    language: str = "en",
) -> tuple[Pair, ...]:
    """The contradictions in a store, or those that meet one claim: standing ones first, then apparent, then withdrawn.

    Args:
        records: The store's items.
        claim: The IRI of a claim; only pairs of which one statement is on it.
        dossiers: IRIs; only what was drawn in these, or has a statement in them.
        language: For labels, where there is one in it.

    Raises:
        UnknownNameError: If the store holds no such claim.
    """
    if claim is None:
        seeds = {
            *_ends_of(records, RelationKind.CONTRADICTS),
            *records.derived_ends(VerdictKind.CONTRADICTS),
            *_denials(records),
        }
    else:
        if records.kind(claim) != "claim":
            raise UnknownNameError(f"'{claim}' is no claim in this store", name=claim)
        seeds = set(records.statements_on(claim))
    return _pairs(records, seeds, RelationKind.CONTRADICTS, dossiers, language)


def tensions(
    records: Records, *, dossiers: Collection[str] | None = None, language: str = "en"
) -> tuple[Pair, ...]:
    """The pairs that hold together only against the usual sense of words; two figures for one thing, most often."""
    seeds = {*_ends_of(records, RelationKind.TENSION), *records.derived_ends(VerdictKind.TENSION)}
    return _pairs(records, seeds, RelationKind.TENSION, dossiers, language)


def limited_by(records: Records, statement: str, *, language: str = "en") -> tuple[Pair, ...]:
    """What a statement qualifies: it limits how far these reach, and contradicts none of them."""
    edges = [
        edge
        for edge in records.edges(statement)
        if edge.kind is RelationKind.QUALIFIES and edge.start == statement
    ]
    return tuple(sorted((_pair(records, edge, language) for edge in edges), key=_order))


def non_observations(records: Records, *, dossiers: Collection[str] | None = None) -> list[str]:
    """The statements whose speaker has seen no evidence, in order."""
    return [
        iri
        for iri in records.pointing("stance", _value(Stance.NO_EVIDENCE))
        if records.kind(iri) == "statement" and _held(records, iri, dossiers)
    ]


def party(records: Records, iri: str, *, language: str = "en") -> Party:
    """A statement or a piece of evidence, as one side of a pair."""
    record = records.record(iri) or {}
    carriers = tuple(
        tuple(records.label(part, language) for part in path) for path in record.get("carriers", [])
    )
    if record.get("kind") != "statement":
        words = record.get("what") or record.get("title") or {"und": records.label(iri, language)}
        return Party(
            iri=iri,
            kind="evidence",
            slug=record.get("slug", iri),
            claim=words,
            date=record.get("date"),
            carriers=carriers,
        )
    claim = records.record(record["claim"])
    figures = (claim or {}).get("slots", {}).get("quantity", [])
    return Party(
        iri=iri,
        kind="statement",
        slug=record["slug"],
        speaker=records.label(record["speaker"], language),
        speaker_iri=record["speaker"],
        stance=records.stance(iri),
        likelihood=record.get("likelihood"),
        claim=claim["text"] if claim else {"und": records.label(record["claim"], language)},
        claim_iri=record["claim"],
        claim_slug=claim["slug"] if claim else None,
        figure=str(figures[0]["label"]) if figures else None,
        date=record.get("date"),
        carriers=carriers,
    )


def _pairs(
    records: Records,
    seeds: Iterable[str],
    kind: RelationKind,
    dossiers: Collection[str] | None,
    language: str,
) -> tuple[Pair, ...]:
    edges: dict[tuple[str, str, str], Edge] = {}
    for seed in sorted(seeds):
        for edge in records.edges(seed):
            if edge.kind is kind and edge.undercut is None and _both_held(records, edge):
                edges.setdefault((edge.start, edge.end, edge.key), edge)
    kept = [edge for edge in edges.values() if _wanted(records, edge, dossiers)]
    return tuple(sorted((_pair(records, edge, language) for edge in kept), key=_order))


def _pair(records: Records, edge: Edge, language: str) -> Pair:
    first, second = (party(records, iri, language=language) for iri in (edge.start, edge.end))
    if first.stance is Stance.DENIES and second.stance is not Stance.DENIES and edge.kind.symmetric:
        first, second = second, first
    return Pair(
        kind=edge.kind,
        first=first,
        second=second,
        why=edge.why,
        strength=edge.strength,
        origin="derived" if edge.rule else "authored",
        rule=edge.rule,
        by=edge.by,
        relation=edge.iri,
        withdrawn=edge.withdrawn,
        reason=edge.reason,
        slot=edge.slot,
    )


_STRENGTHS: Final = (Strength.STRONG, None, Strength.WEAK, Strength.APPARENT)


def _order(pair: Pair) -> tuple[bool, bool, bool, int, str, str, str, str]:
    return (
        pair.withdrawn is not None,
        pair.strength is Strength.APPARENT,
        # Two figures side by side are what a reader looks for first.
        pair.first.figure is None or pair.second.figure is None,
        _STRENGTHS.index(pair.strength),
        pair.first.iri,
        pair.second.iri,
        pair.origin,
        pair.relation or pair.rule or "",
    )


def _both_held(records: Records, edge: Edge) -> bool:
    """A relation may point into a dossier that is not loaded."""
    return records.record(edge.start) is not None and records.record(edge.end) is not None


def _wanted(records: Records, edge: Edge, dossiers: Collection[str] | None) -> bool:
    if dossiers is None:
        return True
    drawn = (records.record(edge.iri) or {}).get("dossier") if edge.iri else None
    return drawn in dossiers or any(_held(records, end, dossiers) for end in (edge.start, edge.end))


def _held(records: Records, iri: str, dossiers: Collection[str] | None) -> bool:
    return dossiers is None or (records.record(iri) or {}).get("dossier") in dossiers


def _ends_of(records: Records, kind: RelationKind) -> Iterator[str]:
    for relation in records.pointing("kind", _value(kind)):
        record = records.record(relation)
        if record is not None and "from" in record:
            yield record["from"]


def _denials(records: Records) -> Iterator[str]:
    """The statements that deny, whether they say so or call what they affirm unlikely."""
    found = set(records.pointing("stance", _value(Stance.DENIES)))
    for likelihood in Likelihood:
        if taken_stance(Stance.AFFIRMS, likelihood) is Stance.DENIES:
            found |= set(records.pointing("likelihood", _value(likelihood)))
    for iri in sorted(found):
        if records.kind(iri) == "statement" and records.stance(iri) is Stance.DENIES:
            yield iri


def _value(value: Stance | Likelihood | RelationKind) -> str:
    return terms.cg(local_name(value))


_VERBS: Final = {
    Stance.AFFIRMS: "affirmed",
    Stance.DENIES: "denied",
    Stance.NO_EVIDENCE: "saw no evidence of",
    Stance.QUESTIONS: "questioned",
}


def spoken(one: Party, language: str, *, on: str | None = None) -> str:
    """Who says what, when, in one line.

    Args:
        one: The statement or piece of evidence.
        language: For its claim.
        on: A claim that the reader has just read, which is then not repeated.
    """
    place = f"({one.slug}, {one.date})" if one.date else f"({one.slug})"
    if one.stance is None:
        return f"evidence: {pick(one.claim, language)} {place}"
    likely = f" (as {str(one.likelihood).replace('-', ' ')})" if one.likelihood else ""
    if one.claim_iri == on:
        return f"{one.speaker} {_VERBS[one.stance]} it{likely} {place}"
    figure = f" [{one.figure}]" if one.figure else ""
    return f"{one.speaker} {_VERBS[one.stance]}{likely}: {pick(one.claim, language)}{figure} {place}"


def through(one: Party, depth: int) -> Iterator[Line]:
    """By which reports it reached us."""
    for path in one.carriers:
        yield Line(depth, f"through: {' ← '.join(path)}", "detail")


def because(pair: Pair | Edge, depth: int, language: str) -> Iterator[Line]:
    """The reason, and whose it is."""
    if pair.why:
        drawn = f"rule {pair.rule}" if pair.rule else f"drawn by {pair.by}" if pair.by else "drawn"
        yield Line(depth, f"because: {pick(pair.why, language)} ({drawn})", "detail")


def notes(records: Records, pairs: Iterable[Pair]) -> list[str]:
    """What is to be said of claims whose contradicting pairs are too many to be listed one by one."""
    derived = (pair for pair in pairs if pair.rule == RULE)
    claims = dict.fromkeys(pair.first.claim_iri for pair in derived if pair.first.claim_iri)
    return [note for claim in claims if (note := records.sides_told(claim))]


def told(pairs: Sequence[Pair], *, language: str = "en", notes: Iterable[str] = ()) -> list[Line]:
    """Contradictions as lines, for a terminal or Markdown: standing ones, then apparent, then withdrawn ones.

    Args:
        pairs: The contradictions.
        language: For claims and reasons.
        notes: What is to be said of them on the whole, as :func:`notes` gives it.
    """
    lines = [*_lines(pairs, language), *(Line(0, note, "group") for note in notes)]
    return shown(lines)


def _lines(pairs: Sequence[Pair], language: str) -> Iterator[Line]:
    standing = [pair for pair in pairs if pair.stands]
    apparent = [pair for pair in pairs if not pair.stands and pair.withdrawn is None]
    withdrawn = [pair for pair in pairs if pair.withdrawn is not None]
    if not standing:
        yield Line(0, "No statement here contradicts another.", "claim")
    for heading, listed in (
        ("Contradictions", standing),
        ("Only apparent: these seem to contradict, and do not", apparent),
        ("Withdrawn", withdrawn),
    ):
        if listed:
            yield Line(0, f"{heading} ({len(listed)})", "claim")
        for pair in listed:
            yield Line(1, spoken(pair.first, language), _mark(pair.first))
            yield from through(pair.first, 2)
            how = [str(pair.strength) if pair.strength and pair.stands else "", pair.origin]
            how.append(f"by {pair.reason}, in the {pair.slot}" if pair.slot else "")
            how.append(f"withdrawn {pair.withdrawn}" if pair.withdrawn else "")
            yield Line(2, f"{_meets(pair)} [{', '.join(part for part in how if part)}]:", "contradicts")
            yield Line(3, spoken(pair.second, language), _mark(pair.second))
            yield from through(pair.second, 4)
            yield from because(pair, 2, language)


def _meets(pair: Pair) -> str:
    if pair.withdrawn is not None:
        return "no longer contradicted by"
    return "contradicted by" if pair.stands else "not contradicted by, though it seems so"


def _mark(one: Party) -> str:
    return str(one.stance) if one.stance else "detail"
