//! Where fixtures are, and how the program is run.

use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// A path below `fixtures/`.
pub(crate) fn fixture(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(path)
}

/// The program as Cargo runs it, in a folder, without what the environment says of terminals.
pub(crate) fn clone_audit(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("cargo-clone-audit").unwrap();
    command.arg("clone-audit").current_dir(folder);
    for name in ["NO_COLOR", "CARGO_TERM_COLOR", "COLUMNS", "RAYON_NUM_THREADS"] {
        command.env_remove(name);
    }
    command
}

/// Exit code, standard output and standard error of a run.
pub(crate) fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let output = clone_audit(folder).args(args).output().unwrap();
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
