//! Whose change it is if a baseline is not the one that a branch started from.
//!
//! A count that the main branch has lowered since a branch left it makes the branch look as if it had raised it. Only
//! the history tells the two apart.

use std::path::Path;

use crate::model::{BaselineChange, ChangedOn};
use crate::source::Git;

/// Compares a baseline's text with the committed one of the merge base. `typed` is the file that it was read from; where git
/// does not have that one, it is compared with the `usual` one of the workspace. `main_branch` names the branch to compare with, where that is known.
/// `None` if they are equal, or git cannot tell.
pub(crate) fn provenance(text: &str, typed: &Path, usual: &Path, main_branch: Option<&str>) -> Option<BaselineChange> {
    let committed = if is_committed(typed).unwrap_or(false) { typed } else { usual };
    let name = committed.file_name()?.to_str()?;
    let git = Git::around(committed.parent()?)?;
    let base = git.main_branch(main_branch)?;
    let merge_base = git.merge_base("HEAD", &base)?;
    let at = |commit: &str| git.file_at(commit, name);
    let is_used = |found: Option<String>| found.is_some_and(|found| same_text(&found, text));
    if is_used(at(&merge_base)) {
        return None;
    }
    // `heads/main` tells a branch from a tag of that name.
    let shown = base.strip_prefix("heads/").unwrap_or(&base).to_owned();
    let (changed_on, commits) = if is_used(at("HEAD")) {
        (ChangedOn::Branch, git.commits(&merge_base, "HEAD", name))
    } else if is_used(at(&base)) {
        (ChangedOn::Base, git.commits(&merge_base, &base, name))
    } else if at("HEAD").is_some() || at(&base).is_some() {
        (ChangedOn::WorkTree, Vec::new())
    } else {
        // It is not committed anywhere.
        return None;
    };
    Some(BaselineChange { merge_base: git.short(&merge_base), base: shown, changed_on, commits })
}

fn is_committed(path: &Path) -> Option<bool> {
    Some(Git::around(path.parent()?)?.file_at("HEAD", path.file_name()?.to_str()?).is_some())
}

/// A checkout may have changed line ends.
fn same_text(a: &str, b: &str) -> bool {
    a.lines().eq(b.lines())
}
