"""The index: "statement 3 is by agent 5 on claim 2, and rests on source 7", for every dossier at once.

Everything that is asked of a whole graph (where claims come from, what contradicts what, what stands) is asked of these
arrays. They are made of dossiers and of nothing else, so that two indexes of the same dossiers are equal.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np

from ...ontology.dossier import Dossier
from ...ontology.errors import StoreError
from ..arrays import Array, Lists, Strings
from . import files
from .ends import Conduct
from .merging import Merging
from .segments import ContentOf, Segment, TextOf
from .soundness import TABLES, check, shaped
from .tables import Agents, Claims, Relations, Sources, Statements, Things, columns_of


class IndexedDossier(NamedTuple):
    """Which dossier is indexed, and what its content was: its IRI, its slug, the SHA-256 of its quads."""

    iri: str
    slug: str
    content: str


@dataclass(frozen=True)
class Index:
    """Every item of some dossiers as a number, and what joins them.

    Attributes:
        dossiers: The dossiers, in the order of their IRIs; a column ``dossier`` gives places in it.
        file: Where it was mapped from, if it was.

    >>> from ...ontology.dossier import Dossier
    >>> gear = {"dossier": "gear", "claims": {"c": {"text": "It rains."}}}
    >>> index = Index.of([Dossier.model_validate(gear)])
    >>> index.claims.iri.text(0), len(index.statements)
    ('https://w3id.org/claimgraph/id/gear/claim/c', 0)
    """

    dossiers: tuple[IndexedDossier, ...]
    claims: Claims
    statements: Statements
    sources: Sources
    things: Things
    agents: Agents
    relations: Relations
    conduct: Conduct
    file: Path | None = field(default=None, compare=False, repr=False)

    @classmethod
    def of(
        cls,
        dossiers: Iterable[Dossier],
        *,
        sha256: Callable[[Dossier], str] | None = None,
        texts: TextOf | None = None,
        content: ContentOf | None = None,
    ) -> Self:
        """Index dossiers from the beginning.

        Args:
            dossiers: In any order; the index is the same.
            sha256: Gives the SHA-256 of a dossier's quads.
            texts: Gives stored texts, so that copies are known by their words.
            content: Gives what comparison needs of each claim of a dossier.

        Raises:
            StoreError: If one of them is there twice.
        """
        return cls.merge(
            Segment.of(each, sha256=sha256(each) if sha256 else "", texts=texts, content=content)
            for each in dossiers
        )

    @classmethod
    def merge(cls, segments: Iterable[Segment]) -> Self:
        """Index dossiers that have been read already.

        Raises:
            StoreError: If one of them is there twice.
        """
        merging = Merging(list(segments))
        indexed = tuple(IndexedDossier(s.iri, s.slug, s.content) for s in merging.segments)
        return cls(indexed, *merging.tables())

    @classmethod
    def open(cls, path: Path) -> Self:
        """Map an index that was written, without reading it.

        Raises:
            OtherVersionError: If it was written by another version of this package.
            StoreError: If it is missing, damaged or something else.
        """
        said, columns = files.read(path, "index")
        try:
            tables = {
                name: table(**{column: columns[f"{name}.{column}"] for column in table.__annotations__})
                for name, table in {**TABLES, "conduct": Conduct}.items()
            }
            dossiers = tuple(IndexedDossier(*map(str, each)) for each in said["dossiers"])
            index = cls(dossiers, **tables, file=path)
        except (KeyError, TypeError, AttributeError) as error:
            raise StoreError(
                f"{path}: the index is damaged ({error}); write it anew with Store.reindex()"
            ) from error
        shaped(index, path)
        return index

    def write(self, path: Path) -> None:
        """Write it to a file that is not there yet.

        Raises:
            OSError: If it cannot be written.
        """
        files.write(path, "index", {"dossiers": [list(each) for each in self.dossiers]}, self.columns())

    @cached_property
    def sound(self) -> bool:
        """True, once every number was seen to lead somewhere; what was made here and not read from a file does.

        Raises:
            StoreError: If one does not.
        """
        if self.file is not None:
            check(self, self.file)
        return True

    def equal(self, other: "Index", *, but: Collection[str] = ()) -> bool:
        """Whether two indexes say the same, some columns left aside."""
        mine, theirs = self.columns(), other.columns()
        return self.dossiers == other.dossiers and all(
            _equal(column, theirs[name]) for name, column in mine.items() if name not in but
        )

    def thing(self, iri: str) -> int | None:
        """The number of a statement or source as a thing; None if the index has none of that IRI."""
        statement = self.statements.iri.find(iri)
        if statement is not None:
            return statement
        source = self.sources.iri.find(iri)
        return None if source is None else source + len(self.statements)

    def thing_iri(self, thing: int) -> str:
        """The IRI of a thing."""
        if thing < len(self.statements):
            return self.statements.iri.text(thing)
        return self.sources.iri.text(thing - len(self.statements))

    def columns(self) -> dict[str, Array | Lists | Strings]:
        """All columns, by table and name."""
        found: dict[str, Array | Lists | Strings] = {}
        for name in ("claims", "statements", "sources", "things", "agents", "relations", "conduct"):
            found |= columns_of(name, getattr(self, name))
        return found


def _equal(one: Array | Lists | Strings, other: Array | Lists | Strings) -> bool:
    if isinstance(one, Lists) and isinstance(other, Lists):
        return np.array_equal(one.start, other.start) and np.array_equal(one.items, other.items)
    if isinstance(one, Strings) and isinstance(other, Strings):
        return np.array_equal(one.offset, other.offset) and np.array_equal(one.data, other.data)
    return isinstance(one, np.ndarray) and isinstance(other, np.ndarray) and np.array_equal(one, other)


__all__ = ["Index", "IndexedDossier"]
