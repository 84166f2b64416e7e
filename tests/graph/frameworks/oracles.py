"""Two solvers that are not ours: clingo with encodings of a few lines, and pygarg.

The encodings guess a set and forbid what makes it no extension; preferred and grounded ones are the largest and the
least, by clingo's enumeration of models that are subset-maximal in the heuristic's atoms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import clingo
from pygarg.dung import solver

if TYPE_CHECKING:
    from collections.abc import Sequence

ADMISSIBLE: Final = """
{in(X)} :- arg(X).
:- in(X), in(Y), att(X,Y).
beaten(X) :- in(Y), att(Y,X).
open(X) :- att(Y,X), not beaten(Y).
:- in(X), open(X).
#show in/1.
"""
MORE: Final = {
    "grounded": ":- arg(X), not in(X), not open(X). #heuristic in(X) : arg(X). [1,false]",
    "complete": ":- arg(X), not in(X), not open(X).",
    "preferred": "#heuristic in(X) : arg(X). [1,true]",
    "stable": ":- arg(X), not in(X), not beaten(X).",
}
CODES: Final = {"grounded": "GR", "complete": "CO", "preferred": "PR", "stable": "ST"}


def by_clingo(size: int, attacks: Sequence[tuple[int, int]], semantics: str) -> set[tuple[int, ...]]:
    """The extensions as clingo finds them."""
    options = ["--models=0"]
    if "#heuristic" in MORE[semantics] and size:
        options += ["--heuristic=Domain", "--enum-mode=domRec"]
    control = clingo.Control(options, logger=lambda *_: None)
    facts = [f"arg({argument})." for argument in range(size)]
    facts += [f"att({one},{other})." for one, other in attacks]
    control.add("base", [], "".join([*facts, ADMISSIBLE, MORE[semantics]]))
    control.ground([("base", [])])
    found: set[tuple[int, ...]] = set()

    def keep(model: clingo.Model) -> None:
        found.add(tuple(sorted(each.arguments[0].number for each in model.symbols(shown=True))))

    control.solve(on_model=keep)
    return found


def by_pygarg(size: int, attacks: Sequence[tuple[int, int]], semantics: str) -> set[tuple[int, ...]]:
    """The extensions as pygarg finds them."""
    arguments = [str(argument) for argument in range(size)]
    pairs = [[str(one), str(other)] for one, other in attacks]
    found = solver.extension_enumeration(arguments, pairs, CODES[semantics])
    return {tuple(sorted(map(int, extension))) for extension in found}
