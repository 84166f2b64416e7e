"""The dossier: entities, sources, claims, statements and what joins them, about one matter; the unit that is loaded.

A dossier is closed over its own slugs: each local reference leads to an item of the right kind, or the dossier does not
exist. References into other dossiers are kept as they are, and may lead nowhere yet.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field, ValidationInfo, model_validator

from . import terms
from .claims import Claim, Scope
from .entities import AnyEntity
from .node import Iri, Node, Rdf, Slug, Text, Words
from .rates import Rate
from .relations import Relation
from .retractions import Retraction
from .sources import AnySource
from .statements import Statement

Base = Annotated[Iri, Field(pattern="[/#]$")]


class Dossier(Node):
    """One file of entities, sources, claims, statements, relations and retractions, in one named graph.

    Raises:
        pydantic.ValidationError: If a field is wrong, or a local reference leads nowhere. The loaders, which must name
            every problem with its line, validate with the context ``{"unchecked": True}`` first: everything then stays
            as it was written, nothing is looked up, and :meth:`settled` does the rest.
    """

    rdf_class: ClassVar[str] = "Dossier"

    dossier: Annotated[Slug, Rdf("slug")]
    title: Annotated[Text | None, Rdf("title", "text")] = None
    author: Annotated[Words | None, Rdf("author")] = None
    """Who drew it up; the relations are theirs unless one says otherwise."""
    licence: Annotated[Words | None, Rdf("licence")] = None
    base: Base = ""
    """Where its IRIs begin; the default is made from its slug."""
    prefixes: dict[Slug, Base] = Field(default_factory=dict)
    """The bases of other dossiers that it refers to, where they are not the default."""
    scope: Annotated[Scope | None, Rdf("scope", "node")] = None
    note: Annotated[Text | None, Rdf("note", "text")] = None
    entities: dict[Slug, AnyEntity] = Field(default_factory=dict)
    sources: dict[Slug, AnySource] = Field(default_factory=dict)
    claims: dict[Slug, Claim] = Field(default_factory=dict)
    statements: dict[Slug, Statement] = Field(default_factory=dict)
    relations: tuple[Relation, ...] = ()
    retractions: tuple[Retraction, ...] = ()
    rates: Annotated[tuple[Rate, ...], Rdf("exchangeRate", "node")] = ()
    """What one currency was worth in another, and when."""

    @model_validator(mode="before")
    @classmethod
    def _base_from_slug(cls, value: object) -> object:
        if isinstance(value, dict) and not value.get("base") and isinstance(value.get("dossier"), str):
            value = {**value, "base": terms.default_base(value["dossier"])}
        return value

    @model_validator(mode="after")
    def _closed(self, info: ValidationInfo) -> Self:
        from .references import check

        if not (info.context or {}).get("unchecked"):
            errors = [finding for finding in check(self) if finding.severity == "error"]
            if errors:
                raise ValueError("; ".join(f"{'.'.join(map(str, f.path))}: {f.message}" for f in errors))
            for name, value in _settled(self).items():
                object.__setattr__(self, name, value)
        return self

    def settled(self) -> Self:
        """The same dossier as every other that says the same: references in one spelling, exclusions both ways.

        A dossier that was validated without a context is settled already. Call this on one that was validated
        unchecked, once nothing is found wrong with its references.
        """
        return self.model_copy(update=_settled(self))

    @property
    def iri(self) -> str:
        """The dossier's IRI, which names its graph."""
        return terms.graph_of(self.base)

    def items(self) -> Iterator[tuple[str, str, Node]]:
        """Every item with its kind and slug, in the dossier's order."""
        for kind, held in self.sections().items():
            for slug, item in held.items():
                yield kind, slug, item

    def parts(self) -> Iterator[tuple[str, Node]]:
        """All that can refer to something, with what a message calls it: every item, the scope, each rate."""
        for _kind, slug, item in self.items():
            yield slug, item
        if self.scope is not None:
            yield "scope", self.scope
        for rate in self.rates:
            yield "rates", rate

    def sections(self) -> dict[str, Mapping[str, Node]]:
        """The items by kind and slug."""
        return {
            "entity": self.entities,
            "source": self.sources,
            "claim": self.claims,
            "statement": self.statements,
            "relation": {relation.id: relation for relation in self.relations},
            "retraction": {retraction.id: retraction for retraction in self.retractions},
        }


def _settled(dossier: Dossier) -> dict[str, Any]:
    from .spelling import respelled

    parts = respelled(dossier)
    return {**parts, "claims": _both_ways(parts["claims"])}


def _both_ways(claims: Mapping[str, Claim]) -> dict[str, Claim]:
    """Exclusion is mutual: what one claim says of another holds the other way too."""
    excluded: dict[str, set[str]] = {slug: set(claim.exclusive_with) for slug, claim in claims.items()}
    for slug, claim in claims.items():
        for other in claim.exclusive_with:
            if other in excluded:
                excluded[other].add(slug)
    return {
        slug: claim
        if set(claim.exclusive_with) == excluded[slug]
        else claim.model_copy(update={"exclusive_with": tuple(sorted(excluded[slug]))})
        for slug, claim in claims.items()
    }
