//! The parameters of a compiler run, and how its progress is reported.

use std::time::Instant;

use crate::source::Workspace;

/// How far the work is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Progress {
    /// Something that takes its time begins.
    Phase(&'static str),
    /// A round of compiling begins.
    Round {
        /// Its number, from 1.
        round: usize,
        /// Compilation units that it compiles.
        units: usize,
        /// Candidates that are in the files.
        alive: usize,
        /// Candidates that compile so far.
        removable: usize,
        /// When the time is up.
        deadline: Option<Instant>,
    },
    /// The copy is compiled in which clones are counted.
    Instrumented {
        /// How often it was, with this time.
        round: usize,
        /// Clones that are counted.
        sites: usize,
    },
    /// A run of the tests begins.
    Tests {
        /// Its number, from 1.
        run: usize,
        /// Removals that are made in it.
        removals: usize,
    },
}

/// Who wants to know of [`Progress`].
pub(crate) type Watch<'a> = &'a (dyn Fn(&Progress) + Sync);

/// What is compiled.
#[derive(Clone, Copy)]
pub(crate) struct Request<'a> {
    /// The workspace.
    pub workspace: &'a Workspace,
    /// Features and target.
    pub selection: &'a Selection,
    /// Compilers at a time.
    pub jobs: usize,
    /// Who is told how far it is.
    pub watch: Watch<'a>,
}

impl Request<'_> {
    /// The packages that are asked about, as Cargo takes them: the others need not compile.
    pub(super) fn packages(&self) -> Vec<String> {
        if self.workspace.packages.iter().all(|package| package.selected) {
            return vec!["--workspace".to_owned()];
        }
        let selected = self.workspace.packages.iter().filter(|package| package.selected);
        selected.flat_map(|package| ["--package".to_owned(), package.name.to_string()]).collect()
    }
}

/// Which features and which target, as Cargo's own options say it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Selection {
    /// `--features`
    pub features: Vec<String>,
    /// `--all-features`
    pub all_features: bool,
    /// `--no-default-features`
    pub no_default_features: bool,
    /// `--target`
    pub target: Option<String>,
}

impl Selection {
    /// As Cargo takes them.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let mut arguments = Vec::new();
        for features in &self.features {
            arguments.extend(["--features".to_owned(), features.clone()]);
        }
        arguments.extend(self.all_features.then(|| "--all-features".to_owned()));
        arguments.extend(self.no_default_features.then(|| "--no-default-features".to_owned()));
        arguments.extend(self.target.iter().flat_map(|target| ["--target".to_owned(), target.clone()]));
        arguments
    }

    /// The features in words.
    pub(super) fn features_text(&self) -> String {
        if self.all_features {
            return "all".to_owned();
        }
        let named = self.features.join(", ");
        match (self.no_default_features, named.is_empty()) {
            (false, true) => "default".to_owned(),
            (false, false) => format!("default + {named}"),
            (true, true) => "none".to_owned(),
            (true, false) => named,
        }
    }
}
