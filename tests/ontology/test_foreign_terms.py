"""Each term of somebody else's vocabulary that stands in this repository exists there, and a wrong one is caught."""

import ast
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as px
import pytest

from claimgraph.ontology import foreign
from claimgraph.ontology.foreign import Vocabulary, check_term, unknown_terms, unknown_terms_of_context
from claimgraph.ontology.terms import PREFIXES

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("claimgraph", "examples", "graph", "loaders", "ontology", "visualize")
OWN = ("https://w3id.org/claimgraph",)
PREFIX_LINE = "".join(f"@prefix {prefix}: <{base}> .\n" for prefix, base in PREFIXES.items())


def foreign_prefixes() -> Mapping[str, str]:
    """The prefixes that we declare for other people's vocabularies."""
    return {prefix: base for prefix, base in PREFIXES.items() if not base.startswith(OWN)}


def files(ending: str) -> list[Path]:
    """The rooms' files with this ending; a room's link in the front door is not followed."""
    return sorted(
        path
        for room in ROOMS
        for path in (ROOT / room).rglob(f"*{ending}")
        if not any(part.is_symlink() for part in (path, *path.parents) if part != ROOT)
    )


def named(path: Path) -> str:
    """A file as a test's name shows it."""
    return str(path.relative_to(ROOT))


def turtle(text: str) -> list[px.Quad]:
    """Turtle with all of our prefixes declared."""
    return list(px.parse(PREFIX_LINE + text, format=px.RdfFormat.TURTLE))


def terms_in_python(source: str) -> Iterator[str]:
    """Foreign terms written in code: whole, as ``prefix:name``, or as the two first arguments of a call."""
    prefixes = foreign_prefixes()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(args=[ast.Constant(str(prefix)), ast.Constant(str(name)), *_]) if (
                prefix in prefixes
            ):
                yield prefixes[prefix] + name
            case ast.Constant(str(value)):
                prefix, _, name = value.partition(":")
                if prefix in prefixes and re.fullmatch(r"[A-Za-z][\w-]*", name):
                    yield prefixes[prefix] + name
                elif re.fullmatch(r"https?://[^\s<>]+", value) and value.startswith(tuple(prefixes.values())):
                    yield value
            case _:
                pass


def terms_in_sparql(query: str) -> Iterator[str]:
    """Foreign terms written ``prefix:name`` or whole in a query; comments, strings and declarations are no terms."""
    bare = re.sub(r'"[^"\n]*"|(?m:^\s*#.*$)|(?im:^\s*PREFIX\s.*$)', "", query)
    prefixes = foreign_prefixes()
    for prefix, name in re.findall(r"(?<![\w:-])([a-z]+):([A-Za-z][\w-]*)", bare):
        if prefix in prefixes:
            yield prefixes[prefix] + name
    for iri in re.findall(r"<(https?://[^<>\s]+)>", bare):
        if iri.startswith(tuple(prefixes.values())):
            yield iri


@pytest.mark.parametrize("path", files(".ttl"), ids=named)
def test_every_foreign_term_of_a_vocabulary_file_exists(path: Path) -> None:
    """OWL, shapes and taxonomies: each IRI is ours, a document, or in its vocabulary."""
    assert unknown_terms(px.parse(path=path, format=px.RdfFormat.TURTLE), strict=True) == ()


@pytest.mark.parametrize("path", files(".jsonld"), ids=named)
def test_every_foreign_term_of_a_context_exists(path: Path) -> None:
    """The JSON-LD context maps to terms and namespaces that are there."""
    assert unknown_terms_of_context(json.loads(path.read_text(encoding="utf-8"))) == ()


@pytest.mark.parametrize("path", files(".py"), ids=named)
def test_every_foreign_term_written_in_code_exists(path: Path) -> None:
    """The view that the mapping writes for others is checked where it is written, not only where a test reaches it."""
    source = path.read_text(encoding="utf-8")
    found = [check_term(iri) for iri in terms_in_python(source)] if path.name != "foreign.py" else []
    assert [unknown for unknown in found if unknown] == []


def test_every_foreign_term_in_a_named_query_exists() -> None:
    """A misspelt predicate in a query finds nothing and says so to nobody."""
    found = {named(path): set(terms_in_sparql(path.read_text(encoding="utf-8"))) for path in files(".rq")}
    unknown = {
        name: [bad for iri in sorted(iris) if (bad := check_term(iri))] for name, iris in found.items()
    }
    assert {name: bad for name, bad in unknown.items() if bad} == {}


@pytest.mark.parametrize(("prefix", "base"), sorted(foreign_prefixes().items()))
def test_every_foreign_prefix_is_the_namespace_of_a_known_vocabulary(prefix: str, base: str) -> None:
    """A prefix with a misspelt namespace would make every one of its terms wrong."""
    known = foreign.vocabularies()
    assert base in known
    assert known[base].prefix == prefix


def test_vocabularies_that_rdflib_lacks_say_where_and_when_they_were_read() -> None:
    """No name stands in the list from memory."""
    listed = json.loads((ROOT / "ontology" / "foreign_terms.json").read_text(encoding="utf-8"))[
        "vocabularies"
    ]
    assert {entry["prefix"] for entry in listed} >= {"oa", "cito", "sepio", "edtf"}
    for entry in listed:
        assert "http" in entry["read_in"]
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", entry["read_on"])
        assert entry["title"]
        assert entry["names"] == sorted(set(entry["names"]))


def test_rdflib_is_asked_for_what_it_holds() -> None:
    """No list of ours shadows one of rdflib's closed namespaces."""
    listed = json.loads((ROOT / "ontology" / "foreign_terms.json").read_text(encoding="utf-8"))[
        "vocabularies"
    ]
    known = foreign.vocabularies()
    for entry in listed:
        assert "rdflib" not in known[entry["namespace"]].read_in
    for prefix in ("skos", "prov", "org", "sh", "owl", "rdf", "rdfs", "xsd", "dcterms", "schema"):
        assert known[PREFIXES[prefix]].read_in.startswith("rdflib ")


# Seeded faults: each of these was written wrong on purpose.


@pytest.mark.parametrize(
    "fault",
    [
        "cg:Claim prov:hadPrimarySouce cg:Source .",
        "cg:Claim a owl:Klass .",
        "cg:Claim skos:closeMatch schema:Claims .",
        "cg:supports skos:closeMatch cito:contradicts .",
        'cg:x rdfs:label "1"^^xsd:integr .',
        'cg:x rdfs:label "2022"^^edtf:EDTFlevel1 .',
        "cg:Statement rdfs:subClassOf oa:Annotaton .",
        "cg:Claim skos:closeMatch <http://purl.obolibrary.org/obo/SEPIO_9999999> .",
        "cg:Claim skos:closeMatch <http://schema.org/Claim> .",
        "cg:Claim skos:closeMatch <https://shema.org/Claim> .",
        "cg:Claim <http://example.org/p> cg:Source .",
        "[] sh:path skos:boader .",
        "schema:Cliam rdfs:label 'x' .",
    ],
)
def test_a_wrong_term_is_caught_wherever_it_stands(fault: str) -> None:
    """Subject, predicate, class, object, datatype; a wrong name, namespace or scheme."""
    assert len(unknown_terms(turtle(fault), strict=True)) == 1


def test_right_terms_and_our_own_pass() -> None:
    """Names that are Python keywords, SHACL's among them, are terms like others."""
    text = (
        "cg:Claim a owl:Class ; skos:closeMatch schema:Claim, <http://purl.obolibrary.org/obo/SEPIO_0000000> ; "
        'rdfs:label "claim"@en ; cg:since "2022"^^edtf:EDTF . [] sh:in () ; sh:not [] ; sh:class cgp:drones .'
    )
    assert unknown_terms(turtle(text), strict=True) == ()


def test_documents_are_no_terms() -> None:
    """A licence or the page that was read may stand anywhere on the web, described or not."""
    text = "cg:x dcterms:source <https://example.org/page> . <https://example.org/page> dcterms:title 'p' ."
    assert unknown_terms(turtle(text), strict=True) == ()


def test_data_may_speak_of_anything_but_not_in_words_that_do_not_exist() -> None:
    """Outside a vocabulary only predicates, classes, datatypes and listed namespaces are terms."""
    assert unknown_terms(turtle("<https://example.org/a> skos:exactMatch <https://example.org/b> .")) == ()
    found = unknown_terms(turtle("<https://example.org/a> prov:wasDerivedFom <https://example.org/b> ."))
    assert [unknown.iri for unknown in found] == [PREFIXES["prov"] + "wasDerivedFom"]


def test_a_wrong_term_is_named_with_the_nearest_right_one() -> None:
    """The message says where the vocabulary was read and what was probably meant."""
    wrong = check_term(PREFIXES["oa"] + "TextQuoteSelektor")
    assert wrong is not None
    assert "'TextQuoteSelector'" in wrong.reason
    assert "w3c/web-annotation" in wrong.reason
    plain = check_term("http://schema.org/Claim")
    assert plain is not None
    assert "https://schema.org/Claim" in plain.reason


def test_a_list_that_is_not_complete_says_that_the_name_may_exist() -> None:
    """SEPIO has hundreds of terms; only those in use were copied."""
    missing = check_term("http://purl.obolibrary.org/obo/SEPIO_0000123")
    assert missing is not None
    assert "foreign_terms.json" in missing.reason


@pytest.mark.parametrize(
    "context",
    [
        {"exact": "oa:exakt", "oa": PREFIXES["oa"]},
        {"exact": {"@id": "oa:exakt", "@type": "xsd:string"}, "oa": PREFIXES["oa"], "xsd": PREFIXES["xsd"]},
        {
            "day": {"@id": "dcterms:date", "@type": "xsd:dat"},
            "dcterms": PREFIXES["dcterms"],
            "xsd": PREFIXES["xsd"],
        },
        {"prov": "http://www.w3.org/ns/prv#"},
        {"quote": {"@id": "oa:exact", "@context": {"end": "oa:ende"}}, "oa": PREFIXES["oa"]},
        {"oa:exakt": {"@type": "@id"}, "oa": PREFIXES["oa"]},
    ],
)
def test_a_wrong_term_of_a_context_is_caught(context: dict[str, Any]) -> None:
    """As a value, an @id, an @type, a key, in a scoped context, and as a namespace; alone and in a list."""
    assert len(unknown_terms_of_context({"@context": context})) == 1
    assert len(unknown_terms_of_context({"@context": [context]})) == 1


@pytest.mark.parametrize(
    "code",
    [
        '_name("prov", "Bundel")',
        'x = "prov:Bundel"',
        'x = "http://www.w3.org/ns/prov#Bundel"',
        'Rdf("prov", "Bundel", inverse=True)',
    ],
)
def test_a_wrong_term_in_code_is_caught(code: str) -> None:
    """Whichever of the three ways it is written."""
    assert [check_term(iri) is None for iri in terms_in_python(code)] == [False]


def test_a_wrong_term_in_a_query_is_caught() -> None:
    """Comments and strings are left out, whole IRIs are not."""
    opening = "# prov:Foo\nPREFIX prov: <http://www.w3.org/ns/prov#>\n"
    query = opening + 'SELECT * { ?a prov:wasDerived "prov:Bar" ; a prov:Entity }'
    assert [check_term(iri) is None for iri in terms_in_sparql(query)] == [False, True]
    assert list(terms_in_sparql("ASK { ?a <http://www.w3.org/ns/prov#Nix> ?b }")) == [
        PREFIXES["prov"] + "Nix"
    ]


def test_a_vocabulary_keeps_its_own_facts() -> None:
    """What is looked up is what was read, and cannot be changed by who looks."""
    vocabulary = foreign.vocabularies()[PREFIXES["cito"]]
    assert isinstance(vocabulary, Vocabulary)
    assert {"supports", "disagreesWith", "qualifies"} <= vocabulary.names
    assert "contradicts" not in vocabulary.names
