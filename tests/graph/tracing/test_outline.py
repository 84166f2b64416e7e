"""The outline of a trace: what a reader sees in a terminal or in Markdown."""

from __future__ import annotations

import time

import pytest

from claimgraph.graph.told import Line, prefixes, to_markdown, to_text
from claimgraph.graph.tracing.outline import outline
from claimgraph.graph.tracing.trace import trace
from tests.small import dossier, drawn, iri, records_of, said

SMALL = dossier(
    said(
        "a", "affirms", "c", in_="paper", via=["wire"], date="2023-02", speech_act="reports", based_on=["log"]
    ),
    said("b", "denies", "c"),
    said("e", "affirms", "c", likelihood="unlikely"),
    said("f", "affirms", "d", quote="as it\nwas", in_="paper", verification="verified"),
    relations=(
        drawn("s-f", "supports", "s-b", strength="weak"),
        drawn("log", "contradicts", "s-b", by="A reader"),
        drawn("s-f", "contradicts", "s-a", strength="apparent"),
    ),
    author="The clerk",
    sources={
        "paper": {"kind": "report", "title": "The paper"},
        "wire": {"kind": "report", "title": "The wire"},
        "log": {"kind": "evidence", "what": "a log"},
    },
    claims={"c": {"text": "It moved.", "slots": {"subject": "a"}}},
    scope={"period": "2022/.."},
)

OUTLINE = """\
It moved.
├─ subject: A; period (assumed): 2022/..
├─ Affirmed by (1)
│  └─ A affirms (reports), 2023-02 (s-a)
│     ├─ through: The paper ← The wire
│     ├─ based on: a log
│     ├─ contradicted by [derived]: B denies: It moved. (s-b) → told elsewhere
│     │  └─ because: Opposite stances on one claim: for it A, against it B. (rule opposite-stances)
│     ├─ contradicted by [derived]: E affirms (unlikely), and so denies: It moved. (s-e) → told elsewhere
│     │  └─ because: Opposite stances on one claim: for it A, against it E. (rule opposite-stances)
│     └─ not contradicted by, though it seems so [authored]: F affirms: Claim d. (s-f) → told elsewhere
│        └─ because: s-f contradicts s-a
├─ Denied by (2)
│  ├─ B denies (s-b)
│  │  ├─ supported by [weak, authored]: F affirms: Claim d. (s-f)
│  │  │  ├─ because: s-f supports s-b
│  │  │  ├─ through: The paper
│  │  │  ├─ “as it was” [verified]
│  │  │  └─ not contradicted by, though it seems so [authored]: A affirms (reports): It moved., 2023-02 (s-a) → told elsewhere
│  │  │     └─ because: s-f contradicts s-a
│  │  ├─ contradicted by [authored]: evidence: a log (log)
│  │  │  └─ because: log contradicts s-b (A reader)
│  │  └─ contradicted by [derived]: A affirms (reports): It moved., 2023-02 (s-a) → told elsewhere
│  │     └─ because: Opposite stances on one claim: for it A, against it B. (rule opposite-stances)
│  └─ E affirms (unlikely), and so denies (s-e)
│     └─ contradicted by [derived]: A affirms (reports): It moved., 2023-02 (s-a) → told elsewhere
│        └─ because: Opposite stances on one claim: for it A, against it E. (rule opposite-stances)
└─ Relations drawn by The clerk, where nobody else is named.
"""  # noqa: E501 - as it is printed


def told(words: str = "It moved.") -> list[Line]:
    """The outline of a small claim in these words."""
    small = dossier(
        said("a", "affirms", "c", in_="r", quote=words),
        claims={"c": {"text": words}},
        sources={"r": {"kind": "report"}},
    )
    return outline(trace(records_of(small), iri("claim", "c")))


def test_a_small_trace_reads_as_it_should() -> None:
    """Reviewed by eye: groups, steps, who told them through whom, why, and where the rest is told."""
    assert to_text(outline(trace(records_of(SMALL), iri("claim", "c")))) == OUTLINE


def test_markdown_nests_as_the_tree_does() -> None:
    """A heading and lists, with the same words."""
    lines = outline(trace(records_of(SMALL), iri("claim", "c")))
    written = to_markdown(lines).splitlines()
    assert written[:2] == ["# It moved.", ""]
    assert written[2] == "- subject: A; period (assumed): 2022/.."
    assert [(len(line) - len(line.lstrip(" "))) // 2 + 1 for line in written[2:]] == [
        line.depth for line in lines[1:]
    ]


@pytest.mark.parametrize(
    "hostile",
    [
        "\u009b31mred",
        "one\ntwo\r\nthree\ttabs",
        "\u202ereversed\u2066",
        "line\u2028separator\u0085next",
    ],
)
def test_nothing_in_a_label_steers_a_terminal_or_breaks_a_line(hostile: str) -> None:
    """Each line stays one line, without control characters and without turns of direction."""
    for line in told(hostile):
        assert len(line.words.splitlines()) <= 1
        assert not any(
            ord(char) < 32 or 127 <= ord(char) < 160 or char in "\u202e\u2066" for char in line.words
        )


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>x</script>",
        "[a](javascript:b)",
        "*a* _b_ `c`",
        "# head",
        "| a | b |",
        "![x](y)",
        "&lt;",
        "$x$",
        "~~a~~",
    ],
)
def test_nothing_in_a_label_is_markup(hostile: str) -> None:
    """What Markdown could read as more than words has a backslash before it."""
    for line in to_markdown(told(hostile)).splitlines():
        words = line.lstrip(" ").removeprefix("- ").removeprefix("# ")
        for at, char in enumerate(words):
            if char in "<>[]*_`#|!&$~":
                assert words[at - 1] == "\\", line


@pytest.mark.parametrize(
    ("words", "written"),
    [("- a", "\\- a"), ("+ a", "\\+ a"), ("1. a", "1\\. a"), ("12) a", "12\\) a"), ("a - b", "a - b")],
)
def test_a_label_begins_no_list_of_its_own(words: str, written: str) -> None:
    """A line that begins as a list item is still a line."""
    assert to_markdown([Line(0, "c", "claim"), Line(1, words, "detail")]).splitlines()[2] == f"- {written}"


def test_a_claim_that_nobody_speaks_of_says_so() -> None:
    """Silence is told, not left empty."""
    quiet = records_of(dossier(claims={"c": {"text": "Quiet."}}))
    lines = outline(trace(quiet, iri("claim", "c")))
    assert [line.words for line in lines] == ["Quiet.", "Nobody in this store says anything about it."]


def test_labels_and_reasons_come_in_the_language_asked_for() -> None:
    """Where a text has no such language, in the one it has."""
    small = dossier(
        said("a", "affirms", "c"),
        claims={"c": {"text": {"en": "It moved.", "fr": "Cela a bougé."}}},
        entities={"a": {"kind": "person", "name": {"en": "The pilot", "fr": "Le pilote"}}},
    )
    found = trace(records_of(small), iri("claim", "c"), language="fr")
    assert [line.words for line in outline(found, language="fr")] == [
        "Cela a bougé.",
        "Affirmed by (1)",
        "Le pilote affirms (s-a)",
    ]


def test_a_walk_that_was_stopped_says_so_at_the_end() -> None:
    """The reader of the last line knows that there is more."""
    lines = outline(trace(records_of(SMALL), iri("claim", "c"), depth=0))
    assert (
        lines[-1].words
        == "The walk was stopped by the depth asked for; more lies behind the outermost steps."
    )


def test_a_long_chain_goes_on_under_a_heading_and_is_told_once() -> None:
    """Lines nest only so deep, and no statement is lost."""
    length = 120
    statements = [said("a", "affirms", f"c{i}", slug=f"s{i}") for i in range(length)]
    chain = tuple(drawn(f"s{i + 1}", "supports", f"s{i}") for i in range(length - 1))
    lines = outline(trace(records_of(dossier(*statements, relations=chain)), iri("claim", "c0")))
    assert max(line.depth for line in lines) <= 26
    assert any(line.words == "Further back (1)" for line in lines)
    for i in range(length):
        assert any(line.words.endswith(f"(s{i})") for line in lines), i


def test_an_outline_takes_time_in_proportion_to_its_trace() -> None:
    """Twice as many statements on one claim take no four times as long."""

    def seconds(count: int) -> float:
        speakers = [said(f"p{i}", "affirms", "c") for i in range(count)]
        found = trace(records_of(dossier(*speakers)), iri("claim", "c"))
        start = time.process_time()
        to_text(outline(found))
        return time.process_time() - start

    seconds(100)
    assert seconds(1600) < 24 * max(seconds(200), 0.002)


def test_branches_are_drawn_to_the_last_of_each_level() -> None:
    """A bar runs on while a sibling follows, and no further."""
    lines = [Line(0, "c", "claim"), *(Line(depth, "x", "detail") for depth in (1, 2, 2, 1, 2))]
    assert prefixes(lines) == ["", "├─ ", "│  ├─ ", "│  └─ ", "└─ ", "   └─ "]
