"""Lineage the slow way: sets and networkx, one definition a function, nothing clever; the arrays are tested against it.

It reads an index row by row and follows the words of the design. Single points of failure are found by taking each
thing out and looking again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from claimgraph.graph.index.kinds import RootKind, SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimgraph.graph.arrays import Lists
    from claimgraph.graph.index.index import Index

CORPORATE = (0, 1, 2, 5)


def alternatives(index: Index, thing: int, of: str) -> list[list[int]]:
    """The paths (``carriers``) or groups of bases (``basis``) of a thing."""
    things = index.things
    outer, inner = (things.paths, things.path) if of == "carriers" else (things.basis, things.group)
    return [inner.of(int(each)).tolist() for each in outer.of(thing)]


def least(index: Index, allowed: set[int], of: str) -> set[int]:
    """What holds, by looking at everything again until nothing more does."""
    holds: set[int] = set()
    while True:
        more = {
            thing
            for thing in allowed
            if not alternatives(index, thing, of)
            or any(set(each) <= holds for each in alternatives(index, thing, of))
        }
        if more == holds:
            return holds
        holds = more


def held_up(index: Index, withdrawn: Iterable[int] = ()) -> set[int]:
    """What is held up without some things."""
    retracted = {thing for thing in range(len(index.things)) if index.things.retracted[thing]}
    there = set(range(len(index.things))) - set(withdrawn) - retracted
    return least(index, least(index, there, "carriers"), "basis")


def killers(index: Index, thing: int) -> set[int]:
    """The things without any one of which a thing is not held up."""
    return {other for other in range(len(index.things)) if thing not in held_up(index, [other])}


def ends(index: Index, statement: int) -> set[int]:
    """Where the bases of a statement end, through what is held up."""
    held = held_up(index)
    graph: nx.DiGraph[int] = nx.DiGraph()
    for thing in held:
        graph.add_node(thing)
        for group in alternatives(index, thing, "basis"):
            if set(group) <= held:
                graph.add_edges_from((thing, member) for member in group)
    if statement not in held:
        return set()
    reached = {statement, *nx.descendants(graph, statement)}
    return {thing for thing in reached if not alternatives(index, thing, "basis")}


def agents_of(index: Index, thing: int) -> list[int]:
    """Whose word a thing is."""
    first = len(index.statements)
    if thing >= first:
        return [int(agent) for agent in index.sources.by.of(thing - first)]
    speaker = int(index.statements.speaker[thing])
    return [] if speaker < 0 else [speaker]


def kind(index: Index, thing: int, claim: int) -> RootKind:
    """What a thing is as an end, for one claim."""
    first = len(index.statements)
    if thing < first:
        return RootKind(int(index.statements.end[thing]))
    found = RootKind(int(index.sources.end[thing - first]))
    if index.sources.kind[thing - first] == SourceKind.EVIDENCE:
        return found
    for agent in agents_of(index, thing):
        if index.agents.kind[agent] in CORPORATE and own_conduct(index, agent, claim):
            return RootKind.PARTY
    return found


def own_conduct(index: Index, agent: int, claim: int) -> bool:
    """Whether a claim is about what an agent, those above it, or those beneath these do."""
    ties: nx.DiGraph[int] = nx.DiGraph()
    ties.add_nodes_from(range(len(index.agents)))
    ties.add_edges_from((a, int(up)) for a in range(len(index.agents)) for up in index.agents.up.of(a))
    within = ties.subgraph(ties).copy()
    within.remove_edges_from([(a, b) for a, b in within.edges if index.agents.kind[a] == 0])
    wholes = {agent} | {up for up in nx.descendants(within, agent) if index.agents.kind[up] in (0, 1, 2)}
    about = set(index.claims.subject.of(claim).tolist())
    if index.claims.converse[claim]:
        about |= set(index.claims.counterparty.of(claim).tolist())
    own = {agent, *nx.descendants(ties, agent)}
    for whole in wholes:
        own |= {whole, *nx.ancestors(ties, whole)}
    return bool(own & about)


def roots(index: Index, claim: int, statements: Iterable[int]) -> list[tuple[RootKind, tuple[int, ...]]]:
    """The roots of some statements: what kind, which things."""
    reached = {end for statement in statements for end in ends(index, statement)}
    kinds = {end: kind(index, end, claim) for end in reached}
    graph: nx.Graph[Any] = nx.Graph()
    for end in reached:
        graph.add_node(end)
        if index.things.copy[end] >= 0:
            graph.add_edge(end, ("text", int(index.things.copy[end])))
        if kinds[end] not in (RootKind.UNKNOWN, RootKind.EVIDENCE):
            for agent in agents_of(index, end):
                graph.add_edge(end, ("house", int(index.agents.house[agent])))
    for component in list(nx.connected_components(graph)):
        things = component & reached
        if {kinds[thing] for thing in things} == {RootKind.UNKNOWN}:
            for thing in things:
                for agent in agents_of(index, thing):
                    graph.add_edge(thing, ("nobody's house", int(index.agents.house[agent])))
    found = []
    for component in nx.connected_components(graph):
        members = tuple(sorted(component & reached))
        found.append((min(kinds[thing] for thing in members), members))
    return sorted(found)


def counted(index: Index, statement: int) -> bool:
    """Whether a statement leads to a counted root."""
    return any(kind(index, end, 0).counted for end in ends(index, statement))


def fails_with(index: Index, statements: Iterable[int]) -> set[int]:
    """The things without which none of the counted ones among some statements is held up."""
    counting = [statement for statement in statements if counted(index, statement)]
    return set.intersection(*(killers(index, each) for each in counting)) if counting else set()


def circles(index: Index, of: str) -> list[tuple[tuple[int, ...], int]]:
    """The components with circles in them, and the length of a shortest circle in each."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    for thing in range(len(index.things)):
        if not index.things.retracted[thing]:
            for each in alternatives(index, thing, of):
                graph.add_edges_from((thing, other) for other in each if not index.things.retracted[other])
    found = []
    for component in nx.strongly_connected_components(graph):
        lengths = [len(circle) for circle in nx.simple_cycles(graph.subgraph(component))]
        if lengths:
            found.append((tuple(sorted(component)), min(lengths)))
    return sorted(found)


def rows_of(lists: Lists) -> list[list[int]]:
    """Lists as lists."""
    return [lists.of(row).tolist() for row in range(len(lists))]
