"""What is written loads as what it was, in both formats, and means the same to other readers of YAML and JSON."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from claimgraph.loaders import dump, loads
from claimgraph.loaders.arrangement import arrange
from tests.strategies import HOSTILE, dossiers

if TYPE_CHECKING:
    from claimgraph.loaders import Format
    from claimgraph.ontology.dossier import Dossier

FORMATS: tuple[Format, ...] = ("yaml", "json")
many = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def unchecked(dossier: Dossier) -> Dossier:
    """The dossier without the outcomes of checking its quotes, which loading sets anew."""
    statements = {
        slug: statement.model_copy(
            update={
                "verification": None,
                "stand_in": statement.stand_in
                and statement.stand_in.model_copy(update={"verification": None}),
            }
        )
        for slug, statement in dossier.statements.items()
    }
    return dossier.model_copy(update={"statements": statements})


@pytest.mark.parametrize("form", FORMATS)
@many
@given(dossier=dossiers())
def test_what_is_written_loads_as_what_it_was(form: Format, dossier: Dossier) -> None:
    """Every field, every kind of reference, every hostile word; and writing it again gives the same bytes."""
    written = dump(dossier, form)
    loaded = loads(written, format=form).dossier
    assert unchecked(loaded) == dossier
    assert dump(loaded, form) == written


@many
@given(dossier=dossiers())
def test_other_readers_of_yaml_read_the_same(dossier: Dossier) -> None:
    """No string is eaten by a reader of YAML 1.1, with its libyaml or its Python engine."""
    written, expected = dump(dossier), plain(arrange(dossier))
    for loader in {getattr(yaml, "CSafeLoader", yaml.SafeLoader), yaml.SafeLoader}:
        assert yaml.load(written, Loader=loader) == expected  # noqa: S506 - both are safe


@many
@given(dossier=dossiers())
def test_other_readers_of_json_read_the_same(dossier: Dossier) -> None:
    """RFC 8259 as the standard library reads it."""
    assert json.loads(dump(dossier, "json"), parse_float=Decimal) == plain(arrange(dossier), number=Decimal)


def plain(value: Any, number: type = float) -> Any:  # noqa: ANN401 - whatever stands in a dossier
    """A value as other readers give it: whole numbers as integers, others by their own type."""
    if isinstance(value, dict):
        return {key: plain(each, number) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each, number) for each in value]
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else number(str(value))
    return value


def test_a_dossier_is_written_as_a_person_would_write_it() -> None:
    """The order of the format's page, short things on one line, quotes only where they are needed."""
    written = """\
dossier: gear
title: {en: Gear, fr: Matériel}
author: A name, with a comma
licence: 'NO'
scope: {period: 2022-02/..}

entities:
  china: {kind: state, name: {en: China, fr: Chine}, aliases: [PRC], iso3166: CN}
  vests: {kind: product, name: 'vests: grey', broader: [body-armour], hs: ['6211'], dual-use: true}

sources:
  article:
    kind: report
    genre: {en: article}
    title: A headline that is long enough to need a line of its own
    by: china
    published: 2023-07
    draws-on: [{all: [s-1, s-2]}, customs]
  customs: {kind: evidence, what: customs declarations, in: article}

claims:
  c-vests:
    text: {en: China has sent vests.}
    slots:
      subject: china
      action: delivers
      object: [helmets, vests]
      quantity: {measure: count, more-than: 100000, printed: ['100,000', tons]}

statements:
  s-1: {speaker: china, stance: denies, claim: c-vests, in: article, via: [customs], credibility: '2'}
  s-2:
    speaker: china
    stance: affirms
    claim: c-vests
    in: article
    quote: "Words that are quoted at such a length, with a colon: here, that they no longer fit on one line of
      a file and go on beneath, where it's safe."
    position: [12, 160]
    note: |-
      Two lines
      of a note.

relations:
  - {from: s-1, kind: contradicts, to: s-2, strength: weak, why: They differ.}
"""
    assert dump(loads(written).dossier) == written


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_pass_through_both_formats(words: str) -> None:
    """One by one, in a text, in a list and in a key's own place."""
    dossier = loads("dossier: gear").dossier.model_copy(
        update={"author": words, "title": {"no": words, "en": words}}
    )
    for form in FORMATS:
        assert loads(dump(dossier, form), format=form).dossier == dossier
