"""The dossier that ``claimgraph init`` writes teaches the format, and is itself right."""

from __future__ import annotations

import pytest

from claimgraph.loaders import loads, template
from claimgraph.ontology.errors import DossierError


def test_the_template_loads_without_a_warning() -> None:
    """As it stands, under the slug and title that were asked for."""
    loaded = loads(template("no", 'It\'s "gear": who sent it?'))
    assert loaded.dossier.dossier == "no"
    assert loaded.dossier.title == {"und": 'It\'s "gear": who sent it?'}
    assert loaded.warnings == ()


def test_the_template_shows_each_kind_of_thing() -> None:
    """Two outlets, evidence, a denial, a non-observation, a basis, carriers, a quantity, relations."""
    dossier = loads(template("gear")).dossier
    assert {entity.kind for entity in dossier.entities.values()} >= {
        "outlet",
        "firm",
        "public-body",
        "person",
        "product",
    }
    assert {source.kind for source in dossier.sources.values()} == {"report", "evidence"}
    assert {statement.stance.value for statement in dossier.statements.values()} == {
        "affirms",
        "denies",
        "no-evidence",
    }
    assert any(statement.based_on for statement in dossier.statements.values())
    assert any(statement.via for statement in dossier.statements.values())
    assert any(claim.slots.quantity for claim in dossier.claims.values())
    assert {relation.kind.value for relation in dossier.relations} == {"contradicts", "supports"}


@pytest.mark.parametrize("slug", ["Gear", "", "a b", "-a", "a" * 81, "a\nb: c"])
def test_a_slug_that_is_none_is_refused(slug: str) -> None:
    """Nothing is written then."""
    with pytest.raises(DossierError, match="is not a slug"):
        template(slug)
