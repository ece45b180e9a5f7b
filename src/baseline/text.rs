//! What a baseline looks like as text.

use std::collections::HashSet;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail};
use serde::{Deserialize, Serialize};

use crate::model::{BASELINE_SCHEMA, BaselineSite, Mention, Snapshot};
use crate::report::shell_word;

/// The baseline's name at the workspace root unless configured otherwise.
pub(crate) const DEFAULT_NAME: &str = "clone-baseline.json";

/// Schema of the first version: one JSON document. It is still read.
const FIRST_SCHEMA: &str = "clone-audit/baseline/v1";

/// The first version, whole.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(rename = "schema")]
    _schema: String,
    sites: Vec<BaselineSite>,
    mentions: Vec<Mention>,
}

/// The first line. In the first version, part of the document, which tells foreign files from damaged ones.
#[derive(Deserialize, Serialize)]
struct Head {
    schema: String,
}

/// The option that names a baseline, where it does not have the usual name.
pub(super) fn option_for(path: &Path) -> String {
    if path.file_name().is_some_and(|name| name == DEFAULT_NAME) {
        String::new()
    } else {
        format!(" --baseline {}", shell_word(path))
    }
}

pub(super) const REMEDY: &str =
    "restore it from version control, or delete it and run `cargo clone-audit baseline save`";

/// Reads the text of a baseline, which is the file at `path`.
///
/// # Errors
/// Markers of a merge conflict, damage, another schema; each names the remedy.
pub(super) fn parse(text: &str, path: &Path) -> Result<Snapshot> {
    // Editors of some systems leave it.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if let Some(line) = conflict(text) {
        let name = path.file_name().unwrap_or_default().display();
        bail!(
            "line {line} is a marker of a merge conflict; merge the code, then run `cargo clone-audit baseline save{}`, \
             which records the clones of the merged code, and commit the file. With `{name} merge=union` in \
             .gitattributes, git merges the file by itself",
            option_for(path)
        );
    }
    let first = text.lines().next().unwrap_or_default();
    let head: Head = serde_json::from_str(first)
        .or_else(|_| serde_json::from_str(text))
        .with_context(|| format!("it is damaged or not a baseline; {REMEDY}"))?;
    let mut snapshot = match head.schema.as_str() {
        BASELINE_SCHEMA => parse_lines(text)?,
        FIRST_SCHEMA => {
            let document: Document = serde_json::from_str(text).with_context(|| format!("it is damaged; {REMEDY}"))?;
            Snapshot { sites: document.sites, mentions: document.mentions }
        }
        other => return Err(foreign(other)),
    };
    for site in &mut snapshot.sites {
        // Saved by a version that took the line ends of a checkout into the text of literals.
        if site.receiver.contains("\r\n") {
            site.receiver = site.receiver.replace("\r\n", "\n");
        }
    }
    // A merge may have left lines in another order.
    sort(&mut snapshot);
    Ok(snapshot)
}

fn parse_lines(text: &str) -> Result<Snapshot> {
    let mut snapshot = Snapshot::default();
    let mut seen: HashSet<&str> = text.lines().take(1).collect();
    for (at, line) in text.lines().enumerate().skip(1) {
        // A merge that takes the lines of both sides repeats those between two changes.
        if !line.trim().is_empty() && seen.insert(line) {
            add_entry(line, &mut snapshot).with_context(|| format!("line {} is damaged; {REMEDY}", at + 1))?;
        }
    }
    Ok(snapshot)
}

/// Reads a line: an entry with a `text` is a mention, any other a site.
fn add_entry(line: &str, snapshot: &mut Snapshot) -> serde_json::Result<()> {
    let mut value: serde_json::Value = serde_json::from_str(line)?;
    if let Some(fields) = value.as_object_mut() {
        fields.remove("nth");
    }
    if value.get("text").is_some() {
        snapshot.mentions.push(serde_json::from_value(value)?);
    } else {
        snapshot.sites.push(serde_json::from_value(value)?);
    }
    Ok(())
}

/// The line of the first marker that git has left in a file which it could not merge, from 1.
pub(super) fn conflict(text: &str) -> Option<usize> {
    let is_marker = |line: &str| ["<<<<<<<", "|||||||", ">>>>>>>"].iter().any(|marker| line.starts_with(marker));
    text.lines().position(|line| is_marker(line) || line == "=======").map(|at| at + 1)
}

/// Whether all lines but the markers of a conflict are those of baselines.
pub(super) fn is_of_baselines(text: &str) -> bool {
    let of_baseline = |line: &str| {
        let is_entry = line.starts_with("{\"package\"") || line.starts_with("{\"schema\"");
        let is_first_version = line.starts_with("\"schema\"")
            || line.starts_with("\"sites\"")
            || line.starts_with("\"mentions\"")
            || line.trim_matches(['{', '}', '[', ']', ',']).is_empty();
        is_entry || is_first_version
    };
    let mut lines = text.lines().filter(|line| conflict(line).is_none()).peekable();
    lines.peek().is_some() && lines.all(of_baseline)
}

fn foreign(schema: &str) -> anyhow::Error {
    let version =
        |schema: &str| schema.strip_prefix("clone-audit/baseline/v").and_then(|version| version.parse::<u32>().ok());
    match (version(schema), version(BASELINE_SCHEMA)) {
        (Some(theirs), Some(ours)) if theirs > ours => anyhow!(
            "its schema {schema:?} is newer than {BASELINE_SCHEMA:?}, the latest that this version knows; update \
             cargo-clone-audit"
        ),
        _ => anyhow!("its schema is {schema:?}, not {BASELINE_SCHEMA:?}, so it is not a baseline of cargo-clone-audit"),
    }
}

/// The file's text: JSON lines, each its own and nothing that two share, so that a merge which takes the lines of both
/// sides (`merge=union`) leaves a whole file. Equal entries are numbered from the second on.
///
/// # Errors
/// None in practice: the entries are plain strings and names.
pub(super) fn to_text(snapshot: &Snapshot) -> Result<String> {
    let mut lines = vec![serde_json::to_string(&Head { schema: BASELINE_SCHEMA.to_owned() })?];
    add_lines(&snapshot.sites, &mut lines)?;
    add_lines(&snapshot.mentions, &mut lines)?;
    Ok(lines.join("\n") + "\n")
}

/// An entry as a line has it.
#[derive(Serialize)]
struct Line<'a, T> {
    #[serde(flatten)]
    entry: &'a T,
    #[serde(skip_serializing_if = "Option::is_none")]
    nth: Option<usize>,
}

/// A line for each of the sorted entries.
fn add_lines<T: Serialize + PartialEq>(entries: &[T], lines: &mut Vec<String>) -> Result<()> {
    for equal in entries.chunk_by(PartialEq::eq) {
        for (at, entry) in equal.iter().enumerate() {
            lines.push(serde_json::to_string(&Line { entry, nth: (at > 0).then_some(at + 1) })?);
        }
    }
    Ok(())
}

pub(super) fn sort(snapshot: &mut Snapshot) {
    snapshot.sites.sort();
    snapshot.mentions.sort();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Cost, Scope, Spelling, TypeClass};

    fn site(item: &str) -> BaselineSite {
        BaselineSite {
            package: "p".into(),
            item: item.into(),
            receiver: "x".into(),
            spelling: Spelling::Method,
            scope: Scope::Production,
            category: "Other".into(),
            class: TypeClass::Unknown,
            cost: Cost::Unknown,
            path: "src/lib.rs".into(),
            grep: true,
        }
    }

    #[test]
    fn what_is_written_is_read_again_one_entry_a_line() {
        let mut snapshot = Snapshot { sites: vec![site("b"), site("a"), site("a")], mentions: Vec::new() };
        sort(&mut snapshot);
        let text = to_text(&snapshot).expect("plain");
        assert_eq!(text.lines().filter(|line| line.contains("\"package\"")).count(), 3);
        assert_eq!(parse(&text, Path::new("b.json")).expect("own text"), snapshot);
    }

    #[test]
    fn the_first_version_is_read() {
        let entry = |item: &str| serde_json::to_string(&site(item)).expect("plain");
        let mention = r#"{"package":"p","path":"src/lib.rs","text":"// .clone()"}"#;
        let first = format!(
            "{{\n\"schema\": \"{FIRST_SCHEMA}\",\n\"sites\": [\n{},\n{}\n],\n\"mentions\": [\n{mention}\n]\n}}\n",
            entry("a"),
            entry("b")
        );
        let second =
            format!("{{\"schema\":\"{BASELINE_SCHEMA}\"}}\r\n{mention}\r\n\r\n{}\r\n{}", entry("b"), entry("a"));
        let snapshot = parse(&first, Path::new("b.json")).expect("first version");
        assert_eq!((snapshot.sites.len(), snapshot.mentions.len()), (2, 1));
        assert_eq!(parse(&second, Path::new("b.json")).expect("lines in any order"), snapshot);
        let one_line = first.replace('\n', "");
        assert_eq!(parse(&one_line, Path::new("b.json")).expect("the same in one line"), snapshot);
    }

    #[test]
    fn damage_other_schemas_and_strangers_are_told_apart() {
        let good = to_text(&Snapshot { sites: vec![site("a")], mentions: Vec::new() }).expect("plain");
        for (text, part) in [
            (good[..good.len() - 20].to_owned(), "damaged"),
            (good.replace("baseline/v2", "baseline/v3"), "newer"),
            (good.replace("clone-audit/baseline/v2", "other/thing"), "not a baseline"),
            (good.replace("\"receiver\"", "\"receivers\""), "line 2 is damaged"),
            (good.replace("\"receiver\"", "\"receivers\""), "receivers"),
            (format!("{good}<<<<<<< HEAD\n"), "line 3 is a marker of a merge conflict"),
            (String::new(), "damaged"),
        ] {
            let error = format!("{:#}", parse(&text, Path::new("b.json")).expect_err(&text));
            assert!(error.contains(part), "{error}");
        }
    }
}
