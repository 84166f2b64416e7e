"""The words of the derived graph: what a graph that uses each of them looks like, and how it is checked."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox
import pytest

from claimgraph.ontology import derived, terms
from claimgraph.ontology.derived import RootKind, Term, VerdictKind
from claimgraph.ontology.shapes import validate
from claimgraph.ontology.vocabulary import RelationKind, local_name

HARBOUR: Final = f"{terms.ID}harbour/"
DERIVED: Final = f"{terms.DERIVED_GRAPH}/"
GRAPH: Final = ox.NamedNode(terms.DERIVED_GRAPH)
Quads = tuple[ox.Quad, ...]


def test_a_dossier_and_what_follows_from_it_are_as_the_shapes_ask(
    everything_as_quads: Quads, derived_as_quads: Quads
) -> None:
    """Each part is held to its own file, though a dossier's claims are closed to what is derived of them."""
    assert validate([*everything_as_quads, *derived_as_quads]) == []
    assert validate(derived_as_quads) == []


def test_in_a_dossiers_graph_no_rule_may_speak(everything_as_quads: Quads, derived_as_quads: Quads) -> None:
    """What is derived stands in its own graph: beside a dossier's statements it is a mistake."""
    astray = [quad for quad in derived_as_quads if quad.predicate == Term.ON_RECORD.node]
    graph = everything_as_quads[0].graph_name
    moved = [ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in astray]
    assert [finding.path for finding in validate([*everything_as_quads, *moved])] == ["cg:onRecord"]


def test_every_word_of_the_rules_is_used_once_at_least(derived_as_quads: Quads) -> None:
    """The example has each property that the table has, and no other of ours."""
    written = {quad.predicate.value for quad in derived_as_quads if quad.predicate.value.startswith(terms.NS)}
    assert written == {term.node.value for term in Term}
    assert {term for uses in derived.USES.values() for term in uses} == set(Term)


def put(subject: str, term: Term, *values: ox.NamedNode | ox.Literal) -> tuple[ox.NamedNode, Term, Quads]:
    """These values in place of those that a subject has of a property."""
    node = ox.NamedNode(subject)
    return node, term, tuple(ox.Quad(node, term.node, value, GRAPH) for value in values)


def cg(name: str) -> ox.NamedNode:
    """One of our terms."""
    return ox.NamedNode(terms.cg(name))


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        (put(f"{DERIVED}verdict/1", Term.FROM), "cg:from takes exactly one statement"),
        (
            put(f"{DERIVED}verdict/1", Term.TO, ox.NamedNode(f"{HARBOUR}statement/s-rope")),
            "about two statements, not one",
        ),
        (
            put(f"{DERIVED}verdict/1", Term.TO, ox.NamedNode(f"{HARBOUR}claim/c-rope")),
            "cg:to takes exactly one statement",
        ),
        (put(f"{DERIVED}verdict/1", Term.VERDICT, cg("undercuts")), "cg:verdict takes exactly one of"),
        (put(f"{DERIVED}verdict/1", Term.STRENGTH, cg("apparent")), "cg:strength takes at most one of"),
        (
            put(f"{DERIVED}verdict/1", Term.ASSUMED_SLOT, ox.Literal("mood")),
            "cg:assumedSlot takes any number",
        ),
        (put(f"{DERIVED}verdict/1", Term.CARRIES, cg("x")), "has no such property"),
        (put(f"{DERIVED}root/1", Term.COUNTED, ox.Literal(value=False)), "are counted; party"),
        (put(f"{DERIVED}root/1", Term.ROOT_KIND, cg("partyRoot")), "are counted; party"),
        (put(f"{DERIVED}root/1", Term.ROOT_SIDE, cg("questions")), "cg:rootSide takes exactly one of"),
        (put(f"{DERIVED}cycle/1", Term.CYCLE_OF, ox.Literal("rumours")), "cg:cycleOf takes exactly one of"),
        (put(f"{HARBOUR}claim/c-rope", Term.STANDING, cg("strong")), "cg:standing takes at most one of"),
        (put(f"{HARBOUR}claim/c-rope", Term.OUTLET_COUNT, ox.Literal(-1)), "whole number from 0"),
        (put(f"{HARBOUR}claim/c-rope", Term.DF_QUAD_STRENGTH, ox.Literal("1.5")), "number from 0 to 1"),
        (
            put(f"{HARBOUR}statement/s-rope", Term.ARGUMENT_LABEL, ox.Literal("maybe")),
            "cg:argumentLabel takes",
        ),
    ],
)
def test_a_wrong_conclusion_is_found_and_told_in_plain_words(
    spoilt: tuple[ox.NamedNode, Term, Quads], said: str, everything_as_quads: Quads, derived_as_quads: Quads
) -> None:
    """What no rule could write is found, and the finding says what is expected there."""
    subject, term, values = spoilt
    kept = [q for q in derived_as_quads if (q.subject, q.predicate) != (subject, term.node)]
    found = validate([*everything_as_quads, *kept, *values])
    assert any(said in finding.message and finding.node == subject.value for finding in found), found


def test_what_is_derived_names_its_derivation(derived_as_quads: Quads) -> None:
    """A verdict that nothing made is no verdict of ours."""
    made = ox.NamedNode(terms.PREFIXES["prov"] + "wasGeneratedBy")
    found = validate([quad for quad in derived_as_quads if quad.predicate != made])
    assert {finding.node.rpartition("/")[0] for finding in found} == {
        f"{DERIVED}{kind}" for kind in ("verdict", "root", "cycle")
    }


def test_four_kinds_of_relation_are_kinds_of_verdict_and_the_same_individuals() -> None:
    """``?x cg:verdict cg:contradicts`` and ``?x cg:kind cg:contradicts`` mean the same word."""
    shared = {kind.value for kind in VerdictKind} & {kind.value for kind in RelationKind}
    assert shared == {"contradicts", "tension", "qualifies", "supports"}
    for value in shared:
        assert local_name(VerdictKind(value)) == local_name(RelationKind(value))
        assert VerdictKind(value).symmetric == RelationKind(value).symmetric


def test_three_kinds_of_root_are_counted() -> None:
    """Evidence, witness, admission; no other ever is."""
    assert {kind.value for kind in RootKind if kind.counted} == {"evidence", "witness", "admission"}


def test_a_node_is_named_by_what_it_says() -> None:
    """The same conclusion has the same name, another has another, and no two kinds share one."""
    one = derived.node_of("Verdict", "a", "b")
    assert one == derived.node_of("Verdict", "a", "b")
    assert len({one, derived.node_of("Verdict", "b", "a"), derived.node_of("Root", "a", "b")}) == 3
    assert one.value.startswith(f"{derived.BASE}verdict/")
