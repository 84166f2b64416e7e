"""From files to a store: all of them are read before any is stored."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from .ontology.errors import DossierError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .graph.store.loading import LoadReport
    from .graph.store.store import Store
    from .ontology.errors import Problem

    PathLike = str | os.PathLike[str]


def load(
    store: Store,
    files: Sequence[PathLike],
    texts: Sequence[PathLike],
    progress: Callable[[str], object] | None,
) -> list[LoadReport]:
    """What :meth:`.api.Graph.load` does."""
    from . import loaders
    from .graph.store.loading import Submission

    read: list[loaders.Loaded] = []
    problems: list[Problem] = []
    for file in files:
        if progress is not None:
            progress(os.fspath(file))
        try:
            read.append(loaders.load(os.fspath(file), texts=[Path(folder) for folder in texts]))
        except DossierError as error:
            problems += error.problems
    if problems:
        raise DossierError(problems)
    if progress is not None:
        progress("")
    now = datetime.now(UTC).replace(microsecond=0)
    submitted = [
        Submission(
            one.dossier, {name: text.encode() for name, text in one.texts.items()}, one.source_hash, now
        )
        for one in read
    ]
    return [
        report.model_copy(update={"warnings": (*map(str, one.warnings), *report.warnings)})
        for report, one in zip(store.load_all(submitted), read, strict=True)
    ]


__all__ = ["load"]
