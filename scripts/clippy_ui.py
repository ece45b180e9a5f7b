#!/usr/bin/env python3
"""What the program says of clippy's own tests for lints about clones.

Usage: scripts/clippy_ui.py CLIPPY [--binary PATH] [--keep FOLDER] [--verbose]

CLIPPY is a checkout of rust-lang/rust-clippy. Its files `tests/ui/*.rs` mark where a lint speaks (`//~ lint`, `//~^ lint`),
and the `.stderr` beside each file has the columns. Every file that marks one of LINTS, or is named after one, becomes a
package of a temporary workspace, which the binary (default: `target/debug/cargo-clone-audit`) lists and proves. Files that
need other crates, several revisions or a nightly compiler, and files that do not compile, are left out by name. Prints for
each lint

  hits        what the marks expect
  sites       of these, how many are a site (what clones a value that is no owned type, as `.to_string()` of a `&str`, is none)
  findings    of these, how many a rule reports
  removable   of these, how many `prove` can remove
  others      sites in the lint's own files at which clippy is silent; of these, with a finding, and removable

and then each of the others that has a finding or is removable, with the hazards that keep `fix` from it. Those are to be read
by hand: either clippy is more careful than it has to be, or the program is wrong. `--verbose` prints every hit, too, and what
it comes to. The exit status is 0 unless the run itself fails.

  --keep FOLDER     works there, and leaves the workspace, to try `fix` on it
"""
import argparse
import collections
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
LINTS = ["redundant_clone", "clone_on_copy", "unnecessary_to_owned", "implicit_clone", "option_as_ref_cloned", "cloned_ref_to_slice_refs"]

# What a plain package of one file cannot have.
NEEDS_MORE = re.compile(r"^//@\s*(?:aux-build|revisions|compile-flags|needs-\w+|only-target)\b.*|^#!\[feature\(.*", re.M)

Hit = collections.namedtuple("Hit", "file line lint start end")


def marks(text):
    """The lines at which lints speak, as (line, lint)."""
    found, last = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        mark = re.search(r"//~(\^+|v+|\|)?\s*(\w+)", line)
        if not mark:
            continue
        where, lint = mark[1] or "", mark[2]
        if where != "|":
            last = number - where.count("^") + where.count("v")
        if lint in LINTS:
            found.append((last, lint))
    return found


def spans(stderr):
    """The primary spans of the diagnostics, by line: (first column, column behind the last)."""
    found = collections.defaultdict(list)
    for diagnostic in re.split(r"^(?=(?:error|warning): )", stderr, flags=re.M):
        place = re.search(r"^ *--> [^\n]*?:(\d+):(\d+)$", diagnostic, re.M)
        if place:
            carets = re.search(r"\^+", diagnostic)
            start = int(place[2])
            found[int(place[1])].append((start, start + len(carets[0]) if carets else sys.maxsize))
    return found


def hits(file, text, stderr):
    at_line, columns = collections.defaultdict(list), spans(stderr)
    for line, lint in marks(text):
        at_line[line].append(lint)
    for line, lints in at_line.items():
        # Where marks and diagnostics are not as many, no column can be trusted: the whole line, then.
        exact = columns[line] if len(columns[line]) == len(lints) else [(0, sys.maxsize)] * len(lints)
        for lint, (start, end) in zip(lints, exact):
            yield Hit(file, line, lint, start, end)


class Test:
    """A file of clippy's tests: its name, text, hits, and the lint whose negatives it holds."""

    def __init__(self, folder, file):
        self.file, self.name = file, file.removesuffix(".rs")
        self.text = read(os.path.join(folder, file))
        self.hits = list(hits(file, self.text, read(os.path.join(folder, self.name + ".stderr"))))
        own = [lint for lint in LINTS if self.name.startswith(lint)]
        counts = collections.Counter(hit.lint for hit in self.hits)
        self.lint = own[0] if own else counts.most_common(1)[0][0] if counts else None
        needed = NEEDS_MORE.search(self.text)
        self.needs = needed and needed[0].strip()

    def write(self, folder):
        edition = re.search(r"^//@\s*edition:\s*(\d+)", self.text, re.M)
        is_binary = re.search(r"^(?:pub )?(?:async )?fn main\b", self.text, re.M)
        os.makedirs(os.path.join(folder, self.name, "src"), exist_ok=True)
        with open(os.path.join(folder, self.name, "Cargo.toml"), "w") as manifest:
            manifest.write(f'[package]\nname = "{self.name}"\nversion = "0.0.0"\nedition = "{edition[1] if edition else 2024}"\n')
        with open(os.path.join(folder, self.name, "src", "main.rs" if is_binary else "lib.rs"), "w") as source:
            source.write(self.text)


def read(path):
    if not os.path.exists(path):
        return ""
    with open(path, encoding="utf-8") as file:
        return file.read()


def chosen(folder):
    """The tests of LINTS, and those left out, with the reason."""
    tests, left_out = [], []
    for file in sorted(os.listdir(folder)):
        if file.endswith(".rs"):
            test = Test(folder, file)
            if test.lint and test.needs:
                left_out.append((file, f"needs `{test.needs}`"))
            elif test.lint:
                tests.append(test)
    return tests, left_out


def write_workspace(folder, tests):
    """Writes a workspace of the tests that compile, prints the first error of each other, and returns the former."""
    for test in tests:
        test.write(folder)
    while True:
        members = json.dumps([test.name for test in tests])
        with open(os.path.join(folder, "Cargo.toml"), "w") as manifest:
            manifest.write(f'[workspace]\nresolver = "3"\nmembers = {members}\n')
        command = ["cargo", "check", "--offline", "--keep-going", "--message-format", "json"]
        result = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        errors = {}
        for message in map(json.loads, result.stdout.splitlines()):
            if message["reason"] == "compiler-message" and message["message"]["level"] == "error":
                errors.setdefault(message["target"]["name"], message["message"]["message"])
        if result.returncode == 0:
            return tests
        if not errors:
            sys.exit(result.stderr)
        for name, error in errors.items():
            print(f"left out: {name}.rs does not compile: {error}")
        tests = [test for test in tests if test.name not in errors]


def answer(binary, folder, *command):
    result = subprocess.run([binary, "clone-audit", *command, "--format", "json"], cwd=folder, capture_output=True, text=True)
    if result.returncode:
        sys.exit(f"{' '.join(command)}: {result.stderr}")
    return json.loads(result.stdout)


def file_of(site):
    return site["path"].split("/")[0] + ".rs"


def place(site):
    return site["path"], site["name_line"], site["name_column"]


def is_at(site, hit):
    return file_of(site) == hit.file and site["name_line"] == hit.line and hit.start <= site["name_column"] < hit.end


def described(site, verdicts):
    """What rules and the compiler say of a site, on one line."""
    rules = " ".join(f"{finding['rule']} ({finding['level']})" for finding in site["findings"]) or "no finding"
    return f"{site['expression']}: {rules}; {verdicts.get(place(site), 'not in the proof')}"


def verdicts_of(proof):
    said = {}
    for site in proof["removable"]:
        said[place(site)] = "removable" + (f" but {', '.join(site['caution'])}" if site["caution"] else "")
    for kind in ("needed", "not_tried"):
        for site in proof[kind]:
            said[place(site)] = f"{kind.replace('_', ' ')}: {site['reason']}"
    return said


def table(rows):
    widths = [max(len(str(row[at])) for row in rows) for at in range(len(rows[0]))]
    for row in rows:
        print("  ".join(str(cell).ljust(width) if at == 0 else str(cell).rjust(width) for at, (cell, width) in enumerate(zip(row, widths))))


def count(sites, verdicts):
    """How many of these groups of sites there are, with a site, with a finding, and with a removable one."""
    return (len(sites), sum(map(bool, sites)), sum(any(site["findings"] for site in group) for group in sites),
            sum(any(verdicts.get(place(site), "").startswith("removable") for site in group) for group in sites))


def show(tests, sites, verdicts, verbose):
    all_hits = [(hit, [site for site in sites if is_at(site, hit)]) for test in tests for hit in test.hits]
    expected = {place(site) for _, group in all_hits for site in group}
    others = [site for site in sites if place(site) not in expected]
    lint_of = {test.file: test.lint for test in tests}
    rows = [("lint", "hits", "sites", "findings", "removable", "others", "findings", "removable")]
    for lint in LINTS:
        silent, _, flagged, removable = count([[site] for site in others if lint_of[file_of(site)] == lint], verdicts)
        rows.append((lint, *count([group for hit, group in all_hits if hit.lint == lint], verdicts), silent, flagged, removable))
    table(rows)
    print("\nclippy is silent, and the program is not:")
    for site in others:
        if site["findings"] or verdicts.get(place(site), "").startswith("removable"):
            print(f"  {file_of(site)}:{site['name_line']}:{site['name_column']}: {described(site, verdicts)}")
    if verbose:
        print("\nclippy speaks:")
        for hit, group in all_hits:
            print(f"  {hit.file}:{hit.line}: {hit.lint}: " + (" | ".join(described(site, verdicts) for site in group) or "no site"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("clippy", metavar="CLIPPY")
    parser.add_argument("--binary", default=os.path.join(os.path.dirname(HERE), "target", "debug", "cargo-clone-audit"))
    parser.add_argument("--keep", metavar="FOLDER")
    parser.add_argument("--verbose", action="store_true")
    args = parser.parse_args()
    binary = os.path.abspath(args.binary)
    tests, left_out = chosen(os.path.join(args.clippy, "tests", "ui"))
    if not tests:
        sys.exit(f"{args.clippy}: no tests of {', '.join(LINTS)} in tests/ui")
    with tempfile.TemporaryDirectory() as temporary:
        folder = os.path.abspath(args.keep) if args.keep else os.path.join(temporary, "clippy-ui")
        os.makedirs(folder, exist_ok=True)
        for file, reason in left_out:
            print(f"left out: {file} {reason}")
        tests = write_workspace(folder, tests)
        print(f"{len(tests)} files: {', '.join(test.file for test in tests)}\n")
        sites = answer(binary, folder, "list")["sites"]
        verdicts = verdicts_of(answer(binary, folder, "prove"))
        show(tests, sites, verdicts, args.verbose)


if __name__ == "__main__":
    main()
