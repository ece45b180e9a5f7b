//! Source files of which some are not as they are stored.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::tree::{Enter, Entry, SourceTree};

/// A source of files with other texts for some of them.
#[derive(Debug)]
pub(crate) struct Overlay {
    below: Arc<dyn SourceTree>,
    texts: BTreeMap<PathBuf, String>,
}

impl Overlay {
    pub(crate) fn new(below: Arc<dyn SourceTree>, texts: BTreeMap<PathBuf, String>) -> Self {
        Self { below, texts }
    }
}

impl SourceTree for Overlay {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.texts.get(path).map_or_else(|| self.below.read(path), |text| Ok(text.as_bytes().to_vec()))
    }

    fn edited(&self, path: &Path) -> Option<&str> {
        self.texts.get(path).map(String::as_str).or_else(|| self.below.edited(path))
    }

    fn is_file(&self, path: &Path) -> bool {
        self.below.is_file(path)
    }

    fn folders(&self, folder: &Path) -> Vec<PathBuf> {
        self.below.folders(folder)
    }

    fn real_path(&self, path: &Path) -> Option<PathBuf> {
        self.below.real_path(path)
    }

    fn modified(&self, path: &Path) -> Option<SystemTime> {
        self.below.modified(path)
    }

    fn list(&self, root: &Path, enter: Enter) -> Vec<Entry> {
        self.below.list(root, enter)
    }

    fn git_ignores(&self, root: &Path, path: &str) -> bool {
        self.below.git_ignores(root, path)
    }
}
