//! `profile`: the counts in `fixtures/workspaces/profiled`, which were worked out by hand, and what becomes of profiles.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support;

/// How often the clones of each line run, in the order of their columns, by file and line.
type Counts = BTreeMap<(String, u64), Vec<u64>>;

fn copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    support::copy(&support::fixture("workspaces/profiled"), folder.path());
    // What was built in there is not part of it.
    let _ = std::fs::remove_dir_all(folder.path().join("target"));
    folder
}

/// All files but those of the target folder, with their content.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() && !entry.ends_with("target") {
            files.extend(self::files(&entry));
        } else if entry.is_file() {
            files.insert(entry.clone(), std::fs::read(&entry).unwrap());
        }
    }
    files
}

/// The document of a profile whose command succeeds.
fn profile(folder: &Path, args: &[&str]) -> Value {
    let (code, out, err) = support::start(folder, &[&["profile", "--format", "json"], args].concat());
    assert_eq!(code, 0, "{args:?}: {err}");
    serde_json::from_str(&out).unwrap()
}

/// What the markers `// counts: 1 2` in these files say.
fn expected(folder: &Path, paths: &[&str]) -> Counts {
    let mut expected = Counts::new();
    for path in paths {
        let text = std::fs::read_to_string(folder.join(path)).unwrap();
        for (line, text) in (1..).zip(text.lines()) {
            if let Some((_, counts)) = text.split_once("// counts: ") {
                let counts = counts.split(' ').map(|count| count.parse().unwrap()).collect();
                expected.insert(((*path).to_owned(), line), counts);
            }
        }
    }
    assert!(!expected.is_empty());
    expected
}

fn counts(profile: &Value, is_wanted: impl Fn(&str) -> bool) -> Counts {
    let mut sites: Vec<&Value> = profile["sites"].as_array().unwrap().iter().collect();
    sites.sort_by_key(|site| site["name_column"].as_u64());
    let mut counts = Counts::new();
    for site in sites.into_iter().filter(|site| is_wanted(site["path"].as_str().unwrap())) {
        let line = (site["path"].as_str().unwrap().to_owned(), site["name_line"].as_u64().unwrap());
        counts.entry(line).or_default().push(site["calls"].as_u64().unwrap());
    }
    counts
}

fn site<'p>(profile: &'p Value, path: &str, expression: &str) -> &'p Value {
    let sites = profile["sites"].as_array().unwrap();
    sites.iter().find(|site| site["path"] == path && site["expression"] == expression).unwrap()
}

#[test]
fn every_spelling_is_counted_in_all_threads_and_processes_however_they_end() {
    let folder = copy();
    let before = files(folder.path());
    let found = profile(folder.path(), &["--", "run", "-p", "app"]);
    let of_program = ["app/src/main.rs", "old/src/lib.rs"];
    assert_eq!(counts(&found, |path| of_program.contains(&path)), expected(folder.path(), &of_program));
    // The main thread, four others, and that of the child, which aborts.
    assert_eq!((&found["measured"]["processes"], &found["measured"]["threads"]), (&2.into(), &6.into()));
    // By hand: what each site allocates, times its calls. The clone that panics allocates nothing.
    let totals = &found["totals"];
    assert_eq!(
        (&totals["cloned"], &totals["cloned_allocations"], &totals["cloned_bytes"]),
        (&144.into(), &137.into(), &1149.into())
    );
    // Of generic code, each type by itself: two `u8`, a `String` of one byte, a `Vec` of two `u64`.
    let generic = site(&found, "app/src/main.rs", "value.clone()");
    let instances: Vec<(&str, u64, u64, u64)> = generic["instances"]
        .as_array()
        .unwrap()
        .iter()
        .map(|instance| {
            let number = |field: &str| instance[field].as_u64().unwrap();
            (instance["type"].as_str().unwrap(), number("calls"), number("size"), number("bytes"))
        })
        .collect();
    assert_eq!(instances, [("u8", 2, 1, 0), ("alloc::string::String", 1, 24, 1), ("alloc::vec::Vec<u64>", 1, 24, 16)]);
    let left_out: Vec<_> = found["not_instrumented"].as_array().unwrap().iter().collect();
    let reasons: Vec<(&Value, &str)> =
        left_out.iter().map(|site| (&site["expression"], site["reason"].as_str().unwrap())).collect();
    assert_eq!(
        reasons,
        [
            (&"input.clone()".into(), "in a procedural macro, which runs in the compiler"),
            (
                &"target.clone_from(&make())".into(),
                "what is cloned from cannot be told from the clone: it is no plain place"
            ),
            (
                &"Iterator::cloned([&owned[0]].iter())".into(),
                "`cloned` is called or named by its path, and not counted by item there"
            ),
        ]
    );
    // Nothing but the target folder changed.
    assert_eq!(files(folder.path()), before);

    // Where a panic ends the process, in a release build.
    let found = profile(folder.path(), &["--", "run", "--release", "-p", "app"]);
    assert_eq!(found["measured"]["profile"], "release");
    assert_eq!(site(&found, "app/src/main.rs", "fragile.clone()")["calls"], 0);
    assert_eq!(site(&found, "app/src/main.rs", "text.clone()")["calls"], 4);
}

#[test]
fn a_program_may_close_fork_allocate_and_recur_as_it_likes() {
    let folder = copy();
    for name in ["descriptors", "forks", "allocator_clones", "recursion"] {
        let found = profile(folder.path(), &["--", "run", "-p", "hostile", "--bin", name]);
        let path = format!("hostile/src/bin/{name}.rs");
        let expected = expected(folder.path(), &[&path]);
        let mut counted = counts(&found, |found| found == path);
        // What the allocator clones depends on what the standard library allocates before `main`.
        counted.retain(|line, _| expected.contains_key(line));
        assert_eq!(counted, expected, "{name}");
        assert_eq!((&found["measured"]["processes"], &found["measured"]["is_incomplete"]), (&1.into(), &false.into()));
    }
    let found = profile(folder.path(), &["--", "run", "-p", "hostile", "--bin", "recursion"]);
    let path = "hostile/src/bin/recursion.rs";
    // A list of 100 has 99 boxes of 16 bytes, which count once however deep the clones are in one another.
    let boxes = site(&found, path, "self.1.clone()");
    assert_eq!((&boxes["allocations"], &boxes["bytes"]), (&99.into(), &1584.into()));
    // What `make` allocates is not the clone's: `made` and `x`.
    let in_macro = site(&found, path, "$value.clone()");
    assert_eq!((&in_macro["allocations"], &in_macro["bytes"]), (&2.into(), &5.into()));
}

#[test]
fn tests_of_one_process_and_of_the_documentation_are_counted() {
    let folder = copy();
    let found = profile(folder.path(), &["--", "test", "-p", "app", "-p", "old"]);
    let of_tests = counts(&found, |path| path != "app/src/main.rs" && !path.starts_with("hostile"));
    let counted: Vec<u64> = of_tests.values().flatten().copied().collect();
    // `first`: 1. `keep` runs in no test, `twice` three times in `second` and once in the documentation.
    let own = ("own-allocator/src/main.rs".to_owned(), 32);
    assert_eq!(of_tests[&own], [0]);
    assert_eq!(counted.iter().sum::<u64>(), 1 + 3 + 1, "{of_tests:?}");
}

#[test]
fn an_allocator_of_the_program_counts_and_is_still_asked() {
    let folder = copy();
    let found = profile(folder.path(), &["--", "run", "-p", "own-allocator"]);
    let cloned = site(&found, "own-allocator/src/main.rs", "bytes.clone()");
    assert_eq!((&cloned["calls"], &cloned["allocations"], &cloned["bytes"]), (&10.into(), &10.into(), &1000.into()));
    assert!(found["totals"]["allocations"].as_u64().unwrap() >= 11);
}

#[test]
fn runs_are_added_compared_and_shown_beside_the_audit() {
    let folder = copy();
    let path = folder.path().join("target/clone-audit/profile.json");
    let one = profile(folder.path(), &["--", "run", "-p", "app"]);
    let kept: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!(kept, one);
    std::fs::copy(&path, folder.path().join("one.json")).unwrap();
    let two = profile(folder.path(), &["--append", "--", "run", "-p", "app"]);
    assert_eq!((&two["measured"]["runs"], &two["command"]), (&2.into(), &one["command"]));
    assert_eq!(two["totals"]["cloned"], 288);
    assert_eq!(site(&two, "app/src/main.rs", "value.clone()")["calls"], 8);
    assert_eq!(site(&two, "app/src/main.rs", "value.clone()")["instances"].as_array().unwrap().len(), 3);

    let list = support::json(folder.path(), &["list"]);
    let of_list = |list: &Value, expression: &str| {
        let sites = list["sites"].as_array().unwrap().clone();
        sites.into_iter().find(|site| site["expression"] == expression).unwrap()
    };
    let measured = of_list(&list, "value.clone()")["measured"].clone();
    assert_eq!((&measured["calls"], &measured["is_stale"]), (&8.into(), &false.into()));
    // 200 calls count as one loop, whatever loops there are: 4 points for an allocation, times 4, times 4 in production.
    let of_threads = list["sites"].as_array().unwrap().iter().find(|site| site["measured"]["calls"] == 200).unwrap();
    assert_eq!(of_threads["impact"], 64);
    assert!(support::json(folder.path(), &["list", "--no-profile"])["sites"][0].get("measured").is_none());
    let report = support::json(folder.path(), &["report"]);
    assert_eq!((&report["profile"]["stale"], &report["profile"]["totals"]["cloned"]), (&0.into(), &288.into()));

    // A change of a function makes what was measured in it stale, and nothing else.
    let main = folder.path().join("app/src/main.rs");
    let text = std::fs::read_to_string(&main).unwrap();
    let changed = text.replace(
        "for _ in 0..25 {\n                    std::hint::black_box(text.clone());",
        "for _ in 0..5 {\n                    std::hint::black_box(text.clone());",
    );
    assert_ne!(changed, text);
    std::fs::write(&main, changed).unwrap();
    let (code, out, err) = support::run(folder.path(), &["report"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("2 changed since") && err.contains("of 2 of "), "{out}\n{err}");

    // Four threads make 20 clones less each, of ten bytes.
    profile(folder.path(), &["-o", "two.json", "--", "run", "-p", "app"]);
    let diff: Value = serde_json::from_str(
        &support::run(folder.path(), &["profile", "diff", "one.json", "two.json", "--format", "json"]).1,
    )
    .unwrap();
    assert_eq!(diff["schema"], "clone-audit/profile-diff/v1");
    let calls = |of: &str| diff[of]["clones"]["calls"].as_u64().unwrap();
    assert_eq!(calls("before") - calls("after"), 80);
    let bytes = |of: &str| diff[of]["totals"]["cloned_bytes"].as_u64().unwrap();
    assert_eq!(bytes("before") - bytes("after"), 800);
}

#[test]
fn a_program_runs_as_it_is_called_and_its_failure_is_told() {
    let folder = copy();
    let (code, out, err) =
        support::start(folder.path(), &["profile", "--format", "json", "--exec", "--", "app", "child"]);
    assert_eq!(code, 1, "{err}");
    assert!(err.contains("`app child` failed (signal: 6"), "{err}");
    let found: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(found["totals"]["cloned"], 7);
    // By the path at which Cargo would have built it.
    let (_, out, _) =
        support::start(folder.path(), &["profile", "--format", "json", "--exec", "--", "target/debug/app", "child"]);
    let found: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(found["totals"]["cloned"], 7);
}

#[test]
fn what_cannot_be_profiled_says_why() {
    let folder = copy();
    for (args, said) in [
        (&["profile", "--", "clippy"][..], "profile --exec -- PROGRAM"),
        (&["profile", "--", "run", "--manifest-path", "x"], "belongs before the `--`"),
        (&["profile"], "COMMAND"),
        (&["profile", "diff", "a.json", "b.json"], "cannot read the profile"),
        (&["list", "--profile", "Cargo.toml"], "is no profile"),
        (&["list", "--profile", "app"], "is no file"),
        (&["profile", "--exec", "--", "target/debug/gone"], "none of the programs"),
        (&["profile", "--exec", "--", "./gone"], "cannot run ./gone"),
        (&["profile", "--exec", "--", "true"], "ran no program of this workspace"),
    ] {
        let (code, out, err) = support::start(folder.path(), args);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}: {err}");
        assert!(err.contains(said), "{args:?}: {err}");
    }
    // Not after the program has run.
    profile(folder.path(), &["--", "run", "-p", "own-allocator"]);
    let (code, _, err) =
        support::start(folder.path(), &["profile", "--append", "--", "run", "--release", "-p", "own-allocator"]);
    assert!(code == 2 && err.contains("builds with release") && !err.contains("Running"), "{err}");
    std::fs::write(folder.path().join("old/src/lib.rs"), "pub fn broken() -> u8 { \"\" }\n").unwrap();
    let (code, _, err) = support::start(folder.path(), &["profile", "--", "run", "-p", "app"]);
    assert_eq!(code, 2);
    assert!(err.contains("the workspace does not compile, so it cannot be profiled"), "{err}");
    assert!(err.contains("mismatched types"), "{err}");
}

#[test]
fn findings_come_in_the_order_of_the_time_that_they_took() {
    // A loop weighs more, as long as nothing is known.
    let source = r#"fn often(x: String) -> String {
    x.clone()
}

fn seldom() -> Vec<String> {
    let mut all = Vec::new();
    for _ in 0..9 {
        let x = String::new();
        all.push(x.clone());
    }
    all
}

fn main() {
    let all: usize = (0..2000).map(|_| often("x".to_string()).len()).sum();
    assert_eq!(all + seldom().len(), 2009);
}
"#;
    let folder = support::tree(&[("Cargo.toml", support::MANIFEST), ("src/main.rs", source)]);
    let lines = || {
        let report = support::json(folder.path(), &["report"]);
        let sites = report["start_here"].as_array().unwrap().clone();
        sites.iter().map(|site| site["line"].as_u64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(lines(), [9, 2]);
    profile(folder.path(), &["--", "run"]);
    assert_eq!(lines(), [2, 9]);
    let (code, out, err) = support::run(folder.path(), &["explain", "src/main.rs:2"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("src/main.rs:2:5: x.clone()") && out.contains("profile   ran 2,000 times"), "{out}");
    let (code, _, err) = support::run(folder.path(), &["explain", "src/main.rs:1"]);
    assert!(code == 2 && err.contains("no clone at src/main.rs:1"), "{err}");

    // What is damaged is told, and left out; a file that is named has to be whole.
    let path = folder.path().join("target/clone-audit/profile.json");
    std::fs::write(&path, "{\"schema\": \"clone-audit/profile/v1\"").unwrap();
    assert_eq!(lines(), [9, 2]);
    let (code, _, err) = support::run(folder.path(), &["report"]);
    assert!(code == 0 && err.contains("it is not shown"), "{err}");
    let (code, _, err) = support::run(folder.path(), &["report", "--profile", path.to_str().unwrap()]);
    assert!(code == 2 && err.contains("is no profile"), "{err}");
}

/// They are no part of this program, so its own build says nothing of them.
#[test]
fn the_crates_that_count_compile_without_a_warning() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/compiler/profile");
    let folder = tempfile::tempdir().unwrap();
    support::copy(&source.join("runtime"), folder.path());
    std::fs::copy(source.join("format.rs"), folder.path().join("format.rs")).unwrap();
    for (name, file) in [("clone_audit_probe", "probe.rs"), ("clone_audit_alloc", "allocator.rs")] {
        let output = std::process::Command::new("rustc")
            .args(["--crate-name", name, "--crate-type=rlib", "--edition=2021", "-D", "warnings"])
            .args(["-L", ".", "--extern", "clone_audit_probe=libclone_audit_probe.rlib", file])
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}
