//! What comments in the source ask of the audit.

use std::ops::RangeInclusive;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A comment that speaks to the audit: `// clone-audit: allow(rule) — reason` or `// clone: reason`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// Line, from 1, of its first word, `clone-audit` or `clone`.
    pub line: u32,
    /// Column, from 1 and in characters, of that word.
    pub column: u32,
    /// What it asks for.
    pub kind: SuppressionKind,
    /// Why, as far as its first line says it. Empty where it is not said, which is a problem.
    pub reason: String,
    /// The lines that it covers, from 1, the last one included; none where it covers nothing.
    pub lines: Option<RangeInclusive<u32>>,
    /// Why it covers nothing and what to write instead, in one sentence.
    pub problem: Option<String>,
}

/// What a [`Suppression`] asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SuppressionKind {
    /// That findings of some rules be let pass.
    Allow {
        /// The rules' names as written, of which only the shape has been looked at. Empty where none could be read.
        rules: Vec<String>,
    },
    /// Nothing: it says why a clone is kept.
    Rationale,
}

/// What is wrong with a suppression.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SuppressionProblem {
    /// Relative to the workspace root.
    pub path: Arc<str>,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1 and in characters.
    pub column: u32,
    /// What is wrong, and what to do.
    pub message: String,
}

impl SuppressionProblem {
    /// What is said of a comment that allows what is not found.
    pub fn no_finding(rule: &str) -> String {
        format!("`{rule}` has no finding here; remove it from the comment")
    }
}

impl Suppression {
    /// Whether it speaks of this line, which counts from 1.
    pub fn covers(&self, line: u32) -> bool {
        self.lines.as_ref().is_some_and(|lines| lines.contains(&line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_are_covered_and_no_lines_cover_nothing() {
        let mut suppression = Suppression {
            line: 2,
            column: 4,
            kind: SuppressionKind::Rationale,
            reason: "kept".to_owned(),
            lines: Some(3..=5),
            problem: None,
        };
        assert_eq!([2, 3, 5, 6].map(|line| suppression.covers(line)), [false, true, true, false]);
        suppression.lines = None;
        assert!(!suppression.covers(3));
    }
}
