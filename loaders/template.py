"""The dossier that ``claimgraph init`` writes: an invented matter, commented, that loads as it stands."""

from importlib.resources import files
from typing import Final

from pydantic import TypeAdapter, ValidationError

from ..ontology.errors import DossierError, Problem
from ..ontology.node import Slug
from .document import shown
from .yaml_writer import word

_SLUG: Final = "dossier: school-rolls\n"
_TITLE: Final = "title: The rolls for the school fair\n"


def template(slug: str, title: str | None = None) -> str:
    """A dossier to begin with, under a slug and, if given, a title of one's own.

    Raises:
        DossierError: If the slug is none.

    >>> [
    ...     line
    ...     for line in template("gear", "Gear: who sent it?").splitlines()
    ...     if line.startswith(("dossier", "title"))
    ... ]
    ['dossier: gear', "title: 'Gear: who sent it?'"]
    """
    try:
        TypeAdapter(Slug).validate_python(slug)
    except ValidationError as error:
        message = f"{shown(slug)} is not a slug; use a-z, digits and single hyphens, such as school-rolls"
        raise DossierError([Problem("template", 0, 0, message)]) from error
    written = (files("claimgraph.loaders") / "template.yaml").read_text(encoding="utf-8")
    written = written.replace(_SLUG, f"dossier: {word(slug)}\n", 1)
    return written if title is None else written.replace(_TITLE, f"title: {word(title)}\n", 1)
