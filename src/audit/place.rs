//! The second stage: the crate, module and scope of every file.

use crate::categories::Categories;
use crate::crate_map::{self, Placement, Shared, Standard};
use crate::model::{Site, Skipped, Spelling};
use crate::rules::Rules;
use crate::source::{SourceFile, Workspace};
use crate::syntax::FileFacts;
use crate::types::Known;

use super::scan::Scanned;
use super::site::FileCx;

/// Files whose places are known, and with them those of the sites.
#[derive(Debug)]
pub struct Placed<'w> {
    pub(super) workspace: &'w Workspace,
    pub(super) rules: Rules,
    pub(super) files: Files,
    /// Further places of files, by their numbers.
    pub(super) shared: Vec<Shared>,
    pub(super) standard: &'static Standard,
}

/// The files of an audit, and what could not be looked at.
#[derive(Clone, Debug)]
pub(super) struct Files {
    pub(super) all: Vec<File>,
    pub(super) left_out: Vec<Skipped>,
    pub(super) skipped: Vec<Skipped>,
}

/// A file of an audit.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub(super) source: SourceFile,
    pub(super) placement: Placement,
    /// What it says, or why it cannot be looked at.
    pub(super) facts: Result<FileFacts, String>,
}

impl<'w> Scanned<'w> {
    /// Finds out what each file is compiled into.
    pub fn place(mut self) -> Placed<'w> {
        let workspace = self.workspace;
        let mut places = crate_map::place(workspace, &self.set.files, &self.views);
        // Files that are no `.rs` and yet compiled, by `include!` or `#[path]`, are known only now.
        loop {
            let included = workspace.included(&places.unseen);
            if included.is_empty() {
                break;
            }
            self.add(included);
            places = crate_map::place(workspace, &self.set.files, &self.views);
        }
        let Self { rules, set, facts, standard, .. } = self;
        let mut left_out = set.left_out;
        left_out.extend(places.unseen.iter().map(|path| Skipped {
            path: workspace.display_path(path),
            reason: "a module file that is ignored by git, excluded, hidden or outside the workspace".to_owned(),
        }));
        let files = set.files.into_iter().zip(places.of_files).zip(facts);
        let all = files.map(|((source, placement), facts)| File { source, placement, facts }).collect();
        let files = Files { all, left_out, skipped: set.skipped };
        Placed { workspace, rules, files, shared: places.shared, standard }
    }
}

impl Placed<'_> {
    /// The sites without anything that is inferred, for the compiler to be asked about. Conversions that may turn out
    /// to be implicit clones are not among them.
    pub fn sites(&self, categories: &Categories) -> Vec<Site> {
        let mut sites = Vec::new();
        for file in &self.files.all {
            let Ok(facts) = &file.facts else { continue };
            let cx = FileCx::new(self.workspace, file.source.clone(), file.placement.clone(), categories);
            let raw = facts.sites.iter().filter(|raw| raw.spelling != Spelling::Implicit);
            sites.extend(raw.map(|raw| cx.site(raw.clone(), Known::NOTHING, &facts.import_roots)));
        }
        sites.sort_by(|a, b| a.location.path.cmp(&b.location.path));
        sites
    }
}
