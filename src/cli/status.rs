//! What is said of an audit on standard error, and what that does to the exit status.

use crate::model::{Audit, Limit, Unfinished};
use crate::report::plural;

use super::exit::ExitStatus;
use super::session::Session;

impl Session<'_> {
    /// Says which files could not be looked at, and what that does to the exit status.
    pub(super) fn status(&self, audit: &Audit, otherwise: ExitStatus) -> ExitStatus {
        for problem in &audit.problems {
            let place = format!("{}:{}:{}", problem.path, problem.line, problem.column);
            self.ui.warn(&format!("{place}: {}", problem.message));
        }
        for file in &audit.skipped {
            self.ui.warn(&format!("{}: {}", file.path, file.reason));
        }
        for file in &audit.degraded {
            self.ui.detail(&format!(
                "{} failed to parse, so its clones are counted from tokens: {}",
                file.path, file.reason
            ));
        }
        self.tell_unfinished(audit);
        self.tell_left_out(audit);
        if self.has_empty_part() {
            let part = self.partition.map(|part| part.to_string()).unwrap_or_default();
            self.ui.say(&format!("part {part} has no package of this workspace"));
            return otherwise;
        }
        if audit.files.is_empty() {
            self.ui.error("no file could be audited");
            return ExitStatus::CouldNotJudge;
        }
        if audit.skipped.is_empty() || self.allow_skipped {
            return otherwise;
        }
        self.ui.error(&format!(
            "{} could not be audited, so the figures are incomplete; fix the files, `exclude` them in clone-audit.toml, or pass --allow-skipped",
            plural(audit.skipped.len(), "file")
        ));
        ExitStatus::CouldNotJudge
    }

    /// Says of how much code something is unknown because there is too much of it.
    fn tell_unfinished(&self, audit: &Audit) {
        for Unfinished { path, line, item, limit } in &audit.unfinished {
            self.ui.detail(&format!("{path}:{line}: {item}: {}", limit.reason()));
        }
        let more = if self.ui.is_verbose() { "" } else { " (--verbose lists them)" };
        for limit in Limit::ALL {
            let count = audit.unfinished.iter().filter(|code| code.limit == *limit).count();
            if count > 0 {
                self.ui.say(&format!("{}{more}", limit.summary(count)));
            }
        }
    }

    /// Says what is not in the figures although it lies in a package or a target compiles it.
    fn tell_left_out(&self, audit: &Audit) {
        if let Some(first) = audit.compiled_left_out.first() {
            let others = match audit.compiled_left_out.len() - 1 {
                0 => String::new(),
                count => format!(" ({} more in `report`)", plural(count, "file")),
            };
            self.ui.say(&format!("left out: {}: {}{others}", first.path, first.reason));
        }
        for orphan in &audit.orphans {
            let problem = orphan.problem.as_ref().map_or_else(String::new, |problem| format!(", {problem}"));
            self.ui.detail(&format!("{}: no target compiles it{problem}", orphan.path));
        }
        if !audit.orphans.is_empty() {
            let not_rust = match audit.orphans.iter().filter(|orphan| orphan.problem.is_some()).count() {
                0 => String::new(),
                count => format!(", {count} of them not Rust"),
            };
            let files = plural(audit.orphans.len(), "file");
            let flag = if self.with_orphans { "" } else { ", --orphans audits them" };
            self.ui.say(&format!("{files} that no target compiles left out{not_rust} (--verbose lists them{flag})"));
        }
    }

    /// Whether some files could not be looked at, and that was not allowed.
    pub(super) fn is_incomplete(&self, audit: &Audit) -> bool {
        !audit.skipped.is_empty() && (!self.allow_skipped || audit.files.is_empty())
    }
}
