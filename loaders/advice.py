"""What a careful editor would ask about a dossier that is right in every field: few questions, and never an error."""

from collections.abc import Iterator

from ..ontology.dossier import Dossier
from ..ontology.references import references
from .document import Path


def of(dossier: Dossier) -> Iterator[tuple[Path, str]]:
    """Claims that nobody states and sources that nothing came from, with their places.

    A claim that another claim is about, or that another excludes, is there for a reason.
    """
    used = {
        reference
        for slug, item in dossier.parts()
        for _, reference, _ in references(item)
        if reference != slug
    }
    for slug in dossier.claims:
        if slug not in used:
            yield ("claims", slug), f"nobody states claim '{slug}'; add a statement, or leave the claim out"
    for slug in dossier.sources:
        if slug not in used:
            yield (
                ("sources", slug),
                f"nothing comes from source '{slug}'; name it where it is used, or leave it out",
            )
