//! Files of which no more is known than that they were there.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::tree::{Enter, Entry, SourceTree};

/// The files that a document names, where there is no tree that has them: paths can be asked about, texts cannot.
#[derive(Debug)]
pub(crate) struct PathsOnly(pub(crate) BTreeSet<PathBuf>);

impl SourceTree for PathsOnly {
    fn read(&self, _path: &Path) -> io::Result<Vec<u8>> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn is_file(&self, path: &Path) -> bool {
        self.0.contains(path)
    }

    fn folders(&self, _folder: &Path) -> Vec<PathBuf> {
        Vec::new()
    }

    /// A file, or a folder that one lies in.
    fn real_path(&self, path: &Path) -> Option<PathBuf> {
        let mut below = self.0.range(path.to_owned()..);
        below.next().filter(|next| next.starts_with(path)).map(|_| path.to_owned())
    }

    fn modified(&self, _path: &Path) -> Option<SystemTime> {
        None
    }

    fn list(&self, _root: &Path, _enter: Enter) -> Vec<Entry> {
        Vec::new()
    }

    fn git_ignores(&self, _root: &Path, _path: &str) -> bool {
        false
    }
}
