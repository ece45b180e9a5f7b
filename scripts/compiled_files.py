#!/usr/bin/env python3
"""Whether every file that rustc reads for the members of a workspace is audited.

Usage: scripts/compiled_files.py [--binary PATH] [--no-build] WORKSPACE...

Runs `cargo check --all-targets --workspace` in each workspace (`--no-build`: takes what earlier builds left), reads the
dep-info files that rustc wrote for the members' targets, and compares the `.rs` files named there with those that
`report -vv` names as audited. Prints the files that are missing, and a line with the counts; exits with 1 if one is.
Not missed are generated files in the target folder, files that an earlier build read and that are gone, and what literals
name beside `include_str!` or `include_bytes!`: it is data. What a macro takes in as data by another file's literal, and
templates of other kinds, are printed as missing: look at them.
"""
import argparse
import json
import os
import re
import subprocess
import sys


def run(command, folder):
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace")


def named_in(dep_info):
    """The files that a dep-info file lists: the targets of its rules without prerequisites."""
    with open(dep_info, errors="replace") as file:
        for line in file:
            if not line.startswith("#") and line.rstrip().endswith(":"):
                yield re.sub(r"\\(.)", r"\1", line.rstrip()[:-1])


def compiled(folder, metadata):
    """The Rust files of the members' targets, as real paths, and how many of them are generated."""
    crates = {target["name"].replace("-", "_") for package in metadata["packages"] for target in package["targets"]}
    target = metadata["target_directory"]
    members = {os.path.realpath(os.path.dirname(package["manifest_path"])) for package in metadata["packages"]}
    found, generated = set(), set()
    for profile in os.listdir(target) if os.path.isdir(target) else []:
        deps = os.path.join(target, profile, "deps")
        for name in os.listdir(deps) if os.path.isdir(deps) else []:
            crate = re.match(r"(.+)-[0-9a-f]{16}\.d$", name)
            if not crate or not crates & {crate.group(1), crate.group(1).removeprefix("lib")}:
                continue
            files = [os.path.realpath(os.path.join(metadata["workspace_root"], path)) for path in named_in(os.path.join(deps, name))]
            files = [path for path in files if path.endswith(".rs")]
            # A dependency may have the name of a member: its root lies elsewhere.
            if not any(path.startswith(member + os.sep) for path in files for member in members):
                continue
            for path in files:
                (generated if path.startswith(os.path.realpath(target) + os.sep) else found).add(path)
    return found, generated


def data_files(paths):
    """The files that literals name in sources that take files in as data."""
    files = set()
    for path in paths:
        with open(path, errors="replace") as file:
            text = file.read()
        if "include_str!" in text or "include_bytes!" in text:
            literals = re.findall(r'"([^"\\\n]+)"', text)
            files |= {os.path.realpath(os.path.join(os.path.dirname(path), literal)) for literal in literals}
    return files


def audited(folder, root, binary):
    result = run([binary, "clone-audit", "report", "--format", "json", "-vv"], folder)
    if result.returncode:
        print(result.stderr[-2000:])
    paths = re.findall(r"^audited (\S.*\.rs)$", result.stderr, re.M)
    left_out = [row["path"] for row in json.loads(result.stdout or "{}").get("left_out", []) if row["reason"].startswith("compiled, but")]
    real = lambda paths: {os.path.realpath(os.path.join(root, path)) for path in paths}
    return real(paths), real(left_out)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    here = os.path.dirname(os.path.abspath(__file__))
    parser.add_argument("--binary", default=os.path.join(os.path.dirname(here), "target", "debug", "cargo-clone-audit"))
    parser.add_argument("--no-build", action="store_true")
    parser.add_argument("workspaces", nargs="+")
    args = parser.parse_args()
    failed = False
    for folder in args.workspaces:
        name = os.path.basename(os.path.abspath(folder))
        metadata = json.loads(run(["cargo", "metadata", "--no-deps", "--format-version", "1"], folder).stdout)
        if not args.no_build:
            check = run(["cargo", "check", "--workspace", "--all-targets", "--keep-going"], folder)
            if check.returncode:
                print(f"{name}: `cargo check` failed; what it compiled is compared")
        files, generated = compiled(folder, metadata)
        mine, left_out = audited(folder, metadata["workspace_root"], os.path.abspath(args.binary))
        files = {path for path in files if os.path.isfile(path)}
        missing = sorted(files - mine - left_out)
        data = data_files(mine) if missing else set()
        missing = [path for path in missing if path not in data]
        for path in missing:
            print(f"{name}: not audited: {os.path.relpath(path, metadata['workspace_root'])}")
        print(f"{name}: {len(files)} compiled files ({len(generated)} more are generated), {len(mine)} audited, "
              f"{len(left_out)} left out and said so, {len(missing)} missing")
        failed |= bool(missing) or not files
    sys.exit(failed)


if __name__ == "__main__":
    main()
