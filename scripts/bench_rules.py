#!/usr/bin/env python3
"""Measures what each rule claims and writes benches/results.csv and benches/machine.txt.

Usage: scripts/bench_rules.py [--runs N] [--rule RULE]     (with --rule it only prints)

Times are medians of the runs, each of which gives the median of its own samples; ratio_low and ratio_high are the
smallest and the largest ratio of a run. Allocations are counted once: they are the same in every run. A row of two
threads stays as it was if the machine never had two cores for them.
"""

import argparse
import csv
import datetime
import math
import os
import pathlib
import platform
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benches/results.csv"
COLUMNS = (
    "rule case before_ns after_ns ratio ratio_low ratio_high before_allocs after_allocs before_bytes after_bytes".split()
)


def bench(name, rule):
    """The rows that one bench prints, by rule and case."""
    command = ["cargo", "bench", "--locked", "--quiet", "--bench", name, "--", *([rule] if rule else [])]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed")
    rows = csv.DictReader(done.stdout.splitlines())
    return {(row.pop("rule"), row.pop("case")): {key: float(value) for key, value in row.items()} for row in rows}


def short(value):
    """Three digits, or all of a whole number."""
    if value == int(value) or value >= 1000:
        return f"{value:.0f}"
    return f"{value:.{2 if value < 10 else 1 if value < 100 else 0}f}"


def significant(ratio):
    """Two digits: more would not be the same next time."""
    digits = float(f"{ratio:.2g}")
    return f"{digits:.0f}" if digits >= 10 else f"{digits:g}"


def merge(runs, counts, kept):
    """The rows of the table. Those of `kept` stand in where no run had two cores for two threads."""
    for key in runs[0]:
        times = [(run[key]["before_ns"], run[key]["after_ns"]) for run in runs]
        # Two threads that never had a core each give no number.
        times = [pair for pair in times if not any(map(math.isnan, pair))]
        if not times:
            print(f"{key}: the machine was too busy; what stood there stays", file=sys.stderr)
            yield kept.get(key) or sys.exit("nothing stood there")
            continue
        befores, afters = zip(*times)
        ratios = [before / after for before, after in zip(befores, afters)]
        before, after = statistics.median(befores), statistics.median(afters)
        count = counts[key]
        if count["before_allocs"] - count["after_allocs"] >= 1 and before < 5:
            sys.exit(f"{key}: faster than any allocation, so it was not the same code that was counted and timed")
        yield [
            *key,
            *(short(time) for time in (before, after)),
            *(significant(ratio) for ratio in (before / after, min(ratios), max(ratios))),
            *(short(count[column]) for column in COLUMNS[7:]),
        ]


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def processor():
    """Model and, if the kernel tells, that it is a virtual machine's."""
    try:
        lines = dict(line.split(":", 1) for line in open("/proc/cpuinfo") if ":" in line)
    except OSError:
        return platform.processor() or platform.machine()
    facts = {key.strip(): value.strip() for key, value in lines.items()}
    family = f"family {facts['cpu family']}, model {facts['model']}, " if "cpu family" in facts else ""
    virtual = "virtual machine" if "hypervisor" in facts.get("flags", "") else "no virtual machine"
    return f"{facts.get('model name', platform.machine())} ({family}{virtual})"


def machine(runs, load, stayed):
    libc = " ".join(platform.libc_ver()).strip()
    return "\n".join(
        [
            f"cpu: {processor()}",
            f"cores: {os.cpu_count()}",
            f"rustc: {output('rustc', '--version')}",
            f"os: {platform.system()} {platform.release()} {platform.machine()}",
            f"allocator: that of {libc or 'the system'}",
            "profile: bench (opt-level 3, no LTO, 16 codegen units)",
            f"command: scripts/bench_rules.py --runs {runs}",
            f"load: {load} (averages of the minute before each run)",
            f"priority: nice {os.nice(0)}",
            f"rows that stayed as an earlier measurement left them: {stayed} of several threads at once",
            f"date: {datetime.date.today()}",
            "",
        ]
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--rule")
    arguments = parser.parse_args()
    counts = bench("allocations", arguments.rule)
    runs, loads = [], []
    for number in range(arguments.runs):
        loads.append(f"{os.getloadavg()[0]:.1f}")
        print(f"run {number + 1} of {arguments.runs}", file=sys.stderr)
        runs.append(bench("rules", arguments.rule))
    kept = {}
    if RESULTS.exists():
        kept = {tuple(row[:2]): row for row in csv.reader(RESULTS.read_text().splitlines())}
    table = [COLUMNS, *merge(runs, counts, kept)]
    if arguments.rule:
        csv.writer(sys.stdout, lineterminator="\n").writerows(table)
        return
    with open(RESULTS, "w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(table)
    (ROOT / "benches/machine.txt").write_text(machine(arguments.runs, " ".join(loads), sum(row in kept.values() for row in table[1:])))


if __name__ == "__main__":
    main()
