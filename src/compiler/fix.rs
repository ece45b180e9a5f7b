//! Applies what was proven to the user's tree.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use similar::TextDiff;

use crate::model::{Edit, Removable};
use crate::source::Workspace;

use super::prove::edited;
use super::scratch::{Edited, Scratch};
use super::{Cargo, Progress, Request, is_interrupted};

/// What is to be written: for each file, by the path that documents show, its text now and afterwards.
#[derive(Clone, Debug, Default)]
pub(crate) struct Patch {
    files: BTreeMap<String, (String, String)>,
}

/// The patch that removes these clones.
///
/// # Errors
/// A file that cannot be read, or that is no longer what was proven.
pub(crate) fn patch(workspace: &Workspace, removals: &[&Removable]) -> Result<Patch> {
    let mut edits: BTreeMap<&str, Vec<Edit>> = BTreeMap::new();
    for removal in removals {
        let of_file = edits.entry(&removal.site.location.path).or_default();
        of_file.extend(removal.edits.iter().cloned());
        let path = workspace.root.join(&*removal.site.location.path);
        let text = workspace.sources.read_text(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let now = text.get(removal.site.location.bytes.clone()).map(squeezed);
        if now.as_deref().is_none_or(|now| !now.contains(&squeezed(&removal.site.receiver))) {
            bail!("{} changed since its clones were proven; run again", removal.site.location.path);
        }
    }
    let mut patch = Patch::default();
    for (shown, edits) in edits {
        let place = workspace.root.join(shown);
        let before = workspace.sources.read_text(&place).with_context(|| format!("cannot read {}", place.display()))?;
        let after = edited(&before, &edits);
        patch.files.insert(shown.to_owned(), (before, after));
    }
    Ok(patch)
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

impl Patch {
    /// Adds what a patch changes that was made of the files as this one leaves them.
    pub(crate) fn add(&mut self, next: Self) {
        for (shown, (before, after)) in next.files {
            self.files.entry(shown).and_modify(|(_, now)| now.clone_from(&after)).or_insert((before, after));
        }
    }

    /// The files as it leaves them, by their paths.
    pub(crate) fn texts(&self, root: &Path) -> BTreeMap<PathBuf, String> {
        self.files.iter().map(|(shown, (_, after))| (root.join(shown), after.clone())).collect()
    }

    /// How many files change.
    pub(crate) fn files(&self) -> usize {
        self.files.len()
    }

    /// As a unified diff, which `git apply` takes in the workspace's root.
    pub(crate) fn unified(&self) -> String {
        let mut text = String::new();
        for (path, (before, after)) in &self.files {
            let (old, new) = (git_name(&format!("a/{path}")), git_name(&format!("b/{path}")));
            text += &format!("diff --git {old} {new}\n");
            let diff = TextDiff::from_lines(before.as_str(), after.as_str());
            text += &diff.unified_diff().header(&old, &new).to_string();
        }
        text
    }
}

/// A path as patches name it: quoted as in C where it could end its line, or starts or ends otherwise than it seems.
fn git_name(path: &str) -> String {
    if !path.contains(|char: char| char.is_ascii_control() || char == '"' || char == '\\') {
        return path.to_owned();
    }
    let mut quoted = String::from("\"");
    for char in path.chars() {
        match char {
            '"' | '\\' => quoted.extend(['\\', char]),
            char if char.is_ascii_control() => quoted += &format!("\\{:03o}", u32::from(char)),
            char => quoted.push(char),
        }
    }
    quoted + "\""
}

/// Files with changes that are not committed, and Rust files that never were: git could not bring them back. `None` where
/// no git repository is around the workspace.
///
/// # Errors
/// Git cannot be run.
pub(crate) fn dirty_files(workspace: &Workspace) -> Result<Option<Vec<String>>> {
    let output = Command::new("git")
        .args(["status", "--porcelain", "-z", "--untracked-files=all"])
        .current_dir(&workspace.root)
        .output()
        .context("cannot run git to check for uncommitted changes; pass --allow-dirty to skip the check")?;
    if !output.status.success() {
        return Ok(None);
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let is_rust = |entry: &str| Path::new(entry).extension().is_some_and(|ending| ending == "rs");
    let is_meant = |entry: &&str| !entry.starts_with("??") || is_rust(entry);
    let paths = text.split('\0').filter(is_meant).filter_map(|entry| entry.get(3..)).filter(|path| !path.is_empty());
    Ok(Some(paths.map(str::to_owned).collect()))
}

/// Writes a patch, each file at once or not at all, and has Cargo check what stands there then. If that fails, or
/// somebody presses Ctrl-C, every file gets back what it held.
///
/// # Errors
/// A file that changed meanwhile or cannot be written, a tree that does not compile, or Ctrl-C; nothing is changed then.
pub(crate) fn apply(request: &Request<'_>, patch: &Patch) -> Result<()> {
    let root = &request.workspace.root;
    for (shown, (before, _)) in &patch.files {
        if request.workspace.sources.read_text(&root.join(shown)).ok().as_ref() != Some(before) {
            bail!("{shown} changed during the run, so nothing was written; run again");
        }
    }
    let mut written = Vec::new();
    let result = write_all(root, patch, &mut written).and_then(|()| verify(request));
    let Err(error) = result else { return Ok(()) };
    for (path, before) in written.iter().rev() {
        write(path, before).with_context(|| format!("cannot restore {} after: {error:#}", path.display()))?;
    }
    Err(error.context("nothing was changed; all files were restored"))
}

fn write_all<'p>(root: &Path, patch: &'p Patch, written: &mut Vec<(PathBuf, &'p str)>) -> Result<()> {
    for (shown, (before, after)) in &patch.files {
        if is_interrupted() {
            bail!("interrupted");
        }
        let place = root.join(shown);
        written.push((place.clone(), before));
        write(&place, after)?;
    }
    Ok(())
}

/// Replaces a file's content atomically: a reader sees either the old or the new content. A symbolic link stays one.
fn write(path: &Path, text: &str) -> Result<()> {
    let context = || format!("cannot write {}", path.display());
    let path = path.canonicalize().with_context(context)?;
    let folder = path.parent().with_context(context)?;
    let mut file = tempfile::NamedTempFile::new_in(folder).with_context(context)?;
    file.write_all(text.as_bytes()).with_context(context)?;
    let permissions = fs::metadata(&path).with_context(context)?.permissions();
    fs::set_permissions(file.path(), permissions).with_context(context)?;
    file.persist(&path).with_context(context)?;
    Ok(())
}

/// Checks the tree as it is now, in a fresh copy.
fn verify(request: &Request<'_>) -> Result<()> {
    (request.watch)(&Progress::Phase("checking the edited workspace"));
    let scratch = Scratch::open(request.workspace)?;
    scratch.sync(request.workspace, &Edited::new())?;
    let cargo = Cargo::new(&scratch, request);
    super::untouched_must_compile(&cargo.check(&[])?)?;
    Ok(())
}
