//! What the names mean that a package gives its dependencies.

use std::collections::BTreeSet;

use cargo_metadata::semver::Version;

use crate::source::DeclaredDependency;

use super::lock::Reference;
use super::{Dependencies, Dependency, Known, Names, platform};

impl Dependencies {
    /// Names and meanings; those with two meanings are left out. What is declared for other platforms only is what code
    /// for these may name.
    pub(super) fn names<'a>(
        &self,
        declared: impl Iterator<Item = &'a DeclaredDependency>,
        from: Option<usize>,
    ) -> Names {
        let is_here = |declared: &&DeclaredDependency| {
            declared.platform.as_ref().is_none_or(|platform| platform::may_be(platform, &self.options))
        };
        let (here, elsewhere): (Vec<_>, Vec<_>) = declared.partition(is_here);
        let mut names = self.unambiguous(&here, from, &[]);
        let more = self.unambiguous(&elsewhere, from, &here);
        names.extend(more);
        names
    }

    /// Names and meanings of declarations, but for the names of others.
    fn unambiguous(&self, declared: &[&DeclaredDependency], from: Option<usize>, but: &[&DeclaredDependency]) -> Names {
        let mut names: Names = Vec::new();
        let mut ambiguous: BTreeSet<String> = BTreeSet::new();
        for declared in declared {
            if but.iter().any(|other| other.key() == declared.key()) {
                continue;
            }
            let Some(is) = self.resolve(declared, from) else { continue };
            let Some(name) = self.name_in_paths(declared, is) else { continue };
            match names.iter().find(|(known, _)| *known == name) {
                Some((_, known)) if *known != is => {
                    ambiguous.insert(name);
                }
                Some(_) => {}
                None => names.push((name, is)),
            }
        }
        names.retain(|(name, _)| !ambiguous.contains(name));
        names
    }

    /// The name given to it, else the one its library gives itself. `None` for a member without a library.
    fn name_in_paths(&self, declared: &DeclaredDependency, is: Dependency) -> Option<String> {
        if let Some(rename) = &declared.rename {
            return Some(rename.replace('-', "_"));
        }
        match is {
            Dependency::Member(index) => self.members[index].library.clone(),
            Dependency::External(id) => {
                let library = self.manifest(self.get(id)?).map(|manifest| manifest.library.clone());
                Some(library.unwrap_or_else(|| declared.package.replace('-', "_")))
            }
        }
    }

    /// What a declaration means, in the package that is at `from` in the lock file.
    fn resolve(&self, declared: &DeclaredDependency, from: Option<usize>) -> Option<Dependency> {
        if let Some(is) = declared.path.as_ref().and_then(|folder| self.by_folder.get(folder)) {
            return Some(*is);
        }
        if self.is_locked { self.resolve_by_lock(declared, from?) } else { self.resolve_by_requirement(declared) }
    }

    fn resolve_by_lock(&self, declared: &DeclaredDependency, from: usize) -> Option<Dependency> {
        let named = self.by_name.get(&declared.package)?;
        let entries = &self.known[from].dependencies;
        let references: Vec<Reference<'_>> =
            entries.iter().map(|entry| Reference::parse(entry)).filter(|one| one.name == declared.package).collect();
        let is_meant = |known: &&Known| references.iter().any(|one| one.means(&known.version, known.source.as_deref()));
        let mut found: Vec<&Known> = named.iter().map(|&at| &self.known[at]).filter(is_meant).collect();
        if found.len() > 1 {
            // Several versions of the name, told apart by the requirement.
            found.retain(|known| {
                let is_git = known.source.as_ref().is_some_and(|source| source.starts_with("git+"));
                let version = Version::parse(&known.version);
                is_git == declared.git().is_some()
                    && version.is_ok_and(|version| declared.requirement.matches(&version))
            });
        }
        if let [known] = found[..] { Some(known.is) } else { None }
    }

    fn resolve_by_requirement(&self, declared: &DeclaredDependency) -> Option<Dependency> {
        if declared.path.is_some() {
            return None;
        }
        let candidates = self.by_name.get(&declared.package)?.iter().map(|&at| &self.known[at]);
        let candidates = candidates.filter(|known| known.source.as_deref() == declared.git());
        let version = |known: &&Known| match known.is {
            Dependency::External(id) => self.get(id).and_then(|external| external.version.clone()),
            Dependency::Member(_) => None,
        };
        let fits = |known: &&Known| version(known).is_none_or(|version| declared.requirement.matches(&version));
        candidates.filter(fits).max_by_key(version).map(|known| known.is)
    }
}
