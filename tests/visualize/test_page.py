"""The page as a file: one document, nothing asked for, nothing run from the data, whole or not at all."""

from __future__ import annotations

import copy
import hashlib
import json
import re
from base64 import b64encode
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from claimgraph.ontology.errors import ExportError
from claimgraph.visualize import render, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Page(HTMLParser):
    """What a browser would find in the document: elements, scripts, styles, links."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.styles: list[str] = []
        self._open = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note each element; open a script or a style."""
        self.elements.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self._open = tag
            (self.scripts.append((dict(attrs), "")) if tag == "script" else self.styles.append(""))

    def handle_endtag(self, tag: str) -> None:
        """Close a script or a style."""
        if tag == self._open:
            self._open = ""

    def handle_data(self, data: str) -> None:
        """Collect the source of scripts and styles."""
        if self._open == "script":
            self.scripts[-1] = (self.scripts[-1][0], self.scripts[-1][1] + data)
        elif self._open == "style":
            self.styles[-1] += data

    @property
    def policy(self) -> dict[str, list[str]]:
        """The Content-Security-Policy, by directive."""
        content = next(
            a["content"] for t, a in self.elements if a.get("http-equiv") == "Content-Security-Policy"
        )
        return {rule.split()[0]: rule.split()[1:] for rule in str(content).split(";")}

    @property
    def data(self) -> dict[str, object]:
        """The JSON in the page."""
        source = next(text for attrs, text in self.scripts if attrs.get("type") == "application/json")
        found: dict[str, object] = json.loads(source)
        return found


def test_the_policy_lets_only_our_own_scripts_and_styles_run(harbour: nx.MultiDiGraph[str]) -> None:
    """Each running script and style is named by its hash, and nothing else is allowed."""
    page = Page(render(harbour))
    rules = page.policy
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == ["'none'"]
    assert rules["img-src"] == ["data:"]
    running = [text for attrs, text in page.scripts if attrs.get("type") != "application/json"]
    for directive, sources in (("script-src", running), ("style-src", page.styles)):
        hashes = [f"'sha256-{b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in sources]
        assert rules[directive] == hashes
    assert "unsafe" not in str(rules)


def test_the_policy_stands_before_anything_that_it_rules(harbour: nx.MultiDiGraph[str]) -> None:
    """A policy in a meta element does not reach back."""
    tags = [tag for tag, attrs in Page(render(harbour)).elements]
    policy = next(n for n, (t, a) in enumerate(Page(render(harbour)).elements) if "http-equiv" in a)
    assert policy < min(tags.index("style"), tags.index("script"), tags.index("link"))


def test_no_element_asks_for_anything(harbour: nx.MultiDiGraph[str]) -> None:
    """No address stands in a place that a browser fetches; the only link element is an empty icon."""
    for tag, attrs in Page(render(harbour)).elements:
        assert tag not in ("img", "iframe", "object", "embed", "base", "form", "video", "audio", "source")
        assert "src" not in attrs
        assert "srcset" not in attrs
        assert "style" not in attrs
        assert not any(name.startswith("on") for name in attrs)
        if tag == "link":
            assert attrs["href"] == "data:,"


def test_the_data_cannot_leave_its_element(harbour: nx.MultiDiGraph[str]) -> None:
    """Whatever a label holds, the JSON stays one inert script element."""
    evil = "</script><script>window.__pwned=1</script><!--\u2028\u2029 & ]]> {{7*7}} {% raw %}"
    for node in list(harbour):
        harbour.nodes[node]["label"] = evil
    harbour.add_node(f"urn:{evil}", kind=evil, label=evil)
    page = Page(render(harbour, title=evil))
    assert len(page.scripts) == 4
    nodes = page.data["nodes"]
    assert isinstance(nodes, list)
    assert {node["label"] for node in nodes} == {evil}


def test_the_heading_and_the_tables_are_escaped(harbour: nx.MultiDiGraph[str]) -> None:
    """Markup in a title or a name is shown, not obeyed."""
    harbour.nodes["https://example.org/id/harbour/entity/town"]["label"] = '"><img src=x onerror=alert(1)>'
    tags = {tag for tag, _ in Page(render(harbour, title="<h1 onclick=x>{{7*7}}")).elements}
    assert "img" not in tags
    assert "{{7*7}}" in render(harbour, title="{{7*7}}")


def test_a_page_holds_every_node_and_edge(harbour: nx.MultiDiGraph[str]) -> None:
    """What is hidden at first is hidden, not left out."""
    data = Page(render(harbour)).data
    nodes, edges = data["nodes"], data["edges"]
    assert isinstance(nodes, list)
    assert isinstance(edges, list)
    assert {node["id"] for node in nodes} == set(harbour)
    assert len(edges) == harbour.number_of_edges()


def test_the_graph_is_not_changed(harbour: nx.MultiDiGraph[str]) -> None:
    """The caller goes on with the graph that was handed in."""
    before = copy.deepcopy(harbour)
    render(harbour)
    assert nx.utils.graphs_equal(before, harbour)
    assert before.graph == harbour.graph


def test_the_same_graph_gives_the_same_bytes(harbour: nx.MultiDiGraph[str]) -> None:
    """No clock and no order of insertion is in the page."""
    turned: nx.MultiDiGraph[str] = nx.MultiDiGraph(**harbour.graph)
    turned.add_nodes_from(reversed(list(harbour.nodes(data=True))))
    turned.add_edges_from(reversed(list[Any](harbour.edges(keys=True, data=True))))
    assert render(harbour) == render(turned)


def test_what_was_left_out_is_said_where_it_is_seen(harbour: nx.MultiDiGraph[str]) -> None:
    """The graph's note stands above the picture."""
    harbour.graph.update(complete=False, note="Only what lies around <one> claim is shown.")
    assert "Only what lies around &lt;one&gt; claim is shown." in render(harbour)
    harbour.graph.update(note="")
    assert "a part of the graph" in render(harbour)


def test_a_graph_too_large_to_read_says_so(many: Callable[[int], nx.MultiDiGraph[str]]) -> None:
    """Whoever hands such a graph in gets the page and the warning."""
    graph = many(3)
    graph.add_nodes_from((f"urn:{n}", {"kind": "place", "label": str(n)}) for n in range(2001))
    assert "more than a picture can show legibly" in render(graph)


def test_the_title_is_the_one_asked_for_else_the_graphs_else_the_dossiers(
    harbour: nx.MultiDiGraph[str],
) -> None:
    """Three places are looked into, in this order."""
    assert "<title>Mine</title>" in render(harbour, title="Mine")
    assert "<title>The stain in the harbour</title>" in render(harbour)
    harbour.graph["title"] = ""
    assert "<title>The stain</title>" in render(harbour)


def test_claims_stand_in_the_language_asked_for(harbour: nx.MultiDiGraph[str]) -> None:
    """French claims where there are French words; the language is marked for screen readers."""
    assert re.search(r'lang="fr"><a href="#n\d+">Le Marlin a perdu', render(harbour, language="fr"))
    assert Page(render(harbour, language="xx")).data["language"] == "en"


def test_an_empty_graph_is_a_page(tmp_path: Path) -> None:
    """Nothing to show is said, not an error."""
    assert "There is nothing in this graph" in write(nx.MultiDiGraph(), tmp_path / "p.html").read_text(
        "utf-8"
    )


def test_strange_attributes_do_not_stop_the_page() -> None:
    """Anything may stand in a graph from elsewhere: numbers, dates, sets, None, half a character."""
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph(title=12, note=None, dossiers="none", focus={"a": 1})
    graph.add_node(7, kind=None, label=3, when={1, 2}, x=float("nan"), text=["no", "map"])
    graph.add_node(
        "s", kind="statement", claim=7, speaker=["x"], stance=5, carriers="r", bases={"a"}, passage="p"
    )
    graph.add_node("c", kind="claim", text={"en": 5, "fr": "\ud83d"}, slots=["x"])
    graph.add_edge("s", 7, key=0)
    assert Page(render(graph)).data["title"] == "Claims"


def test_writing_replaces_the_file_as_a_whole(
    harbour: nx.MultiDiGraph[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure leaves the older page and no debris."""
    target = tmp_path / "page.html"
    target.write_text("older", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", fail)
        with pytest.raises(ExportError, match="No space left"):
            write(harbour, target)
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
    assert target.read_text(encoding="utf-8") == "older"
    assert write(harbour, target) == target
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_folder_that_is_not_there_is_one_clear_error(harbour: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    """The message names the file and what was expected; the foreign error is its cause."""
    with pytest.raises(ExportError, match=r"nowhere.*folder that exists") as caught:
        write(harbour, tmp_path / "nowhere" / "page.html")
    assert isinstance(caught.value.__cause__, OSError)
