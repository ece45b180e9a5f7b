//! The table of types: its columns, filters and formats, against answers by hand.

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{self, MANIFEST};

const MODEL: &str = "\
use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::Arc;

#[derive(Clone, PartialEq)]
pub struct TaskId(pub String);

#[derive(Clone)]
pub struct Tagged<T>(String, PhantomData<T>);

#[derive(Clone, Copy)]
pub struct Point {
    x: f32,
    y: f32,
}

#[derive(Clone)]
pub struct Span {
    start: Point,
    end: Point,
}

#[derive(Clone)]
pub struct TooLarge([u64; 3]);

#[derive(Clone)]
pub struct Closing(u32);

impl Drop for Closing {
    fn drop(&mut self) {}
}

#[derive(Clone)]
pub enum State {
    Idle,
    Failed(&'static str),
}

pub struct Shared {
    inner: Arc<u8>,
}

impl Clone for Shared {
    fn clone(&self) -> Self {
        Self { inner: Arc::clone(&self.inner) }
    }
}

#[derive(Clone)]
pub struct Exclusive(Rc<u8>);

pub struct Plain(u8);

#[derive(Clone, Copy)]
pub struct Wrapper<T>(T);
";

const MAIN: &str = "\
mod model;
use model::*;
use std::collections::HashMap;

fn main() {}

pub fn ids(id: &TaskId, maybe: &Option<TaskId>, all: &[TaskId]) {
    let a = id.clone();
    let b = maybe.clone();
    let c: Vec<TaskId> = all.iter().cloned().collect();
    let d = Clone::clone(id);
}

pub fn others(span: &Span, n: &u32, pair: &(u8, String), map: &HashMap<u8, u8>) {
    let a = span.clone();
    let b = n.clone();
    let c = pair.clone();
    let d = map.clone();
    let e = nobody_knows().clone();
}

#[cfg(test)]
mod tests {
    #[derive(Clone)]
    struct Fake(Vec<u8>);

    #[test]
    fn test() {
        let fake = Fake(Vec::new());
        drop(fake.clone());
    }
}
";

fn tree() -> TempDir {
    support::tree(&[("Cargo.toml", MANIFEST), ("src/main.rs", MAIN), ("src/model.rs", MODEL)])
}

fn names(table: &Value) -> Vec<&str> {
    table["types"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect()
}

fn row<'t>(table: &'t Value, name: &str) -> &'t Value {
    table["types"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["name"] == name)
        .unwrap_or_else(|| panic!("{name}: {table}"))
}

#[test]
fn every_column_is_right() {
    let tree = tree();
    let table = support::json(tree.path(), &["types"]);
    let columns = |name: &str| {
        let row = row(&table, name);
        let names = [
            "clone",
            "copy",
            "copy_candidate",
            "size",
            "size_exact",
            "heap",
            "newtype_over_string",
            "sites",
            "explicit",
            "class",
            "cost",
        ];
        Value::Array(names.iter().map(|name| row[name].clone()).collect())
    };
    for (name, expected) in [
        ("TaskId", json!(["derived", false, false, 24, true, true, true, 3, 2, "struct", "heap"])),
        ("Tagged<T>", json!(["derived", false, false, 24, true, true, true, 0, 0, "struct", "heap"])),
        ("Point", json!(["derived", true, false, 8, true, false, false, 0, 0, "copy", "free"])),
        ("Span", json!(["derived", false, true, 16, true, false, false, 1, 1, "struct", "free"])),
        ("TooLarge", json!(["derived", false, false, 24, true, false, false, 0, 0, "struct", "free"])),
        ("Closing", json!(["derived", false, false, 4, true, false, false, 0, 0, "struct", "free"])),
        ("State", json!(["derived", false, true, 16, true, false, false, 0, 0, "struct", "free"])),
        ("Shared", json!(["written", false, false, 8, true, true, false, 0, 0, "struct", "alias"])),
        ("Exclusive", json!(["derived", false, false, 8, true, true, false, 0, 0, "struct", "alias"])),
        ("Wrapper<T>", json!(["derived", true, false, 0, false, null, false, 0, 0, "struct", "varies"])),
        ("Fake", json!(["derived", false, false, 24, true, true, false, 1, 1, "struct", "deep"])),
        ("HashMap<K, V>", json!(["std", false, false, 48, true, true, false, 1, 1, "collection", "deep"])),
    ] {
        assert_eq!(columns(name), expected, "{name}");
    }
    let place = |name: &str| {
        let row = row(&table, name);
        ["package", "origin", "item", "path", "line", "kind"].map(|name| row[name].clone())
    };
    assert_eq!(
        place("State"),
        [
            json!("demo"),
            json!("workspace"),
            json!("demo::model::State"),
            json!("src/model.rs"),
            json!(34),
            json!("enum")
        ]
    );
    assert_eq!(
        place("HashMap<K, V>"),
        [
            json!("std"),
            json!("std"),
            json!("std::collections::hash_map::HashMap"),
            json!(null),
            json!(null),
            json!("struct")
        ]
    );
    assert!(!names(&table).contains(&"Plain"), "neither Clone nor cloned");
    assert_eq!(names(&table)[0], "TaskId", "most sites first");
    assert_eq!(
        table["totals"],
        json!({
            "types": 14, "declared": 11, "derived": 10, "written": 1, "copy": 2, "copy_candidates": 2,
            "newtypes_over_string": 2, "heap": 5, "exact_sizes": 11,
            "sites": 8, "sites_of_no_declaration": 2, "sites_unknown": 1
        })
    );
}

#[test]
fn filters_choose_sites_and_types() {
    let tree = tree();
    let found = |args: &[&str]| {
        let table = support::json(tree.path(), &[&["types", "--sort", "name"], args].concat());
        names(&table).into_iter().map(str::to_owned).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(found(&["--only", "copy-candidate"]), "Span State");
    assert_eq!(found(&["--only", "newtype-string"]), "Tagged<T> TaskId");
    assert_eq!(found(&["--only", "heap,copy-candidate", "--cost", "alias,free"]), "Arc<T> Exclusive Shared Span State");
    assert_eq!(found(&["--scope", "test"]), "Fake");
    assert_eq!(found(&["--class", "copy"]), "Point");
    assert_eq!(found(&["--cost", "deep"]), "Fake HashMap<K, V>");
    assert_eq!(found(&["--spelling", "bulk"]), "TaskId");
    assert_eq!(found(&["src/main.rs"]), "Fake HashMap<K, V> Option<T> Span TaskId");
    assert_eq!(
        found(&["src/model.rs"]),
        "Arc<T> Closing Exclusive Point Shared Span State Tagged<T> TaskId TooLarge Wrapper<T>"
    );
    let first = |sort: &str| names(&support::json(tree.path(), &["types", "--sort", sort]))[0].to_owned();
    assert_eq!(
        (first("size"), first("cost"), first("name")),
        ("HashMap<K, V>".into(), "TaskId".into(), "Arc<T>".into())
    );
}

#[test]
fn types_of_one_name_are_told_apart() {
    let tree = support::tree(&[
        ("Cargo.toml", MANIFEST),
        (
            "src/lib.rs",
            "pub mod a {\n    #[derive(Clone)]\n    pub struct Id(u8);\n}\npub mod b {\n    #[derive(Clone)]\n    pub struct Id(String);\n}\npub fn f(x: &a::Id, y: &b::Id) {\n    x.clone();\n    y.clone();\n    y.clone();\n}\n",
        ),
    ]);
    let table = support::json(tree.path(), &["types"]);
    let rows: Vec<Value> = table["types"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| json!([row["item"], row["size"], row["sites"], row["line"]]))
        .collect();
    assert_eq!(rows, [json!(["demo::b::Id", 24, 2, 7]), json!(["demo::a::Id", 1, 1, 3])]);
}

#[test]
fn every_format_shows_the_table() {
    let tree = tree();
    let run = |args: &[&str]| {
        let (code, out, err) = support::run(tree.path(), &[&["types"], args].concat());
        assert_eq!(code, 0, "{err}");
        out
    };
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let table = run(&[]);
    for part in [
        "14, of which 11 are declared here: 10 derive Clone, 1 implements it by hand, 2 are Copy, 2 could be, 5 own heap memory, 2 are newtypes over String",
        "demo TaskId = String 3 derived 24 yes heap Fake 1 derived 24 yes deep Span 1 derived could 16 free",
        "Wrapper<T> 0 derived depends ≥ 0 ? varies",
        "std Arc<T> 1 std ≥ 8 yes alias HashMap<K, V> 1 std 48 yes deep",
    ] {
        assert!(words(&table).contains(part), "{part}: {table}");
    }
    assert!(words(&run(&["--top", "2"])).ends_with("… and 12 more (--top 14)"));
    let markdown = run(&["--format", "markdown"]);
    for line in [
        "| `TaskId` (a `String`) | struct `src/model.rs:6` | 3 | derived |  | 24 | yes | struct | heap |",
        "| `HashMap<K, V>` | std::collections::hash_map::HashMap | 1 | std |  | 48 | yes | collection | deep |",
    ] {
        assert!(markdown.lines().any(|own| own == line), "{line}: {markdown}");
    }
    let csv = run(&["--format", "csv"]);
    assert!(csv.starts_with("package,origin,name,item,path,line,kind,clone,copy,copy_candidate,size,size_exact,heap,"));
    let line = "demo,workspace,Span,demo::model::Span,src/model.rs,18,struct,derived,false,true,16,true,false,false,1,1,struct,free,,,,";
    assert!(csv.lines().any(|own| own == line), "{csv}");
}

#[test]
fn the_table_fits_the_terminal() {
    let root = support::fixture("workspaces/scheduler-before");
    for width in [80, 160] {
        let (_, text, _) = support::run_on(width, &root, &["types", "--top", "1000"]);
        for line in text.lines() {
            assert!(line.chars().count() <= usize::from(width), "{width}: {line}");
        }
        assert_eq!(text.contains("Declared"), width == 160);
    }
}
