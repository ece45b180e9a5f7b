//! What git says of a repository, asked of `git` itself: it knows every layout of repositories and work trees.
//!
//! Every question may have no answer: no git on this machine, no repository, a shallow clone without the commits.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::model::Commit;

/// The repository around a folder.
#[derive(Clone, Debug)]
pub(crate) struct Git {
    folder: PathBuf,
}

impl Git {
    /// The repository around a folder; `None` if there is none, or no git.
    pub(crate) fn around(folder: &Path) -> Option<Self> {
        let git = Self { folder: folder.to_owned() };
        git.ask(&["rev-parse", "--is-inside-work-tree"]).filter(|answer| answer.trim() == "true").map(|_| git)
    }

    /// The branch that others start from and come back to: the one that is `known` to be it, the remote's default, else
    /// one with a usual name.
    pub(crate) fn main_branch(&self, known: Option<&str>) -> Option<String> {
        if let Some(known) = known {
            // Another one would tell another story.
            return self.commit(known).map(|_| known.to_owned());
        }
        let of_remote = self.ask(&["rev-parse", "--abbrev-ref", "origin/HEAD"]).map(|name| name.trim().to_owned());
        let usual = ["origin/main", "origin/master", "heads/main", "heads/master"].map(str::to_owned);
        of_remote.into_iter().chain(usual).find(|name| name != "origin/HEAD" && self.commit(name).is_some())
    }

    /// The hash of a commit.
    pub(crate) fn commit(&self, revision: &str) -> Option<String> {
        let name = format!("{revision}^{{commit}}");
        self.ask(&["rev-parse", "--verify", "--quiet", "--end-of-options", &name]).map(|hash| hash.trim().to_owned())
    }

    /// Where two histories part.
    pub(crate) fn merge_base(&self, a: &str, b: &str) -> Option<String> {
        self.ask(&["merge-base", a, b]).map(|hash| hash.trim().to_owned())
    }

    /// A file of this folder, by its name, as a commit has it.
    pub(crate) fn file_at(&self, commit: &str, name: &str) -> Option<String> {
        self.ask(&["show", &format!("{commit}:./{name}")])
    }

    /// Whether git ignores a path of this folder, which need not be there.
    pub(crate) fn ignores(&self, path: &str) -> bool {
        self.ask(&["check-ignore", "--quiet", "--", path]).is_some()
    }

    /// Whether the history has, or had, something at a path of this folder. `None` if the history is cut off, so that it
    /// cannot tell.
    pub(crate) fn has_known(&self, path: &str) -> Option<bool> {
        let path = format!(":(literal){path}");
        let is_any = |answer: Option<String>| answer.is_some_and(|answer| !answer.trim().is_empty());
        if is_any(self.ask(&["ls-files", "--", &path]))
            || is_any(self.ask(&["log", "-1", "--all", "--format=%h", "--", &path]))
        {
            return Some(true);
        }
        let is_shallow = self.ask(&["rev-parse", "--is-shallow-repository"])?.trim() == "true";
        (!is_shallow).then_some(false)
    }

    /// The commits from one to another, newest first, that change a file of this folder. Merges are named only where
    /// nothing else has changed it.
    pub(crate) fn commits(&self, from: &str, to: &str, name: &str) -> Vec<Commit> {
        let plain = self.log("--no-merges", from, to, name);
        if plain.is_empty() { self.log("--merges", from, to, name) } else { plain }
    }

    fn log(&self, which: &str, from: &str, to: &str, name: &str) -> Vec<Commit> {
        let range = format!("{from}..{to}");
        let log = self.ask(&["log", which, "-m", "--format=%h%x00%an%x00%s", &range, "--", name]);
        let parse = |line: &str| {
            let mut parts = line.split('\0').map(str::to_owned);
            Some(Commit { id: parts.next()?, author: parts.next()?, subject: parts.next()? })
        };
        log.iter().flat_map(|log| log.lines()).filter_map(parse).collect()
    }

    /// A hash, abbreviated.
    pub(crate) fn short(&self, commit: &str) -> String {
        self.ask(&["rev-parse", "--short", commit]).map_or_else(|| commit.to_owned(), |short| short.trim().to_owned())
    }

    /// How `.gitattributes` want a file of this folder merged; `None` if they do not say.
    pub(crate) fn merge_attribute(&self, name: &str) -> Option<String> {
        let answer = self.ask(&["check-attr", "merge", "--", name])?;
        let value = answer.trim().rsplit(": ").next()?.to_owned();
        (value != "unspecified").then_some(value)
    }

    fn ask(&self, arguments: &[&str]) -> Option<String> {
        let mut command = Command::new("git");
        // Hooks set these for another folder than the one that is asked about.
        for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
            command.env_remove(variable);
        }
        command.arg("-C").arg(&self.folder).args(arguments).stdin(Stdio::null()).stderr(Stdio::null());
        let output = command.output().ok().filter(|output| output.status.success())?;
        String::from_utf8(output.stdout).ok()
    }
}
