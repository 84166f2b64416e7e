"""One item from all sides: what the dossiers say of it, and what else in the store leads to it.

For a person who has met a name and asks what it is. The JSON form keeps the record as it is; the lines name things
instead of giving their IRIs. Nothing is weighed here, and nothing is left out but what the source does not say.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from ...ontology import taxonomies, terms
from ...ontology.node import is_iri, pick
from ...ontology.reading import SECTIONS
from ..records import Edge, Records
from ..records import told as amount
from ..store.lookup import Item
from ..told import Line, Told, visible
from .pairs import because, party, spoken, through

MOST: Final = 20
"""Of each kind of thing that leads to an item, this many are told; the rest is counted."""

_FORWARD: Final = {
    "supports": ("supports", "supported by"),
    "contradicts": ("contradicts", "contradicts"),
    "tension": ("in tension with", "in tension with"),
    "qualifies": ("qualifies", "qualified by"),
    "undercuts": ("undercuts", "undercut by"),
    "restates": ("restates", "restates"),
}
_PROVISOS: Final = {"apparent": (1, ", in appearance only")}
"""What is added to the heading of relations that do not hold, and how far back it stands."""

_SLOTS: Final = ("subject", "object", "counterparty", "place", "action")
_IN_WORDS: Final = ("text", "name", "title", "what")
"""Where an item has its words, by language."""

_TOLD_APART: Final = frozenset(
    {
        *_IN_WORDS, "kind", "slug", "label", "dossier", "slots", "assumed", "carriers", "bases", "draws_on", "passage",
        "quote", "position", "verification", "stand_in", "has_stand_in", "relation", "from", "to",
        "date_from", "date_to", "published_from", "published_to", "subject_read_as", "counterparty_read_as",
        "retractions", "rates",
    }
)  # fmt: skip
"""Fields that have a line of their own, or none because another field says the same."""


class Fact(Told):
    """One thing that the dossiers say of an item, in words."""

    name: str
    words: str


class Mention(Told):
    """Something else that leads to the item, with what is to be said beside it."""

    iri: str
    words: str
    mark: str
    beside: tuple[str, ...] = ()


class Group(Told):
    """Mentions of one kind."""

    heading: str
    mentions: tuple[Mention, ...]


class Details(Told):
    """Everything about one item.

    Attributes:
        facts: What the dossiers say of it, in words.
        passage: A statement's words in their context: ``before``, ``words``, ``after``, and whose ``text`` it is.
        groups: What else leads to it.
        record: The item as the store has it, with IRIs.
    """

    iri: str
    kind: str
    slug: str
    label: str
    dossier: str
    facts: tuple[Fact, ...]
    passage: dict[str, str] | None = None
    groups: tuple[Group, ...] = ()
    record: dict[str, Any]


def details(records: Records, item: Item, *, language: str = "en") -> Details:
    """Gather everything about one item.

    Args:
        records: The store's items.
        item: As :func:`~claimgraph.graph.store.lookup.resolve` found it.
        language: For words and labels, where they are there in it.
    """
    record = records.record(item.iri) or {}
    if item.section == "concept":
        facts, groups = list(_of_concept(item)), list(_in_claims(records, item.iri, language))
    else:
        facts = list(_facts(records, record, language))
        groups = list(_groups(records, item, language))
    return Details(
        iri=item.iri,
        kind=item.kind,
        slug=item.slug,
        label=_label(records, item, record, language),
        dossier=item.dossier,
        facts=tuple(facts),
        passage=record.get("passage"),
        groups=tuple(group for group in groups if group.mentions),
        record=record,
    )


def told(found: Details, *, most: int | None = MOST) -> list[Line]:
    """The details as lines, for a terminal or Markdown.

    Args:
        found: The details.
        most: How many mentions of each kind to tell; None tells all.
    """
    return [
        Line(line.depth, visible(" ".join(line.words.split())), line.mark) for line in _lines(found, most)
    ]


def _lines(found: Details, most: int | None) -> Iterator[Line]:
    yield Line(0, found.label, "claim")
    place = (
        f" of dossier {terms.shorten(found.dossier).rpartition('/')[2].partition(':')[2] or found.dossier}"
    )
    yield Line(
        1, f"{found.kind} {found.slug}{place if found.dossier and found.kind != 'dossier' else ''}", "detail"
    )
    for fact in found.facts:
        yield Line(1, f"{fact.name}: {fact.words}", "fact")
    if found.passage:
        whose = "in the report's own text" if found.passage["text"] == "report" else "in the stand-in text"
        note = f" ({found.passage['note']})" if found.passage.get("note") else ""
        yield Line(1, f"passage {whose}{note}:", "group")
        shown = (("before", "detail"), ("words", "quote"), ("after", "detail"))
        for name, mark in shown:
            if found.passage[name].strip():
                words = found.passage[name]
                yield Line(2, f"» {words} «" if name == "words" else words, mark)
    for group in found.groups:
        yield Line(1, f"{group.heading} ({len(group.mentions)})", "group")
        for mention in group.mentions[:most]:
            yield Line(2, mention.words, mention.mark)
            for words in mention.beside:
                yield Line(3, words, "detail")
        if most is not None and len(group.mentions) > most:
            yield Line(2, f"… and {len(group.mentions) - most} more", "detail")


def _label(records: Records, item: Item, record: dict[str, Any], language: str) -> str:
    if item.kind == "statement":
        return spoken(party(records, item.iri, language=language), language)
    if item.kind == "dossier":
        return pick(record.get("title", {}), language) or item.slug
    if item.kind in ("relation", "retraction"):
        return pick(record.get("why", {}), language)
    return records.label(item.iri, language) if record else item.label


def _facts(records: Records, record: dict[str, Any], language: str) -> Iterator[Fact]:
    yield from _other_languages(record, language)
    yield from _slot_facts(records, record, language)
    for name, value in record.items():
        if name not in _TOLD_APART and value not in (None, False, [], {}, ""):
            yield Fact(name=name.replace("_", " "), words=_words(records, value, language))
    if "relation" in record:
        yield Fact(name="from", words=_named(records, record["from"], language))
        yield Fact(name="kind", words=record["relation"])
        yield Fact(name="to", words=_named(records, record["to"], language))
    yield from _ways(records, record, language)
    yield from _anchor(record)
    yield from _retracted(records, record, language)
    yield from _rates(records, record, language)


def _other_languages(record: dict[str, Any], language: str) -> Iterator[Fact]:
    """The item's words in the languages that its label is not in."""
    for name in _IN_WORDS:
        words = record.get(name)
        if isinstance(words, dict):
            shown = pick(words, language)
            others = ((tag, said) for tag, said in sorted(words.items()) if said != shown)
            yield from (Fact(name=f"{name} ({tag})", words=said) for tag, said in others)


def _ways(records: Records, record: dict[str, Any], language: str) -> Iterator[Fact]:
    """Carriers and bases."""
    for path in record.get("carriers", []):
        yield Fact(name="through", words=" ← ".join(records.label(step, language) for step in path))
    for name, heading in (("bases", "based on"), ("draws_on", "draws on")):
        for base in record.get(name, []):
            parts = [_named(records, one, language) for one in ([base] if isinstance(base, str) else base)]
            yield Fact(name=heading, words=" together with ".join(parts))


def _anchor(record: dict[str, Any]) -> Iterator[Fact]:
    """Where a statement's words stand, and whether they were found there."""
    if "quote" in record:
        yield Fact(name="quote", words=f"“{record['quote']}”")
    if "position" in record:
        start, end = record["position"]
        yield Fact(name="position", words=f"characters {start} to {end} of the report's text")
    if "verification" in record:
        yield Fact(name="verification", words=str(record["verification"]))


def _retracted(records: Records, record: dict[str, Any], language: str) -> Iterator[Fact]:
    """When it was taken back, by whom, where that was printed, and why."""
    for one in record.get("retractions", []):
        by = f" by {_named(records, one['by'], language)}" if "by" in one else ""
        where = f", in {_named(records, one['in'], language)}" if "in" in one else ""
        yield Fact(name="retracted", words=f"{one['date']}{by}{where}: {pick(one['why'], language)}")


def _rates(records: Records, record: dict[str, Any], language: str) -> Iterator[Fact]:
    """What a dossier says that currencies were worth."""
    for one in record.get("rates", []):
        given = [_named(records, one["source"], language)] if "source" in one else []
        given += [one["by"]] if "by" in one else []
        source = f", by {' and '.join(given)}" if given else ""
        note = f" ({pick(one['note'], language)})" if "note" in one else ""
        yield Fact(
            name="rate", words=f"1 {one['from_']} = {one['rate']} {one['to']} for {one['date']}{source}{note}"
        )


def _slot_facts(records: Records, record: dict[str, Any], language: str) -> Iterator[Fact]:
    for name, fillers in record.get("slots", {}).items():
        labels = (
            records.label(filler["iri"], language) if "iri" in filler else filler["label"]
            for filler in fillers
        )
        words = " or ".join(str(label) for label in labels)
        if f"{name}_read_as" in record:
            words += f" (read as the {record[f'{name}_read_as']})"
        if name in record.get("assumed", ()):
            words += " (assumed from the dossier's scope)"
        yield Fact(name=name, words=words)
        for filler in fillers:
            quantity = filler.get("quantity", {})
            if quantity.get("printed"):
                yield Fact(name="as printed", words=" / ".join(f"“{part}”" for part in quantity["printed"]))
            if quantity.get("restored"):
                restored = quantity["restored"]
                whose = f", by {_words(records, restored['by'], language)}" if "by" in restored else ""
                why = f": {_words(records, restored['why'], language)}" if "why" in restored else ""
                yield Fact(name="restored", words=f"{amount(restored)}{whose}{why}")


def _words(records: Records, value: object, language: str) -> str:
    """A value in words: texts in one language, items by name."""
    if isinstance(value, dict):
        if all(isinstance(part, str) and len(tag) <= len("pt-br-x") for tag, part in value.items()) and (
            language in value or "und" in value or "en" in value
        ):
            return pick(value, language)
        return "; ".join(
            f"{key.replace('_', ' ')}: {_words(records, part, language)}" for key, part in value.items()
        )
    if isinstance(value, list | tuple):
        return "; ".join(_words(records, part, language) for part in value)
    if value is True:
        return "yes"
    text = str(value)
    return _named(records, text, language) if is_iri(text) else text


def _named(records: Records, iri: str, language: str) -> str:
    """An item by its name and slug; any other IRI as it is."""
    record = records.record(iri)
    if record is None:
        known = records.label(iri, language)
        return (
            iri
            if known == terms.shorten(iri) and "://" in iri and ":" not in known.partition("://")[0]
            else known
        )
    if record["kind"] == "statement":
        return spoken(party(records, iri, language=language), language)
    label = records.label(iri, language)
    return label if label == record["slug"] else f"{label} ({record['slug']})"


def _groups(records: Records, item: Item, language: str) -> Iterator[Group]:
    match item.section:
        case "claim":
            yield _statements(records, "Statements on it", records.statements_on(item.iri), language)
            inside = [iri for iri in records.pointing("object", item.iri) if records.kind(iri) == "claim"]
            yield _claims(records, "Claims about it", inside, language)
        case "statement":
            yield from _relations(records, item.iri, language)
            relayed = [iri for iri in _carried(records, item.iri) if iri != item.iri]
            yield _statements(records, "Statements that reached us through it", relayed, language)
            yield _statements(
                records, "Statements based on it", _only(records, "basedOn", item.iri, "statement"), language
            )
        case "source":
            yield _statements(
                records, "Statements that reached us through it", _carried(records, item.iri), language
            )
            yield _statements(
                records, "Statements based on it", _only(records, "basedOn", item.iri, "statement"), language
            )
            if item.kind == "evidence":
                yield from _relations(records, item.iri, language)
            again = records.pointing("reprints", item.iri)
            mentions = (
                Mention(iri=iri, words=_named(records, iri, language), mark="detail") for iri in again
            )
            yield Group(heading="Reports that print it again", mentions=tuple(mentions))
        case "entity":
            yield _statements(
                records, "As a speaker", _only(records, "speaker", item.iri, "statement"), language
            )
            yield from _in_claims(records, item.iri, language)
        case "dossier":
            yield from _contents(records, item.iri, language)
        case _:
            pass


def _carried(records: Records, iri: str) -> list[str]:
    return _only(records, "carrier", iri, "statement")


def _only(records: Records, term: str, iri: str, kind: str) -> list[str]:
    return [found for found in records.pointing(term, iri) if records.kind(found) == kind]


def _statements(records: Records, heading: str, iris: Iterable[str], language: str) -> Group:
    mentions = []
    for iri in iris:
        one = party(records, iri, language=language)
        beside = [line.words for line in through(one, 0)]
        record = records.record(iri) or {}
        if "quote" in record:
            beside.append(f"“{record['quote']}” [{record.get('verification', 'not checked')}]")
        mentions.append(
            Mention(
                iri=iri, words=spoken(one, language), mark=str(one.stance or "detail"), beside=tuple(beside)
            )
        )
    return Group(heading=heading, mentions=tuple(mentions))


def _relations(records: Records, iri: str, language: str) -> Iterator[Group]:
    """By kind; what only seems so, and what was withdrawn, under headings of their own behind the rest."""
    by_heading: dict[tuple[int, str], list[Mention]] = {}
    for edge in records.edges(iri):
        outwards = edge.start == iri
        other = edge.end if outwards else edge.start
        if other == iri or records.record(other) is None:
            continue
        heading = _FORWARD[edge.kind][0 if outwards else 1]
        place, proviso = (
            (2, ", until withdrawn") if edge.withdrawn else _PROVISOS.get(str(edge.strength), (0, ""))
        )
        titled = heading[0].upper() + heading[1:] + proviso
        by_heading.setdefault((place, titled), []).append(_related(records, edge, other, language))
    for (_place, titled), mentions in sorted(by_heading.items(), key=lambda group: group[0][0]):
        yield Group(heading=titled, mentions=tuple(mentions))


def _related(records: Records, edge: Edge, other: str, language: str) -> Mention:
    how = [str(edge.strength) if edge.strength == "weak" else "", edge.origin]
    if edge.withdrawn:
        how.append(f"withdrawn {edge.withdrawn}")
    one = party(records, other, language=language)
    words = f"{spoken(one, language)} [{', '.join(word for word in how if word)}]"
    reason = [line.words for line in because(edge, 0, language)]
    return Mention(iri=other, words=words, mark=str(edge.kind), beside=tuple(reason))


def _in_claims(records: Records, iri: str, language: str) -> Iterator[Group]:
    for slot in _SLOTS:
        yield _claims(records, f"As the {slot} of claims", _only(records, slot, iri, "claim"), language)


def _claims(records: Records, heading: str, iris: Sequence[str], language: str) -> Group:
    mentions = tuple(Mention(iri=iri, words=_named(records, iri, language), mark="claim") for iri in iris)
    return Group(heading=heading, mentions=mentions)


def _contents(records: Records, dossier: str, language: str) -> Iterator[Group]:
    for section, models in SECTIONS.items():
        if section == "relations":  # told with the statements at their ends
            continue
        iris = [iri for model in models for iri in records.instances(terms.cg(model.rdf_class), [dossier])]
        mentions = tuple(
            Mention(iri=iri, words=_named(records, iri, language), mark="detail") for iri in iris
        )
        yield Group(heading=section.capitalize(), mentions=mentions)


def _of_concept(item: Item) -> Iterator[Fact]:
    taxonomy = taxonomies.actions() if item.kind == "action" else taxonomies.products()
    concept = taxonomy.concepts[item.slug]
    yield from (
        Fact(name=f"name ({tag})", words=label)
        for tag, label in sorted(concept.labels.items())
        if label != item.label
    )
    said = {
        "definition": concept.definition,
        "example": concept.example,
        "kind of": ", ".join(concept.broader),
        "may be": ", ".join(concept.may_be),
        "HS headings": ", ".join(concept.hs),
        "dual use": "yes" if concept.dual_use else "",
        "converse of": concept.converse or "",
        "note": concept.note or "",
    }
    yield from (Fact(name=name, words=words) for name, words in said.items() if words)
