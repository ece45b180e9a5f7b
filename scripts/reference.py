#!/usr/bin/env python3
"""Measures published packages, for the comparison that `report` makes: writes src/knowledge/reference.csv.

Usage: scripts/reference.py [--tool PATH] [--out FILE] [--limit N] [FOLDER…]

FOLDER holds packages, one per folder; by default those under $CARGO_HOME/registry/src. Of each name the newest version
counts. Each is copied and audited by itself, from its source alone: nothing is built, and what a dependency declares is
known where some version of it that fits is on the machine, whatever a lock file asks for. So a few clones are of unknown
cost; the last line says how many.

Left out, and counted in the last lines: packages that cannot be audited, such as those without Rust code; and those with
fewer than 200 lines of production code, where one clone more or less changes the figure by 5 per 1,000 lines and more.

The rows are in the order of names, so that the same packages give the same file. Takes about ten minutes for 2,000
packages with the release binary, on one core.
"""
import argparse, json, os, pathlib, re, shutil, statistics, subprocess, sys, tempfile, tomllib

# As `MIN_LINES` in src/knowledge/reference.rs.
MIN_LINES = 200
TIMEOUT = 120
# What asks for versions, of dependencies or of the toolchain, that the machine may not have while it has others that fit.
LEFT_OUT = shutil.ignore_patterns("Cargo.lock", "rust-toolchain", "rust-toolchain.toml")
ROOT = pathlib.Path(__file__).resolve().parent.parent

HEADER = """\
# Published packages and their clones, by scripts/reference.py: the newest version of each name that was in Cargo's registry
# folder of one machine, audited from source. Left out: fewer than {minimum} lines of production code. Of all these clones
# {unknown} % are of unknown cost, mostly as a dependency was not on that machine; they are not among the deep ones.
# name,version,lines of production code,explicit clones in it,those of them that are deep
"""


def precedence(version):
    """What versions are ordered by, as SemVer has it."""
    version, _, pre = version.partition("+")[0].partition("-")
    numbers = [int(number) for number in version.split(".")]
    parts = [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in pre.split(".")] if pre else []
    return numbers, not pre, parts


def newest(folders):
    """The folder of the newest version of each package, by name."""
    found = {}
    for folder in folders:
        for manifest in sorted(pathlib.Path(folder).glob("*/Cargo.toml")):
            try:
                package = tomllib.loads(manifest.read_text())["package"]
                name, version = package["name"], package["version"]
                order = precedence(version)
            except (KeyError, TypeError, ValueError) as error:
                print(f"{manifest.parent.name}: no package: {error}", file=sys.stderr)
                continue
            if name not in found or order > found[name][0]:
                found[name] = (order, version, manifest.parent)
    return {name: (version, folder) for name, (_, version, folder) in sorted(found.items())}


def measure(tool, folder):
    """Lines of production code, and the explicit clones in it: all, deep ones, those of unknown cost. Else an error."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = pathlib.Path(scratch) / folder.name
        # Cargo would take a workspace above the registry folder for the package's own.
        shutil.copytree(folder, copy, symlinks=True, ignore=LEFT_OUT)
        command = [tool, "clone-audit", "report", "--quiet", "--format", "json", "--scope", "production", "--jobs", "1"]
        try:
            done = subprocess.run(
                [*command, "--manifest-path", copy / "Cargo.toml"], cwd=copy, capture_output=True, timeout=TIMEOUT, check=False
            )
        except subprocess.TimeoutExpired:
            return f"more than {TIMEOUT} s"
        if done.returncode != 0:
            return (done.stderr.decode(errors="replace").strip().splitlines() or [f"status {done.returncode}"])[0]
        report = json.loads(done.stdout)
        costs = report["totals"]["by_cost"]
        return report["workspace"]["lines_production"], report["totals"]["explicit"], costs["deep"], costs["unknown"]


def spread(values):
    """Quarter, median, upper quarter and upper tenth."""
    tenths, quarters = statistics.quantiles(values, n=10), statistics.quantiles(values, n=4)
    return "quarter {:.2f}, median {:.2f}, upper quarter {:.2f}, upper tenth {:.2f}".format(*quarters, tenths[-1])


def main():
    home = pathlib.Path(os.environ.get("CARGO_HOME", pathlib.Path.home() / ".cargo"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", default=ROOT / "target" / "release" / "cargo-clone-audit")
    parser.add_argument("--out", default=ROOT / "src" / "knowledge" / "reference.csv")
    parser.add_argument("--limit", type=int, help="measure only the first N names, to try the script")
    parser.add_argument("folders", nargs="*", default=sorted((home / "registry" / "src").glob("*")))
    arguments = parser.parse_args()
    tool = pathlib.Path(arguments.tool).resolve()
    rows, refused, small, unknown = [], 0, 0, 0
    for name, (version, folder) in list(newest(arguments.folders).items())[: arguments.limit]:
        measured = measure(tool, folder)
        if isinstance(measured, str):
            refused += 1
            print(f"{name} {version}: {measured}", file=sys.stderr, flush=True)
            continue
        lines, clones, deep, of_unknown_cost = measured
        if lines < MIN_LINES:
            small += 1
            continue
        unknown += of_unknown_cost
        rows.append((name, version, lines, clones, deep))
    text = "".join(",".join(map(str, row)) + "\n" for row in rows)
    total = sum(clones for _, _, _, clones, _ in rows)
    header = HEADER.format(minimum=MIN_LINES, unknown=round(100 * unknown / max(total, 1)))
    pathlib.Path(arguments.out).write_text(header + text)
    print(f"{len(rows)} packages; left out: {refused} not audited, {small} with fewer than {MIN_LINES} lines")
    print(f"clones per 1,000 lines: {spread([1000 * clones / lines for _, _, lines, clones, _ in rows])}")
    print(f"deep ones: {spread([1000 * deep / lines for _, _, lines, _, deep in rows])}")
    print(f"of {total} clones, {unknown} of unknown cost")


if __name__ == "__main__":
    main()
