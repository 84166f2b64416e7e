"""Relations: what one statement, or a piece of evidence, does to another, how strongly, why, and who says so."""

from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from . import terms
from .dates import EdtfDate
from .node import Node, Rdf, Ref, Slug, Text, Words
from .vocabulary import RelationKind, Strength


class Relation(Node):
    """A reified edge, drawn by a person or a rule, never by the speakers themselves.

    Its slug may be left out; it is then taken from what the relation joins.
    """

    rdf_class: ClassVar[str] = "Relation"

    id: Slug = ""
    from_: Annotated[Ref, Rdf("from", "ref", ref=("statement", "source"))]
    kind: Annotated[RelationKind, Rdf("kind", "enum")]
    to: Annotated[Ref, Rdf("to", "ref", ref=("statement", "relation"))]
    strength: Annotated[Strength, Rdf("strength", "enum")] = Strength.STRONG
    why: Annotated[Text, Rdf("reason", "text")]
    by: Annotated[Words | None, Rdf("drawnBy")] = None
    """Who drew it; where it is silent, the dossier's author."""
    withdrawn: Annotated[EdtfDate | None, Rdf("withdrawn", "edtf")] = None

    @model_validator(mode="before")
    @classmethod
    def _named(cls, value: object) -> object:
        if isinstance(value, dict) and not value.get("id"):
            ends = [value.get("from", value.get("from_")), value.get("kind"), value.get("to")]
            value = {**value, "id": _named_by(*map(str, ends))}
        return value

    @model_validator(mode="after")
    def _two_ends(self) -> Self:
        if self.from_ == self.to:
            raise ValueError(f"'{self.from_}' cannot be related to itself")
        return self

    @property
    def content_id(self) -> str:
        """The slug that it has if nobody gave it one."""
        return _named_by(self.from_, self.kind.value, self.to)

    @property
    def named_by_content(self) -> bool:
        """True if nobody gave it a slug."""
        return self.id == self.content_id


def _named_by(start: str, kind: str, end: str) -> str:
    return f"r-{terms.content_name(start, kind, end)}"
