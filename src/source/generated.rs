//! Files that build scripts have written, where a build has left some in the target folder.

use std::path::PathBuf;

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
        let folders =
            self.build_folders().into_iter().flat_map(|build| self.sources.folders(&build)).filter(of_package);
        let files = folders.map(|folder| folder.join("out").join(path));
        let newest = files.filter_map(|file| Some((self.sources.modified(&file)?, file))).max()?;
        self.sources.read_text(&newest.1).ok()
    }

    /// `target/debug/build`, and that of a target: `target/x86_64-unknown-linux-gnu/debug/build`.
    fn build_folders(&self) -> Vec<PathBuf> {
        let profiles = self.sources.folders(&self.target_directory);
        let of_targets = profiles.iter().flat_map(|folder| self.sources.folders(folder));
        profiles.iter().cloned().chain(of_targets).map(|profile| profile.join("build")).collect()
    }
}
