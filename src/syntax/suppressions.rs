//! Comments that speak to the audit: `// clone-audit: allow(rule) — reason` and `// clone: reason`.
//!
//! Which comments these are, `prune` notes while it looks for comments, so that none is taken from within a string.
//! What they cover is known once lowering has been at the nodes on their lines (`ranges`).

mod ranges;

use std::ops::{Range, RangeInclusive};

use quote::ToTokens;

use crate::model::{Suppression, SuppressionKind};

use self::ranges::{Ranges, Wait};
use super::source::{SourceText, small};

pub(super) use self::ranges::Part;

const AUDIT: &str = "clone-audit:";
const RATIONALE: &str = "clone:";

/// What may stand between the rules and the reason: what begins with another comes first.
const SEPARATORS: &[&str] = &["—", "–", "--", "-", ":"];

const ALLOW_FORM: &str = "`// clone-audit: allow(rule) — reason`";
const FILE_FORM: &str = "`// clone-audit: allow-file(rule) — reason`";

/// Whether a comment that is a suppression may stand in the text. Every file pays for this.
pub(super) fn may_stand_in(source: &SourceText<'_>) -> bool {
    source.words().iter().any(|&at| begins(&source.code()[at..]))
}

/// Whether a comment, with its marks, is a suppression.
pub(super) fn is_suppression(comment: &str) -> bool {
    first_word(comment).is_some()
}

fn begins(text: &str) -> bool {
    text.starts_with(AUDIT) || (text.starts_with(RATIONALE) && !text[RATIONALE.len()..].starts_with(':'))
}

/// Where the suppression begins in the comment. Documentation is none.
fn first_word(comment: &str) -> Option<usize> {
    let inside = &comment[2..];
    let marks: &[char] = if comment.starts_with("//") { &['/', '!'] } else { &['*', '!'] };
    if inside.starts_with(marks) {
        return None;
    }
    let text = inside.trim_start();
    begins(text).then(|| comment.len() - text.len())
}

/// The suppressions of a file, and what they cover as far as it is known.
pub(super) struct Suppressions<'a> {
    found: Vec<Suppression>,
    ranges: Ranges<'a>,
    /// Whether the next expression is what an operator or a method is applied to.
    is_head: bool,
}

impl<'a> Suppressions<'a> {
    /// `comments` are the bytes of those that [are suppressions](is_suppression), ascending; `lexed` is the code without
    /// comments, at the same bytes.
    pub(super) fn new(source: &'a SourceText<'a>, lexed: &str, comments: &[Range<usize>]) -> Option<Self> {
        if comments.is_empty() {
            return None;
        }
        let mut all = Self { found: Vec::new(), ranges: Ranges::new(source), is_head: false };
        for comment in comments {
            all.comment(source, lexed, comment);
        }
        Some(all)
    }

    /// Notes where a node stands. Says whether it has to be [left](Self::leave) again.
    pub(super) fn enter(&mut self, node: &impl ToTokens, part: Part) -> bool {
        self.ranges.enter(node, part)
    }

    pub(super) fn leave(&mut self) {
        self.ranges.leave();
    }

    /// Notes an operator or a method by its bytes, from its sign on. What it is applied to is no expression that
    /// somebody sees as one, and all its lines would be covered where they are meant that come last.
    pub(super) fn operator(&mut self, bytes: Range<usize>) {
        self.ranges.note(bytes);
    }

    pub(super) fn set_head(&mut self) {
        self.is_head = true;
    }

    pub(super) fn take_head(&mut self) -> bool {
        std::mem::take(&mut self.is_head)
    }

    pub(super) fn finish(mut self) -> Vec<Suppression> {
        for wait in self.ranges.finish() {
            self.found[wait.suppression].lines = Some(wait.lines);
        }
        self.found
    }

    fn comment(&mut self, source: &SourceText<'_>, lexed: &str, comment: &Range<usize>) {
        let text = &source.code()[comment.start..comment.end];
        let Some(start) = first_word(text) else { return };
        // A line comment may end in the same characters, which are then its text.
        let text = text[start..].strip_suffix("*/").filter(|_| text.starts_with("/*")).unwrap_or(&text[start..]);
        let (line, column) = source.position(comment.start + start);
        let mut suppression = Suppression {
            line,
            column,
            kind: SuppressionKind::Rationale,
            reason: String::new(),
            lines: None,
            problem: None,
        };
        let place = CommentPosition::of(comment, lexed);
        match read(text.lines().next().unwrap_or_default(), &mut suppression) {
            Err(problem) => suppression.problem = Some(problem),
            Ok(Covers::File) if matches!(place, CommentPosition::Beside(_)) => {
                suppression.problem = Some(format!("{FILE_FORM} must be on a line of its own"));
            }
            Ok(Covers::File) => suppression.lines = Some(1..=small(source.line_count()).max(1)),
            Ok(Covers::CommentPosition) => {
                if let Some(wait) = place.wait(source, self.found.len()) {
                    self.ranges.wait_for(wait);
                } else if matches!(suppression.kind, SuppressionKind::Allow { .. }) {
                    suppression.problem =
                        Some(format!("no code follows; put {ALLOW_FORM} above the code or at the end of its line"));
                }
            }
        }
        self.found.push(suppression);
    }
}

/// Where a comment stands, by bytes of the code.
enum CommentPosition {
    /// In a line with code.
    Beside(usize),
    /// On lines of its own, and where the next code begins.
    Above(usize),
    /// As that, with no more code.
    AtEnd,
}

impl CommentPosition {
    fn of(comment: &Range<usize>, lexed: &str) -> Self {
        let line_start = memchr::memrchr(b'\n', &lexed.as_bytes()[..comment.start]).map_or(0, |newline| newline + 1);
        let after = &lexed[comment.end..];
        let rest_of_line = after.split('\n').next().unwrap_or_default();
        if !lexed[line_start..comment.start].trim().is_empty() {
            Self::Beside(comment.start)
        } else if !rest_of_line.trim().is_empty() {
            Self::Beside(comment.end)
        } else if after.trim().is_empty() {
            Self::AtEnd
        } else {
            Self::Above(lexed.len() - after.trim_start().len())
        }
    }

    fn wait(&self, source: &SourceText<'_>, suppression: usize) -> Option<Wait> {
        let (at, first_byte) = match *self {
            Self::Beside(at) => (at, None),
            Self::Above(at) => (at, Some(at)),
            Self::AtEnd => return None,
        };
        let line = small(source.line_of(at));
        Some(Wait { suppression, line, first_byte, lines: RangeInclusive::new(line, line) })
    }
}

/// How far a suppression reaches that is well formed.
enum Covers {
    File,
    CommentPosition,
}

/// Reads a suppression's first line into its kind and reason.
///
/// # Errors
/// What is wrong with it, and what to write instead.
fn read(text: &str, suppression: &mut Suppression) -> Result<Covers, String> {
    let Some(rest) = text.strip_prefix(AUDIT) else {
        text.strip_prefix(RATIONALE).unwrap_or_default().trim().clone_into(&mut suppression.reason);
        return if says_something(&suppression.reason) {
            Ok(Covers::CommentPosition)
        } else {
            Err("the reason is missing; write `// clone: reason`".to_owned())
        };
    };
    suppression.kind = SuppressionKind::Allow { rules: Vec::new() };
    let rest = rest.trim();
    let verb_end = rest.find(|c: char| !c.is_alphanumeric() && c != '-' && c != '_').unwrap_or(rest.len());
    let (verb, rest) = rest.split_at(verb_end);
    let (covers, form) = match verb {
        "allow" => (Covers::CommentPosition, ALLOW_FORM),
        "allow-file" => (Covers::File, FILE_FORM),
        "" => return Err(format!("the comment is incomplete; write {ALLOW_FORM} or {FILE_FORM}")),
        _ => return Err(format!("unknown `{verb}`; write {ALLOW_FORM} or {FILE_FORM}")),
    };
    let Some(list) = rest.trim_start().strip_prefix('(') else {
        return Err(format!("`{verb}` needs rules in parentheses; write {form}"));
    };
    // A parenthesis in the reason closes none of the rules.
    let Some((list, rest)) = list.split_once(')').filter(|(list, _)| !list.contains('(')) else {
        return Err(format!("the parenthesis after `{verb}` is not closed; write {form}"));
    };
    let rules = rule_names(list).map_err(|what| format!("{what}; write {form}"))?;
    let rest = rest.trim();
    let reason = SEPARATORS.iter().find_map(|separator| rest.strip_prefix(separator)).map(str::trim);
    reason.unwrap_or_default().clone_into(&mut suppression.reason);
    suppression.kind = SuppressionKind::Allow { rules };
    match reason {
        Some(reason) if says_something(reason) => Ok(covers),
        None if says_something(rest) => Err(format!("`—`, `-` or `:` is missing before the reason; write {form}")),
        _ => Err(format!("the reason is missing; write {form}")),
    }
}

/// Names between commas, the last of which may be followed by one.
fn rule_names(list: &str) -> Result<Vec<String>, String> {
    let list = list.trim();
    if list.is_empty() {
        return Err("no rule is named".to_owned());
    }
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    list.strip_suffix(',')
        .unwrap_or(list)
        .split(',')
        .map(|name| match name.trim() {
            name if is_name(name) => Ok(name.to_owned()),
            "" => Err("a rule is missing between commas".to_owned()),
            name => Err(format!("`{name}` is not a rule name (lower-case letters, digits and hyphens)")),
        })
        .collect()
}

/// Whether a reason is more than a line drawn with dashes.
fn says_something(reason: &str) -> bool {
    reason.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests;
