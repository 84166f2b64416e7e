"""What the reasoning of a record comes to, as quads of the derived graph.

Each node is named by what it is about, so the same record gives the same quads. Nothing here is read back by the
program: the arrays beside the index are; these are for SPARQL, for exports and for other tools. The quads about one
claim, one statement, one verdict or one cycle are made alone, so that only what has changed is written again.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from ...ontology import terms
from ...ontology.derived import RootKind, individual
from ...ontology.vocabulary import Stance
from .gradual import Model
from ..verdicts import RULE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from enum import StrEnum

    from .results import CycleTold, RootTold, StandingTold, StatementTold
    from .verdicts import Found

GRAPH: Final = ox.NamedNode(terms.DERIVED_GRAPH)
DERIVATION: Final = ox.NamedNode(f"{terms.DERIVED_GRAPH}/derivation")
LINEAGE: Final = "lineage"
"""The rule that finds roots, circles and single points of failure."""
GROUNDED: Final = "grounded"
"""The semantics by which arguments are labelled."""

_XSD: Final = terms.PREFIXES["xsd"]
_BOOLEAN, _INTEGER, _DATE_TIME = (ox.NamedNode(_XSD + name) for name in ("boolean", "integer", "dateTime"))
_DECIMAL: Final = ox.NamedNode(_XSD + "decimal")
_TYPE: Final = ox.NamedNode(terms.PREFIXES["rdf"] + "type")
_GENERATED: Final = ox.NamedNode(terms.PREFIXES["prov"] + "wasGeneratedBy")
_USED: Final = ox.NamedNode(terms.PREFIXES["prov"] + "used")
ENDED: Final = ox.NamedNode(terms.PREFIXES["prov"] + "endedAtTime")
_ACTIVITY: Final = ox.NamedNode(terms.PREFIXES["prov"] + "Activity")

Value = ox.NamedNode | ox.Literal


def derivation(dossiers: Iterable[str], time: str | None) -> list[ox.Quad]:
    """When the rules were applied last, and to what.

    Args:
        dossiers: The IRIs of the dossiers.
        time: As xsd:dateTime; None if nobody says.
    """
    said: list[tuple[ox.NamedNode, Value]] = [(_TYPE, _cg("Derivation")), (_TYPE, _ACTIVITY)]
    said += [(_cg("rule"), ox.Literal(rule)) for rule in (RULE, LINEAGE, GROUNDED)]
    said += [(_USED, ox.NamedNode(iri)) for iri in dossiers]
    if time is not None:
        said.append((ENDED, ox.Literal(time, datatype=_DATE_TIME)))
    return [ox.Quad(DERIVATION, predicate, value, GRAPH) for predicate, value in said]


def of_verdict(start: str, end: str, found: Found) -> list[ox.Quad]:
    """What the rules say of two statements."""
    node = _node("verdict", start, end)
    said: list[tuple[str, Value]] = [
        ("from", ox.NamedNode(start)),
        ("to", ox.NamedNode(end)),
        ("verdict", _value(found.kind)),
        ("reasonCode", ox.Literal(found.reason)),
        ("sentence", ox.Literal(found.sentence)),
        ("strength", _cg("weak" if found.weak else "strong")),
        ("nonResponsive", _truth(found.non_responsive)),
        ("undated", _truth(found.undated)),
        ("rule", ox.Literal(RULE)),
        *(("assumedSlot", ox.Literal(slot)) for slot in found.assumed),
    ]
    if found.slot:
        said.append(("decidedBy", ox.Literal(found.slot)))
    return list(_derived(node, "Verdict", said))


def of_claim(claim: StandingTold) -> list[ox.Quad]:
    """Where a claim stands, and on what."""
    subject = ox.NamedNode(claim.iri)
    said: list[tuple[str, Value]] = [
        ("standing", _value(claim.standing)),
        ("standingSentence", ox.Literal(claim.sentence)),
        ("countedRootsFor", _number(claim.roots_for)),
        ("countedRootsAgainst", _number(claim.roots_against)),
        ("outletCount", _number(claim.outlets)),
        ("statementCount", _number(claim.statements)),
        ("unknownLineage", _number(claim.unknown_lineage)),
        *(("restsSolelyOn", ox.NamedNode(thing)) for thing in claim.rests_solely_on),
        *(("contradictsClaim", ox.NamedNode(other)) for other in claim.contradicts),
        *(("entails", ox.NamedNode(other)) for other in claim.entails),
    ]
    quads = [ox.Quad(subject, _cg(name), value, GRAPH) for name, value in said]
    for root in claim.roots:
        # What nobody saw evidence of has no root of a side.
        if root.side in (Stance.AFFIRMS, Stance.DENIES):
            quads += _root(claim.iri, root)
    return quads


def of_strength(claim: str, model: Model, value: float) -> ox.Quad:
    """How strong a claim is by a model of gradual strength, to six places."""
    name = "dfQuadStrength" if model is Model.DF_QUAD else "quadraticEnergyStrength"
    written = format(Decimal(f"{value:.6f}").normalize(), "f")
    return ox.Quad(ox.NamedNode(claim), _cg(name), ox.Literal(written, datatype=_DECIMAL), GRAPH)


def _root(claim: str, root: RootTold) -> Iterator[ox.Quad]:
    node = _node("root", claim, root.side, root.kind, *root.items)
    said: list[tuple[str, Value]] = [
        ("rootOf", ox.NamedNode(claim)),
        ("rootSide", _value(Stance(root.side))),
        ("rootKind", _value(RootKind(root.kind))),
        ("counted", _truth(root.counted)),
        ("rootLabel", ox.Literal(root.label)),
        ("rootOutletCount", _number(root.outlets)),
        *(("rootItem", ox.NamedNode(item)) for item in root.items),
        *(("carries", ox.NamedNode(statement)) for statement in root.statements),
    ]
    return _derived(node, "Root", said)


def of_statement(statement: StatementTold) -> list[ox.Quad]:
    """Whether a statement is on record, held up, and how its argument fares."""
    said: list[tuple[str, Value]] = [
        ("onRecord", _truth(statement.on_record)),
        ("heldUp", _truth(statement.held_up)),
    ]
    if statement.label is not None:
        said.append(("argumentLabel", ox.Literal(str(statement.label))))
    subject = ox.NamedNode(statement.iri)
    return [ox.Quad(subject, _cg(name), value, GRAPH) for name, value in said]


def of_cycle(cycle: CycleTold) -> list[ox.Quad]:
    """Sources and statements that rest on each other in a circle."""
    node = _node("cycle", cycle.of, *cycle.members)
    said: list[tuple[str, Value]] = [
        ("cycleOf", ox.Literal(cycle.of)),
        ("sentence", ox.Literal(cycle.sentence)),
        *(("cycleMember", ox.NamedNode(member)) for member in cycle.members),
    ]
    return list(_derived(node, "Cycle", said))


def _derived(node: ox.NamedNode, kind: str, said: Iterable[tuple[str, Value]]) -> Iterator[ox.Quad]:
    yield ox.Quad(node, _TYPE, _cg(kind), GRAPH)
    yield ox.Quad(node, _GENERATED, DERIVATION, GRAPH)
    for name, value in said:
        yield ox.Quad(node, _cg(name), value, GRAPH)


def _node(kind: str, *about: str) -> ox.NamedNode:
    return ox.NamedNode(f"{terms.DERIVED_GRAPH}/{kind}/{terms.content_name(kind, *about)}")


def _cg(name: str) -> ox.NamedNode:
    return ox.NamedNode(terms.cg(name))


def _value(value: StrEnum) -> ox.NamedNode:
    return individual(value)


def _truth(value: bool) -> ox.Literal:  # noqa: FBT001 - it is the value
    return ox.Literal(str(value).lower(), datatype=_BOOLEAN)


def _number(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=_INTEGER)
