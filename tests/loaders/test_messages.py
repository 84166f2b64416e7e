"""What a wrong dossier says about itself: every message, word for word, at its line and column."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from claimgraph.loaders import loads
from claimgraph.ontology.errors import DossierError

WRONG = Path(__file__).parent / "wrong_dossiers.txt"
CASES = {
    case.partition("\n")[0]: case.partition("\n")[2]
    for case in re.split(r"^=== ", WRONG.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
}
# Where libyaml and its Python twin see another character, or another reason, first.
ENGINES_DIFFER = {
    "values that say nothing",
    "an escape that YAML does not know",
    "an escape that stands for no character",
    "a list behind its key",
}


def said(dossier: str) -> list[str]:
    """The messages of a dossier that cannot be loaded."""
    with pytest.raises(DossierError) as caught:
        loads(dossier)
    return [f"{problem.line}:{problem.column}: {problem.message}" for problem in caught.value.problems]


@pytest.mark.parametrize("case", CASES)
def test_a_wrong_dossier_gives_all_its_messages_at_once(case: str) -> None:
    """Where, what stood there, what was expected, the nearest right name, what to do."""
    dossier, _, expected = CASES[case].rpartition("\n---\n")
    assert said(dossier + "\n") == expected.strip().splitlines()


@pytest.mark.parametrize("case", sorted(CASES.keys() - ENGINES_DIFFER))
def test_messages_do_not_hang_on_libyaml(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML came without libyaml, its Python twin reads, and says the same."""
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    dossier, _, expected = CASES[case].rpartition("\n---\n")
    assert said(dossier + "\n") == expected.strip().splitlines()


def test_no_message_speaks_of_the_machinery() -> None:
    """No word of pydantic's, of Python's types, or of YAML's libraries."""
    jargon = re.compile(
        r"\b(pydantic|dict|tuple|str|NoneType|input_value|validation error|Traceback|stream)\b"
    )
    messages = [line for case in CASES.values() for line in case.rpartition("\n---\n")[2].splitlines()]
    assert [line for line in messages if jargon.search(line.replace("!!str", ""))] == []


def test_a_message_names_the_file_and_the_place_in_the_document() -> None:
    """The file as the user named it, and a path for programs."""
    with pytest.raises(DossierError) as caught:
        loads("dossier: gear\nscope: {period: soon}\n", name="my gear.yaml")
    (problem,) = caught.value.problems
    assert str(problem).startswith("my gear.yaml:2:17: 'soon' is not a date")
    assert problem.path == "scope.period"


def test_a_message_shows_hostile_values_harmlessly() -> None:
    """A terminal is not steered by what stands in a dossier."""
    with pytest.raises(DossierError) as caught:
        loads('dossier: "\\e[31m\\u202Egear\\n"')
    assert str(caught.value) == (
        r"<string>:1:10: '\u001B[31m\u202Egear\n' is not a slug; "
        "use a-z, digits and single hyphens, at most 80 characters"
    )


def test_json_gives_the_same_messages_at_its_own_places() -> None:
    """The two formats share everything behind the reader."""
    dossier = """{
      "dossier": "gear",
      "entities": {"china": {"kind": "state", "name": "China", "iso3166": 156}},
      "statements": {"s-1": {"speaker": "chna", "stance": "denys", "claim": null, "public": "yes", "date": 2023}}
    }"""
    with pytest.raises(DossierError) as caught:
        loads(dossier, format="json")
    assert [str(problem) for problem in caught.value.problems] == [
        '<string>:3:75: 156 is a number, and a text is wanted; write "156"',
        "<string>:4:41: 'chna' names nothing here; an entity is wanted (did you mean 'china'?)",
        (
            "<string>:4:59: stance 'denys' is not one of affirms, denies, no-evidence, questions "
            "(did you mean 'denies'?)"
        ),
        "<string>:4:77: 'claim' ('null') says nothing; leave the key out, or write the word in quotes if you mean it",
        "<string>:4:93: 'yes' is not true or false; write true or false, without quotes",
        '<string>:4:108: 2023 is a number, and a text is wanted; write "2023"',
    ]
