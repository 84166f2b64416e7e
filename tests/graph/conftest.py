"""Two small dossiers on a matter that never was, referring to each other, and a store on disk and in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from claimgraph.graph.store.store import Store
from claimgraph.graph.store.texts import sha256_of
from claimgraph.ontology.dossier import Dossier

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOGBOOK = b"The ferry Lark left the quay at six. The harbour master saw no collision.\n"


def ferry_plain() -> dict[str, Any]:
    """A dossier as a file writes it: each kind of item, and a reference into the other dossier."""
    return {
        "dossier": "ferry",
        "title": {"en": "The night of the ferry", "fr": "La nuit du bac"},
        "author": "The clerk of the port",
        "scope": {"period": "2020-03/2020-04"},
        "entities": {
            "norway": {"kind": "state", "name": {"en": "Norway", "fr": "Norvège"}, "iso3166": "NO"},
            "lark": {
                "kind": "firm",
                "name": "Lark Ferries",
                "printed": ["Larke Ferrys"],
                "aliases": ["The Lark"],
            },
            "harbour-master": {"kind": "person", "name": "The harbour master", "based-in": "norway"},
            "gazette": {"kind": "outlet", "name": "The Quay Gazette"},
            "quay": {"kind": "place", "name": "The old quay", "part-of": "norway"},
        },
        "sources": {
            "article": {
                "kind": "report",
                "by": "gazette",
                "title": {"en": "A night on the quay"},
                "published": "2020-04",
                "lang": "en",
                "draws-on": ["logbook"],
                "text": {"file": "article.txt", "sha256": sha256_of(LOGBOOK), "lang": "en"},
            },
            "logbook": {
                "kind": "evidence",
                "what": "the ferry's logbook",
                "obtained-by": "gazette",
                "in": "article",
            },
        },
        "claims": {
            "c-collision": {
                "text": {"en": "The ferry struck the pier", "fr": "Le bac a heurté la jetée"},
                "slots": {"subject": "lark", "place": "quay"},
                "exclusive-with": ["c-calm"],
            },
            "c-calm": {"text": {"en": "The ferry left undamaged"}, "slots": {"subject": "lark"}},
            "c-loss": {
                "text": {"en": "The ferry lost more than 40 crates"},
                "form": "total",
                "slots": {
                    "subject": "lark",
                    "quantity": {
                        "measure": "count",
                        "more-than": 40,
                        "unit": "crates",
                        "printed": ["forty crates"],
                    },
                },
            },
        },
        "statements": {
            "s-article": {
                "speaker": "gazette",
                "stance": "affirms",
                "claim": "c-collision",
                "in": "article",
                "based-on": ["logbook"],
                "date": "2020-04",
            },
            "s-master": {
                "speaker": "harbour-master",
                "stance": "no-evidence",
                "claim": "c-collision",
                "in": "article",
                "quote": "saw no collision",
                "verification": "verified",
                "date": "2020-03-31",
            },
            "s-firm": {"speaker": "lark", "stance": "denies", "claim": "c-collision", "in": "article"},
            "s-tide": {
                "speaker": "gazette",
                "stance": "affirms",
                "claim": "tide:claim/c-flood",
                "in": "article",
            },
        },
        "relations": [
            {
                "from": "s-firm",
                "kind": "contradicts",
                "to": "s-article",
                "why": {"en": "It denies what is said"},
            },
            {
                "from": "logbook",
                "kind": "supports",
                "to": "tide:statement/s-flood",
                "strength": "weak",
                "why": {"en": "It was written at high water"},
            },
        ],
    }


def tide_plain() -> dict[str, Any]:
    """The other dossier, which refers back, and shares a state and a slug with the first."""
    return {
        "dossier": "tide",
        "entities": {
            "norway": {"kind": "state", "name": {"en": "Kingdom of Norway"}, "iso3166": "NO"},
            "gauge": {"kind": "group", "name": "The keepers of the gauge"},
        },
        "sources": {"article": {"kind": "report", "by": "gauge", "published": "2020"}},
        "claims": {
            "c-flood": {"text": {"en": "The water stood above the quay"}, "slots": {"subject": "gauge"}}
        },
        "statements": {
            "s-flood": {"speaker": "gauge", "stance": "affirms", "claim": "c-flood", "in": "article"},
            "s-doubt": {"speaker": "gauge", "stance": "questions", "claim": "ferry:claim/c-collision"},
        },
    }


def small_dossier(**changes: object) -> Dossier:
    """The first dossier, with some of its top keys changed."""
    return Dossier.model_validate({**ferry_plain(), **changes})


def other_dossier(**changes: object) -> Dossier:
    """The second dossier, likewise."""
    return Dossier.model_validate({**tide_plain(), **changes})


@pytest.fixture
def ferry() -> Dossier:
    """The first dossier."""
    return small_dossier()


@pytest.fixture
def tide() -> Dossier:
    """The second dossier."""
    return other_dossier()


@pytest.fixture
def texts() -> dict[str, bytes]:
    """The stored text that the first dossier names."""
    return {sha256_of(LOGBOOK): LOGBOOK}


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind; what holds of one holds of the other."""
    opened = Store.in_memory() if request.param == "memory" else Store.open(tmp_path / ".claimgraph")
    with opened:
        yield opened


@pytest.fixture
def both_loaded(store: Store, ferry: Dossier, tide: Dossier, texts: dict[str, bytes]) -> Store:
    """A store that holds both dossiers."""
    store.load(ferry, texts=texts)
    store.load(tide)
    return store
