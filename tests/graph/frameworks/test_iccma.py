"""The competition's files are read as written, and everything wrong in one is named with its place."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.graph.frameworks import iccma
from claimgraph.graph.frameworks.framework import Framework
from claimgraph.graph.frameworks.iccma import read, to_af, to_apx
from claimgraph.graph.frameworks.tasks import NAMES, Solution, Task, solve
from claimgraph.ontology.errors import FrameworkError

# The example of the competition's rules of 2023: a -> b, b -> d, d -> e, e -> d, e -> e, with a = 1 to e = 5.
RULES = "p af 5\n# this is a comment\n1 2\n2 4\n4 5\n5 4\n5 5\n"


def pairs(framework: Framework) -> list[tuple[str, str]]:
    """The attacks, by name."""
    return [
        (framework.name(one), framework.name(int(other)))
        for one in range(len(framework))
        for other in framework.attacked.of(one)
    ]


def test_the_example_of_the_rules_is_read() -> None:
    """Comments are left out, arguments counted from 1."""
    reading = read(RULES)
    assert (reading.form, len(reading.framework), reading.warnings) == ("af", 5, ())
    assert pairs(reading.framework) == [("1", "2"), ("2", "4"), ("4", "5"), ("5", "4"), ("5", "5")]


@pytest.mark.parametrize(
    "text",
    [
        "arg(a).\narg(b).\natt(a,b).\n",
        "% facts in any order\natt(a,b). arg(a). arg(b).",
        "\ufeffarg( a ) .\r\narg(b).\r\natt( a , b ).",
        'arg("a").arg("b").att("a","b").',
    ],
)
def test_apx_is_read_as_answer_set_programs_read_it(text: str) -> None:
    """In any order, any number a line, with blanks where they please."""
    assert pairs(read(text).framework) == [("a", "b")]


WRONG = [
    ("", ["<string>: no framework: it says nothing"]),
    ("# nothing\n\n", ["<string>: no framework: it says nothing"]),
    ("hello", ["1:1: no framework: it begins with 'hello'"]),
    ("p cnf 3 4\n1 2 0\n", ["1:1: 'p cnf 3 4' is not", "2:1: '1 2 0' is no attack"]),
    (
        "p af 3\n1 2\n4 1\n1 0\n",
        ["3:1: there is no argument '4'; they are numbered 1 to 3", "4:3: there is no argument '0'"],
    ),
    ("p af 0\n1 1\n", ["2:1: there is no argument '1'; there are none", "2:3: "]),
    ("p af 2\n  x\n1\t2 3\n-1 2\n", ["2:3: 'x' is no attack", "3:1: ", "4:1: '-1 2' is no attack"]),
    ("p af 2\np af 3\n", ["2:1: the number of arguments is said twice"]),
    ("p af 99999999999\n", ["1:6: '99999999999' arguments; 20,000,000 are read at most"]),
    ("p af " + "9" * 10_000, ["1:6: '999"]),
    ("p af 2\n" + "1" * 10_000 + " 2\n", ["2:1: there is no argument '111"]),
    ("p af -2\n", ["1:1: 'p af -2' is not the first line"]),
    ("p af ٣\n", ["1:1: 'p af ٣' is not the first line"]),
    ("arg(a).\natt(a,b).\n", ["2:7: there is no argument 'b'; say arg(b). for it"]),
    ("arg(a).\n att(a).\nargh(b).\n", ["2:2: 'att(a).' is no fact", "3:1: 'argh(b).' is no fact"]),
    ("arg(a)).", ["1:1: 'arg(a)).' is no fact"]),
    ("arg(a).\narg(b)", ["2:1: 'arg(b)' is no fact"]),
]


@pytest.mark.parametrize(("text", "said"), WRONG, ids=lambda value: repr(value)[:30])
def test_every_mistake_is_named_with_its_place(text: str, said: list[str]) -> None:
    """All of them at once, in the order of the file."""
    with pytest.raises(FrameworkError) as caught:
        read(text)
    found = [str(problem).removeprefix("<string>:") for problem in caught.value.problems]
    assert len(found) == len(said)
    for line, start in zip(found, said, strict=True):
        assert line.removeprefix(" ").startswith(start.removeprefix("<string>: ")), line
        assert len(line) < 200


def test_bytes_that_are_no_text_are_placed() -> None:
    """By line and column of the first one."""
    with pytest.raises(FrameworkError, match=r"x\.af:2:3: this byte is not UTF-8"):
        read(b"p af 2\n1 \xff\n", file="x.af")


def test_a_file_of_another_kind_is_given_up_after_some_problems() -> None:
    """Nobody reads a million of them."""
    with pytest.raises(FrameworkError) as caught:
        read("p af 2\n" + "x\n" * 5_000)
    assert len(caught.value.problems) == iccma.MOST_PROBLEMS + 1
    assert "and so on" in str(caught.value.problems[-1])


def test_a_file_that_is_too_long_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused by its size."""
    monkeypatch.setattr(iccma, "LARGEST_FILE", 10)
    with pytest.raises(FrameworkError, match="17 bytes, and 10 are read at most"):
        read(b"p af 4\n1 2\n2 3\n\n\n")


def test_what_is_said_twice_is_a_warning() -> None:
    """With its place; it counts once."""
    af = read("p af 2\n1 2\n2 1\n1 2\n")
    apx = read("arg(a). arg(a).\natt(a,a).\natt(a,a).\n")
    assert [str(each) for each in af.warnings] == [
        "<string>:4:1: warning: the attack 1 2 is said before; it counts once"
    ]
    assert [(each.line, each.column) for each in apx.warnings] == [(1, 9), (3, 1)]
    assert (af.framework.attacks, apx.framework.attacks) == (2, 1)


names = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters='"\n\r'), max_size=6)


@settings(max_examples=60, deadline=None)
@given(data=st.data(), called=st.lists(names, unique=True, max_size=6))
def test_what_is_written_is_read_back(data: st.DataObject, called: list[str]) -> None:
    """Both formats, with hostile names where the format has names."""
    numbers = st.integers(0, max(len(called) - 1, 0))
    attacks = data.draw(st.lists(st.tuples(numbers, numbers), max_size=8)) if called else []
    framework = Framework.from_pairs([(called[one], called[other]) for one, other in attacks], called)
    assert to_af(read(to_af(framework)).framework) == to_af(framework)
    if called:
        again = read(to_apx(framework)).framework
        assert (again.names, pairs(again)) == (tuple(called), pairs(framework))


@settings(max_examples=100, deadline=None)
@given(
    text=st.one_of(st.text(max_size=60), st.text('parg(a,b).t \n12#%"', max_size=80), st.binary(max_size=60))
)
def test_whatever_is_read_is_a_framework_or_a_framework_error(text: str | bytes) -> None:
    """No other exception comes out."""
    with suppress(FrameworkError):
        assert len(read(text).framework) >= 0


def test_a_name_that_apx_cannot_say_is_refused() -> None:
    """Rather than written so that it reads otherwise."""
    with pytest.raises(FrameworkError, match="quote"):
        to_apx(Framework.from_pairs([('a"', "b")]))


ANSWERS = {
    "DC-CO 1": ["YES", "w 1"],
    "DC-CO 4": ["YES", "w 1 4"],
    "DC-PR 2": ["NO"],
    "DS-PR 4": ["YES"],
    "DS-CO 4": ["NO", "w 1 3"],
    "DS-PR 5": ["NO", "w 1 3 4"],
    "DC-ST 3": ["YES", "w 1 3 4"],
    "SE-ST": ["w 1 3 4"],
    "SE-GR": ["w 1 3"],
    "EE-CO": ["w 1 3 4", "w 1 3"],
    "CE-CO": ["2"],
    "CE-PR": ["1"],
}


@pytest.mark.parametrize("asked", ANSWERS)
def test_tasks_are_answered_as_the_competition_writes_them(asked: str) -> None:
    """On the example of its rules; the answers were worked out by hand.

    1 and 3 are attacked by nobody, 1 beats 2; 4 and 5 attack each other, and 5 itself.
    """
    framework = read(RULES).framework
    name, _, argument = asked.partition(" ")
    found = solve(framework, Task.of(name), argument=framework.number(argument) if argument else None)
    said, expected = found.lines(framework), ANSWERS[asked]
    if name == "DC-CO":
        # Any complete extension with the argument is a witness.
        assert (said[0], len(said)) == (expected[0], 2)
        assert set(expected[1].split()) <= set(said[1].split())
    else:
        assert said == expected


def test_no_stable_extension_is_a_no() -> None:
    """``SE`` answers ``NO``, ``EE`` with no line, ``CE`` with 0, ``DS`` with yes."""
    circle = read("p af 3\n1 2\n2 3\n3 1\n").framework
    said = {
        name: solve(circle, Task.of(f"{name}-ST"), argument=0).lines(circle)
        for name in ("SE", "EE", "CE", "DS", "DC")
    }
    assert said == {"SE": ["NO"], "EE": [], "CE": ["0"], "DS": ["YES"], "DC": ["NO"]}


def test_a_task_has_a_name_and_may_need_an_argument() -> None:
    """What is no task is refused, and which there are is said."""
    assert len(NAMES) == 20
    with pytest.raises(ValueError, match="there is no task 'XX-CO'; they are DC-GR"):
        Task.of("XX-CO")
    with pytest.raises(ValueError, match="name one"):
        solve(read(RULES).framework, Task.of("DC-CO"))
    assert Solution(answer=1, witnesses=()).lines(read(RULES).framework) == ["1"]
