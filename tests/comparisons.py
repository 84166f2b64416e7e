"""Claims and statements for tests of comparison, written in a line each, in one small world.

``said("affirms", subject="china", action="delivers", object="drones")`` is a statement on a claim of its own.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any

from claimgraph.graph.comparison import ComparedClaim, ComparedStatement, Context, compare
from claimgraph.ontology.dates import bounds
from claimgraph.ontology.dossier import Dossier
from claimgraph.ontology.vocabulary import Stance

if TYPE_CHECKING:
    from claimgraph.graph.comparison import Verdict

ENTITIES: dict[str, dict[str, Any]] = {
    "china": {"kind": "state", "iso3166": "CN"},
    "russia": {"kind": "state", "iso3166": "RU"},
    "france": {"kind": "state", "iso3166": "FR"},
    "ministry": {"kind": "public-body", "part-of": "china"},
    "state-arsenal": {"kind": "firm", "owner": "ministry"},
    "private-maker": {"kind": "firm", "based-in": "china"},
    "stateless-maker": {"kind": "firm"},
    "makers": {"kind": "group", "based-in": "china"},
    "buyers": {"kind": "group", "based-in": "russia"},
    "envoy": {"kind": "person", "acts-for": "china"},
    "stranger": {"kind": "person"},
    "port": {"kind": "place", "part-of": "russia"},
    "quay": {"kind": "place", "part-of": "port"},
    "hamlet": {"kind": "place"},
    "quadcopters": {"kind": "product", "broader": "drones", "hs": "880622"},
    "roast-coffee": {"kind": "product", "hs": "0901"},
    "oddments": {"kind": "product"},
    "gifts-in-kind": {"kind": "action", "broader": "gives"},
    "is-given": {"kind": "action", "converse-of": "gives"},
}
BASE = "https://w3id.org/claimgraph/id/world/"
_numbers = count()


def dossier(**parts: Any) -> Dossier:  # noqa: ANN401 - as a file has them
    """The world, with whatever else is given."""
    entities = {slug: {"name": slug.replace("-", " "), **entity} for slug, entity in ENTITIES.items()}
    held = {"dossier": "world", **parts, "entities": {**entities, **parts.get("entities", {})}}
    return Dossier.model_validate(held)


WORLD = dossier()
CONTEXT = Context.of([WORLD])


def claim(
    slug: str = "", *, form: str = "event", scope: dict[str, Any] | None = None, **slots: object
) -> ComparedClaim:
    """A claim with these slots, under a slug of its own unless one is given."""
    slug = slug or f"c-{next(_numbers)}"
    keys = {name.replace("_", "-"): value for name, value in slots.items()}
    held = {slug: {"text": slug, "form": form, "slots": keys}}
    made = dossier(claims=held, **({"scope": scope} if scope else {}))
    return ComparedClaim.of(made, slug)


def changed(about: ComparedClaim, **fields: Any) -> ComparedClaim:  # noqa: ANN401 - whatever the fields hold
    """The claim with other fields."""
    return replace(about, **fields)


def on(
    about: ComparedClaim, stance: str, *, made: str = "", hedged: bool = False, iri: str = ""
) -> ComparedStatement:
    """A statement on a claim, made on this date."""
    first, last = bounds(made) if made else (None, None)
    return ComparedStatement(
        iri=iri or f"{BASE}statement/s-{next(_numbers):06}",
        claim=about,
        stance=Stance(stance),
        hedged=hedged,
        made_from=first.toordinal() if first else None,
        made_to=last.toordinal() if last else None,
    )


def said(stance: str, *, made: str = "", hedged: bool = False, **slots: Any) -> ComparedStatement:  # noqa: ANN401
    """A statement on a claim of its own."""
    return on(claim(**slots), stance, made=made, hedged=hedged)


def told(one: ComparedStatement, other: ComparedStatement, context: Context = CONTEXT) -> Verdict:
    """The verdict, which is the same in either order."""
    found = compare(one, other, context)
    assert found == compare(other, one, context)
    return found


def short(one: ComparedStatement, other: ComparedStatement, context: Context = CONTEXT) -> str:
    """The verdict in short: ``contradicts (scope) object``, ``-`` before it where it leads from the second."""
    found = told(one, other, context)
    way = "-" if found.start == other.iri and not found.kind.symmetric else ""
    return f"{way}{found.kind} ({found.reason}) {found.slot}".strip()


__all__ = [
    "BASE",
    "CONTEXT",
    "ENTITIES",
    "WORLD",
    "changed",
    "claim",
    "dossier",
    "on",
    "said",
    "short",
    "told",
]
