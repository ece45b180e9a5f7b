#!/usr/bin/env python3
"""What `prove` and `fix` do on a workspace: counts beside clippy's, cost beside an incremental check, and what holds after.

Usage: scripts/prove.py WORKSPACE [OPTIONS OF prove ...]     (builds the release binary)

WORKSPACE is a git checkout; all work is done in a clone of it. Prints one line each for
  counts    removable clones (with a caution: so many), those that clippy's redundant_clone and clone_on_copy report,
            those that both see, and those of clippy's alone that do not compile without the clone
  cost      the loop (types, rounds, final check) and its rounds alone, as multiples of an incremental
            `cargo check --all-targets` with every file of the workspace touched
  fix       clones and files changed; lines of the diff that are anything but a removed clone; whether
            `cargo check --all-targets` passes, and the tests before and after
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import time


def run(command, folder, **more):
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, **more)


def rust_files(folder):
    listed = run(["git", "ls-files", "*.rs"], folder).stdout.split("\n")
    return [os.path.join(folder, path) for path in listed if path]


def incremental_check(folder, options):
    command = ["cargo", "check", "--quiet", "--workspace", "--all-targets", "--keep-going", "--ignore-rust-version", *options]
    run(command, folder)
    times = []
    for _ in range(5):
        for path in rust_files(folder):
            os.utime(path)
        time.sleep(0.2)
        started = time.monotonic()
        run(command, folder)
        times.append(time.monotonic() - started)
    return min(times)


def tests(folder, options):
    """Names of the tests that fail, or `None` if nothing could be run."""
    result = run(["cargo", "test", "--workspace", "--no-fail-fast", "--ignore-rust-version", *options], folder)
    ran = re.findall(r"^test .* \.\.\. (?:ok|FAILED)$|^test result", result.stdout, re.M)
    return sorted(re.findall(r"^test (.*) \.\.\. FAILED$", result.stdout, re.M)) if ran else None


def bare(line):
    """A line without what a removed clone may take along or leave: the calls, `*`, `&`, brackets, blanks."""
    line = re.sub(r"\.(clone|to_owned|to_string|to_vec|as_ref|as_deref)\(\)", "", line)
    line = re.sub(r"\b(\w+): (\1\b)", r"\2", line)
    line = re.sub(r"(\w+(::<[^>]*>)?::|<[^>]* as Clone>::)+clone\(", "", line)
    return re.sub(r"[\s*&()]", "", line)


def strange_lines(diff):
    """Hunks in which more changed than clones: their removed and added lines differ otherwise, too."""
    strange = []
    for hunk in re.split(r"^@@.*$", diff, flags=re.M)[1:]:
        lines = [line for line in hunk.split("\n") if not line.startswith(("--- ", "+++ "))]
        taken = "".join(bare(line[1:]) for line in lines if line.startswith("-"))
        given = "".join(bare(line[1:]) for line in lines if line.startswith("+"))
        if taken != given:
            strange.append(hunk)
    return strange


def main():
    workspace, options = os.path.abspath(sys.argv[1]), sys.argv[2:]
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=here, check=True)
    tool = os.path.join(os.environ.get("CARGO_TARGET_DIR", os.path.join(here, "target")), "release", "cargo-clone-audit")
    cargo_options = [word for word in options if word.startswith("--features") or word.endswith("-features")]
    name = os.path.basename(workspace)
    with tempfile.TemporaryDirectory() as work:
        folder = os.path.join(work, name)
        subprocess.run(["git", "clone", "--quiet", workspace, folder], check=True)
        lock = os.path.join(workspace, "Cargo.lock")
        if os.path.exists(lock) and not os.path.exists(os.path.join(folder, "Cargo.lock")):
            run(["cp", lock, folder], work)
        check = incremental_check(folder, cargo_options)
        result = run([tool, "prove", "-v", "--fresh", "--clippy", "--allow-skipped", "--format", "json", *options], folder)
        if result.returncode:
            sys.exit(f"{name}: {result.stderr}")
        proof = json.loads(result.stdout)
        clippy = proof["clippy"]
        times = re.findall(r"^ *([\d.]+) s +(round|the final check)", result.stderr, re.M)
        rounds = float(times[-1][0]) - float(times[0][0]) if times else 0
        cautions = sum(1 for site in proof["removable"] if site["caution"])
        print(f"{name}: counts  {len(proof['removable'])} of {proof['sites_tried']} removable ({cautions} with a caution); "
              f"clippy {clippy['reported']}, both {clippy['both']}, clippy alone {len(clippy['only_clippy'])}; "
              f"{proof['rounds']} rounds, complete: {proof['is_complete']}")
        for site in clippy["only_clippy"]:
            print(f"    clippy alone: {site['path']}:{site['name_line']}:{site['name_column']} {site['reason']}")
        print(f"{name}: cost    incremental check {check:.2f} s; loop {proof['loop_seconds']:.1f} s = "
              f"{proof['loop_seconds'] / check:.1f} x, rounds {rounds:.1f} s = {rounds / check:.1f} x; all {proof['seconds']:.0f} s")
        before = tests(folder, cargo_options)
        result = run([tool, "fix", "--allow-skipped", *options], folder)
        said = result.stderr.strip().split("\n")
        diff = run(["git", "diff"], folder).stdout
        checked = run(["cargo", "check", "--workspace", "--all-targets", "--keep-going", "--ignore-rust-version", *cargo_options], folder)
        unstable = set(re.findall(r"error\[(E\d+)\]", checked.stderr)) <= {"E0554"} and "E0554" in checked.stderr
        after = tests(folder, cargo_options)
        print(f"{name}: fix     status {result.returncode}; {[line for line in said if 'clones' in line][:1]}; "
              f"strange hunks {len(strange_lines(diff))}; check passes: {checked.returncode == 0 or unstable}; "
              f"failing tests before {before}, after {after}")
        for hunk in strange_lines(diff):
            print(hunk)


main()
