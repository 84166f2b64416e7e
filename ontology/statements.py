"""Statements: one speaker taking one stance on one claim, at a time, in a report, in certain words, on some basis."""

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from .dates import Edtf
from .node import Node, Rdf, Ref, Text, Words
from .sources import Bases, Carried, LanguageTag
from .vocabulary import Confidence, Credibility, Likelihood, SpeechAct, Stance, Verification, taken_stance

Offset = Annotated[int, Field(ge=0, lt=2**31)]


class Passage(Node):
    """Words in a text: the words themselves, where they stand (code points, end exclusive), or both."""

    quote: Annotated[Words | None, Rdf("quote")] = None
    position: Annotated[tuple[Offset, Offset] | None, Rdf("start", "span")] = None
    verification: Annotated[Verification | None, Rdf("verification", "enum")] = None
    """What checking the words against the stored text gave; set by the loader, never by hand."""

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.position is not None and self.position[0] >= self.position[1]:
            raise ValueError(
                f"position {list(self.position)} is empty; give [start, end] with start before end"
            )
        return self


class StandInPassage(Passage):
    """Where a statement is told in the stand-in text of its report."""

    rdf_class: ClassVar[str] = "StandInPassage"


class Statement(Carried, Passage):
    """In report R, speaker S affirms, denies, questions or has no evidence of claim C, in the words Q, on basis B."""

    rdf_class: ClassVar[str] = "Statement"

    speaker: Annotated[Ref, Rdf("speaker", "ref", ref=("entity",))]
    stance: Annotated[Stance, Rdf("stance", "enum")]
    claim: Annotated[Ref, Rdf("claim", "ref", ref=("claim",))]
    speech_act: Annotated[SpeechAct | None, Rdf("speechAct", "enum")] = None
    likelihood: Annotated[Likelihood | None, Rdf("likelihood", "enum")] = None
    confidence: Annotated[Confidence | None, Rdf("confidence", "enum")] = None
    credibility: Annotated[Credibility | None, Rdf("credibility", "literal")] = None
    based_on: Annotated[Bases, Rdf("basedOn", "node", ref=("source", "statement"))] = ()
    """What the speaker relies on, as far as the source says so."""
    first_hand: Annotated[bool, Rdf("firstHand", "boolean")] = False
    """The speaker saw or did it."""
    public: Annotated[bool, Rdf("public", "boolean")] = False
    """Made in public, and so known from its own date."""
    date: Annotated[Edtf | None, Rdf("date", "edtf")] = None
    """When it was made: a day, a month, a year, or an interval in which it was."""
    date_inferred_from: Annotated[Text | None, Rdf("dateInferredFrom", "text")] = None
    lang: Annotated[LanguageTag | None, Rdf("language")] = None
    stand_in: Annotated[StandInPassage | None, Rdf("standInPassage", "node")] = None
    note: Annotated[Text | None, Rdf("note", "text")] = None

    @model_validator(mode="after")
    def _anchored_in_a_report(self) -> Self:
        if self.in_ is None and (self.position is not None or self.stand_in is not None):
            raise ValueError(
                "a position or a stand-in passage needs 'in': the report in whose text it stands"
            )
        if self.date is None and self.date_inferred_from is not None:
            raise ValueError("'date-inferred-from' needs a 'date'")
        return self

    @property
    def taken(self) -> Stance:
        """The stance that it takes once its likelihood is counted in."""
        return taken_stance(self.stance, self.likelihood)
