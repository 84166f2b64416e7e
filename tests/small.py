"""Small dossiers for tests of the graph, written in a line or two: who speaks, of what, and what bears on what.

``said("a", "affirms", "c")`` is a statement ``s-a`` by person ``a`` on claim ``c``. What is named but
not given is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claimgraph.graph.records import Records
from claimgraph.graph.store.store import Store
from claimgraph.ontology.dossier import Dossier

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ID = "https://w3id.org/claimgraph/id/"


def said(
    speaker: str, stance: str, claim: str, *, slug: str = "", **more: object
) -> tuple[str, dict[str, Any]]:
    """A statement, and its slug: ``s-`` and the speaker's unless another is given."""
    keys = {name.rstrip("_").replace("_", "-"): value for name, value in more.items()}
    return slug or f"s-{speaker}", {"speaker": speaker, "stance": stance, "claim": claim, **keys}


def drawn(start: str, kind: str, end: str, **more: object) -> dict[str, Any]:
    """A relation; its reason names its ends unless another is given."""
    return {"from": start, "kind": kind, "to": end, "why": f"{start} {kind} {end}", **more}


def dossier(
    *statements: tuple[str, dict[str, Any]],
    relations: tuple[dict[str, Any], ...] = (),
    slug: str = "small",
    **parts: Any,  # noqa: ANN401 - as a file has them
) -> Dossier:
    """A dossier of these statements and relations, with the speakers and claims that they name."""
    entities: dict[str, Any] = {}
    claims: dict[str, Any] = {}
    for _slug, statement in statements:
        if ":" not in statement["speaker"]:
            entities[statement["speaker"]] = {"kind": "person", "name": statement["speaker"].upper()}
        if ":" not in statement["claim"]:
            claims[statement["claim"]] = {"text": {"en": f"Claim {statement['claim']}."}}
    return Dossier.model_validate(
        {
            "dossier": slug,
            **parts,
            "entities": {**entities, **parts.get("entities", {})},
            "claims": {**claims, **parts.get("claims", {})},
            "statements": dict(statements),
            "relations": list(relations),
        }
    )


def store_of(*dossiers: Dossier) -> Store:
    """A store in memory that holds these dossiers."""
    store = Store.in_memory()
    for each in dossiers:
        store.load(each)
    return store


def records_of(*dossiers: Dossier, texts: Mapping[str, str] | None = None) -> Records:
    """The items of these dossiers, with stored texts by their SHA-256."""
    text_of: Callable[[str], str | None] = (texts or {}).get
    return Records(store_of(*dossiers), text_of=text_of)


def iri(kind: str, slug: str, dossier_slug: str = "small") -> str:
    """The IRI of an item of a small dossier."""
    return f"{ID}{dossier_slug}/{kind}/{slug}"


__all__ = ["dossier", "drawn", "iri", "records_of", "said", "store_of"]
