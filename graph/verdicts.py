"""What the rules say of two statements, read from the derived graph by point look-ups.

Where the graph was dropped there is nothing to read, and nothing is worked out here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from ..ontology import terms
from ..ontology.derived import GRAPH, Term, VerdictKind, individual
from ..ontology.vocabulary import Strength, local_name

if TYPE_CHECKING:
    from .records import QuadSource

RULE: Final = "compare"
"""The name of the rule, where a derived relation says what derived it."""

_TYPE: Final = ox.NamedNode(terms.PREFIXES["rdf"] + "type")
_VERDICT: Final = ox.NamedNode(terms.cg("Verdict"))
_WEAK: Final = ox.NamedNode(terms.cg(local_name(Strength.WEAK)))
_KINDS: Final = {individual(kind): kind for kind in VerdictKind}


@dataclass(frozen=True, slots=True)
class DerivedVerdict:
    """By the rules, the denial contradicts the headline, for its scope; the slot that decided is the quantity.

    Attributes:
        iri: The node that says so.
        start: The statement that does it.
        end: The statement that it is done to.
        reason: Its code.
        slot: The slot that decided; empty if none did.
        sentence: It in words.
    """

    iri: str
    kind: VerdictKind
    start: str
    end: str
    reason: str
    slot: str
    strength: Strength
    non_responsive: bool
    sentence: str


def of_statement(quads: "QuadSource", statement: str) -> Iterator[DerivedVerdict]:
    """The verdicts that a statement is an end of, in the order of their IRIs."""
    node = ox.NamedNode(statement)
    found = {
        quad.subject
        for term in (Term.FROM, Term.TO)
        for quad in quads.quads_for_pattern(None, term.node, node, GRAPH)
        if isinstance(quad.subject, ox.NamedNode)
    }
    for subject in sorted(found, key=str):
        verdict = read(quads, subject)
        if verdict is not None:
            yield verdict


def ends_of(quads: "QuadSource", kind: VerdictKind) -> Iterator[str]:
    """The statements that a verdict of a kind leads from, once a verdict."""
    for quad in quads.quads_for_pattern(None, Term.VERDICT.node, individual(kind), GRAPH):
        if isinstance(quad.subject, ox.NamedNode):
            verdict = read(quads, quad.subject)
            if verdict is not None:
                yield verdict.start


def read(quads: "QuadSource", subject: ox.NamedNode) -> DerivedVerdict | None:
    """One verdict; None if the node is something else."""
    said: dict[ox.NamedNode, ox.NamedNode | ox.Literal] = {}
    for quad in quads.quads_for_pattern(subject, None, None, GRAPH):
        if quad.predicate == _TYPE and quad.object != _VERDICT:
            return None
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            said[quad.predicate] = quad.object
    told = said.get(Term.VERDICT.node)
    kind = _KINDS.get(told) if isinstance(told, ox.NamedNode) else None
    if kind is None:
        return None

    def words(term: Term) -> str:
        value = said.get(term.node)
        return "" if value is None else value.value

    return DerivedVerdict(
        iri=subject.value,
        kind=kind,
        start=words(Term.FROM),
        end=words(Term.TO),
        reason=words(Term.REASON_CODE),
        slot=words(Term.DECIDED_BY),
        strength=Strength.WEAK if said.get(Term.STRENGTH.node) == _WEAK else Strength.STRONG,
        non_responsive=words(Term.NON_RESPONSIVE) == "true",
        sentence=words(Term.SENTENCE),
    )
