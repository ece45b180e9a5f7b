//! The instrumented copy of a workspace.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use anyhow::{Result, bail};

use crate::model::{Quoted, Scope, Site};
use crate::source::Workspace;

use super::super::blame::{Scene, Suspect};
use super::super::candidates::{self, Files};
use super::super::cargo::{Cargo, Checked, TargetName, program};
use super::super::message::Message;
use super::super::scratch::{Edited, Scratch};
use super::super::splice::{Insert, Spliced, fitting};
use super::super::variables::without_variables_of_packages;
use super::super::{Progress, Request, process, toolchain, wrapper};
use super::command::Runner;
use super::instrument::{self, Form};
use super::probe::Probe;
use super::roots::Roots;

/// What is said if nothing that is counted is to blame for an error.
const COUNTED_FAILS: &str = "the workspace compiles, but not with its clones counted; a filter such as --package or a path \
                             leaves clones out";

/// A copy of a workspace in which clones are counted, ready to run.
#[derive(Debug)]
pub(crate) struct Built {
    pub(super) scratch: Scratch,
    /// Where the workspace itself is built.
    pub(super) target_directory: PathBuf,
    /// The compiler's version, and what it compiles for.
    pub(super) rustc: String,
    pub(super) target: String,
    /// Programs that were built, none of them a test.
    pub(super) programs: Vec<PathBuf>,
    /// Sites that are counted.
    pub(super) instrumented: Vec<Site>,
    /// Sites that are not, with the reason.
    pub(super) left_out: Vec<(Site, String)>,
    invocation: Invocation,
}

/// How Cargo is called for the copy, wherever the user stands.
#[derive(Debug)]
struct Invocation {
    folder: PathBuf,
    manifest: PathBuf,
    target_folder: PathBuf,
    records: PathBuf,
    flags: Vec<String>,
}

/// Builds a copy in which clones are counted, as far as it compiles. `paths` are those of all files that are compiled.
/// The user stands in `folder`, and has chosen the package in or around the other one.
///
/// # Errors
/// The workspace does not compile, a file cannot be read or written, or Ctrl-C was pressed.
pub(crate) fn build(
    request: &Request<'_>,
    sites: &[Site],
    paths: &[Arc<str>],
    runner: &Runner,
    (folder, chosen): (&Path, &Path),
) -> Result<Built> {
    if !cfg!(all(unix, target_pointer_width = "64")) {
        bail!("`profile` counts in files that are mapped into memory, which it can on 64-bit Unix systems only");
    }
    let workspace = request.workspace;
    let scratch = Scratch::open_for_profiles(workspace)?;
    (request.watch)(&Progress::Phase("compiling what counts clones"));
    let (rustc, host) = toolchain(request)?;
    let target = runner.target().or_else(|| std::env::var("CARGO_BUILD_TARGET").ok());
    let target_folder = scratch.folder("target");
    let probe = Probe::compile(&scratch.folder("probe"), &target_folder, &workspace.root, &rustc, target.as_deref())?;
    // Crates outside of the workspace are compiled without our wrapper, and may depend on crates that need it.
    probe.link_from(&target_folder.join(runner.profile().1).join("deps"))?;
    let files = candidates::read(workspace, sites)?;
    let invocation = Invocation {
        folder: folder.to_owned(),
        manifest: manifest_of(&scratch, workspace, chosen),
        target_folder,
        records: scratch.folder("records"),
        flags: probe.flags(),
    };
    let mut copy = Copy::new(workspace, sites, paths, &files);
    let programs = copy.compile(request, &scratch, &invocation, runner)?;
    let (instrumented, left_out) = copy.sort_out();
    let (instrumented, left_out) = (
        instrumented.into_iter().map(|owner| sites[owner].clone()).collect(),
        left_out.into_iter().map(|(owner, reason)| (sites[owner].clone(), reason)).collect(),
    );
    Ok(Built {
        scratch,
        target_directory: workspace.target_directory.clone(),
        rustc,
        target: target.unwrap_or(host),
        programs,
        instrumented,
        left_out,
        invocation,
    })
}

/// The manifest in a folder or the nearest one around it, else the workspace's, in the copy.
fn manifest_of(scratch: &Scratch, workspace: &Workspace, folder: &Path) -> PathBuf {
    let has_manifest = |folder: &&Path| folder.starts_with(&workspace.root) && folder.join("Cargo.toml").is_file();
    let folder = folder.ancestors().find(has_manifest).unwrap_or(&workspace.root);
    scratch.path(&workspace.display_path(&folder.join("Cargo.toml")))
}

impl Built {
    /// `cargo WORDS ARGUMENTS` for the copy.
    pub(super) fn cargo(&self, words: &[&str], arguments: &[String]) -> Command {
        self.invocation.command(words, arguments)
    }
}

impl Invocation {
    /// `cargo WORDS ARGUMENTS` for the copy, with the probe linked to what is compiled. What configures Cargo are its
    /// arguments, as far as they can be: what the program does with Cargo in turn is its own affair.
    fn command(&self, words: &[&str], arguments: &[String]) -> Command {
        let mut command = Command::new(program());
        let us = std::env::current_exe().unwrap_or_default();
        command.args(words).arg("--manifest-path").arg(&self.manifest).arg("--target-dir").arg(&self.target_folder);
        command.arg("--config").arg(setting("build.rustc-workspace-wrapper", &us.to_string_lossy()));
        // As in proofs: if the toolchain is too old for a package, the compiler says why.
        let ignore = "--ignore-rust-version".to_owned();
        command.args((!arguments.contains(&ignore)).then_some(&ignore));
        command.current_dir(&self.folder).env_remove("RUSTC_WORKSPACE_WRAPPER");
        without_variables_of_packages(&mut command);
        let flags = [&["--cap-lints=allow".to_owned()][..], &self.flags].concat();
        wrapper::configure(&mut command, &self.records, &flags);
        // Documentation tests are linked to the same crates. Flags of the configuration are joined with ours, but for those
        // that come in variables.
        let of_rustdoc = std::env::var("CARGO_ENCODED_RUSTDOCFLAGS").ok().or_else(|| {
            let flags = std::env::var("RUSTDOCFLAGS").ok()?;
            Some(flags.split_whitespace().collect::<Vec<_>>().join("\u{1f}"))
        });
        match of_rustdoc {
            Some(others) => {
                let others = Some(others).into_iter().filter(|others| !others.is_empty());
                let all: Vec<String> = others.chain(flags.iter().cloned()).collect();
                command.env("CARGO_ENCODED_RUSTDOCFLAGS", all.join("\u{1f}"));
            }
            None => {
                // A list in JSON is one in TOML, too.
                command.arg("--config").arg(format!("build.rustdocflags = {}", serde_json::Value::from(flags)));
            }
        }
        // Behind the words of the command and before what is the program's.
        command.args(arguments);
        command
    }
}

/// `name = "value"` for `--config`.
fn setting(name: &str, value: &str) -> String {
    // A JSON text is one of TOML, too.
    format!("{name} = {}", serde_json::Value::from(value))
}

/// What is compiled: the sites with the form in which each is counted.
struct Copy<'a> {
    workspace: &'a Workspace,
    sites: &'a [Site],
    files: &'a Files,
    states: Vec<State>,
    roots: Roots<'a>,
}

/// How a site is counted.
enum State {
    /// In the first of these forms; the others are tried if that does not compile.
    Counted(Vec<Form>),
    LeftOut(String),
}

impl<'a> Copy<'a> {
    fn new(workspace: &'a Workspace, sites: &'a [Site], paths: &[Arc<str>], files: &'a Files) -> Self {
        let in_compiler: BTreeSet<&str> = workspace
            .packages
            .iter()
            .filter(|package| package.targets.iter().any(|target| target.is_proc_macro))
            .map(|package| &*package.name)
            .collect();
        let state = |site: &Site| {
            if site.scope == Scope::Build {
                return State::LeftOut("in a build script, which runs before the program is built".to_owned());
            }
            // Its tests are programs of their own.
            if in_compiler.contains(&*site.package) && site.scope == Scope::Production {
                return State::LeftOut("in a procedural macro, which runs in the compiler".to_owned());
            }
            let source = files.get(&site.location.path).map_or("", |file| file.text.as_str());
            match instrument::forms(site, source) {
                Ok(forms) => State::Counted(forms),
                Err(reason) => State::LeftOut(reason.to_owned()),
            }
        };
        let roots = Roots::new(workspace, paths, sites.len());
        Self { workspace, sites, files, states: sites.iter().map(state).collect(), roots }
    }

    /// Compiles the copy until nothing fails; what does is taken out.
    fn compile(
        &mut self,
        request: &Request<'_>,
        scratch: &Scratch,
        invocation: &Invocation,
        runner: &Runner,
    ) -> Result<Vec<PathBuf>> {
        let cargo = Cargo::new(scratch, request);
        let mut programs = Vec::new();
        let build = |words: &[String], edited: &Edited| {
            scratch.sync(self.workspace, edited)?;
            let messages = "--message-format=json".to_owned();
            let (name, arguments) = words.split_first().map_or(("", &[][..]), |(name, rest)| (name.as_str(), rest));
            cargo.run(&mut invocation.command(&[name], &[arguments, &[messages]].concat()))
        };
        let (mut rounds, mut is_sound) = (0, false);
        for words in runner.builds() {
            loop {
                rounds += 1;
                (request.watch)(&Progress::Instrumented { round: rounds, sites: self.counted() });
                let scene = self.scene();
                let checked = build(&words, &self.edited(&scene))?;
                process::not_interrupted()?;
                if checked.is_success {
                    let is_program = |target: &TargetName| matches!(target.kind.as_str(), "bin" | "example");
                    let made = checked.artifacts.into_iter().filter(|(target, _)| is_program(target));
                    programs.extend(made.filter_map(|(_, files)| files.into_iter().next()));
                    break;
                }
                // What does not compile as it is would have sites taken out, round after round, that are not to blame.
                if !is_sound {
                    let untouched = build(&words, &Edited::new())?;
                    if !untouched.is_success {
                        return Err(failure(&untouched, "the workspace does not compile, so it cannot be profiled"));
                    }
                    is_sound = true;
                }
                // Each round takes something out, so they come to an end.
                if !self.take_out(&checked, &scene) {
                    return Err(failure(&checked, COUNTED_FAILS));
                }
            }
        }
        Ok(programs)
    }

    fn counted(&self) -> usize {
        self.states.iter().filter(|state| matches!(state, State::Counted(_))).count()
    }

    /// The files as they are compiled.
    fn scene(&self) -> Scene {
        let mut scene = Scene { is_marked: true, ..Scene::default() };
        let mut inserts: BTreeMap<&str, Vec<Insert>> = BTreeMap::new();
        for (owner, (site, state)) in self.sites.iter().zip(&self.states).enumerate() {
            let (State::Counted(forms), Some(file)) = (state, self.files.get(&site.location.path)) else { continue };
            let insert = forms.first().and_then(|form| instrument::insert(owner, site, *form, &file.text));
            inserts.entry(&site.location.path).or_default().extend(insert);
        }
        for (path, wraps) in self.roots.wraps() {
            inserts.entry(path).or_default().extend(wraps.iter().cloned());
        }
        for (path, inserts) in inserts {
            let text = self.files.get(path).map(|file| file.text.as_str());
            let Some(text) = text.or_else(|| self.roots.text(path)) else { continue };
            let all: Vec<&Insert> = inserts.iter().collect();
            let (fit, _) = fitting(&all);
            let fit: Vec<&Insert> = fit.into_iter().map(|at| all[at]).collect();
            for insert in fit.iter().filter(|insert| insert.owner < self.sites.len()) {
                let suspect = Suspect::new(&self.sites[insert.owner], vec![insert.bytes.clone()]);
                scene.suspects.insert(insert.owner, suspect);
            }
            scene.files.insert(path.to_owned(), Spliced::new(text, &fit));
        }
        scene
    }

    fn edited(&self, scene: &Scene) -> Edited {
        let mut edited: Edited = scene.files.iter().map(|(path, file)| (path.clone(), file.text.clone())).collect();
        self.roots.append_to(&mut edited);
        edited
    }

    /// Takes out what the errors are due to. Returns whether there was anything.
    fn take_out(&mut self, checked: &Checked, scene: &Scene) -> bool {
        let (mut blamed, mut suspected) = (BTreeMap::<usize, String>::new(), BTreeMap::<usize, String>::new());
        let mut is_less = false;
        let errors = checked.messages.iter().filter(|(_, message)| message.is_error && !message.is_summary());
        let errors: Vec<&(TargetName, Message)> = errors.collect();
        for (target, message) in errors.iter().copied() {
            if message.text.contains("global_allocator") || message.text.contains("global allocator") {
                is_less |= self.roots.without_ours(&target.root);
                continue;
            }
            let Some(blame) = scene.blame(message) else { continue };
            let list = if blame.is_certain { &mut blamed } else { &mut suspected };
            for owner in blame.owners {
                list.entry(owner).or_insert_with(|| message.short());
            }
        }
        // What is only suspected may be innocent once those are out that certainly are to blame.
        let blamed = if blamed.is_empty() { suspected } else { blamed };
        for (owner, reason) in blamed {
            let Some(state) = self.states.get_mut(owner) else {
                // What wraps an allocator of the program's own.
                is_less |= self.roots.unwrap_allocators(owner);
                continue;
            };
            if let State::Counted(forms) = state {
                forms.remove(0);
                if forms.is_empty() {
                    *state = State::LeftOut(reason);
                }
                is_less = true;
            }
        }
        // A program without the standard library has no allocator, and says so in other words.
        if !is_less {
            for target in errors.iter().map(|(target, _)| target) {
                is_less |= self.roots.without_ours(&target.root);
            }
        }
        is_less
    }

    /// The numbers of the sites that are counted, and of the others with the reason.
    fn sort_out(self) -> (Vec<usize>, Vec<(usize, String)>) {
        let (mut counted, mut left_out) = (Vec::new(), Vec::new());
        let fit: BTreeSet<usize> = self.scene().suspects.keys().copied().collect();
        for (owner, state) in self.states.into_iter().enumerate() {
            match state {
                State::Counted(_) if fit.contains(&owner) => counted.push(owner),
                State::Counted(_) => left_out.push((owner, "stands within another clone that is counted".to_owned())),
                State::LeftOut(reason) => left_out.push((owner, reason)),
            }
        }
        (counted, left_out)
    }
}

/// Why the copy does not compile although nothing that was changed is to blame.
fn failure(checked: &Checked, what: &str) -> anyhow::Error {
    let (left_out, broken) = checked.failures();
    if let Some((target, message)) = broken.first() {
        return anyhow::Error::new(Quoted::below(&message.rendered))
            .context(format!("{what}; the first error is in {target}"));
    }
    let said = left_out.into_values().map(|skipped| format!("{}: {}", skipped.path, skipped.reason));
    let said: Vec<String> = said.chain(checked.rustc_types.iter().cloned()).collect();
    anyhow::Error::new(Quoted::below(&said.join("\n")))
        .context("Cargo cannot build a copy of the workspace (without what git ignores)")
}
