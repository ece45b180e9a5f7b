#!/usr/bin/env bash
# Asks the compiler whether every file in fixtures/types is valid Rust, so that no answer there is about code that is none.
# Usage: scripts/check_type_fixtures.sh
set -euo pipefail
cd "$(dirname "$0")/../fixtures/types"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
for file in *.rs; do
  rustc --edition 2024 --crate-type lib --emit metadata --cap-lints allow -o "$out/lib.rmeta" "$file"
  echo "$file compiles"
done
