"""Nothing is eaten, nothing is expanded, and nothing that is not a dossier's text gets through."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from claimgraph.loaders import loads
from claimgraph.ontology.errors import DossierError

if TYPE_CHECKING:
    from collections.abc import Callable

    Complaints = Callable[..., list[str]]

EATEN = [
    "0101",
    "NO",
    "yes",
    "2023-07-04",
    "1.50",
    "1e3",
    "0o17",
    "0x1F",
    "1_000",
    "12:30:45",
    ".inf",
    "True",
    "08",
]


@pytest.mark.parametrize("word", EATEN)
def test_a_bare_word_stays_the_string_that_was_written(word: str) -> None:
    """Names, authors and printed amounts are what somebody typed, whatever YAML makes of them."""
    dossier = loads(f"dossier: gear\nauthor: {word}").dossier
    assert dossier.author == word


def test_numbers_keep_every_digit() -> None:
    """No float stands between the file and the quantity."""
    text = "{dossier: d, claims: {c: {text: C., slots: {quantity: {measure: value, exactly: 0.1000000001}}}}}"
    quantity = loads(text).dossier.claims["c"].slots.quantity
    assert quantity is not None
    assert str(quantity.exactly) == "0.1000000001"


def test_an_alias_bomb_is_refused_before_it_is_expanded(complaints: Complaints) -> None:
    """Ten to the thirtieth items would not fit anywhere."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    said = complaints("\n".join(lines))
    assert "dossier.yaml:2:10: '*a0' stands for something written elsewhere; write it out here" in said


@pytest.mark.parametrize(
    ("format", "text", "place"),
    [
        # A libyaml that has a limit of its own looks ahead, and meets that first.
        ("yaml", "[" * 100_000, "1:41|1:1001"),
        ("yaml", "- " * 100_000, "1:81"),
        ("yaml", "? " * 100_000, "1:81"),
        ("yaml", "{a: " * 100_000, "1:161"),
        ("yaml", "a: [" + "{a: [" * 100_000, "1:100"),
        ("json", "[" * 100_000, "1:41"),
        ("json", '{"a":' * 100_000, "1:201"),
        ("json", "[" * 100_000 + "]" * 100_000, "1:41"),
    ],
)
def test_what_nests_too_deeply_is_refused_and_never_crashes(
    format: str,  # noqa: A002 - the loader's own word
    text: str,
    place: str,
    complaints: Complaints,
) -> None:
    """A hundred thousand levels, in every way that the formats allow."""
    complaint = complaints(text, format=format)[-1]
    assert re.fullmatch(
        f"dossier.yaml:(?:{place}): nested more than 40 levels deep; no dossier is", complaint
    ), complaint


def test_a_hundred_thousand_brackets_that_close_are_a_plain_mistake(complaints: Complaints) -> None:
    """Siblings are not depth."""
    assert complaints("[" + "[]," * 100_000 + "[]]")[0].startswith("dossier.yaml:1:1: a list stands here")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "dossier.yaml: this file holds nothing; 'claimgraph init' writes a dossier to begin with"),
        (
            b"\xef\xbb\xbf",
            "dossier.yaml: this file holds nothing; 'claimgraph init' writes a dossier to begin with",
        ),
        ("dossier: gear".encode("utf-16"), "dossier.yaml:1:1: this file is UTF-16; save it as UTF-8"),
        ("dossier: gear".encode("utf-32"), "dossier.yaml:1:1: this file is UTF-32; save it as UTF-8"),
        (
            "dossier: gear".encode("utf-16-le"),
            "dossier.yaml:1:2: byte 0x00 stands in no text: this is a binary file, or not UTF-8",
        ),
        (
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
            "dossier.yaml:2:1: byte 0x1A stands in no text: this is a binary file, or not UTF-8",
        ),
        (
            "dossier: gear\nauthor: Zoé".encode("latin-1"),
            "dossier.yaml:2:11: byte 0xE9 ('é' in Windows-1252) is not UTF-8; save the file as UTF-8",
        ),
        (
            "dossier: gear\nauthor: Zoé\u2028".encode(),
            "dossier.yaml:2:12: character U+2028 stands here unseen; remove it, or write \\u2028 in double quotes",
        ),
        (
            b"dossier: gear\n\tauthor: Z",
            "dossier.yaml:2:1: this is not YAML: a tab stands here; indent with spaces",
        ),
    ],
)
def test_what_is_no_utf8_text_is_refused_with_its_place(
    data: bytes, message: str, complaints: Complaints
) -> None:
    """Each kind of wrong bytes has its own sentence."""
    assert complaints(data) == [message]


def test_a_byte_order_mark_and_windows_line_ends_are_read() -> None:
    """Editors on Windows write both."""
    data = b"\xef\xbb\xbfdossier: gear\r\nauthor: Zo\xc3\xa9\r\n"
    assert loads(data).dossier.author == "Zoé"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "1:2: this is not JSON: the file ends here, and a key in double quotes is wanted"),
        ('{"a" 1}', "1:6: this is not JSON: '1' stands here, and a colon is wanted"),
        ('{"a": 1,}', "1:9: this is not JSON: '}' stands here, and a key in double quotes is wanted"),
        ('{"a": [1 2]}', "1:10: this is not JSON: '2' stands here, and a comma or ] is wanted"),
        ('{"a": NaN}', "1:7: this is not JSON: 'NaN' stands here, and a value is wanted"),
        ('{"a": 01}', "1:7: this is not JSON: '01' stands here, and a value is wanted"),
        ("{'a': 1}", "1:2: this is not JSON: ''a'' stands here, and a key in double quotes is wanted"),
        (
            '{"a": "x\ny"}',
            "1:9: this is not JSON: a line break or control character stands in a string; write \\n",
        ),
        ('{"a": "x', "1:7: this is not JSON: a string is never closed"),
        (
            '{"a": "\\q"}',
            "1:8: this is not JSON: an escape that JSON does not know; write \\\\ for a backslash",
        ),
        ("{} {}", "1:4: this is not JSON: '{' stands here behind the end of the dossier"),
        ("dossier: gear", "1:1: this is not JSON: 'dossier' stands here, and a value is wanted"),
        ("", "this file holds nothing; 'claimgraph init' writes a dossier to begin with"),
        (
            '{"dossier": "a",\n "dossier": "b"}',
            "2:2: key 'dossier' stands here twice, first in line 1; keep one",
        ),
        (
            '{"dossier": "a", "author": "\\ud800"}',
            "1:28: an escape stands here for half a character; remove it, or write the character itself",
        ),
    ],
)
def test_what_is_no_strict_json_is_refused_with_its_place(
    text: str, message: str, complaints: Complaints
) -> None:
    """RFC 8259 and nothing beside it."""
    assert complaints(text, format="json") == [
        f"dossier.yaml:{message}" if message[0].isdigit() else f"dossier.yaml: {message}"
    ]


def test_a_tag_never_runs_anything(complaints: Complaints) -> None:
    """Not even one that PyYAML's unsafe loader would obey."""
    assert complaints("dossier: !!python/object/apply:os.abort []") == [
        "dossier.yaml:1:10: dossier takes one text, and a list stands here",
        (
            "dossier.yaml:1:10: the tag '!!python/object/apply:os.abort' is not read; remove it, "
            "since a dossier has no tags"
        ),
    ]


def test_thousands_of_wrong_references_are_all_named(complaints: Complaints) -> None:
    """Only the first fifty different ones get a suggestion, since each costs a look at every name."""
    statements = "".join(f"  s-{n}: {{speaker: n-{n}, stance: denies, claim: c}}\n" for n in range(3000))
    said = complaints(f"dossier: gear\nclaims: {{c: {{text: C.}}}}\nstatements:\n{statements}")
    assert len(said) == 3000
    assert said[-1] == "dossier.yaml:3003:21: 'n-2999' names nothing here; an entity is wanted"


def test_loads_takes_lone_surrogates_for_a_clear_error() -> None:
    """A str that no file could hold."""
    with pytest.raises(DossierError, match="is not UTF-8"):
        loads("dossier: \ud800")
