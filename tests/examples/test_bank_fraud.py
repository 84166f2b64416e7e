"""The second dossier is on another matter, and uses what the first has no use for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from claimgraph.loaders import load
from claimgraph.ontology.sources import BasisGroup, Report
from claimgraph.ontology.vocabulary import RelationKind, Stance, Verification

if TYPE_CHECKING:
    from claimgraph.ontology.dossier import Dossier

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "tests" / "data" / "bank-fraud.yaml"


def test_it_is_known_by_positions_alone(bank_fraud: Dossier) -> None:
    """No word of its text is quoted, and no stand-in is needed."""
    assert len(bank_fraud.statements) == 17
    for slug, statement in bank_fraud.statements.items():
        assert statement.position is not None, slug
        assert (statement.quote, statement.stand_in) == (None, None), slug


def test_its_positions_lie_in_the_text_that_it_names(shared: Path) -> None:
    """The loader finds the text by its hash and locates each position in it."""
    loaded = load(FILE, texts=(shared / "data" / "wikinews_fr" / "text",))
    assert {check.verification for check in loaded.checks} == {Verification.LOCATED}
    assert loaded.warnings == ()


def test_it_shares_nothing_with_the_founding_case(bank_fraud: Dossier, founding: Dossier) -> None:
    """Neither actions nor goods nor people, so that what holds for both holds because of the meaning."""
    assert not set(bank_fraud.entities) & set(founding.entities) - {"narrator"}

    def actions(dossier: Dossier) -> set[str]:
        return {action for claim in dossier.claims.values() for action in claim.slots.action}

    assert not actions(bank_fraud) & actions(founding)


def test_it_has_what_the_founding_case_lacks(bank_fraud: Dossier, founding: Dossier) -> None:
    """A question, bases that hold only together, a second path, exclusive claims, a withdrawn relation, grades."""

    def traits(dossier: Dossier) -> dict[str, bool]:
        statements = dossier.statements.values()
        return {
            "question": any(s.stance is Stance.QUESTIONS for s in statements),
            "together": any(isinstance(b, BasisGroup) for s in statements for b in s.based_on),
            "second path": any(s.also for s in statements),
            "exclusive": any(c.exclusive_with for c in dossier.claims.values()),
            "withdrawn": any(r.withdrawn for r in dossier.relations),
            "grade": any(isinstance(s, Report) and s.reliability for s in dossier.sources.values()),
        }

    assert all(traits(bank_fraud).values())
    assert not any(traits(founding).values())


def test_its_undercut_aims_at_a_relation(bank_fraud: Dossier) -> None:
    """What was lost is not what was stolen, so the figures do not meet."""
    undercut = next(r for r in bank_fraud.relations if r.kind is RelationKind.UNDERCUTS)
    aimed_at = next(r for r in bank_fraud.relations if r.id == undercut.to)
    assert aimed_at.kind is RelationKind.CONTRADICTS
