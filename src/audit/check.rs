//! The fifth stage: what rules find at types, all sites counted; and what comments suppress of that.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{TypeFinding, TypeOrigin, TypeRow};
use crate::types;

use super::body::finding;
use super::infer::{Indexed, Inferred};
use super::suppress::{Suppressions, Used, reported};

/// What is known of all sites and types, and what rules found there.
#[derive(Debug)]
pub struct Checked {
    pub(super) inferred: Inferred,
    /// The types that were asked for, with the sites of the whole audit counted.
    pub(super) types: Vec<TypeRow>,
    pub(super) type_findings: Vec<TypeFinding>,
    /// Beside the files: which suppressions let something pass.
    pub(super) used: Vec<Used>,
}

impl Indexed<'_> {
    /// Checks the types that the audited packages declare and clone.
    pub fn check(&self, inferred: Inferred) -> Checked {
        self.check_types(inferred, false)
    }

    /// The same of all types that the audited packages declare with `Clone` or clone: the rows of the table of types.
    pub fn check_all_types(&self, inferred: Inferred) -> Checked {
        self.check_types(inferred, true)
    }

    fn check_types(&self, inferred: Inferred, all: bool) -> Checked {
        let counts = self.counts(&inferred);
        let heads = counts.keys().copied().collect();
        let shown = |file: u32| Some(Arc::clone(&self.files.all.get(file as usize)?.source.shown));
        let mut types = types::inventory(&self.declarations.index, self.workspace, &heads, all, &shown);
        types.retain(|row| row_is_asked_for(self, row) || counts.contains_key(&row.adt));
        for row in &mut types {
            (row.sites, row.explicit) = counts.get(&row.adt).copied().unwrap_or_default();
            row.findings = self.rules.at_type(row).into_iter().map(finding).collect();
        }
        let mut used = vec![Used::default(); self.files.all.len()];
        let type_findings = self.type_findings(&mut types, &mut used);
        Checked { inferred, types, type_findings, used }
    }

    /// What rules found at types, in the order of path and line; comments in their files may let it pass.
    fn type_findings(&self, types: &mut [TypeRow], used: &mut [Used]) -> Vec<TypeFinding> {
        let mut found = Vec::new();
        let all = self.files.all.iter().enumerate();
        let numbers: HashMap<Arc<str>, usize> =
            all.map(|(number, file)| (Arc::clone(&file.source.shown), number)).collect();
        for row in types {
            let (Some(path), Some(line)) = (&row.path, row.line) else { continue };
            let Some(&number) = numbers.get(path) else { continue };
            let file = &self.files.all[number];
            let all = file.facts.as_ref().map_or(&[][..], |facts| &facts.suppressions);
            if !all.is_empty() {
                let mut suppressions = Suppressions::new(all, &mut used[number]);
                row.allowed = suppressions.allowed(&[line], self.rules.of_types());
                suppressions.suppress(&[line], &mut row.findings);
            }
            row.rules = reported(&row.findings);
            if !self.files.is_asked_for(file.source.package) {
                continue;
            }
            found.extend(row.findings.iter().map(|finding| TypeFinding {
                finding: finding.clone(),
                path: Arc::clone(path),
                line,
                item: row.item.clone(),
                package: Arc::clone(&row.package),
                scope: file.placement.scope,
            }));
        }
        found.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
        found
    }
}

/// Whether a type is one that the packages declare whose sites are asked for.
fn row_is_asked_for(indexed: &Indexed<'_>, row: &TypeRow) -> bool {
    let packages = &indexed.workspace.packages;
    let declares = |at: &usize| packages[*at].name == row.package;
    row.origin == TypeOrigin::Workspace && indexed.files.part.as_ref().is_none_or(|part| part.iter().any(declares))
}
