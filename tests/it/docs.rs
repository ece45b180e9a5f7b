//! Documents that must not drift: the example configuration, the README, the architecture, the contracts, the help.

use std::collections::BTreeSet;
use std::path::Path;

use clone_audit::Categories;
use clone_audit::Config;
use clone_audit::model::{
    Context, Cost, Disposition, Hazard, Level, Purpose, Rewrite, Scope, Spelling, TypeClass, TypeSource,
};
use serde_json::Value;

use crate::layers::LAYERS;
use crate::support;

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

#[test]
fn each_dependency_has_its_reason() {
    let manifest = read("Cargo.toml");
    let mut reasons = 0;
    let (mut section, mut above) = ("", "");
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        } else if section.ends_with("dependencies]") && !line.is_empty() && !line.starts_with('#') {
            assert!(above.len() > 20 && above.starts_with("# "), "no reason above {line}");
            reasons += 1;
        }
        above = line;
    }
    assert!(reasons > 20, "{reasons}");
}

#[test]
fn the_example_configuration_is_valid_and_shows_every_key() {
    let text = read("clone-audit.example.toml");
    Categories::new(&Config::parse(&text).unwrap()).unwrap();
    // Serde names every key it knows when it meets one that it does not.
    for (section, prefix) in
        [("", ""), ("[[category]]", "[[category]]\n"), ("[targets]", "[targets]\n"), ("[gate]", "[gate]\n")]
    {
        let error = format!("{:#}", Config::parse(&format!("{prefix}no-such-key = 1")).unwrap_err());
        let (_, known) = error.split_once("expected one of").or_else(|| error.split_once("expected")).unwrap();
        let keys: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
        assert!(keys.len() >= 2, "{error}");
        for key in keys {
            let shown = text.lines().any(|line| {
                line.starts_with(&format!("{key} ="))
                    || line == format!("[{key}]")
                    || line.starts_with(&format!("[{key}."))
                    || line == format!("[[{key}]]")
            });
            assert!(shown, "{section} {key} is missing from the example");
        }
    }
}

/// Documents that name paths of the repository.
const DOCUMENTS: &[&str] = &[
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "README.md",
    "benches/README.md",
    "docs/README.md",
    "docs/contracts.md",
    "docs/fleet.md",
    "docs/profile.md",
    "docs/words.md",
    "fixtures/README.md",
    "fixtures/spellings/README.md",
    "fixtures/types/README.md",
    "scripts/README.md",
    "src/lib.rs",
    "stubs/README.md",
];

/// What is between backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn every_path_that_the_documents_name_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for document in DOCUMENTS {
        let text = read(document);
        for word in quoted(&text) {
            let is_path = ["src/", "tests/", "fixtures/", "scripts/", "benches/", "stubs/", "docs/", ".ci/"]
                .iter()
                .any(|start| word.starts_with(start));
            // A script's name comes with its arguments.
            let path = word.split(' ').next().unwrap_or(word);
            if is_path && !path.contains('*') {
                assert!(root.join(path).exists(), "{document} names {path}");
            }
        }
        let folder = root.join(document);
        for link in text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link) {
            if *document != "src/lib.rs" && !link.contains("://") {
                assert!(folder.parent().unwrap().join(link).exists(), "{document} links to {link}");
            }
        }
    }
    for entry in std::fs::read_dir(root.join("docs")).unwrap() {
        let path = format!("docs/{}", entry.unwrap().file_name().to_string_lossy());
        assert!(DOCUMENTS.contains(&&*path), "{path} is not checked");
        assert!(
            path == "docs/README.md" || read("docs/README.md").contains(&path["docs/".len()..]),
            "{path} has no link"
        );
    }
}

#[test]
fn the_table_of_layers_in_the_architecture_is_the_enforced_one() {
    let text = read("ARCHITECTURE.md");
    let mut rows: Vec<(String, u8)> = text
        .lines()
        .filter_map(|line| {
            let mut cells = line.strip_prefix("| ")?.split(" | ");
            let layer = cells.next()?.parse().ok()?;
            Some((cells.next()?.trim_matches('`').to_owned(), layer))
        })
        .collect();
    rows.sort();
    let mut layers: Vec<(String, u8)> = LAYERS.iter().map(|(name, layer)| ((*name).to_owned(), *layer)).collect();
    layers.sort();
    assert_eq!(rows, layers);
}

#[test]
fn the_words_that_json_uses_are_defined() {
    let text = read("docs/words.md");
    let words: BTreeSet<&str> = quoted(&text).collect();
    let mut names: Vec<&str> = Vec::new();
    names.extend(Spelling::ALL.iter().map(|name| name.name()));
    names.extend(TypeClass::ALL.iter().map(|name| name.name()));
    names.extend(Cost::ALL.iter().map(|name| name.name()));
    names.extend(Scope::ALL.iter().map(|name| name.name()));
    names.extend(Context::ALL.iter().map(|name| name.name()));
    names.extend(Level::ALL.iter().map(|name| name.name()));
    names.extend(Purpose::ALL.iter().map(|name| name.name()));
    names.extend(Disposition::ALL.iter().map(|name| name.name()));
    names.extend(Hazard::ALL.iter().map(|name| name.name()));
    names.extend(Rewrite::ALL.iter().map(|name| name.name()));
    names.extend(TypeSource::ALL.iter().map(|name| name.name()));
    for name in names {
        assert!(words.contains(name), "docs/words.md does not define {name}");
    }
}

/// Names of fields, at any depth; those of maps by a name of the workspace or of a vocabulary are values.
fn fields(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| fields(value, found)),
        Value::Object(members) => {
            for (name, value) in members {
                found.insert(name.clone());
                if !(name.starts_with("by_") && value.is_object()) {
                    fields(value, found);
                }
            }
        }
        _ => {}
    }
}

/// Fails where the contract lacks a field of a document, or its schema.
pub(crate) fn is_in_the_contract(document: &Value) {
    let contract = read("docs/contracts.md");
    let schema = document["schema"].as_str().unwrap();
    let (_, rest) = contract.split_once(&format!("`{schema}`\n")).unwrap_or_else(|| panic!("no section on {schema}"));
    let section = rest.split("\n## ").next().unwrap();
    // What a section takes from another one: sites, findings and entries of the baseline.
    let shared = ["clone-audit/sites/v1", "clone-audit/report/v1", "clone-audit/baseline/v2"];
    let shared =
        shared.map(|name| contract.split_once(&format!("`{name}`\n")).unwrap().1.split("\n## ").next().unwrap());
    let named: BTreeSet<&str> = [section].into_iter().chain(shared).flat_map(quoted).collect();
    let own: BTreeSet<&str> = quoted(section).map(|word| word.trim_end_matches("[]")).collect();
    for field in document.as_object().unwrap().keys().filter(|name| *name != "schema") {
        assert!(own.contains(&**field), "docs/contracts.md does not name {field} of {schema}");
    }
    let mut found = BTreeSet::new();
    fields(document, &mut found);
    for field in found.iter().filter(|name| *name != "schema") {
        let is_named = named.iter().any(|word| word.trim_end_matches("[]") == field);
        assert!(is_named, "docs/contracts.md does not name {field}, which {schema} has somewhere");
    }
}

#[test]
fn every_field_of_a_document_is_in_the_contract() {
    let rules = support::fixture("rules");
    for command in [&["list"][..], &["report"], &["report", "--by", "type"], &["types"]] {
        is_in_the_contract(&support::json(&rules, command));
    }
    let line = "// a.clone()\npub fn f(a: &String, b: &String) -> [String; 2] { [a.clone(), a.clone()] }\n";
    let tree = support::tree(&[("Cargo.toml", support::MANIFEST), ("src/lib.rs", line)]);
    assert_eq!(support::run(tree.path(), &["baseline", "save"]).0, 0);
    let baseline = std::fs::read_to_string(tree.path().join("clone-baseline.json")).unwrap();
    for mut entry in support::baseline_entries(&baseline, "package") {
        entry["schema"] = "clone-audit/baseline/v2".into();
        is_in_the_contract(&entry);
    }
    let changed =
        "mod m { pub fn f(a: &String, c: &String) -> [String; 3] { [a.clone(), String::clone(c), c.clone()] } }\n";
    std::fs::write(tree.path().join("src/lib.rs"), changed).unwrap();
    is_in_the_contract(&support::json(tree.path(), &["diff"]));
    let (code, verdict, _) = support::run(tree.path(), &["check", "--limit", "1", "--format", "json"]);
    assert_eq!(code, 1);
    is_in_the_contract(&serde_json::from_str(&verdict).unwrap());
}

#[test]
fn the_readme_names_every_command() {
    let (_, help, _) = support::run(Path::new("."), &["--help"]);
    let commands = help.split("Commands:").nth(1).unwrap().split("\n\n").next().unwrap();
    let names =
        commands.lines().filter(|line| line.starts_with("  ")).filter_map(|line| line.split_whitespace().next());
    let readme = read("README.md");
    for name in names.filter(|name| *name != "help") {
        assert!(readme.contains(&format!("`{name}")), "{name}");
    }
}

/// Read before it was accepted; a change of any command's help shows in review.
#[test]
fn the_help_of_every_command_is_as_reviewed() {
    let mut all = String::new();
    for args in [
        &["--help"][..],
        &["report", "--help"],
        &["list", "--help"],
        &["types", "--help"],
        &["diff", "--help"],
        &["check", "--help"],
        &["history", "--help"],
        &["baseline", "--help"],
        &["baseline", "save", "--help"],
        &["baseline", "update", "--help"],
        &["prove", "--help"],
        &["profile", "--help"],
        &["profile", "diff", "--help"],
        &["merge", "--help"],
        &["fix", "--help"],
        &["explain", "--help"],
    ] {
        let (code, out, _) = support::run(Path::new("."), args);
        assert_eq!(code, 0);
        all += &format!("$ cargo clone-audit {}\n{out}\n", args.join(" "));
    }
    insta::assert_snapshot!("help", all);
}
