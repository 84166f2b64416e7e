"""The JSON Schema for editors is current, and accepts what the loaders accept."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from claimgraph.loaders import dump, load, loads, schema, template
from claimgraph.loaders.schema import ID, written
from claimgraph.ontology.errors import DossierError
from tests.strategies import dossiers

if TYPE_CHECKING:
    from claimgraph.ontology.dossier import Dossier

ROOT = Path(__file__).resolve().parents[2]
VALID = sorted([*(ROOT / "examples").glob("*.yaml"), *(ROOT / "tests" / "data").glob("*.yaml")])
VALIDATOR = jsonschema.Draft202012Validator(schema())


class EditorLoader(yaml.SafeLoader):
    """Reads YAML as editors do: YAML 1.2, so that a date is a string, and ``no`` is a word."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(("timestamp", "bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
EditorLoader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", __import__("re").compile("^(true|false)$"), list("tf")
)


def faults(text: str) -> list[str]:
    """What an editor would underline."""
    return [error.message for error in VALIDATOR.iter_errors(yaml.load(text, Loader=EditorLoader))]  # noqa: S506 - safe


def test_the_committed_schema_is_current() -> None:
    """Else: ``python -c "from claimgraph.loaders.schema import written; print(written(), end='')"``."""
    committed = (files("claimgraph.loaders") / "dossier.schema.json").read_text(encoding="utf-8")
    assert json.loads(committed) == json.loads(written())


def test_the_schema_is_a_schema_under_its_own_name() -> None:
    """Draft 2020-12, with the address that the template names."""
    jsonschema.Draft202012Validator.check_schema(schema())
    assert schema()["$id"] == ID
    assert template("gear").startswith(f"# yaml-language-server: $schema={ID}\n")


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.name)
def test_dossiers_that_load_have_nothing_underlined(path: Path) -> None:
    """The examples and the tests' own, as an editor reads them."""
    load(path, tolerant=True)
    assert faults(path.read_text(encoding="utf-8")) == []


def test_the_template_has_nothing_underlined() -> None:
    """The first thing that a newcomer opens."""
    assert faults(template("gear")) == []


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(dossier=dossiers())
def test_whatever_is_written_fits_the_schema(dossier: Dossier) -> None:
    """In JSON, where every reader sees the same."""
    assert [error.message for error in VALIDATOR.iter_errors(json.loads(dump(dossier, "json")))] == []


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "{dossier: Gear}",
        "{dossier: gear, sourses: {}}",
        "{dossier: gear, title: null}",
        "{dossier: gear, entities: {a: {kind: stat, name: A}}}",
        "{dossier: gear, entities: {a: {kind: state}}}",
        "{dossier: gear, entities: {a: {kind: state, name: A, dual-use: true}}}",
        "{dossier: gear, entities: {Bad Slug: {kind: state, name: A}}}",
        "{dossier: gear, entities: {a: {kind: product, name: A, hs: 8806}}}",
        "{dossier: gear, claims: {c: {text: C., form: evnt}}}",
        "{dossier: gear, statements: {s: {speaker: a, stance: denys, claim: c}}}",
        "{dossier: gear, statements: {s: {speaker: a, stance: denies, claim: c, verification: verified}}}",
        "{dossier: gear, statements: {s: {speaker: a, stance: denies, claim: c, in: r, position: [1]}}}",
        "{dossier: gear, relations: [{from: a, kind: supports, to: b}]}",
    ],
)
def test_what_the_schema_can_know_to_be_wrong_is_underlined(text: str) -> None:
    """And does not load either."""
    assert faults(text) != []
    with pytest.raises(DossierError):
        loads(text)


def test_every_key_says_what_it_is_for() -> None:
    """An editor shows a sentence beside each."""
    silent: list[str] = []

    def look(part: Any, path: str) -> None:  # noqa: ANN401 - any part of a schema
        if isinstance(part, dict):
            for key, held in part.get("properties", {}).items():
                if not held.get("description", "").endswith((".", ")")):
                    silent.append(f"{path}.{key}")
            for key, held in part.items():
                look(held, f"{path}/{key}")

    look(schema(), "")
    assert silent == []
