"""The shapes find what is wrong with RDF that did not come from a dossier, and say it in plain words."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox
import pytest
from rdflib import RDF, SH, Graph, Literal
from rdflib.collection import Collection

from claimgraph.loaders import load
from claimgraph.ontology import shapes, taxonomies, terms
from claimgraph.ontology.errors import DossierError, MappingError
from claimgraph.ontology.mapping import from_quads, to_quads
from claimgraph.ontology.shapes import ShapeFinding, validate

if TYPE_CHECKING:
    from claimgraph.ontology.dossier import Dossier

ROOT: Final = Path(__file__).resolve().parents[2]
HERE: Final = "https://example.org/"
HEAD: Final = f"@prefix : <{HERE}> .\n" + "".join(
    f"@prefix {name}: <{base}> .\n" for name, base in terms.PREFIXES.items()
)
WHOLE: Final = """
:claim a cg:Claim ; cg:slug "claim" ; cg:label "x" ; cg:content "x"@en ; cg:form cg:eventForm .
:speaker a cg:Person ; cg:slug "speaker" ; cg:label "x" ; cg:name "x" .
:report a cg:Report ; cg:slug "report" ; cg:label "x" .
:one a cg:Statement ; cg:slug "one" ; cg:label "x" ; cg:speaker :speaker ; cg:stance cg:affirms ; cg:claim :claim ;
    cg:affirms :claim ; cg:in :report .
:two a cg:Statement ; cg:slug "two" ; cg:label "x" ; cg:speaker :speaker ; cg:stance cg:denies ; cg:claim :claim .
:relation a cg:Relation ; cg:slug "relation" ; cg:label "x" ; cg:from :one ; cg:kind cg:contradicts ; cg:to :two ;
    cg:strength cg:strong ; cg:reason "x"@en .
:step a cg:CarrierStep ; cg:carriedBy :report .
"""
STATEMENT: Final = (
    ' a cg:Statement ; cg:slug "s" ; cg:label "x" ; cg:speaker :speaker ; cg:stance cg:affirms ;'
    " cg:claim :claim "
)
CLAIM: Final = ' a cg:Claim ; cg:slug "c" ; cg:label "x" ; cg:content "x"@en ; cg:form cg:eventForm '
RELATION: Final = (
    ' a cg:Relation ; cg:slug "r" ; cg:label "x" ; cg:strength cg:weak ; cg:reason "x"@en ; cg:from :one '
)
COUNT: Final = " a cg:Quantity ; cg:measure cg:countMeasure "

# Each node has one thing wrong with it: its name, the rest of its triples, and a piece of what should be said.
WRONG: Final = {
    "no-speaker": (
        ' a cg:Statement ; cg:slug "s" ; cg:label "x" ; cg:stance cg:denies ; cg:claim :claim',
        "cg:speaker takes exactly one agent",
    ),
    "two-stances": (f"{STATEMENT} ; cg:stance cg:denies", "cg:stance takes exactly one of"),
    "unknown-stance": (
        STATEMENT.replace("cg:affirms", "cg:denys"),
        "cg:affirms, cg:denies, cg:noEvidence, cg:questions",
    ),
    "speaker-is-a-claim": (STATEMENT.replace(" :speaker", " :claim"), "cg:speaker takes exactly one agent"),
    "speaker-is-a-string": (STATEMENT.replace(" :speaker", ' "Anna"'), "cg:speaker takes exactly one agent"),
    "speaker-is-a-product": (
        STATEMENT.replace(" :speaker", " cgp:drones"),
        "cg:speaker takes exactly one agent",
    ),
    "place-is-a-product": (f"{CLAIM} ; cg:place cgp:drones", "each of an agent or place"),
    "report-supports": (
        f"{RELATION.replace(':one', ':report')} ; cg:kind cg:supports ; cg:to :two",
        "cg:from takes exactly one statement or evidence",
    ),
    "misspelt-property": (f"{STATEMENT} ; cg:speakr :speaker", "has no such property"),
    "stray-property": (f"{CLAIM} ; cg:stance cg:denies", "has no such property"),
    "grade-out-of-scale": (f'{STATEMENT} ; cg:credibility "7"', "1, 2, 3, 4, 5, 6"),
    "grade-as-a-number": (f"{STATEMENT} ; cg:credibility 2", "1, 2, 3, 4, 5, 6"),
    "date-in-words": (f'{STATEMENT} ; cg:date "July"^^edtf:EDTF', "EDTF date"),
    "date-as-a-string": (f'{STATEMENT} ; cg:date "2023"', "EDTF date"),
    "interval-the-wrong-way": (f'{STATEMENT} ; cg:date "2022/2023/2024"^^edtf:EDTF', "EDTF date"),
    "bounds-the-wrong-way": (
        f'{STATEMENT} ; cg:dateFrom "2023-02-01"^^xsd:date ; cg:dateTo "2023-01-01"^^xsd:date',
        "cg:dateFrom",
    ),
    "inference-without-date": (f'{STATEMENT} ; cg:dateInferredFrom "x"@en', "give the cg:date"),
    "passage-backwards": (f"{STATEMENT} ; cg:in :report ; cg:start 9 ; cg:end 3", "cg:start"),
    "passage-without-end": (f"{STATEMENT} ; cg:in :report ; cg:start 9", "a cg:start and a cg:end"),
    "passage-without-start": (f"{STATEMENT} ; cg:in :report ; cg:end 9", "a cg:start and a cg:end"),
    "passage-in-nothing": (f"{STATEMENT} ; cg:start 3 ; cg:end 9", "in whose text it stands"),
    "path-without-report": (f"{STATEMENT} ; cg:via :step", "that it was read in"),
    "step-to-nothing": (" a cg:CarrierStep", "cg:carriedBy takes exactly one source or statement"),
    "direct-triple-astray": (
        f"{STATEMENT} ; cg:affirms :other-claim",
        "cg:affirms leads from a statement to its cg:claim",
    ),
    "denial-astray": (
        f"{STATEMENT} ; cg:denies :other-claim",
        "cg:denies leads from a statement to its cg:claim",
    ),
    "non-observation-astray": (f"{STATEMENT} ; cg:noEvidence :other-claim", "cg:noEvidence leads from"),
    "question-astray": (f"{STATEMENT} ; cg:questions :other-claim", "cg:questions leads from"),
    "no-words": (' a cg:Claim ; cg:slug "c" ; cg:label "x" ; cg:form cg:eventForm', "at least one language"),
    "blank-words": (CLAIM.replace('"x"@en', '" "@en'), "none of them blank"),
    "twice-in-one-language": (f'{CLAIM} ; cg:content "y"@en', "one literal a language"),
    "change-of-nothing": (CLAIM.replace("eventForm", "changeForm"), "whose measure is cg:changeMeasure"),
    "reading-of-no-subject": (f"{CLAIM} ; cg:subjectReadAs cg:countryReading", "give the cg:subject"),
    "reading-of-no-object": (f"{CLAIM} ; cg:objectReadAs cg:countryReading", "give the cg:object"),
    "reading-of-no-counterparty": (
        f"{CLAIM} ; cg:counterpartyReadAs cg:countryReading",
        "give the cg:counterparty",
    ),
    "action-is-a-claim": (f"{CLAIM} ; cg:action :claim", "cg:action takes"),
    "based-on-an-action": (f"{STATEMENT} ; cg:basedOn cga:delivers", "cg:basedOn takes"),
    "exclusive-with-a-person": (f"{CLAIM} ; cg:exclusiveWith :speaker", "cg:exclusiveWith takes"),
    "slug-in-capitals": (CLAIM.replace('"c"', '"C 1"'), "of the pattern"),
    "related-to-itself": (f"{RELATION} ; cg:kind cg:supports ; cg:to :one", "cg:from"),
    "support-of-a-relation": (
        f"{RELATION} ; cg:kind cg:supports ; cg:to :relation",
        "Only an undercut may aim at a relation",
    ),
    "relation-without-reason": (
        RELATION.replace('cg:reason "x"@en ;', "") + "; cg:kind cg:supports ; cg:to :two",
        "cg:reason",
    ),
    "two-lower-bounds": (f"{COUNT} ; cg:atLeast 1 ; cg:moreThan 2", "one lower bound"),
    "two-upper-bounds": (f"{COUNT} ; cg:atMost 1 ; cg:lessThan 2", "one upper bound"),
    "exact-and-bounded": (f"{COUNT} ; cg:exactly 1 ; cg:lessThan 2", "cg:about or cg:multiplesOf alone"),
    "multiple-and-bounded": (f"{COUNT} ; cg:multiplesOf 1.0 ; cg:lessThan 2.0", "cg:multiplesOf alone"),
    "multiple-and-about": (f"{COUNT} ; cg:multiplesOf 1.0 ; cg:about 2.0", "cg:multiplesOf alone"),
    "several-times-nothing": (f"{COUNT} ; cg:multiplesOf 0.0", "one number above 0"),
    "retraction-of-a-claim": (
        ' a cg:Retraction ; cg:slug "x" ; cg:label "x" ; cg:retracts :claim ; cg:retractedOn "2024"^^edtf:EDTF',
        "cg:retracts takes exactly one source or statement",
    ),
    "rate-to-itself": (
        ' a cg:Rate ; cg:fromCurrency "GBP" ; cg:toCurrency "GBP" ; cg:rate 1.0 ; cg:rateDate "2024"^^edtf:EDTF',
        "from one currency to another",
    ),
    "bounds-crossed": (f"{COUNT} ; cg:atLeast 5 ; cg:atMost 2", "lies above the upper one"),
    "open-bounds-crossed": (f"{COUNT} ; cg:moreThan 5 ; cg:lessThan 2", "lies above the upper one"),
    "unit-and-currency": (f'{COUNT} ; cg:exactly 5.0 ; cg:unit "coils" ; cg:currency "EUR"', "not both"),
    "currency-in-words": (f'{COUNT} ; cg:exactly 5.0 ; cg:currency "euro"', "cg:currency"),
    "number-as-a-string": (f'{COUNT} ; cg:exactly "5"', "cg:exactly"),
    "nothing-counted": (COUNT, "the words as printed"),
    "text-nowhere": (" a cg:Text", "a cg:file or a cg:sha256"),
    "digest-too-short": (' a cg:Text ; cg:sha256 "abc"', "cg:sha256"),
    "group-of-one": (" a cg:BasisGroup ; cg:allOf :report", "at least 2"),
    "country-code-in-words": (
        ' a cg:State ; cg:slug "s" ; cg:label "x" ; cg:name "x" ; cg:iso3166 "Norland"',
        "cg:iso3166",
    ),
    "nameless-person": (' a cg:Person ; cg:slug "s" ; cg:label "x"', "cg:name"),
    "nameless-product": (' a cg:Product ; cg:slug "s" ; cg:label "x"', "needs a cg:slug and a cg:name"),
    "flag-in-words": (
        ' a cg:Product ; cg:slug "s" ; cg:label "x" ; cg:name "x" ; cg:dualUse "yes"',
        "cg:dualUse",
    ),
    "dossier-without-base": (' a cg:Dossier ; cg:slug "d" ; cg:label "x"', "cg:base takes exactly one"),
}


@pytest.fixture(scope="module")
def found() -> dict[str, list[ShapeFinding]]:
    """What validating all the wrong nodes at once finds, by node; one run, since each costs a second."""
    written = HEAD + WHOLE + "".join(f":{name}{rest} .\n" for name, (rest, _) in WRONG.items())
    by_node: dict[str, list[ShapeFinding]] = {}
    for finding in validate(written):
        by_node.setdefault(finding.node.removeprefix(HERE), []).append(finding)
    return by_node


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_node_is_found_and_told_in_plain_words(
    found: dict[str, list[ShapeFinding]], name: str
) -> None:
    """The finding is about that node, and says what is expected there."""
    assert any(WRONG[name][1] in finding.message for finding in found.get(name, ())), found.get(name)


def test_only_wrong_nodes_are_found(found: dict[str, list[ShapeFinding]]) -> None:
    """Nodes that are as they should be, and the concepts of the taxonomies, give no findings."""
    assert set(found) == set(WRONG)


def test_what_the_mapping_writes_is_as_the_shapes_ask(everything_as_quads: tuple[ox.Quad, ...]) -> None:
    """A dossier in which every field is used has nothing wrong with it."""
    assert validate(everything_as_quads) == []


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("examples/*.yaml")) + sorted(ROOT.glob("tests/data/*.yaml"))
)
def test_every_dossier_kept_here_is_as_the_shapes_ask(path: Path) -> None:
    """A founding case of hundreds of items has nothing wrong with it, nor has another matter."""
    assert validate(to_quads(load(path).dossier)) == []


def test_what_the_shapes_refuse_the_mapping_refuses_too(
    everything: Dossier, everything_as_quads: tuple[ox.Quad, ...]
) -> None:
    """Whoever loads quads with a finding is told so by the mapping as well."""
    graph = ox.NamedNode(everything.iri)
    speaker = ox.NamedNode(terms.cg("speaker"))
    without = [quad for quad in everything_as_quads if quad.predicate != speaker]
    assert {finding.path for finding in validate(without)} == {"cg:speaker"}
    with pytest.raises(MappingError):
        from_quads(without, graph.value)


def test_a_reference_out_of_the_data_is_taken_on_trust() -> None:
    """A claim of another dossier, not loaded here, may be of the right kind."""
    statement = STATEMENT.replace(" :claim", " <https://w3id.org/claimgraph/id/other/claim/c-1>")
    assert validate(f"{HEAD}{WHOLE}:elsewhere{statement} .") == []


def test_a_very_long_text_is_checked_too() -> None:
    """In a time that grows with it; with the square of it, this test would take minutes."""
    written = f'{HEAD}{WHOLE}:claim cg:note "{"a" * 3_000_000}"@en .'
    assert validate(written) == []


def test_graphs_are_read_as_one(everything_as_quads: tuple[ox.Quad, ...]) -> None:
    """TriG in, or quads of any graph: the same findings."""
    bare = [quad for quad in everything_as_quads if quad.predicate.value != terms.cg("slug")]
    split = [
        ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(f"{HERE}{number % 2}"))
        for number, quad in enumerate(bare)
    ]
    trig = (ox.serialize(split, format=ox.RdfFormat.TRIG) or b"").decode()
    findings = validate(bare)
    assert findings
    assert validate(trig) == findings == sorted(findings)


def test_text_that_is_no_turtle_names_the_line() -> None:
    """The parser's complaint becomes one of ours, with its place."""
    with pytest.raises(DossierError) as caught:
        validate("@prefix : <https://example.org/> .\n:a :b")
    assert caught.value.problems[0].line == 2


def test_every_shape_says_what_it_asks_for() -> None:
    """No finding is worded by the checker: each shape with a constraint has a message of its own."""
    graph = _shapes()
    silent = [
        str(shape)
        for kind in (SH.NodeShape, SH.PropertyShape)
        for shape in graph.subjects(RDF.type, kind)
        if (shape, SH.message, None) not in graph
        and any((shape, target, None) in graph for target in (SH.path, SH.targetClass, SH.targetSubjectsOf))
        and not all((part, SH.message, None) in graph for part in graph.objects(shape, SH.property))
    ]
    assert silent == []


def test_no_property_shape_is_left_lying_about() -> None:
    """Each property shape belongs to a class."""
    graph = _shapes()
    named = set(graph.subjects(RDF.type, SH.PropertyShape))
    assert named == {part for part in graph.objects(None, SH.property) if part in named}


def test_what_closed_shapes_let_pass_is_what_is_written(everything_as_quads: tuple[ox.Quad, ...]) -> None:
    """Foreign properties are let through on the nodes that the mapping and the taxonomies write them on, no others."""
    graph = _shapes()
    quads = [*everything_as_quads, *taxonomies.actions().quads(), *taxonomies.products().quads()]
    classes: dict[str, set[str]] = {}
    for quad in quads:
        if quad.predicate.value == str(RDF.type) and isinstance(quad.object, ox.NamedNode):
            classes.setdefault(str(quad.subject), set()).add(quad.object.value)
    written: dict[str, set[str]] = {}
    for quad in quads:
        if not quad.predicate.value.startswith(terms.NS):
            for class_ in classes.get(str(quad.subject), ()):
                written.setdefault(class_, set()).add(quad.predicate.value)
    passed: dict[str, set[str]] = {}
    for shape, target in graph.subject_objects(SH.targetClass):
        head = graph.value(shape, SH.ignoredProperties)
        if head is not None:
            passed[str(target)] = {str(one) for one in Collection(graph, head)}
    assert [class_ for class_, names in passed.items() if not written.get(class_, set()) <= names] == []
    assert set().union(*passed.values()) == {
        name for class_, names in written.items() if class_ in passed for name in names
    }


def test_shapes_are_core_shacl_and_reach_nowhere() -> None:
    """Any SHACL processor can run them: no SPARQL, no imports."""
    graph = _shapes()
    sparql = {SH.sparql, SH.select, SH.ask, SH.rule, SH.js}
    assert not sparql & set(graph.predicates())
    assert not any("imports" in str(predicate) for predicate in graph.predicates())


def test_a_finding_reads_as_a_sentence() -> None:
    """Node, what is expected, what stood there."""
    finding = ShapeFinding("https://example.org/a", "cg:slug", "cg:slug takes exactly one.", '"A"')
    assert str(finding) == '<https://example.org/a>: cg:slug takes exactly one. ("A" stands there)'


def _shapes() -> Graph:
    text = (files("claimgraph.ontology") / "shapes.ttl").read_text(encoding="utf-8")
    graph = Graph().parse(data=text, format="turtle")
    assert (None, SH.closed, Literal(True)) in graph  # noqa: FBT003 - an RDF literal
    return graph


def test_the_module_offers_what_it_says() -> None:
    """The checker and its finding, and nothing of the foreign checker's."""
    assert shapes.__all__ == ["ShapeFinding", "validate"]
