//! A tree before and after a change, and what the gate says of it: `fixtures/gate`.

use std::fmt::Write as _;

use serde_json::Value;

use crate::baseline::{Demo, function, identity};
use crate::support;

/// Puts the files of a state in place of those that are there.
fn take(demo: &Demo, state: &std::path::Path) {
    let source = demo.path("src");
    if source.exists() {
        std::fs::remove_dir_all(&source).unwrap();
    }
    support::copy(state, &demo.path(""));
}

/// Runs a command; what it says of new sites and of what is gone, if it is a check.
fn step(demo: &Demo, code: i32, command: &str) -> String {
    let args: Vec<&str> = command.split(' ').collect();
    demo.run(code, &args);
    let mut said = String::new();
    if args[0] == "check" && code < 2 {
        let verdict = demo.json(code, &args);
        let lines = |list: &str, sign: &str| -> Vec<String> {
            let sites: &Vec<Value> = verdict[list].as_array().unwrap();
            let mut lines: Vec<String> = sites.iter().map(|site| format!("{sign} {}\n", identity(site))).collect();
            lines.sort();
            lines
        };
        said.extend(lines("new_sites", "+"));
        said.extend(lines("stale", "-"));
    }
    said
}

/// Each `expected` has a line for every command: its exit status and its arguments. Lines with `+` and `-` are the new and
/// the gone sites that the check above them names.
#[test]
fn changes_are_judged_as_expected() {
    let mut count = 0;
    for entry in std::fs::read_dir(support::fixture("gate")).unwrap() {
        let folder = entry.unwrap().path();
        let expected = std::fs::read_to_string(folder.join("expected")).unwrap();
        let demo = Demo::new(&[]);
        take(&demo, &folder.join("before"));
        demo.run(0, &["baseline", "save"]);
        take(&demo, &folder.join("after"));
        let mut said = String::new();
        let mut named = String::new();
        for line in expected.lines().filter(|line| !line.starts_with('#')) {
            if line.starts_with(['+', '-']) {
                writeln!(named, "{line}").unwrap();
                continue;
            }
            if !named.is_empty() {
                assert_eq!(said, named, "{}", folder.display());
                named.clear();
            }
            let (code, command) = line.split_once(' ').unwrap();
            said = step(&demo, code.parse().unwrap(), command);
        }
        if !named.is_empty() {
            assert_eq!(said, named, "{}", folder.display());
        }
        count += 1;
    }
    assert_eq!(count, 11);
}

/// `core.autocrlf` checks texts out with other line ends, those within literals among them.
#[test]
fn a_checkout_with_other_line_ends_has_the_same_clones() {
    let text = "\
pub fn f(g: fn(&str) -> String, raw: fn(&[u8]) -> String) {
    keep(g(\"one
  two\").clone());
    keep(raw(br#\"three
four\"#).clone());
    keep(g(\"five \\
        six\") /* a comment
        over two lines */ .clone());
}
";
    for (saved, checked_out) in
        [(text.to_owned(), text.replace('\n', "\r\n")), (text.replace('\n', "\r\n"), text.to_owned())]
    {
        let demo = Demo::saved(&[("src/lib.rs", &saved)]);
        demo.write("src/lib.rs", &checked_out);
        let verdict = demo.json(0, &["check", "--fail-on", "new-site"]);
        assert_eq!((&verdict["before"], &verdict["after"]), (&Value::from(3), &Value::from(3)));
        assert_eq!(verdict["stale"].as_array().unwrap().len(), 0);
        let (out, _) = demo.run(0, &["list"]);
        assert_eq!(out.lines().count(), 3, "one line a site:\n{out}");
        demo.write("src/lib.rs", "");
        let (out, _) = demo.run(0, &["diff"]);
        assert_eq!(out.lines().filter(|line| line.starts_with("  - ")).count(), 3, "{out}");
    }
}

/// A function that goes to another package under another name takes three receivers with it, to be told from chance.
#[test]
fn what_leaves_for_another_package_under_another_name_has_moved_if_it_is_much() {
    for (receivers, code) in [(&["x.a", "x.b", "y"][..], 0), (&["x.a", "x.b", "x.b"], 1)] {
        let demo = Demo::pair(&function("resolve_all", receivers), &function("stay", &[]));
        demo.write("left/src/lib.rs", &function("other", &[]));
        demo.write("right/src/lib.rs", &(function("stay", &[]) + &function("scope", receivers)));
        demo.run(code, &["check", "--fail-on", "new-site"]);
        // Of a function that is still there, nothing has left.
        demo.write("left/src/lib.rs", &function("resolve_all", &[]));
        demo.run(1, &["check", "--fail-on", "new-site"]);
    }
}

// ---- settings that would do nothing ----

#[test]
fn settings_that_do_nothing_are_errors_that_name_them() {
    let demo = Demo::saved(&[("src/lib.rs", "mod old;\n"), ("src/old.rs", &function("f", &["x"]))]);
    demo.rename("src/old.rs", "src/old/mod.rs");
    for (config, words) in [
        ("exclude = [\"src/generated/**\"]", &["exclude", "src/generated/**", "matches no file"][..]),
        ("exclude = [\"./src/old/**\"]", &["exclude", "./src/old/**"]),
        ("[gate]\nfail-on = []", &["fail-on = []", "--no-baseline"]),
        ("[gate]\nlimit-files = { \"src/old.rs\" = 3 }", &["limit-files", "src/old.rs", "now in src/old/mod.rs"]),
        ("[gate]\nlimit-files = { \"src/x/*.rs\" = 3 }", &["limit-files", "src/x/*.rs"]),
        ("[gate]\nlimit-files = { \"src/{a\" = 3 }", &["limit-files", "src/{a", "invalid glob"]),
        ("[gate]\nlimit-files = { 'src\\old\\mod.rs' = 3 }", &["limit-files", "write `/`"]),
        ("exclude = ['src\\old\\**']", &["exclude", "write `/`"]),
        ("[targets]\nfiles = { 'src\\old\\mod.rs' = 3 }", &["targets.files", "write `/`"]),
        ("[[category]]\nname = \"X\"\npaths = ['src\\old\\**']", &["paths", "write `/`"]),
        (
            "[[category]]\nname = \"X\"\npaths = [\"src/gone/**\"]\nlimit = 0",
            &["category \"X\"", "src/gone/**", "no audited file"],
        ),
        (
            "[[category]]\nname = \"X\"\npaths = [\"src/old/**\"]\nlimit = 0\naccepted = true",
            &["category \"X\"", "`limit`", "accepted"],
        ),
        ("[[category]]\nname = \"Test code\"\nlimit = 0", &["category \"Test code\"", "`limit`", "do not gate"]),
        (
            "[[category]]\nname = \"Test code\"\naccepted = false\nlimit = 0",
            &["\"Test code\"", "`limit`", "do not gate"],
        ),
    ] {
        demo.write("clone-audit.toml", config);
        let (out, err) = demo.run(2, &["check"]);
        assert_eq!(out, "", "{config}");
        assert!(words.iter().all(|word| err.contains(word)), "{config}: {err}");
    }
}

#[test]
fn globs_that_match_something_other_than_audited_rust_are_fine() {
    let demo = Demo::saved(&[
        ("src/lib.rs", &function("f", &["x"])),
        (".gitignore", "/out\n"),
        ("out/made.rs", ""),
        ("notes/a.md", ""),
        ("fuzz/Cargo.toml", "[package]\nname = \"fuzz\"\n[workspace]\n"),
        ("fuzz/src/main.rs", ""),
    ]);
    std::fs::create_dir_all(demo.path(".git")).unwrap();
    demo.write("clone-audit.toml", "exclude = [\"out/**\", \"notes/**\", \"fuzz/**\"]\n");
    demo.run(0, &["check"]);
}

#[test]
fn a_limit_may_be_for_many_files() {
    let demo = Demo::saved(&[
        ("src/lib.rs", "mod a;\nmod b;\n"),
        ("src/a.rs", &function("f", &["x", "x"])),
        ("src/b.rs", &function("f", &["x"])),
    ]);
    demo.write("clone-audit.toml", "[gate]\nlimit-files = { \"src/*.rs\" = 1 }\n");
    let verdict = demo.json(1, &["check"]);
    assert_eq!(verdict["limits"], serde_json::json!([{ "name": "src/a.rs", "limit": 1, "actual": 2 }]));
}

/// What the advice of a passing check says must leave a gate that passes, with the same options.
#[test]
fn the_advice_of_a_passing_check_leaves_one_that_passes() {
    let before = "pub fn f(a: &String) -> String {\n    a.clone()\n}\n";
    let after = "pub fn g(a: &Vec<u8>) -> Vec<u8> {\n    a.clone()\n}\npub fn f(_: &String) {}\n";
    for options in
        [&["--fail-on", "total"][..], &["--fail-on", "total,package"], &["--baseline", "b.json", "--fail-on", "total"]]
    {
        let demo = Demo::new(&[("src/lib.rs", before)]);
        let file = if options[0] == "--baseline" { "b.json" } else { "clone-baseline.json" };
        demo.run(0, &["baseline", "save", "--baseline", file]);
        demo.write("src/lib.rs", after);
        let check = [&["check"][..], options].concat();
        let (_, err) = demo.run(0, &check);
        let command = err.split('`').find(|part| part.contains("baseline update")).unwrap_or_else(|| panic!("{err}"));
        demo.run(0, &command.split(' ').skip(2).collect::<Vec<_>>());
        demo.run(0, &check);
        demo.run(0, &[&check[..1], &["--baseline", file, "--fail-on", "new-site"]].concat());
    }
    // A part of the workspace says nothing of what an update would do.
    let demo = Demo::saved(&[("src/lib.rs", before)]);
    demo.write("src/lib.rs", after);
    let (_, err) = demo.run(0, &["check", "src/lib.rs", "--fail-on", "total"]);
    assert!(err.contains("1 stale entry") && !err.contains("baseline update"), "{err}");
}

#[test]
fn code_that_comes_out_of_an_accepted_category_is_new() {
    let accepted = "[[category]]\nname = \"Legacy\"\npaths = [\"src/legacy.rs\"]\naccepted = true\n";
    let code = function("f", &["x", "x.a"]);
    let demo = Demo::new(&[("clone-audit.toml", accepted), ("src/lib.rs", "mod legacy;\n"), ("src/legacy.rs", &code)]);
    demo.run(0, &["baseline", "save"]);
    demo.run(0, &["check", "--fail-on", "new-site"]);
    demo.write("src/legacy.rs", "");
    demo.write("src/lib.rs", "mod core;\nmod legacy;\n");
    demo.write("src/core.rs", &code);
    let verdict = demo.json(1, &["check"]);
    assert_eq!((&verdict["before"], &verdict["after"]), (&Value::from(0), &Value::from(2)));
    // Another configuration is no growth.
    let demo = Demo::new(&[("clone-audit.toml", accepted), ("src/lib.rs", "mod legacy;\n"), ("src/legacy.rs", &code)]);
    demo.run(0, &["baseline", "save"]);
    demo.write("clone-audit.toml", &accepted.replace("accepted = true", "accepted = false"));
    demo.run(0, &["check", "--fail-on", "new-site"]);
}

/// A function that was there all along may take over a clone of another, which the baseline cannot tell from one that was
/// taken out of it: both are named.
#[test]
fn what_moves_between_functions_is_named() {
    let before = function("load_user", &["x.name"]) + &function("save_user", &[]);
    let after = function("load_user", &[]) + &function("save_user", &["x.name"]);
    let demo = Demo::saved(&[("src/lib.rs", &before)]);
    demo.write("src/lib.rs", &after);
    let (out, _) = demo.run(0, &["check", "--fail-on", "new-site"]);
    assert!(out.contains("Moved: 1") && out.contains("from demo::load_user to demo::save_user"), "{out}");
}

#[test]
fn filters_that_judge_nothing_are_errors() {
    let demo = Demo::pair(&function("l", &["x"]), &function("r", &["x"]));
    for (args, words) in [
        (&["--spelling", "bulk"][..], "only explicit clones gate"),
        (&["--category", "Test code"], "--scope"),
        (&["--package", "left", "right/src/lib.rs"], "no audited file matches"),
        (&["--no-baseline", "--limit", "9", "left/src/typo.rs"], "no such file"),
    ] {
        let (_, err) = demo.run(2, &[&["check"][..], args].concat());
        assert!(err.contains(words), "{args:?}: {err}");
    }
    demo.run(0, &["check", "--category", "Test code", "--scope", "test"]);
}

#[test]
fn only_a_baseline_with_markers_is_written_anew() {
    let demo = Demo::saved(&[("src/lib.rs", "")]);
    let foreign = "A title\n=======\n\nText.\n";
    demo.write("NOTES.md", foreign);
    demo.run(2, &["baseline", "save", "--baseline", "NOTES.md"]);
    assert_eq!(std::fs::read_to_string(demo.path("NOTES.md")).unwrap(), foreign);
}

// ---- one package of many ----

#[test]
fn a_function_that_moves_into_the_checked_package_is_no_growth() {
    let (walk, stay) = (function("walk", &["x", "x.a"]), function("stay", &["x"]));
    let demo = Demo::pair(&format!("{walk}{stay}"), &stay);
    demo.write("left/src/lib.rs", &stay);
    demo.write("right/src/lib.rs", &format!("{walk}{stay}"));
    for package in ["left", "right"] {
        let verdict = demo.json(0, &["check", "--package", package, "--fail-on", "new-site"]);
        assert_eq!(verdict["before"], verdict["after"], "{package}");
        let diff = demo.json(0, &["diff", "--package", package]);
        assert_eq!(diff["added"].as_array().unwrap().len(), 0, "{package}");
    }
    // What is wrong with a package that is not asked for is not this check's to judge.
    let demo = Demo::pair(&walk, &stay);
    demo.write("left/src/lib.rs", "\"");
    demo.run(0, &["check", "--exclude", "left"]);
    demo.run(2, &["check"]);
}
