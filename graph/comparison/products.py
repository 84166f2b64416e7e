"""How two kinds of goods lie to each other, in the shared taxonomy and a dossier's own goods beneath it.

The same meaning as :mod:`claimgraph.ontology.taxonomies`: kind-of only, open where a kind may be the other, disjoint
by declaration or by separate headings, and otherwise merely unrelated, which decides nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .fit import DISJOINT, Fit, nested, unknown

if TYPE_CHECKING:
    from .context import Context

_BROADER = ("broader",)
OPEN = Fit(within=None, contains=None, disjoint=None, reason="classification", open=True)


def fit(one: str, other: str, context: Context) -> Fit:
    """How one kind of goods lies to another, each named by its IRI."""
    kinds, others = context.up(one, _BROADER), context.up(other, _BROADER)
    linked = nested(within=other in kinds, contains=one in others)
    if linked:
        return linked
    if _declared_disjoint(kinds, others, context):
        return DISJOINT
    forth, back = _open(kinds, other, context), _open(others, one, context)
    if forth or back:
        return OPEN
    headings, further = headings_of(one, context), headings_of(other, context)
    if headings and further and not _share(headings, further):
        return DISJOINT
    return unknown("unrelated")


def headings_of(one: str, context: Context) -> frozenset[str]:
    """The headings that goods of a kind stand under: its own, else those of the nearest kinds that have some."""
    level, seen = [one], {one}
    while level:
        entries = [entry for entry in map(context.entry, level) if entry is not None]
        found = frozenset(code for entry in entries for code in entry.hs)
        if found:
            return found
        level = sorted({up for entry in entries for up in entry.broader} - seen)
        seen.update(level)
    return frozenset()


def _share(headings: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two sets of codes meet; a code of more digits lies within one of fewer."""
    return any(one.startswith(other) or other.startswith(one) for one in headings for other in others)


def _open(kinds: frozenset[str], wide: str, context: Context) -> bool:
    entries = (context.entry(kind) for kind in kinds)
    targets = {target for entry in entries if entry is not None for target in entry.may_be}
    return any(wide in context.up(target, _BROADER) for target in targets)


def _declared_disjoint(kinds: frozenset[str], others: frozenset[str], context: Context) -> bool:
    return _aims(kinds, others, context) or _aims(others, kinds, context)


def _aims(kinds: frozenset[str], others: frozenset[str], context: Context) -> bool:
    entries = (context.entry(kind) for kind in kinds)
    return any(entry is not None and not others.isdisjoint(entry.disjoint_with) for entry in entries)
