//! Audits of commits, and comparisons with them.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, bail};

use crate::baseline;
use crate::categories::Categories;
use crate::config::Config;
use crate::model::{Against, Commit, Site, Snapshot};
use crate::report::plural;
use crate::source::{Git, NamedCommit, Repository, Selection, Workspace};

use super::args::{AgainstArgs, WorkspaceArgs};
use super::session::Session;
use super::ui::Ui;

/// A state to compare with, of a commit.
pub(super) struct Past {
    pub(super) snapshot: Snapshot,
    pub(super) against: Against,
    /// The commit, for people.
    pub(super) shown: String,
}

impl<'a> Session<'a> {
    /// A session of a commit, with the configuration that it has; of the work tree if no revision is given.
    pub(super) fn open_at(ui: &'a Ui, args: &WorkspaceArgs, revision: Option<&str>) -> Result<Self> {
        let Some(revision) = revision else { return Self::open(ui, args) };
        let folder = std::path::absolute(
            ui.path(args.manifest_path.as_deref().and_then(Path::parent).unwrap_or(Path::new("."))),
        )?;
        let git = Git::open(&folder)?;
        let named = git.named(revision)?;
        ui.say(&format!("auditing {}", named.shown));
        let selection = Selection { packages: args.package.clone(), exclude: args.exclude.clone() };
        let tree = Repository::around(&git)?.at(named)?;
        let folder = git.folder_without_links()?;
        let manifest = args.manifest_path.as_deref().and_then(Path::file_name).map(Path::new);
        let workspace = Workspace::at(Arc::new(tree), &folder, manifest, &selection)?;
        let config = Config::load(&workspace.root, &workspace.metadata, |path| workspace.sources.read_text(path))?;
        Self::of(ui, args, workspace, config)
    }

    /// The clones that a commit has, by the configuration of the work tree.
    pub(super) fn past(&self, args: &AgainstArgs) -> Result<Option<Past>> {
        let Some(revision) = &args.against else { return Ok(None) };
        if self.workspace.packages.is_empty() {
            bail!("the document is of another workspace than the one here, or of several: it has no revisions");
        }
        let git = Git::open(&self.workspace.root)?;
        let commit = git.base(revision, args.exact)?;
        self.ui.say(&format!("comparing with {}", commit.shown));
        if let Some(caution) = &commit.caution {
            self.ui.warn(caution);
        }
        let tree = Arc::new(Repository::around(&git)?.at(commit.clone())?);
        let root = git.folder_without_links()?;
        let manifest = Path::new("Cargo.toml");
        let workspace = Workspace::at(tree, &root, Some(manifest), &Selection::default())?;
        let target_directory = self.workspace.target_directory.clone();
        let workspace = Workspace { is_configured_elsewhere: true, target_directory, ..workspace };
        let categories = Categories::new(&self.config)?;
        let then = self.with(workspace, categories);
        let audit = then.audit()?;
        if then.is_incomplete(&audit) {
            for file in &audit.skipped {
                self.ui.warn(&format!("{} of {}: {}", file.path, commit.shown, file.reason));
            }
            bail!(
                "{} of {} could not be audited, so it cannot be told what is new; name another revision, `exclude` the files in \
                 clone-audit.toml, or pass --allow-skipped",
                plural(audit.skipped.len(), "file"),
                commit.shown
            );
        }
        let NamedCommit { id, revision, is_merge_base, shown, .. } = commit;
        let against = Against { revision, commit: id, merge_base: is_merge_base };
        Ok(Some(Past { snapshot: baseline::snapshot(&audit), against, shown }))
    }

    /// Who wrote the lines of sites, beside them: `None` for what is not committed.
    pub(super) fn blame(&self, sites: &[Site]) -> Result<Vec<Option<Commit>>> {
        let git = Git::open(&self.workspace.root)?;
        let lines = sites.iter().map(|site| (&*site.location.path, site.location.name_line));
        Ok(git.blame(&lines.collect::<Vec<_>>()))
    }
}
