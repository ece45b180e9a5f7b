//! Comments that let findings pass, or say why a clone is kept.

use crate::model::{Directive, DirectiveKind, DirectiveProblem, Finding, Level};
use crate::rules::{self, Rules};
use crate::source::SourceFile;

/// The directives of a file, and which of their rules let something pass.
#[derive(Debug, Default)]
pub(super) struct Directives {
    all: Vec<Directive>,
    /// Indices of a directive and of a rule in its list.
    used: Vec<(usize, usize)>,
}

impl Directives {
    pub(super) fn new(all: Vec<Directive>) -> Self {
        Self { all, used: Vec::new() }
    }

    /// Lets findings at these lines pass, where a comment says so.
    pub(super) fn suppress(&mut self, lines: &[u32], findings: &mut [Finding]) {
        for finding in findings.iter_mut().filter(|finding| finding.suppressed.is_none()) {
            for (at, directive) in self.all.iter().enumerate() {
                let DirectiveKind::Allow { rules } = &directive.kind else { continue };
                let named = rules.iter().position(|rule| rule == finding.rule);
                if let Some(named) = named.filter(|_| covers(directive, lines)) {
                    finding.suppressed = Some(directive.reason.clone());
                    self.used.push((at, named));
                    break;
                }
            }
        }
    }

    /// Whether a comment says why a clone at these lines is kept.
    pub(super) fn is_documented(&self, lines: &[u32]) -> bool {
        self.all.iter().any(|directive| directive.kind == DirectiveKind::Rationale && covers(directive, lines))
    }

    /// What is wrong with the directives, once all findings have been looked at.
    pub(super) fn problems(self, file: &SourceFile, rules: &Rules) -> Vec<DirectiveProblem> {
        let mut problems = Vec::new();
        for (at, directive) in self.all.iter().enumerate() {
            let mut say = |message: String| {
                problems.push(DirectiveProblem {
                    path: std::sync::Arc::clone(&file.shown),
                    line: directive.line,
                    column: directive.column,
                    message,
                });
            };
            if let Some(problem) = &directive.problem {
                say(problem.to_owned());
                continue;
            }
            let DirectiveKind::Allow { rules: named } = &directive.kind else { continue };
            for (place, name) in named.iter().enumerate() {
                if rules::rule(name).is_none() {
                    say(format!("there is no rule `{name}`; `cargo clone-audit explain` lists the rules"));
                } else if rules.level(name) != Level::Off && !self.used.contains(&(at, place)) {
                    say(format!("`{name}` finds nothing here that could be allowed: remove it from the comment"));
                }
            }
        }
        problems
    }
}

fn covers(directive: &Directive, lines: &[u32]) -> bool {
    lines.iter().any(|line| directive.covers(*line))
}
