//! Rules as text: what `explain` says of one, and the page of all.

use crate::rules::Rule;

use super::words::{self, capitalized};
use crate::rules::evidence::{self, Bench, Precision};

use crate::report::plural;

/// What `explain` says of a rule.
pub(super) fn explained(rule: &Rule) -> String {
    let mut text = format!("{}: a rule, {}\n\n{}\n", rule.id, rule.level, capitalized(rule.title));
    for (label, rustc_types) in [("Finds", rule.finds), ("Why", rule.why), ("Keep the clone", rule.keep)] {
        text += &format!("\n{label}\n{}", indented(&wrapped(rustc_types)));
    }
    if let Some(example) = evidence::example(rule.id) {
        for (label, code) in [("Before", example.before), ("After", example.after)] {
            text += &format!("\n{label}\n{}", indented(code));
        }
    }
    text += &format!(
        "\nMeasured\n{}",
        indented(&evidence::precision(rule.id).map_or_else(unmeasured, |it| precision(&it)))
    );
    for bench in evidence::benches(rule.id) {
        text += &indented(&gain(&bench));
    }
    text += &format!(
        "\nTo suppress a finding, on its line or the line above:\n  // clone-audit: allow({0}) — why the clone is right here\nTo change the level, in clone-audit.toml:\n  [rules]\n  {0} = \"off\"\n",
        rule.id
    );
    text
}

/// A line for each rule.
pub(super) fn lines(rules: &[Rule]) -> String {
    rules.iter().map(|rule| format!("{:24} {:5} {}\n", rule.id, rule.level, rule.title)).collect()
}

/// The page of all rules, as `src/rules/README.md` has it.
pub(super) fn page(rules: &[Rule]) -> String {
    let mut text = String::from(
        "# Rules\n\nWritten by `cargo clone-audit explain rules --format markdown`; a test keeps it true.\n\n\
         A rule of level `warn` is right in at least nineteen of twenty cases on real code that it was not \
         written with. A `note` is worth a look, but there are good reasons for either way. A rule that is `off` was right too seldom or is a matter of policy; turn it on in \
         `clone-audit.toml` (`[rules]`), which also sets the other levels. A comment suppresses a finding: \
         `// clone-audit: allow(last-use) — reason`.\n\n\
         | rule | level | about | right / wrong / arguable |\n|---|---|---|---:|\n",
    );
    for rule in rules {
        let judged = evidence::precision(rule.id)
            .map_or_else(|| "–".to_owned(), |it| format!("{} / {} / {}", it.right, it.wrong, it.arguable));
        text += &format!("| [`{0}`](#{0}) | {1} | {2} | {judged} |\n", rule.id, rule.level, rule.title);
    }
    text += "\nEach hit was reviewed against its source: *right* if a maintainer could follow the advice, *arguable* if \
             that is a matter of taste or depends on facts that are not in the source. At least 40 random hits of each rule of level `warn` were \
             reviewed, 30 of a `note`, 20 of one that is off, or all if there are fewer.\n";
    text += &format!(
        "\nSpeed-ups are from `scripts/bench_rules.py`, on: {}\n",
        evidence::MACHINE.trim().replace('\n', "; ")
    );
    for rule in rules {
        text += &chapter(rule);
    }
    text
}

/// One rule of that page.
pub(super) fn chapter(rule: &Rule) -> String {
    let mut text =
        format!("\n## {}\n\n*{}* ({})\n\n{}\n", rule.id, capitalized(rule.title), rule.level, wrapped(rule.finds));
    text += &format!("\n**Why:** {}\n\n**Keep the clone:** {}\n", wrapped(rule.why), wrapped(rule.keep));
    if let Some(example) = evidence::example(rule.id) {
        text += &format!("\n```rust,ignore\n// before\n{}\n\n// after\n{}\n```\n", example.before, example.after);
    }
    if let Some(judged) = evidence::precision(rule.id) {
        text += &format!("\n{}\n", precision(&judged));
    }
    let benches = evidence::benches(rule.id);
    if !benches.is_empty() {
        text += "\n| case | without the clone | allocations before → after |\n|---|---:|---:|\n";
    }
    for bench in benches {
        text += &format!("| {} | {} | {} → {} |\n", bench.case, speed(&bench), bench.before_allocs, bench.after_allocs);
    }
    text
}

fn precision(judged: &Precision) -> String {
    format!(
        "{} of {} reviewed: {} right, {} wrong, {} arguable ({})",
        judged.read(),
        plural(usize::try_from(judged.hits).unwrap_or(0), "hit"),
        judged.right,
        judged.wrong,
        judged.arguable,
        judged.workspaces
    )
}

fn unmeasured() -> String {
    "no hits in the workspaces that it was tried on".to_owned()
}

fn gain(bench: &Bench) -> String {
    format!("{}: {}, {} → {} allocations", bench.case, speed(bench), bench.before_allocs, bench.after_allocs)
}

/// `3.4× faster`; what is far from 1 needs no decimals.
fn speed(bench: &Bench) -> String {
    let (factor, how) = if bench.ratio < 1.0 { (1.0 / bench.ratio, "slower") } else { (bench.ratio, "faster") };
    match factor {
        ..1.05 => "as fast".to_owned(),
        20.0.. => format!("{factor:.0}× {how}"),
        _ => format!("{factor:.1}× {how}"),
    }
}

fn wrapped(text: &str) -> String {
    words::wrapped(text, 100).join("\n")
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}").trim_end().to_owned() + "\n").collect()
}
