"""The IRIs that claimgraph writes: its own namespace, its prefixes, and how an item gets its name.

An item's IRI is its dossier's base, its kind and its slug; an entity with an external identifier has a shared
IRI; a node that nobody names (a period, a quantity, a path) takes its name from its content, so that the same
dossier always gives the same bytes. This module builds and splits IRIs and does nothing else.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Final

NS: Final = "https://w3id.org/claimgraph/ns#"
"""Classes, properties and enumerated values of the ontology (prefix ``cg:``)."""

ACTION: Final = "https://w3id.org/claimgraph/action/"
PRODUCT: Final = "https://w3id.org/claimgraph/product/"
ID: Final = "https://w3id.org/claimgraph/id/"
"""Under this stand the default bases of dossiers and the shared IRIs of entities."""

ONTOLOGY_GRAPH: Final = "https://w3id.org/claimgraph/ns"
LOG_GRAPH: Final = "https://w3id.org/claimgraph/log"
DERIVED_GRAPH: Final = "https://w3id.org/claimgraph/derived"
OWN_GRAPHS: Final = frozenset({ONTOLOGY_GRAPH, LOG_GRAPH, DERIVED_GRAPH})
"""The graphs of a store that are no dossier."""
EDTF_DATATYPE: Final = "http://id.loc.gov/datatypes/edtf/EDTF"

PREFIXES: Final[Mapping[str, str]] = {
    "cg": NS,
    "cga": ACTION,
    "cgp": PRODUCT,
    "id": ID,
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "schema": "https://schema.org/",
    "cito": "http://purl.org/spar/cito/",
    "sh": "http://www.w3.org/ns/shacl#",
}
"""The prefixes that nobody needs to type in a query, and that every export declares."""

KINDS: Final = ("entity", "source", "claim", "statement", "relation", "retraction")
"""The kinds of item that a dossier names by slug."""

SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FOREIGN: Final = re.compile(rf"({SLUG.pattern}):(?:({'|'.join(KINDS)})/)?({SLUG.pattern})")
_WORD_BREAK: Final = re.compile(r"-([a-z0-9])")


def camel(word: str) -> str:
    """The local name of an enumerated value.

    >>> camel("no-evidence")
    'noEvidence'
    """
    return _WORD_BREAK.sub(lambda match: match[1].upper(), word)


def kebab(name: str) -> str:
    """The word for a class, as IRIs and dossiers write it.

    >>> kebab("PublicBody")
    'public-body'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


def cg(name: str) -> str:
    """The IRI of one of our own terms.

    >>> cg("stance")
    'https://w3id.org/claimgraph/ns#stance'
    """
    return NS + name


def default_base(dossier: str) -> str:
    """The base IRI of a dossier that gives none.

    >>> default_base("gear")
    'https://w3id.org/claimgraph/id/gear/'
    """
    return f"{ID}{dossier}/"


def graph_of(base: str) -> str:
    """The IRI of a dossier, which is also the name of its graph: its base without the closing slash or hash.

    >>> graph_of("https://w3id.org/claimgraph/id/gear/")
    'https://w3id.org/claimgraph/id/gear'
    """
    return base.rstrip("/#")


def content_name(*parts: object) -> str:
    """A name for a node that nobody named: the first 16 hexadecimal digits of the SHA-256 of its content.

    >>> content_name("2022-02/..")
    '02615fd1d691d8ad'
    """
    written = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def split_foreign(reference: str) -> tuple[str, str | None, str] | None:
    """Split ``other:claim/c-vests`` or ``other:c-vests`` into dossier, kind and slug; None if it is neither.

    >>> split_foreign("gear:claim/c-vests")
    ('gear', 'claim', 'c-vests')
    >>> split_foreign("c-vests") is None
    True
    """
    match = _FOREIGN.fullmatch(reference)
    return (match[1], match[2], match[3]) if match else None


def shorten(iri: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """The IRI as a CURIE where a prefix fits, else as it is; for people to read, never to parse again.

    >>> shorten("https://w3id.org/claimgraph/ns#stance")
    'cg:stance'
    """
    best = max(
        ((base, name) for name, base in prefixes.items() if iri.startswith(base)),
        key=lambda pair: len(pair[0]),
        default=None,
    )
    return iri if best is None else f"{best[1]}:{iri[len(best[0]) :]}"
