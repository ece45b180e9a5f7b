//! Applies what was proven to the user's tree.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use similar::TextDiff;

use crate::model::{Edit, Removable};
use crate::report::plural;
use crate::source::{Git, Workspace};

use super::prove::edited;
use super::scratch::{Edited, Scratch};
use super::{Cargo, Progress, Request, process};

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

/// Files with changes that are not committed, and Rust files that never were: git could not bring them back.
///
/// # Errors
/// Git cannot be run, or does not say: no repository is around the workspace, or its `.git` is damaged.
pub(crate) fn dirty_files(workspace: &Workspace) -> Result<Vec<String>> {
    let text = Git::status(&workspace.root).with_context(|| {
        let root = workspace.root.display();
        format!(
            "git does not say whether {root} has uncommitted changes, so the edits could not be undone; pass --allow-dirty \
             to make them anyway"
        )
    })?;
    let is_rust = |entry: &str| Path::new(entry).extension().is_some_and(|ending| ending == "rs");
    let is_meant = |entry: &&str| !entry.starts_with("??") || is_rust(entry);
    let paths = text.split('\0').filter(is_meant).filter_map(|entry| entry.get(3..)).filter(|path| !path.is_empty());
    Ok(paths.map(str::to_owned).collect())
}

/// Writes a patch, each file at once or not at all, and has Cargo check what stands there then. If that fails, or
/// somebody presses Ctrl-C, every file is put back, which takes no room on a disk that the compiler may have filled.
///
/// # Errors
/// A file that changed meanwhile or cannot be written, a tree that does not compile, or Ctrl-C; nothing is changed then.
/// Files that cannot be put back are named.
pub(crate) fn apply(request: &Request<'_>, patch: &Patch) -> Result<()> {
    let root = &request.workspace.root;
    for (shown, (before, _)) in &patch.files {
        if request.workspace.sources.read_text(&root.join(shown)).ok().as_ref() != Some(before) {
            bail!("{shown} changed during the run, so nothing was written; run again");
        }
    }
    let scratch = Scratch::open(request.workspace)?;
    let undo = scratch.folder("undo");
    let mut written = Vec::new();
    let result = write_all(root, patch, &undo, &mut written).and_then(|()| verify(request, &scratch));
    let failed: Vec<_> = if result.is_ok() { Vec::new() } else { written.iter().rev().filter_map(put_back).collect() };
    if failed.is_empty() {
        // What could not be put back can be found there.
        let _ = fs::remove_dir_all(&undo);
    }
    match (result, failed.first()) {
        (Ok(()), _) => Ok(()),
        (Err(error), None) => Err(error.context("nothing was changed; all files were restored")),
        (Err(error), Some(_)) => Err(error.context(format!(
            "{} could not be restored: {}; what they held is in {}",
            plural(failed.len(), "file"),
            failed.join("; "),
            undo.display()
        ))),
    }
}

/// A file that has another content now.
struct Written<'p> {
    /// Where it is, without symbolic links.
    path: PathBuf,
    before: &'p str,
    after: &'p str,
    /// The file as it was: itself, where that is possible.
    kept: PathBuf,
}

fn write_all<'p>(root: &Path, patch: &'p Patch, undo: &Path, written: &mut Vec<Written<'p>>) -> Result<()> {
    let _ = fs::remove_dir_all(undo);
    fs::create_dir_all(undo).with_context(|| format!("cannot create the directory {}", undo.display()))?;
    for (at, (shown, (before, after))) in patch.files.iter().enumerate() {
        process::not_interrupted()?;
        let place = root.join(shown);
        let context = || format!("cannot write {}", place.display());
        // A symbolic link stays one.
        let real = place.canonicalize().with_context(context)?;
        let kept = undo.join(at.to_string());
        if fs::hard_link(&real, &kept).is_err() {
            // On another disk.
            fs::copy(&real, &kept).with_context(context)?;
        }
        write(&real, after).with_context(context)?;
        written.push(Written { path: real, before, after, kept });
    }
    Ok(())
}

/// Puts a file back; says which one and why not, if that fails. What somebody has written since is theirs.
fn put_back(file: &Written<'_>) -> Option<String> {
    if fs::read(&file.path).is_ok_and(|now| now != file.after.as_bytes()) {
        return Some(format!("{} has changed meanwhile", file.path.display()));
    }
    let error = fs::rename(&file.kept, &file.path).or_else(|_| write(&file.path, file.before)).err()?;
    Some(format!("{}: {error}", file.path.display()))
}

/// Replaces a file's content atomically: a reader sees either the old or the new content.
fn write(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(path.parent().unwrap_or(path))?;
    file.write_all(text.as_bytes())?;
    fs::set_permissions(file.path(), fs::metadata(path)?.permissions())?;
    file.persist(path)?;
    Ok(())
}

/// Checks the tree as it is now, in a fresh copy.
fn verify(request: &Request<'_>, scratch: &Scratch) -> Result<()> {
    (request.watch)(&Progress::Phase("checking the edited workspace"));
    scratch.sync(request.workspace, &Edited::new())?;
    let cargo = Cargo::new(scratch, request);
    super::untouched_must_compile(&cargo.check(&[])?)?;
    Ok(())
}
