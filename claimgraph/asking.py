"""What can be asked of what a record comes to: names in, typed results out.

The graph's own methods ask with the usual settings; here is all that can be set.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

from .ontology.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .api import Graph
    from .graph.comparison import Verdict
    from .graph.questions.admitting import Admission
    from .graph.questions.crucial import Cruxes
    from .graph.questions.matrix import Competing, Matrix
    from .graph.questions.responding import NonResponsive
    from .graph.questions.rooting import Carrying, OneRoot
    from .graph.reasoning.asking import Asking
    from .graph.reasoning.results import CycleTold, SourcesTold, StandingsTold, StandingTold, WhatIfTold
    from .graph.reasoning.telling import Teller
    from .graph.tracing.details import Details


class Questions:
    """Asks a graph what its record comes to.

    Args:
        graph: The graph.
        language: For names and claims, where they are there in it.
        dossier: Look for slugs in this dossier alone.

    Every method raises UnknownNameError where a name names nothing, or several things.
    """

    def __init__(self, graph: Graph, *, language: str = "en", dossier: str | None = None) -> None:
        """Keep them; nothing is worked out yet."""
        self.graph, self.language, self.dossier = graph, language, dossier

    @cached_property
    def teller(self) -> Teller:
        """The reasoning in words."""
        from .graph.reasoning.telling import Names, Teller

        return Teller(self.graph.reasoning, Names.of(self.graph.records, self.language))

    def compare(self, a: str, b: str) -> Verdict:
        """What one statement does to another by the rules, whatever anybody drew between them."""
        from .graph.comparison import compare
        from .graph.reasoning.deriving import Comparing

        found = self.graph.reasoning
        comparing = Comparing(found.index, found.context)
        one, other = (comparing.statement(self._statement(name)) for name in (a, b))
        return compare(one, other, comparing.context, label=self.teller.names.label)

    def standing(
        self,
        claim: str,
        *,
        semantics: str = "grounded",
        gradual: str | None = None,
        seconds: float | None = None,
    ) -> StandingTold:
        """Where a claim stands, and why.

        Args:
            claim: By slug, CURIE, IRI or words.
            semantics: Grounded, complete, preferred or stable; all but the first take the extra ``solver``.
            gradual: ``df-quad`` or ``quadratic-energy``, to say besides how strong it is.
            seconds: Time that the solver may take.

        Raises:
            MissingExtraError: If the extra is needed and not installed.
            SolverLimitError: If the time is over.
        """
        return self._asking(semantics, gradual, seconds).claim(self._claim(claim))

    def standings(
        self,
        *,
        semantics: str = "grounded",
        gradual: str | None = None,
        only: str | None = None,
        most: int | None = None,
        seconds: float | None = None,
    ) -> StandingsTold:
        """Where all claims stand.

        Args:
            semantics: As for :meth:`standing`.
            gradual: As for :meth:`standing`.
            only: Tell only those that are ``accepted``, ``rejected``, ``disputed`` or ``unsupported``.
            most: Tell so many of each at most; all are counted.
            seconds: As for :meth:`standing`.
        """
        from .ontology.derived import Standing

        return self._asking(semantics, gradual, seconds).all(
            only=None if only is None else Standing(only), dossiers=self._dossiers, most=most
        )

    def sources(self, claim: str) -> SourcesTold:
        """Where what is said of a claim comes from, side by side."""
        return self.teller.sources(self._claim(claim))

    def withdraw(self, *sources: str) -> WhatIfTold:
        """What would be if some sources or statements had never been on record; nothing is changed by asking."""
        return self.teller.what_if(sorted({self._thing(name) for name in sources}))

    def cycles(self) -> tuple[CycleTold, ...]:
        """Circular reporting: what carries itself, or rests on itself."""
        return self.teller.cycles()

    def non_responsive(self, claim: str | None = None) -> tuple[NonResponsive, ...]:
        """The denials that miss an affirmation by exactly one slot; only those that meet a claim, if one is named."""
        from .graph.questions.responding import non_responsive

        asked = None if claim is None else self._claim(claim)
        return non_responsive(
            self.graph.records, self.teller, asked, dossiers=self._dossiers, language=self.language
        )

    def one_root(self, *, outlets: int = 2) -> tuple[OneRoot, ...]:
        """The sides of claims that were read in so many outlets, and that one root holds up."""
        from .graph.questions.rooting import one_root

        return one_root(self.teller, outlets=outlets)

    def carrying(self, *, most: int = 20) -> tuple[Carrying, ...]:
        """The roots that most statements rest on."""
        from .graph.questions.rooting import carrying

        return carrying(self.teller, most=most)

    def admissions(self) -> tuple[Admission, ...]:
        """Who speaks against their own interest, or their own side."""
        from .graph.questions.admitting import admissions

        return admissions(self.graph.records, self.teller, language=self.language)

    def cruxes(
        self,
        *,
        kind: Literal["source", "claim"] | None = None,
        tries: int | None = None,
        progress: Callable[[int, int], object] | None = None,
    ) -> Cruxes:
        """The sources and claims without which most claims would change their standing.

        Args:
            kind: Try sources alone, or claims alone.
            tries: How many of each to try.
            progress: Called with how many were tried, and how many are to be.
        """
        from .graph.questions.crucial import TRIED, cruxes

        return cruxes(self.teller, kind=kind, most=TRIED if tries is None else tries, progress=progress)

    def matrix(self, *claims: str) -> Matrix:
        """Claims as hypotheses against the statements and evidence that bear on them; two at least."""
        from .graph.questions.matrix import matrix

        numbers = [self._claim(name) for name in claims]
        return matrix(self.graph.records, self.teller, numbers, language=self.language)

    def competing(self) -> tuple[Competing, ...]:
        """The sets of claims that cannot all be true together, to lay in a matrix."""
        from .graph.questions.matrix import competing

        return competing(self.teller)

    # Beside what the dossiers say.

    def headed(self, claim: str) -> tuple[str, ...]:
        """Where a claim stands and what it rests on, in two lines; nothing if the record does not hold it."""
        from .graph.reasoning.lines import counts

        number = self.graph.reasoning.index.claims.iri.find(claim)
        if number is None:
            return ()
        told = self.teller.standing(number)
        return told.sentence, counts(told)

    def shown(self, details: Details) -> Details:
        """What is told of an item, with where a claim stands, or how a statement's argument fares."""
        from .graph.tracing.details import Fact

        index = self.graph.reasoning.index
        facts: list[Fact] = []
        if details.kind == "claim":
            names = ("standing", "roots")
            facts = [
                Fact(name=name, words=words)
                for name, words in zip(names, self.headed(details.iri), strict=False)
            ]
        elif details.kind == "statement" and (number := index.statements.iri.find(details.iri)) is not None:
            words = self.teller.fares(number)
            facts = [Fact(name="in this record", words=words)]
        return details.model_copy(update={"facts": (*facts, *details.facts)})

    # Names.

    @property
    def _dossiers(self) -> list[int] | None:
        if self.dossier is None:
            return None
        iri = self.graph.store.find_dossier(self.dossier).iri
        return [place for place, one in enumerate(self.graph.reasoning.index.dossiers) if one.iri == iri]

    def _asking(self, semantics: str, gradual: str | None, seconds: float | None) -> Asking:
        from .graph.frameworks.extensions import Semantics
        from .graph.reasoning.asking import Asking
        from .graph.reasoning.gradual import Model

        model = None if gradual is None else Model(gradual)
        return Asking(self.teller, Semantics(semantics), model, seconds)

    def _claim(self, name: str) -> int:
        iri = self.graph.find(name, kinds=["claim"], dossier=self.dossier).iri
        return self._known(self.graph.reasoning.index.claims.iri.find(iri), name)

    def _statement(self, name: str) -> int:
        iri = self.graph.find(name, kinds=["statement"], dossier=self.dossier).iri
        return self._known(self.graph.reasoning.index.statements.iri.find(iri), name)

    def _thing(self, name: str) -> int:
        kinds: Sequence[str] = ("statement", "report", "evidence")
        iri = self.graph.find(name, kinds=kinds, dossier=self.dossier).iri
        return self._known(self.graph.reasoning.index.thing(iri), name)

    @staticmethod
    def _known(number: int | None, name: str) -> int:
        if number is None:
            raise UnknownNameError(
                f"'{name}' is not in what the record comes to; load its dossier again", name=name
            )
        return number


__all__ = ["Questions"]
