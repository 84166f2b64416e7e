"""The JSON Schema of the dossier format, for editors: it completes keys, lists values, and underlines mistakes.

It is made from the models, with the ontology's own definitions beside the keys, and committed beside this module as
``dossier.schema.json``; a test holds the two together. A schema cannot follow references, compare bounds or check
quotes: only loading a dossier says that it is right.
"""

import ast
import inspect
import json
import textwrap
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from ..ontology import terms
from ..ontology.dossier import Dossier
from ..ontology.node import Node
from ..ontology.references import fields_of
from .shapes import SET_BY_LOADER

ID: Final = "https://w3id.org/claimgraph/dossier.schema.json"
_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
_TEXT: Final = {"type": "string", "minLength": 1}
# What the models' validators accept before the type itself is looked at; a test validates dossiers with each.
_ONE_OF_A_LIST: Final = frozenset({"_many", "_ordered"})
_ONE_TEXT: Final = frozenset({"_languages", "_bare_file"})


class _Generator(GenerateJsonSchema):
    """Says what the loaders accept beyond the models' own types: one item for a list of one, one text for a record.

    What it is given are pydantic's core schemas, whose types only pydantic's own core exports.
    """

    def function_before_schema(self, schema: Any) -> JsonSchemaValue:  # noqa: ANN401 - see the class
        inner = super().function_before_schema(schema)
        before = getattr(schema["function"]["function"], "__name__", "")
        if before in _ONE_OF_A_LIST:
            return {"anyOf": [inner["items"], inner]}
        return {"anyOf": [_TEXT, inner]} if before in _ONE_TEXT else inner

    def model_schema(self, schema: Any) -> JsonSchemaValue:  # noqa: ANN401 - see the class
        """A record that may be one text is closed within the choice, and not around it."""
        made = super().model_schema(schema)
        if "anyOf" in made:
            made["anyOf"][1]["additionalProperties"] = made.pop("additionalProperties")
        return made

    def decimal_schema(self, schema: Any) -> JsonSchemaValue:  # noqa: ANN401, ARG002 - see the class
        """A number as digits, bare or in quotes."""
        return {"type": ["number", "string"]}


def schema() -> dict[str, Any]:
    """The schema, as it is committed."""
    made = Dossier.model_json_schema(by_alias=True, schema_generator=_Generator)
    definitions = _definitions()
    for model in _models(Node):
        held = made if model is Dossier else made["$defs"].get(model.__name__)
        if held is not None:
            _describe(held, model, definitions)
    top = {key: value for key, value in _tidy(made).items() if key not in ("title", "$defs")}
    used = json.dumps(made)
    shared = {name: _tidy(held) for name, held in made["$defs"].items() if f'"#/$defs/{name}"' in used}
    return {"$schema": _DRAFT, "$id": ID, "title": "A dossier of claimgraph", **top, "$defs": shared}


def written() -> str:
    """The schema as the bytes of ``dossier.schema.json``."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _models(model: type[Node]) -> Iterator[type[Node]]:
    yield model
    for below in model.__subclasses__():
        yield from _models(below)


def _describe(held: dict[str, Any], model: type[Node], definitions: Mapping[str, str]) -> None:
    """Give each key a sentence: the model's own, else the ontology's definition of what it becomes."""
    properties = held.get("properties") or held["anyOf"][1]["properties"]
    terms_of = {key: rdf.iri for _, key, rdf in fields_of(model)}
    said = _docstrings(model)
    for name, field in model.model_fields.items():
        key = field.alias or name
        own = _OWN.get(f"{model.__name__}.{key}")
        sentence = own or said.get(name) or definitions.get(terms_of.get(key, "")) or _PLAIN.get(key)
        if key in properties and sentence:
            properties[key] = {"description": sentence, **properties[key]}
    for key in SET_BY_LOADER:
        properties.pop(key, None)


_PLAIN: Final = {
    "kind": "Which kind of item it is; the keys that it may have follow from it.",
    "slots": "Who does what, to what, with whom, where, when and how much.",
    "prefixes": "The bases of other dossiers that it refers to, where they are not the default.",
    "id": "Its slug; it may be left out.",
    "entities": "Who and what it is about, by slug.",
    "sources": "Reports and evidence, by slug.",
    "claims": "Propositions that are true or false whoever says them, put positively, by slug.",
    "statements": "Who takes which stance on which claim, by slug.",
    "relations": "What one statement, or a piece of evidence, does to another statement.",
    "retractions": "What was taken back, on which day, by whom, and why; it stays in the dossier.",
}

_POSITION: Final = "Where the words stand in the text: [start, end] in code points from 0, end exclusive."
_OWN: Final = {
    "Dossier.dossier": "The dossier's slug, from which its IRIs are made.",
    "Statement.position": _POSITION,
    "StandInPassage.position": _POSITION,
}


@cache
def _definitions() -> Mapping[str, str]:
    """The English definition of each term of the ontology."""
    import pyoxigraph as ox

    data = (files("claimgraph.ontology") / "claimgraph.ttl").read_bytes()
    definition = ox.NamedNode(terms.PREFIXES["skos"] + "definition")
    return {
        quad.subject.value: quad.object.value
        for quad in ox.parse(data, format=ox.RdfFormat.TURTLE)
        if quad.predicate == definition
        and isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.Literal)
        and quad.object.language in ("en", None)
    }


@cache
def _docstrings(model: type[Node]) -> Mapping[str, str]:
    """The sentences that stand beneath a model's fields, its bases' included."""
    said: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if not (issubclass(base, Node) and base is not Node):
            continue
        body = ast.parse(textwrap.dedent(inspect.getsource(base))).body[0]
        lines = body.body if isinstance(body, ast.ClassDef) else []
        for field, below in pairwise(lines):
            told = below.value if isinstance(below, ast.Expr) else None
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                said.pop(field.target.id, None)
                if isinstance(told, ast.Constant) and isinstance(told.value, str):
                    said[field.target.id] = inspect.cleandoc(told.value).replace("``", "'")
    return said


def _tidy(part: Any, *, names: bool = False) -> Any:  # noqa: ANN401 - any part of a JSON document
    """Without what pydantic says for programs: titles, defaults, and null, which no dossier writes."""
    if isinstance(part, list):
        return [_tidy(each) for each in part if each != {"type": "null"}]
    if not isinstance(part, dict):
        return part
    tidy = {
        key: _tidy(each, names=key in ("properties", "$defs"))
        for key, each in part.items()
        if names or key not in ("title", "default")
    }
    if names:
        return tidy
    if isinstance(tidy.get("description"), str):
        tidy["description"] = tidy["description"].partition("\n\n")[0].replace("``", "'")
    if "patternProperties" in tidy:
        tidy["additionalProperties"] = False
    if "2023-07" in tidy.get("examples", ()):
        # A bare year is a number to the editor's reader, and the text that it looks like to ours.
        tidy["type"] = ["string", "integer"]
    options = tidy.get("anyOf")
    if isinstance(options, list) and len(options) == 1:
        del tidy["anyOf"]
        tidy = {**options[0], **tidy}
    return tidy
