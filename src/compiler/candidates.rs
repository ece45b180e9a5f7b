//! The sites that are asked about: with the text of their files, and what can be tried.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use anyhow::{Context as _, Result};

use crate::model::{Fingerprint, Site};
use crate::source::Workspace;

/// A file with sites.
#[derive(Clone, Debug)]
pub(super) struct SourceFile {
    pub(super) text: String,
    /// The edition of its package.
    pub(super) edition: String,
}

/// Files by the paths that documents show.
pub(super) type Files = BTreeMap<Arc<str>, SourceFile>;

/// Reads the files of sites.
///
/// # Errors
/// One that cannot be read, or that is not the one that was audited.
pub(super) fn read(workspace: &Workspace, sites: &[Site]) -> Result<Files> {
    let editions: HashMap<&str, &str> =
        workspace.packages.iter().map(|package| (&*package.name, package.edition.as_str())).collect();
    let mut files = Files::new();
    for site in sites {
        if !files.contains_key(&site.location.path) {
            let path = workspace.root.join(&*site.location.path);
            let text = workspace.sources.read_text(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let edition = editions.get(&*site.package).copied().unwrap_or("2024").to_owned();
            files.insert(Arc::clone(&site.location.path), SourceFile { text, edition });
        }
        let text = files.get(&site.location.path).and_then(|file| file.text.get(site.location.bytes.clone()));
        if !text.is_some_and(|text| text.contains("clone") || text.contains("to_") || text.contains("owned")) {
            anyhow::bail!("{} changed during the run; run again", site.location.path);
        }
    }
    Ok(files)
}

/// The function around a site, in its file: candidates in the same one may disturb each other.
pub(super) fn function_of(site: &Site) -> Range<usize> {
    site.function.as_ref().map_or_else(|| site.location.bytes.clone(), |(bytes, _)| bytes.clone())
}

/// What a verdict on a site is remembered by: the site's identity and the tokens of the function around it.
pub(super) fn memory_key(site: &Site) -> Fingerprint {
    let function = site.function.as_ref().map_or_else(String::new, |(_, hash)| hash.to_string());
    Fingerprint::of(&[&site.fingerprint, &function])
}
