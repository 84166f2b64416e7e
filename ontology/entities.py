"""Who and what a dossier speaks about: agents, goods, places, and actions that no taxonomy holds.

An entity with an external identifier (ISO 3166, LEI, Wikidata) has one IRI in every dossier. Nothing merges by name.
"""

import re
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from .node import Iri, Names, Node, OneOrMore, Rdf, Refs, Text, Unordered

_LEI = re.compile(r"[0-9A-Z]{18}[0-9]{2}")


def _lei(code: str) -> str:
    """ISO 17442: 20 characters, the last two a check number by ISO 7064 MOD 97-10."""
    if _LEI.fullmatch(code) is None or int("".join(str(int(c, 36)) for c in code)) % 97 != 1:
        raise ValueError(
            f"'{code[:40]}' is not a LEI: 20 characters whose check digits fit; compare with the register"
        )
    return code


Iso3166 = Annotated[str, Field(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$", examples=["CN", "GB-ENG"])]
Lei = Annotated[str, AfterValidator(_lei)]
Wikidata = Annotated[str, Field(pattern=r"^Q[1-9][0-9]*$", examples=["Q148"])]
Hs = Annotated[str, Field(pattern=r"^([0-9]{2}){1,5}$", examples=["8806"])]


class Entity(Node):
    """What all entities have."""

    name: Annotated[Text, Rdf("name", "text")]
    aliases: Annotated[Names, Rdf("alias")] = ()
    """Other names that it goes by."""
    printed: Annotated[Names, Rdf("printedName")] = ()
    """The name as a source printed it, where that is not its name."""
    note: Annotated[Text | None, Rdf("note", "text")] = None
    iso3166: Annotated[Iso3166 | None, Rdf("iso3166")] = None
    lei: Annotated[Lei | None, Rdf("lei")] = None
    wikidata: Annotated[Wikidata | None, Rdf("wikidata")] = None
    matches: Annotated[
        Annotated[tuple[Iri, ...], OneOrMore, Unordered], Rdf("matches", "ref", ref=("iri",))
    ] = ()
    """Curated links to the same thing elsewhere; written as skos:exactMatch, never owl:sameAs."""


class Agent(Entity):
    """An entity that can speak and act."""

    part_of: Annotated[Refs, Rdf("partOf", "ref", ref=("entity",))] = ()
    owner: Annotated[Refs, Rdf("owner", "ref", ref=("entity",))] = ()
    acts_for: Annotated[Refs, Rdf("actsFor", "ref", ref=("entity",))] = ()
    based_in: Annotated[Refs, Rdf("basedIn", "ref", ref=("entity",))] = ()
    role: Annotated[Text | None, Rdf("role", "text")] = None
    interested: Annotated[bool, Rdf("interested", "boolean")] = False
    """Marked as having a stake in the matter beyond its own conduct."""
    unnamed: Annotated[bool, Rdf("unnamed", "boolean")] = False
    """The source does not say who it is; the name is then a description."""


class State(Agent):
    """A state. As an actor it is its government; as an origin, a destination or a place, the country."""

    rdf_class: ClassVar[str] = "State"
    kind: Literal["state"]


class Firm(Agent):
    """A company."""

    rdf_class: ClassVar[str] = "Firm"
    kind: Literal["firm"]


class PublicBody(Agent):
    """A ministry, an agency, a court, a parliament, an international organisation."""

    rdf_class: ClassVar[str] = "PublicBody"
    kind: Literal["public-body"]


class Outlet(Agent):
    """A newspaper, a broadcaster, a news agency, or the narrator of a report."""

    rdf_class: ClassVar[str] = "Outlet"
    kind: Literal["outlet"]


class Person(Agent):
    """A human being."""

    rdf_class: ClassVar[str] = "Person"
    kind: Literal["person"]


class Group(Agent):
    """Several agents that are spoken of together: soldiers, buyers, manufacturers, a movement, a think tank."""

    rdf_class: ClassVar[str] = "Group"
    kind: Literal["group"]


class Product(Entity):
    """Goods: a concept of this dossier, beneath one or more of the taxonomy."""

    rdf_class: ClassVar[str] = "Product"
    kind: Literal["product"]
    broader: Annotated[Refs, Rdf("broader", "ref", ref=("product", "entity"))] = ()
    """Kind-of only."""
    hs: Annotated[Annotated[tuple[Hs, ...], OneOrMore, Unordered], Rdf("hsHeading")] = ()
    """Heading or subheading of the Harmonized System, or a CN code: a string, in quotes."""
    dual_use: Annotated[bool | None, Rdf("dualUse", "boolean")] = None
    made_by: Annotated[Refs, Rdf("madeBy", "ref", ref=("entity",))] = ()


class Place(Entity):
    """Somewhere: a town, a region, a front. A state is a place too, and needs no second entry."""

    rdf_class: ClassVar[str] = "Place"
    kind: Literal["place"]
    part_of: Annotated[Refs, Rdf("partOf", "ref", ref=("entity",))] = ()


class Action(Entity):
    """An action that the taxonomy does not hold."""

    rdf_class: ClassVar[str] = "Action"
    kind: Literal["action"]
    broader: Annotated[Refs, Rdf("broader", "ref", ref=("action", "entity"))] = ()
    converse_of: Annotated[Refs, Rdf("converseOf", "ref", ref=("action", "entity"))] = ()


AnyEntity = Annotated[
    State | Firm | PublicBody | Outlet | Person | Group | Product | Place | Action,
    Field(discriminator="kind"),
]
"""An entity of any kind, told apart by its ``kind``."""

AGENT_KINDS = ("state", "firm", "public-body", "outlet", "person", "group")
