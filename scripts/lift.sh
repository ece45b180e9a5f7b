#!/usr/bin/env bash
# Do the findings point at the clones that people later removed?
#
# Usage: scripts/lift.sh ORACLE GIT_DIR...
# ORACLE is the folder with mine_removed.py and lift.py, each GIT_DIR a repository with its history. Prints, for each and
# in all, the share of removed clones with a finding and that among the clones left in the same files.
set -euo pipefail
cd "$(dirname "$0")/.."
(($# >= 2)) || { sed -n 3,7p "$0" >&2; exit 2; }
oracle=$1
shift
cargo build --release --quiet
tool=${CARGO_TARGET_DIR:-target}/release/cargo-clone-audit
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for repository in "$@"; do
    name=$(basename "$(dirname "$repository")")
    python3 "$oracle/mine_removed.py" "$repository" "$work/$name.jsonl" >&2
    echo "== $name"
    python3 "$oracle/lift.py" "$work/$name.jsonl" "$repository" --max-commits "${COMMITS:-60}" -- "$tool" clone-audit list --format json |
        tee -a "$work/all"
done
# removed sites 171 (not found 3): with a finding 80 = …; kept sites 2000: 100 = …
awk '/^removed sites/ { gsub(/[(),:;=%]/, " "); removed += $3; hit += $10; kept += $14; khit += $15 }
     END { if (removed && kept) printf "all: removed %d, with a finding %d = %.1f %%; kept %d, with a finding %d = %.1f %%\n",
           removed, hit, 100 * hit / removed, kept, khit, 100 * khit / kept }' "$work/all"
