//! Programs of which there is too much: all their sites are there, and what is unknown of them is said. Bodies that take too
//! many steps are in the unit tests of `types` and `dataflow`, for which there are fewer steps.

use serde_json::json;

use crate::support::{self, MANIFEST, run, run_cached, tree};

/// A program, how many sites it has, and what there is too much of: line, item and limit.
struct Case {
    code: String,
    sites: usize,
    unfinished: (u64, &'static str, &'static str),
    summary: &'static str,
    detail: &'static str,
}

fn times(count: usize, text: impl Fn(usize) -> String) -> String {
    (0..count).map(text).collect()
}

/// Each type has twice the parts of the one before: the twelfth has more than 4096.
fn type_size() -> Case {
    let doubled = times(14, |at| format!("let a{} = (a{at}.clone(), a{at}.clone());\n", at + 1));
    Case {
        code: format!("fn f(a0: String) {{\n{doubled}}}\n"),
        sites: 28,
        unfinished: (2, "demo::f", "type-size"),
        summary: "types are unknown in 1 body where they have too many parts",
        detail: "src/lib.rs:2: demo::f: a type in it has too many parts, so it is unknown",
    }
}

/// Each type leads to the next, further than is followed.
fn derefs() -> Case {
    let chain = times(20, |at| {
        let next = at + 1;
        format!(
            "pub struct S{at}; impl std::ops::Deref for S{at} {{ type Target = S{next}; fn deref(&self) -> &S{next} {{ g() }} }}\n"
        )
    });
    Case {
        code: format!("{chain}pub struct S20;\nfn f(a: S0) {{ a.b().clone(); }}\n"),
        sites: 1,
        unfinished: (22, "demo::f", "derefs"),
        summary: "types are unknown in 1 body where a value can be dereferenced too often",
        detail: "src/lib.rs:22: demo::f: a value in it can be dereferenced too often, so what lies behind is unknown",
    }
}

/// Each alias names the one before twice: too many are followed for the thirteenth. The type is known by a signature, which
/// is made once: all who use it are told of.
fn aliases() -> Case {
    let doubled = times(13, |at| format!("type A{} = (A{at}, A{at});\n", at + 1));
    Case {
        code: format!("type A0 = u8;\n{doubled}fn f(a: A13) {{ a.clone(); }}\n"),
        sites: 1,
        unfinished: (15, "demo::f", "aliases"),
        summary: "types are unknown in 1 body where an alias leads to too many others",
        detail: "src/lib.rs:15: demo::f: an alias that it needs leads to too many others, so what it stands for is unknown",
    }
}

/// The macro calls itself without end.
fn macro_call() -> Case {
    Case {
        code: "macro_rules! m { ($($x:tt)*) => { m!($($x)* a) } }\nfn f(a: String) { m!(a.clone()); }\n".to_owned(),
        sites: 1,
        unfinished: (2, "demo::f", "macro-call"),
        summary: "types are unknown in 1 body where a macro call expands to too much code",
        detail: "src/lib.rs:2: demo::f: a macro call in it expands to too much code, so its type is unknown",
    }
}

/// The same where items are written.
fn crate_macros() -> Case {
    Case {
        code: "macro_rules! m { ($($x:tt)*) => { m!($($x)* a); } }\nm!(a);\nfn f(a: String) { a.clone(); }\n"
            .to_owned(),
        sites: 1,
        unfinished: (1, "demo", "crate-macros"),
        summary: "types may be unknown in 1 crate whose macros expand to too many items",
        detail: "src/lib.rs:1: demo: its macros expand to too many items, so some of what they declare is unknown",
    }
}

fn assert_said(case: &Case) {
    let folder = tree(&[("Cargo.toml", MANIFEST), ("src/lib.rs", &case.code)]);
    let list = support::json(folder.path(), &["list"]);
    assert_eq!(list["sites"].as_array().map(Vec::len), Some(case.sites));
    let report = support::json(folder.path(), &["report"]);
    let (line, item, limit) = case.unfinished;
    let expected = json!([{ "path": "src/lib.rs", "line": line, "item": item, "limit": limit }]);
    assert_eq!(report["unfinished"], expected);
    let said = |err: &str, text: &str| err.lines().filter(|line| *line == text).count();
    // The second run reads what the first has kept.
    for _ in 0..2 {
        let (code, _, err) = run_cached(folder.path(), &["list"]);
        assert_eq!(code, 0, "{err}");
        assert_eq!(said(&err, &format!("{} (--verbose lists them)", case.summary)), 1, "{err}");
        assert_eq!(said(&err, case.detail), 0, "{err}");
    }
    let (_, _, err) = run_cached(folder.path(), &["list", "--verbose"]);
    assert_eq!((said(&err, case.summary), said(&err, case.detail)), (1, 1), "{err}");
    for format in ["table", "markdown"] {
        let (_, out, _) = run(folder.path(), &["report", "--format", format]);
        assert!(out.contains("oo large to look at in full"), "{out}");
    }
}

#[test]
fn a_type_of_too_many_parts() {
    assert_said(&type_size());
}

#[test]
fn a_value_that_leads_from_type_to_type() {
    assert_said(&derefs());
}

#[test]
fn an_alias_that_leads_to_too_many() {
    assert_said(&aliases());
}

#[test]
fn all_bodies_that_use_an_alias_of_too_many_are_named() {
    let bodies = times(40, |at| format!("fn f{at}(a: &String) {{ drop(a.clone()); g(); }}\n"));
    let code = aliases().code.replace("fn f(a: A13) { a.clone(); }", "fn g() -> A13 { h() }");
    let folder = tree(&[("Cargo.toml", MANIFEST), ("src/lib.rs", &format!("{code}{bodies}"))]);
    let report = support::json(folder.path(), &["report"]);
    let unfinished = report["unfinished"].as_array().unwrap();
    let named: Vec<&str> = unfinished.iter().map(|body| body["item"].as_str().unwrap()).collect();
    assert_eq!(named, (0..40).map(|at| format!("demo::f{at}")).collect::<Vec<_>>());
    assert!(unfinished.iter().all(|body| body["limit"] == "aliases"), "{unfinished:?}");
}

#[test]
fn a_call_of_a_macro_without_end() {
    assert_said(&macro_call());
}

#[test]
fn items_that_a_macro_writes_without_end() {
    assert_said(&crate_macros());
}

#[test]
fn bodies_are_counted_by_what_they_have_too_much_of() {
    let tuples = type_size().code;
    let folder = tree(&[
        ("Cargo.toml", MANIFEST),
        ("src/lib.rs", &format!("mod a; mod b; mod c;\n{}", macro_call().code)),
        ("src/a.rs", &tuples),
        ("src/b.rs", &tuples),
        ("src/c.rs", "fn f(a: &String) -> String { a.clone() }\n"),
    ]);
    let (code, _, err) = run(folder.path(), &["list"]);
    assert_eq!(code, 0, "{err}");
    let lines: Vec<&str> = err.lines().filter(|line| line.contains("unknown")).collect();
    assert_eq!(
        lines,
        [
            "types are unknown in 2 bodies where they have too many parts (--verbose lists them)",
            "types are unknown in 1 body where a macro call expands to too much code (--verbose lists them)",
        ]
    );
    // What is asked for is what is told of.
    let (_, _, err) = run(folder.path(), &["list", "--verbose", "src/b.rs"]);
    let lines: Vec<&str> = err.lines().filter(|line| line.contains("too many parts")).collect();
    assert_eq!(
        lines,
        [
            "src/b.rs:2: demo::b::f: a type in it has too many parts, so it is unknown",
            "types are unknown in 1 body where they have too many parts",
        ]
    );
}

/// Levels of brackets in files that are not code.
const LEVELS: usize = 100_000;

/// Everything that is read beside code is refused or passed over where it nests without end, by a process that ends itself.
#[test]
fn brackets_in_brackets_in_what_is_no_code() {
    let nested = |open: &str, close: &str| format!("{}1{}", open.repeat(LEVELS), close.repeat(LEVELS));
    let lib = ("src/lib.rs", "fn f(a: &String) -> String { a.clone() }\n");
    let baseline = |entry: String| format!("{{\"schema\":\"clone-audit/baseline/v2\"}}\n{entry}\n");
    let manifest = |text: String| format!("{MANIFEST}{text}\n");
    let not = |levels: usize| format!("{}unix{}", "not(".repeat(levels), ")".repeat(levels));
    let cases: &[(&str, String, &str, Result<(), &str>)] = &[
        ("clone-audit.toml", format!("a = {}", "[".repeat(LEVELS)), "list", Err("cannot use the configuration")),
        ("clone-audit.toml", format!("a = {}", nested("[", "]")), "list", Err("cannot use the configuration")),
        ("clone-audit.toml", format!("a = {}", nested("{a = ", "}")), "list", Err("cannot use the configuration")),
        ("clone-audit.toml", format!("{}a = 1", "a.".repeat(LEVELS)), "list", Err("cannot use the configuration")),
        ("clone-audit.toml", format!("[{}a]", "a.".repeat(LEVELS)), "list", Err("cannot use the configuration")),
        ("clone-baseline.json", "[".repeat(LEVELS), "check", Err("cannot use the baseline")),
        ("clone-baseline.json", baseline(nested("{\"a\":", "}")), "check", Err("line 2 is damaged")),
        (
            "clone-baseline.json",
            baseline(format!("{{\"package\":{}}}", nested("[", "]"))),
            "check",
            Err("line 2 is damaged"),
        ),
        (
            "Cargo.toml",
            manifest(format!("[package.metadata]\na = {}", nested("[", "]"))),
            "list",
            Err("cannot read the workspace"),
        ),
        // Cargo itself overflows its stack at some 25,000.
        ("Cargo.toml", manifest(format!("[target.'cfg({})'.dependencies]", not(10_000))), "list", Ok(())),
        (".cargo/config.toml", format!("[target.'cfg({})']\nrustflags = []\n", not(LEVELS)), "list", Ok(())),
        ("Cargo.lock", format!("version = 4\na = {}", nested("[", "]")), "list", Ok(())),
    ];
    for (path, text, command, expected) in cases {
        let others = [("Cargo.toml", MANIFEST), lib].into_iter().filter(|(other, _)| other != path);
        let files: Vec<(&str, &str)> = others.chain([(*path, text.as_str())]).collect();
        let folder = tree(&files);
        let (code, out, err) = support::start(folder.path(), &[command]);
        let shown = &text[..text.len().min(60)];
        match expected {
            Ok(()) => assert!(code == 0 && out.contains("src/lib.rs"), "{path}: {shown}: {code} {err}"),
            Err(message) => {
                assert!(code == 2 && err.contains(message), "{path}: {shown}: {code} {err}");
                assert!(err.len() < 4096, "{path}: {shown}: a message of {} bytes", err.len());
            }
        }
    }
}
