"""What comparison needs of a claim and of a statement: every reference an IRI, inherited slots filled in and marked.

A compared claim is read from a dossier once, and written as one line of JSON that an index can keep beside the claim.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from ...ontology.spelling import names_of
from ...ontology.vocabulary import Form, Stance, taken_stance
from .periods import Period, When
from .quantities import ComparedQuantity

if TYPE_CHECKING:
    from collections.abc import Hashable

    from ...ontology.claims import Slots
    from ...ontology.dossier import Dossier
    from ...ontology.references import Names
    from ...ontology.statements import Statement

REFERENCES: Final = ("subject", "action", "object", "counterparty", "place")
"""The slots that name things; the others are a period and a quantity."""

_USUAL: Final = {"subject": "government", "object": "country", "counterparty": "country", "place": "country"}
"""What a state stands for in a slot: as an actor its government, else the country."""

_KINDS: Final = {
    "subject": ("entity",),
    "action": ("action", "entity"),
    "object": ("entity", "product", "claim"),
    "counterparty": ("entity",),
    "place": ("entity",),
}


@dataclass(frozen=True, slots=True)
class ComparedClaim:
    """A claim as it is compared: "China (its government) delivers drones to Russia (the country), since 2022-02".

    Attributes:
        iri: The claim.
        form: What kind of proposition it is.
        subject, action, object, counterparty, place: IRIs; several are alternatives, none is unstated.
        readings: What a state stands for in each slot where that is not the usual reading.
        period: When; None if unstated.
        quantity: How much, as printed; None if unstated.
        exclusive: Claims that cannot be true together with it.
        assumed: Slots that it inherited from its dossier's scope.
    """

    iri: str
    form: Form = Form.EVENT
    subject: frozenset[str] = frozenset()
    action: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()
    counterparty: frozenset[str] = frozenset()
    place: frozenset[str] = frozenset()
    readings: tuple[tuple[str, str], ...] = ()
    period: Period | None = None
    quantity: ComparedQuantity | None = None
    exclusive: frozenset[str] = frozenset()
    assumed: frozenset[str] = frozenset()

    @classmethod
    def of(cls, dossier: Dossier, slug: str, *, names: Names | None = None) -> ComparedClaim:
        """Read one claim of a dossier.

        Args:
            dossier: The dossier, checked.
            slug: The claim's slug.
            names: The dossier's names, where many claims are read.

        Raises:
            KeyError: If the dossier has no such claim.
        """
        names = names_of(dossier) if names is None else names
        claim = dossier.claims[slug]
        said = _said(claim.slots, names)
        inherited = {} if dossier.scope is None else _said(dossier.scope, names)
        assumed = {key: value for key, value in inherited.items() if key not in said and key != "readings"}
        readings = dict(said.pop("readings", ()))
        readings |= {s: reading for s, reading in inherited.get("readings", ()) if s in assumed}
        return cls(
            iri=names.local[slug],
            form=claim.form,
            exclusive=frozenset(names.iri(other, ("claim",)) for other in claim.exclusive_with),
            assumed=frozenset(assumed),
            readings=tuple(sorted(readings.items())),
            **{**assumed, **said},
        )

    @property
    def opaque(self) -> bool:
        """Whether it is compared only with itself and with claims that it excludes."""
        if self.form is Form.OTHER or not self.action or not (self.subject or self.object):
            return True
        return self.form is not Form.EVENT and self.quantity is None

    def reading(self, slot: str) -> str:
        """What a state in this slot stands for."""
        return dict(self.readings).get(slot, _USUAL.get(slot, ""))

    @property
    def signature(self) -> tuple[Hashable, ...]:
        """What makes two claims fare alike in comparison with any third: all but their names and exclusions."""
        slots = tuple(getattr(self, slot) for slot in REFERENCES)
        period = None if self.period is None else self.period.key
        return self.form, *slots, self.readings, period, self.quantity, self.assumed

    def to_json(self) -> str:
        """One line of JSON, the same for equal claims."""
        said: dict[str, Any] = {"iri": self.iri}
        if self.form is not Form.EVENT:
            said["form"] = self.form.value
        for slot in (*REFERENCES, "exclusive", "assumed"):
            if getattr(self, slot):
                said[slot] = sorted(getattr(self, slot))
        if self.readings:
            said["readings"] = dict(self.readings)
        if self.period is not None:
            said["period"] = self.period.text
        if self.quantity is not None:
            said["quantity"] = self.quantity.to_plain()
        return json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> ComparedClaim:
        """Read back what :meth:`to_json` wrote.

        >>> claim = ComparedClaim("urn:c", subject=frozenset({"urn:s"}))
        >>> ComparedClaim.from_json(claim.to_json()) == claim
        True
        """
        said = json.loads(text)
        sets = {slot: frozenset(said.get(slot, ())) for slot in (*REFERENCES, "exclusive", "assumed")}
        return cls(
            iri=said["iri"],
            form=Form(said.get("form", "event")),
            readings=tuple(sorted(said.get("readings", {}).items())),
            period=Period.of(said["period"]) if "period" in said else None,
            quantity=ComparedQuantity.from_plain(said["quantity"]) if "quantity" in said else None,
            **sets,
        )


def _said(slots: Slots, names: Names) -> dict[str, Any]:
    """The slots that are filled, by name, as comparison holds them."""
    said: dict[str, Any] = {}
    for slot in REFERENCES:
        references = getattr(slots, slot)
        if references:
            said[slot] = frozenset(names.iri(reference, _KINDS[slot]) for reference in references)
    marked = ((slot, getattr(slots, f"{slot}_read_as")) for slot in ("subject", "object", "counterparty"))
    readings = tuple((slot, read_as.value) for slot, read_as in marked if read_as is not None)
    if readings:
        said["readings"] = readings
    if slots.period is not None:
        said["period"] = Period.of(slots.period)
    if slots.quantity is not None:
        said["quantity"] = ComparedQuantity.of(slots.quantity)
    return said


@dataclass(frozen=True, slots=True)
class ComparedStatement:
    """A statement as it is compared: who takes which stance on which claim, and when.

    Attributes:
        iri: The statement.
        claim: What it is about.
        stance: The stance taken, its likelihood counted in.
        hedged: Whether a likelihood was given; what is derived is then weak.
        made_from, made_to: The first and the last day on which it can have been made; None if not known.
        known_by: The last day on which its report can have been published, and so been made at the latest.
        predicts: Whether it speaks of what is to come.
        speaker: Who speaks, for the sentence; empty if not needed.
    """

    iri: str
    claim: ComparedClaim
    stance: Stance
    hedged: bool = False
    made_from: int | None = None
    made_to: int | None = None
    known_by: int | None = None
    predicts: bool = False
    speaker: str = field(default="", compare=False)

    @classmethod
    def of(
        cls,
        dossier: Dossier,
        slug: str,
        claim: ComparedClaim,
        *,
        names: Names | None = None,
        known_by: int | None = None,
    ) -> ComparedStatement:
        """Read one statement of a dossier, on a claim that was read before.

        Unless `known_by` is given, it is the earliest publication of a report of the dossier that carries it.

        Raises:
            KeyError: If the dossier has no such statement.
        """
        names = names_of(dossier) if names is None else names
        statement: Statement = dossier.statements[slug]
        made = When() if statement.date is None else _day_bounds(statement.date)
        return cls(
            iri=names.local[slug],
            claim=claim,
            stance=taken_stance(statement.stance, statement.likelihood),
            hedged=statement.likelihood is not None,
            made_from=made.earliest,
            made_to=made.latest,
            known_by=_known_by(dossier, statement) if known_by is None else known_by,
            predicts=statement.speech_act is not None and statement.speech_act.value == "predicts",
            speaker=names.iri(statement.speaker, ("entity",)),
        )

    @property
    def when(self) -> When:
        """When it was made."""
        last = [day for day in (self.made_to, self.known_by) if day is not None]
        return When(self.made_from, min(last) if last else None, self.predicts)

    def on(self, claim: ComparedClaim) -> ComparedStatement:
        """The same statement on another claim."""
        return replace(self, claim=claim)


def _known_by(dossier: Dossier, statement: Statement) -> int | None:
    """The last day of the earliest publication among the reports that carry a statement."""
    carriers = [statement.in_, *statement.via]
    sources = (dossier.sources.get(carrier) for carrier in carriers if carrier is not None)
    published = (getattr(source, "published", None) for source in sources)
    days = [_day_bounds(edtf).latest for edtf in published if edtf is not None]
    return min((day for day in days if day is not None), default=None)


def _day_bounds(edtf: str) -> When:
    from ...ontology.dates import bounds

    first, last = bounds(edtf)
    return When(first.toordinal() if first else None, last.toordinal() if last else None)
