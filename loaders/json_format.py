"""JSON (RFC 8259) read into the same tree as YAML, with the line and column of every value.

The standard library's reader gives no positions, keeps the last of two equal keys, reads NaN, and recurses; this one
does none of these. Its strings are read by the standard library.
"""

import json
import re
from bisect import bisect_right
from json import JSONDecodeError, JSONDecoder
from typing import Final

from .arrangement import Value, one_line
from .document import MAX_DEPTH, Entries, Items, Part, Problems, Scalar, Written, shown

_SPACE: Final = re.compile(r"[ \t\n\r]*")
_TOKEN: Final = re.compile(
    r"(?P<number>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])"
    r"|(?P<boolean>true|false)\b|(?P<null>null)\b",
    re.ASCII,
)
_WIDTH: Final = 110
_STRINGS: Final = JSONDecoder(strict=True)
_WORD: Final = re.compile(r"[^\s,:\[\]{}\"]+|.", re.DOTALL)


class _Reader:
    """One pass over the text."""

    def __init__(self, text: str, problems: Problems) -> None:
        self.text = text
        self.problems = problems
        self.lines = [0, *(found.end() for found in re.finditer("\n", text))]

    def place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.lines, offset)
        return line, offset - self.lines[line - 1] + 1

    def skip(self, offset: int) -> int:
        found = _SPACE.match(self.text, offset)
        return found.end() if found else offset

    def expect(self, offset: int, wanted: str, what: str) -> str:
        char = self.text[offset : offset + 1]
        if char and char in wanted:
            return char
        raise self.problems.stop(
            self.place(offset), f"this is not JSON: {self.found(offset)}, and {what} is wanted"
        )

    def found(self, offset: int) -> str:
        word = _WORD.match(self.text, offset)
        return f"{shown(word[0])} stands here" if word else "the file ends here"

    def string(self, offset: int) -> tuple[Scalar, int]:
        line, column = self.place(offset)
        try:
            text, end = _STRINGS.raw_decode(self.text, offset)
        except JSONDecodeError as error:
            what = {
                "Unterminated string starting at": "a string is never closed",
                "Invalid control character at": "a line break or control character stands in a string; write \\n",
            }.get(error.msg, "an escape that JSON does not know; write \\\\ for a backslash")
            raise self.problems.stop(self.place(error.pos), f"this is not JSON: {what}") from error
        return Scalar(line, column, text, "quoted"), end

    def scalar(self, offset: int) -> tuple[Scalar, int]:
        if self.text[offset : offset + 1] == '"':
            return self.string(offset)
        token = _TOKEN.match(self.text, offset)
        if token is None:
            raise self.problems.stop(
                self.place(offset), f"this is not JSON: {self.found(offset)}, and a value is wanted"
            )
        written: Written = "number" if token["number"] else "boolean" if token["boolean"] else "null"
        line, column = self.place(offset)
        return Scalar(line, column, token[0], written), token.end()

    def key(self, offset: int, keys: dict[str, int]) -> tuple[Scalar, int, bool]:
        """A key, where its value begins, and whether it is new."""
        self.expect(offset, '"', "a key in double quotes")
        key, end = self.string(offset)
        end = self.skip(end)
        self.expect(end, ":", "a colon")
        fresh = key.text not in keys
        if fresh:
            keys[key.text] = key.line
        else:
            first = keys[key.text]
            self.problems.note(
                key, f"key {shown(key.text)} stands here twice, first in line {first}; keep one"
            )
        return key, self.skip(end + 1), fresh

    def read(self) -> Part:
        """The whole text as one value, built without recursion."""
        stack: list[_Open] = []
        offset = self.skip(0)
        while True:
            char = self.text[offset : offset + 1]
            done: Part
            if char in ("{", "["):
                if len(stack) >= MAX_DEPTH:
                    raise self.problems.stop(
                        self.place(offset), f"nested more than {MAX_DEPTH} levels deep; no dossier is"
                    )
                opened = _Open(self.place(offset), mapping=char == "{")
                offset = self.skip(offset + 1)
                if self.text[offset : offset + 1] != opened.closer:
                    stack.append(opened)
                    offset = self._next_key(opened, offset)
                    continue
                done, offset = opened.close(), offset + 1
            else:
                done, offset = self.scalar(offset)
            while stack:
                top = stack[-1]
                top.put(done)
                offset = self.skip(offset)
                if self.expect(offset, f",{top.closer}", f"a comma or {top.closer}") == ",":
                    offset = self._next_key(top, self.skip(offset + 1))
                    break
                done, offset = top.close(), offset + 1
                stack.pop()
            else:
                offset = self.skip(offset)
                if offset < len(self.text):
                    raise self.problems.stop(
                        self.place(offset),
                        f"this is not JSON: {self.found(offset)} behind the end of the dossier",
                    )
                return done

    def _next_key(self, opened: "_Open", offset: int) -> int:
        if opened.mapping:
            opened.key, offset, opened.fresh = self.key(offset, opened.keys)
        return offset


class _Open:
    """A list or object whose end has not been reached."""

    __slots__ = ("column", "fresh", "key", "keys", "line", "mapping", "pairs", "parts")

    def __init__(self, at: tuple[int, int], *, mapping: bool) -> None:
        self.line, self.column = at
        self.mapping = mapping
        self.parts: list[Part] = []
        self.pairs: dict[str, tuple[Scalar, Part]] = {}
        self.keys: dict[str, int] = {}
        self.key: Scalar | None = None
        self.fresh = True

    @property
    def closer(self) -> str:
        return "}" if self.mapping else "]"

    def put(self, part: Part) -> None:
        if self.key is None:
            self.parts.append(part)
        elif self.fresh:
            self.pairs[self.key.text] = (self.key, part)

    def close(self) -> Part:
        if self.mapping:
            return Entries(self.line, self.column, self.pairs)
        return Items(self.line, self.column, tuple(self.parts))


def read(text: str, problems: Problems) -> Part:
    """The value that a JSON text holds.

    Raises:
        DossierError: If it is not JSON, is empty, or nests too deeply. Keys that stand twice are noted in
            ``problems``.
    """
    if not text.strip():
        raise problems.stop(
            (0, 0), "this file holds nothing; 'claimgraph init' writes a dossier to begin with"
        )
    return _Reader(text, problems).read()


def write(arranged: dict[str, Value]) -> str:
    """A dossier as JSON: what is short on one line, the rest indented by two."""
    return "\n".join(_lines("", arranged, 0)) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _lines(begin: str, value: Value, indent: int) -> list[str]:
    flow = begin + one_line(value, _quoted, _quoted)
    if not value or not isinstance(value, (dict, list)) or (indent and len(flow) + indent <= _WIDTH):
        return [" " * indent + flow]
    parts = (
        [_lines(f"{_quoted(key)}: ", each, indent + 2) for key, each in value.items()]
        if isinstance(value, dict)
        else [_lines("", each, indent + 2) for each in value]
    )
    for part in parts[:-1]:
        part[-1] += ","
    first, last = "{}" if isinstance(value, dict) else "[]"
    return [" " * indent + begin + first, *(line for part in parts for line in part), " " * indent + last]
