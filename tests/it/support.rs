//! Where fixtures are, and how the program is run: within this process, unless its being a process matters.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use assert_cmd::Command;
use clone_audit::cli::{self, Host, Stream};

/// A path below `fixtures/`.
pub(crate) fn fixture(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(path)
}

/// Columns where a test says nothing of them.
const WIDTH: u16 = 100;

/// Exit code, standard output and standard error of a run within this process.
pub(crate) fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    run_on(WIDTH, folder, args)
}

/// The same on a terminal of so many columns.
pub(crate) fn run_on(width: u16, folder: &Path, args: &[&str]) -> (i32, String, String) {
    run_in(width, false, folder, args)
}

/// The same with audits kept in the target folder, and earlier ones used.
pub(crate) fn run_cached(folder: &Path, args: &[&str]) -> (i32, String, String) {
    run_in(WIDTH, true, folder, args)
}

fn run_in(width: u16, keeps_audits: bool, folder: &Path, args: &[&str]) -> (i32, String, String) {
    let (out, err) = (Written::default(), Written::default());
    let stream = |written: &Written| Stream { to: Box::new(written.clone()), is_terminal: false };
    let host = Host {
        folder: folder.to_owned(),
        out: stream(&out),
        err: stream(&err),
        width,
        color: None,
        no_color: false,
        job_summary: None,
        keeps_audits,
        owns_signals: false,
    };
    let args = ["cargo-clone-audit", "clone-audit"].iter().chain(args).map(Into::into);
    let status = cli::run(args, host);
    (status as i32, out.text(), err.text())
}

/// What was written to a stream.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Written {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What Cargo need not make where it builds once, or hardly anything.
pub(crate) const BUILT_ONCE: [(&str, &str); 2] = [("CARGO_INCREMENTAL", "0"), ("CARGO_PROFILE_DEV_DEBUG", "none")];

/// The program as Cargo starts it, in a folder, without what the environment says of terminals. `prove`, `fix` and
/// `--resolve` need it: they have Cargo start the program once more, in rustc's place.
pub(crate) fn program(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("cargo-clone-audit").unwrap();
    command.arg("clone-audit").current_dir(folder).envs(BUILT_ONCE);
    for name in ["NO_COLOR", "CARGO_TERM_COLOR", "COLUMNS", "RAYON_NUM_THREADS"] {
        command.env_remove(name);
    }
    command
}

/// Exit code, standard output and standard error of the program in a process of its own.
pub(crate) fn start(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let output = program(folder).args(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// The JSON document of a run that must end clean.
pub(crate) fn json(folder: &Path, args: &[&str]) -> serde_json::Value {
    let (code, out, err) = run(folder, &[args, &["--format", "json"]].concat());
    assert_eq!(code, 0, "{args:?}: {err}");
    serde_json::from_str(&out).unwrap()
}

/// Writes files into a new temporary folder.
pub(crate) fn tree(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

/// The manifest of a package without dependencies, as root of its own workspace.
pub(crate) const MANIFEST: &str =
    "[package]\nname = \"demo\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[workspace]\n";

/// Copies a folder.
pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The entries of a baseline's text that have a field: sites have a `receiver`, mentions a `text`.
pub(crate) fn baseline_entries(text: &str, field: &str) -> Vec<serde_json::Value> {
    let entries = text.lines().skip(1).map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    entries.filter(|entry| entry.get(field).is_some()).collect()
}
