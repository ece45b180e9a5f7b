#!/usr/bin/env bash
# Writes the skeleton of a rule that is off and of its fixture, and puts both into their registries: the tests pass.
# Usage: scripts/new_rule.sh ID
set -euo pipefail
cd "$(dirname "$0")/.."
id=${1:?"usage: scripts/new_rule.sh ID, in kebab-case"}
[[ $id =~ ^[a-z]+(-[a-z]+)*$ ]] || { echo "$id is no kebab-case" >&2; exit 2; }
name=${id//-/_}
rule=src/rules/lints/$name.rs
fixture=fixtures/rules/src/$name.rs
for file in "$rule" "$fixture"; do
    [[ ! -e $file ]] || { echo "$file exists" >&2; exit 2; }
done
cat >"$rule" <<END
//! \`$id\`

use crate::model::Level;

use crate::rules::{Check, Hit, Rule, SiteView};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "$id",
    title: "TODO: what it is about, in a few words",
    level: Level::Off,
    finds: "TODO: what it finds, and what it does not.",
    why: "TODO: why that matters.",
    keep: "TODO: when the clone is right.",
    check: Check::Call(check),
};

/// To be replaced: it finds deep clones that are arguments.
fn check(site: &SiteView<'_>) -> Option<Hit> {
    let is_found = site.is_deep() && site.usage().argument().is_some();
    is_found.then(|| Hit::new("TODO: what is the case here, and what to do"))
}
END
cat >"$fixture" <<END
//! \`$id\`. At least six hits, marked \`//~ $id\` on the line of the word \`clone\`, and six near misses, marked
//! \`//~! why not\`. \`explain\` shows what stands between \`// before\` or \`// after\` and \`// end\`.

fn keep(_: String) {}

fn look(_: &str) {}

fn before(name: &String) {
    // before
    keep(name.clone()); //~ $id
    // end
}

fn after(name: &String) {
    // after
    look(name);
    // end
}

fn near_miss(name: &String) -> String {
    name.clone() //~! it is no argument
}
END
# Registries are sorted, but for the order of RULES.
insert() { # FILE LINE
    printf '%s\n' "$2" >>"$1"
    { grep -v '^ *\(pub(super) \)\?mod ' "$1" || true; grep '^ *\(pub(super) \)\?mod ' "$1" | sort; } >"$1.new"
    mv "$1.new" "$1"
}
insert src/rules/lints/mod.rs "pub(super) mod $name;"
insert fixtures/rules/src/lib.rs "mod $name;"
sed -i "s/^];\$/    lints::$name::RULE,\n];/" src/rules/mod.rs
echo "$id = \"note\"" >>fixtures/rules/clone-audit.toml
scripts/rule_pages.sh
echo "Wrote $rule and $fixture. Replace the skeleton in both, move the rule to its place in RULES, and run:"
echo "  scripts/rule_pages.sh && cargo test --test it rules"
echo "A level above off needs a row in src/rules/precision.csv: scripts/draw_hits.py draws hits to be read."
