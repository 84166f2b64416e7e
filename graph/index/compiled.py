"""Loops over arrays that numba compiles where it is installed (extra ``fast``) and the arrays are large.

A kernel is a plain Python function over arrays and numbers, and is the same either way: compiling changes how long it
takes and nothing else. Small work stays plain, since compiling takes longer than it saves.
"""

from collections.abc import Callable
from functools import cache, wraps
from typing import Any, Final, ParamSpec, TypeVar, cast

import numpy as np

_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")

WORTH_COMPILING: Final = 50_000
"""Numbers in all arrays handed to a kernel from which on it is compiled."""


def kernel(function: Callable[_Parameters, _Result]) -> Callable[_Parameters, _Result]:
    """Compile a function at its first large use, if numba is there; what it compiled is kept beside the module."""

    @cache
    def compiled() -> Callable[_Parameters, _Result] | None:
        try:
            import numba
        except ImportError:
            return None
        made: Any
        try:
            made = numba.njit(cache=True)(function)
        except RuntimeError:  # no folder to keep it in can be written
            made = numba.njit(function)
        return cast("Callable[_Parameters, _Result]", made)

    @wraps(function)
    def called(*arguments: _Parameters.args, **named: _Parameters.kwargs) -> _Result:
        size = sum(argument.size for argument in arguments if isinstance(argument, np.ndarray))
        fast = compiled() if size >= WORTH_COMPILING else None
        return (fast or function)(*arguments, **named)

    return called


__all__ = ["WORTH_COMPILING", "kernel"]
