"""A dossier as it is written down: which keys, in which order, and what is left out because it says nothing new.

Both formats write this one arrangement. What the loader would fill in again by itself (the default base, a relation's
name made from its content, the outcome of checking a quote) is left out.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from typing import Final, TypeAlias

from ..ontology import terms
from ..ontology.dossier import Dossier
from ..ontology.quantities import plain

Value: TypeAlias = "str | bool | int | Decimal | list[Value] | dict[str, Value]"

TOP: Final = (
    "dossier", "title", "author", "licence", "base", "prefixes", "scope", "note",
    "entities", "sources", "claims", "statements", "relations", "retractions", "rates",
)  # fmt: skip
SECTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "entities": ("kind", "name", "aliases", "printed", "role", "iso3166", "lei", "wikidata", "part-of", "broader"),
    "sources": (
        "kind", "genre", "title", "what", "by", "published", "reprints", "date", "date-inferred-from", "obtained-by",
        "obtained-how", "lang", "url", "reliability", "in", "via", "also", "draws-on", "text", "stand-in",
    ),
    "claims": ("text", "form", "slots", "exclusive-with"),
    "statements": (
        "speaker", "stance", "claim", "in", "via", "based-on", "also", "speech-act", "likelihood", "confidence",
        "credibility", "date", "date-inferred-from", "first-hand", "public", "lang", "quote", "position", "stand-in",
    ),
    "relations": ("id", "from", "kind", "to", "strength", "why", "by"),
    "retractions": ("id", "of", "date", "by", "in", "why"),
    "rates": ("from", "to", "rate", "date", "source", "by", "note"),
}  # fmt: skip
QUANTITY: Final = (
    "measure",
    "exactly",
    "about",
    "at-least",
    "more-than",
    "at-most",
    "less-than",
    "multiples-of",
)

LISTS: Final = frozenset(
    {"via", "based-on", "draws-on", "also", "all", "aliases", "printed", "hs", "broader", "matches", "exclusive-with",
     "position", "reprints"}
)  # fmt: skip
"""Keys whose values read better with their brackets, even if there is only one."""


def arrange(dossier: Dossier) -> dict[str, Value]:
    """A dossier's keys and values, in the order in which they are written."""
    said = dossier.model_dump(mode="python", by_alias=True, exclude_defaults=True)
    if dossier.base == terms.default_base(dossier.dossier):
        said.pop("base", None)
    sections = {
        "entities": list(dossier.entities.values()),
        "sources": list(dossier.sources.values()),
        "claims": list(dossier.claims.values()),
        "statements": list(dossier.statements.values()),
    }
    lists = {
        "relations": [not relation.named_by_content for relation in dossier.relations],
        "retractions": [not retraction.named_by_content for retraction in dossier.retractions],
        "rates": [True for _ in dossier.rates],
    }
    top: dict[str, Value] = {}
    for key in TOP:
        if key not in said:
            continue
        if key in lists:
            top[key] = [
                _ordered(held if named else _without_name(held), SECTIONS[key])
                for held, named in zip(said[key], lists[key], strict=True)
            ]
        elif key in sections:
            top[key] = {slug: _ordered(item, SECTIONS[key]) for slug, item in said[key].items()}
        else:
            top[key] = _value(key, said[key])
    return top


def _without_name(held: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in held.items() if key != "id"}


def _ordered(held: Mapping[str, object], first: tuple[str, ...]) -> Value:
    keys = [*(key for key in first if key in held), *(key for key in held if key not in first)]
    return {key: _value(key, held[key]) for key in keys if key != "verification"}


def _value(key: str, value: object) -> Value:
    if isinstance(value, Mapping):
        if set(value) == {"und"}:
            return str(value["und"])
        if key in ("text", "stand-in") and set(value) == {"file"}:
            return str(value["file"])
        return _ordered(value, QUANTITY)
    if isinstance(value, (list, tuple)):
        parts = [_value("", part) for part in value]
        return parts[0] if len(parts) == 1 and key not in LISTS else parts
    if isinstance(value, Enum):
        return str(value.value)
    return value if isinstance(value, (bool, int, Decimal)) else str(value)


def one_line(value: Value, scalar: Callable[[str], str], key: Callable[[str], str]) -> str:
    """A value in brackets on one line; the two formats differ in how they write words."""
    if isinstance(value, dict):
        return (
            "{"
            + ", ".join(f"{key(name)}: {one_line(each, scalar, key)}" for name, each in value.items())
            + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(one_line(each, scalar, key) for each in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return plain(value)
    return scalar(value) if isinstance(value, str) else str(value)
