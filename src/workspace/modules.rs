//! The module tree of every target: which file belongs to which crate, under which module path, in which scope.
//!
//! Scope is inherited: what `#[cfg(test)] mod tests;` pulls in is test code wherever its file lies. A file reached
//! several ways has the scope that comes first in [`Scope`]'s order, production before all.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::path::{Path, PathBuf};

use crate::model::Scope;
use crate::source::{SourceFile, SourceTree, Workspace, normalized};

/// What the module tree needs to know of a file.
#[derive(Clone, Debug, Default)]
pub struct FileView {
    /// `mod x;` and `include!("x")` of the file.
    pub links: Vec<FileLink>,
}

/// Something in a file that pulls in another one.
#[derive(Clone, Debug)]
pub struct FileLink {
    /// Files it may mean, relative to the folder that [`FileLink::base`] names; the first that exists is it. All of
    /// them count where several configurations choose.
    pub candidates: Vec<PathBuf>,
    /// The folder that candidates are relative to.
    pub base: Base,
    /// Module path below the file's own module; empty for `include!`.
    pub module: Vec<String>,
    /// What the attributes around it say.
    pub scope: Option<Scope>,
}

/// A folder that depends on the place of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// The folder that the file lies in.
    FileFolder,
    /// The folder of the file's own child modules.
    ModuleFolder,
}

/// Where a file stands in the crates of its workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placement {
    /// `crate_name::module::path`
    pub module: String,
    /// What its code is for, unless an attribute in the file says otherwise.
    pub scope: Scope,
    /// Whether a target's module tree reaches it.
    pub reached: bool,
    /// The target whose crate it belongs to, by its number among [`Workspace::targets`]: for a file that none reaches,
    /// the first of its package. `None` where the package has none.
    pub target: Option<usize>,
}

/// A file that is a module of more than one place: `mod common;` of several integration tests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// Index of the file.
    pub file: usize,
    /// A target that reaches it beside the one of its placement.
    pub target: usize,
    /// Its module path there.
    pub module: String,
}

/// Where the files of a workspace stand.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// Beside the files.
    pub placements: Vec<Placement>,
    /// Further places of files.
    pub shared: Vec<Shared>,
    /// Files that a module tree reaches although the walk has left them out.
    pub unseen: BTreeSet<PathBuf>,
}

impl FileView {
    /// Adds `mod name;` inside of inline modules.
    pub fn module(
        &mut self,
        name: &str,
        paths: &[String],
        default_path: bool,
        inside: &[(String, Option<String>)],
        scope: Option<Scope>,
    ) {
        let folder: PathBuf = inside.iter().map(|(name, path)| path.as_deref().unwrap_or(name)).collect();
        let module: Vec<String> = inside.iter().map(|(name, _)| name.clone()).chain([name.to_owned()]).collect();
        // `#[path]` outside of inline modules is relative to the file's folder, inside of them to the module's.
        let base = if inside.is_empty() { Base::FileFolder } else { Base::ModuleFolder };
        for path in paths {
            self.links.push(FileLink { candidates: vec![folder.join(path)], base, module: module.clone(), scope });
        }
        if default_path {
            let plain = name.strip_prefix("r#").unwrap_or(name);
            let candidates = vec![folder.join(format!("{plain}.rs")), folder.join(plain).join("mod.rs")];
            self.links.push(FileLink { candidates, base: Base::ModuleFolder, module, scope });
        }
    }

    /// Adds `include!("path")`.
    pub fn include(&mut self, path: &str, inside: &[(String, Option<String>)], scope: Option<Scope>) {
        let module = inside.iter().map(|(name, _)| name.clone()).collect();
        self.links.push(FileLink { candidates: vec![PathBuf::from(path)], base: Base::FileFolder, module, scope });
    }
}

/// Places every file, and names the files that a module tree reaches although the walk has left them out (ignored by
/// git, hidden, or outside of the workspace). `views` are in the order of `files`; a file that could not be scanned
/// has an empty view.
pub fn place(workspace: &Workspace, files: &[SourceFile], views: &[FileView]) -> Places {
    let index: HashMap<&Path, usize> = files.iter().enumerate().map(|(at, file)| (file.path.as_path(), at)).collect();
    let sources = &*workspace.sources;
    let mut tree = Tree {
        files: index,
        root: &workspace.root,
        real_root: sources.real_path(&workspace.root).unwrap_or_else(|| workspace.root.clone()),
        sources,
        views,
        placements: vec![None; files.len()],
        shared: Vec::new(),
        queue: VecDeque::new(),
        missing: BTreeSet::new(),
    };
    for (number, (package, target)) in workspace.targets().enumerate() {
        if workspace.packages[package].selected {
            tree.reach(&target.root, number, target.crate_name.clone(), target.scope, true);
        }
    }
    tree.grow();
    let placements = files.iter().zip(tree.placements);
    Places {
        placements: placements.map(|(file, placement)| placement.unwrap_or_else(|| orphan(workspace, file))).collect(),
        shared: tree.shared,
        unseen: tree.missing,
    }
}

struct Tree<'a> {
    sources: &'a dyn SourceTree,
    files: HashMap<&'a Path, usize>,
    root: &'a Path,
    /// The root without symbolic links.
    real_root: PathBuf,
    views: &'a [FileView],
    placements: Vec<Option<Placement>>,
    shared: Vec<Shared>,
    missing: BTreeSet<PathBuf>,
    /// File, its target, its module path, its scope, and whether its children lie in its own folder.
    queue: VecDeque<(PathBuf, usize, usize, String, Scope, bool)>,
}

impl Tree<'_> {
    /// A path's file, also where a symbolic link leads to it.
    fn file_at(&self, path: &Path) -> Option<usize> {
        self.files.get(path).copied().or_else(|| {
            let real = self.sources.real_path(path)?;
            let below = real.strip_prefix(&self.real_root).ok()?;
            self.files.get(self.root.join(below).as_path()).copied()
        })
    }

    /// Notes that a path is compiled as a module; true if there is such a file.
    fn reach(&mut self, path: &Path, target: usize, module: String, scope: Scope, owns_folder: bool) -> bool {
        let path = normalized(path);
        let Some(at) = self.file_at(&path) else {
            let exists = self.sources.is_file(&path);
            if exists {
                self.missing.insert(path);
            }
            return exists;
        };
        if let Some(seen) = &self.placements[at]
            && (seen.target, &seen.module) != (Some(target), &module)
        {
            let shared = Shared { file: at, target, module: module.clone() };
            if self.shared.contains(&shared) {
                return true;
            }
            self.shared.push(shared);
        }
        match &self.placements[at] {
            // Seen in a scope that counts for as much: nothing new below it either. This ends loops of `#[path]` too.
            Some(seen) if seen.scope <= scope => return true,
            Some(seen) => self.placements[at] = Some(Placement { scope, ..seen.clone() }),
            None => {
                let module = module.clone();
                self.placements[at] = Some(Placement { module, scope, reached: true, target: Some(target) });
            }
        }
        self.queue.push_back((path, at, target, module, scope, owns_folder));
        true
    }

    fn grow(&mut self) {
        while let Some((path, at, target, module, scope, owns_folder)) = self.queue.pop_front() {
            let folder = path.parent().unwrap_or(Path::new("")).to_owned();
            let stem = path.file_stem().unwrap_or_default();
            let children = if owns_folder || stem == "mod" { folder.clone() } else { folder.join(stem) };
            for link in &self.views[at].links {
                let base = if link.base == Base::FileFolder { &folder } else { &children };
                let path =
                    std::iter::once(module.clone()).chain(link.module.iter().cloned()).collect::<Vec<_>>().join("::");
                let scope = link.scope.unwrap_or(scope).max(scope);
                for candidate in &link.candidates {
                    // A module named by `#[path]`, and a file that is included, looks for its children beside itself.
                    let owns_folder = link.base == Base::FileFolder;
                    if self.reach(&base.join(candidate), target, path.clone(), scope, owns_folder) {
                        break;
                    }
                }
            }
        }
    }
}

/// A file that no target reaches: its folders say what it is for, by Cargo's conventions and those of test data.
fn orphan(workspace: &Workspace, file: &SourceFile) -> Placement {
    let package = &workspace.packages[file.package];
    let below = file.path.strip_prefix(&package.folder).unwrap_or(&file.path);
    let parts: Vec<String> = below
        .with_extension("")
        .components()
        .map(|part| part.as_os_str().to_string_lossy().replace('-', "_"))
        .collect();
    let (_, folders) = parts.split_last().unwrap_or((&parts[0], &[]));
    let scope = folders
        .iter()
        .find_map(|folder| match folder.as_str() {
            "tests" | "test" | "testdata" | "test_data" | "fixtures" => Some(Scope::Test),
            "benches" => Some(Scope::Bench),
            "examples" => Some(Scope::Example),
            _ => None,
        })
        .unwrap_or(Scope::Production);
    let module = std::iter::once(package.name.replace('-', "_"))
        .chain(parts.into_iter().filter(|part| part != "src" && part != "mod"));
    let target = workspace.targets().position(|(package, _)| package == file.package);
    Placement { module: module.collect::<Vec<_>>().join("::"), scope, reached: false, target }
}
