"""The two dossiers that stand in the repository, and the texts that do not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from claimgraph.loaders import Loaded, load

if TYPE_CHECKING:
    from claimgraph.ontology.dossier import Dossier

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def founding() -> Dossier:
    """The founding case, as it is loaded by whoever has no text of the article."""
    return load(ROOT / "examples" / "founding.yaml").dossier


@pytest.fixture(scope="session")
def founding_with_text(shared: Path) -> Loaded:
    """The founding case, loaded beside the article itself."""
    return load(ROOT / "examples" / "founding.yaml", texts=(shared / "seed",))


@pytest.fixture(scope="session")
def article(shared: Path) -> str:
    """The article; no sentence of it may be in the repository."""
    return (shared / "seed" / "article.fr.txt").read_bytes().decode()


@pytest.fixture(scope="session")
def retelling() -> str:
    """What stands in for the article."""
    return (ROOT / "examples" / "founding.retelling.fr.txt").read_bytes().decode()


@pytest.fixture(scope="session")
def bank_fraud() -> Dossier:
    """The second dossier, on another matter."""
    return load(ROOT / "tests" / "data" / "bank-fraud.yaml").dossier
