"""A large index out of nothing: seeded, so that the same arguments give the same arrays everywhere.

Written straight as the columns of one segment, since a million claims as a dossier take minutes and gigabytes. A few
sources, speakers and claims are met often and most seldom (a power law); sources rest on sources in chains, some bases
form circles, some statements relay others, some outlets share an owner, some reports are copies. Nothing in it is about
anything.
"""

# ruff: noqa: PLR2004 - shares and chances that stand for nothing

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from claimgraph.graph.arrays import Array, Lists, Strings, starts_of
from claimgraph.graph.index.index import Index
from claimgraph.graph.index.segments import Segment

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

BASE = "https://w3id.org/claimgraph/id/bigger/"


def index(claims: int, *, seed: int = 0) -> Index:
    """An index of that many claims, twice as many statements, and twice as many relations."""
    return Index.merge([segment(claims, seed=seed)])


def segment(claims: int, *, seed: int = 0) -> Segment:
    """The one dossier of that index, as columns."""
    made = _Made(claims, np.random.default_rng(seed))
    return Segment("https://w3id.org/claimgraph/id/bigger", "bigger", BASE, "", (), made.columns())


class _Made:
    """Draws the columns; names are numbered claims, agents, relations, sources, statements, as their IRIs sort."""

    def __init__(self, claims: int, chance: np.random.Generator) -> None:
        self.chance = chance
        self.claims, self.statements, self.relations = claims, 2 * claims, 2 * claims
        self.agents, self.sources = max(8, claims // 50), max(10, claims // 20)
        kinds = ("claim", "agent", "relation", "source", "statement")
        sizes = [self.claims, self.agents, self.relations, self.sources, self.statements]
        begins = starts_of(np.array(sizes))
        self.first: dict[str, int] = {kind: int(begins[place]) for place, kind in enumerate(kinds)}

    def often(self, count: int | Array, many: int, power: int = 4) -> Array:
        """Numbers below the count; small ones come up far more often."""
        return (count * self.chance.random(many) ** power).astype(np.int32)

    def lists(self, lengths: ArrayLike, items: ArrayLike) -> Lists:
        """Rows of these lengths."""
        return Lists(starts_of(np.asarray(lengths, np.int64)), np.asarray(items, np.int32))

    def columns(self) -> dict[str, Any]:
        """All of them."""
        kinds = (
            ("claim", self.claims),
            ("entity", self.agents),
            ("relation", self.relations),
            ("source", self.sources),
            ("statement", self.statements),
        )
        names = Strings.of(f"{BASE}{kind}/{i:08d}" for kind, count in kinds for i in range(count))
        return {
            "names": names,
            **self._claims(),
            **self._agents(),
            **self._sources(),
            **self._statements(),
            **self._relations(),
        }

    def _named(self, kind: str, count: int) -> Array:
        return np.arange(self.first[kind], self.first[kind] + count, dtype=np.int32)

    def _claims(self) -> dict[str, Any]:
        none = np.zeros(self.claims, np.int64)
        ones = none + 1
        return {
            "claim.name": self._named("claim", self.claims),
            "claim.form": none.astype(np.uint8),
            "claim.converse": self.chance.random(self.claims) < 0.5,
            "claim.exclusive": self.lists(none, []),
            "claim.subject": self.lists(ones, self.first["agent"] + self.often(self.agents, self.claims)),
            "claim.counterparty": self.lists(
                ones, self.first["agent"] + self.often(self.agents, self.claims)
            ),
            "claim.content": Strings(np.zeros(self.claims + 1, np.int64), np.zeros(0, np.uint8)),
        }

    def _agents(self) -> dict[str, Any]:
        count = self.agents
        owned = (self.chance.random(count) < 0.1) & (np.arange(count) > 0)
        none = self.lists(np.zeros(count, np.int64), [])
        return {
            "agent.name": self._named("agent", count),
            "agent.kind": self.chance.integers(0, 6, count).astype(np.uint8),
            "agent.unnamed": self.chance.random(count) < 0.1,
            "agent.interested": self.chance.random(count) < 0.05,
            "agent.part_of": none,
            "agent.acts_for": none,
            "agent.owner": self.lists(
                owned, self.first["agent"] + self.often(np.flatnonzero(owned), int(owned.sum()), 1)
            ),
            "other.name": np.zeros(0, np.int32),
        }

    def _sources(self) -> dict[str, Any]:
        count = self.sources
        numbers = np.arange(count)
        report = (numbers % 5 != 4).astype(np.int64)
        draws = (self.chance.random(count) < 0.7) & (report == 1) & (numbers > 0)
        two = draws & (self.chance.random(count) < 0.2)
        # Mostly an older source, sometimes any.
        older = (numbers * self.chance.random(count)).astype(np.int32)
        newer = self.chance.integers(0, count, count).astype(np.int32)
        base = np.where(self.chance.random(count) < 0.02, newer, older)
        # Of those that draw on something, every fiftieth lies in a circle of four; some have another base.
        rings = np.flatnonzero(draws)[::50]
        rings = rings[: len(rings) // 4 * 4].reshape(-1, 4)
        base[rings] = np.roll(rings, 1, axis=1)
        groups = draws.astype(np.int64) + two
        owners = np.repeat(numbers, groups)
        again = np.concatenate([[False], owners[1:] == owners[:-1]])
        bases = np.where(again, (owners * self.chance.random(len(owners))).astype(np.int32), base[owners])
        carried = (1 - report).astype(np.int64)
        copy = self.chance.random(count) < 0.05
        texts = np.where(copy, self.chance.integers(1, max(2, count // 20), count), 0)
        reprints = (self.chance.random(count) < 0.02) & (report == 1)
        return {
            "source.name": self._named("source", count),
            "source.kind": (1 - report).astype(np.uint8),
            "source.reliability": np.zeros(count, np.uint8),
            "source.published_to": np.full(count, 738_000, np.int32),
            "source.text": np.where(report == 1, texts, 0).astype(np.int64),
            "source.by": self.lists(report, self.first["agent"] + self.often(self.agents, int(report.sum()))),
            "source.obtained_by": self.lists(
                carried, self.first["agent"] + self.often(self.agents, int(carried.sum()))
            ),
            "source.reprints": self.lists(reprints, self.first["source"] + older[reprints]),
            "source.basis": self.lists(groups, np.arange(groups.sum())),
            "source.group": self.lists(np.ones(int(groups.sum()), np.int64), self.first["source"] + bases),
            "source.paths": self.lists(carried, np.arange(carried.sum())),
            "source.path": self.lists(
                np.ones(int(carried.sum()), np.int64), self.first["source"] + older[carried == 1]
            ),
        }

    def _statements(self) -> dict[str, Any]:
        count = self.statements
        numbers, zero = np.arange(count), np.zeros(count, np.uint8)
        own = self.chance.random(count) < 0.5
        on = np.where(own, numbers // 2, self.often(self.claims, count))
        kind = self.chance.random(count)
        based, both = kind < 0.5, kind < 0.05
        on_statement = (kind >= 0.4) & based
        base = np.where(
            on_statement,
            self.first["statement"] + self.often(count, count),
            self.first["source"] + self.often(self.sources, count),
        )
        groups = based.astype(np.int64) + both
        owners = np.repeat(numbers, groups)
        again = np.concatenate([[False], owners[1:] == owners[:-1]])
        bases = np.where(again, self.first["source"] + self.often(self.sources, len(owners)), base[owners])
        # One path each, of one to three carriers; one in twenty relays another statement.
        links = 1 + (self.chance.random(count) < 0.4) + (self.chance.random(count) < 0.2)
        total = int(links.sum())
        carriers = self.first["source"] + self.often(self.sources, total)
        last = starts_of(links)[1:] - 1
        relays = (links > 1) & (self.chance.random(count) < 0.05)
        carriers[last[relays]] = self.first["statement"] + self.often(count, int(relays.sum()))
        stance = self.chance.choice(4, count, p=[0.7, 0.2, 0.05, 0.05]).astype(np.uint8)
        return {
            "statement.name": self._named("statement", count),
            "statement.claim": on.astype(np.int32),
            "statement.speaker": self.first["agent"] + self.often(self.agents, count),
            "statement.stance": stance,
            "statement.said": stance,
            "statement.likelihood": zero,
            "statement.act": self.chance.integers(0, 6, count).astype(np.uint8),
            "statement.credibility": zero,
            "statement.first_hand": self.chance.random(count) < 0.1,
            "statement.public": zero.astype(bool),
            "statement.made_from": np.full(count, 738_000, np.int32),
            "statement.made_to": np.full(count, 738_000, np.int32),
            "statement.words": np.where(
                self.chance.random(count) < 0.02, self.chance.integers(1, count, count), 0
            ),
            "statement.basis": self.lists(groups, np.arange(groups.sum())),
            "statement.group": self.lists(np.ones(int(groups.sum()), np.int64), bases),
            "statement.paths": self.lists(np.ones(count, np.int64), numbers),
            "statement.path": self.lists(links, carriers),
            "retraction.of": np.zeros(0, np.int32),
            "retraction.day": np.zeros(0, np.int32),
        }

    def _relations(self) -> dict[str, Any]:
        count = self.relations
        first = self.first["statement"]
        return {
            "relation.name": self._named("relation", count),
            "relation.start": (first + self.chance.integers(0, self.statements, count)).astype(np.int32),
            "relation.end": first + self.often(self.statements, count, 3),
            "relation.kind": self.chance.integers(0, 6, count).astype(np.uint8),
            "relation.strength": self.chance.integers(0, 3, count).astype(np.uint8),
            "relation.withdrawn": np.zeros(count, np.int32),
        }


__all__ = ["index", "segment"]
