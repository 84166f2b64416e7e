"""References: each leads to an item that may stand there, or the dossier does not exist."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from claimgraph.ontology.dossier import Dossier
from claimgraph.ontology.references import check

PLAIN: dict[str, Any] = {
    "dossier": "small",
    "entities": {
        "pilot": {"kind": "person", "name": "P"},
        "quay": {"kind": "place", "name": "Q"},
        "rope": {"kind": "product", "name": "R"},
        "moors": {"kind": "action", "name": "M"},
    },
    "sources": {"paper": {"kind": "report"}, "log": {"kind": "evidence", "what": "x"}},
    "claims": {"c": {"text": "C"}, "d": {"text": "D"}},
    "statements": {
        "s": {"speaker": "pilot", "stance": "affirms", "claim": "c"},
        "t": {"speaker": "pilot", "stance": "denies", "claim": "d"},
    },
    "relations": [{"id": "step", "from": "s", "kind": "supports", "to": "t", "why": "x"}],
}


def faults(path: str, value: object) -> list[tuple[str, str]]:
    """What is wrong once a value stands at a path such as ``statements.s.speaker``: places and messages."""
    plain = _copy(PLAIN)
    *parents, last = path.split(".")
    place: Any = plain
    for part in parents:
        place = place[int(part)] if isinstance(place, list) else place.setdefault(part, {})
    place[last] = value
    dossier = Dossier.model_validate(plain, context={"unchecked": True})
    return [(".".join(map(str, finding.path)), finding.message) for finding in check(dossier)]


def _copy(value: Any) -> Any:  # noqa: ANN401 - plain data
    if isinstance(value, dict):
        return {key: _copy(part) for key, part in value.items()}
    return [_copy(part) for part in value] if isinstance(value, list) else value


def test_a_dossier_whose_references_all_lead_somewhere_has_no_finding() -> None:
    """The one that the other tests spoil."""
    assert check(Dossier.model_validate(PLAIN)) == []


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (
            "statements.s.speaker",
            "pilott",
            "'pilott' names nothing here; an entity is wanted (did you mean 'pilot'?)",
        ),
        ("statements.s.speaker", "c", "'c' is a claim, and an entity is wanted here"),
        ("statements.s.claim", "pilot", "'pilot' is an entity, and a claim is wanted here"),
        (
            "statements.s.speaker",
            "small:entity/gone",
            "'small:entity/gone' names nothing here; an entity is wanted",
        ),
        ("statements.s.speaker", "https://w3id.org/claimgraph/id/small/entity/gone", "names nothing here"),
        ("statements.s.speaker", "small:claim/c", "'small:claim/c' is a claim, and an entity is wanted here"),
        ("statements.s.speaker", "other:claim/c", "'other:claim/c' is a claim, and an entity is wanted here"),
        ("claims.c.slots", {"object": "other:x"}, "write other:entity/x or another kind"),
        ("claims.c.slots", {"action": "deliverz"}, "(did you mean 'delivers'?)"),
        ("claims.c.slots", {"action": "drones"}, "'drones' names nothing here"),
        (
            "claims.c.slots",
            {"action": "https://w3id.org/claimgraph/product/drones"},
            "is a product of the taxonomy, and an action of the taxonomy or an entity is wanted here",
        ),
        ("claims.c.slots", {"object": "https://w3id.org/claimgraph/product/nope"}, "names nothing here"),
        ("claims.c.exclusive-with", ["c"], "'c' cannot exclude itself; take it out"),
        ("scope", {"place": "gone"}, "'gone' names nothing here"),
    ],
)
def test_a_reference_that_leads_nowhere_or_elsewhere_is_named(path: str, value: object, message: str) -> None:
    """With what stood there, what was wanted, and the nearest right name."""
    found = faults(path, value)
    assert len(found) == 1
    assert found[0][0].startswith(path)
    assert message in found[0][1]


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("statements.s.speaker", "quay", "'quay' is a place, and an agent"),
        ("sources.paper.by", "rope", "'rope' is a product, and an agent"),
        ("claims.c.slots", {"action": "pilot"}, "'pilot' is a person, and an action is wanted here"),
        ("claims.c.slots", {"subject": "moors"}, "'moors' is an action, and an agent, a place or a product"),
        ("claims.c.slots", {"place": "rope"}, "'rope' is a product, and a place"),
        ("entities.rope.broader", "quay", "'quay' is a place, and a product is wanted here"),
        ("entities.moors.broader", "rope", "'rope' is a product, and an action is wanted here"),
        ("relations.0.from", "paper", "'paper' is a report, and a statement or evidence is wanted here"),
    ],
)
def test_an_item_stands_only_where_it_can_do_what_is_said_of_it(
    path: str, value: object, message: str
) -> None:
    """A place does not speak, and a report supports nothing by itself."""
    found = faults(path, value)
    assert len(found) == 1
    assert message in found[0][1]


def test_items_of_other_dossiers_are_taken_on_trust() -> None:
    """Nobody here knows what they are."""
    assert relations({"from": "other:source/x", "kind": "supports", "to": "other:statement/y"}) == []
    assert faults("statements.s.speaker", "other:entity/quay") == []


def relations(*drawn: dict[str, object]) -> list[str]:
    """What is wrong with these relations beside the one there is."""
    held = [*PLAIN["relations"], *({"why": "x", **each} for each in drawn)]
    dossier = Dossier.model_validate({**PLAIN, "relations": held}, context={"unchecked": True})
    return [finding.message for finding in check(dossier)]


def test_only_an_undercut_aims_at_a_relation() -> None:
    """A relation holds or does not; it is no statement that could be supported."""
    assert relations({"from": "log", "kind": "undercuts", "to": "step"}) == []
    (message,) = relations({"from": "log", "kind": "supports", "to": "step"})
    assert message == "'step' is a relation, and only 'undercuts' may aim at one, not 'supports'"


def test_a_relation_stands_once_however_its_ends_are_written() -> None:
    """The second is refused, and so is one that joins an item to itself."""
    (twice,) = relations({"from": "small:statement/s", "kind": "supports", "to": "t"})
    assert "stands here already as 'step'" in twice
    (own,) = relations({"from": "s", "kind": "supports", "to": "small:s"})
    assert "cannot be related to itself" in own


def test_all_faults_come_at_once() -> None:
    """A wrong speaker does not hide a wrong claim."""
    plain = {
        **PLAIN,
        "statements": {"s": {"speaker": "nobody", "stance": "affirms", "claim": "nothing"}},
        "relations": [],
    }
    with pytest.raises(ValidationError) as caught:
        Dossier.model_validate(plain)
    assert "'nobody' names nothing" in str(caught.value)
    assert "'nothing' names nothing" in str(caught.value)


@pytest.mark.parametrize(
    ("section", "slug", "item", "message"),
    [
        ("claims", "pilot", {"text": "x"}, "slug 'pilot' names an entity already"),
        (
            "entities",
            "drones",
            {"kind": "product", "name": "x"},
            "slug 'drones' is a concept of the taxonomy",
        ),
        ("claims", "drones", {"text": "x"}, "slug 'drones' is a concept of the taxonomy"),
    ],
)
def test_a_slug_names_one_item(section: str, slug: str, item: dict[str, object], message: str) -> None:
    """Otherwise a reference could mean two things."""
    assert any(message in found for _, found in faults(f"{section}.{slug}", item))


def test_one_identifier_belongs_to_one_entity() -> None:
    """Two entities with one code would be one node with two names."""
    state = {"kind": "state", "name": "N", "iso3166": "QN"}
    found = faults("entities", {**PLAIN["entities"], "n": state, "m": state})
    assert found == [
        ("entities.m.iso3166", "iso3166 'QN' is 'n' already; use that slug, or correct the code")
    ]


def test_exclusion_is_mutual() -> None:
    """What one claim says of another holds the other way, however it is written."""
    held = Dossier.model_validate(
        {**PLAIN, "claims": {"c": {"text": "C", "exclusive-with": "small:d"}, "d": {"text": "D"}}}
    )
    assert held.claims["c"].exclusive_with == ("d",)
    assert held.claims["d"].exclusive_with == ("c",)


def test_one_item_may_be_taken_back_again_and_by_others() -> None:
    """Another day, another agent, or a slug of its own makes another retraction; the same once more is none."""
    once = {"of": "s", "date": "2024", "by": "pilot", "why": "x"}
    for other in ({"date": "2025"}, {"by": "elsewhere:entity/e"}, {"id": "again"}, {"of": "log"}):
        assert faults("retractions", [once, {**once, **other}]) == []
    ((place, message),) = faults("retractions", [once, {**once, "of": "small:statement/s"}])
    assert place == "retractions.1"
    assert "stands here already" in message


def test_references_of_rates_and_reprints_are_looked_up() -> None:
    """A rate's source, and the report that another prints again."""
    rate = {"from": "GBP", "to": "USD", "rate": 1, "date": "2023", "source": "papr"}
    assert faults("rates", [rate]) == [
        ("rates.0.source", "'papr' names nothing here; a source is wanted (did you mean 'paper'?)")
    ]
    assert faults("sources.paper.reprints", ["small:source/paper"]) == [
        (
            "sources.paper.reprints",
            "'paper' cannot reprint itself; name the report whose text it prints again",
        )
    ]
    assert faults("sources.paper.reprints", ["elsewhere:source/wire"]) == []
