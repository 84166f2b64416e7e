"""Labellings as clauses, and the SAT solver that finds them.

Each argument has a variable *in*, and under complete semantics a variable *out*; undecided is neither. The clauses are
those of P. Besnard and S. Doutre, "Checking the acceptability of a set of arguments", NMR 2004, written for labels as
in F. Cerutti, M. Giacomin, M. Vallati, "ArgSemSAT", COMMA 2014:

- in only if every attacker is out, and in if every attacker is out;
- out only if some attacker is in, and out if some attacker is in.

The solver is Glucose 4 by python-sat, from the extra ``solver``. It is asked under assumptions, so that one set of
clauses serves many questions.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any, Final

from ...ontology.errors import MissingExtraError, SolverLimitError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import TracebackType
    from typing import Self

FREE: Final = 0
BEATEN: Final = 1
HELD: Final = 2
"""What the arguments outside do to one: nothing; one of them is in; none is in and one is undecided."""


class Deadline:
    """When a search has to end, however far it is.

    Args:
        seconds: From now; None is never.
    """

    def __init__(self, seconds: float | None) -> None:
        """Begin to count."""
        self._seconds = seconds
        self._end = None if seconds is None else time.monotonic() + seconds

    @property
    def left(self) -> float | None:
        """Seconds that are left; None if there is no end.

        Raises:
            SolverLimitError: If none are left.
        """
        if self._end is None:
            return None
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.met()
        return left

    def met(self) -> SolverLimitError:
        """What is raised when the time is over."""
        return SolverLimitError(f"stopped after {self._seconds:g} s, before there was an answer; allow more")


class Labeller:
    """Labellings of one framework, or of a part of it, by a SAT solver.

    Args:
        attackers: By each argument, its attackers, all among the arguments.
        around: What the arguments outside do to each; free if it is empty.
        total: Allow no argument to stay undecided, as stable semantics does.
        deadline: When to give up.

    Raises:
        MissingExtraError: If python-sat is not installed.
    """

    def __init__(
        self, attackers: Sequence[Sequence[int]], *, around: bytes = b"", total: bool, deadline: Deadline
    ) -> None:
        """Write the clauses."""
        try:
            from pysat.solvers import Glucose4
        except ImportError as error:
            raise MissingExtraError(
                "python-sat is not installed: pip install 'claimgraph[solver]'"
            ) from error
        self.size = len(attackers)
        self._attackers = attackers
        self._deadline = deadline
        self._top = self.size if total else 2 * self.size
        self._inside: list[int] = []
        clauses = _stable(attackers) if total else _complete(attackers, around)
        self._solver: Any = Glucose4(bootstrap_with=clauses)
        # Labellings with much in, and so much out, answer more questions at once.
        self._solver.set_phases(range(1, self._top + 1))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._solver.delete()

    def ask(self, assumed: Iterable[int] = ()) -> bool:
        """Whether a labelling has what is assumed; ``inside`` then tells of one.

        Args:
            assumed: ``a + 1`` for argument ``a`` in, ``-(a + 1)`` for not in; and what ``switch`` gave.

        Raises:
            SolverLimitError: If the time is over.
        """
        left = self._deadline.left
        if left is None:
            found = self._solver.solve(assumptions=list(assumed))
        else:
            alarm = threading.Timer(left, self._solver.interrupt)
            alarm.start()
            try:
                found = self._solver.solve_limited(assumptions=list(assumed), expect_interrupt=True)
            finally:
                alarm.cancel()
            if found is None:
                raise self._deadline.met()
        if found:
            self._inside = [each - 1 for each in self._solver.get_model()[: self.size] if each > 0]
        return bool(found)

    @property
    def inside(self) -> list[int]:
        """The arguments that are in, in the labelling found last, ascending."""
        return self._inside

    def demand(self, clause: Iterable[int]) -> None:
        """Allow only labellings with one of these, from now on."""
        self._solver.add_clause(list(clause))

    def switch(self, clause: Iterable[int]) -> int:
        """A clause that holds while the number given back is assumed."""
        self._top += 1
        self._solver.add_clause([-self._top, *clause])
        return self._top

    def prefer(self, literals: Iterable[int]) -> None:
        """Try these first, where nothing speaks against them; what is found stays right whatever is tried."""
        self._solver.set_phases(list(literals))

    def beaten(self, argument: int) -> int:
        """The assumption that an argument is out, under complete semantics."""
        return self.size + argument + 1

    def first(self, assumed: Sequence[int] = ()) -> list[int] | None:
        """The arguments in of the labelling that comes first: whatever can be in is in, in order of the arguments.

        Such a set is as large as can be: nothing could be added to it. There is a question for each argument that the
        labelling at hand leaves out and no chosen one rules out, under as many assumptions as there are arguments
        before it; so a single large part takes time that grows with its square, at least.
        """
        if not self.ask(assumed):
            return None
        chosen, taken, found, beaten = list(assumed), set[int](), set(self._inside), set[int]()
        for argument, against in enumerate(self._attackers):
            possible = argument not in beaten and taken.isdisjoint(against)
            if possible and argument not in found:
                possible = self.ask([*chosen, argument + 1])
                found = set(self._inside) if possible else found
            chosen.append(argument + 1 if possible else -(argument + 1))
            if possible:
                taken.add(argument)
                beaten.update(against)
        return sorted(taken)

    def grown(self, assumed: Sequence[int], inside: Sequence[int]) -> list[int]:
        """A set that holds this one, has what is assumed, and cannot be added to."""
        while True:
            held = set(inside)
            more = self.switch(each + 1 for each in range(self.size) if each not in held)
            found = self.ask([*assumed, *(each + 1 for each in inside), more])
            self.demand([-more])
            if not found:
                return list(inside)
            inside = self.inside


def _complete(attackers: Sequence[Sequence[int]], around: bytes) -> Iterator[list[int]]:
    size = len(attackers)
    for argument, against in enumerate(attackers):
        inside, outside = argument + 1, size + argument + 1
        state = around[argument] if around else FREE
        yield [-inside, -outside]
        if state == BEATEN:
            yield [outside]
            continue
        if state == HELD:
            yield [-inside]
        else:
            yield [inside, *(-(size + each + 1) for each in against)]
        yield [-outside, *(each + 1 for each in against)]
        for each in against:
            yield [-inside, size + each + 1]
            yield [outside, -(each + 1)]


def _stable(attackers: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    for argument, against in enumerate(attackers):
        yield [argument + 1, *(each + 1 for each in against)]
        for each in against:
            yield [-(argument + 1), -(each + 1)]
