//! Commits.

use serde::Serialize;

/// A commit, as people name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Commit {
    /// Its abbreviated hash.
    pub id: String,
    /// Who wrote it.
    pub author: String,
    /// The first line of its message.
    pub subject: String,
}

/// A commit that another state is compared with.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct Against {
    /// The revision as it was named: `origin/main`.
    pub revision: String,
    /// The hash of the commit.
    pub commit: String,
    /// Whether the commit is not that of the revision but the one where the branch of HEAD has left it.
    pub merge_base: bool,
}
