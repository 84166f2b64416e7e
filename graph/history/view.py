"""A store as it stood on a day: in memory, only to be read, asked like any other.

It holds the snapshot's dossiers, the stored texts that these name, and what the log says of when they were recorded. A
query that somebody typed runs on it in confinement, as on every store in memory.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeVar

from ...ontology.dossier import Dossier
from ...ontology.errors import StoreError
from ...ontology.sources import Report
from ..store.loading import Submission
from ..store.store import LoadedDossier, Store
from .days import last_day
from .publicity import Publicity
from .snapshot import Snapshot, as_of

REMEMBERED: Final = 4
"""How many days a store remembers: each is a copy in memory."""

_Any = TypeVar("_Any")


class Days:
    """The earlier days of one store, remembered until something is loaded.

    The dossiers are read once; a snapshot then costs little, and a store of its own the loading of what it holds.

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
        self._read: _Read | None = None
        self._snapshots: dict[date, Snapshot] = {}
        self._stores: dict[date, Store] = {}

    def snapshot(self, day: str | date) -> Snapshot:
        """What was public on a day, and what that leaves out.

        Raises:
            DateError: If it is no date, or an interval.
            StoreError: If the store cannot be read.
            MappingError: If a graph in it was changed by other hands.
        """
        meant, read = last_day(day), self._whole()
        found = self._snapshots.pop(meant, None) or as_of(read.dossiers, meant, publicity=read.publicity)
        _remember(self._snapshots, meant, found)
        return found

    @property
    def publicity(self) -> Publicity:
        """Since when each item was public."""
        return self._whole().publicity

    def store(self, day: str | date) -> Store:
        """The store as of a day: in memory, refusing to be written to, and sharing nothing with the whole store.

        Raises:
            DateError: If it is no date, or an interval.
            StoreError: If the store cannot be read.
            MappingError: If a graph in it was changed by other hands.
        """
        snapshot = self.snapshot(day)
        found = self._stores.pop(snapshot.day, None) or self._stored(snapshot)
        _remember(self._stores, snapshot.day, found)
        return found

    def close(self) -> None:
        """Let go of all that is remembered."""
        for store in self._stores.values():
            store.close()
        self._forget()

    def _forget(self) -> None:
        self._read = None
        self._snapshots.clear()
        # Who holds one may go on asking it: it is not closed, and goes with the last of them.
        self._stores.clear()

    def _whole(self) -> "_Read":
        """All dossiers as they stand now."""
        if self._read is None or self._read.generation != self._store.generation:
            self._forget()
            held = {one.iri: one for one in self._store.dossiers()}
            dossiers = [self._store.dossier(iri) for iri in held]
            self._read = _Read(self._store.generation, held, dossiers, Publicity(dossiers))
        return self._read

    def _stored(self, snapshot: Snapshot) -> Store:
        held = self._whole().held
        then = Store.in_memory()
        then.load_all([_submitted(one, held[one.iri], self._store) for one in snapshot.dossiers])
        then.day, then.read_only = snapshot.day, True
        return then


@dataclass(frozen=True, slots=True)
class _Read:
    """A generation of a store, read."""

    generation: int
    held: Mapping[str, LoadedDossier]
    dossiers: Sequence[Dossier]
    publicity: Publicity


def _remember(held: dict[date, _Any], day: date, what: _Any) -> None:
    """Put it last, and forget what was longest not asked for."""
    held[day] = what
    while len(held) > REMEMBERED:
        del held[next(iter(held))]


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


__all__ = ["REMEMBERED", "Days"]
