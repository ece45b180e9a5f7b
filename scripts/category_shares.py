#!/usr/bin/env python3
"""Shares of the categories among the explicit clones of production code, by one or more builds.

Usage: scripts/category_shares.py TOOL[,TOOL...] WORKSPACE...

TOOL is a cargo-clone-audit program. Each workspace gets a line for every category with clones, with a column for each
program; the last lines sum all workspaces up. Types, and so categories, need the sources of dependencies (`cargo fetch`).
"""

import collections
import json
import pathlib
import subprocess
import sys


def counts(tool, workspace):
    command = [tool, "clone-audit", "list", "--format", "json", "--scope", "production"]
    done = subprocess.run(command, cwd=workspace, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    sites = json.loads(done.stdout)["sites"]
    return collections.Counter(site["category"] for site in sites if site["spelling"] not in ("bulk", "implicit"))


def show(title, columns):
    print(f"{title}: {', '.join(str(column.total()) for column in columns)} clones")
    for name in sorted(set().union(*columns), key=lambda name: -columns[-1][name]):
        shares = [f"{100 * column[name] / max(column.total(), 1):6.1f} %" for column in columns]
        print(f"  {name:<22}{''.join(shares)}")


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    tools = [str(pathlib.Path(tool).resolve()) for tool in sys.argv[1].split(",")]
    sums = [collections.Counter() for _ in tools]
    for workspace in sys.argv[2:]:
        columns = [counts(tool, workspace) for tool in tools]
        show(workspace, columns)
        for whole, column in zip(sums, columns):
            whole.update(column)
    show("all", sums)


if __name__ == "__main__":
    main()
