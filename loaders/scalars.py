"""From the tree as written to the values that the models take, each by the type that the model has there.

Numbers are read where the model has numbers, booleans where it has booleans, and everything else stays the string that
stood in the file. A code that another program would read as a number, a date or a boolean is refused unless it is
quoted, since the file would mean something else there.
"""

import re
from typing import Final

from ..ontology.references import nearest
from .document import Entries, Items, Part, Path, Problems, Scalar, shown
from .shapes import CODES, SET_BY_LOADER, TEXT, Shape

_NULL: Final = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEAN: Final = re.compile(r"(?i:true|false|yes|no|on|off|y|n)")
# What YAML 1.1 (https://yaml.org/type/) or 1.2 reads as a number or a date: 0101, 0o17, 1e3, 1_000, 12:30, .5, .inf.
_NUMBER: Final = re.compile(
    r"[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
    r"|(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?|\.(?i:inf))|\.(?i:nan)",
    re.ASCII,
)
_DATE: Final = re.compile(r"\d{4}-\d\d?-\d\d?(?:[Tt ].*)?", re.ASCII)
_DECIMAL: Final = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d{1,3})?", re.ASCII)
_INTEGER: Final = re.compile(r"\d{1,10}", re.ASCII)
# Half of a character that UTF-16 writes in two; no encoding of Unicode can hold it.
_HALF: Final = re.compile("[\ud800-\udfff]")
_HALF_MESSAGE: Final = "an escape stands here for half a character; remove it, or write the character itself"


class _Gone:
    """In place of a value about which a problem was noted."""


GONE: Final = _Gone()
_REFUSED: Final = "urn:claimgraph:refused"


def eaten(text: str) -> str:
    """What another reader of YAML would make of a bare word; empty if it stays the string that was written.

    >>> eaten("0101"), eaten("NO"), eaten("8806.22"), eaten("CN")
    ('a number', 'true or false', 'a number', '')
    """
    if text in _NULL:
        return "nothing"
    if _BOOLEAN.fullmatch(text):
        return "true or false"
    if _DATE.fullmatch(text):
        return "a date"
    return "a number" if _NUMBER.fullmatch(text) else ""


class Values:
    """Turns one tree into plain values, noting what cannot be one."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems

    def of(self, part: Part, shape: Shape, path: Path = (), *, code: bool = False) -> object:
        """The values of a part, without those that were refused; GONE if it was refused as a whole."""
        if isinstance(part, Scalar):
            return self._scalar(part, shape, path, code=code)
        if isinstance(part, Items):
            item = shape.items or TEXT
            found = [self.of(each, item, (*path, index), code=code) for index, each in enumerate(part.parts)]
            return self._kept(found)
        return self._entries(part, shape, path, code=code)

    @staticmethod
    def _kept(found: list[object]) -> list[object]:
        # An item keeps its index, which places later messages; a refused one becomes a reference that is always right.
        return [_REFUSED if each is GONE else each for each in found]

    def _entries(self, part: Entries, shape: Shape, path: Path, *, code: bool) -> object:
        shape = shape.items or shape
        if shape.kinds:
            shape = shape.narrowed(_kind(part))
        values: dict[str, object] = {}
        for key, below in part.pairs:
            if key.written == "refused":
                self._problems.settle(path)
                continue
            if _HALF.search(key.text):
                self._problems.note(key, _HALF_MESSAGE, path)
                continue
            here = (*path, key.text)
            if _torn_off(key.text, below, shape):
                self._problems.note(key, f"{shown(key.text)} has nothing behind it; {_COMMA}", here)
                continue
            if shape.values is not None:
                if shape.languages and key.written == "plain" and eaten(key.text):
                    self._unquoted(key, here)
                value = self.of(below, shape.values, here, code=code)
            elif shape.keys and key.text not in shape.keys:
                self._problems.note(key, _unknown(key.text, shape), here)
                continue
            else:
                value = self.of(below, shape.keys.get(key.text, TEXT), here, code=code or key.text in CODES)
            if value is not GONE:
                values[key.text] = value
        return values

    def _scalar(self, part: Scalar, shape: Shape, path: Path, *, code: bool) -> object:
        shape = shape.items or shape
        if part.written == "refused":
            self._problems.settle(path)
            return GONE
        message = _nothing(part, path)
        if not message and (shape.keys or shape.values or shape.leaf == "text"):
            return self._text(part, path, code=code)
        if not message and shape.leaf == "boolean":
            if part.text in ("true", "false") and part.written != "quoted":
                return part.text == "true"
            message = f"{shown(part.text)} is not true or false; write true or false, without quotes"
        if not message and shape.leaf == "integer":
            if _INTEGER.fullmatch(part.text):
                return int(part.text)
            message = f"{shown(part.text)} is not a whole number; write digits alone, such as 340"
        if not message:
            if _DECIMAL.fullmatch(part.text):
                return part.text
            message = f"{shown(part.text)} is not a number; write digits alone, such as 1000000 or 1.5"
        self._problems.note(part, message, path)
        return GONE

    def _text(self, part: Scalar, path: Path, *, code: bool) -> object:
        if part.written in ("number", "boolean"):
            self._problems.note(
                part, f'{part.text} is a {part.written}, and a text is wanted; write "{part.text}"', path
            )
        elif code and part.written == "plain" and eaten(part.text):
            self._unquoted(part, path)
        return part.text

    def _unquoted(self, part: Scalar, path: Path) -> None:
        message = f"write '{part.text}' in quotes: bare, other programs read it as {_reading(part.text)}"
        self._problems.note(part, message, path)


_COMMA: Final = "if it is the rest of a text, put the whole text in quotes, for a comma within {…} ends it"


def _nothing(part: Scalar, path: Path) -> str:
    """Why a scalar says nothing at all; empty if it says something."""
    if part.written == "null" or (part.written == "plain" and part.text in _NULL):
        name = f"{shown(str(path[-1]))} " if path else "this "
        word = f"('{part.text}') " if part.text else ""
        return f"{name}{word}says nothing; leave the key out, or write the word in quotes if you mean it"
    if part.text == "":
        return "an empty text says nothing; leave the key out"
    return _HALF_MESSAGE if _HALF.search(part.text) else ""


def _torn_off(key: str, below: Part, shape: Shape) -> bool:
    """Whether this is no key but the rest of a text: `{fr: Oui, non}` is YAML for `fr: Oui` and `non:`."""
    bare = isinstance(below, Scalar) and below.written == "plain" and not below.text
    unknown = bool(shape.keys) and key not in shape.keys
    told_better = ":" in key or key.isdigit() or key != key.strip()
    return bare and (shape.languages or (unknown and not told_better))


def _reading(text: str) -> str:
    """What a reader of YAML 1.1 gives for a bare word, as far as that is worth showing."""
    kind = eaten(text)
    if kind == "a number":
        digits = text.replace("_", "")
        octal = len(digits) > 1 and digits[0] == "0" and set(digits) <= set("01234567")
        if digits.isdigit():
            numbers = sorted({int(digits[:80], 8) if octal else int(digits[:80]), int(digits[:80])})
            return f"the number {' or '.join(map(str, numbers))}"
    if kind == "true or false":
        return "true" if text.lower() in ("true", "yes", "on", "y") else "false"
    return kind


def _kind(part: Entries) -> str | None:
    return next(
        (value.text for key, value in part.pairs if key.text == "kind" and isinstance(value, Scalar)), None
    )


def _unknown(key: str, shape: Shape) -> str:
    if key in SET_BY_LOADER:
        return f"'{key}' is set by the loader when it checks the words; leave the key out"
    bare = key.strip()
    before, colon, behind = bare.partition(":")
    if colon and before in shape.keys:
        hint = f"; write '{before}: {behind.strip()}', with a space behind the colon"
    elif bare != key:
        unseen = key[0] if key[0].isspace() else key[-1]
        hint = f"; U+{ord(unseen):04X} stands beside it unseen, and is no space to indent with"
    elif key.isdigit():
        hint = "; write a number without commas, such as 100000"
    else:
        hint = (
            nearest(key.replace("_", "-").lower(), shape.keys)
            or f"; {shape.noun} has {', '.join(shape.keys)}"
        )
    return f"unknown key {shown(key)} in {shape.noun}{hint}"
