#!/usr/bin/env bash
# Writes the skeleton of a rule and of its fixture, and puts both into their registries. Usage: scripts/new_rule.sh ID
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
    title: "",
    level: Level::Note,
    finds: "",
    why: "",
    keep: "",
    before: "",
    after: "",
    check: Check::Site(check),
};

fn check(_site: &SiteView<'_>) -> Option<Hit> {
    None
}
END
cat >"$fixture" <<END
//! \`$id\`. At least six hits, marked \`//~ $id\` on the line of the word \`clone\`, and six near misses, marked
//! \`//~! why not\`.
END
echo "pub(super) mod $name;" >>src/rules/lints/mod.rs
sed -i "s/^];\$/    lints::$name::RULE,\n];/" src/rules/mod.rs
echo "mod $name;" >>fixtures/rules/src/lib.rs
cargo fmt
echo "wrote $rule and $fixture; fill both in, move the rule to its place in RULES, and run: cargo test --test it rules"
