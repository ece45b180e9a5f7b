//! Files with documents.

use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

use crate::model::{Quoted, SITES_SCHEMA, Site};
use crate::rules::{self, Rules};

use super::naming;
use super::part::Document;
use super::wire::{ReadList, VERSION};

/// How to make one that can be read.
const REMEDY: &str = "write it with `cargo clone-audit list --format json > FILE`";

/// What tells a document from another one, whatever else it has.
#[derive(Debug, Deserialize)]
struct Head {
    schema: Option<String>,
    #[serde(default)]
    filtered: bool,
    audit: Option<AuditHead>,
}

#[derive(Debug, Deserialize)]
struct AuditHead {
    version: Option<String>,
}

/// Reads a document. Its workspace, if it has only one, is called `name` if that is given.
///
/// # Errors
/// The file cannot be read; it is damaged, of another schema or version, or filtered; or it has several workspaces and one
/// name. Each error names the file and the remedy.
pub(crate) fn read(path: &Path, name: Option<&str>) -> Result<Document> {
    let shown = path.display().to_string();
    document(path, &shown, name).with_context(|| format!("cannot use {shown}"))
}

fn document(path: &Path, shown: &str, name: Option<&str>) -> Result<Document> {
    let bytes = std::fs::read(path)?;
    let text = String::from_utf8(bytes).with_context(|| format!("it is damaged or no list of sites; {REMEDY}"))?;
    let head: Head = parse(&text)?;
    match head.schema.as_deref() {
        Some(SITES_SCHEMA) => {}
        Some(other) => bail!("it is a document of the schema {other:?}, not {SITES_SCHEMA:?}; {REMEDY}"),
        None => bail!("it has no `schema`, so it is no list of sites; {REMEDY}"),
    }
    if head.filtered {
        bail!("it is a filtered list, not an audit; {REMEDY}, without filters");
    }
    match head.audit.and_then(|audit| audit.version) {
        Some(version) if version == VERSION => {}
        Some(other) => bail!("version {other} has written it, and this is {VERSION}; {REMEDY}, with this version"),
        None => bail!("it has sites alone, without `audit`; {REMEDY}"),
    }
    let list: ReadList = parse(&text)?;
    check_rules(&list.sites)?;
    let mut audited =
        list.audit.with_sites(list.sites).with_context(|| format!("it is damaged or edited; {REMEDY}"))?;
    if let Some(name) = name {
        let name = naming::checked(name)?;
        let [about] = &mut audited.workspaces[..] else {
            bail!("it has {} workspaces, so {name:?} cannot name them", audited.workspaces.len());
        };
        name.clone_into(&mut about.name);
    }
    for about in &audited.workspaces {
        Rules::new(&about.rules).context("`by_rule` has a rule that this version does not know")?;
    }
    let parts = naming::apart(audited, shown).with_context(|| format!("it is damaged or edited; {REMEDY}"))?;
    Ok(Document { parts: parts.into_iter().map(|part| (part.about.name.clone(), part)).collect() })
}

fn parse<'t, T: Deserialize<'t>>(text: &'t str) -> Result<T> {
    let parsed = serde_json::from_str(text).map_err(|error| Quoted::here(&error.to_string()));
    parsed.with_context(|| format!("it is damaged or no list of sites; {REMEDY}"))
}

fn check_rules(sites: &[Site]) -> Result<()> {
    let mut found = sites.iter().flat_map(|site| &site.verdict.findings);
    match found.find(|finding| rules::rule(finding.rule).is_none()) {
        Some(finding) => bail!("it has findings of {:?}, which is no rule; {REMEDY}", finding.rule),
        None => Ok(()),
    }
}

/// Whether there is such a file.
pub(crate) fn is_there(path: &Path) -> bool {
    path.is_file()
}

/// Writes a document in its place at once: another one stays until this one is whole.
///
/// # Errors
/// The folder cannot be written.
pub(crate) fn write(path: &Path, text: &str) -> Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let write = || -> std::io::Result<()> {
        let mut file = tempfile::Builder::new().prefix(".clone-audit-").tempfile_in(folder)?;
        file.write_all(text.as_bytes())?;
        make_public(file.as_file())?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    };
    write().with_context(|| format!("cannot write {}", path.display()))
}

/// A temporary file is private; a document is for other machines.
#[cfg(unix)]
fn make_public(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "same signature as on Unix")]
fn make_public(_file: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}
