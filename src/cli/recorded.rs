//! `--from`: a session whose audit is taken from a document.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, bail};

use crate::config::Config;
use crate::document::{self, About, Audited};
use crate::model::Audit;
use crate::rules::Rules;
use crate::source::{PathsOnly, Selection, Workspace};

use super::args::{AtArgs, FromArgs, WorkspaceArgs};
use super::session::Session;
use super::ui::Ui;

impl<'a> Session<'a> {
    /// A session that audits the work tree or a commit, or takes the audit from a document if one is given.
    pub(super) fn open_any(ui: &'a Ui, args: &WorkspaceArgs, from: &FromArgs, at: &AtArgs) -> Result<Self> {
        match (&from.from, &at.at) {
            (Some(_), Some(_)) => bail!("--from has an audit, and --at asks for another one; give one of the two"),
            (Some(path), None) => Self::read(ui, args, path),
            (None, at) => Self::open_at(ui, args, at.as_deref()),
        }
    }

    /// The same for what is to be compared.
    pub(super) fn open_or_read_to_compare(ui: &'a Ui, args: &WorkspaceArgs, from: &FromArgs) -> Result<Self> {
        match &from.from {
            Some(path) => {
                let session = Self::read(ui, args, path)?;
                session.check_whole(path)?;
                Ok(session)
            }
            None => Self::open_to_compare(ui, args),
        }
    }

    fn read(ui: &'a Ui, args: &WorkspaceArgs, path: &Path) -> Result<Self> {
        let mut audited = document::read(&ui.path(path), None)?.whole()?;
        // What `list` remembers of the compiler, an audit does not ask for.
        for site in &mut audited.audit.sites {
            site.verdict.proof = None;
            site.verdict.measured = None;
        }
        let found = workspace_of(ui, args, &audited)?;
        let (workspace, config) = if let Some(workspace) = found {
            let read = |path: &Path| workspace.sources.read_text(path);
            let config = Config::load(&workspace.root, &workspace.metadata, read)?;
            (workspace, config)
        } else {
            ui.detail(&format!(
                "this is not the workspace of {}: no configuration applies, and no lines of source are shown",
                path.display()
            ));
            (nowhere(ui, &audited.audit)?, Config::default())
        };
        let mut session = Self::of(ui, args, workspace, config)?;
        // Each site is in a row of some category, whatever the settings are now.
        let names: BTreeSet<&Arc<str>> = audited.audit.sites.iter().map(|site| &site.category).collect();
        session.categories = session.categories.with_names(names.into_iter());
        Ok(session.with_recorded(audited))
    }

    /// What a document says of this workspace.
    pub(super) fn about(&self, name: Option<&str>) -> Result<About> {
        let packages = &self.workspace.packages;
        let root = &self.workspace.root;
        let root_package = packages.iter().find(|package| package.folder == *root).map(|package| &*package.name);
        let folder = root.file_name().map(|name| name.to_string_lossy().into_owned());
        let usual = root_package.map(str::to_owned).or(folder).unwrap_or_else(|| "workspace".to_owned());
        let name = match name {
            Some(name) => document::checked_name(name)?.to_owned(),
            None => usual.replace(['/', '\\', '='], "-"),
        };
        let members = packages.iter().map(|package| Arc::clone(&package.name)).collect();
        Ok(About { name, members, rules: Rules::new(&self.config.rules)?.type_levels() })
    }
}

/// The workspace of a document, if it is the one at hand.
///
/// # Errors
/// Another one was named.
fn workspace_of(ui: &Ui, args: &WorkspaceArgs, audited: &Audited) -> Result<Option<Workspace>> {
    let manifest = args.manifest_path.as_deref();
    let loaded = Workspace::load(ui.folder(), manifest, &Selection::default());
    let workspace = match (loaded, manifest) {
        (Ok(workspace), _) => workspace,
        (Err(error), Some(_)) => return Err(error),
        (Err(_), None) => return Ok(None),
    };
    let is_the_same = match &audited.workspaces[..] {
        [about] => workspace.packages.iter().map(|package| &package.name).eq(&about.members),
        _ => false,
    };
    if !is_the_same && let Some(manifest) = manifest {
        bail!(
            "{} is not the workspace that the document was made in: its packages are others; name that one, or none",
            manifest.display()
        );
    }
    Ok(is_the_same.then_some(workspace))
}

/// A workspace without a tree.
fn nowhere(ui: &Ui, audit: &Audit) -> Result<Workspace> {
    let here = if ui.folder().as_os_str().is_empty() { Path::new(".") } else { ui.folder() };
    let root: PathBuf = std::path::absolute(here)?;
    let paths: BTreeSet<PathBuf> = audit.files.iter().map(|file| root.join(&*file.path)).collect();
    Ok(Workspace {
        target_directory: root.join("target"),
        packages: Vec::new(),
        metadata: serde_json::Value::Null,
        sources: Arc::new(PathsOnly(paths)),
        is_configured_elsewhere: false,
        root,
    })
}
