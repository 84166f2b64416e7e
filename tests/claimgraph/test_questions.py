"""The questions as a user meets them: in Python, and on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import claimgraph as cg
from claimgraph.ontology.errors import UnknownNameError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.claimgraph.conftest import Run

DEMO = ("--memory", str(cg.demo_dossier()), "-q")


@pytest.fixture(scope="module")
def graph() -> cg.Graph:
    """The founding case."""
    graph = cg.in_memory()
    graph.load(cg.demo_dossier())
    return graph


def test_two_statements_are_compared_by_name(graph: cg.Graph) -> None:
    """In either order, with the same verdict."""
    one, other = graph.compare("s-china-denies", "s-approval"), graph.compare("s-approval", "s-china-denies")
    assert (one.kind.value, one.reason, one.slot, one.non_responsive) == (
        "none",
        "out-of-scope",
        "action",
        True,
    )
    assert one == other


def test_a_claim_or_all_of_them_say_where_they_stand(graph: cg.Graph) -> None:
    """One result for one claim, another for all."""
    assert graph.standing("c-china-masses").standing == "disputed"
    assert sum(graph.standing().counts.values()) == 48
    told = graph.standing("c-china-masses", "preferred", "quadratic-energy")
    assert (told.semantics, told.strength is not None and told.strength.value) == ("preferred", None)


def test_sources_are_counted_in_one_sentence(graph: cg.Graph) -> None:
    """Statements, outlets, roots, what stands beside them, and what is unknown."""
    (side,) = graph.sources("c-russia-short").sides
    assert side.sentence == (
        "Affirmed: 5 statements, 2 outlets, 2 independent roots (1 assessment beside them), 1 of unknown lineage; "
        "2 of them rest on Vladimir Putin."
    )


def test_withdrawing_is_a_what_if(graph: cg.Graph) -> None:
    """It says what would change, and changes nothing."""
    assert graph.withdraw("customs").sentence == (
        "Without customs records with the declarations of Russian buyers, 5 statements fall and 6 claims change "
        "their standing."
    )
    assert graph.standing("c-vests-ordered").standing == "accepted"
    with pytest.raises(UnknownNameError):
        graph.withdraw("c-vests-ordered")


def test_an_earlier_day_has_standings_of_its_own(graph: cg.Graph) -> None:
    """Before anything was public, there was nothing to stand."""
    assert sum(graph.as_of("2022").standing().counts.values()) == 0
    assert graph.as_of("2024").standing("c-china-masses").standing == "disputed"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["compare", "s-us-no-evidence", "s-headline"], "qualifies (narrower-non-observation"),
        (["standing", "c-vests-ordered"], "Accepted: affirmed by Russian buyers, on customs records"),
        (["standing", "--only", "disputed"], "disputed (5)"),
        (["sources", "c-russia-short"], "2 independent roots (1 assessment beside them)"),
        (["withdraw", "customs"], "retractions:\n  - of: customs"),
        (["non-responsive", "c-approval"], "the action is another (1)"),
        (["one-root"], "5 statements on 5 claims rest on customs records"),
        (["admissions"], "Vladimir Putin affirmed: Russia's troops do not have enough equipment."),
        (
            ["cruxes", "--kind", "source"],
            "Without it, 9 claims change their standing and 23 statements fall.",
        ),
        (["matrix"], "claimgraph matrix c-china-neutral c-china-supports-positions"),
        (
            ["matrix", "c-china-neutral", "c-china-supports-positions"],
            "inconsistent 1.5, consistent 1; disputed",
        ),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_each_command_says_the_heart_of_the_matter(run: Run, words: list[str], told: str) -> None:
    """In plain text."""
    found = run(*words, *DEMO)
    assert found.exit_code == 0
    assert told in found.stdout


@pytest.mark.parametrize(
    "words",
    [
        ["compare", "s-china-denies", "s-headline"],
        ["standing"],
        ["sources", "c-oil"],
        ["withdraw", "customs"],
        ["non-responsive"],
        ["one-root"],
        ["admissions"],
        ["cruxes", "--tries", "1"],
        ["matrix", "c-china-neutral", "c-oil"],
    ],
    ids=lambda words: words[0],
)
def test_each_command_has_a_form_for_programs(run: Run, words: list[str]) -> None:
    """JSON that can be read back, and rows with a heading where there are rows."""
    assert json.loads(run(*words, *DEMO, "--format", "json").stdout) is not None
    assert run(*words, *DEMO, "--format", "markdown").stdout.startswith("# ")
    if words[0] != "compare":
        assert "," in run(*words, *DEMO, "--format", "csv").stdout.splitlines()[0]


def test_a_matrix_is_drawn_as_a_page_and_as_a_picture(run: Run, tmp_path: Path) -> None:
    """The suffix of the file says which."""
    for name, begins in (("m.html", "<!doctype html>"), ("m.svg", "<svg")):
        target = tmp_path / name
        assert (
            run("matrix", "c-china-neutral", "c-china-supports-positions", *DEMO, "-o", str(target)).exit_code
            == 0
        )
        assert begins in target.read_text(encoding="utf-8").lower()


@pytest.mark.parametrize(
    "words", [["matrix", "c-oil"], ["standing", "c-oil", "--only", "accepted"], ["matrix", "-o", "m.svg"]]
)
def test_what_cannot_be_meant_is_a_wrong_command(run: Run, words: list[str]) -> None:
    """Exit code 2, and a word on what to do."""
    assert run(*words, *DEMO).exit_code == 2
