//! What each file is compiled into, and where the sources of dependencies are.

mod dependencies;
mod modules;

pub use dependencies::{Dependencies, Dependency, ExternalId, ExternalSource, Names};
pub use modules::{FileView, Placement, Places, Shared, place};
