"""Dossiers of any size for the benchmarks: seeded, so that the same arguments give the same dossier everywhere.

A few sources, speakers and claims are met often and most seldom (a power law), sources rest on sources in chains, and
some bases form cycles, as in real records. Nothing in it is about anything.
"""

from __future__ import annotations

import random
from typing import Any

from claimgraph.ontology.dossier import Dossier

_WORDS = (  # noqa: SIM905 - thirty quoted words would be harder to read
    "harbour convoy ledger turbine lantern orchard signal granite meadow copper ferry archive bridge quarry beacon "
    "vessel compass tunnel furnace garden timber canal engine market depot tower station river valley summit"
).split()
_STANCES = ("affirms",) * 7 + ("denies",) * 2 + ("no-evidence", "questions")
_KINDS = ("supports",) * 5 + ("contradicts",) * 2 + ("qualifies", "undercuts", "tension")
_STRENGTHS = ("strong", "strong", "weak", "apparent")


def dossier(claims: int, *, seed: int = 0, slug: str = "generated") -> Dossier:
    """A dossier with that many claims, twice as many statements, and twice as many relations."""
    return Dossier.model_validate(plain(claims, seed=seed, slug=slug))


def plain(claims: int, *, seed: int = 0, slug: str = "generated") -> dict[str, Any]:
    """The same as a dossier file writes it."""
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    agents, sources, statements = max(4, claims // 50), max(4, claims // 20), claims * 2

    def often(count: int) -> int:
        """A number below the count; small ones come up far more often."""
        return int(count * chance.random() ** 4)

    def words(count: int) -> str:
        return " ".join(chance.choices(_WORDS, k=count))

    entities = {
        f"agent-{i}": {
            "kind": chance.choice(("state", "firm", "outlet", "person")),
            "name": {"en": f"{words(2)} {i}"},
        }
        for i in range(agents)
    }
    held: dict[str, Any] = {}
    for i in range(sources):
        if i % 5 == 4:  # noqa: PLR2004 - every fifth
            held[f"source-{i}"] = {
                "kind": "evidence",
                "what": {"en": words(3)},
                "obtained-by": f"agent-{often(agents)}",
            }
        else:
            held[f"source-{i}"] = {
                "kind": "report",
                "by": f"agent-{often(agents)}",
                "title": {"en": words(5)},
                "published": f"2023-{chance.randrange(1, 13):02d}",
                "draws-on": [f"source-{chance.randrange(i)}"] if i else [],
            }
    return {
        "dossier": slug,
        "title": {"en": f"{claims} claims that nobody made"},
        "entities": entities,
        "sources": held,
        "claims": {
            f"c-{i}": {
                "text": {"en": f"{words(7)} {i}", "fr": f"{words(7)} {i}"},
                "slots": {"subject": f"agent-{often(agents)}", "counterparty": f"agent-{often(agents)}"},
            }
            for i in range(claims)
        },
        "statements": {
            f"s-{i}": {
                "speaker": f"agent-{often(agents)}",
                "stance": chance.choice(_STANCES),
                "claim": f"c-{i // 2 if chance.random() < 0.5 else often(claims)}",  # noqa: PLR2004 - half of them
                "in": f"source-{(report := often(sources)) - (report % 5 == 4)}",  # noqa: PLR2004 - a report
                "based-on": _basis(chance, i, often(sources), often(statements)),
                "date": f"2023-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}",
                "quote": words(12),
            }
            for i in range(statements)
        },
        "relations": _relations(chance, statements),
    }


def _basis(chance: random.Random, own: int, source: int, statement: int) -> list[str]:
    """Mostly a source, sometimes another statement, which may well rest on this one in turn; often nothing."""
    kind = chance.random()
    if kind < 0.4:  # noqa: PLR2004 - two in five
        return [f"source-{source}"]
    if kind < 0.5 and statement != own:  # noqa: PLR2004 - one in ten
        return [f"s-{statement}"]
    return []


def _relations(chance: random.Random, statements: int) -> list[dict[str, Any]]:
    found: dict[tuple[int, int, str], dict[str, Any]] = {}
    for _ in range(statements):
        start, end = chance.randrange(statements), int(statements * chance.random() ** 3)
        kind = chance.choice(_KINDS)
        if start != end:
            found[start, end, kind] = {
                "from": f"s-{start}",
                "kind": kind,
                "to": f"s-{end}",
                "strength": chance.choice(_STRENGTHS),
                "why": {"en": " ".join(chance.choices(_WORDS, k=6))},
            }
    return list(found.values())
