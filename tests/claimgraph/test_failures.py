"""Whatever goes wrong is one line on stderr, nothing on stdout, and an exit code that says which kind it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from claimgraph.cli import SECTIONS
from claimgraph.ontology import errors

if TYPE_CHECKING:
    from tests.claimgraph.conftest import Run

MANY = """\
dossier: many
entities: {a: {kind: person, name: A}}
sources: {r: {kind: report}}
claims: {c-1: {text: {en: It rained.}}}
statements:
  s-1: {speaker: a, stance: affirms, claim: c-1, in: r}
  s-2: {speaker: a, stance: denies, claim: c-1, in: r}
"""
READING = pytest.mark.usefixtures("in_demo")
WRITING = pytest.mark.usefixtures("own_demo")

BROKEN = "dossier: gear\nclaims: {c-1: {txt: {en: A}}}\nstatements: {s-1: {speaker: no, stance: denys, claim: c-1}}\n"


@READING
@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        (["nosuch"], 2, "there is no command 'nosuch'"),
        (["trac", "x"], 2, "did you mean 'trace'"),
        (["trace"], 2, "see `claimgraph trace --help`"),
        (["trace", "--dept", "1", "c-approval"], 2, "--depth"),
        (["trace", "c-approval", "--depth", "-1"], 2, "depth"),
        (["trace", "c-approval", "--format", "jsn"], 2, "did you mean 'json'"),
        (["trace", "c-approval", "-o", "x.ttl"], 2, "'.ttl' says turtle"),
        (["trace", "s-china-denies"], 2, "a claim is wanted"),
        (["trace", "c-aproval"], 2, "did you mean founding:claim/c-approval"),
        (["show", "c-approval", "--dossier", "nosuch"], 2, "no dossier 'nosuch'"),
        (["query"], 2, "give SPARQL"),
        (["query", "SELECT * {"], 2, "{"),
        (["query", "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"], 2, "SERVICE"),
        (["query", "LOAD <file:///etc/hostname>"], 2, "LOAD"),
        (["query", "statements-by"], 2, "speaker"),
        (["query", "statements-by", "-p", "speaker"], 2, "name=value"),
        (["query", "statements-by", "-p", "speaker=china", "-p", "speaker=russia"], 2, "twice"),
        (["query", "ASK {}", "-p", "x=y"], 2, "named quer"),
        (["query", "ASK {}", "--timeout", "nan"], 2, "a limit of seconds must be"),
        (["query", "ASK {}", "--memory-limit", "9" * 20], 2, "a limit of memory_mb must be"),
        (["query", "SELECT ?a { } GROUP BY ?b"], 2, "The SELECT contains a variable that is unbound"),
        (["query", "denial"], 2, "did you mean denials"),
        (["query", "SELECT * { ?s ?p ?o }", "--format", "turtle"], 2, "CONSTRUCT"),
        (["export", "--query", "SELECT * { ?s ?p ?o } LIMIT 1"], 2, "CONSTRUCT"),
        (["export", "--query", "denials", "--dossier", "founding"], 2, "--query"),
        (["export", "--depth", "2"], 2, "--around"),
        (["view", "--depth", "2"], 2, "name one"),
        (["unload", "nosuch"], 2, "no dossier 'nosuch'"),
        (["completion", "tcsh"], 2, "tcsh"),
        (["init", "Not A Slug"], 2, "not a slug"),
        (["load", "nosuch.yaml"], 1, "nosuch.yaml: there is no such file"),
        (["verify", "nosuch.yaml"], 1, "nosuch.yaml"),
        (["stats", "--store", "nosuch"], 3, "no store here"),
        (["export", "-o", "no/such/folder/x.ttl"], 3, "cannot be written"),
        (["export", "-o", "."], 3, "cannot be written"),
    ],
    ids=lambda value: " ".join(value)[:60] if isinstance(value, list) else None,
)
def test_a_mistake_is_one_line_with_its_exit_code(line: list[str], code: int, said: str, run: Run) -> None:
    """Each names what stood there; none writes a result."""
    done = run(*line)
    assert (done.exit_code, done.stdout) == (code, ""), done.output
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


@READING
def test_a_name_that_means_several_things_lists_them(run: Run) -> None:
    """Each with a name in full that can be typed instead."""
    done = run("trace", "neutral")
    first, *listed = done.stderr.splitlines()
    assert done.exit_code == 2
    assert first == "error: 'neutral' could mean 2 things; name one of them in full:"
    names = [line.split()[0] for line in listed]
    assert names == ["founding:claim/c-china-neutral", "founding:claim/c-china-professes-neutrality"]
    assert [run("trace", name).exit_code for name in names] == [0, 0]


@WRITING
def test_every_problem_of_every_file_is_told_and_nothing_is_loaded(run: Run) -> None:
    """Files are read to the end before anything is refused."""
    before = run("export").stdout
    Path("one.yaml").write_text(BROKEN, encoding="utf-8")
    Path("two.yaml").write_text("dossier: [", encoding="utf-8")
    done = run("load", "one.yaml", "two.yaml", "founding.yaml")
    lines = done.stderr.splitlines()
    assert (done.exit_code, done.stdout) == (1, "")
    assert {line.partition(":")[0] for line in lines} == {"one.yaml", "two.yaml"}
    assert len([line for line in lines if line.startswith("one.yaml:")]) >= 3
    assert any("did you mean 'denies'" in line for line in lines)
    assert run("export").stdout == before


class ForeignError(Exception):
    """An exception that no room raises on purpose."""


FAULTS = [
    (ForeignError("boom\nbang\x1b[2J"), 3, "claimgraph itself failed (ForeignError: boom bang\\x1b[2J)"),
    (RecursionError(), 3, "RecursionError"),
    (MemoryError(), 3, "not enough memory"),
    (OSError(28, "No space left on device", "x"), 3, "x: no space left on device"),
    (KeyboardInterrupt(), 130, "stopped"),
    (errors.StoreBusyError("another process writes"), 3, "another process writes"),
    (errors.QueryLimitError("stopped after 1 s", limit="time"), 3, "stopped after 1 s"),
    (errors.MissingExtraError("install it"), 3, "install it"),
    (errors.SolverLimitError("stopped after 2 s"), 3, "stopped after 2 s"),
    (errors.FrameworkError([errors.Problem("x.af", 2, 3, "no argument")]), 1, "x.af:2:3: no argument"),
    (errors.MappingError("no dossier"), 3, "no dossier"),
    (errors.QueryError("cannot run"), 3, "cannot run"),
]
LINES = {
    "demo": ["elsewhere"],
    "init": ["gear"],
    "load": ["founding.yaml"],
    "unload": ["founding"],
    "show": ["china"],
    "trace": ["c-approval"],
    "query": ["ASK {}"],
    "diff": ["2023-06", "2023"],
    "compare": ["s-china-denies", "s-headline"],
    "sources": ["c-approval"],
    "withdraw": ["customs"],
    "completion": ["bash"],
    "validate": ["founding.yaml"],
    "verify": ["founding.yaml"],
    "solve": ["floating.apx"],
}
WAYS_IN = (
    "claimgraph.api.Graph.open",
    "claimgraph.loaders.load",
    "claimgraph.loaders.schema",
    "claimgraph.loaders.template",
    "claimgraph.graph.sparql.catalogue.catalogue",
    "click.shell_completion.get_completion_class",
    "claimgraph.commands.demo.files",
    "claimgraph.graph.frameworks.iccma.read",
)


@READING
@pytest.mark.parametrize(("fault", "code", "said"), FAULTS, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("name", [name for section in SECTIONS.values() for name in section])
def test_no_foreign_exception_reaches_the_user(  # noqa: PLR0913, PLR0917 - pytest's way of asking
    name: str,
    fault: BaseException,
    code: int,
    said: str,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever breaks below a command, the user reads one line."""

    def broken(*_args: object, **_kwargs: object) -> None:
        raise fault

    for way in WAYS_IN:
        monkeypatch.setattr(way, broken)
    done = run(name, *LINES.get(name, []))
    assert done.exit_code == code, done.output
    assert said in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.output


@READING
def test_debug_shows_where_it_came_from(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only who asks for a traceback gets one; before the command's name or behind it."""

    def broken(*_args: object, **_kwargs: object) -> None:
        raise ForeignError("boom")

    monkeypatch.setattr("claimgraph.api.Graph.open", broken)
    for line in (["--debug", "stats"], ["stats", "--debug"]):
        done = run(*line)
        assert done.exit_code == 3
        assert "Traceback" in done.stderr
        assert done.stderr.splitlines()[-1].startswith("error: claimgraph itself failed (ForeignError: boom)")


@READING
def test_a_cut_result_is_printed_and_said_to_be_cut(run: Run) -> None:
    """What there is of it is there, with a note in it, a line on stderr, and exit code 3."""
    done = run("query", "SELECT * { ?s ?p ?o }", "--limit", "3")
    assert done.exit_code == 3
    assert "INCOMPLETE" in done.stdout
    assert len(done.stdout.splitlines()) == 6
    assert "not the whole result" in done.stderr
    csv = run("query", "SELECT * { ?s ?p ?o }", "--limit", "3", "--format", "csv")
    assert (csv.exit_code, len(csv.stdout.splitlines())) == (3, 4)
    assert run("query", "SELECT * { ?s ?p ?o } LIMIT 3", "--limit", "3").exit_code == 0


@READING
def test_a_query_that_takes_too_long_is_stopped(run: Run) -> None:
    """A cross product ends at its time, and the program goes on."""
    cross = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    done = run("query", cross, "--timeout", "0.5")
    assert (done.exit_code, done.stdout) == (3, "")
    assert "0.5 s" in done.stderr


@WRITING
def test_findings_end_with_one(run: Run) -> None:
    """A dossier with errors, a quote that is not there, a store that is not whole."""
    text = Path("founding.yaml").read_text(encoding="utf-8")
    broken = text.replace("stand-in: {quote: ", "stand-in: {quote: Nobody wrote this. ", 1)
    if broken == text:
        broken = text.replace("quote: ", "quote: Nobody wrote this. ", 1)
    assert broken != text
    Path("broken.yaml").write_text(broken, encoding="utf-8")
    checked = run("verify", "broken.yaml", "--format", "csv")
    assert checked.exit_code == 1
    assert ",missing," in checked.stdout
    assert run("validate", "broken.yaml").exit_code == 1
    assert run("validate", "broken.yaml", "founding.yaml").stdout.splitlines()[1] == "founding.yaml: fine"
    assert run("verify").exit_code == 0
    assert run("validate").exit_code == 0


@WRITING
def test_contradictions_that_are_not_all_listed_say_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the text itself, or beside rows and JSON."""
    monkeypatch.setattr("claimgraph.graph.opposition.MOST_PAIRS", 0)
    Path("many.yaml").write_text(MANY, encoding="utf-8")
    for form, stream in (("text", "stdout"), ("markdown", "stdout"), ("csv", "stderr"), ("json", "stderr")):
        done = run("contradictions", "--memory", "many.yaml", "--format", form)
        assert done.exit_code == 0
        assert "contradict each other" in getattr(done, stream), form
    assert "INCOMPLETE" in run("contradictions", "--memory", "many.yaml", "--format", "table").stdout
