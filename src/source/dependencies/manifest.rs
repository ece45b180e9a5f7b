//! What a dependency's `Cargo.toml` says of its library and of what that names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use cargo_metadata::DependencyKind;
use cargo_metadata::semver::{Version, VersionReq};
use cargo_platform::Platform;
use serde::Deserialize;

use crate::source::{DeclaredDependency, SourceTree, normalized};

/// Edition of packages that state none.
const FIRST_EDITION: u16 = 2015;

/// A manifest, read.
#[derive(Debug)]
pub(super) struct Manifest {
    pub(super) name: String,
    pub(super) version: Option<Version>,
    pub(super) edition: u16,
    /// As paths spell it.
    pub(super) library: String,
    /// The file of the library, whether or not it exists.
    pub(super) root: PathBuf,
    pub(super) is_proc_macro: bool,
    /// Those of the library itself: neither those of its tests nor of its build script.
    pub(super) dependencies: Vec<DeclaredDependency>,
}

#[derive(Deserialize)]
struct Document {
    #[serde(alias = "project")]
    package: Option<PackageTable>,
    lib: Option<LibraryTable>,
    #[serde(default)]
    dependencies: BTreeMap<String, Entry>,
    #[serde(default)]
    target: BTreeMap<String, Target>,
    workspace: Option<WorkspaceTable>,
    #[serde(default)]
    patch: BTreeMap<String, BTreeMap<String, Entry>>,
}

#[derive(Deserialize)]
struct PackageTable {
    name: String,
    version: Option<Field>,
    edition: Option<Field>,
}

/// A value, or `workspace = true`.
#[derive(Deserialize)]
#[serde(untagged)]
enum Field {
    Text(String),
    Inherited {},
}

#[derive(Deserialize)]
struct LibraryTable {
    name: Option<String>,
    path: Option<PathBuf>,
    #[serde(default, rename = "proc-macro", alias = "proc_macro")]
    proc_macro: bool,
}

#[derive(Deserialize)]
struct Target {
    #[serde(default)]
    dependencies: BTreeMap<String, Entry>,
}

#[derive(Deserialize, Default)]
struct WorkspaceTable {
    #[serde(default)]
    package: WorkspacePackage,
    #[serde(default)]
    dependencies: BTreeMap<String, Entry>,
}

#[derive(Deserialize, Default)]
struct WorkspacePackage {
    version: Option<String>,
    edition: Option<String>,
}

/// One dependency as a manifest writes it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Entry {
    Version(String),
    Table {
        version: Option<String>,
        package: Option<String>,
        path: Option<PathBuf>,
        git: Option<String>,
        rev: Option<String>,
        #[serde(default)]
        workspace: bool,
    },
}

/// A workspace's root manifest and its folder.
type Inherited = (WorkspaceTable, PathBuf);

fn document(sources: &dyn SourceTree, folder: &Path) -> Option<Document> {
    toml::from_str(&sources.read_text(&folder.join("Cargo.toml")).ok()?).ok()
}

/// Reads the manifest in a folder. `None` if there is none of a package, or none that can be understood.
pub(super) fn read(sources: &dyn SourceTree, folder: &Path) -> Option<Manifest> {
    let document = document(sources, folder)?;
    let package = document.package?;
    let everywhere = document.dependencies.into_iter().map(|(key, entry)| (None, key, entry));
    let targets = document.target.into_iter().flat_map(|(platform, target)| {
        let platform = platform.parse().ok();
        target.dependencies.into_iter().map(move |(key, entry)| (platform.clone(), key, entry))
    });
    let entries: Vec<(Option<Platform>, String, Entry)> = everywhere.chain(targets).collect();
    let inherits = matches!(package.version, Some(Field::Inherited {}))
        || matches!(package.edition, Some(Field::Inherited {}))
        || entries.iter().any(|(_, _, entry)| matches!(entry, Entry::Table { workspace: true, .. }));
    let (workspace, root) = match (document.workspace, inherits) {
        (Some(workspace), _) => (workspace, folder.to_owned()),
        (None, true) => workspace_of(sources, folder).unwrap_or_default(),
        (None, false) => Inherited::default(),
    };
    let field = |field: Option<Field>, inherited: &Option<String>| match field {
        Some(Field::Text(text)) => Some(text),
        Some(Field::Inherited {}) => inherited.clone(),
        None => None,
    };
    let version = field(package.version, &workspace.package.version).and_then(|version| Version::parse(&version).ok());
    let edition = field(package.edition, &workspace.package.edition).and_then(|edition| edition.parse().ok());
    let lib = document.lib.unwrap_or(LibraryTable { name: None, path: None, proc_macro: false });
    let dependencies = entries.into_iter().filter_map(|(platform, key, entry)| {
        let inherits = matches!(entry, Entry::Table { workspace: true, .. });
        let entry = if inherits { workspace.dependencies.get(&key)? } else { &entry };
        Some(DeclaredDependency { platform, ..declared(&key, entry, if inherits { &root } else { folder }) })
    });
    Some(Manifest {
        dependencies: dependencies.collect(),
        version,
        edition: edition.unwrap_or(FIRST_EDITION),
        library: lib.name.as_ref().unwrap_or(&package.name).replace('-', "_"),
        root: folder.join(lib.path.unwrap_or_else(|| PathBuf::from("src/lib.rs"))),
        is_proc_macro: lib.proc_macro,
        name: package.name,
    })
}

/// The nearest workspace above a folder.
fn workspace_of(sources: &dyn SourceTree, folder: &Path) -> Option<Inherited> {
    folder.ancestors().skip(1).find_map(|above| Some((document(sources, above)?.workspace?, above.to_owned())))
}

/// The folders that the `[patch]` tables of a root manifest name.
pub(super) fn patched_folders(sources: &dyn SourceTree, root: &Path) -> Vec<PathBuf> {
    let tables = document(sources, root).map(|document| document.patch).unwrap_or_default();
    let entries = tables.into_values().flat_map(BTreeMap::into_values);
    let path = |entry| if let Entry::Table { path, .. } = entry { path } else { None };
    entries.filter_map(path).map(|path| normalized(&root.join(path))).collect()
}

fn declared(key: &str, entry: &Entry, folder: &Path) -> DeclaredDependency {
    let (version, package, path, source) = match entry {
        Entry::Version(version) => (Some(version), None, None, None),
        Entry::Table { version, package, path, git, rev, .. } => {
            let source = git.as_ref().map(|git| match rev {
                Some(rev) => format!("git+{git}?rev={rev}"),
                None => format!("git+{git}"),
            });
            (version.as_ref(), package.as_ref(), path.as_ref(), source)
        }
    };
    DeclaredDependency {
        package: package.map_or(key, String::as_str).to_owned(),
        rename: package.is_some().then(|| key.to_owned()),
        requirement: version.and_then(|version| VersionReq::parse(version).ok()).unwrap_or(VersionReq::STAR),
        kind: DependencyKind::Normal,
        platform: None,
        path: path.map(|path| normalized(&folder.join(path))),
        source,
    }
}
