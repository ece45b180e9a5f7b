//! What makes a clone the same clone: edits that must change no identity, and edits that must.

use serde_json::Value;

use crate::baseline::{Demo, function, identity};
use crate::support;

const NOTHING: [&str; 0] = [];

/// What a comparison lists, a line each, sorted: `+` added, `-` removed, `>` moved, `~` respelled.
fn changes(diff: &Value) -> Vec<String> {
    let of = |field: &str, line: &dyn Fn(&Value) -> String| -> Vec<String> {
        diff[field].as_array().unwrap().iter().map(line).collect()
    };
    let respelled = |site: &Value| {
        let uncounted = if site["counted"] == Value::Bool(true) { "" } else { ", not counted" };
        let text = |field: &str| site[field].as_str().unwrap();
        format!("~ {} → {} {}{uncounted}", text("from"), text("to"), identity(site))
    };
    let mut lines = [
        of("added", &|site| format!("+ {}", identity(site))),
        of("removed", &|site| format!("- {}", identity(site))),
        of("moved", &|site| format!("> {} → {}", identity(&site["from"]), identity(&site["to"]))),
        of("respelled", &respelled),
    ]
    .concat();
    lines.sort();
    lines
}

/// The changes from one text of `src/lib.rs` to another.
fn edited(before: &str, after: &str) -> Vec<String> {
    let demo = Demo::saved(&[("src/lib.rs", before)]);
    demo.write("src/lib.rs", after);
    changes(&demo.json(0, &["diff"]))
}

fn assert_unchanged(demo: &Demo, sites: usize) {
    let diff = demo.json(0, &["diff"]);
    assert_eq!(changes(&diff), NOTHING);
    assert_eq!(diff["unchanged"], sites);
    assert_eq!(diff["before"], diff["after"]);
}

// ---- what changes nothing ----

#[test]
fn a_tree_compared_with_itself_is_empty() {
    let folder = tempfile::tempdir().unwrap();
    let baseline = folder.path().join("b.json");
    let baseline = baseline.to_str().unwrap();
    let root = support::fixture("workspaces/report");
    let (code, _, err) = support::run(&root, &["baseline", "save", "--baseline", baseline]);
    assert_eq!(code, 0, "{err}");
    let diff = support::json(&root, &["diff", "--baseline", baseline]);
    assert_eq!(changes(&diff), NOTHING);
    // All 29 sites but the one of `draft.rs`, which no target compiles.
    assert_eq!(diff["unchanged"], 28);
    assert_eq!(diff["before"], diff["after"]);
}

#[test]
fn a_tree_of_every_spelling_compared_with_itself_is_empty() {
    let spellings = support::fixture("spellings");
    let names = std::fs::read_dir(&spellings).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let modules: String = names.filter_map(|name| Some(format!("mod {};\n", name.strip_suffix(".rs")?))).collect();
    let demo = Demo::new(&[("src/lib.rs", &modules)]);
    support::copy(&spellings, &demo.path("src"));
    demo.run(0, &["baseline", "save"]);
    let sites = demo.json(0, &["list"])["sites"].as_array().unwrap().len();
    assert!(sites > 50, "{sites}");
    assert_unchanged(&demo, sites);
}

#[test]
fn line_breaks_in_chains_and_trailing_commas_change_no_identity() {
    let demo = Demo::saved(&[(
        "src/lib.rs",
        "pub fn f(s: &S) -> Vec<T> { keep(s.items.get(0, 1).name.clone()); join(a(s, 2).clone(), Arc::clone(&s.x)); \
         vec![s.first(Pair { l: 1, r: 2 }).clone(), s.many[0].cloned()] }",
    )]);
    demo.write(
        "src/lib.rs",
        "\
pub fn f(
    s: &S,
) -> Vec<T> {
    keep(
        s.items
            .get(
                0,
                1,
            )
            .name // the name alone
            .clone(),
    );
    join(
        a(
            s, 2,
        )
        .clone(),
        Arc::clone(
            &s.x,
        ),
    );
    vec![
        s.first(Pair {
            l: 1,
            r: 2,
        })
        .clone( /* nothing */ ),
        s.many[0]
            .cloned(),
    ]
}
",
    );
    let diff = demo.json(0, &["diff"]);
    assert_eq!((changes(&diff), &diff["unchanged"]), (vec![], &Value::from(5)));
}

/// In another file nothing stands at its place; what is spelled alike belongs together.
#[test]
fn spelling_tells_clones_of_one_value_apart_when_their_file_moves() {
    let function = |first: &str, second: &str| {
        format!("use std::sync::Arc;\npub fn f(x: Arc<u8>) -> (Arc<u8>, Arc<u8>) {{\n    ({first}, {second})\n}}\n")
    };
    let (method, path) = ("x.clone()", "Arc::clone(&x)");
    let demo = Demo::saved(&[("src/lib.rs", "mod part;\n"), ("src/part.rs", &function(method, path))]);
    demo.rename("src/part.rs", "src/part/mod.rs");
    demo.write("src/part/mod.rs", &function(path, method));
    let diff = demo.json(0, &["diff"]);
    assert_eq!((changes(&diff), &diff["unchanged"]), (vec![], &Value::from(2)));
}

/// rustfmt puts a closure's body into braces where it no longer fits one line, as here at a width of 60.
#[test]
fn the_braces_that_rustfmt_puts_around_a_long_closure_change_no_identity() {
    assert_eq!(
        edited(
            "fn label(s: &S) -> L { s.items.iter().find(|item| item.name == s.name && !item.hid).unwrap().clone() }",
            "\
fn label(s: &S) -> L {
    s.items
        .iter()
        .find(|item| {
            item.name == s.name && !item.hid
        })
        .unwrap()
        .clone()
}
"
        ),
        NOTHING
    );
}

/// rustfmt turns `=> { label }` into `=> label,` wherever that fits.
#[test]
fn the_braces_that_rustfmt_takes_off_a_match_arm_change_no_identity() {
    assert_eq!(
        edited(
            "fn label(i: I) -> L {\n    match i { I::Plain(l) => { l } I::Named { l, .. } => l, }.clone()\n}\n",
            "fn label(i: I) -> L {\n    match i {\n        I::Plain(l) => l,\n        I::Named { l, .. } => l,\n    }\n    .clone()\n}\n"
        ),
        NOTHING
    );
}

#[test]
fn inserting_lines_above_and_reordering_functions_change_no_identity() {
    let (first, second) = (function("first", &["x", "x.a"]), function("second", &["x"]));
    let demo = Demo::saved(&[("src/lib.rs", &format!("{first}{second}"))]);
    demo.write("src/lib.rs", &format!("//! Words.\n\nuse std::fmt;\n\n{}{second}\n{first}", function("new", &[])));
    assert_unchanged(&demo, 3);
}

#[test]
fn a_module_file_that_becomes_a_folder_changes_no_identity() {
    let demo = Demo::saved(&[("src/lib.rs", "mod part;\n"), ("src/part.rs", &function("f", &["x"]))]);
    demo.rename("src/part.rs", "src/part/mod.rs");
    assert_unchanged(&demo, 1);
}

// ---- what moves ----

#[test]
fn renaming_a_file_with_its_module_declaration_moves_its_sites() {
    let part = function("f", &["x", "x", "x.a"]) + &function("g", &["x"]);
    let demo = Demo::saved(&[("src/lib.rs", "mod old;\n"), ("src/old.rs", &part)]);
    demo.write("src/lib.rs", "mod new;\n");
    demo.rename("src/old.rs", "src/new.rs");
    assert_eq!(
        changes(&demo.json(0, &["diff"])),
        [
            "> demo::old::f x → demo::new::f x",
            "> demo::old::f x → demo::new::f x",
            "> demo::old::f x.a → demo::new::f x.a",
            "> demo::old::g x → demo::new::g x"
        ]
    );
    demo.run(0, &["check", "--fail-on", "total,category,package,new-site"]);
}

#[test]
fn methods_of_one_name_move_with_their_own_types() {
    let part = "impl Zebra { fn name(&self) -> N { self.name.clone() } }\n\
                impl Ape { fn name(&self) -> N { self.name.clone() } }\n";
    let demo = Demo::saved(&[("src/lib.rs", "mod old;\n"), ("src/old.rs", part)]);
    demo.write("src/lib.rs", "mod new;\n");
    demo.rename("src/old.rs", "src/new.rs");
    assert_eq!(
        changes(&demo.json(0, &["diff"])),
        [
            "> demo::old::Ape::name self.name → demo::new::Ape::name self.name",
            "> demo::old::Zebra::name self.name → demo::new::Zebra::name self.name"
        ]
    );
}

#[test]
fn moving_a_function_to_another_module_moves_its_sites_and_no_others() {
    let (moving, staying, there) = (function("go", &["x"]), function("stay", &["x"]), function("there", &["x"]));
    let demo = Demo::saved(&[
        ("src/lib.rs", "mod a;\nmod b;\n"),
        ("src/a.rs", &format!("{moving}{staying}")),
        ("src/b.rs", &there),
    ]);
    demo.write("src/a.rs", &staying);
    demo.write("src/b.rs", &format!("{there}{moving}"));
    let diff = demo.json(0, &["diff"]);
    assert_eq!(changes(&diff), ["> demo::a::go x → demo::b::go x"]);
    assert_eq!(diff["unchanged"], 2);
}

#[test]
fn wrapping_functions_in_an_inline_module_moves_their_sites() {
    let code = function("f", &["x", "x"]) + "impl T { fn m(&self) -> U { self.u.clone() } }\n";
    assert_eq!(
        edited(&code, &format!("mod inner {{\n{code}}}\n")),
        [
            "> demo::T::m self.u → demo::inner::T::m self.u",
            "> demo::f x → demo::inner::f x",
            "> demo::f x → demo::inner::f x"
        ]
    );
}

#[test]
fn what_a_moved_function_gains_or_loses_is_added_or_removed() {
    let moved = |receivers: &[&str]| format!("mod inner {{\n{}}}\n", function("f", receivers));
    assert_eq!(
        edited(&function("f", &["x", "x.a"]), &moved(&["x", "x", "x.b"])),
        ["+ demo::inner::f x", "+ demo::inner::f x.b", "- demo::f x.a", "> demo::f x → demo::inner::f x"]
    );
}

#[test]
fn a_second_function_of_a_name_is_no_move_while_the_first_exists() {
    let both = |first: &[&str]| function("f", first) + "mod b {\n" + &function("f", &["x"]) + "}\n";
    assert_eq!(edited(&function("f", &["x"]), &both(&["x"])), ["+ demo::b::f x"]);
    assert_eq!(edited(&function("f", &["x"]), &both(&[])), ["+ demo::b::f x", "- demo::f x"]);
}

#[test]
fn a_renamed_function_moves_within_its_module_only() {
    let two = |a: &str, b: &str| format!("mod a {{\n{a}}}\nmod b {{\n{b}}}\n");
    let (go, went) = (function("go", &["x"]), function("went", &["x"]));
    assert_eq!(edited(&two(&go, ""), &two(&went, "")), ["> demo::a::go x → demo::a::went x"]);
    assert_eq!(edited(&two(&go, ""), &two("", &went)), ["+ demo::b::went x", "- demo::a::go x"]);
}

// ---- multisets and swaps ----

#[test]
fn duplicates_of_one_identity_are_a_multiset() {
    let times = |count: usize| function("f", &vec!["x"; count]);
    assert_eq!(edited(&times(2), &times(3)), ["+ demo::f x"]);
    assert_eq!(edited(&times(3), &times(2)), ["- demo::f x"]);
    assert_eq!(edited(&times(4), &times(1)), ["- demo::f x", "- demo::f x", "- demo::f x"]);
    assert_eq!(edited(&times(3), &times(3)), NOTHING);
}

#[test]
fn a_swap_between_existing_functions_is_one_removed_and_one_added() {
    let two = |left: &[&str], right: &[&str]| function("left", left) + &function("right", right);
    assert_eq!(edited(&two(&["x.a"], &[]), &two(&[], &["x.b"])), ["+ demo::right x.b", "- demo::left x.a"]);
    assert_eq!(edited(&two(&["x"], &[]), &two(&[], &["x"])), ["+ demo::right x", "- demo::left x"]);
    assert_eq!(
        edited(&two(&["x", "y"], &["y"]), &two(&["y"], &["x", "y"])),
        ["+ demo::right x", "- demo::left x"],
        "both have other clones before and after"
    );
}

#[test]
fn a_swap_between_functions_of_one_name_in_two_modules_is_one_removed_and_one_added() {
    let two = |a: &[&str], b: &[&str]| format!("mod a {{\n{}}}\nmod b {{\n{}}}\n", function("f", a), function("f", b));
    assert_eq!(edited(&two(&["x"], &[]), &two(&[], &["x"])), ["+ demo::b::f x", "- demo::a::f x"]);
}

/// Files of more than 4 KiB take another way through the parser.
#[test]
fn a_swap_between_nested_functions_of_a_large_file_is_one_removed_and_one_added() {
    let padding = "// A line of sixty-four characters that makes this file a large one.\n".repeat(80);
    let outer = |name: &str, receivers: &[&str]| format!("fn {name}() {{\n{}}}\n", function("go", receivers));
    let two = |a: &[&str], b: &[&str]| format!("{padding}{}{}", outer("a", a), outer("b", b));
    assert_eq!(edited(&two(&["x"], &[]), &two(&[], &["x"])), ["+ demo::b::go x", "- demo::a::go x"]);
}

#[test]
fn a_swap_out_of_a_function_within_a_macro_is_one_removed_and_one_added() {
    let two = |left: &[&str], right: &[&str]| {
        format!("items! {{\n{}}}\n{}", function("left", left), function("right", right))
    };
    assert_eq!(edited(&two(&["x"], &[]), &two(&[], &["x"])), ["+ demo::right x", "- demo::left x"]);
}

// ---- respelled ----

#[test]
fn a_clone_spelled_by_path_or_as_clone_from_is_respelled() {
    for (spelling, line) in [
        ("path", "let y = Arc::clone(&x);"),
        ("path", "let y = Clone::clone(&x);"),
        ("path", "let y = <Thing as Clone>::clone(&x);"),
        ("path", "let y = std::sync::Arc::<Thing>::clone(\n    &x,\n);"),
        ("path", "let y = Arc::clone(x);"),
        ("clone-from", "y.clone_from(&x);"),
    ] {
        let before = "fn f(s: &S) {\n    let x = s.thing();\n    let y = x.clone();\n}\n";
        let after = before.replace("let y = x.clone();", line);
        assert_eq!(edited(before, &after), [format!("~ method → {spelling} demo::f x")], "{line}");
        assert_eq!(edited(&after, before), [format!("~ {spelling} → method demo::f x")], "back from {line}");
    }
}

#[test]
fn an_assignment_turned_into_clone_from_is_respelled() {
    assert_eq!(
        edited(
            "fn f(a: &mut A, b: &B) {\n    a.name = b.first.name.clone();\n}\n",
            "fn f(a: &mut A, b: &B) {\n    a.name.clone_from(&b.first.name);\n}\n"
        ),
        ["~ method → clone-from demo::f b.first.name"]
    );
}

#[test]
fn a_clone_turned_into_to_owned_or_to_string_of_an_unknown_type_is_respelled_and_no_longer_counted() {
    for call in ["to_owned", "to_string"] {
        let code = |call: &str| format!("fn f(s: &S) {{\n    let x = s.thing();\n    keep(x.{call}());\n}}\n");
        let demo = Demo::saved(&[("src/lib.rs", &code("clone"))]);
        demo.write("src/lib.rs", &code(call));
        let diff = demo.json(0, &["diff"]);
        assert_eq!(changes(&diff), ["~ method → implicit demo::f x, not counted"], "{call}");
        assert_eq!((&diff["before"]["explicit"], &diff["after"]["explicit"]), (&1.into(), &0.into()), "{call}");
    }
}

#[test]
fn a_clone_of_a_string_turned_into_to_string_is_respelled_as_an_implicit_clone() {
    for call in ["to_owned", "to_string"] {
        let code = |call: &str| format!("fn f(x: &String) {{\n    keep(x.{call}());\n}}\n");
        assert_eq!(edited(&code("clone"), &code(call)), ["~ method → implicit demo::f x"], "{call}");
        assert_eq!(edited(&code(call), &code("clone")), ["~ implicit → method demo::f x"], "{call}");
    }
}
