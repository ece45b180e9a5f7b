//! Documents that must not drift: the example configuration, the README, the help.

use std::path::Path;

use clone_audit::categories::Categories;
use clone_audit::config::Config;

use crate::support;

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
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
                line.starts_with(&format!("{key} =")) || line == format!("[{key}]") || line == format!("[[{key}]]")
            });
            assert!(shown, "{section} {key} is missing from the example");
        }
    }
}

#[test]
fn every_path_that_the_documents_name_exists() {
    for document in ["README.md", "fixtures/README.md", "src/lib.rs", "scripts/README.md", "benches/README.md"] {
        for word in read(document).split('`').skip(1).step_by(2) {
            let is_path = ["src/", "tests/", "fixtures/", "scripts/", "benches/", ".ci/"]
                .iter()
                .any(|start| word.starts_with(start));
            if is_path && !word.contains([' ', '*']) {
                assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(word).exists(), "{document} names {word}");
            }
        }
    }
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
        &["baseline", "--help"],
        &["baseline", "save", "--help"],
        &["baseline", "update", "--help"],
        &["prove", "--help"],
        &["fix", "--help"],
        &["explain", "--help"],
    ] {
        let (code, out, _) = support::run(Path::new("."), args);
        assert_eq!(code, 0);
        all += &format!("$ cargo clone-audit {}\n{out}\n", args.join(" "));
    }
    insta::assert_snapshot!("help", all);
}
