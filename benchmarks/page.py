"""What a page costs: to write, and to open in a browser, at the founding case's size and at the limit of legibility.

Times are given as multiples of something that the same machine did in between, so that a busy or slow one changes
little: writing as a multiple of dumping the same graph as JSON, opening as a multiple of opening a page that holds
vis-network and nothing else. The promises: writing is linear (a node of the large graph costs at most three times one
of the small), and the page at the limit opens in at most twelve times the empty page. The exit code is 1 if one fails.

Run it with the Python of an environment with the ``dev`` extra, and a Chromium:
``.venv-test/bin/python benchmarks/page.py``.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

BASE = "https://example.org/id/benchmark/"
STANCES = ("affirms", "affirms", "denies", "affirms", "no-evidence", "questions")
KINDS = ("supports", "contradicts", "qualifies", "supports", "tension", "undercuts")
STANDINGS = ("accepted", "rejected", "unsupported", "disputed")
SMALL, LARGE, DAYS = 40, 560, 60
PROMISED_GROWTH, PROMISED_OPENING = 3.0, 12.0


def graph_of(claims: int) -> nx.MultiDiGraph[str]:
    """Claims with statements, speakers, reports and relations in the proportions of a real case."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(title=f"{claims} claims")
    reports = [f"{BASE}source/{n}" for n in range(max(3, claims // 5))]
    for n, report in enumerate(reports):
        graph.add_node(report, kind="report", label=f"Report {n}", published=f"20{10 + n % 15}")
    statements: list[str] = []
    for n in range(claims):
        claim, speaker = f"{BASE}claim/{n}", f"{BASE}entity/{n // 2}"
        words = f"Number {n} was seen in the harbour before the ferry had left the quay"
        graph.add_node(claim, kind="claim", label=words, text={"en": words, "fr": words}, form="event")
        graph.add_node(speaker, kind="person", label=f"Speaker {n // 2}")
        for m in range(1 + (n % 4 == 0)):
            statement = f"{BASE}statement/{n}-{m}"
            report = reports[(n + m) % len(reports)]
            stance = STANCES[(n + m) % len(STANCES)]
            graph.add_node(statement, kind="statement", label=words, speaker=speaker, claim=claim, stance=stance,
                           quote=words, carriers=[[report]], date=f"20{10 + n % 15}")  # fmt: skip
            graph.add_edge(statement, claim, key=stance, kind=stance)
            graph.add_edge(statement, speaker, key="speaker", kind="speaker")
            graph.add_edge(statement, report, key="carrier", kind="carrier", path=0, step=0)
            for back in (1, 5):
                if len(statements) >= back:
                    kind = KINDS[(n + back) % len(KINDS)]
                    graph.add_edge(statement, statements[-back], key=f"{kind}#{n}-{m}-{back}", kind=kind,
                                   strength="strong", why={"en": words})  # fmt: skip
            statements.append(statement)
    return reasoned(graph, reports)


def reasoned(graph: nx.MultiDiGraph[str], reports: list[str]) -> nx.MultiDiGraph[str]:
    """The same with a standing and roots on each claim, sixty days, and what falls with each report."""
    on: dict[str, list[str]] = {}
    for iri, facts in graph.nodes(data=True):
        if facts["kind"] == "statement":
            on.setdefault(facts["claim"], []).append(iri)
    for nth, (claim, found) in enumerate(on.items()):
        root = {
            "side": "affirms",
            "kind": "witness",
            "counted": True,
            "items": reports[:1],
            "statements": found,
        }
        graph.nodes[claim].update(standing=STANDINGS[nth % 4], standing_sentence=claim, roots=[root], roots_for=1,
                                  roots_against=0, unknown_lineage=nth % 3, outlets=2)  # fmt: skip
    said = [
        (iri, nth * DAYS // len(graph))
        for nth, iri in enumerate(graph)
        if graph.nodes[iri]["kind"] != "claim"
    ]
    first = dt.date(2031, 1, 1)
    graph.graph["days"] = [
        {"day": (first + dt.timedelta(days=day)).isoformat(), "public": [iri for iri, since in said if since <= day],
         "standing": {claim: STANDINGS[(nth + day // 20) % 4] for nth, claim in enumerate(on)}}
        for day in range(DAYS)
    ]  # fmt: skip
    claims = list(on)
    graph.graph["falls"] = {
        report: {
            "statements": on[claims[nth % len(claims)]],
            "standing": dict.fromkeys(claims[nth : nth + 9], STANDINGS[2]),
        }
        for nth, report in enumerate(reports)
    }  # fmt: skip
    return graph


def dumped(graph: nx.MultiDiGraph[str]) -> str:
    """The same content as JSON, by the standard library."""
    data: list[Any] = [list(graph.nodes(data=True)), list(graph.edges(data=True))]
    return json.dumps(data)


def median(times: int, work: Callable[[], object]) -> float:
    """The median time of some runs, in seconds."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return statistics.median(found)


def opened(page: Page, file: Path, *, ready: str) -> float:
    """Seconds until a page has drawn itself for the first time."""
    page.goto("about:blank")
    start = time.perf_counter()
    page.goto(file.resolve().as_uri())
    page.wait_for_selector(ready, state="attached")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return time.perf_counter() - start


FRAMES = """async () => {
  const canvas = document.querySelector("#stage canvas");
  const frame = canvas.getBoundingClientRect();
  const times = [];
  for (let n = 0; n < 20; n += 1) {
    const start = performance.now();
    canvas.dispatchEvent(new WheelEvent("wheel", { deltaY: n % 2 ? 40 : -40, bubbles: true, cancelable: true,
      clientX: frame.x + 500, clientY: frame.y + 300 }));
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[10] / 2;
}"""


STEP = """async () => {
  const day = document.getElementById("day");
  const times = [];
  for (let n = 0; n < 12; n += 1) {
    const start = performance.now();
    day.value = String(20 + n);
    day.dispatchEvent(new Event("input"));
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[6];
}"""


def main() -> int:
    """Measure, print, and say whether the promises hold."""
    parser = argparse.ArgumentParser(description="What a page costs to write and to open.")
    parser.add_argument("--runs", type=int, default=5, help="how often each is done (default: %(default)s)")
    runs = parser.parse_args().runs
    from claimgraph.visualize import render, write
    from claimgraph.visualize.network import vis_network_script

    small, large = graph_of(SMALL), graph_of(LARGE)
    render(small)
    costs = {}
    for name, graph in (("small", small), ("large", large)):
        writing, dumping = median(runs, lambda g=graph: render(g)), median(runs, lambda g=graph: dumped(g))  # type: ignore[misc]
        costs[name] = writing / graph.number_of_nodes()
        print(
            f"write {graph.number_of_nodes():5d} nodes {writing * 1000:8.0f} ms  {writing / dumping:6.1f} x json.dumps"
        )
    growth = costs["large"] / costs["small"]
    print(
        f"a node of the large graph costs {growth:.2f} of one of the small (promised: at most {PROMISED_GROWTH:g})"
    )

    browser_path = (
        shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    )
    if browser_path is None:
        print("no Chromium found (Debian package: chromium): opening is not measured")
        return int(growth > PROMISED_GROWTH)
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        empty = Path(folder) / "empty.html"
        empty.write_text(
            f"<!DOCTYPE html><div id=empty></div><script>{vis_network_script()}</script>", encoding="utf-8"
        )
        files = {
            g.number_of_nodes(): write(g, Path(folder) / f"{g.number_of_nodes()}.html")
            for g in (small, large)
        }
        browser = playwright.chromium.launch(
            executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        opened(page, empty, ready="#empty")
        ratio = 0.0
        for nodes, file in files.items():
            pairs = [
                (opened(page, empty, ready="#empty"), opened(page, file, ready="html[data-ready=yes]"))
                for _ in range(runs)
            ]
            ratio = statistics.median(full / bare for bare, full in pairs)
            frame, step = page.evaluate(FRAMES), page.evaluate(STEP)
            first = statistics.median(full for _, full in pairs) * 1000
            print(
                f"open  {nodes:5d} nodes {first:8.0f} ms  {ratio:6.1f} x empty page   {frame:5.0f} ms a frame"
                f"   {step:5.0f} ms a day's step   {file.stat().st_size // 1024:5d} kB"
            )
        browser.close()
    print(f"promised: at most {PROMISED_OPENING:g} x empty page at the limit")
    return int(growth > PROMISED_GROWTH or ratio > PROMISED_OPENING)


if __name__ == "__main__":
    sys.exit(main())
