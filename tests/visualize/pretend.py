"""Reasoning made up for a picture, so that the page can be looked at before, and apart from, any that is real.

What is put in has the shape that the graph room gives; its values follow from simple rules about the picture at hand,
the same each time, and say nothing about the world.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

_STANDINGS = ("accepted", "disputed", "unsupported", "rejected")
_FIRST = dt.date(2023, 1, 2)


def reasoned(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """The graph itself, with standings, roots, days, what-ifs and compared pairs written into it."""
    on = _statements(graph)
    sources = sorted(n for n, data in graph.nodes(data=True) if data["kind"] in ("report", "evidence"))
    for nth, (claim, statements) in enumerate(sorted(on.items())):
        _stand(graph, claim, statements, nth)
    for nth, iri in enumerate(sorted(one for found in on.values() for one in found)):
        data = graph.nodes[iri]
        data["on_record"], data["held_up"] = True, nth % 9 != 5
        if data["stance"] in ("affirms", "denies"):
            data["argument_label"] = ("in", "in", "out", "undec")[nth % 4]
        if nth % 8 != 7:
            data["known"] = (_FIRST + dt.timedelta(days=(nth * 13) % 120)).isoformat()
    for nth, iri in enumerate(sources):
        graph.nodes[iri]["known"] = (_FIRST + dt.timedelta(days=nth)).isoformat()
    _days(graph, on)
    _falls(graph, on, sources)
    _compared(graph)
    return graph


def _statements(graph: nx.MultiDiGraph[str]) -> dict[str, list[str]]:
    on: dict[str, list[str]] = defaultdict(list)
    for iri, data in graph.nodes(data=True):
        if data["kind"] == "statement":
            on[data["claim"]].append(iri)
    for iri, data in graph.nodes(data=True):
        if data["kind"] == "claim":
            on[iri].sort()
    return dict(on)


def _stand(graph: nx.MultiDiGraph[str], claim: str, statements: list[str], nth: int) -> None:
    stances = [graph.nodes[one]["stance"] for one in statements]
    standing = "disputed" if {"affirms", "denies"} <= set(stances) else _STANDINGS[nth % 4]
    pro = [one for one in statements if graph.nodes[one]["stance"] == "affirms"]
    con = [one for one in statements if graph.nodes[one]["stance"] == "denies"]
    items = [base for one in pro for base in graph.nodes[one].get("bases", []) if isinstance(base, str)]
    readers = [path[0] for one in pro for path in graph.nodes[one].get("carriers", []) if path]
    kind = ("evidence", "witness", "admission", "party", "assessment")[nth % 5]
    roots: list[dict[str, Any]] = []
    if pro:
        roots.append({"side": "affirms", "kind": kind, "counted": nth % 5 < 3, "items": (items or readers)[:1],
                      "label": "what the log itself shows", "statements": pro})  # fmt: skip
        roots.append({"side": "affirms", "kind": "unknown", "counted": False, "items": [],
                      "label": "outlets that name no source", "statements": pro[-1:]})  # fmt: skip
    if con:
        roots.append({"side": "denies", "kind": "party", "counted": False, "items": [],
                      "label": "the accused party's own word", "statements": con})  # fmt: skip
    counted = sum(root["counted"] for root in roots if root["side"] == "affirms")
    if not counted and standing == "accepted":
        standing = "unsupported"
    graph.nodes[claim].update(
        standing=standing,
        standing_sentence=f"It stands as {standing}: made up for a test, so that there is a sentence to read.",
        roots=roots,
        roots_for=counted,
        roots_against=0,
        unknown_lineage=nth % 3 * bool(pro),
        outlets=1 + nth % 5,
        rests_solely_on=(items or readers)[:1],
    )


def _days(graph: nx.MultiDiGraph[str], on: dict[str, list[str]]) -> None:
    known = {iri: data["known"] for iri, data in graph.nodes(data=True) if "known" in data}
    days = []
    for day in sorted(set(known.values())):
        public = sorted(iri for iri, since in known.items() if since <= day)
        standing = {
            claim: ("unsupported" if day < "2023-02-15" else graph.nodes[claim]["standing"])
            for claim, found in sorted(on.items())
            if set(found) & set(public)
        }
        days.append({"day": day, "public": public, "standing": standing})
    graph.graph["days"] = days
    graph.graph["perhaps"] = sorted(
        iri for iri, data in graph.nodes(data=True) if data["kind"] == "statement" and "known" not in data
    )


def _falls(graph: nx.MultiDiGraph[str], on: dict[str, list[str]], sources: list[str]) -> None:
    falls: dict[str, Any] = {}
    home = {one: claim for claim, found in on.items() for one in found}
    for source in sources:
        fallen = sorted(
            iri
            for iri, data in graph.nodes(data=True)
            if data["kind"] == "statement"
            and (source in data.get("bases", []) or [source] == data.get("carriers", [[]])[0])
        )
        changed = {
            home[one]: "unsupported"
            for one in fallen
            if graph.nodes[home[one]]["standing"] in ("accepted", "disputed")
        }
        graph.nodes[source]["carries"] = len(changed)
        if fallen:
            falls[source] = {"statements": fallen, "standing": changed,
                             "sentence": f"{len(fallen)} statements rest on nothing else."}  # fmt: skip
    graph.nodes[sources[0]]["retracted"] = [
        {
            "date": "2023-05-01",
            "why": {"en": "the paper took it back"},
            "by": graph.nodes[sources[0]].get("by", [""])[0],
        }
    ]
    graph.graph["falls"] = falls


def _compared(graph: nx.MultiDiGraph[str]) -> None:
    denials = sorted(
        n for n, d in graph.nodes(data=True) if d["kind"] == "statement" and d["stance"] != "affirms"
    )
    others = sorted(
        n for n, d in graph.nodes(data=True) if d["kind"] == "statement" and d["stance"] == "affirms"
    )
    findings = (
        ("contradicts", "scope", "", False),
        ("undetermined", "classification", "object", True),
        ("none", "out-of-scope", "action", True),
        ("undetermined", "period", "period", False),
        ("restates", "restates", "", False),
        ("qualifies", "narrower-denial", "", False),
    )
    for nth, (one, other) in enumerate((a, b) for a in denials for b in others[:12]):
        kind, reason, slot, misses = findings[nth % len(findings)]
        graph.add_edge(one, other, key=f"{kind}#compare-{nth}", kind=kind, origin="derived", rule="compare",
                       reason=reason, slot=slot, non_responsive=misses, strength="strong" if nth % 2 else "weak",
                       why={"en": f"Compared by the rule: {reason}."})  # fmt: skip


def weighed() -> dict[str, Any]:
    """A matrix of three hypotheses about the stain in the harbour, in the graph room's JSON form."""
    hypotheses = [
        (
            "leak",
            "The Marlin leaked oil into the harbour",
            "Le Marlin a perdu du mazout dans le port",
            "disputed",
            1.5,
            4.0,
        ),
        (
            "paint",
            "The stain is paint from the northern yard",
            "La tache est de la peinture",
            "unsupported",
            4.0,
            1.0,
        ),
        (
            "old-oil",
            "The oil lay there before the ferry came",
            "Le mazout y était déjà",
            "rejected",
            6.5,
            0.5,
        ),
    ]
    told = (
        ("pump-log", "evidence", "pump log of the Marlin", "", "2031-05-01", "evidence", "++ -- -- ", True),
        ("saw", "statement", "saw the oil come out", "a fisherman", "2031-05-02", "witness", "+ - --", True),
        ("firm-denies", "statement", "Our ship lost nothing", "Grey Line", "2031-05", "party", "- . .", True),
        ("office-none", "statement", "has seen no sign of oil", "Harbour Office", None, "assessment", "? ? ?", False),
        ("stain", "evidence", "photograph of the stain, the ferry behind it", "", None, None, "+ + +", False),
        ("gazette-asks", "statement", "asks who kept the log", "The Gazette", "2031-05-04", "unknown", ". . .", False),
    )  # fmt: skip
    values = {"+": "consistent", "-": "inconsistent", "?": "undetermined", ".": "neutral"}
    rows = []
    for slug, kind, label, speaker, date, root, cells, diagnostic in told:
        rows.append(
            {
                "iri": f"https://example.org/id/harbour/{kind}/{slug}",
                "slug": slug,
                "kind": kind,
                "label": label,
                "speaker": speaker,
                "date": date,
                "stance": "affirms" if kind == "statement" else None,
                "root": root,
                "credibility": "2" if kind == "statement" else None,
                "diagnostic": diagnostic,
                "cells": [
                    {
                        "value": values[cell[0]],
                        "strength": None if cell in "?." else "strong" if len(cell) > 1 else "weak",
                        "why": {}
                        if cell == "."
                        else {
                            "en": f"What {label} says bears on hypothesis {nth + 1} in this way, as the dossier argues."
                        },
                        "origin": None if cell == "." else "derived" if nth == 1 else "authored",
                    }
                    for nth, cell in enumerate(cells.split())
                ],
            }
        )
    return {
        "hypotheses": [
            {"iri": f"https://example.org/id/harbour/claim/{slug}", "slug": slug, "text": {"en": en, "fr": fr},
             "standing": standing, "inconsistent": against, "consistent": pro}
            for slug, en, fr, standing, against, pro in hypotheses
        ],
        "rows": rows[::-1],
        "note": "What speaks against a hypothesis weighs more than what fits it: evidence that fits all tells nothing.",
    }  # fmt: skip
