//! Clones for the size of the code, worked out by hand, and the comparison with published packages.

use std::path::Path;

use serde_json::{Value, json};

use crate::support;

const KEEP: &str = "pub fn keep<T>(_: T) {}\n";

/// So many lines that clone nothing.
fn filler(lines: usize) -> String {
    "// Nothing.\n".repeat(lines)
}

/// 5 explicit clones in production code, 2 of them deep; and one in a test.
const CODE: &str = "\
pub fn f(list: &Vec<Vec<u8>>, text: &String, arc: &std::sync::Arc<u8>, all: &[String]) {
    keep(list.clone());
    keep(Vec::clone(list));
    keep(text.clone());
    keep(text.clone());
    keep(std::sync::Arc::clone(arc));
    keep(all.first().cloned());
}

#[cfg(test)]
mod inline {
    #[test]
    fn f() {
        let list = vec![1];
        super::keep(list.clone());
    }
}
";

/// A package whose production code has so many lines, with tests, an example and a bench beside it, which have as many each.
fn package(lines: usize) -> tempfile::TempDir {
    let code = format!("{KEEP}{CODE}#[cfg(test)]\nmod apart;\n");
    let lib = format!("{code}{}", filler(lines - code.lines().count()));
    let clones = |name: &str| format!("fn {name}() {{ let x = vec![1]; drop(x.clone()); drop(x.clone()); }}\n");
    let other = clones("main") + &filler(lines - 1);
    support::tree(&[
        ("Cargo.toml", support::MANIFEST),
        ("src/lib.rs", &lib),
        ("src/apart.rs", &other),
        ("tests/outside.rs", &other),
        ("examples/shown.rs", &other),
        ("benches/timed.rs", &other),
        ("build.rs", &other),
    ])
}

fn report(folder: &Path, args: &[&str]) -> Value {
    support::json(folder, &[&["report"], args].concat())
}

#[test]
fn density_is_of_production_code_alone() {
    let folder = package(250);
    let report = report(folder.path(), &[]);
    assert_eq!((&report["workspace"]["lines"], &report["workspace"]["lines_production"]), (&json!(1500), &json!(250)));
    assert_eq!(report["totals"]["by_scope"]["production"], 5);
    // 5 and 2 in a quarter of a thousand lines.
    assert_eq!(report["density"], json!({"clones": 20.0, "deep": 8.0}));
    crate::docs::is_in_the_contract(&report);
}

#[test]
fn the_place_among_published_packages_is_counted_over_the_reference_set() {
    let table = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/knowledge/reference.csv"));
    let rows: Vec<Vec<u32>> = table
        .unwrap()
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split(',').skip(2).map(|figure| figure.parse().unwrap()).collect())
        .collect();
    let folder = package(250);
    let reference = &report(folder.path(), &[])["reference"];
    assert_eq!(reference["packages"], rows.len());
    for (name, column, own) in [("clones", 1, 5.0 / 250.0), ("deep", 2, 2.0 / 250.0)] {
        let rates = || rows.iter().map(|row| f64::from(row[column]) / f64::from(row[0]));
        let standing = &reference[name];
        for (field, count) in [
            ("percentile", rates().filter(|rate| *rate < own).count()),
            ("above", rates().filter(|rate| *rate > own).count()),
        ] {
            assert_eq!(standing[field], json!(f64::from(u32::try_from(count * 1000 / rows.len()).unwrap()) / 10.0));
        }
        let list = |field: &str| -> Vec<f64> {
            standing[field].as_array().unwrap().iter().map(|value| value.as_f64().unwrap()).collect()
        };
        let (quartiles, deciles) = (list("quartiles"), list("deciles"));
        assert_eq!((quartiles.len(), deciles.len()), (3, 9));
        assert!(quartiles.is_sorted() && deciles.is_sorted(), "{standing}");
        assert_eq!(standing["quartiles"][1], standing["deciles"][4]);
    }
}

#[test]
fn small_code_compares_with_nothing() {
    assert!(report(package(200).path(), &[])["reference"].is_object());
    let small = package(199);
    assert_eq!(report(small.path(), &[])["reference"], Value::Null);
    assert_eq!(report(small.path(), &[])["density"], json!({"clones": 25.126, "deep": 10.05}));
    let (_, out, _) = support::run(small.path(), &[]);
    assert!(out.contains("  density   25.1 clones per 1,000 lines of production code, 10.1 deep ones\n"), "{out}");
    let tests = support::tree(&[("Cargo.toml", support::MANIFEST), ("tests/only.rs", KEEP)]);
    assert_eq!(report(tests.path(), &[])["density"], Value::Null);
    assert!(!support::run(tests.path(), &[]).1.contains("density"));
}

#[test]
fn what_filters_narrow_within_files_has_no_density() {
    let folder = package(250);
    for filter in [["--class", "string"], ["--scope", "production"], ["--spelling", "path"]] {
        let report = report(folder.path(), &filter);
        assert_eq!((&report["density"], &report["reference"]), (&Value::Null, &Value::Null), "{filter:?}");
        assert_eq!(report["workspace"]["lines_production"], 250);
    }
    // Paths choose whole files, packages all of theirs.
    assert_eq!(report(folder.path(), &["tests/"])["density"], Value::Null);
    assert_eq!(report(folder.path(), &["src/"])["density"]["clones"], 20.0);
    assert!(report(folder.path(), &["-p", "demo"])["reference"].is_object());
}

#[test]
fn the_comparison_can_be_left_out() {
    let folder = package(250);
    let words = |args: &[&str]| {
        let (code, out, err) = support::run(folder.path(), args);
        assert_eq!(code, 0, "{err}");
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for start in [&[][..], &["report"], &["report", "--format", "markdown"]] {
        let shown = words(start);
        assert!(shown.contains("20.0 clones per 1,000 lines of production code: more than 9"), "{shown}");
        assert!(shown.contains("published packages (median"), "{shown}");
        let plain = words(&[start, &["--no-reference"]].concat());
        assert!(plain.contains("20.0 clones per 1,000 lines of production code, 8.0 deep ones"), "{plain}");
        assert!(!plain.contains("published"), "{plain}");
    }
    let plain = report(folder.path(), &["--no-reference"]);
    assert_eq!((&plain["reference"], &plain["density"]["deep"]), (&Value::Null, &json!(8.0)));
}

#[test]
fn code_without_clones_is_like_the_packages_that_have_none() {
    let folder = support::tree(&[("Cargo.toml", support::MANIFEST), ("src/lib.rs", &filler(1000))]);
    let report = report(folder.path(), &[]);
    assert_eq!(report["density"], json!({"clones": 0.0, "deep": 0.0}));
    assert_eq!(report["reference"]["clones"]["percentile"], 0.0);
    let (_, out, _) = support::run(folder.path(), &[]);
    assert!(out.contains("  density   0 clones per 1,000 lines of production code: like "), "{out}");
}
