#!/usr/bin/env bash
# Scores the tool against the compiler's answers for a set of workspaces: sites found, and the class of what they clone.
# Usage: scripts/accuracy.sh ORACLE_DIR SOURCES_DIR ANSWERS_DIR [NAME...]
#   ORACLE_DIR   holds score.py and clone-audit.map.json
#   SOURCES_DIR  one folder a workspace; the sources of its dependencies are looked for where CARGO_HOME says
#   ANSWERS_DIR  NAME.jsonl and NAME.cover.json for each of them, as oracle.py writes them
# The second line of a workspace is production code alone. "same type" counts those of the wrong classes whose type has
# the very name that the compiler prints: a dependency's type that the workspace re-exports is printed under the
# workspace's path, and a tuple has no class there. At the end stand the sums, with which of the compiler's classes we take
# for which of ours.
set -euo pipefail
oracle=${1:?usage: scripts/accuracy.sh ORACLE_DIR SOURCES_DIR ANSWERS_DIR [NAME...]}
sources=${2:?}
answers=${3:?}
shift 3
cd "$(dirname "$0")/.."
cargo build --release --quiet
tool=${CARGO_TARGET_DIR:-$PWD/target}/release/cargo-clone-audit
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

printf '%-34s %s\n' workspace "recall / precision of explicit clones / right, unknown and wrong classes / wrong, but the same type"
for answer in "$answers"/*.jsonl; do
  name=$(basename "$answer" .jsonl)
  [ $# -eq 0 ] || [[ " $* " == *" $name "* ]] || continue
  [ -f "$sources/$name/Cargo.toml" ] || continue
  "$tool" clone-audit list --format json --allow-skipped --manifest-path "$sources/$name/Cargo.toml" > "$work/list" 2> /dev/null || continue
  for scope in "" --no-tests; do
    score="python3 $oracle/score.py $answer $work/list --map $oracle/clone-audit.map.json $scope"
    $score --json > "$work/score"
    $score --examples 100000 | grep '^type ' > "$work/wrong" || true
    python3 - "$name${scope:+ (production)}" "$work" "$work/total$scope" <<'PYTHON'
import json, os, re, sys
name, work, total_file = sys.argv[1:]
score = json.load(open(f"{work}/score"))
types = {(s["path"], s["name_line"], s["name_column"]): s["type"] or "" for s in json.load(open(f"{work}/list"))["sites"]}

def names(text):
    return [word.rsplit("::", 1)[-1] for word in re.findall(r"[A-Za-z_][\w:]*", text)]

same = 0
for line in open(f"{work}/wrong"):
    path, row, column, theirs = re.match(r"type\s+(.*?):(\d+):(\d+) tool \S+, compiler (.*)", line).groups()
    ours, theirs = names(types[path, int(row), int(column)]), names(theirs)[:6]
    same += ours[:1] == theirs[:1] if len(theirs) < 3 else ours[:2] == theirs[:2]
good, of = score["precision"]
classes = score["types"]["ALL"]
figures = [classes.get(key, 0) for key in ("right", "unknown", "wrong")] + [same]
total = sum(figures[:3])
shares = " ".join(f"{100 * figure / total:5.1f} %" for figure in figures)
print(f"{name:34} {score['found']}/{score['oracle_sites']}  {good}/{of}  {shares}")
sums = json.load(open(total_file)) if os.path.exists(total_file) else [[0, 0, 0, 0], {}]
for theirs, row in score["confusion"].items():
    for ours, count in row.items():
        sums[1].setdefault(theirs, {}).setdefault(ours, 0)
        sums[1][theirs][ours] += count
json.dump([[a + b for a, b in zip(sums[0], figures)], sums[1]], open(total_file, "w"))
PYTHON
  done
done
for scope in "" --no-tests; do
  python3 -c 'import json, sys
figures, confusion = json.load(open(sys.argv[1]))
shares = " ".join(f"{100 * figure / sum(figures[:3]):5.1f} %" for figure in figures)
print(f"{sys.argv[2]:34} {sum(figures[:3])} sites  {shares}")
for theirs, row in sorted(confusion.items(), key=lambda item: -sum(item[1].values())):
    print(f"  {theirs:12}", "  ".join(f"{ours} {count}" for ours, count in sorted(row.items(), key=lambda item: -item[1])))' "$work/total$scope" "all${scope:+ (production)}"
done
