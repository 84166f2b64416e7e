"""What is kept of a reasoning beside the index, so that one claim's standing is read and not worked out again.

Kept are what comparison found, how lineage and arguments came out, and what comparison knew of each dossier, all as
columns; whoever keeps them writes the file. A reasoning that is restored gives the same answers as the one that was
kept; what was not kept is worked out when it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..arrays import Lists, Strings
from ..comparison.context import ComparedRate, Context, Entry
from ..lineage.lineage import Lineage
from .arguments import Argued, Ground
from .reasoning import Reasoning
from .verdicts import Verdicts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..arrays import Array
    from ..index.index import Index

    Columns = Mapping[str, Array | Lists | Strings]

_LISTS: Final = (
    "entailed_by", "supporting", "opposing", "sole", "arguments_on", "verdicts_of", "relations_to", "relations_from",
    "contradicted",
)  # fmt: skip
_ARRAYS: Final = ("labels", "stands", "status", "lending", "drawn_contradictions")
_VERDICTS: Final = ("start", "end", "kind", "reason", "slot", "marks", "assumed", "codes", "sentences")
_ARGUED: Final = ("statement", "claim", "for_", "own")
_LINEAGE: Final = ("on_record", "held_up", "counting", "lineage_unknown", "only_reports")
NAMES: Final = frozenset({
    "entails", "contexts", "backed", *_LISTS, *_ARRAYS,
    *(f"verdict.{name}" for name in _VERDICTS),
    *(f"argument.{name}" for name in _ARGUED),
    *(f"lineage.{name}" for name in _LINEAGE),
})  # fmt: skip
"""What is kept, by name. Another version of this package may keep other things."""


def fits(index: Index, kept: Columns) -> bool:
    """Whether columns are those that this version keeps, and of as many items as the index has."""
    if kept.keys() != NAMES:
        return False
    claims, statements, things = len(index.claims), len(index.statements), len(index.things)
    lengths = {
        "status": claims,
        "supporting": claims,
        "argument.own": statements,
        "lineage.on_record": things,
    }
    lengths |= {"contexts": len(index.dossiers), "labels": len(kept["argument.statement"])}
    return all(len(kept[name]) == length for name, length in lengths.items())


def columns(reasoning: Reasoning, contexts: Sequence[str]) -> dict[str, Array | Lists | Strings]:
    """All that is kept, by name.

    Args:
        reasoning: What a record comes to, nothing left out.
        contexts: What comparison knows of each dossier, in the index's order of dossiers.
    """
    kept: dict[str, Array | Lists | Strings] = {
        "entails": reasoning.entails,
        "contexts": Strings.of(contexts),
    }
    kept |= {f"verdict.{name}": getattr(reasoning.verdicts, name) for name in _VERDICTS}
    kept |= {f"argument.{name}": getattr(reasoning.argued, name) for name in _ARGUED}
    kept |= {f"lineage.{name}": getattr(reasoning.lineage, name) for name in _LINEAGE}
    kept |= {name: getattr(reasoning, name) for name in (*_LISTS, *_ARRAYS)}
    kept["backed"] = reasoning.ground.backed
    return kept


def restored(index: Index, kept: Columns, contexts: Sequence[str]) -> Reasoning:
    """The reasoning whose columns these are.

    Args:
        index: The index that it was worked out over.
        kept: What :func:`columns` gave.
        contexts: What comparison knew of each dossier.

    Raises:
        KeyError: If a column is missing.
        TypeError: If one is of another shape.
    """

    def array(name: str) -> Array:
        column = kept[name]
        if isinstance(column, Lists | Strings):
            raise TypeError(f"'{name}' is no plain column")
        return column

    def lists(name: str) -> Lists:
        column = kept[name]
        if not isinstance(column, Lists):
            raise TypeError(f"'{name}' is no column of lists")
        return column

    verdicts = Verdicts(**{name: kept[f"verdict.{name}"] for name in _VERDICTS})  # type: ignore[arg-type]
    reasoning = Reasoning(index, verdicts, lists("entails"), knowledge=lambda: joined(contexts))
    lineage = Lineage(index)
    # Both work their parts out when first asked, and remember them under these names (functools.cached_property).
    vars(lineage).update({name: array(f"lineage.{name}") for name in _LINEAGE})
    known: dict[str, object] = {
        **{name: lists(name) for name in _LISTS},
        **{name: array(name) for name in _ARRAYS},
    }
    known["lineage"] = lineage
    known["argued"] = Argued(**{name: array(f"argument.{name}") for name in _ARGUED})
    known["ground"] = Ground(lineage.on_record, lineage.held_up, lineage.counting, array("backed"))
    vars(reasoning).update(known)
    return reasoning


def contexts_of(kept: Columns) -> tuple[str, ...]:
    """What comparison knew of each dossier, in the index's order.

    Raises:
        KeyError: If it is missing.
        TypeError: If it is of another shape.
    """
    texts = kept["contexts"]
    if not isinstance(texts, Strings):
        raise TypeError("'contexts' is no column of texts")
    return tuple(texts)


def joined(contexts: Sequence[str]) -> Context:
    """One context out of those of several dossiers."""
    found: dict[str, Entry] = {}
    rates: list[ComparedRate] = []
    for text in contexts:
        one = Context.from_json(text)
        for iri, entry in one.entries.items():
            found[iri] = found[iri].joined(entry) if iri in found else entry
        rates += one.rates
    return Context(found, rates)
