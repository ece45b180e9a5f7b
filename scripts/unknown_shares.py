#!/usr/bin/env python3
"""Which share of the sites of workspaces has an unknown class or cost, with and without the sources of dependencies.

Usage: scripts/unknown_shares.py [--binary PATH] [--without-dependencies] WORKSPACE...

Prints a line a workspace: all sites, those of unknown class, those of known class and unknown cost, and the share of
explicit `method` and `path` sites whose cost is known. `--without-dependencies` lists each workspace again with an empty
Cargo home and prints every class and cost that then contradicts the answer with sources; exits with 1 if there is one. A
handle of a library is one by name only where its sources are missing.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile


def sites(binary, folder, **environment):
    command = [binary, "clone-audit", "list", "--format", "json"]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, env={**os.environ, **environment})
    if not result.stdout:
        sys.exit(f"{folder}: {result.stderr.strip()}")
    place = lambda site: (site["path"], site["name_line"], site["name_column"], site["spelling"])
    return {place(site): site for site in json.loads(result.stdout)["sites"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    here = os.path.dirname(os.path.abspath(__file__))
    parser.add_argument("--binary", default=os.path.join(os.path.dirname(here), "target", "debug", "cargo-clone-audit"))
    parser.add_argument("--without-dependencies", action="store_true")
    parser.add_argument("workspaces", nargs="+")
    args = parser.parse_args()
    binary, contradictions = os.path.abspath(args.binary), 0
    for folder in args.workspaces:
        found = sites(binary, folder)
        rows = list(found.values())
        unknown = sum(row["class"] == "unknown" for row in rows)
        costs = sum(row["class"] != "unknown" and row["cost"] == "unknown" for row in rows)
        explicit = [row for row in rows if row["spelling"] in ("method", "path")]
        known = sum(row["cost"] != "unknown" for row in explicit)
        share = lambda part, whole: f"{100 * part / max(whole, 1):.1f} %"
        print(f"{os.path.basename(os.path.abspath(folder))}: {len(rows)} sites, class unknown {share(unknown, len(rows))}, "
              f"cost only {share(costs, len(rows))}, cost known of {len(explicit)} explicit {share(known, len(explicit))}")
        if args.without_dependencies:
            with tempfile.TemporaryDirectory() as home:
                without = sites(binary, folder, CARGO_HOME=home)
            for place, row in without.items():
                for word in ("class", "cost"):
                    whole = found.get(place, row)[word]
                    if "unknown" not in (row[word], whole) and row[word] != whole:
                        contradictions += 1
                        print(f"  {place[0]}:{place[1]}: {word} {whole} with sources, {row[word]} without")
    sys.exit(contradictions > 0)


if __name__ == "__main__":
    main()
