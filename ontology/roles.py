"""What an item may do where it stands: who can speak, what can support, what can be undercut.

:mod:`references` sees that a reference leads to an item of the right section; this module looks at the item itself. An
item of another dossier is taken on trust.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from .entities import AGENT_KINDS
from .references import Finding, Names, references
from .sources import Report
from .vocabulary import RelationKind

if TYPE_CHECKING:
    from .dossier import Dossier

_AGENT: Final = (frozenset(AGENT_KINDS), "an agent (state, firm, public-body, outlet, person or group)")
_ACTION: Final = (frozenset({"action"}), "an action")
_PRODUCT: Final = (frozenset({"product"}), "a product")
_SOMEWHERE: Final = (frozenset({*AGENT_KINDS, "place"}), "a place, a state or another agent")
_ANYTHING: Final = (frozenset({*AGENT_KINDS, "place", "product"}), "an agent, a place or a product")

_KINDS: Final[Mapping[str, tuple[frozenset[str], str]]] = {
    **dict.fromkeys(("speaker", "by", "obtainedBy", "owner", "actsFor", "madeBy", "retractedBy"), _AGENT),
    **dict.fromkeys(("action", "converseOf"), _ACTION),
    **dict.fromkeys(("place", "basedIn", "partOf"), _SOMEWHERE),
    **dict.fromkeys(("subject", "object", "counterparty"), _ANYTHING),
}
"""The kinds of entity that may stand in a field, by its term, and how to say so."""


def misplaced(dossier: "Dossier", names: Names) -> Iterator[Finding]:
    """Items that stand where they cannot do what is said of them.

    Args:
        dossier: The dossier, whose fields are already right one by one.
        names: What its references stand for; nothing is said here about those that lead nowhere.
    """
    kinds = {names.local[slug]: entity.kind for slug, entity in dossier.entities.items()}
    for section, items in (
        ("entities", dossier.entities),
        ("sources", dossier.sources),
        ("claims", dossier.claims),
        ("statements", dossier.statements),
        ("retractions", dict(enumerate(dossier.retractions))),
        ("", {"scope": dossier.scope} if dossier.scope else {}),
    ):
        for slug, item in items.items():
            for place, reference, rdf in references(item, (section, slug) if section else (slug,)):
                kind = kinds.get(names.find(reference, rdf.ref) or "")
                wanted = _wanted(rdf.term, rdf.ref)
                if kind is not None and wanted is not None and kind not in wanted[0]:
                    stands = f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
                    yield Finding(
                        place,
                        f"'{reference}' is {stands}, and {wanted[1]} is wanted here",
                        value=reference,
                    )
    yield from _exclusions(dossier, names)
    yield from _reprints(dossier, names)
    yield from _relations(dossier, names)
    yield from _retractions(dossier, names)
    yield from _rates(dossier)


def _wanted(term: str, kinds: tuple[str, ...]) -> tuple[frozenset[str], str] | None:
    if term == "broader":
        return _ACTION if "action" in kinds else _PRODUCT
    return _KINDS.get(term)


def _exclusions(dossier: "Dossier", names: Names) -> Iterator[Finding]:
    for slug, claim in dossier.claims.items():
        if any(names.find(other, ("claim",)) == names.local[slug] for other in claim.exclusive_with):
            yield Finding(("claims", slug, "exclusive-with"), f"'{slug}' cannot exclude itself; take it out")


def _reprints(dossier: "Dossier", names: Names) -> Iterator[Finding]:
    """A text that is printed again is a report's, and another's."""
    evidence = {
        names.local[slug] for slug, source in dossier.sources.items() if not isinstance(source, Report)
    }
    for slug, source in dossier.sources.items():
        for reference in source.reprints if isinstance(source, Report) else ():
            iri = names.find(reference, ("source",))
            if iri in evidence:
                message = f"'{reference}' is evidence, and a report is wanted here"
            elif iri == names.local[slug]:
                message = f"'{slug}' cannot reprint itself; name the report whose text it prints again"
            else:
                continue
            yield Finding(("sources", slug, "reprints"), message, value=reference)


def _retractions(dossier: "Dossier", names: Names) -> Iterator[Finding]:
    """One item taken back twice on one day by one agent, in other spellings."""
    made: dict[tuple[str, str, str | None], str] = {}
    for index, retraction in enumerate(dossier.retractions):
        of = names.find(retraction.of, ("statement", "source"))
        by = names.find(retraction.by, ("entity",)) if retraction.by else None
        if of is None:
            continue
        first = made.setdefault((of, retraction.date, by), retraction.id)
        if first != retraction.id and retraction.named_by_content:
            yield Finding(
                ("retractions", index),
                f"this retraction stands here already as '{first}'; remove one, or give this one an id of its own",
            )


def _rates(dossier: "Dossier") -> Iterator[Finding]:
    """A rate given twice; two sources may well give two."""
    held: set[str] = set()
    for index, rate in enumerate(dossier.rates):
        said = str(rate.to_plain())
        if said in held:
            yield Finding(("rates", index), "this rate stands here twice; remove one")
        held.add(said)


def _relations(dossier: "Dossier", names: Names) -> Iterator[Finding]:
    """Relations that no item at their ends can bear, that join an item to itself, or that stand there twice.

    Only IRIs tell, since one item may be written in several ways.
    """
    reports = {names.local[slug] for slug, source in dossier.sources.items() if isinstance(source, Report)}
    drawn = {names.local[relation.id] for relation in dossier.relations}
    joined: dict[tuple[str, str, str], str] = {}
    for index, relation in enumerate(dossier.relations):
        place = ("relations", index)
        start = names.find(relation.from_, ("statement", "source"))
        end = names.find(relation.to, ("statement", "relation"))
        if start is None or end is None:
            continue
        if start == end:
            yield Finding(place, f"'{relation.from_}' is '{relation.to}', and cannot be related to itself")
        if start in reports:
            yield Finding(
                (*place, "from"),
                f"'{relation.from_}' is a report, and a statement or evidence is wanted here;"
                " name the statement in it that does this",
                value=relation.from_,
            )
        if end in drawn and relation.kind is not RelationKind.UNDERCUTS:
            yield Finding(
                (*place, "to"),
                f"'{relation.to}' is a relation, and only 'undercuts' may aim at one, not '{relation.kind}'",
                value=relation.to,
            )
        first = joined.setdefault((start, relation.kind, end), relation.id)
        if first != relation.id and relation.named_by_content:
            yield Finding(
                place,
                f"this relation stands here already as '{first}'; remove one, or give this one an id of its own",
            )


__all__ = ["misplaced"]
