//! The program from outside: errors, exit codes, invariants of its output.

use std::io::Read as _;
use std::process::Stdio;

use crate::support::{self, MANIFEST};

const ONE_CLONE: &str = "pub fn f(x: &String) -> String {\n    x.clone()\n}\n";

#[test]
fn errors_name_the_path_and_the_remedy_and_exit_with_2() {
    let empty = support::tree(&[]);
    let broken = support::tree(&[("Cargo.toml", "[package\n"), ("src/lib.rs", "")]);
    let bad_member = support::tree(&[("Cargo.toml", "[workspace]\nmembers = [\"nowhere\"]\n")]);
    let no_code =
        support::tree(&[("Cargo.toml", MANIFEST), ("src/lib.rs", ""), ("clone-audit.toml", "exclude = [\"**\"]\n")]);
    let bad_key =
        support::tree(&[("Cargo.toml", MANIFEST), ("src/lib.rs", ""), ("clone-audit.toml", "excluded = []\n")]);
    let twice = support::tree(&[
        ("Cargo.toml", &format!("{MANIFEST}[workspace.metadata.clone-audit]\nexclude = []\n")),
        ("src/lib.rs", ""),
        ("clone-audit.toml", ""),
    ]);
    let plain = support::tree(&[("Cargo.toml", MANIFEST), ("src/lib.rs", ONE_CLONE)]);
    for (folder, args, parts) in [
        (&empty, &["report"][..], &["Cargo.toml", "--manifest-path"][..]),
        (&empty, &["report", "--manifest-path", "x/Cargo.toml"], &["x/Cargo.toml"]),
        (&broken, &["report"], &["Cargo.toml"]),
        (&bad_member, &["report"], &["nowhere"]),
        (&no_code, &["report"], &["no Rust file", "exclude"]),
        (&bad_key, &["report"], &["clone-audit.toml", "excluded"]),
        (&twice, &["report"], &["clone-audit.toml", "workspace.metadata"]),
        (&plain, &["report", "-p", "nobody"], &["nobody", "demo"]),
        (&plain, &["list", "--category", "Nonsense"], &["Nonsense", "Arc cloning"]),
        (&plain, &["list", "src/none.rs"], &["src/none.rs"]),
        (&plain, &["check"], &["clone-baseline.json", "baseline save"]),
        (&plain, &["check", "--no-baseline"], &["--limit"]),
        (&plain, &["explain", "nonsense"], &["nonsense"]),
        (&plain, &["--scope", "test", "list"], &["--scope", "behind"]),
        (&plain, &["list", "--format", "markdown"], &["markdown", "csv"]),
    ] {
        let (code, out, err) = support::run(folder.path(), args);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}: {err}");
        for part in parts {
            assert!(err.contains(part), "{args:?} does not say {part:?}: {err}");
        }
    }
}

#[test]
fn global_options_may_stand_before_the_command() {
    let plain = support::tree(&[("Cargo.toml", MANIFEST), ("src/lib.rs", ONE_CLONE)]);
    let (code, out, _) = support::run(plain.path(), &["-q", "--color", "never", "list"]);
    assert_eq!(
        (code, out.as_str()),
        (0, "src/lib.rs:2:5: x.clone()  [method, String: string, heap, String operations]\n")
    );
}

#[test]
fn what_cannot_be_audited_is_named_and_makes_the_exit_status_2_unless_allowed() {
    let lib = format!("{ONE_CLONE}mod latin;\nmod open;\n");
    let tree = support::tree(&[("Cargo.toml", MANIFEST), ("src/lib.rs", &lib), ("src/open.rs", "fn f( {\n")]);
    std::fs::write(tree.path().join("src/latin.rs"), b"// caf\xe9\n").unwrap();
    let (code, out, err) = support::run(tree.path(), &["report", "--format", "json"]);
    assert_eq!(code, 2, "{err}");
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(report["totals"]["explicit"], 1, "one bad file never stops a run");
    let skipped: Vec<&str> =
        report["skipped"].as_array().unwrap().iter().map(|row| row["path"].as_str().unwrap()).collect();
    assert_eq!(skipped, ["src/latin.rs", "src/open.rs"]);
    assert_eq!(support::run(tree.path(), &["report", "--allow-skipped"]).0, 0);
}

#[test]
fn a_file_that_does_not_parse_is_degraded_and_counted() {
    let text = format!("{ONE_CLONE}struct Broken {{ a: , }}\n");
    let tree = support::tree(&[("Cargo.toml", MANIFEST), ("src/lib.rs", &text)]);
    let report = support::json(tree.path(), &["report"]);
    assert_eq!(report["totals"]["explicit"], 1);
    assert_eq!(report["degraded"][0]["path"], "src/lib.rs");
}

#[test]
fn deep_nesting_in_the_only_file_is_no_crash() {
    let text = format!("fn f(x: &String) {{ {}x.clone();{} }}\n", "if a {".repeat(2000), "}".repeat(2000));
    let tree = support::tree(&[("Cargo.toml", MANIFEST), ("src/lib.rs", &text)]);
    assert_eq!(support::json(tree.path(), &["report"])["totals"]["explicit"], 1);
}

#[test]
fn a_long_doc_comment_hides_no_test_attribute() {
    let text = format!("/** {} */\n#[cfg(test)]\nmod t;\n", "word ".repeat(2000));
    let tree = support::tree(&[("Cargo.toml", MANIFEST), ("src/lib.rs", &text), ("src/t.rs", ONE_CLONE)]);
    let report = support::json(tree.path(), &["report"]);
    assert_eq!((&report["totals"]["by_scope"]["test"], report["degraded"].as_array().unwrap().len()), (&1.into(), 0));
}

#[test]
fn a_literal_include_of_any_name_is_audited() {
    let tree = support::tree(&[
        ("Cargo.toml", MANIFEST),
        ("src/lib.rs", "#[cfg(test)]\nmod t {\n    include!(\"made.rs.inc\");\n}\n"),
        ("src/made.rs.inc", ONE_CLONE),
    ]);
    let list = support::json(tree.path(), &["list"]);
    assert_eq!((&list["sites"][0]["path"], &list["sites"][0]["scope"]), (&"src/made.rs.inc".into(), &"test".into()));
    assert_eq!(list["sites"][0]["item"], "demo::t::f");
}

#[test]
fn ignore_files_above_the_repository_do_not_count() {
    let tree = support::tree(&[
        (".gitignore", "*\n"),
        ("project/.git/HEAD", "ref: refs/heads/main\n"),
        ("project/Cargo.toml", MANIFEST),
        ("project/src/lib.rs", ONE_CLONE),
    ]);
    assert_eq!(support::json(&tree.path().join("project"), &["report"])["totals"]["explicit"], 1);
}

#[test]
fn output_is_the_same_for_one_thread_and_many() {
    // Many files show what the order of threads would do; the other has something of everything to show.
    let (many, mixed) = (support::fixture("workspaces/scheduler-before"), support::fixture("workspaces/report"));
    for (root, command) in [
        (&many, &["list", "--format", "json"][..]),
        (&mixed, &["types", "--format", "json"]),
        (&mixed, &["report"]),
        (&mixed, &["report", "--format", "markdown"]),
    ] {
        let one = support::run(root, &[command, &["-j1"]].concat());
        assert_eq!(one, support::run(root, &[command, &["-j8"]].concat()));
    }
}

#[test]
fn categories_packages_and_files_sum_to_the_total() {
    for workspace in ["report", "scopes"] {
        let report = support::json(&support::fixture("workspaces").join(workspace), &["report"]);
        for rows in ["by_category", "by_package", "by_file"] {
            for figure in ["explicit", "bulk", "implicit"] {
                let sum: u64 = report[rows].as_array().unwrap().iter().map(|row| row[figure].as_u64().unwrap()).sum();
                assert_eq!(report["totals"][figure], sum, "{workspace} {rows} {figure}");
            }
        }
        for map in ["by_scope", "by_class", "by_cost"] {
            let sum: u64 =
                report["totals"][map].as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum();
            assert_eq!(report["totals"]["explicit"], sum, "{workspace} {map}");
        }
    }
}

/// Whoever reads only the first lines of a verdict must not turn it into another.
#[test]
fn a_closed_pipe_changes_no_exit_status() {
    let demo = crate::baseline::Demo::saved(&[("src/lib.rs", "")]);
    let code: String = (0..400).map(|at| crate::baseline::function(&format!("f{at}"), &["x", "x.a", "x.b"])).collect();
    demo.write("src/lib.rs", &code);
    let program = assert_cmd::cargo::cargo_bin("cargo-clone-audit");
    let mut child = std::process::Command::new(program)
        .args(["clone-audit", "check", "--format", "json"])
        .current_dir(demo.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    let root = support::fixture("workspaces/scopes");
    assert!(!support::run(&root, &["report"]).1.contains('\u{1b}'));
    assert!(support::run(&root, &["report", "--color", "always"]).1.contains('\u{1b}'));
}

#[test]
fn tables_fit_the_terminal() {
    let root = support::fixture("workspaces/scheduler-before");
    for width in [60, 80, 100, 160] {
        for args in [&["report"][..], &["report", "--by", "type"], &["report", "--by", "item"], &["types"]] {
            let (_, text, _) = support::run_on(width, &root, args);
            assert!(text.lines().count() > 20, "{text}");
            for line in text.lines() {
                assert!(line.chars().count() <= usize::from(width), "{args:?} {width}: {line}");
            }
        }
    }
}

/// However many packages, files, rules and sites there are.
#[test]
fn a_report_of_many_packages_is_no_longer_than_one_of_a_few() {
    let lines = |packages: usize| {
        let members: Vec<String> = (0..packages).map(|at| format!("p{at}")).collect();
        let root = format!("[workspace]\nmembers = {members:?}\nresolver = \"2\"\n");
        let texts: Vec<(String, String)> = members
            .iter()
            .flat_map(|name| {
                let manifest = format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
                let code = "pub fn f(a: String, b: &Vec<u8>) -> (String, Vec<u8>) {\n    (a.clone(), b.clone())\n}\n";
                [(format!("{name}/Cargo.toml"), manifest), (format!("{name}/src/lib.rs"), code.to_owned())]
            })
            .collect();
        let files: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (&**path, &**text)).collect();
        let folder = support::tree(&[&[("Cargo.toml", &*root)], &files[..]].concat());
        let (_, text, _) = support::run(folder.path(), &["report"]);
        assert!(text.contains(&format!("{packages} packages")), "{text}");
        text.lines().count()
    };
    let few = lines(8);
    // A sentence with larger numbers may need one more line.
    let many = lines(120);
    assert!(many <= few + 2 && many <= 64, "{few} {many}");
}

/// What the tests of one process take for granted of the program.
#[test]
fn a_process_does_as_a_run_within_this_one() {
    let root = support::fixture("workspaces/scopes");
    for args in [&["report"][..], &["list", "--format", "json"], &["--version"], &["list", "--help"], &["list", "--by"]]
    {
        assert_eq!(support::start(&root, args), support::run(&root, args), "{args:?}");
    }
}

#[test]
fn the_environment_says_how_wide_and_coloured_a_terminal_is() {
    let root = support::fixture("workspaces/scopes");
    let run = |name: &str, value: &str| {
        let output = support::program(&root).env(name, value).arg("report").output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap(), output.stderr)
    };
    assert_eq!(run("COLUMNS", "160").1, support::run_on(160, &root, &["report"]).1);
    assert!(run("CARGO_TERM_COLOR", "always").1.contains('\u{1b}'));
    let (code, out, err) = run("CARGO_TERM_COLOR", "sometimes");
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(String::from_utf8(err).unwrap().contains("CARGO_TERM_COLOR"));
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let root = support::fixture("workspaces/scheduler-before");
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_cargo-clone-audit"))
        .args(["clone-audit", "list", "--format", "json"])
        .current_dir(&root)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The document is far larger than a pipe's buffer, so that closing the pipe meets the program while it writes.
    drop(child.stdout.take());
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(0), ""));
}

/// Types, aliases and macros that double with each line would take all time and memory there is. What is too large is unknown; the sites are there all the same.
#[test]
fn code_that_multiplies_ends() {
    let numbers = || 0..24;
    let lets: String = numbers().map(|at| format!("let a{} = (a{at}.clone(), a{at}.clone());", at + 1)).collect();
    let handed_on: String = numbers().map(|at| format!("let a{} = (a{at}, a{at});", at + 1)).collect();
    let aliases: String = numbers().map(|at| format!("type A{} = (A{at}, A{at});", at + 1)).collect();
    let macros: String = numbers()
        .map(|at| format!("macro_rules! e{} {{ ($e:ident) => {{ e{at}!($e); e{at}!($e); }} }}", at + 1))
        .collect();
    // The impl for a parser tells the types of the parsers within.
    let parsers = "trait Error<I> {}
         trait Parse<I, O>: Sized {
             type Error: Error<I>;
             fn then<U, B: Parse<I, U, Error = Self::Error>>(self, b: B) -> Then<Self, B> {}
             fn map<U, F: Fn(O) -> U>(self, f: F) -> Map<Self, F, O> {}
         }
         struct One<I, E>(I, E);
         fn one<I, E>() -> One<I, E> {}
         struct Then<A, B>(A, B);
         struct Map<A, F, O>(A, F, O);
         impl<I, E: Error<I>> Parse<I, I> for One<I, E> { type Error = E; }
         impl<I, O, U, E: Error<I>, A: Parse<I, O, Error = E>, B: Parse<I, U, Error = E>> Parse<I, (O, U)> for Then<A, B> {
             type Error = E;
         }
         impl<I, O, U, E: Error<I>, A: Parse<I, O, Error = E>, F: Fn(O) -> U> Parse<I, U> for Map<A, F, O> { type Error = E; }";
    let chain: String =
        (0..96).map(|at| format!("let a{} = one().then(a{at}).map(|(a, b)| (b, a));", at + 1)).collect();
    let fields: String = (0..30)
        .map(|at| format!("#[derive(Clone)] struct S{at}<T> {{ a: S{0}<(T, u8)>, b: S{0}<Vec<T>> }}", at + 1))
        .collect();
    for (code, sites, is_by_tokens) in [
        (format!("fn f(a0: (u8, u8)) {{ {lets} }}"), 48, false),
        (format!("fn f(a0: (u8, u8)) {{ {handed_on} drop(a24.clone()); }}"), 1, false),
        (format!("fn f() {{ loop {{ let a0 = (1, 1); {handed_on} drop(a24.clone()); }} }}"), 1, false),
        (format!("fn f(a0: &str) {{ loop {{ {handed_on} let b = a24; drop([b.clone()].clone()); }} }}"), 2, false),
        (format!("type A0 = (u8, u8); {aliases} fn f(a: &A24) {{ drop(a.clone()); }}"), 1, false),
        (
            format!(
                "macro_rules! e0 {{ ($e:ident) => {{}} }} {macros} e24!(a); fn f(a: &String) {{ drop(a.clone()); }}"
            ),
            1,
            false,
        ),
        (format!("{parsers} fn f(a: &String) {{ drop(a.clone()); let a0 = one(); {chain} }}"), 1, false),
        (format!("fn f(a: String) {{ drop(a{}); }}", ".clone()".repeat(2_000)), 2_000, false),
        // To lay one out, each type asks for two more.
        (format!("{fields} #[derive(Clone)] struct S30<T>(T); fn f(s: &S0<u8>) {{ s.clone(); }}"), 1, false),
        // Tokens that are no expressions.
        (format!("m! {{ => a{}.clone() }}", "::<B>".repeat(100_000)), 1, true),
        (format!("m! {{ => {} b.clone() }}", "a > ::c(d), ".repeat(50_000)), 1, false),
    ] {
        let tree = support::tree(&[("Cargo.toml", MANIFEST), ("src/lib.rs", &code)]);
        let list = support::json(tree.path(), &["list"]);
        assert_eq!(list["sites"].as_array().unwrap().len(), sites, "{}", &code[..80]);
        let report = support::json(tree.path(), &["report"]);
        assert_eq!(report["degraded"].as_array().unwrap().len(), usize::from(is_by_tokens), "{}", &code[..80]);
    }
}

/// Parsing, and all that follows it, would take more stack than there is.
#[test]
fn code_that_nests_is_read_by_its_tokens() {
    let code = |before: &str, (open, inside, close): (&str, &str, &str), after: &str| {
        format!("{before}{}{inside}{}{after}", open.repeat(20_000), close.repeat(20_000))
    };
    let in_body = |nest| code("fn f(a: String) { g(", nest, "); }");
    let in_type = |nest| code("fn f(a: ", nest, ") { a.clone(); }");
    let in_pattern = |nest| code("fn f(a: String) { match a.clone() { ", nest, " => {} } }");
    let around = |nest| code("", nest, " fn f(a: String) { a.clone(); }");
    for (code, sites) in [
        (in_body(("(", "a.clone()", ")")), 1),
        (in_body(("{", "a.clone()", "}")), 1),
        (in_body(("if b {", "a.clone()", "}")), 1),
        (in_body(("h(", "a.clone()", ")")), 1),
        (in_body(("vec![", "a.clone()", "]")), 1),
        (in_body(("|b| ", "a.clone()", "")), 1),
        (in_body(("|b, c| ", "a.clone()", "")), 1),
        (in_body(("||", "a.clone()", "")), 1),
        (in_body(("return ", "a.clone()", "")), 1),
        (in_body(("!", "a.clone()", "")), 1),
        (in_body(("&", "a.clone()", "")), 1),
        (in_body(("b = ", "a.clone()", "")), 1),
        (in_body(("if ", "a.clone()", "{}")), 1),
        (in_body(("if b { a.clone() } else ", "{}", "")), 20_000),
        (in_body(("", "a", ".clone()")), 20_000),
        (in_body(("", "a.clone()", ".b")), 1),
        (in_body(("", "a.clone()", "?")), 1),
        (in_body(("", "a.clone()", "(b)")), 1),
        (in_body(("", "a.clone()", " as u8")), 1),
        (in_body(("a.clone() + ", "b", "")), 20_000),
        (in_type(("&", "u8", "")), 1),
        (in_type(("Vec<", "u8", ">")), 1),
        (in_type(("Result<(), ", "u8", ">")), 1),
        (in_type(("fn() -> ", "u8", "")), 1),
        (in_type(("(", "u8", ",)")), 1),
        (in_pattern(("&", "_", "")), 1),
        (in_pattern(("Some(", "_", ")")), 1),
        (in_pattern(("b @ ", "_", "")), 1),
        (around(("use b::{", "c", "};")), 1),
        (code("use ", ("b::", "c", ""), "; fn f(a: String) { a.clone(); }"), 1),
        (code("#[cfg(", ("not(", "b", ")"), ")] fn f(a: String) { a.clone(); }"), 1),
        (code("#[cfg_attr(", ("c, cfg_attr(", "b", ")"), ")] fn f(a: String) { a.clone(); }"), 1),
        (code("", ("mod m {", "fn f(a: String) { a.clone(); }", "}"), ""), 1),
        (code("", ("fn f() {", "fn f(a: String) { a.clone(); }", "}"), ""), 1),
        (code("m! {", ("{", "fn f(a: String) { a.clone(); }", "}"), "}"), 1),
    ] {
        let tree = support::tree(&[("Cargo.toml", MANIFEST), ("src/lib.rs", &code)]);
        let report = support::json(tree.path(), &["report"]);
        assert_eq!(report["totals"]["explicit"], sites, "{}", &code[..80]);
        assert_eq!(report["degraded"][0]["path"], "src/lib.rs", "{}", &code[..80]);
    }
}

/// An expansion may be deep although no text is.
#[test]
fn expansions_that_nest_are_left_alone() {
    for (open, close) in [("(", ")"), ("!", ""), ("Some(", ")"), ("|b| ", "")] {
        let (open, close) = (open.repeat(120), close.repeat(120));
        let rules = format!("($e:expr, $($r:tt)*) => {{ m!({open}$e{close}, $($r)*) }}; ($e:expr) => {{ $e }};");
        let arguments = "x, ".repeat(15);
        let code = format!(
            "macro_rules! m {{ {rules} }} fn f(a: &String) {{ m!(a.clone(), {arguments}); }}
            macro_rules! t {{ ($t:ty, x $($r:tt)*) => {{ t!({} $t, $($r)*); }}; ($t:ty,) => {{ type A = $t; }}; }}
            t!(u8, {}); fn g(a: &A) {{ a.clone(); }}",
            "&".repeat(500),
            "x ".repeat(60),
        );
        let tree = support::tree(&[("Cargo.toml", MANIFEST), ("src/lib.rs", &code)]);
        let list = support::json(tree.path(), &["list"]);
        assert_eq!(list["sites"].as_array().unwrap().len(), 2, "{open}");
    }
}
