//! Verdicts of earlier runs, by the site's identity and the tokens of the function around it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};

use crate::compiler::candidates::memory_key;
use crate::compiler::scratch;
use crate::model::{Fingerprint, Proven, Site};
use crate::source::Workspace;

/// A verdict.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Remembered {
    /// The attempt of this number compiled. It is tried again: what it rests on may have changed elsewhere.
    Removable(usize),
    /// No attempt compiled; the compiler's words.
    Needed(String),
}

/// What `prove` last found out about sites, in the configuration that it looked at last.
pub(crate) fn recall(workspace: &Workspace, sites: &mut [Site]) {
    let Some(verdicts) = latest(&scratch::home(workspace).join("cache")) else { return };
    for site in sites {
        site.verdict.proof = verdicts.get(&memory_key(site).to_string()).map(|verdict| match verdict {
            Remembered::Removable(_) => Proven { removable: true, reason: None },
            Remembered::Needed(reason) => Proven { removable: false, reason: Some(reason.to_owned()) },
        });
    }
}

/// The verdicts that were written last. Where there are none, or they cannot be read, nothing is known.
fn latest(folder: &Path) -> Option<BTreeMap<String, Remembered>> {
    let is_verdicts = |path: &PathBuf| {
        path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with("verdicts-"))
    };
    let files = std::fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path())).filter(is_verdicts);
    let last = files.max_by_key(|path| path.metadata().and_then(|data| data.modified()).ok())?;
    serde_json::from_slice(&std::fs::read(last).ok()?).ok()
}

/// The verdicts of one configuration.
#[derive(Debug)]
pub(super) struct VerdictCache {
    path: PathBuf,
    verdicts: BTreeMap<String, Remembered>,
}

impl VerdictCache {
    /// Reads what is remembered. A file that cannot be read or is damaged remembers nothing: it only saves time.
    pub(super) fn load(folder: &Path, configuration: Fingerprint, is_fresh: bool) -> Self {
        let path = folder.join(format!("verdicts-{configuration}.json"));
        let text = std::fs::read(&path).ok().filter(|_| !is_fresh);
        let verdicts = text.and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default();
        Self { path, verdicts }
    }

    pub(super) fn get(&self, site: &Site) -> Option<&Remembered> {
        self.verdicts.get(&memory_key(site).to_string())
    }

    pub(super) fn set(&mut self, site: &Site, verdict: Remembered) {
        self.verdicts.insert(memory_key(site).to_string(), verdict);
    }

    /// Writes it down.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(super) fn save(&self) -> Result<()> {
        std::fs::write(&self.path, serde_json::to_vec(&self.verdicts)?)
            .with_context(|| format!("cannot write {}", self.path.display()))
    }
}
