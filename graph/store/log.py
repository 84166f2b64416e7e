"""The log graph: when a graph of the store was recorded, from what, and what it held.

Recording times stand here and never in a dossier's own graph, so that a dossier's bytes do not depend on when somebody
loaded it. The caller says what time it is; where it does not, none is written.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import pyoxigraph as ox

from ...ontology import terms

GRAPH: Final = ox.NamedNode(terms.LOG_GRAPH)
_DATE_TIME: Final = ox.NamedNode(terms.PREFIXES["xsd"] + "dateTime")
_INTEGER: Final = ox.NamedNode(terms.PREFIXES["xsd"] + "integer")
_AT_ONCE: Final = 10_000


@dataclass(frozen=True, slots=True)
class Entry:
    """What the log says of one graph.

    Attributes:
        graph: The graph's IRI.
        content: The SHA-256 of its quads (:func:`content_sha256`).
        quads: How many there are.
        source: The SHA-256 of the file that it came from, if the loader said.
        recorded: When this content was recorded, as xsd:dateTime.
        first: When the graph was first recorded.
    """

    graph: str
    content: str
    quads: int
    source: str | None = None
    recorded: str | None = None
    first: str | None = None


def content_sha256(quads: Sequence[ox.Quad]) -> str:
    """The SHA-256 of quads as N-Quads, in the order in which the mapping sorts them.

    >>> content_sha256([])[:16]
    'e3b0c44298fc1c14'
    """
    digest = hashlib.sha256()
    for start in range(0, len(quads), _AT_ONCE):
        digest.update(ox.serialize(quads[start : start + _AT_ONCE], format=ox.RdfFormat.N_QUADS) or b"")
    return digest.hexdigest()


def written_time(time: datetime | None) -> str | None:
    """A time as the log writes it: as the database gives it back, which turns an offset of zero into Z.

    >>> written_time(datetime.fromisoformat("2020-05-01T12:00:00+00:00"))
    '2020-05-01T12:00:00Z'
    """
    return None if time is None else time.isoformat().replace("+00:00", "Z")


def to_quads(entry: Entry) -> list[ox.Quad]:
    """An entry as quads of the log graph."""
    said: list[tuple[str, ox.Literal]] = [
        ("contentSha256", ox.Literal(entry.content)),
        ("quadCount", ox.Literal(str(entry.quads), datatype=_INTEGER)),
    ]
    if entry.source is not None:
        said.append(("sourceSha256", ox.Literal(entry.source)))
    for name, time in (("recorded", entry.recorded), ("firstRecorded", entry.first)):
        if time is not None:
            said.append((name, ox.Literal(time, datatype=_DATE_TIME)))
    subject = ox.NamedNode(entry.graph)
    return [ox.Quad(subject, ox.NamedNode(terms.cg(name)), value, GRAPH) for name, value in said]


def read(quads: ox.Store) -> dict[str, Entry]:
    """What the log says, by graph, in the order of their IRIs."""
    said: dict[str, dict[str, str]] = {}
    for quad in quads.quads_for_pattern(None, None, None, GRAPH):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
            name = quad.predicate.value.removeprefix(terms.NS)
            said.setdefault(quad.subject.value, {})[name] = quad.object.value
    return {
        graph: Entry(
            graph=graph,
            content=facts.get("contentSha256", ""),
            quads=int(facts.get("quadCount", "0")),
            source=facts.get("sourceSha256"),
            recorded=facts.get("recorded"),
            first=facts.get("firstRecorded"),
        )
        for graph, facts in sorted(said.items())
    }
