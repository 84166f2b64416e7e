"""A store as it stood on a day: in memory, only to be read, asked like any other.

It holds the snapshot's dossiers, the stored texts that these name, and what the log says of when they were recorded. A
query that somebody typed runs on it in confinement, as on every store in memory.
"""

from collections.abc import Iterator
from datetime import date, datetime

from ...ontology.dossier import Dossier
from ...ontology.sources import Report
from ..store.loading import Submission
from ..store.store import LoadedDossier, Store
from .snapshot import Snapshot, as_of


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


__all__ = ["store_as_of"]
