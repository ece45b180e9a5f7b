//! The committed snapshot of a workspace's clones.

use serde::{Deserialize, Serialize};

use super::{Cost, Identity, Scope, Site, Spelling, TypeClass};

/// Schema of the baseline file.
pub const BASELINE_SCHEMA: &str = "clone-audit/baseline/v2";

/// The sites of a workspace at some time. No lines, no totals, no dates: what two branches change apart, git merges.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    /// A multiset: equal sites stand as often as they occur.
    pub sites: Vec<BaselineSite>,
    /// Lines that grep counts although no site stands there.
    pub mentions: Vec<Mention>,
}

/// One site as the baseline keeps it. The first three fields are its identity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaselineSite {
    /// Name of the package.
    pub package: String,
    /// Path of the enclosing item.
    pub item: String,
    /// The receiver's tokens without spacing.
    pub receiver: String,
    /// How it was written.
    pub spelling: Spelling,
    /// What the code was compiled for.
    pub scope: Scope,
    /// The category it fell into.
    pub category: String,
    /// What kind of type was cloned.
    pub class: TypeClass,
    /// What one clone cost.
    pub cost: Cost,
    /// The file, for the reader and for figures by file.
    pub path: String,
    /// Whether the site makes its line one that grep counts.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub grep: bool,
}

/// A line that matches `\.clone\(\)` although no site makes it match.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mention {
    /// Name of the package.
    pub package: String,
    /// The file.
    pub path: String,
    /// The line's text, trimmed and cut to a readable length.
    pub text: String,
}

impl BaselineSite {
    /// What makes this site the same in another tree.
    pub fn identity(&self) -> Identity<'_> {
        Identity { package: &self.package, item: &self.item, receiver: &self.receiver }
    }
}

impl From<&Site> for BaselineSite {
    fn from(site: &Site) -> Self {
        Self {
            package: site.package.to_string(),
            item: site.item.clone(),
            receiver: site.receiver.clone(),
            spelling: site.spelling,
            scope: site.scope,
            category: site.category.to_string(),
            class: site.cloned.class,
            cost: site.cloned.cost,
            path: site.location.path.to_string(),
            grep: site.grep_line,
        }
    }
}
