#!/usr/bin/env bash
# What rules add to the audit's time: the tool as it is beside another build of it, such as one from before a change.
#
# Usage: scripts/rules_cost.sh OTHER WORKSPACE...     OTHER is a cargo-clone-audit program. Needs hyperfine and GNU time.
set -euo pipefail
export CLONE_AUDIT_NO_CACHE=1
cd "$(dirname "$0")/.."
(($# >= 2)) || { sed -n 4p "$0" >&2; exit 2; }
other=$1
shift
cargo build --release --quiet
times=$(mktemp)
trap 'rm -f "$times"' EXIT
tool=${CARGO_TARGET_DIR:-target}/release/cargo-clone-audit
for workspace in "$@"; do
    echo "== $workspace"
    manifest=$workspace/Cargo.toml
    hyperfine --shell=none --warmup 1 --runs "${RUNS:-8}" --export-json "$times" --style none \
        "$other clone-audit --manifest-path $manifest" "$tool clone-audit --manifest-path $manifest" >/dev/null 2>&1
    python3 -c 'import json, sys
one, two = (result["mean"] for result in json.load(open(sys.argv[1]))["results"])
print(f"  time    {one:.3f} s, {two:.3f} s: {two / one:.2f}")' "$times"
    for program in "$other" "$tool"; do
        /usr/bin/time -f "  memory  %M KiB  $program" "$program" clone-audit --manifest-path "$manifest" >/dev/null
    done
done
