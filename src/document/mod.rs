//! An audit as a document: what `list --format json` writes, and what later runs read again, merge and report on.
//!
//! A [`Document`] holds one [`Part`] for each workspace. Within a part, paths and packages are as the workspace has them;
//! only where there are several workspaces do they stand behind the workspace's name, in the written document and in what
//! commands are given ([`Document::whole`]). So merging is a union of parts, and neither order nor grouping matters.
//!
//! What depends on all packages of a workspace is worked out anew after a merge, from what each package says by itself:
//! numbers of fingerprints, the clones of each type, and what rules find at types ([`Part::settle`]).

mod file;
mod join;
mod naming;
mod settle;
mod wire;

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::Result;

use crate::model::{Audit, Level, TypeRow};

pub(crate) use file::{is_there, read, write};
pub(crate) use naming::checked as checked_name;
pub(crate) use wire::{SiteList, Whole};

/// The audits of one workspace or several.
#[derive(Debug, Default)]
pub(crate) struct Document {
    /// By the workspaces' names.
    parts: BTreeMap<String, Part>,
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
struct Part {
    about: About,
    audit: Audit,
    /// A site's type is the row at that place.
    types: Vec<TypeRow>,
    /// Which document has each package.
    origins: BTreeMap<Arc<str>, String>,
    /// The document that was read first.
    origin: String,
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

impl Document {
    /// Joins two documents.
    ///
    /// # Errors
    /// They say different things of one package, or of one workspace; the error names both documents.
    pub(crate) fn join(mut self, other: Self) -> Result<Self> {
        for (name, part) in other.parts {
            match self.parts.remove(&name) {
                Some(own) => self.parts.insert(name, own.join(part)?),
                None => self.parts.insert(name, part),
            };
        }
        Ok(self)
    }

    /// All of it as one audit.
    ///
    /// # Errors
    /// A rule that there is none of.
    pub(crate) fn whole(self) -> Result<Audited> {
        let mut parts: Vec<Part> = self.parts.into_values().collect();
        for part in &mut parts {
            part.settle()?;
        }
        let (workspaces, mut audit, mut types) = match parts.len() {
            1 => parts.into_iter().next().map(|part| (vec![part.about], part.audit, part.types)).unwrap_or_default(),
            _ => naming::together(parts),
        };
        settle::order_types(&mut audit, &mut types);
        audit.sort();
        Ok(Audited { workspaces, audit, types })
    }
}

impl Audited {
    /// What an audit of a workspace found.
    pub(crate) fn new(about: About, audit: Audit, mut types: Vec<TypeRow>) -> Self {
        let mut audit = audit;
        settle::number_types(&mut audit, &mut types);
        settle::order_types(&mut audit, &mut types);
        Self { workspaces: vec![about], audit, types }
    }
}
