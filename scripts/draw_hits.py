#!/usr/bin/env python3
"""Draws hits of a rule at random over workspaces, with their source, to be judged by reading.

Usage: scripts/draw_hits.py TOOL RULE N WORKSPACE...

TOOL is a cargo-clone-audit program. The draw is the same each time for the same hits. What src/rules/precision.csv says of
rules was judged on such draws; the judging is by hand.
"""

import json
import pathlib
import random
import subprocess
import sys

CONTEXT = 12


def hits(tool, rule, workspace):
    """What the rule found: path, line and message."""
    command = [tool, "clone-audit", "list", "--allow-skipped", "--format", "json", "--rule", rule]
    command += ["--manifest-path", str(workspace / "Cargo.toml")]
    found = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout)
    for site in found["sites"]:
        for finding in site["findings"]:
            if finding["rule"] == rule:
                yield site["path"], site["line"], site["end_line"], finding["message"]
    for finding in found["type_findings"]:
        yield finding["path"], finding["line"], finding["line"], finding["message"]


def main():
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    tool, rule, count, *folders = sys.argv[1:]
    workspaces = [pathlib.Path(folder) for folder in folders]
    all_hits = [(workspace, *hit) for workspace in workspaces for hit in hits(tool, rule, workspace)]
    print(f"{len(all_hits)} hits of {rule}")
    random.Random(7).shuffle(all_hits)
    for number, (workspace, path, line, end, message) in enumerate(all_hits[: int(count)], 1):
        print(f"--- {number} {workspace.name}: {path}:{line} {message}")
        lines = (workspace / path).read_text(encoding="utf-8").splitlines()
        for at in range(max(0, line - 1 - CONTEXT), min(len(lines), end + CONTEXT)):
            print(f"{at + 1:6} {lines[at]}")


main()
