"""How long ``claimgraph --help`` keeps a processor busy, as a multiple of a bare interpreter.

Both are run in pairs, one after the other, so that a busy machine slows both; the figure is the median of the pairs'
ratios of user and system time. The promise is at most ten; the exit code is 1 above that. Run it with the Python of
an environment where claimgraph is installed: ``.venv/bin/python benchmarks/startup.py``.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
from pathlib import Path

PROMISED = 10.0


def cpu_seconds(command: list[str]) -> float:
    """User and system time of one run of a command that must succeed, its children included."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def main() -> int:
    """Measure, print the ratio, and say whether the promise holds."""
    parser = argparse.ArgumentParser(description="CPU of `claimgraph --help` against a bare interpreter.")
    parser.add_argument("--pairs", type=int, default=21, help="how many pairs to run (default: %(default)s)")
    pairs = parser.parse_args().pairs

    script = Path(sys.executable).with_name("claimgraph")
    helped = [str(script), "--help"] if script.exists() else [sys.executable, "-m", "claimgraph", "--help"]
    bare = [sys.executable, "-c", "pass"]
    cpu_seconds(bare)
    cpu_seconds(helped)  # the first run of each fills the caches

    runs = [(cpu_seconds(bare), cpu_seconds(helped)) for _ in range(pairs)]
    ratio = statistics.median(slow / quick for quick, slow in runs)
    print(f"python -c pass     {statistics.median(quick for quick, _ in runs) * 1000:7.1f} ms CPU")
    print(f"claimgraph --help  {statistics.median(slow for _, slow in runs) * 1000:7.1f} ms CPU")
    print(f"ratio              {ratio:7.1f}     (median of {pairs} pairs, promised: at most {PROMISED:g})")
    return int(ratio > PROMISED)


if __name__ == "__main__":
    sys.exit(main())
