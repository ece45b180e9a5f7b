//! Comments that let findings pass, or say why a clone is kept.

use std::sync::Arc;

use crate::model::{Finding, Level, Suppression, SuppressionKind, SuppressionProblem};
use crate::rules::{self, Rules};

/// Which suppressions let something pass: indices of a comment and of a rule in its list.
pub(super) type Used = Vec<(usize, usize)>;

/// The suppressions of a file.
#[derive(Debug)]
pub(super) struct Suppressions<'f> {
    all: &'f [Suppression],
    used: &'f mut Used,
}

impl<'f> Suppressions<'f> {
    pub(super) fn new(all: &'f [Suppression], used: &'f mut Used) -> Self {
        Self { all, used }
    }

    /// Lets findings at these lines pass, where a comment says so.
    pub(super) fn suppress(&mut self, lines: &[u32], findings: &mut [Finding]) {
        for finding in findings.iter_mut().filter(|finding| finding.suppressed.is_none()) {
            for (at, suppression) in self.all.iter().enumerate() {
                let SuppressionKind::Allow { rules } = &suppression.kind else { continue };
                let named = rules.iter().position(|rule| rule == finding.rule);
                if let Some(named) = named.filter(|_| covers(suppression, lines)) {
                    finding.suppressed = Some(suppression.reason.clone());
                    self.used.push((at, named));
                    break;
                }
            }
        }
    }

    /// Whether a comment says why a clone at these lines is kept.
    pub(super) fn is_documented(&self, lines: &[u32]) -> bool {
        self.all.iter().any(|suppression| suppression.kind == SuppressionKind::Rationale && covers(suppression, lines))
    }

    /// What is wrong with the suppressions, once all findings have been looked at.
    pub(super) fn problems(self, path: &Arc<str>, rules: &Rules) -> Vec<SuppressionProblem> {
        let mut problems = Vec::new();
        for (at, suppression) in self.all.iter().enumerate() {
            let mut say = |message: String| {
                problems.push(SuppressionProblem {
                    path: Arc::clone(path),
                    line: suppression.line,
                    column: suppression.column,
                    message,
                });
            };
            if let Some(problem) = &suppression.problem {
                say(problem.to_owned());
                continue;
            }
            let SuppressionKind::Allow { rules: named } = &suppression.kind else { continue };
            for (place, name) in named.iter().enumerate() {
                if rules::rule(name).is_none() {
                    say(format!("unknown rule `{name}`; `cargo clone-audit explain` lists the rules"));
                } else if rules.level(name) != Level::Off && !self.used.contains(&(at, place)) {
                    say(format!("`{name}` has no finding here; remove it from the comment"));
                }
            }
        }
        problems
    }
}

/// The rules of findings that nothing suppresses.
pub(super) fn reported(findings: &[Finding]) -> Vec<String> {
    findings.iter().filter(|finding| finding.suppressed.is_none()).map(|finding| finding.rule.to_owned()).collect()
}

fn covers(suppression: &Suppression, lines: &[u32]) -> bool {
    lines.iter().any(|line| suppression.covers(*line))
}
