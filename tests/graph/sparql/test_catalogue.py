"""The catalogue of named queries: what a file says of itself, and how values are bound."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from claimgraph.graph.sparql.catalogue import KINDS, bind, catalogue, named
from claimgraph.ontology.errors import QueryParameterError, UnknownNameError
from tests.small import dossier, iri, said, store_of

HOSTILE = "x> } DROP ALL ; SELECT * { ?s ?p <x"


def as_is(name: str, _kinds: tuple[str, ...]) -> str:
    """A resolver that takes names for IRIs."""
    return name


def test_every_query_says_what_it_is() -> None:
    """A title, a sentence, and a type that is known for each parameter, with a place in the text."""
    assert len(catalogue()) >= 10
    for query in catalogue().values():
        assert query.title
        assert query.description.endswith(".")
        for parameter in query.parameters:
            assert parameter.type in {*KINDS, "date", "text"}
            assert f"VALUES ?{parameter.name} {{ UNDEF }}" in query.text
            assert parameter.description.endswith(".")


def test_every_place_for_a_value_is_a_parameter() -> None:
    """A value that nobody can give would be a mistake in the file."""
    for query in catalogue().values():
        text = query.text
        for parameter in query.parameters:
            text = bind(text, parameter.name, ox.Literal("x"))
        assert "UNDEF" not in text, query.name


def test_a_value_is_bound_in_every_place_of_its_name() -> None:
    """In each sub-select, since a value outside does not reach in."""
    bound = named("contradictions").bound({"claim": iri("claim", "c")}, as_is)
    assert bound.count(f"VALUES ?claim {{ <{iri('claim', 'c')}> }}") == named("contradictions").text.count(
        "UNDEF"
    )


@pytest.mark.parametrize(
    ("query", "given", "message"),
    [
        ("sources-of", {}, "query 'sources-of' needs 'claim': Whose sources. Add claim=…"),
        ("support", {"speaker": "x"}, "query 'support' has no parameter 'speaker'; it takes claim"),
        ("figures", {"claim": "x"}, "query 'figures' has no parameter 'claim'; it takes no parameter"),
        ("timeline", {"since": "last week"}, "'since' wants a date: 'last week' is not a date"),
        ("timeline", {"since": "../2023"}, "'since' wants a date with a beginning; '../2023' has none"),
        ("timeline", {"since": HOSTILE}, "'since' wants a date"),
    ],
)
def test_a_wrong_parameter_is_refused_with_what_to_give(
    query: str, given: dict[str, str], message: str
) -> None:
    """Missing, unknown, or of another type."""
    with pytest.raises(QueryParameterError) as caught:
        named(query).bound(given, as_is)
    assert message in str(caught.value)


def test_a_name_that_leads_nowhere_is_the_resolvers_error() -> None:
    """Nothing is pasted into a query that was not found in the store first."""

    def lost(name: str, kinds: tuple[str, ...]) -> str:
        raise UnknownNameError(f"no {kinds[0]} is called '{name}'", name=name)

    with pytest.raises(UnknownNameError, match="no claim is called"):
        named("support").bound({"claim": HOSTILE}, lost)


def test_a_value_is_a_term_whatever_it_holds() -> None:
    """Quotes, braces and backslashes stay inside the literal, and the query finds what it says."""
    store = store_of(dossier(said("a", "affirms", "c", quote="q")))
    for hostile in (HOSTILE, '" } #', "\\", "a\nb", "$1 \\1 \\g<0>"):
        text = bind("SELECT ?x { VALUES ?x { UNDEF } }", "x", ox.Literal(hostile))
        (row,) = store.rows(text)
        assert row["x"] == ox.Literal(hostile)


def test_an_unknown_name_offers_the_nearest() -> None:
    """Or all there are, where nothing is near."""
    with pytest.raises(UnknownNameError, match=r"did you mean timeline\?") as caught:
        named("timelime")
    assert caught.value.candidates == (("timeline", "Timeline"),)
    with pytest.raises(UnknownNameError, match="there are admissions, circular"):
        named("zzz")
