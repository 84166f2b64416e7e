"""What may stand where in a dossier, read off the pydantic models: keys, lists, and the type of each scalar.

The conversion of scalars and the messages both ask here, so that no list of keys is kept twice.
"""

import re
import types
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Final, Literal, TypeAlias, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from ..ontology.dossier import Dossier
from ..ontology.node import Node

Leaf: TypeAlias = Literal["text", "boolean", "number", "integer"]

CODES: Final = frozenset({"hs", "iso3166", "lei", "wikidata", "currency", "credibility", "lang", "sha256"})
"""Keys whose values are codes: strings that other programs may take for numbers or booleans unless they are quoted."""

LISTED: Final = ("relations", "retractions", "rates")
"""Keys at the top whose values are lists of records; where one cannot be read, the others are read all the same."""

SET_BY_LOADER: Final = frozenset({"verification"})
"""Keys that no dossier writes."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What may stand in one place.

    Attributes:
        noun: What it is, with its article, as messages say it.
        leaf: The type of a scalar here.
        keys: For a record: what stands under each of its keys.
        kinds: For a record told apart by its ``kind``: the shape of each.
        values: For a mapping with free keys: what stands under each.
        items: For a list: what each item is. A list of one may stand without its brackets.
        languages: Whether the free keys are language tags.
    """

    noun: str = "a text"
    leaf: Leaf = "text"
    keys: Mapping[str, "Shape"] = field(default_factory=dict)
    kinds: Mapping[str, "Shape"] = field(default_factory=dict)
    values: "Shape | None" = None
    items: "Shape | None" = None
    languages: bool = False

    def narrowed(self, kind: str | None) -> "Shape":
        """The shape of one kind, where the kind is known."""
        return self.kinds.get(kind or "", self)


TEXT: Final = Shape()
_LEAVES: Final[Mapping[Any, Leaf]] = {bool: "boolean", int: "integer", Decimal: "number"}
_CAPITAL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PLURAL: Final = frozenset({"Slots"})


def noun(model: type[Node]) -> str:
    """What a record is called in a message.

    >>> from claimgraph.ontology.entities import Outlet, PublicBody
    >>> noun(Outlet), noun(PublicBody)
    ('an outlet', 'a public body')
    """
    words = _CAPITAL.sub(" ", model.__name__).lower()
    return words if model.__name__ in _PLURAL else f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


@cache
def of_model(model: type[Node]) -> Shape:
    """The shape of a record."""
    keys = {
        key: of_type(info.annotation)
        for name, info in model.model_fields.items()
        if (key := info.alias or name) not in SET_BY_LOADER
    }
    return Shape(noun=noun(model), keys=keys)


def of_type(annotation: Any) -> Shape:  # noqa: ANN401 - a type expression has no type of its own
    """The shape of whatever a field's type allows."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return of_type(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        return _of_union([part for part in get_args(annotation) if part is not types.NoneType])
    if origin is tuple:
        item = of_type(get_args(annotation)[0])
        return Shape(noun="a list", leaf=item.leaf, items=item)
    if origin is dict:
        value = of_type(get_args(annotation)[1])
        languages = not (value.keys or value.kinds)
        return Shape(noun="a text" if languages else "a mapping of slugs", values=value, languages=languages)
    if isinstance(annotation, type) and issubclass(annotation, Node):
        return of_model(annotation)
    return Shape(
        noun="a number" if annotation in (int, Decimal) else "a text", leaf=_LEAVES.get(annotation, "text")
    )


def _of_union(parts: list[Any]) -> Shape:
    if len(parts) == 1:
        return of_type(parts[0])
    shapes = [of_type(part) for part in parts]
    kinds: dict[str, Shape] = {}
    keys: dict[str, Shape] = {}
    for part, shape in zip(parts, shapes, strict=True):
        keys.update(shape.keys)
        kind = _fields(part).get("kind")
        if kind is not None:
            kinds.update(dict.fromkeys(get_args(kind.annotation), shape))
    named = next((shape.noun for shape in shapes if shape.keys), "a text")
    return Shape(noun="an item" if kinds else named, keys=keys, kinds=kinds)


def _fields(part: Any) -> dict[str, FieldInfo]:  # noqa: ANN401 - a type expression has no type of its own
    return part.model_fields if isinstance(part, type) and issubclass(part, Node) else {}


@cache
def dossier() -> Shape:
    """The shape of a whole dossier."""
    return of_model(Dossier)
