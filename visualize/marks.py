"""What each kind of thing looks like, and the word that stands beside it: the page's one legend.

Nothing on the page is told by colour alone, so a mark carries a word, a sign, and a shape or a dash beside its
colour. The colour is only named here; its values for light and dark stand in ``templates/page.css``, where a test
reads them and measures their contrast. This module draws nothing.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class NodeMark:
    """How one kind of node is drawn, filtered and named.

    Attributes:
        word: The kind, as read aloud.
        plural: The same for several, as the filters and tables write it.
        shape: ``card``, ``slip``, ``sheet``, ``tag``, ``pill`` or ``cut``: no two families share an outline.
        family: ``claim``, ``statement``, ``source``, ``agent`` or ``thing``; families share a place in the layout.
    """

    word: str
    plural: str
    shape: str
    family: str


@dataclass(frozen=True, slots=True)
class LineMark:
    """How one kind of edge, or one stance, is drawn and named.

    Attributes:
        word: The kind, as read along the edge's direction.
        inverse: The same read against it.
        sign: One or two characters in a badge on the line.
        colour: The name of a colour in the style sheet.
        dash: Lengths of dash and gap; empty for an unbroken line.
        arrow: ``to``, ``both`` or empty.
        explains: What it means, in one sentence, for the legend.
    """

    word: str
    inverse: str
    sign: str
    colour: str
    dash: tuple[int, ...]
    arrow: str
    explains: str


@dataclass(frozen=True, slots=True)
class StandingMark:
    """How a claim's standing is told.

    Attributes:
        word: The standing.
        sign: One character, in a shape of its own.
        colour: The name of a colour in the style sheet.
        explains: What it means, in one sentence, for the legend.
    """

    word: str
    sign: str
    colour: str
    explains: str


@dataclass(frozen=True, slots=True)
class RootMark:
    """How one kind of root is named.

    Attributes:
        word: The kind, as the panel writes it.
        explains: What it is, in one sentence.
    """

    word: str
    explains: str


NODES: Final[dict[str, NodeMark]] = {
    "claim": NodeMark("claim", "claims", "card", "claim"),
    "statement": NodeMark("statement", "statements", "slip", "statement"),
    "report": NodeMark("report", "reports", "sheet", "source"),
    "evidence": NodeMark("evidence", "evidence", "tag", "source"),
    "state": NodeMark("state", "states", "pill", "agent"),
    "firm": NodeMark("firm", "firms", "pill", "agent"),
    "public-body": NodeMark("public body", "public bodies", "pill", "agent"),
    "outlet": NodeMark("outlet", "outlets", "pill", "agent"),
    "person": NodeMark("person", "persons", "pill", "agent"),
    "group": NodeMark("group", "groups", "pill", "agent"),
    "product": NodeMark("product", "products", "cut", "thing"),
    "place": NodeMark("place", "places", "cut", "thing"),
    "action": NodeMark("action", "actions", "cut", "thing"),
}
"""Every kind of node, in the order in which legends, filters and tables list them."""

OTHER_NODE: Final = NodeMark("thing", "other things", "cut", "thing")
"""A kind that this page has no mark for is still drawn, under its own word."""

STANCES: Final[dict[str, LineMark]] = {
    "affirms": LineMark("affirms", "is affirmed by", "+", "pro", (), "to", "says that the claim is true"),
    "denies": LineMark("denies", "is denied by", "×", "con", (), "to", "says that the claim is false"),
    "no-evidence": LineMark(
        "has seen no evidence", "not observed by", "∅", "aside", (2, 4), "to",
        "says that it has seen no sign of it, which denies nothing",
    ),
    "questions": LineMark("questions", "is questioned by", "?", "doubt", (6, 4), "to", "casts doubt on the claim"),
}  # fmt: skip
"""The four stances; each is also the kind of the edge from a statement to its claim."""

RELATIONS: Final[dict[str, LineMark]] = {
    "contradicts": LineMark(
        "contradicts", "is contradicted by", "×", "con", (), "both", "both cannot be right as stated"
    ),
    "tension": LineMark(
        "is in tension with", "is in tension with", "~", "doubt", (10, 4, 2, 4), "both",
        "both can be right, but hardly in the usual sense of the words",
    ),
    "supports": LineMark("supports", "is supported by", "+", "pro", (), "to", "makes the other more believable"),
    "qualifies": LineMark(
        "qualifies", "is qualified by", "⊂", "aside", (8, 5), "to", "limits the other without denying it"
    ),
    "undercuts": LineMark(
        "undercuts", "is undercut by", "/", "cut", (3, 3), "to", "attacks the step or the standing, not the content"
    ),
    "restates": LineMark("restates", "restates", "=", "same", (1, 3), "both", "says the same again; adds no support"),
}  # fmt: skip
"""The six relations between statements."""

VERDICTS: Final[dict[str, LineMark]] = {
    "undetermined": LineMark(
        "undetermined against", "undetermined against", "…", "line", (1, 5), "both",
        "compared, and it cannot be told whether they meet; no guess is made",
    ),
    "none": LineMark(
        "does not answer", "is not answered by", "∥", "line", (6, 3, 1, 3), "to",
        "compared, and one is out of the other's scope",
    ),
}  # fmt: skip
"""What a comparison finds beside the six relations; drawn only when asked for."""

NAMES: Final = {"same": "restates", "no-verdict": "none", "noVerdict": "none", "no_verdict": "none"}
"""Kinds of edges that go by another name here."""

STANDINGS: Final[dict[str, StandingMark]] = {
    "accepted": StandingMark(
        "accepted", "✓", "pro", "an argument for it stands and rests on a root; undefeated in this record, not: true"
    ),
    "rejected": StandingMark(
        "rejected", "–", "con", "an argument against it stands and rests on a root; defeated in this record, not: false"
    ),
    "disputed": StandingMark("disputed", "", "doubt", "no argument on either side stands, and some are undecided"),
    "unsupported": StandingMark(
        "unsupported", "", "soft", "nothing that stands rests on a root; a party’s own word is none that counts"
    ),
}  # fmt: skip
"""Where a claim can stand: a filled disc with a tick, a filled bar, a half-filled lozenge, an empty dotted ring."""

ROOT_KINDS: Final[dict[str, RootMark]] = {
    "evidence": RootMark("evidence", "a record, a recording, a thing"),
    "witness": RootMark("witness", "someone who was there, or on their own experience"),
    "admission": RootMark("admission", "a party's word against its own interest"),
    "party": RootMark("party’s own word", "on its own conduct; listed beside, not counted"),
    "assessment": RootMark(
        "assessment", "a body's or an expert's finding, its basis not disclosed; listed beside, not counted"
    ),
    "unknown": RootMark("unknown lineage", "where it comes from cannot be told; grouped, never counted"),
}  # fmt: skip
"""Every kind of root; the first three count."""

LABELS: Final[dict[str, str]] = {
    "in": "stands: everything that attacks it is itself defeated",
    "out": "defeated: something that stands attacks it",
    "undec": "undecided: it neither stands nor is defeated",
}
"""How a statement fares as an argument."""

SLOTS: Final[dict[str, str]] = {
    "subject": "the actor",
    "action": "the action",
    "object": "the product",
    "counterparty": "the other party",
    "place": "the place",
    "period": "the period",
    "quantity": "the quantity",
    "form": "the form of the claim",
}
"""The slots that a comparison can turn on, as one reads them after "misses"."""

REASONS: Final[dict[str, str]] = {
    "polarity": "opposite stances on one claim",
    "scope": "the denial covers what is affirmed",
    "narrower-denial": "the denial covers only a part of what is affirmed",
    "out-of-scope": "it speaks of something else",
    "exclusive": "the two claims are declared to exclude each other",
    "non-observation": "to have seen no sign denies nothing",
    "narrower-non-observation": "no sign was seen of a part of it, which denies nothing",
    "restates": "the same claim again",
    "entails": "the one follows from the other",
    "quantity": "the two figures",
    "compatible": "both can hold",
    "no-stance": "the two stances do not meet",
    "opaque": "the wording cannot be taken apart",
    "form": "claims of these two forms are not compared",
    "classification": "whether the one is of the other’s kind is left open",
    "unstated": "one says nothing on it",
    "overlap": "they overlap, and neither holds the other",
    "period": "the periods cannot be ordered",
    "currency": "no dated rate joins the two currencies",
    "unit": "the units cannot be joined",
    "unrelated": "nothing says how the two are related",
    "measure": "they measure different things",
    "basis": "the figures have different bases",
    "membership": "whether the one belongs to the other is left open",
}
"""The reason codes of a comparison in plain words; a code that is not here is shown as it stands."""

LINKS: Final[dict[str, LineMark]] = {
    "carrier": LineMark("carried by", "carries", "", "line", (), "to", "the report it was read in"),
    "basis": LineMark("based on", "is the basis of", "", "line", (5, 3), "to", "what the speaker relies on"),
    "speaker": LineMark("spoken by", "speaks in", "", "line", (1, 3), "to", "who makes the statement"),
    "by": LineMark("by", "made", "", "line", (1, 3), "to", "who made the report"),
    "obtained-by": LineMark("obtained by", "obtained", "", "line", (1, 3), "to", "who obtained the evidence"),
    "subject": LineMark("subject", "is the subject of", "", "line", (2, 5), "", "a slot of the claim"),
    "action": LineMark("action", "is the action of", "", "line", (2, 5), "", "a slot of the claim"),
    "object": LineMark("object", "is the object of", "", "line", (2, 5), "", "a slot of the claim"),
    "counterparty": LineMark("counterparty", "is the counterparty of", "", "line", (2, 5), "", "a slot of the claim"),
    "place": LineMark("place", "is the place of", "", "line", (2, 5), "", "a slot of the claim"),
    "exclusive-with": LineMark(
        "excludes", "excludes", "×", "con", (2, 4), "both", "declared: both claims cannot be true"
    ),
}  # fmt: skip
"""The edges that are not relations: chains of carriers and bases, agents, slots, exclusive claims."""

STRENGTHS: Final[dict[str, str]] = {
    "strong": "strong: a thick line",
    "weak": "weak: a thin line",
    "apparent": "apparent: a thin line, pale; it looks so and is not",
}
"""Strength is the line's weight, and a word in the panel."""


def node_mark(kind: str) -> NodeMark:
    """Say how a kind of node is drawn; a kind that is not known keeps its own word.

    >>> node_mark("claim").shape, node_mark("vessel").word
    ('card', 'vessel')
    """
    return NODES.get(kind) or NodeMark(kind or OTHER_NODE.word, kind or OTHER_NODE.plural, "cut", "thing")


def line_mark(kind: str) -> LineMark:
    """Say how a kind of edge is drawn; a kind that is not known is a plain line under its own word.

    >>> line_mark("denies").sign, line_mark("denies").dash
    ('×', ())
    """
    mark = STANCES.get(kind) or RELATIONS.get(kind) or VERDICTS.get(kind) or LINKS.get(kind)
    return mark or LineMark(kind, kind, "", "line", (), "to", "")


def as_data() -> dict[str, Any]:
    """The marks as plain data, for the page's script."""
    return {
        "nodes": {kind: asdict(mark) for kind, mark in NODES.items()},
        "stances": {kind: asdict(mark) for kind, mark in STANCES.items()},
        "relations": {kind: asdict(mark) for kind, mark in RELATIONS.items()},
        "verdicts": {kind: asdict(mark) for kind, mark in VERDICTS.items()},
        "links": {kind: asdict(mark) for kind, mark in LINKS.items()},
        "standings": {kind: asdict(mark) for kind, mark in STANDINGS.items()},
        "rootKinds": {kind: asdict(mark) for kind, mark in ROOT_KINDS.items()},
        "labels": dict(LABELS),
        "slots": dict(SLOTS),
        "reasons": dict(REASONS),
        "strengths": dict(STRENGTHS),
    }
