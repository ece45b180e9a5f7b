//! What is cloned and what it costs: filters, groups, order and shares, on a workspace whose types are plain.

use tempfile::TempDir;

use crate::support::{self, MANIFEST};

/// By hand: 3 `Arc` (alias), 1 `Vec<String>` (deep), 1 `String` (heap), 1 unknown, and a bulk clone of nobody knows what.
fn tree() -> TempDir {
    support::tree(&[
        ("Cargo.toml", MANIFEST),
        ("src/lib.rs", "mod counts;\nmod list;\nmod mixed;\n"),
        (
            "src/counts.rs",
            "use std::sync::Arc;\nfn f(a: &Arc<u8>) {\n    a.clone();\n    a.clone();\n    Arc::clone(a);\n}\n",
        ),
        ("src/list.rs", "fn f(v: &Vec<String>) {\n    v.clone();\n    g().cloned();\n}\n"),
        ("src/mixed.rs", "fn f(s: &String) {\n    s.clone();\n    g().clone();\n}\n"),
    ])
}

fn names(rows: &serde_json::Value) -> Vec<&str> {
    rows.as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect()
}

/// Text with one blank between its words.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn sites_are_filtered_by_class_and_by_cost_everywhere() {
    let tree = tree();
    for (filter, explicit) in [
        (&["--class", "arc"][..], 3),
        (&["--class", "arc,string"], 4),
        (&["--class", "unknown"], 1),
        (&["--cost", "alias"], 3),
        (&["--cost", "deep", "--cost", "heap"], 2),
        (&["--cost", "deep,heap", "--class", "string"], 1),
        (&["--cost", "free"], 0),
    ] {
        let report = support::json(tree.path(), &[&["report"], filter].concat());
        assert_eq!(report["totals"]["explicit"], explicit, "{filter:?}");
        let list = support::json(tree.path(), &[&["list", "--spelling", "method,path"], filter].concat());
        assert_eq!(list["sites"].as_array().unwrap().len(), explicit, "{filter:?}");
    }
    let (code, _, err) = support::run(tree.path(), &["list", "--cost", "dear"]);
    assert_eq!((code, err.contains("deep")), (2, true), "{err}");
}

#[test]
fn a_comparison_is_filtered_by_cost() {
    let tree = tree();
    assert_eq!(support::run(tree.path(), &["baseline", "save"]).0, 0);
    let path = tree.path().join("src/list.rs");
    let text = std::fs::read_to_string(&path).unwrap() + "fn h(s: &String) {\n    s.clone();\n}\n";
    std::fs::write(path, text).unwrap();
    for (cost, before, after) in [("heap", 1, 2), ("deep", 1, 1)] {
        let diff = support::json(tree.path(), &["diff", "--cost", cost]);
        assert_eq!((&diff["before"]["explicit"], &diff["after"]["explicit"]), (&before.into(), &after.into()));
        let (code, ..) = support::run(tree.path(), &["check", "--cost", cost]);
        assert_eq!(code, i32::from(after > before), "{cost}");
    }
}

#[test]
fn sites_are_grouped_by_type_class_and_cost() {
    let tree = tree();
    let grouped = |by: &str, expected: &[(&str, u64, f64)]| {
        let report = support::json(tree.path(), &["report", "--by", by, "--sort", "count"]);
        let rows = &report["grouped"][1];
        let found: Vec<(&str, u64, f64)> = names(rows)
            .into_iter()
            .zip(rows.as_array().unwrap())
            .map(|(name, row)| (name, row["explicit"].as_u64().unwrap(), row["share"].as_f64().unwrap()))
            .collect();
        assert_eq!(found, expected, "{by}");
    };
    grouped("type", &[("Arc<u8>", 3, 50.0), ("unknown", 1, 16.7), ("String", 1, 16.7), ("Vec<String>", 1, 16.7)]);
    grouped("class", &[("arc", 3, 50.0), ("unknown", 1, 16.7), ("collection", 1, 16.7), ("string", 1, 16.7)]);
    grouped("cost", &[("alias", 3, 50.0), ("unknown", 1, 16.7), ("deep", 1, 16.7), ("heap", 1, 16.7)]);
    let (_, table, _) = support::run(tree.path(), &["report", "--by", "class"]);
    assert!(words(&table).contains("arc 3 50.0 % 0 0 alias 3"), "{table}");
    let (_, markdown, _) = support::run(tree.path(), &["report", "--by", "cost", "--format", "markdown"]);
    assert!(markdown.contains("| `alias` | 3 | 50.0 % | alias 3 |"), "{markdown}");
}

#[test]
fn files_and_groups_are_sorted_by_count_cost_or_impact() {
    let tree = tree();
    let files = |args: &[&str]| {
        let report = support::json(tree.path(), &[&["report"], args].concat());
        let rows = report["by_file"].as_array().unwrap().clone();
        rows.iter().map(|row| (row["path"].as_str().unwrap().to_owned(), row["weight"].as_u64().unwrap())).collect()
    };
    let by_count: Vec<(String, u64)> = files(&["--sort", "count"]);
    let expected = |rows: [(&str, u64); 3]| rows.map(|(path, weight)| (path.to_owned(), weight)).to_vec();
    assert_eq!(by_count, expected([("src/counts.rs", 3), ("src/mixed.rs", 6), ("src/list.rs", 8)]));
    // Nothing stands in a loop or outside of production code: impact is four times the cost.
    assert_eq!(files(&["--sort", "impact"]), files(&["--sort", "cost"]));
    assert_eq!(files(&[]), files(&["--sort", "impact"]));
    assert_eq!(files(&["--sort", "cost"]), expected([("src/list.rs", 8), ("src/mixed.rs", 6), ("src/counts.rs", 3)]));
    let report = support::json(tree.path(), &["report", "--by", "class", "--sort", "cost"]);
    assert_eq!(names(&report["grouped"][1]), ["collection", "string", "arc", "unknown"]);
}

#[test]
fn every_format_tells_types_and_costs_and_how_much_is_unknown() {
    let tree = tree();
    let report = support::json(tree.path(), &["report"]);
    let mixed = report["by_file"].as_array().unwrap().iter().find(|row| row["path"] == "src/mixed.rs").unwrap();
    assert_eq!(mixed["by_cost"], serde_json::json!({"heap": 1, "unknown": 1}));
    assert_eq!(mixed["by_class"], serde_json::json!({"string": 1, "unknown": 1}));

    let share = "16.7 % of the explicit clones are of unknown type";
    let (_, table, _) = support::run(tree.path(), &["report"]);
    for part in ["3 arc · 1 string · 1 collection · 1 unknown", "3 alias · 1 heap · 1 deep · 1 unknown", share] {
        assert!(table.contains(part), "{part}: {table}");
    }
    assert!(words(&table).contains("src/mixed.rs 0 0 2 2 heap 1 · unknown 1"), "{table}");
    let (_, markdown, _) = support::run(tree.path(), &["report", "--format", "markdown"]);
    for part in [share, "| arc | 3 | 50.0 % |", "| deep | 1 | 16.7 % |", "| `src/mixed.rs` | 2 | heap 1 · unknown 1 |"]
    {
        assert!(markdown.contains(part), "{part}: {markdown}");
    }
    let (_, csv, _) = support::run(tree.path(), &["report", "--format", "csv"]);
    assert!(csv.starts_with(
        "path,explicit,bulk,implicit,outside_production,before,share,free,alias,heap,deep,varies,unknown\n"
    ));
    assert!(csv.contains("src/mixed.rs,2,0,0,0,,33.3,0,0,1,0,0,1\n"), "{csv}");

    let (_, list, _) = support::run(tree.path(), &["list"]);
    for line in [
        "src/list.rs:2:5: v.clone();  [method, Vec<String>: collection, deep, Collections]",
        "src/mixed.rs:3:5: g().clone();  [method, unknown, unknown, Other]",
    ] {
        assert!(list.lines().any(|own| own == line), "{line}: {list}");
    }
    let (_, csv, _) = support::run(tree.path(), &["list", "--format", "csv"]);
    assert!(csv.contains(",collection,deep,Vec<String>,"), "{csv}");
}

#[test]
fn a_clone_by_hand_that_calls_something_else_has_no_known_cost() {
    let code = "\
struct Counted(*const u8);
fn bump<T>(counted: T) -> T { counted }
impl Clone for Counted { fn clone(&self) -> Self { Self(bump(self.0)) } }
struct Tagged { packed: usize }
impl Clone for Tagged { fn clone(&self) -> Self { Self { packed: bump(self.packed) } } }
#[derive(Clone)] struct Holder { tagged: Tagged }
#[derive(Clone)] struct Plain { number: usize }
struct Own { text: String }
impl Clone for Own { fn clone(&self) -> Self { Self { text: String::new() } } }
fn f(a: &Counted, b: &Tagged, c: &Holder, d: &Plain, e: &Own) { a.clone(); b.clone(); c.clone(); d.clone(); e.clone(); }
";
    let folder = support::tree(&[("Cargo.toml", MANIFEST), ("src/lib.rs", code)]);
    let list = support::json(folder.path(), &["list"]);
    let costs: Vec<&str> =
        list["sites"].as_array().unwrap().iter().map(|site| site["cost"].as_str().unwrap()).collect();
    assert_eq!(costs, ["unknown", "unknown", "unknown", "free", "free"]);
}

/// What holds itself, directly or around, is deep: it allocates as often as it does. Within a wrapper of itself, a
/// wrapper's cost is that of what it holds.
#[test]
fn types_that_hold_themselves_are_deep() {
    let code = "\
#[derive(Clone)] struct Wrap<T>(T);
#[derive(Clone)] struct Tree { branch: Option<Box<Branch>> }
#[derive(Clone)] struct Branch { tree: Tree }
#[derive(Clone)] struct Garden { tree: Option<Box<Tree>>, size: u8 }
#[derive(Clone)] struct Plain { number: Option<Box<u8>> }
#[derive(Clone)] struct Endless<T>(Option<Box<Endless<(T, T)>>>, T);
fn f(a: &Wrap<Wrap<u8>>, b: &Wrap<Wrap<String>>, c: &Tree, d: &Branch, e: &Garden, f: &Plain, g: &Endless<u8>) {
    a.clone(); b.clone(); c.clone(); d.clone(); e.clone(); f.clone(); g.clone();
}
";
    let folder = support::tree(&[("Cargo.toml", MANIFEST), ("src/lib.rs", code)]);
    let list = support::json(folder.path(), &["list"]);
    let costs: Vec<&str> =
        list["sites"].as_array().unwrap().iter().map(|site| site["cost"].as_str().unwrap()).collect();
    assert_eq!(costs, ["free", "heap", "deep", "deep", "deep", "heap", "unknown"]);
}

/// Twelve types, each of which holds all the others: each is looked through once, not once a way that leads to it.
#[test]
fn a_web_of_types_is_walked_once() {
    let variants: String = (0..12).map(|to| format!("V{to}(Box<T{to}>), ")).collect();
    let types: String = (0..12).map(|at| format!("#[derive(Clone)] enum T{at} {{ {variants}End }}\n")).collect();
    let code = format!("{types}fn f(a: &T0) {{ a.clone(); }}\n");
    let folder = support::tree(&[("Cargo.toml", MANIFEST), ("src/lib.rs", &code)]);
    assert_eq!(support::json(folder.path(), &["list"])["sites"][0]["cost"], "deep");
    let rows = support::json(folder.path(), &["types"]);
    assert_eq!(rows["types"].as_array().unwrap().len(), 12);
}

/// A count that is kept elsewhere is nothing that source shows.
#[test]
fn the_configuration_tells_what_source_does_not() {
    let code = "pub mod a { pub struct Key(u32); impl Clone for Key { fn clone(&self) -> Self { counted(self) } } }\n\
        pub mod b { pub struct Key(u32); impl Clone for Key { fn clone(&self) -> Self { counted(self) } } }\n\
        #[derive(Clone)] pub struct Holder(a::Key, u8);\n\
        pub fn f(a: &a::Key, b: &b::Key, both: &Holder) { drop((a.clone(), b.clone(), both.clone())); }\n";
    let tree = support::tree(&[("Cargo.toml", MANIFEST), ("src/lib.rs", code)]);
    let with = |config: &str| {
        std::fs::write(tree.path().join("clone-audit.toml"), config).unwrap();
        support::json(tree.path(), &["list"])["sites"]
            .as_array()
            .unwrap()
            .iter()
            .map(|site| site["cost"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(with(""), ["unknown", "unknown", "unknown"]);
    let entry =
        |path: &str, cost: &str| format!("[types.\"{path}\"]\ncost = \"{cost}\"\nreason = \"a table counts\"\n");
    assert_eq!(with(&entry("demo::a::Key", "alias")), ["alias", "unknown", "alias"]);
    assert_eq!(with(&entry("demo::Key", "heap")), ["heap", "heap", "heap"]);
    for (config, told) in [
        (entry("demo::c::Key", "alias"), "`demo` declares no such type"),
        (entry("demo::Lock", "alias"), "`demo` declares no such type"),
        (entry("other::Key", "alias"), "no crate `other` is in the workspace or among its dependencies"),
        (entry("Key", "alias"), "as in `serde_json::Value`"),
        (entry("demo::Key", "varies"), "state free, alias, heap or deep"),
        ("[types.\"demo::Key\"]\ncost = \"alias\"\nreason = \" \"".to_owned(), "gives no reason"),
        ("[types.\"demo::Key\"]\ncost = \"alias\"".to_owned(), "missing field `reason`"),
    ] {
        std::fs::write(tree.path().join("clone-audit.toml"), &config).unwrap();
        let (status, _, error) = support::run(tree.path(), &["list"]);
        let error = error.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(status, 2, "{config}");
        assert!(error.contains(told), "{config}: {error}");
    }
}
