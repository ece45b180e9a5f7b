//! Which files are audited: what a target compiles, wherever it lies. Git's state and symbolic links cannot be committed
//! as a fixture, so the trees are made here.

use std::path::Path;

use serde_json::{Value, json};

use crate::baseline::Demo;
use crate::support;

const CLONE: &str = "pub fn z(s: &String) -> String { s.clone() }\n";

/// `path scope` of every site.
fn sites(folder: &Path, args: &[&str]) -> Vec<String> {
    let list = support::json(folder, &[&["list"], args].concat());
    let text = |site: &Value, field: &str| site[field].as_str().unwrap().to_owned();
    list["sites"].as_array().unwrap().iter().map(|site| text(site, "path") + " " + &text(site, "scope")).collect()
}

fn package(name: &str, rest: &str) -> String {
    format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n{rest}")
}

fn explicit(folder: &Path, args: &[&str]) -> u64 {
    support::json(folder, &[&["report"], args].concat())["totals"]["explicit"].as_u64().unwrap()
}

#[test]
fn targets_and_modules_outside_of_every_package_are_audited() {
    let a = package(
        "a",
        "[[test]]\nname = \"it\"\npath = \"../../tests/it.rs\"\n[[example]]\nname = \"ex\"\npath = \"../../examples/ex.rs\"\n",
    );
    let b = package("b", "[lib]\npath = \"../../common/lib.rs\"\n");
    let main = format!("fn main() {{ drop(String::new().clone()) }} {CLONE}");
    let tree = support::tree(&[
        ("Cargo.toml", "[workspace]\nmembers = [\"crates/*\"]\nresolver = \"3\"\n"),
        ("crates/a/Cargo.toml", &a),
        ("crates/a/src/lib.rs", "#[path = \"../../../shared/util.rs\"] pub mod util;\n"),
        ("crates/b/Cargo.toml", &b),
        ("common/lib.rs", "mod below;\n"),
        ("common/below.rs", CLONE),
        ("common/nobody.rs", CLONE),
        ("examples/ex.rs", &main),
        ("shared/util.rs", CLONE),
        ("tests/it.rs", CLONE),
    ]);
    let expected = [
        "common/below.rs production",
        "examples/ex.rs example",
        "examples/ex.rs example",
        "shared/util.rs production",
        "tests/it.rs test",
    ];
    assert_eq!(sites(tree.path(), &[]), expected);
    let report = support::json(tree.path(), &["report"]);
    let left_out = json!([{"path": "common/nobody.rs", "reason": "a Rust file that belongs to no package"}]);
    assert_eq!((&report["left_out"], &report["totals"]["explicit"]), (&left_out, &json!(5)));
    // Each counts for the package whose target compiles it, with and without the other.
    assert_eq!((explicit(tree.path(), &["-p", "a"]), explicit(tree.path(), &["-p", "b"])), (4, 1));
}

/// The workspace is below the tree: its members and their modules lie beside it.
#[test]
fn what_lies_outside_of_the_root_is_shown_from_there_and_can_be_named() {
    let member = package("member", "workspace = \"../ws\"\n[lib]\npath = \"../lib/root.rs\"\n");
    let tree = support::tree(&[
        ("ws/Cargo.toml", "[workspace]\nmembers = [\"../member\"]\nresolver = \"3\"\n"),
        ("member/Cargo.toml", &member),
        ("lib/root.rs", "mod part; include!(\"made.inc\");\n"),
        ("lib/part.rs", CLONE),
        ("lib/made.inc", CLONE),
    ]);
    let root = tree.path().join("ws");
    assert_eq!(sites(&root, &[]), ["../lib/made.inc production", "../lib/part.rs production"]);
    assert_eq!(sites(&root, &["../lib/part.rs"]), ["../lib/part.rs production"]);
    assert_eq!(sites(&root, &["../lib"]).len(), 2);
    let (code, _, err) = support::run(&root, &["list", "../member"]);
    assert_eq!((code, err.contains("no audited file")), (2, true), "{err}");
}

#[cfg(unix)]
#[test]
fn a_member_behind_a_symbolic_link_is_audited_once() {
    let tree = support::tree(&[
        ("ws/Cargo.toml", "[workspace]\nmembers = [\"a\", \"link\"]\nresolver = \"3\"\n"),
        ("ws/a/Cargo.toml", &package("a", "")),
        ("ws/a/src/lib.rs", "#[path = \"../../../real/src/m.rs\"] mod same;\n"),
        ("real/Cargo.toml", &package("real", "")),
        ("real/src/lib.rs", "pub mod m;\n"),
        ("real/src/m.rs", CLONE),
        ("real/src/orphan.rs", CLONE),
        ("real/tests/it.rs", CLONE),
    ]);
    let root = tree.path().join("ws");
    std::os::unix::fs::symlink("../real", root.join("link")).unwrap();
    let expected = ["link/src/m.rs production", "link/src/orphan.rs production", "link/tests/it.rs test"];
    assert_eq!(sites(&root, &[]), expected);
    assert_eq!(explicit(&root, &[]), 2, "without the orphan");
    // By the name of the link, and by what it leads to.
    assert_eq!(sites(&root, &["link/src/m.rs"]), expected[..1]);
}

#[test]
fn members_in_hidden_and_ignored_folders_are_audited() {
    let tree = support::tree(&[
        ("Cargo.toml", "[workspace]\nmembers = [\".crates/a\", \"gen/b\", \"c\"]\nresolver = \"3\"\n"),
        (".gitignore", "gen/\n/c/src/made.rs\n"),
        (".ignore", "listed.rs\n"),
        (".crates/a/Cargo.toml", &package("a", "")),
        (".crates/a/src/lib.rs", CLONE),
        ("gen/b/Cargo.toml", &package("b", "")),
        ("gen/b/src/lib.rs", CLONE),
        ("c/Cargo.toml", &package("c", "")),
        ("c/src/lib.rs", "mod made; mod listed;\n"),
        ("c/src/made.rs", CLONE),
        ("c/src/listed.rs", CLONE),
    ]);
    let expected = [".crates/a/src/lib.rs", "c/src/listed.rs", "c/src/made.rs", "gen/b/src/lib.rs"];
    assert_eq!(sites(tree.path(), &[]), expected.map(|path| format!("{path} production")));
}

#[test]
fn what_is_compiled_and_yet_left_out_is_named() {
    let tree = support::tree(&[
        ("Cargo.toml", "[workspace]\nmembers = [\"a\", \"b\"]\nresolver = \"3\"\n"),
        ("clone-audit.toml", "exclude = [\"a/src/made.rs\"]\n"),
        ("a/Cargo.toml", &package("a", "")),
        ("a/src/lib.rs", "mod made; #[path = \"../../b/src/part.rs\"] mod part;\n"),
        ("a/src/made.rs", CLONE),
        ("b/Cargo.toml", &package("b", "")),
        ("b/src/lib.rs", "mod part;\n"),
        ("b/src/part.rs", CLONE),
    ]);
    let left_out = |args: &[&str]| support::json(tree.path(), &[&["report"], args].concat())["left_out"].clone();
    let made = json!({"path": "a/src/made.rs", "reason": "compiled, but excluded by the configuration"});
    assert_eq!(left_out(&[]), json!([made]));
    let part =
        json!({"path": "b/src/part.rs", "reason": "compiled, but a file of another package, which is not selected"});
    assert_eq!(left_out(&["-p", "a"]), json!([made, part]));
    let (_, _, err) = support::run(tree.path(), &["check", "--no-baseline", "--limit", "9"]);
    assert!(err.contains("a/src/made.rs"), "{err}");
}

#[test]
fn files_that_no_target_compiles_decide_nothing_unless_asked_for() {
    let demo = Demo::saved(&[("src/lib.rs", CLONE), ("src/draft.rs", "")]);
    demo.write("src/draft.rs", CLONE);
    demo.write("tests/data/broken.rs", "fn open( {\n");
    let (out, err) = demo.run(0, &["check"]);
    assert!(out.starts_with("passed"), "{out}");
    assert!(err.contains("2 files that no target compiles") && err.contains("1 of them not Rust"), "{err}");
    let (_, err) = demo.run(0, &["report", "-v"]);
    assert!(err.contains("tests/data/broken.rs") && err.contains("src/draft.rs"), "{err}");
    assert_eq!(demo.json(0, &["report"])["workspace"]["files_unreached"], 2);
    demo.run(1, &["check", "--orphans"]);
    assert_eq!(demo.json(0, &["report", "--orphans"])["totals"]["explicit"], 2);
    assert_eq!(sites(&demo.path(""), &[]), ["src/draft.rs production", "src/lib.rs production"]);
    let (_, err) = demo.run(2, &["report", "src/draft.rs"]);
    assert!(err.contains("--orphans"), "{err}");
}

#[test]
fn a_module_that_a_macro_may_declare_is_compiled() {
    let tree = support::tree(&[
        ("Cargo.toml", support::MANIFEST),
        (
            "src/lib.rs",
            "macro_rules! parts { ($($name:ident),*) => { $(pub mod $name;)* } }\nparts!(one, two);\nmod three;\n",
        ),
        ("src/one.rs", CLONE),
        ("src/two/mod.rs", "pub mod below;\n"),
        ("src/two/below.rs", CLONE),
        ("src/three.rs", "super::parts!(leaf);\n"),
        ("src/three/leaf.rs", CLONE),
        ("src/leaf.rs", CLONE),
    ]);
    assert_eq!(explicit(tree.path(), &[]), 3, "all but `src/leaf.rs`");
}

#[test]
fn cargo_scripts_are_audited_whatever_their_frontmatter_says() {
    let tree = support::tree(&[
        ("Cargo.toml", support::MANIFEST),
        ("src/lib.rs", ""),
        (
            "scripts/run.rs",
            &format!(
                "#!/usr/bin/env -S cargo +nightly -Zscript\n---cargo\ndescription = 'it isn''t \"done\"\n---\n\n{CLONE}"
            ),
        ),
        ("scripts/two.rs", &format!("----\n'---'\n---\n----\n{CLONE}")),
    ]);
    let list = support::json(tree.path(), &["list"]);
    let lines: Vec<&Value> = list["sites"].as_array().unwrap().iter().map(|site| &site["line"]).collect();
    assert_eq!(lines, [&json!(6), &json!(5)]);
}

/// Files that a macro brings in by itself, and paths that are put together.
#[test]
fn what_macros_and_composed_paths_bring_in_is_compiled() {
    let root = "macro_rules! body { () => { pub mod by_body; } }\nbody!();\n\
        pub mod held { macro_rules! held { () => { include!(\"by_include.rs\"); } } held!(); }\n\
        macro_rules! path { ($m:ident, $p:literal) => { #[path = $p] pub mod $m; } }\npath!(x, \"../other/by_path.rs\");\n\
        pub mod a { include!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/other/by_package.rs\")); }\n\
        pub mod b { include!(concat!(\"by_\", \"parts.rs\")); }\n";
    let code = |name: &str| format!("pub fn {name}(x: &String) -> String {{ x.clone() }}\n");
    let names = ["src/by_body", "src/by_include", "other/by_path", "other/by_package", "src/by_parts", "src/by_nobody"];
    let files: Vec<(String, String)> =
        names.iter().map(|name| (format!("{name}.rs"), code(&name.replace('/', "_")))).collect();
    let mut all = vec![("Cargo.toml", support::MANIFEST), ("src/lib.rs", root)];
    all.extend(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let tree = support::tree(&all);
    assert_eq!(explicit(tree.path(), &[]), 5);
    let (_, _, told) = support::run(tree.path(), &["report", "-v"]);
    assert!(told.contains("src/by_nobody.rs: no target compiles it"), "{told}");
}

/// Names with line breaks are shown escaped, so that each site, file and message keeps its line.
#[cfg(unix)]
#[test]
fn a_line_break_in_the_name_of_a_file_breaks_no_line() {
    let tree = support::tree(&[
        ("Cargo.toml", support::MANIFEST),
        ("src/lib.rs", "#[path = \"a\\nb.rs\"] pub mod x;\n"),
        ("src/a\nb.rs", CLONE),
        ("src/c\nd.rs", "x x"),
    ]);
    let (_, list, _) = support::run(tree.path(), &["list"]);
    assert!(list.starts_with("src/a\\nb.rs:1:"), "{list}");
    assert_eq!(list.lines().count(), 1, "{list}");
    assert_eq!(
        support::json(tree.path(), &["list"])["sites"][0]["path"],
        "src/a\nb.rs",
        "documents have the name itself"
    );
    let (_, _, told) = support::run(tree.path(), &["report", "-v"]);
    assert!(told.contains("src/c\\nd.rs: no target compiles it"), "{told}");
    for format in ["table", "markdown"] {
        let (_, report, _) = support::run(tree.path(), &["report", "--format", format]);
        assert!(report.contains("src/a\\nb.rs"), "{report}");
        assert!(!report.lines().any(|line| line.trim_start().starts_with("b.rs")), "{report}");
    }
}

/// A file that each build needs and that is not there is code that nobody has looked at: a submodule that is not checked
/// out, a file that was forgotten, a folder of its name.
#[test]
fn what_is_needed_and_not_there_could_not_be_audited() {
    let demo = Demo::saved(&[
        ("src/lib.rs", "mod a; mod b; #[path = \"../vendor/c.rs\"] mod c; include!(\"d.in\"); mod e { mod f; }\n"),
        ("src/a.rs", &format!("mod deep;\n{CLONE}")),
        ("src/a/deep.rs", CLONE),
        ("src/b/mod.rs", &format!("mod deep;\n{CLONE}")),
        ("src/b/deep.rs", CLONE),
        ("vendor/c.rs", CLONE),
        ("src/d.in", CLONE),
        ("src/e/f.rs", CLONE),
    ]);
    let before = std::fs::read_to_string(demo.path("clone-baseline.json")).unwrap();
    for folder in ["src/a", "src/b", "vendor", "src/e"] {
        std::fs::remove_dir_all(demo.path(folder)).unwrap();
    }
    for file in ["src/a.rs", "src/d.in"] {
        std::fs::remove_file(demo.path(file)).unwrap();
    }
    std::fs::create_dir(demo.path("src/a.rs")).unwrap();
    let (_, err) = demo.run(2, &["check"]);
    for (path, why) in [
        ("src/a.rs", "`mod a;` in src/lib.rs"),
        ("src/b.rs", "`mod b;` in src/lib.rs"),
        ("vendor/c.rs", "`mod c;` in src/lib.rs"),
        ("src/d.in", "`include!(\"d.in\")` in src/lib.rs"),
        ("src/e/f.rs", "`mod f;` in src/lib.rs"),
    ] {
        assert!(err.contains(&format!("{path}: does not exist, but {why} needs it")), "{path}: {err}");
    }
    assert!(err.contains("5 files could not be audited"), "{err}");
    // Nothing is taken for gone, whoever insists.
    demo.run(0, &["baseline", "update", "--allow-skipped"]);
    assert_eq!(std::fs::read_to_string(demo.path("clone-baseline.json")).unwrap(), before);
    demo.write("clone-audit.toml", "exclude = [\"src/{a,b/mod,e/f}.rs\", \"vendor/c.rs\", \"src/d.in\"]\n");
    demo.run(0, &["check"]);
}

/// Nor is what only such a file leads to, wherever it lies.
#[test]
fn what_hides_behind_a_file_that_cannot_be_audited_stays() {
    let demo = Demo::saved(&[
        ("src/lib.rs", "#[path = \"../vendor/c.rs\"] mod c;\n"),
        ("vendor/c.rs", "mod d;\n"),
        ("vendor/d.rs", CLONE),
    ]);
    let before = demo.entries();
    assert_eq!(before.len(), 1);
    demo.write("vendor/c.rs", "mod d; \"\n");
    demo.run(0, &["baseline", "update", "--allow-skipped"]);
    assert_eq!(demo.entries(), before);
}

/// A published crate may come without its tests: that is said, and fails a gate that counts tests.
#[test]
fn tests_that_are_not_there_fail_what_counts_tests() {
    let demo = Demo::saved(&[("src/lib.rs", "#[cfg(test)] mod tests;\n"), ("src/tests.rs", CLONE)]);
    std::fs::remove_file(demo.path("src/tests.rs")).unwrap();
    let (_, err) = demo.run(0, &["check"]);
    assert!(err.contains("left out: src/tests.rs: does not exist, but `mod tests;` in src/lib.rs needs it"), "{err}");
    demo.write("clone-audit.toml", "[gate]\nscopes = [\"production\", \"test\"]\n");
    demo.run(2, &["check"]);
}

/// `#[path]` looks for children beside the file, a plain `mod` in a folder of its name.
#[test]
fn a_file_that_is_two_modules_has_the_children_of_both() {
    let tree = support::tree(&[
        ("Cargo.toml", support::MANIFEST),
        ("src/lib.rs", "#[path = \"a.rs\"] pub mod t;\npub mod a;\n"),
        ("src/a.rs", "pub mod b;\n"),
        ("src/b.rs", CLONE),
        ("src/a/b.rs", CLONE),
    ]);
    assert_eq!(sites(tree.path(), &[]), ["src/a/b.rs production", "src/b.rs production"]);
}

/// What a build may do without is not missed.
#[test]
fn what_some_builds_do_not_have_need_not_be_there() {
    let manifest = format!("{}\n[features]\noff = []\n", support::MANIFEST);
    let root = "#[cfg(windows)] mod windows; #[cfg(feature = \"off\")] mod off; #[cfg(custom)] mod custom;
        #[cfg(feature = \"off\")] mod there;
        #[cfg_attr(windows, path = \"w.rs\")] #[cfg_attr(unix, path = \"u.rs\")] mod either;
        macro_rules! m { () => { mod in_macro; include!(\"in_macro.rs\"); } }
        cfg_if! { if #[cfg(windows)] { mod one; } else { mod other; } }
        gated! { pub mod gated; }
        pub fn f() { include!(\"f.in\"); }
        #[cfg(windows)] include!(\"w.in\");
        include!(concat!(env!(\"OUT_DIR\"), \"/made.rs\"));\n";
    let tree = support::tree(&[
        ("Cargo.toml", &manifest),
        ("src/lib.rs", root),
        ("src/u.rs", CLONE),
        ("src/there.rs", "mod missing_with_it;\n"),
    ]);
    let (code, _, err) = support::run(tree.path(), &["list"]);
    assert_eq!(code, 0, "{err}");
}
