//! The gate: what passes, what fails, and what it says.

use serde_json::Value;

use crate::baseline::{Demo, function};

/// `src/lib.rs` of these functions, and a test module that clones so often.
fn code(functions: &[(&str, &[&str])], in_tests: usize) -> String {
    let functions: String = functions.iter().map(|(name, receivers)| function(name, receivers)).collect();
    let tests = function("helper", &vec!["x"; in_tests]);
    format!("{functions}\n#[cfg(test)]\nmod tests {{\n{tests}}}\n")
}

/// A package whose only file was `before` at its baseline and is `after` now.
fn changed(before: &str, after: &str) -> Demo {
    let demo = Demo::saved(&[("src/lib.rs", before)]);
    demo.write("src/lib.rs", after);
    demo
}

/// `kind name before → after` of what grew.
fn growth(verdict: &Value) -> Vec<String> {
    let entry = |grown: &Value| {
        let text = |field: &str| grown[field].as_str().unwrap();
        format!("{} {} {} → {}", text("kind"), text("name"), grown["before"], grown["after"])
    };
    verdict["growth"].as_array().unwrap().iter().map(entry).collect()
}

/// The command in the output that accepts the growth, as arguments of the program.
fn accept_command(out: &str) -> Vec<String> {
    let command = out.split('`').find(|part| part.starts_with("cargo clone-audit ") && part.contains("accept"));
    let command = command.unwrap_or_else(|| panic!("no command that accepts the growth in\n{out}"));
    command.split_whitespace().skip(2).map(ToOwned::to_owned).collect()
}

/// Runs what the output says to run, after which the gate must pass.
fn accepting_helps(demo: &Demo, out: &str, check: &[&str]) {
    let command = accept_command(out);
    demo.run(0, &command.iter().map(String::as_str).collect::<Vec<_>>());
    demo.run(0, check);
}

// ---- growth and shrinkage ----

#[test]
fn an_unchanged_tree_passes_without_a_word_on_stderr() {
    let text = code(&[("f", &["x", "x"])], 1);
    let (out, err) = changed(&text, &text).run(0, &["check"]);
    assert!(out.contains("passed") && out.contains("2 → 2"), "{out}");
    assert_eq!(err, "");
}

#[test]
fn shrinkage_passes_with_a_warning_about_stale_entries_on_stderr() {
    let demo = changed(&code(&[("f", &["x", "x.a", "x.b"])], 0), &code(&[("f", &["x.a"])], 0));
    let before = demo.baseline();
    for format in ["table", "markdown", "json"] {
        let (out, err) = demo.run(0, &["check", "--format", format]);
        assert!(err.contains("warning") && err.contains("2 stale entries"), "{err}");
        assert!(err.contains("cargo clone-audit baseline update"), "{err}");
        assert!(!out.contains("warning"), "{out}");
    }
    assert_eq!(demo.baseline(), before, "the gate never writes");
    demo.run(0, &["baseline", "update"]);
    assert_eq!(demo.run(0, &["check"]).1, "");
}

#[test]
fn growth_of_the_production_total_fails_and_lists_the_new_sites_and_how_to_accept_them() {
    let demo = changed(&code(&[("f", &["x"])], 0), &code(&[("f", &["x"]), ("g", &["x.a", "x.b"])], 0));
    let (out, err) = demo.run(1, &["check"]);
    assert!(out.contains("1 → 3"), "{out}");
    // `pub fn f(x: &Thing) {`, `    keep(x.clone());`, `}`, `pub fn g(x: &Thing) {`, then the two lines.
    assert!(out.contains("src/lib.rs:5:10: keep(x.a.clone());"), "{out}");
    assert!(out.contains("src/lib.rs:6:10: keep(x.b.clone());"), "{out}");
    assert!(!out.contains("src/lib.rs:2:"), "the old site is not listed: {out}");
    assert!(out.contains("clone-baseline.json"), "{out}");
    assert_eq!(err, "");
    accepting_helps(&demo, &out, &["check", "--fail-on", "new-site"]);
}

#[test]
fn the_new_site_of_a_chain_over_several_lines_is_listed_with_its_clone() {
    let after = "pub fn f(x: &Thing) -> Thing {\n    x\n        .inner\n        .clone()\n}\n";
    let demo = changed("pub fn f(x: &Thing) -> Thing {\n    todo!()\n}\n", after);
    for format in ["table", "markdown"] {
        let (out, _) = demo.run(1, &["check", "--format", format]);
        let line = out.lines().find(|line| line.contains("src/lib.rs:2")).unwrap_or_else(|| panic!("{out}"));
        assert!(line.contains(".clone()"), "{format}: {line}");
    }
}

#[test]
fn markdown_says_how_to_accept_the_growth_too() {
    let demo = changed(&code(&[("f", &[])], 0), &code(&[("f", &["x"])], 0));
    let (out, _) = demo.run(1, &["check", "--format", "markdown"]);
    assert!(out.contains("keep(x.clone());"), "{out}");
    accepting_helps(&demo, &out, &["check"]);
}

#[test]
fn the_command_that_accepts_growth_names_the_baseline_that_was_used() {
    let demo = Demo::new(&[("src/lib.rs", &code(&[("f", &[])], 0))]);
    demo.run(0, &["baseline", "save", "--baseline", "other.json"]);
    demo.write("src/lib.rs", &code(&[("f", &["x"])], 0));
    let check = ["check", "--baseline", "other.json"];
    let (out, _) = demo.run(1, &check);
    accepting_helps(&demo, &out, &check);
}

#[test]
fn growth_of_one_category_fails_while_the_total_shrinks() {
    let strings = "fn s(a: &String, b: &String) {\n    keep(a.clone());\n    keep(b.clone());\n}\n";
    let arc = "fn r(a: &std::sync::Arc<u8>) {\n    keep(a.clone());\n}\n";
    let demo = changed(&format!("{strings}fn r() {{}}\n"), &format!("fn s() {{}}\n{arc}"));
    let verdict = demo.json(1, &["check"]);
    assert_eq!(growth(&verdict), ["category Arc cloning 0 → 1"]);
    assert_eq!((&verdict["before"], &verdict["after"]), (&2.into(), &1.into()));
    demo.run(0, &["check", "--fail-on", "total"]);
}

#[test]
fn a_swap_passes_by_default_and_fails_where_no_new_site_is_allowed() {
    let demo = changed(&code(&[("f", &["x"]), ("g", &[])], 0), &code(&[("f", &[]), ("g", &["x"])], 0));
    demo.run(0, &["check"]);
    let verdict = demo.json(1, &["check", "--fail-on", "new-site"]);
    assert_eq!(growth(&verdict), ["site  0 → 1"]);
    assert_eq!(verdict["new_sites"][0]["item"], "demo::g");
    assert_eq!(verdict["stale"][0]["item"], "demo::f");
}

#[test]
fn respelled_and_moved_clones_are_no_growth_of_anything() {
    let before = "fn f(s: &S) {\n    let x = s.thing();\n    keep(x.clone());\n}\n";
    let after = format!("mod inner {{\n{}}}\n", before.replace("x.clone()", "Arc::clone(&x)"));
    let verdict = changed(before, &after).json(0, &["check", "--fail-on", "total,category,package,file,new-site"]);
    assert_eq!(verdict["new_sites"], Value::Array(Vec::new()));
    assert_eq!(verdict["stale"], Value::Array(Vec::new()));
}

#[test]
fn a_renamed_file_is_no_growth_of_that_file() {
    let demo = Demo::saved(&[("src/lib.rs", "mod old;\n"), ("src/old.rs", &function("f", &["x"]))]);
    demo.write("src/lib.rs", "mod new;\n");
    demo.rename("src/old.rs", "src/new.rs");
    demo.run(0, &["check", "--fail-on", "file,new-site"]);
}

#[test]
fn redefining_the_categories_is_no_growth() {
    let text = code(&[("f", &["x"])], 0);
    let demo = changed(&text, &text);
    demo.write("clone-audit.toml", "[[category]]\nname = \"Mine\"\npaths = [\"src/**\"]\n");
    demo.run(0, &["check"]);
}

// ---- what grows without a new call is named as well ----

#[test]
fn a_test_helper_that_becomes_production_code_is_listed() {
    let helper = function("helper", &["x"]);
    let demo = changed(&format!("#[cfg(test)]\n{helper}"), &helper);
    let (out, _) = demo.run(1, &["check"]);
    assert!(out.contains("0 → 1") && out.contains("src/lib.rs:2:10: keep(x.clone());"), "{out}");
    demo.run(1, &["check", "--fail-on", "new-site"]);
}

#[test]
fn an_implicit_clone_that_becomes_an_explicit_one_is_listed() {
    let text = |call: &str| format!("fn f(x: &String) {{\n    keep(x.{call}());\n}}\n");
    let demo = changed(&text("to_string"), &text("clone"));
    let (out, _) = demo.run(1, &["check"]);
    assert!(out.contains("0 → 1") && out.contains("src/lib.rs:2:10: keep(x.clone());"), "{out}");
}

// ---- test code ----

#[test]
fn growth_in_tests_alone_passes_by_default() {
    let demo = changed(&code(&[("f", &["x"])], 1), &code(&[("f", &["x"])], 3));
    let (out, err) = demo.run(0, &["check", "--fail-on", "total,category,package,file,new-site"]);
    assert!(out.contains("1 → 1"), "{out}");
    assert_eq!(err, "");
}

#[test]
fn growth_in_tests_fails_where_their_scope_is_gated() {
    let demo = changed(&code(&[("f", &["x"])], 1), &code(&[("f", &["x"])], 3));
    demo.write("clone-audit.toml", "[gate]\nscopes = [\"production\", \"test\"]\n");
    let verdict = demo.json(1, &["check"]);
    assert_eq!((&verdict["before"], &verdict["after"]), (&2.into(), &4.into()));
    assert!(growth(&verdict).contains(&"total  2 → 4".to_owned()), "{verdict}");
    assert_eq!(verdict["new_sites"].as_array().unwrap().len(), 2);
}

// ---- what else it can fail on ----

#[test]
fn growth_of_one_file_fails_where_files_are_gated() {
    let demo = Demo::saved(&[
        ("src/lib.rs", "mod a;\nmod b;\n"),
        ("src/a.rs", &function("f", &["x", "x.a"])),
        ("src/b.rs", &function("g", &["x"])),
    ]);
    demo.write("src/a.rs", &function("f", &[]));
    demo.write("src/b.rs", &function("g", &["x", "x.b"]));
    demo.run(0, &["check"]);
    assert_eq!(growth(&demo.json(1, &["check", "--fail-on", "file"])), ["file src/b.rs 1 → 2"]);
    demo.write("clone-audit.toml", "[gate]\nfail-on = [\"file\"]\n");
    demo.run(1, &["check"]);
    demo.run(0, &["check", "--fail-on", "total"]);
}

#[test]
fn growth_of_one_package_fails_where_packages_are_gated() {
    let demo = Demo::pair(&function("l", &["x", "x.a"]), &function("r", &["x"]));
    demo.write("left/src/lib.rs", &function("l", &[]));
    demo.write("right/src/lib.rs", &function("r", &["x", "x.b"]));
    demo.run(0, &["check"]);
    assert_eq!(growth(&demo.json(1, &["check", "--fail-on", "package"])), ["package right 1 → 2"]);
    demo.run(0, &["check", "--fail-on", "package", "--package", "left"]);
    demo.run(1, &["check", "--package", "right"]);
}

// ---- limits ----

/// Each limit passes at the figure itself and fails one below it, on an unchanged tree with 3 clones, 2 of them of
/// strings in `src/a.rs`.
#[test]
fn limits_pass_at_their_figure_and_fail_one_below_it() {
    let strings = "pub fn f(a: &String) {\n    keep(a.clone());\n    keep(a.clone());\n}\n";
    let demo = Demo::saved(&[("src/lib.rs", &format!("mod a;\n{}", code(&[("g", &["x"])], 5))), ("src/a.rs", strings)]);
    for (name, figure, limit) in [
        ("explicit clones", 3, "[gate]\nlimit = N"),
        ("src/a.rs", 2, "[gate]\nlimit-per-file = N"),
        ("demo", 3, "[gate]\nlimit-per-package = N"),
        ("src/a.rs", 2, "[gate.limit-files]\n\"src/a.rs\" = N"),
        ("String operations", 2, "[[category]]\nname = \"String operations\"\nlimit = N"),
    ] {
        demo.write("clone-audit.toml", &limit.replace('N', &figure.to_string()));
        demo.run(0, &["check"]);
        demo.write("clone-audit.toml", &limit.replace('N', &(figure - 1).to_string()));
        let verdict = demo.json(1, &["check"]);
        let broken = verdict["limits"].as_array().unwrap();
        assert!(broken.iter().any(|limit| limit["name"] == name && limit["actual"] == figure), "{limit}: {verdict}");
        let (out, _) = demo.run(1, &["check"]);
        assert!(out.contains(&format!("{name}: {figure} exceeds the limit of {}", figure - 1)), "{out}");
    }
}

#[test]
fn limits_are_judged_without_a_baseline() {
    let demo = Demo::new(&[("src/lib.rs", &code(&[("f", &["x", "x.a"])], 9))]);
    let (out, _) = demo.run(0, &["check", "--no-baseline", "--limit", "2"]);
    assert!(out.contains("no baseline") && !out.contains("keep("), "{out}");
    let verdict = demo.json(1, &["check", "--no-baseline", "--limit", "1"]);
    assert_eq!((&verdict["passed"], &verdict["before"], &verdict["after"]), (&false.into(), &Value::Null, &2.into()));
    assert_eq!(verdict["new_sites"], Value::Array(Vec::new()));
    let (_, err) = demo.run(2, &["check", "--no-baseline"]);
    assert!(err.contains("--limit"), "{err}");
    assert!(!demo.path("clone-baseline.json").exists());
}

// ---- accepted categories ----

#[test]
fn an_accepted_category_never_gates_whatever_the_gate_fails_on() {
    let arcs =
        |count: usize| format!("fn r(a: &std::sync::Arc<u8>) {{\n{}}}\n", "    keep(a.clone());\n".repeat(count));
    let demo = changed(&arcs(1), &arcs(4));
    demo.run(1, &["check"]);
    demo.write("clone-audit.toml", "[[category]]\nname = \"Arc cloning\"\naccepted = true\n");
    for fail_on in ["total", "category", "package", "file", "new-site"] {
        let verdict = demo.json(0, &["check", "--fail-on", fail_on]);
        assert_eq!(verdict["passed"], true, "{fail_on}");
    }
}

#[test]
fn what_an_accepted_category_saves_pays_for_nothing_else() {
    let two = |arcs: usize, others: &[&str]| {
        format!(
            "fn r(a: &std::sync::Arc<u8>) {{\n{}}}\n{}",
            "    keep(a.clone());\n".repeat(arcs),
            function("f", others)
        )
    };
    let demo = changed(&two(4, &["x"]), &two(0, &["x", "x.a"]));
    demo.write("clone-audit.toml", "[[category]]\nname = \"Arc cloning\"\naccepted = true\n");
    assert_eq!(growth(&demo.json(1, &["check"])), ["total  1 → 2", "category Other 1 → 2"]);
}

// ---- formats ----

#[test]
fn exit_code_and_verdict_are_the_same_in_every_format() {
    let one = code(&[("f", &["x"])], 0);
    for (after, expected, words) in [
        (code(&[("f", &[])], 0), 0, "passed"),
        (one.clone(), 0, "passed"),
        (code(&[("f", &["x", "x"])], 0), 1, "failed"),
    ] {
        let demo = changed(&one, &after);
        for format in ["table", "markdown"] {
            let (out, _) = demo.run(expected, &["check", "--format", format]);
            assert!(out.contains(words), "{format}: {out}");
        }
        assert_eq!(demo.json(expected, &["check"])["passed"], expected == 0);
        let (out, err) = demo.run(2, &["check", "--format", "csv"]);
        assert!(out.is_empty() && err.contains("table, json, markdown"), "bad usage, not a verdict: {err}");
    }
}

#[test]
fn files_that_cannot_be_audited_leave_no_verdict_in_any_format() {
    let demo = changed(&code(&[("f", &["x"])], 0), &(code(&[("f", &["x", "x"])], 0) + "mod bad;\n"));
    demo.write("src/bad.rs", "fn open() { \"never closed }\n");
    for format in ["table", "markdown", "json"] {
        demo.run(2, &["check", "--format", format]);
        demo.run(1, &["check", "--format", format, "--allow-skipped"]);
    }
}
