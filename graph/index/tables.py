"""The tables of the index: one for each kind of item, each column an array by the item's number.

Numbers of a kind run from 0 in the order of IRIs. Statements and sources have one numbering besides, as *things*:
statements first, then sources. Days are proleptic ordinals (``date.toordinal()``), and 0 where nothing is said.
"""

from dataclasses import dataclass

import numpy as np

from ..arrays import Array, Bools, Bytes, Ints, Lists, Longs, Strings


@dataclass(frozen=True, slots=True)
class Claims:
    """Propositions, those included that are referred to and not loaded.

    Attributes:
        form: Place in the list of forms.
        loaded: Whether a dossier in the index holds it.
        dossier: The dossier that does, -1 if none.
        statements: The statements on each.
        exclusive: The claims that cannot be true together with it.
        subject: The agents in its subject, the dossier's assumed one included; likewise ``counterparty``.
        converse: Whether its action is as much the counterparty's doing.
        content: What comparison needs of it; empty where the maker of the index gave nothing.
    """

    iri: Strings
    form: Bytes
    loaded: Bools
    dossier: Ints
    statements: Lists
    exclusive: Lists
    subject: Lists
    counterparty: Lists
    converse: Bools
    content: Strings

    def __len__(self) -> int:
        return len(self.iri)


@dataclass(frozen=True, slots=True)
class Statements:
    """Statements that are loaded.

    Attributes:
        claim: The claim that each is on.
        speaker: The agent, -1 if the speaker is no agent that is known of.
        stance: The stance taken once the likelihood is counted in, by its place in the list of stances.
        said: The stance as said.
        likelihood: Place in the list, from 1; 0 if none is given. Likewise ``act`` and ``credibility``.
        made_from: First day on which it may have been made; likewise ``made_to``, the last.
        words: A number that equal quotes of some length share; 0 where there is none.
        dossier: The dossier that holds it.
        end: The kind of root that it is where a chain of bases ends in it (:class:`~.kinds.RootKind`).
    """

    iri: Strings
    claim: Ints
    speaker: Ints
    stance: Bytes
    said: Bytes
    likelihood: Bytes
    act: Bytes
    credibility: Bytes
    first_hand: Bools
    public: Bools
    made_from: Ints
    made_to: Ints
    words: Longs
    dossier: Ints
    end: Bytes

    def __len__(self) -> int:
        return len(self.iri)


@dataclass(frozen=True, slots=True)
class Sources:
    """Reports and evidence, and what is referred to as a source or a statement and is not loaded.

    Attributes:
        kind: :class:`~.kinds.SourceKind`.
        by: The authors of a report.
        obtained_by: Who obtained it.
        reliability: Place in the list, from 1; 0 if none is given.
        published_to: The last day on which a report may have been published.
        text: A number that reports with the same text share; 0 where no text is known.
        reprints: The reports that it is a copy of.
        dossier: The dossier that holds it, -1 if none.
        end: The kind of root that it is where a chain of bases ends in it, whatever the claim: a report is a party's
            word besides where the claim is its author's own conduct.
    """

    iri: Strings
    kind: Bytes
    by: Lists
    obtained_by: Lists
    reliability: Bytes
    published_to: Ints
    text: Longs
    reprints: Lists
    dossier: Ints
    end: Bytes

    def __len__(self) -> int:
        return len(self.iri)


@dataclass(frozen=True, slots=True)
class Things:
    """Statements and sources in one numbering, and where they come from.

    Attributes:
        basis: The groups of bases that each names, as rows of ``group``.
        group: The things that hold up only together; a plain base is a group of one.
        paths: The paths by which each reached us, as rows of ``path``.
        path: The carriers of a path, the report that it was read in first.
        retracted: The last day of the date of its retraction; 0 if there is none.
        copy: A number that things of one text share: reports of equal text, reprints and what they reprint, statements
            of equal words; -1 where there is no other.
    """

    basis: Lists
    group: Lists
    paths: Lists
    path: Lists
    retracted: Ints
    copy: Ints

    def __len__(self) -> int:
        return len(self.retracted)


@dataclass(frozen=True, slots=True)
class Agents:
    """Entities that can speak and act, those included that are referred to and not loaded.

    Attributes:
        kind: Place in ``AGENT_KINDS``; one more than the last where it is not loaded.
        up: What it is part of, owned by, or acts for.
        house: The least of those that are the same by ownership and acting-for.
        loaded: Whether a dossier in the index holds it.
    """

    iri: Strings
    kind: Bytes
    unnamed: Bools
    interested: Bools
    up: Lists
    house: Ints
    loaded: Bools

    def __len__(self) -> int:
        return len(self.iri)


@dataclass(frozen=True, slots=True)
class Relations:
    """What one thing does to another, or to a relation.

    Attributes:
        start: A thing.
        end: A thing, or the number of things and a relation.
        kind: Place in the list of kinds.
        strength: Place in the list of strengths.
        withdrawn: The day from which it no longer holds, 0 if it holds, 1 if the day is not known.
    """

    iri: Strings
    start: Ints
    end: Ints
    kind: Bytes
    strength: Bytes
    withdrawn: Ints

    def __len__(self) -> int:
        return len(self.iri)


def columns_of(name: str, table: object) -> dict[str, Array | Lists | Strings]:
    """The columns of a table, each by the table's name and its own."""
    return {f"{name}.{column}": getattr(table, column) for column in table.__slots__}  # type: ignore[attr-defined]


def dtype_of(annotation: object) -> np.dtype[np.generic] | None:
    """The type of the numbers in a plain column; None for texts and lists."""
    for known, kind in ((Bools, np.bool_), (Bytes, np.uint8), (Ints, np.int32), (Longs, np.int64)):
        if annotation == known:
            return np.dtype(kind)
    return None


__all__ = ["Agents", "Claims", "Relations", "Sources", "Statements", "Things", "columns_of", "dtype_of"]
