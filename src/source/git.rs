//! What git says of a repository, asked of `git` itself: it knows every layout of repositories and work trees.
//!
//! Every question may have no answer: no git on this machine, no repository, a shallow clone without the commits.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, anyhow};

use crate::model::{Commit, Quoted};

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

    /// The files of this folder that git has, as far as their names are text.
    pub(crate) fn tracked(&self) -> Vec<PathBuf> {
        let names = self.output(&["ls-files", "-z", "--cached"]).unwrap_or_default();
        let names = names.split(|byte| *byte == 0).filter_map(|name| std::str::from_utf8(name).ok());
        names.filter(|name| !name.is_empty()).map(|name| self.folder.join(name)).collect()
    }

    /// What is not committed, as `git status --porcelain -z` has it, files that git does not know among it.
    ///
    /// # Errors
    /// Why git does not say.
    pub(crate) fn status(folder: &Path) -> Result<String> {
        // Else it would speak of another folder, which the configuration names.
        if Self::around(folder).is_none() {
            return Err(anyhow!("it is in no work tree of git"));
        }
        let output = command(folder)
            .args(["status", "--porcelain", "-z", "--untracked-files=all"])
            .output()
            .context("cannot run git")?;
        if !output.status.success() {
            return Err(Quoted::here(String::from_utf8_lossy(&output.stderr).trim_start_matches("fatal: ")).into());
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn ask(&self, arguments: &[&str]) -> Option<String> {
        String::from_utf8(self.output(arguments)?).ok()
    }

    fn output(&self, arguments: &[&str]) -> Option<Vec<u8>> {
        let output = command(&self.folder).args(arguments).stderr(Stdio::null()).output();
        output.ok().filter(|output| output.status.success()).map(|output| output.stdout)
    }
}

/// `git` in a folder, which runs no program that the repository's configuration names, writes nothing and asks no server. For
/// such a program, it would be enough that somebody looks at a repository; filters of files' contents (`git lfs`) are all
/// that is left, without which `git status` could not tell what has changed.
fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    // Hooks set these for another folder than the one that is asked about.
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(variable);
    }
    command.args(["--no-pager", "--no-optional-locks"]).arg("-C").arg(folder);
    for setting in ["core.fsmonitor=false", "core.hooksPath=/dev/null", "log.showSignature=false"] {
        command.args(["-c", setting]);
    }
    // A partial clone would fetch what it lacks.
    command.env("GIT_NO_LAZY_FETCH", "1").env("GIT_ALLOW_PROTOCOL", "none").env("GIT_TERMINAL_PROMPT", "0");
    command.stdin(Stdio::null());
    command
}
