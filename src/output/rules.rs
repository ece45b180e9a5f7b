//! Rules as text: what `explain` says of one, and the page of all.

use crate::rules::Rule;
use crate::rules::evidence::{self, Bench, Precision};

use super::words::plural;

/// What `explain` says of a rule.
pub(super) fn explained(rule: &Rule) -> String {
    let mut text = format!("{}: a rule, {}\n\n{}\n", rule.id, rule.level, capital(rule.title));
    for (label, said) in [("Finds", rule.finds), ("Why", rule.why), ("Keep the clone", rule.keep)] {
        text += &format!("\n{label}\n{}", indented(&wrapped(said)));
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
        "\nTo let one pass, write on or above its line:\n  // clone-audit: allow({0}) — why it is right here\nTo change the level, in clone-audit.toml:\n  [rules]\n  {0} = \"off\"\n",
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
         A rule of level `warn` is right in at least nine of ten cases on real code; a `note` says what is worth a look and \
         has two sides; a rule that is `off` was right too seldom, or is a matter of policy, and has to be asked for. `clone-audit.toml` sets levels (`[rules]`), and a comment \
         lets a finding pass: `// clone-audit: allow(last-use) — reason`.\n\n\
         | rule | level | about | right / wrong / arguable |\n|---|---|---|---:|\n",
    );
    for rule in rules {
        let judged = evidence::precision(rule.id)
            .map_or_else(|| "–".to_owned(), |it| format!("{} / {} / {}", it.right, it.wrong, it.arguable));
        text += &format!("| [`{0}`](#{0}) | {1} | {2} | {judged} |\n", rule.id, rule.level, rule.title);
    }
    text += "\nEach hit was read against its source: *right* where a maintainer could do as the rule says, *arguable* where \
             that is a matter of taste or of facts that the source does not tell. At least 30 hits a rule were drawn at random, or all were read where there are fewer; of rules that are off, 20 at least.\n";
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
        format!("\n## {}\n\n*{}* ({})\n\n{}\n", rule.id, capital(rule.title), rule.level, wrapped(rule.finds));
    text += &format!("\n**Why:** {}\n\n**Keep the clone:** {}\n", wrapped(rule.why), wrapped(rule.keep));
    if let Some(example) = evidence::example(rule.id) {
        text += &format!("\n```rust,ignore\n// before\n{}\n\n// after\n{}\n```\n", example.before, example.after);
    }
    if let Some(judged) = evidence::precision(rule.id) {
        text += &format!("\n{}\n", precision(&judged));
    }
    let benches = evidence::benches(rule.id);
    if !benches.is_empty() {
        text += "\n| case | time before : after | allocations before → after |\n|---|---:|---:|\n";
    }
    for bench in benches {
        text += &format!("| {} | {} | {} → {} |\n", bench.case, ratio(&bench), bench.before_allocs, bench.after_allocs);
    }
    text
}

fn precision(judged: &Precision) -> String {
    format!(
        "{} of {} read: {} right, {} wrong, {} arguable ({})",
        plural(usize::try_from(judged.read()).unwrap_or(0), "hit"),
        judged.hits,
        judged.right,
        judged.wrong,
        judged.arguable,
        judged.workspaces
    )
}

fn unmeasured() -> String {
    "it found nothing in the workspaces that it was tried on".to_owned()
}

fn gain(bench: &Bench) -> String {
    format!(
        "{}: {} of the time, {} → {} allocations",
        bench.case,
        ratio(bench),
        bench.before_allocs,
        bench.after_allocs
    )
}

/// `3.4 ×`; what is far from 1 needs no decimals.
fn ratio(bench: &Bench) -> String {
    if bench.ratio >= 20.0 { format!("{:.0} ×", bench.ratio) } else { format!("{:.1} ×", bench.ratio) }
}

/// Text in lines of at most 100 characters.
fn wrapped(text: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.len() - 1;
        if !lines[last].is_empty() && lines[last].chars().count() + 1 + word.chars().count() > 100 {
            lines.push(word.to_owned());
        } else {
            if !lines[last].is_empty() {
                lines[last].push(' ');
            }
            lines[last].push_str(word);
        }
    }
    lines.join("\n")
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}").trim_end().to_owned() + "\n").collect()
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
