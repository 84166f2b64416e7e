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
from ...ontology.derived import GRAPH, RootKind, Term, individual, node_of
from ...ontology.vocabulary import Stance, Strength
from ..verdicts import RULE
from .gradual import Model

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .results import CycleTold, RootTold, StandingTold, StatementTold
    from .verdicts import Found

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
    said += [(Term.RULE.node, ox.Literal(rule)) for rule in (RULE, LINEAGE, GROUNDED)]
    said += [(_USED, ox.NamedNode(iri)) for iri in dossiers]
    if time is not None:
        said.append((ENDED, ox.Literal(time, datatype=_DATE_TIME)))
    return [ox.Quad(DERIVATION, predicate, value, GRAPH) for predicate, value in said]


def of_verdict(start: str, end: str, found: Found) -> list[ox.Quad]:
    """What the rules say of two statements."""
    node = node_of("Verdict", start, end)
    said: list[tuple[Term, Value]] = [
        (Term.FROM, ox.NamedNode(start)),
        (Term.TO, ox.NamedNode(end)),
        (Term.VERDICT, individual(found.kind)),
        (Term.REASON_CODE, ox.Literal(found.reason)),
        (Term.SENTENCE, ox.Literal(found.sentence)),
        (Term.STRENGTH, individual(Strength.WEAK if found.weak else Strength.STRONG)),
        (Term.NON_RESPONSIVE, _truth(found.non_responsive)),
        (Term.UNDATED, _truth(found.undated)),
        (Term.RULE, ox.Literal(RULE)),
        *((Term.ASSUMED_SLOT, ox.Literal(slot)) for slot in found.assumed),
    ]
    if found.slot:
        said.append((Term.DECIDED_BY, ox.Literal(found.slot)))
    return list(_derived(node, "Verdict", said))


def of_claim(claim: StandingTold) -> list[ox.Quad]:
    """Where a claim stands, and on what."""
    subject = ox.NamedNode(claim.iri)
    said: list[tuple[Term, Value]] = [
        (Term.STANDING, individual(claim.standing)),
        (Term.STANDING_SENTENCE, ox.Literal(claim.sentence)),
        (Term.COUNTED_ROOTS_FOR, _number(claim.roots_for)),
        (Term.COUNTED_ROOTS_AGAINST, _number(claim.roots_against)),
        (Term.OUTLET_COUNT, _number(claim.outlets)),
        (Term.STATEMENT_COUNT, _number(claim.statements)),
        (Term.UNKNOWN_LINEAGE, _number(claim.unknown_lineage)),
        *((Term.RESTS_SOLELY_ON, ox.NamedNode(thing)) for thing in claim.rests_solely_on),
        *((Term.CONTRADICTS_CLAIM, ox.NamedNode(other)) for other in claim.contradicts),
        *((Term.ENTAILS, ox.NamedNode(other)) for other in claim.entails),
    ]
    quads = [ox.Quad(subject, term.node, value, GRAPH) for term, value in said]
    for root in claim.roots:
        # What nobody saw evidence of has no root of a side.
        if root.side in (Stance.AFFIRMS, Stance.DENIES):
            quads += _root(claim.iri, root)
    return quads


def of_strength(claim: str, model: Model, value: float) -> ox.Quad:
    """How strong a claim is by a model of gradual strength, to six places."""
    term = Term.DF_QUAD_STRENGTH if model is Model.DF_QUAD else Term.QUADRATIC_ENERGY_STRENGTH
    written = format(Decimal(f"{value:.6f}").normalize(), "f")
    return ox.Quad(ox.NamedNode(claim), term.node, ox.Literal(written, datatype=_DECIMAL), GRAPH)


def _root(claim: str, root: RootTold) -> Iterator[ox.Quad]:
    node = node_of("Root", claim, root.side, root.kind, *root.items)
    said: list[tuple[Term, Value]] = [
        (Term.ROOT_OF, ox.NamedNode(claim)),
        (Term.ROOT_SIDE, individual(Stance(root.side))),
        (Term.ROOT_KIND, individual(RootKind(root.kind))),
        (Term.COUNTED, _truth(root.counted)),
        (Term.ROOT_LABEL, ox.Literal(root.label)),
        (Term.ROOT_OUTLET_COUNT, _number(root.outlets)),
        *((Term.ROOT_ITEM, ox.NamedNode(item)) for item in root.items),
        *((Term.CARRIES, ox.NamedNode(statement)) for statement in root.statements),
    ]
    return _derived(node, "Root", said)


def of_statement(statement: StatementTold) -> list[ox.Quad]:
    """Whether a statement is on record, held up, and how its argument fares."""
    said: list[tuple[Term, Value]] = [
        (Term.ON_RECORD, _truth(statement.on_record)),
        (Term.HELD_UP, _truth(statement.held_up)),
    ]
    if statement.label is not None:
        said.append((Term.ARGUMENT_LABEL, ox.Literal(str(statement.label))))
    subject = ox.NamedNode(statement.iri)
    return [ox.Quad(subject, term.node, value, GRAPH) for term, value in said]


def of_cycle(cycle: CycleTold) -> list[ox.Quad]:
    """Sources and statements that rest on each other in a circle."""
    node = node_of("Cycle", cycle.of, *cycle.members)
    said: list[tuple[Term, Value]] = [
        (Term.CYCLE_OF, ox.Literal(cycle.of)),
        (Term.SENTENCE, ox.Literal(cycle.sentence)),
        *((Term.CYCLE_MEMBER, ox.NamedNode(member)) for member in cycle.members),
    ]
    return list(_derived(node, "Cycle", said))


def _derived(node: ox.NamedNode, kind: str, said: Iterable[tuple[Term, Value]]) -> Iterator[ox.Quad]:
    yield ox.Quad(node, _TYPE, _cg(kind), GRAPH)
    yield ox.Quad(node, _GENERATED, DERIVATION, GRAPH)
    for term, value in said:
        yield ox.Quad(node, term.node, value, GRAPH)


def _cg(name: str) -> ox.NamedNode:
    return ox.NamedNode(terms.cg(name))


def _truth(value: bool) -> ox.Literal:  # noqa: FBT001 - it is the value
    return ox.Literal(str(value).lower(), datatype=_BOOLEAN)


def _number(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=_INTEGER)
