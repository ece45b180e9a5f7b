//! Where code is: packages and targets, files, what each file is compiled into, and the sources of dependencies.

mod dependencies;
mod files;
mod modules;
mod packages;

pub use dependencies::{Dependencies, Dependency, ExternalId, ExternalSource, Names};
pub use files::{FileSet, SourceFile, walk};
pub use modules::{FileView, Placement, Places, Shared, place};
pub(crate) use packages::relative;
pub use packages::{DeclaredDependency, Package, Selection, Target, Workspace};
