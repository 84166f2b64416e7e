"""The error tree: everything claimgraph raises on purpose, in one place.

It stands in the lowest room, so that every room can raise it and none needs to import upwards.

::

    ClaimGraphError
    ├── DossierError            bad data in a dossier; holds every Problem of the file
    ├── UnknownNameError        a slug, CURIE, IRI or words that name nothing, or several things
    ├── DateError               a day that is none, or two days in the wrong order
    ├── StoreError              the store cannot be opened, read or written
    │   ├── StoreBusyError      another process holds the store open for writing
    │   └── NotLoadedError      no such dossier in the store
    ├── QueryError              a query that cannot be run as written
    │   ├── QuerySyntaxError    not SPARQL 1.1
    │   ├── QueryRefusedError   SPARQL that would reach the network, the disk, or write
    │   ├── QueryParameterError a named query's parameter is missing, unknown or of another type
    │   └── QueryLimitError     time, memory or crash: the query was stopped
    ├── FrameworkError          an argumentation framework that is none; holds every Problem of the file
    ├── SolverLimitError        a solver was stopped at its limit of time
    ├── ExportError             the data cannot be written in the format asked for
    ├── MappingError            quads that are not a dossier
    └── MissingExtraError       an optional package is not installed

Nothing here formats for a terminal, and no foreign exception passes a room's edge: it is wrapped with ``from``.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong at one place: ``dossier.yaml:14:9: stance 'denys' is not one of …``.

    Attributes:
        file: The file as the user named it, or a label such as ``<string>``.
        line: 1-based line, 0 where the whole file is meant.
        column: 1-based column, 0 where the whole line is meant.
        message: What stood there, what was expected, and what to do.
        severity: ``error`` (nothing is loaded) or ``warning`` (reported, loaded all the same).
        path: The place in the document, such as ``statements.s-vests.stance``.

    >>> str(Problem("gear.yaml", 14, 9, "stance 'denys' is unknown"))
    "gear.yaml:14:9: stance 'denys' is unknown"
    """

    file: str
    line: int
    column: int
    message: str
    severity: str = "error"
    path: str = ""

    def __str__(self) -> str:
        """The place as compilers and editors write it, then the message."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        mark = "" if self.severity == "error" else f"{self.severity}: "
        return f"{place}: {mark}{self.message}"


class ClaimGraphError(Exception):
    """Anything claimgraph refuses or fails to do, said in one sentence."""


class DossierError(ClaimGraphError):
    """A dossier that cannot be loaded, with every problem found in it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep the problems in reading order; the message is one line a problem."""
        self.problems = tuple(sorted(problems, key=lambda p: (p.file, p.line, p.column, p.message)))
        super().__init__("\n".join(map(str, self.problems)))


class UnknownNameError(ClaimGraphError):
    """A name that leads to nothing, or to more than one thing.

    Attributes:
        name: What was asked for.
        candidates: IRIs and labels that it could have meant, best first; several hits where the name is ambiguous.
        ambiguous: True if every candidate is an exact hit.
    """

    def __init__(
        self, message: str, *, name: str, candidates: Sequence[tuple[str, str]] = (), ambiguous: bool = False
    ) -> None:
        """Keep what was asked and what it could have meant."""
        super().__init__(message)
        self.name = name
        self.candidates = tuple(candidates)
        self.ambiguous = ambiguous


class DateError(ClaimGraphError):
    """A day to be asked about that is no day, or a second day that lies before the first."""


class StoreError(ClaimGraphError):
    """The store cannot be opened, read or written."""


class StoreBusyError(StoreError):
    """Another process holds the store open for writing."""


class NotLoadedError(StoreError):
    """The store holds no such dossier."""


class QueryError(ClaimGraphError):
    """A query that cannot be run as written."""


class QuerySyntaxError(QueryError):
    """Text that is not SPARQL 1.1, with the place where it stops being so."""


class QueryRefusedError(QueryError):
    """SPARQL that would write, or reach the network or the disk."""


class QueryParameterError(QueryError):
    """A named query's parameter that is missing, unknown or of another type."""


class QueryLimitError(QueryError):
    """A query stopped by its limits of time or memory, or that took its worker down.

    Attributes:
        limit: ``time``, ``memory`` or ``crash``.
    """

    def __init__(self, message: str, *, limit: str) -> None:
        """Keep which limit was met."""
        super().__init__(message)
        self.limit = limit


class FrameworkError(ClaimGraphError):
    """An argumentation framework, in a file or in arrays, that cannot be one, with every problem found in it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep the problems in reading order; the message is one line a problem."""
        self.problems = tuple(sorted(problems, key=lambda p: (p.file, p.line, p.column, p.message)))
        super().__init__("\n".join(map(str, self.problems)))


class SolverLimitError(ClaimGraphError):
    """A solver that was stopped at its limit of time, before it had an answer."""


class ExportError(ClaimGraphError):
    """The data cannot be written in the format asked for."""


class MappingError(ClaimGraphError):
    """Quads that are not a dossier: something is missing, or something is there that no dossier says."""


class MissingExtraError(ClaimGraphError):
    """An optional package is not installed; the message says what to install."""
