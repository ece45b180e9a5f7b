//! Compilation units: what Cargo has rustc compile for the workspace, called again without Cargo.
//!
//! A round of trying changes only bodies, never what a crate offers to others. So each unit can be compiled on its own
//! against what its dependencies were when everything compiled: an error in one crate hides nothing in the crates that
//! depend on it, and a crate in which nothing changed is not compiled again. The last word is Cargo's all the same.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::time::Instant;

use anyhow::{Context as _, Result};
use cargo_metadata::diagnostic::Diagnostic;

use crate::model::Quoted;

use super::cargo::{Checked, TargetName};
use super::message::{Message, machine_must_work};
use super::process::{self, Stream};
use super::scratch::Scratch;
use super::wrapper::Call;

/// Flags of rustc that a call gets anew: where results go, and how messages look. Each takes a value.
const REPLACED: &[&str] = &["--emit", "--out-dir", "--error-format", "--json", "--cap-lints", "--diagnostic-width"];

/// Which of the compiler's memories of a unit is used. It remembers what compiled last, and compiles what changed since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum IncrementalCache {
    /// That of the code as it is, for rounds that change little of it.
    Rounds,
    /// A copy of it, for changing all sites at once: it would be of little use to the rounds afterwards.
    Types,
}

impl IncrementalCache {
    /// Its folder. Without one of the code as it is, there is nothing to copy and nothing to keep clean.
    fn folder(self, home: &Path) -> PathBuf {
        let rounds = home.join("rounds");
        let types = home.join("types");
        if self == Self::Types && rounds.is_dir() {
            let _ = fs::remove_dir_all(&types);
            // A memory that could not be copied only costs time.
            if link_all(&rounds, &types).is_ok() {
                return types;
            }
        }
        rounds
    }
}

/// Something that rustc compiles.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// The crate's name with Cargo's hash.
    key: String,
    call: Call,
    /// Files of the workspace that are compiled, by the paths that documents show.
    pub(super) files: BTreeSet<String>,
    /// Whether another unit compiles the same crate with its tests: it sees nearly all of the code of this one.
    pub(super) is_covered: bool,
}

/// What Cargo compiled in a run, as far as it compiled. `left_out` names targets that do not.
///
/// # Errors
/// A unit of which no call was noted, or whose files are not known.
pub(super) fn units(scratch: &Scratch, checked: &Checked, left_out: &BTreeSet<TargetName>) -> Result<Vec<Unit>> {
    let mut units: BTreeMap<String, Unit> = BTreeMap::new();
    for (target, files) in &checked.artifacts {
        if left_out.contains(target) {
            continue;
        }
        for key in files.iter().flat_map(|file| keys(file)) {
            if let Some(unit) = unit(scratch, &key)? {
                units.insert(key, unit);
            }
        }
    }
    let tested: BTreeSet<PathBuf> =
        units.values().filter(|unit| unit.is_test()).filter_map(|unit| unit.root().map(Path::to_owned)).collect();
    let mut units: Vec<Unit> = units.into_values().collect();
    for unit in &mut units {
        unit.is_covered = !unit.is_test() && unit.root().is_some_and(|root| tested.contains(root));
    }
    Ok(units)
}

/// What the unit that wrote a file may be called: `libname-hash.rmeta`, `name-hash` of programs, and of build scripts
/// `package-hash/build-script-build`, which is a second name of `build_script_build-hash`.
fn keys(file: &Path) -> Vec<String> {
    let Some(name) = file.file_stem().and_then(|name| name.to_str()) else { return Vec::new() };
    let mut keys = vec![name.to_owned()];
    keys.extend(name.strip_prefix("lib").map(str::to_owned));
    let folder = file.parent().and_then(|folder| folder.file_name()?.to_str());
    let hash = folder.and_then(|folder| Some(folder.rsplit_once('-')?.1));
    keys.extend(hash.map(|hash| format!("{}-{hash}", name.replace('-', "_"))));
    keys
}

fn unit(scratch: &Scratch, key: &str) -> Result<Option<Unit>> {
    let path = scratch.folder("records").join(format!("{key}.json"));
    let Ok(bytes) = fs::read(&path) else { return Ok(None) };
    let call: Call = serde_json::from_slice(&bytes).with_context(|| format!("{} is damaged", path.display()))?;
    let list = Path::new(call.option("--out-dir").unwrap_or_default()).join(format!("{key}.d"));
    let list = call.folder.join(list);
    let text = fs::read_to_string(&list)
        .with_context(|| format!("cannot read which files the compiler read: {}", list.display()))?;
    let files = read_files(&text).iter().filter_map(|file| scratch.shown(&call.folder.join(file))).collect();
    Ok(Some(Unit { key: key.to_owned(), call, files, is_covered: false }))
}

/// The prerequisites in a dependency file of make.
fn read_files(text: &str) -> Vec<String> {
    let mut files = Vec::new();
    for line in text.lines() {
        // `file:` without prerequisites follows for each file.
        let Some((_, list)) = line.split_once(": ") else { continue };
        let mut file = String::new();
        let mut characters = list.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '\\' if characters.peek() == Some(&' ') => file.extend(characters.next()),
                ' ' if !file.is_empty() => files.push(std::mem::take(&mut file)),
                ' ' => {}
                other => file.push(other),
            }
        }
        if !file.is_empty() {
            files.push(file);
        }
    }
    files.sort_unstable();
    files.dedup();
    files
}

impl Unit {
    fn is_test(&self) -> bool {
        self.call.arguments.iter().any(|argument| argument == "--test")
    }

    fn root(&self) -> Option<&Path> {
        let is_source = |argument: &&String| Path::new(argument).extension().is_some_and(|ending| ending == "rs");
        self.call.arguments.iter().find(is_source).map(Path::new)
    }

    /// rustc as Cargo calls it, but that it writes nothing that Cargo reads.
    fn command(&self, folder: &Path, memory: IncrementalCache, flags: &[&str]) -> Command {
        let mut command = Command::new(&self.call.program);
        command.current_dir(&self.call.folder).envs(self.call.variables.iter().map(|(name, value)| (name, value)));
        let mut arguments = self.call.arguments.iter().peekable();
        while let Some(argument) = arguments.next() {
            let is_incremental =
                argument == "-C" && arguments.peek().is_some_and(|value| value.starts_with("incremental="));
            if is_incremental || REPLACED.contains(&argument.as_str()) {
                arguments.next();
            } else if !REPLACED.iter().any(|flag| argument.strip_prefix(flag).is_some_and(|rest| rest.starts_with('=')))
            {
                command.arg(argument);
            }
        }
        command.args(["--emit=metadata", "--error-format=json"]).args(flags);
        command.arg("--out-dir").arg(folder);
        let memory = memory.folder(folder);
        command.arg("-C").arg(format!("incremental={}", memory.display()));
        command
    }
}

/// Copies a folder by hard links. The compiler does the same between its sessions: it replaces files and never changes
/// them.
fn link_all(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let place = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            link_all(&entry.path(), &place)?;
        } else if !entry.file_name().to_string_lossy().ends_with(".lock") {
            fs::hard_link(entry.path(), &place)?;
        } else {
            File::create(&place)?;
        }
    }
    Ok(())
}

/// Compiles units, `jobs` of them at a time. The messages come in the order of the units.
///
/// # Errors
/// rustc cannot be run, or was stopped.
pub(super) fn compile(
    scratch: &Scratch,
    units: &[&Unit],
    memory: IncrementalCache,
    flags: &[&str],
    jobs: usize,
    deadline: Option<Instant>,
) -> Result<Vec<Vec<Message>>> {
    let folder = scratch.folder("units");
    let queue: Mutex<VecDeque<usize>> = Mutex::new((0..units.len()).collect());
    let done: Mutex<Vec<(usize, Result<Vec<Message>>)>> = Mutex::new(Vec::new());
    let next = || queue.lock().ok().and_then(|mut queue| queue.pop_front());
    let work = || {
        while let Some(at) = next() {
            let messages = compile_one(scratch, units[at], &folder, memory, flags, deadline);
            let is_error = messages.is_err();
            if let Ok(mut done) = done.lock() {
                done.push((at, messages));
            }
            if is_error {
                return;
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..jobs.min(units.len()) {
            scope.spawn(work);
        }
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(at, _)| *at);
    let messages: Vec<Vec<Message>> = done.into_iter().map(|(_, messages)| messages).collect::<Result<_>>()?;
    anyhow::ensure!(messages.len() == units.len(), "a thread that compiled ended early");
    Ok(messages)
}

fn compile_one(
    scratch: &Scratch,
    unit: &Unit,
    folder: &Path,
    memory: IncrementalCache,
    flags: &[&str],
    deadline: Option<Instant>,
) -> Result<Vec<Message>> {
    let folder = folder.join(&unit.key);
    fs::create_dir_all(&folder).with_context(|| format!("cannot create the directory {}", folder.display()))?;
    let mut messages = Vec::new();
    let mut other = Vec::new();
    let status = process::run(&mut unit.command(&folder, memory, flags), deadline, |stream, line| {
        if stream == Stream::Err {
            match serde_json::from_str::<Diagnostic>(&line) {
                Ok(diagnostic) => messages.push(Message::new(&diagnostic, &unit.call.folder, scratch)),
                Err(_) => other.push(line),
            }
        }
    })?;
    machine_must_work(messages.iter())?;
    if !status.success() && !messages.iter().any(|message| message.is_error) {
        return Err(anyhow::Error::new(Quoted::below(&other.join("\n")))
            .context(format!("rustc failed on {} without an error", unit.key)));
    }
    Ok(messages)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_known_by_what_it_wrote() {
        let is_known = |file: &str, key: &str| keys(Path::new(file)).iter().any(|known| known == key);
        assert!(is_known("/t/debug/deps/liba_b-12.rmeta", "a_b-12"));
        assert!(is_known("/t/debug/deps/library-12.rmeta", "library-12"));
        assert!(is_known("/t/debug/build/my-crate-34/build-script-build", "build_script_build-34"));
    }

    #[test]
    fn files_of_a_dependency_list_may_have_blanks_in_their_names() {
        let text = "/t/a-1.d: src/lib.rs src/with\\ blank.rs\n\nsrc/lib.rs:\nsrc/with\\ blank.rs:\n# env-dep:X=1\n";
        assert_eq!(read_files(text), ["src/lib.rs", "src/with blank.rs"]);
    }
}
