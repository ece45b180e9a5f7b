//! This program as Cargo's `RUSTC_WORKSPACE_WRAPPER`: it calls rustc as Cargo asks, with flags added, and notes how.
//!
//! Cargo calls it for the members of the workspace and for nothing else. It is no command: what it has to do comes in
//! environment variables, which Cargo hands on.

use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};

use super::variables::is_of_a_package;

/// Folder to note the calls in. Its presence makes this program the wrapper.
const RECORDS: &str = "CLONE_AUDIT_RUSTC_RECORDS";
/// Flags to add, separated by [`SEPARATOR`].
const FLAGS: &str = "CLONE_AUDIT_RUSTC_FLAGS";
/// Names of the variables that were set before Cargo ran, separated by [`SEPARATOR`]: no need to note them.
const KNOWN: &str = "CLONE_AUDIT_RUSTC_KNOWN";
/// As in `CARGO_ENCODED_RUSTFLAGS`.
pub(super) const SEPARATOR: char = '\u{1f}';

/// Variables that Cargo changes rather than adds.
const CHANGED: &[&str] =
    &["LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PATH", "CARGO", "RUSTC"];

/// A call of rustc for one unit, as Cargo made it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Call {
    pub(super) program: PathBuf,
    pub(super) arguments: Vec<String>,
    pub(super) folder: PathBuf,
    pub(super) variables: Vec<(String, String)>,
}

impl Call {
    /// The value of `--name value` or `--name=value`.
    pub(super) fn option(&self, name: &str) -> Option<&str> {
        let mut arguments = self.arguments.iter();
        while let Some(argument) = arguments.next() {
            if let Some(rest) = argument.strip_prefix(name) {
                if let Some(value) = rest.strip_prefix('=') {
                    return Some(value);
                }
                if rest.is_empty() {
                    return arguments.next().map(String::as_str);
                }
            }
        }
        None
    }

    /// The value of `-C name=value`.
    pub(super) fn codegen(&self, name: &str) -> Option<&str> {
        let values = self.arguments.windows(2).filter(|pair| pair[0] == "-C").map(|pair| pair[1].as_str());
        values.filter_map(|value| value.strip_prefix(name)?.strip_prefix('=')).next_back()
    }

    /// What tells the unit from all others: the crate's name and Cargo's hash.
    pub(super) fn key(&self) -> Option<String> {
        Some(format!("{}{}", self.option("--crate-name")?, self.codegen("extra-filename").unwrap_or_default()))
    }
}

/// Says to the wrapper, by the variables of a command of Cargo, where it notes the calls and what flags it adds.
pub(super) fn configure<F: AsRef<str>>(command: &mut Command, records: &Path, flags: &[F]) {
    let known: Vec<String> = std::env::vars_os()
        .filter(|(name, _)| !is_of_a_package(name))
        .filter_map(|(name, _)| name.into_string().ok())
        .collect();
    let separator = SEPARATOR.to_string();
    let flags: Vec<&str> = flags.iter().map(AsRef::as_ref).collect();
    command.env(RECORDS, records).env(KNOWN, known.join(&separator)).env(FLAGS, flags.join(&separator));
}

/// Whether Cargo calls this process as its wrapper.
pub(crate) fn is_wrapper() -> bool {
    std::env::var_os(RECORDS).is_some() && std::env::args_os().nth(1).is_some_and(|program| is_rustc(&program))
}

fn is_rustc(program: &OsString) -> bool {
    let name = Path::new(program).file_stem().map(|name| name.to_string_lossy().into_owned());
    name.is_some_and(|name| name.contains("rustc") || name.contains("clippy-driver") || name.contains("sccache"))
}

/// Calls rustc.
pub(crate) fn run() -> ExitCode {
    match call() {
        Ok(code) => code,
        Err(error) => {
            let _ = writeln!(std::io::stderr().lock(), "error: cargo-clone-audit as rustc's wrapper: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn call() -> Result<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    let program = PathBuf::from(arguments.next().context("no compiler was named")?);
    let arguments: Vec<OsString> = arguments.collect();
    // Cargo also asks for the version, and what is built in: flags are for what is compiled.
    let flags = if note(&program, &arguments)? { std::env::var(FLAGS).unwrap_or_default() } else { String::new() };
    let flags = flags.split(SEPARATOR).filter(|flag| !flag.is_empty());
    let status = Command::new(&program)
        .args(&arguments)
        .args(flags)
        .status()
        .with_context(|| format!("cannot run {}", program.display()))?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// Writes the call down and returns `true`, if it compiles something.
fn note(program: &Path, arguments: &[OsString]) -> Result<bool> {
    let Some(folder) = std::env::var_os(RECORDS).map(PathBuf::from) else { return Ok(false) };
    let Some(arguments) = arguments.iter().map(|argument| argument.to_str().map(str::to_owned)).collect() else {
        return Ok(false);
    };
    let known = std::env::var(KNOWN).unwrap_or_default();
    let is_new = |name: &str| CHANGED.contains(&name) || !known.split(SEPARATOR).any(|known| known == name);
    let call = Call {
        program: program.to_owned(),
        arguments,
        folder: std::env::current_dir().context("cannot tell the current folder")?,
        variables: std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .filter(|(name, _)| is_new(name) && ![RECORDS, FLAGS, KNOWN].contains(&name.as_str()))
            .collect(),
    };
    let Some(key) = call.key().filter(|_| call.option("--emit").is_some()) else { return Ok(false) };
    let path = folder.join(format!("{key}.json"));
    std::fs::write(&path, serde_json::to_vec(&call)?).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_of_a_call_are_found_in_both_spellings() {
        let arguments = ["--crate-name", "a", "--emit=metadata", "-C", "metadata=1", "-C", "extra-filename=-2"];
        let call = Call {
            program: PathBuf::new(),
            arguments: arguments.map(str::to_owned).to_vec(),
            folder: PathBuf::new(),
            variables: Vec::new(),
        };
        assert_eq!(call.option("--emit"), Some("metadata"));
        assert_eq!(call.option("--crate-type"), None);
        assert_eq!(call.key().as_deref(), Some("a-2"));
    }
}
