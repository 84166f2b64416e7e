"""What a query that someone typed may not be: an update, a request to another machine, or a trap for the parser.

The guard reads the words of a query (:mod:`.lexer`) before any engine does. It refuses what can never be answered
here and says what to do instead; it does not parse. Whatever it lets through is still parsed and run in confinement
(:mod:`.sandbox`), where the engine's own parser settles once more that no ``SERVICE`` is in it: this page is
for clear messages and for the first line, not for the last one.
"""

import difflib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ...ontology.errors import QueryRefusedError, QuerySyntaxError
from .lexer import Kind, Token, place, tokens

MAX_CHARACTERS: Final = 256 * 1024
"""Longer texts are refused. A list of 3,000 IRIs in VALUES fits; 256 K of the worst text is read in about a second."""

MAX_DEPTH: Final = 100
"""Brackets within brackets. Measured with pyoxigraph 0.5.13 on a stack of 8 MB, the parser dies at a depth of 600 to
1,000 for calls, 2,000 for sub-queries and 4,000 for groups; hand-written queries stay below 15."""

MAX_REPEATED_SIGNS: Final = 100
"""``!`` written over and over nests as brackets do, without brackets; the parser dies at some 10,000."""


class QueryForm(StrEnum):
    """The four forms of a SPARQL query, which decide what its result is."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the guard read in a query that it lets through.

    Attributes:
        form: Which of the four forms it has.
        dataset: The graphs that it names in FROM and FROM NAMED, as IRIs. Where there are any, they are the whole
            dataset; the engine forgets them when it is told to take the union of all graphs, so whoever
            runs the query must not tell it so.
    """

    form: QueryForm
    dataset: tuple[str, ...] = ()


_UPDATES: Final = {
    "LOAD": "to load a dossier, use `claimgraph load FILE`",
    "INSERT": "to add statements, write them into a dossier and use `claimgraph load FILE`",
    "DELETE": "to take statements out, take them out of the dossier and load it again",
    "DROP": "to take a dossier out, use `claimgraph unload DOSSIER`",
    "CLEAR": "to take a dossier out, use `claimgraph unload DOSSIER`",
    "CREATE": "graphs come with the dossiers that are loaded",
    "COPY": "graphs come with the dossiers that are loaded",
    "MOVE": "graphs come with the dossiers that are loaded",
    "ADD": "graphs come with the dossiers that are loaded",
    "WITH": "WITH begins an update",
    "USING": "USING belongs to an update; to read certain graphs only, use FROM",
}
_PROLOGUE: Final = frozenset({"BASE", "PREFIX", "VERSION"})
_CLOSING: Final = {"(": ")", "{": "}", "[": "]", "{|": "|}"}
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
_HIDDEN: Final = re.compile(r"\\(?:u00|U000000)(?:22|27|3[CcEe]|5[Cc]|23|0[AaDd])")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_CLOSE_ENOUGH: Final = 0.5


def check(
    query: str, *, graphs: Collection[str] | None = None, prefixes: Mapping[str, str] | None = None
) -> QueryForm:
    """Refuse a query that would write, reach the network or a file, or break the parser.

    Args:
        query: The text that someone typed.
        graphs: IRIs of the named graphs in the store, to say which graph a FROM could have meant. Looked at
            only if the query has a FROM; ``None`` lets every absolute IRI pass that is no file.
        prefixes: Prefixes that need not be declared in the query.

    Returns:
        The form of the query.

    Raises:
        QueryRefusedError: It is an update, asks another machine (SERVICE), names a graph that is not loaded, or is too
            long or too deeply nested.
        QuerySyntaxError: It is empty, or a string, bracket or character stands where none can.

    >>> str(check("ASK { ?report ex:service 'SERVICE' }"))
    'ASK'
    >>> check("DROP ALL")
    Traceback (most recent call last):
        ...
    claimgraph.ontology.errors.QueryRefusedError: query:1:1: DROP is an update, and queries only read: ...
    """
    return read(query, graphs=graphs, prefixes=prefixes).form


def read(
    query: str, *, graphs: Collection[str] | None = None, prefixes: Mapping[str, str] | None = None
) -> Reading:
    """Check a query as :func:`check` does, and say which graphs it names in FROM.

    Raises:
        QueryRefusedError: As for :func:`check`.
        QuerySyntaxError: As for :func:`check`.

    >>> read("ASK FROM <https://example.org/g> { }").dataset
    ('https://example.org/g',)
    """
    _check_text(query)
    words = tokens(query)
    if not words:
        raise QuerySyntaxError("the query is empty: expected SELECT, ASK, CONSTRUCT or DESCRIBE")
    _check_depth(query, words)
    for index, token in enumerate(words):
        if token.keyword or token.kind is Kind.NAME:
            _check_service(query, words, index)
        if token.keyword in _UPDATES:
            raise QueryRefusedError(
                f"{place(query, token.start)}: {token.text} is an update, and queries only read:"
                f" {_UPDATES[token.keyword]}"
            )
        if "\\" in token.text:
            _check_escapes(query, token)
    form = _form(query, words)
    return Reading(form, tuple(_dataset(query, words, graphs, prefixes or {})))


def declared(words: Sequence[Token]) -> dict[str, str]:
    """The prefixes that a query declares itself."""
    return {
        words[i + 1].text[:-1]: words[i + 2].text[1:-1]
        for i, token in enumerate(words[:-2])
        if token.keyword == "PREFIX" and words[i + 1].text.endswith(":")
    }


def nearest(name: str, known: Iterable[str]) -> list[str]:
    """The three names most like the one given, best first; the first three by alphabet if none is like it."""
    names = sorted(known)
    return difflib.get_close_matches(name, names, n=3, cutoff=_CLOSE_ENOUGH) or names[:3]


def _check_text(query: str) -> None:
    if len(query) > MAX_CHARACTERS:
        raise QueryRefusedError(
            f"the query has {len(query):,} characters, and at most {MAX_CHARACTERS:,} are read:"
            " ask in several queries, or put long lists of values into a dossier"
        )
    if surrogate := _SURROGATE.search(query):
        raise QuerySyntaxError(
            f"{place(query, surrogate.start())}: half a character (U+{ord(surrogate.group()):04X}) stands here:"
            " the text was decoded wrongly; save it as UTF-8"
        )


def _check_depth(query: str, words: Sequence[Token]) -> None:
    opened: list[Token] = []
    repeated = 0
    for token in words:
        repeated = repeated + 1 if token.text == "!" else 0
        if len(opened) > MAX_DEPTH or repeated > MAX_REPEATED_SIGNS:
            raise QueryRefusedError(
                f"{place(query, token.start)}: more than {MAX_DEPTH} levels are nested here:"
                " write it flatter, or ask in several queries"
            )
        if token.kind is not Kind.SIGN:
            continue
        if token.text in _CLOSING:
            opened.append(token)
        elif token.text in _CLOSING.values():
            if not opened:
                raise QuerySyntaxError(
                    f"{place(query, token.start)}: {token.text!r} closes nothing: no bracket is open"
                )
            if _CLOSING[opened[-1].text] != token.text:
                raise QuerySyntaxError(
                    f"{place(query, token.start)}: {token.text!r} closes nothing: expected"
                    f" {_CLOSING[opened[-1].text]!r} for the {opened[-1].text!r} of {place(query, opened[-1].start)}"
                )
            opened.pop()
    if opened:
        raise QuerySyntaxError(
            f"{place(query, opened[-1].start)}: {opened[-1].text!r} is never closed:"
            f" expected {_CLOSING[opened[-1].text]!r}"
        )


def _check_service(query: str, words: Sequence[Token], index: int) -> None:
    token = words[index]
    spelt = "SERVICE" in token.keyword
    if token.kind is Kind.NAME and "SERVICE" in token.text.partition(":")[0].upper():
        # Where a graph pattern can begin, `SERVICE:x {` is the keyword and the name `:x`. Elsewhere it may be an
        # object and a group, as in `?s ?p service:x { … }`: the worker tells the two apart.
        follows = words[index + 1].text if index + 1 < len(words) else ""
        spelt = follows == "{" and index > 0 and words[index - 1].text in {"{", "}", "."}
    if spelt:
        raise QueryRefusedError(
            f"{place(query, token.start)}: SERVICE would ask another machine, and queries stay in this store:"
            " load what you need as a dossier, or ask the other endpoint with a tool of its own"
        )


def _check_escapes(query: str, token: Token) -> None:
    if hidden := _HIDDEN.search(token.text):
        raise QueryRefusedError(
            f"{place(query, token.start + hidden.start())}: {hidden.group()} hides a quotation mark, bracket,"
            " backslash, # or line end, which SPARQL engines read in different ways (recommendation, 19.2):"
            " write the character itself, or as \\\" \\' \\\\ \\n"
        )


def _form(query: str, words: Sequence[Token]) -> QueryForm:
    index = 0
    while index < len(words) and words[index].keyword in _PROLOGUE:
        # PREFIX ex: <…> has two tokens after it, BASE <…> and VERSION "…" one.
        index += 3 if words[index].keyword == "PREFIX" else 2
    if index >= len(words):
        raise QuerySyntaxError(
            "the query ends after its prefixes: expected SELECT, ASK, CONSTRUCT or DESCRIBE"
        )
    first = words[index]
    if first.keyword not in QueryForm.__members__:
        near = difflib.get_close_matches(first.text.upper(), QueryForm.__members__, n=1)
        meant = f" (did you mean {near[0]!r}?)" if near else ""
        raise QuerySyntaxError(
            f"{place(query, first.start)}: a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE,"
            f" here stands {first.text[:40]!r}{meant}"
        )
    return QueryForm(first.keyword)


def _dataset(
    query: str, words: Sequence[Token], graphs: Collection[str] | None, prefixes: Mapping[str, str]
) -> Iterable[str]:
    known = {**prefixes, **declared(words)}
    for index, token in enumerate(words):
        if token.keyword != "FROM":
            continue
        rest = words[index + 1 : index + 3]
        named = next((t for t in rest if t.keyword != "NAMED"), None)
        if named is None or named.kind not in {Kind.IRI, Kind.NAME}:
            raise QuerySyntaxError(
                f"{place(query, token.start)}: FROM names no graph: expected an IRI after it"
            )
        iri = _iri(query, named, known)
        if not _SCHEME.match(iri):
            raise QueryRefusedError(
                f"{place(query, named.start)}: FROM {named.text} is not a full IRI, and nothing is read from files:"
                " name a graph of this store by its full IRI"
            )
        missing = graphs is not None and iri not in graphs
        if missing or iri.lower().startswith("file:"):
            near = nearest(iri, graphs or ())
            others = f"; the nearest are {', '.join(f'<{g}>' for g in near)}" if near else ""
            raise QueryRefusedError(
                f"{place(query, named.start)}: FROM <{iri}> names no graph of this store,"
                f" and nothing is fetched or read from files{others}: load it first, or leave FROM out to ask all"
            )
        yield iri


def _iri(query: str, token: Token, prefixes: Mapping[str, str]) -> str:
    if token.kind is Kind.IRI:
        return re.sub(
            r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})", lambda m: _character(m[1] or m[2]), token.text[1:-1]
        )
    prefix, _, local = token.text.partition(":")
    if prefix not in prefixes:
        raise QuerySyntaxError(f"{place(query, token.start)}: the prefix {prefix + ':'!r} is not declared")
    return prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)


def _character(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if code <= 0x10FFFF else "�"  # noqa: PLR2004 - the last code point of Unicode
