"""GraphML: opens in other tools whatever stands in a label, with every node and every parallel edge."""

from __future__ import annotations

import copy
import io
import subprocess
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings

from claimgraph.graph import graphml, picture
from claimgraph.graph.records import Records
from claimgraph.loaders import load
from tests.conftest import ROOT
from tests.small import dossier, drawn, iri, records_of, said, store_of
from tests.strategies import dossiers

if TYPE_CHECKING:
    from pathlib import Path

    from claimgraph.ontology.dossier import Dossier
    from tests.conftest import Needs


def read(written: bytes) -> nx.MultiDiGraph[str]:
    """The file as networkx reads it."""
    graph = nx.read_graphml(io.BytesIO(written), force_multigraph=True)
    assert isinstance(graph, nx.MultiDiGraph)
    return graph


@pytest.fixture(scope="module")
def founding() -> nx.MultiDiGraph[str]:
    """The whole founding case as a picture."""
    return picture.whole(records_of(load(ROOT / "examples" / "founding.yaml").dossier))


def test_every_node_and_every_parallel_edge_is_kept(founding: nx.MultiDiGraph[str]) -> None:
    """A drawn contradiction beside a derived one is two edges here too."""
    found = read(graphml.dump(founding))
    assert set(found) == set(founding)
    assert found.number_of_edges() == founding.number_of_edges()
    kinds = sorted(str(data["kind"]) for _, _, data in founding.edges(data=True))
    assert sorted(str(data["kind"]) for _, _, data in found.edges(data=True)) == kinds


def test_parallel_edges_between_two_statements_stay_apart() -> None:
    """Each has an id and attributes of its own."""
    held = dossier(
        said("a", "affirms", "c"), said("b", "denies", "c"), relations=(drawn("s-a", "contradicts", "s-b"),)
    )
    found = read(graphml.dump(picture.whole(records_of(held))))
    between = found[iri("statement", "s-a")][iri("statement", "s-b")]
    assert sorted(data["origin"] for data in between.values()) == ["authored", "derived"]


def test_the_callers_graph_is_left_as_it_was(founding: nx.MultiDiGraph[str]) -> None:
    """Writing a file changes nothing that is drawn from the same graph afterwards."""
    before = copy.deepcopy(founding)
    written = graphml.dump(founding)
    assert nx.utils.graphs_equal(founding, before)
    assert founding.graph == before.graph
    assert graphml.dump(founding) == written


def test_the_order_in_which_a_graph_was_built_does_not_show(founding: nx.MultiDiGraph[str]) -> None:
    """The same graph, the same bytes."""
    turned: nx.MultiDiGraph[str] = nx.MultiDiGraph(**founding.graph)
    turned.add_nodes_from(reversed(list(founding.nodes(data=True))))
    for start, end, key, attributes in reversed(list(founding.edges(keys=True, data=True))):
        turned.add_edge(start, end, key=key, **attributes)
    assert graphml.dump(turned) == graphml.dump(founding)


def test_a_file_is_well_formed_xml(founding: nx.MultiDiGraph[str], needs: Needs, tmp_path: Path) -> None:
    """For tools that validate before they draw."""
    file = tmp_path / "founding.graphml"
    file.write_bytes(graphml.dump(founding))
    subprocess.run([needs("xmllint", package="libxml2-utils"), "--noout", str(file)], check=True)


@pytest.mark.parametrize(
    "label",
    [
        "]]>",
        "<a href='x'>&amp;",
        "\x00\x1b[31m\x0b",
        "\ufffe\uffff",
        "\ud800 lone",
        "a\r\nb",
        "\u202e\u2028",
        '"' * 3,
    ],
)
def test_whatever_stands_in_a_label_the_file_opens(label: str) -> None:
    """What XML cannot hold is replaced, everything else comes back as it was."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(title=label)
    graph.add_node("https://example.org/a", label=label, text={"en": label}, aliases=[label, "b"])
    graph.add_edge("https://example.org/a", "https://example.org/a", key=label, why={"fr": label})
    found = read(graphml.dump(graph))
    (node,) = found.nodes.values()
    kept = "".join("\ufffd" if char in "\x00\x1b\x0b\ufffe\uffff\ud800" else char for char in label)
    assert node["label"] == node["text_en"] == kept
    assert node["aliases"] == f"{kept}; b"
    assert found.number_of_edges() == 1


def test_truth_values_and_numbers_keep_their_types() -> None:
    """A filter in another tool can compare them."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node(
        "https://example.org/a", unnamed=True, depth=2, said=None, aliases=[], carriers=[["x", "y"]]
    )
    (node,) = read(graphml.dump(graph)).nodes.values()
    assert node == {"unnamed": True, "depth": 2, "carriers": '["x", "y"]'}


@given(dossiers(verified=True))
@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
def test_any_dossier_makes_a_file_that_opens(held: Dossier) -> None:
    """All its items are there."""
    graph = picture.whole(Records(store_of(held)))
    assert set(read(graphml.dump(graph))) == set(graph)
