//! The file `clone-baseline.json`.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use tempfile::NamedTempFile;

use crate::model::Snapshot;

use super::text::{REMEDY, conflict, is_of_baselines, option_for, parse, sort, to_text};

/// A baseline's file as it was read.
#[derive(Debug)]
pub(crate) struct BaselineFile {
    path: PathBuf,
    /// None where there is no such file.
    text: Option<String>,
}

impl BaselineFile {
    /// Reads a file, which may be missing.
    ///
    /// # Errors
    /// It is there and cannot be read.
    pub(crate) fn read(path: PathBuf) -> Result<Self> {
        let text = text_of(&path)?;
        Ok(Self { path, text })
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Its text; `None` where there is no such file.
    pub(crate) fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// What it holds.
    ///
    /// # Errors
    /// No such file, no JSON, another schema, or fields that are none; each names the file and the remedy.
    pub(crate) fn load(&self) -> Result<Snapshot> {
        match self.load_if_there()? {
            Some(snapshot) => Ok(snapshot),
            None => bail!(
                "no baseline {}; create it with `cargo clone-audit baseline save{}`, or name another with --baseline FILE",
                self.path.display(),
                option_for(&self.path)
            ),
        }
    }

    /// What it holds; `None` where there is no such file.
    ///
    /// # Errors
    /// As [`Self::load`], but for the missing file.
    pub(crate) fn load_if_there(&self) -> Result<Option<Snapshot>> {
        let Some(text) = &self.text else { return Ok(None) };
        let path = &self.path;
        parse(text, path).map(Some).with_context(|| format!("cannot use the baseline {}", path.display()))
    }

    /// What it holds, to be written anew: nothing if it is missing, or if git could not merge it and `is_all_new`.
    ///
    /// # Errors
    /// It is no baseline of this tool, or damaged.
    pub(crate) fn load_to_replace(&self, is_all_new: bool) -> Result<Snapshot> {
        let is_conflicted = |text: &str| conflict(text).is_some() && is_of_baselines(text);
        if is_all_new && self.text().is_some_and(is_conflicted) {
            return Ok(Snapshot::default());
        }
        Ok(self.load_if_there().context("nothing was overwritten")?.unwrap_or_default())
    }

    /// Writes another snapshot and what is kept beside it: into another file first, so that this one is whole or as it was.
    ///
    /// # Errors
    /// Somebody else has written it since it was read, or the folder cannot be written.
    pub(crate) fn replace(&self, mut snapshot: Snapshot, kept: Snapshot) -> Result<()> {
        snapshot.sites.extend(kept.sites);
        snapshot.mentions.extend(kept.mentions);
        sort(&mut snapshot);
        let text = to_text(&snapshot)?;
        let target = behind_link(&self.path);
        let written = write_beside(&target, &text)?;
        // As late as can be: somebody else may be at it.
        if text_of(&self.path)? != self.text {
            bail!(
                "the baseline {} has changed meanwhile; nothing was overwritten, run this again",
                self.path.display()
            );
        }
        written
            .persist(&target)
            .map_err(|error| error.error)
            .with_context(|| format!("cannot write the baseline {}", target.display()))?;
        Ok(())
    }
}

fn text_of(path: &Path) -> Result<Option<String>> {
    let read = || -> Result<String> {
        let kind = std::fs::metadata(path)?;
        if kind.is_dir() {
            bail!("it is a directory; name another with --baseline FILE, or `baseline` in the configuration");
        }
        // Reading a pipe may wait forever, and of a device there may be no end.
        if !kind.is_file() && !is_nameless_pipe(path, &kind) {
            bail!("it is not a file but a pipe or device");
        }
        String::from_utf8(std::fs::read(path)?).with_context(|| format!("it is damaged or not a baseline; {REMEDY}"))
    };
    match read() {
        Ok(text) => Ok(Some(text)),
        Err(error) if is_missing(&error) => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read the baseline {}", path.display())),
    }
}

fn is_missing(error: &anyhow::Error) -> bool {
    error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound)
}

/// What a shell makes of `--baseline <(git show main:clone-baseline.json)`: somebody writes to it.
#[cfg(unix)]
fn is_nameless_pipe(path: &Path, kind: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    kind.file_type().is_fifo() && path.canonicalize().is_err()
}

#[cfg(not(unix))]
fn is_nameless_pipe(_path: &Path, _kind: &std::fs::Metadata) -> bool {
    false
}

/// A link stays a link: what it points to is written, be it there or not.
fn behind_link(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| match (std::fs::read_link(path), path.parent()) {
        (Ok(to), Some(folder)) => folder.join(to),
        _ => path.to_owned(),
    })
}

/// Writes a file beside another, which it will take the place of.
fn write_beside(path: &Path, text: &str) -> Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let write = || -> std::io::Result<NamedTempFile> {
        let mut file = tempfile::Builder::new().prefix(".clone-baseline-").tempfile_in(folder)?;
        file.write_all(text.as_bytes())?;
        keep_permissions(path, file.as_file())?;
        file.as_file().sync_all()?;
        Ok(file)
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

    fn file() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("temporary folder");
        let path = folder.path().join("b.json");
        (folder, path)
    }

    #[test]
    fn what_is_no_baseline_is_not_loaded_to_be_replaced() {
        let (_folder, path) = file();
        for text in ["{\"schema\":\"x\"}", "a title\n=======\n"] {
            std::fs::write(&path, text).expect("writable");
            let file = BaselineFile::read(path.clone()).expect("readable");
            assert!(file.load_to_replace(true).is_err(), "{text}");
        }
        std::fs::write(&path, "<<<<<<< a\n{\"package\": 1}\n=======\n>>>>>>> b\n").expect("writable");
        let file = BaselineFile::read(path).expect("readable");
        assert!(file.load_to_replace(true).is_ok() && file.load_to_replace(false).is_err());
    }

    #[test]
    fn what_has_changed_since_it_was_read_is_left_alone() {
        let (_folder, path) = file();
        let file = BaselineFile::read(path.clone()).expect("none");
        file.replace(Snapshot::default(), Snapshot::default()).expect("written");
        let error = file.replace(Snapshot::default(), Snapshot::default()).expect_err("it was not there");
        assert!(error.to_string().contains("changed meanwhile"), "{error}");
        BaselineFile::read(path).expect("readable").replace(Snapshot::default(), Snapshot::default()).expect("written");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_nowhere_yet_stays_a_link() {
        let (folder, path) = file();
        std::os::unix::fs::symlink("real.json", &path).expect("link");
        BaselineFile::read(path.clone())
            .expect("none")
            .replace(Snapshot::default(), Snapshot::default())
            .expect("written");
        assert!(path.is_symlink() && folder.path().join("real.json").is_file());
    }
}
