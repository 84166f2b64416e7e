"""From a name to the thing it names: a slug, ``dossier:slug``, ``dossier:claim/slug``, an IRI, or some of its words.

A name that means several things is an error that lists them; nothing is ever picked by being first. Slugs and IRIs are
looked up in the store's indexes; words are compared with every name and wording in it, without regard to case, accents
or the kind of apostrophe.
"""

import difflib
import math
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import Final

import pyoxigraph as ox
from pydantic import BaseModel, ConfigDict

from ...ontology import taxonomies, terms
from ...ontology.errors import UnknownNameError
from ...ontology.node import is_iri
from ...ontology.reading import SECTIONS
from .own_queries import own_query
from .store import Store

_TYPE: Final = ox.NamedNode(terms.PREFIXES["rdf"] + "type")
_SLUG: Final = ox.NamedNode(terms.cg("slug"))
_LABEL: Final = ox.NamedNode(terms.cg("label"))
_SECTION_OF: Final = {
    "entities": "entity", "sources": "source", "claims": "claim", "statements": "statement", "relations": "relation",
    "retractions": "retraction",
}  # fmt: skip
_KINDS: Final = {
    terms.cg(model.rdf_class): (_SECTION_OF[section], terms.kebab(model.rdf_class))
    for section, models in SECTIONS.items()
    for model in models
} | {terms.cg("Dossier"): ("dossier", "dossier")}
_ARTICLES: Final = {
    "entity": "an entity",
    "evidence": "evidence",
    "outlet": "an outlet",
    "action": "an action",
}
_NAMED: Final = 8
"""How many candidates a message names; the error carries up to _CARRIED."""
_CARRIED: Final = 50
_LINE: Final = 60
_CLOSE: Final = 0.6
_TELLING: Final = 3
_LONGEST: Final = 200
"""Characters of a name that the engine looks for; the rest is compared afterwards."""
_ACCENTED: Final = (*range(0xC0, 0x600), *range(0x1E00, 0x2000))
"""Where Unicode has letters with accents: Latin, Greek and Cyrillic."""
_GAP: Final = r"[^\p{L}\p{N}]+"


class Item(BaseModel):
    """Something in the store that has a name.

    Attributes:
        iri: Its IRI.
        kind: What it is, such as claim, statement, report, evidence, firm, product, relation, retraction, dossier.
        section: Where a dossier keeps it: entity, source, claim, statement, relation, retraction; or dossier,
            or concept.
        slug: Its slug, in the first dossier that holds it.
        label: It in one line.
        dossier: The IRI of that dossier; empty for a concept of the taxonomies.
    """

    model_config = ConfigDict(frozen=True)

    iri: str
    kind: str
    section: str
    slug: str
    label: str
    dossier: str


def resolve(store: Store, name: str, *, kinds: Collection[str] | None = None) -> Item:
    """The one thing that a name names.

    Args:
        store: Where to look.
        name: A slug, ``dossier:slug``, ``dossier:kind/slug``, another CURIE, an IRI (in angle brackets or not),
            or words.
        kinds: What is wanted: kinds or sections of :class:`Item`. Without it, anything will do, and concepts of the
            taxonomies and dossiers come after items.

    Raises:
        UnknownNameError: If it names nothing that is wanted (with the nearest names), or several things.
        StoreError: If the store cannot be read.
    """
    asked = name.strip()
    wanted = frozenset(kinds) if kinds is not None else None
    named = _exact(store, asked)
    found, whole = [item for item in named if _fits(item, wanted)], True
    if not found and not _is_address(store, asked):
        found, whole = _by_words(store, asked, wanted)
    if len(found) == 1:
        return found[0]
    if found:
        raise _several(asked, found, whole=whole)
    raise _none(store, asked, wanted, named)


def item_of(store: Store, iri: str) -> Item | None:
    """The thing of that IRI, if the store holds it."""
    subject = ox.NamedNode(iri)
    found = sorted(
        (quad.graph_name.value, *_KINDS[quad.object.value])
        for quad in store.quads_for_pattern(subject, _TYPE, None, None)
        if isinstance(quad.object, ox.NamedNode)
        and quad.object.value in _KINDS
        and isinstance(quad.graph_name, ox.NamedNode)
        and quad.graph_name.value != terms.ONTOLOGY_GRAPH
    )
    if not found:
        return _concept(iri)
    graph, section, kind = found[0]
    slug = _first(store, subject, _SLUG, graph)
    label = _first(store, subject, _LABEL, graph) or slug
    return Item(iri=iri, kind=kind, section=section, slug=slug, label=label, dossier=graph)


def fold(words: str) -> str:
    """Words as they are compared: without case, accents, punctuation, and with single spaces.

    >>> fold("L’Élysée  dément :")
    'l elysee dement'
    """
    plain = unicodedata.normalize("NFKD", words).casefold()
    return " ".join(_NO_WORD.sub(" ", _MARKS.sub("", plain)).split())


_MARKS: Final = re.compile("[\u0300-\u036f]+")
_NO_WORD: Final = re.compile(r"[\W_]+")


def _exact(store: Store, name: str) -> list[Item]:
    """What has this very slug, CURIE or IRI."""
    if name.startswith("<") and name.endswith(">"):
        return _items(store, [name[1:-1]])
    if terms.SLUG.fullmatch(name):
        return _of_slug(store, name)
    prefix, colon, rest = name.partition(":")
    base = store.prefixes().get(prefix) if colon else None
    if base is not None:
        slug = terms.SLUG.fullmatch(rest)
        graph = ox.NamedNode(terms.graph_of(base))
        within = _subjects(store, rest, graph) if slug else []
        return _items(store, [base + rest, *within])
    return _items(store, [name]) if is_iri(name) else []


def _of_slug(store: Store, slug: str) -> list[Item]:
    """Items of that slug; if there are none, dossiers; if there are none, concepts."""
    found = _items(store, _subjects(store, slug, None))
    items = [item for item in found if item.section != "dossier"]
    concepts = [
        concept
        for taxonomy in (taxonomies.actions(), taxonomies.products())
        if slug in taxonomy.concepts and (concept := _concept(taxonomy.concepts[slug].iri))
    ]
    return items or found or concepts


def _subjects(store: Store, slug: str, graph: ox.NamedNode | None) -> list[str]:
    quads = store.quads_for_pattern(None, _SLUG, ox.Literal(slug), graph)
    return [quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)]


def _items(store: Store, iris: Iterable[str]) -> list[Item]:
    found = (item_of(store, iri) for iri in sorted(set(iris)) if is_iri(iri))
    return [item for item in found if item is not None]


def _concept(iri: str) -> Item | None:
    concept = taxonomies.concept_of(iri)
    if concept is None:
        return None
    kind = "action" if iri.startswith(terms.ACTION) else "product"
    label = concept.labels.get("en", concept.slug)
    return Item(iri=iri, kind=kind, section="concept", slug=concept.slug, label=label, dossier="")


def _by_words(store: Store, words: str, wanted: frozenset[str] | None) -> tuple[list[Item], bool]:
    """Those that are called exactly so; if none, that hold the words in one piece; if none, that hold each of them.

    With whether they are called exactly so. Concepts of the taxonomies have short names, and are found by the whole.
    """
    asked = fold(words)
    every = asked.split()
    if not every:
        return [], False
    # Two letters of an alphabet stand in the middle of most words; in other scripts they are a word.
    begins = " " if len(asked) < _TELLING and asked.isascii() else ""
    called: list[str] = []
    in_one_piece: list[str] = []
    in_pieces: list[str] = []
    called += [iri for iri, name in _concept_names() if name == asked]
    for iri, name in _names(store, every):
        if name == asked:
            called.append(iri)
        elif f"{begins}{asked}" in f"{begins}{name}":
            in_one_piece.append(iri)
        elif all(f" {word}" in f" {name}" for word in every):
            in_pieces.append(iri)
    for tier in (called, in_one_piece, in_pieces):
        found = [item for item in _items(store, tier) if _fits(item, wanted)]
        if found:
            return found, tier is called
    return [], False


def _names(store: Store, words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Every IRI with each of its names that holds the longest of these words; the names folded."""
    longest = max(words, key=len)
    for row in store.rows(own_query("names", pattern=_pattern(longest))):
        yield from _named(row)


def _concept_names() -> Iterator[tuple[str, str]]:
    for taxonomy in (taxonomies.actions(), taxonomies.products()):
        for concept in taxonomy.concepts.values():
            for called in concept.names():
                yield concept.iri, fold(called)


def _named(row: ox.QuerySolution) -> Iterator[tuple[str, str]]:
    item, name = row["item"], row["name"]
    if isinstance(item, ox.NamedNode) and isinstance(name, ox.Literal):
        yield item.value, fold(name.value)


def _pattern(words: str) -> str:
    """A regular expression for whatever :func:`fold` turns into these words; it lets a little more through."""
    letters = _letters()
    pattern = "".join(
        _GAP if letter == " " else f"[{letters.get(letter, '')}{re.escape(letter)}]\\p{{M}}*"
        for letter in words[:_LONGEST]
    )
    twice = f"[{letters.get('s', '')}s]\\p{{M}}*" * 2
    return pattern.replace(twice, f"(?:ß|{twice})")


@cache
def _letters() -> dict[str, str]:
    """For each plain letter, those that lose their accents to it."""
    found: dict[str, str] = {}
    for code in _ACCENTED:
        plain = fold(chr(code))
        if len(plain) == 1 and plain != chr(code).casefold():
            found[plain] = found.get(plain, "") + chr(code)
    return found


def _fits(item: Item, wanted: frozenset[str] | None) -> bool:
    return wanted is None or item.kind in wanted or item.section in wanted


def _is_address(store: Store, name: str) -> bool:
    """Whether a name is an IRI or CURIE, and so can be nothing's words."""
    prefix, colon, _ = name.partition(":")
    return name.startswith("<") or "://" in name or (bool(colon) and prefix in store.prefixes())


def _several(name: str, found: Sequence[Item], *, whole: bool) -> UnknownNameError:
    listed = "; ".join(f"{_short(item)} ({_cut(item.label)})" for item in found[:_NAMED])
    more = f"; and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    hits = f"names {len(found)} things" if whole else f"stands in the names of {len(found)} things"
    return UnknownNameError(
        f"'{_cut(name)}' {hits}: {listed}{more}; name one of them in full",
        name=name,
        candidates=[(item.iri, item.label) for item in found[:_CARRIED]],
        ambiguous=whole,
    )


def _none(store: Store, name: str, wanted: frozenset[str] | None, exact: Sequence[Item]) -> UnknownNameError:
    expected = " or ".join(_article(kind) for kind in sorted(wanted)) if wanted else ""
    if exact:
        message = f"'{_cut(name)}' is {_article(exact[0].kind)}, and {expected} is wanted here"
        return UnknownNameError(message, name=name, candidates=[(item.iri, item.label) for item in exact])
    written = name.removeprefix("id:")
    foreign = terms.split_foreign(written if written == name else written.replace("/", ":", 1))
    if foreign and foreign[0] not in store.prefixes() and "://" not in name:
        absent = f"no dossier '{_cut(foreign[0])}' is loaded, so load its file first"
        message = f"'{_cut(name)}' names nothing in the store: {absent}"
        return UnknownNameError(message, name=name)
    near = _nearest(store, name, wanted)
    hint = f" (did you mean {' or '.join(_short(item) for item in near[:3])}?)" if near else ""
    return UnknownNameError(
        f"'{_cut(name)}' names nothing in the store{f', where {expected} is wanted' if expected else ''}{hint}",
        name=name,
        candidates=[(item.iri, item.label) for item in near],
    )


def _nearest(store: Store, name: str, wanted: frozenset[str] | None) -> list[Item]:
    """The things whose slug or name is most like the word.

    Of three parts of a word, two slips leave one untouched: so a name with none of the parts is not like it.
    """
    asked = fold(name.rpartition(":")[2].rpartition("/")[2])[:_LONGEST]
    if not asked:
        return []
    size = max(1, math.ceil(len(asked) / 3))
    parts = [asked[start : start + size] for start in range(0, len(asked), size)]
    query = own_query(
        "similar",
        pattern="|".join(map(_pattern, parts)),
        shortest=len(asked) // 2,
        longest=len(asked) * 2,
    )
    likeness: dict[str, float] = {}
    matcher = difflib.SequenceMatcher(b=asked, autojunk=False)
    for iri, called in (*(pair for row in store.rows(query) for pair in _named(row)), *_concept_names()):
        matcher.set_seq1(called)
        if matcher.real_quick_ratio() >= _CLOSE and matcher.quick_ratio() >= _CLOSE:
            likeness[iri] = max(likeness.get(iri, 0.0), matcher.ratio())
    best = sorted((-score, iri) for iri, score in likeness.items() if score >= _CLOSE)
    near = (item_of(store, iri) for _, iri in best[:_CARRIED])
    return [item for item in near if item is not None and _fits(item, wanted)][:_NAMED]


def _first(store: Store, subject: ox.NamedNode, predicate: ox.NamedNode, graph: str) -> str:
    values = (quad.object for quad in store.quads_for_pattern(subject, predicate, None, ox.NamedNode(graph)))
    return min((value.value for value in values if isinstance(value, ox.Literal)), default="")


def _short(item: Item) -> str:
    """A name that leads to one thing only."""
    base = f"{item.dossier}/"
    if item.dossier.startswith(terms.ID) and item.iri.startswith(base):
        return f"{item.dossier.removeprefix(terms.ID)}:{item.iri.removeprefix(base)}"
    return terms.shorten(item.iri)


def _cut(words: str) -> str:
    """Words as a message quotes them: on one line, and not too many."""
    line = "".join(letter if letter.isprintable() else " " for letter in words)
    return line if len(line) <= _LINE else f"{line[: _LINE - 1].rstrip()}…"


def _article(kind: str) -> str:
    return _ARTICLES.get(kind, f"a {kind}")
