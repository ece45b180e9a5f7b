#!/usr/bin/env python3
"""Audits every package in Cargo's registry folder by itself: nothing may crash, hang or take long.

Usage: scripts/audit_registry.py [--tool PATH] [--seconds 5] [--jobs 2] [FOLDER…]

FOLDER holds packages, one per folder; by default those under $CARGO_HOME/registry/src. Each is copied before it is
audited, because Cargo would otherwise take an unrelated workspace above it for its own. Prints every package that
crashes, takes longer than --seconds, or cannot be audited (exit status 2) with the first line of the error, then a
summary. Exit status 1 if one crashed, or was too slow for its size: packages of more than a million lines may be slow.
"""
import argparse, concurrent.futures, json, os, pathlib, shutil, subprocess, sys, tempfile, time

MILLION = 1_000_000
TIMEOUT = 120


def packages(folders):
    for folder in folders:
        for manifest in sorted(pathlib.Path(folder).glob("*/Cargo.toml")):
            yield manifest.parent


def audit(tool, package):
    """Exit status (negative: signal; None: timeout), seconds, lines of Rust, and the first line of the error."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = pathlib.Path(scratch) / package.name
        shutil.copytree(package, copy, symlinks=True)
        command = [tool, "clone-audit", "list", "--quiet", "--format", "json", "--manifest-path", copy / "Cargo.toml"]
        start = time.monotonic()
        try:
            done = subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=False)
        except subprocess.TimeoutExpired:
            return None, TIMEOUT, 0, ""
        seconds = time.monotonic() - start
        error = done.stderr.decode(errors="replace").strip().splitlines()
        lines = 0
        if seconds > 1 or done.returncode not in (0, 1, 2):
            for path in copy.rglob("*.rs"):
                lines += path.read_bytes().count(b"\n")
        if done.returncode in (0, 1):
            json.loads(done.stdout)
        return done.returncode, seconds, lines, error[0] if error else ""


def main():
    home = pathlib.Path(os.environ.get("CARGO_HOME", pathlib.Path.home() / ".cargo"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", default="target/release/cargo-clone-audit")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("folders", nargs="*", default=sorted((home / "registry" / "src").glob("*")))
    arguments = parser.parse_args()
    tool = pathlib.Path(arguments.tool).resolve()
    crashed, slow, refused, times = [], [], [], []
    found = list(packages(arguments.folders))
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for package, (status, seconds, lines, error) in zip(found, pool.map(lambda one: audit(tool, one), found)):
            times.append((seconds, package.name))
            if status is None or status < 0 or status > 2:
                crashed.append(package.name)
                print(f"CRASH  {package.name}: status {status}, {seconds:.1f} s: {error}", flush=True)
            elif status == 2:
                refused.append(package.name)
                print(f"error  {package.name}: {error}", flush=True)
            if seconds > arguments.seconds:
                if lines <= MILLION:
                    slow.append(package.name)
                print(f"SLOW   {package.name}: {seconds:.1f} s, {lines} lines", flush=True)
    times.sort(reverse=True)
    slowest = ", ".join(f"{name} {seconds:.2f} s" for seconds, name in times[:5])
    print(f"{len(found)} packages: {len(crashed)} crashed, {len(slow)} slow, {len(refused)} not audited; slowest: {slowest}")
    sys.exit(1 if crashed or slow else 0)


if __name__ == "__main__":
    main()
