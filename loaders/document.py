"""A document as it was written: every scalar as its own characters, with the line and column where it stands.

Both formats are read into this one tree, and everything after it (types, names, references) is common to them. It
interprets nothing: ``0101``, ``NO`` and ``2023-07-04`` are the strings that somebody typed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple, TypeAlias

from ..ontology.errors import DossierError, Problem

Written: TypeAlias = Literal["plain", "quoted", "number", "boolean", "null", "refused"]
"""How a scalar stood in the file: bare or quoted in YAML; a string, number, boolean or null in JSON; or refused."""

Path: TypeAlias = tuple[str | int, ...]
"""Keys and indexes from the top of a document."""

MAX_DEPTH: Final = 40
"""Levels of nesting that are read. A dossier has eight; what goes deeper is a mistake or an attack."""

MAX_PROBLEMS: Final = 10_000
"""Problems that are kept; a file with more is not a dossier with mistakes in it."""


class Scalar(NamedTuple):
    """A word, number or sentence."""

    line: int
    column: int
    text: str
    written: Written


class Items(NamedTuple):
    """A list."""

    line: int
    column: int
    parts: "tuple[Part, ...]"


class Entries(NamedTuple):
    """A mapping: under each key's text, the key as it stands and its value, in the order of the file."""

    line: int
    column: int
    held: "dict[str, tuple[Scalar, Part]]"

    @property
    def pairs(self) -> "Iterable[tuple[Scalar, Part]]":
        """The keys with their values."""
        return self.held.values()


Part: TypeAlias = Scalar | Items | Entries

_UNPRINTABLE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]"
)


def printable(text: str) -> str:
    r"""A text that may stand in a message: one line, nothing that steers a terminal or turns the reading direction.

    >>> printable("two\nlines")
    'two\\nlines'
    """
    return _UNPRINTABLE.sub(
        lambda found: {"\n": "\\n", "\t": "\\t"}.get(found[0], f"\\u{ord(found[0]):04X}"), text
    )


def shown(text: str, length: int = 60) -> str:
    """A value as messages quote it: in single quotes, cut where it is long.

    >>> shown("denys")
    "'denys'"
    """
    return f"'{text if len(text) <= length else text[: length - 1] + '…'}'"


@dataclass(slots=True)
class Problems:
    """The problems found in one file so far.

    Attributes:
        file: The file as the user named it.
        found: What was found, in the order of finding.
    """

    file: str
    found: list[Problem] = field(default_factory=list)
    _paths: set[Path] = field(default_factory=set)
    _above: set[Path] = field(default_factory=set)

    def note(
        self, at: "Part | tuple[int, int]", message: str, path: Path = (), *, severity: str = "error"
    ) -> None:
        """Keep one problem; ``at`` is the part that is wrong, or its line and column."""
        if len(self.found) >= MAX_PROBLEMS:
            raise DossierError(
                [*self.errors, Problem(self.file, at[0], at[1], "there are more problems than these")]
            )
        self.settle(path)
        place = ".".join(map(str, path))
        self.found.append(Problem(self.file, at[0], at[1], printable(message), severity, printable(place)))

    def settle(self, path: Path) -> None:
        """Say nothing more about exactly this place."""
        self._paths.add(path)
        self._above.update(path[:length] for length in range(len(path)))

    def settled(self, path: Path) -> bool:
        """Whether something was already said about exactly this place."""
        return path in self._paths

    def settled_beneath(self, path: Path) -> bool:
        """Whether something was said about anything in this place, so that what follows from it is no news."""
        return path in self._above

    @property
    def errors(self) -> list[Problem]:
        """What keeps the file from being loaded."""
        return [problem for problem in self.found if problem.severity == "error"]

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is reported and loaded all the same, in reading order."""
        return tuple(sorted(problem for problem in self.found if problem.severity != "error"))

    def stop(self, at: "Part | tuple[int, int]", message: str) -> DossierError:
        """Everything found so far and one last problem, behind which the file cannot be read."""
        self.note(at, message)
        return DossierError(self.errors)


def child(part: Part, step: str | int) -> Part | None:
    """What stands under a key or index; None if nothing does."""
    if isinstance(part, Entries):
        return part.held[str(step)][1] if step in part.held else None
    if isinstance(part, Items) and isinstance(step, int) and 0 <= step < len(part.parts):
        return part.parts[step]
    return None


def key_of(part: Part, key: str) -> Scalar | None:
    """The key itself, as a place."""
    return part.held[key][0] if isinstance(part, Entries) and key in part.held else None


def locate(root: Part, path: Sequence[str | int]) -> tuple[Part, Path, Scalar | None]:
    """The deepest part on a path that is there, its path, and the key that it stands under.

    A list of one may be written without its brackets, so a step ``0`` may lead from a part to itself.
    """
    part: Part = root
    reached: list[str | int] = []
    under: Scalar | None = None
    for step in path:
        below = child(part, step)
        if below is None:
            if step == 0 and not isinstance(part, Items):
                continue
            break
        under = key_of(part, step) if isinstance(step, str) else None
        part = below
        reached.append(step)
    return part, tuple(reached), under


def scalars(part: Part) -> Iterator[Scalar]:
    """Every scalar at or beneath a part that is a value, in reading order."""
    if isinstance(part, Scalar):
        yield part
    elif isinstance(part, Items):
        for item in part.parts:
            yield from scalars(item)
    else:
        for _, value in part.pairs:
            yield from scalars(value)
