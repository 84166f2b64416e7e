"""The founding case as a page: complete, clear of overlaps, and each denial where it belongs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

import claimgraph
from claimgraph.visualize import render, write
from claimgraph.visualize.layout import Layout, arrange
from claimgraph.visualize.reading import Reading
from tests.visualize.pretend import reasoned

if TYPE_CHECKING:
    from pathlib import Path

    import networkx as nx

    from tests.conftest import PageOpener


@pytest.fixture(scope="module")
def founding() -> nx.MultiDiGraph[str]:
    """The whole founding dossier, by the public way."""
    with claimgraph.in_memory() as graph:
        graph.load(claimgraph.demo_dossier())
        return graph.picture()


@pytest.fixture(scope="module")
def reading(founding: nx.MultiDiGraph[str]) -> Reading:
    """The same, as the page reads it."""
    return Reading.of(founding)


@pytest.fixture(scope="module")
def layout(reading: Reading) -> Layout:
    """Its pictures."""
    return arrange(reading)


def named(reading: Reading, slug: str) -> str:
    """The IRI of the one node with a slug."""
    (found,) = (iri for iri, facts in reading.facts.items() if facts.get("slug") == slug)
    return found


def test_nothing_overlaps_in_any_picture(reading: Reading, layout: Layout) -> None:
    """The whole picture, upright or wide, and each claim's argument at each number of steps."""
    pictures = [layout.whole, layout.tall]
    pictures += [picture.places for found in layout.arguments.values() for picture in found]
    assert set(layout.whole) == set(reading.facts)
    for places in pictures:
        cards = list(places.values())
        assert not any(one.overlaps(other) for at, one in enumerate(cards) for other in cards[at + 1 :])


def test_the_whole_case_is_readable_on_a_laptop(reading: Reading, layout: Layout) -> None:
    """Fitted into 1366 by 768, a claim's letters of 12.5 pixels are still more than eight tall."""
    cards = [
        layout.whole[iri] for iri in reading.facts if reading.family(iri) in ("claim", "statement", "source")
    ]
    width = max(card.right for card in cards) - min(card.left for card in cards)
    height = max(card.bottom for card in cards) - min(card.top for card in cards)
    assert 12.5 * min(1330 / width, 632 / height) > (8 if reading.is_reasoned else 8.5)


def test_it_stays_readable_with_standings_and_days(founding: nx.MultiDiGraph[str]) -> None:
    """The strip on each claim, the slider and the longer legend cost half a pixel, not more."""
    reading = Reading.of(reasoned(founding.copy()))
    whole = arrange(reading).whole
    cards = [whole[iri] for iri in reading.facts if reading.family(iri) in ("claim", "statement", "source")]
    width = max(card.right for card in cards) - min(card.left for card in cards)
    height = max(card.bottom for card in cards) - min(card.top for card in cards)
    assert 12.5 * min(1330 / width, 575 / height) > 8
    assert not any(one.overlaps(other) for at, one in enumerate(cards) for other in cards[at + 1 :])


def test_the_chinese_denial_stands_against_what_it_denies(reading: Reading, layout: Layout) -> None:
    """On the right of its claim, across from the affirmations that it contradicts."""
    claim = named(reading, "c-china-military")
    picture = layout.arguments[claim][1].places
    denial = named(reading, "s-china-denies")
    assert picture[denial].left > picture[claim].right
    met = [
        edge for edge in reading.edges if edge.kind == "contradicts" and denial in (edge.source, edge.target)
    ]
    strong = [edge for edge in met if edge.facts.get("strength") == "strong"]
    assert strong
    for edge in strong:
        other = edge.target if edge.source == denial else edge.source
        assert picture[other].right < picture[claim].left


def test_having_seen_no_evidence_is_drawn_as_no_contradiction(reading: Reading, layout: Layout) -> None:
    """The American statement stands above its claim, neither for nor against it, and has no line of contradiction."""
    statement = named(reading, "s-us-no-evidence")
    claim = str(reading.facts[statement]["claim"])
    for picture in layout.arguments[claim]:
        assert picture.places[statement].bottom < picture.places[claim].top
    assert not [e for e in reading.edges if e.kind == "contradicts" and statement in (e.source, e.target)]


def test_the_two_drone_figures_stand_side_by_side(reading: Reading, layout: Layout) -> None:
    """Either claim's argument holds the other figure, joined by a line of tension."""
    one, other = named(reading, "s-drones-lead-figure"), named(reading, "s-drones-body-figure")
    for mine, theirs in ((one, other), (other, one)):
        picture = layout.arguments[str(reading.facts[mine]["claim"])][1]
        assert picture.parents[theirs] == mine


def test_every_passage_shown_is_marked_as_a_stand_in(founding: nx.MultiDiGraph[str]) -> None:
    """The report's own text is not in the page; what is shown comes from the retelling and says so."""
    page = render(founding)
    passages = [data["passage"] for _, data in founding.nodes(data=True) if "passage" in data]
    assert passages
    assert {passage["text"] for passage in passages} == {"stand-in"}
    assert len(re.findall(r"\(stand-in text\)", page)) >= len(passages)


def test_the_page_opens_in_a_browser_and_tells_the_case(
    open_page: PageOpener, founding: nx.MultiDiGraph[str], reading: Reading, tmp_path: Path
) -> None:
    """From the denial to what it meets, by the panel's links."""
    link = f"{write(founding, tmp_path / 'founding.html').resolve().as_uri()}#node="
    page = open_page(link + quote(named(reading, "s-china-denies"), safe=""))
    page.wait_for_selector("#panel h2")
    words = page.inner_text("#panel")
    for part in (
        "China denies: China has sent military equipment",
        "stand-in text",
        "Against it",
        "contradicts",
        "Why:",
    ):
        assert part in words, part
    assert "apparent" in words
    assert open_page.errors == []


def test_the_page_of_the_graph_says_what_the_record_comes_to(open_page: PageOpener, tmp_path: Path) -> None:
    """Where claims stand, the three days, and what falls with the customs records; no word of the program's own."""
    with claimgraph.in_memory() as graph:
        graph.load(claimgraph.demo_dossier())
        file = graph.view(tmp_path / "founding.html")
        customs = graph.find("customs").iri
    page = open_page(f"{file.resolve().as_uri()}#fall={quote(customs, safe='')}")
    page.wait_for_selector("html[data-ready=yes]")
    words = page.inner_text("body")
    assert "5 statements fall with it; 6 claims stand otherwise" in words
    assert "31 March 2023 to 31 December 2023" in words
    assert not re.search(r"\b(?:null|undefined|NaN)\b", words)
    page.keyboard.press("Escape")
    page.focus("#day")
    page.keyboard.press("Home")
    assert "31 March 2023" in page.inner_text("#day-told")
