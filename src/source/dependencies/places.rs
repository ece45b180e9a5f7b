//! Where Cargo keeps the sources of packages on this machine.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use cargo_metadata::semver::Version;
use serde::Deserialize;

use crate::source::SourceTree;

use super::manifest;

/// How deep in a git checkout a package's folder may lie.
const CHECKOUT_DEPTH: usize = 3;

/// Folders by package name.
type Packages = Arc<BTreeMap<String, Vec<PathBuf>>>;

/// The folders in which sources may lie. Nothing is looked at before it is asked for.
#[derive(Debug)]
pub(super) struct SourceFolders {
    sources: Arc<dyn SourceTree>,
    cargo_home: Option<PathBuf>,
    workspace_root: PathBuf,
    vendored: OnceLock<Vec<PathBuf>>,
    registries: OnceLock<Vec<PathBuf>>,
    /// The packages of checkouts that were looked through.
    checkouts: Mutex<BTreeMap<PathBuf, Packages>>,
}

/// The part of `.cargo/config.toml` that says where sources lie.
#[derive(Deserialize)]
struct CargoConfig {
    #[serde(default)]
    source: BTreeMap<String, SourceTable>,
}

#[derive(Deserialize)]
struct SourceTable {
    directory: Option<PathBuf>,
}

impl SourceFolders {
    pub(super) fn new(sources: Arc<dyn SourceTree>, workspace_root: &Path, cargo_home: Option<PathBuf>) -> Self {
        Self {
            sources,
            cargo_home,
            workspace_root: workspace_root.to_owned(),
            vendored: OnceLock::new(),
            registries: OnceLock::new(),
            checkouts: Mutex::default(),
        }
    }

    /// The folder of a package of a registry.
    pub(super) fn registry(&self, name: &str, version: &Version) -> Option<PathBuf> {
        self.vendor(name, version).or_else(|| {
            let folder = format!("{name}-{version}");
            self.registries().iter().map(|registry| registry.join(&folder)).find(|folder| self.is_package(folder))
        })
    }

    /// The folder of a package in a git repository. `source` is `git+URL?query#commit`, as lock files write it; without
    /// a commit the only checkout there is.
    pub(super) fn git(&self, name: &str, version: Option<&Version>, source: &str) -> Option<PathBuf> {
        if let Some(folder) = version.and_then(|version| self.vendor(name, version)) {
            return Some(folder);
        }
        let (address, commit) = source
            .strip_prefix("git+")?
            .split_once('#')
            .map_or_else(|| (source.trim_start_matches("git+"), None), |(address, commit)| (address, Some(commit)));
        let (url, query) = address.split_once('?').unwrap_or((address, ""));
        let commit = commit.or_else(|| query.split('&').find_map(|pair| pair.strip_prefix("rev=")));
        let url = url.trim_end_matches('/');
        let repository = url.rsplit('/').next()?.trim_end_matches(".git");
        // Two addresses may end alike, so that a commit tells whose folder it is.
        let is_repository = |folder: &PathBuf| {
            let called = file_name(folder);
            called.rsplit_once('-').is_some_and(|(own, _)| own.eq_ignore_ascii_case(repository))
        };
        let is_commit = |folder: &PathBuf| {
            let short = file_name(folder);
            commit.is_none_or(|commit| !short.is_empty() && (commit.starts_with(&short) || short.starts_with(commit)))
        };
        let checkouts: Vec<PathBuf> = self
            .sources
            .folders(&self.cargo_home.as_ref()?.join("git/checkouts"))
            .into_iter()
            .filter(is_repository)
            .flat_map(|folder| self.sources.folders(&folder))
            .filter(is_commit)
            .collect();
        if commit.is_none() && checkouts.len() != 1 {
            return None;
        }
        checkouts.iter().find_map(|checkout| {
            let packages = self.packages_in(checkout);
            let found = packages.get(name)?;
            let version = version.filter(|_| found.len() > 1);
            found.iter().find(|folder| version.is_none_or(|version| self.is_version(folder, version))).cloned()
        })
    }

    /// Every name and version that the registries' folders and the vendored sources hold.
    pub(super) fn all(&self) -> Vec<(String, Version)> {
        let mut all: Vec<(String, Version)> = self
            .registries()
            .iter()
            .flat_map(|registry| self.sources.folders(registry))
            .filter_map(|f| split(&file_name(&f)))
            .collect();
        let vendored = self.vendored().iter().flat_map(|vendor| self.sources.folders(vendor));
        all.extend(vendored.filter_map(|folder| {
            let manifest = manifest::read(&*self.sources, &folder)?;
            Some((manifest.name, manifest.version?))
        }));
        all.sort();
        all.dedup();
        all
    }

    fn vendor(&self, name: &str, version: &Version) -> Option<PathBuf> {
        self.vendored().iter().find_map(|vendor| {
            let with_version = vendor.join(format!("{name}-{version}"));
            let plain = vendor.join(name);
            if self.is_package(&with_version) {
                Some(with_version)
            } else {
                Some(plain).filter(|folder| self.is_version(folder, version))
            }
        })
    }

    fn registries(&self) -> &[PathBuf] {
        self.registries.get_or_init(|| {
            self.cargo_home.as_ref().map(|home| self.sources.folders(&home.join("registry/src"))).unwrap_or_default()
        })
    }

    /// `[source.*] directory` of the configuration at the workspace root and above, as Cargo finds it.
    fn vendored(&self) -> &[PathBuf] {
        self.vendored.get_or_init(|| {
            let read = |folder: &Path| {
                let text = ["config.toml", "config"]
                    .iter()
                    .find_map(|name| self.sources.read_text(&folder.join(".cargo").join(name)).ok())?;
                toml::from_str::<CargoConfig>(&text).ok()
            };
            let directories = |folder: &Path| {
                let sources = read(folder).map(|config| config.source).unwrap_or_default();
                let directories = sources.into_values().filter_map(|source| source.directory);
                directories.map(|directory| folder.join(directory)).collect::<Vec<_>>()
            };
            self.workspace_root.ancestors().flat_map(directories).collect()
        })
    }

    fn packages_in(&self, checkout: &Path) -> Packages {
        // A poisoned lock holds nothing worse than fewer checkouts.
        let mut known = self.checkouts.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let packages = known.entry(checkout.to_owned()).or_insert_with(|| {
            let mut found = BTreeMap::new();
            self.look_through(checkout, CHECKOUT_DEPTH, &mut found);
            Arc::new(found)
        });
        Arc::clone(packages)
    }

    fn look_through(&self, folder: &Path, depth: usize, found: &mut BTreeMap<String, Vec<PathBuf>>) {
        if let Some(manifest) = manifest::read(&*self.sources, folder) {
            found.entry(manifest.name).or_default().push(folder.to_owned());
        }
        if depth > 0 {
            let is_source = |folder: &PathBuf| {
                !matches!(file_name(folder).as_str(), "src" | "target") && !file_name(folder).starts_with('.')
            };
            for below in self.sources.folders(folder).into_iter().filter(is_source) {
                self.look_through(&below, depth - 1, found);
            }
        }
    }

    fn is_package(&self, folder: &Path) -> bool {
        self.sources.is_file(&folder.join("Cargo.toml"))
    }

    fn is_version(&self, folder: &Path, version: &Version) -> bool {
        manifest::read(&*self.sources, folder).is_some_and(|manifest| manifest.version.as_ref() == Some(version))
    }
}

/// `NAME-VERSION`: a name may hold hyphens and digits, a version starts at the first hyphen behind which one can be read.
fn split(folder: &str) -> Option<(String, Version)> {
    folder.match_indices('-').find_map(|(at, _)| {
        let version = Version::parse(&folder[at + 1..]).ok()?;
        Some((folder[..at].to_owned(), version))
    })
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_a_name_and_a_version() {
        let parts = |folder| split(folder).map(|(name, version)| (name, version.to_string()));
        assert_eq!(parts("serde-1.0.2"), Some(("serde".into(), "1.0.2".into())));
        assert_eq!(parts("md-5-0.10.6"), Some(("md-5".into(), "0.10.6".into())));
        assert_eq!(parts("git2-sys-0.18.1+1.9.0"), Some(("git2-sys".into(), "0.18.1+1.9.0".into())));
        assert_eq!(parts("x-1.0.0-rc.1"), Some(("x".into(), "1.0.0-rc.1".into())));
        assert_eq!(parts("nothing"), None);
    }
}
