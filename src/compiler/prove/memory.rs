//! Verdicts of earlier runs, by the site's identity and the tokens of the function around it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};

use crate::compiler::candidates::memory_key;
use crate::model::{Fingerprint, Site};

/// A verdict.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Remembered {
    /// The attempt of this number compiled. It is tried again: what it rests on may have changed elsewhere.
    Removable(usize),
    /// No attempt compiled; the compiler's words.
    Needed(String),
}

/// The verdicts of one configuration.
#[derive(Debug)]
pub(super) struct Memory {
    path: PathBuf,
    verdicts: BTreeMap<String, Remembered>,
}

impl Memory {
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
