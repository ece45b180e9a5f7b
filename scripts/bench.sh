#!/usr/bin/env bash
# Speed beside ast-grep in one hyperfine run, and peak memory.
# Usage: scripts/bench.sh WORKSPACE [RUNS]     (needs hyperfine, ast-grep and GNU time; builds the release binary)
set -euo pipefail
workspace=${1:?usage: scripts/bench.sh WORKSPACE [RUNS]}
runs=${2:-10}
cd "$(dirname "$0")/.."
cargo build --release --quiet
tool=${CARGO_TARGET_DIR:-$PWD/target}/release/cargo-clone-audit
audit="$tool clone-audit report --quiet --allow-skipped --manifest-path $workspace/Cargo.toml"

result=$(mktemp)
trap 'rm -f "$result"' EXIT
hyperfine --warmup 2 --runs "$runs" --shell=none --ignore-failure --export-json "$result" \
  "$audit" "ast-grep run -p \$A.clone() -l rust $workspace"
python3 - "$result" <<'PYTHON'
import json, sys
ours, theirs = (run["mean"] for run in json.load(open(sys.argv[1]))["results"])
print(f"ratio {ours / theirs:.2f} (ours {ours:.3f} s, ast-grep {theirs:.3f} s)")
PYTHON
$audit --format json | python3 -c 'import json, sys; w = json.load(sys.stdin)["workspace"]; print(w["lines"], "lines in", w["files"], "files")'
/usr/bin/time -f "peak resident set %M KiB" $audit > /dev/null
