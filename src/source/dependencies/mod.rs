//! Where the sources of dependencies are on this machine. Never the network, and the disk only when asked.

mod lock;
mod manifest;
mod naming;
mod places;
mod platform;

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use cargo_metadata::DependencyKind;
use cargo_metadata::semver::Version;

use crate::source::{DeclaredDependency, Package, SourceTree, Workspace};

use self::manifest::Manifest;
use self::places::SourceFolders;

/// Names as paths spell them, and what they mean.
pub(crate) type Names = Vec<(String, Dependency)>;

/// What a member or an external may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dependency {
    /// Index in [`Workspace::packages`].
    Member(usize),
    /// A package outside of the workspace.
    External(ExternalId),
}

/// A package outside of the workspace: a number below [`Dependencies::len`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ExternalId(pub u32);

/// The library of a package outside of the workspace, as it lies on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalSource {
    /// The file that Cargo gives to the compiler; it exists.
    pub root: PathBuf,
    /// The library's own name, as paths spell it.
    pub crate_name: String,
    /// 2015, 2018, 2021, 2024
    pub edition: u16,
    /// What its own paths may name. Its development and build dependencies are not among them.
    pub dependencies: Names,
    /// Whether it is a procedural macro, whose functions no other crate can call.
    pub is_proc_macro: bool,
}

/// Packages outside of the workspace that its members may name, located when asked for.
///
/// Which version of a name a package uses is what `Cargo.lock` says. Only without that file it is the highest version
/// on this machine that satisfies the requirement. What stays ambiguous is left out.
#[derive(Debug)]
pub struct Dependencies {
    members: Vec<Member>,
    externals: Vec<External>,
    /// Packages of the lock file, else of this machine.
    known: Vec<Known>,
    by_name: HashMap<String, Vec<usize>>,
    /// Members, and externals that lie on a path.
    by_folder: HashMap<PathBuf, Dependency>,
    is_locked: bool,
    places: SourceFolders,
    /// Options of `#[cfg]` that the workspace sets for all builds.
    options: Vec<String>,
    sources: Arc<dyn SourceTree>,
}

#[derive(Debug)]
struct Member {
    library: Option<String>,
    declared: Vec<DeclaredDependency>,
    known: Option<usize>,
    names: OnceLock<Names>,
}

#[derive(Debug)]
struct External {
    name: String,
    version: Option<Version>,
    place: PackageSource,
    known: Option<usize>,
    manifest: OnceLock<Option<Manifest>>,
}

#[derive(Debug)]
enum PackageSource {
    Registry,
    /// `git+URL?query#commit`
    Git(String),
    Folder(PathBuf),
    Unknown,
}

#[derive(Debug)]
struct Known {
    is: Dependency,
    /// As text, to compare it with references.
    version: String,
    source: Option<String>,
    /// Entries of the lock file.
    dependencies: Vec<String>,
}

/// The folder in which Cargo keeps the sources of registries and of git repositories.
pub(crate) fn cargo_home() -> Option<PathBuf> {
    let configured = std::env::var_os("CARGO_HOME").filter(|home| !home.is_empty()).map(PathBuf::from);
    configured.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))
}

impl Dependencies {
    /// Reads `Cargo.lock`, if there is one. No error ends a run here: a lock file that cannot be understood makes
    /// every package outside of the workspace unknown.
    pub fn load(workspace: &Workspace) -> Self {
        Self::load_from(workspace, cargo_home())
    }

    /// The same with Cargo's home given.
    pub fn load_from(workspace: &Workspace, cargo_home: Option<PathBuf>) -> Self {
        let packages = workspace.packages.iter().enumerate();
        let folders = packages.map(|(index, package)| (package.folder.clone(), Dependency::Member(index)));
        let mut this = Self {
            members: workspace.packages.iter().map(Member::new).collect(),
            externals: Vec::new(),
            known: Vec::new(),
            by_name: HashMap::new(),
            by_folder: folders.collect(),
            is_locked: false,
            places: SourceFolders::new(Arc::clone(&workspace.sources), &workspace.root, cargo_home),
            options: platform::configured(&*workspace.sources, &workspace.root),
            sources: Arc::clone(&workspace.sources),
        };
        if let Some(packages) = lock::read(&*workspace.sources, &workspace.root.join("Cargo.lock")) {
            this.is_locked = true;
            this.take_lock(workspace, packages);
        } else {
            this.take_machine();
        }
        this.take_folders(&workspace.root);
        this
    }

    /// How many externals there are.
    pub fn len(&self) -> usize {
        self.externals.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.externals.is_empty()
    }

    /// What a member's paths may name: dependencies of all kinds, and its own library, which its other targets see.
    pub fn of_member(&self, package: usize) -> &[(String, Dependency)] {
        let Some(member) = self.members.get(package) else { return &[] };
        member.names.get_or_init(|| {
            let own = member.library.iter().map(|library| (library.clone(), Dependency::Member(package)));
            let mut names: Names = own.collect();
            // Where kinds differ in what a name means, the library's own meaning counts.
            for kind in [DependencyKind::Normal, DependencyKind::Development, DependencyKind::Build] {
                let declared = member.declared.iter().filter(|declared| declared.kind == kind);
                let more = self.names(declared, member.known);
                let is_new = |(name, _): &(String, Dependency)| !names.iter().any(|(known, _)| known == name);
                let more: Names = more.into_iter().filter(is_new).collect();
                names.extend(more);
            }
            names
        })
    }

    /// Looks for the sources of an external. `None` if they are not on this machine, or have no library.
    pub fn external(&self, id: ExternalId) -> Option<ExternalSource> {
        let external = self.get(id)?;
        let manifest = self.manifest(external)?;
        self.sources.is_file(&manifest.root).then(|| ExternalSource {
            root: manifest.root.clone(),
            crate_name: manifest.library.clone(),
            edition: manifest.edition,
            dependencies: self.names(manifest.dependencies.iter(), external.known),
            is_proc_macro: manifest.is_proc_macro,
        })
    }

    /// The package's name; empty for an id that is none.
    pub fn name(&self, id: ExternalId) -> &str {
        self.get(id).map_or("", |external| &external.name)
    }

    /// The package's version, where it is known without looking at its sources.
    pub fn version(&self, id: ExternalId) -> Option<String> {
        self.get(id)?.version.as_ref().map(ToString::to_string)
    }

    fn get(&self, id: ExternalId) -> Option<&External> {
        self.externals.get(usize::try_from(id.0).ok()?)
    }

    fn manifest<'a>(&self, external: &'a External) -> Option<&'a Manifest> {
        let read = || {
            let folder = match &external.place {
                PackageSource::Registry => self.places.registry(&external.name, external.version.as_ref()?),
                PackageSource::Git(source) => self.places.git(&external.name, external.version.as_ref(), source),
                PackageSource::Folder(folder) => Some(folder.clone()),
                PackageSource::Unknown => None,
            };
            manifest::read(&*self.sources, &folder?)
        };
        external.manifest.get_or_init(read).as_ref()
    }

    fn take_lock(&mut self, workspace: &Workspace, packages: Vec<lock::LockedPackage>) {
        for package in packages {
            let is_member = |member: &Package| *member.name == *package.name;
            let member = workspace.packages.iter().position(is_member).filter(|_| package.source.is_none());
            let text = package.version.to_string();
            let is = if let Some(member) = member {
                self.members[member].known = Some(self.known.len());
                Dependency::Member(member)
            } else {
                let place = match &package.source {
                    None => PackageSource::Unknown,
                    Some(source) if source.starts_with("git+") => PackageSource::Git(source.clone()),
                    Some(_) => PackageSource::Registry,
                };
                self.add(package.name.clone(), Some(package.version), place)
            };
            self.note(package.name, is, text, package.source, package.dependencies);
        }
    }

    /// Without a lock file: every version that lies here may be meant.
    fn take_machine(&mut self) {
        let outside = || self.members.iter().flat_map(|member| &member.declared).filter(|one| one.path.is_none());
        if outside().next().is_none() {
            return;
        }
        let git: BTreeSet<(String, String)> =
            outside().filter_map(|declared| Some((declared.package.clone(), declared.git()?.to_owned()))).collect();
        let registry: BTreeSet<String> =
            outside().filter(|one| one.git().is_none()).map(|declared| declared.package.clone()).collect();
        for (name, version) in self.places.all() {
            let text = version.to_string();
            let is = self.add(name.clone(), Some(version), PackageSource::Registry);
            self.note(name, is, text, None, Vec::new());
        }
        for (name, source) in git {
            let is = self.add(name.clone(), None, PackageSource::Git(source.clone()));
            self.note(name, is, String::new(), Some(source), Vec::new());
        }
        // A dependency of which no suitable version lies here gets a name all the same, so that it counts as missing.
        for name in registry {
            let is = self.add(name.clone(), None, PackageSource::Unknown);
            self.note(name, is, String::new(), None, Vec::new());
        }
    }

    /// Finds the packages that lie on a path and are no members, and what they name in turn.
    fn take_folders(&mut self, root: &Path) {
        let declared = self.members.iter().flat_map(|member| &member.declared);
        let mut queue: VecDeque<PathBuf> = declared.filter_map(|declared| declared.path.clone()).collect();
        if self.externals.iter().any(|external| matches!(external.place, PackageSource::Unknown)) {
            queue.extend(manifest::patched_folders(&*self.sources, root));
        }
        while let Some(folder) = queue.pop_front() {
            if self.by_folder.contains_key(&folder) {
                continue;
            }
            let Some(manifest) = manifest::read(&*self.sources, &folder) else { continue };
            queue.extend(manifest.dependencies.iter().filter_map(|declared| declared.path.clone()));
            let place = PackageSource::Folder(folder.clone());
            let is = if self.is_locked {
                let is_it = |external: &External| {
                    matches!(external.place, PackageSource::Unknown)
                        && external.name == manifest.name
                        && external.version == manifest.version
                };
                let Some(at) = self.externals.iter().position(is_it) else { continue };
                self.externals[at].place = place;
                external_id(at)
            } else {
                self.add(manifest.name.clone(), manifest.version.clone(), place)
            };
            self.by_folder.insert(folder, is);
            if let Dependency::External(id) = is
                && let Some(external) = self.get(id)
            {
                // It is new, so that nothing is there to be replaced.
                let _ = external.manifest.set(Some(manifest));
            }
        }
    }

    fn add(&mut self, name: String, version: Option<Version>, place: PackageSource) -> Dependency {
        let id = external_id(self.externals.len());
        self.externals.push(External { name, version, place, known: None, manifest: OnceLock::new() });
        id
    }

    fn note(
        &mut self,
        name: String,
        is: Dependency,
        version: String,
        source: Option<String>,
        dependencies: Vec<String>,
    ) {
        if let (Dependency::External(_), Some(external)) = (is, self.externals.last_mut()) {
            external.known = Some(self.known.len());
        }
        self.by_name.entry(name).or_default().push(self.known.len());
        self.known.push(Known { is, version, source, dependencies });
    }
}

impl Member {
    fn new(package: &Package) -> Self {
        Self {
            library: package.library.clone(),
            declared: package.dependencies.clone(),
            known: None,
            names: OnceLock::new(),
        }
    }
}

fn external_id(at: usize) -> Dependency {
    Dependency::External(ExternalId(u32::try_from(at).unwrap_or(u32::MAX)))
}
