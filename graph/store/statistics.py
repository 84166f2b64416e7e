"""How much of what a store holds: items by kind, statements by stance, relations by kind, dates, languages.

Counts only what is there; it grades nothing, and a store that is empty has zeros and no dates.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

import pyoxigraph as ox
from pydantic import BaseModel, ConfigDict

from ...ontology import terms
from ...ontology.rates import Rate
from ...ontology.reading import SECTIONS
from ...ontology.retractions import Retraction
from ...ontology.vocabulary import Form, RelationKind, Stance, Strength, Verification, local_name
from .own_queries import own_query
from .store import Store

_TYPE: Final = terms.PREFIXES["rdf"] + "type"


class Statistics(BaseModel):
    """What a store holds, in numbers. Every kind is named, also where there is none of it.

    Attributes:
        dossiers: How many dossiers.
        quads: How many quads their graphs hold, shortcuts included.
        entities: How many entities of each kind.
        sources: How many reports, and how many pieces of evidence.
        claims: How many claims of each form.
        statements: How many statements of each stance.
        relations: How many relations of each kind, and of those of each strength.
        retractions: How many retractions.
        rates: How many rates of exchange.
        verification: How many statements of each outcome of checking their words; those without words have none.
        languages: How many claims are worded in each language; ``und`` where nobody said which.
        first_day: The first day that a statement or source is dated; None if none is.
        last_day: The last such day.
        texts: How many stored texts are held.
    """

    model_config = ConfigDict(frozen=True)

    dossiers: int
    quads: int
    entities: dict[str, int]
    sources: dict[str, int]
    claims: dict[str, int]
    statements: dict[str, int]
    relations: dict[str, dict[str, int]]
    retractions: int
    rates: int
    verification: dict[str, int]
    languages: dict[str, int]
    first_day: str | None
    last_day: str | None
    texts: int

    @property
    def totals(self) -> dict[str, int]:
        """How many items of each kind there are, and how many dossiers, quads and texts."""
        return {
            "dossiers": self.dossiers,
            "entities": sum(self.entities.values()),
            "sources": sum(self.sources.values()),
            "claims": sum(self.claims.values()),
            "statements": sum(self.statements.values()),
            "relations": sum(sum(of_kind.values()) for of_kind in self.relations.values()),
            "retractions": self.retractions,
            "rates": self.rates,
            "texts": self.texts,
            "quads": self.quads,
        }


def statistics(store: Store) -> Statistics:
    """Count what a store holds.

    Raises:
        StoreError: If the store cannot be read.
    """
    held = store.dossiers()
    counts = {
        (_words(row["property"]), _words(row["value"])): _number(row["items"])
        for row in store.rows(own_query("counts"))
    }
    related = {
        (_words(row["kind"]), _words(row["strength"])): _number(row["relations"])
        for row in store.rows(own_query("relations"))
    }
    checked = {
        _words(row["outcome"]): _number(row["statements"]) for row in store.rows(own_query("verification"))
    }
    days = next(iter(store.rows(own_query("dates"))), None)
    classes = {
        section: {
            terms.kebab(model.rdf_class): counts.get((_TYPE, terms.cg(model.rdf_class)), 0)
            for model in SECTIONS[section]
        }
        for section in ("entities", "sources")
    }
    return Statistics(
        dossiers=len(held),
        quads=sum(one.quads for one in held),
        entities=classes["entities"],
        sources=classes["sources"],
        claims=_each(
            Form, {value: count for (name, value), count in counts.items() if name == terms.cg("form")}
        ),
        statements=_each(
            Stance, {value: count for (name, value), count in counts.items() if name == terms.cg("stance")}
        ),
        relations={
            kind.value: {
                strength.value: related.get((terms.cg(local_name(kind)), terms.cg(local_name(strength))), 0)
                for strength in Strength
            }
            for kind in RelationKind
        },
        retractions=counts.get((_TYPE, terms.cg(Retraction.rdf_class)), 0),
        rates=counts.get((_TYPE, terms.cg(Rate.rdf_class)), 0),
        verification=_each(Verification, checked),
        languages={
            language or "und": count
            for language, count in sorted(
                (_words(row["language"]), _number(row["claims"]))
                for row in store.rows(own_query("languages"))
            )
        },
        first_day=_words(days["first"]) or None if days else None,
        last_day=_words(days["last"]) or None if days else None,
        texts=len(store.texts()),
    )


def _each(values: type[StrEnum], counts: Mapping[str, int]) -> dict[str, int]:
    return {value.value: counts.get(terms.cg(local_name(value)), 0) for value in values}


def _words(term: object) -> str:
    return term.value if isinstance(term, ox.Literal | ox.NamedNode) else ""


def _number(term: object) -> int:
    return int(_words(term) or 0)
