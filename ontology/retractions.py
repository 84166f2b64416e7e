"""Retractions: what was said once is taken back, on a day, by someone, for a reason.

What is retracted stays in its dossier: a retraction is a new fact of history and erases nothing.
"""

from typing import Annotated, ClassVar

from pydantic import model_validator

from . import terms
from .dates import EdtfDate
from .node import Node, Rdf, Ref, Slug, Text


class Retraction(Node):
    """On day D, agent A took back source or statement S, for the reason W; it was printed in report R.

    Its slug may be left out; it is then taken from what it takes back, the day, and who did.
    """

    rdf_class: ClassVar[str] = "Retraction"

    id: Slug = ""
    of: Annotated[Ref, Rdf("retracts", "ref", ref=("statement", "source"))]
    date: Annotated[EdtfDate, Rdf("retractedOn", "edtf")]
    by: Annotated[Ref | None, Rdf("retractedBy", "ref", ref=("entity",))] = None
    """Who took it back; silent where the source does not say."""
    in_: Annotated[Ref | None, Rdf("in", "ref", ref=("source",))] = None
    """Where the retraction was printed."""
    why: Annotated[Text, Rdf("reason", "text")]

    @model_validator(mode="before")
    @classmethod
    def _named(cls, value: object) -> object:
        if isinstance(value, dict) and not value.get("id"):
            said = [str(value.get("of")), str(value.get("date")), str(value.get("by") or "")]
            value = {**value, "id": _named_by(*said)}
        return value

    @property
    def content_id(self) -> str:
        """The slug that it has if nobody gave it one."""
        return _named_by(self.of, self.date, self.by or "")

    @property
    def named_by_content(self) -> bool:
        """True if nobody gave it a slug."""
        return self.id == self.content_id


def _named_by(retracted: str, day: str, agent: str) -> str:
    return f"x-{terms.content_name(retracted, day, agent)}"
