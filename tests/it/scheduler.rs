//! The story of a real scheduler's two commits, replayed on `fixtures/workspaces/scheduler-before` and `-after`:
//! what was reported as 638 → 574 clones is 674 → 676.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::Value;

use crate::support;

const WRAPPER: &str = "crates/infrastructure/src/circuit_breaker_wrapper.rs";

/// Figures of one file at one commit, in the order of the history's columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Figures {
    method: usize,
    path: usize,
    fn_value: usize,
    cloned: usize,
    grep_lines: usize,
}

/// File → figures before and after, as `scheduler-history.csv` states them.
fn history() -> BTreeMap<String, [Figures; 2]> {
    let text = std::fs::read_to_string(support::fixture("workspaces/scheduler-history.csv")).unwrap();
    let mut lines = text.lines();
    let columns = "method,path_call,fn_value,cloned,grep_lines".split(',');
    let header: Vec<String> = ["before", "after"]
        .iter()
        .flat_map(|commit| columns.clone().map(move |column| format!("{commit}_{column}")))
        .collect();
    assert_eq!(lines.next().unwrap(), format!("file,{}", header.join(",")));
    lines
        .map(|line| {
            let (file, numbers) = line.split_once(',').unwrap();
            let numbers: Vec<usize> = numbers.split(',').map(|number| number.parse().unwrap()).collect();
            let figures = |at: usize| Figures {
                method: numbers[at],
                path: numbers[at + 1],
                fn_value: numbers[at + 2],
                cloned: numbers[at + 3],
                grep_lines: numbers[at + 4],
            };
            (file.to_owned(), [figures(0), figures(5)])
        })
        .collect()
}

/// The snapshots of both commits, in one folder.
static SNAPSHOTS: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    for commit in ["before", "after"] {
        let file = folder.path().join(commit).to_str().unwrap().to_owned();
        let root = support::fixture("workspaces").join(format!("scheduler-{commit}"));
        let (code, _, err) = support::run(&root, &["baseline", "save", "--baseline", &file]);
        assert_eq!(code, 0, "{err}");
    }
    folder
});

/// A command on the later commit, against the snapshot of the earlier one.
fn against_before(expected: i32, args: &[&str]) -> (String, String) {
    let file = SNAPSHOTS.path().join("before");
    let root = support::fixture("workspaces/scheduler-after");
    let (code, out, err) = support::run(&root, &[args, &["--baseline", file.to_str().unwrap()]].concat());
    assert_eq!(code, expected, "{out}\n{err}");
    (out, err)
}

static DIFF: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(&against_before(0, &["diff", "--format", "json"]).0).unwrap());

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap()
}

/// How many entries of a list stand in each file.
fn by_path(list: &Value) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for entry in list.as_array().unwrap() {
        *counts.entry(text(entry, "path")).or_default() += 1;
    }
    counts
}

#[test]
fn every_file_has_the_counts_of_the_history_at_both_commits() {
    let history = history();
    assert_eq!(history.len(), 105);
    for (at, commit) in ["before", "after"].iter().enumerate() {
        let snapshot = std::fs::read_to_string(SNAPSHOTS.path().join(commit)).unwrap();
        let sites = support::baseline_entries(&snapshot, "receiver");
        let mentions = support::baseline_entries(&snapshot, "text");
        let mut found: BTreeMap<&str, Figures> = BTreeMap::new();
        for site in &sites {
            let figures = found.entry(text(site, "path")).or_default();
            figures.grep_lines += usize::from(site["grep"] == true);
            match text(site, "spelling") {
                "method" => figures.method += 1,
                "path" => figures.path += 1,
                "fn-value" => figures.fn_value += 1,
                "bulk" => figures.cloned += 1,
                other => panic!("the history has no column for {other}: {site}"),
            }
        }
        for mention in &mentions {
            found.entry(text(mention, "path")).or_default().grep_lines += 1;
        }
        for (path, commits) in &history {
            assert_eq!(found.remove(path.as_str()).unwrap_or_default(), commits[at], "{path} {commit}");
        }
        assert!(found.is_empty(), "files that the history does not know hold clones {commit}: {found:?}");
    }
}

#[test]
fn the_report_counts_each_file_of_the_history() {
    for (at, commit) in ["before", "after"].iter().enumerate() {
        let root = support::fixture("workspaces").join(format!("scheduler-{commit}"));
        let report = support::json(&root, &["report"]);
        let rows: BTreeMap<&str, &Value> =
            report["by_file"].as_array().unwrap().iter().map(|row| (text(row, "path"), row)).collect();
        for (path, commits) in history() {
            let figures = commits[at];
            let number = |field: &str| rows.get(path.as_str()).map_or(0, |row| row[field].as_u64().unwrap());
            let explicit = figures.method + figures.path + figures.fn_value;
            assert_eq!(
                (number("explicit"), number("bulk")),
                (explicit as u64, figures.cloned as u64),
                "{path} {commit}"
            );
        }
    }
}

#[test]
fn the_whole_went_from_674_to_676_while_grep_counts_628_and_576() {
    let diff = &*DIFF;
    let of = |field: &str| (diff["before"][field].as_u64().unwrap(), diff["after"][field].as_u64().unwrap());
    assert_eq!(of("explicit"), (674, 676));
    assert_eq!(of("grep_lines"), (628, 576));
    assert_eq!((of("bulk"), of("implicit")), ((50, 50), (0, 0)));
    let spelled = |name: &str| {
        let count = |commit: &str| diff[commit]["by_spelling"][name].as_u64().unwrap();
        (count("before"), count("after"))
    };
    assert_eq!(spelled("method"), (638, 587));
    assert_eq!(spelled("path"), (36, 87));
    assert_eq!(spelled("fn-value"), (0, 2));
    assert_eq!(spelled("clone-from"), (0, 0));
}

/// 37 of the 47 are written `Arc::clone(&x)` now; 10 are as they were, and grep sees only those.
#[test]
fn the_wrapper_still_has_its_47_clones_of_which_37_are_respelled() {
    let diff = &*DIFF;
    let row = diff["by_file"].as_array().unwrap().iter().find(|row| row["path"] == WRAPPER).unwrap();
    let number = |field: &str| row[field].as_i64().unwrap();
    assert_eq!((number("before"), number("after"), number("delta"), number("respelled")), (47, 47, 0, 37));
    let respelled = diff["respelled"].as_array().unwrap().iter().filter(|site| site["path"] == WRAPPER);
    for site in respelled {
        assert_eq!((text(site, "from"), text(site, "to"), &site["counted"]), ("method", "path", &true.into()));
    }
    for list in ["added", "removed", "moved"] {
        assert!(!by_path(&diff[list]).contains_key(WRAPPER), "{list}");
    }
}

/// Where a file lost method calls and gained path calls, these were respelled; the rest was removed or added.
#[test]
fn each_file_was_respelled_reduced_and_extended_as_its_history_says() {
    let (mut respelled, mut removed, mut added) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let history = history();
    for (path, [before, after]) in &history {
        let lost = before.method.saturating_sub(after.method);
        let by_path = (after.path - before.path).min(lost);
        let gained = after.method.saturating_sub(before.method)
            + (after.path - before.path - by_path)
            + (after.fn_value - before.fn_value)
            + (after.cloned - before.cloned);
        for (map, count) in [(&mut respelled, by_path), (&mut removed, lost - by_path), (&mut added, gained)] {
            if count > 0 {
                map.insert(path.as_str(), count);
            }
        }
    }
    let sum = |map: &BTreeMap<&str, usize>| map.values().sum::<usize>();
    // 37 in the wrapper and 8 in the listener; 10 + 10 + 3 borrowed instead; 3 + 11 + 9 + 2 new.
    assert_eq!((sum(&respelled), sum(&removed), sum(&added)), (45, 23, 25));
    let diff = &*DIFF;
    assert_eq!(by_path(&diff["respelled"]), respelled);
    assert_eq!(by_path(&diff["removed"]), removed);
    assert_eq!(by_path(&diff["added"]), added);
    assert_eq!(diff["moved"], Value::Array(Vec::new()), "no function of the fixture moves");
    // 674 explicit and 50 bulk clones before, less the respelled and the removed ones.
    assert_eq!(diff["unchanged"], 674 + 50 - 45 - 23);
}

#[test]
fn categories_packages_and_files_each_sum_to_the_whole() {
    let diff = &*DIFF;
    for rows in ["by_category", "by_package", "by_file"] {
        let sum =
            |field: &str| diff[rows].as_array().unwrap().iter().map(|row| row[field].as_i64().unwrap()).sum::<i64>();
        assert_eq!((sum("before"), sum("after"), sum("delta"), sum("respelled")), (674, 676, 2, 45), "{rows}");
    }
    // Those of the plan, which both fixtures ask for.
    let names: Vec<&str> = diff["by_category"].as_array().unwrap().iter().map(|row| text(row, "name")).collect();
    assert_eq!(
        names,
        [
            "Test code",
            "Database operations",
            "Message queue",
            "Configuration",
            "Arc cloning",
            "String operations",
            "Collections",
            "Copy types",
            "Other"
        ]
    );
}

#[test]
fn a_commit_compared_with_itself_has_no_changes() {
    let file = SNAPSHOTS.path().join("before");
    let root = support::fixture("workspaces/scheduler-before");
    let diff = support::json(&root, &["diff", "--baseline", file.to_str().unwrap()]);
    for list in ["added", "removed", "moved", "respelled"] {
        assert_eq!(diff[list], Value::Array(Vec::new()), "{list}");
    }
    assert_eq!(diff["unchanged"], 674 + 50);
    assert_eq!(diff["before"], diff["after"]);
}

#[test]
fn the_gate_would_have_failed_the_change_that_was_reported_as_a_reduction() {
    let (out, err) = against_before(1, &["check"]);
    assert!(out.contains("failed") && out.contains("New sites: 25"), "{out}");
    // None of the six files that lost or gained clones holds a test, so all 25 and all 23 are in the gated scope.
    assert!(err.contains("23 stale entries"), "{err}");
}

#[test]
fn the_text_for_people_tells_the_same_story() {
    let (out, _) = against_before(0, &["diff"]);
    for part in ["674 → 676", "method 638 → 587", "path 36 → 87", "fn-value 0 → 2", "628 → 576", "45 respelled"]
    {
        assert!(out.contains(part), "{part} in\n{out}");
    }
    let wrapper = out.lines().find(|line| line.contains("circuit_breaker_wrapper.rs")).unwrap();
    let words: Vec<&str> = wrapper.split_whitespace().collect();
    assert_eq!((words[1], words[2], words.last().unwrap()), ("47", "47", &"37"), "{wrapper}");
    let (out, _) = against_before(0, &["diff", "--format", "csv"]);
    assert!(out.contains(&format!("{WRAPPER},47,47,0,0.0,37\n")), "{out}");
}
