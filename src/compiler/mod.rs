//! Asks the compiler: the exact types of what is cloned (`resolve`), and which clones can go (`prove`).
//!
//! Everything is tried in a scratch copy of the workspace (`scratch`), by textual edits of byte ranges (`splice`,
//! `rewrites`). Cargo is a child process (`cargo`, `process`) that calls rustc through this very program (`wrapper`), so
//! that lints can be forced and each compilation can be repeated by itself (`units`). What the compiler says (`message`)
//! is attributed to sites by its places (`blame`). The user's tree is written to by `fix` alone.
//!
//! Limits: a proof holds for one configuration (features, target, toolchain); documentation tests are no part of it.

mod blame;
mod candidates;
mod cargo;
mod clippy;
mod derefs;
mod fix;
mod kept;
mod let_borrow;
mod message;
mod process;
mod profile;
mod prove;
mod reasons;
mod request;
mod resolve;
mod rewrites;
mod scratch;
mod splice;
mod test_run;
mod units;
mod variables;
mod wrapper;

use std::collections::BTreeSet;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::model::{Configuration, Fingerprint, Quoted, RustcTypes, Site};

use cargo::{Cargo, Checked, TargetName};
use scratch::{Edited, Scratch};

pub(crate) use fix::{Patch, apply, dirty_files, patch};
pub(crate) use process::{Stopped, end_on_interrupt, is_interrupted};
pub(crate) use profile::{Runner, build};
pub(crate) use prove::{Effort, prove, recall};
pub(crate) use request::{Progress, Request, Selection};
pub(crate) use wrapper::is_wrapper;
pub(crate) use wrapper::run as run_wrapper;

/// Asks the compiler for the types of sites, in one `cargo check` if all goes well. A site without an answer is not
/// compiled in this configuration. Where nothing changed since the last time, nothing is compiled.
///
/// # Errors
/// The workspace does not compile, nothing was compiled, Cargo cannot be run, or somebody pressed Ctrl-C.
pub(crate) fn resolve(request: &Request<'_>, sites: &[Site]) -> Result<RustcTypes> {
    let scratch = Scratch::open(request.workspace)?;
    let files = candidates::read(request.workspace, sites)?;
    let cargo = Cargo::new(&scratch, request);
    let rustc_types = remembered_types(&scratch, request, "values", false, || {
        (request.watch)(&Progress::Phase("asking the compiler for types"));
        resolve::ask(sites, &files, resolve::Probes::Values, |edited| {
            scratch.sync(request.workspace, edited)?;
            let checked = cargo.check(resolve::FLAGS)?;
            let (left_out, _) = checked.failures();
            let messages = checked.messages.into_iter();
            Ok(messages.filter(|(target, _)| !left_out.contains_key(target)).map(|(_, message)| message).collect())
        })
    })?;
    if rustc_types.is_empty() && !sites.is_empty() {
        // No type was reported: find out whether the workspace itself fails to compile.
        scratch.sync(request.workspace, &Edited::new())?;
        untouched_must_compile(&cargo.check(&[])?)?;
    }
    Ok(rustc_types)
}

/// What the compiler said of types when everything was as it is now, else (or afresh) what `ask` finds out.
fn remembered_types(
    scratch: &Scratch,
    request: &Request<'_>,
    probes: &str,
    is_fresh: bool,
    ask: impl FnOnce() -> Result<RustcTypes>,
) -> Result<RustcTypes> {
    let content = scratch::content(request.workspace)?;
    let (rustc, _) = toolchain(request)?;
    let selection = format!("{:?} {:?}", request.selection, request.packages());
    let key = Fingerprint::of(&[env!("CARGO_PKG_VERSION"), probes, &rustc, &selection, &content.to_string()]);
    let path = scratch.folder("cache").join(format!("types-{key}.json"));
    // One that is damaged is made again.
    if let Some(rustc_types) =
        std::fs::read(&path).ok().filter(|_| !is_fresh).and_then(|bytes| serde_json::from_slice(&bytes).ok())
    {
        return Ok(rustc_types);
    }
    let rustc_types = ask()?;
    if !rustc_types.is_empty() {
        // It only saves time.
        let _ = std::fs::write(&path, serde_json::to_vec(&rustc_types)?);
    }
    Ok(rustc_types)
}

/// The compiler's version, and the target that it compiles for.
fn toolchain(request: &Request<'_>) -> Result<(String, String)> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(&rustc).arg("-vV").current_dir(&request.workspace.root).output();
    let output = output.with_context(|| format!("cannot run {}", rustc.display()))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let host = text.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or("unknown").to_owned();
    let version = text.lines().next().unwrap_or("rustc").to_owned();
    Ok((version, request.selection.target.clone().unwrap_or(host)))
}

/// What a proof is made in.
fn configuration(request: &Request<'_>, checked: &Checked) -> Result<Configuration> {
    let (rustc, target) = toolchain(request)?;
    let (left_out, _) = checked.failures();
    let targets: BTreeSet<&TargetName> = checked.artifacts.iter().map(|(target, _)| target).collect();
    let features = request.selection.features_text();
    let left_out: Vec<_> = left_out.into_values().collect();
    Ok(Configuration { rustc, target, features, targets: targets.len(), left_out })
}

/// What does not compile proves nothing; and neither does what was not compiled. Returns the targets that cannot compile
/// on this toolchain.
fn untouched_must_compile(before: &Checked) -> Result<BTreeSet<TargetName>> {
    let (left_out, broken) = before.failures();
    if let Some((target, message)) = broken.first() {
        return Err(anyhow::Error::new(Quoted::below(&message.rendered)).context(format!(
            "the workspace does not compile, so nothing can be proven of its clones; the first error is in {target}"
        )));
    }
    let said = || anyhow::Error::new(Quoted::below(&before.rustc_types.join("\n")));
    if !before.is_success && left_out.is_empty() {
        return Err(said().context("`cargo check` fails on a copy of the workspace (without what git ignores)"));
    }
    if before.artifacts.is_empty() {
        let what = "`cargo check` compiled no target of the workspace, so nothing can be proven of its clones";
        return Err(said().context(what));
    }
    Ok(left_out.into_keys().collect())
}
