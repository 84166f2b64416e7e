"""References in items that could not be read, so that a wrong date in a statement does not hide its wrong speaker.

The items stay unread; only those of their keys are looked at that hold references, as far as these are words.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final, get_args

from ..ontology import terms
from ..ontology.claims import Claim, Scope
from ..ontology.dossier import Dossier
from ..ontology.entities import AnyEntity
from ..ontology.node import Node, Rdf, is_iri
from ..ontology.rates import Rate
from ..ontology.references import Finding, References, fields_of
from ..ontology.relations import Relation
from ..ontology.retractions import Retraction
from ..ontology.sources import AnySource
from ..ontology.spelling import names_of
from ..ontology.statements import Statement
from .document import Path

_MODELS: Final[Mapping[str, Any]] = {
    "scope": Scope,
    "entities": AnyEntity,
    "sources": AnySource,
    "claims": Claim,
    "statements": Statement,
    "relations": Relation,
    "retractions": Retraction,
    "rates": Rate,
}


def findings(values: object, broken: set[Path], dossier: Dossier, also: Mapping[str, str]) -> list[Finding]:
    """What is wrong with the references of the broken items.

    Args:
        values: The whole file's values.
        broken: The paths of the items that could not be read.
        dossier: What could be read.
        also: The slugs of the broken items, with their kinds.
    """
    known = {**also, **{slug: kind for kind, slug, _ in dossier.items()}}
    checker = References(known, names_of(dossier))
    found: list[Finding] = []
    for path in sorted(broken, key=str):
        item = values
        for step in path:
            item = _at(item, step)
        model = _model(_MODELS.get(str(path[0])) if path else None, item)
        if model is not None:
            found += checker.wrong(_references(item, model, path))
    return found


def _at(values: object, step: str | int) -> object:
    if isinstance(values, dict):
        return values.get(step)
    return values[step] if isinstance(values, list) and isinstance(step, int) and step < len(values) else None


def _model(annotation: Any, item: object) -> type[Node] | None:  # noqa: ANN401 - a type expression has no type of its own
    """The record that a type holds; where there are several, the one of the item's kind."""
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, Node) else None
    models = [model for part in get_args(annotation) if (model := _model(part, item)) is not None]
    kind = item.get("kind") if isinstance(item, dict) else None
    for model in models:
        field = model.model_fields.get("kind")
        if field is not None and kind in get_args(field.annotation):
            return model
    return models[0] if len(models) == 1 else None


def _references(item: object, model: type[Node], path: Path) -> Iterator[tuple[Path, str, Rdf]]:
    for name, key, rdf in fields_of(model):
        value = _at(item, key)
        nested = _model(model.model_fields[name].annotation, value)
        parts = enumerate(value) if isinstance(value, list) else [(None, value)]
        for index, part in parts:
            place = (*path, key) if index is None else (*path, key, index)
            if isinstance(part, dict) and nested is not None:
                yield from _references(part, nested, place)
            elif isinstance(part, str) and rdf.ref and rdf.ref != ("iri",) and _well_formed(part):
                yield place, part, rdf


def _well_formed(reference: str) -> bool:
    """Whether it could name anything; what could not was noted already."""
    return bool(terms.SLUG.fullmatch(reference) or terms.split_foreign(reference) or is_iri(reference))
