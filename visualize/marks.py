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
    mark = STANCES.get(kind) or RELATIONS.get(kind) or LINKS.get(kind)
    return mark or LineMark(kind, kind, "", "line", (), "to", "")


def as_data() -> dict[str, Any]:
    """The marks as plain data, for the page's script."""
    return {
        "nodes": {kind: asdict(mark) for kind, mark in NODES.items()},
        "stances": {kind: asdict(mark) for kind, mark in STANCES.items()},
        "relations": {kind: asdict(mark) for kind, mark in RELATIONS.items()},
        "links": {kind: asdict(mark) for kind, mark in LINKS.items()},
        "strengths": dict(STRENGTHS),
    }
