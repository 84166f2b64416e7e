"""The words of the derived graph: what the rules conclude, on which nodes it stands, and what may stand there.

A dossier says none of this. It is worked out from dossiers, stands in a graph of its own (:data:`terms.DERIVED_GRAPH`),
and can be dropped and made again. This module holds the closed lists, the properties, and how each class uses them, so
that whoever writes the graph, and the test that holds it together with the OWL file and the shapes, read one table. It
concludes nothing itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import pyoxigraph as ox

from . import terms
from .vocabulary import Stance, Strength, local_name

GRAPH: Final = ox.NamedNode(terms.DERIVED_GRAPH)
"""The graph that holds what the rules conclude."""

BASE: Final = f"{terms.DERIVED_GRAPH}/"
"""How the IRI of every derived node begins."""


class VerdictKind(StrEnum):
    """What comparing one statement with another gives. Four are kinds of relation too; ``none`` is ``cg:noVerdict``."""

    CONTRADICTS = "contradicts"
    TENSION = "tension"
    QUALIFIES = "qualifies"
    SUPPORTS = "supports"
    SAME = "same"
    UNDETERMINED = "undetermined"
    NONE = "none"

    @property
    def symmetric(self) -> bool:
        """Whether comparing the other way round gives the same; the others lead from one statement to the other."""
        return self not in (VerdictKind.QUALIFIES, VerdictKind.SUPPORTS)


class RootKind(StrEnum):
    """How a chain of bases ends. Evidence, witness and admission are counted; the others are listed beside."""

    EVIDENCE = "evidence"
    WITNESS = "witness"
    ADMISSION = "admission"
    PARTY = "party"
    ASSESSMENT = "assessment"
    UNKNOWN = "unknown"

    @property
    def counted(self) -> bool:
        """Whether such a root counts."""
        return self in (RootKind.EVIDENCE, RootKind.WITNESS, RootKind.ADMISSION)


class Standing(StrEnum):
    """Where a claim stands. Accepted means undefeated in this record, not true."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DISPUTED = "disputed"
    UNSUPPORTED = "unsupported"


class ArgumentLabel(StrEnum):
    """Where an argument stands in a labelling (Caminada 2006): in, out, or undecided; a plain string in RDF."""

    IN = "in"
    OUT = "out"
    UNDEC = "undec"


class CycleKind(StrEnum):
    """Which of the two chains runs in a circle; a plain string in RDF."""

    CARRIERS = "carriers"
    BASIS = "basis"


CLOSED_LISTS: Final = (VerdictKind, RootKind, Standing)
"""The lists whose values are individuals of the ontology."""

SLOTS: Final = ("subject", "action", "object", "counterparty", "place", "period", "quantity")
"""A claim's slots, in the order in which one is named as the deciding one; each may be assumed."""

DECIDERS: Final = (*SLOTS, "form")
"""What may decide one."""


@local_name.register
def _(value: RootKind) -> str:
    return f"{value.value}Root"


@local_name.register
def _(value: VerdictKind) -> str:
    return "noVerdict" if value is VerdictKind.NONE else value.value


class Term(StrEnum):
    """Each property of ours that the rules write, by its local name."""

    RULE = "rule"
    FROM = "from"
    TO = "to"
    VERDICT = "verdict"
    REASON_CODE = "reasonCode"
    DECIDED_BY = "decidedBy"
    SENTENCE = "sentence"
    STRENGTH = "strength"
    NON_RESPONSIVE = "nonResponsive"
    ASSUMED_SLOT = "assumedSlot"
    UNDATED = "undated"
    CONTRADICTS_CLAIM = "contradictsClaim"
    ENTAILS = "entails"
    STANDING = "standing"
    STANDING_SENTENCE = "standingSentence"
    COUNTED_ROOTS_FOR = "countedRootsFor"
    COUNTED_ROOTS_AGAINST = "countedRootsAgainst"
    OUTLET_COUNT = "outletCount"
    STATEMENT_COUNT = "statementCount"
    UNKNOWN_LINEAGE = "unknownLineage"
    RESTS_SOLELY_ON = "restsSolelyOn"
    DF_QUAD_STRENGTH = "dfQuadStrength"
    QUADRATIC_ENERGY_STRENGTH = "quadraticEnergyStrength"
    ON_RECORD = "onRecord"
    HELD_UP = "heldUp"
    ARGUMENT_LABEL = "argumentLabel"
    ROOT_OF = "rootOf"
    ROOT_SIDE = "rootSide"
    ROOT_KIND = "rootKind"
    ROOT_ITEM = "rootItem"
    ROOT_LABEL = "rootLabel"
    COUNTED = "counted"
    CARRIES = "carries"
    ROOT_OUTLET_COUNT = "rootOutletCount"
    CYCLE_MEMBER = "cycleMember"
    CYCLE_OF = "cycleOf"

    @property
    def node(self) -> ox.NamedNode:
        """The property, to write a quad with."""
        return ox.NamedNode(terms.cg(self.value))


@dataclass(frozen=True, slots=True)
class Use:
    """How the nodes of one class use one property.

    Attributes:
        leads_to: The datatype of its values as a CURIE, or the classes of what it leads to.
        least: At least so many values.
        most: At most so many; None for any number.
        listed: The values there may be, where they are a closed list: local names of individuals, or strings.
    """

    leads_to: tuple[str, ...]
    least: int = 0
    most: int | None = 1
    listed: tuple[str, ...] = ()


_WORDS, _FLAG, _NUMBER = ("xsd:string",), ("xsd:boolean",), ("xsd:integer",)
_THING: Final = ("Source", "Statement")

USES: Final[Mapping[str, Mapping[Term, Use]]] = {
    "Derivation": {Term.RULE: Use(_WORDS, least=1, most=None)},
    "Verdict": {
        Term.FROM: Use(("Statement",), least=1),
        Term.TO: Use(("Statement",), least=1),
        Term.VERDICT: Use(("VerdictKind",), least=1, listed=tuple(map(local_name, VerdictKind))),
        Term.REASON_CODE: Use(_WORDS, least=1),
        Term.DECIDED_BY: Use(_WORDS, listed=DECIDERS),
        Term.SENTENCE: Use(_WORDS, least=1),
        Term.STRENGTH: Use(("Strength",), listed=(local_name(Strength.STRONG), local_name(Strength.WEAK))),
        Term.NON_RESPONSIVE: Use(_FLAG),
        Term.ASSUMED_SLOT: Use(_WORDS, most=None, listed=SLOTS),
        Term.UNDATED: Use(_FLAG),
        Term.RULE: Use(_WORDS),
    },
    "Root": {
        Term.ROOT_LABEL: Use(_WORDS, least=1),
        Term.ROOT_OF: Use(("Claim",), least=1),
        Term.ROOT_SIDE: Use(
            ("Stance",),
            least=1,
            listed=tuple(map(local_name, (Stance.AFFIRMS, Stance.DENIES, Stance.NO_EVIDENCE))),
        ),
        Term.ROOT_KIND: Use(("RootKind",), least=1, listed=tuple(map(local_name, RootKind))),
        Term.ROOT_ITEM: Use(_THING, most=None),
        Term.COUNTED: Use(_FLAG, least=1),
        Term.CARRIES: Use(("Statement",), most=None),
        Term.ROOT_OUTLET_COUNT: Use(_NUMBER),
    },
    "Cycle": {
        Term.CYCLE_MEMBER: Use(_THING, least=1, most=None),
        Term.CYCLE_OF: Use(_WORDS, least=1, listed=tuple(CycleKind)),
        Term.SENTENCE: Use(_WORDS, least=1),
    },
    "Claim": {
        Term.CONTRADICTS_CLAIM: Use(("Claim",), most=None),
        Term.ENTAILS: Use(("Claim",), most=None),
        Term.STANDING: Use(("Standing",), listed=tuple(map(local_name, Standing))),
        Term.STANDING_SENTENCE: Use(_WORDS),
        Term.COUNTED_ROOTS_FOR: Use(_NUMBER),
        Term.COUNTED_ROOTS_AGAINST: Use(_NUMBER),
        Term.OUTLET_COUNT: Use(_NUMBER),
        Term.STATEMENT_COUNT: Use(_NUMBER),
        Term.UNKNOWN_LINEAGE: Use(_NUMBER),
        Term.RESTS_SOLELY_ON: Use(_THING, most=None),
        Term.DF_QUAD_STRENGTH: Use(("xsd:decimal",)),
        Term.QUADRATIC_ENERGY_STRENGTH: Use(("xsd:decimal",)),
    },
    "Statement": {
        Term.ON_RECORD: Use(_FLAG),
        Term.HELD_UP: Use(_FLAG),
        Term.ARGUMENT_LABEL: Use(_WORDS, listed=tuple(ArgumentLabel)),
    },
}
"""Which class uses which property, and how. Claims and statements are a dossier's; what is here is said beside."""

NODES: Final = ("Derivation", "Verdict", "Root", "Cycle")
"""The classes of nodes that stand in the derived graph alone."""


def individual(value: StrEnum) -> ox.NamedNode:
    """The individual that a value of a closed list is.

    >>> (
    ...     individual(RootKind.EVIDENCE).value.rpartition("#")[2],
    ...     individual(VerdictKind.NONE).value.rpartition("#")[2],
    ... )
    ('evidenceRoot', 'noVerdict')
    """
    return ox.NamedNode(terms.cg(local_name(value)))


def node_of(class_: str, *said: object) -> ox.NamedNode:
    """A derived node's name, made from its class and what it says, so that the same conclusion has the same name.

    >>> node_of("Verdict", "https://example.org/a", "https://example.org/b").value.rpartition("/")[0]
    'https://w3id.org/claimgraph/derived/verdict'
    """
    kind = terms.kebab(class_)
    return ox.NamedNode(f"{BASE}{kind}/{terms.content_name(kind, *said)}")


__all__ = [
    "BASE", "CLOSED_LISTS", "DECIDERS", "GRAPH", "NODES", "SLOTS", "USES", "ArgumentLabel", "CycleKind", "RootKind",
    "Standing", "Term", "Use", "VerdictKind", "individual", "node_of",
]  # fmt: skip
