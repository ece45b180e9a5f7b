//! What backs a rule: an example that compiles, how often its hits are right, and what following them saves.

/// Code with a finding and the same without, by rule. `scripts/rule_pages.sh` copies it from `fixtures/rules`, which is
/// not part of the published package.
const EXAMPLES: &str = include_str!("examples.txt");

/// Judgements on hits in real code: `rule,right,wrong,arguable,hits,workspaces`. `hits` counts all that the rule found
/// there; the others count those that were read, drawn at random where there were more than 30, or 40 for `warn`.
const PRECISION: &str = include_str!("precision.csv");

/// Before and after, by `scripts/bench_rules.py`.
const BENCHES: &str = include_str!("../../benches/results.csv");

/// The machine that the benches were measured on.
pub const MACHINE: &str = include_str!("../../benches/machine.txt");

/// An example of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// Code with a finding.
    pub before: &'static str,
    /// The same without.
    pub after: &'static str,
}

/// How often a rule was right on real code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Precision {
    /// Hits that a maintainer could act on as the rule says.
    pub right: u32,
    /// Hits where it is wrong.
    pub wrong: u32,
    /// Hits that one can argue about.
    pub arguable: u32,
    /// All hits in these workspaces.
    pub hits: u32,
    /// The workspaces, with spaces between.
    pub workspaces: &'static str,
}

impl Precision {
    /// Hits that were read.
    pub fn read(&self) -> u32 {
        self.right + self.wrong + self.arguable
    }

    /// The share of these that were right, in whole percent; 0 of none.
    pub fn percent_right(&self) -> u32 {
        (self.right * 100).checked_div(self.read()).unwrap_or(0)
    }
}

/// One pair of a rule's benches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bench {
    /// What is done.
    pub case: &'static str,
    /// Time with the clone over time without it.
    pub ratio: f64,
    /// Allocations with the clone.
    pub before_allocs: f64,
    /// Allocations without it.
    pub after_allocs: f64,
}

/// The example of a rule.
pub fn example(rule: &str) -> Option<Example> {
    let mut sections = EXAMPLES.trim_start_matches("== ").split("\n== ");
    let text = sections.find_map(|section| section.strip_prefix(rule)?.strip_prefix("\n-- before\n"))?;
    let (before, after) = text.split_once("\n-- after\n")?;
    Some(Example { before, after: after.trim_end() })
}

/// How often a rule was right; nothing where it found nothing to be judged.
pub fn precision(rule: &str) -> Option<Precision> {
    rows(PRECISION).find(|fields| fields[0] == rule).and_then(|fields| {
        let number = |at: usize| fields.get(at)?.parse().ok();
        Some(Precision {
            right: number(1)?,
            wrong: number(2)?,
            arguable: number(3)?,
            hits: number(4)?,
            workspaces: fields.get(5)?,
        })
    })
}

/// The benches of a rule.
pub fn benches(rule: &str) -> Vec<Bench> {
    let mut lines = rows_with_header(BENCHES);
    let Some(header) = lines.next() else { return Vec::new() };
    let column = |name: &str| header.iter().position(|known| *known == name);
    let (Some(ratio), Some(before), Some(after)) = (column("ratio"), column("before_allocs"), column("after_allocs"))
    else {
        return Vec::new();
    };
    let bench = |fields: Vec<&'static str>| {
        let number = |at: usize| fields.get(at)?.parse().ok();
        Some(Bench {
            case: fields.get(1)?,
            ratio: number(ratio)?,
            before_allocs: number(before)?,
            after_allocs: number(after)?,
        })
    };
    lines.filter(|fields| fields[0] == rule).filter_map(bench).collect()
}

fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    rows_with_header(text).skip(1)
}

fn rows_with_header(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split(',').collect())
}
