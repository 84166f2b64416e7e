"""Files of frameworks, as the International Competition on Computational Models of Argumentation has them.

Two formats (https://argumentationcompetition.org/2023/rules.html, and for the older one the rules of 2015 to 2021):

- ``p af N``: a first line with the number of arguments, then a line ``i j`` for each attack of argument i on j.
  Arguments are numbered from 1; a line that begins with ``#`` is a comment.
- ``apx``: facts ``arg(a).`` and ``att(a,b).`` in any order and any number a line, as answer-set programs read them.
  ``%`` begins a comment. A name is a word of letters, digits and the like, or anything in double quotes.

A file is bad as a whole: every problem in it is named with its line and column, up to a hundred of them. An attack or
an argument said twice is a warning, since it changes nothing. Nobody's file can take more memory than its size allows:
a number of arguments that no file of sensible size needs is refused before anything is made for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

import numpy as np

from ...ontology.errors import FrameworkError, Problem
from .framework import Framework

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_FILE: Final = 512 * 1024 * 1024
"""Bytes of a file, at most."""
MOST_ARGUMENTS: Final = 20_000_000
"""Arguments of a file, at most."""
MOST_PROBLEMS: Final = 100
"""Problems that are named; a file of another kind has one a line."""
_SHOWN: Final = 40

_HEADER: Final = re.compile(r"p[ \t]+af[ \t]+([0-9]+)[ \t]*")
_PAIR: Final = re.compile(r"([0-9]+)[ \t]+([0-9]+)[ \t]*")
_NAME: Final = r'("[^"\n]*"|[\w\-+*/:!?$&@~^\']+)'
_FACT: Final = re.compile(rf"(?:arg\s*\(\s*{_NAME}\s*\)|att\s*\(\s*{_NAME}\s*,\s*{_NAME}\s*\))\s*\.")
_BLANK: Final = re.compile(r"\s*(?:%[^\n]*\s*)*")
_BEGINNING: Final = re.compile(r"^[ \t]*(?![#\s]).+", re.MULTILINE)
_PLAIN: Final = re.compile(r"[a-z0-9][\w]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says.

    Attributes:
        framework: Its framework; in ``p af`` files the arguments have no names.
        form: ``af`` or ``apx``.
        warnings: What is odd and harmless.
    """

    framework: Framework
    form: str
    warnings: tuple[Problem, ...]


def read(content: str | bytes, *, file: str = "<string>") -> Reading:
    r"""Read a framework in either format; which one it is shows from what it begins with.

    Args:
        content: What the file holds.
        file: What it is called, for messages.

    Raises:
        FrameworkError: If it is neither, or not right; with every problem.

    >>> reading = read("p af 3\n1 2\n2 3\n")
    >>> reading.form, len(reading.framework), reading.framework.attacks
    ('af', 3, 2)
    """
    return _Reader(_text(content, file), file).read()


def to_af(framework: Framework) -> str:
    r"""The framework as ``p af``; names, which that format does not have, are left out.

    >>> to_af(Framework.from_pairs([("a", "b")]))
    'p af 2\n1 2\n'
    """
    left = (framework.attacked.owners + 1).tolist()
    right = (framework.attacked.items + 1).tolist()
    return "".join(
        [f"p af {len(framework)}\n", *(f"{one} {other}\n" for one, other in zip(left, right, strict=True))]
    )


def to_apx(framework: Framework) -> str:
    r"""The framework as ``apx``; arguments without names are called ``a1``, ``a2`` and so on.

    Raises:
        FrameworkError: If a name holds a double quote or a line break, which the format cannot say.

    >>> to_apx(Framework.from_pairs([("a", "b b")]))
    'arg(a).\narg("b b").\natt(a,"b b").\n'
    """
    names = [f"a{number + 1}" for number in range(len(framework))]
    if framework.names is not None:
        names = [name if _PLAIN.fullmatch(name) else f'"{name}"' for name in framework.names]
        for name in framework.names:
            if '"' in name or "\n" in name:
                raise FrameworkError(
                    [
                        Problem(
                            "<names>", 0, 0, f"apx cannot write a name with a quote or a line break: {name!r}"
                        )
                    ]
                )
    facts = [f"arg({name}).\n" for name in names]
    left, right = framework.attacked.owners.tolist(), framework.attacked.items.tolist()
    facts += [f"att({names[one]},{names[other]}).\n" for one, other in zip(left, right, strict=True)]
    return "".join(facts)


def _text(content: str | bytes, file: str) -> str:
    if len(content) > LARGEST_FILE:
        raise FrameworkError(
            [
                Problem(
                    file, 0, 0, f"the file has {len(content):,} bytes, and {LARGEST_FILE:,} are read at most"
                )
            ]
        )
    if isinstance(content, bytes):
        try:
            content = content.decode("utf-8")
        except UnicodeDecodeError as error:
            before = error.object[: error.start]
            line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
            raise FrameworkError(
                [Problem(file, line, column, "this byte is not UTF-8; save the file as UTF-8")]
            ) from error
    return content.removeprefix("\ufeff").replace("\r\n", "\n")


def _short(words: str) -> str:
    words = words.strip()
    return repr(words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…")


class _Reader:
    """One reading of one file."""

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        self._errors: list[Problem] = []
        self._warnings: list[Problem] = []

    def read(self) -> Reading:
        begun = _BEGINNING.search(self._text)
        first = begun[0] if begun else ""
        if first.split()[:1] == ["p"]:
            framework, form = self._af(), "af"
        elif first.lstrip().startswith(("arg", "att", "%")):
            framework, form = self._apx(), "apx"
        else:
            said = f"it begins with {_short(first)}" if first else "it says nothing"
            line, column = self._at(begun.start()) if begun else (0, 0)
            self._wrong(line, column, f"no framework: {said}; 'p af N' or 'arg(a).' was expected")
            framework, form = None, ""
        if framework is None or self._errors:
            raise FrameworkError(self._errors)
        return Reading(framework, form, tuple(self._warnings))

    def _wrong(self, line: int, column: int, message: str) -> None:
        self._errors.append(Problem(self._file, line, column, message))
        if len(self._errors) == MOST_PROBLEMS:
            self._errors.append(Problem(self._file, line, column + 1, "and so on; the rest was not read"))
            raise FrameworkError(self._errors)

    def _odd(self, line: int, column: int, message: str) -> None:
        self._warnings.append(Problem(self._file, line, column, message, severity="warning"))

    def _af(self) -> Framework | None:
        size = -1
        left: list[int] = []
        right: list[int] = []
        lines: list[int] = []
        for number, line in enumerate(self._text.split("\n"), 1):
            pair = _PAIR.fullmatch(line)
            if pair is not None and size >= 0:
                one, other = self._numbered(number, pair, 1, size), self._numbered(number, pair, 2, size)
                left.append(one)
                right.append(other)
                lines.append(number)
            elif line.strip() and not line.lstrip().startswith("#"):
                header = _HEADER.fullmatch(line)
                if header is not None and size < 0:
                    size = self._size(number, header)
                else:
                    self._not_a_pair(number, line, seen=header is not None)
        if self._errors or size < 0:
            return None
        self._repeated(size, left, right, lines)
        return Framework.from_arrays(size, np.array(left, dtype=np.int64), np.array(right, dtype=np.int64))

    def _size(self, number: int, header: re.Match[str]) -> int:
        # A number of many digits is not even read: that takes time.
        said = header[1].lstrip("0") or "0"
        if len(said) > len(str(MOST_ARGUMENTS)) or int(said) > MOST_ARGUMENTS:
            message = f"{_short(said)} arguments; {MOST_ARGUMENTS:,} are read at most"
            self._wrong(number, header.start(1) + 1, message)
            raise FrameworkError(self._errors)
        return int(said)

    def _numbered(self, number: int, pair: re.Match[str], place: int, size: int) -> int:
        said = pair[place]
        found = int(said) if len(said) <= len(str(MOST_ARGUMENTS)) else size + 1
        if not 1 <= found <= size:
            there = f"they are numbered 1 to {size}" if size else "there are none"
            self._wrong(number, pair.start(place) + 1, f"there is no argument {_short(said)}; {there}")
        return found - 1

    def _not_a_pair(self, number: int, line: str, *, seen: bool) -> None:
        column = len(line) - len(line.lstrip()) + 1
        if seen:
            self._wrong(number, column, "the number of arguments is said twice; 'p af N' stands once, first")
        elif line.split(maxsplit=1)[0] == "p":
            self._wrong(number, column, f"{_short(line)} is not the first line 'p af N', N being a number")
        else:
            self._wrong(
                number, column, f"{_short(line)} is no attack; two numbers of arguments were expected"
            )

    def _repeated(self, size: int, left: list[int], right: list[int], lines: list[int]) -> None:
        keys = np.array(left, dtype=np.int64) * max(size, 1) + np.array(right, dtype=np.int64)
        order = np.argsort(keys, kind="stable")
        again = order[1:][keys[order][1:] == keys[order][:-1]]
        for place in islice(np.sort(again).tolist(), MOST_PROBLEMS):
            self._odd(
                lines[place],
                1,
                f"the attack {left[place] + 1} {right[place] + 1} is said before; it counts once",
            )

    def _apx(self) -> Framework | None:
        numbers: dict[str, int] = {}
        attacks: dict[tuple[str, str], tuple[int, int]] = {}
        again: list[tuple[int, str]] = []
        for place, fact in self._facts():
            name, one, other = (each and (each[1:-1] if each[0] == '"' else each) for each in fact.groups())
            if name is not None:
                if name in numbers:
                    again.append((place, f"argument {_short(name)}"))
                numbers.setdefault(name, len(numbers))
                continue
            if (one, other) in attacks:
                again.append((place, f"the attack of {_short(one)} on {_short(other)}"))
            attacks.setdefault((one, other), (fact.start(2), fact.start(3)))
        for pair, places in attacks.items():
            for name, place in zip(pair, places, strict=True):
                if name not in numbers:
                    self._wrong(
                        *self._at(place), f"there is no argument {_short(name)}; say arg({name}). for it"
                    )
        if self._errors:
            return None
        for place, what in again[:MOST_PROBLEMS]:
            self._odd(*self._at(place), f"{what} is said before; it counts once")
        both = np.array([(numbers[one], numbers[other]) for one, other in attacks], dtype=np.int64).reshape(
            -1, 2
        )
        return Framework.from_arrays(len(numbers), both[:, 0], both[:, 1], names=list(numbers))

    def _facts(self) -> Iterator[tuple[int, re.Match[str]]]:
        text, place = self._text, 0
        while True:
            blank = _BLANK.match(text, place)
            place = blank.end() if blank else place
            if place >= len(text):
                return
            fact = _FACT.match(text, place)
            if fact is not None:
                yield place, fact
                place = fact.end()
                continue
            end = text.find("\n", place)
            end = len(text) if end < 0 else end
            self._wrong(
                *self._at(place),
                f"{_short(text[place:end])} is no fact; 'arg(a).' or 'att(a,b).' was expected",
            )
            place = end

    def _at(self, place: int) -> tuple[int, int]:
        """The line and the column of a place in the text."""
        return self._text.count("\n", 0, place) + 1, place - self._text.rfind("\n", 0, place)
