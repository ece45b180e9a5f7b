//! The package that code is in, and what it depends on.

use crate::source::Package;

/// A package and its dependencies, as paths spell them.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// Name in paths, name of the package; without what only tests or build scripts depend on. The package's own name
    /// is among them.
    crates: Vec<(String, String)>,
}

impl Home {
    /// Of a member of the workspace.
    pub(crate) fn new(package: &Package) -> Self {
        let spelled = |name: &str| name.replace('-', "_");
        let own = package.library.iter().map(|library| (spelled(library), spelled(&package.name)));
        let needed = package.dependencies.iter().filter(|dependency| dependency.is_normal());
        let needed = needed.map(|dependency| (spelled(dependency.key()), spelled(&dependency.package)));
        Self { crates: own.chain(needed).collect() }
    }

    /// The package that a path names by its first segment. None for a module of the file's own.
    pub(super) fn package_of(&self, root: &str) -> Option<&str> {
        self.crates.iter().find(|(name, _)| name == root).map(|(_, package)| package.as_str())
    }

    #[cfg(test)]
    pub(super) fn of(crates: &[&str]) -> Self {
        Self { crates: crates.iter().map(|name| ((*name).to_owned(), (*name).to_owned())).collect() }
    }

    #[cfg(test)]
    pub(super) fn renamed(name: &str, package: &str) -> Self {
        Self { crates: vec![(name.to_owned(), package.to_owned())] }
    }
}
