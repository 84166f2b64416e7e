"""How long something takes: the quickest of several goes, since whatever else the machine does only makes it slower."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def seconds(
    work: Callable[[], object], runs: int, *, clock: Callable[[], float] = time.perf_counter
) -> float:
    """Time of the quickest run.

    Args:
        work: What is measured.
        runs: How often it is done.
        clock: ``time.process_time`` counts this process alone, which a machine that others use lengthens less.
    """
    quickest = float("inf")
    for _ in range(runs):
        start = clock()
        work()
        quickest = min(quickest, clock() - start)
    return quickest
