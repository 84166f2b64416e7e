"""A store as it stood on a day: in memory, only to be read, asked like any other.

It holds the snapshot's dossiers, the stored texts that these name, and what the log says of when they were recorded. A
query that somebody typed runs on it in confinement, as on every store in memory.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from ...ontology.dossier import Dossier
from ...ontology.errors import StoreError
from ...ontology.sources import Report
from ..store.loading import Submission
from ..store.store import LoadedDossier, Store
from .days import last_day
from .snapshot import Snapshot, as_of

REMEMBERED: Final = 4
"""How many days a store remembers: each is a copy in memory."""


class Days:
    """The earlier days of one store, of which the last few asked for are remembered until something is loaded.

    Args:
        store: The store that holds the dossiers.

    Raises:
        StoreError: If it shows an earlier day itself.
    """

    def __init__(self, store: Store) -> None:
        """Remember the store; nothing is read before a day is asked for."""
        if store.day is not None:
            raise StoreError(f"this shows {store.day} already; take another day from the whole store")
        self._store = store
        self._held: dict[tuple[int, date], tuple[Store, Snapshot]] = {}

    def at(self, day: str | date) -> tuple[Store, Snapshot]:
        """The store as of a day, and the snapshot that it holds; see :func:`store_as_of`.

        Raises:
            DateError: If it is no date, or an interval.
            StoreError: If the store cannot be read.
        """
        key = (self._store.generation, last_day(day))
        found = self._held.pop(key, None) or store_as_of(self._store, key[1])
        self._held[key] = found
        while len(self._held) > REMEMBERED:
            # It may still be in use, and so is not closed: its store goes with the last who holds it.
            del self._held[next(iter(self._held))]
        return found

    def close(self) -> None:
        """Let go of every day that is remembered."""
        for store, _ in self._held.values():
            store.close()
        self._held.clear()


def store_as_of(store: Store, day: date) -> tuple[Store, Snapshot]:
    """Make a store of what was public on a day, and say what it leaves out.

    Args:
        store: The store that holds the dossiers.
        day: The day.

    Returns:
        A store in memory that refuses to be written to, and the snapshot that it holds. The two stores share nothing.

    Raises:
        StoreError: If the store cannot be read.
        MappingError: If a graph in it was changed by other hands.
    """
    held = store.dossiers()
    snapshot = as_of([store.dossier(one.iri) for one in held], day)
    logged = {one.iri: one for one in held}
    then = Store.in_memory()
    then.load_all([_submitted(one, logged[one.iri], store) for one in snapshot.dossiers])
    then.day, then.read_only = day, True
    return then, snapshot


def _submitted(dossier: Dossier, held: LoadedDossier, store: Store) -> Submission:
    texts = {name: text for name in _texts(dossier) if (text := store.text_bytes(name)) is not None}
    return Submission(dossier, texts, held.source_sha256, _time(held.recorded), _time(held.first_recorded))


def _texts(dossier: Dossier) -> Iterator[str]:
    """The SHA-256 of each text that a dossier names."""
    for source in dossier.sources.values():
        if isinstance(source, Report):
            for stored in (source.text, source.stand_in):
                if stored is not None and stored.sha256 is not None:
                    yield stored.sha256


def _time(recorded: str | None) -> datetime | None:
    return None if recorded is None else datetime.fromisoformat(recorded)


__all__ = ["REMEMBERED", "Days", "store_as_of"]
