"""How much of what a store holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimgraph.graph.store.statistics import statistics
from claimgraph.ontology.dossier import Dossier
from claimgraph.ontology.vocabulary import Stance

if TYPE_CHECKING:
    from claimgraph.graph.store.store import Store


def test_every_kind_is_counted(both_loaded: Store) -> None:
    """What both dossiers share is one thing, and what the ontology defines is none of theirs."""
    counted = statistics(both_loaded)
    assert counted.totals == {
        "dossiers": 2,
        "entities": 6,
        "sources": 3,
        "claims": 4,
        "statements": 6,
        "relations": 2,
        "retractions": 0,
        "rates": 0,
        "texts": 1,
        "quads": sum(held.quads for held in both_loaded.dossiers()),
    }
    assert {kind: count for kind, count in counted.entities.items() if count} == {
        "state": 1, "firm": 1, "outlet": 1, "person": 1, "group": 1, "place": 1,
    }  # fmt: skip
    assert counted.sources == {"report": 2, "evidence": 1}
    assert counted.claims == {"event": 3, "total": 1, "change": 0, "other": 0}
    assert counted.statements == {"affirms": 3, "denies": 1, "no-evidence": 1, "questions": 1}
    assert counted.relations["contradicts"] == {"strong": 1, "weak": 0, "apparent": 0}
    assert counted.relations["supports"] == {"strong": 0, "weak": 1, "apparent": 0}
    assert counted.verification["verified"] == 1
    assert counted.languages == {"en": 4, "fr": 1}
    assert (counted.first_day, counted.last_day) == ("2020-01-01", "2020-12-31")


def test_an_empty_store_has_zeros_and_no_dates(store: Store) -> None:
    """Nothing is made up."""
    counted = statistics(store)
    assert set(counted.totals.values()) == {0}
    assert counted.statements == {stance.value: 0 for stance in Stance}
    assert (counted.first_day, counted.last_day, counted.languages) == (None, None, {})


def test_what_is_unloaded_is_counted_no_more(both_loaded: Store, ferry: Dossier) -> None:
    """The counts follow the store."""
    both_loaded.unload(ferry.dossier)
    assert statistics(both_loaded).totals["claims"] == 1


def test_what_was_taken_back_and_the_rates_are_counted(store: Store) -> None:
    """Retractions are items; a rate is counted although it has no slug."""
    rate = {"from": "GBP", "to": "USD", "rate": 1.27}
    said = {
        "dossier": "d",
        "sources": {"paper": {"kind": "report"}},
        "retractions": [{"of": "paper", "date": "2024", "why": "x"}],
        "rates": [{**rate, "date": "2023"}, {**rate, "date": "2024"}],
    }
    report = store.load(Dossier.model_validate(said))
    counted = statistics(store)
    assert (report.retractions, counted.retractions, counted.rates) == (1, 1, 2)
