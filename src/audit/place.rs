//! The second stage: the crate, module and scope of every file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Result, bail};

use crate::categories::Categories;
use crate::config::TypeConfig;
use crate::crate_map::{self, Absent, Generated, Placement, Shared, Standard};
use crate::model::{About, Orphan, Site, Skipped, Spelling};
use crate::rules::Rules;
use crate::source::{FileSet, SourceFile, Workspace};
use crate::syntax::FileFacts;
use crate::types::Known;

use super::earlier::SiteResults;
use super::memo::{InSurroundings, Memo, Seen};
use super::scan::Scanned;
use super::site::FileCx;

/// Files whose places are known, and with them those of the sites.
#[derive(Debug)]
pub struct Placed<'w> {
    pub(super) workspace: &'w Workspace,
    pub(super) rules: Rules,
    pub(super) types: BTreeMap<String, TypeConfig>,
    pub(super) files: Files,
    /// Further places of files, by their numbers.
    pub(super) shared: Vec<Shared>,
    /// What build scripts generate.
    pub(super) generated: BTreeSet<Generated>,
    pub(super) standard: &'static Standard,
    pub(super) memo: Option<&'w Memo>,
}

/// The files of an audit, and what could not be looked at.
#[derive(Clone, Debug)]
pub(super) struct Files {
    pub(super) all: Vec<File>,
    pub(super) left_out: Vec<Skipped>,
    pub(super) compiled_left_out: Vec<Skipped>,
    pub(super) skipped: Vec<Skipped>,
    /// What no target compiles and is not audited.
    pub(super) orphans: Vec<Orphan>,
    /// Packages, by their index, whose sites alone are asked for. All files are there: types depend on what they declare.
    pub(super) part: Option<BTreeSet<usize>>,
}

impl Files {
    /// Whether a package's sites are asked for.
    pub(super) fn is_asked_for(&self, package: usize) -> bool {
        self.part.as_ref().is_none_or(|part| part.contains(&package))
    }
}

/// The package, by its index, whose folder is the nearest above a path that is relative to the workspace root.
pub(crate) fn owner(workspace: &Workspace, path: &str) -> Option<usize> {
    let absolute = workspace.root.join(path);
    let mut folders = absolute.ancestors();
    folders.find_map(|folder| workspace.packages.iter().position(|package| package.folder == folder))
}

/// A file of an audit.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub(super) source: SourceFile,
    pub(super) placement: Placement,
    /// What it says, or why it cannot be looked at.
    pub(super) facts: Result<FileFacts, String>,
    /// What an earlier audit found its sites to be. There may be no bodies then.
    pub(super) results: Option<SiteResults>,
    /// By what a memo knows it.
    pub(super) seen: Option<Seen>,
    /// By what a memo knows its results.
    pub(super) surroundings: Option<InSurroundings>,
}

impl<'w> Scanned<'w> {
    /// Finds out what each file is compiled into. Files that no target compiles are left, unless they are wanted and Rust.
    ///
    /// # Errors
    /// No file is left: nothing was looked at, so nothing can be said. Or a glob of `exclude` matches nothing.
    pub fn place(mut self, with_orphans: bool) -> Result<Placed<'w>> {
        let (workspace, memo) = (self.workspace, self.memo());
        let mut places = crate_map::place(workspace, &self.set.files, &self.views());
        // What is compiled and yet ignored, hidden, linked, outside of the workspace or no `.rs` is known only now.
        while self.add_compiled(&places.unseen) {
            places = crate_map::place(workspace, &self.set.files, &self.views());
        }
        let Self { rules, types, gated_scopes, mut set, scans, standard, .. } = self;
        if set.files.is_empty() {
            bail!(
                "no Rust file found in {}: nothing was audited{}",
                workspace.root.display(),
                if set.excludes_any() { "; `exclude` in the configuration matches every file" } else { "" }
            );
        }
        for (path, absent) in &places.absent {
            let Absent { package, or, needed_by, scope } = absent;
            set.skip_absent(workspace, *package, (path, or.as_deref()), needed_by, gated_scopes.contains(scope));
        }
        set.check_exclude(workspace)?;
        let FileSet { files: found, left_out, compiled_left_out, skipped, .. } = set;
        let mut files =
            Files { all: Vec::new(), left_out, compiled_left_out, skipped, orphans: Vec::new(), part: None };
        // Numbers of files change where some are left out.
        let mut numbers = Vec::with_capacity(found.len());
        for ((source, placement), scan) in found.into_iter().zip(places.of_files).zip(scans) {
            numbers.push(files.all.len());
            if placement.reached || with_orphans && scan.facts.is_ok() {
                files.all.push(File {
                    source,
                    placement,
                    facts: scan.facts,
                    results: scan.results,
                    seen: scan.seen,
                    surroundings: None,
                });
            } else {
                files.orphans.push(Orphan { path: source.shown.to_string(), problem: scan.facts.err() });
            }
        }
        let shared = places.shared.into_iter().map(|shared| Shared { file: numbers[shared.file], ..shared }).collect();
        Ok(Placed { workspace, rules, types, files, shared, generated: places.generated, standard, memo })
    }
}

impl Placed<'_> {
    /// The same, of which only the sites of some packages are asked for. What these clone is found as it would be in an audit
    /// of all, and no body of another package is looked at.
    pub(crate) fn only(mut self, takes: impl Fn(&str) -> bool) -> Self {
        let packages = &self.workspace.packages;
        let part: BTreeSet<usize> = (0..packages.len()).filter(|at| takes(&packages[*at].name)).collect();
        let is_in_part = |path: &str| owner(self.workspace, path).is_none_or(|owner| part.contains(&owner));
        self.files.skipped.retain(|file| is_in_part(&file.path));
        self.files.orphans.retain(|orphan| is_in_part(&orphan.path));
        self.files.part = Some(part);
        self
    }

    /// Whether something is known from an earlier audit.
    pub(crate) fn has_taken_over(&self) -> bool {
        self.files.all.iter().any(|file| file.results.is_some())
    }

    /// What the files say that are audited, with their paths. All that they say is there until they are indexed.
    pub(crate) fn facts(&self) -> impl Iterator<Item = (&Path, &FileFacts)> {
        let all = self.files.all.iter();
        all.filter_map(|file| Some((file.source.path.as_path(), file.facts.as_ref().ok()?)))
    }

    /// The sites without anything that is inferred, for the compiler to be asked about. Conversions that may turn out
    /// to be implicit clones are not among them.
    pub fn sites(&self, categories: &Categories) -> Vec<Site> {
        let mut sites = Vec::new();
        for file in self.files.all.iter().filter(|file| self.files.is_asked_for(file.source.package)) {
            let Ok(facts) = &file.facts else { continue };
            let cx = FileCx::new(self.workspace, file.source.clone(), file.placement.clone(), categories);
            let raw = facts.sites.iter().filter(|raw| raw.spelling != Spelling::Implicit);
            sites.extend(raw.map(|raw| cx.site(raw.clone(), Known::NOTHING, &facts.import_roots, &About::default())));
        }
        sites.sort_by(|a, b| a.location.path.cmp(&b.location.path));
        sites
    }
}
