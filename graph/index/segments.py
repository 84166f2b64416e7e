"""One dossier as columns: what the index needs of it, with numbers of its own, so that it is read once.

A segment knows nothing of other dossiers. Every IRI that the dossier holds or refers to stands once in ``names``; all
else are numbers into it. Joining segments to an index is for :mod:`.merging`.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

import numpy as np

from ...ontology import taxonomies
from ...ontology.claims import Claim, Slots
from ...ontology.dates import bounds
from ...ontology.dossier import Dossier
from ...ontology.entities import AGENT_KINDS, Action, Agent
from ...ontology.errors import StoreError
from ...ontology.references import Names
from ...ontology.sources import AnySource, BasisGroup, Report
from ...ontology.spelling import names_of
from ...ontology.statements import Statement
from ...ontology.vocabulary import taken_stance
from ...ontology.wording import folded
from ..arrays import Array, Lists, Strings, frozen
from . import files
from .kinds import SourceKind, position, position_or_none

TextOf = Callable[[str], bytes | None]
"""Gives a stored text by its SHA-256, or None."""
ContentOf = Callable[[Dossier, str], str]
"""Gives what comparison needs of a claim, by its slug."""

_LEAST_WORDS: Final = 40
"""Characters from which on equal words are one text; shorter ones may be anybody's."""
_ENTITY: Final = ("entity",)
_THING: Final = ("source", "statement")


@dataclass(frozen=True, slots=True)
class Segment:
    """In the dossier ``gear``, statement 3 is by agent 5 on claim 2 and rests on source 7.

    Attributes:
        iri: The dossier's IRI.
        slug: Its slug.
        base: Where its IRIs begin.
        content: The SHA-256 of its quads, if the caller knows it.
        texts: The stored texts that it names, each with whether it was held when the segment was made.
        columns: The arrays, by name.
    """

    iri: str
    slug: str
    base: str
    content: str
    texts: tuple[tuple[str, bool], ...]
    columns: Mapping[str, Array | Lists | Strings]

    @classmethod
    def of(
        cls,
        dossier: Dossier,
        *,
        sha256: str = "",
        texts: TextOf | None = None,
        content: ContentOf | None = None,
    ) -> Self:
        """Read a dossier.

        Args:
            dossier: One that was validated.
            sha256: The SHA-256 of its quads, by which the store knows its content.
            texts: Gives stored texts, so that copies are known by their words and not only by their bytes.
            content: Gives what comparison needs of each claim; the index keeps it and does not read it.
        """
        reading = _Reading(dossier, texts or (lambda _sha256: None), content or (lambda _dossier, _slug: ""))
        columns = reading.columns()
        held = tuple(sorted(reading.texts.items()))
        return cls(dossier.iri, dossier.dossier, dossier.base, sha256, held, columns)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Map a segment that was written, after comparing all of it with its check sums.

        Raises:
            StoreError: If it is missing, damaged, of another version, or something else.
        """
        files.verify(path)
        said, columns = files.read(path, "segment")
        expected = {"names", "claim.content", *_DTYPES, *_LISTS}
        if set(columns) != expected:
            raise StoreError(
                f"{path}: the index is damaged (its columns are others); write it anew with Store.reindex()"
            )
        texts = tuple((str(name), bool(held)) for name, held in said["texts"])
        return cls(said["iri"], said["slug"], said["base"], said["content"], texts, columns)

    @staticmethod
    def texts_in(path: Path) -> tuple[str, dict[str, bool]]:
        """What a written segment's header says: the SHA-256 of its dossier's quads, and which texts were held.

        Raises:
            StoreError: As for :meth:`open`.
        """
        said, _columns = files.read(path, "segment")
        return str(said["content"]), {str(name): bool(held) for name, held in said["texts"]}

    def write(self, path: Path) -> None:
        """Write it to a file that is not there yet.

        Raises:
            OSError: If it cannot be written.
        """
        said = {
            "iri": self.iri,
            "slug": self.slug,
            "base": self.base,
            "content": self.content,
            "texts": [list(each) for each in self.texts],
        }
        files.write(path, "segment", said, self.columns)

    def __getitem__(self, name: str) -> Array:
        column = self.columns[name]
        if not isinstance(column, np.ndarray):
            raise TypeError(f"'{name}' is no plain column")
        return column

    def lists(self, name: str) -> Lists:
        """A column of lists."""
        column = self.columns[name]
        if not isinstance(column, Lists):
            raise TypeError(f"'{name}' is no column of lists")
        return column

    def strings(self, name: str) -> Strings:
        """A column of texts."""
        column = self.columns[name]
        if not isinstance(column, Strings):
            raise TypeError(f"'{name}' is no column of texts")
        return column


def text_identity(words: str) -> int:
    r"""A number that two wordings share if they differ in white space, quotation marks and case alone; never 0.

    >>> text_identity("«\u00a0L\u2019ÉTÉ\u00a0»") == text_identity("'l’été'")
    True
    """
    return number_of(folded(words))


def number_of(text: str) -> int:
    """64 bits of a text's SHA-256, as a signed number that is not 0."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little", signed=True) or 1


def day_from(edtf: str | None) -> int:
    """The first day of a date, 0 where none is said."""
    day = None if edtf is None else bounds(edtf)[0]
    return 0 if day is None else day.toordinal()


def day_to(edtf: str | None) -> int:
    """The last day of a date, 0 where none is said."""
    day = None if edtf is None else bounds(edtf)[1]
    return 0 if day is None else day.toordinal()


_DTYPES: Final[Mapping[str, type[np.generic]]] = {
    **dict.fromkeys(
        (
            "claim.converse", "statement.first_hand", "statement.public", "agent.unnamed", "agent.interested",
        ),
        np.bool_,
    ),
    **dict.fromkeys(
        (
            "claim.form", "statement.stance", "statement.said", "statement.likelihood", "statement.act",
            "statement.credibility", "source.kind", "source.reliability", "agent.kind", "relation.kind",
            "relation.strength",
        ),
        np.uint8,
    ),
    **dict.fromkeys(("statement.words", "source.text"), np.int64),
    **dict.fromkeys(
        (
            "claim.name", "statement.name", "statement.claim", "statement.speaker", "statement.made_from",
            "statement.made_to", "source.name", "source.published_to", "agent.name", "other.name", "relation.name",
            "relation.start", "relation.end", "relation.withdrawn", "retraction.of", "retraction.day",
        ),
        np.int32,
    ),
}  # fmt: skip
_LISTS: Final = (
    "claim.exclusive", "claim.subject", "claim.counterparty", "source.by", "source.obtained_by", "source.reprints",
    "agent.part_of", "agent.owner", "agent.acts_for", "statement.basis", "statement.group", "statement.paths",
    "statement.path", "source.basis", "source.group", "source.paths", "source.path",
)  # fmt: skip


@dataclass(slots=True)
class _Reading:
    """Reads one dossier, row by row, with numbers in the order in which names are met."""

    dossier: Dossier
    text_of: TextOf
    content_of: ContentOf
    texts: dict[str, bool] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)
    _plain: dict[str, list[int]] = field(default_factory=lambda: {name: [] for name in _DTYPES})
    _rows: dict[str, list[list[int]]] = field(default_factory=lambda: {name: [] for name in _LISTS})
    _contents: list[str] = field(default_factory=list)

    def columns(self) -> dict[str, Array | Lists | Strings]:
        names = names_of(self.dossier)
        for slug, entity in sorted(self.dossier.entities.items(), key=lambda pair: names.local[pair[0]]):
            own = self._number(names.local[slug])
            if isinstance(entity, Agent):
                self._agent(own, entity, names)
            else:
                self._plain["other.name"].append(own)
        for slug, source in sorted(self.dossier.sources.items()):
            self._source(self._number(names.local[slug]), source, names)
        for slug, claim in sorted(self.dossier.claims.items()):
            self._claim(self._number(names.local[slug]), claim, names)
            self._contents.append(self.content_of(self.dossier, slug))
        for slug, statement in sorted(self.dossier.statements.items()):
            self._statement(self._number(names.local[slug]), statement, names)
        self._relations(names)
        self._retractions(names)
        return self._in_order()

    def _in_order(self) -> dict[str, Array | Lists | Strings]:
        """The columns with names numbered in the order of their bytes."""
        written = [name.encode() for name in self._numbers]
        order = sorted(range(len(written)), key=written.__getitem__)
        place = np.empty(len(order), np.int32)
        place[order] = np.arange(len(order), dtype=np.int32)
        found: dict[str, Array | Lists | Strings] = {"names": Strings.of(written[i] for i in order)}
        for name, values in self._plain.items():
            column: Array = np.array(values, _DTYPES[name])
            found[name] = frozen(place[column] if _is_name(name) else column)
        for name, rows in self._rows.items():
            lists = Lists.from_rows(rows)
            numbers = name.endswith((".basis", ".paths"))
            found[name] = lists if numbers else Lists(lists.start, frozen(place[lists.items]))
        found["claim.content"] = Strings.of(self._contents)
        return found

    def _number(self, iri: str) -> int:
        return self._numbers.setdefault(iri, len(self._numbers))

    def _refs(self, references: Iterable[str], kinds: tuple[str, ...], names: Names) -> list[int]:
        return [self._number(names.iri(reference, kinds)) for reference in references]

    def _add(self, kind: str, /, **values: int) -> None:
        for name, value in values.items():
            self._plain[f"{kind}.{name}"].append(value)

    def _agent(self, own: int, agent: Agent, names: Names) -> None:
        self._add(
            "agent",
            name=own,
            kind=AGENT_KINDS.index(getattr(agent, "kind")),  # noqa: B009 - each concrete agent has one
            unnamed=agent.unnamed,
            interested=agent.interested,
        )
        for tie, others in (("part_of", agent.part_of), ("owner", agent.owner), ("acts_for", agent.acts_for)):
            self._rows[f"agent.{tie}"].append(self._refs(others, _ENTITY, names))

    def _source(self, own: int, source: AnySource, names: Names) -> None:
        report = source if isinstance(source, Report) else None
        self._add(
            "source",
            name=own,
            kind=SourceKind.REPORT if report else SourceKind.EVIDENCE,
            reliability=position_or_none(source.reliability),
            published_to=day_to(report.published) if report else 0,
            text=self._text(report.text.sha256) if report and report.text and report.text.sha256 else 0,
        )
        self._rows["source.by"].append(self._refs(report.by if report else (), _ENTITY, names))
        self._rows["source.obtained_by"].append(self._refs(source.obtained_by, _ENTITY, names))
        self._rows["source.reprints"].append(self._refs(getattr(source, "reprints", ()), ("source",), names))
        self._lineage("source", source.draws_on, source.paths, names)

    def _text(self, sha256: str) -> int:
        """By its words if it is held and can be read, else by its bytes."""
        held = self.text_of(sha256)
        if held is not None and hashlib.sha256(held).hexdigest() != sha256:
            held = None  # other hands were at it: what it says now is not what the report says
        self.texts[sha256] = held is not None
        if held is not None:
            try:
                return text_identity(held.decode("utf-8"))
            except UnicodeDecodeError:
                pass  # what is no UTF-8 is known by its bytes alone
        return number_of(sha256)

    def _claim(self, own: int, claim: Claim, names: Names) -> None:
        scope = self.dossier.scope or Slots()
        self._add("claim", name=own, form=position(claim.form), converse=self._has_converse(claim, names))
        self._rows["claim.exclusive"].append(self._refs(claim.exclusive_with, ("claim",), names))
        for slot in ("subject", "counterparty"):
            fillers: Sequence[str] = getattr(claim.slots, slot) or getattr(scope, slot)
            self._rows[f"claim.{slot}"].append(self._refs(fillers, _ENTITY, names))

    def _has_converse(self, claim: Claim, names: Names) -> bool:
        """Whether its action says the same from the counterparty's side, so that it is the counterparty's doing too."""
        scope = self.dossier.scope or Slots()
        pending, met = list(claim.slots.action or scope.action), set()
        while pending:
            reference = pending.pop()
            iri = names.find(reference, ("action", "entity"))
            if iri is None or iri in met:
                continue
            met.add(iri)
            concept = taxonomies.actions().concepts.get(iri.rpartition("/")[2])
            own = self.dossier.entities.get(reference)
            if concept is not None and concept.iri == iri:
                if concept.converse is not None:
                    return True
                pending += concept.broader
            elif isinstance(own, Action):
                if own.converse_of:
                    return True
                pending += own.broader
        return False

    def _statement(self, own: int, statement: Statement, names: Names) -> None:
        words = folded(statement.quote or "")
        self._add(
            "statement",
            name=own,
            claim=self._number(names.iri(statement.claim, ("claim",))),
            speaker=self._number(names.iri(statement.speaker, _ENTITY)),
            stance=position(taken_stance(statement.stance, statement.likelihood)),
            said=position(statement.stance),
            likelihood=position_or_none(statement.likelihood),
            act=position_or_none(statement.speech_act),
            credibility=position_or_none(statement.credibility),
            first_hand=statement.first_hand,
            public=statement.public,
            made_from=day_from(statement.date),
            made_to=day_to(statement.date),
            words=number_of(words) if len(words) >= _LEAST_WORDS else 0,
        )
        self._lineage("statement", statement.based_on, statement.paths, names)

    def _lineage(
        self,
        kind: str,
        bases: Sequence[str | BasisGroup],
        paths: Sequence[Sequence[str]],
        names: Names,
    ) -> None:
        """What a statement or source rests on, and the paths by which it came."""
        groups = [base.all if isinstance(base, BasisGroup) else (base,) for base in bases]
        for many, one, members in (("basis", "group", groups), ("paths", "path", paths)):
            rows = self._rows[f"{kind}.{one}"]
            self._rows[f"{kind}.{many}"].append(list(range(len(rows), len(rows) + len(members))))
            rows.extend(self._refs(dict.fromkeys(each), _THING, names) for each in members)

    def _relations(self, names: Names) -> None:
        for relation in sorted(self.dossier.relations, key=lambda each: each.id):
            withdrawn = relation.withdrawn
            self._add(
                "relation",
                name=self._number(names.local[relation.id]),
                start=self._number(names.iri(relation.from_, ("statement", "source"))),
                end=self._number(names.iri(relation.to, ("statement", "relation"))),
                kind=position(relation.kind),
                strength=position(relation.strength),
                withdrawn=day_to(withdrawn) or (withdrawn is not None),
            )

    def _retractions(self, names: Names) -> None:
        for retraction in getattr(self.dossier, "retractions", ()):
            self._add(
                "retraction",
                of=self._number(names.iri(retraction.of, _THING)),
                day=day_to(retraction.date) or 1,
            )


_NAMES: Final = frozenset(
    {"statement.claim", "statement.speaker", "relation.start", "relation.end", "retraction.of"}
)


def _is_name(column: str) -> bool:
    return column.endswith(".name") or column in _NAMES


__all__ = ["ContentOf", "Segment", "TextOf", "day_from", "day_to", "number_of", "text_identity"]
