//! `prove` and `fix`: the answers in `fixtures/workspaces/hazards`, the bytes in `fixtures/workspaces/awkward-text`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::support::{self, MANIFEST};

/// What was found, by path and line of the name, each line's in the order of columns.
type Verdicts = BTreeMap<(String, u64), Vec<String>>;

/// A file whose removable clone is the last use.
const LAST_USE: &str = "pub fn f(x: String) -> String {\n    let y = x.clone();\n    y\n}\n";

/// A fixture in a temporary folder.
fn copy(name: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    support::copy(&support::fixture("workspaces").join(name), folder.path());
    // What somebody built in there is not part of it.
    let _ = std::fs::remove_dir_all(folder.path().join("target"));
    folder
}

fn manifest(folder: &Path) -> String {
    folder.join("Cargo.toml").to_str().unwrap().to_owned()
}

fn prove(folder: &Path, args: &[&str]) -> Value {
    let always = ["prove", "--format", "json", "--manifest-path", &manifest(folder)];
    let (code, out, err) = support::start(Path::new("/"), &[&always, args].concat());
    assert_eq!(code, 0, "{args:?}: {err}");
    serde_json::from_str(&out).unwrap()
}

fn fix(folder: &Path, args: &[&str]) -> (i32, String, String) {
    support::start(Path::new("/"), &[&["fix", "--manifest-path", &manifest(folder)], args].concat())
}

fn explicit(folder: &Path) -> u64 {
    support::json(folder, &["report"])["totals"]["explicit"].as_u64().unwrap()
}

fn command(program: &str, folder: &Path, args: &[&str], input: &str) -> Output {
    let mut child = Command::new(program)
        .args(args)
        .current_dir(folder)
        .envs(support::BUILT_ONCE)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

/// Both streams of a command that did not succeed.
fn failure(output: &Output) -> Option<String> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (!output.status.success()).then(|| text(&output.stdout) + &text(&output.stderr))
}

/// The workspace's own tests, which say why they fail.
fn failing_tests(folder: &Path) -> Option<String> {
    failure(&command(env!("CARGO"), folder, &["test", "--offline", "--workspace", "--quiet"], ""))
}

fn git(folder: &Path, args: &[&str], input: &str) {
    let usual = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "core.autocrlf=false"];
    let output = command("git", folder, &[&usual, args].concat(), input);
    assert!(output.status.success(), "git {args:?}: {}", failure(&output).unwrap_or_default());
}

fn commit(folder: &Path) {
    git(folder, &["init", "--quiet"], "");
    git(folder, &["add", "--all"], "");
    git(folder, &["commit", "--quiet", "--message", "all"], "");
}

/// Every file below a folder that was written by somebody, by its path.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn below(root: &Path, folder: PathBuf, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            if name == "Cargo.lock" {
                continue;
            }
            if path.is_file() {
                found.insert(name, std::fs::read(path).unwrap());
            } else if name != "target" && name != ".git" {
                below(root, path, found);
            }
        }
    }
    let mut found = BTreeMap::new();
    below(folder, folder.to_owned(), &mut found);
    found
}

/// The markers of a workspace. The README of the fixtures says what they mean.
fn markers(root: &Path) -> Verdicts {
    let mut markers = Verdicts::new();
    for (path, bytes) in files(root) {
        if Path::new(&path).extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        for (index, line) in String::from_utf8(bytes).unwrap().lines().enumerate() {
            if let Some((_, marker)) = line.split_once("//~ ") {
                let verdicts = marker.split('|').map(|verdict| verdict.trim().to_owned()).collect();
                markers.insert((path.clone(), index as u64 + 1), verdicts);
            }
        }
    }
    markers
}

/// What a proof says, in the words of the markers: all cautions, separated by commas.
fn verdicts(proof: &Value) -> Verdicts {
    let mut sites: Vec<(String, u64, u64, String)> = Vec::new();
    for list in ["removable", "needed", "not_tried"] {
        for site in proof[list].as_array().unwrap() {
            let text = |field: &str| site[field].as_str().unwrap();
            let verdict = match list {
                "removable" => {
                    let hazards: Vec<&str> =
                        site["caution"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
                    if hazards.is_empty() {
                        format!("removable {}", text("form"))
                    } else {
                        format!("caution {} {}", hazards.join(","), text("form"))
                    }
                }
                list => list.replace('_', "-"),
            };
            let number = |field: &str| site[field].as_u64().unwrap();
            sites.push((text("path").to_owned(), number("name_line"), number("name_column"), verdict));
        }
    }
    sites.sort();
    let mut verdicts = Verdicts::new();
    for (path, line, _, verdict) in sites {
        verdicts.entry((path, line)).or_default().push(verdict);
    }
    verdicts
}

fn agrees(wanted: &str, got: &str) -> bool {
    let wanted: Vec<&str> = wanted.split(' ').collect();
    let got: Vec<&str> = got.split(' ').collect();
    match wanted[..] {
        ["any"] => true,
        ["kept"] => got[0] != "removable",
        ["removable"] => got[0] == "removable",
        ["caution", caution, form] => {
            let [kind, hazards, got_form] = got[..] else { return false };
            kind == "caution"
                && form == got_form
                && (caution == "any" || hazards.split(',').any(|name| name == caution))
        }
        ["removable", _] | ["needed" | "not-tried"] => wanted == got,
        _ => panic!("no such marker: {wanted:?}"),
    }
}

/// Every difference, one a line, with the line of source.
fn differences(root: &Path, wanted: &Verdicts, got: &Verdicts) -> String {
    let mut differences = String::new();
    let mut keys: Vec<_> = wanted.keys().chain(got.keys()).collect();
    keys.sort();
    keys.dedup();
    for key in keys {
        let none = Vec::new();
        let (wanted, got) = (wanted.get(key).unwrap_or(&none), got.get(key).unwrap_or(&none));
        if wanted.len() != got.len() || !wanted.iter().zip(got).all(|(wanted, got)| agrees(wanted, got)) {
            let text = std::fs::read_to_string(root.join(&key.0)).unwrap();
            let line = text.lines().nth(usize::try_from(key.1).unwrap() - 1).unwrap_or_default().trim();
            let _ = writeln!(differences, "{}:{}: expected {wanted:?}, found {got:?}: {line}", key.0, key.1);
        }
    }
    differences
}

// One test: it takes as long as all others together, and must not keep them waiting.
#[test]
fn the_hazards_are_judged_as_their_markers_state_and_behave_as_before_after_a_fix() {
    let folder = copy("hazards");
    let proof = prove(folder.path(), &[]);
    let fixture = support::fixture("workspaces/hazards");
    assert_eq!(files(folder.path()), files(&fixture), "a proof leaves the workspace as it is");
    every_clone_has_the_verdict_that_its_marker_states(&fixture, &proof);
    a_proof_says_what_it_was_made_in(&proof);

    let before = explicit(folder.path());
    let (code, _, err) = fix(folder.path(), &["--allow-dirty"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(failing_tests(folder.path()), None);
    let removable = proof["removable"].as_array().unwrap();
    let without_caution = removable.iter().filter(|site| site["caution"].as_array().unwrap().is_empty()).count();
    // `title` of `bindings::chained` can only go when `again` has gone.
    assert_eq!(before - explicit(folder.path()), without_caution as u64 + 1);
    let (code, diff, err) = fix(folder.path(), &["--allow-dirty", "--dry-run"]);
    assert_eq!((code, diff.as_str()), (0, ""), "{err}");
}

fn every_clone_has_the_verdict_that_its_marker_states(root: &Path, proof: &Value) {
    let wanted = markers(root);
    let got = verdicts(proof);
    let differences = differences(root, &wanted, &got);
    assert!(differences.is_empty(), "{} lines differ:\n{differences}", differences.lines().count());
    let count = |verdicts: &Verdicts| verdicts.values().map(Vec::len).sum::<usize>();
    assert_eq!(count(&wanted), count(&got));
    assert!(count(&wanted) > 400, "the fixture is there");
}

fn a_proof_says_what_it_was_made_in(proof: &Value) {
    assert_eq!(proof["schema"], "clone-audit/proof/v1");
    crate::docs::is_in_the_contract(proof);
    let count = |list: &str| proof[list].as_array().unwrap().len();
    assert_eq!(proof["sites_tried"], count("removable") + count("needed"));
    assert_eq!(proof["is_complete"], true);
    for list in ["needed", "not_tried"] {
        for site in proof[list].as_array().unwrap() {
            assert!(!site["reason"].as_str().unwrap().is_empty(), "{site}");
        }
    }
    let configuration = &proof["configuration"];
    assert!(configuration["rustc"].as_str().unwrap().starts_with("rustc 1."), "{configuration}");
    let left_out = configuration["left_out"].to_string();
    // On nightly the bench compiles; this project is tested on stable.
    assert!(left_out.contains("nightly"), "{left_out}");
    assert_eq!(configuration["left_out"].as_array().unwrap().len(), 1, "{left_out}");
    // `let mut take` in `closures::counted`: reported, not edited.
    let superfluous = proof["superfluous"].as_array().unwrap();
    assert!(superfluous.iter().any(|row| row["path"] == "hazards/src/closures.rs"), "{superfluous:?}");
}

/// Files in which `fix` may choose what becomes of the space beside a clone.
const FREE_IN_SPACE: &[&str] = &["src/chains.rs", "src/comments.rs"];

/// Every line in which a folder differs from the one that was written by hand.
fn differences_of_text(folder: &Path) -> String {
    let expected = files(&support::fixture("workspaces/awkward-text-after"));
    let mut found = files(folder);
    let mut differences = String::new();
    for (path, expected) in &expected {
        let found = found.remove(path).unwrap_or_default();
        if FREE_IN_SPACE.contains(&path.as_str()) {
            let dense = |bytes: &[u8]| {
                let text = String::from_utf8(bytes.to_vec()).unwrap();
                text.chars().filter(|c| !c.is_whitespace()).collect::<String>()
            };
            if dense(expected) != dense(&found) {
                let _ = writeln!(differences, "{path}:\n{}", String::from_utf8_lossy(&found));
            }
        } else if *expected != found {
            let lines = |bytes: &[u8]| {
                bytes.split_inclusive(|byte| *byte == b'\n').map(|line| line.escape_ascii().to_string()).collect()
            };
            let (expected, found): (Vec<String>, Vec<String>) = (lines(expected), lines(&found));
            for at in 0..expected.len().max(found.len()) {
                if expected.get(at) != found.get(at) {
                    let line = at + 1;
                    let _ = writeln!(
                        differences,
                        "{path}:{line}: expected {:?}, found {:?}",
                        expected.get(at),
                        found.get(at)
                    );
                }
            }
        }
    }
    for path in found.keys() {
        let _ = writeln!(differences, "{path} was not there");
    }
    differences
}

#[test]
fn a_fix_changes_nothing_but_the_clones() {
    let folder = copy("awkward-text");
    let (code, _, err) = fix(folder.path(), &["--allow-dirty"]);
    assert_eq!(code, 0, "{err}");
    let differences = differences_of_text(folder.path());
    assert!(differences.is_empty(), "{differences}");
    assert_eq!(failing_tests(folder.path()), None);
}

#[test]
fn the_diff_of_a_dry_run_can_be_applied() {
    let folder = copy("awkward-text");
    commit(folder.path());
    let before = files(folder.path());
    let (code, diff, err) = fix(folder.path(), &["--dry-run"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(files(folder.path()), before, "nothing is written");
    git(folder.path(), &["apply", "--check"], &diff);
    git(folder.path(), &["apply"], &diff);
    let differences = differences_of_text(folder.path());
    assert!(differences.is_empty(), "{differences}\n{diff}");
}

#[test]
fn a_fix_of_a_clean_repository_needs_no_permission() {
    let tree =
        support::tree(&[("Cargo.toml", MANIFEST), ("src/lib.rs", LAST_USE), (".gitignore", "/target\nCargo.lock\n")]);
    commit(tree.path());
    let (code, _, err) = fix(tree.path(), &[]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(std::fs::read_to_string(tree.path().join("src/lib.rs")).unwrap(), LAST_USE.replace(".clone()", ""));
}

#[test]
fn a_fix_on_top_of_uncommitted_changes_is_refused() {
    let tree =
        support::tree(&[("Cargo.toml", MANIFEST), ("src/lib.rs", LAST_USE), (".gitignore", "/target\nCargo.lock\n")]);
    commit(tree.path());
    std::fs::write(tree.path().join("src/lib.rs"), format!("// Changed.\n{LAST_USE}")).unwrap();
    let before = files(tree.path());
    let (code, out, err) = fix(tree.path(), &[]);
    assert_eq!((code, out.as_str()), (2, ""), "{err}");
    assert!(err.contains("--allow-dirty"), "{err}");
    assert!(err.contains("src/lib.rs"), "{err}");
    assert_eq!(files(tree.path()), before);
    let (code, _, err) = fix(tree.path(), &["--allow-dirty"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(explicit(tree.path()), 0);
}

#[test]
fn a_fix_of_a_file_that_git_does_not_have_is_refused() {
    let files = [("Cargo.toml", MANIFEST), ("src/lib.rs", "pub mod new;\n"), (".gitignore", "/target\nCargo.lock\n")];
    let tree = support::tree(&files);
    commit(tree.path());
    std::fs::write(tree.path().join("src/new.rs"), LAST_USE).unwrap();
    let (code, _, err) = fix(tree.path(), &[]);
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("src/new.rs"), "{err}");
    assert_eq!(std::fs::read_to_string(tree.path().join("src/new.rs")).unwrap(), LAST_USE);
    // Notes that nobody committed are in nobody's way.
    git(tree.path(), &["add", "--all"], "");
    git(tree.path(), &["commit", "--quiet", "--message", "new"], "");
    std::fs::write(tree.path().join("notes.txt"), "").unwrap();
    let (code, _, err) = fix(tree.path(), &["--dry-run"]);
    assert_eq!(code, 0, "{err}");
    let (code, _, err) = fix(tree.path(), &[]);
    assert_eq!(code, 0, "{err}");
}

#[test]
fn what_does_not_compile_is_not_judged() {
    let broken = "pub fn g() -> u8 {\n    \"no number\"\n}\n";
    let tree = support::tree(&[("Cargo.toml", MANIFEST), ("src/lib.rs", &format!("{LAST_USE}{broken}"))]);
    let before = files(tree.path());
    for args in [&["prove"][..], &["prove", "--format", "json"], &["fix", "--allow-dirty"], &["fix", "--dry-run"]] {
        let (code, out, err) = support::start(tree.path(), args);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}: {err}");
        assert!(err.contains("mismatched types"), "{args:?}: {err}");
        assert!(err.contains("src/lib.rs:6"), "{args:?}: {err}");
        assert_eq!(files(tree.path()), before, "{args:?}");
    }
}

#[test]
fn a_cautioned_clone_goes_only_by_name() {
    let text = "use std::sync::Arc;\n\npub fn f(x: Arc<str>, y: String) -> (Arc<str>, String) {\n    \
                (x.clone(), y.clone())\n}\n";
    let tree = support::tree(&[("Cargo.toml", MANIFEST), ("src/lib.rs", text)]);
    let now = || std::fs::read_to_string(tree.path().join("src/lib.rs")).unwrap();
    let (code, _, err) = fix(tree.path(), &["--allow-dirty"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(now(), text.replace("y.clone()", "y"));
    let (code, _, err) = fix(tree.path(), &["--allow-dirty", "--allow", "handle"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(now(), text.replace("y.clone()", "y"));
    let (code, _, err) = fix(tree.path(), &["--allow-dirty", "--allow", "counted"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(now(), text.replace(".clone()", ""));
    let (code, _, err) = fix(tree.path(), &["--allow-dirty", "--allow", "no-such-caution"]);
    assert_eq!(code, 2);
    assert!(err.contains("counted"), "the cautions are named: {err}");
}

#[test]
fn a_verdict_is_that_of_the_chosen_features() {
    let manifest = MANIFEST.replace("\n[workspace]", "\n[features]\ndefault = [\"a\"]\na = []\nb = []\n\n[workspace]");
    let text = "pub fn f(x: String) -> String {\n    let y = x.clone();\n    #[cfg(feature = \"b\")]\n    drop(x);\n    \
                y\n}\n\n#[cfg(feature = \"a\")]\npub fn g(x: String) -> String {\n    x.clone()\n}\n";
    let tree = support::tree(&[("Cargo.toml", &manifest), ("src/lib.rs", text)]);
    let verdict = |args: &[&str]| {
        let proof = prove(tree.path(), args);
        verdicts(&proof).into_values().flatten().collect::<Vec<_>>()
    };
    assert_eq!(verdict(&[]), ["caution cfg move", "removable move"]);
    assert_eq!(verdict(&["--all-features"]), ["needed", "removable move"]);
    assert_eq!(verdict(&["--features", "b"]), ["needed", "removable move"]);
    assert_eq!(verdict(&["--no-default-features"]), ["caution cfg move", "not-tried"]);
}

/// Each clone of a list with its line and the tests that fail without it.
fn tests_of(proof: &Value, list: &str) -> Vec<(String, u64, String)> {
    let row = |site: &Value| {
        let tests = site["tests"].as_array().map(|tests| tests.iter().map(test_name).collect::<Vec<_>>().join(" "));
        (site["path"].as_str().unwrap().to_owned(), site["line"].as_u64().unwrap(), tests.unwrap_or_default())
    };
    proof[list].as_array().unwrap().iter().map(row).collect()
}

/// The name of a test: cargo-nextest names its binary before it.
fn test_name(name: &Value) -> &str {
    name.as_str().unwrap().rsplit(' ').next().unwrap()
}

#[test]
fn clones_without_which_tests_fail_are_found_and_the_proof_fails() {
    let folder = copy("tested");
    let args = ["prove", "--test", "--format", "json", "src/places.rs"];
    let (code, out, err) = support::start(folder.path(), &args);
    assert_eq!(code, 1, "{err}");
    let proof: Value = serde_json::from_str(&out).unwrap();
    crate::docs::is_in_the_contract(&proof);
    assert_eq!(proof["evidence"], "tests-fail");
    assert_eq!(tests_of(&proof, "removable"), []);
    let culprit = ("src/places.rs".to_owned(), 5, "places::is_at_its_column".to_owned());
    assert_eq!(tests_of(&proof, "needed"), [culprit]);
    let names = |list: &str| proof["tests"][list].as_array().unwrap().iter().map(test_name).collect::<Vec<_>>();
    assert_eq!(
        (names("failed"), names("failed_before")),
        (vec!["places::is_at_its_column"], vec!["tests::fails_always"])
    );
    assert_eq!(proof["tests"]["runs"], 2);
}

#[test]
fn a_fix_keeps_the_clones_without_which_tests_fail_and_removes_the_others() {
    let folder = copy("tested");
    let mut expected = files(folder.path());
    let (code, _, err) = fix(folder.path(), &["--test", "--allow-dirty", "--allow", "counted"]);
    assert_eq!(code, 0, "{err}");
    for kept in ["src/lib.rs:15:16: `shared.clone()`", "src/places.rs:5:6: `name.clone()`"] {
        assert!(err.contains(kept), "{err}");
    }
    for test in ["tests::both_own`", "places::is_at_its_column`"] {
        assert!(err.contains(test), "{err}");
    }
    // All but the second.
    let text = String::from_utf8(expected["src/lib.rs"].clone()).unwrap();
    let parts: Vec<&str> = text.split(".clone()").collect();
    assert_eq!(parts.len(), 5);
    let after = format!("{}{}.clone(){}{}{}", parts[0], parts[1], parts[2], parts[3], parts[4]);
    expected.insert("src/lib.rs".to_owned(), after.into_bytes());
    assert_eq!(files(folder.path()), expected);
}

/// Functions before and after a fix, where one removal is what another one waits for; and such that look like it.
const REPEATED: &[(&str, &str)] = &[
    ("fn a(x: &String) -> usize { x.clone().clone().len() }", "fn a(x: &String) -> usize { x.len() }"),
    ("fn b(x: String) -> String { x.clone().clone().clone() }", "fn b(x: String) -> String { x }"),
    ("fn c(x: &String) -> String { x.clone().clone() }", "fn c(x: &String) -> String { x.clone() }"),
    (
        "fn d(o: &Option<String>) -> usize { o.clone().clone().map(|s| s.clone().len()).unwrap_or(0) }",
        "fn d(o: &Option<String>) -> usize { o.as_ref().map(|s| s.len()).unwrap_or(0) }",
    ),
    (
        "fn e(v: &Vec<String>) -> usize { let mut n = 0; for s in v.clone() { n += s.clone().len(); } n }",
        "fn e(v: &Vec<String>) -> usize { let mut n = 0; for s in v { n += s.len(); } n }",
    ),
    (
        "fn f(a: &String) -> String { format!(\"{}\", a.clone().clone()) }",
        "fn f(a: &String) -> String { format!(\"{}\", a) }",
    ),
    ("fn g(x: [u8; 4]) -> u8 { x.clone().clone()[1].clone() }", "fn g(x: [u8; 4]) -> u8 { x[1] }"),
    (
        "fn h(x: String) -> String { let y = x.clone(); let z = y.clone(); z.clone() }",
        "fn h(x: String) -> String { let y = x; let z = y; z }",
    ),
    (
        "fn i(x: String) -> (String, usize) { let y = x.clone(); let n = x.clone().len(); (y.clone(), n) }",
        "fn i(x: String) -> (String, usize) { let y = x.clone(); let n = x.len(); (y, n) }",
    ),
    (
        "fn j(o: &Option<(String, u8)>) -> String { match o.clone() { Some(p) => p.clone().0.clone(), None => String::new() } }",
        "fn j(o: &Option<(String, u8)>) -> String { match o.clone() { Some(p) => p.0, None => String::new() } }",
    ),
    // Function pointers are `Copy`.
    ("fn k(x: &fn(u8) -> u8) -> fn(u8) -> u8 { x.clone() }", "fn k(x: &fn(u8) -> u8) -> fn(u8) -> u8 { *x }"),
    (
        "fn l(v: &[fn(u8) -> u8]) -> Vec<fn(u8) -> u8> { v.iter().map(|f| f.clone()).collect() }",
        "fn l(v: &[fn(u8) -> u8]) -> Vec<fn(u8) -> u8> { v.iter().map(|f| *f).collect() }",
    ),
];

#[test]
fn a_fix_goes_on_until_a_second_one_finds_nothing() {
    let text = |which: fn(&(&str, &str)) -> String| REPEATED.iter().map(which).collect::<String>();
    let before = text(|(before, _)| format!("pub {before}\n"));
    let after = text(|(_, after)| format!("pub {after}\n"));
    let tree = support::tree(&[("Cargo.toml", MANIFEST), ("src/lib.rs", &before)]);
    let now = || std::fs::read_to_string(tree.path().join("src/lib.rs")).unwrap();
    let (code, diff, err) = fix(tree.path(), &["--dry-run"]);
    assert_eq!((code, now()), (0, before), "{err}");
    let (code, _, err) = fix(tree.path(), &["--allow-dirty"]);
    assert_eq!((code, now()), (0, after.clone()), "{err}");
    assert_eq!(
        diff.lines().filter_map(|line| line.strip_prefix("+pub ")).collect::<Vec<_>>().len(),
        REPEATED.len(),
        "{diff}"
    );
    let (code, diff, err) = fix(tree.path(), &["--dry-run", "--fresh"]);
    assert_eq!((code, diff.as_str()), (0, ""), "{err}");
}

const MEMBERS: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"asked\", \"base\", \"broken\"]\n";

/// What is asked about: a lock, what `Deref` leads to, and what clones each element.
const ASKED: &str = "use std::sync::{Arc, Mutex, RwLock};

pub struct Shared { items: Mutex<Vec<String>>, name: RwLock<Arc<str>> }

impl Shared {
    pub fn items(&self) -> Vec<String> { self.items.lock().unwrap().clone() }
    pub fn name(&self) -> Arc<str> { let name = self.name.read().unwrap(); name.clone() }
}

pub fn shown(text: Arc<String>) -> String { text.to_string() }
pub fn boxed(text: Box<Vec<u8>>) -> Vec<u8> { text.to_vec() }
pub fn each(all: &[String]) -> Vec<String> { all.iter().cloned().collect() }
pub fn one(some: Option<&u32>) -> Option<u32> { some.cloned() }
pub fn last(text: String) -> usize { base::length(text.clone()) }
";

/// A workspace of which one member does not compile, and one is asked about.
fn members() -> tempfile::TempDir {
    let manifest = |name: &str| format!("[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n");
    let asked = manifest("asked") + "[dependencies]\nbase = { path = \"../base\" }\n";
    support::tree(&[
        ("Cargo.toml", MEMBERS),
        ("asked/Cargo.toml", &asked),
        ("asked/src/lib.rs", ASKED),
        ("base/Cargo.toml", &manifest("base")),
        ("base/src/lib.rs", "pub fn length(text: String) -> usize { text.clone().len() }\n"),
        ("broken/Cargo.toml", &manifest("broken")),
        ("broken/src/lib.rs", "pub fn f() -> u32 { \"no\" }\n"),
    ])
}

#[test]
fn packages_that_are_not_asked_about_need_not_compile_and_no_clone_is_left_out() {
    let tree = members();
    let proof = prove(tree.path(), &["--package", "asked"]);
    let listed = support::json(tree.path(), &["list", "--package", "asked"]);
    let places = |sites: &Value| {
        let place = |site: &Value| (site["line"].as_u64().unwrap(), site["name_column"].as_u64().unwrap());
        sites.as_array().unwrap().iter().map(place).collect::<Vec<_>>()
    };
    let judged: Vec<Value> =
        ["removable", "needed", "not_tried"].iter().flat_map(|list| proof[list].as_array().unwrap().clone()).collect();
    let mut all = places(&Value::Array(judged.clone()));
    all.sort_unstable();
    assert_eq!(all, places(&listed["sites"]));
    let lines = |list: &str| places(&proof[list]).into_iter().map(|(line, _)| line).collect::<Vec<_>>();
    assert_eq!(lines("removable"), [14]);
    assert_eq!(lines("needed"), [6, 7, 10, 11]);
    assert_eq!(lines("not_tried"), [12, 13]);
    // What a clone is for, and what is said of it, does not depend on the question.
    for site in judged {
        let same = listed["sites"].as_array().unwrap().iter().find(|same| same["fingerprint"] == site["fingerprint"]);
        for field in ["purpose", "rules"] {
            assert_eq!(site[field], same.unwrap()[field], "{field} of {site}");
        }
    }
    let (code, _, err) = fix(tree.path(), &["--allow-dirty", "--package", "asked"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(
        std::fs::read_to_string(tree.path().join("asked/src/lib.rs")).unwrap(),
        ASKED.replace("(text.clone())", "(text)")
    );
    let (code, _, err) = support::start(tree.path(), &["prove"]);
    assert_eq!(code, 2, "{err}");
}

#[test]
fn clippy_is_compared_with_the_proof() {
    // The first is reported and removable, the second removable only, the third neither.
    let text = "pub fn f(x: u8) -> u8 {\n    x.clone()\n}\n\npub fn g(x: &String) -> usize {\n    x.clone().len()\n}\n\n\
                pub fn h(x: &String) -> String {\n    x.clone()\n}\n";
    let tree = support::tree(&[("Cargo.toml", MANIFEST), ("src/lib.rs", text)]);
    let proof = prove(tree.path(), &["--clippy"]);
    assert_eq!((proof["removable"].as_array().unwrap().len(), proof["needed"].as_array().unwrap().len()), (2, 1));
    let clippy = serde_json::json!({"reported": 1, "both": 1, "only_proof": 1, "only_clippy": [], "elsewhere": 0});
    assert_eq!(proof["clippy"], clippy);
}
