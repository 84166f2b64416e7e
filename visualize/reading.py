"""The graph as the page reads it: plain, clean and in one order, and the caller's own is never touched.

A graph comes from the store, from a trace or from a stranger's program. What is read here may be missing anything
and may hold anything; nothing is invented for what is missing, and text that no browser or file could hold (lone
halves of a character, control characters) is replaced by the sign for it, U+FFFD.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from .marks import LABELS, NAMES, NODES, RELATIONS, STANCES, VERDICTS, node_mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx

type_order: Final = {kind: rank for rank, kind in enumerate(NODES)}
stance_order: Final = {stance: rank for rank, stance in enumerate(STANCES)}

_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    r"""Replace what neither HTML nor UTF-8 can hold.

    >>> clean("a\x00b\ud800c")
    'a\ufffdb\ufffdc'
    """
    return _UNPRINTABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def plain(value: object) -> Any:  # noqa: ANN401 - JSON's own types, which have no better name
    """Make JSON of an attribute's value; what JSON cannot say becomes text, and None becomes nothing.

    >>> plain({"a": (1, None, float("inf")), "b": None, 3: {"y", "x"}})
    {'a': [1, 'inf'], '3': ['x', 'y']}
    """
    if isinstance(value, bool | int) or (isinstance(value, float) and math.isfinite(value)):
        return value
    if isinstance(value, dict):
        return {clean(str(key)): plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value if item is not None]
    if isinstance(value, set | frozenset):
        return sorted((plain(item) for item in value if item is not None), key=str)
    return clean(str(value))


@dataclass(frozen=True, slots=True)
class Edge:
    """One edge of the caller's graph, parallel ones each their own."""

    source: str
    target: str
    kind: str
    facts: Mapping[str, Any]

    @property
    def is_relation(self) -> bool:
        """Whether it is one of the six relations between statements, and seen at first."""
        return self.kind in RELATIONS and not self.is_quiet

    @property
    def is_quiet(self) -> bool:
        """Whether a comparison found it and it says so little that it is drawn only when asked for.

        What cannot be told, what does not meet and what says the same again lies between most pairs of statements.
        """
        if self.kind in VERDICTS:
            return True
        return self.kind == "restates" and self.facts.get("rule") == "compare"


@dataclass(frozen=True, slots=True)
class Reading:
    """A graph read once: nodes and edges in one order, with what the layouts ask of them.

    Attributes:
        facts: The attributes of each node by IRI, in the order of :func:`_node_order`.
        edges: Every edge whose two ends are there.
        about: The graph's own attributes (title, focus, note, dossiers).
        rank: The place of each node in that order.
    """

    facts: Mapping[str, Mapping[str, Any]]
    edges: tuple[Edge, ...]
    about: Mapping[str, Any]
    rank: Mapping[str, int] = field(default_factory=dict)
    _by_claim: dict[str, list[str]] = field(default_factory=dict)
    _family: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, graph: nx.MultiDiGraph[str]) -> Reading:
        """Read a graph; nothing of it is changed or kept."""
        raw = {clean(str(node)): _named_apart(plain(dict(data))) for node, data in graph.nodes(data=True)}
        facts = dict(sorted(raw.items(), key=lambda item: _node_order(item[0], item[1])))
        edges = []
        for source, target, key, data in graph.edges(keys=True, data=True):
            more = plain(dict(data))
            kind = str(more.get("kind") or str(key).partition("#")[0])
            kind = NAMES.get(kind, kind)
            edges.append(_from_denial(Edge(clean(str(source)), clean(str(target)), kind, more), raw))
        edges.sort(key=lambda edge: (edge.source, edge.target, edge.kind, str(edge.facts.get("iri", "")),
                                     sorted((k, str(v)) for k, v in edge.facts.items())))  # fmt: skip
        reading = cls(
            facts, tuple(edges), plain(dict(graph.graph)), {iri: at for at, iri in enumerate(facts)}
        )
        reading._family.update((iri, node_mark(reading.kind(iri)).family) for iri in facts)
        for iri in reading.of_family("statement"):
            claim = reading.facts[iri].get("claim")
            if isinstance(claim, str):
                reading._by_claim.setdefault(claim, []).append(iri)
        for statements in reading._by_claim.values():
            statements.sort(key=reading._statement_order)
        return reading

    def kind(self, iri: str) -> str:
        """The kind of a node, empty if it says none."""
        return str(self.facts[iri].get("kind", ""))

    def family(self, iri: str) -> str:
        """Claim, statement, source, agent or thing."""
        return self._family[iri]

    def of_family(self, family: str) -> list[str]:
        """Every node of a family, in the reading's order."""
        return [iri for iri, found in self._family.items() if found == family]

    def statements_on(self, claim: str) -> list[str]:
        """The statements on a claim: affirmations, denials, non-observations, questions; each by date, undated last."""
        return list(self._by_claim.get(claim, ()))

    @property
    def is_reasoned(self) -> bool:
        """Whether it says where claims stand, or what was public when: the page then keeps room for both."""
        return bool(self.about.get("days")) or any(
            "standing" in self.facts[iri] for iri in self.of_family("claim")
        )

    def label(self, iri: str) -> str:
        """The short name of a node: its label, else its title or name, else the end of its IRI."""
        facts = self.facts.get(iri, {})
        for key in ("label", "title", "name", "text", "slug"):
            if words := one_language(facts.get(key)):
                return words
        return re.split(r"[/#]", iri.rstrip("/#"))[-1] or iri

    def speaker(self, statement: str) -> str:
        """The name of the one who speaks, empty if that is not known here."""
        speaker = self.facts[statement].get("speaker")
        return self.label(speaker) if isinstance(speaker, str) and speaker else ""

    def _statement_order(self, iri: str) -> tuple[int, str, str]:
        facts = self.facts[iri]
        return (
            stance_order.get(str(facts.get("stance")), len(stance_order)),
            str(facts.get("date_from") or facts.get("date") or "~"),
            iri,
        )


def _from_denial(edge: Edge, facts: Mapping[str, Mapping[str, Any]]) -> Edge:
    """A verdict without a direction names the affirmation first; that a denial misses is told of the denial."""
    one, other = (facts.get(iri, {}).get("stance") for iri in (edge.source, edge.target))
    if edge.facts.get("non_responsive") is True and other == "denies" and one != "denies":
        return Edge(edge.target, edge.source, edge.kind, edge.facts)
    return edge


def _named_apart(facts: dict[str, Any]) -> dict[str, Any]:
    """A statement's name and how it fares as an argument are both called a label; the second has its own place here."""
    label = facts.get("label")
    if facts.get("kind") == "statement" and isinstance(label, str) and label in LABELS:
        facts = {key: value for key, value in facts.items() if key != "label"}
        facts.setdefault("argument_label", label)
    return facts


def one_language(words: object, language: str = "en") -> str:
    """Pick the words in one language: the one asked for, else English, else the first there is.

    >>> one_language({"fr": "oui", "en": "yes"}, "fr"), one_language({"de": "ja"}), one_language("si")
    ('oui', 'ja', 'si')
    """
    if isinstance(words, dict):
        for key in (language, "en", *sorted(words)):
            if isinstance(words.get(key), str) and words[key].strip():
                return str(words[key])
        return ""
    return words if isinstance(words, str) else ""


def languages(facts: Iterable[Mapping[str, Any]]) -> list[str]:
    """The languages in which claims are worded, English first, then by code."""
    found = {
        code
        for node in facts
        if isinstance(text := node.get("text"), dict)
        for code in text
        if isinstance(code, str)
    }
    return sorted(found, key=lambda code: (code != "en", code))


def _node_order(iri: str, facts: Mapping[str, Any]) -> tuple[int, float, str, str]:
    """By kind; statements as they follow each other in their report, where that is known; then by slug and IRI."""
    position = facts.get("position")
    start = position[0] if isinstance(position, list) and position else None
    return (
        type_order.get(str(facts.get("kind")), len(type_order)),
        float(start) if isinstance(start, int | float) else math.inf,
        str(facts.get("slug", "")),
        iri,
    )
