//! Where code is: packages and targets, files, and what each file is compiled into.

mod files;
mod modules;
mod packages;

pub use files::{FileSet, SourceFile, walk};
pub use modules::{FileView, Placement, place};
pub use packages::{Package, Selection, Target, Workspace};
