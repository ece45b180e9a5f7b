#!/usr/bin/env bash
# Scores the tool against the compiler's answers for a set of workspaces.
# Usage: scripts/accuracy.sh ORACLE_DIR SOURCES_DIR ANSWERS_DIR
#   ORACLE_DIR   holds score.py and clone-audit.map.json
#   SOURCES_DIR  one folder a workspace
#   ANSWERS_DIR  NAME.jsonl and NAME.cover.json for each of them, as oracle.py writes them
set -euo pipefail
oracle=${1:?usage: scripts/accuracy.sh ORACLE_DIR SOURCES_DIR ANSWERS_DIR}
sources=${2:?}
answers=${3:?}
cd "$(dirname "$0")/.."
cargo build --release --quiet
tool=${CARGO_TARGET_DIR:-$PWD/target}/release/cargo-clone-audit
list=$(mktemp)
score=$(mktemp)
trap 'rm -f "$list" "$score"' EXIT

printf '%-28s %s\n' workspace "recall / precision of explicit clones / share of right, unknown and wrong classes"
for answer in "$answers"/*.jsonl; do
  name=$(basename "$answer" .jsonl)
  [ -f "$sources/$name/Cargo.toml" ] || continue
  "$tool" clone-audit list --format json --allow-skipped --manifest-path "$sources/$name/Cargo.toml" > "$list" 2> /dev/null || continue
  python3 "$oracle/score.py" "$answer" "$list" --map "$oracle/clone-audit.map.json" --json > "$score"
  python3 - "$name" "$score" <<'PYTHON'
import json, sys
score = json.load(open(sys.argv[2]))
good, of = score["precision"]
types = score["types"]["ALL"]
total = sum(types.values())
right, unknown, wrong = (f"{100 * types.get(name, 0) / total:5.1f} %" for name in ("right", "unknown", "wrong"))
print(f"{sys.argv[1]:28} {score['found']}/{score['oracle_sites']}  {good}/{of}  {right} {unknown} {wrong}")
PYTHON
done
