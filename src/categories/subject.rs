//! A clone as categories see it.

use super::home::Home;
use crate::model::{About, Scope, TypeClass};

/// What a category is judged by.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// What the code is for.
    pub scope: Scope,
    /// What kind of type is cloned.
    pub class: TypeClass,
    /// Relative to the workspace root.
    pub path: &'a str,
    /// Path of the enclosing item.
    pub item: &'a str,
    /// The cloned type, where known.
    pub ty: Option<&'a str>,
    /// Crates that the file imports from.
    pub imports: &'a [String],
    /// What the code around it is about.
    pub about: &'a About,
    /// The package.
    pub home: &'a Home,
}
