"""The closed lists of what is derived: verdicts, standings, kinds of root, labels of arguments.

Nobody writes them in a dossier; they stand in the derived graph and in results. Each is an individual of the ontology
by the name that :func:`individual` gives, but for the labels, which are plain strings.
"""

from enum import StrEnum
from typing import Final

from .terms import camel


class VerdictKind(StrEnum):
    """What one statement does to another, by the rules."""

    CONTRADICTS = "contradicts"
    TENSION = "tension"
    QUALIFIES = "qualifies"
    SUPPORTS = "supports"
    SAME = "same"
    UNDETERMINED = "undetermined"
    NONE = "none"


class StandingStatus(StrEnum):
    """Where a claim stands in a record."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DISPUTED = "disputed"
    UNSUPPORTED = "unsupported"


class RootKind(StrEnum):
    """What a chain of bases ends in, best first."""

    EVIDENCE = "evidence"
    WITNESS = "witness"
    ADMISSION = "admission"
    PARTY = "party"
    ASSESSMENT = "assessment"
    UNKNOWN = "unknown"


class ArgumentLabel(StrEnum):
    """How an argument fares: it stands, it is defeated, or neither."""

    IN = "in"
    OUT = "out"
    UNDEC = "undec"


_NAMED: Final = {VerdictKind.NONE: "noVerdict"}
_SUFFIX: Final[dict[type[StrEnum], str]] = {RootKind: "Root"}


def individual(value: StrEnum) -> str:
    """The name of a value's individual in the ontology.

    >>> individual(VerdictKind.NONE), individual(RootKind.PARTY), individual(StandingStatus.ACCEPTED)
    ('noVerdict', 'partyRoot', 'accepted')
    """
    if isinstance(value, VerdictKind) and value in _NAMED:
        return _NAMED[value]
    return camel(value.value) + _SUFFIX.get(type(value), "")
