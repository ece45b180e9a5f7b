#!/usr/bin/env python3
"""Whether `check --fail-on new-site` names what commits of real histories add, and nothing else.

Usage: scripts/identity_history.py TOOL OUT [--seed N] [--each N] [--commits FILE] [--against] REPOSITORY...

TOOL is a cargo-clone-audit program, REPOSITORY a git repository with its history, which is only read. For every commit
the baseline is saved at its parent and checked at the commit. OUT gets one JSON line a commit, stdout the counts and
every commit for which the tool and the independent count disagree; who is right is judged by reading. With --against, the
commit is also checked with `--against HEAD^`, in a work tree with changes in files that do not count, and the new sites must be
the same.

The independent count knows nothing of functions: it strips comments and strings off the Rust files that a commit
changes, finds the words `.clone()`, `::clone(`, `Clone::clone` and `.clone_from(` with the text that is cloned, and takes the
multiset before from that after. Test code is left out as far as folders, file names, #[cfg(test)] and #[test] tell.

Without --commits (lines of `KIND REPOSITORY-NAME COMMIT`), --each commits (10) of either kind are drawn from each repository:

- refactoring: the message says rename, move, refactor, extract, split, rustfmt or the like; cloning words stand on
  lines that changed or in files that were renamed, and the multisets are equal. A third each, where there are as
  many: files are renamed; clones go from one file to another; they stay in their file.
- addition: more cloning words after than before, at most 25 more.
"""

import argparse
import bisect
import collections
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

REFACTORING = re.compile(
    r"\b(renam|mov(e|es|ed|ing)\b|refactor|extract|split|rustfmt|cargo fmt|reformat|reorgani[sz]|restructur|factor out|inline)",
    re.I,
)
TEST_PATH = re.compile(r"(^|/)(tests?|benches|examples|[\w-]*test[\w-]*)/|(^|/)([\w-]*_)?(tests?|bench)(_[\w-]*)?\.rs$")
TEST_ITEM = re.compile(r"#\s*\[\s*(?:cfg\s*\(\s*(?:all\s*\()?[^\]]*\btest\b[^\]]*\)|(?:\w+::)*test(?:\([^\]]*\))?)\s*\]")
NOT_CODE = re.compile(
    r"""//[^\n]*|/\*.*?\*/|b?r(\#*)".*?"\1|b?"(?:[^"\\]|\\.)*"|b?'(?:[^'\\\n]|\\[^\n][^'\n]*)'""", re.S
)
CLONE = re.compile(r"\.\s*clone\s*\(\s*\)|::\s*clone\b(?!\s*(?:::|;|\{|,\s*\}))|\.\s*clone_from\s*\(")
MOST_NEW = 25
Occurrence = collections.namedtuple("Occurrence", "path line column first_line text production")


class Repository:
    """Reads a history; checks out into a clone of its own that shares the objects."""

    def __init__(self, path, folder):
        self.name = path.resolve().name
        self.tree = folder / self.name
        subprocess.run(["git", "clone", "-q", "--shared", "--no-checkout", str(path), str(self.tree)], check=True)
        self.blobs = subprocess.Popen(
            ["git", "-C", str(self.tree), "cat-file", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def git(self, *arguments):
        command = ["git", "-C", str(self.tree), "-c", "core.quotePath=false", *arguments]
        return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.decode(errors="replace")

    def text(self, commit, path):
        self.blobs.stdin.write(f"{commit}:{path}\n".encode())
        self.blobs.stdin.flush()
        head = self.blobs.stdout.readline().split()
        if head[-1] == b"missing":
            return ""
        data = self.blobs.stdout.read(int(head[2]) + 1)[:-1]
        return data.decode(errors="replace") if head[1] == b"blob" else ""


def code_only(text):
    """The text with comments and what is in quotes made blank, at the same positions."""
    blank = lambda found: re.sub(r"[^\n]", " ", found[0])
    return NOT_CODE.sub(lambda found: blank(found) if found[0][0] == "/" else re.sub(r"[^\n\"']", "_", found[0]), text)


def closing(code, start):
    """Where the bracket that opens at `start` closes."""
    depth = 0
    for at in range(start, len(code)):
        depth += (code[at] in "([{") - (code[at] in ")]}")
        if depth == 0:
            return at
    return len(code)


def receiver_start(code, end):
    """Where the expression starts whose method is called at `end`: names, calls, indexes and fields, read backwards."""
    at = end
    while True:
        before = at
        while at > 0 and code[at - 1].isspace():
            at -= 1
        if at > 0 and code[at - 1] in ")]}":
            depth = 0
            while at > 0:
                at -= 1
                depth += (code[at] in ")]}") - (code[at] in "([{")
                if depth == 0:
                    break
            continue
        if at > 0 and code[at - 1] == "?":
            at -= 1
            continue
        if at > 0 and (code[at - 1].isalnum() or code[at - 1] in "_$\"'"):
            while at > 0 and (code[at - 1].isalnum() or code[at - 1] in "_$\"'"):
                at -= 1
            joint = code[:at].rstrip()
            if joint.endswith("::"):
                at = len(joint) - 2
                continue
            if joint.endswith(".") and not joint.endswith(".."):
                at = len(joint) - 1
                continue
            return at
        return before if before < end else at


def test_spans(code):
    spans = []
    for found in TEST_ITEM.finditer(code):
        if re.search(r"\bnot\s*\(\s*test", found[0]) or re.search(r"\bany\s*\(", found[0]):
            continue
        body = re.compile(r"[;{]").search(code, found.end())
        if body and body[0] == "{":
            spans.append((found.start(), closing(code, body.start())))
    return spans


def occurrences(path, text):
    code = code_only(text)
    if "clone" not in code:
        return []
    starts = [0] + [found.end() for found in re.finditer("\n", code)]
    tests = test_spans(code)
    all_test = bool(TEST_PATH.search(path))
    found_all = []
    for found in CLONE.finditer(code):
        word = code.index("clone", found.start())
        start, end = found.start(), found.end()
        if found[0].startswith("::") or "clone_from" in found[0]:
            opening = re.compile(r"\s*\(").match(code, word + len("clone")) if found[0].startswith("::") else found
            start = receiver_start(code, found.start())
            if opening:
                end = closing(code, opening.end() - 1)
                cloned = code[opening.end() : end]
            else:
                cloned = "(function)"
        else:
            start = receiver_start(code, found.start())
            cloned = code[start : found.start()]
        text = re.sub(r"\s|,(?=\s*[)\]}])", "", cloned).strip(",")
        text = re.sub(r"^[&(]*(?=[\w(])", "", text) if text.startswith("&") else text
        line = bisect.bisect_right(starts, word)
        in_test = all_test or any(a <= word <= b for a, b in tests)
        first = bisect.bisect_right(starts, start)
        found_all.append(Occurrence(path, line, word - starts[line - 1] + 1, first, text, not in_test))
    return found_all


def changed_files(repository, commit):
    """Rust files before, after, and the renamed ones after."""
    before, after, renamed = [], [], set()
    parts = repository.git("diff", "-M", "--name-status", "-z", f"{commit}^", commit).split("\0")[:-1]
    while parts:
        status = parts.pop(0)
        old = parts.pop(0)
        new = parts.pop(0) if status[0] in "RC" else old
        if status[0] not in "AC":
            before.append(old)
        if status[0] != "D":
            after.append(new)
        if status[0] == "R":
            renamed.add(new)
    rust = lambda paths: [path for path in paths if path.endswith(".rs")]
    return rust(before), rust(after), renamed


def changed_lines(repository, commit, sign):
    """Lines that a commit added (`+`) or removed (`-`), by path."""
    lines, path = collections.defaultdict(set), None
    name = re.compile(r"^\+\+\+ b/(.*)" if sign == "+" else r"^--- a/(.*)")
    for line in repository.git("diff", "-M", "-U0", f"{commit}^", commit, "--", "*.rs").split("\n"):
        if found := name.match(line):
            path = found[1].rstrip("\t")
        elif found := re.match(r"^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@", line):
            start, count = (found[3], found[4]) if sign == "+" else (found[1], found[2])
            lines[path].update(range(int(start), int(start) + int(count or 1)))
    return lines


class Change:
    """What a commit does to cloning words."""

    def __init__(self, repository, commit):
        before, after, renamed = changed_files(repository, commit)
        read = lambda state, paths: [found for path in paths for found in occurrences(path, repository.text(state, path))]
        self.before, self.after = read(f"{commit}^", before), read(commit, after)
        texts = lambda found: collections.Counter(one.text for one in found if one.production)
        self.added = texts(self.after) - texts(self.before)
        self.removed = texts(self.before) - texts(self.after)
        self.net = self.added.total() - self.removed.total()
        touched = lambda found, sign: [
            one
            for lines in [changed_lines(repository, commit, sign)]
            for one in found
            if one.production and (one.path in renamed or lines[one.path].intersection(range(one.first_line, one.line + 1)))
        ]
        came, went = touched(self.after, "+"), touched(self.before, "-")
        self.touched = len(came)
        by_file = lambda found: collections.Counter((one.path, one.text) for one in found)
        if any(one.path in renamed for one in came):
            self.how = "file renamed"
        elif by_file(came) - by_file(went):
            self.how = "between files"
        else:
            self.how = "within files"


def subject(repository, commit):
    return repository.git("log", "-1", "--format=%s", commit).strip()


def draw(repository, each, seed):
    commits = repository.git("log", "--no-merges", "--format=%H%x00%s%x00%b%x01", "--", "*.rs").split("\x01")
    commits = [entry.strip().split("\0") for entry in commits if entry.strip()]
    random.Random(seed).shuffle(commits)
    kinds = {"file renamed": [], "between files": [], "within files": []}
    additions = []
    for at, (commit, title, _) in enumerate(commits):
        says = bool(REFACTORING.search(title))
        full = all(len(found) >= each for found in kinds.values())
        if (not says or full) and len(additions) >= each:
            if full:
                break
            continue
        if not repository.git("log", "-1", "--format=%P", commit).strip():
            continue
        change = Change(repository, commit)
        if says and change.touched and not change.added and not change.removed:
            kinds[change.how].append(commit)
        elif 0 < change.net <= MOST_NEW and change.added.total() <= MOST_NEW and len(additions) < each:
            additions.append(commit)
    refactorings = []
    while len(refactorings) < each and any(kinds.values()):
        for found in kinds.values():
            if found and len(refactorings) < each:
                refactorings.append(found.pop(0))
    return [("refactoring", one) for one in refactorings] + [("addition", one) for one in additions]


def judge(tool, repository, kind, commit, baseline, against):
    change = Change(repository, commit)

    def run(*words):
        command = [str(tool), "clone-audit", *words, "--baseline", str(baseline), "--allow-skipped"]
        done = subprocess.run(command, cwd=repository.tree, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        return done.returncode, done.stdout, done.stderr

    repository.git("checkout", "-q", "-f", "--detach", f"{commit}^")
    repository.git("clean", "-q", "-ffdx")
    baseline.unlink(missing_ok=True)
    saved, _, said = run("baseline", "save")
    row = {"kind": kind, "repository": repository.name, "commit": commit, "subject": subject(repository, commit)}
    row |= {"how": change.how, "net": change.net, "touched": change.touched, "save": saved}
    if saved != 0:
        return row | {"agrees": False, "error": said.strip()}
    repository.git("checkout", "-q", "-f", "--detach", commit)
    status, verdict, said = run("check", "--fail-on", "new-site", "--format", "json")
    if status == 2:
        return row | {"agrees": False, "error": said.strip()}
    verdict = json.loads(verdict)
    if against:
        (repository.tree / "left-over.txt").write_text("not committed")
        command = [str(tool), "clone-audit", "check", "--fail-on", "new-site", "--against", "HEAD^", "--allow-skipped"]
        done = subprocess.run([*command, "--format", "json"], cwd=repository.tree, capture_output=True, text=True)
        if done.returncode == 2 and not done.stdout:
            return row | {"agrees": False, "error": done.stderr.strip()}
        by_commit = json.loads(done.stdout)
        if by_commit["new_sites"] != verdict["new_sites"] or done.returncode != status:
            return row | {"agrees": False, "error": "--against HEAD^ finds other new sites than the baseline"}
    diff = json.loads(run("diff", "--format", "json")[1])
    at = {(one.path, one.line, one.column): one for one in change.after}
    named, places = collections.Counter(), []
    for site in verdict["new_sites"]:
        one = at.get((site["path"], site["name_line"], site["name_column"]))
        named[one.text if one else f"(unknown) {site['receiver']}"] += 1
        places.append(f"{site['path']}:{site['name_line']} {site['item']} {site['receiver']} [{site['scope']}]")
    only_tool, only_count = named - change.added, change.added - named
    row |= {"status": status, "new_sites": places}
    row |= {"stale": [f"{one['path']} {one['item']} {one['receiver']}" for one in verdict["stale"]]}
    row |= {
        "moved": [f"{one['from']['item']} -> {one['to']['item']} {one['to']['receiver']}" for one in diff["moved"]],
        "respelled": [f"{one['item']} {one['receiver']} {one['from']} -> {one['to']}" for one in diff["respelled"]],
        "added_anywhere": len(diff["added"]),
        "skipped": verdict["skipped"],
    }
    row |= {"counted": sorted(change.added.elements()), "counted_gone": sorted(change.removed.elements())}
    row |= {"only_tool": sorted(only_tool.elements()), "only_count": sorted(only_count.elements())}
    return row | {"agrees": not only_tool and not only_count}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("repositories", type=pathlib.Path, nargs="+")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=10)
    parser.add_argument("--commits", type=pathlib.Path)
    parser.add_argument("--against", action="store_true")
    options = parser.parse_args()
    chosen = [line.split()[:3] for line in options.commits.read_text().splitlines()] if options.commits else None
    counts = collections.Counter()
    with tempfile.TemporaryDirectory() as folder, options.out.open("w") as out:
        for path in options.repositories:
            repository = Repository(path, pathlib.Path(folder))
            drawn = [(kind, commit) for kind, name, commit in chosen or [] if name == repository.name]
            for kind, commit in drawn if chosen else draw(repository, options.each, options.seed):
                row = judge(options.tool.resolve(), repository, kind, commit, pathlib.Path(folder) / "baseline.json",
                            options.against)
                print(json.dumps(row), file=out, flush=True)
                counts[repository.name, kind, "commits"] += 1
                counts[repository.name, kind, "agree"] += row["agrees"]
                counts[repository.name, kind, "nothing new"] += not row.get("new_sites", True)
                if not row["agrees"]:
                    print(f"{kind} {repository.name} {commit[:9]} {row['subject']}: {row.get('error', '')}")
                    print("".join(f"  only the tool: {one}\n" for one in row.get("only_tool", [])), end="")
                    print("".join(f"  only the count: {one}\n" for one in row.get("only_count", [])), end="")
                    sys.stdout.flush()
    for (name, kind, what), count in sorted(counts.items()):
        print(f"{name} {kind} {what}: {count}")


if __name__ == "__main__":
    main()
