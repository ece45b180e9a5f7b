//! What a document holds.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Audit, Level, TypeRow};

/// The audits of one workspace or several.
#[derive(Debug, Default)]
pub(crate) struct Document {
    /// By the workspaces' names.
    pub(super) parts: BTreeMap<String, Part>,
}

/// What is known of a workspace besides its audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct About {
    /// Its name.
    pub name: String,
    /// Names of all its packages, audited or not, in their order.
    pub members: Vec<Arc<str>>,
    /// The levels of the rules that look at types.
    pub rules: BTreeMap<String, Level>,
}

/// The audit of one workspace, or of some packages of it.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) about: About,
    pub(super) audit: Audit,
    /// A site's type is the row at that place.
    pub(super) types: Vec<TypeRow>,
    /// Which document has each package.
    pub(super) origins: BTreeMap<Arc<str>, String>,
    /// The document that was read first.
    pub(super) origin: String,
}

/// An audit with the types of its sites, as commands use it.
#[derive(Debug)]
pub(crate) struct Audited {
    /// The workspaces.
    pub workspaces: Vec<About>,
    /// The audit.
    pub audit: Audit,
    /// The rows of the table of types.
    pub types: Vec<TypeRow>,
}
