"""Why the engine did not understand a query, in words that help to put it right.

The engine says where it stopped and lists the characters that it would have taken there. What a person needs is the
word that is misspelt or the prefix that is not declared, mostly a little before that place.
"""

import difflib
import re
from collections.abc import Collection
from typing import Final

from ...ontology import terms
from ...ontology.errors import QuerySyntaxError
from .guard import declared
from .lexer import Kind, place, tokens

_WORDS: Final = frozenset(
    """
    ABS ADD ADJUST ALL AS ASC ASK AVG BASE BIND BNODE BOUND BY CEIL CLEAR COALESCE CONCAT CONSTRUCT CONTAINS COUNT
    DATATYPE DAY DEFAULT DELETE DESC DESCRIBE DISTINCT ENCODE_FOR_URI EXISTS FALSE FILTER FLOOR FROM GRAPH GROUP
    GROUP_CONCAT HASLANG HASLANGDIR HAVING HOURS IF IN IRI ISBLANK ISIRI ISLITERAL ISNUMERIC ISTRIPLE ISURI LANG
    LANGDIR LANGMATCHES LATERAL LCASE LIMIT MAX MD5 MIN MINUS MINUTES MONTH NAMED NOT NOW OBJECT OFFSET OPTIONAL ORDER
    PREDICATE PREFIX RAND REDUCED REGEX REPLACE ROUND SAMETERM SAMPLE SECONDS SELECT SEPARATOR SERVICE SHA1 SHA256
    SHA384 SHA512 SILENT STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLANGDIR STRLEN STRSTARTS STRUUID SUBJECT
    SUBSTR SUM TIMEZONE TRIPLE TRUE TZ UCASE UNDEF UNION URI UUID VALUES VERSION WHERE YEAR A
    """.split()  # noqa: SIM905 - a hundred quoted words would be harder to read
)
_PLACE: Final = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_SIGNS: Final = re.compile(r'"(?:\\.|[^"\\])*"|\[(?:\'[^\']*\'|[^\]\'])*\]')
"""Signs in quotes, and classes of characters in brackets, as the engine's parser names what it looked for."""

_WORD: Final = re.compile(r"[A-Za-z_]{2,}")
_MOST_EXPECTED: Final = 8
_ITEM: Final = re.compile(rf"([a-z0-9-]+:(?:{'|'.join(terms.KINDS)}))/({terms.SLUG.pattern})")
"""An item as tables and messages write it: ``gear:claim/c-vests``."""


def explain(query: str, told: str, prefixes: Collection[str] = ()) -> str:
    r"""Say in one line what is wrong with a query that the engine could not parse.

    Args:
        query: The query.
        told: What the engine said of it.
        prefixes: The prefixes that need no declaring.

    Returns:
        A line that begins with the place, as ``query:line:column``.

    >>> explain("SELECT * { FITLER(?a) }", "error at 1:20: expected OPTIONAL")
    "query:1:12: 'FITLER' is no word of SPARQL (did you mean 'FILTER'?)"
    >>> explain("SELECT * { ?s ex:p ?o }", "error at 1:19: expected Prefix not found", ["cg"])
    "query:1:15: the prefix 'ex:' is not declared: write PREFIX ex: <...> before the query"
    >>> print(explain("DESCRIBE gear:claim/c-vests", "error at 1:21: expected FROM", ["gear"]))
    query:1:10: a slash in a name is written \/ in SPARQL: gear:claim\/c-vests
    >>> explain("SELECT ?s { ?s ?p }", "error at 1:19: expected one of '(', [_], OPTIONAL")
    'query:1:19: this is not SPARQL 1.1: expected here, among others: OPTIONAL'
    >>> explain(
    ...     "SELECT ?s { }", "error at 1:14: expected one of \"(\", IF, A variable is unbound, ['a' ..= 'z']"
    ... )
    'query:1:14: this is not SPARQL 1.1: A variable is unbound'
    """
    return _misspelt(query, prefixes) or _stopped(told)


def _misspelt(query: str, prefixes: Collection[str]) -> str:
    try:
        words = tokens(query)
    except QuerySyntaxError as error:
        return str(error)
    known = {*prefixes, *declared(words)}
    for index, token in enumerate(words):
        if token.keyword and token.keyword not in _WORDS:
            item = next((found for found in _ITEM.finditer(query) if found.start(2) == token.start), None)
            if item is not None:
                written = f"a slash in a name is written \\/ in SPARQL: {item[1]}\\/{item[2]}"
                return f"{place(query, item.start())}: {written}"
            near = difflib.get_close_matches(token.keyword, sorted(_WORDS), n=1)
            meant = f" (did you mean {near[0]!r}?)" if near else ""
            return f"{place(query, token.start)}: {token.text!r} is no word of SPARQL{meant}"
        prefix, colon, _ = token.text.partition(":")
        if (
            token.kind is Kind.NAME
            and prefix not in known
            and not (index and words[index - 1].keyword == "PREFIX")
        ):
            near = difflib.get_close_matches(prefix, sorted(known), n=1)
            meant = f" (did you mean '{near[0]}:'?)" if near else ""
            return (
                f"{place(query, token.start)}: the prefix {prefix + colon!r} is not declared{meant}:"
                f" write PREFIX {prefix}: <...> before the query"
            )
    return ""


def _stopped(told: str) -> str:
    if not (found := _PLACE.match(told)):
        return f"this is not SPARQL 1.1: {' '.join(told.split())}"
    line, column, rest = found.groups()
    parts = [" ".join(part.split()) for part in _SIGNS.sub("", rest).split(",")]
    reasons = [part for part in parts if " " in part]
    expected = list(dict.fromkeys(part for part in parts if _WORD.fullmatch(part)))
    said = ""
    if reasons:
        said = f": {'; '.join(reasons)}"
    elif expected:
        said = f": expected here, among others: {', '.join(expected[:_MOST_EXPECTED])}"
    return f"query:{line}:{column}: this is not SPARQL 1.1{said}"
