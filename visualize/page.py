"""The page: one HTML file that holds everything it needs, asks nobody, and runs nothing that stands in the data.

Words from the graph reach the page in two ways only: escaped by Jinja in the tables, and as inert JSON that the
page's script reads and writes out as text. The Content-Security-Policy names our own scripts by their hash and
forbids everything else.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..ontology.errors import ExportError
from . import marks
from .embedding import embedded_json, policy
from .layout import LEGIBLE, arrange
from .lineage import told_roots
from .reading import Reading, clean, languages, one_language
from .tables import Tables, counts, signs
from .templating import environment, template
from .timeline import days, falls, perhaps

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

    from .cards import Place
    from .layout import Layout

SCRIPTS: Final = (
    "base", "state", "standing", "time", "whatif", "filters", "theme", "cards", "lines", "picture", "keyboard",
    "origins", "panel", "table", "search", "main",
)  # fmt: skip
"""The page's own scripts, in the order in which they are joined into one."""


def render(graph: nx.MultiDiGraph[str], *, title: str | None = None, language: str = "en") -> str:
    """Turn a graph into a page that opens straight from disk.

    Args:
        graph: Nodes and edges as the graph room builds them (``claim``, ``statement``, ...). It is never changed.
        title: The page's heading; the graph's own title if None.
        language: The language in which claims are shown first, where they have it.

    Returns:
        One HTML document. The same graph always gives the same document.

    Raises:
        ExportError: The installed pyvis brings no usable vis-network.
    """
    from .network import Network, vis_network_script

    reading = Reading.of(graph)
    layout = arrange(reading)
    network = Network(reading, places=layout.whole)
    found = languages(reading.facts.values())
    first = language if language in found or not found else found[0]
    heading = _heading(reading, title, language)
    script, style, early = _script(), template("page.css"), template("js/early.js")
    return environment().get_template("page.html.j2").render(
        title=heading,
        language="en",
        note=_note(reading),
        dossiers=_dossiers(reading),
        counts=counts(reading),
        tables=Tables(reading, first).all(),
        signs=signs(),
        standings=marks.STANDINGS,
        timed=bool(reading.about.get("days")),
        csp=policy(scripts=[early, vis_network_script(), script], styles=[style]),
        early=early,
        vis_network=vis_network_script(),
        script=script,
        style=style,
        data=embedded_json(_data(reading, network.nodes, network.edges, layout, heading, found, first)),
    )  # fmt: skip


def write(
    graph: nx.MultiDiGraph[str],
    path: str | os.PathLike[str],
    *,
    title: str | None = None,
    language: str = "en",
) -> Path:
    """Write a graph's page to a file, whole or not at all.

    Args:
        graph: As for ``render``.
        path: The file; an older one is replaced. Its folder must exist.
        title: As for ``render``.
        language: As for ``render``.

    Returns:
        The file's path.

    Raises:
        ExportError: The file cannot be written.
    """
    target = Path(path)
    page = render(graph, title=title, language=language)
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        try:
            with beside.open("x", encoding="utf-8", newline="\n") as file:
                file.write(page)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(target)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ExportError(
            f"{target}: the page cannot be written ({error.strerror or error}); "
            "expected a file in a folder that exists and can be written to; name another with --output"
        ) from error
    return target


def _data(  # noqa: PLR0913, PLR0917 - the page's data has these parts
    reading: Reading,
    nodes: list[dict[str, Any]],
    edges: list[dict[str, Any]],
    layout: Layout,
    heading: str,
    found: list[str],
    first: str,
) -> dict[str, Any]:
    """Everything the page's script reads: nodes and edges as the Network holds them, with their facts."""
    number = {iri: position for position, iri in enumerate(reading.facts)}
    facts = reading.facts
    return {
        "title": heading,
        "focus": number.get(str(reading.about.get("focus"))),
        "languages": found,
        "language": first,
        "legible": LEGIBLE,
        "marks": marks.as_data(),
        "dossiers": reading.about.get("dossiers", []),
        "nodes": [{**node, **_roots(facts.get(node["id"], {})), "facts": facts.get(node["id"], {})} for node in nodes],
        "edges": [
            {**edge, "facts": more.facts} for edge, more in zip(edges, reading.edges, strict=True)
        ],
        "days": days(reading),
        "perhaps": perhaps(reading),
        "falls": falls(reading),
        "whole": _places(layout.whole, number),
        "tall": _places(layout.tall, number),
        "arguments": {
            str(number[claim]): [
                {
                    "places": _places(picture.places, number),
                    "parents": [[number[iri], number[parent]] for iri, parent in picture.parents.items()],
                    "leftOut": picture.left_out,
                }
                for picture in pictures
            ]
            for claim, pictures in layout.arguments.items()
        },
    }  # fmt: skip


def _roots(facts: Mapping[str, Any]) -> dict[str, str]:
    """A claim's roots in a few words, where its lineage is known."""
    told = told_roots(facts)
    return {"roots": told} if told else {}


def _places(places: Mapping[str, Place], number: Mapping[str, int]) -> list[list[float]]:
    return [
        [number[iri], round(place.x), round(place.y), round(place.width), round(place.height)]
        for iri, place in places.items()
    ]


def _heading(reading: Reading, title: str | None, language: str) -> str:
    """The title asked for, else the graph's own, else that of its only dossier."""
    own = one_language(reading.about.get("title"), language).strip()
    dossiers = _dossiers(reading)
    only = dossiers[0]["title"] if len(dossiers) == 1 else ""
    return (clean(title).strip() if title is not None else "") or own or only or "Claims"


def _note(reading: Reading) -> str:
    """What the page says of what it does not show."""
    note = one_language(reading.about.get("note")).strip()
    if not note and reading.about.get("complete") is False:
        note = "This page shows a part of the graph, not all of it."
    if len(reading.facts) > LEGIBLE:
        more = f"{len(reading.facts):,} nodes are more than a picture can show legibly; use search, filters and table."
        note = f"{note} {more}".strip()
    return note


def _dossiers(reading: Reading) -> list[dict[str, str]]:
    found = reading.about.get("dossiers")
    return [
        {key: one_language(dossier.get(key)) for key in ("title", "author", "licence", "slug")}
        for dossier in (found if isinstance(found, list) else [])
        if isinstance(dossier, dict)
    ]


def _script() -> str:
    parts = [template(f"js/{name}.js") for name in SCRIPTS]
    return "\n".join(["(() => {", '"use strict";', *parts, "})();"])
