"""Where claims stand by the semantics that was asked for, and how strong they are by the model that was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from ...ontology.derived import Standing
from ..frameworks.acceptance import STATUSES as HOW_MANY
from ..frameworks.extensions import Semantics
from .gradual import Gradual, Model, gradual
from .results import HeldTold, StandingsTold, StandingTold, StrengthTold
from .semantics import Standings, standings
from .sentences import listed
from .standing import STATUSES

if TYPE_CHECKING:
    from collections.abc import Collection

    from .telling import Teller

HowMany = Literal["all", "some", "none"]

_IN: Final = {
    "all": "every extension holds",
    "some": "some extensions hold, and others do not,",
    "none": "no extension holds",
}
_FIGURES: Final = 3


@dataclass(frozen=True)
class Asking:
    """One way of asking where claims stand.

    Attributes:
        teller: The reasoning in words.
        semantics: Grounded unless another is asked for.
        model: Of gradual strength; None leaves it out.
        seconds: Time that a solver may take.
    """

    teller: Teller
    semantics: Semantics = Semantics.GROUNDED
    model: Model | None = None
    seconds: float | None = None

    @cached_property
    def _standings(self) -> Standings:
        return standings(self.teller.reasoning, self.semantics, seconds=self.seconds)

    @cached_property
    def _strengths(self) -> Gradual | None:
        return None if self.model is None else gradual(self.teller.reasoning, self.model)

    def claim(self, claim: int) -> StandingTold:
        """Where one claim stands."""
        told = self.teller.standing(claim)
        if self.semantics is not Semantics.GROUNDED:
            told = self._by_extensions(told, claim)
        if self._strengths is not None:
            told = told.model_copy(update={"strength": self._strength(self._strengths, claim)})
        return told

    def all(
        self,
        *,
        only: Standing | None = None,
        dossiers: Collection[int] | None = None,
        most: int | None = None,
    ) -> StandingsTold:
        """Where all claims that are loaded stand.

        Args:
            only: Tell only those that stand there; all are counted.
            dossiers: Keep to the claims of these dossiers, by number.
            most: Tell so many of each standing at most.
        """
        index, reasoning = self.teller.index, self.teller.reasoning
        plain = self.semantics is Semantics.GROUNDED
        found = reasoning.status if plain else self._standings.status
        if found is None:
            found = np.full(len(index.claims), STATUSES.index(Standing.UNSUPPORTED), np.uint8)
        there = index.claims.loaded.copy()
        if dossiers is not None:
            there &= np.isin(index.claims.dossier, sorted(dossiers))
        numbers = {
            status: np.flatnonzero(there & (found == place)).tolist() for place, status in enumerate(STATUSES)
        }
        told = [
            self.claim(claim)
            for status in STATUSES
            if only in (None, status)
            for claim in numbers[status][:most]
        ]
        return StandingsTold(
            semantics=self.semantics.value,
            counts={status.value: len(those) for status, those in numbers.items()},
            claims=tuple(told),
        )

    def _by_extensions(self, told: StandingTold, claim: int) -> StandingTold:
        found = self._standings
        exist = found.status is not None
        for_ = _how_many(int(found.in_how_many[claim]))
        against = _how_many(int(found.against[claim]))
        if found.status is None:
            status = Standing.UNSUPPORTED
            sentence = (
                f"By {self.semantics} semantics nothing can be said: there is no {self.semantics} extension."
            )
        else:
            status = STATUSES[found.status[claim]]
            told_of = [
                f"{_IN[how]} an argument {side} it"
                for side, how, there in (("for", for_, told.affirming), ("against", against, told.denying))
                if there
            ]
            what = "; ".join(told_of) or "no argument is for or against it"
            sentence = f"{status.value.capitalize()} by {self.semantics} semantics: {what}."
        held = HeldTold(for_=for_, against=against, exist=exist)
        return told.model_copy(
            update={"standing": status, "sentence": sentence, "semantics": self.semantics.value, "held": held}
        )

    def _strength(self, found: Gradual, claim: int) -> StrengthTold:
        teller, value = self.teller, found.values.get(claim)
        missing = found.missing.get(claim, ())
        settled = claim not in found.unsettled
        if value is not None:
            sentence = f"Strength {value:.{_FIGURES}f} by {found.model.value}, a claim's own being 0.5."
        elif missing:
            names = listed(list(dict.fromkeys(map(teller.thing, missing))))
            sentence = f"No strength by {found.model.value}: no grade is given for {names}."
        elif not settled:
            sentence = f"No strength by {found.model.value}: the computation does not settle."
        else:
            sentence = f"No strength by {found.model.value}: nobody here affirms or denies it."
        return StrengthTold(
            model=found.model.value,
            value=value,
            missing=tuple(map(teller.thing_iri, missing)),
            settled=settled,
            sentence=sentence,
        )


def _how_many(value: int) -> HowMany:
    name = HOW_MANY[value]
    return "all" if name == "all" else "some" if name == "some" else "none"


__all__ = ["Asking", "HowMany"]
