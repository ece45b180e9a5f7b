//! The first stages: the files of a workspace, listed; then read and scanned, each by itself and side by side.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::path::PathBuf;

use anyhow::Result;
use rayon::prelude::*;

use crate::config::{Config, TestCfgs, TypeConfig};
use crate::crate_map::{FileView, MacroView, Standard};
use crate::model::Scope;
use crate::rules::Rules;
use crate::source::{self, FileSet, SourceFile, Workspace};
use crate::syntax::{self, FileFacts, ScanOptions, brought_in};
use crate::types;

/// The files of the selected packages.
#[derive(Debug)]
pub struct Listed<'w> {
    workspace: &'w Workspace,
    set: FileSet,
}

impl<'w> Listed<'w> {
    /// Lists the files.
    ///
    /// # Errors
    /// A bad glob in the configuration, or a root that cannot be read.
    pub fn walk(workspace: &'w Workspace, config: &Config) -> Result<Self> {
        Ok(Self { workspace, set: source::walk(workspace, &config.exclude)? })
    }

    /// All that was found, by how it prints.
    pub(crate) fn listing(&self) -> impl Debug {
        self.set.listing()
    }

    /// The same files, which will be read from a source of files that has what the other one has.
    pub(crate) fn read_by(self, workspace: &Workspace) -> Listed<'_> {
        Listed { workspace, set: self.set }
    }

    /// Scans the files, with rayon's current thread pool. No result of any stage depends on the number of threads.
    ///
    /// # Errors
    /// An unknown rule in the configuration. A file that cannot be read or lexed is no error; it will be in
    /// [`Audit::skipped`](crate::model::Audit::skipped).
    pub fn scan(self, config: &Config) -> Result<Scanned<'w>> {
        let Self { workspace, set } = self;
        let rules = Rules::new(&config.rules)?;
        let read = |file: &SourceFile| scan(workspace, file, &config.test_cfgs);
        let (standard, scans) =
            rayon::join(types::standard_library, || set.files.par_iter().map(read).collect::<Vec<_>>());
        let (views, facts) = scans.into_iter().unzip();
        Ok(Scanned {
            workspace,
            test_cfgs: config.test_cfgs.clone(),
            gated_scopes: config.gate.scopes.clone(),
            types: config.types.clone(),
            rules,
            set,
            facts,
            views,
            standard,
        })
    }
}

/// The files of the selected packages, and what each of them says.
#[derive(Debug)]
pub struct Scanned<'w> {
    pub(super) workspace: &'w Workspace,
    test_cfgs: TestCfgs,
    /// The scopes that the gate counts.
    pub(super) gated_scopes: Vec<Scope>,
    pub(super) types: BTreeMap<String, TypeConfig>,
    pub(super) rules: Rules,
    pub(super) set: FileSet,
    /// Beside the files: what each says, or why it cannot be looked at.
    pub(super) facts: Vec<Result<FileFacts, String>>,
    /// Beside the files: what the module tree needs of each.
    pub(super) views: Vec<FileView>,
    pub(super) standard: &'static Standard,
}

impl Scanned<'_> {
    /// Adds files that turn out to be compiled, each with a package that compiles it; whether there is one.
    pub(super) fn add_compiled(&mut self, compiled: &BTreeMap<PathBuf, usize>) -> bool {
        let added = self.set.add_compiled(self.workspace, compiled);
        for file in &added {
            let (view, facts) = scan(self.workspace, file, &self.test_cfgs);
            self.views.push(view);
            self.facts.push(facts);
        }
        !added.is_empty()
    }
}

/// Reads and scans a file. Of one that could not be scanned, the module tree needs nothing.
fn scan(workspace: &Workspace, file: &SourceFile, test_cfgs: &TestCfgs) -> (FileView, Result<FileFacts, String>) {
    let mut facts = facts(workspace, file, test_cfgs);
    (facts.as_mut().map_or_else(|_| FileView::default(), view), facts)
}

fn facts(workspace: &Workspace, file: &SourceFile, test_cfgs: &TestCfgs) -> Result<FileFacts, String> {
    let bytes = workspace.sources.read(&file.path).map_err(|error| format!("cannot be read: {error}"))?;
    let text = String::from_utf8(bytes)
        .map_err(|error| format!("not UTF-8: invalid byte at offset {}", error.utf8_error().valid_up_to()))?;
    let features = workspace.packages.get(file.package).map(|package| &package.features);
    let options = ScanOptions { test_cfgs: &test_cfgs.0, features };
    // The parser is a library: should it ever panic on somebody's file, that file is skipped and the run goes on.
    std::panic::catch_unwind(|| syntax::scan(&text, options))
        .unwrap_or_else(|_| Err("the parser panicked".to_owned()))
        .map_err(|reason| format!("cannot be lexed: {reason}"))
}

/// What the module tree needs of a file, which nothing else does.
fn view(facts: &mut FileFacts) -> FileView {
    let calls = || facts.tree.macro_calls.iter().filter(|call| call.of_impl.is_none());
    let called = calls().filter_map(|call| call.path.segments.last());
    let macros = facts.tree.macro_definitions.iter().map(|definition| {
        let (modules, includes) = brought_in::by_rules(&definition.rules);
        MacroView { name: definition.name.to_string(), modules, includes }
    });
    FileView {
        macro_words: calls().flat_map(|call| brought_in::words(&call.arguments)).map(str::to_owned).collect(),
        macro_paths: calls().flat_map(|call| brought_in::rust_paths(&call.arguments)).map(str::to_owned).collect(),
        macro_calls: called.map(|last| last.name.to_string()).collect(),
        macros: macros.filter(|found| !(found.modules.is_empty() && found.includes.is_empty())).collect(),
        modules: std::mem::take(&mut facts.modules),
        includes: std::mem::take(&mut facts.includes),
    }
}
