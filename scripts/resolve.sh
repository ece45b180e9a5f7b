#!/usr/bin/env bash
# Time of `list --resolve` beside `cargo check --all-targets`, in one hyperfine run, with every file of the workspace touched
# before each: all members are compiled, no dependency is.
# Usage: scripts/resolve.sh WORKSPACE [OPTIONS OF CARGO, such as --features full]     (builds the release binary)
set -euo pipefail
workspace=${1:?usage: scripts/resolve.sh WORKSPACE [OPTIONS]}
shift
cd "$(dirname "$0")/.."
cargo build --release --quiet
tool=${CARGO_TARGET_DIR:-$PWD/target}/release/cargo-clone-audit
cd "$workspace"
plain=$(mktemp -d)
result=$(mktemp)
trap 'rm -rf "$plain" "$result"' EXIT
touch_all="find . -name '*.rs' -not -path './target/*' -exec touch {} +; sleep 0.2"
# Without the answers that are kept, and with the copy touched as well.
forget="find target/clone-audit -name 'types-*' -delete; find target/clone-audit/*/tree -name '*.rs' -exec touch {} +; sleep 0.2"
"$tool" clone-audit list --resolve --quiet --allow-skipped "$@" > "$result"
hyperfine --shell=none --warmup 1 --runs 8 --ignore-failure --export-json "$result" \
  --prepare "bash -c \"$touch_all\"" \
  "env CARGO_TARGET_DIR=$plain cargo check --quiet --workspace --all-targets --keep-going --ignore-rust-version $*" \
  --prepare "bash -c \"$forget\"" \
  "$tool clone-audit list --resolve --quiet --allow-skipped --format json $*" > /dev/null 2>&1
python3 -c 'import json, sys
check, ours = (run["mean"] for run in json.load(open(sys.argv[1]))["results"])
print(f"ratio {ours / check:.2f} (list --resolve {ours:.2f} s, cargo check {check:.2f} s)")' "$result"
