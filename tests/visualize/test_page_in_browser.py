"""The page in a real browser: what a reader sees, does with keys and links, and gets without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from claimgraph.visualize import write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import networkx as nx
    from playwright.sync_api import Page

    from tests.conftest import PageOpener

BASE = "https://example.org/id/harbour/"
LEAK = f"{BASE}claim/leak"
READY = "html[data-ready=yes]"


@pytest.fixture
def file(harbour: nx.MultiDiGraph[str], tmp_path: Path) -> Path:
    """The page of the harbour, on disk."""
    return write(harbour, tmp_path / "page.html")


def at(file: Path, **choices: str) -> str:
    """A link into the page, as someone would send it."""
    pairs = [f"{key}={quote(value, safe='')}" for key, value in choices.items()]
    return f"{file.resolve().as_uri()}#{'&'.join(pairs)}"


def rows(page: Page, table: str) -> int:
    """How many rows of a table are shown."""
    return page.locator(f'[data-table="{table}"] tbody tr:not([hidden])').count()


def drawn(page: Page) -> int:
    """How many nodes the picture shows."""
    return int(page.locator("#stage").get_attribute("data-nodes") or "0")


def test_the_page_asks_nobody_and_nothing_goes_wrong(open_page: PageOpener, file: Path) -> None:
    """One request, for the file itself; no error and no violation of the policy."""
    page = open_page(file)
    page.wait_for_selector(READY)
    page.click("#view-table")
    page.click("#open-filters")
    page.click("#view-graph")
    page.goto(at(file, node=LEAK, argue=LEAK))
    page.wait_for_selector("#panel h2")
    assert {url.split("#")[0] for url in open_page.requests} == {file.resolve().as_uri()}
    assert open_page.errors == []


def test_a_link_to_a_node_opens_it_and_back_returns(open_page: PageOpener, file: Path) -> None:
    """Each choice is one step of the browser's history."""
    page = open_page(at(file, node=LEAK))
    page.wait_for_selector(READY)
    assert page.inner_text("#panel h2") == "The Marlin leaked oil into the harbour"
    page.locator("#panel a", has_text="Grey Line").first.click()
    expect(page.locator("#panel h2")).to_have_text("Grey Line")
    page.go_back()
    expect(page.locator("#panel h2")).to_contain_text("The Marlin")
    page.go_forward()
    expect(page.locator("#panel h2")).to_have_text("Grey Line")


@pytest.mark.parametrize(
    "link", ["node=nowhere", "node=%E0%A4%A", "node=", "=&&", "argue=%00", "__proto__=1", "steps=x", "n99"]
)
def test_a_broken_link_opens_the_page_all_the_same(open_page: PageOpener, file: Path, link: str) -> None:
    """It is told to screen readers, and nothing else happens."""
    page = open_page(f"{file.resolve().as_uri()}#{link}")
    page.wait_for_selector(READY)
    assert page.locator("#panel").is_hidden()
    assert open_page.errors == []


def test_every_kind_of_node_and_every_relation_has_a_panel(
    open_page: PageOpener, file: Path, harbour: nx.MultiDiGraph[str]
) -> None:
    """Each is reached by a link, and none is empty or broken."""
    page = open_page(file)
    page.wait_for_selector(READY)
    relations = [data["iri"] for _, _, data in harbour.edges(data=True) if "iri" in data]
    for iri in [*harbour, *relations]:
        page.goto(at(file, node=iri))
        expect(page.locator("#panel .iri").last).to_have_text(iri)
        words = page.inner_text("#panel")
        assert "undefined" not in words
        assert "[object" not in words
    assert open_page.errors == []


def test_the_panel_of_a_claim_tells_its_whole_case(open_page: PageOpener, file: Path) -> None:
    """Texts, slots, statements with dates and words, carriers, and each relation with its reason and its author."""
    page = open_page(at(file, node=LEAK))
    page.wait_for_selector(READY)
    words = page.inner_text("#panel")
    for part in (
        "Le Marlin a perdu du mazout dans le port", "assumed from the dossier", "a fisherman", "2031-05-02",
        "a man who mends nets says he watched the oil come out", "stand-in text", "not the report’s own words",
        "Our ship lost nothing", "found word for word", "Gazette story", "Who pumps at night has something to pump.",
        "weak", "A. Clerk", "undated", "What supports its affirmations", "What contradicts its affirmations",
        "derived by the rule “opposite-stances”",
    ):  # fmt: skip
        assert part in words, part


def test_an_inferred_date_says_from_what(open_page: PageOpener, file: Path) -> None:
    """A date that the source does not print is never shown as if it did."""
    page = open_page(at(file, node=f"{BASE}statement/log-says"))
    page.wait_for_selector(READY)
    assert "inferred from: the first entry of the log" in page.inner_text("#panel")


def test_the_argument_around_a_claim_hides_the_rest(open_page: PageOpener, file: Path) -> None:
    """'Argue from here' leaves what bears on the claim, and 'Whole graph' brings the rest back."""
    page = open_page(at(file, node=LEAK))
    page.wait_for_selector(READY)
    whole = drawn(page)
    page.click("#argue")
    page.wait_for_selector("#stage[data-picture=argument]")
    assert page.locator("#to-whole").is_visible()
    two_steps = drawn(page)
    page.fill(".where input[type=number]", "1")
    page.keyboard.press("Enter")
    expect(page.locator("#stage")).not_to_have_attribute("data-nodes", str(two_steps))
    assert drawn(page) < two_steps
    page.click("#to-whole")
    page.wait_for_selector("#stage[data-picture=whole]")
    assert drawn(page) == whole


def test_a_page_made_around_a_claim_opens_on_its_argument(
    open_page: PageOpener, harbour: nx.MultiDiGraph[str], tmp_path: Path
) -> None:
    """The graph's focus is what the page is about."""
    harbour.graph["focus"] = LEAK
    page = open_page(write(harbour, tmp_path / "trace.html"))
    page.wait_for_selector("#stage[data-picture=argument]")
    assert page.locator("#to-whole").is_visible()
    assert page.locator("#panel").is_hidden()


def test_the_graph_is_walked_by_keyboard_alone(open_page: PageOpener, file: Path) -> None:
    """Tab reaches the graph, arrows walk, Enter opens and moves the focus, Escape closes and gives it back."""
    page = open_page(at(file, argue=LEAK))
    page.wait_for_selector(READY)
    page.focus("#stage")
    live = page.locator("#live")
    page.keyboard.press("ArrowRight")
    expect(live).to_contain_text("The Marlin leaked oil")
    page.keyboard.press("ArrowRight")
    expect(live).to_contain_text("Grey Line denies")
    assert live.inner_text().startswith("is denied by: statement")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(live).to_contain_text("a fisherman affirms")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel h2")
    assert page.evaluate("document.activeElement.id") == "panel-title"
    page.keyboard.press("Escape")
    page.wait_for_selector("#panel", state="hidden")
    assert page.evaluate("document.activeElement.id") == "stage"


def test_tab_goes_through_the_page_in_reading_order(open_page: PageOpener, file: Path) -> None:
    """Head, graph, and its buttons; nothing is a trap."""
    page = open_page(file)
    page.wait_for_selector(READY)
    seen = []
    for _ in range(14):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                "document.activeElement.id || document.activeElement.className || document.activeElement.tagName"
            )
        )
    wanted = [
        "skip",
        "query",
        "view-graph",
        "view-table",
        "open-filters",
        "language",
        "theme",
        "stage",
        "SUMMARY",
        "zoom-in",
    ]
    assert [name for name in seen if name in wanted] == wanted


def test_what_has_the_focus_is_seen(open_page: PageOpener, file: Path) -> None:
    """Every control has an outline when reached by keyboard."""
    page = open_page(file)
    page.wait_for_selector(READY)
    for _ in range(8):
        page.keyboard.press("Tab")
        width, style = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement); return [s.outlineWidth, s.outlineStyle]; })()"
        )
        assert style != "none"
        assert float(width.removesuffix("px")) >= 2


def test_slash_searches_and_enter_opens_the_first_hit(open_page: PageOpener, file: Path) -> None:
    """Titles, texts, speakers, quotes and passages are searched, accents and case aside."""
    page = open_page(file)
    page.wait_for_selector(READY)
    page.keyboard.press("/")
    page.keyboard.type("VIDE sa cale")
    page.wait_for_selector("#hits li[role=option]")
    assert "The Marlin pumped its bilge at night" in page.inner_text("#hits")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel h2")
    for words, hit in (
        ("mends nets says", "a fisherman affirms"),
        ("lost nothing", "Grey Line denies"),
        ("gl ferries", "Grey Line"),
    ):
        page.fill("#query", words)
        expect(page.locator("#hits")).to_contain_text(hit)


def test_a_search_leaves_its_hits_in_the_tables(open_page: PageOpener, file: Path) -> None:
    """The same words choose the same things in both views."""
    page = open_page(at(file, view="table"))
    page.wait_for_selector(READY)
    assert rows(page, "statements") == 5
    page.fill("#query", "lost nothing")
    expect(page.locator('[data-table="statements"] tbody tr:not([hidden])')).to_have_count(1)


def test_filters_change_the_picture_and_the_tables_alike(open_page: PageOpener, file: Path) -> None:
    """A stance taken out is gone from both; cleared, it is back in both."""
    page = open_page(file)
    page.wait_for_selector(READY)
    before = drawn(page), rows(page, "statements"), rows(page, "relations")
    assert before == (9, 5, 5)
    page.click("#open-filters")
    page.locator("#filters label", has_text="affirms").locator("input").uncheck()
    assert (drawn(page), rows(page, "statements")) == (
        6,
        3,
    )  # the log goes with the only statement that rests on it
    assert rows(page, "relations") == 0
    page.locator("#filters button", has_text="Clear").click()
    assert (drawn(page), rows(page, "statements"), rows(page, "relations")) == before
    page.locator("#filters label", has_text="persons").locator("input").check()
    assert drawn(page) == 10


def test_a_date_range_keeps_undated_statements_apart(open_page: PageOpener, file: Path) -> None:
    """A month counts if one of its days lies in the range; what has no date is asked about separately."""
    page = open_page(file)
    page.wait_for_selector(READY)
    page.click("#open-filters")
    page.locator("#filters input[type=date]").first.fill("2031-05-03")
    page.locator("#filters input[type=date]").first.dispatch_event("change")
    assert rows(page, "statements") == 3  # 2031-05 (denies), 2031-05-04 (questions), undated
    page.locator("#filters label", has_text="undated").locator("input").uncheck()
    assert rows(page, "statements") == 2


def test_a_speaker_taken_out_takes_only_their_statements(open_page: PageOpener, file: Path) -> None:
    """The claim that others speak of stays."""
    page = open_page(file)
    page.wait_for_selector(READY)
    page.click("#open-filters")
    page.locator("#filters label", has_text="Grey Line").locator("input").uncheck()
    assert rows(page, "statements") == 3
    assert rows(page, "claims") == 2


def test_a_relation_taken_out_is_not_drawn(open_page: PageOpener, file: Path) -> None:
    """Lines go, cards stay."""
    page = open_page(file)
    page.wait_for_selector(READY)
    cards, lines = drawn(page), int(page.get_attribute("#stage", "data-lines") or 0)
    page.click("#open-filters")
    page.locator("#filters label", has_text="qualifies").locator("input").uncheck()
    assert drawn(page) == cards
    assert int(page.get_attribute("#stage", "data-lines") or 0) == lines - 1


def test_tables_sort_and_open_the_same_panel(open_page: PageOpener, file: Path) -> None:
    """A heading sorts, a second time backwards; a name opens the details."""
    page = open_page(at(file, view="table"))
    page.wait_for_selector(READY)
    heading = page.locator('[data-table="statements"] th', has_text="Date")
    heading.locator("button").click()
    assert heading.get_attribute("aria-sort") == "ascending"
    assert (
        page.locator('[data-table="statements"] tbody tr').last.locator("td").nth(3).inner_text() == "undated"
    )
    heading.locator("button").click()
    assert heading.get_attribute("aria-sort") == "descending"
    page.locator('[data-table="statements"] a', has_text="denies").click()
    page.wait_for_selector("#panel h2")
    assert page.inner_text("#panel h2").startswith("Grey Line denies")
    assert page.locator("#tables").is_visible()


def test_without_a_script_the_tables_are_the_page(open_page: PageOpener, file: Path) -> None:
    """Everything is readable, nothing dead is shown, and the page says what is missing."""
    page = open_page(file, javascript=False)
    assert page.locator("noscript").count() == 1
    assert "need JavaScript" in page.inner_text("body")
    assert page.locator("#tables").is_visible()
    assert "The Marlin leaked oil into the harbour" in page.inner_text("#tables")
    assert page.locator("#stage").is_hidden()
    assert page.locator("#query").is_hidden()


def test_a_browser_that_cannot_draw_shows_the_tables(open_page: PageOpener, file: Path) -> None:
    """If the picture fails, the page is as good as without a script."""
    page = open_page(file)
    page.add_init_script("window.ResizeObserver = undefined")
    page.reload()
    expect(page.locator("#tables")).to_be_visible()
    expect(page.locator("#stage")).to_be_hidden()
    assert len(open_page.errors) == 1


def test_colours_follow_the_system_and_the_toggle_is_remembered(open_page: PageOpener, file: Path) -> None:
    """Dark for who prefers dark; a choice made by hand outlives a reload."""
    background = "getComputedStyle(document.body).backgroundColor"
    dark = open_page(file, color_scheme="dark")
    dark.wait_for_selector(READY)
    light = open_page(file)
    light.wait_for_selector(READY)
    before = light.evaluate(background)
    assert dark.evaluate(background) != before
    light.click("#theme")
    assert light.evaluate(background) == dark.evaluate(background)
    assert light.get_attribute("#theme", "aria-label") == "Switch to light colours"
    light.reload()
    light.wait_for_selector(READY)
    assert light.evaluate(background) == dark.evaluate(background)


def test_where_nothing_may_be_stored_the_toggle_still_works(open_page: PageOpener, file: Path) -> None:
    """Some browsers refuse storage to files; that is no error."""
    page = open_page(file)
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })"
    )
    page.reload()
    page.wait_for_selector(READY)
    page.click("#theme")
    assert page.get_attribute("html", "data-theme") == "dark"
    assert open_page.errors == []


def test_who_asks_for_less_motion_gets_none(open_page: PageOpener, file: Path) -> None:
    """The panel appears, it does not slide."""
    page = open_page(at(file, node=LEAK))
    page.wait_for_selector(READY)
    name = "getComputedStyle(document.querySelector('#panel')).animationName"
    assert page.evaluate(name) == "slide"
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(name) == "none"


def test_on_paper_stand_the_tables(open_page: PageOpener, file: Path) -> None:
    """Printing needs no button pressed first."""
    page = open_page(file)
    page.wait_for_selector(READY)
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#tables").is_visible()
    assert page.locator(".tools").is_hidden()


def test_claims_are_read_in_the_language_chosen(open_page: PageOpener, file: Path) -> None:
    """Picture, tables and panel turn together, and the language is marked for screen readers."""
    page = open_page(at(file, node=LEAK))
    page.wait_for_selector(READY)
    page.select_option("#language", "fr")
    assert page.inner_text("#panel h2") == "Le Marlin a perdu du mazout dans le port"
    assert page.get_attribute("#panel h2", "lang") == "fr"
    page.click("#view-table")
    assert "Le Marlin a vidé sa cale de nuit" in page.inner_text("#tables")


def test_screen_readers_find_landmarks_names_and_the_equal_table(open_page: PageOpener, file: Path) -> None:
    """Head, main and details are landmarks; each control has a name; the graph says how it is walked."""
    page = open_page(at(file, node=LEAK))
    page.wait_for_selector(READY)
    tree = page.locator("body").aria_snapshot()
    for part in (
        "banner",
        "main",
        'complementary "Details"',
        'button "Graph" [pressed]',
        "search",
        'combobox "Search',
        "status",
    ):
        assert part in tree, part
    assert "Arrow keys" in page.inner_text(f"#{page.get_attribute('#stage', 'aria-describedby')}")
    unnamed = page.evaluate(
        """[...document.querySelectorAll('button, input, select')]
        .filter(e => !(e.textContent.trim() || e.ariaLabel || e.labels?.length)).length"""
    )
    assert unnamed == 0


def test_it_fits_a_tablet(open_page: PageOpener, file: Path) -> None:
    """Nothing is cut off at 768 pixels, and the page does not scroll sideways."""
    page = open_page(file, size=(768, 1024))
    page.wait_for_selector(READY)
    assert page.evaluate("document.documentElement.scrollWidth") <= 768
    page.click("#open-filters")
    box = page.locator("#filters").bounding_box()
    assert box is not None
    assert box["width"] <= 300
    page.click("#view-table")
    assert page.evaluate("document.documentElement.scrollWidth") <= 768


def test_what_was_left_out_stands_above_the_picture(
    open_page: PageOpener, harbour: nx.MultiDiGraph[str], tmp_path: Path
) -> None:
    """A part is never taken for the whole."""
    harbour.graph.update(complete=False, note="412 of 2,400 items are shown.")
    page = open_page(write(harbour, tmp_path / "part.html"))
    page.wait_for_selector(READY)
    assert "412 of 2,400 items are shown." in page.inner_text(".note")


def test_a_click_on_a_card_or_a_line_opens_it(
    open_page: PageOpener, harbour: nx.MultiDiGraph[str], tmp_path: Path
) -> None:
    """The claim of an argument stands in the middle; a click there opens it, one beside it closes it."""
    for node in [iri for iri in harbour if iri != LEAK]:
        harbour.remove_node(node)
    page = open_page(write(harbour, tmp_path / "one.html"))
    page.wait_for_selector(READY)
    box = page.locator("#stage").bounding_box()
    foot = page.locator("#foot").bounding_box()
    assert box is not None
    assert foot is not None
    middle = (box["x"] + box["width"] / 2, (box["y"] + foot["y"]) / 2)
    page.mouse.click(*middle)
    page.wait_for_selector("#panel h2")
    assert page.inner_text("#panel h2") == "The Marlin leaked oil into the harbour"
    page.mouse.click(box["x"] + 40, box["y"] + 150)
    page.wait_for_selector("#panel", state="hidden")


def test_a_page_of_two_thousand_nodes_can_be_used(
    open_page: PageOpener, many: Callable[[int], nx.MultiDiGraph[str]], tmp_path: Path
) -> None:
    """It opens, searches, argues and filters."""
    page = open_page(write(many(480), tmp_path / "large.html"))
    page.wait_for_selector(READY)
    assert drawn(page) > 1300
    page.fill("#query", "claim-77")
    page.wait_for_selector("#hits li[role=option]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#argue")
    page.click("#argue")
    page.wait_for_selector("#stage[data-picture=argument]")
    assert 3 < drawn(page) < 80
    assert open_page.errors == []
