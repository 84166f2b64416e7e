"""The founding case against the article itself, while that is at hand, and against its retelling."""

from __future__ import annotations

import hashlib
import re
import subprocess
import unicodedata
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from claimgraph.ontology.sources import Report
from claimgraph.ontology.vocabulary import Verification

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimgraph.loaders import Loaded
    from claimgraph.ontology.dossier import Dossier

ROOT = Path(__file__).resolve().parents[2]
SHINGLE = 6
# Stands alone in front of the headline and says nothing.
STRAY = "in"


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text stand: between line ends, and between full stops that a space follows."""
    for match in re.finditer(r"\S(?:[^\n]*?[.!?]+[”»]?[.]?(?=\s|$)|[^\n]*)", text):
        if re.search(r"\w", match[0]) and match[0].strip() != STRAY:
            yield match.span()


def shingles(text: str) -> set[tuple[str, ...]]:
    """Every run of six words, whatever stands between them."""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())
    return {tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}


def committed(root: Path) -> list[Path]:
    """The files that are, or could next be, committed."""
    if not (root / ".git").exists():
        pytest.skip("this is no checkout; run it where git can list the files")
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],  # noqa: S607 - git by its name
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [path for name in sorted(set(listed.split("\0")) - {""}) if (path := root / name).is_file()]


def test_the_article_is_the_one_whose_hash_is_named(founding: Dossier, shared: Path) -> None:
    """The positions mean nothing in any other text."""
    report = founding.sources["article"]
    assert isinstance(report, Report)
    assert report.text is not None
    assert hashlib.sha256((shared / "seed" / "article.fr.txt").read_bytes()).hexdigest() == report.text.sha256


def test_every_position_is_located_in_the_article(founding_with_text: Loaded) -> None:
    """With the text at hand each position lies inside it; without quotes nothing can be verified."""
    states = Counter((check.passage, check.verification) for check in founding_with_text.checks)
    assert states == {("quote", Verification.LOCATED): 50, ("stand-in", Verification.VERIFIED): 50}
    assert founding_with_text.warnings == ()


def test_without_the_article_its_passages_are_not_held(founding: Dossier) -> None:
    """That is a state, not an error."""
    assert {s.verification for s in founding.statements.values()} == {Verification.TEXT_NOT_HELD}


def test_the_positions_cover_every_sentence(founding: Dossier, article: str) -> None:
    """No sentence of the article is without a statement, its repeated headline included."""
    spans = [s.position for s in founding.statements.values() if s.position]
    assert all(end <= len(article) for _, end in spans)
    found = list(sentences(article))
    assert len(found) == 25
    bare = [i for i, (start, end) in enumerate(found) if not any(a < end and start < b for a, b in spans)]
    assert bare == []


def test_positions_begin_and_end_at_words(founding: Dossier, article: str) -> None:
    """A position that is off by one would cut a word or take in a blank."""
    for slug, statement in founding.statements.items():
        assert statement.position is not None
        start, end = statement.position
        passage = article[start:end]
        assert passage == passage.strip(), slug
        assert start == 0 or not (article[start - 1].isalnum() and passage[0].isalnum()), slug
        assert end == len(article) or not (article[end].isalnum() and passage[-1].isalnum()), slug


def test_printed_names_and_figures_stand_in_the_article(founding: Dossier, article: str) -> None:
    """What is called printed was printed."""
    printed = [word for entity in founding.entities.values() for word in entity.printed]
    printed += [
        word for c in founding.claims.values() if c.slots.quantity for word in c.slots.quantity.printed
    ]
    assert len(printed) == 19
    assert [word for word in printed if word not in article] == []


def test_the_repeated_headline_is_word_for_word_the_headline(founding: Dossier, article: str) -> None:
    """Which is why it restates and opens no second origin."""
    again = founding.statements["s-headline-again"].position
    assert again is not None
    assert article.count(article[slice(*again)]) == 2


def test_each_passage_stands_once_in_the_retelling(founding: Dossier, retelling: str) -> None:
    """A passage shown on the page leads to one place."""
    passages = [s.stand_in.quote for s in founding.statements.values() if s.stand_in and s.stand_in.quote]
    assert len(set(passages)) == 50
    assert [passage for passage in passages if retelling.count(passage) != 1] == []


def test_every_sentence_of_the_retelling_tells_a_statement(founding: Dossier, retelling: str) -> None:
    """It adds nothing to what the statements hold."""
    spans = [s.stand_in.position for s in founding.statements.values() if s.stand_in and s.stand_in.position]
    bare = [retelling[a:b] for a, b in sentences(retelling) if not any(x < b and a < y for x, y in spans)]
    assert bare == []


def test_the_retelling_puts_no_words_into_anyones_mouth(retelling: str) -> None:
    """Reported speech only, so no quotation marks and no first person."""
    assert not set('«»“”"‹›') & set(retelling)
    assert not re.search(r"\b(?:je|j'|nous|notre|nos|mon|ma|mes)\b", retelling, re.IGNORECASE)


def test_no_sentence_of_the_article_is_in_the_repository(article: str) -> None:
    """Not six words of it in a row, in any file."""
    theirs = shingles(article)
    hits = []
    for path in committed(ROOT):
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        hits += [f"{path.relative_to(ROOT)}: {' '.join(words)}" for words in sorted(theirs & shingles(text))]
    assert hits == []
