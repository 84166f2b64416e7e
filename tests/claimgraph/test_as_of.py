"""``--as-of`` on every command that reads, ``claimgraph diff``, and the same in Python."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import click
import pytest

import claimgraph as cg
from claimgraph.cli import SECTIONS, cli
from claimgraph.ontology import errors
from tests.small import dossier, said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.claimgraph.conftest import Run

NAMES = [name for section in SECTIONS.values() for name in section]
READING = {
    "stats": ["stats", "--format", "json"],
    "show": ["show", "c-close-combat"],
    "trace": ["trace", "c-close-combat"],
    "contradictions": ["contradictions"],
    "compare": ["compare", "s-close-combat", "s-bakhmut-shells"],
    "standing": ["standing"],
    "sources": ["sources", "c-troops-short"],
    "withdraw": ["withdraw", "uk-assessment"],
    "non-responsive": ["non-responsive"],
    "one-root": ["one-root"],
    "admissions": ["admissions"],
    "cruxes": ["cruxes"],
    "matrix": ["matrix"],
    "query": ["query", "SELECT ?s { ?s a cg:Statement }", "--format", "csv"],
    "view": ["view", "-o", "-"],
    "export": ["export", "--format", "ntriples"],
}
SAME = ("show", "trace", "compare", "withdraw", "admissions")
"""What is asked of these was all public by then."""
TOLD = "as of 2023-06-30: 5 statements were public\n"


@pytest.fixture(scope="module")
def founding() -> Iterator[cg.Graph]:
    """The founding case in memory; only read."""
    with cg.in_memory() as graph:
        graph.load(cg.demo_dossier())
        yield graph


@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize("name", READING)
def test_every_command_that_reads_answers_as_of_a_day(name: str, run: Run) -> None:
    """It says so on stderr, and nothing of a later day is in what it writes."""
    behind, before = run(*READING[name], "--as-of", "2023-06"), run("--as-of", "2023-06-30", *READING[name])
    assert (behind.exit_code, behind.stderr) == (0, TOLD), behind.output
    assert before.stdout == behind.stdout
    assert "s-china-denies" not in behind.stdout
    assert behind.stdout != run(*READING[name]).stdout or name in SAME


@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize("name", NAMES)
def test_a_command_either_obeys_a_day_or_refuses_it(name: str, run: Run) -> None:
    """None forgets it."""
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    knows = any("--as-of" in option.opts for option in command.params)
    assert knows == (name in READING)
    for line in ([name, "--as-of", "2023"], ["--as-of", "2023", name]) if not knows else ():
        done = run(*line)
        assert (done.exit_code, done.stdout) == (2, "")
        assert f"'{name}' cannot be asked as of a day; leave out --as-of" in done.stderr


@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["stats", "--as-of", "June"], "'June' is not a date; write 2023, 2023-07 or 2023-07-04"),
        (["stats", "--as-of", "2023/2024"], "is an interval, and one day is meant"),
        (["diff", "2023", "2022"], "2023 is after 2022; name the earlier day first"),
        (["diff", "2023"], "TO"),
        (["trace", "c-china-military", "--as-of", "2023-06"], "c-china-military"),
    ],
)
def test_a_wrong_day_is_one_line(line: list[str], said: str, run: Run) -> None:
    """A claim that nobody had spoken of leads nowhere on that day."""
    done = run(*line)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr.splitlines()[-1]


@pytest.mark.usefixtures("in_demo")
def test_a_day_before_everything_is_empty_and_says_so(run: Run) -> None:
    """The dossier's name remains, so that nothing else goes wrong."""
    done = run("stats", "--summary", "--as-of", "2020", "--dossier", "founding")
    assert done.stderr == "as of 2020-12-31: nothing was public yet\n"
    assert "Nothing is contested" in done.stdout
    assert run("view", "-o", "-", "--as-of", "2020", "--quiet").stderr == ""
    assert run("query", "timeline", "--as-of", "2020", "--format", "csv").stdout.count("\n") == 1


@pytest.mark.usefixtures("in_demo")
def test_a_page_says_of_which_day_it_is(run: Run) -> None:
    """A file outlives the line on stderr."""
    page = run("view", "-o", "-", "--as-of", "2023-06").stdout
    assert "(as of 2023-06-30)</title>" in page


@pytest.mark.usefixtures("empty")
def test_a_file_read_into_memory_has_its_days_too(run: Run) -> None:
    """Without a store."""
    done = run("stats", "--memory", str(cg.demo_dossier()), "--as-of", "2023-03", "--format", "json")
    assert json.loads(done.stdout)["totals"]["statements"] == 3


@pytest.mark.usefixtures("in_demo")
def test_diff_tells_what_came_out(run: Run) -> None:
    """As text, as nested lists, and for another program."""
    text = run("diff", "2023-03", "2023-06")
    assert (text.exit_code, text.stderr) == (0, "")
    assert text.stdout.startswith("From 2023-03-31 to 2023-06-30\n├─ 2 claims appeared\n")
    assert "first: Vladimir Putin affirms it (s-putin-equipment, public by 2023-06-30)" in text.stdout
    assert run("diff", "2023-03", "2023-06", "--format", "markdown").stdout.startswith("# From 2023")
    found = json.loads(run("diff", "2023-06", "2023", "--format", "json").stdout)
    assert (len(found["claims"]), len(found["statements"]), found["changed"]) == (43, 45, [])
    assert "and 31 more; --all tells them" in run("diff", "2023-06", "2023").stdout
    assert "--all" not in run("diff", "2023-06", "2023", "--all").stdout


def test_a_graph_of_an_earlier_day_is_a_graph(founding: cg.Graph, tmp_path: Path) -> None:
    """Asked, traced and exported like any other; it ends with the one that it was taken from."""
    then = founding.as_of("2023-06")
    assert (then.day, then.perhaps, founding.day, founding.perhaps) == (date(2023, 6, 30), (), None, ())
    with then as again:
        assert len(again.query("SELECT ?s { ?s a cg:Statement }").to_dicts()) == 5
    assert [step.slug for step in then.trace("c-close-combat").steps] == [
        "s-close-combat",
        "s-bakhmut-shells",
    ]
    with pytest.raises(errors.UnknownNameError):
        then.trace("c-china-military")
    with pytest.raises(errors.StoreError, match="cannot be written to"):
        then.load(cg.demo_dossier())
    with pytest.raises(errors.StoreError, match="another day from the whole"):
        then.as_of("2022")
    assert founding.as_of("2023-06").store is then.store
    assert founding.as_of("2024").to_bytes("nquads") == founding.to_bytes("nquads")
    assert then.export(tmp_path / "then.nq").read_text(encoding="utf-8").count("\n") == 319


def test_the_end_of_a_graph_is_the_end_of_its_days() -> None:
    """Nothing is left behind."""
    graph = cg.in_memory()
    graph.load(cg.demo_dossier())
    then = graph.as_of("2023")
    graph.close()
    with pytest.raises(errors.StoreError, match="closed"):
        then.dossiers()


def test_diff_compares_where_claims_stand_on_each_day(founding: cg.Graph) -> None:
    """Each day's from that day's graph: an affirmation alone, and then against a denial."""
    with cg.in_memory() as graph:
        graph.store.load(
            dossier(
                said("a", "affirms", "c", public=True, date="2023-01"),
                said("b", "denies", "c", public=True, date="2023-06"),
            )
        )
        changed = graph.diff("2023-03", "2023").changed
    assert changed is not None
    assert [(one.slug, one.before, one.after) for one in changed] == [("c", "unsupported", "disputed")]
    with pytest.raises(errors.DateError, match="name the earlier day first"):
        founding.diff("2024", "2023")


def test_diff_compares_standings(tmp_path: Path) -> None:
    """A claim that a party alone affirms, and a witness later, changes its standing between the two days."""
    file = tmp_path / "ship.yaml"
    file.write_text(SHIP, encoding="utf-8")
    with cg.in_memory() as graph:
        graph.load(file)
        changed = graph.diff("2023-02", "2023-05").changed
        assert changed is not None
        assert [(one.slug, one.before, one.after) for one in changed] == [
            ("c-left", "unsupported", "accepted")
        ]
        with pytest.raises(errors.DateError, match="name the earlier day first"):
            graph.diff("2024", "2023")


SHIP = """\
dossier: ship
entities:
  owner: {kind: firm, name: {en: Northern Lines}}
  pilot: {kind: person, name: {en: Ada Berg}}
claims:
  c-left: {text: {en: The ship left on time.}, slots: {subject: owner, action: delivers}}
statements:
  s-owner: {speaker: owner, stance: affirms, claim: c-left, public: true, date: 2023-01}
  s-pilot: {speaker: pilot, stance: affirms, claim: c-left, public: true, date: 2023-04, first-hand: true}
"""
