"""The words of a SPARQL query: where each string, IRI, comment, variable, name and keyword begins and ends.

A word such as ``SERVICE`` means something only where a keyword can stand. Inside a string, an IRI, a comment or
the name ``ex:service`` it means nothing, so whoever refuses it has to know the difference. This module knows it,
and no more: it refuses what cannot be a token of SPARQL 1.1 (section 19 of the recommendation) and leaves all
grammar to the engine.

One place is ambiguous without grammar: in ``?a<?b && ?c>?d`` the text ``<?b`` starts a comparison, in
``?s<http://…>?o`` an IRI. Comparisons live in the brackets of expressions only, so the brackets are classed as
they open. Read wrongly, the two let a keyword hide behind what looks like a string:
``FILTER(?a<?b#>'''`` is a comparison and a comment, not an IRI and the start of a string.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ...ontology.errors import QuerySyntaxError


class Kind(StrEnum):
    """What a token is; comments and white space are no tokens."""

    STRING = "string"
    IRI = "iri"
    VARIABLE = "variable"
    NAME = "name"
    BLANK = "blank"
    NUMBER = "number"
    LANGUAGE = "language"
    WORD = "word"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Token:
    """One token.

    Attributes:
        kind: What it is.
        text: As written.
        start: Where it starts.
        keyword: The text in capitals if it is a bare word, else nothing: ``select`` is ``SELECT``.
    """

    kind: Kind
    text: str
    start: int
    keyword: str = ""


# Letters are taken a little wider than SPARQL's PN_CHARS (any Unicode letter or digit): a name that the engine
# refuses is the engine's to report. Possessive quantifiers keep every pattern linear on hostile text.
_LETTER: Final = r"[^\W\d_]"
_NAME_CHAR: Final = r"[\w\-\u00b7\u0300-\u036f\u203f\u2040]"
_LOCAL_CHAR: Final = r"(?:[\w\-:\u00b7\u0300-\u036f\u203f\u2040]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])"
# At most sixteen dots in a prefix: without a bound, "a.a.a.…" is read again from each of its letters.
_PREFIX: Final = rf"(?:{_LETTER}{_NAME_CHAR}*+(?:\.{_NAME_CHAR}++){{0,16}}+)?"
_ESCAPE: Final = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_IRI: Final = rf"<(?:[^\x00-\x20<>\"{{}}|^`\\]|{_ESCAPE})*+>"

_TOKEN: Final = re.compile(
    rf"""
    (?P<blank_space>[\x20\t\r\n]++|\#[^\r\n]*+)
  | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*+\"\"\"
             |'''(?:[^'\\]|\\.|'(?!''))*+'''
             |"(?!"")(?:[^"\\\r\n]|\\[^\r\n])*+"
             |'(?!'')(?:[^'\\\r\n]|\\[^\r\n])*+')
  | (?P<iri>{_IRI})
  | (?P<variable>[?$][\w\u00b7\u0300-\u036f\u203f\u2040]++)
  | (?P<blank>_:[\w](?:{_NAME_CHAR})*+(?:\.++{_NAME_CHAR}++)*+)
  | (?P<name>{_PREFIX}:(?:(?!-){_LOCAL_CHAR}++(?:\.++{_LOCAL_CHAR}++)*+)?)
  | (?P<number>(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][+-]?[0-9]++)?)
  | (?P<language>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+(?:--[A-Za-z]++)?)
  | (?P<word>[A-Za-z][A-Za-z0-9_]*+)
  | (?P<sign>\^\^|&&|\|\||!=|<=|>=|<<|>>|\{{\||\|\}}|[{{}}()\[\].,;*/|^+\-=!<>?~])
    """,
    re.VERBOSE | re.DOTALL,
)
_KINDS: Final = {kind.value: kind for kind in Kind}
_ENDS_WITH_DOT: Final = re.compile(r"[0-9]++\.(?![0-9eE])")

# Words after which an opening bracket holds an expression, whatever stands around it.
_BEFORE_EXPRESSION: Final = frozenset(
    {"FILTER", "BIND", "HAVING", "BY", "IN", "SELECT", "DISTINCT", "REDUCED"}
)
_PATTERN_WORDS: Final = frozenset({"VALUES", "WHERE", "A", "GRAPH", "SERVICE", "SILENT", "UNDEF"})
_CLAUSE_WORDS: Final = frozenset({"SELECT", "GROUP", "ORDER", "HAVING"})
_CLAUSE_ENDS: Final = frozenset({"WHERE", "FROM", "VALUES", "LIMIT", "OFFSET"})
_OPERAND_ENDS: Final = frozenset({")", "]"})
_OPENING: Final = {"(": ")", "{": "}", "[": "]", "{|": "|}"}


def place(query: str, offset: int) -> str:
    r"""Say where in the query an offset lies, counting lines and columns from one.

    >>> place("SELECT *\n{ ?s", 11)
    'query:2:3'
    """
    line_start = query.rfind("\n", 0, offset) + 1
    return f"query:{query.count(chr(10), 0, offset) + 1}:{offset - line_start + 1}"


class _Brackets:
    """Which brackets are open, and whether the innermost one holds an expression."""

    def __init__(self) -> None:
        self.expressions: list[bool] = []
        self.clause = False

    def see(self, token: Token, before: Token | None, second: Token | None) -> None:
        """Take one more token into account."""
        if token.text in _OPENING and token.kind is Kind.SIGN:
            self.expressions.append(token.text == "(" and self._opens_expression(before, second))
            self.clause = self.clause and token.text == "("
        elif token.kind is Kind.SIGN and token.text in {")", "}", "]", "|}"}:
            self.clause = self.clause and token.text == ")"
            if self.expressions:
                self.expressions.pop()
        elif token.keyword in _CLAUSE_WORDS:
            self.clause = True
        elif token.keyword in _CLAUSE_ENDS:
            self.clause = False

    def _opens_expression(self, before: Token | None, second: Token | None) -> bool:
        if self.clause or (self.expressions and self.expressions[-1]) or before is None:
            return True
        if before.kind is Kind.WORD:
            return before.keyword not in _PATTERN_WORDS
        called = before.kind in {Kind.IRI, Kind.NAME}
        return called and second is not None and second.keyword in _BEFORE_EXPRESSION

    def compares(self, before: Token | None) -> bool:
        """Tell whether a ``<`` here is a comparison: inside an expression, after something to compare."""
        if not (self.expressions and self.expressions[-1]) or before is None:
            return False
        if before.kind is Kind.SIGN:
            return before.text in _OPERAND_ENDS
        return before.kind is not Kind.WORD or before.keyword in {"TRUE", "FALSE"}


def tokens(query: str) -> list[Token]:
    """Cut a query into its tokens, leaving out white space and comments.

    Args:
        query: The text of the query.

    Returns:
        The tokens in reading order.

    Raises:
        QuerySyntaxError: A character or an unclosed string that no token of SPARQL begins with; says where.

    >>> [token.text for token in tokens("ASK { ?s ex:service 'SERVICE' } # SERVICE")]
    ['ASK', '{', '?s', 'ex:service', "'SERVICE'", '}']
    >>> [token.text for token in tokens("ASK { FILTER(?a<?b && ?c>?d) }")][4:8]
    ['?a', '<', '?b', '&&']
    """
    found: list[Token] = []
    brackets = _Brackets()
    offset = 0
    while offset < len(query):
        before = found[-1] if found else None
        match = _TOKEN.match(query, offset)
        if match is None:
            raise _no_token(query, offset)
        kind, text = match.lastgroup or "", match.group()
        offset = match.end()
        if kind == "blank_space":
            continue
        if kind == "iri" and brackets.compares(before):
            kind, text = "sign", "<="[: 1 + (query[match.start() + 1] == "=")]
            offset = match.start() + len(text)
        elif kind == "number" and _ENDS_WITH_DOT.fullmatch(text):
            # "1." before anything but a digit is the number 1 and the dot that ends a triple.
            text = text[:-1]
            offset -= 1
        keyword = text.upper() if kind == "word" else ""
        token = Token(_KINDS[kind], text, match.start(), keyword)
        if keyword or kind == "sign":
            brackets.see(token, before, found[-2] if len(found) > 1 else None)
        found.append(token)
    return found


def _no_token(query: str, offset: int) -> QuerySyntaxError:
    here, stood = place(query, offset), query[offset]
    if stood in "\"'":
        mark = query[offset : offset + 3] if query.startswith(stood * 3, offset) else stood
        hint = "" if len(mark) > 1 else f"; a string over several lines needs {stood * 3}"
        return QuerySyntaxError(f"{here}: this string is never closed: expected {mark} at its end{hint}")
    if stood == "<":
        return QuerySyntaxError(f"{here}: this IRI is never closed, or holds a character no IRI may hold")
    shown = stood if stood.isprintable() else f"U+{ord(stood):04X}"
    return QuerySyntaxError(
        f"{here}: {shown!r} cannot stand here: expected a keyword, a variable, a name, an IRI or a value"
    )
