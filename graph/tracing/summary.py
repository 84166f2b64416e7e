"""What a store comes to, in plain words: what is contested, by whom, through which reports, and what only seems so.

A claim is contested where statements on it contradict others, or each other. Each contradiction is told once, under the
claim where most of them meet. Non-observations and apparent contradictions are told apart, because they contradict
nothing. The summary counts statements, never origins, and says of no claim whether it holds.
"""

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from pydantic import Field

from ...ontology.node import pick
from ...ontology.vocabulary import Stance
from ..records import Records
from ..store.statistics import statistics
from ..store.store import Store
from ..told import Line, Told, shown
from .pairs import (
    Pair,
    Party,
    because,
    contradictions,
    limited_by,
    non_observations,
    party,
    spoken,
    tensions,
    through,
)

MOST: Final = 5
"""Of each kind, this many are told; the rest is counted."""


class Dispute(Told):
    """A claim on which statements are at odds.

    Attributes:
        claim: Its IRI.
        text: Its words, by language.
        supporters: The statements on its side: those that affirm it, and those that contradict its denials.
        opponents: The statements on the other side: those that deny it, and those that contradict its affirmations.
        pairs: The contradictions that meet in it and were told under no claim before it.
        sentence: It in one sentence.
        note: Says that not every pair is listed; empty if each is.
    """

    claim: str
    slug: str
    text: dict[str, str]
    supporters: tuple[Party, ...]
    opponents: tuple[Party, ...]
    pairs: tuple[Pair, ...]
    sentence: str
    note: str = ""


class NonObservation(Told):
    """A speaker who has seen no evidence; that is no denial.

    Attributes:
        statement: The statement.
        limits: What somebody drew it to qualify.
        sentence: It in one sentence.
    """

    statement: Party
    limits: tuple[Pair, ...]
    sentence: str


class Summary(Told):
    """What a store, or some of its dossiers, come to.

    Attributes:
        totals: How many items of each kind the whole store holds.
        standings: How many claims stand where; empty where that was not worked out.
        titles: The titles of the dossiers that are summed up.
        disputes: What is contested, most contested first.
        apparent: What seems to contradict and does not, by whoever drew it.
        non_observations: Who has seen no evidence of what.
        tensions: What holds together only against the usual sense of words, figures first.
    """

    totals: dict[str, int]
    standings: dict[str, int] = Field(default_factory=dict)
    titles: tuple[str, ...]
    disputes: tuple[Dispute, ...]
    apparent: tuple[Pair, ...]
    non_observations: tuple[NonObservation, ...]
    tensions: tuple[Pair, ...]


def summary(
    store: Store, records: Records, *, dossiers: Collection[str] | None = None, language: str = "en"
) -> Summary:
    """Sum up what a store holds.

    Args:
        store: The store.
        records: Its items.
        dossiers: IRIs of the dossiers to sum up; None sums up all.
        language: For labels and sentences' claims, where there is one in it.

    Raises:
        StoreError: If the store cannot be read.
    """
    found = contradictions(records, dossiers=dossiers, language=language)
    seen = [
        (party(records, iri, language=language), limited_by(records, iri, language=language))
        for iri in non_observations(records, dossiers=dossiers)
    ]
    return Summary(
        totals=statistics(store).totals,
        titles=tuple(
            pick(one.title, language) or one.slug
            for one in store.dossiers()
            if dossiers is None or one.iri in dossiers
        ),
        disputes=tuple(_disputes(records, [pair for pair in found if pair.stands])),
        apparent=tuple(pair for pair in found if not pair.stands and pair.withdrawn is None),
        non_observations=tuple(
            NonObservation(statement=one, limits=limits, sentence=_unseen(one, limits, language))
            for one, limits in seen
        ),
        tensions=tuple(
            pair for pair in tensions(records, dossiers=dossiers, language=language) if pair.stands
        ),
    )


def _disputes(records: Records, pairs: Sequence[Pair]) -> Iterator[Dispute]:
    """Greedily: the claim where most untold pairs meet, then the next, until each pair is told.

    A claim's turn can only come later as others are told, so a queue in which the first is looked at anew will do.
    """
    meeting: dict[str, list[int]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        for claim in sorted({one.claim_iri for one in (pair.first, pair.second) if one.claim_iri}):
            meeting[claim].append(number)
    told: set[int] = set()
    waiting = [(_turn(pairs, numbers), claim) for claim, numbers in meeting.items()]
    heapq.heapify(waiting)
    while waiting:
        turn, claim = heapq.heappop(waiting)
        left = [number for number in meeting[claim] if number not in told]
        now = _turn(pairs, left)
        if now != turn and left:
            heapq.heappush(waiting, (now, claim))
        elif left:
            told.update(left)
            yield _dispute(records, claim, [pairs[number] for number in left])


def _turn(pairs: Sequence[Pair], numbers: Iterable[int]) -> tuple[int, int]:
    """Where a claim stands in the queue: by how many pairs meet in it, then by how many speakers."""
    met = [pairs[number] for number in numbers]
    return -_weight(met), -_voices(met)


def _weight(pairs: Iterable[Pair]) -> int:
    return len({pair.ends for pair in pairs})


def _voices(pairs: Iterable[Pair]) -> int:
    return len({one.speaker_iri for pair in pairs for one in (pair.first, pair.second) if one.speaker_iri})


def _dispute(records: Records, claim: str, pairs: Sequence[Pair]) -> Dispute:
    sides: dict[bool, dict[str, Party]] = {True: {}, False: {}}
    on_it = next(one for pair in pairs for one in (pair.first, pair.second) if one.claim_iri == claim)
    for pair in pairs:
        for own, other in ((pair.first, pair.second), (pair.second, pair.first)):
            if own.claim_iri == claim:
                sides[own.stance is not Stance.DENIES][own.iri] = own
                if other.claim_iri != claim:
                    sides[own.stance is Stance.DENIES][other.iri] = other
    supporters, opponents = tuple(sides[True].values()), tuple(sides[False].values())
    count = _weight(pairs)
    sentence = (
        f"{_names(supporters)} on one side, {_names(opponents)} on the other:"
        f" {count} {'contradiction' if count == 1 else 'contradictions'} between"
        f" {_statements(len(supporters) + len(opponents))}."
    )
    return Dispute(
        claim=claim,
        slug=on_it.claim_slug or claim,
        text=on_it.claim,
        supporters=supporters,
        opponents=opponents,
        pairs=tuple(pairs),
        sentence=sentence,
        note=records.sides_told(claim),
    )


def _unseen(one: Party, limits: Sequence[Pair], language: str) -> str:
    claim = pick(one.claim, language)
    reach = (
        f"It limits {_statements(len(limits))}, and contradicts none."
        if limits
        else "It contradicts nothing."
    )
    return f"{one.speaker} saw no evidence of this, and did not deny it: {claim} {reach}"


def _statements(count: int) -> str:
    return f"{count} {'statement' if count == 1 else 'statements'}"


def _names(parties: Iterable[Party]) -> str:
    """Who they are, each once, in the order of their statements."""
    names = list(dict.fromkeys(one.speaker or "evidence" for one in parties))
    if len(names) > MOST:
        return f"{', '.join(names[:MOST])} and {len(names) - MOST} more"
    return " and ".join(", ".join(names).rsplit(", ", 1)) if len(names) > 1 else "".join(names)


# Telling it.


def told(summed: Summary, *, language: str = "en", most: int | None = MOST) -> list[Line]:
    """The summary as lines, for a terminal or Markdown.

    Args:
        summed: The summary.
        language: For claims and reasons.
        most: How many of each kind to tell; None tells all.
    """
    return shown(_lines(summed, language, most))


def _lines(summed: Summary, language: str, most: int | None) -> Iterator[Line]:
    titles = "; ".join(summed.titles) or "An empty store"
    yield Line(0, titles, "claim")
    yield Line(1, _counted(summed.totals), "detail")
    stand = ", ".join(f"{count:,} {status}" for status, count in summed.standings.items() if count)
    if stand:
        yield Line(1, f"claims by where they stand: {stand}", "detail")
    if summed.disputes:
        yield Line(1, f"Most contested ({len(summed.disputes)})", "group")
        for dispute in summed.disputes[:most]:
            yield from _dispute_told(dispute, language, most)
        yield from _rest(summed.disputes, most, 2)
    else:
        yield Line(1, "Nothing is contested: no statement here contradicts another.", "group")
    if summed.apparent:
        yield Line(1, f"Seems to contradict, and does not ({len(summed.apparent)})", "group")
        yield from _apparent_told(summed.apparent, language, most)
    if summed.non_observations:
        yield Line(1, f"No evidence seen, which is no denial ({len(summed.non_observations)})", "group")
        for unseen in summed.non_observations[:most]:
            yield Line(2, f"{unseen.sentence} ({unseen.statement.slug})", "no-evidence")
            yield from through(unseen.statement, 3)
        yield from _rest(summed.non_observations, most, 2)
    if summed.tensions:
        yield Line(1, f"In tension: both can hold, but hardly ({len(summed.tensions)})", "group")
        for pair in summed.tensions[:most]:
            yield Line(2, spoken(pair.first, language), "tension")
            yield Line(3, f"beside: {spoken(pair.second, language)}", "detail")
            yield from because(pair, 3, language)
        yield from _rest(summed.tensions, most, 2)


def _dispute_told(dispute: Dispute, language: str, most: int | None) -> Iterator[Line]:
    yield Line(2, f"{pick(dispute.text, language)} ({dispute.slug})", "title")
    yield Line(3, dispute.sentence, "detail")
    if dispute.note:
        yield Line(3, dispute.note, "detail")
    among: list[Line] = []
    of_one: dict[str, list[Line]] = defaultdict(list)
    for pair in dispute.pairs:
        elsewhere = [one.iri for one in (pair.first, pair.second) if one.claim_iri != dispute.claim]
        if elsewhere:
            of_one[elsewhere[0]] += because(pair, 4, language)
        elif pair.origin == "authored":
            among += because(pair, 3, language)
    for heading, parties, mark in (
        ("for it", dispute.supporters, "affirms"),
        ("against it", dispute.opponents, "denies"),
    ):
        for one in parties[:most]:
            yield Line(3, f"{heading}: {spoken(one, language, on=dispute.claim)}", mark)
            yield from through(one, 4)
            yield from dict.fromkeys(of_one[one.iri])
        yield from _rest(parties, most, 3)
    yield from dict.fromkeys(among)


def _apparent_told(pairs: Sequence[Pair], language: str, most: int | None) -> Iterator[Line]:
    """By the statement that answers, so that a denial is told once with all that it leaves untouched."""
    answering: dict[str, list[tuple[Party, Party, Pair]]] = defaultdict(list)
    for pair in pairs:
        own, other = (
            (pair.first, pair.second) if pair.first.stance is Stance.DENIES else (pair.second, pair.first)
        )
        answering[own.iri].append((own, other, pair))
    for met in sorted(answering.values(), key=lambda met: (-len(met), met[0][0].iri)):
        yield Line(
            2,
            f"{spoken(met[0][0], language)} It only seems to contradict {_statements(len(met))}:",
            "qualifies",
        )
        for _own, other, pair in met[:most]:
            yield Line(3, spoken(other, language), "detail")
            yield from because(pair, 4, language)
        yield from _rest(met, most, 3)


def _rest(items: Sequence[object], most: int | None, depth: int) -> Iterator[Line]:
    if most is not None and len(items) > most:
        yield Line(depth, f"… and {len(items) - most} more", "detail")


def _counted(totals: dict[str, int]) -> str:
    entities = totals["entities"]
    parts = [
        f"{totals[name]:,} {name[:-1] if totals[name] == 1 else name}"
        for name in ("dossiers", "claims", "statements", "relations", "sources")
    ]
    return f"{', '.join(parts)}, {entities:,} {'entity' if entities == 1 else 'entities'}."
