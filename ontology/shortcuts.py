"""What the mapping writes beside the fields: direct triples, date bounds, and the view for other people's tools.

Nothing here is read back: each triple follows from the fields, and a graph in which one is missing or too many is no
dossier. cg: shortcuts keep SPARQL short; PROV-O and Web Annotation are written for others and never computed over.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import pyoxigraph as ox

from . import terms
from .claims import Claim, Slots
from .dates import bounds
from .dossier import Dossier
from .entities import Action, Agent, Entity, Product
from .node import Node, pick
from .references import Names, fields_of
from .relations import Relation
from .retractions import Retraction
from .sources import Bases, BasisGroup, Carried, Evidence, Report, SourceBase
from .statements import Passage, Statement
from .vocabulary import Strength, local_name

SHORTCUTS: Final[Mapping[str, str]] = {
    "slug": "An item's name in its dossier.",
    "label": "An item in one line: its name, words, title or reason, in English where there is any.",
    "base": "Where a dossier's IRIs begin.",
    "prefix": "The base of another dossier that this one refers to, as name=base.",
    "affirms": "From a statement to the claim it affirms, its likelihood counted in.",
    "denies": "From a statement to the claim it denies, its likelihood counted in.",
    "noEvidence": "From a statement to the claim it has no evidence of.",
    "questions": "From a statement to the claim it questions.",
    "supports": "From one end of a strong or weak relation to the other.",
    "contradicts": "As supports; both ways.",
    "tension": "As supports; both ways.",
    "qualifies": "As supports.",
    "undercuts": "As supports.",
    "restates": "As supports; both ways.",
    "carrier": "From a statement or source to each report or statement that any of its paths runs through.",
    "end": "The end of a passage, beside its start.",
    "next": "From one step of a path to the step behind it.",
    "carriedBy": "From a step of a path to what carries it.",
    **{
        f"{name}{end}": f"The {'first' if end == 'From' else 'last'} day that cg:{name} covers."
        for name in ("comparedWith", "date", "period", "published", "rateDate", "retractedOn", "withdrawn")
        for end in ("From", "To")
    },
    **{
        f"assumed{slot.capitalize()}": f"The {slot} that a claim inherits from its dossier's scope."
        for slot in ("subject", "action", "object", "counterparty", "place", "period", "quantity")
    },
}
"""Every cg: property that is written and is no field of a model, with what it says."""

Triple = tuple[ox.NamedNode, ox.NamedNode, Any]


def _name(prefix: str, local: str) -> ox.NamedNode:
    return ox.NamedNode(terms.PREFIXES[prefix] + local)


_TYPE: Final = _name("rdf", "type")
_LABEL: Final = _name("rdfs", "label")
_DATE: Final = _name("xsd", "date")
# The Web Annotation vocabulary asks for xsd:nonNegativeInteger; but Oxigraph gives each integer type back as
# xsd:integer, and a dossier read back from the store would then not be the one that was loaded.
_INTEGER: Final = _name("xsd", "integer")


def literal_in(words: str, language: str) -> ox.Literal:
    """Words as a literal; ``und`` is no language, and so no tag."""
    return ox.Literal(words) if language == "und" else ox.Literal(words, language=language)


def shortcuts(dossier: Dossier, names: Names) -> Iterator[Triple]:
    """All that follows from a dossier's fields and is written beside them."""
    top = ox.NamedNode(dossier.iri)
    yield top, _TYPE, _name("prov", "Bundle")
    yield from _labels(top, dossier.title or {"und": dossier.dossier})
    yield from _bounds(top, dossier, names)
    for _kind, slug, item in dossier.items():
        subject = ox.NamedNode(names.local[slug])
        yield _inscheme(subject, top)
        yield from _labels(subject, _label(item, slug, dossier))
        yield from _bounds(subject, item, names)
        if isinstance(item, Carried):
            yield from _carriers(subject, item, names)
        match item:
            case Statement():
                yield from _statement(subject, item, names)
                yield from _annotation(subject, item, dossier, names)
            case SourceBase():
                yield from _source(subject, item, names)
            case Claim():
                yield from _assumed(subject, item, dossier, names)
                yield subject, _TYPE, _name("schema", "Claim")
            case Relation():
                yield from _direct(item, names)
            case Entity():
                yield from _entity(subject, item, names)
            case _:
                pass


def _inscheme(subject: ox.NamedNode, top: ox.NamedNode) -> Triple:
    """Which dossier an item belongs to, for those who export triples and lose the graph's name."""
    return subject, _name("dcterms", "isPartOf"), top


def _labels(subject: ox.NamedNode, text: Mapping[str, str]) -> Iterator[Triple]:
    for language, words in text.items():
        yield subject, _LABEL, literal_in(words, language)
    yield subject, ox.NamedNode(terms.cg("label")), ox.Literal(pick(text))


def _label(item: Node, slug: str, dossier: Dossier) -> Mapping[str, str]:
    """What a foreign tool shows: a name, a claim's words, or who says what."""
    label: Mapping[str, str] | None = None
    match item:
        case Entity():
            label = item.name
        case Claim():
            label = item.text
        case Evidence():
            label = item.title or item.what
        case Report():
            label = item.title or _authored(item, dossier)
        case Statement():
            speaker, claim = dossier.entities.get(item.speaker), dossier.claims.get(item.claim)
            who = pick(speaker.name) if speaker else item.speaker
            likely = f" ({item.likelihood})" if item.likelihood else ""
            label = {"und": f"{who} {item.stance.verb}{likely}: {pick(claim.text) if claim else item.claim}"}
        case Relation() | Retraction():
            label = item.why
        case _:
            pass
    return label or {"und": slug}


def _authored(report: Report, dossier: Dossier) -> Mapping[str, str] | None:
    """A report without a title, as what it is and whose."""
    authors = [pick(dossier.entities[slug].name) for slug in report.by if slug in dossier.entities]
    return {"und": f"{pick(report.genre or {}) or 'report'} by {' and '.join(authors)}"} if authors else None


def _bounds(subject: ox.NamedNode, item: Node, names: Names) -> Iterator[Triple]:
    """The first and last day of each date, so that SPARQL can compare dates of any precision."""
    for name, _key, rdf in fields_of(type(item)):
        value = getattr(item, name)
        if rdf.codec == "edtf" and value is not None:
            for end, day in zip(("From", "To"), bounds(value), strict=True):
                if day is not None:
                    yield (
                        subject,
                        ox.NamedNode(f"{rdf.iri}{end}"),
                        ox.Literal(day.isoformat(), datatype=_DATE),
                    )
        elif not rdf.term and isinstance(value, Node):
            yield from _bounds(subject, value, names)
        elif rdf.codec == "node":
            for part in value if isinstance(value, tuple) else (value,):
                if isinstance(part, Node):
                    yield from _bounds(ox.NamedNode(names.content_iri(part)), part, names)


def _carriers(subject: ox.NamedNode, item: Carried, names: Names) -> Iterator[Triple]:
    for path in item.paths:
        for carrier in path:
            yield (
                subject,
                ox.NamedNode(terms.cg("carrier")),
                ox.NamedNode(names.iri(carrier, ("source", "statement"))),
            )


def _derived(subject: ox.NamedNode, bases: Bases, names: Names) -> Iterator[Triple]:
    for base in bases:
        for reference in base.all if isinstance(base, BasisGroup) else (base,):
            yield (
                subject,
                _name("prov", "wasDerivedFrom"),
                ox.NamedNode(names.iri(reference, ("source", "statement"))),
            )


def _statement(subject: ox.NamedNode, item: Statement, names: Names) -> Iterator[Triple]:
    speaker = ox.NamedNode(names.iri(item.speaker, ("entity",)))
    claim = ox.NamedNode(names.iri(item.claim, ("claim",)))
    yield subject, ox.NamedNode(terms.cg(local_name(item.taken))), claim
    yield subject, _TYPE, _name("prov", "Entity")
    yield subject, _name("prov", "wasAttributedTo"), speaker
    if item.in_ is not None:
        yield subject, _name("prov", "wasQuotedFrom"), ox.NamedNode(names.iri(item.in_, ("source",)))
    yield from _derived(subject, item.based_on, names)


def _source(subject: ox.NamedNode, item: SourceBase, names: Names) -> Iterator[Triple]:
    yield subject, _TYPE, _name("prov", "Entity")
    if isinstance(item, Report):
        yield subject, _TYPE, _name("schema", "CreativeWork")
        for author in item.by:
            yield subject, _name("prov", "wasAttributedTo"), ox.NamedNode(names.iri(author, ("entity",)))
        for printed in item.reprints:
            yield subject, _name("prov", "wasQuotedFrom"), ox.NamedNode(names.iri(printed, ("source",)))
    yield from _derived(subject, item.draws_on, names)


def _entity(subject: ox.NamedNode, item: Entity, names: Names) -> Iterator[Triple]:
    for alias in item.aliases:
        yield subject, _name("skos", "altLabel"), ox.Literal(alias)
    for printed in item.printed:
        yield subject, _name("skos", "hiddenLabel"), ox.Literal(printed)
    for match in item.matches:
        yield subject, _name("skos", "exactMatch"), ox.NamedNode(match)
    if isinstance(item, (Product, Action)):
        yield subject, _TYPE, _name("skos", "Concept")
        kind = "product" if isinstance(item, Product) else "action"
        for broader in item.broader:
            yield subject, _name("skos", "broader"), ox.NamedNode(names.iri(broader, (kind, "entity")))
    elif isinstance(item, Agent):
        yield subject, _TYPE, _name("prov", "Agent")


def _assumed(subject: ox.NamedNode, claim: Claim, dossier: Dossier, names: Names) -> Iterator[Triple]:
    """What a claim inherits where it is silent, under names that say that it was assumed."""
    if dossier.scope is None:
        return
    for name, _key, rdf in fields_of(Slots):
        value = getattr(dossier.scope, name)
        if name.endswith("_read_as") or not value or getattr(claim.slots, name):
            continue
        predicate = ox.NamedNode(terms.cg("assumed" + rdf.term[0].upper() + rdf.term[1:]))
        if rdf.codec == "edtf":
            yield subject, predicate, ox.Literal(value, datatype=ox.NamedNode(terms.EDTF_DATATYPE))
        elif isinstance(value, Node):
            yield subject, predicate, ox.NamedNode(names.content_iri(value))
        else:
            for reference in value:
                yield subject, predicate, ox.NamedNode(names.iri(reference, rdf.ref))


def _direct(relation: Relation, names: Names) -> Iterator[Triple]:
    """The direct triple beside a relation; none where the relation is apparent or withdrawn."""
    if relation.strength is Strength.APPARENT or relation.withdrawn is not None:
        return
    start = ox.NamedNode(names.iri(relation.from_, ("statement", "source")))
    end = ox.NamedNode(names.iri(relation.to, ("statement", "relation")))
    predicate = ox.NamedNode(terms.cg(local_name(relation.kind)))
    yield start, predicate, end
    if relation.kind.symmetric:
        yield end, predicate, start


def _annotation(subject: ox.NamedNode, item: Statement, dossier: Dossier, names: Names) -> Iterator[Triple]:
    """The statement's words as a Web Annotation (https://www.w3.org/TR/annotation-model/#annotations).

    The annotation is a node of its own, with the statement as its body: only an annotation has a target, and a
    statement is made by its speaker, an annotation by whoever found the passage.
    """
    report = dossier.sources.get(item.in_ or "")
    text = report.text if isinstance(report, Report) else None
    stand_in = report.stand_in if isinstance(report, Report) else None
    passages: list[tuple[Passage, Node | None]] = [(item, text)]
    if item.stand_in is not None:
        passages.append((item.stand_in, stand_in))
    for passage, wording in passages:
        if wording is None or (passage.position is None and passage.quote is None):
            continue
        source = ox.NamedNode(names.content_iri(wording))
        where = [source.value, passage.quote, passage.position]
        target = ox.NamedNode(f"{names.base}target/{terms.content_name(*where)}")
        annotation = ox.NamedNode(f"{names.base}annotation/{terms.content_name(subject.value, target.value)}")
        yield annotation, _TYPE, _name("oa", "Annotation")
        yield annotation, _name("oa", "hasBody"), subject
        yield annotation, _name("oa", "hasTarget"), target
        yield target, _TYPE, _name("oa", "SpecificResource")
        yield target, _name("oa", "hasSource"), source
        if passage.position is not None:
            selector = ox.NamedNode(f"{names.base}selector/{terms.content_name('position', *where)}")
            yield target, _name("oa", "hasSelector"), selector
            yield selector, _TYPE, _name("oa", "TextPositionSelector")
            for edge, offset in zip(("start", "end"), passage.position, strict=True):
                yield selector, _name("oa", edge), ox.Literal(str(offset), datatype=_INTEGER)
        if passage.quote is not None:
            selector = ox.NamedNode(f"{names.base}selector/{terms.content_name('quote', *where)}")
            yield target, _name("oa", "hasSelector"), selector
            yield selector, _TYPE, _name("oa", "TextQuoteSelector")
            yield selector, _name("oa", "exact"), ox.Literal(passage.quote)
