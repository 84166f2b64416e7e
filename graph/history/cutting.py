"""What is left of one statement or source on a day: the ways by which it was known then, and what it rested on.

An item is kept or left out elsewhere. Here a kept one loses the carriers that were not public yet, the passage in a
report that is no longer among them, and the bases that nobody could know. Nothing is put in their place.
"""

from collections.abc import Callable
from enum import Enum
from typing import Any, Final, TypeVar

from ...ontology.references import Names
from ...ontology.sources import Bases, BasisGroup, Carried, CarrierPath, SourceBase
from ...ontology.statements import Statement
from .publicity import CARRIERS

_Path = tuple[str, ...]

PASSAGE: Final = ("quote", "position", "verification", "stand_in")
"""The fields that say where in its report a statement stands."""

_Item = TypeVar("_Item", bound=Carried)


class State(Enum):
    """How an item stood on the day."""

    PUBLIC = "public"
    LATER = "later"
    UNKNOWN = "unknown"


class Cutter:
    """Cuts the items of one dossier down to what was known on a day.

    Args:
        names: What the dossier's references stand for.
        state: How the item of an IRI stood on the day.
        statements: The IRIs of all statements that are loaded.
    """

    def __init__(self, names: Names, state: Callable[[str], State], statements: frozenset[str]) -> None:
        """Keep what is needed to look references up."""
        self._names = names
        self._state = state
        self._statements = statements

    def cut(self, item: _Item) -> tuple[_Item, tuple[str, ...]]:
        """The item as of the day, and what it lost: ``path``, ``passage``, ``basis``, in this order."""
        changed: dict[str, Any] = {}
        lost = []
        paths = [left for path in item.paths if (left := self._path(path))]
        if tuple(paths) != item.paths:
            lost.append("path")
            changed.update(_as_fields(paths))
            if isinstance(item, Statement) and changed["in_"] != item.in_:
                gone = {name: None for name in PASSAGE if getattr(item, name) is not None}
                changed.update(gone)
                lost += ["passage"] if gone else []
        field = "draws_on" if isinstance(item, SourceBase) else "based_on"
        bases: Bases = getattr(item, field)
        held = self._bases(bases)
        if held != bases:
            lost.append("basis")
            changed[field] = held
        return (item.model_copy(update=changed), tuple(lost)) if changed else (item, ())

    def _path(self, path: _Path) -> _Path:
        """The inner part of a path that was public: behind its last carrier that was not, and from a public source on.

        What a public carrier names as its own carrier was known through it, and stays though nobody dates it.
        """
        iris = [self._names.iri(carrier, CARRIERS) for carrier in path]
        later = [place for place, iri in enumerate(iris) if self._state(iri) is State.LATER]
        for place in range(later[-1] + 1 if later else 0, len(path)):
            if self._state(iris[place]) is State.PUBLIC and iris[place] not in self._statements:
                return path[place:]
        return ()

    def _bases(self, bases: Bases) -> Bases:
        """The bases without the statements that were made public later; sources stay with what names them."""
        held: list[str | BasisGroup] = []
        for base in bases:
            members = [
                one for one in (base.all if isinstance(base, BasisGroup) else (base,)) if self._stays(one)
            ]
            if isinstance(base, BasisGroup) and len(members) > 1:
                held.append(base if len(members) == len(base.all) else BasisGroup(all=tuple(members)))
            else:
                held += members
        return bases if held == list(bases) else _in_order(held)

    def _stays(self, base: str) -> bool:
        iri = self._names.iri(base, CARRIERS)
        return iri not in self._statements or self._state(iri) is not State.LATER


def _as_fields(paths: list[_Path]) -> dict[str, Any]:
    """Paths as the fields of an item: the first in its own, the others each once beside it."""
    if not paths:
        return {"in_": None, "via": (), "also": ()}
    first = paths[0]
    others = dict.fromkeys(path for path in paths[1:] if path != first)
    also = (CarrierPath(in_=path[0], via=path[1:]) for path in others)
    return {"in_": first[0], "via": first[1:], "also": _in_order(also)}


def _in_order(values: Any) -> tuple[Any, ...]:  # noqa: ANN401 - references, groups and paths alike
    """As the models sort what has no order."""
    return tuple(sorted(set(values), key=str))


__all__ = ["PASSAGE", "Cutter", "State"]
