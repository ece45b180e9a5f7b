//! Where code is: packages, targets, dependencies, and the one door to source files.
//!
//! Everything that is read, listed or asked for as *source* (Rust files, manifests, lock files, of members and of
//! dependencies) goes through [`SourceTree`]. The working tree is its first implementation.

mod dependencies;
mod files;
mod packages;
mod paths;
mod tree;

pub use dependencies::{Dependencies, Dependency, ExternalId, ExternalSource, Names};
pub use files::{FileSet, SourceFile, walk};
pub use packages::{DeclaredDependency, Package, Selection, Target, Workspace};
pub(crate) use paths::{normalized, relative};
pub use tree::{Entry, SourceTree, WorkingTree};
