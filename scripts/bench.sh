#!/usr/bin/env bash
# Speed beside ast-grep in one hyperfine run, from nothing and of an unchanged workspace, and peak memory.
# Usage: scripts/bench.sh WORKSPACE…     (needs hyperfine, ast-grep and GNU time; builds the release binary)
# RUNS=10 is the number of runs. TOOL=PATH takes a binary that is there already.
set -euo pipefail
(($# >= 1)) || { sed -n 3,4p "$0" >&2; exit 2; }
cd "$(dirname "$0")/.."
tool=${TOOL:-}
if [[ -z $tool ]]; then
  cargo build --release --quiet
  tool=${CARGO_TARGET_DIR:-$PWD/target}/release/cargo-clone-audit
fi
# Cargo tells a subcommand which Cargo it is; without that, each run would start rustup's.
export CARGO=${CARGO:-$(rustup which cargo 2>/dev/null || command -v cargo)}
result=$(mktemp)
trap 'rm -f "$result"' EXIT
for workspace in "$@"; do
  audit="$tool clone-audit report --quiet --allow-skipped --manifest-path $workspace/Cargo.toml"
  echo "== $workspace"
  hyperfine --warmup 2 --runs "${RUNS:-10}" --shell=none --ignore-failure --style none --export-json "$result" \
    "$audit --no-cache" "$audit" "ast-grep run -p \$A.clone() -l rust $workspace" > /dev/null 2>&1
  python3 - "$result" <<'PYTHON'
import json, sys
runs = json.load(open(sys.argv[1]))["results"]
cold, warm, theirs = (run["median"] for run in runs)
cpu = [run["user"] + run["system"] for run in runs]
print(f"ast-grep {theirs:.3f} s, {cpu[2]:.2f} s of CPU")
print(f"cold     {cold:.3f} s, {cpu[0]:.2f} s of CPU: {cold / theirs:.2f} of ast-grep's time")
print(f"warm     {warm:.3f} s, {cpu[1]:.2f} s of CPU: {warm / theirs:.2f} of ast-grep's time")
PYTHON
  $audit --format json | python3 -c 'import json, sys; w = json.load(sys.stdin)["workspace"]; print(w["lines"], "lines in", w["files"], "files")'
  /usr/bin/time -f "cold: peak resident set %M KiB" $audit --no-cache > /dev/null
  /usr/bin/time -f "warm: peak resident set %M KiB" $audit > /dev/null
done
