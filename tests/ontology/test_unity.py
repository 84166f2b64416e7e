"""One test holds the models, the OWL file, the shapes and the JSON-LD context together, term by term and both ways.

What the rules derive is no model's: the table in ontology/derived.py stands beside the models, and derived_shapes.ttl
beside the shapes. Each reader below turns one of the four into the same plain facts; :func:`faults` compares them and
names every difference. The same function is then given files with a fault in them, so that it was seen to find each
kind.
"""

from __future__ import annotations

import json
import re
import types
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import TYPE_CHECKING, Annotated, Any, Final, Union, get_args, get_origin

import pyoxigraph as ox
import pytest
from pydantic import TypeAdapter
from rdflib import OWL, RDF, RDFS, SH, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection

from claimgraph.graph.store import log
from claimgraph.ontology import dates, derived, roles, sources, taxonomies, terms, vocabulary
from claimgraph.ontology.node import Node, Rdf
from claimgraph.ontology.references import fields_of
from claimgraph.ontology.shortcuts import SHORTCUTS
from claimgraph.ontology.vocabulary import local_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rdflib.term import Node as RdfNode

# Words that no field is and no shortcut, each with the reason why it stands in the ontology all the same.
GENERAL: Final = {"Entity": "every entity", "Agent": "those that speak", "Source": "reports and evidence"}
STEPS: Final = {"CarrierStep": "what cg:via leads to"}
TAXONOMY: Final = {"mayBe": "products", "disjointWith": "products", "comparedAs": "actions"}
LOG: Final = {
    "recorded": "when", "firstRecorded": "when first", "contentSha256": "what", "sourceSha256": "from what",
    "quadCount": "how much",
}  # fmt: skip
# A product or action is in a dossier, where it has a name, or in a taxonomy, where it has a skos:prefLabel instead;
# the shape cgs:named-in-its-dossier asks for one of the two.
NAMED_ELSEWHERE: Final = {("Product", "name"), ("Action", "name")}

# What a section holds and a field does not take; roles.py refuses it.
REFUSED: Final = {"from": {"Report"}, "reprints": {"Evidence"}}

MODULES: Final = (
    "claims",
    "dossier",
    "entities",
    "quantities",
    "rates",
    "relations",
    "retractions",
    "sources",
    "statements",
)
KINDS: Final = {
    "entity": "Entity", "source": "Source", "claim": "Claim", "statement": "Statement", "relation": "Relation",
    "product": "Product", "action": "Action",
}  # fmt: skip
DATATYPES: Final = {
    "literal": XSD.string, "text": RDFS.Literal, "edtf": URIRef(terms.EDTF_DATATYPE), "decimal": XSD.decimal,
    "boolean": XSD.boolean, "integer": XSD.integer, "span": XSD.integer,
}  # fmt: skip
ALIGNED: Final = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, SKOS.exactMatch)
NO_ALIGNMENT: Final = "no alignment: "
INCLUDES: Final = {
    RDFS.domain: URIRef(terms.PREFIXES["schema"] + "domainIncludes"),
    RDFS.range: URIRef(terms.PREFIXES["schema"] + "rangeIncludes"),
}


@dataclass(frozen=True)
class Use:
    """How one class uses one property: a datatype or the classes it leads to, how often, and from which closed list."""

    datatype: str = ""
    leads_to: frozenset[str] = frozenset()
    least: int = 0
    most: int | None = None
    listed: tuple[str, ...] = ()


@dataclass
class Words:
    """The ontology's words as one of the four has them."""

    classes: set[str] = field(default_factory=set)
    individuals: dict[str, str] = field(default_factory=dict)
    uses: dict[tuple[str, str], Use] = field(default_factory=dict)
    """By class and property; for the models and the shapes."""

    @property
    def properties(self) -> set[str]:
        """The properties that some class uses."""
        return {name for _, name in self.uses}


# The models.


def arms(annotation: object) -> Iterator[Any]:
    """The plain types inside an annotation."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from arms(get_args(annotation)[0])
    elif origin in (Union, types.UnionType, tuple):
        for arm in get_args(annotation):
            yield from arms(arm)
    elif isinstance(annotation, type):
        yield annotation


@cache
def models() -> list[type[Node]]:
    """Every model that is a node of its own."""
    found = {
        model
        for module in MODULES
        for model in vars(import_module(f"claimgraph.ontology.{module}")).values()
        if isinstance(model, type) and issubclass(model, Node) and model.rdf_class
    }
    return sorted(found, key=lambda model: model.rdf_class)


def closed_lists() -> list[type[StrEnum]]:
    """The enumerations whose values are individuals; the Admiralty grades are plain strings instead."""
    grades = {vocabulary.Reliability, vocabulary.Credibility}
    return [
        one
        for one in vars(vocabulary).values()
        if isinstance(one, type) and issubclass(one, StrEnum) and one is not StrEnum and one not in grades
    ] + [*derived.CLOSED_LISTS]


def use_of(model: type[Node], name: str, rdf: Rdf) -> Use:
    """What a field's annotation says."""
    about = model.model_fields[name]
    kinds = list(arms(about.annotation))
    many = get_origin(about.annotation) is tuple and rdf.codec not in ("span", "path")
    least = [mark.min_length for mark in about.metadata if hasattr(mark, "min_length")]
    enums = [kind for kind in kinds if issubclass(kind, StrEnum)]
    leads = {KINDS[kind] for kind in rdf.ref if kind in KINDS}
    wanted = roles._wanted(rdf.term, rdf.ref)  # noqa: SLF001 - the one place that says who may stand where
    if wanted is not None:
        leads -= {"Entity", "Product", "Action"}
        leads |= {model.rdf_class for model in models() if terms.kebab(model.rdf_class) in wanted[0]}
    if rdf.term in REFUSED:
        leads = leads - {"Source"} | {"Report", "Evidence"} - REFUSED[rdf.term]
    leads |= {kind.rdf_class for kind in kinds if issubclass(kind, Node)}
    listed: tuple[str, ...] = ()
    if enums and rdf.codec == "enum":
        listed, leads = tuple(local_name(value) for value in enums[0]), {enums[0].__name__}
    elif enums:
        listed = tuple(enums[0])
    if rdf.codec == "path":
        leads = set(STEPS)
    return Use(
        datatype=str(DATATYPES.get(rdf.codec, "")),
        leads_to=frozenset(leads),
        least=max([int(about.is_required()), *least]),
        most=None if many or rdf.codec == "text" else 1,
        listed=listed,
    )


@cache
def of_models() -> Words:
    """What the models say; a field without a property of its own hands its fields to the node that holds it."""
    words = Words()
    for one in closed_lists():
        words.classes.add(one.__name__)
        for value in map(local_name, one):
            # A kind of relation is a kind of verdict too, and the same individual.
            words.individuals[value] = ", ".join(filter(None, [words.individuals.get(value), one.__name__]))
    for model in models():
        words.classes.add(model.rdf_class)
        waiting: list[type[Node]] = [model]
        while waiting:
            part = waiting.pop()
            for name, _key, rdf in fields_of(part):
                if rdf.term:
                    words.uses[model.rdf_class, rdf.term] = use_of(part, name, rdf)
                else:
                    kinds = arms(part.model_fields[name].annotation)
                    waiting += [kind for kind in kinds if issubclass(kind, Node)]
    return words


@cache
def of_rules() -> Words:
    """What the table of derived words says."""
    words = Words(classes=set(derived.NODES))
    for class_, uses in derived.USES.items():
        for term, use in uses.items():
            first = use.leads_to[0]
            words.uses[class_, term.value] = Use(
                datatype=terms.PREFIXES["xsd"] + first.partition(":")[2] if ":" in first else "",
                leads_to=frozenset() if ":" in first else frozenset(use.leads_to),
                least=use.least,
                most=use.most,
                listed=use.listed,
            )
    return words


@cache
def meant_by_both() -> Words:
    """What models and rules say together."""
    stated, concluded = of_models(), of_rules()
    assert not stated.uses.keys() & concluded.uses.keys(), "a dossier says what only rules may"
    return Words(
        classes=stated.classes | concluded.classes,
        individuals=stated.individuals,
        uses={**stated.uses, **concluded.uses},
    )


# The files.


def local(node: RdfNode | None) -> str:
    """The local name of one of our terms; empty for any other node."""
    return str(node).removeprefix(terms.NS) if str(node).startswith(terms.NS) else ""


def file_of(name: str) -> str:
    """One of the ontology's files."""
    return (files("claimgraph.ontology") / name).read_text(encoding="utf-8")


@cache
def parsed(name: str) -> Graph:
    """One of the ontology's Turtle files, parsed once; whoever seeds a fault works on a copy."""
    return Graph().parse(data=file_of(name), format="turtle")


def below(owl: Graph, name: str) -> set[str]:
    """A class and all the classes that are kinds of it."""
    return {local(one) for one in owl.transitive_subjects(RDFS.subClassOf, URIRef(terms.cg(name)))}


def leaves(owl: Graph, names: Iterable[str]) -> set[str]:
    """The classes that nodes are written with, where these are meant: general ones opened."""
    return {one for name in names for one in below(owl, name)} - set(GENERAL)


def ends(owl: Graph, name: str, end: URIRef) -> set[str]:
    """The domain or range of a property, as one class or as several that it includes."""
    property_ = URIRef(terms.cg(name))
    return {
        local(one) or str(one)
        for predicate in (end, INCLUDES[end])
        for one in owl.objects(property_, predicate)
    }


def of_owl(owl: Graph) -> Words:
    """The words that the OWL file declares; the uses are a matter of domain and range, see :func:`domains`."""
    words = Words(classes={local(one) for one in owl.subjects(RDF.type, OWL.Class) if local(one)})
    for one in owl.subjects(RDF.type, OWL.NamedIndividual):
        kinds = {local(kind) for kind in owl.objects(one, RDF.type)} - {""}
        words.individuals[local(one)] = ", ".join(sorted(kinds))
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for one in owl.subjects(RDF.type, kind):
            name = local(one)
            for class_ in leaves(owl, ends(owl, name, RDFS.domain)):
                said = ends(owl, name, RDFS.range)
                datatype = "".join(said) if kind == OWL.DatatypeProperty else ""
                words.uses[class_, name] = Use(
                    datatype=datatype, leads_to=frozenset() if datatype else frozenset(leaves(owl, said))
                )
    return words


def of_shapes(shapes: Graph) -> Words:
    """What the shape of each class asks for."""
    words = Words()
    for shape, class_ in shapes.subject_objects(SH.targetClass):
        if (shape, SH.closed, Literal(True)) in shapes:  # noqa: FBT003 - an RDF literal
            words.classes.add(local(class_))
        for part in shapes.objects(shape, SH.property):
            # A shape without a name says what goes together; what a class has is in shapes with names.
            if isinstance(part, URIRef):
                words.uses[local(class_), local(shapes.value(part, SH.path))] = shape_use(shapes, part)
    return words


def shape_use(shapes: Graph, part: RdfNode) -> Use:
    """What one property shape asks for."""

    def members(head: RdfNode | None) -> list[RdfNode]:
        return list(Collection(shapes, head)) if head is not None else []

    def classes(node: RdfNode) -> set[str]:
        within = {name for one in members(shapes.value(node, SH["or"])) for name in classes(one)}
        return within | {local(one) for one in shapes.objects(node, SH["class"])}

    least, most = shapes.value(part, SH.minCount), shapes.value(part, SH.maxCount)
    listed = members(shapes.value(part, SH["in"]))
    datatypes = {str(one) for one in shapes.objects(part, SH.datatype)}
    datatypes |= {
        str(kind)
        for one in members(shapes.value(part, SH["or"]))
        for kind in shapes.objects(one, SH.datatype)
    }
    if datatypes == {str(RDF.langString), str(XSD.string)}:
        datatypes = {str(RDFS.Literal)}
    if listed and not local(listed[0]):
        datatypes = {str(XSD.string)}
    return Use(
        datatype="".join(sorted(datatypes)),
        leads_to=frozenset(classes(part)),
        least=int(str(least)) if least is not None else 0,
        most=int(str(most)) if most is not None else None,
        listed=tuple(local(one) or str(one) for one in listed),
    )


# The comparison.


def known_properties() -> set[str]:
    """Every property that there should be."""
    return stated_properties() | of_rules().properties


def stated_properties() -> set[str]:
    """Those of them that are no rule's."""
    return of_models().properties | set(SHORTCUTS) | set(TAXONOMY) | set(LOG)


def faults_of_owl(owl: Graph) -> Iterator[str]:
    """Where the OWL file and the models differ."""
    said, meant = of_owl(owl), meant_by_both()
    yield from differences("class in OWL", said.classes, meant.classes | set(GENERAL) | set(STEPS))
    yield from differences("individual in OWL", said.individuals.items(), meant.individuals.items())
    yield from differences("property in OWL", said.properties, known_properties())
    for name in sorted(meant.properties & said.properties):
        uses = {class_: use for (class_, property_), use in meant.uses.items() if property_ == name}
        found = {class_: use for (class_, property_), use in said.uses.items() if property_ == name}
        # A slug is a field of the dossier, and a shortcut on its items.
        if name in SHORTCUTS:
            found = {class_: use for class_, use in found.items() if class_ in uses}
        yield from differences(f"domain of cg:{name}", found, uses)
        for class_ in sorted(uses.keys() & found.keys()):
            if found[class_].datatype != uses[class_].datatype:
                yield f"cg:{name} of {class_}: OWL has {found[class_].datatype or 'no datatype'}"
        leads = {one for use in uses.values() for one in use.leads_to}
        led = {one for use in found.values() for one in use.leads_to}
        yield from differences(f"range of cg:{name}", led, leaves(owl, leads))


def faults_of_terms(owl: Graph) -> Iterator[str]:
    """Terms that are not described: label in two languages, definition, example, home, and a relative or the reason."""
    ours = {one for one in owl.subjects() if local(one)}
    for term in sorted(ours, key=str):
        name = f"cg:{local(term)}"
        for language in ("en", "fr"):
            if not any(getattr(one, "language", "") == language for one in owl.objects(term, RDFS.label)):
                yield f"{name} has no label in {language}"
        definitions = [str(one) for one in owl.objects(term, SKOS.definition)]
        if len(definitions) != 1 or not definitions[0].strip().endswith("."):
            yield f"{name} has no definition that is one sentence"
        if (term, RDFS.isDefinedBy, URIRef(terms.ONTOLOGY_GRAPH)) not in owl:
            yield f"{name} does not say where it is defined"
        relatives = [one for how in ALIGNED for one in owl.objects(term, how) if not local(one)]
        reasons = [one for one in owl.objects(term, SKOS.editorialNote) if str(one).startswith(NO_ALIGNMENT)]
        if bool(relatives) == bool(reasons):
            yield f"{name} has {'both' if relatives else 'neither'} an alignment and a reason for having none"
        examples = list(owl.objects(term, SKOS.example))
        if len(examples) != 1:
            yield f"{name} has {len(examples)} examples"
        for example in examples:
            yield from faults_of_example(str(term), str(example))


def faults_of_example(term: str, example: str) -> Iterator[str]:
    """An example is Turtle that says something with the term."""
    prefixes = "".join(f"@prefix {name}: <{base}> .\n" for name, base in terms.PREFIXES.items())
    try:
        triples = list(ox.parse(f"{prefixes}@prefix : <{terms.ID}> .\n{example}", format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        yield f"the example of <{term}> is no Turtle: {error}"
        return
    if not any(ox.NamedNode(term) in (quad.subject, quad.predicate, quad.object) for quad in triples):
        yield f"the example of <{term}> does without it"


def faults_of_shapes(shapes: Graph, owl: Graph) -> Iterator[str]:
    """Where the shapes differ from the models, and for words that are no fields, from the OWL file."""
    asked, meant, declared = of_shapes(shapes), meant_by_both(), of_owl(owl)
    nodes = {model.rdf_class for model in models()} | set(STEPS) | set(derived.NODES)
    yield from differences("class with a shape", asked.classes, nodes)
    pairs = {pair for pair in declared.uses if pair[0] in nodes}
    yield from differences("property in a shape", asked.uses.keys(), pairs)
    for class_, name in sorted(asked.uses.keys() & pairs):
        place, has = f"shape of {class_}, cg:{name}", asked.uses[class_, name]
        want = meant.uses.get((class_, name))
        if want is None:
            if has.datatype != declared.uses[class_, name].datatype:
                yield f"{place}: datatype {has.datatype}, in OWL {declared.uses[class_, name].datatype}"
            leads = declared.uses[class_, name].leads_to
            if not opened(owl, has.leads_to) <= leads:
                yield f"{place}: leads to {sorted(has.leads_to)}, in OWL only {sorted(leads)}"
            continue
        least = 0 if (class_, name) in NAMED_ELSEWHERE else want.least
        if (has.least, has.most) != (least, want.most):
            yield f"{place}: {has.least} to {has.most} values, in the model {least} to {want.most}"
        if has.datatype != want.datatype:
            yield f"{place}: datatype {has.datatype}, in the model {want.datatype}"
        if has.listed != want.listed:
            yield f"{place}: one of {has.listed}, in the model {want.listed}"
        elif not has.listed and opened(owl, has.leads_to) != opened(owl, want.leads_to):
            yield f"{place}: leads to {sorted(has.leads_to)}, in the model {sorted(want.leads_to)}"


def opened(owl: Graph, classes: Iterable[str]) -> set[str]:
    """The same classes with general ones opened, so that a list of kinds equals their common name."""
    return leaves(owl, classes)


def faults_of_context(context: dict[str, Any], owl: Graph) -> Iterator[str]:
    """Where the JSON-LD context differs from the OWL file: its terms, their IRIs, and how their values are read."""
    declared = of_owl(owl)
    inside: dict[str, Any] = dict(context["@context"])
    if inside.pop("@version", None) != 1.1 or inside.pop("@vocab", None) != terms.NS:
        yield "the context is not of JSON-LD 1.1 over our namespace"
    prefixes = {name: value for name, value in inside.items() if name in terms.PREFIXES}
    yield from differences("prefix in the context", prefixes.items(), terms.PREFIXES.items())
    ours = {
        name: value
        for name, value in inside.items()
        if name not in prefixes and iri_of(name, value).startswith(terms.NS)
    }
    yield from differences(
        "term in the context", ours, declared.classes | set(declared.individuals) | declared.properties
    )
    ranges = {name: use for (_, name), use in declared.uses.items()}
    for name, value in sorted(ours.items()):
        if iri_of(name, value) != terms.cg(name):
            yield f"'{name}' in the context means <{iri_of(name, value)}>"
        reading = (
            {key: said for key, said in value.items() if key != "@id"} if isinstance(value, dict) else {}
        )
        if reading != reading_of(owl, name, ranges.get(name)):
            yield f"'{name}' in the context is read as {reading}, and is {reading_of(owl, name, ranges.get(name))}"


def iri_of(name: str, value: object) -> str:
    """The IRI that a term of the context means."""
    written = value.get("@id", name) if isinstance(value, dict) else value
    prefix, _, rest = str(written).partition(":")
    return terms.PREFIXES.get(prefix, f"{prefix}:") + rest


def reading_of(owl: Graph, name: str, use: Use | None) -> dict[str, str]:
    """How the values of a property are to be read, by its range."""
    if use is None or use.datatype == str(XSD.string):
        return {}
    if use.datatype == str(RDFS.Literal):
        return {"@container": "@language"}
    if use.datatype:
        return {"@type": terms.shorten(use.datatype)}
    listed = {one.__name__ for one in closed_lists()}
    return {"@type": "@vocab" if ends(owl, name, RDFS.range) & listed else "@id"}


def differences(what: str, found: Iterable[object], wanted: Iterable[object]) -> Iterator[str]:
    """What is on one side only."""
    left, right = set(found), set(wanted)
    yield from sorted(f"{what}: {one} is not known elsewhere" for one in left - right)
    yield from sorted(f"{what}: {one} is missing" for one in right - left)


def faults(owl: Graph, shapes: Graph, context: dict[str, Any]) -> list[str]:
    """Every difference between the four."""
    return [
        *faults_of_owl(owl),
        *faults_of_terms(owl),
        *faults_of_shapes(shapes, owl),
        *faults_of_context(context, owl),
    ]


# The tests.


@pytest.fixture
def four() -> tuple[Graph, Graph, dict[str, Any]]:
    """Copies of the three files, to be read or spoilt; the models are the fourth."""
    context: dict[str, Any] = json.loads(file_of("context.jsonld"))
    shapes = parsed("shapes.ttl") + parsed("derived_shapes.ttl")
    return Graph() + parsed("claimgraph.ttl"), shapes, context


def test_models_owl_shapes_and_context_say_the_same(four: tuple[Graph, Graph, dict[str, Any]]) -> None:
    """Every class, property and enumerated value of one is in the others, with the same type, count and list."""
    assert faults(*four) == []
    assert len(of_models().properties) > 80, "the readers found next to nothing to compare"
    assert len(of_shapes(four[1]).uses) > 200


Spoil = Callable[[Graph, Graph, dict[str, Any]], object]
CG: Final = Namespace(terms.NS)
CGS: Final = Namespace("https://w3id.org/claimgraph/shapes#")


def in_owl(subject: URIRef, predicate: URIRef, *, to: RdfNode | None = None) -> Spoil:
    """Take a term's property out of the OWL file, or change it."""
    return lambda owl, _shapes, _context: change(owl, subject, predicate, to)


def in_shapes(subject: URIRef, predicate: URIRef, *, to: RdfNode | None = None) -> Spoil:
    """Take a shape's property out, or change it."""
    return lambda _owl, shapes, _context: change(shapes, subject, predicate, to)


def in_context(name: str, *, to: object = None) -> Spoil:
    """Take a term out of the context, or change it."""
    return lambda _owl, _shapes, context: (
        context["@context"].pop(name) if to is None else context["@context"].update({name: to})
    )


def one_of_many(subject: URIRef, value: URIRef, *, there: bool) -> Spoil:
    """Take one property shape out of a node shape, or put one in."""
    triple = (subject, SH.property, value)
    return lambda _owl, shapes, _context: shapes.remove(triple) if there else shapes.add(triple)


def shortened(shape: URIRef) -> Spoil:
    """Take the first value out of a closed list in the shapes."""
    return lambda _owl, shapes, _context: shapes.set(
        (shape, SH["in"], shapes.value(shapes.value(shape, SH["in"]), RDF.rest) or RDF.nil)
    )


def change(graph: Graph, subject: URIRef, predicate: URIRef, to: RdfNode | None) -> None:
    """Give a property one value, or none; what is taken out must have been there."""
    if to is not None:
        graph.set((subject, predicate, to))
        return
    assert (subject, predicate, None) in graph
    graph.remove((subject, predicate, None))


SPOILT: Final[dict[str, tuple[str, Spoil]]] = {
    "a class that no model is": ("Rumour", in_owl(CG.Rumour, RDF.type, to=OWL.Class)),
    "a class gone from OWL": ("Restoration", in_owl(CG.Restoration, RDF.type)),
    "a property gone from OWL": ("speaker", in_owl(CG.speaker, RDF.type)),
    "a property that is a class": ("mood", in_owl(CG.mood, RDF.type, to=OWL.Class)),
    "a shortcut gone from OWL": ("carrier", in_owl(CG.carrier, RDF.type)),
    "an individual gone from OWL": ("admits", in_owl(CG.admits, RDF.type)),
    "an individual that no value is": ("shouts", in_owl(CG.shouts, RDF.type, to=OWL.NamedIndividual)),
    "another datatype in OWL": ("period", in_owl(CG.period, RDFS.range, to=XSD.date)),
    "another domain in OWL": ("stance", in_owl(CG.stance, RDFS.domain, to=CG.Claim)),
    "a rule's word gone from OWL": ("rootKind", in_owl(CG.rootKind, RDF.type)),
    "a kind of root gone from OWL": ("witnessRoot", in_owl(CG.witnessRoot, RDF.type)),
    "a kind of verdict gone from OWL": ("tension", in_owl(CG.tension, RDF.type, to=CG.RelationKind)),
    "another range in OWL": ("claim", in_owl(CG.claim, RDFS.range, to=CG.Source)),
    "a term without its French": ("Claim", in_owl(CG.Claim, RDFS.label, to=Literal("claim", "en"))),
    "a term without a definition": ("denies", in_owl(CG.denies, SKOS.definition)),
    "a term without an example": ("denies", in_owl(CG.denies, SKOS.example)),
    "a term without a home": ("denies", in_owl(CG.denies, RDFS.isDefinedBy)),
    "an example of something else": ("quote", in_owl(CG.quote, SKOS.example, to=Literal(":a cg:end 1 ."))),
    "an example that is no Turtle": ("quote", in_owl(CG.quote, SKOS.example, to=Literal(":a cg:quote"))),
    "a term without an alignment": ("quote", in_owl(CG.quote, SKOS.closeMatch)),
    "a term aligned and excused": ("quote", in_owl(CG.quote, SKOS.editorialNote, to=Literal(f"{NO_ALIGNMENT}x"))),
    "a shape gone": ("BasisGroup", in_shapes(CGS.BasisGroup, SH.closed)),
    "a property gone from a shape": ("speaker", one_of_many(CGS.Statement, CGS.speaker, there=True)),
    "a property too many in a shape": ("speaker", one_of_many(CGS.Claim, CGS.speaker, there=False)),
    "a requirement gone": ("speaker", in_shapes(CGS.speaker, SH.minCount)),
    "a limit gone": ("stance", in_shapes(CGS.stance, SH.maxCount)),
    "another datatype in a shape": ("exactly", in_shapes(CGS.exactly, SH.datatype, to=XSD.float)),
    "a shorter list in a shape": ("strength", shortened(CGS.strength)),
    "another class in a shape": ("scope", in_shapes(CGS.scope, SH["class"], to=CG.Claim)),
    "a reference to another kind": ("exclusiveWith", in_shapes(CGS.IsClaim, SH["class"], to=CG.Person)),
    "a shortcut of another type": ("dateFrom", in_shapes(CGS.dateFrom, SH.datatype, to=XSD.string)),
    "a shape of a derived node gone": ("Verdict", in_shapes(CGS.Verdict, SH.closed)),
    "a shorter list of kinds of root": ("rootKind", shortened(CGS.rootKind)),
    "a derived property required": ("standing", in_shapes(CGS.standing, SH.minCount, to=Literal(1))),
    "a word on a claim gone from its shape": ("entails", one_of_many(CGS.DerivedClaim, CGS.entails, there=True)),
    "a term gone from the context": ("firstHand", in_context("firstHand")),
    "a term too many in the context": ("rumour", in_context("rumour", to="cg:rumour")),
    "a term of another meaning": ("claim", in_context("claim", to={"@id": "cg:slug", "@type": "@id"})),
    "values read as strings": ("speaker", in_context("speaker", to="cg:speaker")),
    "values read without language": ("content", in_context("content", to="cg:content")),
    "a prefix of another namespace": ("prov", in_context("prov", to="https://example.org/")),
}  # fmt: skip


@pytest.mark.parametrize(("name", "spoil"), SPOILT.values(), ids=SPOILT)
def test_a_seeded_fault_is_found_and_named(
    four: tuple[Graph, Graph, dict[str, Any]], name: str, spoil: Spoil
) -> None:
    """Each kind of drift between the four is reported, with the term in question."""
    spoil(*four)
    assert any(name in fault for fault in faults(*four))


def test_the_mapping_writes_every_property_and_no_other(everything_as_quads: tuple[ox.Quad, ...]) -> None:
    """What a dossier that uses everything becomes has each property of models and shortcuts in it, and only those."""
    written = {quad.predicate.value.removeprefix(terms.NS) for quad in everything_as_quads}
    ours = {name for name in written if ":" not in name}
    assert ours == stated_properties() - set(TAXONOMY) - set(LOG)
    classes = {
        quad.object.value.removeprefix(terms.NS)
        for quad in everything_as_quads
        if quad.predicate.value == str(RDF.type) and isinstance(quad.object, ox.NamedNode)
    }
    assert {name for name in classes if ":" not in name} == {m.rdf_class for m in models()} | set(STEPS)


def test_each_word_of_the_taxonomies_alone_stands_in_one() -> None:
    """The words that only taxonomies use are used there; one that is not has no place in the ontology."""
    quads = [*taxonomies.actions().quads(), *taxonomies.products().quads()]
    used = {quad.predicate.value for quad in quads}
    assert [name for name in TAXONOMY if terms.cg(name) not in used] == []
    assert {name.removeprefix(terms.NS) for name in used if name.startswith(terms.NS)} <= known_properties()


def test_each_word_of_the_log_graph_is_written_there() -> None:
    """The words of the store's log are those that it writes; a dossier's own graph has none of them."""
    time = "2024-01-31T12:00:00+00:00"
    entry = log.Entry(graph=terms.ID, content="", quads=0, source="", recorded=time, first=time)
    assert {quad.predicate.value for quad in log.to_quads(entry)} == {terms.cg(name) for name in LOG}


def test_general_classes_are_those_that_models_inherit_from() -> None:
    """Agents are entities, reports are sources, a stand-in is a text: in Python and in OWL."""
    owl = parsed("claimgraph.ttl")
    entities = import_module("claimgraph.ontology.entities")
    bases = {"Entity": entities.Entity, "Agent": entities.Agent, "Source": sources.SourceBase}
    bases["Text"] = sources.StoredText
    for name, base in bases.items():
        kinds = {model.rdf_class for model in models() if issubclass(model, base)}
        assert leaves(owl, [name]) == kinds


def test_symmetric_relations_are_symmetric_in_owl() -> None:
    """The direct triples that go both ways are declared to."""
    owl = parsed("claimgraph.ttl")
    symmetric = {local(one) for one in owl.subjects(RDF.type, OWL.SymmetricProperty)}
    kinds = {local_name(kind): kind.symmetric for kind in vocabulary.RelationKind}
    assert {name for name in kinds if name in symmetric} == {name for name in kinds if kinds[name]}


def test_no_relation_is_a_kind_of_citing() -> None:
    """CiTO is a neighbour (skos:closeMatch); a sub-property of it would imply cito:cites."""
    owl = parsed("claimgraph.ttl")
    parents = owl.objects(None, RDFS.subPropertyOf)
    assert [str(one) for one in parents if str(one).startswith(terms.PREFIXES["cito"])] == []


def test_the_ontology_has_no_blank_nodes() -> None:
    """Its bytes are stable wherever it is exported with the data."""
    quads = list(ox.parse(file_of("claimgraph.ttl"), format=ox.RdfFormat.TURTLE))
    assert not {type(node) for quad in quads for node in (quad.subject, quad.object)} & {ox.BlankNode}


def point(text: str) -> object:
    """A date, which an interval is not."""
    return TypeAdapter(dates.EdtfDate).validate_python(text)


@pytest.mark.parametrize(("name", "check"), [("period", dates.bounds), ("published", point)])
def test_the_shapes_tell_dates_as_the_models_do(name: str, check: Callable[[str], object]) -> None:
    """What a date looks like is one pattern; a day that no month has is left to the models."""
    pattern = re.compile(str(parsed("shapes.ttl").value(CGS[name], SH.pattern)))
    written = (
        *("2023", "2023-07", "2023-07-04", "2023?", "2023-07~", "2022-02/2023", "2022-02/..", "2022-02/"),
        *("../2023", "/2023%", "..", "/", "../..", "23", "2023-7", "2023-07-4", "July", "2023/2024/2025"),
        *("2023-07-04T12:00", "", "2023-", "2023-07 ", "2023??"),
    )

    def accepted(text: str) -> bool:
        try:
            check(text)
        except ValueError:
            return False
        return True

    assert {text: pattern.search(text) is not None for text in written} == {
        text: accepted(text) for text in written
    }


def test_the_shapes_have_the_patterns_of_the_models() -> None:
    """A code that a model refuses by its pattern is refused by the shape, by the same pattern."""
    shapes = parsed("shapes.ttl")
    for model in models():
        schema = model.model_json_schema()["properties"]
        for _name, key, rdf in fields_of(model):
            found = re.findall(r"'pattern': '((?:[^'\\]|\\.)*)'", repr(schema[key]))
            if rdf.codec == "literal" and found:
                shape = CGS[rdf.term]
                written = str(shapes.value(shape, SH.pattern))
                assert written == found[0].replace("(?:", "("), f"{model.rdf_class}.{key}"
