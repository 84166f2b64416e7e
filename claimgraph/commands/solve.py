"""``claimgraph solve``: an argumentation framework from a file, labelled, or asked as the competition asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from ..terminal import face
from ..terminal.failures import Unfinished
from ..terminal.options import chosen_format, common_options, result_options
from ..terminal.output import deliver, tree, width
from ..terminal.settings import current

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..graph.frameworks.framework import Framework
    from ..graph.frameworks.tasks import Task
    from ..graph.told import Line

FORMATS: Final = ("text", "json")
_SEMANTICS: Final = ("grounded", "complete", "preferred", "stable")
_SHOWN: Final = 20
"""Arguments that are named in text, at most; JSON names all."""
_GROUNDED: Final = {1: "in", 2: "out", 0: "undecided"}
_COUNTED: Final = {2: "in all extensions", 1: "in some extensions", 0: "in no extension"}


@face.command(
    name="solve",
    examples=[
        ("solve floating.apx", "What must be accepted, what must be rejected, and what is left open."),
        ("solve floating.apx --semantics preferred", "What is in all, some or none of the largest sets."),
        ("solve floating.apx -p EE-PR", "The sets themselves, as the competition writes them."),
        (
            "solve -p DS-PR -f floating.apx -a d",
            "Called as a solver of the competition: it asks whether d is in all of them.",
        ),
    ],
)
@click.argument("file", required=False, metavar="[FILE]", type=click.Path())
@click.option(
    "-f",
    "--framework",
    "also",
    metavar="FILE",
    type=click.Path(),
    help="The same file, as solvers are called.",
)
@click.option(
    "--semantics",
    type=click.Choice(_SEMANTICS, case_sensitive=False),
    help="Whose extensions count; grounded if not said.",
)
@click.option(
    "-p",
    "--task",
    metavar="TASK",
    help="A task of the competition: DC, DS, SE, EE or CE, a hyphen, and GR, CO, PR or ST.",
)
@click.option("-a", "--argument", metavar="NAME", help="The argument that DC and DS are about.")
@click.option(
    "--limit", metavar="N", type=click.IntRange(min=1), help="Extensions to look for at most, with EE and CE."
)
@click.option(
    "--timeout",
    "seconds",
    metavar="SECONDS",
    type=click.FloatRange(min=0, min_open=True),
    help="Time that it may take; no end if not said.",
)
@result_options(*FORMATS)
@common_options
def command(
    file: str | None,
    *,
    also: str | None,
    semantics: str | None,
    task: str | None,
    argument: str | None,
    limit: int | None,
    seconds: float | None,
    format_: str | None,
    output: str | None,
) -> None:
    """Solve an argumentation framework from a competition file.

    FILE holds arguments and attacks as the International Competition on Computational Models of Argumentation writes
    them: `p af N` and a line for each attack, or arg(a). and att(a,b). facts; - is stdin. It has nothing to do with the
    store: with it, anybody can compare what claimgraph computes with the published answers.

    Without a task, all arguments are told: in, out or undecided by the grounded labelling, or in how many extensions
    each is. With a task, the answer is written as the competition has it: YES, NO, or `w` and the arguments of an
    extension. Complete, preferred and stable extensions need the extra `solver`.
    """
    from ..graph.frameworks import iccma, tasks
    from ..graph.told import visible

    settings = current()
    form = chosen_format(format_, output, FORMATS)
    asked = _asked(task, semantics, argument, limit)
    reading = iccma.read(_content(file, also), file=_name(file, also))
    settings.warn_all(map(str, reading.warnings))
    framework = reading.framework
    if asked is None:
        found = _told(framework, semantics or _SEMANTICS[0], seconds)
        lines = _lines(framework, found)
        written = _json(found) if form == "json" else tree(lines, settings, width(output))
        deliver(settings, written, output)
        return
    number = None if argument is None else framework.number(argument)
    solution = tasks.solve(framework, asked, argument=number, limit=limit, seconds=seconds)
    if form == "json":
        extensions = [[framework.name(each) for each in one] for one in solution.witnesses]
        written = _json(
            {
                "task": f"{asked.question}-{_short(asked)}",
                "argument": argument,
                "answer": solution.answer,
                "extensions": extensions,
                "cut": solution.cut,
            }
        )
    else:
        written = "".join(f"{visible(line)}\n" for line in solution.lines(framework))
    deliver(settings, written, output)
    if solution.cut:
        raise Unfinished(
            f"this is not the whole result: there are more than {limit} extensions; raise --limit"
        )


def _asked(task: str | None, semantics: str | None, argument: str | None, limit: int | None) -> Task | None:
    """The task, where one was named; what does not go together is refused."""
    if task is None:
        for name, value in (("-a", argument), ("--limit", limit)):
            if value is not None:
                raise click.UsageError(f"{name} goes with a task; add -p, such as -p DC-CO.")
        return None
    from ..graph.frameworks.tasks import Task

    if semantics is not None:
        raise click.UsageError("a task says its semantics; leave out --semantics, or the task.")
    try:
        found = Task.of(task)
    except ValueError as error:
        raise click.UsageError(f"{error}.") from error
    if found.about_one is (argument is None):
        wanted = (
            "is about one argument; name it with -a"
            if found.about_one
            else "is about no argument; leave out -a"
        )
        raise click.UsageError(f"{task} {wanted}.")
    return found


def _short(task: Task) -> str:
    from ..graph.frameworks.tasks import SEMANTICS

    return next(name for name, semantics in SEMANTICS.items() if semantics is task.semantics)


def _name(file: str | None, also: str | None) -> str:
    if (file is None) == (also is None):
        wanted = "the file once" if file else "a file with a framework"
        raise click.UsageError(f"give {wanted}; `claimgraph solve --help` says in which formats.")
    name = file if file is not None else str(also)
    return "<stdin>" if name == "-" else name


def _content(file: str | None, also: str | None) -> bytes:
    """The file's bytes; of one that is too long, as many as show that it is."""
    from ..graph.frameworks.iccma import LARGEST_FILE

    name = _name(file, also)
    with click.open_file("-" if name == "<stdin>" else name, "rb") as opened:
        content: bytes = opened.read(LARGEST_FILE + 1)
    return content


def _told(framework: Framework, semantics: str, seconds: float | None) -> dict[str, Any]:
    """How each argument stands, in the words and the order of the output."""
    import numpy as np

    from ..graph.frameworks.acceptance import statuses
    from ..graph.frameworks.grounded import grounded

    told: dict[str, Any] = {
        "arguments": len(framework),
        "attacks": framework.attacks,
        "semantics": semantics.lower(),
    }
    if told["semantics"] == "grounded":
        values, words = grounded(framework), _GROUNDED
    else:
        found = statuses(framework, told["semantics"], seconds=seconds)
        values, words = found.values, _COUNTED
        told["extensions"] = found.exist
    told["standing"] = {
        said: [framework.name(each) for each in np.flatnonzero(values == value).tolist()]
        for value, said in words.items()
    }
    return told


def _json(content: Mapping[str, Any]) -> str:
    import json

    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _lines(framework: Framework, told: Mapping[str, Any]) -> list[Line]:
    from ..graph.told import Line, visible

    head = f"{_count(len(framework), 'argument')}, {_count(framework.attacks, 'attack')}; {told['semantics']} semantics"
    if told.get("extensions") is False:
        return [Line(0, head, "claim"), Line(1, "there is no stable extension", "detail")]
    standing: Mapping[str, Sequence[str]] = told["standing"]
    wide, high = max(map(len, standing)), max(len(f"{len(names):,}") for names in standing.values())
    lines = [Line(0, head, "claim")]
    for said, names in standing.items():
        listed = ", ".join(names[:_SHOWN])
        more = f" and {len(names) - _SHOWN:,} more (--format json names all)" if len(names) > _SHOWN else ""
        lines.append(
            Line(1, visible(f"{said:<{wide}}  {len(names):>{high},}  {listed}{more}").rstrip(), "detail")
        )
    return lines


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
