//! Packages and targets, from `cargo metadata --no-deps`: no network, no lock file, no dependency looked at.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, bail};
use cargo_metadata::semver::VersionReq;
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, TargetKind};
use cargo_platform::Platform;

use crate::model::{Quoted, Scope};

use super::features;
use super::paths::relative;
use super::tree::{SourceTree, WorkingTree};

/// A Cargo workspace; a single package is a workspace of one.
#[derive(Clone, Debug)]
pub struct Workspace {
    /// Folder of the root manifest.
    pub root: PathBuf,
    /// Cargo's target folder, never walked.
    pub target_directory: PathBuf,
    /// Members in the order of their names.
    pub packages: Vec<Package>,
    /// `[workspace.metadata]` of the root manifest.
    pub metadata: serde_json::Value,
    /// Where its sources are read from.
    pub sources: Arc<dyn SourceTree>,
    /// Whether the configuration is that of another state, so that what it names need not be here.
    pub is_configured_elsewhere: bool,
}

/// A member of the workspace.
#[derive(Clone, Debug)]
pub struct Package {
    /// Its name.
    pub name: Arc<str>,
    /// Folder of its manifest.
    pub folder: PathBuf,
    /// Its edition: `2024`.
    pub edition: String,
    /// What it is compiled into. Libraries and binaries come first.
    pub targets: Vec<Target>,
    /// Name of its library, as paths spell it.
    pub library: Option<String>,
    /// What its manifest says it depends on.
    pub dependencies: Vec<DeclaredDependency>,
    /// Its features that a build of the whole workspace has which asks for none.
    pub features: BTreeSet<String>,
    /// Whether it is to be audited.
    pub selected: bool,
}

/// Something that Cargo compiles.
#[derive(Clone, Debug)]
pub struct Target {
    /// Name of the crate, as paths spell it.
    pub crate_name: String,
    /// The file that Cargo gives to the compiler.
    pub root: PathBuf,
    /// What its code is for.
    pub scope: Scope,
    /// Whether other packages can name it: the library, or a procedural macro.
    pub is_library: bool,
    /// Whether it is a procedural macro, which runs in the compiler.
    pub is_proc_macro: bool,
}

impl Target {
    /// Whether it is a program that users run.
    pub(crate) fn is_binary(&self) -> bool {
        self.scope == Scope::Production && !self.is_library
    }
}

/// A dependency as a manifest states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredDependency {
    /// Name of the package.
    pub package: String,
    /// The name it is given instead.
    pub rename: Option<String>,
    /// Versions that will do.
    pub requirement: VersionReq,
    /// Which targets it is for.
    pub kind: DependencyKind,
    /// The platforms it is for, where the manifest names them.
    pub platform: Option<Platform>,
    /// Its folder, where the manifest names one.
    pub path: Option<PathBuf>,
    /// Where it comes from otherwise, as Cargo writes it: `registry+URL`, `git+URL?rev=…`.
    pub source: Option<String>,
}

/// Which members are to be audited. Nothing named means all of them.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Names of the only packages wanted.
    pub packages: Vec<String>,
    /// Names of packages not wanted.
    pub exclude: Vec<String>,
}

impl Workspace {
    /// Asks Cargo for the workspace of a manifest, else of the folder (empty: the current one). A relative
    /// manifest path starts at the folder.
    ///
    /// # Errors
    /// No manifest, a broken manifest, or a selected package that is no member; each with what to do.
    pub fn load(folder: &Path, manifest_path: Option<&Path>, selection: &Selection) -> Result<Self> {
        Self::of(metadata(folder, manifest_path)?, Arc::new(WorkingTree), selection)
    }

    /// The workspace that Cargo has described.
    ///
    /// # Errors
    /// A selected package that is no member, or none is left.
    pub(super) fn of(metadata: Metadata, sources: Arc<dyn SourceTree>, selection: &Selection) -> Result<Self> {
        let members = metadata.workspace_packages();
        let mut active = features::active(&members);
        let mut packages: Vec<Package> = members
            .into_iter()
            .map(|package| Package {
                name: Arc::from(package.name.as_str()),
                folder: package
                    .manifest_path
                    .parent()
                    .map_or_else(PathBuf::new, |folder| folder.as_std_path().to_owned()),
                edition: package.edition.to_string(),
                targets: targets(package),
                library: library(package),
                dependencies: package.dependencies.iter().map(declared).collect(),
                features: active.remove(package.name.as_str()).unwrap_or_default(),
                selected: true,
            })
            .collect();
        packages.sort_by(|a, b| a.name.cmp(&b.name));
        select(&mut packages, selection)?;
        Ok(Self {
            root: metadata.workspace_root.into_std_path_buf(),
            target_directory: metadata.target_directory.into_std_path_buf(),
            packages,
            metadata: metadata.workspace_metadata,
            sources,
            is_configured_elsewhere: false,
        })
    }

    /// All targets of all packages in their order, with the package's index. A target's number counts in this order.
    pub fn targets(&self) -> impl Iterator<Item = (usize, &Target)> {
        let packages = self.packages.iter().enumerate();
        packages.flat_map(|(index, package)| package.targets.iter().map(move |target| (index, target)))
    }

    /// A path as documents show it: relative to the root, with `/`.
    pub fn display_path(&self, path: &Path) -> String {
        relative(path, &self.root)
    }
}

/// Asks Cargo for the packages of a manifest, else of a folder (empty: the current one).
///
/// # Errors
/// No manifest, a broken one, or no Cargo; each with what to do.
pub(super) fn metadata(folder: &Path, manifest_path: Option<&Path>) -> Result<Metadata> {
    let mut command = MetadataCommand::new();
    command.no_deps();
    if !folder.as_os_str().is_empty() {
        command.current_dir(folder);
    }
    if let Some(path) = manifest_path {
        if folder.join(path).is_dir() {
            bail!("{} is a directory; pass --manifest-path the Cargo.toml in it", path.display());
        }
        if !folder.join(path).is_file() {
            bail!("no manifest {}; pass --manifest-path the Cargo.toml of a workspace or package", path.display());
        }
        command.manifest_path(path);
    }
    command.exec().map_err(|error| match error {
        cargo_metadata::Error::CargoMetadata { stderr } => {
            let reason = stderr.trim().trim_start_matches("error: ");
            if reason.is_empty() {
                anyhow::anyhow!("cargo cannot read the workspace and does not say why; `cargo metadata --no-deps` may")
            } else if reason.contains("could not find `Cargo.toml`") {
                anyhow::anyhow!("{reason}; run in a Cargo workspace or name one with --manifest-path PATH/Cargo.toml")
            } else {
                anyhow::Error::new(Quoted::here(reason)).context("cargo cannot read the workspace")
            }
        }
        cargo_metadata::Error::Io(error) => {
            anyhow::Error::new(error).context("cannot run `cargo metadata`; is Cargo installed and on the PATH?")
        }
        // What it says of its cause it says twice.
        other => anyhow::anyhow!("`cargo metadata` does not answer as Cargo does: {other}; check the variable CARGO"),
    })
}

fn targets(package: &cargo_metadata::Package) -> Vec<Target> {
    let mut targets: Vec<Target> = package
        .targets
        .iter()
        .map(|target| Target {
            crate_name: target.name.replace('-', "_"),
            root: target.src_path.as_std_path().to_owned(),
            scope: scope_of(&target.kind),
            is_library: target.kind.iter().any(is_library),
            is_proc_macro: target.kind.contains(&TargetKind::ProcMacro),
        })
        .collect();
    // Libraries before binaries, as Cargo lists them; a file reached from both is the library's.
    targets.sort_by_key(|target| target.scope);
    targets
}

fn library(package: &cargo_metadata::Package) -> Option<String> {
    let target = package.targets.iter().find(|target| target.kind.iter().any(is_library))?;
    Some(target.name.replace('-', "_"))
}

fn is_library(kind: &TargetKind) -> bool {
    use TargetKind::{CDyLib, DyLib, Lib, ProcMacro, RLib, StaticLib};
    matches!(kind, Lib | RLib | DyLib | CDyLib | StaticLib | ProcMacro)
}

fn declared(dependency: &cargo_metadata::Dependency) -> DeclaredDependency {
    DeclaredDependency {
        package: dependency.name.clone(),
        rename: dependency.rename.clone(),
        requirement: dependency.req.clone(),
        kind: dependency.kind,
        platform: dependency.target.clone(),
        path: dependency.path.as_ref().map(|path| path.as_std_path().to_owned()),
        source: dependency.source.as_ref().map(|source| source.repr.clone()),
    }
}

impl DeclaredDependency {
    /// What the manifest calls it.
    pub(crate) fn key(&self) -> &str {
        self.rename.as_deref().unwrap_or(&self.package)
    }

    /// Whether the libraries and binaries are compiled with it.
    pub(crate) fn is_normal(&self) -> bool {
        self.kind == DependencyKind::Normal
    }

    /// Its source if that is a git repository.
    pub(crate) fn git(&self) -> Option<&str> {
        self.source.as_deref().filter(|source| source.starts_with("git+"))
    }
}

fn scope_of(kinds: &[TargetKind]) -> Scope {
    match kinds.first() {
        Some(TargetKind::Test) => Scope::Test,
        Some(TargetKind::Bench) => Scope::Bench,
        Some(TargetKind::Example) => Scope::Example,
        Some(TargetKind::CustomBuild) => Scope::Build,
        _ => Scope::Production,
    }
}

fn select(packages: &mut [Package], selection: &Selection) -> Result<()> {
    for name in selection.packages.iter().chain(&selection.exclude) {
        if !packages.iter().any(|package| *package.name == **name) {
            let members: Vec<&str> = packages.iter().map(|package| &*package.name).collect();
            bail!("package `{name}` is not a member of this workspace; its members are: {}", members.join(", "));
        }
    }
    for package in packages.iter_mut() {
        let named = |names: &[String]| names.iter().any(|name| **name == *package.name);
        package.selected = (selection.packages.is_empty() || named(&selection.packages)) && !named(&selection.exclude);
    }
    if packages.is_empty() {
        bail!("the workspace has no members, so there is nothing to audit; add one to `members` in its Cargo.toml");
    }
    if !packages.iter().any(|package| package.selected) {
        bail!("no package is left to audit; remove a name from --exclude");
    }
    Ok(())
}
