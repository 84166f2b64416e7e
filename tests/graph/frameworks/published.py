"""Frameworks whose extensions are printed in the literature, with where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Published:
    """A framework and its extensions as they were published.

    Attributes:
        name: What it is called.
        source: Where it stands.
        arguments: One letter each.
        attacks: Two letters each.
        grounded: The grounded extension.
        complete: The complete extensions.
        preferred: The preferred extensions.
        stable: The stable extensions.
    """

    name: str
    source: str
    arguments: str
    attacks: str
    grounded: str
    complete: tuple[str, ...]
    preferred: tuple[str, ...]
    stable: tuple[str, ...]


PUBLISHED = (
    Published(
        "Nixon diamond",
        "Dung 1995, the Nixon diamond: two preferred extensions, and the grounded one is empty",
        "ab",
        "ab ba",
        grounded="",
        complete=("", "a", "b"),
        preferred=("a", "b"),
        stable=("a", "b"),
    ),
    Published(
        "three in a circle",
        "Baroni, Giacomin, Guida 2005, on cycles of odd length: nothing is accepted, and nothing is stable",
        "abc",
        "ab bc ca",
        grounded="",
        complete=("",),
        preferred=("",),
        stable=(),
    ),
    Published(
        "four in a circle",
        "Baroni, Giacomin, Guida 2005, on cycles of even length",
        "abcd",
        "ab bc cd da",
        grounded="",
        complete=("", "ac", "bd"),
        preferred=("ac", "bd"),
        stable=("ac", "bd"),
    ),
    Published(
        "floating acceptance",
        "Baroni, Giacomin, 'Semantics of abstract argument systems', in Argumentation in Artificial Intelligence, 2009",
        "abcd",
        "ab ba ac bc cd",
        grounded="",
        complete=("", "ad", "bd"),
        preferred=("ad", "bd"),
        stable=("ad", "bd"),
    ),
    Published(
        "Egly, Gaggl, Woltran",
        "'Answer-set programming encodings for argumentation frameworks', Argument & Computation 1 (2010), p. 153",
        "abcde",
        "ab cb cd dc de ee",
        grounded="a",
        complete=("a", "ac", "ad"),
        preferred=("ac", "ad"),
        stable=("ad",),
    ),
)
