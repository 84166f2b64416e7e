"""The competition's tasks, such as ``DC-CO``: what is asked of a framework, and how the answer is written.

A task is a problem and a semantics (https://argumentationcompetition.org/2023/rules.html, and the rules of former
years for the last two): ``DC`` whether some extension holds an argument, ``DS`` whether every one does, ``SE`` some
extension, ``EE`` all of them, ``CE`` how many; ``GR``, ``CO``, ``PR`` and ``ST`` for grounded, complete, preferred and
stable.

An answer is ``YES`` or ``NO``, a number, or a line ``w 1 3 5`` with the arguments of an extension: the one asked for,
or the witness of a yes under ``DC`` and of a no under ``DS``. ``NO`` answers ``SE`` too, where there is no extension.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Literal

from .acceptance import accepted, one_extension
from .extensions import Semantics, extensions

if TYPE_CHECKING:
    from .extensions import Extension
    from .framework import Framework

SEMANTICS: Final = {
    "GR": Semantics.GROUNDED,
    "CO": Semantics.COMPLETE,
    "PR": Semantics.PREFERRED,
    "ST": Semantics.STABLE,
}
"""The competition's names of the semantics."""


class Question(StrEnum):
    """The competition's problems."""

    CREDULOUS = "DC"
    SCEPTICAL = "DS"
    SOME = "SE"
    EVERY = "EE"
    COUNT = "CE"


NAMES: Final = tuple(f"{question}-{name}" for question in Question for name in SEMANTICS)
"""All tasks that can be asked."""


@dataclass(frozen=True, slots=True)
class Task:
    """A problem under a semantics.

    >>> Task.of("ds-pr")
    Task(question=<Question.SCEPTICAL: 'DS'>, semantics=<Semantics.PREFERRED: 'preferred'>)
    """

    question: Question
    semantics: Semantics

    @classmethod
    def of(cls, name: str) -> Task:
        """The task of a name such as ``DC-CO``.

        Raises:
            ValueError: If there is none.
        """
        question, _, semantics = name.upper().partition("-")
        if f"{question}-{semantics}" not in NAMES:
            raise ValueError(f"there is no task '{name}'; they are {', '.join(NAMES)}")
        return cls(Question(question), SEMANTICS[semantics])

    @property
    def about_one(self) -> bool:
        """Whether the task is about one argument."""
        return self.question in (Question.CREDULOUS, Question.SCEPTICAL)


@dataclass(frozen=True, slots=True)
class Solution:
    """The answer to a task.

    Attributes:
        answer: Yes or no, or how many extensions; None where extensions are the answer.
        witnesses: Extensions: those asked for, or the one that shows why.
        cut: Whether there are more extensions than were looked for.
    """

    answer: bool | int | None
    witnesses: tuple[Extension, ...]
    cut: bool = False

    def lines(self, framework: Framework) -> list[str]:
        """The answer as the competition has it, a line each."""
        said = {None: "", True: "YES", False: "NO"}
        first = (
            said[self.answer] if self.answer is None or isinstance(self.answer, bool) else str(self.answer)
        )
        witnesses = [" ".join(["w", *map(framework.name, one)]) for one in self.witnesses]
        return [first, *witnesses] if first else witnesses


def solve(
    framework: Framework,
    task: Task,
    *,
    argument: int | None = None,
    limit: int | None = None,
    seconds: float | None = None,
) -> Solution:
    """Answer a task.

    Args:
        framework: What it is about.
        task: What is asked.
        argument: The argument, for ``DC`` and ``DS``.
        limit: Extensions that ``EE`` and ``CE`` look for at most.
        seconds: Time to take at most.

    Raises:
        ValueError: If an argument is missing.
        MissingExtraError: If the extra ``solver`` is needed and not installed.
        SolverLimitError: If the time is over.

    >>> from claimgraph.graph.frameworks.framework import Framework
    >>> nixon = Framework.from_pairs([("a", "b"), ("b", "a")])
    >>> solve(nixon, Task.of("DS-PR"), argument=0).lines(nixon)
    ['NO', 'w b']
    """
    match task.question:
        case Question.CREDULOUS | Question.SCEPTICAL:
            if argument is None:
                raise ValueError(f"{task.question} is about an argument; name one")
            mode: Literal["credulous", "sceptical"] = (
                "credulous" if task.question is Question.CREDULOUS else "sceptical"
            )
            found = accepted(framework, argument, task.semantics, mode, seconds=seconds)
            return Solution(found.accepted, () if found.witness is None else (found.witness,))
        case Question.SOME:
            one = one_extension(framework, task.semantics, seconds=seconds)
            return Solution(answer=False, witnesses=()) if one is None else Solution(None, (one,))
        case Question.EVERY:
            search = extensions(framework, task.semantics, limit=limit, seconds=seconds)
            every = tuple(search)
            return Solution(None, every, bool(search.cut))
    search = extensions(framework, task.semantics, limit=limit, seconds=seconds)
    count = sum(1 for _ in search)
    return Solution(count, (), bool(search.cut))
