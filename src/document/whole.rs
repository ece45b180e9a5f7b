//! Documents joined, and all of one as one audit.

use anyhow::Result;

use crate::model::{Audit, TypeRow};

use super::part::{About, Audited, Document, Part};
use super::{naming, settle};

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
