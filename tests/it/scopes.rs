//! Where code is and what it is for: `fixtures/workspaces/scopes`, whose files say what is expected of them.

use std::collections::BTreeMap;
use std::path::Path;

use clone_audit::model::Scope;

use crate::markers::{self, Expected};
use crate::support;

/// Sites of a `list --format json`, by path, as markers name them.
fn by_path(list: &serde_json::Value) -> BTreeMap<String, Vec<Expected>> {
    let mut by_path: BTreeMap<String, Vec<Expected>> = BTreeMap::new();
    for site in list["sites"].as_array().unwrap() {
        let number = |field: &str| u32::try_from(site[field].as_u64().unwrap()).unwrap();
        let scope = site["scope"].as_str().unwrap();
        by_path.entry(site["path"].as_str().unwrap().to_owned()).or_default().push(Expected {
            line: number("name_line"),
            spelling: site["spelling"].as_str().unwrap().to_owned(),
            column: Some(number("name_column")),
            scope: *Scope::ALL.iter().find(|known| known.name() == scope).unwrap(),
        });
    }
    by_path
}

fn rust_files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn every_file_of_the_workspace_has_the_scope_that_its_markers_state() {
    let root = support::fixture("workspaces/scopes");
    let mut found = by_path(&support::json(&root, &["list"]));
    let mut files = Vec::new();
    rust_files(&root, &mut files);
    assert!(files.len() > 20, "the fixture is there");
    let mut differences = Vec::new();
    for file in files {
        let name = file.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        let text = std::fs::read_to_string(&file).unwrap();
        differences.extend(markers::differences(&name, &text, &found.remove(&name).unwrap_or_default()));
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(found.is_empty(), "sites outside of the workspace: {found:?}");
}

#[test]
fn strangers_and_ignored_modules_are_left_out_and_counted_as_left_out() {
    let report = support::json(&support::fixture("workspaces/scopes"), &["report", "--orphans"]);
    let left_out: Vec<&str> =
        report["left_out"].as_array().unwrap().iter().map(|row| row["path"].as_str().unwrap()).collect();
    assert_eq!(left_out, ["app/vendor/foreign"]);
    let unreached: Vec<&str> = report["by_file"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["reached"] == serde_json::json!(false))
        .map(|row| row["path"].as_str().unwrap())
        .collect();
    assert_eq!(unreached, ["core/src/orphan.rs"]);
    assert_eq!(report["workspace"]["files_unreached"], 1);
}

#[test]
fn packages_can_be_selected_and_excluded() {
    let root = support::fixture("workspaces/scopes");
    let packages = |args: &[&str]| -> Vec<String> {
        let report = support::json(&root, &[&["report"], args].concat());
        report["by_package"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect()
    };
    let all = packages(&[]);
    assert!(all.len() >= 3, "{all:?}");
    assert_eq!(packages(&["--workspace"]), all);
    assert_eq!(packages(&["-p", &all[0]]), all[..1]);
    assert_eq!(packages(&["--exclude", &all[0]]), all[1..]);
    // The parts add up to the whole.
    let explicit = |args: &[&str]| support::json(&root, args)["totals"]["explicit"].as_u64().unwrap();
    let parts: u64 = all.iter().map(|name| explicit(&["report", "-p", name])).sum();
    assert_eq!(parts, explicit(&["report"]));
}

#[test]
fn a_manifest_path_is_as_good_as_the_folder() {
    let root = support::fixture("workspaces/scopes");
    let from_inside = support::run(&root, &["list"]);
    let from_outside =
        support::run(Path::new("/"), &["list", "--manifest-path", root.join("Cargo.toml").to_str().unwrap()]);
    assert_eq!(from_inside, from_outside);
    assert_eq!(support::run(&root.join("core/src"), &["list"]), from_inside, "from a folder below");
}

#[test]
fn what_only_verifying_builds_compile_is_test_code_as_configured() {
    let lines = [
        "#[cfg(kani)] pub fn a(s: &String) -> String { s.clone() }",
        "#[cfg(all(loom, not(test)))] pub mod b { pub fn b(s: &String) -> String { s.clone() } }",
        "pub fn c(s: &String) -> String { #[cfg(miri)] { return s.clone(); } #[cfg(not(miri))] s.clone() }",
        "#[cfg(shuttle)] pub fn d(s: &String) -> String { s.clone() }",
    ];
    let tree = support::tree(&[("Cargo.toml", support::MANIFEST), ("src/lib.rs", &lines.join("\n"))]);
    let scopes = || {
        let list = support::json(tree.path(), &["list"]);
        let name = |site: &serde_json::Value| site["scope"].as_str().unwrap().to_owned();
        list["sites"].as_array().unwrap().iter().map(name).collect::<Vec<_>>()
    };
    assert_eq!(scopes(), ["test", "test", "test", "production", "production"]);
    std::fs::write(tree.path().join("clone-audit.toml"), "test-cfgs = [\"shuttle\"]\n").unwrap();
    assert_eq!(scopes(), ["production", "production", "production", "production", "test"]);
}
