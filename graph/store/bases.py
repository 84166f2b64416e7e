"""Which IRIs a dossier may call its own: no two dossiers share any, and none claims what belongs to everybody.

A dossier owns all that begins with its base. If one base began with another, replacing one dossier could take away what
another holds, and a name could mean two things; so that is refused before anything is written.
"""

from collections.abc import Mapping
from typing import Final

from ...ontology import terms
from ...ontology.dossier import Dossier
from ...ontology.errors import StoreError

_REGISTERS: Final = tuple(f"{terms.ID}{register}/" for register in ("iso3166", "lei", "wikidata"))
_RESERVED: Final = (
    *_REGISTERS,
    *(f"{graph}/" for graph in sorted(terms.OWN_GRAPHS)),
    *(base for base in terms.PREFIXES.values() if base != terms.ID),
)


def refuse_collision(dossier: Dossier, others: Mapping[str, tuple[str, str]]) -> None:
    """Refuse a dossier whose IRIs are not its own.

    Args:
        dossier: The dossier that is to be loaded.
        others: The slug and base of each dossier in the store, by IRI.

    Raises:
        StoreError: Naming what it collides with.
    """
    where = f"dossier '{dossier.dossier}': base <{dossier.base}>"
    if dossier.base == terms.ID:
        raise StoreError(
            f"{where} holds the default bases of all dossiers; choose a longer one, such as"
            f" {terms.default_base(dossier.dossier)}"
        )
    for reserved in _RESERVED:
        if _meet(dossier.base, reserved):
            raise StoreError(
                f"{where} meets <{reserved}>, which belongs to no dossier;"
                f" choose another base, such as {terms.default_base('my-matter')}, or another slug"
            )
    for iri, (slug, base) in others.items():
        if iri == dossier.iri and base == dossier.base and slug == dossier.dossier:
            continue
        if slug == dossier.dossier:
            raise StoreError(
                f"{where}: the store holds a dossier '{slug}' already, with base <{base}>;"
                f" give this one another slug, or `claimgraph unload {slug}` first"
            )
        if _meet(dossier.base, base):
            raise StoreError(
                f"{where} meets <{base}> of dossier '{slug}', which is loaded;"
                " no base may begin with another: choose one beside it"
            )


def _meet(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one) or terms.graph_of(one) == terms.graph_of(other)
