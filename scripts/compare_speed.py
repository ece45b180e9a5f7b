#!/usr/bin/env python3
"""CPU time, time and peak memory of a report of two builds, run in turns.

Usage: scripts/compare_speed.py OLD NEW WORKSPACE... [--runs N] [-- ARGUMENT...]

OLD and NEW are release builds of cargo-clone-audit; ARGUMENTs go to `report`. What else the machine does slows both
alike when they take turns; the fastest of N runs (10) is compared, and the median beside it. Ratios are NEW to OLD.
"""

import os
import subprocess
import sys
import time


# Of each build, what it takes to audit from nothing.
os.environ["CLONE_AUDIT_NO_CACHE"] = "1"


def run(binary: str, workspace: str, arguments: list[str]) -> tuple[float, float, float]:
    """CPU seconds, seconds and MiB of one report."""
    command = [binary, "clone-audit", "report", "--quiet", "--allow-skipped", *arguments]
    start = time.perf_counter()
    child = subprocess.Popen(
        [*command, "--manifest-path", os.path.join(workspace, "Cargo.toml")], stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} in {workspace} failed")
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss / 1024


def main() -> None:
    arguments = sys.argv[1:]
    passed = []
    if "--" in arguments:
        at = arguments.index("--")
        arguments, passed = arguments[:at], arguments[at + 1 :]
    runs = 10
    if "--runs" in arguments:
        at = arguments.index("--runs")
        runs = int(arguments[at + 1])
        del arguments[at : at + 2]
    if len(arguments) < 3:
        sys.exit(__doc__)
    old, new, *workspaces = arguments
    for workspace in workspaces:
        taken = [(run(old, workspace, passed), run(new, workspace, passed)) for _ in range(runs)]
        for at, what in enumerate(["CPU s", "s", "MiB"]):
            before = sorted(pair[0][at] for pair in taken)
            after = sorted(pair[1][at] for pair in taken)
            middle = runs // 2
            print(
                f"{os.path.basename(os.path.normpath(workspace)):24} {what:6} {before[0]:8.3f} -> {after[0]:8.3f}  "
                f"ratio {after[0] / before[0]:.2f}, of the medians {after[middle] / before[middle]:.2f}"
            )


main()
