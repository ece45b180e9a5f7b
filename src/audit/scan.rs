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

use super::earlier::{Earlier, KeptFile, Never, SiteResults};
use super::memo::{Memo, Seen};

/// The files of the selected packages.
#[derive(Debug)]
pub struct Listed<'w> {
    workspace: &'w Workspace,
    set: FileSet,
    memo: Option<&'w Memo>,
}

impl<'w> Listed<'w> {
    /// Lists the files.
    ///
    /// # Errors
    /// A bad glob in the configuration, or a root that cannot be read.
    pub fn walk(workspace: &'w Workspace, config: &Config) -> Result<Self> {
        Ok(Self { workspace, set: source::walk(workspace, &config.exclude)?, memo: None })
    }

    /// All that was found, by how it prints.
    pub(crate) fn listing(&self) -> impl Debug {
        self.set.listing()
    }

    /// The same files, which will be read from a source of files that has what the other one has.
    pub(crate) fn read_by(self, workspace: &Workspace) -> Listed<'_> {
        Listed { workspace, set: self.set, memo: None }
    }

    /// The same, whose files are not scanned again if a memo has what they say.
    pub(crate) fn remembered_in(self, memo: &'w Memo) -> Self {
        Self { memo: Some(memo), ..self }
    }

    /// Scans the files, with rayon's current thread pool. No result of any stage depends on the number of threads.
    ///
    /// # Errors
    /// An unknown rule in the configuration. A file that cannot be read or lexed is no error; it will be in
    /// [`Audit::skipped`](crate::model::Audit::skipped).
    pub fn scan(self, config: &Config) -> Result<Scanned<'w>> {
        self.scan_since(&Never, config)
    }

    /// The same after an earlier audit: what it knows is taken over if files that changed declare what they did.
    ///
    /// # Errors
    /// As [`Listed::scan`].
    pub(crate) fn scan_since(self, earlier: &'w dyn Earlier, config: &Config) -> Result<Scanned<'w>> {
        let Self { workspace, set, memo } = self;
        let rules = Rules::new(&config.rules)?;
        let mut scanner = Scanner { workspace, test_cfgs: config.test_cfgs.clone(), earlier: &Never, memo };
        if scanner.declares_the_same(earlier, &set.files) {
            scanner.earlier = earlier;
        }
        let (standard, scans) = rayon::join(types::standard_library, || {
            set.files.par_iter().map(|file| scanner.scan(file)).collect::<Vec<_>>()
        });
        let (gated_scopes, types) = (config.gate.scopes.clone(), config.types.clone());
        Ok(Scanned { workspace, scanner, gated_scopes, types, rules, set, scans, standard })
    }
}

/// The files of the selected packages, and what each of them says.
#[derive(Debug)]
pub struct Scanned<'w> {
    pub(super) workspace: &'w Workspace,
    scanner: Scanner<'w>,
    /// The scopes that the gate counts.
    pub(super) gated_scopes: Vec<Scope>,
    pub(super) types: BTreeMap<String, TypeConfig>,
    pub(super) rules: Rules,
    pub(super) set: FileSet,
    /// Beside the files.
    pub(super) scans: Vec<Scan>,
    pub(super) standard: &'static Standard,
}

/// What was found in a file by itself.
#[derive(Clone, Debug)]
pub(super) struct Scan {
    /// What it says, or why it cannot be looked at.
    pub(super) facts: Result<FileFacts, String>,
    /// What an earlier audit found its sites to be. There are no bodies then.
    pub(super) results: Option<SiteResults>,
    /// By what a memo knows it.
    pub(super) seen: Option<Seen>,
}

impl<'w> Scanned<'w> {
    /// What earlier audits remember.
    pub(super) fn memo(&self) -> Option<&'w Memo> {
        self.scanner.memo
    }

    /// Beside the files: what the module tree needs of each.
    pub(super) fn views(&self) -> Vec<FileView> {
        // Of a file that could not be scanned, it needs nothing.
        self.scans.par_iter().map(|scan| scan.facts.as_ref().map(view).unwrap_or_default()).collect()
    }

    /// Adds files that turn out to be compiled, each with a package that compiles it; whether there is one.
    pub(super) fn add_compiled(&mut self, compiled: &BTreeMap<PathBuf, usize>) -> bool {
        let added = self.set.add_compiled(self.workspace, compiled);
        self.scans.extend(added.iter().map(|file| self.scanner.scan(file)));
        !added.is_empty()
    }
}

/// What files are scanned with.
#[derive(Debug)]
struct Scanner<'w> {
    workspace: &'w Workspace,
    test_cfgs: TestCfgs,
    earlier: &'w dyn Earlier,
    memo: Option<&'w Memo>,
}

impl Scanner<'_> {
    /// Whether the files that changed since an earlier audit declare what they declared then.
    fn declares_the_same(&self, earlier: &dyn Earlier, files: &[SourceFile]) -> bool {
        earlier.changed().par_iter().all(|path| {
            let file = files.iter().find(|file| file.path == *path);
            let facts = file.and_then(|file| self.facts(file).ok());
            facts.is_some_and(|facts| earlier.has_declared(path, &facts))
        })
    }

    /// What an earlier audit knew of a file, or what it says now.
    fn scan(&self, file: &SourceFile) -> Scan {
        match self.earlier.file(&file.path) {
            Some(KeptFile { facts, results }) => Scan { facts: Ok(facts), results: Some(results), seen: None },
            None => match self.remembered(file) {
                Ok((facts, seen)) => Scan { facts: Ok(facts), results: None, seen },
                Err(reason) => Scan { facts: Err(reason), results: None, seen: None },
            },
        }
    }

    /// What a memo has of a file, or what it says now.
    fn remembered(&self, file: &SourceFile) -> Result<(FileFacts, Option<Seen>), String> {
        let content = self.memo.and_then(|memo| Some((memo, self.workspace.sources.content_id(&file.path)?)));
        let Some((memo, content)) = content else { return Ok((self.facts(file)?, None)) };
        let features = self.workspace.packages.get(file.package).map(|package| package.features.clone());
        let (facts, seen) = memo.facts(content, features.unwrap_or_default(), || self.facts(file))?;
        Ok((facts, Some(seen)))
    }

    /// Reads and scans a file.
    fn facts(&self, file: &SourceFile) -> Result<FileFacts, String> {
        let bytes = self.workspace.sources.read(&file.path).map_err(|error| format!("cannot be read: {error}"))?;
        let text = String::from_utf8(bytes)
            .map_err(|error| format!("not UTF-8: invalid byte at offset {}", error.utf8_error().valid_up_to()))?;
        let features = self.workspace.packages.get(file.package).map(|package| &package.features);
        let options = ScanOptions { test_cfgs: &self.test_cfgs.0, features };
        // The parser is a library: should it ever panic on somebody's file, that file is skipped and the run goes on.
        std::panic::catch_unwind(|| syntax::scan(&text, options))
            .unwrap_or_else(|_| Err("the parser panicked".to_owned()))
            .map_err(|reason| format!("cannot be lexed: {reason}"))
    }
}

/// What the module tree needs of a file.
fn view(facts: &FileFacts) -> FileView {
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
        modules: facts.modules.clone(),
        includes: facts.includes.clone(),
    }
}
