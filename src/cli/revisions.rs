//! Audits of commits, and comparisons with them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, bail};

use crate::baseline;
use crate::categories::Categories;
use crate::config::Config;
use crate::model::{Against, Audit, Commit, Identity, Scope, Site, Snapshot, Spelling};
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

/// What clones have in common of which nothing but the place tells one from another; the path first.
fn likeness(site: &Site) -> (&str, Identity<'_>, Scope, Spelling, &str) {
    (&site.location.path, site.identity(), site.scope, site.spelling, &site.category)
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

    /// Of clones that are alike in one function some may be new: those on lines that the commit does not have come first.
    /// `audit` has all clones, `new` as many of them as are new.
    pub(super) fn prefer_changed_lines(&self, new: &mut [Site], audit: &Audit, commit: &str) {
        let Ok(git) = Git::open(&self.workspace.root) else { return };
        let mut groups: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (at, site) in new.iter().enumerate() {
            groups.entry(likeness(site)).or_default().push(at);
        }
        let mut all: BTreeMap<_, Vec<&Site>> = groups.keys().map(|like| (*like, Vec::new())).collect();
        for site in &audit.sites {
            all.entry(likeness(site)).and_modify(|alike| alike.push(site));
        }
        let known: HashSet<&str> = new.iter().map(|site| &*site.fingerprint).collect();
        let mut chosen: Vec<(usize, Site)> = Vec::new();
        let mut changed: HashMap<&str, BTreeSet<u32>> = HashMap::new();
        for (like, places) in &groups {
            let mut alike = all.remove(like).unwrap_or_default();
            if alike.len() == places.len() {
                continue;
            }
            let lines = changed.entry(like.0).or_insert_with(|| git.changed_lines(commit, like.0).unwrap_or_default());
            alike.sort_by_key(|site| (!lines.contains(&site.location.name_line), !known.contains(&*site.fingerprint)));
            let mut alike: Vec<&Site> = alike.into_iter().take(places.len()).collect();
            alike.sort_by_key(|site| (site.location.name_line, site.location.name_column));
            chosen.extend(places.iter().copied().zip(alike.into_iter().cloned()));
        }
        for (at, site) in chosen {
            new[at] = site;
        }
        let place = |site: &Site| (Arc::clone(&site.location.path), site.location.name_line, site.location.name_column);
        new.sort_by_key(place);
    }

    /// Who wrote the lines of sites, beside them: `None` for what is not committed.
    pub(super) fn blame(&self, sites: &[Site]) -> Result<Vec<Option<Commit>>> {
        let git = Git::open(&self.workspace.root)?;
        let lines = sites.iter().map(|site| (&*site.location.path, site.location.name_line));
        Ok(git.blame(&lines.collect::<Vec<_>>()))
    }
}
