"""The two taxonomies that claims are written in: kinds of action and kinds of product.

They are SKOS in Turtle (``taxonomy/actions.ttl``, ``taxonomy/products.ttl``), so that any other tool reads them too;
this module is their Python face. It answers what a concept is within, may be within, or is disjoint from, and turns a
converse action into the one that it is compared as. It refuses to guess: what is neither within, nor open, nor
disjoint is merely unrelated, and a word is never taken for a concept because it looks like one
(:meth:`Taxonomy.nearest` is for messages).

>>> artillery, drones = "artillery-ammunition", "drones"
>>> products().is_within(artillery, "military-equipment"), products().is_within(drones, "military-equipment")
(True, False)
>>> products().may_be_within(drones, "military-equipment")
True
>>> actions().canonical("imports")
('delivers', True)
"""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

import pyoxigraph as px

from .errors import UnknownNameError
from .terms import ACTION, NS, ONTOLOGY_GRAPH, PRODUCT
from .wording import folded

_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_SOURCE: Final = "http://purl.org/dc/terms/source"
_SUGGESTIONS: Final = 3
_NEARLY: Final = 0.85
_SOMEWHAT: Final = 0.6


@dataclass(frozen=True, slots=True)
class Concept:
    """One kind of action or product: ``drones``, aircraft that fly without a pilot on board, heading 8806.

    Slugs stand for concepts of the same taxonomy. Anything the file does not say is empty or None, never assumed.

    Attributes:
        slug: The last part of the IRI, as a dossier writes it.
        iri: The shared IRI.
        labels: The preferred label in each language.
        alt_labels: Other words for the same thing in each language.
        definition: What falls under it.
        example: One thing or sentence that does.
        broader: The kinds that it is a kind of, directly. Never dual use, and never military character unless all of
            the kind is military.
        dual_use: Whether it has civil and military uses; None if the file does not say.
        hs: Four-digit headings of the Harmonized System, as strings.
        may_be: Concepts that some of this kind fall under and some do not.
        disjoint_with: Concepts declared to share nothing with it.
        converse: The action that says the same from the counterparty's side; itself, if it is symmetric.
        compared_as: The action that stands for this one in comparison; None if it stands for itself.
        sources: IRIs of the documents in which the headings were read.
        note: How far the definition reaches; None if there is no more to say.
    """

    slug: str
    iri: str
    labels: Mapping[str, str]
    alt_labels: Mapping[str, Sequence[str]]
    definition: str
    example: str
    broader: tuple[str, ...] = ()
    dual_use: bool | None = None
    hs: tuple[str, ...] = ()
    may_be: tuple[str, ...] = ()
    disjoint_with: tuple[str, ...] = ()
    converse: str | None = None
    compared_as: str | None = None
    sources: tuple[str, ...] = ()
    note: str | None = None

    def names(self) -> Iterator[str]:
        """The slug and every label in every language."""
        yield self.slug
        yield from self.labels.values()
        for words in self.alt_labels.values():
            yield from words


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """One of the two concept schemes, read once and never changed.

    Attributes:
        scheme: The IRI of the concept scheme; a concept's IRI is this, a slash and its slug.
        concepts: Each concept by its slug, in the order of the file.
        unrelated_is_disjoint: True for actions, where of two kinds neither broader nothing can be both; False for
            products, where disjointness is declared or follows from separate headings.
    """

    scheme: str
    concepts: Mapping[str, Concept]
    unrelated_is_disjoint: bool
    _turtle: bytes = field(repr=False)

    def find(self, name: str) -> Concept | None:
        """The concept with this slug or IRI; None if there is none.

        >>> found = products().find("https://w3id.org/claimgraph/product/drones")
        >>> found.labels["fr"] if found else None
        'drones'
        """
        return self.concepts.get(name.removeprefix(f"{self.scheme}/"))

    def called(self, word: str) -> tuple[Concept, ...]:
        """The concepts that carry this word as a label in any language, letter case and apostrophes aside.

        >>> [concept.slug for concept in actions().called("envoie")]
        ['delivers']
        """
        wanted = _fold(word)
        return tuple(c for c in self.concepts.values() if any(_fold(name) == wanted for name in c.names()))

    def nearest(self, word: str) -> list[str]:
        """The slugs that a word may have meant, best first; for messages, never for taking one.

        First the concepts with a label that is the word or nearly so, then those with a label that holds it as a
        word of its own, then those with a label spelt somewhat like it.

        >>> actions().nearest("supplies"), actions().nearest("livre")
        (['delivers', ...], ['delivers', ...])
        >>> products().nearest("gilet"), products().nearest("thermal-sihgts")
        (['body-armour'], ['thermal-sights', ...])
        """
        wanted = _fold(word)
        slugs: dict[str, str] = {}
        for concept in self.concepts.values():
            for name in concept.names():
                slugs.setdefault(_fold(name), concept.slug)
        nearly = difflib.get_close_matches(wanted, slugs, n=_SUGGESTIONS, cutoff=_NEARLY)
        holding = [name for name in slugs if wanted in name.split()]
        somewhat = difflib.get_close_matches(wanted, slugs, n=_SUGGESTIONS * 2, cutoff=_SOMEWHAT)
        return list(dict.fromkeys(slugs[name] for name in (*nearly, *holding, *somewhat)))[:_SUGGESTIONS]

    def broader_closure(self, slug: str) -> frozenset[str]:
        """Everything that the concept is a kind of, itself not included.

        Raises:
            UnknownNameError: No concept has this slug.

        >>> sorted(products().broader_closure("drones"))
        ['aircraft', 'equipment', 'goods']
        """
        found: set[str] = set()
        waiting = list(self._known(slug).broader)
        while waiting:
            kind = waiting.pop()
            if kind not in found:
                found.add(kind)
                waiting.extend(self.concepts[kind].broader)
        return frozenset(found)

    def is_within(self, narrower: str, wider: str) -> bool:
        """Whether everything of the first kind is of the second: the same concept, or a kind of it.

        Actions are compared in one direction: put both through :meth:`canonical` first.

        Raises:
            UnknownNameError: One of the two is no slug of this taxonomy.
        """
        self._known(wider)
        return narrower == wider or wider in self.broader_closure(narrower)

    def may_be_within(self, narrower: str, wider: str) -> bool:
        """Whether some of the first kind may be of the second and some not, so that containment is open.

        True if the first kind, or a kind that it falls under, is declared to be possibly one that falls under the
        second; false as soon as the two are known to be within each other or disjoint.

        Raises:
            UnknownNameError: One of the two is no slug of this taxonomy.

        >>> products().may_be_within("body-armour", "military-equipment")
        True
        >>> products().may_be_within("body-armour", "lethal-aid")
        False
        """
        if self.is_within(narrower, wider) or self.is_within(wider, narrower):
            return False
        return self._open(narrower, wider) and not self._declared_disjoint(narrower, wider)

    def are_disjoint(self, one: str, other: str) -> bool:
        """Whether nothing can be of both kinds.

        Of actions: neither is a kind of the other. Of products: it is declared of them or of kinds that they fall
        under, or both have headings of the Harmonized System and share none. Merely unrelated products are not
        disjoint, and where one may be the other, separate headings do not make them so.

        Raises:
            UnknownNameError: One of the two is no slug of this taxonomy.

        >>> products().are_disjoint("drones", "artillery-ammunition")
        True
        >>> products().are_disjoint("food", "metals")
        False
        >>> actions().are_disjoint("approves-delivery-of", "delivers")
        True
        """
        if self.is_within(one, other) or self.is_within(other, one):
            return False
        if self.unrelated_is_disjoint or self._declared_disjoint(one, other):
            return True
        if self._open(one, other) or self._open(other, one):
            return False
        headings, others = self.headings(one), self.headings(other)
        return bool(headings) and bool(others) and not headings & others

    def headings(self, slug: str) -> frozenset[str]:
        """The headings under which goods of a kind stand: its own, else those of the nearest kinds that have some.

        Raises:
            UnknownNameError: No concept has this slug.

        >>> sorted(products().headings("combat-drones"))
        ['8806']
        """
        level: Sequence[str] = (slug,)
        self._known(slug)
        while level:
            found = frozenset(code for kind in level for code in self.concepts[kind].hs)
            if found:
                return found
            level = tuple(dict.fromkeys(up for kind in level for up in self.concepts[kind].broader))
        return frozenset()

    def canonical(self, slug: str) -> tuple[str, bool]:
        """The action that stands for this one in comparison, and whether subject and counterparty change places.

        A symmetric action ("meets") stands for itself; its subject and counterparty may be read either way, which
        :attr:`Concept.converse` tells.

        Raises:
            UnknownNameError: No concept has this slug.

        >>> actions().canonical("buys"), actions().canonical("exports"), actions().canonical("orders")
        (('sells', True), ('delivers', False), ('orders', False))
        """
        concept = self._known(slug)
        if concept.compared_as is None:
            return slug, False
        return concept.compared_as, concept.converse == concept.compared_as

    def quads(self) -> Iterator[px.Quad]:
        """The taxonomy as it stands in its file, in the graph of the ontology."""
        graph = px.NamedNode(ONTOLOGY_GRAPH)
        for quad in px.parse(self._turtle, format=px.RdfFormat.TURTLE):
            yield px.Quad(quad.subject, quad.predicate, quad.object, graph)

    def _known(self, slug: str) -> Concept:
        concept = self.concepts.get(slug)
        if concept is None:
            near = self.nearest(slug)
            hint = f" (did you mean {' or '.join(repr(name) for name in near)}?)" if near else ""
            raise UnknownNameError(
                f"'{slug}' is no concept of {self.scheme}{hint}",
                name=slug,
                candidates=[(self.concepts[name].iri, self.concepts[name].labels["en"]) for name in near],
            )
        return concept

    def _upwards(self, slug: str) -> frozenset[str]:
        return self.broader_closure(slug) | {slug}

    def _open(self, narrower: str, wider: str) -> bool:
        kinds = self._upwards(narrower)
        return any(self.is_within(target, wider) for kind in kinds for target in self.concepts[kind].may_be)

    def _declared_disjoint(self, one: str, other: str) -> bool:
        others = self._upwards(other)
        return any(not others.isdisjoint(self.concepts[kind].disjoint_with) for kind in self._upwards(one))


@cache
def actions() -> Taxonomy:
    """The kinds of action, read once."""
    return _read("actions", ACTION, unrelated_is_disjoint=True)


@cache
def products() -> Taxonomy:
    """The kinds of product, read once."""
    return _read("products", PRODUCT, unrelated_is_disjoint=False)


def concept_of(iri: str) -> Concept | None:
    """The concept of either taxonomy that has this IRI; None if none has.

    >>> found = concept_of("https://w3id.org/claimgraph/product/drones")
    >>> found.slug if found else None
    'drones'
    """
    for scheme, taxonomy in ((ACTION, actions), (PRODUCT, products)):
        if iri.startswith(scheme):
            return taxonomy().concepts.get(iri.removeprefix(scheme))
    return None


def _read(name: str, base: str, *, unrelated_is_disjoint: bool) -> Taxonomy:
    turtle = (files("claimgraph.ontology") / "taxonomy" / f"{name}.ttl").read_bytes()
    found: dict[str, dict[str, list[px.NamedNode | px.Literal]]] = {}
    for quad in px.parse(turtle, format=px.RdfFormat.TURTLE):
        subject, value = quad.subject, quad.object
        if isinstance(subject, px.NamedNode) and isinstance(value, px.NamedNode | px.Literal):
            found.setdefault(subject.value, {}).setdefault(quad.predicate.value, []).append(value)
    concepts = (_concept(iri, base, said) for iri, said in found.items() if iri.startswith(base))
    by_slug = MappingProxyType({concept.slug: concept for concept in concepts})
    return Taxonomy(base.removesuffix("/"), by_slug, unrelated_is_disjoint, turtle)


def _concept(iri: str, base: str, said: Mapping[str, Sequence[px.NamedNode | px.Literal]]) -> Concept:
    def texts(predicate: str) -> Mapping[str, tuple[str, ...]]:
        words: dict[str, tuple[str, ...]] = {}
        for term in said.get(_SKOS + predicate, ()):
            if isinstance(term, px.Literal):
                language = term.language or ""
                words[language] = (*words.get(language, ()), term.value)
        return MappingProxyType(words)

    def values(predicate: str) -> tuple[str, ...]:
        return tuple(term.value for term in said.get(predicate, ()))

    def slugs(predicate: str) -> tuple[str, ...]:
        return tuple(value.removeprefix(base) for value in values(predicate))

    def english(predicate: str) -> str:
        return texts(predicate).get("en", ("",))[0]

    dual = values(NS + "dualUse")
    return Concept(
        slug=iri.removeprefix(base),
        iri=iri,
        labels=MappingProxyType({language: words[0] for language, words in texts("prefLabel").items()}),
        alt_labels=texts("altLabel"),
        definition=english("definition"),
        example=english("example"),
        broader=slugs(_SKOS + "broader"),
        dual_use="true" in dual if dual else None,
        hs=values(NS + "hsHeading"),
        may_be=slugs(NS + "mayBe"),
        disjoint_with=slugs(NS + "disjointWith"),
        converse=next(iter(slugs(NS + "converseOf")), None),
        compared_as=next(iter(slugs(NS + "comparedAs")), None),
        sources=values(_SOURCE),
        note=english("scopeNote") or None,
    )


def _fold(word: str) -> str:
    return folded(word.replace("-", " "))
