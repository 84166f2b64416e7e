"""Loops over arrays, compiled by numba where the extra ``fast`` is installed, and run as plain Python where it is not.

Compiling changes how long a loop takes and nothing else. Importing numba takes half a second, so it pays on large
inputs only; what it compiled is kept beside the module, and compiled once a machine. Most loops are a :func:`kernel`;
one that has a quicker way without numba asks whether to compile (:func:`chosen`) and takes the compiled one itself.
"""

from __future__ import annotations

from functools import cache, wraps
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar

import numpy as np

from ..ontology.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable

_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")

WORTH_IT: Final = 200_000
"""Numbers to go over from which on numba is worth importing."""

_parts: Final[list[Callable[..., Any]]] = []


def chosen(fast: bool | None, size: int) -> bool:  # noqa: FBT001 - three-valued: yes, no, as it pays
    """Whether to compile.

    Args:
        fast: True insists, False forbids, None compiles where it can and where it pays.
        size: Numbers that a loop will go over.

    Raises:
        MissingExtraError: If it must and cannot.
    """
    if fast is False or (fast is None and size < WORTH_IT):
        return False
    there = find_spec("numba") is not None
    if fast and not there:
        raise MissingExtraError("numba is not installed: pip install 'claimgraph[fast]'")
    return there


def part(function: Callable[_Parameters, _Result]) -> Callable[_Parameters, _Result]:
    """A function that kernels of the same module call; it is compiled with them.

    Of the same module, since what was compiled is kept for as long as that one file does not change.
    """
    _parts.append(function)
    return function


def kernel(function: Callable[_Parameters, _Result]) -> Callable[_Parameters, _Result]:
    """A plain function over arrays and numbers that is compiled at its first large use, if numba is there."""

    @wraps(function)
    def called(*arguments: _Parameters.args, **named: _Parameters.kwargs) -> _Result:
        size = sum(argument.size for argument in arguments if isinstance(argument, np.ndarray))
        if not chosen(None, size):
            return function(*arguments, **named)
        result: _Result = compiled(function)(*arguments, **named)
        return result

    return called


@cache
def compiled(loop: Callable[..., Any]) -> Callable[..., Any]:
    """A loop as machine code; numba must be installed."""
    import numba
    from numba.extending import register_jitable

    while _parts:
        register_jitable(_parts.pop())
    try:
        found: Callable[..., Any] = numba.njit(cache=True, nogil=True)(loop)
    except RuntimeError:
        # Neither the package's folder nor the user's cache can be written to: compile once a process.
        found = numba.njit(nogil=True)(loop)
    return found


__all__ = ["WORTH_IT", "chosen", "compiled", "kernel", "part"]
