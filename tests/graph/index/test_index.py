"""What the index says of dossiers, by number, and that it says it the same in whatever order they come."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.graph.arrays import Lists, Strings
from claimgraph.graph.index.index import Index
from claimgraph.graph.index.kinds import RootKind, SourceKind
from claimgraph.graph.index.segments import Segment
from claimgraph.ontology.dossier import Dossier
from claimgraph.ontology.entities import AGENT_KINDS
from claimgraph.ontology.errors import StoreError
from claimgraph.ontology.vocabulary import Stance
from tests.small import dossier as small
from tests.small import iri, said
from tests.strategies import dossiers

if TYPE_CHECKING:
    from claimgraph.graph.arrays import Array

TOLD: dict[str, Any] = {
    "sources": {
        "paper": {"kind": "report", "by": "press", "published": "2023-02", "draws-on": ["log", "s-a"]},
        "log": {"kind": "evidence", "what": "a log", "obtained-by": "press", "in": "paper"},
    },
    "entities": {
        "press": {"kind": "outlet", "name": "The Press", "owner": "holding"},
        "holding": {"kind": "firm", "name": "Holding"},
    },
}


def same(one: Index, other: Index) -> bool:
    """Whether two indexes have equal columns."""
    return one.dossiers == other.dossiers and all(
        equal(column, other.columns()[name]) for name, column in one.columns().items()
    )


def equal(one: Array | Lists | Strings, other: Array | Lists | Strings) -> bool:
    """Whether two columns are equal."""
    if isinstance(one, Lists) and isinstance(other, Lists):
        return np.array_equal(one.start, other.start) and np.array_equal(one.items, other.items)
    if isinstance(one, Strings) and isinstance(other, Strings):
        return list(one) == list(other)
    return isinstance(one, np.ndarray) and isinstance(other, np.ndarray) and np.array_equal(one, other)


def test_items_are_numbered_in_the_order_of_their_iris() -> None:
    """Each kind by itself, whatever the order in the dossier."""
    index = Index.of([small(said("b", "affirms", "c-2"), said("a", "denies", "c-1"))])
    assert list(index.statements.iri) == [iri("statement", "s-a"), iri("statement", "s-b")]
    assert index.statements.iri.find(iri("statement", "s-b")) == 1
    assert index.statements.iri.find(iri("statement", "s-c")) is None
    assert index.statements.claim.tolist() == [0, 1]
    assert index.claims.statements.of(1).tolist() == [1]
    assert index.agents.iri.text(int(index.statements.speaker[0])) == iri("entity", "a")


def test_a_statement_takes_the_stance_that_its_likelihood_leaves() -> None:
    """And what was said stands beside it."""
    index = Index.of([small(said("a", "affirms", "c", likelihood="unlikely", date="2023-02"))])
    stances = list(Stance)
    assert stances[index.statements.stance[0]] is Stance.DENIES
    assert stances[index.statements.said[0]] is Stance.AFFIRMS
    assert index.statements.made_from[0] == date(2023, 2, 1).toordinal()
    assert index.statements.made_to[0] == date(2023, 2, 28).toordinal()


def test_paths_and_bases_lead_from_thing_to_thing() -> None:
    """The report that it was read in first; bases in groups, a plain one in a group of one."""
    based = said("a", "affirms", "c", in_="paper", via=["log"], based_on=[{"all": ["log", "paper"]}, "log"])
    index = Index.of([small(based, **TOLD)])
    log, paper = 1, 2
    assert [index.thing(iri("source", slug)) for slug in ("log", "paper")] == [log, paper]
    path = index.things.path.of(int(index.things.paths.of(0)[0]))
    assert path.tolist() == [paper, log]
    groups = [index.things.group.of(int(group)).tolist() for group in index.things.basis.of(0)]
    assert sorted(map(sorted, groups)) == sorted([sorted([log, paper]), [log]])
    assert index.sources.kind.tolist() == [SourceKind.EVIDENCE, SourceKind.REPORT]
    assert index.sources.published_to[1] == date(2023, 2, 28).toordinal()
    assert index.sources.by.of(1).tolist() == index.sources.obtained_by.of(0).tolist()


def test_agents_joined_by_ownership_or_acting_for_are_one_house() -> None:
    """Being part of something is another matter."""
    more = {"desk": {"kind": "group", "name": "Desk", "part-of": "press"}}
    index = Index.of([small(slug="h", **{**TOLD, "sources": {}, "entities": {**TOLD["entities"], **more}})])
    desk, holding, press = (
        index.agents.iri.find(iri("entity", s, "h")) for s in ("desk", "holding", "press")
    )
    assert index.agents.house.tolist() == [desk, holding, holding]
    assert index.agents.up.of(0).tolist() == [press]


def test_what_is_not_loaded_has_a_row_that_says_so() -> None:
    """Claims, sources, statements and speakers of a dossier that nobody handed in."""
    there = said(
        "far:entity/x", "affirms", "far:claim/c", slug="s", in_="far:source/r", based_on=["far:statement/s"]
    )
    index = Index.of([small(there)])
    assert index.claims.loaded.tolist() == [False]
    assert index.claims.dossier.tolist() == [-1]
    assert index.sources.kind.tolist() == [SourceKind.ABSENT] * 2
    assert index.sources.end.tolist() == [RootKind.UNKNOWN] * 2
    assert index.agents.kind.tolist() == [len(AGENT_KINDS)]
    assert index.statements.end.tolist() == [RootKind.UNKNOWN]


def test_references_meet_what_another_dossier_holds() -> None:
    """The claim of one dossier gets the statement of the other."""
    one = small(said("a", "affirms", "c"), slug="one")
    two = small(said("b", "denies", "one:claim/c", based_on=["one:statement/s-a"]), slug="two")
    index = Index.of([two, one])
    assert [d.slug for d in index.dossiers] == ["one", "two"]
    assert index.claims.loaded.tolist() == [True]
    assert index.claims.statements.of(0).tolist() == [0, 1]
    assert index.things.group.items.tolist() == [0]
    assert index.statements.dossier.tolist() == [0, 1]


def test_a_shared_entity_has_the_ties_of_all_and_is_told_by_the_first() -> None:
    """As records read it from the store."""

    def state(slug: str, **more: object) -> Dossier:
        entities = {"fr": {"kind": "state", "name": slug, "iso3166": "FR", **more}}
        entities["eu"] = {"kind": "group", "name": "EU"}
        return Dossier.model_validate({"dossier": slug, "entities": entities})

    index = Index.of([state("b", interested=True, **{"part-of": "eu"}), state("a", **{"acts-for": "eu"})])
    shared = index.agents.iri.find("https://w3id.org/claimgraph/id/iso3166/FR")
    assert shared is not None
    assert len(index.agents.up.of(shared)) == 2
    assert index.agents.interested[shared]


def test_a_relation_may_aim_at_a_relation() -> None:
    """Its number then follows those of all things."""
    relations = (
        {"id": "r1", "from": "s-a", "kind": "supports", "to": "s-b", "why": "w"},
        {"id": "r2", "from": "s-b", "kind": "undercuts", "to": "r1", "why": "w", "withdrawn": "2023"},
    )
    index = Index.of([small(said("a", "affirms", "c"), said("b", "denies", "c"), relations=relations)])
    assert index.relations.start.tolist() == [0, 1]
    assert index.relations.end.tolist() == [1, 2 + 0 + 0]
    assert index.relations.withdrawn.tolist() == [0, date(2023, 12, 31).toordinal()]


def test_equal_words_of_some_length_have_one_number() -> None:
    """White space, quotation marks and case aside; short ones have none."""
    quote = "The ferry left the quay at six in the morning."
    index = Index.of(
        [
            small(
                said("a", "affirms", "c", quote=quote),
                said("b", "affirms", "c", quote="« the ferry\u00a0left the quay at six in the morning. »"),
                said("d", "affirms", "c", quote="At six."),
            )
        ]
    )
    first, second, third = index.statements.words.tolist()
    assert first == second != 0
    assert third == 0


def test_a_dossier_twice_is_refused() -> None:
    """An index holds one version of each."""
    with pytest.raises(StoreError, match="twice"):
        Index.of([small(slug="one"), small(slug="one")])


@settings(max_examples=25, deadline=None)
@given(st.lists(dossiers(), max_size=3, unique_by=lambda each: each.iri), st.randoms())
def test_the_order_of_dossiers_does_not_matter(drawn: list[Dossier], chance: Any) -> None:  # noqa: ANN401
    """Nor whether they were read one by one."""
    index = Index.of(drawn)
    segments = [Segment.of(each) for each in drawn]
    chance.shuffle(segments)
    assert same(index, Index.merge(segments))
    assert len(index.statements) == sum(len(each.statements) for each in drawn)
    assert list(index.claims.iri) == sorted(index.claims.iri, key=str.encode)
