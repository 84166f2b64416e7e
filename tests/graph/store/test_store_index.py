"""The index of a store: written with each generation, believed only if the log agrees, rebuilt where it is missing."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from claimgraph.graph.index import files
from claimgraph.graph.index.index import Index
from claimgraph.graph.index.segments import Segment
from claimgraph.graph.reasoning.deriving import Contents
from claimgraph.graph.store import integrity
from claimgraph.graph.store.store import Store
from claimgraph.graph.store.texts import sha256_of
from claimgraph.ontology.errors import StoreError
from tests.small import dossier, said

if TYPE_CHECKING:
    from pathlib import Path

    from claimgraph.ontology.dossier import Dossier


def home(store: Store) -> Path:
    """The folder of the index of the generation that stands."""
    with store.snapshot_path() as database:
        return database.parent / "index"


def expected(store: Store) -> Index:
    """The index made of the dossiers in a store, from the beginning."""
    return Index.merge(
        Segment.of(
            store.dossier(held.iri), sha256=held.content_sha256, texts=store.text_bytes, content=Contents()
        )
        for held in store.dossiers()
    )


def test_the_index_follows_loading_replacing_and_unloading(
    store: Store, ferry: Dossier, tide: Dossier
) -> None:
    """In memory and on disk; what another dossier holds meets what refers to it."""
    assert store.index().dossiers == ()
    store.load(ferry)
    assert store.index().equal(expected(store))
    assert store.index() is store.index()
    store.load(tide)
    assert [held.slug for held in store.index().dossiers] == ["ferry", "tide"]
    assert store.index().equal(expected(store))
    store.load(ferry.model_copy(update={"statements": {}, "relations": ()}))
    assert store.index().equal(expected(store))
    store.unload("tide")
    assert [held.slug for held in store.index().dossiers] == ["ferry"]
    assert store.index().equal(expected(store))


def test_a_dossier_that_does_not_change_keeps_its_segment(
    tmp_path: Path, ferry: Dossier, tide: Dossier
) -> None:
    """By a second name of the same file; the other is written anew."""
    with Store.open(tmp_path / "s") as store:
        store.load_all([])
        store.load(ferry)
        before = {path.stat().st_ino for path in (home(store) / "segments").iterdir()}
        store.load(tide)
        after = {path.stat().st_ino for path in (home(store) / "segments").iterdir()}
        assert len(before) == 1
        assert before < after
        assert store.index().file == home(store) / "index"


@pytest.mark.parametrize("how", ["missing", "of another version"])
def test_an_index_that_is_not_ours_is_built_again(tmp_path: Path, ferry: Dossier, how: str) -> None:
    """A store that an older claimgraph wrote; nothing is written while it is read."""
    with Store.open(tmp_path / "s") as store:
        store.load(ferry)
        if how == "missing":
            shutil.rmtree(home(store))
        else:
            path = home(store) / "index"
            path.write_bytes(path.read_bytes().replace(b"index\x01", b"index\x63", 1))
    with Store.open(tmp_path / "s", read_only=True) as store:
        assert store.index().equal(expected(store))
        assert store.index().file is None
        assert {finding.code for finding in integrity.check(store)} == {"reference"}


def test_an_index_of_other_dossiers_is_not_believed(tmp_path: Path, ferry: Dossier, tide: Dossier) -> None:
    """The log says what is in the store; the header of the index must say the same."""
    with Store.open(tmp_path / "s") as store, Store.open(tmp_path / "other") as other:
        store.load(ferry)
        other.load(tide)
        shutil.copyfile(home(other) / "index", home(store) / "index")
        assert store.index().equal(expected(store))


@pytest.mark.parametrize("how", ["cut short", "flipped", "foreign", "empty"])
def test_a_damaged_index_is_a_clear_error_until_it_is_written_anew(
    tmp_path: Path, ferry: Dossier, how: str
) -> None:
    """Never a wrong answer, and never a crash."""
    with Store.open(tmp_path / "s") as store:
        store.load(ferry)
        path = home(store) / "index"
        content = path.read_bytes()
        damaged = {
            "cut short": content[:-1],
            "flipped": content[:40] + bytes([content[40] ^ 1]) + content[41:],
            "foreign": b"PK\x03\x04" + content,
            "empty": b"",
        }
        path.write_bytes(damaged[how])
        with pytest.raises(StoreError, match="reindex"):
            store.index()
        assert [finding.code for finding in integrity.check(store) if finding.severity == "error"] == [
            "index"
        ]
        store.reindex()
        assert store.index().equal(expected(store))
        assert [finding for finding in integrity.check(store) if finding.severity == "error"] == []


def test_a_number_that_leads_nowhere_is_seen_before_it_is_followed(tmp_path: Path) -> None:
    """Opening does not read the arrays; asking for lineage does, once."""
    made = Index.of([dossier(said("a", "affirms", "c"))])
    columns = made.columns()
    speaker = made.statements.speaker.copy()
    speaker[0] = 7
    files.write(
        tmp_path / "i",
        "index",
        {"dossiers": [list(d) for d in made.dossiers]},
        columns | {"statements.speaker": speaker},
    )
    with pytest.raises(StoreError, match=r"statements\.speaker"):
        _ = Index.open(tmp_path / "i").sound


def test_an_array_that_was_changed_is_found_by_its_check_sum(tmp_path: Path, ferry: Dossier) -> None:
    """Which the integrity check compares."""
    with Store.open(tmp_path / "s") as store:
        store.load(ferry)
        path = home(store) / "index"
        content = path.read_bytes()
        at = content.rindex(b"entity/lark") + 7
        path.write_bytes(content[:at] + b"L" + content[at + 1 :])
        with pytest.raises(StoreError, match=r"agents\.iri"):
            store.verify_index()
        assert ("error", "index") in {(finding.severity, finding.code) for finding in integrity.check(store)}


def test_a_text_that_comes_later_makes_copies_known(store: Store) -> None:
    """Two reports whose texts differ in white space alone are one text once both are held."""
    texts = {sha256_of(text): text for text in (b"It rained  all day.", b"It rained all day.\n")}
    reports = {f"r{i}": {"kind": "report", "text": {"sha256": sha}} for i, sha in enumerate(texts)}
    given = dossier(sources=reports)
    store.load(given)
    assert store.index().things.copy.tolist() == [-1, -1]
    assert store.load(given, texts=texts).status == "unchanged"
    assert store.index().things.copy.tolist() == [0, 0]
    generation = store.generation
    store.load(given, texts=texts)
    assert store.generation == generation
