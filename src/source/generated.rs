//! Files that build scripts have written, where a build has left some in the target folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::Workspace;

impl Workspace {
    /// The text of a file that the build script of a package writes, as the newest build has left it; `None` where none has.
    /// `path` is that in `OUT_DIR`.
    pub fn generated(&self, package: usize, path: &str) -> Option<String> {
        let prefix = format!("{}-", self.packages.get(package)?.name);
        let of_package = |folder: &PathBuf| {
            let name = folder.file_name().and_then(|name| name.to_str());
            name.and_then(|name| name.strip_prefix(&prefix)).is_some_and(|hash| !hash.contains('-'))
        };
        let files = self.build_folders().into_iter().flat_map(|build| folders(&build)).filter(of_package);
        let files = files.map(|folder| folder.join("out").join(path));
        let newest = files.filter_map(|file| Some((modified(&file)?, file))).max()?;
        String::from_utf8(fs::read(newest.1).ok()?).ok()
    }

    /// `target/debug/build`, and that of a target: `target/x86_64-unknown-linux-gnu/debug/build`.
    fn build_folders(&self) -> Vec<PathBuf> {
        let profiles = folders(&self.target_directory);
        let of_targets = profiles.iter().flat_map(|folder| folders(folder));
        let all = profiles.iter().cloned().chain(of_targets).map(|profile| profile.join("build"));
        all.filter(|build| build.is_dir()).collect()
    }
}

fn modified(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).ok().filter(fs::Metadata::is_file)?.modified().ok()
}

/// The folders in a folder; none where it cannot be read.
fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())).map(|entry| entry.path()).collect()
}
