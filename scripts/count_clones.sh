#!/usr/bin/env bash
# The one number that hand-written plans report, next to the true one.
# Usage: scripts/count_clones.sh [WORKSPACE] [PATH-TO-cargo-clone-audit]
set -euo pipefail
workspace=${1:-.}
tool=${2:-cargo-clone-audit}

report=$("$tool" clone-audit report --format json --manifest-path "$workspace/Cargo.toml")
# The totals stand once, in front of every list; no JSON tool is needed to read two numbers.
number() { printf '%s\n' "$report" | sed -n "/\"totals\": {/,/^  }/s/^    \"$1\": \([0-9]*\),*$/\1/p"; }
explicit=$(number explicit)
grep_lines=$(number grep_lines)
[ -n "$explicit" ] && [ -n "$grep_lines" ] || { echo "count_clones: the report of $workspace has no totals" >&2; exit 2; }

printf '%8s  lines that match \\.clone\\(\\) (what the plans counted)\n' "$grep_lines"
printf '%8s  explicit clones (what the compiler sees)\n' "$explicit"
