"""What every model of the ontology has in common: frozen, closed, written in kebab case, mapped to RDF by its fields.

A field says in its annotation which property it is (``Annotated[..., Rdf("claim", ref=("claim",))]``). The mapping to
quads reads nothing else, and one test holds these annotations, the OWL file, the shapes and the JSON-LD context
together. A model without ``rdf_class`` is no node of its own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar, Final, Literal

import pyoxigraph as ox
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from . import terms

Codec = Literal[
    "literal", "text", "enum", "edtf", "decimal", "boolean", "integer", "ref", "node", "path", "span"
]


@dataclass(frozen=True, slots=True)
class Rdf:
    """Which property a field is, and how its value is written.

    Attributes:
        term: Local name in the ``cg:`` namespace; empty where a nested model's fields stand on the same node.
        codec: ``literal`` a plain string; ``text`` one literal a language; ``enum`` an individual of the ontology;
            ``edtf`` a date; ``decimal``, ``boolean`` and ``integer`` typed literals; ``ref`` another item's IRI;
            ``node`` a node named by its content; ``path`` an ordered chain of carriers; ``span`` a start and an end.
        ref: For ``ref``: the kinds of item that it may name. ``product`` and ``action`` stand for taxonomy concepts.
    """

    term: str
    codec: Codec = "literal"
    ref: tuple[str, ...] = ()

    @property
    def iri(self) -> str:
        """The property's IRI."""
        return terms.cg(self.term)


def _kebab(name: str) -> str:
    return name.removesuffix("_").replace("_", "-")


class Node(BaseModel):
    """A frozen record whose fields are the keys of a dossier, and the properties of a node."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=_kebab, populate_by_name=True, str_strip_whitespace=False
    )
    rdf_class: ClassVar[str] = ""

    def to_plain(self) -> dict[str, object]:
        """The record as a dossier writes it: kebab-case keys, no empty values, plain JSON types."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True)


_UNHOLDABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def _holdable(text: str) -> str:
    """Refuse what XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets), and DEL, which no label needs."""
    found = _UNHOLDABLE.search(text)
    if found:
        raise ValueError(
            f"character U+{ord(found[0]):04X} at position {found.start()} cannot be written in XML; remove it"
        )
    return text


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("an empty text says nothing; leave the key out")
    return _holdable(text)


def _slug(text: str) -> str:
    if terms.SLUG.fullmatch(text) is None or len(text) > _SLUG_LENGTH:
        raise ValueError(
            f"'{text[:80]}' is not a slug; use a-z, digits and single hyphens, at most {_SLUG_LENGTH} characters"
        )
    return text


_SLUG_LENGTH: Final = 80
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")

Words = Annotated[str, AfterValidator(_filled)]
"""Text as printed: not empty, and without characters that XML cannot hold."""

Slug = Annotated[str, AfterValidator(_slug), Field(json_schema_extra={"pattern": f"^{terms.SLUG.pattern}$"})]
"""An item's name in its dossier."""


def is_iri(text: str) -> bool:
    """Whether a text can stand as an absolute IRI (RFC 3987), as the store and every RDF syntax will ask of it.

    >>> is_iri("https://example.org/x"), is_iri("c-vests"), is_iri("https://example.org/a b")
    (True, False, False)
    """
    try:
        ox.NamedNode(text)
    except (ValueError, UnicodeError):
        return False
    return not text.endswith(":")


def _iri(text: str) -> str:
    if not is_iri(text):
        raise ValueError(
            f"'{text[:80]}' is not an absolute IRI; write it whole, such as https://example.org/x, "
            "with %20 for a space and likewise for other characters that an IRI cannot hold"
        )
    return _holdable(text)


Iri = Annotated[str, AfterValidator(_iri)]
"""An absolute IRI."""


def _reference(text: str) -> str:
    if terms.SLUG.fullmatch(text) or terms.split_foreign(text) or is_iri(text):
        return text
    raise ValueError(f"'{text[:80]}' names nothing; write a slug, other-dossier:kind/slug, or a full IRI")


Ref = Annotated[str, AfterValidator(_reference)]
"""A slug of this dossier, ``other-dossier:kind/slug``, or a full IRI."""


def _languages(value: object) -> object:
    """A bare string is a text whose language nobody named (``und``, BCP 47)."""
    return {"und": value} if isinstance(value, str) else value


def _text(value: dict[str, str]) -> dict[str, str]:
    if not value:
        raise ValueError("a text needs words in at least one language")
    for language in value:
        if _LANGUAGE.fullmatch(language) is None:
            raise ValueError(f"'{language}' is not a language tag; write en, fr, pt-br")
    return dict(sorted(value.items()))


Text = Annotated[dict[str, Words], BeforeValidator(_languages), AfterValidator(_text)]
"""Words in one or more languages, by BCP 47 tag in lower case; ``und`` where the language is not said."""


def _many(value: object) -> object:
    return (value,) if isinstance(value, (str, Mapping)) else value


def _set(values: tuple[object, ...]) -> tuple[object, ...]:
    """Order means nothing here, so there is one: sorted, each once."""
    return tuple(sorted(set(values), key=str))


OneOrMore = BeforeValidator(_many)
"""Lets a list of one be written without its brackets."""

Unordered = AfterValidator(_set)
"""Sorts a tuple whose order carries no meaning, so that equal dossiers are equal."""

Refs = Annotated[tuple[Ref, ...], OneOrMore, Unordered]
Names = Annotated[tuple[Words, ...], OneOrMore, Unordered]


def _ordered(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Chain = Annotated[tuple[Ref, ...], BeforeValidator(_ordered)]
"""References in an order that means something, outermost first."""


def pick(text: Mapping[str, str], *languages: str) -> str:
    """The words in the first of these languages that is there, else in any: English first, then by tag.

    >>> pick({"en": "China", "fr": "Chine"}, "fr")
    'Chine'
    """
    for language in (*languages, "en", "und", *text):
        if language in text:
            return text[language]
    return ""
