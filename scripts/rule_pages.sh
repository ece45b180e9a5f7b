#!/usr/bin/env bash
# Writes what is generated of rules: their examples, from the corpus, the page of all, and the reviewed texts that
# list them. Read its diff. Usage: scripts/rule_pages.sh
set -euo pipefail
cd "$(dirname "$0")/.."
CLONE_AUDIT_WRITE_EXAMPLES=1 cargo test --quiet --test it rules::the_examples_are_those_of_the_corpus >/dev/null
page=$(cargo run --quiet -- clone-audit explain rules --format markdown)
printf '%s\n' "$page" >src/rules/README.md
INSTA_UPDATE=always cargo test --quiet --test it as_reviewed >/dev/null
