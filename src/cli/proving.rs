//! What `prove`, `fix` and `--resolve` share: the compiler's work with its progress on the terminal.

use std::time::{Duration, Instant};

use std::path::Path;
use std::process::ExitStatus;
use std::sync::Arc;

use anyhow::{Context as _, Result};

use crate::compiler::{self, Effort, Progress, Request, Runner, Selection};
use crate::model::{Audit, Hazard, Profile, Proof, RustcTypes, Site};
use crate::report::plural;

use super::args::{CompilerArgs, EffortArgs, FilterArgs};
use super::session::Session;

impl CompilerArgs {
    pub(super) fn is_given(&self) -> bool {
        !self.features.is_empty() || self.all_features || self.no_default_features || self.target.is_some()
    }

    pub(super) fn selection(&self) -> Selection {
        Selection {
            features: self.features.clone(),
            all_features: self.all_features,
            no_default_features: self.no_default_features,
            target: self.target.clone(),
        }
    }
}

impl EffortArgs {
    fn effort<'a>(&self, allow: &'a [Hazard]) -> Effort<'a> {
        Effort {
            rounds: self.rounds,
            time: self.time.map(Duration::from_secs),
            is_fresh: self.fresh,
            with_tests: self.test,
            allow,
            with_clippy: self.clippy,
        }
    }
}

impl Session<'_> {
    /// Runs something that compiles, with its progress shown, and an orderly end on Ctrl-C.
    pub(super) fn compiling<R>(&self, args: &CompilerArgs, run: impl FnOnce(&Request<'_>) -> Result<R>) -> Result<R> {
        self.ui.end_in_order()?;
        let bar = self.ui.progress();
        let started = Instant::now();
        let watch = |progress: &Progress| {
            let text = text(progress);
            self.ui.detail(&format!("{:6.1} s  {text}", started.elapsed().as_secs_f64()));
            bar.set_message(text);
        };
        let request =
            Request { workspace: &self.workspace, selection: &args.selection(), jobs: self.jobs, watch: &watch };
        let result = run(&request);
        bar.finish_and_clear();
        result
    }

    /// What the compiler says of the types of sites.
    pub(super) fn resolve(&self, args: &CompilerArgs, sites: &[Site]) -> Result<RustcTypes> {
        let rustc_types = self.compiling(args, |request| compiler::resolve(request, sites))?;
        self.ui.detail(&format!("the compiler gave the types of {} of {} sites", rustc_types.len(), sites.len()));
        Ok(rustc_types)
    }

    /// The proof for the sites that the filter and `is_asked` take, and the audit behind it. Clones with these hazards are
    /// to go, too.
    pub(super) fn prove(
        &self,
        filter: &FilterArgs,
        compiler: &CompilerArgs,
        effort: &EffortArgs,
        allow: &[Hazard],
        is_asked: impl Fn(&Site) -> bool,
    ) -> Result<(Audit, Proof)> {
        let indexed = self.placed()?.index()?;
        let mut audit = indexed.audit(indexed.check(indexed.infer(None)), &self.categories);
        self.tell_size(&audit);
        let filter = self.filter(filter, &audit)?;
        audit.sites.retain(&is_asked);
        // Nothing is scanned again, and the declarations are freed before the rounds of compiling.
        let resolved = |rustc_types: &RustcTypes| -> Vec<Site> {
            let checked = indexed.check(indexed.infer_with_hazards(rustc_types));
            let mut audit = indexed.assemble(checked, &self.categories).audit;
            filter.apply(&mut audit);
            audit.sites.retain(&is_asked);
            audit.sites
        };
        let proof = self
            .compiling(compiler, |request| compiler::prove(request, &audit.sites, resolved, &effort.effort(allow)))?;
        Ok((audit, proof))
    }
}

impl Session<'_> {
    /// What the clones that the filter takes cost while a program runs.
    pub(super) fn profile(
        &self,
        filter: &FilterArgs,
        manifest: Option<&Path>,
        runner: &Runner,
    ) -> Result<(Profile, ExitStatus)> {
        let indexed = self.placed()?.index()?;
        let checked = indexed.check(indexed.infer(None));
        let mut audit = indexed.assemble(checked, &self.categories).audit;
        self.tell_size(&audit);
        let paths: Vec<Arc<str>> = audit.files.iter().map(|file| Arc::clone(&file.path)).collect();
        self.filter(filter, &audit)?.apply(&mut audit);
        let folder = std::env::current_dir().context("cannot tell the current folder")?.join(self.ui.folder());
        // A path that is given leads to the manifest itself.
        let manifest = manifest.map(|manifest| folder.join(manifest));
        let chosen = manifest.as_deref().and_then(Path::parent).unwrap_or(&folder);
        let built = self.compiling(&CompilerArgs::default(), |request| {
            compiler::build(request, &audit.sites, &paths, runner, (&folder, chosen))
        })?;
        built.run(runner, &folder)
    }
}

fn text(progress: &Progress) -> String {
    match progress {
        Progress::Phase(phase) => (*phase).to_owned(),
        Progress::Round { round, units, alive, removable, deadline } => {
            let left = deadline.map_or_else(String::new, |deadline| {
                format!(", {} s left", deadline.saturating_duration_since(Instant::now()).as_secs())
            });
            let crates = plural(*units, "crate");
            format!("round {round} ({crates}): {alive} candidates left, {removable} removable so far{left}")
        }
        Progress::Instrumented { round, sites } => {
            format!("building the program with {} counted (round {round})", plural(*sites, "clone"))
        }
        Progress::Tests { run: 1, removals } => format!("running the tests with {}", plural(*removals, "removal")),
        Progress::Tests { run, removals } => format!(
            "tests fail; looking for the removals that cause it: run {run}, with {}",
            plural(*removals, "removal")
        ),
    }
}
