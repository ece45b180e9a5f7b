//! What clones cost while a program runs: an instrumented copy is built and run, and what its processes write is read.
//!
//! - `command`: what is built and run;
//! - `instrument`: how a site is written where it is counted;
//! - `roots`: what is added to the roots of crates, `allocator`: how an allocator of theirs is made to count;
//! - `probe`: the crates that count (`runtime`), which rustc links to the copy as our wrapper tells it;
//! - `build`: the copy, in which sites that do not compile are left as they were;
//! - `records`: what processes write, in the `format` that both sides know.

mod allocator;
mod build;
mod command;
mod format;
mod instrument;
mod probe;
mod records;
mod roots;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::time::Instant;

use anyhow::{Context as _, Result};

use crate::model::{Judged, Measured, PROFILE_SCHEMA, Profile, ProfileSorting, ProfiledSite};

use super::process;
use build::Built;

pub(crate) use build::build;
pub(crate) use command::Runner;

impl Built {
    /// Runs the command with the terminal to itself, until it ends. Ctrl-C ends the command alone: what it did until then is
    /// measured.
    ///
    /// # Errors
    /// It cannot be run, or what it wrote cannot be read.
    pub(crate) fn run(self, runner: &Runner, folder: &Path) -> Result<(Profile, ExitStatus)> {
        let measured = self.scratch.folder("measured");
        // What an earlier run has left there is of other counters.
        let _ = std::fs::remove_dir_all(&measured);
        std::fs::create_dir_all(&measured).with_context(|| format!("cannot create {}", measured.display()))?;
        let mut command = match runner {
            Runner::Cargo { kind, arguments } => self.cargo(kind.words(), arguments),
            Runner::Program { command, .. } => self.program(command, folder)?,
        };
        command.env("CLONE_AUDIT_PROFILE", &measured);
        let started = Instant::now();
        let status = process::run_in_foreground(&mut command)?;
        let seconds = started.elapsed().as_secs_f64();
        let counted = records::read(&measured)?;
        // If this fails, the next run removes it.
        let _ = std::fs::remove_dir_all(&measured);
        Ok((self.document(runner, counted, seconds), status))
    }

    /// A program with the folder of what was built at the head of the path.
    fn program(&self, words: &[String], folder: &Path) -> Result<Command> {
        let workspace_target = &self.target_directory;
        let (name, arguments) = words.split_first().map_or(("", &[][..]), |(name, rest)| (name.as_str(), rest));
        let mut command = Command::new(command::program(name, folder, workspace_target, &self.programs)?);
        command.args(arguments).current_dir(folder);
        let others = std::env::var_os("PATH").unwrap_or_default();
        let folders: BTreeSet<PathBuf> =
            self.programs.iter().filter_map(|path| Some(path.parent()?.to_owned())).collect();
        let all = folders.into_iter().chain(std::env::split_paths(&others));
        if let Ok(path) = std::env::join_paths(all) {
            command.env("PATH", path);
        }
        Ok(command)
    }

    fn document(self, runner: &Runner, counted: records::Counted, seconds: f64) -> Profile {
        let records::Counted { sites: mut costs, totals, .. } = counted;
        let sites = self.instrumented.into_iter().map(|site| {
            let instances = costs.remove(&instrument::number(&site)).unwrap_or_default();
            ProfiledSite::new(site, instances.into_values().collect())
        });
        let sites = sites.collect();
        let measured = Measured {
            rustc: self.rustc,
            target: self.target,
            profile: runner.profile().0,
            runs: 1,
            processes: counted.processes,
            threads: counted.threads,
            seconds: (seconds * 1000.0).round() / 1000.0,
            clock_nanoseconds: thousandths(counted.clock),
            with_allocations: totals.allocations > 0,
            without_allocations: counted.without_allocations,
            is_incomplete: counted.is_incomplete,
        };
        Profile {
            schema: PROFILE_SCHEMA,
            command: runner.text(),
            measured,
            totals,
            sites,
            not_instrumented: self.left_out.into_iter().map(|(site, reason)| Judged::new(site, reason)).collect(),
            sorting: ProfileSorting::Time,
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "some thousands of nanoseconds")]
fn thousandths(number: u64) -> f64 {
    number as f64 / 1000.0
}
