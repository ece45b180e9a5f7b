//! Whose change it is if a baseline is not the one that a branch started from.
//!
//! A count that the main branch has lowered since a branch left it makes the branch look as if it had raised it. Only
//! the history tells the two apart.

use std::path::Path;

use crate::model::{BaselineChange, ChangedOn};
use crate::source::Git;

/// Compares a baseline's text with the committed one of the merge base. `committed` is where the workspace has its
/// baseline, whatever file the text was read from; `main_branch` names the branch to compare with, where that is known.
/// `None` if they are equal, or git cannot tell.
pub(crate) fn provenance(text: &str, committed: &Path, main_branch: Option<&str>) -> Option<BaselineChange> {
    let name = committed.file_name()?.to_str()?;
    let git = Git::around(committed.parent()?)?;
    let base = git.main_branch(main_branch)?;
    if git.commit("HEAD") == git.commit(&base) {
        // This is the main branch, as it is.
        return None;
    }
    let merge_base = git.merge_base("HEAD", &base)?;
    let at = |commit: &str| git.file_at(commit, name);
    let is_used = |found: Option<String>| found.is_some_and(|found| same_text(&found, text));
    if is_used(at(&merge_base)) {
        return None;
    }
    let (changed_on, commits) = if is_used(at("HEAD")) {
        (ChangedOn::Branch, git.commits(&merge_base, "HEAD", name))
    } else if is_used(at(&base)) {
        (ChangedOn::Base, git.commits(&merge_base, &base, name))
    } else if at("HEAD").is_some() || at(&base).is_some() {
        (ChangedOn::WorkTree, Vec::new())
    } else {
        // Nobody has committed it yet.
        return None;
    };
    Some(BaselineChange { merge_base: git.short(&merge_base), base, changed_on, commits })
}

/// A checkout may have changed line ends.
fn same_text(a: &str, b: &str) -> bool {
    a.lines().eq(b.lines())
}
