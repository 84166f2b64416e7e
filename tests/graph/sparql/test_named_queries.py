"""The named queries: what each finds and leaves out, and that two engines find the same."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from claimgraph.graph.history.publicity import Publicity
from claimgraph.graph.sparql.catalogue import catalogue, named, prologue
from claimgraph.graph.store.store import Store
from claimgraph.loaders import load
from claimgraph.ontology import terms
from tests.conftest import ROOT
from tests.small import ID, dossier, drawn, iri, said, store_of

if TYPE_CHECKING:
    import rdflib

    from claimgraph.ontology.dossier import Dossier

Row = tuple[str | None, ...]
DATE = ox.NamedNode(terms.PREFIXES["xsd"] + "date")


def resolve(name: str, _kinds: tuple[str, ...]) -> str:
    """Tests name items by IRI."""
    return name


def text_of(query: str, **given: str) -> str:
    """A named query, bound."""
    return named(query).bound(given, resolve)


def rows(store: Store, query: str, *columns: str, **given: str) -> list[Row]:
    """The rows of a named query, in its order; IRIs of small dossiers shortened to their slugs."""
    found = []
    for solution in store.rows(text_of(query, **given)):
        cells = (solution[column] for column in columns)
        found.append(tuple(None if cell is None else _short(cell) for cell in cells))
    return found


def _short(term: object) -> str:
    if isinstance(term, ox.NamedNode):
        return term.value.rsplit("/", 1)[-1] if term.value.startswith(ID) else term.value
    assert isinstance(term, ox.Literal)
    return term.value


@pytest.fixture(scope="module")
def founding() -> Dossier:
    """The founding case."""
    return load(ROOT / "examples" / "founding.yaml").dossier


@pytest.fixture(scope="module")
def bank_fraud() -> Dossier:
    """The second dossier."""
    return load(ROOT / "tests" / "data" / "bank-fraud.yaml").dossier


@pytest.fixture(scope="module", params=["founding", "bank-fraud", "both", "hand-made", "derived", "none"])
def engines(
    request: pytest.FixtureRequest, founding: Dossier, bank_fraud: Dossier
) -> tuple[Store, rdflib.Dataset]:
    """The same quads in Oxigraph and in rdflib."""
    held = {
        "founding": [founding],
        "bank-fraud": [bank_fraud],
        "both": [founding, bank_fraud],
        "hand-made": [everything(), abroad()],
        "none": [],
    }
    store = reasoned() if request.param == "derived" else store_of(*held[request.param])
    return store, store.to_rdflib()


def everything() -> Dossier:
    """A dossier with something for every query."""
    return dossier(
        said(
            "a",
            "affirms",
            "c",
            in_="wire",
            based_on=["log"],
            date="2023-02",
            quote="q",
            verification="missing",
        ),
        said("b", "denies", "c", in_="paper", via=["wire"], date="2023"),
        said("d", "affirms", "c", likelihood="unlikely", in_="paper", also=[{"in": "wire"}]),
        said("e", "no-evidence", "c"),
        said("f", "affirms", "moved", in_="wire", quote="said so"),
        said("g", "questions", "moved", slug="s-ask"),
        said("a", "denies", "had", slug="s-deny-had"),
        relations=(
            drawn("s-a", "supports", "s-d", strength="weak"),
            drawn("log", "supports", "s-f", id="by-log"),
            drawn("log", "contradicts", "s-b", id="log-b"),
            drawn("s-f", "contradicts", "s-b", id="gone", withdrawn="2023"),
            drawn("s-f", "contradicts", "s-a", id="seems", strength="apparent"),
            drawn("s-b", "qualifies", "s-f"),
            drawn("s-e", "supports", "s-f", strength="apparent"),
            drawn("s-ask", "supports", "s-f", withdrawn="2023"),
            drawn("s-e", "undercuts", "by-log"),
        ),
        entities={
            "norland": {"kind": "state", "name": {"en": "Norland", "fr": "Nordie"}, "iso3166": "QN"},
            "rope": {"kind": "product", "name": "rope"},
            "hands-over": {"kind": "action", "name": "hands over", "broader": "delivers"},
            "takes-in": {"kind": "action", "name": "takes in", "broader": "imports"},
            "fetches": {"kind": "action", "name": "fetches", "converse-of": "delivers"},
        },
        sources={
            "paper": {"kind": "report", "published": "2023-05", "by": "d"},
            "wire": {"kind": "report", "published": "2023-04-02", "title": "The wire"},
            "log": {"kind": "evidence", "what": "a log", "in": "wire"},
            "letter": {"kind": "report", "draws-on": [{"all": ["log", "wire"]}]},
        },
        claims={
            "moved": {
                "text": "Rope moved.",
                "slots": {
                    "subject": "norland",
                    "action": "hands-over",
                    "object": ["rope", "drones"],
                    "quantity": {
                        "measure": "value",
                        "printed": ["five"],
                        "restored": {"exactly": "5000", "currency": "USD", "by": "X", "why": "Y"},
                    },
                },
            },
            "had": {
                "text": "Norland had it.",
                "slots": {"subject": "norland", "action": "takes-in", "counterparty": "a"},
            },
            "out": {
                "text": "Out.",
                "slots": {
                    "subject": "a",
                    "action": "exports",
                    "counterparty": "norland",
                    "quantity": {"measure": "count", "at-least": 2, "less-than": 7, "unit": "coils"},
                },
            },
            "got": {"text": "Got.", "slots": {"subject": "a", "action": "fetches"}},
            "planned": {
                "text": "Planned.",
                "slots": {
                    "subject": "a",
                    "action": "plans-delivery-of",
                    "quantity": {"measure": "count", "multiples-of": 1000, "printed": ["thousands"]},
                },
            },
        },
    )


def abroad() -> Dossier:
    """A second dossier that shares a state with the first, and speaks of its claim."""
    return dossier(
        said("norland", "denies", "small:claim/c", slug="s-abroad"),
        slug="abroad",
        entities={"norland": {"kind": "state", "name": "Kingdom of Norland", "iso3166": "QN"}},
        claims={"too": {"text": "Too.", "slots": {"subject": "norland", "action": "delivers"}}},
        relations=(
            drawn("small:statement/s-e", "contradicts", "small:statement/s-a"),
            drawn("s-abroad", "supports", "small:statement/s-b"),
        ),
    )


def given_for(query: str) -> list[dict[str, str]]:
    """No parameters where none is needed, and each with a value that leads somewhere."""
    values = {"claim": iri("claim", "c"), "agent": f"{ID}iso3166/QN", "date": "2023-02"}
    parameters = named(query).parameters
    bound = {parameter.name: values[parameter.type] for parameter in parameters}
    return [bound] if any(parameter.required for parameter in parameters) else [{}, bound] if bound else [{}]


@pytest.mark.filterwarnings(
    "ignore:Dataset.(contexts|default_context) is deprecated:DeprecationWarning"
)  # rdflib of itself
@pytest.mark.parametrize("query", sorted(catalogue()))
def test_two_engines_give_the_same_rows(engines: tuple[Store, rdflib.Dataset], query: str) -> None:
    """Neither engine's notion of a default graph, a path or an order of joins decides what is found."""
    store, dataset = engines
    for given in given_for(query):
        text = text_of(query, **given)
        ours = Counter(tuple(_plain(cell) for cell in solution) for solution in store.rows(text))
        theirs: Counter[Row] = Counter()
        for solution in dataset.query(prologue() + text):
            assert isinstance(solution, tuple)
            theirs[tuple(_as_text(cell) for cell in solution)] += 1
        assert ours == theirs


def _as_text(cell: object) -> str | None:
    return None if cell is None else str(cell)


def _plain(cell: object) -> str | None:
    return cell.value if isinstance(cell, (ox.NamedNode, ox.Literal)) else None


@pytest.mark.parametrize("query", sorted(catalogue()))
def test_rows_come_in_one_order_and_once(query: str) -> None:
    """Loading the dossiers the other way round changes nothing, and nobody is listed twice."""
    one, other = store_of(everything(), abroad()), store_of(abroad(), everything())
    for given in given_for(query):
        found = [[_plain(cell) for cell in row] for row in one.rows(text_of(query, **given))]
        assert found == [[_plain(cell) for cell in row] for row in other.rows(text_of(query, **given))]
        assert len({tuple(row) for row in found}) == len(found)


def test_an_empty_store_gives_no_rows(engines: tuple[Store, rdflib.Dataset]) -> None:
    """The taxonomies alone say nothing about anyone."""
    store, _ = engines
    if not store.dossiers():
        assert all(
            not list(store.rows(text_of(query, **given)))
            for query in catalogue()
            for given in given_for(query)
        )


def test_contradictions_are_drawn_or_follow_from_opposite_stances() -> None:
    """An unlikely affirmation denies; evidence may contradict; withdrawn and apparent ones are left out."""
    store = store_of(everything(), abroad())
    columns = ("statement", "against", "origin", "why")
    opposite = "Opposite stances on one claim."
    assert rows(store, "contradictions", *columns) == [
        ("log", "s-b", "authored", "log contradicts s-b"),
        ("s-a", "s-abroad", "derived", opposite),
        ("s-a", "s-b", "derived", opposite),
        ("s-a", "s-d", "derived", opposite),
        ("s-e", "s-a", "authored", "small:statement/s-e contradicts small:statement/s-a"),
    ]
    assert rows(store, "contradictions", "statement", claim=iri("claim", "moved")) == []


def test_pairs_too_many_to_read_are_told_by_the_first_of_either_side() -> None:
    """A claim that very many affirm and deny gives each of them one pair, and the reason says so."""
    yes = [said(f"y{i:02d}", "affirms", "c") for i in range(60)]
    no = [said(f"n{i:02d}", "denies", "c") for i in range(50)]
    found = rows(store_of(dossier(*yes, *no)), "contradictions", "statement", "against", "why")
    assert len(found) == 60 + 50 - 1
    assert {row[0] for row in found} == {f"s-y{i:02d}" for i in range(60)}
    assert {row[1] for row in found} == {f"s-n{i:02d}" for i in range(50)}
    assert all("s-y00" in row or "s-n00" in row for row in found)
    assert {row[2] for row in found} == {"Opposite stances on one claim; too many to list each pair."}
    denials = rows(store_of(dossier(*yes, *no)), "denials", "denial", "met")
    assert denials == [(f"s-n{i:02d}", "s-y00") for i in range(50)]


def test_support_leaves_out_what_is_withdrawn_or_only_seems_to_support() -> None:
    """Evidence supports too, and so does a statement of another dossier."""
    store = store_of(everything(), abroad())
    columns = ("supporter", "supported", "strength")
    assert rows(store, "support", *columns) == [
        ("s-abroad", "s-b", "strong"),
        ("s-a", "s-d", "weak"),
        ("log", "s-f", "strong"),
    ]
    assert rows(store, "support", *columns, claim=iri("claim", "moved")) == [("log", "s-f", "strong")]


def test_denials_meet_what_they_answer_or_nothing() -> None:
    """The same claim's affirmations, and whatever a drawn relation ties them to; one that meets nothing is there."""
    store = store_of(everything(), abroad())
    assert rows(store, "denials", "denial", "meeting", "origin", "met") == [
        ("s-abroad", "contradicts", "derived", "s-a"),
        ("s-b", "contradicts", "derived", "s-a"),
        ("s-b", "qualifies", "authored", "s-f"),
        ("s-d", "contradicts", "derived", "s-a"),
        ("s-d", "meets what supports it", "authored", "s-a"),
        ("s-deny-had", None, None, None),
    ]
    assert rows(store, "denials", "denial", speaker=f"{ID}iso3166/QN") == [("s-abroad",)]


def test_a_non_observation_stands_beside_the_affirmations_and_denies_nothing() -> None:
    """Who has seen none is listed with those who affirm, and in no other query as a denial."""
    store = store_of(everything())
    assert rows(store, "non-observations", "statement", "affirmation") == [("s-e", "s-a")]
    assert "s-e" not in {row[0] for row in rows(store, "denials", "denial")}


def test_figures_stand_as_printed_beside_what_restores_them() -> None:
    """Each bound has its row; a restored amount has its own currency."""
    columns = (
        "claim",
        "measure",
        "bound",
        "amount",
        "unit",
        "printed",
        "restored",
        "restoredUnit",
        "restoredBy",
    )
    assert rows(store_of(everything()), "figures", *columns) == [
        ("moved", "value", None, None, None, "five", "5000", "USD", "X"),
        ("out", "count", "atLeast", "2", "coils", None, None, None, None),
        ("out", "count", "lessThan", "7", "coils", None, None, None, None),
        ("planned", "count", "multiplesOf", "1000", None, "thousands", None, None, None),
    ]


def sole(*statements: tuple[str, dict[str, Any]]) -> list[Row]:
    """The claims that rest on one report, with how many statements do."""
    sources = {name: {"kind": "report"} for name in ("paper", "wire", "other")}
    sources["log"] = {"kind": "evidence", "what": "a log"}
    store = store_of(dossier(*statements, sources=sources))
    return rows(store, "sole-report", "claim", "report", "statements")


def test_a_claim_rests_on_one_report_however_many_repeat_it() -> None:
    """It is the report nearest to the speaker that counts, by whatever path, and not one that repeats it."""
    assert sole(said("a", "affirms", "c", in_="paper")) == [("c", "paper", "1")]
    repeated = said("b", "affirms", "c", in_="paper", via=["wire"])
    assert sole(said("a", "affirms", "c", in_="wire"), repeated) == [("c", "wire", "2")]
    assert sole(said("a", "affirms", "c", in_="paper"), repeated) == []
    assert sole(said("a", "affirms", "c", in_="wire", also=[{"in": "paper"}])) == []
    assert sole(said("a", "affirms", "c", in_="wire", also=[{"in": "paper", "via": ["wire"]}])) == [
        ("c", "wire", "1")
    ]
    elsewhere = said("b", "affirms", "d", in_="paper", also=[{"in": "other", "via": ["wire"]}])
    assert [
        row[0] for row in sole(said("a", "affirms", "c", in_="wire", also=[{"in": "paper"}]), elsewhere)
    ] == []


def test_a_relaying_statement_is_no_report_and_an_unknown_way_is_another_way() -> None:
    """Nested speech does not hide the report; a statement that no report carried does not rest on one."""
    relayed = said("b", "affirms", "c", in_="paper", via=["wire", "s-a"])
    assert sole(said("a", "affirms", "c", in_="wire"), relayed) == [("c", "wire", "2")]
    assert sole(said("a", "affirms", "c", in_="wire"), said("b", "affirms", "c")) == []
    assert sole(said("a", "affirms", "c")) == []
    assert sole(said("a", "denies", "c", in_="wire")) == []


def test_sources_are_followed_however_far_back() -> None:
    """Carriers and bases are told apart; a group of bases is opened."""
    store = store_of(
        dossier(
            said("a", "affirms", "c", in_="paper", via=["wire"], based_on=[{"all": ["s-b", "letter"]}]),
            said("b", "affirms", "d", based_on=["log"]),
            sources={
                "paper": {"kind": "report"},
                "wire": {"kind": "report"},
                "letter": {"kind": "report", "draws-on": [{"all": ["log", "wire"]}]},
                "log": {"kind": "evidence", "what": "a log"},
            },
        )
    )
    assert rows(store, "sources-of", "statement", "tie", "source", "kind", claim=iri("claim", "c")) == [
        ("s-a", "basis", "letter", "report"),
        ("s-a", "basis", "log", "evidence"),
        ("s-a", "basis", "wire", "report"),
        ("s-a", "basis", "s-b", "statement"),
        ("s-a", "carrier", "paper", "report"),
        ("s-a", "carrier", "wire", "report"),
    ]


def test_what_a_speaker_says_stands_in_the_order_of_its_dates() -> None:
    """Undated statements come first; the stance is the one that was said."""
    store = store_of(
        dossier(
            said("a", "affirms", "c", date="2023-02", likelihood="unlikely", slug="s-late"),
            said("a", "denies", "d", date="2023", slug="s-early", quote="no"),
            said("a", "affirms", "d", slug="s-undated"),
            said("b", "affirms", "d"),
        )
    )
    columns = ("statement", "date", "stance", "claim", "quote")
    assert rows(store, "statements-by", *columns, speaker=iri("entity", "a")) == [
        ("s-undated", None, "affirms", "d", None),
        ("s-early", "2023", "denies", "d", "no"),
        ("s-late", "2023-02", "affirms", "c", None),
    ]


def test_the_timeline_says_what_each_day_is() -> None:
    """A statement's own day, else its report's; a month stands at its last day; what has neither comes last."""
    store = store_of(everything())
    assert rows(store, "timeline", "statement", "day", "known", "date") == [
        ("s-a", "2023-02-28", "said", "2023-02"),
        ("s-f", "2023-04-02", "published", "2023-04-02"),
        ("s-d", "2023-05-31", "published", "2023-05"),
        ("s-b", "2023-12-31", "said", "2023"),
        ("s-ask", None, "undated", None),
        ("s-deny-had", None, "undated", None),
        ("s-e", None, "undated", None),
    ]
    assert rows(store, "timeline", "statement", since="2023-04") == [("s-f",), ("s-d",), ("s-b",)]


def test_the_four_times_of_a_statement_stand_apart() -> None:
    """When it happened, was made, was printed, and was recorded; the last from the log, and no dossier's word."""
    store = Store.in_memory()
    store.load(
        dossier(
            said("a", "affirms", "c", in_="paper", via=["wire"], date="2023-01"),
            said("b", "affirms", "d", in_="wire", public=True, date="2023"),
            said("e", "affirms", "d"),
            scope={"period": "2022/.."},
            claims={"d": {"text": "D.", "slots": {"period": "2021-05"}}},
            sources={
                "paper": {"kind": "report", "published": "2023-05"},
                "wire": {"kind": "report", "in": "agency"},
                "agency": {"kind": "report", "published": "2023-04-02"},
            },
        ),
        recorded_at=datetime(2024, 1, 2, tzinfo=UTC),
    )
    columns = ("statement", "event", "known", "made", "published", "public", "recorded")
    recorded = "2024-01-02T00:00:00Z"
    assert rows(store, "four-times", *columns) == [
        ("s-a", "2022/..", "assumed", "2023-01", "2023-04-02", "2023-04-02", recorded),
        ("s-b", "2021-05", "said", "2023", "2023-04-02", "2023-04-02", recorded),
        ("s-e", "2021-05", "said", None, None, None, recorded),
    ]
    assert rows(store, "four-times", "statement", claim=iri("claim", "c")) == [("s-a",)]


@pytest.mark.parametrize("held", ["founding", "bank_fraud", "hand_made"])
def test_the_days_that_sparql_finds_are_those_of_the_snapshots(
    held: str, request: pytest.FixtureRequest
) -> None:
    """Two ways to one answer: since when a statement was public."""
    one: Dossier = everything() if held == "hand_made" else request.getfixturevalue(held)
    publicity = Publicity([one])
    found = list(store_of(one).rows(text_of("four-times")))
    assert len(found) == len(one.statements)
    for row in found:
        day = publicity.day(str(row["statement"].value))
        assert row["public"] == (None if day is None else ox.Literal(day.isoformat(), datatype=DATE))


def test_transfers_are_read_in_one_direction() -> None:
    """Importing is delivering the other way; a dossier's own kinds of delivering count; plans do not."""
    store = store_of(everything(), abroad())
    columns = ("senders", "goods", "receivers", "claim", "affirmed", "denied")
    assert sorted(rows(store, "transfers", *columns), key=str) == sorted(
        [
            ("", "", "A", "got", "0", "0"),
            ("A", "", "Kingdom of Norland", "had", "0", "1"),
            ("A", "", "Kingdom of Norland", "out", "0", "0"),
            ("Kingdom of Norland", "drones or rope", "", "moved", "1", "0"),
            ("Kingdom of Norland", "", "", "too", "0", "0"),
        ],
        key=str,
    )


def test_a_claim_is_unsupported_if_nothing_stands_beneath_its_affirmations() -> None:
    """A basis, a witness or a supporter is enough; a denial's basis is not."""
    store = store_of(
        dossier(
            said("a", "affirms", "bare"),
            said("b", "affirms", "bare"),
            said("d", "affirms", "based", based_on=["log"]),
            said("e", "affirms", "seen", first_hand=True),
            said("f", "affirms", "backed"),
            said("g", "affirms", "seemingly"),
            said("h", "denies", "denied", based_on=["log"]),
            relations=(
                drawn("log", "supports", "s-f"),
                drawn("log", "supports", "s-g", strength="apparent"),
            ),
            sources={"log": {"kind": "evidence", "what": "a log"}},
        )
    )
    assert rows(store, "unsupported", "claim", "affirmations") == [("bare", "2"), ("seemingly", "1")]


def test_quotes_that_were_not_found_say_why() -> None:
    """Verified ones are left out; one that nobody checked says so."""
    quoted = [
        said(
            f"p{i}", "affirms", "c", quote="q", in_="paper", **({"verification": outcome} if outcome else {})
        )
        for i, outcome in enumerate(["verified", "missing", "text-not-held", "located", ""])
    ]
    store = store_of(dossier(*quoted, sources={"paper": {"kind": "report"}}))
    assert rows(store, "unverified-quotes", "statement", "outcome", "report") == [
        ("s-p3", "located", "paper"),
        ("s-p1", "missing", "paper"),
        ("s-p4", "notChecked", "paper"),
        ("s-p2", "textNotHeld", "paper"),
    ]


def test_every_query_writes_its_graphs() -> None:
    """Engines differ on what stands in the default graph, so no pattern is left to it."""
    for query in catalogue().values():
        store = ox.Store()
        store.extend(
            ox.Quad(quad.subject, quad.predicate, quad.object, ox.DefaultGraph())
            for quad in store_of(everything()).quads_for_pattern(None, None, None, None)
        )
        for given in given_for(query.name):
            found = store.query(text_of(query.name, **given), prefixes=dict(terms.PREFIXES))
            assert isinstance(found, ox.QuerySolutions)
            assert not list(found), query.name


def reasoned() -> Store:
    """A small store with something for each query on what is derived."""
    return store_of(
        dossier(
            said("a", "affirms", "c-vests", based_on=["log"], in_="wire"),
            said("b", "affirms", "c-vests", based_on=["log"], in_="paper"),
            said("norland", "denies", "c-gear", in_="paper"),
            said("minister", "affirms", "c-gear", in_="wire", speech_act="admits"),
            said("x", "affirms", "c-plan", in_="wire"),
            said("loop", "affirms", "d", based_on=["s-pool"]),
            said("pool", "affirms", "d", based_on=["s-loop"]),
            relations=(drawn("s-x", "tension", "s-norland", strength="weak"),),
            entities={
                "norland": {"kind": "state", "name": "Norland", "iso3166": "QN"},
                "sudland": {"kind": "state", "name": "Sudland", "iso3166": "QS"},
                "minister": {
                    "kind": "person",
                    "name": "the minister",
                    "acts-for": "norland",
                    "interested": True,
                },
                "gear": {"kind": "product", "name": "gear"},
                "vests": {"kind": "product", "name": "vests", "broader": "gear"},
                "one": {"kind": "outlet", "name": "One"},
                "two": {"kind": "outlet", "name": "Two"},
            },
            claims={
                f"c-{name}": {
                    "text": f"{name}.",
                    "slots": {
                        "subject": "norland",
                        "action": action,
                        "object": thing,
                        "counterparty": "sudland",
                    },
                }
                for name, action, thing in (
                    ("vests", "delivers", "vests"),
                    ("gear", "delivers", "gear"),
                    ("plan", "plans-delivery-of", "vests"),
                )
            },
            sources={
                "log": {"kind": "evidence", "what": "a log"},
                "wire": {"kind": "report", "by": "one"},
                "paper": {"kind": "report", "by": "two"},
            },
        )
    )


def test_standings_say_where_claims_stand_and_on_how_many_roots() -> None:
    """Vests rest on one log in two outlets; it defeats the denial of all gear, as does the minister's admission."""
    found = rows(reasoned(), "standing", "claim", "standing", "rootsFor", "rootsAgainst", "statements")
    assert found == [
        ("c-gear", "accepted", "2", "0", "4"),
        ("c-vests", "accepted", "1", "0", "3"),
        ("c-plan", "unsupported", "0", "0", "1"),
        ("d", "unsupported", "0", "0", "2"),
    ]
    only = rows(reasoned(), "standing", "claim", claim=iri("claim", "c-plan"))
    assert only == [("c-plan",)]


def test_roots_are_listed_by_side_and_kind() -> None:
    """Counted ones first; a party's word beside them."""
    columns = ("side", "kind", "counted", "item", "statements", "outlets")
    assert rows(reasoned(), "roots", *columns, claim=iri("claim", "c-vests")) == [
        ("affirms", "evidence", "true", "log", "2", "2"),
        ("denies", "party", "false", "s-norland", "1", "1"),
    ]


def test_many_outlets_and_one_root_are_found() -> None:
    """Two outlets, one log; gear has a second root and is not listed."""
    columns = ("claim", "side", "kind", "outlets", "statements")
    assert rows(reasoned(), "one-root", *columns) == [("c-vests", "affirms", "evidence", "2", "2")]


def test_verdicts_are_those_of_the_rules() -> None:
    """A tension that somebody drew is none of them."""
    columns = ("from", "to", "verdict", "reason", "slot")
    assert rows(reasoned(), "verdicts", *columns, claim=iri("claim", "c-plan")) == [
        ("s-x", "s-norland", "noVerdict", "out-of-scope", "action"),
    ]


def test_a_denial_that_misses_by_one_slot_answers_nothing() -> None:
    """To deny a delivery is not to deny a plan."""
    assert rows(reasoned(), "non-responsive", "denial", "affirmation", "slot", "reason") == [
        ("s-norland", "s-x", "action", "out-of-scope")
    ]


def test_admissions_and_words_against_the_own_side_stand_together() -> None:
    """The minister admits what the state that the minister acts for denies."""
    assert rows(reasoned(), "admissions", "kind", "statement", "against") == [
        ("admission", "s-minister", None),
        ("own-side", "s-minister", "s-norland"),
    ]


def test_cruxes_are_ranked_by_what_rests_solely_on_them() -> None:
    """Vests have the log alone; gear has the minister too."""
    assert rows(reasoned(), "cruxes", "thing", "claims")[0] == ("log", "1")


def test_circles_name_their_members() -> None:
    """Two statements that rest on each other hold each other up no more than the air does."""
    assert rows(reasoned(), "circular", "of", "member") == [("basis", "s-loop"), ("basis", "s-pool")]


def test_a_matrix_lists_what_bears_on_each_hypothesis() -> None:
    """The log's readers fit both; the denial of all gear is inconsistent with vests as with gear."""
    columns = ("item", "hypothesis", "bearing")
    given = {"claim": iri("claim", "c-vests"), "other": iri("claim", "c-gear")}
    found = rows(reasoned(), "matrix", *columns, **given)
    assert ("s-a", "c-vests", "consistent") in found
    assert ("s-a", "c-gear", "consistent") in found
    assert ("s-norland", "c-vests", "inconsistent") in found
    assert ("s-norland", "c-gear", "inconsistent") in found
