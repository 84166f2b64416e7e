"""A folder with the texts of a small dossier, and a way to ask what is wrong with another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from claimgraph.loaders import loads
from claimgraph.ontology.errors import DossierError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = "L’ambassade a dit\u00a0: «\u202fjamais\u202f».\nElle n’a rien livré, a dit l’ambassade.\n"
RETELLING = "The embassy is said to have denied it.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that holds the report's text and its stand-in."""
    (tmp_path / "article.txt").write_bytes(TEXT.encode())
    (tmp_path / "retelling.txt").write_bytes(RETELLING.encode())
    return tmp_path


@pytest.fixture
def complaints() -> Callable[..., list[str]]:
    """What loading a text complains about, a line each; it must complain."""

    def of(text: str | bytes, **options: Any) -> list[str]:  # noqa: ANN401 - whatever loads takes
        with pytest.raises(DossierError) as caught:
            loads(text, name="dossier.yaml", **options)
        return [str(problem) for problem in caught.value.problems]

    return of
