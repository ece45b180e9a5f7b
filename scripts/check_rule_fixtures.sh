#!/usr/bin/env bash
# Asks the compiler whether the corpus of the rules is valid Rust. Usage: scripts/check_rule_fixtures.sh
set -euo pipefail
cd "$(dirname "$0")/../fixtures/rules"
target=$(mktemp -d)
trap 'rm -rf "$target"; rm -f Cargo.lock' EXIT
cargo check --quiet --target-dir "$target"
echo "fixtures/rules compiles"
