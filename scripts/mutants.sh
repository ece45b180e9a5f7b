#!/usr/bin/env bash
# How many faults the tests would notice in the code that reports, compares, gates and judges: cargo-mutants makes a
# sample of them, the same for the same seed, and runs the tests that stay within one process on each. Prints those
# that no test failed for, and the score. The mutants are made in this tree, which must have no changes below src.
# Usage: scripts/mutants.sh [COUNT [SEED]]; half a minute a mutant. Needs cargo-mutants and python3.
set -euo pipefail
cd "$(dirname "$0")/.."
count=${1:-60}
seed=${2:-11}
out=target/mutants
select=()
for file in src/report.rs 'src/report/**' 'src/output/**' src/gate.rs 'src/baseline/**' 'src/categories/**' 'src/rules/**'; do
    select+=(-f "$file")
done
# Modules of the unit tests and of tests/it.
tests=(categories:: gate:: output:: report:: rules:: compare:: file:: check:: costs:: figures:: findings:: formats:: identity:: baseline::)
# These start compilers, or take seconds and ask what others ask of less code.
skipped=(
    rules::the_corpus_compiles findings::a_finding_shows_its_proof formats::a_proof_is_as_reviewed
    identity::a_tree_ identity::a_clone_spelled formats::colours_change_no_text
)

if [ -n "$(git status --porcelain src)" ]; then
    echo "src has changes; commit them first" >&2
    exit 2
fi
mkdir -p "$out"
# Those that leave out a field of a struct literal cannot be picked by name: all of them are made besides.
cargo mutants --list "${select[@]}" | grep -v ' delete field ' |
    python3 -c '
import random, re, sys
mutants = sorted(sys.stdin.read().splitlines())
random.Random(int(sys.argv[2])).shuffle(mutants)
for mutant in mutants[: int(sys.argv[1])]:
    print("^" + re.sub(r"[\\.+*?()|\[\]{}^$]", r"\\\g<0>", mutant) + "$")
' "$count" "$seed" >"$out/sample.txt"
mapfile -t sample <"$out/sample.txt"

# Without debug information a mutant is built twice as fast; a target folder of its own keeps the usual one warm.
export CARGO_PROFILE_DEV_DEBUG=none CARGO_PROFILE_TEST_DEBUG=none CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/$out/target}
export RUST_BACKTRACE=0 INSTA_UPDATE=no
cargo mutants --in-place --output "$out" --timeout 300 --build-timeout 600 --colors never --no-times \
    "${select[@]}" "${sample[@]/#/-F}" -- --locked --lib --test it -- "${tests[@]}" "${skipped[@]/#/--skip=}" || true

count_of() { wc -l <"$out/mutants.out/$1.txt"; }
caught=$(($(count_of caught) + $(count_of timeout)))
viable=$((caught + $(count_of missed)))
echo
cat "$out/mutants.out/missed.txt"
echo "$(count_of caught) caught, $(count_of timeout) timed out, $(count_of missed) missed, $(count_of unviable) did not build"
echo "score: $((100 * caught / viable)) % of $viable"
