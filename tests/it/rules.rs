//! The labelled corpus of `fixtures/rules`, and what the registry promises.
//!
//! In the corpus, `//~ rule-a rule-b` says what is found at the sites whose `clone` stands on that line, or at the
//! declaration there; `//~! reason` marks a near miss: a site or declaration at which the file's own rule must find
//! nothing. A rule that is off by default is looked at in its own file only.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use clone_audit::RULES;
use clone_audit::evidence::{example, precision};
use clone_audit::model::Level;

use crate::support::{fixture, json, run};

/// What the tool finds: rules by file and line, and the lines on which something could have been found.
#[derive(Default)]
struct Found {
    rules: BTreeMap<(String, u64), BTreeSet<String>>,
    lines: BTreeSet<(String, u64)>,
    /// What the file's own rule says of each.
    messages: BTreeSet<String>,
}

fn found() -> Found {
    let folder = fixture("rules");
    let mut found = Found::default();
    let mut take = |entry: &serde_json::Value, line: &str, rules: &serde_json::Value| {
        let path = entry["path"].as_str().unwrap().to_owned();
        let place = (path, entry[line].as_u64().unwrap());
        for finding in entry["findings"].as_array().unwrap() {
            let text = |field: &str| finding[field].as_str().unwrap();
            if text("rule") == rule_of(&place.0) {
                found.messages.insert(format!("{} {:03}: {}\n", text("rule"), place.1, text("message")));
            }
        }
        for rule in rules.as_array().unwrap() {
            found.rules.entry(place.clone()).or_default().insert(rule.as_str().unwrap().to_owned());
        }
        found.lines.insert(place);
    };
    let sites = json(&folder, &["list"]);
    for site in sites["sites"].as_array().unwrap() {
        take(site, "name_line", &site["rules"]);
    }
    let types = json(&folder, &["types"]);
    for row in types["types"].as_array().unwrap() {
        if row["path"].is_string() {
            take(row, "line", &row["rules"]);
        }
    }
    found
}

struct Marked {
    path: String,
    line: u64,
    rules: BTreeSet<String>,
    is_near_miss: bool,
}

fn marked() -> Vec<Marked> {
    let mut all = Vec::new();
    let folder = fixture("rules").join("src");
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files {
        let path = format!("src/{}", file.file_name().unwrap().to_str().unwrap());
        for (line, text) in (1..).zip(std::fs::read_to_string(&file).unwrap().lines()) {
            // Doc comments explain the markers.
            if text.trim_start().starts_with("//!") {
                continue;
            }
            let Some((_, marker)) = text.split_once("//~") else { continue };
            let is_near_miss = marker.starts_with('!');
            let rules =
                if is_near_miss { BTreeSet::new() } else { marker.split_whitespace().map(str::to_owned).collect() };
            all.push(Marked { path: path.clone(), line, rules, is_near_miss });
        }
    }
    all
}

/// The rule that a file of the corpus is about.
fn rule_of(path: &str) -> String {
    path.trim_start_matches("src/").trim_end_matches(".rs").replace('_', "-")
}

/// Whether a finding counts in a file.
fn counts(rule: &str, path: &str) -> bool {
    let level = RULES.iter().find(|known| known.id == rule).unwrap_or_else(|| panic!("no rule {rule}")).level;
    level != Level::Off || rule == rule_of(path)
}

#[test]
fn every_rule_finds_in_every_file_what_is_marked_and_nothing_else() {
    let (found, marked) = (found(), marked());
    let mut wrong = Vec::new();
    let expected: BTreeMap<(String, u64), &Marked> =
        marked.iter().map(|marked| ((marked.path.clone(), marked.line), marked)).collect();
    for marked in &marked {
        let place = (marked.path.clone(), marked.line);
        let got = found.rules.get(&place).cloned().unwrap_or_default();
        if marked.is_near_miss {
            if !found.lines.contains(&place) {
                wrong.push(format!("{}:{}: nothing stands here to be missed", marked.path, marked.line));
            }
            continue;
        }
        for rule in marked.rules.iter().filter(|rule| !got.contains(*rule)) {
            wrong.push(format!("{}:{}: {rule} is not found", marked.path, marked.line));
        }
    }
    for ((path, line), rules) in &found.rules {
        let own = BTreeSet::new();
        let marked = expected.get(&(path.clone(), *line)).map_or(&own, |marked| &marked.rules);
        for rule in rules.iter().filter(|rule| counts(rule, path) && !marked.contains(*rule)) {
            // A near miss is one of the file's own rule; what others find there is marked on a hit only.
            let is_of_others = expected.get(&(path.clone(), *line)).is_some_and(|marked| marked.is_near_miss);
            if !is_of_others || *rule == rule_of(path) {
                wrong.push(format!("{path}:{line}: {rule} is found and not marked"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_message_is_as_reviewed() {
    crate::formats::reviewed("rules", &found().messages.into_iter().collect::<String>());
}

#[test]
fn every_rule_has_six_hits_and_six_near_misses() {
    let marked = marked();
    // A rule that is off may still be in the making.
    for rule in RULES.iter().filter(|rule| rule.level != Level::Off) {
        let own = |marked: &&Marked| rule_of(&marked.path) == rule.id;
        let hits = marked.iter().filter(own).filter(|marked| marked.rules.contains(rule.id)).count();
        let misses = marked.iter().filter(own).filter(|marked| marked.is_near_miss).count();
        assert!(hits >= 6 && misses >= 6, "{}: {hits} hits, {misses} near misses", rule.id);
    }
}

#[test]
fn every_rule_is_told_in_full_and_once() {
    let mut seen = BTreeSet::new();
    for rule in RULES {
        assert!(seen.insert(rule.id), "{} twice", rule.id);
        assert!(rule.id.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", rule.id);
        for text in [rule.title, rule.finds, rule.why, rule.keep] {
            assert!(!text.trim().is_empty(), "{} lacks a text", rule.id);
            assert!(rule.level == Level::Off || !text.starts_with("TODO"), "{}: {text}", rule.id);
        }
    }
}

#[test]
fn the_corpus_compiles() {
    let target = tempfile::tempdir().unwrap();
    let output = std::process::Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
        .args(["--edition=2024", "--crate-type=lib", "--emit=metadata", "--cap-lints=allow", "--out-dir"])
        .arg(target.path())
        .arg(fixture("rules/src/lib.rs"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The code between `// before` or `// after` and `// end` in a rule's file of the corpus, without markers, moved to the
/// left; and whether the rule is marked there.
fn region(rule: &str, kind: &str) -> (String, bool) {
    let file = fixture("rules/src").join(format!("{}.rs", rule.replace('-', "_")));
    let text = std::fs::read_to_string(file).unwrap();
    let is = |line: &str, comment: &str| line.trim() == format!("// {comment}");
    let lines: Vec<&str> =
        text.lines().skip_while(|line| !is(line, kind)).skip(1).take_while(|line| !is(line, "end")).collect();
    let indent = lines.iter().filter(|line| !line.is_empty()).map(|line| line.len() - line.trim_start().len()).min();
    let is_marked = lines.iter().any(|line| line.split_once("//~").is_some_and(|(_, rules)| rules.contains(rule)));
    let shown = |line: &&str| {
        let code = line.split("//~").next().unwrap_or_default().trim_end();
        code.get(indent.unwrap_or(0)..).unwrap_or_default().to_owned()
    };
    (lines.iter().map(shown).collect::<Vec<_>>().join("\n"), is_marked)
}

/// `scripts/rule_pages.sh` sets the variable to have the file written.
#[test]
fn the_examples_are_those_of_the_corpus() {
    let mut all = String::new();
    for rule in RULES {
        let ((before, is_found), (after, is_found_after)) = (region(rule.id, "before"), region(rule.id, "after"));
        assert!(!before.is_empty() && !after.is_empty(), "{}: its fixture lacks an example", rule.id);
        assert!(is_found && !is_found_after, "{}: the example has to lose its finding", rule.id);
        all += &format!("== {}\n-- before\n{before}\n-- after\n{after}\n", rule.id);
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules/examples.txt");
    if std::env::var_os("CLONE_AUDIT_WRITE_EXAMPLES").is_some() {
        std::fs::write(&file, &all).unwrap();
        return;
    }
    assert!(std::fs::read_to_string(&file).unwrap() == all, "write it anew: scripts/rule_pages.sh");
    for rule in RULES {
        let shown = example(rule.id).unwrap_or_else(|| panic!("{} has no example", rule.id));
        assert_eq!((shown.before, shown.after), (&*region(rule.id, "before").0, &*region(rule.id, "after").0));
    }
}

#[test]
fn the_page_of_all_rules_is_current() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (code, page, _) = run(folder, &["explain", "rules", "--format", "markdown"]);
    let written = std::fs::read_to_string(folder.join("src/rules/README.md")).unwrap();
    assert!(code == 0 && page == written, "write it anew: scripts/rule_pages.sh");
}

#[test]
fn every_rule_says_how_often_it_was_right_and_warnings_are_so_in_nineteen_of_twenty_cases() {
    for rule in RULES {
        let Some(judged) = precision(rule.id) else {
            assert!(rule.level == Level::Off, "{} was not judged", rule.id);
            continue;
        };
        assert!(judged.read() <= judged.hits, "{}", rule.id);
        // What is off is not sold as worth a look.
        let enough = if rule.level == Level::Warn { 40 } else { 30 };
        let is_enough = judged.read() == judged.hits || judged.read() >= enough || rule.level == Level::Off;
        assert!(is_enough, "{}: too few of its hits were read", rule.id);
        if rule.level == Level::Warn {
            assert!(judged.right * 20 >= judged.read() * 19, "{} is a note by its precision", rule.id);
        }
    }
}

#[test]
fn every_bench_of_a_rule_names_one() {
    let known = |name: &str| RULES.iter().any(|rule| rule.id == name) || name.starts_with("claim-");
    let results = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/results.csv")).unwrap();
    let names: BTreeSet<&str> = results.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert!(names.len() > 10 && names.iter().all(|name| known(name)), "{names:?}");
}
