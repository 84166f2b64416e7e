"""Standing, roots, compared pairs, days and what-ifs on the page, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from claimgraph.visualize import write
from tests.visualize.pretend import reasoned

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import networkx as nx
    from playwright.sync_api import Page

    from tests.conftest import PageOpener

BASE = "https://example.org/id/harbour/"
LEAK, PUMPED, LOG, STORY = (
    f"{BASE}claim/leak",
    f"{BASE}claim/pumped",
    f"{BASE}source/log",
    f"{BASE}source/story",
)
SAW, DENIES, NONE = (f"{BASE}statement/{name}" for name in ("saw", "firm-denies", "office-none"))
SAYS, ASKS = f"{BASE}statement/log-says", f"{BASE}statement/gazette-asks"
READY = "html[data-ready=yes]"


def root(side: str, kind: str, statements: list[str], items: list[str], label: str) -> dict[str, Any]:
    """One root, as the graph room lists it."""
    counted = kind in ("evidence", "witness", "admission")
    return {
        "side": side,
        "kind": kind,
        "counted": counted,
        "items": items,
        "statements": statements,
        "label": label,
    }


def told(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """The harbour with what the reasoning would say of it, by hand."""
    graph.nodes[LEAK].update(
        standing="accepted",
        standing_sentence="The fisherman saw it himself, and the firm has only its own word against it.",
        roots=[
            root("affirms", "witness", [SAW], [], "a fisherman, who watched it"),
            root("affirms", "unknown", [SAW], [], "those who name no source"),
            root("denies", "party", [DENIES], [], "Grey Line on its own ship"),
        ],
        roots_for=1, roots_against=0, unknown_lineage=2, outlets=4, rests_solely_on=[STORY],
    )  # fmt: skip
    graph.nodes[PUMPED].update(standing="disputed", roots_for=2, roots_against=1, unknown_lineage=0, outlets=1,
                               standing_sentence="The log says so, and the Gazette asks who kept it.")  # fmt: skip
    for iri, label, held in ((SAW, "in", True), (DENIES, "out", True), (SAYS, "undec", False)):
        graph.nodes[iri].update(argument_label=label, held_up=held, on_record=True)
    days = [
        ("2031-05-01", [SAYS, LOG], {PUMPED: "unsupported"}),
        ("2031-05-02", [SAYS, LOG, SAW], {PUMPED: "accepted", LEAK: "unsupported"}),
        ("2031-05-04", [SAYS, LOG, SAW, STORY, ASKS, NONE], {PUMPED: "disputed", LEAK: "accepted"}),
    ]
    graph.graph["days"] = [
        {"day": day, "public": public, "standing": standing} for day, public, standing in days
    ]
    graph.graph["perhaps"] = [DENIES]
    for day, public, _ in reversed(days):
        for iri in public:
            graph.nodes[iri]["known"] = day
    graph.graph["falls"] = {
        LOG: {
            "statements": [SAYS],
            "standing": {PUMPED: "unsupported"},
            "sentence": "The claim has no other basis.",
        },
        SAW: {"statements": [SAW], "standing": {LEAK: "unsupported"}, "sentence": "Nobody else was there."},
    }
    graph.nodes[LOG].update(
        carries=1,
        retracted=[
            {"date": "2031-06-01", "why": {"en": "pages were missing"}, "by": f"{BASE}entity/gazette"}
        ],
    )
    for nth, (kind, reason, slot, misses) in enumerate(
        [("undetermined", "classification", "object", True), ("undetermined", "period", "period", False),
         ("restates", "restates", "", False), ("contradicts", "scope", "", False)]
    ):  # fmt: skip
        graph.add_edge(DENIES, SAYS, key=f"{kind}#compare{nth}", kind=kind, origin="derived", rule="compare",
                       reason=reason,
                       slot=slot, non_responsive=misses, why={"en": f"Because of the {reason}."})  # fmt: skip
    return graph


@pytest.fixture
def file(harbour: nx.MultiDiGraph[str], tmp_path: Path) -> Path:
    """The page of the harbour with its reasoning, on disk."""
    return write(told(harbour), tmp_path / "page.html")


def at(file: Path, **choices: str) -> str:
    """A link into the page, as someone would send it."""
    pairs = [f"{key}={quote(value, safe='')}" for key, value in choices.items()]
    return f"{file.resolve().as_uri()}#{'&'.join(pairs)}"


def opened(open_page: PageOpener, link: str | Path, **more: Any) -> Page:  # noqa: ANN401 - the opener's own options
    """A page that has drawn itself."""
    page = open_page(link, **more)
    page.wait_for_selector(READY)
    return page


def standing_cell(page: Page, words: str) -> str:
    """What the table says of a claim's standing."""
    row = page.locator('[data-table="claims"] tbody tr', has_text=words)
    return " ".join(row.locator("[data-role=standing]").text_content().split())  # type: ignore[union-attr]


def rows(page: Page, table: str) -> int:
    """How many rows of a table are shown."""
    return page.locator(f'[data-table="{table}"] tbody tr:not([hidden])').count()


def lines(page: Page) -> int:
    """How many lines the picture shows."""
    return int(page.get_attribute("#stage", "data-lines") or 0)


def set_day(page: Page, stop: int) -> None:
    """Move the slider as a pointer would."""
    page.evaluate(
        "at => { const day = document.getElementById('day'); day.value = at; day.dispatchEvent(new Event('input')); }",
        stop,
    )


def test_the_panel_tells_the_standing_and_every_root(open_page: PageOpener, file: Path) -> None:
    """The sentence, the sides, the kinds, what counts and what does not, and each statement as a link."""
    page = opened(open_page, at(file, node=LEAK))
    words = page.inner_text("#panel")
    for part in (
        "Accepted", "1 root, many mouths · 2 unknown", "only its own word against it", "For it · 1 root", "Witness",
        "Against it · no counted root", "beside, not counted", "grouped, never counted", "4 outlets",
        "Rests solely on Gazette story", "2 statements of unknown lineage",
    ):  # fmt: skip
        assert part in words, part
    page.locator("#panel .root.counted a", has_text="a fisherman affirms").click()
    expect(page.locator("#panel h2")).to_contain_text("a fisherman affirms")
    assert "stands (in)" in page.inner_text("#panel")
    page.goto(at(file, node=SAYS))
    expect(page.locator("#panel")).to_contain_text("undecided (undec)")
    assert "none of the bases that it names holds" in page.inner_text("#panel")


def test_the_table_has_the_columns_of_the_picture(open_page: PageOpener, file: Path) -> None:
    """Standing, roots on either side, unknown lineage, the argument, the day; without a script too."""
    for javascript in (True, False):
        page = open_page(at(file, view="table"), javascript=javascript)
        leak = page.locator('[data-table="claims"] tbody tr', has_text="leaked oil")
        cells = [" ".join(words.split()) for words in leak.locator("td").all_text_contents()]
        assert cells[1:5] == ["✓accepted", "1, many mouths", "0", "2"]
        log = page.locator('[data-table="statements"] tbody tr', has_text="undecided").first
        assert "undecided (undec); not held up" in (log.text_content() or "")
        assert "non-responsive: misses the product" in (page.text_content('[data-table="relations"]') or "")
        assert "pages were missing" in (page.text_content('[data-table="sources"]') or "")


def test_claims_are_filtered_by_their_standing(open_page: PageOpener, file: Path) -> None:
    """A standing taken out takes its claims, with their statements, out of picture and table."""
    page = opened(open_page, file)
    page.click("#open-filters")
    page.locator("#standings label", has_text="disputed").locator("input").uncheck()
    assert rows(page, "claims") == 1
    assert rows(page, "statements") == 3
    page.locator("#filters button", has_text="Clear").click()
    assert rows(page, "claims") == 2


def test_what_comparison_leaves_open_is_drawn_only_when_asked_for(open_page: PageOpener, file: Path) -> None:
    """Undetermined, non-responsive and restated pairs: each has its own box; a contradiction is drawn at once."""
    page = opened(open_page, file)
    before, relations = lines(page), rows(page, "relations")
    page.click("#open-filters")
    for words in ("undetermined by comparison", "non-responsive", "the same again, by comparison"):
        page.locator("#filters label", has_text=words).locator("input").check()
    assert lines(page) == before + 3
    assert rows(page, "relations") == relations + 3
    assert "Filters · 3" in page.inner_text("#open-filters")
    for words in ("undetermined by comparison", "non-responsive", "the same again"):
        assert words in page.inner_text("#legend-body")


def test_a_compared_pair_says_reason_slot_and_rule(open_page: PageOpener, file: Path) -> None:
    """And it is seen while it is read about, whatever is hidden."""
    page = opened(open_page, file)
    before = lines(page)
    page.goto(at(file, node=DENIES))
    panel = page.locator("#panel")
    for part in ("Non-responsive: what misses the point", "non-responsive: misses the product", "(derived)"):
        expect(panel).to_contain_text(part)
    panel.locator("a", has_text="undetermined against").first.click()
    expect(panel).to_contain_text("Derived, not authored")
    words = page.inner_text("#panel")
    for part in ("non-responsive: misses the product", "Because of the classification.",
                 "derived by the rule “compare”",
                 "left open (classification)", "Grey Line does not answer Grey Line"):  # fmt: skip
        assert part in words, part
    assert lines(page) == before + 1


def test_the_slider_is_moved_by_keyboard_and_told(open_page: PageOpener, file: Path) -> None:
    """Home, End and the arrows; the day is said in words, and the link carries it."""
    page = opened(open_page, file)
    slider = page.locator("#day")
    assert slider.get_attribute("aria-valuetext") == "Latest: everything on record"
    slider.focus()
    page.keyboard.press("Home")
    assert slider.get_attribute("aria-valuetext") == "As of 1 May 2031: 1 statement public"
    assert "day=2031-05-01" in page.url
    page.keyboard.press("ArrowRight")
    expect(page.locator("#day-told")).to_contain_text("As of 2 May 2031")
    assert page.evaluate("document.activeElement.id") == "day"
    page.keyboard.press("End")
    expect(page.locator("#day-told")).to_contain_text("Latest")
    assert "day=" not in page.url


def test_a_day_hides_what_was_not_public_and_turns_the_standings(open_page: PageOpener, file: Path) -> None:
    """Statements, sources and lines go, in both views; the claims stand as they stood."""
    page = opened(open_page, at(file, day="2031-05-03", view="table"))
    expect(page.locator("#day-told")).to_contain_text("As of 2 May 2031")
    assert rows(page, "statements") == 3  # the log, the fisherman, and the denial that is perhaps public
    assert rows(page, "sources") == 1
    assert standing_cell(page, "leaked oil") == "unsupported"
    assert standing_cell(page, "pumped") == "✓accepted"
    # Roots and how a statement fares are those of the latest record; on another day they are not told.
    assert not page.locator("[data-role=latest] .cell").first.is_visible()
    page.click("#perhaps-box summary")
    page.uncheck("#perhaps")
    assert rows(page, "statements") == 2
    page.click("#latest")
    assert page.locator("[data-role=latest] .cell").first.is_visible()
    assert rows(page, "statements") == 5
    assert standing_cell(page, "leaked oil") == "✓accepted"


def test_what_is_perhaps_public_is_listed_and_faded(open_page: PageOpener, file: Path) -> None:
    """An unknown day is neither an early nor a late one."""
    page = opened(open_page, at(file, day="2031-05-04", view="table"))
    page.click("#perhaps-box summary")
    expect(page.locator("#perhaps-box li")).to_have_count(1)
    assert "Grey Line denies" in page.inner_text("#perhaps-box")
    assert page.locator("tr.faint").count() == 1
    page.goto(at(file, node=DENIES, day="2031-05-04"))
    expect(page.locator("#panel")).to_contain_text("unknown: perhaps public")


def test_a_day_and_a_search_hold_together(open_page: PageOpener, file: Path) -> None:
    """What was not public is not found."""
    page = opened(open_page, at(file, day="2031-05-01"))
    page.fill("#query", "mends nets says")
    expect(page.locator("#hits")).to_contain_text("Nothing found")
    page.click("#latest")
    page.fill("#query", "mends nets")
    expect(page.locator("#hits")).to_contain_text("a fisherman affirms")


def test_the_days_play_one_by_one(open_page: PageOpener, file: Path) -> None:
    """Play begins at the first day, pauses when pressed again, and ends at the latest."""
    page = open_page(file)
    page.clock.install()
    page.reload()
    page.wait_for_selector(READY)
    page.click("#play")
    expect(page.locator("#day-told")).to_contain_text("1 May 2031")
    page.clock.run_for(1500)
    expect(page.locator("#day-told")).to_contain_text("2 May 2031")
    page.click("#play")
    assert page.get_attribute("#play", "aria-label") == "Play the days one by one"
    page.click("#play")
    page.clock.run_for(9000)
    expect(page.locator("#day-told")).to_contain_text("Latest")
    assert open_page.errors == []


def test_moving_the_slider_leaves_the_way_back(open_page: PageOpener, file: Path) -> None:
    """A hundred stops are one step of the browser's history."""
    page = opened(open_page, at(file, node=LEAK))
    before = page.evaluate("history.length")
    for stop in (0, 1, 2, 0):
        set_day(page, stop)
    assert page.evaluate("history.length") == before
    expect(page.locator("#panel h2")).to_contain_text("The Marlin leaked oil")


def test_what_if_a_source_falls(open_page: PageOpener, file: Path) -> None:
    """The button in its panel, the banner, both standings, the struck rows, the link, and the way back by Escape."""
    page = opened(open_page, at(file, node=LOG))
    page.click("#fall")
    banner = page.locator("#whatif")
    expect(banner).to_contain_text(
        "1 statement falls with it; 1 claim stands otherwise. The claim has no other basis."
    )
    expect(page.locator("#live")).to_contain_text("What if: pump log falls")
    assert quote(LOG, safe="") in page.url.split("fall=")[1]
    page.click("#view-table")
    assert standing_cell(page, "pumped") == "disputed → would become unsupported"
    assert page.locator("tr.fallen").count() == 2
    assert page.locator("tr.fallen .falls-word").first.text_content() == " falls"
    page.keyboard.press("Escape")
    expect(banner).to_be_hidden()
    expect(page.locator("#live")).to_have_text("What-if undone")
    assert standing_cell(page, "pumped") == "disputed"
    assert page.locator("tr.fallen").count() == 0
    expect(page.locator("#panel")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()


def test_a_what_if_is_sent_as_a_link_and_undone_by_its_button(open_page: PageOpener, file: Path) -> None:
    """Also for a statement, and from the claim that rests on nothing else."""
    page = opened(open_page, at(file, fall=SAW, node=LEAK))
    expect(page.locator("#standing")).to_contain_text("accepted → would become unsupported")
    assert "Nobody else was there." in page.inner_text("#whatif")
    page.click("#whatif summary")
    expect(page.locator("#whatif .sheet")).to_contain_text("The Marlin leaked oil")
    page.click("#undo-fall")
    expect(page.locator("#whatif")).to_be_hidden()
    page.go_back()
    expect(page.locator("#whatif")).to_be_visible()


def test_a_what_if_and_a_day_never_stand_together(open_page: PageOpener, file: Path) -> None:
    """What falls with what is known of the latest record only; whichever comes second undoes the first, and says so."""
    page = opened(open_page, at(file, fall=LOG, day="2031-05-01"))
    expect(page.locator("#whatif")).to_be_visible()
    expect(page.locator("#day-told")).to_contain_text("Latest")
    set_day(page, 1)
    expect(page.locator("#whatif")).to_be_hidden()
    expect(page.locator("#live")).to_contain_text("The what-if is undone. As of 2 May 2031")
    page.goto(at(file, node=LOG, day="2031-05-02"))
    page.click("#fall")
    expect(page.locator("#day-told")).to_contain_text("Latest")


@pytest.mark.parametrize(
    "link", ["day=never", "day=1900-01-01", "day=9999-99-99", "fall=nowhere", f"fall={quote(LEAK)}"]
)
def test_a_broken_link_to_a_day_or_a_fall_does_no_harm(open_page: PageOpener, file: Path, link: str) -> None:
    """It opens on the nearest thing that there is."""
    page = opened(open_page, f"{file.resolve().as_uri()}#{link}")
    expect(page.locator("#whatif")).to_be_hidden()
    assert open_page.errors == []


def test_the_keyboard_in_the_graph_tells_the_standing(open_page: PageOpener, file: Path) -> None:
    """Who hears the page hears what the strip shows."""
    page = opened(open_page, at(file, argue=LEAK))
    page.focus("#stage")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#live")).to_contain_text("The Marlin leaked oil into the harbour, accepted")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#live")).to_contain_text("defeated")


def test_the_legend_explains_standings_and_derived_lines(open_page: PageOpener, file: Path) -> None:
    """Each in words."""
    page = opened(open_page, file)
    words = page.inner_text("#legend-body")
    for part in (
        "accepted",
        "rejected",
        "disputed",
        "unsupported",
        "undecided",
        "defeated",
        "not held up",
        "derived",
    ):
        assert part in words, part


def test_a_picture_without_reasoning_shows_what_it_has(
    open_page: PageOpener, harbour: nx.MultiDiGraph[str], tmp_path: Path
) -> None:
    """No slider, no banner, no empty column."""
    page = opened(open_page, write(harbour, tmp_path / "plain.html"))
    assert page.locator("#time").count() == 0
    assert "Standing" not in (page.text_content('[data-table="claims"] thead') or "")
    assert "unsupported" not in page.inner_text("#legend-body")


def test_the_strip_of_days_says_nothing_where_every_day_is_known(
    open_page: PageOpener, harbour: nx.MultiDiGraph[str], tmp_path: Path
) -> None:
    """No list of what is perhaps public, and no word in its place."""
    graph = told(harbour)
    graph.graph["perhaps"] = []
    graph.graph["days"][-1]["public"] = list(graph)
    page = opened(open_page, write(graph, tmp_path / "dated.html"))
    assert page.locator("#perhaps-box").count() == 0
    assert "null" not in page.inner_text("#time")


def test_it_fits_a_tablet(open_page: PageOpener, file: Path) -> None:
    """The slider and the banner wrap; nothing scrolls sideways."""
    page = opened(open_page, at(file, fall=LOG), size=(768, 1024))
    assert page.evaluate("document.documentElement.scrollWidth") <= 768
    box = page.locator("#day").bounding_box()
    assert box is not None
    assert box["width"] > 300


def test_a_large_page_with_days_and_falls_can_be_used(
    open_page: PageOpener, many: Callable[[int], nx.MultiDiGraph[str]], tmp_path: Path
) -> None:
    """It opens, steps through days, and lets a source fall."""
    graph = reasoned(many(480))
    source = next(iter(graph.graph["falls"]))
    page = opened(open_page, at(write(graph, tmp_path / "large.html"), day="2023-02-01"))
    shown = int(page.get_attribute("#stage", "data-nodes") or 0)
    page.focus("#day")
    page.keyboard.press("Home")
    assert int(page.get_attribute("#stage", "data-nodes") or 0) < shown
    page.goto(at(tmp_path / "large.html", fall=source))
    expect(page.locator("#whatif")).to_be_visible()
    assert open_page.errors == []


def test_the_lists_that_hang_from_the_strips_close_again(open_page: PageOpener, file: Path) -> None:
    """With Escape, which then does nothing else, and when something else is pressed."""
    page = opened(open_page, at(file, fall=LOG))
    box = page.locator("#perhaps-box .sheet")
    page.click("#perhaps-box summary")
    expect(box).to_be_visible()
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(page.locator("#whatif")).to_be_visible()
    page.click("#perhaps-box summary")
    page.click("h1")
    expect(box).to_be_hidden()
