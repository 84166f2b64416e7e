"""How long a large dossier takes to read and to write: 5,000 claims, statements and relations unless told otherwise.

    python benchmarks/reading.py [SIZE]

Times are of the processor, so that a busy machine does not count.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, TypeVar

from claimgraph.loaders import dump, loads

if TYPE_CHECKING:
    from collections.abc import Callable

Made = TypeVar("Made")


def dossier(size: int) -> str:
    """A dossier of this many claims, each stated once, and related to another."""
    claims = (
        f"  c-{n}: {{text: Claim {n}., slots: {{subject: a, action: delivers, object: [drones]}}}}\n"
        for n in range(size)
    )
    statements = (
        f"  s-{n}:\n    speaker: a\n    stance: affirms\n    claim: c-{n}\n    in: article\n    via: [report]\n"
        f"    based-on: [customs]\n    speech-act: says\n    date: 2023-07\n"
        f"    quote: 'On a reçu {n} colis, l’ambassade n’a rien dit'\n    note: {{en: A note., fr: Une note.}}\n"
        for n in range(size)
    )
    relations = (
        f"  - {{from: s-{n}, kind: supports, to: s-{(n + 1) % size}, why: Because of {n}.}}\n"
        for n in range(size)
    )
    return (
        "dossier: large\nentities: {a: {kind: state, name: A}, b: {kind: outlet, name: B}}\nsources:\n"
        "  article: {kind: report, by: b}\n  report: {kind: report, in: article}\n"
        "  customs: {kind: evidence, what: records}\n"
        f"claims:\n{''.join(claims)}statements:\n{''.join(statements)}relations:\n{''.join(relations)}"
    )


def timed(what: str, do: Callable[[], Made]) -> Made:
    """Do it once and say how long it took."""
    start = time.process_time()
    made = do()
    print(f"{what:12} {time.process_time() - start:6.2f} s")
    return made


def main(size: int) -> None:
    """Load and write in both formats."""
    text = dossier(size)
    print(f"{size} claims, statements and relations, {len(text.encode()) / 1e6:.1f} MB")
    loaded = timed("load YAML", lambda: loads(text)).dossier
    timed("write YAML", lambda: dump(loaded))
    written = timed("write JSON", lambda: dump(loaded, "json"))
    timed("load JSON", lambda: loads(written, format="json"))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
