//! The commits of a history.

use anyhow::{Result, bail};

use super::Git;

/// A commit of a history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LoggedCommit {
    /// Its hash.
    pub(crate) id: String,
    /// When it was committed, in seconds since 1970.
    pub(crate) time: i64,
    /// The day, as its committer's calendar has it: `2026-08-21`.
    pub(crate) date: String,
    /// Who wrote it.
    pub(crate) author: String,
    /// The first line of its message.
    pub(crate) subject: String,
    /// Its tag, where tags were asked for.
    pub(crate) tag: Option<String>,
    /// Its place in the range, from 0 on; not known where tags were asked for.
    pub(crate) place: Option<usize>,
}

/// Between the parts of an answer.
const FORMAT: &str = "%H%x00%ct%x00%cs%x00%an%x00%s";

impl Git {
    /// The commits of a range (`v1..HEAD`), else all up to a revision, oldest first. Of merges only the first parents are
    /// followed, unless `all_parents`. A range begins with the commit that it leaves out, from which the first change is
    /// counted.
    ///
    /// # Errors
    /// There is no such revision, or the history is cut off in the range; with what to do.
    pub(crate) fn history(&self, range: &str, all_parents: bool) -> Result<Vec<LoggedCommit>> {
        let (start, end) = match range.split_once("..") {
            Some((_, end)) if end.starts_with('.') => bail!("{range:?} has three dots; give a range as `v1..HEAD`"),
            Some((start, end)) => (Some(start), if end.is_empty() { "HEAD" } else { end }),
            None => (None, range),
        };
        let end = self.named(end)?.id;
        let start = start.map(|start| self.named(if start.is_empty() { "HEAD" } else { start })).transpose()?;
        let first_parent = if all_parents { "--topo-order" } else { "--first-parent" };
        let mut arguments = vec!["log".to_owned(), "--reverse".to_owned(), first_parent.to_owned()];
        arguments.extend([format!("--format={FORMAT}"), end]);
        arguments.extend(start.as_ref().map(|start| format!("^{}", start.id)));
        let mut commits = start.map(|start| self.logged(&start.id)).transpose()?.unwrap_or_default();
        commits.extend(self.log_of(&arguments)?);
        for (place, commit) in commits.iter_mut().enumerate() {
            commit.place = Some(place);
        }
        Ok(commits)
    }

    /// The commits of the tags that a revision has in its history, oldest first.
    ///
    /// # Errors
    /// There is no such revision.
    pub(crate) fn tagged(&self, range: &str) -> Result<Vec<LoggedCommit>> {
        let (start, end) = range.split_once("..").map_or((None, range), |(start, end)| (Some(start), end));
        let end = self.named(if end.is_empty() { "HEAD" } else { end })?.id;
        let mut arguments = vec!["for-each-ref", "--format=%(refname:strip=2)", "--merged", &end];
        let start = start.map(|start| self.named(start)).transpose()?.map(|start| start.id);
        if let Some(start) = &start {
            arguments.extend(["--no-merged", start]);
        }
        arguments.push("refs/tags");
        let tags = self.answer(&arguments)?;
        let mut commits = Vec::new();
        for tag in String::from_utf8_lossy(&tags).lines() {
            let Some(commit) = self.commit(&format!("refs/tags/{tag}")) else { continue };
            commits.extend(
                self.logged(&commit)?.into_iter().map(|commit| LoggedCommit { tag: Some(tag.to_owned()), ..commit }),
            );
        }
        commits.sort_by(|a, b| (a.time, &a.tag).cmp(&(b.time, &b.tag)));
        commits.dedup_by(|a, b| a.id == b.id);
        Ok(commits)
    }

    fn logged(&self, commit: &str) -> Result<Vec<LoggedCommit>> {
        self.log_of(&["log".to_owned(), "-1".to_owned(), format!("--format={FORMAT}"), commit.to_owned()])
    }

    fn log_of(&self, arguments: &[String]) -> Result<Vec<LoggedCommit>> {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).chain(["--"]).collect();
        let answer = self.answer(&arguments)?;
        let parse = |line: &str| {
            let mut parts = line.splitn(5, '\0').map(str::to_owned);
            let (id, time) = (parts.next()?, parts.next()?.parse().ok()?);
            let (date, author, subject) = (parts.next()?, parts.next()?, parts.next()?);
            Some(LoggedCommit { id, time, date, author, subject, tag: None, place: None })
        };
        Ok(String::from_utf8_lossy(&answer).lines().filter_map(parse).collect())
    }
}
