//! What a rule found.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Deserializer, Serialize};

use super::{Level, Rewrite, Scope};

/// A rule's identifier.
pub(super) type RuleName = &'static str;

/// A rule's hit on a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule's identifier.
    #[serde(deserialize_with = "rule_name")]
    pub rule: RuleName,
    /// How seriously it is meant.
    pub level: Level,
    /// What was found here, in one line.
    pub message: String,
    /// The rewrite that lets the clone go, if the rule knows one: `prove` tries it.
    #[serde(rename = "form", default, skip_serializing_if = "Option::is_none")]
    pub rewrite: Option<Rewrite>,
    /// Why it is not reported, where a comment says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suppressed: Option<String>,
}

/// A rule's hit on the declaration of a type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// The name of a rule in a document. There are few, and they are kept as long as the program runs, as the rules' own are.
pub(super) fn rule_name<'de, D: Deserializer<'de>>(from: D) -> Result<RuleName, D::Error> {
    static NAMES: Mutex<BTreeSet<RuleName>> = Mutex::new(BTreeSet::new());
    /// No rule has a longer one: what is kept of a document that is none stays small.
    const LONGEST: usize = 64;
    let name = String::deserialize(from)?;
    if name.len() > LONGEST {
        return Err(serde::de::Error::custom("no rule has so long a name"));
    }
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    let known = names.get(&*name).copied();
    Ok(known.unwrap_or_else(|| {
        let kept: RuleName = Box::leak(name.into_boxed_str());
        names.insert(kept);
        kept
    }))
}
