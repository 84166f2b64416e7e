"""What is derived with each write: always of the dossiers that stand, and as if it had been made from nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimgraph.graph.index import files
from claimgraph.graph.reasoning import keeping, triples
from claimgraph.graph.store import integrity
from claimgraph.graph.store.store import Store
from claimgraph.ontology.derived import GRAPH
from claimgraph.ontology.dossier import Dossier
from claimgraph.ontology.shapes import validate

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pyoxigraph as ox

NEWS: Mapping[str, Any] = {
    "dossier": "news",
    "entities": {
        "land": {"kind": "state", "name": "Land", "iso3166": "ZZ"},
        "rival": {"kind": "state", "name": "Rival", "iso3166": "XX"},
        "paper": {"kind": "outlet", "name": "The Paper"},
    },
    "sources": {
        "story": {"kind": "report", "by": "paper", "published": "2021-05"},
        "papers": {"kind": "evidence", "what": "shipping papers", "in": "story"},
    },
    "claims": {
        "c-vests": {"text": "Land sent Rival vests", "slots": {
            "subject": "land", "action": "delivers", "object": "body-armour", "counterparty": "rival"}},
        "c-shells": {"text": "Land sent Rival shells", "slots": {
            "subject": "land", "action": "delivers", "object": "artillery-ammunition", "counterparty": "rival"}},
    },
    "statements": {
        "s-vests": {"speaker": "paper", "stance": "affirms", "claim": "c-vests", "in": "story"},
        "s-shells": {"speaker": "paper", "stance": "affirms", "claim": "c-shells", "in": "story", "based-on": "papers"},
    },
}  # fmt: skip

DENIAL: Mapping[str, Any] = {
    "dossier": "denial",
    "entities": {"land": {"kind": "state", "name": "Land", "iso3166": "ZZ"}},
    "claims": {"c-arms": {"text": "Land sent military equipment", "slots": {
        "subject": "land", "action": "delivers", "object": "military-equipment"}}},
    "statements": {"s-denies": {
        "speaker": "land", "stance": "denies", "claim": "c-arms", "public": True, "date": "2021"}},
    "relations": [{"from": "s-denies", "kind": "tension", "to": "news:statement/s-vests", "why": "It sounds so."}],
}  # fmt: skip

COPY: Mapping[str, Any] = {
    "dossier": "copy",
    "entities": {
        "echo": {"kind": "outlet", "name": "The Echo", "owner": "news:entity/paper"},
        "land": {"kind": "state", "name": "Land", "iso3166": "ZZ"},
        "works": {"kind": "firm", "name": "Works", "owner": "land"},
    },
    "sources": {"again": {"kind": "report", "by": "echo", "published": "2021-06", "reprints": "news:source/story"}},
    "claims": {"c-works": {"text": "Works sent shells", "slots": {
        "subject": "works", "action": "delivers", "object": "artillery-ammunition"}}},
    "statements": {
        "s-again": {"speaker": "echo", "stance": "affirms", "claim": "news:claim/c-vests", "in": "again",
                    "based-on": "news:statement/s-vests"},
        "s-works": {"speaker": "echo", "stance": "affirms", "claim": "c-works", "in": "again"},
    },
}  # fmt: skip


def changed(plain: Mapping[str, Any], **more: Mapping[str, Any]) -> Dossier:
    """A dossier with some sections' items added or replaced."""
    return Dossier.model_validate({
        **plain, **{section: {**plain.get(section, {}), **items} for section, items in more.items()}
    })  # fmt: skip


VERSIONS: Mapping[str, tuple[Dossier, ...]] = {
    "news": (
        changed(NEWS),
        changed(NEWS, entities={"paper": {"kind": "outlet", "name": "The Paper", "acts-for": "land"}}),
        changed(NEWS, sources={"papers": {"kind": "evidence", "what": "papers", "in": "story", "draws-on": "story"}}),
        changed(NEWS, statements={"s-vests": {**NEWS["statements"]["s-vests"], "stance": "no-evidence"}}),
    ),
    "denial": (
        changed(DENIAL),
        changed(DENIAL, claims={"c-arms": {"text": "Land sent vests", "slots": {
            "subject": "land", "action": "delivers", "object": "body-armour"}}}),
        changed(DENIAL, statements={"s-denies": {**DENIAL["statements"]["s-denies"], "date": "2022"}}),
    ),
    "copy": (
        changed(COPY),
        changed(COPY, entities={"works": {"kind": "firm", "name": "Works"}}),
        changed(COPY, sources={"again": {"kind": "report", "by": "echo"}}),
        changed(COPY, entities={"land": {"kind": "state", "name": "The Land", "iso3166": "ZZ"}}),
    ),
}  # fmt: skip
STEPS = st.sampled_from([(slug, None) for slug in VERSIONS] + [
    (slug, place) for slug, held in VERSIONS.items() for place in range(len(held))
])  # fmt: skip


def derived(store: Store) -> set[ox.Quad]:
    """What stands in the derived graph, but for the time."""
    found = store.quads_for_pattern(None, None, None, GRAPH)
    return {quad for quad in found if quad.predicate != triples.ENDED}


def taken(store: Store, slug: str, place: int | None) -> None:
    """Load a version of a dossier, or unload it where there is one."""
    if place is not None:
        store.load(VERSIONS[slug][place])
    elif slug in {held.slug for held in store.dossiers()}:
        store.unload(slug)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, min_size=1, max_size=5))
def test_step_by_step_it_comes_out_as_from_nothing(steps: list[tuple[str, int | None]]) -> None:
    """Whatever is loaded, replaced and unloaded in whatever order."""
    with Store.in_memory() as store:
        for slug, place in steps:
            taken(store, slug, place)
        with Store.in_memory() as fresh:
            held = [store.dossier(one.iri) for one in store.dossiers()]
            for dossier in held:
                fresh.load(dossier)
            fresh.reindex()
            assert derived(store) == derived(fresh)
            assert store.reasoning().statuses() == fresh.reasoning().statuses()


def test_it_is_kept_on_disk_as_it_is_in_memory(store: Store) -> None:
    """Written, mapped, checked, and as the shapes ask."""
    for slug in VERSIONS:
        store.load(VERSIONS[slug][0])
    store.load(VERSIONS["news"][1])
    assert len(derived(store)) > 60
    assert integrity.check(store) == []
    assert validate(store.quads_for_pattern(None, None, None, None)) == []


def test_what_another_hand_changed_is_found_and_made_again(store: Store) -> None:
    """A quad too many, and all of them gone."""
    store.load(VERSIONS["news"][0])
    whole = derived(store)
    store._backing.apply([next(iter(whole))], [])  # noqa: SLF001 - as another program would
    assert [finding.code for finding in integrity.check(store)] == ["derived"]
    store.reindex()
    assert derived(store) == whole
    assert store.drop_derived() == len(whole)
    assert (derived(store), integrity.check(store), store.drop_derived()) == (set(), [], 0)
    assert store.reasoning().statuses() == {
        f"https://w3id.org/claimgraph/id/news/claim/{slug}": standing
        for slug, standing in (("c-shells", "accepted"), ("c-vests", "unsupported"))
    }
    store.load(VERSIONS["denial"][0])
    assert len(derived(store)) > len(whole)
    assert integrity.check(store) == []


def test_what_another_version_kept_is_worked_out_again(tmp_path: Path) -> None:
    """A column too few: nothing fails, and the next write keeps all of it."""
    with Store.open(tmp_path / "store") as store:
        store.load(VERSIONS["news"][0])
        statuses, whole = store.reasoning().statuses(), derived(store)
        with store.snapshot_path() as database:
            file = database.parent / "index" / "reasoning"
    said, columns = files.read(file, "reasoning")
    assert columns.keys() == keeping.NAMES
    file.unlink()
    files.write(file, "reasoning", said, {name: columns[name] for name in columns if name != "sole"})
    with Store.open(tmp_path / "store") as store:
        assert store.reasoning().statuses() == statuses
        store.load(VERSIONS["denial"][0])
        store.unload("denial")
        assert derived(store) == whole
        assert integrity.check(store) == []


@pytest.mark.parametrize("slug", list(VERSIONS))
def test_what_a_change_cannot_reach_is_not_written_again(slug: str, store: Store) -> None:
    """A dossier on another matter adds its own, and takes away what is said of the time alone."""
    store.load(VERSIONS[slug][0])
    before = derived(store)
    store.load(Dossier.model_validate({"dossier": "far", "claims": {"c": {"text": "It rains"}}}))
    assert before < derived(store)
    store.unload("far")
    assert derived(store) == before
