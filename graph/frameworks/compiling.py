"""Loops over arrays, compiled by numba where the extra ``fast`` is installed, and run as plain Python where it is not.

A loop is written once, in the part of Python that works on lists and on arrays alike. Importing numba takes half a
second, so it pays on large inputs only; what it compiled is kept beside the module, and compiled once a machine.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from ...ontology.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable

WORTH_IT: Final = 200_000
"""Arguments and relations from which numba is worth importing."""


def chosen(fast: bool | None, size: int) -> bool:  # noqa: FBT001 - three-valued: yes, no, as it pays
    """Whether to compile.

    Args:
        fast: True insists, False forbids, None compiles where it can and where it pays.
        size: Arguments and relations that a loop will go over.

    Raises:
        MissingExtraError: If it must and cannot.
    """
    there = fast is not False and find_spec("numba") is not None
    if fast and not there:
        raise MissingExtraError("numba is not installed: pip install 'claimgraph[fast]'")
    return there and (bool(fast) or size >= WORTH_IT)


@cache
def compiled(loop: Callable[..., Any]) -> Callable[..., Any]:
    """A loop as machine code; numba must be installed."""
    import numba

    try:
        found: Callable[..., Any] = numba.njit(cache=True, nogil=True)(loop)
    except RuntimeError:
        # Neither the package's folder nor the user's cache can be written to: compile once a process.
        found = numba.njit(nogil=True)(loop)
    return found
