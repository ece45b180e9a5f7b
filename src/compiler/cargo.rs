//! Cargo as a child process.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use cargo_metadata::Message as CargoMessage;
use cargo_metadata::camino::Utf8PathBuf;

use crate::model::Skipped;

use super::message::{Message, machine_must_work};
use super::process::{self, Stream};
use super::request::{Request, Selection};
use super::scratch::Scratch;
use super::variables::without_variables_of_packages;
use super::wrapper;

/// Cargo in the scratch copy.
#[derive(Debug)]
pub(super) struct Cargo<'a> {
    scratch: &'a Scratch,
    selection: &'a Selection,
    /// `--package NAME` …, or `--workspace`.
    packages: Vec<String>,
    jobs: usize,
    /// `--config FILE` for settings that Cargo finds around the workspace and not around the copy.
    config: Vec<PathBuf>,
}

/// What a run of Cargo said.
#[derive(Debug, Default)]
pub(super) struct Checked {
    /// The compiler's messages on the workspace's own code, each once.
    pub(super) messages: Vec<(TargetName, Message)>,
    /// What was compiled: targets, and the files that the compiler wrote.
    pub(super) artifacts: Vec<(TargetName, Vec<PathBuf>)>,
    /// Whether Cargo was content.
    pub(super) is_success: bool,
    /// What Cargo itself said.
    pub(super) rustc_types: Vec<String>,
}

/// A target of a package, and for what it was compiled.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct TargetName {
    pub(super) package: String,
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) root: PathBuf,
}

impl std::fmt::Display for TargetName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({} {})", self.package, self.kind, self.name)
    }
}

impl<'a> Cargo<'a> {
    pub(super) fn new(scratch: &'a Scratch, request: &Request<'a>) -> Self {
        let Request { workspace, selection, jobs, .. } = *request;
        let is_around = |folder: &Path| scratch.root.starts_with(folder);
        let config = workspace
            .root
            .ancestors()
            .skip(1)
            .filter(|folder| !is_around(folder))
            .flat_map(|folder| ["config.toml", "config"].map(|name| folder.join(".cargo").join(name)))
            .filter(|path| path.is_file());
        Self { scratch, selection, packages: request.packages(), jobs, config: config.collect() }
    }

    /// `cargo NAME` with the selection, in the copy, through our wrapper or without.
    pub(super) fn command(&self, name: &[&str]) -> Command {
        let mut command = Command::new(program());
        command.args(name).args(self.selection.arguments()).args(&self.packages);
        // A toolchain older than a package asks for may do all the same; if it does not, the compiler says why.
        command.arg("--ignore-rust-version").arg("--jobs").arg(self.jobs.to_string());
        for config in &self.config {
            command.arg("--config").arg(config);
        }
        command.current_dir(&self.scratch.root).env("CARGO_TARGET_DIR", self.scratch.folder("target"));
        // Messages are read, not shown.
        command.env("CARGO_TERM_PROGRESS_WHEN", "never").env("CARGO_TERM_COLOR", "never");
        without_variables_of_packages(&mut command);
        command
    }

    /// `cargo check` of all targets, with every call of rustc noted and `flags` added to it.
    ///
    /// # Errors
    /// Cargo cannot be run, or was stopped. That something does not compile is no error here.
    pub(super) fn check(&self, flags: &[&str]) -> Result<Checked> {
        let mut command = self.command(&["check", "--all-targets", "--keep-going", "--message-format=json"]);
        let us = std::env::current_exe().context("cannot tell which program this is")?;
        command.env("RUSTC_WORKSPACE_WRAPPER", us);
        wrapper::configure(&mut command, &self.scratch.folder("records"), flags);
        self.run(&mut command)
    }

    /// Runs a command that prints Cargo's JSON messages.
    ///
    /// # Errors
    /// As [`Cargo::check`].
    pub(super) fn run(&self, command: &mut Command) -> Result<Checked> {
        let mut checked = Checked::default();
        let mut seen = BTreeSet::new();
        let status = process::run(command, None, |stream, line| match stream {
            Stream::Err => checked.rustc_types.push(line),
            Stream::Out => {
                if let Ok(message) = serde_json::from_str::<CargoMessage>(&line) {
                    self.take(&mut checked, &mut seen, message);
                }
            }
        })?;
        checked.is_success = status.success();
        machine_must_work(checked.messages.iter().map(|(_, message)| message))?;
        Ok(checked)
    }

    fn take(&self, checked: &mut Checked, seen: &mut BTreeSet<String>, message: CargoMessage) {
        match message {
            CargoMessage::CompilerMessage(message) => {
                let root = message.target.src_path.as_std_path();
                let target = target_name(&message.package_id.repr, &message.target);
                let is_own = self.scratch.shown(root).is_some();
                // A file that is compiled for a library and for its tests says everything twice.
                let key = serde_json::to_string(&message.message).unwrap_or_default();
                if is_own && seen.insert(key) {
                    checked.messages.push((target, Message::new(&message.message, &self.scratch.root, self.scratch)));
                }
            }
            CargoMessage::CompilerArtifact(artifact)
                if self.scratch.shown(artifact.target.src_path.as_std_path()).is_some() =>
            {
                let files = artifact.filenames.into_iter().map(Utf8PathBuf::into_std_path_buf).collect();
                checked.artifacts.push((target_name(&artifact.package_id.repr, &artifact.target), files));
            }
            _ => {}
        }
    }
}

impl Checked {
    /// Targets that cannot compile on this toolchain, whatever anybody does, since they use unstable features; and the
    /// others that do not compile, each with its first error.
    pub(super) fn failures(&self) -> (BTreeMap<TargetName, Skipped>, Vec<(&TargetName, &Message)>) {
        let mut left_out = BTreeMap::new();
        let mut broken: Vec<(&TargetName, &Message)> = Vec::new();
        for (target, message) in self.messages.iter().filter(|(_, message)| message.is_error && !message.is_summary()) {
            if message.code.as_deref() == Some("E0554") {
                let reason =
                    format!("the {} `{}` uses features that this toolchain does not have", target.kind, target.name);
                let path = message.places.first().map_or_else(|| target.to_string(), |place| place.file.clone());
                left_out.insert(target.clone(), Skipped { path, reason });
            } else if !broken.iter().any(|(known, _)| *known == target) {
                broken.push((target, message));
            }
        }
        broken.retain(|(target, _)| !left_out.contains_key(target));
        (left_out, broken)
    }
}

/// The cargo that runs us, else the one on the path.
pub(super) fn program() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"))
}

fn target_name(package: &str, target: &cargo_metadata::Target) -> TargetName {
    let kind = target.kind.first().map_or_else(String::new, ToString::to_string);
    // `path+file:///…/name#0.1.0` and `path+file:///…#name@0.1.0`
    let (place, version) = package.rsplit_once('#').unwrap_or((package, ""));
    let name = version.split_once('@').map(|(name, _)| name);
    let name = name.or_else(|| place.rsplit('/').next()).unwrap_or(package).to_owned();
    TargetName { package: name, kind, name: target.name.clone(), root: target.src_path.as_std_path().to_owned() }
}
