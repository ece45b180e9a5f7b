//! What git says of a repository, asked of `git` itself: it knows every layout of repositories and work trees.
//!
//! Every question may have no answer: no git on this machine, no repository, a shallow clone without the commits.

mod blame;
mod changed_lines;
mod command;
mod log;
mod objects;
mod revisions;

use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context as _, Result, anyhow};

use crate::model::{Commit, Quoted};

use command::command;

pub(crate) use command::os_string;
pub(crate) use log::LoggedCommit;
pub(crate) use objects::{ObjectId, Objects, Stored};
pub(crate) use revisions::NamedCommit;

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

    /// The repository around a folder.
    ///
    /// # Errors
    /// Why there is none: no git, no repository, or one that git does not trust, with git's own remedy.
    pub(crate) fn open(folder: &Path) -> Result<Self> {
        let git = Self { folder: folder.to_owned() };
        let answer = git.answer(&["rev-parse", "--is-inside-work-tree"])?;
        if answer.trim_ascii() != b"true" {
            return Err(anyhow!("{} is not in the work tree of a git repository", folder.display()));
        }
        Ok(git)
    }

    /// The top folder of the work tree, without symbolic links.
    ///
    /// # Errors
    /// Git does not say.
    pub(crate) fn top(&self) -> Result<PathBuf> {
        let answer = self.answer(&["rev-parse", "--show-toplevel"])?;
        let answer = answer.strip_suffix(b"\n").unwrap_or(&answer);
        Ok(PathBuf::from(os_string(answer)?))
    }

    /// The path of this folder from the top, with a slash at the end; empty at the top, `None` if it is no text.
    pub(crate) fn prefix(&self) -> Option<String> {
        self.ask(&["rev-parse", "--show-prefix"]).map(|prefix| prefix.trim_end_matches('\n').to_owned())
    }

    /// This folder without symbolic links.
    ///
    /// # Errors
    /// Git does not say.
    pub(crate) fn folder_without_links(&self) -> Result<PathBuf> {
        let answer = self.answer(&["rev-parse", "--show-prefix"])?;
        let below = PathBuf::from(os_string(answer.strip_suffix(b"\n").unwrap_or(&answer))?);
        // Joined with nothing, a path ends with a slash.
        Ok(self.top()?.components().chain(below.components()).collect())
    }

    /// The file of what git ignores that is not committed: `.git/info/exclude`.
    pub(crate) fn exclude_file(&self) -> Option<PathBuf> {
        let path = self.ask(&["rev-parse", "--git-path", "info/exclude"])?;
        Some(self.folder.join(path.trim_end_matches('\n')))
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
        (!self.is_shallow()).then_some(false)
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

    /// A file of this folder that git has and a sparse checkout leaves out of the work tree, of those that match a pattern.
    pub(crate) fn left_out_of_work_tree(&self, pattern: &str) -> Option<String> {
        let all = self.output(&["ls-files", "-z", "-t", "--cached", "--", pattern])?;
        let mut entries = all.split(|byte| *byte == 0);
        // `S` is what git calls such a file.
        let left_out = entries.find_map(|entry| entry.strip_prefix(b"S "))?;
        Some(String::from_utf8_lossy(left_out).into_owned())
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
        let git = Self { folder: folder.to_owned() };
        let output = git.answer(&["status", "--porcelain", "-z", "--untracked-files=all"])?;
        Ok(String::from_utf8_lossy(&output).into_owned())
    }

    /// What git answers.
    ///
    /// # Errors
    /// Git's own words, or that there is no git.
    fn answer(&self, arguments: &[&str]) -> Result<Vec<u8>> {
        let output = match command(&self.folder).args(arguments).output() {
            Ok(output) => output,
            Err(error) if error.kind() == io::ErrorKind::NotFound && self.folder.is_dir() => {
                return Err(anyhow!("there is no git on the PATH, which knows the revisions; install it"));
            }
            Err(error) => return Err(error).context("cannot run git"),
        };
        if !output.status.success() {
            return Err(Quoted::here(String::from_utf8_lossy(&output.stderr).trim_start_matches("fatal: ")).into());
        }
        Ok(output.stdout)
    }

    fn ask(&self, arguments: &[&str]) -> Option<String> {
        String::from_utf8(self.output(arguments)?).ok()
    }

    fn output(&self, arguments: &[&str]) -> Option<Vec<u8>> {
        let output = command(&self.folder).args(arguments).stderr(Stdio::null()).output();
        output.ok().filter(|output| output.status.success()).map(|output| output.stdout)
    }
}
