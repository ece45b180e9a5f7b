//! The snapshot file: what stands in it, how it grows and shrinks, and what never overwrites it.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{self, MANIFEST};

/// A workspace in a temporary folder whose code changes over time.
pub(crate) struct Demo(tempfile::TempDir);

impl Demo {
    /// The package `demo` with these files.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        Self(support::tree(&[&[("Cargo.toml", MANIFEST)], files].concat()))
    }

    /// The package `demo` with these files, and their baseline.
    pub(crate) fn saved(files: &[(&str, &str)]) -> Self {
        let demo = Self::new(files);
        demo.run(0, &["baseline", "save"]);
        demo
    }

    /// A virtual workspace of the packages `left` and `right` with one file each, and its baseline.
    pub(crate) fn pair(left: &str, right: &str) -> Self {
        let manifest = |name: &str| format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
        let demo = Self(support::tree(&[
            ("Cargo.toml", "[workspace]\nmembers = [\"left\", \"right\"]\nresolver = \"2\"\n"),
            ("left/Cargo.toml", &manifest("left")),
            ("left/src/lib.rs", left),
            ("right/Cargo.toml", &manifest("right")),
            ("right/src/lib.rs", right),
        ]));
        demo.run(0, &["baseline", "save"]);
        demo
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        std::fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        std::fs::write(self.path(path), text).unwrap();
    }

    pub(crate) fn rename(&self, from: &str, to: &str) {
        std::fs::create_dir_all(self.path(to).parent().unwrap()).unwrap();
        std::fs::rename(self.path(from), self.path(to)).unwrap();
    }

    /// Standard output and standard error of a run that must end with this code.
    pub(crate) fn run(&self, expected: i32, args: &[&str]) -> (String, String) {
        let (code, out, err) = support::run(self.0.path(), args);
        assert_eq!(code, expected, "{args:?}\n{out}\n{err}");
        (out, err)
    }

    pub(crate) fn json(&self, expected: i32, args: &[&str]) -> Value {
        let (out, _) = self.run(expected, &[args, &["--format", "json"]].concat());
        serde_json::from_str(&out).unwrap()
    }

    /// The baseline's bytes.
    pub(crate) fn baseline(&self) -> String {
        std::fs::read_to_string(self.path("clone-baseline.json")).unwrap()
    }

    /// `item receiver` of every entry.
    pub(crate) fn entries(&self) -> Vec<String> {
        support::baseline_entries(&self.baseline(), "receiver").iter().map(identity).collect()
    }
}

/// `item receiver` of a site in any document.
pub(crate) fn identity(site: &Value) -> String {
    format!("{} {}", site["item"].as_str().unwrap(), site["receiver"].as_str().unwrap())
}

/// `pub fn name(x: &Thing) { … }` that clones each of these receivers in one statement.
pub(crate) fn function(name: &str, receivers: &[&str]) -> String {
    let statements: String = receivers.iter().map(|receiver| format!("    keep({receiver}.clone());\n")).collect();
    format!("pub fn {name}(x: &Thing) {{\n{statements}}}\n")
}

const MIXED: &str = "\
use std::sync::Arc;

// The word .clone() in a comment is a line that grep counts.
pub fn zeta(b: &Thing, a: Arc<Thing>) {
    keep(b.clone());
    keep(Arc::clone(&a));
    keep(b.clone());
}

pub fn alpha(list: &[Thing]) -> Vec<Thing> {
    list.iter().cloned().collect()
}
";

#[test]
fn the_file_holds_no_line_numbers_totals_dates_or_versions() {
    let text = Demo::saved(&[("src/lib.rs", MIXED)]).baseline();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(text.lines().next(), Some("{\"schema\":\"clone-audit/baseline/v2\"}"));
    let known =
        ["package", "item", "receiver", "spelling", "scope", "category", "class", "cost", "path", "grep", "nth"];
    for site in support::baseline_entries(&text, "receiver") {
        assert!(keys(&site).iter().all(|key| known.contains(&key.as_str())), "{site}");
        assert!(site.as_object().unwrap().iter().all(|(key, value)| key == "nth" || !value.is_number()), "{site}");
    }
    let mentions = support::baseline_entries(&text, "text");
    assert_eq!(mentions.len(), 1);
    assert_eq!(keys(&mentions[0]).len(), 3, "package, path, text: {}", mentions[0]);
}

#[test]
fn the_file_is_sorted_with_one_entry_a_line() {
    let demo = Demo::saved(&[("src/lib.rs", MIXED)]);
    let entries = demo.entries();
    assert_eq!(entries, ["demo::alpha list.iter()", "demo::zeta a", "demo::zeta b", "demo::zeta b"]);
    let text = demo.baseline();
    let lines: Vec<&str> = text.lines().filter(|line| line.contains("\"receiver\"")).collect();
    assert_eq!(lines.len(), entries.len());
    for (line, entry) in lines.iter().zip(&entries) {
        let site: Value = serde_json::from_str(line).unwrap();
        assert_eq!(&identity(&site), entry);
    }
}

#[test]
fn the_bytes_depend_neither_on_the_run_nor_on_threads_nor_on_lines_inserted_above() {
    let demo = Demo::saved(&[("src/lib.rs", MIXED), ("src/other.rs", &function("more", &["x", "x.a"]))]);
    let first = demo.baseline();
    for jobs in ["1", "4"] {
        demo.run(0, &["baseline", "save", "--jobs", jobs]);
        assert_eq!(demo.baseline(), first);
    }
    demo.write("src/lib.rs", &format!("//! A description.\n\n\nconst ANSWER: u8 = 42;\n\n{MIXED}"));
    demo.run(0, &["baseline", "save"]);
    assert_eq!(demo.baseline(), first);
}

#[test]
fn update_takes_out_what_is_gone_and_nothing_in() {
    let demo = Demo::saved(&[("src/lib.rs", &(function("old", &["x.a", "x.b"]) + &function("other", &[])))]);
    demo.write("src/lib.rs", &(function("old", &["x.b"]) + &function("other", &["x.c"])));
    let (_, err) = demo.run(0, &["baseline", "update", "--fail-on", "new-site"]);
    assert_eq!(demo.entries(), ["demo::old x.b"]);
    assert!(err.contains("--accept-growth"), "{err}");
    demo.run(1, &["check", "--fail-on", "new-site"]);
}

#[test]
fn update_with_accept_growth_takes_in_what_is_new() {
    let demo = Demo::saved(&[("src/lib.rs", &(function("old", &["x.a", "x.b"]) + &function("other", &[])))]);
    demo.write("src/lib.rs", &(function("old", &["x.b"]) + &function("other", &["x.c"])));
    demo.run(0, &["baseline", "update", "--accept-growth"]);
    assert_eq!(demo.entries(), ["demo::old x.b", "demo::other x.c"]);
    demo.run(0, &["check", "--fail-on", "new-site"]);
}

#[test]
fn update_counts_duplicates_and_never_takes_in_a_third() {
    let demo = Demo::saved(&[("src/lib.rs", &function("twice", &["x", "x"]))]);
    demo.write("src/lib.rs", &function("twice", &["x", "x", "x"]));
    demo.run(0, &["baseline", "update"]);
    assert_eq!(demo.entries(), ["demo::twice x", "demo::twice x"]);
    demo.write("src/lib.rs", &function("twice", &["x"]));
    demo.run(0, &["baseline", "update"]);
    assert_eq!(demo.entries(), ["demo::twice x"]);
}

/// Both sites were there before, yet the figure that gates grows from 0 to 1.
#[test]
fn update_lets_no_growth_through_that_comes_by_another_scope_or_spelling() {
    let helper = function("helper", &["x"]);
    let implicit = "fn f(x: &String) {\n    keep(x.to_string());\n}\n";
    for (before, after) in
        [(format!("#[cfg(test)]\n{helper}"), helper), (implicit.to_owned(), implicit.replace("to_string", "clone"))]
    {
        let demo = Demo::saved(&[("src/lib.rs", &before)]);
        demo.write("src/lib.rs", &after);
        demo.run(1, &["check"]);
        demo.run(0, &["baseline", "update"]);
        demo.run(1, &["check"]);
        demo.run(0, &["baseline", "update", "--accept-growth"]);
        demo.run(0, &["check"]);
    }
}

#[test]
fn update_writes_moved_sites_under_their_new_place() {
    let demo = Demo::saved(&[("src/lib.rs", &function("walk", &["x"]))]);
    demo.write("src/lib.rs", "mod inner;\n");
    demo.write("src/inner.rs", &function("walk", &["x"]));
    demo.run(0, &["baseline", "update"]);
    assert_eq!(demo.entries(), ["demo::inner::walk x"]);
}

#[test]
fn save_and_update_of_one_package_leave_the_entries_of_others_alone() {
    let demo = Demo::pair(&function("l", &["x.a", "x.b"]), &function("r", &["x.a", "x.b"]));
    assert_eq!(demo.entries(), ["left::l x.a", "left::l x.b", "right::r x.a", "right::r x.b"]);
    demo.write("left/src/lib.rs", &function("l", &["x.b", "x.c"]));
    demo.write("right/src/lib.rs", &function("r", &["x.b", "x.c"]));
    demo.run(0, &["baseline", "update", "--package", "left", "--fail-on", "new-site"]);
    assert_eq!(demo.entries(), ["left::l x.b", "right::r x.a", "right::r x.b"]);
    demo.run(0, &["baseline", "save", "--package", "left"]);
    assert_eq!(demo.entries(), ["left::l x.b", "left::l x.c", "right::r x.a", "right::r x.b"]);
    demo.run(0, &["baseline", "update", "--accept-growth", "--exclude", "left"]);
    assert_eq!(demo.entries(), ["left::l x.b", "left::l x.c", "right::r x.b", "right::r x.c"]);
}

/// What went from one package to another is written on both sides, whichever is asked for. Others stay.
#[test]
fn save_and_update_of_one_package_keep_pairs_whole() {
    for (command, package) in [("update", "left"), ("update", "right"), ("save", "left"), ("save", "right")] {
        let demo = Demo::pair(&function("walk", &["x"]), &(function("stay", &["x"]) + &function("gone", &["x.b"])));
        demo.write("left/src/lib.rs", &function("new", &["x.a"]));
        demo.write(
            "right/src/lib.rs",
            &(function("stay", &["x"]) + &function("walk", &["x"]) + &function("more", &["x.a"])),
        );
        demo.run(
            0,
            &["baseline", command, "-p", package, "--fail-on", "new-site"][..if command == "save" { 4 } else { 6 }],
        );
        let mut expected = vec!["right::stay x", "right::walk x"];
        match (command, package) {
            ("save", "left") => expected.extend(["left::new x.a", "right::gone x.b"]),
            ("save", "right") => expected.push("right::more x.a"),
            ("update", "left") => expected.push("right::gone x.b"),
            _ => {}
        }
        expected.sort_unstable();
        assert_eq!(demo.entries(), expected, "{command} -p {package}");
    }
}

/// What comes to count in a package that is not asked for, nobody has judged.
#[test]
fn update_of_one_package_accepts_no_growth_of_another() {
    let demo = Demo::pair(&format!("#[cfg(test)]\n{}", function("f", &["x"])), "");
    demo.write("left/src/lib.rs", "");
    demo.write("right/src/lib.rs", &function("f", &["x"]));
    demo.run(1, &["check"]);
    demo.run(0, &["baseline", "update", "-p", "left"]);
    demo.run(1, &["check"]);
    demo.run(0, &["baseline", "update", "-p", "left", "--accept-growth"]);
    demo.run(0, &["check", "--fail-on", "new-site"]);
}

#[test]
fn a_workspace_without_clones_has_a_baseline_too() {
    let demo = Demo::saved(&[("src/lib.rs", "pub fn nothing() {}\n")]);
    assert_eq!(demo.entries(), [""; 0]);
    demo.run(0, &["check", "--fail-on", "new-site"]);
    demo.write("src/lib.rs", &function("nothing", &["x"]));
    demo.run(1, &["check"]);
}

/// `git merge-file` of the baselines of two branches: whether it was clean, and the text.
fn merged(base: &str, ours: &str, theirs: &str) -> (bool, String) {
    let folder = support::tree(&[("base", base), ("ours", ours), ("theirs", theirs)]);
    let output = std::process::Command::new("git")
        .args(["merge-file", "-p", "ours", "base", "theirs"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    (output.status.success(), String::from_utf8(output.stdout).unwrap())
}

/// Five functions that clone `x.m` each; those named clone `x.n` as well.
fn five(with_more: &[&str]) -> String {
    ["a", "b", "c", "d", "e"]
        .iter()
        .map(|name| function(name, if with_more.contains(name) { &["x.m", "x.n"] } else { &["x.m"] }))
        .collect()
}

/// Lets one branch add a clone in one function and the other branch in another, merges, and uses the result.
fn merge_additions(ours: &str, theirs: &str) {
    let baseline_of = |with_more: &[&str]| Demo::saved(&[("src/lib.rs", &five(with_more))]).baseline();
    let (clean, text) = merged(&baseline_of(&[]), &baseline_of(&[ours]), &baseline_of(&[theirs]));
    assert!(clean, "{ours} and {theirs} conflict:\n{text}");
    let both = Demo::saved(&[("src/lib.rs", &five(&[ours, theirs]))]);
    assert_eq!(text, both.baseline(), "the merge of {ours} and {theirs} is what the merged code would write");
    both.write("clone-baseline.json", &text);
    let (_, err) = both.run(0, &["check", "--fail-on", "new-site"]);
    assert!(!err.contains("warning"), "{err}");
}

#[test]
fn branches_that_add_clones_in_different_functions_merge_without_conflict() {
    for (ours, theirs) in [("a", "c"), ("d", "b"), ("a", "b"), ("a", "e"), ("b", "e")] {
        merge_additions(ours, theirs);
    }
}

#[test]
fn a_branch_that_adds_and_one_that_removes_merge_without_conflict() {
    let base = Demo::saved(&[("src/lib.rs", &five(&["a", "e"]))]).baseline();
    let added = Demo::saved(&[("src/lib.rs", &five(&["a", "c", "e"]))]).baseline();
    let removed = Demo::saved(&[("src/lib.rs", &five(&["a"]))]).baseline();
    let (clean, text) = merged(&base, &added, &removed);
    assert!(clean, "{text}");
    assert_eq!(text, Demo::saved(&[("src/lib.rs", &five(&["a", "c"]))]).baseline());
}

#[test]
fn a_merge_that_left_entries_in_another_order_still_loads() {
    let demo = Demo::saved(&[("src/lib.rs", &five(&[]))]);
    let text = demo.baseline();
    let mut lines: Vec<&str> = text.lines().collect();
    let first = lines.iter().position(|line| line.contains("\"receiver\"")).unwrap();
    lines.swap(first, first + 2);
    demo.write("clone-baseline.json", &lines.join("\n"));
    demo.run(0, &["check", "--fail-on", "new-site"]);
}

/// Runs that must end with 2 and leave the baseline's bytes as they are. The sentences must hold these words.
fn nothing_is_overwritten(demo: &Demo, words: &[&str], runs: &[&[&str]]) {
    let before = demo.baseline();
    for args in runs {
        let (out, err) = demo.run(2, args);
        assert_eq!(demo.baseline(), before, "{args:?} changed the baseline");
        assert_eq!(out, "", "{args:?}");
        assert!(words.iter().all(|word| err.contains(word)), "{args:?}: {err}");
    }
}

const ALL_COMMANDS: &[&[&str]] = &[
    &["baseline", "save"],
    &["baseline", "update"],
    &["baseline", "update", "--accept-growth"],
    &["baseline", "save", "--package", "demo"],
    &["check"],
    &["diff"],
];

#[test]
fn a_damaged_baseline_is_never_overwritten() {
    let demo = Demo::saved(&[("src/lib.rs", MIXED)]);
    let good = demo.baseline();
    for damaged in [&good[..good.len() / 2], &good[..good.len() - 3], &good[2..], "", "\n"] {
        demo.write("clone-baseline.json", damaged);
        nothing_is_overwritten(&demo, &["clone-baseline.json", "damaged", "restore it"], ALL_COMMANDS);
    }
}

#[test]
fn a_baseline_that_cannot_be_read_is_not_a_missing_one() {
    let demo = Demo::new(&[("src/lib.rs", MIXED)]);
    demo.run(0, &["report"]);
    std::fs::create_dir(demo.path("clone-baseline.json")).unwrap();
    for args in ALL_COMMANDS.iter().copied().chain([&["report"][..]]) {
        let (_, err) = demo.run(2, args);
        assert!(err.contains("cannot read the baseline") && err.contains("clone-baseline.json"), "{args:?}: {err}");
    }
}

#[test]
fn a_foreign_file_is_never_overwritten() {
    let demo = Demo::saved(&[("src/lib.rs", MIXED)]);
    for foreign in [r#"{"schema": "detekt/v1"}"#, r#"{"name": "demo", "version": "1.0.0"}"#, "[1, 2]", "hello"] {
        demo.write("clone-baseline.json", foreign);
        nothing_is_overwritten(&demo, &["clone-baseline.json", "not a baseline"], ALL_COMMANDS);
    }
    let source = Path::new("src/lib.rs");
    demo.run(2, &["baseline", "save", "--baseline", source.to_str().unwrap()]);
    assert_eq!(std::fs::read_to_string(demo.path("src/lib.rs")).unwrap(), MIXED);
}

#[test]
fn a_baseline_of_a_newer_schema_is_never_overwritten() {
    let demo = Demo::saved(&[("src/lib.rs", MIXED)]);
    let newer = demo.baseline().replacen("baseline/v2", "baseline/v3", 1).replacen("\"cost\"", "\"price\"", 1);
    demo.write("clone-baseline.json", &newer);
    nothing_is_overwritten(&demo, &["clone-baseline.json", "baseline/v3", "newer", "update"], ALL_COMMANDS);
}

#[test]
fn a_file_that_does_not_lex_lets_nothing_be_written_unless_allowed() {
    let lib = format!("{MIXED}\nmod bad;\n");
    let demo = Demo::new(&[("src/lib.rs", &lib), ("src/bad.rs", "pub fn open() { let text = \"never closed; }\n")]);
    let (_, err) = demo.run(2, &["baseline", "save"]);
    assert!(err.contains("src/bad.rs") && err.contains("--allow-skipped"), "{err}");
    let mut names: Vec<_> = std::fs::read_dir(demo.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["Cargo.toml", "src"], "neither a baseline nor a temporary file");
    demo.run(0, &["baseline", "save", "--allow-skipped"]);
    assert_eq!(demo.entries().len(), 4);
    nothing_is_overwritten(
        &demo,
        &["src/bad.rs"],
        &[&["baseline", "save"], &["baseline", "update"], &["baseline", "update", "--accept-growth"]],
    );
    demo.run(2, &["check"]);
    demo.run(0, &["check", "--allow-skipped"]);
}

#[test]
fn an_empty_scan_judges_nothing_and_overwrites_nothing() {
    let demo = Demo::saved(&[("src/lib.rs", MIXED)]);
    demo.write("clone-audit.toml", "exclude = [\"**/*.rs\"]\n");
    nothing_is_overwritten(&demo, &["no Rust file", "exclude"], ALL_COMMANDS);
    let fresh = Demo::new(&[("src/lib.rs", MIXED), ("clone-audit.toml", "exclude = [\"src/\", \"src/**\"]\n")]);
    fresh.run(2, &["baseline", "save"]);
    assert!(!fresh.path("clone-baseline.json").exists());
}

#[test]
fn a_missing_baseline_is_an_error_that_names_the_file_and_the_remedy() {
    let demo = Demo::new(&[("src/lib.rs", MIXED)]);
    for args in [&["check"][..], &["diff"], &["baseline", "update"], &["baseline", "update", "--accept-growth"]] {
        let (out, err) = demo.run(2, args);
        assert_eq!(out, "", "{args:?}");
        assert!(err.contains("clone-baseline.json") && err.contains("cargo clone-audit baseline save"), "{err}");
        assert!(!demo.path("clone-baseline.json").exists(), "{args:?}");
    }
    for command in ["check", "diff", "report"] {
        let (_, err) = demo.run(2, &[command, "--baseline", "ci/else.json"]);
        assert!(err.contains("ci/else.json"), "{err}");
    }
    demo.run(0, &["report"]);
}
