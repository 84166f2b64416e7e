"""Graphs as the graph room builds them, on matters made up for these tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Generator = Callable[[int], nx.MultiDiGraph[str]]

BASE = "https://example.org/id/harbour/"
STANCES = ("affirms", "denies", "affirms", "no-evidence", "affirms", "questions", "affirms", "denies")
KINDS = (
    "supports",
    "contradicts",
    "supports",
    "qualifies",
    "tension",
    "contradicts",
    "undercuts",
    "restates",
)
WORDS = (
    *(
        "the",
        "harbour",
        "ferry",
        "crossed",
        "in",
        "fog",
        "without",
        "lights",
        "and",
        "the",
        "crew",
        "told",
        "nobody",
    ),
    *(
        "on",
        "the",
        "quay",
        "about",
        "the",
        "oil",
        "that",
        "was",
        "seen",
        "near",
        "the",
        "breakwater",
        "before",
        "dawn",
    ),
    *("while", "inspectors", "counted", "barrels", "of", "paint", "from", "the", "northern", "yard"),
)


def _entity(graph: nx.MultiDiGraph[str], slug: str, kind: str, name: str, **more: object) -> str:
    iri = f"{BASE}entity/{slug}"
    graph.add_node(iri, kind=kind, slug=slug, label=name, name={"en": name}, dossier=BASE, **more)
    return iri


def harbour_graph() -> nx.MultiDiGraph[str]:
    """A dozen nodes about an oil stain: every family, every stance, most relations."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        title="The stain in the harbour",
        focus=None,
        complete=True,
        note="",
        dossiers=[
            {"iri": BASE, "slug": "harbour", "title": "The stain", "author": "A. Clerk", "licence": "CC0"}
        ],
    )
    line = _entity(graph, "grey-line", "firm", "Grey Line", aliases=["GL Ferries"], printed=["Gray Line"])
    town = _entity(graph, "town", "public-body", "Harbour Office")
    paper = _entity(graph, "gazette", "outlet", "The Gazette")
    fisher = _entity(graph, "fisher", "person", "a fisherman", unnamed=True, role="mends nets on the quay")
    report, records = f"{BASE}source/story", f"{BASE}source/log"
    graph.add_node(
        report,
        kind="report",
        slug="story",
        label="Gazette story",
        title="Who fouled the harbour?",
        genre=["article"],
        by=[paper],
        published="2031-05-04",
        published_from="2031-05-04",
        published_to="2031-05-04",
        url="https://example.org/story",
        dossier=BASE,
        has_stand_in=True,
    )
    graph.add_node(
        records,
        kind="evidence",
        slug="log",
        label="pump log",
        what={"en": "the ferry's pump log"},
        obtained_by=[paper],
        obtained_how="leaked",
        reliability="B",
        dossier=BASE,
    )
    leak, pumped = f"{BASE}claim/leak", f"{BASE}claim/pumped"
    graph.add_node(
        leak,
        kind="claim",
        slug="leak",
        label="The Marlin leaked oil into the harbour",
        form="event",
        text={
            "en": "The Marlin leaked oil into the harbour",
            "fr": "Le Marlin a perdu du mazout dans le port",
        },
        slots={
            "subject": [{"label": "Grey Line", "iri": line}],
            "action": [{"label": "leaks"}],
            "period": [{"label": "2031-05"}],
        },
        assumed=["period"],
        dossier=BASE,
    )
    graph.add_node(
        pumped,
        kind="claim",
        slug="pumped",
        label="The Marlin pumped its bilge at night",
        form="event",
        text={"en": "The Marlin pumped its bilge at night", "fr": "Le Marlin a vidé sa cale de nuit"},
        dossier=BASE,
    )
    graph.add_edge(leak, line, key="subject", kind="subject")
    _statement(
        graph,
        "saw",
        fisher,
        leak,
        "affirms",
        date="2031-05-02",
        carriers=[[report]],
        first_hand=True,
        passage={
            "before": "On the quay, ",
            "words": "a man who mends nets says he watched the oil come out",
            "after": ", he told us.",
            "text": "stand-in",
            "note": "a retelling made for this test",
        },
    )
    _statement(
        graph,
        "firm-denies",
        line,
        leak,
        "denies",
        date="2031-05",
        carriers=[[report]],
        quote="Our ship lost nothing",
        verification="verified",
    )
    _statement(
        graph, "office-none", town, leak, "no-evidence", carriers=[[report]], date_note="none is printed"
    )
    _statement(
        graph,
        "log-says",
        line,
        pumped,
        "affirms",
        date="2031-05-01",
        carriers=[[report]],
        bases=[records],
        date_inferred_from="the first entry of the log",
    )
    _statement(graph, "gazette-asks", paper, pumped, "questions", date="2031-05-04", carriers=[[report]])
    _relate(graph, ("log-says", "supports", "saw"), "weak", "Who pumps at night has something to pump.")
    _relate(graph, ("office-none", "qualifies", "saw"), "strong", "Nobody looked before noon.")
    _relate(
        graph, ("firm-denies", "contradicts", "saw"), "strong", "Opposite stances on one claim.", derived=True
    )
    _relate(graph, ("gazette-asks", "undercuts", "log-says"), "weak", "The log was kept by the accused.")
    graph.add_edge(
        records,
        f"{BASE}statement/log-says",
        key="supports",
        kind="supports",
        strength="strong",
        why={"en": "It is the log itself."},
        origin="authored",
        iri=f"{BASE}relation/log-itself",
    )
    graph.add_edge(report, paper, key="by", kind="by")
    graph.add_edge(records, paper, key="obtained-by", kind="obtained-by")
    graph.add_edge(report, records, key="basis", kind="basis")
    return graph


def _statement(
    graph: nx.MultiDiGraph[str], slug: str, speaker: str, claim: str, stance: str, **more: object
) -> None:
    iri = f"{BASE}statement/{slug}"
    date = more.get("date")
    if isinstance(date, str):
        more["date_from"] = date if len(date) == 10 else f"{date}-01"
        more["date_to"] = date if len(date) == 10 else f"{date}-31"
    graph.add_node(
        iri,
        kind="statement",
        slug=slug,
        label=f"{slug} ({stance})",
        speaker=speaker,
        claim=claim,
        stance=stance,
        speech_act="says",
        dossier=BASE,
        **more,
    )
    graph.add_edge(iri, claim, key=stance, kind=stance)
    graph.add_edge(iri, speaker, key="speaker", kind="speaker")
    for number, path in enumerate(more.get("carriers", [])):  # type: ignore[arg-type, var-annotated]
        for step, source in enumerate(path):
            graph.add_edge(
                iri, source, key=f"carrier#{number}.{step}", kind="carrier", path=number, step=step
            )
    for source in more.get("bases", []):  # type: ignore[attr-defined]
        graph.add_edge(iri, source, key="basis", kind="basis")


def _relate(
    graph: nx.MultiDiGraph[str],
    triple: tuple[str, str, str],
    strength: str,
    why: str,
    *,
    derived: bool = False,
) -> None:
    one, kind, other = triple
    slug = f"{one}-{kind}-{other}"
    more = (
        {"origin": "derived", "rule": "opposite-stances"}
        if derived
        else {"origin": "authored", "by": "A. Clerk"}
    )
    graph.add_edge(
        f"{BASE}statement/{one}",
        f"{BASE}statement/{other}",
        key=f"{kind}#{slug}",
        kind=kind,
        strength=strength,
        why={"en": why},
        iri=f"{BASE}relation/{slug}",
        slug=slug,
        **more,
    )


def many_graph(claims: int) -> nx.MultiDiGraph[str]:
    """As many claims as asked for, with statements, speakers, sources and relations in proportion to a real case."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        title=f"{claims} claims", focus=None, complete=True, note="", dossiers=[]
    )
    agents = [
        _entity(graph, f"agent-{n}", "firm" if n % 3 else "state", f"{_phrase(n, 2)} {n}")
        for n in range(max(2, claims))
    ]
    sources: list[str] = []
    for n in range(max(2, claims // 2)):
        iri = f"{BASE}source/source-{n}"
        kind = "evidence" if n % 4 == 3 else "report"
        graph.add_node(
            iri,
            kind=kind,
            slug=f"source-{n}",
            label=_phrase(n * 7, 4),
            published=f"20{30 + n % 9}",
            published_from=f"20{30 + n % 9}-01-01",
            dossier=BASE,
        )
        graph.add_edge(iri, agents[n % len(agents)], key="by", kind="by")
        if n > 3:
            graph.add_edge(iri, sources[n // 2], key="basis", kind="basis")
        sources.append(iri)
    statements = []
    for n in range(claims):
        claim = f"{BASE}claim/claim-{n}"
        words = _phrase(n * 13, 7 + n % 9)
        graph.add_node(
            claim,
            kind="claim",
            slug=f"claim-{n}",
            label=words,
            form="event",
            dossier=BASE,
            text={"en": words, "fr": f"FR {words}"},
        )
        for m in range(1 + (n % 3 == 0) + (n % 11 == 0)):
            slug = f"s-{n}-{m}"
            outer, inner = sources[n % 3 % len(sources)], sources[(n + m) % len(sources)]
            paths = [[outer, inner]] if outer != inner else [[outer]]
            date = None if n % 5 == 4 else f"20{30 + n % 9}-0{1 + n % 9}"
            _statement(
                graph,
                slug,
                agents[(n + m) % len(agents)],
                claim,
                STANCES[(n + m) % len(STANCES)],
                carriers=paths,
                quote=_phrase(n + m, 12),
                **({"date": date} if date else {}),
            )
            statements.append(slug)
    for n in range(1, len(statements)):
        for m in range(1 + (n % 2)):
            back = 1 + (n * 7 + m * 3) % 9
            if n >= back:
                _relate(
                    graph,
                    (statements[n], KINDS[(n + m) % len(KINDS)], statements[n - back]),
                    ("strong", "weak", "apparent")[(n + m) % 3],
                    _phrase(n + m, 9),
                    derived=n % 6 == 0,
                )
    return graph


def _phrase(start: int, count: int) -> str:
    return " ".join(WORDS[(start + 3 * step) % len(WORDS)] for step in range(count)).capitalize()


@pytest.fixture
def harbour() -> nx.MultiDiGraph[str]:
    """The dozen nodes about the stain in the harbour, fresh for each test."""
    return harbour_graph()


@pytest.fixture
def many() -> Generator:
    """A generator of larger graphs: ``many(25)`` is of the founding case's size, ``many(500)`` near the limit."""
    return many_graph
