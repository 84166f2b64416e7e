"""How two claims lie to each other, slot by slot and as wholes: the order that entailment is made of.

``X ⊑ Y`` if every slot of X is the same as, or within, Y's. What that takes depends on the forms: the bounds of a total
carry, lower ones to wider scopes and upper ones to narrower; a total of more than nothing is such an event.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ...ontology.derived import SLOTS
from ...ontology.vocabulary import Form
from . import periods
from .claims import REFERENCES, ComparedClaim
from .fit import Fit, Known, all_known
from .periods import UNDATED, When
from .quantities import SOME, Aligned, Convert, Interval, align
from .slots import fits_of, prepared

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from .context import Context


SCOPE: Final = (*REFERENCES, "period")
"""The slots that make the scope of a claim: all but the amount."""


@dataclass(frozen=True, slots=True)
class Entailment:
    """Whether one claim entails another, and which slots decide.

    Attributes:
        holds: Yes, no, or not known.
        lacking: The slots that keep it from being certain.
    """

    holds: Known
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """Two claims laid beside each other in one reading.

    Attributes:
        first, second: The claims.
        fits: How each slot of the first lies to the second's.
        amounts: Their quantities in one unit.
    """

    first: ComparedClaim
    second: ComparedClaim
    fits: Mapping[str, Fit]
    amounts: Aligned

    def mirrored(self) -> Match:
        """The second claim beside the first."""
        turned = self.amounts
        return Match(
            self.second,
            self.first,
            {slot: fit.mirrored() for slot, fit in self.fits.items()},
            Aligned(
                turned.fit.mirrored(),
                None if turned.formal is None else (turned.formal[1], turned.formal[0]),
                None if turned.usual is None else (turned.usual[1], turned.usual[0]),
                turned.note,
            ),
        )

    def scope(self, *, wider: bool = False) -> Entailment:
        """Whether the first's scope is within the second's, or with `wider` the other way round."""
        answers = {s: self.fits[s].contains if wider else self.fits[s].within for s in SCOPE}
        return Entailment(
            all_known(answers.values()), tuple(s for s, answer in answers.items() if answer is not True)
        )

    @property
    def same_scope(self) -> bool:
        """Whether the scopes are known to be one."""
        return self.scope().holds is True and self.scope(wider=True).holds is True

    def entails(self) -> Entailment:
        """Whether the first claim cannot be true without the second."""
        a, b = self.first, self.second
        if a.form is Form.EVENT and b.form is Form.EVENT:
            return _with_amount(self.scope(), self.fits["quantity"].within)
        if Form.CHANGE in (a.form, b.form):
            return self._change_entails()
        if b.form is Form.EVENT or a.form is Form.EVENT:
            return self._mixed_entails()
        return self._total_entails()

    def _change_entails(self) -> Entailment:
        scope, back = self.scope(), self.scope(wider=True)
        lacking = tuple(slot for slot in SCOPE if slot in scope.lacking or slot in back.lacking)
        both = all_known([scope.holds, back.holds])
        return _with_amount(Entailment(both, lacking), self.fits["quantity"].within)

    def _mixed_entails(self) -> Entailment:
        """A total of more than nothing is such an event; an event is a total of more than nothing, and no more."""
        total, event = self.first, self.second
        if total.form is Form.EVENT:
            total, event = event, total
        formal = SOME if total.quantity is None else total.quantity.formal()
        plain = total.quantity is not None and not total.quantity.vague and formal == SOME
        if event is self.first and (plain or event.quantity is None):
            return _with_amount(self.scope(), plain)
        if event.quantity is not None:
            return _with_amount(self.scope(), None)  # how a sum is shared out among events is not said
        return _with_amount(self.scope(), formal.positive)

    def _total_entails(self) -> Entailment:
        amounts = self.amounts
        if amounts.formal is None or not self._rates_alike:
            return _with_amount(self.scope(), amounts.fit.within if self._rates_alike else None)
        mine, theirs = amounts.formal
        found: list[Entailment] = []
        if theirs.low is not None:
            found.append(_with_amount(self.scope(), mine.above(theirs)))
        if theirs.high is not None:
            found.append(_with_amount(self.scope(wider=True), mine.below(theirs)))
        lacking = {slot for each in found for slot in each.lacking}
        return Entailment(
            all_known(each.holds for each in found), tuple(slot for slot in SLOTS if slot in lacking)
        )

    @property
    def _rates_alike(self) -> bool:
        """Whether amounts may carry between the two: what is counted per month does only over the same period."""
        per = self.first.quantity is not None and bool(self.first.quantity.per)
        period = self.fits["period"]
        return not per or bool(period.within and period.contains)

    def conflict(self) -> str:
        """``contradicts`` if the amounts of two affirmed claims cannot both hold, ``tension`` if they hardly can."""
        if Form.CHANGE in (self.first.form, self.second.form):
            formal = self.amounts.formal
            clash = formal is not None and self.same_scope and _apart(formal)
        elif self.first.form is self.second.form is Form.EVENT or not self._rates_alike:
            return ""
        else:
            clash = self._sums_clash()
        return "contradicts" if clash else self._tension()

    def _sums_clash(self) -> bool:
        """Whether the sum in the narrower scope is more than the sum in the wider one."""
        mine, theirs = self._sums()
        if mine is None or theirs is None:
            return False
        narrower, wider = self.scope().holds, self.scope(wider=True).holds
        return bool((narrower and mine.exceeds(theirs)) or (wider and theirs.exceeds(mine)))

    def _sums(self) -> tuple[Interval | None, Interval | None]:
        """What each claim says of the sum in its scope, in one unit; an event makes it more than nothing."""
        if self.first.form is Form.EVENT or self.second.form is Form.EVENT:
            sums = [
                SOME if claim.form is Form.EVENT else claim.quantity.formal() if claim.quantity else None
                for claim in (self.first, self.second)
            ]
            return sums[0], sums[1]
        if self.amounts.formal is not None:
            return self.amounts.formal
        # Amounts in words are positive, whatever their size: they exclude that there was nothing.
        if self.amounts.fit.disjoint and self.first.quantity and self.second.quantity:
            return self.first.quantity.formal(), self.second.quantity.formal()
        return None, None

    def _tension(self) -> str:
        usual = self.amounts.usual
        figures = self.first.form is self.second.form
        return "tension" if figures and usual is not None and self.same_scope and _apart(usual) else ""


def _apart(pair: tuple[Interval, Interval]) -> bool:
    return pair[0].exceeds(pair[1]) or pair[1].exceeds(pair[0])


def _with_amount(scope: Entailment, amount: Known) -> Entailment:
    lacking = scope.lacking if amount is True else (*scope.lacking, "quantity")
    return Entailment(all_known([scope.holds, amount]), lacking)


def match(
    first: ComparedClaim,
    second: ComparedClaim,
    context: Context,
    said: When = UNDATED,
    other: When = UNDATED,
) -> list[Match]:
    """Lay two claims beside each other, in every reading that their actions allow: one, or two if one is symmetric."""
    period = periods.fit(first.period, second.period, said, other)
    amounts = align(first.quantity, second.quantity, _converter(first, second, context, said, other))
    readings = fits_of(prepared(first, context), prepared(second, context), context)
    rest = {"period": period, "quantity": amounts.fit}
    return [Match(first, second, fits | rest, amounts) for fits in readings]


def _converter(
    first: ComparedClaim, second: ComparedClaim, context: Context, said: When, other: When
) -> Convert:
    """Rates that hold on all the days that the two claims are about."""

    def convert(one: str, another: str) -> tuple[Fraction, str] | None:
        days = [_days(first, said), _days(second, other)]
        if not context.rates or None in days:
            return None
        known = [span for span in days if span is not None]
        return context.rate(one, another, (min(d[0] for d in known), max(d[1] for d in known)))

    return convert


def _days(claim: ComparedClaim, said: When) -> tuple[int, int] | None:
    """The days that a rate must hold on: those of the claim's period, else those of the statement."""
    if claim.period is None:
        known = said.earliest is not None and said.latest is not None
        return (said.earliest or 0, said.latest or 0) if known else None
    start = claim.period.start
    end = said.latest if claim.period.ongoing else claim.period.end
    return None if start is None or end is None or start < 0 else (int(start), int(end))


__all__ = ["SCOPE", "Entailment", "Match", "match"]
