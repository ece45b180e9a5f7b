//! What Cargo needs on disk to say which packages a commit has: its manifests and configuration, and an empty file wherever a
//! target may have its root.
//!
//! It stands in a folder of its own below the whole path of the work tree, so that a path that leads out of the repository
//! leads to the same place when that folder is cut off. `rust-toolchain.toml` is left out: the Cargo that runs is the one that
//! runs for the work tree.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use cargo_metadata::Metadata;
use cargo_metadata::camino::Utf8PathBuf;
use tempfile::TempDir;

use crate::model::Quoted;
use crate::source::ContentHash;
use crate::source::packages::{self, Selection, Workspace};

use super::tree::Node;
use super::{Found, Revision};

/// Folders in which Cargo looks for targets by itself.
const TARGET_FOLDERS: &[&str] = &["src", "bin", "examples", "tests", "benches"];

impl Workspace {
    /// The workspace as a commit has it: of a manifest, else of the folder or the nearest one around it that the commit has.
    ///
    /// # Errors
    /// As [`Workspace::load`]; or the manifests cannot be written to a temporary folder.
    pub(crate) fn at(
        revision: Arc<Revision>,
        folder: &Path,
        manifest_path: Option<&Path>,
        selection: &Selection,
    ) -> Result<Self> {
        let at = format!("of {}", revision.named.shown);
        let load = || Self::of(revision.metadata(folder, manifest_path)?, revision, selection);
        load().with_context(|| format!("cannot read the workspace {at}"))
    }
}

impl Revision {
    /// A hash of all that Cargo looks at: two commits with one hash have the same packages.
    pub(crate) fn manifests(&self) -> ContentHash {
        let mut parts: Vec<String> = Vec::new();
        for (folder, children) in self.tree.folders() {
            for (name, node) in children {
                let content = match node {
                    Node::File(content) if is_for_cargo(folder, name) => format!("{content:?}"),
                    Node::File(_) if may_be_target(folder, name) => String::new(),
                    // Where there are links, they may lead to anything.
                    Node::File(_) if self.tree.has_links() && is_rust(name) => String::new(),
                    Node::File(content) if self.tree.has_links() && is_toml(name) => format!("{content:?}"),
                    Node::Link(content) => format!("{content:?}"),
                    _ => continue,
                };
                parts.push(format!("{}\0{content}", folder.join(name).display()));
            }
        }
        parts.sort_unstable();
        ContentHash::of(parts.join("\n").as_bytes())
    }

    /// What Cargo says of the packages of this commit.
    fn metadata(&self, folder: &Path, manifest_path: Option<&Path>) -> Result<Metadata> {
        let skeleton =
            Skeleton::write(self).context("cannot write the manifests of the revision to a temporary folder")?;
        if let Some(manifest) = manifest_path {
            let manifest = folder.join(manifest);
            if !matches!(self.find(&manifest), Found::File(..)) {
                bail!("it has no {}", manifest.display());
            }
            return skeleton.ask(folder, Some(&manifest));
        }
        let is_there = |folder: &&Path| matches!(self.find(folder), Found::Folder(_));
        let Some(nearest) = folder.ancestors().find(is_there) else {
            bail!("{} is not in the repository", folder.display());
        };
        skeleton.ask(nearest, None)
    }
}

struct Skeleton {
    scratch: TempDir,
    /// The same without symbolic links: what Cargo says begins with it.
    root: PathBuf,
}

impl Skeleton {
    fn write(revision: &Revision) -> io::Result<Self> {
        let scratch = tempfile::Builder::new().prefix("clone-audit-").tempdir()?;
        let root = scratch.path().canonicalize()?;
        let this = Self { scratch, root };
        let target_folders = target_folders(revision);
        for (folder, children) in revision.tree.folders() {
            let there = this.place(&revision.top.join(folder));
            let is_target_folder = target_folders.contains(folder);
            for (name, node) in children {
                let content = match node {
                    Node::File(content) => content.clone(),
                    // A link to a file is as good as the file.
                    Node::Link(_) => match revision.find(&revision.top.join(folder).join(name)) {
                        Found::File(content, _) => content,
                        _ => continue,
                    },
                    Node::Folder | Node::LostSubmodule => continue,
                };
                let content = if is_for_cargo(folder, name) {
                    revision.content(&content)?
                } else if may_be_target(folder, name) || is_target_folder && is_rust(name) {
                    Vec::new()
                } else {
                    continue;
                };
                fs::create_dir_all(&there)?;
                fs::write(there.join(name), content)?;
            }
        }
        // Links come last: nothing is written through them.
        for (folder, children) in revision.tree.folders() {
            for (name, node) in children {
                let place = revision.top.join(folder).join(name);
                if let (Node::Link(content), Found::Folder(_)) = (node, revision.find(&place))
                    && let Some(target) = revision.link(content)
                {
                    let there = this.place(&revision.top.join(folder));
                    fs::create_dir_all(&there)?;
                    let target = if target.starts_with(&revision.top) { this.place(&target) } else { target };
                    // What a link leads to matters only if Cargo comes by, which then says so.
                    let _ = link(&target, &there.join(name));
                }
            }
        }
        Ok(this)
    }

    /// Where a path of the work tree is here.
    fn place(&self, path: &Path) -> PathBuf {
        path.components().filter(|part| matches!(part, Component::Normal(_) | Component::ParentDir)).fold(
            self.root.clone(),
            |mut place, part| {
                place.push(part);
                place
            },
        )
    }

    fn ask(&self, folder: &Path, manifest: Option<&Path>) -> Result<Metadata> {
        let there = self.place(folder);
        // A folder may have nothing that Cargo needs.
        fs::create_dir_all(&there).context("cannot write to the temporary folder")?;
        let manifest = manifest.map(|manifest| self.place(manifest));
        let drive: PathBuf = folder.components().take_while(|part| !matches!(part, Component::Normal(_))).collect();
        let mut metadata = packages::metadata(&there, manifest.as_deref()).map_err(|error| self.of_work_tree(error))?;
        let real = |path: &mut Utf8PathBuf| {
            if let Ok(rest) = path.as_std_path().strip_prefix(&self.root)
                && let Ok(real) = Utf8PathBuf::from_path_buf(drive.join(rest))
            {
                *path = real;
            }
        };
        real(&mut metadata.workspace_root);
        real(&mut metadata.target_directory);
        for package in &mut metadata.packages {
            real(&mut package.manifest_path);
            package.targets.iter_mut().for_each(|target| real(&mut target.src_path));
            package.dependencies.iter_mut().filter_map(|dependency| dependency.path.as_mut()).for_each(real);
        }
        Ok(metadata)
    }

    /// Cargo's words, with the paths of the work tree.
    fn of_work_tree(&self, error: anyhow::Error) -> anyhow::Error {
        let Some(Quoted { words, starts_line }) = error.downcast_ref::<Quoted>() else { return error };
        let words = words.replace(&*self.scratch.path().to_string_lossy(), "");
        let words = words.replace(&*self.root.to_string_lossy(), "");
        let context = error.to_string();
        anyhow::Error::new(Quoted { words, starts_line: *starts_line }).context(context)
    }
}

/// The folders to which links lead that are named as folders of targets.
fn target_folders(revision: &Revision) -> HashSet<PathBuf> {
    let links = revision.tree.folders().flat_map(|(folder, children)| {
        let links = children.iter().filter(|(_, node)| matches!(node, Node::Link(_)));
        let named = links.filter(|(name, _)| TARGET_FOLDERS.iter().any(|known| name == *known));
        named.map(move |(name, _)| revision.top.join(folder).join(name))
    });
    let folder = |link: PathBuf| match revision.find(&link) {
        Found::Folder(folder) => Some(folder),
        _ => None,
    };
    links.filter_map(folder).collect()
}

fn is_toml(name: &OsStr) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "toml")
}

fn is_rust(name: &OsStr) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "rs")
}

/// Whether Cargo reads a file.
fn is_for_cargo(folder: &Path, name: &OsStr) -> bool {
    name == "Cargo.toml" || folder.ends_with(".cargo") && (name == "config.toml" || name == "config")
}

/// Whether Cargo may take a file for the root of a target without being told: `build.rs`, what lies in `src` and in the folders
/// of binaries, tests, benchmarks and examples, and `main.rs` in a folder of these.
fn may_be_target(folder: &Path, name: &OsStr) -> bool {
    let is_target_folder = |folder: Option<&Path>| {
        folder.and_then(Path::file_name).is_some_and(|name| TARGET_FOLDERS.iter().any(|known| name == *known))
    };
    is_rust(name)
        && (name == "build.rs"
            || is_target_folder(Some(folder))
            || name == "main.rs" && is_target_folder(folder.parent()))
}

#[cfg(unix)]
fn link(target: &Path, place: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, place)
}

#[cfg(not(unix))]
fn link(_target: &Path, _place: &Path) -> io::Result<()> {
    // A link in git's store is a file in a work tree there, unless somebody has configured it.
    Ok(())
}
