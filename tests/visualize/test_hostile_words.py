"""Words that try to become a script, in every attribute, id and title: they are shown as words."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import networkx as nx
import pytest

from claimgraph.visualize import write

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.conftest import PageOpener

PAYLOADS = (
    "</script><script>window.__pwned=1</script>",
    '<img src=x onerror="window.__pwned=1">',
    "'\"><svg onload=window.__pwned=1>",
    "javascript:window.__pwned=1",
    "{{7*7}}{%print(7*7)%}${7*7}<%=7*7%>",
    "<!--<script>window.__pwned=1//-->",
    "\u202ertl \u0645\u0631\u062d\u0628\u0627 \u2066\U0001f469\u200d\U0001f680\u2028\u2029",
    "__proto__",
    "constructor",
    "long " + "x" * 100_000,
)


def hostile_graph(payload: str) -> nx.MultiDiGraph[str]:
    """A small graph with the payload wherever a string can stand."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        title=payload,
        focus=f"urn:c{payload}",
        complete=False,
        note=payload,
        dossiers=[dict.fromkeys(("iri", "slug", "title", "author", "licence"), payload)],
    )
    names = {key: f"urn:{key}{payload}" for key in "cdstrea"}
    both = {"en": payload, "fr": payload, payload: payload}
    common = {"slug": payload, "label": payload, "dossier": payload, "note": payload}
    for claim in "cd":
        graph.add_node(
            names[claim],
            kind="claim",
            text=both,
            form=payload,
            assumed=[payload],
            standing="disputed" if claim == "c" else payload,
            standing_sentence=payload,
            roots=[
                {
                    "side": side,
                    "kind": payload,
                    "counted": side == "affirms",
                    "items": [names["e"], payload],
                    "label": payload,
                    "statements": [names["s"], payload],
                }
                for side in ("affirms", payload)
            ],
            roots_for=payload,
            outlets=payload,
            unknown_lineage=2,
            rests_solely_on=[names["e"], payload],
            slots={
                payload: [{"label": payload, "iri": payload}],
                "subject": [{"label": payload, "iri": names["a"]}],
            },
            **common,
        )
    for statement, stance in (("s", "affirms"), ("t", payload)):
        graph.add_node(
            names[statement],
            kind="statement",
            speaker=names["a"],
            claim=names["c"],
            stance=stance,
            speech_act=payload,
            likelihood=payload,
            confidence=payload,
            credibility=payload,
            date=payload,
            date_from=payload,
            date_to=payload,
            date_inferred_from=payload,
            quote=payload,
            lang=payload,
            position=[payload, payload],
            argument_label=payload,
            held_up=payload,
            on_record=False,
            known=payload,
            verification=payload,
            carriers=[[names["r"], payload]],
            bases=[names["e"], [payload, names["e"]]],
            passage={"before": payload, "words": payload, "after": payload, "text": payload, "note": payload},
            **common,
        )
        graph.add_edge(names[statement], names["c"], key=stance, kind=stance)
        graph.add_edge(names[statement], names["a"], key="speaker", kind="speaker")
        graph.add_edge(names[statement], names["r"], key="carrier", kind="carrier", path=0, step=0)
    for source, kind in (("r", "report"), ("e", "evidence")):
        graph.add_node(
            names[source],
            kind=kind,
            title=payload,
            what=both,
            genre=payload,
            by=[names["a"], payload],
            published=payload,
            published_from=payload,
            url=payload,
            obtained_by=payload,
            obtained_how=payload,
            reliability=payload,
            draws_on=[payload, [payload]],
            carriers=[[payload]],
            known=payload,
            carries=payload,
            retracted=[{"date": payload, "why": both, "by": payload}, payload],
            **common,
        )
    graph.add_node(
        names["a"],
        kind=payload,
        name=both,
        aliases=[payload],
        printed=payload,
        role=payload,
        wikidata=payload,
        owner=[payload],
        **{payload: payload},
        **common,
    )
    for kind in ("supports", "contradicts", "undetermined", payload):
        graph.add_edge(
            names["s"],
            names["t"],
            key=f"{kind}#{payload}",
            kind=kind,
            strength=payload,
            why=both,
            by=payload,
            iri=f"urn:rel{kind}{payload}",
            slug=payload,
            origin="derived" if kind == "undetermined" else payload,
            rule=payload,
            reason=payload,
            slot=payload,
            non_responsive=kind == "undetermined",
            withdrawn=payload,
            undercuts_relation=payload,
        )
    standing = {names["c"]: "accepted", payload: payload}
    graph.graph["days"] = [
        {"day": payload, "public": [payload]},
        {"day": "2031-05-01", "public": [names["s"], payload], "standing": standing},
    ]
    graph.graph["perhaps"] = [names["t"], payload]
    graph.graph["falls"] = {
        payload: payload,
        names["e"]: {"statements": [names["s"], payload], "standing": standing, "sentence": payload},
    }
    return graph


def pwned(page: Page) -> object:
    """What a payload would have left behind."""
    return page.evaluate("[window.__pwned, {}.polluted, document.querySelectorAll('img, svg').length]")


@pytest.mark.parametrize(
    "payload", PAYLOADS, ids=lambda payload: payload[:24].encode("ascii", "replace").decode()
)
def test_hostile_words_are_shown_and_never_run(open_page: PageOpener, tmp_path: Path, payload: str) -> None:
    """In every panel, table, filter, search hit and tip, in the address, on the canvas."""
    graph = hostile_graph(payload)
    file = write(graph, tmp_path / "page.html")
    page = open_page(file)
    page.wait_for_selector("html[data-ready=yes]")
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    relations = [data["iri"] for _, _, data in graph.edges(data=True) if "iri" in data]
    for iri in [*graph, *relations]:
        page.evaluate("hash => { location.hash = hash; }", f"node={quote(iri, safe='')}")
        page.wait_for_selector("#panel h2")
    page.click("#open-filters")
    page.fill("#query", payload[:60])
    page.wait_for_selector("#hits li")
    page.locator("#query").press("Escape")
    page.click("#view-table")
    page.click("#view-graph")
    page.mouse.move(500, 300)
    page.mouse.move(640, 380)
    page.evaluate(
        "hash => { location.hash = hash; }", f"day={quote(payload, safe='')}&fall={quote(payload, safe='')}"
    )
    page.click("#perhaps-box summary")
    page.evaluate("hash => { location.hash = hash; }", "day=2031-05-01")
    page.wait_for_selector("html.as-of")
    page.evaluate("hash => { location.hash = hash; }", f"fall={quote(f'urn:e{payload}', safe='')}")
    page.wait_for_selector("#whatif:not([hidden])")
    page.click("#whatif summary")
    assert pwned(page) == [None, None, 0]
    assert open_page.errors == []
    assert {url.split("#")[0] for url in open_page.requests} == {file.resolve().as_uri()}
    shown = " ".join(payload[:40].split())
    assert shown in " ".join((page.text_content("h1") or "").split())
    assert "49" not in (page.text_content("h1") or "")


def test_hostile_words_do_nothing_where_no_script_runs_either(open_page: PageOpener, tmp_path: Path) -> None:
    """The tables are escaped on their own account."""
    page = open_page(write(hostile_graph(PAYLOADS[1]), tmp_path / "page.html"), javascript=False)
    assert page.locator("img").count() == 0
    assert "onerror" in page.inner_text("#tables")


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=c", 1),
        ("http://example.org/", 1),
        ("javascript:window.__pwned=1", 0),
        ("JaVaScRiPt:window.__pwned=1", 0),
        (" \tjavascript:window.__pwned=1", 0),
        ("data:text/html,<script>window.__pwned=1</script>", 0),
        ("file:///etc/passwd", 0),
        ("//example.org/x", 0),
        ("vbscript:x", 0),
    ],
)
def test_only_addresses_of_the_web_are_links(
    open_page: PageOpener, tmp_path: Path, url: str, linked: int
) -> None:
    """Anything else is shown as it stands."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("urn:r", kind="report", label="r", url=url)
    page = open_page(f"{write(graph, tmp_path / 'page.html').resolve().as_uri()}#node=urn%3Ar")
    page.wait_for_selector("#panel h2")
    assert page.locator("#panel dd a[target]").count() == linked
    assert " ".join(url.split()) in " ".join(page.inner_text("#panel").split())
    if linked:
        assert page.get_attribute("#panel dd a[target]", "rel") == "noopener noreferrer"
