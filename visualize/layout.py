"""Where everything stands, computed before the page is opened, by our own code and the same each time.

With positions that a browser has to find by simulated springs, a thousand nodes take a minute and the same graph
never looks the same twice. Here the whole picture is set in columns (``columns``) and each claim as an argument
(``argument``); the page only draws. No font is measured and nothing is drawn here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .argument import Argument, arrange_argument, farthest
from .cards import Place
from .columns import NARROWED, TALL, WIDE, arrange_whole
from .seats import Threads

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .reading import Reading

LEGIBLE: Final = 2000
"""Above this many nodes a picture is no longer legible; whoever builds the graph hands a neighbourhood instead."""

__all__ = ["LEGIBLE", "Argument", "Layout", "Place", "arrange"]


@dataclass(frozen=True, slots=True)
class Layout:
    """Every picture of one graph.

    Attributes:
        whole: Where each node stands when all are shown, on a wide screen.
        tall: The same on a screen held upright.
        arguments: The pictures of each claim by its IRI: of one step, of two, and on.
    """

    whole: Mapping[str, Place]
    tall: Mapping[str, Place]
    arguments: Mapping[str, tuple[Argument, ...]]


def arrange(reading: Reading) -> Layout:
    """Compute the whole picture, and an argument for each claim.

    Linear in nodes and edges but for the order of up to some hundreds of claims, which is searched for: the founding
    case takes some tenths of a second, two thousand nodes about a second.
    """
    threads = Threads(reading)
    claims = reading.of_family("claim")
    steps = farthest(len(claims))
    arguments = {claim: arrange_argument(threads, claim, most_steps=steps) for claim in claims}
    wide = NARROWED if reading.is_reasoned else WIDE
    return Layout(arrange_whole(reading, wide), arrange_whole(reading, TALL), arguments)
