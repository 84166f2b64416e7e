"""The reasoning of a record on a picture: standings, roots, what was public when, and what would fall with a source.

A picture is the networkx graph of :mod:`claimgraph.graph.picture`; this module adds attributes to a copy and draws
nothing. What the page can show is worked out here beforehand, since a page computes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ...ontology.derived import VerdictKind
from ..opposition import RULE as OPPOSITE
from ..verdicts import RULE
from .standing import STATUSES
from .telling import Teller

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    import networkx as nx

    from .reasoning import Reasoning
    from .telling import Names

BUDGET: Final = 3_000_000
"""What-ifs times statements and claims of the record, above which only the things that carry most are asked about."""

_SOURCES: Final = ("report", "evidence")


def annotate(
    graph: nx.MultiDiGraph[str],
    reasoning: Reasoning,
    names: Names,
    *,
    known: Mapping[str, date | None] | None = None,
    days: Iterable[tuple[date, Reasoning]] = (),
) -> nx.MultiDiGraph[str]:
    """A copy of a picture that carries what the record comes to.

    Args:
        graph: The picture.
        reasoning: Of the whole record.
        names: What items are called.
        known: Since when each statement and source was public; None where that is not known.
        days: The days on which something changes, ascending, each with the record's reasoning as of it.
    """
    drawn = graph.copy()
    teller = Teller(reasoning, names)
    index = reasoning.index
    things = dict(_things(drawn, reasoning))
    claims = {
        node: number
        for node, attributes in drawn.nodes(data=True)
        if attributes["kind"] == "claim" and (number := index.claims.iri.find(node)) is not None
    }
    for node, number in claims.items():
        drawn.nodes[node].update(_of_claim(teller, number))
    carrying = _carrying(reasoning)
    for node, thing in things.items():
        if drawn.nodes[node]["kind"] == "statement":
            told = teller.statement(thing)
            drawn.nodes[node].update(on_record=told.on_record, held_up=told.held_up)
            if told.label is not None:
                drawn.nodes[node]["argument_label"] = str(told.label)
        else:
            drawn.nodes[node]["carries"] = carrying.get(thing, 0)
    _draw_verdicts(drawn, reasoning, things)
    drawn.graph["falls"] = dict(_falls(drawn, reasoning, things, claims, carrying))
    if known is not None:
        _date(drawn, known, days)
    return drawn


def _things(graph: nx.MultiDiGraph[str], reasoning: Reasoning) -> Iterator[tuple[str, int]]:
    index = reasoning.index
    for node, attributes in graph.nodes(data=True):
        if attributes["kind"] == "statement":
            number = index.statements.iri.find(node)
            if number is not None:
                yield node, number
        elif attributes["kind"] in _SOURCES:
            number = index.sources.iri.find(node)
            if number is not None:
                yield node, len(index.statements) + number


def _of_claim(teller: Teller, claim: int) -> dict[str, Any]:
    told = teller.standing(claim)
    return {
        "standing": str(told.standing),
        "standing_sentence": told.sentence,
        "roots": [
            {
                "side": str(root.side),
                "kind": str(root.kind),
                "counted": root.counted,
                "items": list(root.items),
                "label": root.label,
                "statements": list(root.statements),
            }
            for root in told.roots
        ],
        "roots_for": told.roots_for,
        "roots_against": told.roots_against,
        "unknown_lineage": told.unknown_lineage,
        "outlets": told.outlets,
        "rests_solely_on": list(told.rests_solely_on),
    }


def _carrying(reasoning: Reasoning) -> dict[int, int]:
    """How many claims would lose every counted affirmation with each thing."""
    kills = reasoning.sole
    counts = np.bincount(kills.items, minlength=len(reasoning.index.things))
    return {int(thing): int(counts[thing]) for thing in np.flatnonzero(counts)}


def _draw_verdicts(graph: nx.MultiDiGraph[str], reasoning: Reasoning, things: Mapping[str, int]) -> None:
    """An edge for each verdict between two statements of the picture that it does not hold yet."""
    shown = {number: node for node, number in things.items() if graph.nodes[node]["kind"] == "statement"}
    numbers = sorted({
        int(verdict) for statement in shown for verdict in reasoning.verdicts_of.of(statement)
    })  # fmt: skip
    for number in numbers:
        found = reasoning.verdicts.at(number)
        if found.start not in shown or found.end not in shown:
            continue
        start, end = shown[found.start], shown[found.end]
        kind = "restates" if found.kind is VerdictKind.SAME else str(found.kind)
        if graph.has_edge(start, end, f"{kind}#{RULE}") or graph.has_edge(start, end, f"{kind}#{OPPOSITE}"):
            continue
        attributes = {
            "kind": kind,
            "origin": "derived",
            "rule": RULE,
            "reason": found.reason,
            "slot": found.slot or None,
            "non_responsive": found.non_responsive,
            "strength": "weak" if found.weak else "strong",
            "why": {"en": found.sentence},
        }
        graph.add_edge(
            start,
            end,
            key=f"{kind}#{RULE}",
            **{name: value for name, value in attributes.items() if value is not None},
        )


def _falls(
    graph: nx.MultiDiGraph[str],
    before: Reasoning,
    things: Mapping[str, int],
    claims: Mapping[str, int],
    carrying: Mapping[int, int],
) -> Iterator[tuple[str, dict[str, Any]]]:
    """For each thing of the picture that something came through or rests on: what falls and what changes without it."""
    index = before.index
    leaned_on = set(index.things.group.items.tolist()) | set(index.things.path.items.tolist())
    asked = [(node, thing) for node, thing in things.items() if thing in leaned_on]
    most = max(1, BUDGET // max(1, len(index.statements) + len(index.claims)))
    if len(asked) > most:
        asked = sorted(asked, key=lambda pair: (-carrying.get(pair[1], 0), pair[0]))[:most]
    statements = {thing: node for node, thing in things.items() if graph.nodes[node]["kind"] == "statement"}
    for node, thing in sorted(asked):
        after = before.without([thing])
        fell = before.ground.held_up & ~after.ground.held_up
        fallen = [iri for number, iri in statements.items() if fell[number]]
        changed = {
            iri: str(STATUSES[after.status[number]])
            for iri, number in claims.items()
            if after.status[number] != before.status[number]
        }
        if fallen or changed:
            yield node, {"statements": sorted(fallen), "standing": changed}


def _date(
    graph: nx.MultiDiGraph[str],
    known: Mapping[str, date | None],
    days: Iterable[tuple[date, Reasoning]],
) -> None:
    """Since when each item was public, and how the claims stood on each day on which something changed."""
    dated = {node: known[node] for node in graph if node in known}
    for node, day in dated.items():
        if day is not None:
            graph.nodes[node]["known"] = day.isoformat()
    shown = [node for node, attributes in graph.nodes(data=True) if attributes["kind"] == "claim"]
    graph.graph["perhaps"] = sorted(node for node, day in dated.items() if day is None)
    graph.graph["days"] = [
        {
            "day": day.isoformat(),
            "public": sorted(node for node, since in dated.items() if since is not None and since <= day),
            "standing": dict(_standings(shown, then)),
        }
        for day, then in days
    ]


def _standings(claims: Sequence[str], reasoning: Reasoning) -> Iterator[tuple[str, str]]:
    for claim in claims:
        number = reasoning.index.claims.iri.find(claim)
        if number is not None:
            yield claim, str(STATUSES[reasoning.status[number]])
