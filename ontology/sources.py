"""Where statements are found and what they rest on: reports, evidence, and the texts of reports.

A report is an account; evidence is a trace that the event itself left. A text is the wording of a report, known by
its SHA-256; a stand-in is another wording shown in its place, and is never a source.
"""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from .dates import Edtf, EdtfDate
from .node import Chain, Iri, Node, OneOrMore, Rdf, Ref, Refs, Text, Unordered, Words
from .vocabulary import Reliability

Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
LanguageTag = Annotated[str, Field(pattern="^[a-z]{2,3}(-[a-z0-9]{2,8})*$", examples=["en", "fr"])]


class BasisGroup(Node):
    """Bases that hold something up only together."""

    rdf_class: ClassVar[str] = "BasisGroup"

    all: Annotated[Refs, Rdf("allOf", "ref", ref=("source", "statement")), Field(min_length=2)]


Bases = Annotated[tuple[Ref | BasisGroup, ...], OneOrMore, Unordered]
"""What something rests on: each an alternative, unless grouped by ``all``."""


class CarrierPath(Node):
    """One way by which words came to us: the report they were read in, and the carriers behind it, outermost first."""

    rdf_class: ClassVar[str] = "CarrierPath"

    in_: Annotated[Ref, Rdf("in", "ref", ref=("source",))]
    via: Annotated[Chain, Rdf("via", "path", ref=("source", "statement"))] = ()


class Carried(Node):
    """Something that reached us through carriers: every link of a path is needed, any path will do."""

    in_: Annotated[Ref | None, Rdf("in", "ref", ref=("source",))] = None
    """The report that it was read in."""
    via: Annotated[Chain, Rdf("via", "path", ref=("source", "statement"))] = ()
    """The carriers between that report and the speaker, outermost first; nested speech names the relaying statement."""
    also: Annotated[Annotated[tuple[CarrierPath, ...], OneOrMore, Unordered], Rdf("also", "node")] = ()
    """Further paths."""

    @model_validator(mode="after")
    def _path_begins_somewhere(self) -> Self:
        if self.in_ is None and (self.via or self.also):
            raise ValueError("'via' and 'also' need 'in': the report that it was read in")
        return self

    @property
    def paths(self) -> tuple[tuple[str, ...], ...]:
        """Each path as references, outermost first; empty if none is given."""
        if self.in_ is None:
            return ()
        return ((self.in_, *self.via), *((path.in_, *path.via) for path in self.also))


class StoredText(Node):
    """The wording of a report, kept outside the graph under its SHA-256. Offsets into it are code points."""

    rdf_class: ClassVar[str] = "Text"

    file: Annotated[Words | None, Rdf("file")] = None
    """Where the loader finds it, relative to the dossier."""
    sha256: Annotated[Sha256 | None, Rdf("sha256")] = None
    lang: Annotated[LanguageTag | None, Rdf("language")] = None
    note: Annotated[Text | None, Rdf("note", "text")] = None

    @model_validator(mode="before")
    @classmethod
    def _bare_file(cls, value: object) -> object:
        return {"file": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _findable(self) -> Self:
        if self.file is None and self.sha256 is None:
            raise ValueError("a text needs a file or a sha256")
        return self


class StandIn(StoredText):
    """A text shown in place of a report's own, which cannot be passed on. Never a source, never a root."""

    rdf_class: ClassVar[str] = "StandIn"


class SourceBase(Carried):
    """What reports and evidence share."""

    title: Annotated[Text | None, Rdf("title", "text")] = None
    url: Annotated[Iri | None, Rdf("url")] = None
    draws_on: Annotated[Bases, Rdf("drawsOn", "node", ref=("source", "statement"))] = ()
    """What it rests on, as far as it says so."""
    obtained_by: Annotated[Refs, Rdf("obtainedBy", "ref", ref=("entity",))] = ()
    obtained_how: Annotated[Text | None, Rdf("obtainedHow", "text")] = None
    """How it was obtained, such as ``leaked``; says nothing about whose it is."""
    reliability: Annotated[Reliability | None, Rdf("reliability", "literal")] = None
    date_inferred_from: Annotated[Text | None, Rdf("dateInferredFrom", "text")] = None
    """What a date that the source does not print was inferred from."""
    note: Annotated[Text | None, Rdf("note", "text")] = None


class Report(SourceBase):
    """An account by someone: an article, a leak's publication, an assessment, a broadcast."""

    rdf_class: ClassVar[str] = "Report"

    kind: Literal["report"]
    genre: Annotated[Text | None, Rdf("genre", "text")] = None
    by: Annotated[Refs, Rdf("by", "ref", ref=("entity",))] = ()
    published: Annotated[EdtfDate | None, Rdf("published", "edtf")] = None
    reprints: Annotated[Refs, Rdf("reprints", "ref", ref=("source",))] = ()
    """The reports whose text this one prints again: a syndicated copy, by other hands or under another name."""
    lang: Annotated[LanguageTag | None, Rdf("language")] = None
    text: Annotated[StoredText | None, Rdf("text", "node")] = None
    stand_in: Annotated[StandIn | None, Rdf("standIn", "node")] = None


class Evidence(SourceBase):
    """A trace that the event itself left: a customs declaration, a captured weapon, an intercepted call."""

    rdf_class: ClassVar[str] = "Evidence"

    kind: Literal["evidence"]
    what: Annotated[Text, Rdf("what", "text")]
    date: Annotated[Edtf | None, Rdf("date", "edtf")] = None


AnySource = Annotated[Report | Evidence, Field(discriminator="kind")]
"""A report or a piece of evidence, told apart by its ``kind``."""
