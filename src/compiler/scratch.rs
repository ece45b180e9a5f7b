//! The scratch copy of a workspace, in which everything is tried.
//!
//! It lives below the workspace's target folder, with a target folder of its own that is kept, so that the next run
//! compiles only what changed. What git ignores and the target folder are left out; symbolic links stay links. Packages
//! outside of the workspace that it depends on by path are linked to, at the same relative place.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use ignore::WalkBuilder;

use crate::model::Fingerprint;
use crate::source::{Git, Workspace, endless_ignore_file, normalized, relative};

use super::process;

/// Folders that version control keeps for itself.
const VERSION_CONTROL: &[&str] = &[".git", ".hg", ".svn", ".jj"];

/// Texts of edited files, by the paths that documents show.
pub(super) type Edited = BTreeMap<String, String>;

/// A copy of a workspace, locked as long as this lives.
#[derive(Debug)]
pub(super) struct Scratch {
    /// The folder that holds everything.
    home: PathBuf,
    /// The workspace's root in the copy.
    pub(super) root: PathBuf,
    /// The folder that the workspace and all that it reaches by path have in common, here and in the copy.
    base: PathBuf,
    tree: PathBuf,
    original: PathBuf,
    _lock: File,
}

/// Where a workspace's copy lies, with all that is kept beside it.
pub(super) fn home(workspace: &Workspace) -> PathBuf {
    let name = Fingerprint::of(&[&workspace.root.to_string_lossy()]).to_string();
    workspace.target_directory.join("clone-audit").join(name)
}

impl Scratch {
    /// Takes the place of a workspace's copy; [`Scratch::sync`] fills it.
    ///
    /// # Errors
    /// The folder cannot be made, or another run holds it.
    pub(super) fn open(workspace: &Workspace) -> Result<Self> {
        Self::open_in(home(workspace), workspace)
    }

    /// The place of another copy, so that what is compiled for proofs need not be compiled again after a profile.
    ///
    /// # Errors
    /// As [`Scratch::open`].
    pub(super) fn open_for_profiles(workspace: &Workspace) -> Result<Self> {
        Self::open_in(home(workspace).join("profile"), workspace)
    }

    fn open_in(home: PathBuf, workspace: &Workspace) -> Result<Self> {
        let places = ["tree", "records", "units", "cache", "undo", "target", "lock"].map(|name| home.join(name));
        // A repository may bring along a link to a folder with other files than ours, which would be removed.
        let links = home.parent().into_iter().chain([&*home]).chain(places.iter().map(PathBuf::as_path));
        if let Some(link) = links.into_iter().find(|path| path.is_symlink()) {
            bail!("{} is a symbolic link, in which nothing is compiled; remove it", link.display());
        }
        for folder in &places[..4] {
            fs::create_dir_all(folder).with_context(|| {
                let folder = folder.display();
                format!("cannot create the directory {folder}; CARGO_TARGET_DIR names another place to compile in")
            })?;
        }
        let lock_path = home.join("lock");
        let lock = File::create(&lock_path).with_context(|| format!("cannot write {}", lock_path.display()))?;
        if lock.try_lock().is_err() {
            bail!(
                "another run of cargo clone-audit is compiling this workspace ({} is locked); wait for it and run this again",
                lock_path.display()
            );
        }
        let base = common_folder(workspace);
        let tree = home.join("tree");
        let root = tree.join(workspace.root.strip_prefix(&base).unwrap_or(Path::new("")));
        Ok(Self { home, root, base, tree, original: workspace.root.clone(), _lock: lock })
    }

    /// A folder for something that is kept beside the copy.
    pub(super) fn folder(&self, name: &str) -> PathBuf {
        self.home.join(name)
    }

    /// Where a file of the workspace lies in the copy, by the path that documents show.
    pub(super) fn path(&self, shown: &str) -> PathBuf {
        normalized(&self.root.join(shown))
    }

    /// The path that documents show of a file of the copy; `None` for files that are none of the workspace's.
    pub(super) fn shown(&self, path: &Path) -> Option<String> {
        let path = normalized(&self.root.join(path));
        let original = self.base.join(path.strip_prefix(&self.tree).ok()?);
        Some(relative(&original, &self.original))
    }

    /// Makes the copy equal to the workspace, but for the files that are edited. Files that already are as they should be
    /// are left alone, so that Cargo sees no change.
    ///
    /// # Errors
    /// A file that cannot be read, or a copy that cannot be written.
    pub(super) fn sync(&self, workspace: &Workspace, edited: &Edited) -> Result<()> {
        let mut wanted = BTreeSet::new();
        for root in copied_roots(workspace) {
            for path in files(&root, workspace)? {
                process::not_interrupted()?;
                let Ok(below) = path.strip_prefix(&self.base) else { continue };
                let edited = edited.get(&workspace.display_path(&path)).map(String::as_str);
                let edited = edited.or_else(|| workspace.sources.edited(&path));
                copy(&path, &self.tree.join(below), edited)?;
                wanted.insert(below.to_owned());
            }
        }
        for (link, target) in self.outside(workspace) {
            let place = self.tree.join(&link);
            if fs::read_link(&place).ok().as_deref() != Some(&*target) {
                make_way(&place)?;
                link_to(&target, &place).with_context(|| format!("cannot link to {}", target.display()))?;
            }
            wanted.insert(link);
        }
        remove_strangers(&self.tree, Path::new(""), &wanted)
    }

    /// Writes a file of the copy if that changes it. Returns whether it did.
    ///
    /// # Errors
    /// It cannot be written.
    pub(super) fn write(&self, shown: &str, text: &str) -> Result<bool> {
        let path = self.path(shown);
        if fs::read(&path).is_ok_and(|old| old == text.as_bytes()) {
            return Ok(false);
        }
        fs::write(&path, text).with_context(|| format!("cannot write the scratch copy {}", path.display()))?;
        Ok(true)
    }

    /// Links for what is reached by path and not copied, relative to the base: as high up as nothing copied is hidden.
    fn outside(&self, workspace: &Workspace) -> Vec<(PathBuf, PathBuf)> {
        let copied = copied_roots(workspace);
        let mut links = BTreeSet::new();
        for path in path_dependencies(workspace) {
            let Ok(below) = path.strip_prefix(&self.base) else { continue };
            let mut link = PathBuf::new();
            for part in below.components() {
                link.push(part);
                if !copied.iter().any(|root| root.starts_with(self.base.join(&link))) {
                    break;
                }
            }
            links.insert(link);
        }
        links.into_iter().map(|link| (link.clone(), self.base.join(link))).collect()
    }
}

/// A hash of everything that is copied or linked to, and its paths.
///
/// # Errors
/// A file that cannot be read.
pub(super) fn content(workspace: &Workspace) -> Result<Fingerprint> {
    let mut contents = Vec::new();
    for root in copied_roots(workspace).into_iter().chain(path_dependencies(workspace)) {
        for path in files(&root, workspace)? {
            process::not_interrupted()?;
            // What a link leads to is hashed where it is.
            let read = || workspace.sources.read(&path).with_context(|| format!("cannot read {}", path.display()));
            let bytes = if path.is_symlink() { Vec::new() } else { read()? };
            contents.push(format!("{}={}", path.display(), Fingerprint::of_bytes(&bytes)));
        }
    }
    Ok(Fingerprint::of(&contents.iter().map(String::as_str).collect::<Vec<_>>()))
}

/// The workspace's root, and members that lie outside of it.
fn copied_roots(workspace: &Workspace) -> Vec<PathBuf> {
    let outside = workspace.packages.iter().map(|package| package.folder.clone());
    std::iter::once(workspace.root.clone()).chain(outside.filter(|path| !path.starts_with(&workspace.root))).collect()
}

/// Folders outside of what is copied that packages depend on.
fn path_dependencies(workspace: &Workspace) -> impl Iterator<Item = PathBuf> {
    let copied = copied_roots(workspace);
    let dependencies = workspace.packages.iter().flat_map(|package| &package.dependencies);
    let paths = dependencies.filter_map(|dependency| dependency.path.as_deref().map(normalized));
    paths.filter(move |path| !copied.iter().any(|root| path.starts_with(root)))
}

/// The deepest folder that holds the workspace and all that it reaches by path.
fn common_folder(workspace: &Workspace) -> PathBuf {
    let mut base = workspace.root.clone();
    let outside: Vec<PathBuf> =
        copied_roots(workspace).into_iter().skip(1).chain(path_dependencies(workspace)).collect();
    while !outside.iter().all(|path| path.starts_with(&base)) && base.pop() {}
    base
}

/// Files and links to copy: those that git does not ignore, those that it has although it ignores them, `Cargo.lock`.
fn files(root: &Path, workspace: &Workspace) -> Result<BTreeSet<PathBuf>> {
    let target_directory = workspace.target_directory.clone();
    if let Some(path) = root.ancestors().find_map(endless_ignore_file) {
        bail!("cannot copy {}: {} is not a file but a pipe or device", root.display(), path.display());
    }
    let in_repository = root.ancestors().any(|folder| folder.join(".git").exists());
    let mut builder = WalkBuilder::new(root);
    // `.ignore` files speak to search tools; the compiler may well need what they name.
    builder.hidden(false).ignore(false).require_git(in_repository).parents(in_repository).follow_links(false);
    builder.filter_entry(move |entry| {
        entry.path() != target_directory
            && endless_ignore_file(entry.path()).is_none()
            && !entry.file_name().to_str().is_some_and(|name| VERSION_CONTROL.contains(&name))
    });
    let mut files = BTreeSet::new();
    for entry in builder.build() {
        let entry = entry.with_context(|| format!("cannot copy {}", root.display()))?;
        if entry.file_type().is_some_and(|kind| kind.is_file() || kind.is_symlink()) {
            files.insert(entry.into_path());
        }
    }
    if in_repository {
        files.extend(tracked(root).into_iter().filter(|path| !path.starts_with(&workspace.target_directory)));
    }
    files.extend([root.join("Cargo.lock")].into_iter().filter(|path| path.is_file()));
    Ok(files)
}

/// What git has of a folder; nothing where git cannot be asked.
fn tracked(root: &Path) -> Vec<PathBuf> {
    let tracked = Git::around(root).map_or_else(Vec::new, |git| git.tracked());
    tracked
        .into_iter()
        .filter(|path| path.symlink_metadata().is_ok_and(|data| data.is_file() || data.is_symlink()))
        .collect()
}

/// Copies a file, or writes its edited text, unless its copy is equal already.
fn copy(from: &Path, to: &Path, edited: Option<&str>) -> Result<()> {
    let context = || format!("cannot copy {} to {}", from.display(), to.display());
    let data = from.symlink_metadata().with_context(context)?;
    if data.is_symlink() {
        let target = fs::read_link(from).with_context(context)?;
        if fs::read_link(to).ok().as_ref() != Some(&target) {
            make_way(to).with_context(context)?;
            link_to(&target, to).with_context(context)?;
        }
        return Ok(());
    }
    let bytes = fs::read(from).with_context(context)?;
    let wanted = edited.map_or(bytes.as_slice(), str::as_bytes);
    let is_equal =
        to.symlink_metadata().is_ok_and(|data| data.is_file()) && fs::read(to).is_ok_and(|old| old == wanted);
    if !is_equal {
        make_way(to).with_context(context)?;
        // Copying shares the blocks where the file system can.
        match edited {
            Some(text) => fs::write(to, text).with_context(context)?,
            None => drop(fs::copy(from, to).with_context(context)?),
        }
        let mut permissions = fs::metadata(to).with_context(context)?.permissions();
        if permissions.readonly() {
            #[expect(clippy::permissions_set_readonly_false, reason = "a copy of our own, which is edited")]
            permissions.set_readonly(false);
            fs::set_permissions(to, permissions).with_context(context)?;
        }
    }
    Ok(())
}

/// Removes whatever is at a path, and creates the folder around it.
fn make_way(place: &Path) -> Result<()> {
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder)?;
    }
    let removed = match place.symlink_metadata() {
        Ok(data) if data.is_dir() => fs::remove_dir_all(place),
        Ok(_) => fs::remove_file(place),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    };
    Ok(removed?)
}

#[cfg(unix)]
fn link_to(target: &Path, place: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(target, place)
}

#[cfg(windows)]
fn link_to(target: &Path, place: &Path) -> std::io::Result<()> {
    if target.is_dir() {
        std::os::windows::fs::symlink_dir(target, place)
    } else {
        std::os::windows::fs::symlink_file(target, place)
    }
}

/// Removes what is no longer in the workspace, so that no deleted file is compiled.
fn remove_strangers(tree: &Path, below: &Path, wanted: &BTreeSet<PathBuf>) -> Result<()> {
    let folder = tree.join(below);
    for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let entry = entry?;
        let path = below.join(entry.file_name());
        let holds_wanted = wanted.range(path.clone()..).next().is_some_and(|next| next.starts_with(&path));
        if wanted.contains(&path) {
            continue;
        }
        if holds_wanted && entry.file_type()?.is_dir() {
            remove_strangers(tree, &path, wanted)?;
        } else {
            make_way(&tree.join(path))?;
        }
    }
    Ok(())
}
