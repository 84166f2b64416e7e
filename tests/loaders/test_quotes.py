"""Quoted words are verified exactly, once typography is folded, and never by likeness."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.loaders.quotes import HeldText, closest, fold
from claimgraph.ontology.vocabulary import Verification

TEXT = HeldText(
    "article.txt",
    "L’ambassade a dit\u00a0: «\u202fjamais\u202f».\n"
    "Elle n’a rien livré, a dit l’ambassade.\nDes drones, des drones.\n",
)
typography = st.text("ab '\"‘’ʼ“”„«»\u00a0\u202f\u2009\n-é", max_size=40)


@pytest.mark.parametrize(
    ("quote", "span"),
    [
        ('L\'ambassade a dit : "jamais"', (0, 29)),
        ("L’ambassade a dit : «\u00a0jamais\u00a0»", (0, 29)),
        ("“jamais”", (20, 30)),
        ("jamais", (22, 28)),
        ("Elle n'a rien livré", (32, 51)),
        ("livré, a dit l'ambassade.\nDes", (46, 75)),
    ],
)
def test_words_are_verified_after_folding_typography(quote: str, span: tuple[int, int]) -> None:
    """And the position that is recorded is the original's, in code points."""
    outcome = TEXT.check(quote, None)
    assert outcome is not None
    assert (outcome.verification, outcome.error) == (Verification.VERIFIED, "")
    assert outcome.position is not None
    assert fold(TEXT.text[slice(*outcome.position)]).text == fold(quote).text
    assert outcome.position == span or quote in (
        "“jamais”",
        'L\'ambassade a dit : "jamais"',
        "L’ambassade a dit : «\u00a0jamais\u00a0»",
    )


@pytest.mark.parametrize(
    "quote",
    [
        "l'ambassade a dit :",
        "Elle n'a rien  livré",
        "Elle n'a rien livre",
        "Elle n’a rien livré, a dit l’ambassade. Des drones",
        "Elle n'a jamais livré",
        "jamais.",
        "Elle n'a rien livré, a dit l'ambassadeur",
    ],
)
def test_nothing_else_is_folded(quote: str) -> None:
    """Case, accents, spaces, line breaks and every word count; a likeness is shown, and verifies nothing."""
    outcome = TEXT.check(quote, None)
    assert outcome is not None
    assert (outcome.verification, outcome.position) == (Verification.MISSING, None)
    assert outcome.error.startswith("the quote is not in article.txt")


def test_a_missing_quote_is_told_the_closest_passage() -> None:
    """With its line, column and offsets, to look it up."""
    outcome = TEXT.check("Elle n'a jamais livré", None)
    assert outcome is not None
    assert outcome.error == (
        "the quote is not in article.txt; closest is line 2, column 1, [32, 51]: 'Elle n’a rien livré'; "
        "correct it, or leave it out and give a position"
    )


def test_a_quote_that_stands_twice_is_ambiguous_until_a_position_settles_it() -> None:
    """Both places are named."""
    outcome = TEXT.check("des drones", (84, 94))
    assert outcome is not None
    assert outcome.verification is Verification.VERIFIED
    outcome = TEXT.check("drones", None)
    assert outcome is not None
    assert (outcome.verification, outcome.position) == (Verification.AMBIGUOUS, None)
    assert outcome.error == (
        "the quote stands 2 times in article.txt: [76, 82] (line 3, column 5); [88, 94] (line 3, column 17); "
        "add the one meant as position"
    )


def test_hits_that_overlap_are_counted() -> None:
    """An "ana" in "banana" is two."""
    assert list(HeldText("t", "banana").hits("ana")) == [(1, 4), (3, 6)]


def test_a_quote_must_stand_at_its_position() -> None:
    """The message says what stands there, and where the quote does."""
    outcome = TEXT.check("jamais", (0, 6))
    assert outcome is not None
    assert outcome.verification is Verification.MISSING
    assert outcome.error == (
        "position [0, 6] of article.txt reads 'L’amba', and not the quote; the quote stands at [22, 28]"
    )


def test_a_position_alone_locates_and_must_lie_in_the_text() -> None:
    """Without words there is nothing to verify."""
    end = len(TEXT.text)
    inside, outside = TEXT.check(None, (0, end)), TEXT.check(None, (0, end + 1))
    assert inside is not None
    assert outside is not None
    assert (inside.verification, inside.error) == (Verification.LOCATED, "")
    assert outside.verification is Verification.MISSING
    assert outside.error == f"position [0, {end + 1}] ends behind article.txt, which has {end} characters"


def test_neither_words_nor_position_is_nothing_to_check() -> None:
    """Not a failure either."""
    assert TEXT.check(None, None) is None


def test_offsets_count_code_points() -> None:
    """Not bytes, not UTF-16 units."""
    outcome = HeldText("t", "👩‍👩‍👧 e\u0301 mot").check("mot", None)
    assert outcome is not None
    assert outcome.position == (9, 12)


@given(typography, typography, typography)
def test_every_piece_of_a_text_is_found_in_it(before: str, quote: str, after: str) -> None:
    """Whatever its typography, and at the place where it stands, unless a guillemet's space is cut off it."""
    text = HeldText("t", before + quote + after)
    start, end = len(before), len(before) + len(quote)
    cut = re.compile("«[ \u00a0\u202f\u2009]|[ \u00a0\u202f\u2009]»")
    if (
        quote
        and not cut.search(text.text[max(start - 1, 0) : start + 1])
        and not cut.search(text.text[end - 1 : end + 1])
    ):
        spans = list(text.hits(quote))
        assert any(first <= start and end <= last for first, last in spans)


@given(typography, st.integers(0, 39), st.integers(1, 40))
def test_a_folded_span_leads_back_to_the_same_words(text: str, start: int, length: int) -> None:
    """Folding the original's span gives the folded span."""
    folded = fold(text)
    if start < len(folded.text):
        end = min(start + length, len(folded.text))
        first, last = folded.span(start, end)
        assert fold(text[first:last]).text == folded.text[start:end]


def test_looking_for_a_likeness_is_bounded() -> None:
    """A long text with many like passages costs one pass; a quote without words, nothing."""
    assert closest("a b c", "a b c " * 500_000) is None
    assert closest("!!", "some text") is None
    assert closest("quite other words", "some text") is None
