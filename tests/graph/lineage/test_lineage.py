"""Lineage told case by case: copies, owners, circles, nested speech, groups of bases, what falls with what."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from claimgraph.graph.index.index import Index
from claimgraph.graph.index.kinds import RootKind
from claimgraph.graph.lineage.lineage import Lineage
from claimgraph.loaders import load
from tests.small import dossier, iri, said

if TYPE_CHECKING:
    from claimgraph.ontology.dossier import Dossier

ROOT = Path(__file__).resolve().parents[3]
AGENTS = {
    "times": {"kind": "outlet", "name": "The Times", "owner": "holding"},
    "post": {"kind": "outlet", "name": "The Post", "owner": "holding"},
    "wire": {"kind": "outlet", "name": "The Wire"},
    "holding": {"kind": "firm", "name": "Holding"},
    "army": {"kind": "group", "name": "The army", "part-of": "land"},
    "land": {"kind": "state", "name": "Land"},
    "ministry": {"kind": "public-body", "name": "The ministry", "part-of": "land"},
}


@pytest.fixture(scope="module")
def founding() -> Dossier:
    """The founding case."""
    return load(ROOT / "examples" / "founding.yaml").dossier


def report(by: str, **more: object) -> dict[str, Any]:
    """A report by an outlet."""
    return {
        "kind": "report",
        "by": by,
        **{name.rstrip("_").replace("_", "-"): value for name, value in more.items()},
    }


def lineage(*statements: tuple[str, dict[str, Any]], **parts: Any) -> Lineage:  # noqa: ANN401 - as a file has them
    """The lineage of one small dossier."""
    agents = {**AGENTS, **parts.pop("entities", {})}
    return Lineage(Index.of([dossier(*statements, entities=agents, **parts)]))


def number(of: Lineage, kind: str, slug: str) -> int:
    """A statement or source as a thing."""
    found = of.index.thing(iri(kind, slug))
    assert found is not None
    return found


def told(of: Lineage) -> list[tuple[str, tuple[str, ...]]]:
    """Kind and items of the roots of the first claim."""
    roots = of.roots(0, of.index.claims.statements.of(0))
    named = [tuple(of.index.thing_iri(item).rpartition("/")[2] for item in root.items) for root in roots]
    return [(root.kind.name.lower(), items) for root, items in zip(roots, named, strict=True)]


def test_syndicated_copies_and_outlets_of_one_owner_are_one_outlet() -> None:
    """A copy is known by its text; two titles of one house are one voice."""
    text = {"sha256": "a" * 64}
    found = lineage(
        said("a", "affirms", "c", in_="r1"),
        said("b", "affirms", "c", in_="r2"),
        said("d", "affirms", "c", in_="r3"),
        sources={
            "r1": report("times", text=text),
            "r2": report("post"),
            "r3": report("wire", text=text),
        },
    )
    assert found.outlets([0, 1]) == 1
    assert found.outlets([0, 1, 2]) == 1
    assert found.outlets([1, 2]) == 2


def test_one_witness_in_many_papers_is_one_root() -> None:
    """However often they are quoted; their words alone make copies one as well."""
    quote = "I saw the lorries cross the bridge before the dawn broke."
    found = lineage(
        said("a", "affirms", "c", slug="s1", first_hand=True),
        said("a", "affirms", "c", slug="s2", first_hand=True, quote=quote),
        said("b", "affirms", "c", slug="s3", first_hand=True, quote=quote.upper()),
        said("d", "affirms", "c", slug="s4", first_hand=True),
    )
    assert told(found) == [("witness", ("s1", "s2", "s3")), ("witness", ("s4",))]
    assert found.root_counts(found.index.claims.statements).counted.tolist() == [2]


def test_unknown_ends_are_grouped_and_never_counted() -> None:
    """Outlets that name nobody are no roots, and statements of theirs are told as of unknown lineage."""
    found = lineage(
        said("times", "affirms", "c"),
        said("post", "affirms", "c"),
        said("wire", "affirms", "c"),
        said("a", "affirms", "c"),
    )
    assert [kind for kind, _ in told(found)] == ["unknown"] * 3
    assert found.root_counts(found.index.claims.statements).by_kind.tolist() == [[0, 0, 0, 0, 0, 3]]
    assert found.unknown(range(4)) == (0, 1, 2, 3)


@pytest.mark.parametrize(("how", "of"), [("in", "carriers"), ("draws-on", "basis")])
def test_circular_reporting_is_named_and_holds_up_nothing(how: str, of: str) -> None:
    """Each paper cites the other, and nobody saw anything."""
    sources = {"r1": {**report("times"), how: "r2"}, "r2": {**report("wire"), how: "r1"}}
    found = lineage(said("a", "affirms", "c", based_on=["r1"]), sources=sources)
    r1, r2 = number(found, "source", "r1"), number(found, "source", "r2")
    assert [(cycle.of, cycle.things, cycle.circle) for cycle in found.cycles()] == [(of, (r1, r2), (r1, r2))]
    assert not found.held_up.any()
    assert bool(found.on_record[r1]) == (of == "basis")
    assert told(found) == []


def test_nested_speech_falls_with_the_statement_that_relays_it() -> None:
    """China's word as an expert tells it stands as long as the expert's telling does."""
    found = lineage(
        said("a", "affirms", "c", in_="paper"),
        said("b", "affirms", "c", in_="paper", via=["s-a"], first_hand=True),
        sources={"paper": report("wire")},
    )
    relaying, relayed = number(found, "statement", "s-a"), number(found, "statement", "s-b")
    assert found.fallen([relaying]).tolist() == [relaying, relayed]
    assert found.failing_with([relayed]) == (relaying, relayed, number(found, "source", "paper"))
    assert found.only_reports.tolist()[0] == number(found, "source", "paper")


def test_bases_are_alternatives_unless_they_are_grouped() -> None:
    """Two logs either of which will do; two halves of a map that only make sense together."""
    sources = {slug: {"kind": "evidence", "what": slug} for slug in ("log-1", "log-2", "half-1", "half-2")}
    found = lineage(
        said("a", "affirms", "c", based_on=["log-1", "log-2"]),
        said("b", "affirms", "d", based_on=[{"all": ["half-1", "half-2"]}]),
        sources=sources,
    )
    log, half = number(found, "source", "log-1"), number(found, "source", "half-1")
    assert found.fallen([log]).tolist() == []
    assert found.fallen([half]).tolist() == [1]
    assert found.failing_with([0]) == (0,)
    assert set(found.failing_with([1])) == {1, half, number(found, "source", "half-2")}
    assert found.root_counts(found.index.claims.statements).counted.tolist() == [2, 2]


def test_two_paths_are_alternatives_and_a_path_needs_every_link() -> None:
    """What is printed in one paper can be lost, what is printed in two cannot be lost with one."""
    sources = {"r1": report("times"), "r2": report("wire"), "r3": report("post")}
    both = said("a", "affirms", "c", in_="r1", via=["r3"], also=[{"in": "r2"}])
    found = lineage(both, sources=sources)
    r1, r2, r3 = (number(found, "source", slug) for slug in ("r1", "r2", "r3"))
    assert found.fallen([r3]).tolist() == []
    assert found.fallen([r3, r2]).tolist() == [0]
    assert found.without([r2]).failing_with([0], counted=False) == (0, r1, r3)


def test_evidence_falls_with_those_who_brought_it() -> None:
    """Customs records reached us through the paper that obtained them."""
    sources = {
        "paper": report("times"),
        "customs": {"kind": "evidence", "what": "records", "obtained-by": "times", "in": "paper"},
    }
    found = lineage(said("a", "affirms", "c", based_on=["customs"]), sources=sources)
    assert told(found) == [("evidence", ("customs",))]
    assert found.fallen([number(found, "source", "paper")]).tolist() == [0]


def test_what_is_not_loaded_is_on_record_and_of_unknown_lineage() -> None:
    """A reference into a dossier that nobody handed in is believed to be there, and counts for nothing."""
    found = lineage(said("a", "affirms", "c", in_="far:source/r", based_on=["far:statement/s"]))
    assert bool(found.held_up[0])
    assert told(found) == [("unknown", ("s",))]
    assert found.unknown([0]) == (0,)


def test_own_conduct_reaches_up_to_the_state_and_down_to_what_is_its_own() -> None:
    """A ministry on its state's army is a party; on another's it gives an assessment."""
    slots = {"subject": "army", "action": "delivers"}
    foreign = {**AGENTS, "fleet": {"kind": "group", "name": "Fleet"}}
    found = lineage(
        said("ministry", "affirms", "c"),
        said("ministry", "affirms", "d", slug="s2"),
        said("ministry", "affirms", "c", slug="s3", speech_act="admits"),
        claims={"c": {"text": "c", "slots": slots}, "d": {"text": "d", "slots": {"subject": "fleet"}}},
        entities=foreign,
    )
    kinds = {
        found.index.statements.iri.text(i).rpartition("/")[2]: RootKind(end).name
        for i, end in enumerate(found.index.statements.end)
    }
    assert kinds == {"s-ministry": "PARTY", "s2": "ASSESSMENT", "s3": "ADMISSION"}


def test_a_report_at_the_end_is_its_authors_word_on_the_claim_that_is_asked_about() -> None:
    """A public body's findings on others are an assessment, on its own state a party's word."""
    claims = {
        "c": {"text": "c", "slots": {"subject": "army", "action": "delivers"}},
        "d": {"text": "d", "slots": {"subject": "wire", "action": "delivers"}},
    }
    found = lineage(
        said("a", "affirms", "c", based_on=["r"]),
        said("a", "affirms", "d", slug="s2", based_on=["r"]),
        claims=claims,
        sources={"r": report("ministry")},
    )
    counts = found.root_counts(found.index.claims.statements).by_kind
    assert counts.tolist() == [[0, 0, 0, 1, 0, 0], [0, 0, 0, 0, 1, 0]]
    assert [found.roots(claim, [claim])[0].kind for claim in (0, 1)] == [RootKind.PARTY, RootKind.ASSESSMENT]


def test_a_retraction_counts_from_its_day_on() -> None:
    """What was retracted in March still stood in February."""
    made = Index.of(
        [dossier(said("a", "affirms", "c", in_="r"), sources={"r": report("wire")}, entities=AGENTS)]
    )
    day = date(2023, 3, 31).toordinal()
    retracted = made.things.retracted.copy()
    retracted[1] = day
    object.__setattr__(made.things, "retracted", retracted)
    assert not Lineage(made).held_up[0]
    assert not Lineage(made, as_of=day).held_up[0]
    assert Lineage(made, as_of=day - 1).held_up[0]


def test_what_carries_the_most_comes_first() -> None:
    """Each thing with the number of rows that fail with it."""
    sources = {"r": report("wire"), "log": {"kind": "evidence", "what": "log", "in": "r"}}
    found = lineage(
        said("a", "affirms", "c", based_on=["log"]),
        said("b", "affirms", "d", first_hand=True, in_="r"),
        sources=sources,
    )
    r, log = number(found, "source", "r"), number(found, "source", "log")
    assert found.carrying(found.index.claims.statements)[:2] == ((r, 2), (0, 1))
    assert (log, 1) in found.carrying(found.index.claims.statements)


def test_an_empty_index_has_no_lineage() -> None:
    """And nothing fails."""
    found = Lineage(Index.of([]))
    assert len(found.root_counts(found.index.claims.statements).counted) == 0
    assert found.cycles() == ()
    assert found.carrying(found.index.claims.statements) == ()


def test_the_founding_case(founding: Dossier) -> None:
    """Customs records are one root behind five sentences; what else there is is read as the design reads it."""
    index = Index.of([founding])
    found = Lineage(index)

    def named(things: Any) -> set[str]:  # noqa: ANN401 - any numbers
        return {index.thing_iri(int(thing)).rpartition("/")[2] for thing in things}

    def thing(kind: str, slug: str) -> int:
        number = index.thing(iri(kind, slug, "founding"))
        assert number is not None
        return number

    resting = {
        "s-vests",
        "s-vests-maker",
        "s-manufacturers-deliver",
        "s-protective-gear",
        "s-drones-delivered",
    }
    (customs,) = found.roots(None, [thing("statement", slug) for slug in resting])
    assert (customs.kind, customs.counted, named(customs.items)) == (RootKind.EVIDENCE, True, {"customs"})
    assert named(customs.statements) == resting
    assert named(found.fallen([thing("source", "customs")])) == resting
    kinds = {
        "s-putin-equipment": RootKind.ADMISSION,
        "s-putin-kinds": RootKind.ADMISSION,
        "s-own-vests": RootKind.WITNESS,
        "s-close-combat": RootKind.ASSESSMENT,
        "s-china-denies": RootKind.PARTY,
        "s-headline": RootKind.UNKNOWN,
    }
    for slug, kind in kinds.items():
        statement = thing("statement", slug)
        assert [root.kind for root in found.roots(int(index.statements.claim[statement]), [statement])] == [
            kind
        ]
    assert found.only_reports.tolist()[0] == thing("source", "article")
    assert found.held_up.all()
    assert found.cycles() == ()
