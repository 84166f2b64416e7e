"""A report's text is found beside its dossier or where the user says, known by its hash, and its quotes are checked."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from claimgraph.loaders import dump, load, loads, verify
from claimgraph.ontology.sources import Report
from claimgraph.ontology.vocabulary import Verification

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimgraph.loaders import Loaded

    Complaints = Callable[..., list[str]]

DOSSIER = """\
dossier: gear
entities: {china: {kind: state, name: China, iso3166: CN}, gazette: {kind: outlet, name: Gazette}}
sources: {article: {kind: report, by: gazette, text: article.txt, stand-in: {file: retelling.txt, lang: en}}}
claims: {c-arms: {text: China has sent arms., slots: {subject: china, action: delivers}}}
statements:
  s-denial: {speaker: china, stance: denies, claim: c-arms, in: article, PASSAGE}
"""
TEXT = "L’ambassade a dit\u00a0: «\u202fjamais\u202f».\nElle n’a rien livré, a dit l’ambassade.\n"


def dossier(passage: str) -> str:
    """The dossier with this passage."""
    return DOSSIER.replace("PASSAGE", passage)


def states(loaded: Loaded) -> dict[str, Verification]:
    """Each passage's state."""
    return {check.passage: check.verification for check in loaded.checks}


def test_a_quote_is_verified_and_its_position_recorded(folder: Path) -> None:
    """Both passages, each against its own text."""
    said = dossier("quote: Elle n'a rien livré, stand-in: {quote: denied it}")
    loaded = loads(said, base_dir=folder)
    statement = loaded.dossier.statements["s-denial"]
    assert states(loaded) == {"quote": Verification.VERIFIED, "stand-in": Verification.VERIFIED}
    assert statement.verification is Verification.VERIFIED
    assert statement.position == (32, 51)
    assert statement.stand_in is not None
    assert statement.stand_in.verification is Verification.VERIFIED
    assert statement.stand_in.position == (28, 37)
    assert loaded.warnings == ()


def test_the_hash_of_a_text_is_filled_in_and_leads_to_its_bytes(folder: Path) -> None:
    """The store keeps texts under these names."""
    loaded = loads(dossier("quote: jamais"), base_dir=folder)
    article = loaded.dossier.sources["article"]
    assert isinstance(article, Report)
    assert article.text is not None
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    assert article.text.sha256 == sha256
    assert loaded.texts[sha256] == TEXT
    assert hashlib.sha256(loaded.texts[sha256].encode()).hexdigest() == sha256


def test_a_loaded_dossier_is_written_so_that_it_loads_the_same(folder: Path) -> None:
    """Positions and hashes included, outcomes left to the loader."""
    loaded = loads(dossier("quote: jamais"), base_dir=folder).dossier
    assert "verification" not in dump(loaded)
    assert loads(dump(loaded), base_dir=folder).dossier == loaded


def test_what_is_wrong_with_quotes_is_an_error_at_the_quote(folder: Path, complaints: Complaints) -> None:
    """Missing and ambiguous words, and positions that do not fit, in both texts."""
    said = dossier("quote: toujours, stand-in: {position: [0, 99]}") + (
        "  s-two: {speaker: china, stance: denies, claim: c-arms, in: article, quote: mbassade}\n"
        "  s-three: {speaker: china, stance: denies, claim: c-arms, in: article, quote: jamais, position: [0, 6]}\n"
    )
    assert complaints(said, base_dir=folder) == [
        "dossier.yaml:6:81: the quote is not in article.txt; correct it, or leave it out and give a position",
        "dossier.yaml:6:112: position [0, 99] ends behind retelling.txt, which has 39 characters",
        (
            "dossier.yaml:7:78: the quote stands 2 times in article.txt: [3, 11] (line 1, column 4); "
            "[62, 70] (line 2, column 31); add the one meant as position"
        ),
        (
            "dossier.yaml:8:80: position [0, 6] of article.txt reads 'L’amba', and not the quote; "
            "the quote stands at [22, 28]"
        ),
    ]


def test_a_tolerant_load_reports_what_became_of_each_quote(folder: Path) -> None:
    """For ``claimgraph verify``, which lists them all."""
    loaded = loads(dossier("quote: toujours"), base_dir=folder, tolerant=True)
    assert [(check.statement, check.verification.value) for check in loaded.checks] == [
        ("s-denial", "missing")
    ]
    assert loaded.checks[0].message.startswith("the quote is not in article.txt")
    assert loaded.dossier.statements["s-denial"].verification is Verification.MISSING


def test_a_text_that_is_not_at_hand_is_a_state_and_a_warning() -> None:
    """Nothing can be said about the quote; the position is kept as given."""
    loaded = loads(dossier("quote: whatever, position: [3, 9]"), name="dossier.yaml")
    statement = loaded.dossier.statements["s-denial"]
    assert (statement.verification, statement.position) == (Verification.TEXT_NOT_HELD, (3, 9))
    assert [str(warning) for warning in loaded.warnings] == [
        "dossier.yaml:3:54: warning: text 'article.txt' is not at hand, so no quote from it is checked",
        "dossier.yaml:3:84: warning: text 'retelling.txt' is not at hand, so no quote from it is checked",
    ]


def test_a_text_known_by_its_hash_may_be_away_without_a_warning() -> None:
    """A dossier may be passed on where its texts may not."""
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    said = (
        dossier("quote: jamais")
        .replace("article.txt", f"{{sha256: {sha256}}}")
        .replace(", stand-in: {file: retelling.txt, lang: en}", "")
    )
    loaded = loads(said)
    assert loaded.warnings == ()
    assert states(loaded) == {"quote": Verification.TEXT_NOT_HELD}


@pytest.mark.parametrize("name", ["article.txt", "HASH", "HASH.txt", "any other name.txt"])
def test_a_text_is_found_in_a_named_folder_by_name_or_by_hash(tmp_path: Path, name: str) -> None:
    """Whatever it is called there."""
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    (tmp_path / name.replace("HASH", sha256)).write_bytes(TEXT.encode())
    said = dossier("quote: jamais").replace(
        "text: article.txt", f"text: {{file: article.txt, sha256: {sha256}}}"
    )
    for texts in ([tmp_path], sorted(tmp_path.iterdir())):
        assert states(loads(said, texts=texts))["quote"] is Verification.VERIFIED


def test_a_text_with_another_hash_is_an_error(folder: Path, complaints: Complaints) -> None:
    """It is another text, or somebody changed it."""
    said = dossier("quote: jamais").replace(
        "text: article.txt", f"text: {{file: article.txt, sha256: {'a' * 64}}}"
    )
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    assert complaints(said, base_dir=folder) == [
        (
            f"dossier.yaml:3:82: text 'article.txt' has the SHA-256 {sha256}, and not this one: "
            "it is another text, or was changed"
        )
    ]


@pytest.mark.parametrize("file", ["../secret.txt", "/etc/passwd", "leak.txt", "C:\\secret.txt"])
def test_no_text_is_read_from_outside_the_folder(tmp_path: Path, file: str, complaints: Complaints) -> None:
    """A dossier from somebody else cannot read the disk of whoever loads it."""
    inside = tmp_path / "in"
    inside.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (inside / "leak.txt").symlink_to(tmp_path / "secret.txt")
    said = dossier("quote: secret").replace("text: article.txt", f"text: '{file}'")
    (message, *_rest) = complaints(said, base_dir=inside)
    assert message == (
        f"dossier.yaml:3:54: text '{file}': this leads out of the dossier's folder; name a file in it"
    )


def test_a_text_that_is_a_folder_a_device_or_not_utf8_is_an_error(
    tmp_path: Path, complaints: Complaints
) -> None:
    """Each said at the name in the dossier."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "latin.txt").write_bytes("Zoé".encode("latin-1"))
    said = dossier("quote: x").replace("article.txt", "folder").replace("retelling.txt", "latin.txt")
    assert complaints(said, base_dir=tmp_path) == [
        "dossier.yaml:3:54: text 'folder': this is a folder, and a file is wanted",
        "dossier.yaml:3:79: text 'latin.txt' is not UTF-8 at byte 2; save it as UTF-8",
    ]


def test_verify_checks_a_dossier_against_the_texts_at_hand(folder: Path) -> None:
    """As the store does, which holds texts by their hash."""
    (folder / "gear.yaml").write_text(
        dossier("quote: jamais, stand-in: {position: [0, 3]}"), encoding="utf-8"
    )
    loaded = load(folder / "gear.yaml")
    assert verify(loaded.dossier, loaded.texts) == list(loaded.checks)
    assert {check.verification for check in verify(loaded.dossier, {})} == {Verification.TEXT_NOT_HELD}
    changed = dict.fromkeys(loaded.texts, "another text")
    checks = verify(loaded.dossier, changed)
    assert [(check.passage, check.verification.value) for check in checks] == [
        ("quote", "missing"),
        ("stand-in", "located"),
    ]


def test_a_claim_that_nobody_states_and_a_source_of_nothing_are_asked_about() -> None:
    """Warnings, at their slugs; a claim that another claim is about is in use."""
    loaded = loads(
        "dossier: gear\n"
        "entities: {a: {kind: state, name: A}}\n"
        "sources: {report: {kind: report}}\n"
        "claims:\n"
        "  c-1: {text: One.}\n"
        "  c-2: {text: Two., slots: {object: c-3}}\n"
        "  c-3: {text: Three.}\n"
        "statements: {s: {speaker: a, stance: affirms, claim: c-2}}\n"
    )
    assert [str(warning) for warning in loaded.warnings] == [
        "<string>:3:11: warning: nothing comes from source 'report'; name it where it is used, or leave it out",
        "<string>:5:3: warning: nobody states claim 'c-1'; add a statement, or leave the claim out",
    ]
