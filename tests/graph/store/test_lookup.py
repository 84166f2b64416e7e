"""From a name to the thing it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimgraph.graph.store.lookup import fold, item_of, resolve
from claimgraph.ontology import terms
from claimgraph.ontology.dossier import Dossier
from claimgraph.ontology.errors import UnknownNameError

if TYPE_CHECKING:
    from claimgraph.graph.store.store import Store

FERRY = "https://w3id.org/claimgraph/id/ferry"
COLLISION = f"{FERRY}/claim/c-collision"


@pytest.mark.parametrize(
    "name",
    [
        "c-collision",
        "  c-collision ",
        "ferry:c-collision",
        "ferry:claim/c-collision",
        "id:ferry/claim/c-collision",
        COLLISION,
        f"<{COLLISION}>",
        "The ferry struck the pier",
        "the FERRY struck… the pier!",
        "le bac a heurte la jetee",
        "Le bac a heurté la jetée",
        "Le bac a heurte\u0301 la",
        "struck the pier",
        "pier struck",
        "jetee heurte",
    ],
)
def test_a_claim_is_found_by_each_of_its_names(both_loaded: Store, name: str) -> None:
    """Slug, CURIE, IRI, and words in any language, whole or in part, without accents, case or punctuation."""
    item = resolve(both_loaded, name)
    assert (item.iri, item.kind, item.section) == (COLLISION, "claim", "claim")
    assert (item.slug, item.label, item.dossier) == ("c-collision", "The ferry struck the pier", FERRY)


@pytest.mark.parametrize(
    ("name", "iri", "kind"),
    [
        ("lark", f"{FERRY}/entity/lark", "firm"),
        ("Larke Ferrys", f"{FERRY}/entity/lark", "firm"),
        ("the lark", f"{FERRY}/entity/lark", "firm"),
        ("logbook", f"{FERRY}/source/logbook", "evidence"),
        ("s-master", f"{FERRY}/statement/s-master", "statement"),
        ("norway", "https://w3id.org/claimgraph/id/iso3166/NO", "state"),
        ("Norvege", "https://w3id.org/claimgraph/id/iso3166/NO", "state"),
        ("ferry", FERRY, "dossier"),
        (FERRY, FERRY, "dossier"),
        ("delivers", f"{terms.ACTION}delivers", "action"),
        ("cga:delivers", f"{terms.ACTION}delivers", "action"),
        ("cgp:drones", f"{terms.PRODUCT}drones", "product"),
    ],
)
def test_everything_with_a_name_is_found(both_loaded: Store, name: str, iri: str, kind: str) -> None:
    """Entities by any name, sources, statements, dossiers, concepts; what two dossiers share is one thing."""
    item = resolve(both_loaded, name)
    assert (item.iri, item.kind) == (iri, kind)


def test_a_slug_of_two_dossiers_is_ambiguous(both_loaded: Store) -> None:
    """Both are listed by names that lead to one of them each."""
    with pytest.raises(UnknownNameError, match=r"names 2 things: ferry:source/article .*; tide:s") as caught:
        resolve(both_loaded, "article")
    assert caught.value.ambiguous
    assert [iri.rsplit("/", 3)[1] for iri, _ in caught.value.candidates] == ["ferry", "tide"]
    assert resolve(both_loaded, "tide:article").dossier.endswith("tide")


def test_words_of_several_things_list_them(both_loaded: Store) -> None:
    """Several hits that are no exact ones are candidates, not an ambiguity."""
    with pytest.raises(UnknownNameError, match="stands in the names of 2 things") as caught:
        resolve(both_loaded, "the quay", kinds=["claim", "place", "report"])
    assert not caught.value.ambiguous
    assert len(caught.value.candidates) == 2


def test_only_what_is_wanted_is_found(both_loaded: Store) -> None:
    """By kind or by section; a name of something else says what it is."""
    assert resolve(both_loaded, "the ferry left", kinds=["claim"]).slug == "c-calm"
    assert resolve(both_loaded, "logbook", kinds=["source"]).kind == "evidence"
    with pytest.raises(UnknownNameError, match="'c-calm' is a claim, and a source is wanted here"):
        resolve(both_loaded, "c-calm", kinds=["source"])


def test_a_dossier_does_not_hide_what_it_holds(both_loaded: Store) -> None:
    """Where a claim is wanted, a dossier's slug is taken as a word."""
    with pytest.raises(UnknownNameError, match="stands in the names of 3 things"):
        resolve(both_loaded, "ferry", kinds=["claim"])


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("c-colision", "ferry:claim/c-collision"),
        ("c-colission", "ferry:claim/c-collision"),
        ("ferry:claim/c-calmm", "ferry:claim/c-calm"),
        ("Lark Fairies", "ferry:entity/lark"),
        ("The water stood above the kway", "tide:claim/c-flood"),
    ],
)
def test_a_misspelt_name_is_told_the_nearest(both_loaded: Store, name: str, nearest: str) -> None:
    """In the message, and as data."""
    with pytest.raises(
        UnknownNameError, match=f"names nothing in the store .*did you mean.*{nearest}"
    ) as caught:
        resolve(both_loaded, name)
    assert (caught.value.name, caught.value.ambiguous) == (name, False)
    assert caught.value.candidates


@pytest.mark.parametrize(
    "name",
    ["", "   ", "?!", "zzzzqqqq", "https://example.org/nowhere", "<not an iri>", "nowhere:c-calm", "(.*", "[", "\\p{L}",
     '"} DROP ALL #', "x" * 100_000, "c-" + "9" * 300, "red\x1b[31m\nhot"],
)  # fmt: skip
def test_a_name_of_nothing_is_an_error_whatever_it_holds(both_loaded: Store, name: str) -> None:
    """Nothing in a name is read as a pattern or a query."""
    with pytest.raises(UnknownNameError, match="names nothing") as caught:
        resolve(both_loaded, name)
    assert caught.value.name == name.strip()
    assert len(str(caught.value)) < 300
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("name", ["gone:claim/c-x", "gone:c-x", "id:gone/claim/c-x"])
def test_a_name_of_a_dossier_that_is_not_loaded_is_told_so(both_loaded: Store, name: str) -> None:
    """No other dossier's items are offered in its place."""
    with pytest.raises(UnknownNameError, match="names nothing in the store: no dossier 'gone' is loaded"):
        resolve(both_loaded, name)


def test_an_empty_store_names_nothing_but_concepts(store: Store) -> None:
    """And finds those."""
    assert resolve(store, "delivers").section == "concept"
    with pytest.raises(UnknownNameError):
        resolve(store, "c-collision")


def test_an_iri_that_is_only_referred_to_is_no_item(store: Store, ferry: Dossier) -> None:
    """Until its dossier is loaded."""
    store.load(ferry)
    assert item_of(store, "https://w3id.org/claimgraph/id/tide/claim/c-flood") is None


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("L’Élysée dément", "l elysee dement"),
        ("  A--b_c ", "a b c"),
        ("STRASSE", "strasse"),
        ("Йод", "иод"),
        ("…", ""),
    ],
)
def test_words_are_folded_the_same_way_however_written(written: str, folded: str) -> None:
    """Case, accents and punctuation go; letters stay."""
    assert fold(written) == folded


def test_accented_words_are_found_in_any_script(store: Store) -> None:
    """Latin, Greek, Cyrillic, composed or not; scripts without accents as they are."""
    wordings = ("Žluťoučký kůň", "Ελλάδα νησί", "Новый йод", "運河", "Große Straße")
    claims = {f"c-{letter}": {"text": text} for letter, text in zip("abcde", wordings, strict=True)}
    store.load(Dossier.model_validate({"dossier": "scripts", "claims": claims}))
    asked = {
        "zlutoucky kun": "c-a",
        "Ελλαδα": "c-b",
        "новыи": "c-c",
        "運河": "c-d",
        "grosse": "c-e",
        "STRASSE": "c-e",
    }
    assert {words: resolve(store, words).slug for words in asked} == asked
