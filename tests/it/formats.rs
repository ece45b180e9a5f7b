//! What each command writes in each format, for `fixtures/workspaces/report`: the whole text as it was reviewed. Its figures
//! are worked out by hand in `figures.rs`, so that a review cannot wave a wrong one through.
//!
//! `INSTA_UPDATE=always cargo test --locked as_reviewed` writes all reviewed texts anew, those of `--help` among them.
//! Read the difference before it is committed.

use std::path::Path;
use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::support;

/// The fixture in a folder of its own, where no earlier `prove` has left a word.
static FOLDER: LazyLock<tempfile::TempDir> = LazyLock::new(copy);

pub(crate) fn copy() -> tempfile::TempDir {
    let folder = support::tree(&[]);
    support::copy(&support::fixture("workspaces/report"), folder.path());
    folder
}

/// One of the fixture's files is an orphan, which counts here.
pub(crate) fn run_on(width: u16, expected: i32, args: &[&str]) -> String {
    let (code, out, err) = support::run_on(width, FOLDER.path(), &[args, &["--orphans"]].concat());
    assert_eq!(code, expected, "{args:?}: {err}");
    out
}

/// What a command writes in a format, on 100 columns.
fn text(command: &str, format: &str) -> String {
    run_on(100, i32::from(command == "check"), &[command, "--format", format])
}

pub(crate) fn document(command: &str) -> Value {
    serde_json::from_str(&text(command, "json")).unwrap()
}

/// Compares a text with the one that was reviewed.
pub(crate) fn reviewed(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// Reviews what a command writes in these formats; JSON with a line a row, as one reads a table.
fn review(command: &str, formats: &[&str]) {
    for format in formats {
        let out = text(command, format);
        let shown = if *format == "json" { rows(&out) } else { out };
        reviewed(&format!("{command}.{format}"), &shown);
    }
}

/// A document with one line a field and one line an element of its lists. `audit` in a list names the folder and this version;
/// `many.rs` looks at it.
fn rows(text: &str) -> String {
    assert!(text.starts_with("{\n  \"") && text.ends_with("\n}\n"), "one indented document");
    let document: Value = serde_json::from_str(text).unwrap();
    let field = |(name, value): (&String, &Value)| match value {
        Value::Array(list) if !list.is_empty() => {
            format!("{name}:\n{}", list.iter().map(|element| format!("  {element}\n")).collect::<String>())
        }
        value => format!("{name}: {value}\n"),
    };
    document.as_object().unwrap().iter().filter(|(name, _)| *name != "audit").map(field).collect()
}

// ---- the texts ----

#[test]
fn reports_are_as_reviewed() {
    review("report", &["table", "json", "markdown", "csv"]);
    for width in [80, 160] {
        reviewed(&format!("report.{width}"), &run_on(width, 0, &["report"]));
    }
    reviewed("report.by", &run_on(100, 0, &["report", "--by", "class", "--top", "3"]));
    reviewed("report.by.markdown", &run_on(100, 0, &["report", "--by", "cost", "--format", "markdown", "-p", "kit"]));
}

#[test]
fn lists_are_as_reviewed() {
    review("list", &["table", "json", "csv", "gitlab"]);
}

#[test]
fn tables_of_types_are_as_reviewed() {
    review("types", &["table", "json", "markdown", "csv"]);
    reviewed("types.160", &run_on(160, 0, &["types"]));
}

#[test]
fn comparisons_are_as_reviewed() {
    review("diff", &["table", "json", "markdown", "csv"]);
}

#[test]
fn verdicts_are_as_reviewed() {
    review("check", &["table", "json", "markdown", "github", "gitlab"]);
    let open = copy();
    std::fs::write(open.path().join("shop/tests/open.rs"), "pub const OPEN: &str = \"never closed;\n").unwrap();
    for (command, format) in [("check", "table"), ("check", "markdown"), ("report", "table"), ("report", "markdown")] {
        let (code, out, _) = support::run(open.path(), &[command, "--format", format, "--orphans"]);
        assert_eq!(code, 2, "{command} {format}: some file could not be audited");
        reviewed(&format!("{command}.skipped.{format}"), &out);
    }
}

#[test]
fn explanations_are_as_reviewed() {
    for (name, args) in [
        ("overview", &["explain"][..]),
        ("rules", &["explain", "rules"]),
        ("rule", &["explain", "last-use"]),
        ("category", &["explain", "Database operations"]),
        ("class-and-caution", &["explain", "handle"]),
        ("prove", &["explain", "prove"]),
        ("form", &["explain", "as-ref"]),
    ] {
        let (code, out, _) = support::run(Path::new("."), args);
        assert_eq!(code, 0, "{args:?}");
        reviewed(&format!("explain.{name}"), &out);
    }
}

/// Fields of a proof's rows that say something of the proof, and where it stands.
const OF_PROOFS: &[&str] =
    &["path", "line", "column", "expression", "type", "type_source", "form", "replacement", "caution", "reason"];

/// The other formats of a proof are reviewed where one is made by hand, in `output`: a compiler takes seconds.
#[test]
fn a_proof_is_as_reviewed() {
    let folder = copy();
    let (code, out, err) = support::start(folder.path(), &["prove", "--format", "json", "--orphans"]);
    assert_eq!(code, 0, "{err}");
    let mut proof: Value = serde_json::from_str(&out).unwrap();
    let count = |list: &str| proof[list].as_array().unwrap().len();
    // 27 explicit clones, 1 implicit, and `.cloned()`, which is not tried.
    assert_eq!((count("removable"), count("needed"), count("not_tried")), (7, 17, 5));
    assert_eq!((&proof["sites_tried"], &proof["is_complete"]), (&json!(7 + 17), &json!(true)));
    // Two libraries, a build script, an example, a test and a bench; unit tests are compiled with their libraries.
    assert_eq!(proof["configuration"]["targets"], 6);
    // What is another with each compiler, machine and run.
    for field in ["seconds", "loop_seconds", "rounds"] {
        proof[field] = json!("…");
    }
    for field in ["rustc", "target"] {
        proof["configuration"][field] = json!("…");
    }
    for list in ["removable", "needed", "not_tried"] {
        for row in proof[list].as_array_mut().unwrap() {
            // The rest is that of `list`.
            row.as_object_mut().unwrap().retain(|field, _| OF_PROOFS.contains(&field.as_str()));
        }
    }
    for row in proof["needed"].as_array_mut().unwrap() {
        let code = row["reason"].as_str().unwrap().split(':').next().unwrap().to_owned();
        row["reason"] = json!(code);
    }
    reviewed("prove.json", &rows(&(serde_json::to_string_pretty(&proof).unwrap() + "\n")));
}

// ---- CSV says what JSON says ----

/// The records of a CSV text by the names of its columns.
fn records(text: &str) -> Vec<Vec<(String, String)>> {
    let mut lines = text.lines().map(fields);
    let header = lines.next().unwrap();
    lines
        .map(|fields| {
            assert_eq!(fields.len(), header.len(), "{fields:?}");
            header.iter().cloned().zip(fields).collect()
        })
        .collect()
}

/// The fields of a line; none of the fixture's spans lines.
fn fields(line: &str) -> Vec<String> {
    let (mut fields, mut is_quoted) = (vec![String::new()], false);
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let last = fields.last_mut().unwrap();
        match c {
            '"' if is_quoted && chars.peek() == Some(&'"') => last.extend(chars.next()),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => fields.push(String::new()),
            c => last.push(c),
        }
    }
    fields
}

/// A JSON value as a field: lists with spaces between, nothing for null.
fn as_field(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(as_field).collect::<Vec<_>>().join(" "),
        value => value.to_string(),
    }
}

/// Every column of a CSV text has the value of the JSON field of its name, row by row; `other` knows the columns that
/// have no such field.
fn columns_are_fields(command: &str, list: &str, other: impl Fn(&str, &Value) -> Option<String>) {
    let document = document(command);
    let rows = document[list].as_array().unwrap();
    let records = records(&text(command, "csv"));
    assert_eq!(records.len(), rows.len(), "{command}");
    for (record, row) in records.iter().zip(rows) {
        for (column, field) in record {
            let expected = other(column, row)
                .or_else(|| Some(as_field(row.get(column)?)))
                .unwrap_or_else(|| panic!("no field for the column {column} of {command} in {row}"));
            assert_eq!(*field, expected, "{column} of {row}");
        }
    }
}

#[test]
fn each_column_of_csv_is_the_field_of_that_name() {
    // No field of JSON: it follows from rules, scope and purpose.
    let disposition = |row: &Value| {
        let is = |field: &str, what: Value| row[field] == what;
        let disposition = if !is("rules", json!([])) {
            "flagged"
        } else if is("scope", json!("test")) {
            "test"
        } else if is("purpose", Value::Null) {
            "unreviewed"
        } else {
            "justified"
        };
        disposition.to_owned()
    };
    // There is no profile.
    let measured = |column: &str| ["calls", "allocations", "bytes", "nanoseconds"].contains(&column).then(String::new);
    columns_are_fields("list", "sites", |column, row| {
        (column == "disposition").then(|| disposition(row)).or_else(|| measured(column))
    });
    columns_are_fields("types", "types", |column, _| measured(column));
    let costs = ["free", "alias", "heap", "deep", "varies", "unknown"];
    columns_are_fields("report", "by_file", |column, row| {
        costs.contains(&column).then(|| row["by_cost"].get(column).map_or_else(|| "0".to_owned(), as_field))
    });
    columns_are_fields("diff", "by_file", |column, row| {
        (column == "percent").then(|| format!("{:.1}", row["percent"].as_f64().unwrap()))
    });
}

#[test]
fn csv_groups_by_what_was_asked_for() {
    let text = run_on(100, 0, &["report", "--by", "class", "--sort", "count", "--format", "csv"]);
    let rows: Vec<String> =
        records(&text).iter().map(|record| format!("{} {} {}", record[0].1, record[1].1, record[2].1)).collect();
    assert_eq!(text.lines().next().unwrap().split(',').next(), Some("class"));
    assert_eq!(
        rows,
        [
            "string 8 1",
            "struct 6 0",
            "collection 4 0",
            "arc 3 0",
            "generic 2 0",
            "unknown 2 0",
            "copy 1 0",
            "handle 1 0"
        ]
    );
}

// ---- terminals ----

/// The text without escape sequences, and without the blanks that a table ends a line with inside of one.
fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap().to_owned();
    let plain = parts.fold(first, |plain, part| plain + part.split_once('m').unwrap().1);
    plain.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

#[test]
fn colours_change_no_text() {
    for (command, code) in [("report", 0), ("list", 0), ("types", 0), ("diff", 0), ("check", 1)] {
        let colored = run_on(100, code, &[command, "--color", "always"]);
        assert!(colored.contains('\u{1b}'), "{command}");
        assert_eq!(without_colours(&colored), run_on(100, code, &[command]), "{command}");
    }
}
