"""Checks every quoted passage of a dossier against the texts at hand, and records the outcome in the dossier.

A statement's quote and position refer to the text of the report that it was read in; its stand-in passage refers to
that report's stand-in text. A passage whose text is not at hand is not wrong: its state says so.
"""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from ..ontology.dossier import Dossier
from ..ontology.sources import Report
from ..ontology.statements import Passage, Statement
from ..ontology.vocabulary import Verification
from .quotes import HeldText, Outcome, Span
from .texts import held

Which: TypeAlias = Literal["quote", "stand-in"]


class QuoteCheck(BaseModel):
    """What became of one passage of one statement.

    Attributes:
        statement: The statement's slug.
        passage: ``quote`` for its own words, ``stand-in`` for its passage in the stand-in text.
        verification: The state.
        position: Where the passage stands, as far as that is settled.
        message: What is wrong and what to do; empty if nothing is.
    """

    model_config = ConfigDict(frozen=True)

    statement: str
    passage: Which
    verification: Verification
    position: Span | None = None
    message: str = ""


def verify(dossier: Dossier, texts: Mapping[str, str]) -> list[QuoteCheck]:
    """Check every passage of a dossier, in its order, whatever an earlier check found.

    Args:
        dossier: The dossier.
        texts: The texts at hand, by SHA-256.
    """
    own = {
        slug: held(texts, source.text)
        for slug, source in dossier.sources.items()
        if isinstance(source, Report)
    }
    stand_ins = {
        slug: held(texts, source.stand_in)
        for slug, source in dossier.sources.items()
        if isinstance(source, Report)
    }
    return check_all(dossier, own, stand_ins)


def check_all(
    dossier: Dossier, own: Mapping[str, HeldText | None], stand_ins: Mapping[str, HeldText | None]
) -> list[QuoteCheck]:
    """The same, with the texts by the slug of their report."""
    checks: list[QuoteCheck] = []
    for slug, statement in dossier.statements.items():
        for which, passage, texts in (("quote", statement, own), ("stand-in", statement.stand_in, stand_ins)):
            outcome = _outcome(passage, texts.get(statement.in_ or "")) if passage is not None else None
            if outcome is not None:
                checks.append(
                    QuoteCheck(
                        statement=slug,
                        passage="quote" if which == "quote" else "stand-in",
                        verification=outcome.verification,
                        position=outcome.position,
                        message=outcome.error,
                    )
                )
    return checks


def _outcome(passage: Passage, text: HeldText | None) -> Outcome | None:
    if passage.quote is None and passage.position is None:
        return None
    if text is None:
        return Outcome(Verification.TEXT_NOT_HELD, passage.position)
    return text.check(passage.quote, passage.position)


def record(dossier: Dossier, checks: list[QuoteCheck]) -> Dossier:
    """The dossier with each outcome, and each position that was found, in its place."""
    statements: dict[str, Statement] = dict(dossier.statements)
    for check in checks:
        statement = statements[check.statement]
        found = {"verification": check.verification}
        if check.passage == "quote":
            place = {"position": check.position or statement.position}
            statements[check.statement] = statement.model_copy(update={**found, **place})
        elif statement.stand_in is not None:
            passage = statement.stand_in.model_copy(
                update={**found, "position": check.position or statement.stand_in.position}
            )
            statements[check.statement] = statement.model_copy(update={"stand_in": passage})
    return dossier.model_copy(update={"statements": statements})
