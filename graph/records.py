"""Single items read from the store by point look-ups, in the plain shape that traces, pages and exports share.

A record is a dict of JSON types; a key that is absent is something the source does not say. Nothing here writes, scans
the store, or decides what supports what. An entity that several dossiers share is told as the first of them (by IRI)
tells it, with the aliases and ties of all.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, Literal, Protocol

import pyoxigraph as ox

from ..ontology import taxonomies, terms
from ..ontology.dates import bounds
from ..ontology.derived import VerdictKind
from ..ontology.dossier import Dossier
from ..ontology.node import Rdf, is_iri, pick
from ..ontology.reading import SECTIONS, Facts, NodeReader, Term, is_many
from ..ontology.references import fields_of
from ..ontology.vocabulary import Likelihood, RelationKind, Stance, Strength, taken_stance
from . import opposition, verdicts

_TYPE: Final = ox.NamedNode(terms.PREFIXES["rdf"] + "type")
_LABEL: Final = ox.NamedNode(terms.cg("label"))
_CLAIM: Final = ox.NamedNode(terms.cg("claim"))
_FROM: Final = ox.NamedNode(terms.cg("from"))
_TO: Final = ox.NamedNode(terms.cg("to"))
_RETRACTS: Final = ox.NamedNode(terms.cg("retracts"))
_SLUG: Final = ox.NamedNode(terms.cg("slug"))
_ASSUMED: Final = terms.cg("assumed")
_WORDS: Final = tuple(ox.NamedNode(terms.cg(name)) for name in ("name", "content", "title", "what"))
"""What an item is called by, best first."""
_BEARING: Final[dict[RelationKind, Literal[-1, 0, 1]]] = {
    RelationKind.SUPPORTS: 1,
    RelationKind.RESTATES: 1,
    RelationKind.CONTRADICTS: -1,
    RelationKind.UNDERCUTS: -1,
}
_DERIVED: Final = {
    VerdictKind.CONTRADICTS: RelationKind.CONTRADICTS,
    VerdictKind.TENSION: RelationKind.TENSION,
    VerdictKind.QUALIFIES: RelationKind.QUALIFIES,
    VerdictKind.SUPPORTS: RelationKind.SUPPORTS,
    VerdictKind.SAME: RelationKind.RESTATES,
}
_OF_A_RETRACTION: Final = ("date", "date_from", "date_to", "by", "in", "why", "dossier")
_CONTEXT: Final = 220
"""Characters of a text shown on either side of a passage."""

_UNITED: Final = frozenset(
    ox.NamedNode(rdf.iri)
    for model in SECTIONS["entities"]
    for name, _key, rdf in fields_of(model)
    if is_many(model, name)
)
"""Fields of an entity to which every dossier that shares it adds."""


class QuadSource(Protocol):
    """What a store must do for records to be read from it; a ``pyoxigraph.Store`` does it."""

    def quads_for_pattern(
        self,
        subject: ox.NamedNode | ox.BlankNode | ox.Triple | None,
        predicate: ox.NamedNode | None,
        object: Term | None,  # noqa: A002 - pyoxigraph's name
        graph_name: ox.NamedNode | ox.BlankNode | ox.DefaultGraph | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads that match."""
        ...


@dataclass(frozen=True, slots=True)
class Edge:
    """One relation between two statements, or from evidence to a statement, authored or derived.

    Attributes:
        kind: What ``start`` does to ``end``.
        start: IRI.
        end: IRI; for an undercut of a relation, the statement that the relation points to.
        strength: None where a rule derived the edge.
        why: The reason, by language.
        by: Who drew it, if the dossier or the relation says.
        iri: The relation's own IRI; None where it is derived.
        rule: The rule, where it is derived.
        undercut: The relation that an undercut aims at, if it aims at one.
        bearing: 1 if it speaks for what it bears on, -1 if it speaks against it, 0 if neither. To undercut a
            support is to speak against, to undercut a contradiction is to speak for.
        also: The other end that it bears on: of a symmetric relation, or of one that is undercut.
        withdrawn: EDTF date from which it no longer holds.
        reason: The code of the reason, where comparison derived it; likewise ``slot``, the slot that decided.
    """

    kind: RelationKind
    start: str
    end: str
    why: dict[str, str] = field(hash=False)
    strength: Strength | None = None
    by: str | None = None
    iri: str | None = None
    slug: str | None = None
    rule: str | None = None
    undercut: str | None = None
    bearing: Literal[-1, 0, 1] = 0
    also: str | None = None
    withdrawn: str | None = None
    reason: str | None = None
    slot: str | None = None

    @property
    def origin(self) -> str:
        """``authored`` or ``derived``."""
        return "derived" if self.rule else "authored"

    def bearing_on(self, item: str) -> str | None:
        """The item whose bearing on this one the edge is; None if the edge only leads away from it."""
        if item == self.end:
            return self.start
        if item != self.also:
            return None
        if self.undercut is None:
            return self.end
        return self.start if self.start != item else None

    @property
    def key(self) -> str:
        """A name for the edge among parallel ones."""
        return f"{self.kind}#{self.slug or self.rule}"

    def attributes(self) -> dict[str, Any]:
        """The edge as a graph carries it."""
        said = {
            "kind": str(self.kind),
            "strength": self.strength and str(self.strength),
            "why": self.why,
            "by": self.by,
            "iri": self.iri,
            "slug": self.slug,
            "origin": self.origin,
            "rule": self.rule,
            "undercuts_relation": self.undercut,
            "withdrawn": self.withdrawn,
            "reason": self.reason,
            "slot": self.slot,
        }
        return {name: value for name, value in said.items() if value is not None}


class Records:
    """Reads items one by one, and remembers them.

    Args:
        quads: The store.
        text_of: Gives a stored text by its SHA-256, or None; without it, no passage is shown in context.
    """

    def __init__(self, quads: QuadSource, *, text_of: Callable[[str], str | None] | None = None) -> None:
        """Begin with nothing read."""
        self._quads = quads
        self._text_of = text_of or (lambda _sha256: None)
        self._facts: dict[ox.NamedNode, Facts] = {}
        self._graphs: dict[ox.NamedNode, str] = {}
        self._records: dict[str, dict[str, Any] | None] = {}
        self._sides: dict[str, opposition.Sides] = {}
        self._reader = NodeReader(self.facts, str)

    def facts(self, subject: ox.NamedNode) -> Facts:
        """A subject's triples in the dossiers' graphs, by predicate."""
        if subject not in self._facts:
            by_graph: dict[str, dict[ox.NamedNode, list[Term]]] = defaultdict(lambda: defaultdict(list))
            for quad in self._quads.quads_for_pattern(subject, None, None, None):
                if (
                    isinstance(quad.graph_name, ox.NamedNode)
                    and quad.graph_name.value not in terms.OWN_GRAPHS
                ):
                    by_graph[quad.graph_name.value][quad.predicate].append(quad.object)
            merged: dict[ox.NamedNode, list[Term]] = {}
            for graph in sorted(by_graph):
                for predicate, values in by_graph[graph].items():
                    if predicate not in merged:
                        merged[predicate] = list(values)
                    elif predicate in _UNITED:
                        merged[predicate] += (value for value in values if value not in merged[predicate])
            self._facts[subject] = merged
            if by_graph:
                self._graphs[subject] = min(by_graph)
        return self._facts[subject]

    def kind(self, iri: str) -> str | None:
        """The kind of an item (``claim``, ``report``, ``state`` …); None if the store has no such item."""
        model = self._reader.model_of(ox.NamedNode(iri)) if is_iri(iri) else None
        return terms.kebab(model.rdf_class) if model else None

    def record(self, iri: str) -> dict[str, Any] | None:
        """All that is known of an item; None if no dossier in the store holds it."""
        if iri not in self._records:
            self._records[iri] = self._read(iri) if is_iri(iri) else None
        return self._records[iri]

    def label(self, iri: str, *languages: str) -> str:
        """A short name to show for any IRI: an item's, a taxonomy concept's, else the CURIE."""
        concept = taxonomies.concept_of(iri)
        if concept is not None:
            return pick(concept.labels, *languages)
        # Not through the record, which names what it is about: claims may be about each other.
        facts = self.facts(ox.NamedNode(iri)) if is_iri(iri) else {}
        for property_ in _WORDS:
            texts = [value for value in facts.get(property_, ()) if isinstance(value, ox.Literal)]
            if texts:
                return pick(
                    {text.language or "und": text.value for text in sorted(texts, key=str)}, *languages
                )
        return _words(facts[_LABEL][0]) if _LABEL in facts else terms.shorten(iri)

    def statements_on(self, claim: str) -> list[str]:
        """The statements on a claim, in the order of their IRIs."""
        return self._pointing(_CLAIM, claim)

    def stance(self, statement: str) -> Stance:
        """The stance that a statement takes, its likelihood counted in."""
        record = self.record(statement) or {}
        likelihood = record.get("likelihood")
        return taken_stance(Stance(record["stance"]), Likelihood(likelihood) if likelihood else None)

    def sides(self, claim: str) -> opposition.Sides:
        """Who affirms a claim and who denies it."""
        if claim not in self._sides:
            taken = ((iri, self.stance(iri)) for iri in self.statements_on(claim))
            self._sides[claim] = opposition.sides(taken)
        return self._sides[claim]

    def sides_told(self, claim: str) -> str:
        """Says of a claim that not every contradicting pair is listed; empty if each is."""
        sides = self.sides(claim)
        return (
            f"{len(sides.affirming):,} affirmations and {len(sides.denying):,} denials of “{self.label(claim)}” "
            f"contradict each other; of these {sides.pairs:,} pairs, only those with the first statement of either "
            "side are listed."
            if sides.condensed
            else ""
        )

    def edges_of(self, relation: str) -> list[Edge]:
        """A relation as an edge, with those that cut it."""
        met, pending = {relation}, [relation]
        while pending:
            cuts = set(self._pointing(_TO, pending.pop())) - met
            met |= cuts
            pending += sorted(cuts)
        return [edge for iri in sorted(met) if (edge := self._edge(iri)) is not None]

    def edges(self, item: str) -> list[Edge]:
        """Every relation that a statement or evidence is an end of, or that cuts one, authored and derived."""
        drawn = {*self._pointing(_FROM, item), *self._pointing(_TO, item)}
        found = {edge.iri: edge for relation in sorted(drawn) for edge in self.edges_of(relation)}
        authored = [found[iri] for iri in sorted(found, key=str)]
        return [*authored, *self._opposed(item), *self._derived(item, authored)]

    def _edge(self, iri: str) -> Edge | None:
        read = self.record(iri)
        if read is None or read["kind"] != "relation":
            return None
        aims, bearing = self._aims(read)
        kind = RelationKind(read["relation"])
        strength = Strength(read.get("strength", Strength.STRONG))
        author = self.record(read["dossier"]) if "by" not in read else None
        cut = read["to"] if aims is not read else None
        symmetric = RelationKind(aims["relation"]).symmetric
        return Edge(
            kind=kind,
            start=read["from"],
            end=aims["to"],
            why=read["why"],
            strength=strength,
            by=read.get("by") or (author or {}).get("author"),
            iri=iri,
            slug=read["slug"],
            undercut=cut,
            bearing=bearing,
            also=aims["from"] if symmetric else None,
            withdrawn=read.get("withdrawn"),
        )

    def _aims(self, relation: dict[str, Any]) -> tuple[dict[str, Any], Literal[-1, 0, 1]]:
        """The relation between statements that a chain of undercuts ends at, and what the first does to its target."""
        seen: set[str] = set()
        cuts, strengths = 0, [relation.get("strength")]
        while relation["to"] not in seen and self.kind(relation["to"]) == "relation":
            seen.add(relation["to"])
            relation = self.record(relation["to"]) or {}
            strengths.append(relation.get("strength"))
            cuts += 1
        bearing = _BEARING.get(RelationKind(relation["relation"]), 0)
        if bearing == 0 or str(Strength.APPARENT) in strengths:
            return relation, 0
        return relation, 1 if (bearing > 0) == (cuts % 2 == 0) else -1

    def _opposed(self, item: str) -> list[Edge]:
        record = self.record(item)
        if record is None or record["kind"] != "statement":
            return []
        return [
            Edge(
                kind=RelationKind.CONTRADICTS,
                start=affirming,
                end=denying,
                rule=opposition.RULE,
                bearing=-1,
                also=affirming,
                why={"en": self._opposition_told(affirming, denying)},
            )
            for affirming, denying in self.sides(record["claim"]).opposing(item, self.stance(item))
        ]

    def _derived(self, item: str, authored: Sequence[Edge]) -> Iterator[Edge]:
        """What the rules say of a statement and one on another claim.

        Statements on one claim are left to their stances. Where somebody drew what the two do to each other, the same
        is not told twice, and anything else is told and not walked: what was drawn rules.
        """
        record = self.record(item)
        if record is None or record["kind"] != "statement":
            return
        settled: dict[frozenset[str], set[RelationKind]] = defaultdict(set)
        for edge in authored:
            if edge.withdrawn is None and edge.undercut is None and edge.kind is not RelationKind.UNDERCUTS:
                said = edge.kind if edge.strength is not Strength.APPARENT else RelationKind.UNDERCUTS
                settled[frozenset((edge.start, edge.end))].add(said)
        for verdict in verdicts.of_statement(self._quads, item):
            kind = _DERIVED.get(verdict.kind)
            claims = {(self.record(end) or {}).get("claim") for end in (verdict.start, verdict.end)}
            drawn = settled.get(frozenset((verdict.start, verdict.end)), set())
            if kind is None or len(claims) == 1 or kind in drawn:
                continue
            yield Edge(
                kind=kind,
                start=verdict.start,
                end=verdict.end,
                why={"en": verdict.sentence},
                strength=verdict.strength,
                rule=verdicts.RULE,
                reason=verdict.reason,
                slot=verdict.slot or None,
                bearing=0 if drawn else _BEARING.get(kind, 0),
                also=verdict.start if kind.symmetric else None,
            )

    def derived_ends(self, kind: VerdictKind) -> Iterator[str]:
        """The statements that a rule's verdict of a kind leads from."""
        return verdicts.ends_of(self._quads, kind)

    def _opposition_told(self, affirming: str, denying: str) -> str:
        who = [self.label((self.record(s) or {})["speaker"], "en") for s in (affirming, denying)]
        return f"Opposite stances on one claim: for it {who[0]}, against it {who[1]}."

    def pointing(self, term: str, iri: str) -> list[str]:
        """The subjects that a property of ours leads from to an item, in order."""
        return self._pointing(ox.NamedNode(terms.cg(term)), iri)

    def instances(self, class_iri: str, dossiers: Collection[str] | None = None) -> list[str]:
        """The items of a class, in order; only those of some dossiers, if any are named."""
        quads = self._quads.quads_for_pattern(None, _TYPE, ox.NamedNode(class_iri), None)
        return sorted({str(quad.subject)[1:-1] for quad in quads if _within(quad, dossiers)})

    def claims_spoken_of(self, dossiers: Collection[str] | None = None) -> Iterator[str]:
        """The claim of each statement, once a statement."""
        for quad in self._quads.quads_for_pattern(None, _CLAIM, None, None):
            if _within(quad, dossiers):
                yield _words(quad.object)

    def _pointing(self, predicate: ox.NamedNode, iri: str) -> list[str]:
        if not is_iri(iri):
            return []
        quads = self._quads.quads_for_pattern(None, predicate, ox.NamedNode(iri), None)
        return sorted({quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)})

    def _read(self, iri: str) -> dict[str, Any] | None:
        subject = ox.NamedNode(iri)
        model = self._reader.model_of(subject)
        facts = self.facts(subject)
        if model is None:
            is_dossier = ox.NamedNode(terms.cg(Dossier.rdf_class)) in facts.get(_TYPE, [])
            said = self._reader.read(subject, Dossier) if is_dossier else {}
            return {**said, "kind": "dossier", "slug": said.pop("dossier"), "label": iri} if said else None
        said = self._reader.read(subject, model)
        kind = terms.kebab(model.rdf_class)
        record: dict[str, Any] = {
            "kind": kind,
            "slug": _words(facts[_SLUG][0]),
            "label": _words(facts[_LABEL][0]),
            "dossier": self._graphs[subject],
        }
        match kind:
            case "claim":
                record |= self._claim(said, facts)
            case "statement":
                record |= self._statement(said)
            case "report" | "evidence":
                record |= self._source(said)
            case "retraction":
                record |= _printed(said)
            case "relation":
                record |= {"from": said.pop("from_"), "relation": said.pop("kind"), **said}
            case _:
                record |= said
        for name, _key, rdf in fields_of(model):
            record |= _days(rdf, name, record.get(name))
        if kind in ("statement", "report", "evidence") and (retractions := self._retractions(iri)):
            record["retractions"] = retractions
        return record

    def _retractions(self, iri: str) -> list[dict[str, Any]]:
        """Each time that a source or statement was taken back, the earliest first."""
        found = ((one, self.record(one)) for one in self._pointing(_RETRACTS, iri))
        said = [
            {"iri": one, **{name: record[name] for name in _OF_A_RETRACTION if name in record}}
            for one, record in found
            if record is not None
        ]
        return sorted(said, key=lambda each: (each["date_to"], each["iri"]))

    def _claim(self, said: dict[str, Any], facts: Facts) -> dict[str, Any]:
        slots = said.pop("slots")
        assumed = {
            predicate.value.removeprefix(_ASSUMED).lower(): [self._filler(value) for value in values]
            for predicate, values in sorted(facts.items(), key=lambda pair: str(pair[0]))
            if predicate.value.startswith(_ASSUMED)
        }
        filled = {
            name: self._fillers(value) for name, value in slots.items() if not name.endswith("_read_as")
        }
        readings = {name: value for name, value in slots.items() if name.endswith("_read_as")}
        return {**said, "slots": {**filled, **assumed}, "assumed": sorted(assumed), **readings}

    def _fillers(self, value: object) -> list[dict[str, Any]]:
        if isinstance(value, dict):
            return [{"label": told(value), "quantity": value}]
        if isinstance(value, list):
            return [{"label": self.label(str(iri)), "iri": str(iri)} for iri in value]
        return [{"label": str(value)}]

    def _filler(self, value: Term) -> dict[str, Any]:
        if not isinstance(value, ox.NamedNode):
            return {"label": _words(value)}
        quantity = self._reader.read_amount(value)
        return (
            {"label": told(quantity)} if quantity else {"label": self.label(value.value), "iri": value.value}
        )

    def _statement(self, said: dict[str, Any]) -> dict[str, Any]:
        stand_in = said.get("stand_in")
        paths = _paths(said)
        bases = [base["all"] if isinstance(base, dict) else base for base in said.pop("based_on", [])]
        record = {**said, "carriers": paths, "bases": bases}
        if "position" in said:
            record["position"] = [int(offset) for offset in said["position"]]
        passage = self._passage(paths, said, stand_in)
        return {**record, "passage": passage} if passage else record

    def _passage(
        self, paths: Sequence[Sequence[str]], said: dict[str, Any], stand_in: dict[str, Any] | None
    ) -> dict[str, Any] | None:
        """The statement's words in context: from the report's own text if it is held, else from its stand-in."""
        report = self._wording(paths[0][0]) if paths else {}
        for name, passage in (("text", said), ("stand_in", stand_in or {})):
            wording = report.get(name) or {}
            text = self._text_of(wording["sha256"]) if "sha256" in wording and "position" in passage else None
            start, end = (int(offset) for offset in passage.get("position", (0, 0)))
            if text is not None and end <= len(text):
                return {
                    "before": _tail(text[max(0, start - _CONTEXT) : start], cut=start > _CONTEXT),
                    "words": text[start:end],
                    "after": _head(text[end : end + _CONTEXT], cut=len(text) > end + _CONTEXT),
                    "text": "report" if name == "text" else "stand-in",
                    "note": pick(wording.get("note", {})),
                }
        return None

    def _wording(self, report: str) -> dict[str, Any]:
        subject = ox.NamedNode(report)
        model = self._reader.model_of(subject)
        return self._reader.read(subject, model) if model else {}

    def _source(self, said: dict[str, Any]) -> dict[str, Any]:
        said.pop("text", None)
        paths = _paths(said)
        draws_on = [base["all"] if isinstance(base, dict) else base for base in said.pop("draws_on", [])]
        stand_in = said.pop("stand_in", None)
        return {**said, "carriers": paths, "draws_on": draws_on, "has_stand_in": stand_in is not None}


def _within(quad: ox.Quad, dossiers: Collection[str] | None) -> bool:
    if not isinstance(quad.subject, ox.NamedNode) or not isinstance(quad.graph_name, ox.NamedNode):
        return False
    graph = quad.graph_name.value
    return graph not in terms.OWN_GRAPHS if dossiers is None else graph in dossiers


def _paths(said: dict[str, Any]) -> list[list[str]]:
    """Each path by which something reached us, outermost carrier first."""
    first = [said.pop("in_")] if "in_" in said else []
    paths = [[*first, *said.pop("via", [])]] if first else []
    return paths + [[path["in_"], *path.get("via", [])] for path in said.pop("also", [])]


def _printed(said: dict[str, Any]) -> dict[str, Any]:
    """What a retraction says, by the keys that a dossier has for it."""
    return {name.removesuffix("_"): value for name, value in said.items()}


def _days(rdf: Rdf, name: str, value: object) -> dict[str, str]:
    """The first and last day of a date, beside it, so that a page can filter without knowing EDTF."""
    if rdf.codec != "edtf" or not isinstance(value, str):
        return {}
    days = zip(("from", "to"), bounds(value), strict=True)
    return {f"{name}_{end}": day.isoformat() for end, day in days if day is not None}


def _words(value: Term) -> str:
    return value.value if isinstance(value, (ox.Literal, ox.NamedNode)) else str(value)


def _tail(text: str, *, cut: bool) -> str:
    return f"… {text.partition(' ')[2]}" if cut and " " in text else text


def _head(text: str, *, cut: bool) -> str:
    return f"{text.rpartition(' ')[0]} …" if cut and " " in text else text


_BOUNDS: Final = {
    "exactly": "{}",
    "about": "about {}",
    "at_least": "at least {}",
    "more_than": "more than {}",
    "at_most": "at most {}",
    "less_than": "less than {}",
    "multiples_of": "several times {}",
}


def told(quantity: dict[str, Any]) -> str:
    """A quantity in words: its bounds and unit, or else as printed; and what somebody restored it to.

    >>> told({"more_than": "100000000", "unit": "pounds", "per": "month"})
    'more than 100,000,000 pounds per month'
    >>> told({"at_least": "5000", "restored": {"about": "500", "currency": "USD"}})
    'at least 5,000 as printed, restored to about 500 USD'
    >>> told({"multiples_of": "100000", "unit": "shells", "printed": ["des centaines de milliers"]})
    'several times 100,000 shells'
    """
    if "restored" in quantity:
        printed = {name: value for name, value in quantity.items() if name != "restored"}
        return f"{told(printed)} as printed, restored to {told(quantity['restored'])}"
    numbers = [form.format(_grouped(quantity[name])) for name, form in _BOUNDS.items() if name in quantity]
    if not numbers:
        return " / ".join(f"“{words}”" for words in quantity.get("printed", []))
    unit = quantity.get("unit") or quantity.get("currency")
    parts = [" and ".join(numbers), unit, quantity.get("per") and f"per {quantity['per']}"]
    parts.append(quantity.get("base") and f"compared with {quantity['base']}")
    return " ".join(str(part) for part in parts if part)


def _grouped(number: str) -> str:
    return f"{Decimal(number):,f}"


__all__ = ["Edge", "QuadSource", "Records", "told"]
