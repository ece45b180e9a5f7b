//! Comments that let findings pass, or say why a clone is kept.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::{Allowed, Finding, Level, Suppression, SuppressionKind, SuppressionProblem};
use crate::rules::{self, Rule, Rules};

/// Which suppressions let something pass: indices of a comment and of a rule in its list.
pub(super) type Used = Vec<(usize, usize)>;

/// The suppressions of a file.
#[derive(Debug)]
pub(super) struct Suppressions<'f> {
    all: &'f [Suppression],
    /// First and last line of those that cover any, with their numbers, by the first line.
    covered: Vec<(u32, u32, usize)>,
    /// The last line that one of these covers, or one before it.
    reach: Vec<u32>,
    used: &'f mut Used,
}

impl<'f> Suppressions<'f> {
    pub(super) fn new(all: &'f [Suppression], used: &'f mut Used) -> Self {
        let lines =
            |(at, one): (usize, &Suppression)| one.lines.as_ref().map(|lines| (*lines.start(), *lines.end(), at));
        let mut covered: Vec<_> = all.iter().enumerate().filter_map(lines).collect();
        covered.sort_unstable();
        let mut last = 0;
        let reach = covered.iter().map(|(_, end, _)| {
            last = last.max(*end);
            last
        });
        let reach = reach.collect();
        Self { all, covered, reach, used }
    }

    /// The numbers of those that cover one of these lines, in their order.
    fn covering(&self, lines: &[u32]) -> BTreeSet<usize> {
        let on = |line: u32| {
            let begun = self.covered.partition_point(|(start, ..)| *start <= line);
            let reaching = (0..begun).rev().take_while(move |at| self.reach[*at] >= line).map(|at| self.covered[at]);
            reaching.filter(move |(_, end, _)| *end >= line).map(|(.., number)| number)
        };
        lines.iter().flat_map(|line| on(*line)).collect()
    }

    /// Lets findings at these lines pass, where a comment says so.
    pub(super) fn suppress(&mut self, lines: &[u32], findings: &mut [Finding]) {
        if findings.is_empty() {
            return;
        }
        let covering = self.covering(lines);
        for finding in findings.iter_mut().filter(|finding| finding.suppressed.is_none()) {
            for &at in &covering {
                let suppression = &self.all[at];
                let SuppressionKind::Allow { rules } = &suppression.kind else { continue };
                if let Some(named) = rules.iter().position(|rule| rule == finding.rule) {
                    finding.suppressed = Some(suppression.reason.clone());
                    self.used.push((at, named));
                    break;
                }
            }
        }
    }

    /// What comments let pass at these lines, whether or not it is found there: for each of the rules the first that does.
    pub(super) fn allowed<'r>(&self, lines: &[u32], rules: impl Iterator<Item = &'r Rule>) -> Vec<Allowed> {
        let covering = self.covering(lines);
        let by_comment = |rule: &Rule| {
            covering.iter().map(|at| &self.all[*at]).find_map(|comment| match &comment.kind {
                SuppressionKind::Allow { rules } if rules.iter().any(|name| name == rule.id) => Some(Allowed {
                    rule: rule.id,
                    reason: comment.reason.clone(),
                    line: comment.line,
                    column: comment.column,
                }),
                _ => None,
            })
        };
        rules.filter_map(by_comment).collect()
    }

    /// Whether a comment says why a clone at these lines is kept.
    pub(super) fn is_documented(&self, lines: &[u32]) -> bool {
        self.covering(lines).iter().any(|at| self.all[*at].kind == SuppressionKind::Rationale)
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
                    say(SuppressionProblem::no_finding(name));
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
