//! The fields of the document. `docs/contracts.md` names them.

use std::collections::BTreeMap;
use std::mem::take;
use std::sync::Arc;

use anyhow::{Result, bail};
use serde::{Deserialize, Serialize};

use crate::model::{
    AdtRef, Allowed, Audit, AuditedPackage, Candidate, FileFigures, Level, Mention, Orphan, SITES_SCHEMA, Site,
    Skipped, SuppressionProblem, TypeFinding, TypeRow, Unfinished,
};

use super::part::{About, Audited};

/// The document that `list --format json` prints.
#[derive(Debug, Serialize)]
pub(crate) struct SiteList<'a> {
    schema: &'static str,
    sites: &'a [Site],
    type_findings: &'a [TypeFinding],
    filtered: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    audit: Option<&'a Whole>,
}

impl<'a> SiteList<'a> {
    /// The sites of an audit. Without the `whole` of it, it is a list that was filtered.
    pub(crate) fn new(audit: &'a Audit, whole: Option<&'a Whole>) -> Self {
        let filtered = whole.is_none();
        Self { schema: SITES_SCHEMA, sites: &audit.sites, type_findings: &audit.type_findings, filtered, audit: whole }
    }
}

/// The same as it is read.
#[derive(Debug, Deserialize)]
pub(super) struct ReadList {
    pub(super) sites: Vec<Site>,
    pub(super) audit: Whole,
}

/// What an audit has besides its sites and findings.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Whole {
    version: String,
    /// How many sites the document has.
    sites: usize,
    /// Sites, by their place in the list, that make their line one that grep counts.
    grep_sites: Vec<usize>,
    workspaces: Vec<WorkspaceEntry>,
    packages: Vec<AuditedPackage>,
    files: Vec<FileFigures>,
    skipped: Vec<Skipped>,
    degraded: Vec<Skipped>,
    unfinished: Vec<Unfinished>,
    left_out: Vec<Skipped>,
    compiled_left_out: Vec<Skipped>,
    orphans: Vec<Orphan>,
    problems: Vec<SuppressionProblem>,
    mentions: Vec<Mention>,
    candidates: Vec<Candidate>,
    types: Vec<TypeEntry>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WorkspaceEntry {
    name: String,
    members: Vec<Arc<str>>,
    by_rule: BTreeMap<String, Level>,
}

/// A row of the table of types.
#[derive(Debug, Serialize, Deserialize)]
struct TypeEntry {
    #[serde(flatten)]
    row: TypeRow,
    library: Arc<str>,
    buffer: bool,
    allowed: Vec<Allowed>,
    /// Sites that clone it, by their place in the list.
    cloned_at: Vec<usize>,
}

/// The version of this program, which alone reads what it has written.
pub(super) const VERSION: &str = env!("CARGO_PKG_VERSION");

impl Whole {
    /// Parts an audit into its sites and findings, and all else.
    pub(crate) fn of(audited: Audited) -> (Audit, Self) {
        let Audited { workspaces, mut audit, types } = audited;
        let mut cloned_at: Vec<Vec<usize>> = vec![Vec::new(); types.len()];
        for (at, site) in audit.sites.iter().enumerate() {
            if let Some(row) = site.cloned.adt.and_then(|adt| cloned_at.get_mut(adt.at as usize)) {
                row.push(at);
            }
        }
        let sites = audit.sites.iter().enumerate();
        let whole = Self {
            version: VERSION.to_owned(),
            sites: audit.sites.len(),
            grep_sites: sites.filter(|(_, site)| site.grep_line).map(|(at, _)| at).collect(),
            workspaces: workspaces.into_iter().map(WorkspaceEntry::from).collect(),
            packages: take(&mut audit.packages),
            files: take(&mut audit.files),
            skipped: take(&mut audit.skipped),
            degraded: take(&mut audit.degraded),
            unfinished: take(&mut audit.unfinished),
            left_out: take(&mut audit.left_out),
            compiled_left_out: take(&mut audit.compiled_left_out),
            orphans: take(&mut audit.orphans),
            problems: take(&mut audit.problems),
            mentions: take(&mut audit.mentions),
            candidates: take(&mut audit.candidates),
            types: types.into_iter().zip(cloned_at).map(|(row, cloned_at)| TypeEntry::new(row, cloned_at)).collect(),
        };
        (audit, whole)
    }

    /// The audit again.
    ///
    /// # Errors
    /// What says how many sites there are, or which, does not fit them.
    pub(super) fn with_sites(self, mut sites: Vec<Site>) -> Result<Audited> {
        let Self { packages, files, skipped, degraded, unfinished, left_out, compiled_left_out, orphans, .. } = self;
        if sites.len() != self.sites {
            bail!("it has {} sites and says that there are {}", sites.len(), self.sites);
        }
        // Figures are added up.
        let of_files = files.iter().flat_map(|file| [file.lines, file.grep_lines]);
        let of_packages = packages.iter().flat_map(|package| [package.generated, package.generated_missing]);
        if of_files.chain(of_packages).any(|figure| u32::try_from(figure).is_err()) {
            bail!("no file has so many lines, and no package so many files");
        }
        let mut mark = |at: usize, change: &dyn Fn(&mut Site)| match sites.get_mut(at) {
            Some(site) => {
                change(site);
                Ok(())
            }
            None => bail!("it speaks of site {at}, which it does not have"),
        };
        for at in self.grep_sites {
            mark(at, &|site| site.grep_line = true)?;
        }
        let mut types = Vec::with_capacity(self.types.len());
        for (number, entry) in (0_u32..).zip(self.types) {
            let adt = AdtRef { krate: 0, at: number };
            for at in &entry.cloned_at {
                mark(*at, &|site| site.cloned.adt = Some(adt))?;
            }
            types.push(entry.row(adt));
        }
        let audit = Audit {
            sites,
            candidates: self.candidates,
            mentions: self.mentions,
            files,
            packages,
            skipped,
            degraded,
            unfinished,
            left_out,
            compiled_left_out,
            orphans,
            problems: self.problems,
            ..Audit::default()
        };
        Ok(Audited { workspaces: self.workspaces.into_iter().map(About::from).collect(), audit, types })
    }
}

impl TypeEntry {
    fn new(mut row: TypeRow, cloned_at: Vec<usize>) -> Self {
        let (library, allowed) = (take(&mut row.library), take(&mut row.allowed));
        Self { library, buffer: row.is_buffer, allowed, cloned_at, row }
    }

    fn row(self, adt: AdtRef) -> TypeRow {
        let Self { row, library, buffer, allowed, cloned_at: _ } = self;
        TypeRow { adt, library, is_buffer: buffer, allowed, ..row }
    }
}

impl From<About> for WorkspaceEntry {
    fn from(about: About) -> Self {
        let About { name, members, rules } = about;
        Self { name, members, by_rule: rules }
    }
}

impl From<WorkspaceEntry> for About {
    fn from(entry: WorkspaceEntry) -> Self {
        let WorkspaceEntry { name, members, by_rule } = entry;
        Self { name, members, rules: by_rule }
    }
}
