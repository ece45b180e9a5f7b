//! The one door to source files.

use std::fmt::Debug;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use ignore::WalkBuilder;

use super::git::Git;

/// Something that holds source files: the working tree, later a git revision. Paths are absolute.
pub trait SourceTree: Debug + Send + Sync {
    /// A file's content.
    ///
    /// # Errors
    /// There is no such file, or it cannot be read.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// A file's content as text.
    ///
    /// # Errors
    /// As [`SourceTree::read`]; or it is not UTF-8.
    fn read_text(&self, path: &Path) -> io::Result<String> {
        String::from_utf8(self.read(path)?).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
    }

    /// What tells the content of a file from any other, without reading it; `None` where that is not known. Equal ids mean equal
    /// contents.
    fn content_id(&self, _path: &Path) -> Option<String> {
        None
    }

    /// The text of a file that is not as it is on disk.
    fn edited(&self, _path: &Path) -> Option<&str> {
        None
    }

    /// Whether there is such a file.
    fn is_file(&self, path: &Path) -> bool;

    /// The folders in a folder, by name; none if it cannot be read.
    fn folders(&self, folder: &Path) -> Vec<PathBuf>;

    /// The path without symbolic links; `None` if nothing is there.
    fn real_path(&self, path: &Path) -> Option<PathBuf>;

    /// When a file was written last; `None` if there is no such file.
    fn modified(&self, path: &Path) -> Option<SystemTime>;

    /// All files below a folder but those that git ignores and what is hidden. `enter` decides of each folder whether
    /// it is looked into. Symbolic links are not followed, except for the folder itself.
    fn list(&self, root: &Path, enter: Enter) -> Vec<Entry>;

    /// The same, with every folder looked into.
    fn list_all(&self, root: &Path) -> Vec<Entry> {
        self.list(root, Box::new(|_| true))
    }

    /// Whether git ignores a path, which need not be there, of the repository around a folder. The path is relative to the
    /// folder.
    fn git_ignores(&self, root: &Path, path: &str) -> bool;
}

/// Decides of a folder whether it is looked into.
pub(crate) type Enter = Box<dyn Fn(&Path) -> bool + Send + Sync>;

/// What a [listing](SourceTree::list) found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    /// A file.
    File(PathBuf),
    /// A folder or file that cannot be looked at, and why.
    Unreadable(PathBuf, String),
}

/// The files as they are on disk.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WorkingTree;

impl SourceTree for WorkingTree {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        match std::fs::metadata(path) {
            Ok(data) if !(data.is_file() || data.is_dir()) => Err(io::Error::new(io::ErrorKind::InvalidInput, NO_FILE)),
            // A dangling link is reported, not taken for a missing file.
            Err(error) if error.kind() == io::ErrorKind::NotFound && path.is_symlink() => {
                Err(io::Error::new(io::ErrorKind::InvalidInput, "it is a link that leads nowhere"))
            }
            _ => std::fs::read(path),
        }
    }

    fn is_file(&self, path: &Path) -> bool {
        path.is_file()
    }

    fn folders(&self, folder: &Path) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let is_folder = |entry: &std::fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_dir());
        let mut folders: Vec<PathBuf> = entries.filter(is_folder).map(|entry| entry.path()).collect();
        folders.sort();
        folders
    }

    fn real_path(&self, path: &Path) -> Option<PathBuf> {
        path.canonicalize().ok()
    }

    fn modified(&self, path: &Path) -> Option<SystemTime> {
        std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?.modified().ok()
    }

    fn git_ignores(&self, root: &Path, path: &str) -> bool {
        Git::around(root).is_some_and(|git| git.ignores(path))
    }

    fn list(&self, root: &Path, enter: Enter) -> Vec<Entry> {
        // In a repository, what git ignores is left out, up to the repository's own root; a `.gitignore` in a tree
        // without a repository counts as well, but none above the tree.
        let in_repository = root.ancestors().any(|folder| folder.join(".git").exists());
        let endless = |path: PathBuf| Entry::Unreadable(path, NO_FILE.to_owned());
        if let Some(path) = root.ancestors().find_map(endless_ignore_file) {
            return vec![endless(path)];
        }
        let unreadable = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&unreadable);
        let enter = move |folder: &Path| match endless_ignore_file(folder) {
            None => enter(folder),
            Some(path) => {
                noted.lock().unwrap_or_else(PoisonError::into_inner).push(path);
                false
            }
        };
        let mut builder = WalkBuilder::new(root);
        // Cargo knows nothing of `.ignore` files.
        builder.require_git(in_repository).parents(in_repository).ignore(false).follow_links(false);
        builder.filter_entry(move |entry| !entry.file_type().is_some_and(|kind| kind.is_dir()) || enter(entry.path()));
        let entry = |found: Result<ignore::DirEntry, ignore::Error>| match found {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => Some(Entry::File(entry.into_path())),
            Ok(_) => None,
            Err(error) => {
                let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                Some(Entry::Unreadable(path_of(&error).unwrap_or(root).to_owned(), reason))
            }
        };
        let mut entries: Vec<Entry> = builder.build().filter_map(entry).collect();
        let unreadable = std::mem::take(&mut *unreadable.lock().unwrap_or_else(PoisonError::into_inner));
        entries.extend(unreadable.into_iter().map(endless));
        entries
    }
}

/// What is said of what must not be read: reading a pipe may wait forever, and of a device there may be no end.
const NO_FILE: &str = "it is not a file but a pipe or device";

/// What git's rules for this folder would be read from, if that is no file. To be checked before a folder is walked.
pub(crate) fn endless_ignore_file(folder: &Path) -> Option<PathBuf> {
    let is_endless = |path: &PathBuf| std::fs::metadata(path).is_ok_and(|data| !(data.is_file() || data.is_dir()));
    [".gitignore", ".git/info/exclude"].map(|name| folder.join(name)).into_iter().find(is_endless)
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}
