"""Whether each term of somebody else's vocabulary that we write exists there.

A misspelt ``prov:hadPrimarySouce`` parses, loads and exports, and nobody who looks for the right one finds it. So each
foreign IRI is looked up: in rdflib's closed namespaces, or, for vocabularies that rdflib does not hold, in the lists of
names in ``foreign_terms.json``, which say where and when they were read. No network is asked. This module knows nothing
of our own terms, and does not judge whether a foreign term is well used.

>>> unknown = check_term("http://www.w3.org/ns/prov#hadPrimarySouce")
>>> print(unknown.reason if unknown else "fine")
'hadPrimarySouce' is not in prov: (rdflib ...; did you mean 'hadPrimarySource' ...?)
"""

import difflib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import pyoxigraph as px

_OWN: Final = "https://w3id.org/claimgraph"
_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SUGGESTIONS: Final = 2
_USUAL_PREFIX: Final = {"sdo": "schema"}

DOCUMENT_PREDICATES: Final = frozenset(
    {
        "http://purl.org/dc/terms/license",
        "http://purl.org/dc/terms/references",
        "http://purl.org/dc/terms/source",
        "http://www.w3.org/2000/01/rdf-schema#isDefinedBy",
        "http://www.w3.org/2000/01/rdf-schema#seeAlso",
        "http://www.w3.org/2002/07/owl#imports",
        "http://www.w3.org/2002/07/owl#priorVersion",
        "http://www.w3.org/2002/07/owl#versionIRI",
        "http://www.w3.org/ns/shacl#declare",
    }
)
"""What leads to a document, which is no term: a licence, the page that a heading was read in."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names of one foreign vocabulary, and where they were read.

    Attributes:
        prefix: The prefix it usually has.
        namespace: What all of its IRIs begin with.
        names: What follows the namespace in each of them.
        read_in: The document or library that the names were read in.
        complete: False if only the names in use were copied, so that one that is missing may exist all the same.
    """

    prefix: str
    namespace: str
    names: frozenset[str]
    read_in: str
    complete: bool = True


@dataclass(frozen=True, slots=True, order=True)
class UnknownTerm:
    """A foreign IRI that no vocabulary holds.

    Attributes:
        iri: The IRI as it was written.
        reason: What is wrong with it, where its vocabulary was read, and the nearest right name.
    """

    iri: str
    reason: str


@cache
def vocabularies() -> Mapping[str, Vocabulary]:
    """Every vocabulary that a term may come from, by its namespace.

    rdflib is imported here: some 0.2 s, once.
    """
    import rdflib
    from rdflib import namespace

    found: dict[str, Vocabulary] = {}
    for variable, closed in sorted(vars(namespace).items()):
        if (
            isinstance(closed, type)
            and issubclass(closed, namespace.DefinedNamespace)
            and "_NS" in vars(closed)
        ):
            base = str(vars(closed)["_NS"])
            prefix = _USUAL_PREFIX.get(variable.lower(), variable.lower())
            # Names that are Python keywords or hold a hyphen (sh:in, sh:not) stand apart from the others.
            names = {str(term).removeprefix(base) for term in dir(closed)}.union(
                getattr(closed, "_extras", ())
            )
            found[base] = Vocabulary(prefix, base, frozenset(names), f"rdflib {rdflib.__version__}")
    listed = json.loads((files("claimgraph.ontology") / "foreign_terms.json").read_bytes())
    for entry in listed["vocabularies"]:
        found[entry["namespace"]] = Vocabulary(
            prefix=entry["prefix"],
            namespace=entry["namespace"],
            names=frozenset(entry["names"]),
            read_in=entry["read_in"],
            complete=entry["complete"],
        )
    return found


def check_term(iri: str) -> UnknownTerm | None:
    """What is wrong with one IRI as a term of a vocabulary; None if it exists, or is our own.

    >>> check_term("http://www.w3.org/ns/shacl#in") is None
    True
    >>> print(check_term("http://schema.org/Claim").reason)
    no vocabulary that is listed begins so (did you mean https://schema.org/Claim?)
    """
    if iri.startswith(_OWN):
        return None
    vocabulary = _home(iri)
    if vocabulary is None:
        scheme, _, rest = iri.partition("://")
        other = f"{'https' if scheme == 'http' else 'http'}://{rest}"
        hint = f" (did you mean {other}?)" if _home(other) and check_term(other) is None else ""
        return UnknownTerm(iri, f"no vocabulary that is listed begins so{hint}")
    name = iri[len(vocabulary.namespace) :]
    if not name or name in vocabulary.names:
        return None
    near = difflib.get_close_matches(name, sorted(vocabulary.names), n=_SUGGESTIONS)
    hint = f"did you mean {' or '.join(repr(right) for right in near)}?" if near else "no name is like it"
    if not vocabulary.complete:
        hint += " only the names in use were copied; if it exists, add it to foreign_terms.json"
    return UnknownTerm(iri, f"'{name}' is not in {vocabulary.prefix}: ({vocabulary.read_in}; {hint})")


def unknown_terms(quads: Iterable[px.Quad | px.Triple], *, strict: bool = False) -> tuple[UnknownTerm, ...]:
    """The foreign terms among these quads that do not exist, each once, in order.

    Predicates, classes and datatypes are terms, and so is whatever begins like a listed vocabulary.

    Args:
        quads: What is to be checked, such as an export.
        strict: Take every IRI for a term that is not our own and not a document (the object of one of
            :data:`DOCUMENT_PREDICATES`): for vocabularies, which speak about terms and about nothing else.
    """
    terms: set[str] = set()
    nodes: set[str] = set()
    documents: set[str] = set()
    for quad in quads:
        predicate = quad.predicate.value
        terms.add(predicate)
        if isinstance(quad.subject, px.NamedNode):
            nodes.add(quad.subject.value)
        if isinstance(quad.object, px.Literal):
            terms.add(quad.object.datatype.value)
        elif isinstance(quad.object, px.NamedNode):
            place = terms if predicate == _TYPE else documents if predicate in DOCUMENT_PREDICATES else nodes
            place.add(quad.object.value)
    terms.update(node for node in nodes - documents if strict or _home(node))
    return tuple(sorted(filter(None, map(check_term, terms))))


def unknown_terms_of_context(document: Mapping[str, Any]) -> tuple[UnknownTerm, ...]:
    """The foreign terms and namespaces in a JSON-LD context that do not exist, each once, in order.

    Raises nothing for a context that is not well-formed: whoever loads it does.

    >>> unknown_terms_of_context({"@context": {"oa": "http://www.w3.org/ns/oa#", "words": "oa:exakt"}})
    (UnknownTerm(iri='http://www.w3.org/ns/oa#exakt', reason="'exakt' is not in oa: ...),)
    """
    terms = set(_terms_of(document.get("@context", {}), {}))
    return tuple(sorted(filter(None, map(check_term, terms))))


def _terms_of(context: object, outer: Mapping[str, str]) -> Iterator[str]:
    if isinstance(context, list):
        for part in context:
            yield from _terms_of(part, outer)
    elif isinstance(context, dict):
        short = {name: value for name, value in context.items() if isinstance(value, str)}
        known = {**outer, **{name: value for name, value in short.items() if value.endswith(("#", "/", "_"))}}
        for name, value in context.items():
            if ":" in name:
                yield _expand(name, known)
            for part in value.values() if isinstance(value, dict) else [value]:
                if isinstance(part, str) and ":" in part:
                    yield _expand(part, known)
            if isinstance(value, dict):
                yield from _terms_of(value.get("@context"), known)


def _expand(name: str, prefixes: Mapping[str, str]) -> str:
    prefix, _, local = name.partition(":")
    return prefixes[prefix] + local if prefix in prefixes else name


def _home(iri: str) -> Vocabulary | None:
    """The vocabulary with the longest namespace that the IRI begins with, or whose namespace it is without its end."""
    known = vocabularies()
    fitting = [base for base in known if iri.startswith(base) or iri == base.rstrip("#/")]
    return known[max(fitting, key=len)] if fitting else None
