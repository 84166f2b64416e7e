"""Claims: propositions that are true or false whoever says them, put positively, with their slots.

"China has sent no arms" is no claim here but a denial of the claim "China has sent arms".
"""

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from .dates import Edtf
from .node import Node, Rdf, Refs, Text
from .quantities import Quantity
from .vocabulary import Form, Measure, Reading

_WHO = ("entity",)
_WHAT = ("entity", "product", "claim")


class Slots(Node):
    """Who does what, to what, with whom, where, when and how much. A list in one slot is read as a union."""

    subject: Annotated[Refs, Rdf("subject", "ref", ref=_WHO)] = ()
    subject_read_as: Annotated[Reading | None, Rdf("subjectReadAs", "enum")] = None
    """Only where a state stands for something other than its usual reading (its government)."""
    action: Annotated[Refs, Rdf("action", "ref", ref=("action", "entity"))] = ()
    object: Annotated[Refs, Rdf("object", "ref", ref=_WHAT)] = ()
    object_read_as: Annotated[Reading | None, Rdf("objectReadAs", "enum")] = None
    counterparty: Annotated[Refs, Rdf("counterparty", "ref", ref=_WHO)] = ()
    counterparty_read_as: Annotated[Reading | None, Rdf("counterpartyReadAs", "enum")] = None
    place: Annotated[Refs, Rdf("place", "ref", ref=_WHO)] = ()
    period: Annotated[Edtf | None, Rdf("period", "edtf")] = None
    quantity: Annotated[Quantity | None, Rdf("quantity", "node")] = None

    @model_validator(mode="after")
    def _readings_read_something(self) -> Self:
        for slot in ("subject", "object", "counterparty"):
            if getattr(self, f"{slot}_read_as") is not None and not getattr(self, slot):
                raise ValueError(f"'{slot}-read-as' needs a '{slot}'")
        return self


class Scope(Slots):
    """Slots that every claim of a dossier inherits where it is silent, marked as assumed."""

    rdf_class: ClassVar[str] = "Scope"


class Claim(Node):
    """A proposition, in words and, where its maker took the trouble, in slots."""

    rdf_class: ClassVar[str] = "Claim"

    text: Annotated[Text, Rdf("content", "text")]
    form: Annotated[Form, Rdf("form", "enum")] = Form.EVENT
    slots: Annotated[Slots, Rdf("", "node")] = Field(default_factory=Slots)
    exclusive_with: Annotated[Refs, Rdf("exclusiveWith", "ref", ref=("claim",))] = ()
    """Claims that cannot be true together with this one."""
    note: Annotated[Text | None, Rdf("note", "text")] = None

    @model_validator(mode="after")
    def _form_fits_quantity(self) -> Self:
        quantity = self.slots.quantity
        if self.form is Form.CHANGE and (quantity is None or quantity.measure is not Measure.CHANGE):
            raise ValueError("a claim of form 'change' needs a quantity with measure 'change'")
        return self
