//! What a rule found.

use std::sync::Arc;

use serde::Serialize;

use super::{Level, Rewrite, Scope};

/// A rule's hit on a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The rule's identifier.
    pub rule: &'static str,
    /// How seriously it is meant.
    pub level: Level,
    /// What was found here, in one line.
    pub message: String,
    /// The rewrite that lets the clone go, if the rule knows one: `prove` tries it.
    #[serde(rename = "form", skip_serializing_if = "Option::is_none")]
    pub rewrite: Option<Rewrite>,
    /// Why it is not reported, where a comment says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suppressed: Option<String>,
}

/// A rule's hit on the declaration of a type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TypeFinding {
    /// What was found.
    #[serde(flatten)]
    pub finding: Finding,
    /// Relative to the workspace root.
    pub path: Arc<str>,
    /// Line of the type's name, 1-based.
    pub line: u32,
    /// The type's path: `crate_name::module::Type`.
    pub item: String,
    /// Name of the package.
    pub package: Arc<str>,
    /// What the file is compiled for.
    pub scope: Scope,
}
