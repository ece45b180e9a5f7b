//! The figures of reports, comparisons and verdicts, worked out by hand: from the code of `fixtures/workspaces/report`,
//! whose reviewed texts are in `formats.rs`, and from code made for what that fixture does not have.

use std::path::Path;

use serde_json::{Value, json};

use crate::formats::{copy, document, run_on};
use crate::support;

/// The fields of every row of a list.
fn columns(list: &Value, fields: &[&str]) -> Vec<Value> {
    let row = |row: &Value| fields.iter().map(|field| row[*field].clone()).collect::<Value>();
    list.as_array().unwrap().iter().map(row).collect()
}

#[test]
fn a_report_counts_what_stands_in_the_fixture() {
    let report = document("report");
    assert_eq!(
        report["totals"],
        json!({
            "explicit": 27, "bulk": 1, "implicit": 1,
            // 23 method calls, two of them on one line, and the comment at the top of `shop`.
            "grep_lines": 23,
            "by_spelling": {"method": 23, "path": 2, "fn-value": 1, "clone-from": 1, "bulk": 1, "implicit": 1},
            "by_scope": {"production": 22, "build": 1, "example": 1, "bench": 1, "test": 2},
            "by_class": {
                "arc": 3, "handle": 1, "string": 8, "collection": 4, "copy": 1, "struct": 6, "external": 0,
                "generic": 2, "function": 0, "unknown": 2
            },
            "by_cost": {"free": 4, "alias": 4, "heap": 9, "deep": 6, "varies": 2, "unknown": 2}
        })
    );
    assert_eq!(
        report["workspace"],
        json!({"packages": 2, "files": 10, "files_with_clones": 10, "lines": 31 + 139,
            // Without the build script, the example, the bench and the test.
            "lines_production": 31 + 120, "files_unreached": 1,
            "dependencies": 0, "dependencies_missing": 0, "generated": 0, "generated_missing": 0})
    );
    // 22 and 5 in 151 lines, which are too few to compare.
    assert_eq!((&report["density"], &report["reference"]), (&json!({"clones": 145.695, "deep": 33.113}), &Value::Null));
    assert_eq!(report["before"]["explicit"], 26);
    assert_eq!(
        columns(&report["by_package"], &["name", "explicit", "bulk", "implicit", "files", "lines"]),
        [json!(["kit", 5, 0, 0, 1, 31]), json!(["shop", 22, 1, 1, 9, 139])]
    );
    assert_eq!(
        report["by_package"][1]["by_scope"],
        json!({"production": 17, "build": 1, "example": 1, "bench": 1, "test": 2})
    );
}

/// Impact is weight (deep 8, heap 4, varies or unknown 2, alias 1, free 0), times 4 in a loop, times 4 in production.
#[test]
fn categories_have_their_shares_changes_and_priorities() {
    let fields = ["name", "explicit", "bulk", "implicit", "share", "impact", "before", "target", "status", "priority"];
    // Of the impact of what is not accepted, 408: `Parts` has 15.7 %, configuration 7.8 %, the handle 1.0 %, collections
    // 23.5 %, the others 3.9 %. The modules `db` and `queue` use neither a driver nor a broker's client.
    assert_eq!(
        columns(&document("report")["by_category"], &fields),
        [
            json!(["Test code", 4, 0, 0, 14.8, 8 + 4, 4, null, "accepted", "done"]),
            json!(["Parts", 5, 0, 0, 18.5, 8 + 8 + 16 + 32, 5, 4, "over-target", "medium"]),
            json!(["Database operations", 0, 0, 0, 0.0, 0, 0, null, "unchanged", "done"]),
            json!(["Message queue", 0, 0, 0, 0.0, 0, 0, null, "unchanged", "done"]),
            json!(["Configuration", 1, 0, 0, 3.7, 32, 1, null, "unchanged", "low"]),
            json!(["Arc cloning", 3, 0, 0, 11.1, 4 + 4 + 4, 2, null, "accepted", "done"]),
            json!(["Cheap handles", 1, 0, 0, 3.7, 4, 1, null, "unchanged", "low"]),
            json!(["String operations", 7, 1, 1, 25.9, 4 + 2 * 64 + 4 * 16, 6, null, "grew", "critical"]),
            json!(["Collections", 3, 0, 0, 11.1, 32 + 32 + 32, 3, 0, "over-target", "medium"]),
            json!(["Copy types", 1, 0, 0, 3.7, 0, 2, 1, "at-target", "done"]),
            json!(["Workspace structs", 0, 0, 0, 0.0, 0, 0, null, "unchanged", "done"]),
            json!(["Dependency types", 0, 0, 0, 0.0, 0, 0, null, "unchanged", "done"]),
            json!(["Generic values", 0, 0, 0, 0.0, 0, 0, null, "unchanged", "done"]),
            json!(["Other", 2, 0, 0, 7.4, 8 + 8, 2, null, "unchanged", "low"]),
        ]
    );
}

#[test]
fn without_a_baseline_the_heaviest_categories_come_first() {
    let folder = copy();
    std::fs::remove_file(folder.path().join("clone-baseline.json")).unwrap();
    let report = support::json(folder.path(), &["report", "--orphans"]);
    assert_eq!(
        columns(&report["by_category"], &["name", "before", "status", "priority"]),
        [
            json!(["Test code", null, "accepted", "done"]),
            json!(["Parts", null, "over-target", "medium"]),
            json!(["Database operations", null, "open", "done"]),
            json!(["Message queue", null, "open", "done"]),
            json!(["Configuration", null, "open", "low"]),
            json!(["Arc cloning", null, "accepted", "done"]),
            json!(["Cheap handles", null, "open", "low"]),
            // 196 of 408 points: 48 %.
            json!(["String operations", null, "open", "high"]),
            json!(["Collections", null, "over-target", "medium"]),
            json!(["Copy types", null, "at-target", "done"]),
            json!(["Workspace structs", null, "open", "done"]),
            json!(["Dependency types", null, "open", "done"]),
            json!(["Generic values", null, "open", "done"]),
            json!(["Other", null, "open", "low"]),
        ]
    );
    assert_eq!(report["before"], Value::Null);
}

#[test]
fn files_come_in_the_order_of_their_findings() {
    let report = document("report");
    let fields = [
        "path",
        "explicit",
        "bulk",
        "implicit",
        "outside_production",
        "share",
        "weight",
        "impact",
        "before",
        "reached",
    ];
    assert_eq!(
        columns(&report["by_file"], &fields),
        [
            // alias 2, heap 6, deep 2, free 1; the heap in a loop counts fourfold, the one in a test a quarter.
            json!(["shop/src/lib.rs", 11, 1, 1, 1, 40.7, 2 + 24 + 16, 8 + 4 * 16 + 64 + 64 + 4, 9, true]),
            // It has a note.
            json!(["shop/src/db.rs", 2, 0, 0, 0, 7.4, 8 + 1, 36, 2, true]),
            json!(["shop/src/queue.rs", 3, 0, 0, 0, 11.1, 1 + 4 + 2, 4 + 64 + 8, 4, true]),
            json!(["kit/src/lib.rs", 5, 0, 0, 0, 18.5, 2 + 2 + 4 + 8, 64, 5, true]),
            json!(["shop/src/config.rs", 1, 0, 0, 0, 3.7, 8, 32, 1, true]),
            json!(["shop/examples/order.rs", 1, 0, 0, 1, 3.7, 8, 8, 1, true]),
            json!(["shop/src/draft.rs", 1, 0, 0, 0, 3.7, 2, 8, 1, false]),
            json!(["shop/build.rs", 1, 0, 0, 1, 3.7, 4, 4, 1, true]),
            json!(["shop/benches/orders.rs", 1, 0, 0, 1, 3.7, 0, 0, 1, true]),
            json!(["shop/tests/orders.rs", 1, 0, 0, 1, 3.7, 0, 0, 1, true]),
        ]
    );
    let with_advice = |rows: &Value, name: &str| -> Vec<String> {
        let row = |row: &Value| {
            format!("{} {}/{}/{}", row[name].as_str().unwrap(), row["warn"], row["note"], row["unreviewed"])
        };
        rows.as_array().unwrap().iter().map(row).filter(|row| !row.ends_with(" 0/0/0")).collect()
    };
    assert_eq!(
        with_advice(&report["by_file"], "path"),
        [
            "shop/src/lib.rs 1/2/2", // notes in lines 31 and 37; nothing is said of lines 45 and 49
            "shop/src/db.rs 0/1/0",
            "shop/src/queue.rs 0/0/3",
            "kit/src/lib.rs 0/0/5",
            "shop/src/config.rs 0/0/1",
            "shop/src/draft.rs 0/0/1",
        ]
    );
    assert_eq!(with_advice(&report["by_package"], "name"), ["kit 0/0/5", "shop 1/3/7"]);
    let first = &report["by_file"][0];
    assert_eq!(first["by_cost"], json!({"free": 1, "alias": 2, "heap": 6, "deep": 2}));
    assert_eq!(first["by_class"], json!({"arc": 2, "string": 6, "collection": 2, "copy": 1}));
    assert_eq!(
        first["by_category"],
        json!({"Arc cloning": 2, "String operations": 5, "Collections": 2, "Copy types": 1, "Test code": 1})
    );
    let order = |sort: &str| {
        let report: Value =
            serde_json::from_str(&run_on(100, 0, &["report", "--format", "json", "--sort", sort])).unwrap();
        let path = |row: &Value| row["path"].as_str().unwrap().trim_start_matches("shop/").to_owned();
        report["by_file"].as_array().unwrap().iter().map(path).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        order("count"),
        "src/lib.rs kit/src/lib.rs src/queue.rs src/db.rs benches/orders.rs build.rs examples/order.rs src/config.rs \
         src/draft.rs tests/orders.rs"
    );
    // Weights: 42, 16, 9, 8, 8, 7, 4, 2, 0, 0.
    assert_eq!(
        order("cost"),
        "src/lib.rs kit/src/lib.rs src/db.rs examples/order.rs src/config.rs src/queue.rs build.rs src/draft.rs \
         benches/orders.rs tests/orders.rs"
    );
}

#[test]
fn targets_are_reached_at_their_figure() {
    assert_eq!(
        columns(&document("report")["targets"], &["name", "before", "target", "actual", "reached"]),
        [
            json!(["explicit clones", 26, 26, 27, false]),
            json!(["Parts", 5, 4, 5, false]),
            json!(["Collections", 3, 0, 3, false]),
            json!(["Copy types", 2, 1, 1, true]),
            json!(["shop/src/lib.rs", 9, 11, 11, true]),
        ]
    );
}

#[test]
fn findings_are_counted_and_every_clone_has_a_disposition() {
    let report = document("report");
    assert_eq!(
        columns(&report["by_rule"], &["name", "level", "findings", "production", "impact", "suppressed"]),
        [
            json!(["last-use", "warn", 2, 1, 4 + 16, 0]),
            json!(["clone-to-read", "warn", 1, 0, 8, 0]),
            json!(["clone-on-copy", "warn", 0, 0, 0, 1]),
            json!(["map-insert-clones", "note", 1, 1, 64, 0]),
            json!(["clone-under-lock", "note", 1, 1, 32, 0]),
            json!(["getter-clone", "note", 1, 1, 32, 0]),
            json!(["copy-candidate", "note", 1, 1, 0, 0]),
        ]
    );
    assert_eq!(report["by_purpose"], json!({"spawn": 2, "closure": 0, "owner": 1, "snapshot": 1, "documented": 2}));
    assert_eq!(report["by_disposition"], json!({"flagged": 6, "test": 2, "justified": 6, "unreviewed": 13}));
    let hottest = report["hottest"].as_array().unwrap().iter();
    let hottest: Vec<String> =
        hottest.map(|site| format!("{} {}:{}", site["impact"], site["path"].as_str().unwrap(), site["line"])).collect();
    assert_eq!(
        hottest,
        [
            "64 shop/src/lib.rs:31", // a note; at the next nobody found anything
            "64 shop/src/queue.rs:7",
            "32 shop/src/db.rs:9",
            "32 shop/src/lib.rs:37",
            "32 kit/src/lib.rs:30",
            "32 shop/src/config.rs:8",
            "32 shop/src/lib.rs:49",
            "16 shop/src/lib.rs:24",
            "16 kit/src/lib.rs:30",
            "16 shop/src/lib.rs:41",
            "16 shop/src/lib.rs:45",
            "16 shop/src/lib.rs:45",
            "16 shop/src/lib.rs:50",
            "16 shop/src/lib.rs:60",
            "8 shop/examples/order.rs:3",
            "8 kit/src/lib.rs:20",
            "8 kit/src/lib.rs:20",
            "8 shop/src/draft.rs:3",
            "8 shop/src/queue.rs:13",
            "4 shop/build.rs:3", // a warning; five more of 4 points do not fit into twenty
        ]
    );
}

/// Warnings before notes, a note by its impact times the rule's precision; production code before all other.
#[test]
fn the_best_advice_comes_first() {
    let report = document("report");
    let places = |list: &str| -> Vec<String> {
        let place = |site: &Value| format!("{}:{}", site["path"].as_str().unwrap(), site["line"]);
        report[list].as_array().unwrap().iter().map(place).collect()
    };
    assert_eq!(
        places("start_here"),
        [
            "shop/src/lib.rs:24", // a warning
            "shop/src/db.rs:9",   // a note: getter-clone was right in 2 of 4
            // Neither line 31 nor 37: map-insert-clones was right in 12 of 30, clone-under-lock in 9 of 30.
            "shop/examples/order.rs:3", // warnings outside of production code, of 8 and 4 points
            "shop/build.rs:3",
        ]
    );
    assert_eq!(
        places("unexplained"),
        [
            "shop/src/queue.rs:7",
            "kit/src/lib.rs:30",
            "shop/src/config.rs:8",
            "shop/src/lib.rs:49",
            "shop/src/lib.rs:45",
        ]
    );
}

#[test]
fn one_site_of_a_function_stands_for_its_others() {
    let code = "\
pub fn two(a: String, b: Vec<u8>) -> (String, Vec<u8>) { (a.clone(), b.clone()) }
pub fn one(c: String) -> String { c.clone() }
";
    let report = report_of(code, &[]);
    // The vector weighs more than the text.
    assert_eq!(
        columns(&report["start_here"], &["line", "column", "level", "rules", "more_in_item"]),
        [json!([1, 70, "warn", ["last-use"], 1]), json!([2, 35, "warn", ["last-use"], 0])]
    );
    let folder = support::tree(&[("Cargo.toml", support::MANIFEST), ("src/lib.rs", code)]);
    let (_, table, _) = support::run(folder.path(), &["report"]);
    assert!(
        table.contains("Start here: 3 warnings in production code") && table.contains("(+1 in this function)"),
        "{table}"
    );
}

#[test]
fn what_no_target_compiles_is_no_place_to_start() {
    let code = "pub fn one(c: String) -> String { c.clone() }\npub fn two(c: &Vec<u8>) -> Vec<u8> { c.clone() }\n";
    let folder = support::tree(&[("Cargo.toml", support::MANIFEST), ("src/lib.rs", ""), ("src/orphan.rs", code)]);
    let report = support::json(folder.path(), &["report", "--orphans"]);
    assert_eq!(report["totals"]["explicit"], 2);
    assert_eq!((&report["start_here"], &report["unexplained"]), (&json!([]), &json!([])));
}

#[test]
fn sites_have_their_contexts_purposes_and_loops() {
    let list = document("list");
    let site = |site: &Value| {
        let text = |field: &str| site[field].as_str().unwrap_or("–").to_owned();
        let names = |field: &str| {
            site[field].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect::<Vec<_>>().join(" ")
        };
        format!(
            "{}:{}:{} {} {} {} [{}] {} {}",
            text("path"),
            site["line"],
            site["column"],
            text("spelling"),
            text("class"),
            text("cost"),
            names("contexts"),
            site["loops"],
            text("purpose"),
        )
    };
    let sites: Vec<String> = list["sites"].as_array().unwrap().iter().map(site).collect();
    assert_eq!(
        sites,
        [
            "kit/src/lib.rs:20:6 method generic varies [] 0 –",
            "kit/src/lib.rs:20:21 path generic varies [] 0 –",
            "kit/src/lib.rs:24:23 method struct free [let] 0 –",
            "kit/src/lib.rs:30:19 method struct heap [struct-field] 0 –",
            "kit/src/lib.rs:30:36 method struct deep [] 0 –",
            "shop/benches/orders.rs:3:22 method struct free [macro] 0 –",
            "shop/build.rs:3:44 method string heap [macro] 0 –",
            "shop/examples/order.rs:3:42 method collection deep [macro] 0 –",
            "shop/src/config.rs:8:20 method struct deep [let] 0 –",
            "shop/src/db.rs:9:9 method collection deep [return] 0 –",
            "shop/src/db.rs:13:9 method arc alias [return] 0 owner",
            "shop/src/draft.rs:3:16 method unknown unknown [] 0 –",
            "shop/src/lib.rs:11:17 path arc alias [let] 0 spawn",
            "shop/src/lib.rs:16:32 method arc alias [spawn argument] 0 spawn",
            "shop/src/lib.rs:24:20 method string heap [let] 0 –",
            "shop/src/lib.rs:31:23 method string heap [loop map-insert] 1 –",
            "shop/src/lib.rs:37:5 method collection deep [return] 0 snapshot",
            "shop/src/lib.rs:41:5 method string heap [return] 0 snapshot",
            "shop/src/lib.rs:45:6 bulk string heap [] 0 –",
            "shop/src/lib.rs:45:56 fn-value string heap [argument] 0 –",
            "shop/src/lib.rs:49:5 clone-from collection deep [] 0 –",
            "shop/src/lib.rs:50:5 implicit string heap [return] 0 –",
            "shop/src/lib.rs:55:5 method copy free [return] 0 documented",
            "shop/src/lib.rs:60:10 method string heap [async macro] 0 documented",
            "shop/src/lib.rs:68:36 method string heap [macro argument] 0 –",
            "shop/src/queue.rs:4:17 method handle alias [let] 0 –",
            "shop/src/queue.rs:7:28 method string heap [closure argument] 1 –",
            "shop/src/queue.rs:13:10 method unknown unknown [macro] 0 –",
            "shop/tests/orders.rs:6:29 method struct free [macro] 0 –",
        ]
    );
}

#[test]
fn types_have_their_sizes_and_sites() {
    let table = document("types");
    let fields = ["name", "sites", "explicit", "clone", "copy", "copy_candidate", "size", "size_exact", "heap", "cost"];
    let mut rows = columns(&table["types"], &fields);
    rows.sort_by_key(|row| row[0].as_str().unwrap().to_owned());
    assert_eq!(
        rows,
        [
            json!(["Arc<T>", 3, 3, "std", false, false, 8, false, true, "alias"]), // 16 around what has no size of its own
            json!(["Config", 1, 1, "derived", false, false, 24 + 24, true, true, "deep"]),
            json!(["Label", 1, 1, "derived", false, false, 24, true, true, "heap"]),
            json!(["Part", 1, 1, "derived", false, false, 24 + 8 + 24, true, true, "deep"]),
            json!(["Sender<T>", 1, 1, "std", false, false, 16, true, true, "alias"]),
            json!(["Size", 3, 3, "derived", false, true, 4 + 4, true, false, "free"]),
            json!(["String", 10, 8, "std", false, false, 24, true, true, "heap"]),
            json!(["Vec<T>", 4, 4, "std", false, false, 24, true, true, "deep"]),
        ]
    );
    assert_eq!(
        table["totals"],
        json!({
            "types": 8, "declared": 4, "derived": 4, "written": 0, "copy": 0, "copy_candidates": 1,
            "newtypes_over_string": 1, "heap": 3, "exact_sizes": 7,
            // Of 29 sites, a type parameter twice and a number once, and two of which nothing is known.
            "sites": 24, "sites_of_no_declaration": 3, "sites_unknown": 2
        })
    );
}

#[test]
fn the_comparison_is_with_the_baseline_of_the_fixture() {
    let diff = document("diff");
    let count = |list: &str| diff[list].as_array().unwrap().len();
    assert_eq!(
        [count("added"), count("removed"), count("moved"), count("promoted"), count("respelled")],
        [2, 2, 2, 1, 2]
    );
    // 29 sites now: 2 added, 2 moved, 2 respelled.
    assert_eq!(diff["unchanged"], 29 - 6);
    let of = |field: &str| (&diff["before"][field], &diff["after"][field]);
    assert_eq!(of("explicit"), (&json!(26), &json!(27)));
    assert_eq!(of("implicit"), (&json!(2), &json!(1)));
    assert_eq!(of("grep_lines"), (&json!(24), &json!(23)));
    let fields = ["name", "before", "after", "delta", "percent", "respelled"];
    let changed = |list: &str| -> Vec<Value> {
        columns(&diff[list], &fields).into_iter().filter(|row| row[3] != 0 || row[5] != 0).collect()
    };
    assert_eq!(
        changed("by_category"),
        [
            json!(["Arc cloning", 2, 3, 1, 50.0, 1]),
            // Two more in `lib.rs`, one less in `queue.rs`.
            json!(["String operations", 6, 7, 1, 16.7, 1]),
            json!(["Copy types", 2, 1, -1, -50.0, 0]),
        ]
    );
    assert_eq!(
        changed("by_file"),
        [json!(["shop/src/lib.rs", 9, 11, 2, 22.2, 2]), json!(["shop/src/queue.rs", 4, 3, -1, -25.0, 0])]
    );
    assert_eq!(
        columns(&diff["by_package"], &fields),
        [json!(["kit", 5, 5, 0, 0.0, 0]), json!(["shop", 21, 22, 1, 4.8, 2])]
    );
}

/// Production code of categories that are not accepted: 22 without three of an `Arc`, as many as before.
#[test]
fn the_verdict_is_that_of_the_gated_scopes() {
    let verdict = document("check");
    assert_eq!((&verdict["passed"], &verdict["before"], &verdict["after"]), (&json!(false), &json!(19), &json!(19)));
    assert_eq!(verdict["growth"], json!([{"kind": "category", "name": "String operations", "before": 5, "after": 6}]));
    // `Parts` and `shop/src/queue.rs` are at their limits.
    assert_eq!(verdict["limits"], json!([{"name": "shop/src/lib.rs", "limit": 7, "actual": 8}]));
    assert_eq!(columns(&verdict["new_sites"], &["line", "column"]), [json!([24, 20]), json!([60, 10])]);
    assert_eq!(
        columns(&verdict["stale"], &["item", "receiver"]),
        [json!(["shop::old_price", "euros * 100"]), json!(["shop::queue::announce", "order.id"])]
    );
}

// ---- what depends on figures that the fixture does not have ----

/// The report of a package with this code.
fn report_of(code: &str, args: &[&str]) -> Value {
    let folder = support::tree(&[("Cargo.toml", support::MANIFEST), ("src/lib.rs", code)]);
    support::json(folder.path(), &[&["report"], args].concat())
}

/// So many clones of a list (32 points each), a text (16) and an `Arc` (4).
fn mixture(lists: usize, texts: usize, arcs: usize) -> String {
    let clones = |name: &str, count: usize| format!("    keep({name}.clone());\n").repeat(count);
    format!(
        "pub fn f(list: &Vec<u8>, text: &String, arc: &std::sync::Arc<u8>) {{\n{}{}{}}}\n",
        clones("list", lists),
        clones("text", texts),
        clones("arc", arcs)
    )
}

#[test]
fn priorities_begin_at_a_quarter_and_at_a_tenth_of_the_impact() {
    let priorities = |code: &str| {
        let report = report_of(code, &[]);
        let rows = report["by_category"].as_array().unwrap().iter().filter(|row| row["explicit"] != 0);
        rows.map(|row| format!("{} {}", row["impact"], row["priority"].as_str().unwrap())).collect::<Vec<_>>()
    };
    // Arc cloning, then strings, then collections.
    assert_eq!(priorities(&mixture(1, 1, 4)), ["16 high", "16 high", "32 high"]);
    assert_eq!(priorities(&mixture(1, 1, 5)), ["20 high", "16 medium", "32 high"]);
    assert_eq!(priorities(&mixture(4, 1, 4)), ["16 medium", "16 medium", "128 high"]);
    assert_eq!(priorities(&mixture(4, 1, 5)), ["20 medium", "16 low", "128 high"]);
}

#[test]
fn a_report_says_what_to_do_next() {
    let next = |folder: &Path| support::json(folder, &["report"])["next_step"].as_str().unwrap().to_owned();
    let says = |folder: &Path, part: &str| assert!(next(folder).contains(part), "no {part:?} in {}", next(folder));
    let demo = crate::baseline::Demo::new(&[("src/lib.rs", &mixture(2, 1, 0))]);
    let folder = demo.path("");
    says(&folder, "baseline save");
    demo.run(0, &["baseline", "save"]);
    says(&folder, "nothing to do");
    demo.write("src/lib.rs", &mixture(3, 1, 0));
    says(&folder, "Collections grew");
    let warned = "pub fn g(name: String) -> Vec<String> {\n    vec![name.clone()]\n}\n";
    demo.write("src/lib.rs", &format!("{}{warned}", mixture(2, 0, 0)));
    says(&folder, "prove --rule last-use --scope production");
    // Warnings come before a baseline that is missing, and dependencies whose sources are missing come between.
    std::fs::remove_file(demo.path("clone-baseline.json")).unwrap();
    says(&folder, "prove --rule last-use");
    demo.write("Cargo.toml", &format!("{}[dependencies]\nabsent-from-every-machine = \"1\"\n", support::MANIFEST));
    demo.write("src/lib.rs", "pub fn f(x: &absent_from_every_machine::X) {\n    keep(x.clone());\n}\n");
    says(&folder, "cargo fetch");
    demo.write("Cargo.toml", support::MANIFEST);
    says(&folder, "baseline save");
    demo.run(0, &["baseline", "save"]);
    says(&folder, "--resolve");
    demo.write("src/lib.rs", &mixture(3, 1, 0));
    demo.run(0, &["baseline", "save"]);
    demo.write("clone-audit.toml", "[[category]]\nname = \"Collections\"\naccepted = true\n");
    demo.write("src/lib.rs", &mixture(1, 0, 0));
    says(&folder, "baseline update");
    demo.run(0, &["baseline", "update"]);
    says(&folder, "nothing to do");
}

#[test]
fn a_report_says_why_grep_counts_otherwise() {
    let note = |code: &str, args: &[&str]| report_of(code, args)["grep_note"].as_str().unwrap().to_owned();
    let plain = mixture(1, 1, 0);
    let mention = format!("// list.clone()\n{plain}");
    let path = plain.replace("list.clone()", "Vec::clone(list)");
    let (same, wrong) = (note(&plain, &[]), note(&mention, &[]));
    assert!(!same.chars().any(|c| c.is_ascii_digit()), "{same}");
    assert!(wrong.contains("counts 1 line") && !wrong.contains("misses"), "{wrong}");
    let missed = note(&path, &[]);
    assert!(missed.contains("misses 1 path call") && !missed.contains("counts"), "{missed}");
    let both = note(&format!("// list.clone()\n{path}"), &[]);
    assert!(both.contains("misses 1 path call") && both.contains("counts 1 line"), "{both}");
    let filtered = note(&path, &["--class", "string"]);
    assert!(filtered.contains("filters"), "{filtered}");
}

#[test]
fn long_tables_are_cut_where_they_say_so() {
    let functions: String =
        (0..22).map(|at| format!("pub fn f{at}(x: &Thing) {{\n    keep(x.clone());\n}}\n")).collect();
    let demo = crate::baseline::Demo::saved(&[("src/lib.rs", "")]);
    demo.write("src/lib.rs", &functions);
    let shown = |args: &[&str], code: i32| {
        let (out, _) = demo.run(code, args);
        let rows = out.lines().filter(|line| line.contains("x.clone()")).count();
        (rows, out.contains("more (--top 22)"), out.contains("… and 2 more"))
    };
    assert_eq!(shown(&["diff"], 0), (20, true, true));
    assert_eq!(shown(&["diff", "--top", "22"], 0), (22, false, false));
    assert_eq!(shown(&["diff", "--top", "21"], 0), (21, true, false));
    assert_eq!(shown(&["check"], 1), (20, true, true));
    assert_eq!(shown(&["check", "--top", "100"], 1), (22, false, false));
    let (out, _) = demo.run(0, &["report", "--by", "item"]);
    assert!(out.contains("… and 12 more (--top 22)"), "{out}");
    let (out, _) = demo.run(0, &["report", "--by", "item", "--format", "markdown", "--top", "3"]);
    assert_eq!(out.matches("| `demo::f").count(), 3, "{out}");
    let (out, _) = demo.run(0, &["report", "--by", "item", "--format", "markdown"]);
    assert_eq!(out.matches("| `demo::f").count(), 22, "{out}");
}

/// The baseline knew less, or put it elsewhere: filters go by what is known now, on both sides.
#[test]
fn a_comparison_is_filtered_by_what_is_known_of_a_site_now() {
    let demo = crate::baseline::Demo::saved(&[("src/lib.rs", &mixture(0, 1, 0))]);
    let baseline = demo.baseline();
    let earlier = baseline
        .replace("\"class\":\"string\"", "\"class\":\"unknown\"")
        .replace("\"cost\":\"heap\"", "\"cost\":\"unknown\"")
        .replace("\"category\":\"String operations\"", "\"category\":\"Other\"");
    assert_ne!(earlier, baseline);
    demo.write("clone-baseline.json", &earlier);
    for filter in [["--class", "string"], ["--cost", "heap"], ["--category", "String operations"]] {
        let diff = demo.json(0, &[&["diff"][..], &filter].concat());
        assert_eq!((&diff["before"]["explicit"], &diff["after"]["explicit"]), (&json!(1), &json!(1)), "{filter:?}");
        assert_eq!((&diff["unchanged"], &diff["promoted"]), (&json!(1), &json!([])), "{filter:?}");
    }
}
