//! Where code is: packages, targets, dependencies, and the one door to source files.
//!
//! Everything that is read, listed or asked for as *source* (Rust files, manifests, lock files, of members and of
//! dependencies) goes through [`SourceTree`]: the working tree, or a commit (`revision`).

mod content_hash;
mod dependencies;
mod exclude;
mod features;
mod files;
mod generated;
mod git;
mod globs;
mod overlay;
mod packages;
mod partition;
mod paths;
mod paths_only;
mod recorded;
mod revision;
mod tree;

pub(crate) use content_hash::{ContentHash, ContentHasher};
pub use dependencies::{Dependencies, Dependency, ExternalSource};
pub(crate) use dependencies::{ExternalId, cargo_home};
pub(crate) use files::{FileSet, SourceFile, walk};
pub(crate) use git::{Git, LoggedCommit, NamedCommit};
pub(crate) use globs::{Wildcards, globs};
pub(crate) use overlay::Overlay;
#[cfg(test)]
pub(crate) use packages::Target;
pub(crate) use packages::{DeclaredDependency, Package};
pub use packages::{Selection, Workspace};
pub(crate) use partition::Partition;
pub(crate) use paths::{normalized, relative};
pub(crate) use paths_only::PathsOnly;
pub(crate) use recorded::{Question, Recorded, Trace};
pub(crate) use revision::{Repository, Revision};
#[cfg(test)]
pub(crate) use tree::WorkingTree;
pub(crate) use tree::{SourceTree, endless_ignore_file};
