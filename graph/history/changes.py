"""What a comparison of two days finds, each kind of finding in a form of its own that has a JSON form too."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ...ontology.vocabulary import Stance


class _Result(BaseModel):
    model_config = ConfigDict(frozen=True)


class AppearedStatement(_Result):
    """A statement that was public on the second day and not on the first.

    Attributes:
        iri: Its IRI; ``slug`` and ``dossier`` are its names.
        speaker: What its speaker is called.
        stance: The stance that it takes, its likelihood counted in.
        claim: The IRI of its claim, and ``text`` the claim's words by language.
        day: Since when it was public; None if it is only known from what came through it or rests on it.
        known_by: ``date`` if it was made in public, ``carrier`` if through a report or another statement.
        report: What that carrier is called, or the report that it was read in.
    """

    iri: str
    slug: str
    dossier: str
    speaker: str
    stance: Stance
    claim: str
    text: dict[str, str]
    day: date | None = None
    known_by: Literal["date", "publication", "carrier"] | None = None
    report: str | None = None


class AppearedClaim(_Result):
    """A claim that somebody had spoken of by the second day, and nobody by the first.

    Attributes:
        iri: Its IRI; ``slug`` and ``dossier`` are its names.
        text: Its words, by language.
        first: The statements on it with the earliest day; several where days are no finer than that.
        statements: How many statements on it there are on the second day.
    """

    iri: str
    slug: str
    dossier: str
    text: dict[str, str]
    first: tuple[AppearedStatement, ...]
    statements: int


class AppearedSource(_Result):
    """A source that was known on the second day and not on the first.

    Attributes:
        iri: Its IRI; ``slug`` and ``dossier`` are its names.
        kind: ``report`` or ``evidence``.
        label: What it is called.
        day: Since when it was public; None if it is only known from what came through it or rests on it.
    """

    iri: str
    slug: str
    dossier: str
    kind: Literal["report", "evidence"]
    label: str
    day: date | None = None


class Fallen(_Result):
    """A source or statement that was retracted, or a relation that was withdrawn, between the two days.

    Attributes:
        what: ``retraction`` or ``relation``.
        item: The IRI of the retracted item or the withdrawn relation, and ``label`` what it is called.
        date: The date as written.
        why: The reason of the retraction, or that of the relation, by language.
    """

    what: Literal["retraction", "relation"]
    item: str
    label: str
    date: str
    why: dict[str, str]


class Change(_Result):
    """A claim that stood otherwise on the second day than on the first.

    Attributes:
        claim: Its IRI; ``slug`` its name, and ``text`` its words by language.
        before: How it stood on the first day.
        after: How it stood on the second.
    """

    claim: str
    slug: str
    text: dict[str, str]
    before: str
    after: str


class Difference(_Result):
    """What two days differ in.

    Attributes:
        before: The first day.
        after: The second day.
        claims: The claims that appeared, by the day of their first statement; likewise statements and sources.
        fallen: What was retracted or withdrawn.
        changed: The claims of both days that changed their standing; None if standings were not compared.
        perhaps: How many statements have no known day, and are on neither side.
    """

    before: date
    after: date
    claims: tuple[AppearedClaim, ...]
    statements: tuple[AppearedStatement, ...]
    sources: tuple[AppearedSource, ...]
    fallen: tuple[Fallen, ...]
    changed: tuple[Change, ...] | None = None
    perhaps: int = 0


__all__ = [
    "AppearedClaim",
    "AppearedSource",
    "AppearedStatement",
    "Change",
    "Difference",
    "Fallen",
]
