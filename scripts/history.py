#!/usr/bin/env python3
"""Whether `history` says of a commit what an audit of its checkout says: all figures, at commits drawn at random.

Usage: scripts/history.py TOOL REPOSITORY… [--commits 25] [--last 500] [--seed N]

REPOSITORY is a clone whose root is a Cargo workspace. The commits are drawn from its last ones by first parents. Each is
audited in a worktree of its own, without a cache and by the configuration of the work tree, which should have none. Prints the
time of `history` over all commits that were drawn, and that of the single audits. Exit status 1 if a figure differs.
"""
import argparse, json, os, pathlib, random, subprocess, sys, tempfile, time


def git(folder, *args):
    return subprocess.run(["git", "-C", folder, *args], check=True, capture_output=True, text=True).stdout


def audit(tool, folder, *args):
    environment = {**os.environ, "CI": "1", "CARGO_NET_OFFLINE": "true"}
    done = subprocess.run([tool, "clone-audit", *args, "--format", "json", "--allow-skipped", "-q"], cwd=folder,
                          env=environment, capture_output=True, text=True)
    if not done.stdout.startswith("{"):
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)


def figures_of_report(report):
    return {
        "totals": report["totals"],
        "by_category": {row["name"]: row["explicit"] for row in report["by_category"]},
        "by_package": {row["name"]: row["explicit"] for row in report["by_package"] if row["explicit"]},
        "lines": report["workspace"]["lines"],
    }


def figures_of_point(point):
    return {
        "totals": point["totals"],
        "by_category": {row["name"]: row["count"] for row in point["by_category"]},
        "by_package": {name: count for name, count in point["by_package"].items() if count},
        "lines": point["lines"],
    }


def compare(tool, repository, commits):
    """The commits of which figures differ, and how many were compared."""
    started = time.time()
    history = audit(tool, repository, "history", f"{commits[0]}..{commits[-1]}", "--points", "0")
    points = {point["revision"]: point for point in history["points"]}
    print(f"{repository}: history of {len(points)} commits in {time.time() - started:.1f} s", flush=True)
    wrong, single = [], 0.0
    with tempfile.TemporaryDirectory() as scratch:
        tree = os.path.join(scratch, pathlib.Path(repository).name)
        git(repository, "worktree", "add", "--quiet", "--detach", tree, commits[0])
        try:
            for commit in commits:
                git(tree, "checkout", "--quiet", "--detach", "--force", commit)
                git(tree, "clean", "-qfdx")
                started = time.time()
                expected = figures_of_report(audit(tool, tree, "report", "--no-reference"))
                single += time.time() - started
                found = figures_of_point(points[commit]) if commit in points else None
                if found != expected:
                    wrong.append(commit)
                    print(f"  {commit}: {found} instead of {expected}")
        finally:
            git(repository, "worktree", "remove", "--force", tree)
    print(f"  {len(commits)} compared, {len(wrong)} differ; the single audits took {single:.1f} s", flush=True)
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("tool", type=os.path.abspath)
    parser.add_argument("repositories", nargs="+", type=os.path.abspath)
    parser.add_argument("--commits", type=int, default=25)
    parser.add_argument("--last", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    wrong = []
    for repository in args.repositories:
        last = git(repository, "log", "--first-parent", f"-{args.last}", "--format=%H").split()[::-1]
        drawn = sorted(random.Random(args.seed).sample(range(len(last)), min(args.commits, len(last))))
        wrong += compare(args.tool, repository, [last[at] for at in drawn])
    sys.exit(1 if wrong else 0)


main()
