"""Named queries: SPARQL kept as files, each with a title, a description and typed parameters.

A file is SPARQL as any engine runs it, with ``VALUES ?name { UNDEF }`` where a parameter may narrow it. Its first lines
say what it is::

    # title: Support
    # description: Which statements support which.
    # parameter: claim (claim, optional) Only what supports statements about this claim.

A value is bound as an RDF term in every ``VALUES`` of its name, never pasted into the text. These queries are our own:
they write ``GRAPH`` everywhere, so that engines that differ on the default graph agree.
"""

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

import pyoxigraph as ox

from ...ontology import terms
from ...ontology.dates import bounds
from ...ontology.entities import AGENT_KINDS
from ...ontology.errors import QueryParameterError, UnknownNameError

KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "claim": ("claim",),
    "statement": ("statement",),
    "agent": AGENT_KINDS,
    "source": ("report", "evidence"),
}
"""The kinds of item that a parameter of each type may name."""

Resolve = Callable[[str, tuple[str, ...]], str]
"""Finds the IRI of the item that a name leads to, among some kinds; raises UnknownNameError."""

_HEADER: Final = re.compile(r"# (title|description|parameter): (.*)")
_PARAMETER: Final = re.compile(r"([a-z][a-z0-9_]*) \(([a-z]+), (required|optional)\) (.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a named query asks for.

    Attributes:
        name: As typed, and as the query's variable.
        type: ``claim``, ``statement``, ``agent`` or ``source`` (by slug, CURIE, IRI or words), ``date`` or ``text``.
    """

    name: str
    type: str
    required: bool
    description: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query with a name, and what a reader needs to know before running it."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str

    def bound(self, given: Mapping[str, str], resolve: Resolve) -> str:
        """The query's text with its parameters bound.

        Args:
            given: Values as typed, by parameter.
            resolve: How a name is turned into an item's IRI.

        Raises:
            QueryParameterError: If a parameter is missing, unknown, or not of its type.
            UnknownNameError: If a name leads to nothing, or to several items.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in given:
            if name not in known:
                takes = f"takes {', '.join(known)}" if known else "takes no parameter"
                raise QueryParameterError(f"query '{self.name}' has no parameter '{name}'; it {takes}")
        for parameter in self.parameters:
            if parameter.required and parameter.name not in given:
                raise QueryParameterError(
                    f"query '{self.name}' needs '{parameter.name}': {parameter.description} Add {parameter.name}=…"
                )
        text = self.text
        for name, value in given.items():
            text = bind(text, name, _term(known[name], value, resolve))
        return text


def bind(query: str, name: str, term: ox.NamedNode | ox.Literal) -> str:
    """Put a term into every ``VALUES ?name { UNDEF }`` of a query.

    >>> bind("SELECT * { VALUES ?x { UNDEF } ?x ?p ?o }", "x", ox.NamedNode("https://example.org/a"))
    'SELECT * { VALUES ?x { <https://example.org/a> } ?x ?p ?o }'
    """
    return re.sub(rf"VALUES \?{name} \{{ UNDEF \}}", lambda _: f"VALUES ?{name} {{ {term} }}", query)


@cache
def catalogue() -> Mapping[str, NamedQuery]:
    """Every named query, by name."""
    folder = files("claimgraph.graph") / "queries"
    found = (entry for entry in folder.iterdir() if entry.name.endswith(".rq"))
    read = [_parsed(entry.name.removesuffix(".rq"), entry.read_text(encoding="utf-8")) for entry in found]
    return {query.name: query for query in sorted(read, key=lambda query: query.name)}


def named(name: str) -> NamedQuery:
    """The query of a name.

    Raises:
        UnknownNameError: If there is none; the message names the nearest.
    """
    found = catalogue().get(name)
    if found is None:
        near = difflib.get_close_matches(name, catalogue(), n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(catalogue())}"
        raise UnknownNameError(
            f"no query is named '{name}'; {hint}",
            name=name,
            candidates=[(each, catalogue()[each].title) for each in near],
        )
    return found


def prologue() -> str:
    """The prefixes that nobody needs to type, as SPARQL declares them."""
    return "".join(f"PREFIX {name}: <{base}>\n" for name, base in terms.PREFIXES.items())


def _parsed(name: str, text: str) -> NamedQuery:
    said: dict[str, str] = {}
    parameters: list[Parameter] = []
    for key, value in _HEADER.findall(text):
        if key == "parameter":
            match = _PARAMETER.fullmatch(value)
            if match is None:
                raise ValueError(
                    f"{name}.rq: '{value}' is no parameter; write: name (type, optional) What it is."
                )
            parameters.append(Parameter(match[1], match[2], match[3] == "required", match[4]))
        else:
            said[key] = value
    return NamedQuery(name, said["title"], said["description"], tuple(parameters), text)


def _term(parameter: Parameter, value: str, resolve: Resolve) -> ox.NamedNode | ox.Literal:
    if parameter.type in KINDS:
        return ox.NamedNode(resolve(value, KINDS[parameter.type]))
    if parameter.type == "date":
        return ox.Literal(
            _day(parameter.name, value).isoformat(), datatype=ox.NamedNode(terms.PREFIXES["xsd"] + "date")
        )
    return ox.Literal(value)


def _day(name: str, value: str) -> date:
    """The first day of a date of any precision."""
    try:
        first, _last = bounds(value)
    except ValueError as error:
        raise QueryParameterError(f"'{name}' wants a date: {error}") from error
    if first is None:
        raise QueryParameterError(f"'{name}' wants a date with a beginning; '{value}' has none")
    return first
