"""What an analyst asks: denials that miss, many outlets and one root, admissions, cruxes, a matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from claimgraph.graph.questions import admitting, crucial, lines, matrix, responding, rooting
from claimgraph.loaders import load
from claimgraph.ontology.errors import UnknownNameError
from tests.conftest import ROOT
from tests.reasoned import Reasoned
from tests.small import dossier, drawn, said

if TYPE_CHECKING:
    from claimgraph.ontology.dossier import Dossier

OUTLETS = {name: {"kind": "outlet", "name": name.title()} for name in ("one", "two", "three")}
REPORTS: dict[str, Any] = {f"r-{name}": {"kind": "report", "by": name} for name in OUTLETS}
LOG = {"log": {"kind": "evidence", "what": "a log"}}


@pytest.fixture(scope="module")
def founding() -> Reasoned:
    """The founding case."""
    return Reasoned(load(ROOT / "examples" / "founding.yaml").dossier)


def slugs(*iris: str) -> list[str]:
    """The last parts of IRIs."""
    return [iri.rsplit("/", 1)[-1] for iri in iris]


def test_the_chinese_denial_misses_the_approval_by_its_action(founding: Reasoned) -> None:
    """It is asked for one claim; the denial comes as the denial, whichever way the verdict leads."""
    found = responding.non_responsive(founding.records, founding.teller, founding.claim("c-approval"))
    assert [(one.denial.slug, one.affirmation.slug, one.slot, one.reason) for one in found] == [
        ("s-china-denies", "s-approval", "action", "out-of-scope"),
    ]
    assert responding.count(founding.teller) == len(
        responding.non_responsive(founding.records, founding.teller)
    )


def outlets(*, basis: str | None) -> Dossier:
    """Three outlets that say one thing, on the same basis."""
    return dossier(
        *(said(name, "affirms", "c", in_=f"r-{name}", based_on=[basis] if basis else []) for name in OUTLETS),
        said("source", "affirms", "d"),
        entities={**OUTLETS, "source": {"kind": "person", "name": "a source", "unnamed": True}},
        sources={**REPORTS, **LOG},
    )


def test_three_outlets_on_one_log_are_one_root() -> None:
    """Three statements, three outlets, one piece of evidence."""
    (one,) = rooting.one_root(Reasoned(outlets(basis="log")).teller)
    assert (one.slug, one.outlets, one.statements, slugs(*one.root.items)) == ("c", 3, 3, ["log"])
    assert one.sentence == (
        "3 outlets carry 3 statements that affirm it, and it all goes back to a log, a piece of evidence."
    )


def test_one_unnamed_source_behind_all_is_one_origin_too() -> None:
    """It is unknown who that is, and known that it is one."""
    (one,) = rooting.one_root(Reasoned(outlets(basis="s-source")).teller)
    assert (one.outlets, one.root.kind, slugs(*one.root.items)) == (3, "unknown", ["s-source"])


def test_outlets_that_name_no_basis_are_not_said_to_agree_or_to_have_one() -> None:
    """Three ends, each unknown: that is no one root."""
    assert rooting.one_root(Reasoned(outlets(basis=None)).teller) == ()


def test_roots_behind_several_statements_are_listed_beside(founding: Reasoned) -> None:
    """The customs records carry most."""
    first = rooting.carrying(founding.teller)[0]
    assert (slugs(first.item), first.kind, len(first.statements), len(first.claims)) == (
        ["customs"],
        "evidence",
        5,
        5,
    )


def test_an_admission_is_one_that_says_so(founding: Reasoned) -> None:
    """Russia's president grants what his troops lack."""
    found = admitting.admissions(founding.records, founding.teller)
    assert [(one.kind, one.statement.slug) for one in found] == [
        ("admission", "s-putin-equipment"),
        ("admission", "s-putin-kinds"),
    ]


def test_a_minister_who_affirms_what_the_state_denies_speaks_against_the_own_side() -> None:
    """The denial may be of a wider claim; a stranger who affirms the same does not."""
    found = Reasoned(
        dossier(
            said("minister", "affirms", "c"),
            said("stranger", "affirms", "c"),
            said("norland", "denies", "c"),
            entities={
                "norland": {"kind": "state", "name": "Norland", "iso3166": "QN"},
                "minister": {"kind": "person", "name": "the minister", "acts-for": "norland"},
            },
        )
    )
    (one,) = admitting.admissions(found.records, found.teller)
    assert one.against is not None
    assert (one.kind, one.statement.slug, one.against.slug) == ("own-side", "s-minister", "s-norland")
    assert one.sentence == "the minister affirms what Norland, its own side, denies."


def test_cruxes_are_those_without_which_most_changes(founding: Reasoned) -> None:
    """Politico's report before the customs records that it draws on; the only report is named apart."""
    asked: list[tuple[int, int]] = []
    found = crucial.cruxes(founding.teller, progress=lambda *steps: asked.append(steps))
    assert [(one.slug, len(one.changed)) for one in found.found[:2]] == [
        ("politico-report", 9),
        ("customs", 6),
    ]
    assert slugs(*found.only_reports) == ["article"]
    assert asked[-1] == (found.tried, found.tried) == (found.of, found.of)


def test_a_search_that_stops_early_says_so(founding: Reasoned) -> None:
    """What brings down most by lineage is tried first."""
    found = crucial.cruxes(founding.teller, kind="source", most=1)
    assert (found.tried, found.of > 1, [one.kind for one in found.found]) == (1, True, ["source"])
    assert any("Tried were 1 of" in line.words for line in lines.cruxes(found))


def test_claims_that_contradict_each_other_are_offered_for_a_matrix(founding: Reasoned) -> None:
    """Two affirmations that somebody drew as contradicting."""
    (one,) = matrix.competing(founding.teller)
    assert one.slugs == ("c-china-neutral", "c-china-supports-positions")


def test_a_matrix_weighs_hypotheses_by_what_speaks_against_them(founding: Reasoned) -> None:
    """What somebody drew goes first; a weak cell counts half; telling rows come first."""
    claims = [founding.claim(slug) for slug in ("c-china-neutral", "c-china-supports-positions")]
    found = matrix.matrix(founding.records, founding.teller, claims)
    assert [(one.slug, one.inconsistent, one.consistent) for one in found.hypotheses] == [
        ("c-china-neutral", 1.5, 1.0),
        ("c-china-supports-positions", 1.0, 1.5),
    ]
    cells = {row.slug: [(cell.value, cell.origin) for cell in row.cells] for row in found.rows}
    assert cells["s-legarda"] == [("inconsistent", "authored"), ("consistent", "derived")]
    assert cells["s-approval"] == [("inconsistent", "authored"), ("neutral", "derived")]
    assert all(row.diagnostic for row in found.rows)


def test_a_matrix_compares_with_a_claim_of_which_nobody_speaks() -> None:
    """An exclusive claim that nobody affirms is a hypothesis like any other."""
    found = Reasoned(
        dossier(
            said("a", "affirms", "c", credibility="2"),
            said("w", "affirms", "d"),
            relations=(drawn("log", "contradicts", "s-a", strength="strong"),),
            claims={"c": {"text": "C.", "exclusive-with": ["e"]}, "e": {"text": "E."}},
            sources=LOG,
        )
    )
    told = matrix.matrix(found.records, found.teller, [found.claim("c"), found.claim("e")])
    assert [
        (row.slug, row.kind, [cell.value for cell in row.cells], row.credibility) for row in told.rows
    ] == [
        ("log", "evidence", ["inconsistent", "neutral"], None),
        ("s-a", "statement", ["consistent", "inconsistent"], "2"),
    ]


def test_one_hypothesis_is_no_matrix(founding: Reasoned) -> None:
    """One against another, at least."""
    with pytest.raises(UnknownNameError, match="two claims or more"):
        matrix.matrix(founding.records, founding.teller, [founding.claim("c-oil")])
