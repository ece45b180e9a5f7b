//! The module tree of every target: which file belongs to which crate, under which module path, in which scope.
//!
//! Scope is inherited: what `#[cfg(test)] mod tests;` pulls in is test code wherever its file lies. A file reached
//! several ways has the scope that comes first in [`Scope`]'s order, production before all.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::path::{Path, PathBuf};

use crate::model::Scope;
use crate::source::{SourceFile, SourceTree, Workspace, normalized};
use crate::syntax::{IncludeBase, IncludeDecl, InlineModule, ModuleDecl, ModuleFile};

use super::module_folder::ModuleFolder;

/// What a file pulls in.
#[derive(Clone, Debug, Default)]
pub(crate) struct FileView {
    /// `mod x;`
    pub modules: Vec<ModuleDecl>,
    /// `include!("x")`, `automod::dir!("x")`
    pub includes: Vec<IncludeDecl>,
    /// Words in its macro calls in place of items: `a` and `b` of `declare!(a, b)`, which may declare modules of these
    /// names.
    pub macro_words: BTreeSet<String>,
    /// Literals in these calls that name a Rust file: `declare!(a, "other/a.rs")`.
    pub macro_paths: BTreeSet<String>,
    /// The macros that are called in place of items.
    pub macro_calls: BTreeSet<String>,
    /// What its macros bring in wherever they are called.
    pub macros: Vec<MacroView>,
}

/// What a macro brings in wherever it is called: `macro_rules! types { () => { mod types; } }`.
#[derive(Clone, Debug)]
pub(crate) struct MacroView {
    /// Its name.
    pub name: String,
    /// `mod x;` in its rules.
    pub modules: Vec<String>,
    /// `include!("x")` in its rules.
    pub includes: Vec<String>,
}

/// Where a file stands in the crates of its workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placement {
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
pub(crate) struct Shared {
    /// Index of the file.
    pub file: usize,
    /// A target that reaches it beside the one of its placement.
    pub target: usize,
    /// Its module path there.
    pub module: String,
}

/// Where the files of a workspace stand.
#[derive(Clone, Debug, Default)]
pub(crate) struct Placements {
    /// Beside the files.
    pub of_files: Vec<Placement>,
    /// Further places of files.
    pub shared: Vec<Shared>,
    /// Files that a module tree reaches and that are not among these, each with the index of a package that compiles it.
    pub unseen: BTreeMap<PathBuf, usize>,
    /// Files that each build needs and that are not there, each with the package that needs it and what for.
    pub absent: BTreeMap<PathBuf, Absent>,
    /// Files that build scripts generate and that are part of a module.
    pub generated: BTreeSet<Generated>,
}

/// Why a file is needed that is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Absent {
    /// Index of the package whose target needs it.
    pub package: usize,
    /// Where else it may lie: `x/mod.rs` for `x.rs`.
    pub or: Option<PathBuf>,
    /// What needs it: "`mod x;` in src/lib.rs".
    pub needed_by: String,
    /// What its code would be for.
    pub scope: Scope,
}

/// A file in the folder that a build script writes to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Generated {
    /// The target that includes it.
    pub target: usize,
    /// The module that it is a part of.
    pub module: String,
    /// Its path within that folder.
    pub path: String,
}

/// Places every file, and names the files that a module tree reaches although the walk has left them out (ignored by
/// git, hidden, or outside of the workspace). `views` are in the order of `files`; a file that could not be scanned
/// has an empty view.
pub(crate) fn place(workspace: &Workspace, files: &[SourceFile], views: &[FileView]) -> Placements {
    let numbers: HashMap<&Path, usize> = files.iter().enumerate().map(|(at, file)| (file.path.as_path(), at)).collect();
    let sources = &*workspace.sources;
    let mut tree = Tree {
        workspace,
        files,
        numbers,
        real_paths: OnceCell::new(),
        sources,
        views,
        placements: vec![None; files.len()],
        sure: vec![false; files.len()],
        children: vec![[false; 2]; files.len()],
        shared: Vec::new(),
        queue: VecDeque::new(),
        unseen: BTreeMap::new(),
        absent: BTreeMap::new(),
        generated: BTreeSet::new(),
    };
    for (number, (package, target)) in workspace.targets().enumerate() {
        if workspace.packages[package].selected {
            let module = target.crate_name.clone();
            let root = At { target: number, module, scope: target.scope, owns_folder: true, is_sure: true };
            if !tree.reach(&target.root, root) {
                let needed_by = format!("a target of package `{}`", workspace.packages[package].name);
                let absent = Absent { package, or: None, needed_by, scope: target.scope };
                tree.absent.insert(normalized(&target.root), absent);
            }
        }
    }
    tree.grow();
    let placements = files.iter().zip(tree.placements);
    Placements {
        of_files: placements.map(|(file, placement)| placement.unwrap_or_else(|| orphan(workspace, file))).collect(),
        shared: tree.shared,
        unseen: tree.unseen.into_values().collect(),
        absent: tree.absent,
        generated: tree.generated,
    }
}

struct Tree<'a> {
    sources: &'a dyn SourceTree,
    workspace: &'a Workspace,
    files: &'a [SourceFile],
    numbers: HashMap<&'a Path, usize>,
    /// The files by their paths without symbolic links.
    real_paths: OnceCell<HashMap<PathBuf, usize>>,
    views: &'a [FileView],
    placements: Vec<Option<Placement>>,
    /// Beside the files: whether each build of a target compiles it, as far as is known.
    sure: Vec<bool>,
    /// Beside the files: whether its children have been looked for in a folder of its name, and beside it.
    children: Vec<[bool; 2]>,
    shared: Vec<Shared>,
    /// What is reached and not among the files, by its path without symbolic links: as it is reached first, and by which
    /// package.
    unseen: BTreeMap<PathBuf, (PathBuf, usize)>,
    absent: BTreeMap<PathBuf, Absent>,
    generated: BTreeSet<Generated>,
    queue: VecDeque<Reached>,
}

/// A file as a module.
struct Reached {
    path: PathBuf,
    /// Its number.
    number: usize,
    at: At,
}

/// Where a file stands in the module tree.
#[derive(Clone)]
struct At {
    target: usize,
    /// Its module path.
    module: String,
    scope: Scope,
    /// Whether its children lie beside it.
    owns_folder: bool,
    /// Whether each build of the target has it, as far as is known.
    is_sure: bool,
}

impl Tree<'_> {
    /// The file to which symbolic links in a path lead.
    fn behind_link(&self, path: &Path) -> Option<usize> {
        let real = self.sources.real_path(path)?;
        let real_paths = self.real_paths.get_or_init(|| {
            let real = |(at, file): (usize, &SourceFile)| Some((self.sources.real_path(&file.path)?, at));
            self.files.iter().enumerate().filter_map(real).collect()
        });
        real_paths.get(&real).copied()
    }

    fn package_of(&self, target: usize) -> usize {
        self.workspace.targets().nth(target).map_or(0, |(package, _)| package)
    }

    /// Notes a compiled file that is not among the files; true if there is one.
    fn note_unseen(&mut self, path: PathBuf, target: usize) -> bool {
        let Some(real) = self.sources.real_path(&path).filter(|_| self.sources.is_file(&path)) else { return false };
        let package = self.package_of(target);
        self.unseen.entry(real).or_insert((path, package));
        true
    }

    /// Notes that a path is compiled as a module; true if there is such a file.
    fn reach(&mut self, path: &Path, at: At) -> bool {
        let path = normalized(path);
        let Some(number) = self.numbers.get(path.as_path()).copied().or_else(|| self.behind_link(&path)) else {
            return self.note_unseen(path, at.target);
        };
        if let Some(seen) = &self.placements[number]
            && (seen.target, &seen.module) != (Some(at.target), &at.module)
        {
            let shared = Shared { file: number, target: at.target, module: at.module.clone() };
            if self.shared.contains(&shared) {
                return true;
            }
            self.shared.push(shared);
        }
        let is_newly_sure = at.is_sure && !self.sure[number];
        self.sure[number] |= at.is_sure;
        let has_children = std::mem::replace(&mut self.children[number][usize::from(at.owns_folder)], true);
        match &self.placements[number] {
            // Seen in a scope that counts for as much: nothing new below it either. This ends loops of `#[path]` too.
            Some(seen) if seen.scope <= at.scope && !is_newly_sure && has_children => return true,
            Some(seen) => {
                self.placements[number] = Some(Placement { scope: seen.scope.min(at.scope), ..seen.clone() });
            }
            None => {
                let (module, scope, target) = (at.module.clone(), at.scope, Some(at.target));
                self.placements[number] = Some(Placement { module, scope, reached: true, target });
            }
        }
        self.queue.push_back(Reached { path, number, at });
        true
    }

    /// Notes a file that each build needs and that is not there.
    fn note_absent(&mut self, file: &Reached, scope: Scope, candidates: Vec<PathBuf>, what: &str) {
        let mut candidates = candidates.into_iter().map(|path| normalized(&path));
        let Some(path) = candidates.next() else { return };
        let needed_by = format!("`{what}` in {}", self.files[file.number].shown);
        let absent = Absent { package: self.package_of(file.at.target), or: candidates.next(), needed_by, scope };
        let known = self.absent.entry(path).or_insert(absent);
        known.scope = known.scope.min(scope);
    }

    /// Places the files of `mod name;`, of which each configuration has one.
    fn declare(&mut self, file: &Reached, declared: &ModuleDecl, folder: &ModuleFolder) {
        let folder = declared
            .inside
            .iter()
            .fold(folder.clone(), |folder, inline| folder.inline(&inline.name, inline.path.as_deref()));
        let module = below(&file.at.module, &declared.inside, Some(&declared.name));
        let mut candidates = Vec::new();
        let mut is_there = false;
        for ModuleFile { path, scope } in &declared.files {
            let scope = declared.scope.max(*scope).map_or(file.at.scope, |scope| scope.max(file.at.scope));
            let is_sure = file.at.is_sure && declared.is_sure && declared.files.len() == 1;
            let (paths, owns_folder) = match path {
                Some(path) => (vec![folder.at_path(path)], true),
                None => (folder.by_name(&declared.name).to_vec(), false),
            };
            let at = At { target: file.at.target, module: module.clone(), scope, owns_folder, is_sure };
            is_there |= paths.iter().any(|path| self.reach(path, at.clone()));
            candidates.extend(paths);
        }
        if !is_there && file.at.is_sure && declared.is_sure {
            let scope = declared.scope.map_or(file.at.scope, |scope| scope.max(file.at.scope));
            self.note_absent(file, scope, candidates, &format!("mod {};", declared.name));
        }
    }

    fn grow(&mut self) {
        let mut macros: HashMap<&str, Vec<&MacroView>> = HashMap::new();
        for found in self.views.iter().flat_map(|view| &view.macros) {
            macros.entry(&found.name).or_default().push(found);
        }
        while let Some(file) = self.queue.pop_front() {
            let views = self.views;
            let view = &views[file.number];
            let folder = ModuleFolder::of_file(&file.path, file.at.owns_folder);
            for declared in &view.modules {
                self.declare(&file, declared, &folder);
            }
            // What the macro does is known only after all files have been placed: rather too much is audited than too
            // little.
            let called = || view.macro_calls.iter().filter_map(|name| macros.get(name.as_str())).flatten();
            for included in called().flat_map(|called| &called.includes) {
                let path = file.path.parent().unwrap_or(Path::new("")).join(included);
                self.reach(&path, At { owns_folder: true, is_sure: false, ..file.at.clone() });
            }
            let by_word = view.macro_words.iter().chain(called().flat_map(|called| &called.modules));
            let by_word = by_word.flat_map(|word| folder.by_name(word).map(|path| (path, word.clone(), false)));
            let by_path = view.macro_paths.iter().map(|path| {
                let path = normalized(&folder.at_path(path));
                let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                (path, name, true)
            });
            for (path, name, owns_folder) in by_word.chain(by_path) {
                if self.numbers.get(path.as_path()).is_some_and(|at| self.placements[*at].is_none()) {
                    let module = below(&file.at.module, &[], Some(&name));
                    self.reach(&path, At { module, owns_folder, is_sure: false, ..file.at.clone() });
                }
            }
            for included in &view.includes {
                self.include(&file, included);
            }
        }
    }

    fn include(&mut self, file: &Reached, included: &IncludeDecl) {
        let scope = included.scope.map_or(file.at.scope, |scope| scope.max(file.at.scope));
        let module = below(&file.at.module, &included.inside, None);
        let folder = match included.base {
            IncludeBase::OutDir => {
                let (target, path) = (file.at.target, included.path.clone());
                self.generated.insert(Generated { target, module, path });
                return;
            }
            IncludeBase::PackageModules => return self.reach_folder(file, included, scope),
            IncludeBase::Package => &self.workspace.packages[self.files[file.number].package].folder,
            IncludeBase::File => file.path.parent().unwrap_or(Path::new("")),
        };
        let path = folder.join(&included.path);
        let is_sure = file.at.is_sure && included.is_sure;
        let at = At { target: file.at.target, module, scope, owns_folder: true, is_sure };
        if !self.reach(&path, at) && is_sure {
            self.note_absent(file, scope, vec![path], &format!("include!({:?})", included.path));
        }
    }

    /// Each file of a folder is a module.
    fn reach_folder(&mut self, file: &Reached, included: &IncludeDecl, scope: Scope) {
        let folder = normalized(&self.workspace.packages[self.files[file.number].package].folder.join(&included.path));
        for SourceFile { path, .. } in self.files.iter().filter(|file| file.path.parent() == Some(&folder)) {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            if !matches!(&*name, "lib" | "main" | "mod") {
                let module = below(&file.at.module, &included.inside, Some(&name));
                self.reach(path, At { module, scope, owns_folder: false, ..file.at.clone() });
            }
        }
    }
}

/// The path of a module within inline modules of another.
fn below(module: &str, inside: &[InlineModule], name: Option<&str>) -> String {
    let names = inside.iter().map(|inline| inline.name.as_str()).chain(name);
    std::iter::once(module).chain(names).collect::<Vec<_>>().join("::")
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
