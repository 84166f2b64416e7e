"""What small dossiers come to, for tests: items by slug, labels and standings as plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimgraph.graph.reasoning.deriving import from_dossiers
from claimgraph.graph.reasoning.standing import STATUSES
from claimgraph.graph.reasoning.telling import Names, Teller
from claimgraph.graph.records import Records
from tests.small import ID, store_of

if TYPE_CHECKING:
    from claimgraph.graph.reasoning.reasoning import Reasoning
    from claimgraph.ontology.dossier import Dossier


class Reasoned:
    """A reasoning asked by slug.

    Args:
        dossiers: What is loaded.
    """

    def __init__(self, *dossiers: Dossier, reasoning: Reasoning | None = None) -> None:
        """Derive it, unless one is given."""
        self.dossiers = dossiers
        self.store = store_of(*dossiers)
        self.records = Records(self.store)
        self.reasoning = reasoning or from_dossiers(dossiers, label=self.records.label)
        self.teller = Teller(self.reasoning, Names.of(self.records))

    def _number(self, kind: str, slug: str) -> int:
        index = self.reasoning.index
        for one in index.dossiers:
            iri = f"{ID}{one.slug}/{kind}/{slug}"
            found = index.claims.iri.find(iri) if kind == "claim" else index.thing(iri)
            if found is not None:
                return found
        raise KeyError(slug)

    def claim(self, slug: str) -> int:
        """A claim's number."""
        return self._number("claim", slug)

    def thing(self, slug: str) -> int:
        """A statement's number, or a source's."""
        return self._number("statement" if slug.startswith("s-") else "source", slug)

    def standing(self, slug: str) -> str:
        """Where a claim stands."""
        return str(STATUSES[self.reasoning.status[self.claim(slug)]].value)

    def sentence(self, slug: str) -> str:
        """Why."""
        return self.teller.standing(self.claim(slug)).sentence

    def label(self, statement: str, claim: str | None = None) -> str:
        """How the argument of a statement about a claim fares; about its own, if none is named."""
        number, arguments = self.thing(statement), self.reasoning.argued
        about = int(self.reasoning.index.statements.claim[number]) if claim is None else self.claim(claim)
        (place,) = [
            place
            for place in range(len(arguments))
            if arguments.statement[place] == number and arguments.claim[place] == about
        ]
        return self.teller.label(place).value

    def without(self, *slugs: str) -> Reasoned:
        """The same, had these never been on record."""
        return Reasoned(
            *self.dossiers, reasoning=self.reasoning.without([self.thing(slug) for slug in slugs])
        )


__all__ = ["Reasoned"]
