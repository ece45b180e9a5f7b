//! Packages and workspaces that are audited apart: `--partition`, `merge`, `--from`, and lists as lines.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support;

const ROOT: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"alpha\", \"beta\", \"gamma\", \"delta\"]\n";

/// `Mark` is cloned once in beta and twice in gamma, nowhere in alpha, which declares it. So is `Kept`, in beta, of which a
/// comment in alpha says that it may be.
const ALPHA: &str = "\
#[derive(Clone)]
pub struct Mark(pub u8);

// clone-audit: allow(copy-candidate) — a token is one of its kind
#[derive(Clone)]
pub struct Kept(pub u16);

// clone-audit: allow(copy-candidate) — nobody clones it
#[derive(Clone)]
pub struct Unused(pub u16);

#[path = \"../../shared/common.rs\"]
mod common;

pub fn own(text: &String) -> String {
    text.clone()
}
";

const BETA: &str = "\
use alpha::{Kept, Mark};
use std::sync::Arc;

pub fn marks(mark: &Mark, kept: &Kept) -> (Mark, Kept) {
    (mark.clone(), kept.clone())
}

pub fn share(text: &Arc<String>) -> (Arc<String>, Arc<String>) {
    (text.clone(), Arc::clone(text))
}
";

const GAMMA: &str = "\
use alpha::Mark;

#[path = \"../../shared/common.rs\"]
mod common;

pub fn marks(mark: &Mark) -> [Mark; 2] {
    [mark.clone(), mark.clone()] // x.clone()
}

#[cfg(test)]
mod tests {
    pub fn copied(texts: &[String]) -> Vec<String> {
        texts.iter().cloned().collect()
    }
}
";

fn manifest(name: &str, dependencies: &str) -> String {
    format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}")
}

/// Four packages: alpha and delta are in the first of three parts, gamma in the second and beta in the third. So say the
/// first eight bytes of the BLAKE3 hashes of their names, which Python worked out.
fn workspace() -> tempfile::TempDir {
    let on_alpha = "alpha = { path = \"../alpha\" }\n";
    support::tree(&[
        ("Cargo.toml", ROOT),
        ("alpha/Cargo.toml", &manifest("alpha", "")),
        ("alpha/src/lib.rs", ALPHA),
        ("beta/Cargo.toml", &manifest("beta", on_alpha)),
        ("beta/src/lib.rs", BETA),
        ("gamma/Cargo.toml", &manifest("gamma", on_alpha)),
        ("gamma/src/lib.rs", GAMMA),
        ("gamma/data/template.rs", "pub fn t(a: &String) -> String { a.clone() }\n"),
        ("delta/Cargo.toml", &manifest("delta", "gone = \"1\"\n")),
        ("delta/src/lib.rs", "pub fn d(a: &String) -> (String, gone::Id) { (a.clone(), gone::id()) }\n"),
        ("shared/common.rs", "pub fn c(a: &String) -> String { a.clone() }\n"),
    ])
}

/// What a run that ends clean writes.
fn ok(folder: &Path, args: &[&str]) -> String {
    let (code, out, err) = support::run(folder, args);
    assert_eq!(code, 0, "{args:?}: {err}");
    out
}

/// What a run that cannot judge says.
fn refused(folder: &Path, args: &[&str]) -> String {
    let (code, out, err) = support::run(folder, args);
    assert_eq!((code, &*out), (2, ""), "{args:?}: {err}");
    err
}

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// Writes the list of some packages into a file of the folder.
fn list(folder: &Path, file: &str, args: &[&str]) -> PathBuf {
    let text = ok(folder, &[&["list", "--format", "json"], args].concat());
    let path = folder.join(file);
    std::fs::write(&path, text).unwrap();
    path
}

/// A folder with the lists of three parts, and of all.
fn parts() -> tempfile::TempDir {
    let folder = workspace();
    for part in ["1/3", "2/3", "3/3"] {
        list(folder.path(), &format!("{}.json", &part[..1]), &["--partition", part]);
    }
    list(folder.path(), "whole.json", &[]);
    folder
}

const MERGE: &[&str] = &["merge", "1.json", "2.json", "3.json", "-o", "merged.json"];

#[test]
fn parts_have_the_packages_that_their_names_say_and_no_other() {
    let folder = parts();
    let packages = |file: &str| {
        let text = std::fs::read_to_string(folder.path().join(file)).unwrap();
        let packages = value(&text)["audit"]["packages"].as_array().unwrap().clone();
        packages.iter().map(|package| package["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(packages("1.json"), ["alpha", "delta"]);
    assert_eq!(packages("2.json"), ["gamma"]);
    assert_eq!(packages("3.json"), ["beta"]);
    // Applied first: of what is left, each is where it was.
    let text = ok(folder.path(), &["list", "--format", "json", "--partition", "1/3", "--exclude", "delta"]);
    assert_eq!(value(&text)["audit"]["packages"].as_array().unwrap().len(), 1);
}

#[test]
fn a_part_without_packages_is_empty_and_no_error() {
    let folder = workspace();
    for command in [&["list"][..], &["report"], &["types"], &["check", "--no-baseline", "--limit", "0"]] {
        let (code, _, err) = support::run(folder.path(), &[command, &["--partition", "2/3", "-p", "beta"]].concat());
        assert_eq!(code, 0, "{command:?}: {err}");
    }
    let (_, _, err) = support::run(folder.path(), &["list", "--partition", "2/3", "-p", "beta"]);
    assert!(err.contains("part 2/3 has no package"), "{err}");
    for part in ["0/3", "4/3", "x"] {
        assert!(refused(folder.path(), &["list", "--partition", part]).contains("1 ≤ K ≤ N"));
    }
}

#[test]
fn merged_parts_are_the_audit_of_all() {
    let folder = parts();
    ok(folder.path(), MERGE);
    let read = |file: &str| std::fs::read_to_string(folder.path().join(file)).unwrap();
    assert_eq!(read("merged.json"), read("whole.json"));
    ok(folder.path(), &["baseline", "save"]);
    let changed = BETA.replace("pub fn marks", "pub fn other(a: &Arc<u8>) -> Arc<u8> { Arc::clone(a) }\npub fn marks");
    std::fs::write(folder.path().join("beta/src/lib.rs"), changed.replace("text.clone()", "Arc::clone(text)")).unwrap();
    list(folder.path(), "3.json", &["--partition", "3/3"]);
    ok(folder.path(), MERGE);
    for command in ["report", "types", "diff", "check"] {
        for options in [&[][..], &["--scope", "production"], &["beta", "alpha/src"], &["--orphans"]] {
            for format in ["json", "table"] {
                let args = [&[command, "--format", format], options].concat();
                let direct = support::run(folder.path(), &args);
                let read = support::run(folder.path(), &[&args[..], &["--from", "merged.json"]].concat());
                assert_eq!((direct.0, &direct.1), (read.0, &read.1), "{args:?}: {} {}", direct.2, read.2);
            }
        }
    }
}

/// Alpha alone clones no `Mark`; beta and gamma do not know what alpha's comments say.
#[test]
fn what_rules_find_at_types_counts_the_clones_of_all_packages() {
    let folder = parts();
    ok(folder.path(), MERGE);
    let findings = |file: &str| {
        let text = std::fs::read_to_string(folder.path().join(file)).unwrap();
        let findings = value(&text)["type_findings"].as_array().unwrap().clone();
        let text = |finding: &Value| {
            (finding["item"].as_str().unwrap().to_owned(), finding["message"].as_str().unwrap().to_owned())
        };
        findings.iter().map(text).collect::<Vec<_>>()
    };
    assert!(findings("1.json").is_empty() && findings("2.json").is_empty() && findings("3.json").is_empty());
    let message = |bytes: &str, name: &str, clones: &str| {
        format!("`{name}` has {bytes} and only `Copy` fields: derive `Copy` and remove {clones}")
    };
    let expected = [
        ("alpha::Mark".to_owned(), message("1 byte", "Mark", "3 clones")),
        ("alpha::Kept".to_owned(), message("2 bytes", "Kept", "a clone")),
    ];
    assert_eq!(findings("merged.json"), expected);
    let report = value(&ok(folder.path(), &["report", "--from", "merged.json", "--format", "json"]));
    // The comment at `Kept` lets a finding pass after all; the one at `Unused` does not.
    let problems: Vec<u64> =
        report["problems"].as_array().unwrap().iter().map(|one| one["line"].as_u64().unwrap()).collect();
    assert_eq!(problems, [8]);
    // alpha 1, common 1, delta 1, beta 4, gamma 2; grep sees one call of `Arc::clone` less, and one line for two calls.
    assert_eq!(report["totals"]["explicit"], 9);
    assert_eq!(report["workspace"]["dependencies"], 1);
}

#[test]
fn order_and_grouping_of_documents_do_not_matter() {
    let folder = parts();
    let merge = |args: &[&str]| ok(folder.path(), &[&["merge", "-q"], args].concat());
    let all = merge(&["1.json", "2.json", "3.json"]);
    std::fs::write(folder.path().join("23.json"), merge(&["3.json", "2.json"])).unwrap();
    std::fs::write(folder.path().join("31.json"), merge(&["3.json", "1.json"])).unwrap();
    assert_eq!(merge(&["1.json", "23.json"]), all);
    assert_eq!(merge(&["31.json", "2.json"]), all);
    // Packages that are in both, once.
    assert_eq!(merge(&["31.json", "23.json"]), all);
    let other = support::tree(&[
        ("Cargo.toml", support::MANIFEST),
        ("src/lib.rs", "pub fn f(a: &String) -> String { a.clone() }\n"),
    ]);
    let demo = list(other.path(), "demo.json", &[]);
    let demo = demo.to_str().unwrap();
    let again = format!("again={demo}");
    let both = merge(&["1.json", demo, "23.json", &again]);
    std::fs::write(folder.path().join("some.json"), merge(&[&again, "2.json"])).unwrap();
    std::fs::write(folder.path().join("rest.json"), merge(&["3.json", demo, "1.json"])).unwrap();
    assert_eq!(merge(&["some.json", "rest.json"]), both);
    assert_eq!(merge(&["rest.json", "some.json", "31.json"]), both);
}

#[test]
fn workspaces_keep_apart_by_their_names() {
    let folder = parts();
    let other = support::tree(&[
        ("Cargo.toml", support::MANIFEST),
        ("src/lib.rs", "pub fn f(a: &String) -> String { a.clone() }\n"),
    ]);
    let demo = list(other.path(), "demo.json", &[]);
    let named = format!("first={}", folder.path().join("whole.json").display());
    ok(other.path(), &["merge", &named, "demo.json", "-o", "org.json"]);
    let org = value(&std::fs::read_to_string(other.path().join("org.json")).unwrap());
    let paths: Vec<&str> = org["sites"].as_array().unwrap().iter().map(|site| site["path"].as_str().unwrap()).collect();
    assert_eq!((paths[0], *paths.last().unwrap()), ("demo/src/lib.rs", "first/shared/common.rs"));
    // In a folder of neither workspace.
    let elsewhere = tempfile::tempdir().unwrap();
    let from = other.path().join("org.json");
    let from = from.to_str().unwrap();
    let report = value(&ok(elsewhere.path(), &["report", "--from", from, "--format", "json"]));
    assert_eq!((&report["totals"]["explicit"], &report["workspace"]["packages"]), (&10.into(), &5.into()));
    let packages: Vec<&str> =
        report["by_package"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect();
    assert_eq!(packages, ["demo/demo", "first/alpha", "first/beta", "first/delta", "first/gamma"]);
    let types = value(&ok(elsewhere.path(), &["types", "--from", from, "--format", "json"]));
    let string = types["types"].as_array().unwrap().iter().filter(|row| row["name"] == "String").collect::<Vec<_>>();
    // One row for `String`: of alpha, common, delta and demo, and the bulk one of gamma's test.
    assert_eq!((string.len(), &string[0]["sites"]), (1, &5.into()));
    let limited = |limit: &str| {
        let args = ["check", "--from", from, "--no-baseline", "--limit", limit, "first/beta"];
        support::run(elsewhere.path(), &args).0
    };
    assert_eq!((limited("4"), limited("3")), (0, 1));
    // Two of one name.
    std::fs::write(other.path().join("src/lib.rs"), "pub fn g(a: &String) -> String { a.clone() }\n").unwrap();
    list(other.path(), "later.json", &[]);
    let error = refused(other.path(), &["merge", "later.json", demo.to_str().unwrap()]);
    assert!(error.contains("later.json and ") && error.contains("demo.json say different things"), "{error}");
    ok(other.path(), &["merge", "later=later.json", "demo.json"]);
    ok(other.path(), &["list", "--name", "later"]);
    for name in ["a/b", "..", ""] {
        assert!(refused(other.path(), &["list", "--name", name]).contains("cannot be the name"), "{name}");
    }
}

#[test]
fn what_is_no_audit_is_refused_with_the_file_and_the_remedy() {
    let folder = parts();
    let whole = std::fs::read_to_string(folder.path().join("1.json")).unwrap();
    let mut shorter = value(&whole);
    shorter["sites"].as_array_mut().unwrap().pop();
    let mut other_site = value(&whole);
    other_site["audit"]["grep_sites"] = serde_json::json!([1000]);
    let mut other_version = value(&whole);
    other_version["audit"]["version"] = "0.0.1".into();
    let mut too_many = value(&whole);
    too_many["audit"]["files"][0]["lines"] = u64::MAX.into();
    let mut no_workspaces = value(&whole);
    no_workspaces["audit"]["workspaces"] = Value::Null;
    let filtered = ok(folder.path(), &["list", "--format", "json", "--scope", "production"]);
    let report = ok(folder.path(), &["report", "--format", "json"]);
    for (text, says) in [
        (whole[..whole.len() / 2].to_owned(), "damaged"),
        ("\u{0}\u{1}".to_owned(), "damaged"),
        ("{}".to_owned(), "no `schema`"),
        (report, "\"clone-audit/report/v1\""),
        (filtered, "a filtered list"),
        (shorter.to_string(), "edited"),
        (other_site.to_string(), "edited"),
        (too_many.to_string(), "so many lines"),
        (other_version.to_string(), "version 0.0.1"),
        (no_workspaces.to_string(), "damaged"),
        ("[".repeat(100_000), "damaged"),
    ] {
        std::fs::write(folder.path().join("bad.json"), text).unwrap();
        for args in [&["merge", "2.json", "bad.json"][..], &["report", "--from", "bad.json"]] {
            let error = refused(folder.path(), args);
            assert!(error.contains("bad.json") && error.contains(says), "{says}: {error}");
            assert!(error.contains("cargo clone-audit list --format json"), "{error}");
        }
    }
    assert!(refused(folder.path(), &["report", "--from", "none.json"]).contains("none.json"));
    for option in
        [&["-p", "alpha"][..], &["--partition", "1/2"], &["--exclude", "alpha"], &["--workspace"], &["--resolve"]]
    {
        let error = refused(folder.path(), &[&["report", "--from", "1.json"], option].concat());
        assert!(error.contains("--from"), "{error}");
    }
    let other = support::tree(&[("Cargo.toml", support::MANIFEST), ("src/lib.rs", "")]);
    let manifest = other.path().join("Cargo.toml");
    let error = refused(folder.path(), &["report", "--from", "1.json", "--manifest-path", manifest.to_str().unwrap()]);
    assert!(error.contains("is not the workspace"), "{error}");
}

#[test]
fn lines_of_source_that_have_changed_are_not_shown() {
    let folder = parts();
    let source = folder.path().join("gamma/src/lib.rs");
    std::fs::write(&source, GAMMA.split("pub fn marks").next().unwrap()).unwrap();
    ok(folder.path(), &["baseline", "save"]);
    let shown = || {
        let (code, out, err) = support::run(folder.path(), &["check", "--from", "whole.json"]);
        assert_eq!(code, 1, "{err}");
        out
    };
    std::fs::write(&source, GAMMA).unwrap();
    assert!(shown().contains("[mark.clone(), mark.clone()] // x.clone()"), "{}", shown());
    std::fs::write(&source, GAMMA.replace("mark.clone()", "secret")).unwrap();
    assert!(shown().contains("mark.clone()") && !shown().contains("secret"), "{}", shown());
}

/// `Ours` has beta's four clones: two `Kept` and `Mark`, and two of an `Arc`.
#[test]
fn categories_add_up_whatever_the_settings_are_now() {
    let folder = workspace();
    let settings = folder.path().join("clone-audit.toml");
    std::fs::write(&settings, "[[category]]\nname = \"Ours\"\npaths = [\"beta/**\"]\ntarget = 3\n").unwrap();
    list(folder.path(), "ours.json", &[]);
    let ours = |folder: &Path, from: &str| {
        let report = value(&ok(folder, &["report", "--from", from, "--format", "json"]));
        let rows = report["by_category"].as_array().unwrap();
        let total: u64 = rows.iter().map(|row| row["explicit"].as_u64().unwrap()).sum();
        assert_eq!(total, 9);
        let row = rows.iter().find(|row| row["name"] == "Ours").unwrap();
        (row["explicit"].as_u64().unwrap(), row["target"].as_u64())
    };
    assert_eq!(ours(folder.path(), "ours.json"), (4, Some(3)));
    std::fs::remove_file(settings).unwrap();
    assert_eq!(ours(folder.path(), "ours.json"), (4, None));
    let elsewhere = tempfile::tempdir().unwrap();
    let from = folder.path().join("ours.json");
    assert_eq!(ours(elsewhere.path(), from.to_str().unwrap()), (4, None));
}

#[test]
fn json_lines_are_the_sites() {
    let folder = parts();
    let lines = ok(folder.path(), &["list", "--format", "jsonl"]);
    let sites: Vec<Value> = lines.lines().map(value).collect();
    let whole = value(&std::fs::read_to_string(folder.path().join("whole.json")).unwrap());
    assert_eq!(Value::Array(sites), whole["sites"]);
    // 9 explicit ones, one bulk, and one of an orphan.
    assert_eq!((lines.lines().count(), lines.ends_with("}\n")), (11, true));
    let production = ok(folder.path(), &["list", "--format", "jsonl", "--scope", "test"]);
    assert_eq!(production.lines().count(), 1);
}

/// What is not in the document cannot be judged: neither packages that it lacks, nor commits of another workspace.
#[test]
fn a_part_or_another_workspace_gives_no_verdict() {
    let demo = crate::baseline::Demo::pair("pub fn f(x: &String) -> String { x.clone() }\n", "");
    let other = crate::baseline::Demo::new(&[("src/lib.rs", "pub fn f() {}\n")]);
    crate::git::git(&demo, &["init", "--quiet", "--initial-branch", "main"]);
    crate::git::commit(&demo, "Start");
    let write = |name: &str, text: &str| std::fs::write(demo.path(name), text).unwrap();
    write("part.json", &demo.run(0, &["list", "-p", "right", "--format", "json"]).0);
    write("all.json", &demo.run(0, &["list", "--format", "json"]).0);
    write("other.json", &other.run(0, &["list", "--format", "json"]).0);
    demo.run(0, &["check", "--from", "all.json"]);
    demo.run(0, &["check", "--from", "all.json", "--against", "main"]);
    for args in [&["check", "--from", "part.json"][..], &["check", "--from", "part.json", "--against", "main"]] {
        let (_, err) = demo.run(2, args);
        assert!(err.contains("does not have all packages"), "{err}");
    }
    let (_, err) = demo.run(2, &["check", "--from", "other.json", "--against", "main"]);
    assert!(err.contains("another workspace"), "{err}");
}
