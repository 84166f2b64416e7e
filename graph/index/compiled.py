"""Loops over arrays that numba compiles where it is installed (extra ``fast``) and the arrays are large.

A kernel is a plain Python function over arrays and numbers, and is the same either way: compiling changes how long it
takes and nothing else. Small work stays plain, since compiling takes longer than it saves.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar

import numpy as np

_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")

WORTH_COMPILING: Final = 100_000
"""Numbers in all arrays handed to a kernel from which on it is compiled."""

_parts: Final[list[Callable[..., Any]]] = []
_compiled: Final[dict[Callable[..., Any], Callable[..., Any]]] = {}


def part(function: Callable[_Parameters, _Result]) -> Callable[_Parameters, _Result]:
    """A function that kernels of the same module call; it is compiled with them.

    Of the same module, since what was compiled is kept for as long as that one file does not change.
    """
    _parts.append(function)
    return function


def kernel(function: Callable[_Parameters, _Result]) -> Callable[_Parameters, _Result]:
    """Compile a function at its first large use, if numba is there; what it compiled is kept beside the module."""

    @wraps(function)
    def called(*arguments: _Parameters.args, **named: _Parameters.kwargs) -> _Result:
        size = sum(argument.size for argument in arguments if isinstance(argument, np.ndarray))
        if size < WORTH_COMPILING:
            return function(*arguments, **named)
        result: _Result = _fastest(function)(*arguments, **named)
        return result

    return called


def _fastest(function: Callable[..., Any]) -> Callable[..., Any]:
    if function not in _compiled:
        try:
            import numba
            from numba.extending import register_jitable
        except ImportError:
            return function
        while _parts:
            register_jitable(_parts.pop())
        try:
            _compiled[function] = numba.njit(cache=True)(function)
        except RuntimeError:  # no folder to keep it in can be written
            _compiled[function] = numba.njit(function)
    return _compiled[function]


__all__ = ["WORTH_COMPILING", "kernel", "part"]
