"""The closed lists that the index writes as small numbers: kinds of source, kinds of root, places of a value.

An enumeration of the vocabulary is numbered in its own order; where a value may be missing, 0 says so.
"""

from enum import IntEnum, StrEnum
from typing import Final


class SourceKind(IntEnum):
    """What a source is; one that is referred to and not loaded is absent, and may be a statement."""

    REPORT = 0
    EVIDENCE = 1
    ABSENT = 2


class RootKind(IntEnum):
    """What a chain of bases ends in, best first. See ``docs/decisions/lineage.md`` for how an end is read."""

    EVIDENCE = 0
    WITNESS = 1
    ADMISSION = 2
    PARTY = 3
    ASSESSMENT = 4
    UNKNOWN = 5

    @property
    def counted(self) -> bool:
        """Whether such a root corroborates; the others are listed beside it."""
        return self <= RootKind.ADMISSION


def position(value: StrEnum) -> int:
    """The place of a value in its list, from 0.

    >>> from ...ontology.vocabulary import Stance
    >>> position(Stance.DENIES)
    1
    """
    return _PLACES[type(value)][value] if type(value) in _PLACES else _learn(value)


def position_or_none(value: StrEnum | None) -> int:
    """The place of a value in its list, from 1; 0 if there is none."""
    return 0 if value is None else position(value) + 1


_PLACES: Final[dict[type[StrEnum], dict[StrEnum, int]]] = {}


def _learn(value: StrEnum) -> int:
    kind = type(value)
    _PLACES[kind] = {member: place for place, member in enumerate(kind)}
    return _PLACES[kind][value]


__all__ = ["RootKind", "SourceKind", "position", "position_or_none"]
