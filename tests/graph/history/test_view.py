"""A store as of a day: asked like any other, never written to, and of that day alone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from claimgraph.graph.history.view import REMEMBERED, Days
from claimgraph.graph.store.integrity import check
from claimgraph.graph.store.store import Store, Submission
from claimgraph.ontology.errors import DateError, StoreError
from tests.graph.conftest import LOGBOOK

if TYPE_CHECKING:
    from claimgraph.ontology.dossier import Dossier

SPRING, LATER = date(2020, 4, 30), date(2020, 12, 31)
COUNT = "SELECT (COUNT(?s) AS ?n) { ?s a cg:Statement }"


def counted(store: Store) -> str:
    """How many statements a typed query finds."""
    return str(store.select(COUNT).to_dicts()[0]["n"])


def test_a_typed_query_runs_on_the_day_and_on_no_other(both_loaded: Store) -> None:
    """Its worker opens a copy of the snapshot."""
    days = Days(both_loaded)
    then, snapshot = days.store(SPRING), days.snapshot(SPRING)
    with then:
        assert (counted(then), counted(both_loaded)) == ("4", "6")
        assert snapshot.day == then.day == SPRING
        assert check(then) == []
        assert "as of 2020-04-30" in repr(then)
    assert both_loaded.day is None


def test_stored_texts_and_recording_times_are_those_of_the_store(
    store: Store, ferry: Dossier, texts: dict[str, bytes]
) -> None:
    """A passage can be read in its context, if its report was public."""
    first, last = (datetime(2024, 1, day, tzinfo=UTC) for day in (1, 2))
    store.load(ferry.model_copy(update={"title": None}), recorded_at=first)
    store.load_all([Submission(ferry, texts, "0" * 64, last)])
    then = Days(store).store(SPRING)
    assert [then.text_bytes(name) for name in then.texts()] == [LOGBOOK]
    (now,), (before,) = store.dossiers(), then.dossiers()
    assert before == now.model_copy(update={"quads": before.quads, "content_sha256": before.content_sha256})
    assert (before.first_recorded, before.recorded) == ("2024-01-01T00:00:00Z", "2024-01-02T00:00:00Z")
    assert Days(store).store("2019").texts() == []


def test_it_cannot_be_written_to(both_loaded: Store, ferry: Dossier) -> None:
    """What is loaded is loaded into the store itself."""
    then = Days(both_loaded).store(SPRING)
    for write in (lambda: then.load(ferry), lambda: then.unload("ferry")):
        with pytest.raises(StoreError, match="as of 2020-04-30, and cannot be written to"):
            write()


def test_a_day_is_worked_out_once_until_something_is_loaded(both_loaded: Store, tide: Dossier) -> None:
    """A date of any precision names it; only the last few are remembered."""
    days = Days(both_loaded)
    first, snapshot = days.store("2020-04"), days.snapshot("2020-04")
    assert (days.store(SPRING) is first, days.snapshot(SPRING) is snapshot) == (True, True)
    both_loaded.load(tide.model_copy(update={"author": "Somebody"}))
    assert days.store(SPRING) is not first
    assert days.snapshot(SPRING).dossiers[1].author == "Somebody"
    assert first.dossiers()
    held = [days.store(str(year)) for year in range(2000, 2000 + REMEMBERED)]
    assert len(days._stores) == REMEMBERED  # noqa: SLF001 - what is remembered is nobody else's business
    with pytest.raises(DateError):
        days.snapshot("soon")
    days.close()
    with pytest.raises(StoreError, match="closed"):
        held[-1].dossiers()


def test_an_earlier_day_has_no_earlier_days(both_loaded: Store) -> None:
    """Else two days would be mixed."""
    with pytest.raises(StoreError, match="this shows 2020-12-31 already"):
        Days(Days(both_loaded).store(LATER))
