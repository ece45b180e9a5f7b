//! Reading and writing `clone-baseline.json`.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

use crate::model::{Audit, BASELINE_SCHEMA, BaselineSite, Mention, Snapshot};

/// The baseline's name at the workspace root unless configured otherwise.
pub(crate) const DEFAULT_NAME: &str = "clone-baseline.json";

/// The whole file, for reading.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(rename = "schema")]
    _schema: String,
    sites: Vec<BaselineSite>,
    mentions: Vec<Mention>,
}

/// Just the schema, which tells foreign files from damaged ones.
#[derive(Deserialize)]
struct Head {
    schema: String,
}

/// The snapshot of what an audit found.
pub(crate) fn snapshot(audit: &Audit) -> Snapshot {
    let mut snapshot =
        Snapshot { sites: audit.sites.iter().map(BaselineSite::from).collect(), mentions: audit.mentions.clone() };
    sort(&mut snapshot);
    snapshot
}

fn sort(snapshot: &mut Snapshot) {
    snapshot.sites.sort();
    snapshot.mentions.sort();
}

/// Reads a baseline.
///
/// # Errors
/// No such file, no JSON, another schema, or fields that are none; each names the file and the remedy.
pub(crate) fn load(path: &Path) -> Result<Snapshot> {
    match load_if_there(path)? {
        Some(snapshot) => Ok(snapshot),
        None => bail!(
            "no baseline {}; create it with `cargo clone-audit baseline save`, or name another with --baseline FILE",
            path.display()
        ),
    }
}

/// Reads a baseline; a missing file is `None`.
///
/// # Errors
/// As [`load`], but for the missing file.
pub(crate) fn load_if_there(path: &Path) -> Result<Option<Snapshot>> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(|| format!("cannot read the baseline {}", path.display())),
    };
    parse(&text).map(Some).with_context(|| format!("cannot use the baseline {}", path.display()))
}

fn parse(text: &str) -> Result<Snapshot> {
    const REMEDY: &str = "restore it from version control, or delete it and run `cargo clone-audit baseline save`";
    let head: Head =
        serde_json::from_str(text).with_context(|| format!("it is damaged or not a baseline; {REMEDY}"))?;
    if head.schema != BASELINE_SCHEMA {
        let version = |schema: &str| {
            schema.strip_prefix("clone-audit/baseline/v").and_then(|version| version.parse::<u32>().ok())
        };
        match (version(&head.schema), version(BASELINE_SCHEMA)) {
            (Some(theirs), Some(ours)) if theirs > ours => {
                bail!(
                    "its schema {:?} is newer than {BASELINE_SCHEMA:?}, the latest that this version knows; update cargo-clone-audit",
                    head.schema
                )
            }
            _ => bail!(
                "its schema is {:?}, not {BASELINE_SCHEMA:?}, so it is not a baseline of cargo-clone-audit",
                head.schema
            ),
        }
    }
    let document: Document = serde_json::from_str(text).with_context(|| format!("it is damaged; {REMEDY}"))?;
    let mut snapshot = Snapshot { sites: document.sites, mentions: document.mentions };
    // A merge may have left lines in another order.
    sort(&mut snapshot);
    Ok(snapshot)
}

/// The file's text: JSON with one entry a line.
///
/// # Errors
/// None in practice: the entries are plain strings and names.
pub(crate) fn to_text(snapshot: &Snapshot) -> Result<String> {
    fn lines<T: serde::Serialize>(items: &[T]) -> Result<String> {
        let lines: Vec<String> = items.iter().map(serde_json::to_string).collect::<Result<_, _>>()?;
        Ok(if lines.is_empty() { "[]".to_owned() } else { format!("[\n{}\n]", lines.join(",\n")) })
    }
    let sites = lines(&snapshot.sites)?;
    let mentions = lines(&snapshot.mentions)?;
    Ok(format!("{{\n\"schema\": \"{BASELINE_SCHEMA}\",\n\"sites\": {sites},\n\"mentions\": {mentions}\n}}\n"))
}

/// The part of a snapshot that an audit can speak of, and the rest: entries of packages that were not asked for, and
/// of files that could not be audited.
pub(crate) fn split(snapshot: Snapshot, audit: &Audit) -> (Snapshot, Snapshot) {
    let packages: BTreeSet<&str> = audit.packages.iter().map(|name| &**name).collect();
    let all = audit.all_packages;
    let seen = |package: &str, path: &str| {
        (all || packages.contains(package))
            && !audit.skipped.iter().any(|skipped| {
                path.strip_prefix(&*skipped.path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
    };
    let (seen_sites, other_sites) = snapshot.sites.into_iter().partition(|site| seen(&site.package, &site.path));
    let (seen_mentions, other_mentions) =
        snapshot.mentions.into_iter().partition(|mention| seen(&mention.package, &mention.path));
    (Snapshot { sites: seen_sites, mentions: seen_mentions }, Snapshot { sites: other_sites, mentions: other_mentions })
}

/// Writes a baseline: into a file beside it first, so that it is whole or as it was. Entries of what is there now that
/// the audit cannot speak of (see [`split`]) stay.
///
/// # Errors
/// What is there is no baseline of this tool or damaged (nothing is overwritten), or the folder cannot be written.
pub(crate) fn save(path: &Path, mut snapshot: Snapshot, audit: &Audit) -> Result<()> {
    if let Some(existing) = load_if_there(path).context("nothing was overwritten")? {
        let (_, unseen) = split(existing, audit);
        snapshot.sites.extend(unseen.sites);
        snapshot.mentions.extend(unseen.mentions);
    }
    sort(&mut snapshot);
    // A link stays a link: what it points to is written.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    write_atomically(&target, &to_text(&snapshot)?)
}

fn write_atomically(path: &Path, text: &str) -> Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let write = || -> std::io::Result<()> {
        let mut file = tempfile::Builder::new().prefix(".clone-baseline-").tempfile_in(folder)?;
        file.write_all(text.as_bytes())?;
        keep_permissions(path, file.as_file())?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    };
    write().with_context(|| format!("cannot write the baseline {}", path.display()))
}

/// A temporary file is private; a baseline is for everybody who may read the project.
#[cfg(unix)]
fn keep_permissions(path: &Path, file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let permissions = std::fs::metadata(path)
        .map_or_else(|_| std::fs::Permissions::from_mode(0o644), |existing| existing.permissions());
    file.set_permissions(permissions)
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "same signature as on Unix")]
fn keep_permissions(_path: &Path, _file: &std::fs::File) -> std::io::Result<()> {
    Ok(())
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
        assert_eq!(parse(&text).expect("own text"), snapshot);
    }

    #[test]
    fn damage_other_schemas_and_strangers_are_told_apart() {
        let good = to_text(&Snapshot { sites: vec![site("a")], mentions: Vec::new() }).expect("plain");
        for (text, part) in [
            (good[..good.len() - 20].to_owned(), "damaged"),
            (good.replace("baseline/v1", "baseline/v2"), "newer"),
            (good.replace("clone-audit/baseline/v1", "other/thing"), "not a baseline"),
            (good.replace("\"receiver\"", "\"receivers\""), "receivers"),
            ("<<<<<<< HEAD\n".to_owned(), "damaged"),
        ] {
            let error = format!("{:#}", parse(&text).expect_err(&text));
            assert!(error.contains(part), "{error}");
        }
    }

    #[test]
    fn nothing_is_written_over_what_is_no_baseline() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let path = folder.path().join("b.json");
        std::fs::write(&path, "{\"schema\":\"x\"}").expect("writable");
        assert!(save(&path, Snapshot::default(), &Audit::default()).is_err());
        assert_eq!(std::fs::read_to_string(&path).expect("still there"), "{\"schema\":\"x\"}");
    }
}
