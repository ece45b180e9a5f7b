//! What lies beside the code and lies: files that are none, repositories that want to run programs, a Cargo that says what is
//! not so or fails halfway. Every answer is an error that says what is wrong, and nothing is lost.

use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Command;

use crate::support::{self, MANIFEST, run, tree};

const LIB: &str = "pub fn f(s: String) -> String { s.clone() }\n";

fn package() -> tempfile::TempDir {
    tree(&[("Cargo.toml", MANIFEST), ("src/lib.rs", LIB)])
}

/// The error of a run that could not judge.
fn error(folder: &Path, args: &[&str]) -> String {
    let (code, out, err) = run(folder, args);
    assert_eq!(code, 2, "{args:?}: {out}{err}");
    err
}

fn write(folder: &Path, path: &str, text: &str) {
    std::fs::write(folder.join(path), text).unwrap();
}

fn git(folder: &Path, args: &[&str]) {
    let name = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false"];
    let status = Command::new("git").args(name).args(args).current_dir(folder).status().unwrap();
    assert!(status.success(), "git {args:?}");
}

fn script(path: &Path, text: &str) {
    std::fs::write(path, format!("#!/bin/sh\n{text}\n")).unwrap();
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

// ---- files that are none ----

#[test]
fn pipes_and_devices_are_not_read() {
    let pipe = |path: &Path| assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    let device = |path: &Path| symlink("/dev/null", path).unwrap();
    for make in [&pipe as &dyn Fn(&Path), &device] {
        for (file, args) in [
            ("clone-baseline.json", &["check"][..]),
            ("clone-baseline.json", &["report"]),
            ("clone-baseline.json", &["baseline", "save"]),
            ("clone-audit.toml", &["report"]),
            (".gitignore", &["check", "--no-baseline", "--limit", "9"]),
        ] {
            let folder = package();
            make(&folder.path().join(file));
            let err = error(folder.path(), args);
            assert!(err.contains(file) && err.contains("it is not a file but a pipe or device"), "{args:?}: {err}");
            assert!(!err.contains("2 files"), "named once: {err}");
        }
    }
}

#[test]
fn a_pipe_that_a_shell_makes_is_read() {
    let folder = package();
    run(folder.path(), &["baseline", "save"]);
    let command = format!("{} clone-audit check --baseline <(cat clone-baseline.json)", program().display());
    let output = Command::new("bash").args(["-c", &command]).current_dir(folder.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

fn program() -> std::path::PathBuf {
    assert_cmd::cargo::cargo_bin("cargo-clone-audit")
}

#[test]
fn a_configuration_that_is_not_there_is_none_and_a_link_to_nowhere_is_wrong() {
    let folder = package();
    assert_eq!(run(folder.path(), &["report"]).0, 0);
    symlink("nowhere.toml", folder.path().join("clone-audit.toml")).unwrap();
    let err = error(folder.path(), &["report"]);
    assert!(err.contains("clone-audit.toml: it is a link that leads nowhere"), "{err}");
}

#[test]
fn damaged_baselines_name_the_remedy_and_stay() {
    let folder = package();
    for bytes in [&b"\xff\xfe{\0\"\0"[..], b"", b"{\"schema\":\"clone-audit/baseline/v2\"}\n{\"package\":"] {
        std::fs::write(folder.path().join("clone-baseline.json"), bytes).unwrap();
        for args in [&["check"][..], &["baseline", "update"], &["baseline", "save"]] {
            let err = error(folder.path(), args);
            assert!(err.contains("clone-baseline.json") && err.contains("restore it from version control"), "{err}");
            assert_eq!(std::fs::read(folder.path().join("clone-baseline.json")).unwrap(), bytes);
        }
    }
    // Some editors put a byte order mark before a text.
    run(folder.path(), &["baseline", "save", "--baseline", "plain.json"]);
    let text = std::fs::read_to_string(folder.path().join("plain.json")).unwrap();
    write(folder.path(), "clone-baseline.json", &format!("\u{feff}{text}"));
    assert_eq!(run(folder.path(), &["check"]).0, 0);
}

#[test]
fn globs_that_are_too_large_or_match_nothing_are_errors() {
    let folder = package();
    let deep = format!("{}{}", "{a,".repeat(3000), "}".repeat(3000));
    for (config, key) in [
        (format!("exclude = [\"{deep}\"]"), "`exclude`"),
        (format!("[gate.limit-files]\n\"{deep}\" = 1"), "`limit-files`"),
        (format!("[[category]]\nname = \"x\"\npaths = [\"{deep}\"]"), "the category \"x\""),
        ("exclude = [\"/etc/**\"]".to_owned(), "`exclude`"),
    ] {
        write(folder.path(), "clone-audit.toml", &config);
        let err = error(folder.path(), &["check", "--no-baseline", "--limit", "9"]);
        assert!(err.contains(key) && err.len() < 400, "{err}");
    }
    std::fs::remove_file(folder.path().join("clone-audit.toml")).unwrap();
    assert!(error(folder.path(), &["list", &deep]).contains("nested too deep or too large"));
}

#[test]
fn a_link_where_the_program_keeps_its_files_is_not_followed() {
    for link in ["clone-audit/cache", "clone-audit"] {
        let folder = package();
        let (link, other) = (folder.path().join("target").join(link), folder.path().join("other"));
        std::fs::create_dir_all(link.parent().unwrap()).unwrap();
        let kept = other.join(if link.ends_with("cache") { "" } else { "cache" });
        std::fs::create_dir_all(&kept).unwrap();
        for number in 0..40 {
            std::fs::write(kept.join(format!("{number:016x}")), "precious").unwrap();
        }
        symlink(&other, &link).unwrap();
        let (code, _, err) = support::run_cached(folder.path(), &["report"]);
        assert_eq!(code, 0, "{err}");
        assert_eq!(std::fs::read_dir(&kept).unwrap().count(), 40);
    }
    // In the copy, everything goes that is not in the workspace.
    let folder = package();
    assert_eq!(support::start(folder.path(), &["prove"]).0, 0);
    let homes = std::fs::read_dir(folder.path().join("target/clone-audit")).unwrap().map(|entry| entry.unwrap().path());
    let tree = homes.map(|home| home.join("tree")).find(|tree| tree.is_dir()).unwrap();
    std::fs::remove_dir_all(&tree).unwrap();
    let other = folder.path().join("other");
    std::fs::create_dir(&other).unwrap();
    std::fs::write(other.join("precious"), "").unwrap();
    symlink(&other, &tree).unwrap();
    let (code, _, err) = support::start(folder.path(), &["prove"]);
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("is a symbolic link") && other.join("precious").exists(), "{err}");
}

#[test]
fn an_entry_of_the_cache_that_is_a_pipe_is_not_read() {
    let folder = package();
    support::run_cached(folder.path(), &["report"]);
    let cache = folder.path().join("target/clone-audit/cache");
    for entry in std::fs::read_dir(&cache).unwrap().map(|entry| entry.unwrap().path()) {
        if !entry.ends_with(".gitignore") {
            std::fs::remove_file(&entry).unwrap();
            assert!(Command::new("mkfifo").arg(&entry).status().unwrap().success());
        }
    }
    assert_eq!(support::run_cached(folder.path(), &["report"]).0, 0);
}

// ---- repositories ----

#[test]
fn git_runs_no_program_that_a_repository_names() {
    let folder = package();
    let (root, mark) = (folder.path(), folder.path().join("target/mark"));
    write(root, ".gitignore", "target\n");
    write(root, "Cargo.lock", "version = 4\n\n[[package]]\nname = \"demo\"\nversion = \"0.1.0\"\n");
    git(root, &["init", "--quiet", "--initial-branch", "main"]);
    run(root, &["baseline", "save"]);
    git(root, &["add", "."]);
    git(root, &["commit", "--quiet", "-m", "one"]);
    git(root, &["checkout", "--quiet", "-b", "other"]);
    std::fs::create_dir(root.join("target")).unwrap();
    let touch = format!("touch {}", mark.display());
    git(root, &["config", "core.fsmonitor", &format!("{touch}; false")]);
    git(root, &["config", "core.pager", &touch]);
    git(root, &["config", "alias.status", &format!("!{touch}")]);
    for hook in ["post-index-change", "reference-transaction", "fsmonitor-watchman"] {
        script(&root.join(".git/hooks").join(hook), &touch);
    }
    // git has to read the file again, and would note that.
    write(root, "src/lib.rs", LIB);
    let index = std::fs::read(root.join(".git/index")).unwrap();
    assert_eq!(run(root, &["check"]).0, 0);
    let (code, _, err) = support::start(root, &["fix"]);
    assert_eq!(code, 0, "{err}");
    assert!(std::fs::read_to_string(root.join("src/lib.rs")).unwrap().contains("{ s }"));
    assert!(!mark.exists(), "a program of the repository ran");
    assert_eq!(std::fs::read(root.join(".git/index")).unwrap(), index);
}

#[test]
fn a_partial_clone_is_not_completed_by_whatever_its_remote_is() {
    let folder = package();
    let (root, mark) = (folder.path(), folder.path().join("mark"));
    git(root, &["init", "--quiet", "--initial-branch", "main"]);
    run(root, &["baseline", "save"]);
    git(root, &["add", "."]);
    git(root, &["commit", "--quiet", "-m", "one"]);
    for (key, value) in [
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.url", &format!("ext::touch {}", mark.display())),
        ("protocol.ext.allow", "always"),
    ] {
        git(root, &["config", key, value]);
    }
    for folder in std::fs::read_dir(root.join(".git/objects")).unwrap() {
        std::fs::remove_dir_all(folder.unwrap().path()).unwrap();
    }
    assert_eq!(run(root, &["check"]).0, 0);
    assert!(!mark.exists(), "git has asked the remote");
}

#[test]
fn where_git_does_not_say_what_has_changed_nothing_is_fixed() {
    let folder = package();
    write(folder.path(), ".git", "gitdir: /nowhere\n");
    let err = error(folder.path(), &["fix"]);
    assert!(err.contains("git does not say whether") && err.contains("--allow-dirty"), "{err}");
    assert_eq!(run(folder.path(), &["report"]).0, 0);
}

// ---- Cargo ----

/// A run with another Cargo, whose arguments the script finds in `$@`; the true one is `$CARGO_TRUE`.
fn with_cargo(folder: &Path, text: &str, args: &[&str]) -> (Option<i32>, String, String) {
    let fake = folder.join("target/fake-cargo");
    std::fs::create_dir_all(folder.join("target")).unwrap();
    script(&fake, text);
    let output =
        support::program(folder).args(args).env("CARGO", &fake).env("CARGO_TRUE", env!("CARGO")).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn a_cargo_that_is_none_is_named() {
    let folder = package();
    for (text, message) in [
        ("exit 0", "`cargo metadata` does not answer as Cargo does"),
        ("echo '{}'", "`cargo metadata` does not answer as Cargo does"),
        ("printf '\\377'", "`cargo metadata` does not answer as Cargo does"),
        ("exit 1", "cargo cannot read the workspace and does not say why"),
        ("printf 'one\\n\\033[31mtwo\\n' >&2; exit 1", "cannot read the workspace: one\n\\u{1b}[31mtwo\n"),
        ("yes | head -n 5000 >&2; exit 1", "… and 4800 more lines"),
    ] {
        let (code, _, err) = with_cargo(folder.path(), text, &["report"]);
        assert_eq!(code, Some(2), "{text}: {err}");
        assert!(err.contains(message), "{text}: {err}");
    }
}

/// The true Cargo, but that a `check` by this number, from 1, does something else.
fn failing_check(number: usize, text: &str) -> String {
    format!(
        "if [ \"$1\" = check ]; then\n  echo x >> target/checks\n  if [ $(wc -l < target/checks) = {number} ]; then\n{text}\n  \
         fi\nfi\nexec \"$CARGO_TRUE\" \"$@\""
    )
    .replace("target/checks", "\"$CHECKS\"")
}

#[test]
fn a_final_check_that_fails_for_no_error_in_the_code_proves_nothing() {
    let folder = package();
    let checks = folder.path().join("target/checks");
    let text = format!("CHECKS={}\n{}", checks.display(), failing_check(2, "echo 'error: no room' >&2; exit 101"));
    let (code, out, err) = with_cargo(folder.path(), &text, &["prove"]);
    assert_eq!((code, &*out), (Some(2), ""), "{err}");
    assert!(err.contains("names no error in the code:\nerror: no room"), "{err}");
}

#[test]
fn a_compiler_that_cannot_write_says_nothing_of_the_code() {
    let folder = package();
    let rustc = folder.path().join("target/fake-rustc");
    std::fs::create_dir_all(folder.path().join("target")).unwrap();
    // Calls for the rounds put their memory there; Cargo's have none.
    let diagnostic = r#"{"$message_type":"diagnostic","message":"failed to write `x`: No space left on device (os error 28)","code":null,"level":"error","spans":[],"children":[],"rendered":""}"#;
    script(
        &rustc,
        &format!(
            "case \"$*\" in *incremental=*/rounds*clone_audit* | *units*incremental=*) echo '{diagnostic}' >&2; exit 1;; esac\nexec \
             rustc \"$@\""
        ),
    );
    let output = support::program(folder.path()).arg("prove").env("RUSTC", &rustc).output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{}{err}", String::from_utf8_lossy(&output.stdout));
    assert!(err.contains("the compiler could not do its work: failed to write `x`: No space left"), "{err}");
}

#[test]
fn verdicts_that_cannot_be_remembered_are_told_all_the_same() {
    let folder = package();
    assert_eq!(support::start(folder.path(), &["prove"]).0, 0);
    let homes = std::fs::read_dir(folder.path().join("target/clone-audit")).unwrap().map(|home| home.unwrap().path());
    for file in
        homes.filter(|home| home.join("tree").is_dir()).flat_map(|home| std::fs::read_dir(home.join("cache")).unwrap())
    {
        let path = file.unwrap().path();
        std::fs::remove_file(&path).unwrap();
        std::fs::create_dir(&path).unwrap();
    }
    let (code, out, err) = support::start(folder.path(), &["prove"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.starts_with("1 of 1 clone"), "{out}");
}

#[test]
fn a_fix_that_fails_is_put_back_but_for_what_somebody_has_written_since() {
    for (meddling, kept) in [("", LIB), ("echo '// mine' >> src/a.rs", "// mine")] {
        let folder = tree(&[
            ("Cargo.toml", MANIFEST),
            ("src/lib.rs", "pub mod a;\npub mod b;\n"),
            ("src/a.rs", LIB),
            ("src/b.rs", LIB),
        ]);
        let root = folder.path();
        let time = std::fs::metadata(root.join("src/b.rs")).unwrap().modified().unwrap();
        let checks = root.join("target/checks");
        // After the untouched copy and the proof, the third is that of the edited tree.
        let meddling = format!("(cd {}; {})", root.display(), if meddling.is_empty() { ":" } else { meddling });
        let text = failing_check(3, &format!("{meddling}; echo 'error: no room' >&2; exit 101"));
        let text = format!("CHECKS={}\n{text}", checks.display());
        let (code, _, err) = with_cargo(root, &text, &["fix", "--allow-dirty"]);
        assert_eq!(code, Some(2), "{err}");
        assert!(err.contains("error: no room"), "{err}");
        assert!(std::fs::read_to_string(root.join("src/a.rs")).unwrap().contains(kept));
        assert_eq!(std::fs::read_to_string(root.join("src/b.rs")).unwrap(), LIB);
        assert_eq!(std::fs::metadata(root.join("src/b.rs")).unwrap().modified().unwrap(), time, "the file itself");
        assert_eq!(std::fs::read_dir(root.join("src")).unwrap().count(), 3, "nothing is left behind");
        let said = if kept == LIB { "all files were restored" } else { "src/a.rs has changed meanwhile" };
        assert!(err.contains(said), "{err}");
    }
}

#[test]
fn where_nothing_can_be_made_the_error_says_what_helps() {
    let folder = package();
    write(folder.path(), "target", "a file\n");
    let (code, _, err) = support::start(folder.path(), &["prove"]);
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("cannot create the directory") && err.contains("CARGO_TARGET_DIR"), "{err}");
}
