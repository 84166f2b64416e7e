"""Tracing a claim: what supports it, what contradicts it, and through whose hands each step came.

A trace starts at the statements on a claim and walks, to any depth, from each statement to what supports, contradicts,
undercuts or restates it, authored or derived; what qualifies it, stands in tension with it, or only seems to bear on it
is told and not walked behind. Each statement is visited once, so cycles end. A trace shows the argument as it
lies; where the claim stands, and on how many roots, is worked out by reasoning and told above it.

The walk is breadth first, by point look-ups: linear in the statements and the relations it meets. Where more statements
oppose each other on one claim than anyone could read in pairs, the trace says so instead of listing every pair.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from pydantic import Field, PrivateAttr

from ...ontology import terms
from ...ontology.errors import UnknownNameError
from ...ontology.vocabulary import RelationKind, Stance
from ..records import Edge, Records
from ..told import Told

if TYPE_CHECKING:
    import networkx as nx

Side = Literal["for", "against", "beside"]

_GROUND_SIDE: Final[dict[Stance, Side]] = {Stance.AFFIRMS: "for", Stance.DENIES: "against"}
_OTHER_SIDE: Final[dict[Side, Side]] = {"for": "against", "against": "for", "beside": "beside"}
_STEPS: Final = frozenset({"statement", "evidence", "report"})
_NAMED: Final = 5
"""Of what is not loaded, this many are named."""

_CUT_SHORT: Final = "The walk was stopped by the depth asked for; more lies behind the outermost steps."


class _Place(NamedTuple):
    """Where a step lies."""

    depth: int
    side: Side
    walked: bool


class Step(Told):
    """A statement, or a piece of evidence, that a trace has reached.

    Relations start at nothing else; a report stands here only if another dossier's relation names one.

    Attributes:
        depth: Relations between it and the claim; 0 for a statement on the claim itself.
        side: Whether it speaks for the traced claim, against it, or beside it.
        walked: Whether the trace looked at what bears on it; False where it is only told, as a limit or an appearance.
        stance: The stance it takes, its likelihood counted in; None for evidence.
        said: The stance as it was said, where its likelihood makes it another.
        carriers: The paths by which it reached us, as labels, outermost carrier first.
        bases: What its speaker relies on, as labels; several in one list hold only together.
    """

    iri: str
    kind: Literal["statement", "evidence", "report"]
    slug: str
    depth: int
    side: Side
    walked: bool
    speaker: str | None = None
    speaker_iri: str | None = None
    stance: Stance | None = None
    said: Stance | None = None
    speech_act: str | None = None
    likelihood: str | None = None
    claim: str
    claim_iri: str | None = None
    date: str | None = None
    date_inferred_from: dict[str, str] | None = None
    carriers: tuple[tuple[str, ...], ...] = ()
    bases: tuple[tuple[str, ...], ...] = ()
    quote: str | None = None
    verification: str | None = None
    passage: dict[str, str] | None = None


class Link(Told):
    """What one step does to another, why, and who or what rule says so.

    Attributes:
        bearing: 1 if it speaks for what it bears on, -1 if against it, 0 if it only limits or seems to bear. To
            undercut a support is to speak against, to undercut a contradiction is to speak for.
    """

    kind: RelationKind
    start: str
    end: str
    bearing: Literal[-1, 0, 1]
    strength: str | None = None
    why: dict[str, str] = Field(default_factory=dict)
    by: str | None = None
    origin: Literal["authored", "derived"]
    rule: str | None = None
    relation: str | None = None
    undercuts_relation: str | None = None
    withdrawn: str | None = None
    reason: str | None = None
    slot: str | None = None


class Trace(Told):
    """A claim with everything that reaches it.

    Attributes:
        claim: The claim's IRI.
        text: Its words, by language.
        steps: What was reached, nearest first; within one depth by stance, date and slug.
        links: The relations among the steps, each once.
        complete: False if ``depth`` stopped the walk before it ended, or not every link is listed.
        notes: What was left out, and why; and which items that bear on it stand in dossiers that are not loaded.
        standing: Where the claim stands and why, then what it rests on, in words; empty where that was not worked out.
    """

    claim: str
    slug: str
    text: dict[str, str]
    standing: tuple[str, ...] = ()
    slots: dict[str, list[str]]
    assumed: tuple[str, ...] = ()
    steps: tuple[Step, ...]
    links: tuple[Link, ...]
    complete: bool = True
    notes: tuple[str, ...] = ()
    _records: Records = PrivateAttr()

    def to_networkx(self) -> "nx.MultiDiGraph[str]":
        """The trace as a graph: its statements with their claims, speakers, carriers and bases."""
        from ..picture import assemble

        graph = assemble(
            self._records,
            [step.iri for step in self.steps],
            focus=self.claim,
            title=self.slug,
            note=" ".join(self.notes),
        )
        for step in self.steps:
            graph.nodes[step.iri].update(depth=step.depth, side=step.side)
        return graph


def trace(records: Records, claim: str, *, depth: int | None = None, language: str = "en") -> Trace:
    """Walk from a claim to everything that supports or contradicts it.

    Args:
        records: The store's items.
        claim: The claim's IRI.
        depth: How many relations to walk from the claim's own statements; None walks to the end.
        language: Of labels, where there are several.

    Raises:
        UnknownNameError: If the store holds no such claim.
    """
    record = records.record(claim)
    if record is None or record["kind"] != "claim":
        raise UnknownNameError(
            f"'{claim}' is no claim in this store; try `claimgraph show` to find it", name=claim
        )
    reached, links, complete, absent = _walk(records, records.statements_on(claim), depth)
    steps = [_step(records, iri, place, language) for iri, place in reached.items()]
    left_out = [*([] if complete else [_CUT_SHORT]), *_condensed(records, steps)]
    found = Trace(
        claim=claim,
        slug=record["slug"],
        text=record["text"],
        slots={
            name: [
                records.label(filler["iri"], language) if "iri" in filler else filler["label"]
                for filler in fillers
            ]
            for name, fillers in record["slots"].items()
        },
        assumed=tuple(record["assumed"]),
        steps=tuple(sorted(steps, key=_order)),
        links=tuple(links),
        complete=not left_out,
        notes=(*left_out, *_not_loaded(absent)),
    )
    found._records = records  # noqa: SLF001 - a private attribute of our own model, which is otherwise frozen
    return found


def _condensed(records: Records, steps: Iterable[Step]) -> list[str]:
    """Says of which claims not every contradicting pair is listed."""
    claims = dict.fromkeys(step.claim_iri for step in steps if step.claim_iri is not None)
    return [told for claim in claims if (told := records.sides_told(claim))]


def _not_loaded(absent: Sequence[str]) -> Iterator[str]:
    """Says which ends of relations no loaded dossier holds."""
    if absent:
        named = ", ".join(terms.shorten(iri) for iri in absent[:_NAMED])
        more = f" and {len(absent) - _NAMED} more" if len(absent) > _NAMED else ""
        yield f"Not told, because its dossier is not loaded: {named}{more}."


def _walk(
    records: Records, seeds: Iterable[str], depth: int | None
) -> tuple[dict[str, _Place], list[Link], bool, list[str]]:
    """Breadth first from the seeds: where steps lie, the links in order, whether all was walked, what is not loaded."""
    reached = {
        seed: _Place(0, _GROUND_SIDE.get(records.stance(seed), "beside"), walked=True) for seed in seeds
    }
    queue = deque(reached)
    links: dict[tuple[str, str, str], Link] = {}
    absent: set[str] = set()
    complete = True
    while queue:
        here = queue.popleft()
        place = reached[here]
        for edge in records.edges(here):
            other = edge.bearing_on(here)
            kind = None if other is None else records.kind(other)
            if other is None or kind not in _STEPS:
                absent |= {other} if other is not None and kind is None else set()
                continue
            if other not in reached and depth is not None and place.depth >= depth:
                complete = False
                continue
            links.setdefault((edge.start, edge.end, edge.key), _link(edge))
            known = reached.get(other)
            if carries(edge) and (known is None or not known.walked):
                reached[other] = _Place(place.depth + 1, _side(edge, place.side), walked=True)
                queue.append(other)
            elif known is None:
                reached[other] = _Place(place.depth + 1, _side(edge, place.side), walked=False)
    return reached, list(links.values()), complete, sorted(absent)


def carries(edge: Edge | Link) -> bool:
    """Whether a walk goes on behind an edge.

    A relation that was withdrawn, that only seems to hold, or that merely limits is told with what stands at its other
    end; what bears on that bears on the traced claim no more.
    """
    return edge.withdrawn is None and edge.bearing != 0


def _side(edge: Edge, side: Side) -> Side:
    if not carries(edge):
        return "beside"
    return side if edge.bearing > 0 else _OTHER_SIDE[side]


def _link(edge: Edge) -> Link:
    said = edge.attributes()
    said["relation"] = said.pop("iri", None)
    said.pop("slug", None)
    return Link(start=edge.start, end=edge.end, bearing=edge.bearing, **said)


def _step(records: Records, iri: str, place: _Place, language: str) -> Step:
    record = records.record(iri) or {}
    label = partial(_labelled, records, language)
    common: dict[str, Any] = {"iri": iri, "slug": record["slug"], **place._asdict()}
    common["carriers"] = tuple(tuple(label(part) for part in path) for path in record["carriers"])
    for name in ("date", "date_inferred_from"):
        common[name] = record.get(name)
    if record["kind"] != "statement":
        return Step(kind=record["kind"], claim=label(iri), bases=_bases(record["draws_on"], label), **common)
    for name in ("speech_act", "likelihood", "quote", "verification", "passage"):
        common[name] = record.get(name)
    return Step(
        kind="statement",
        speaker=label(record["speaker"]),
        speaker_iri=record["speaker"],
        stance=records.stance(iri),
        said=said if (said := Stance(record["stance"])) is not records.stance(iri) else None,
        claim=label(record["claim"]),
        claim_iri=record["claim"],
        bases=_bases(record["bases"], label),
        **common,
    )


def _labelled(records: Records, language: str, iri: str) -> str:
    return records.label(iri, language)


def _bases(bases: Iterable[str | list[str]], label: Callable[[str], str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(label(part) for part in ([base] if isinstance(base, str) else base)) for base in bases)


_STANCES: Final = list(Stance)


def _order(step: Step) -> tuple[int, int, bool, str, str, str]:
    stance = _STANCES.index(step.stance) if step.stance else len(_STANCES)
    return step.depth, stance, step.date is None, step.date or "", step.slug, step.iri


def bearing(links: Iterable[Link]) -> Mapping[str, Sequence[tuple[Link, str]]]:
    """For each step, the links that bear on it with their other ends, in the links' order."""
    found: dict[str, list[tuple[Link, str]]] = {}
    for link in links:
        found.setdefault(link.end, []).append((link, link.start))
        if link.kind.symmetric:
            found.setdefault(link.start, []).append((link, link.end))
    return found
