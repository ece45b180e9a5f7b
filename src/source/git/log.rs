//! The commits of a history.

use std::collections::HashMap;

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
    /// followed. A range begins with the commit where its end has left its start, from which the first change is counted.
    ///
    /// # Errors
    /// There is no such revision or no commit in the range; with what to do.
    pub(crate) fn history(&self, range: &str) -> Result<Vec<LoggedCommit>> {
        let (start, end) = self.ends(range)?;
        let mut arguments = vec!["log".to_owned(), "--reverse".to_owned(), "--first-parent".to_owned()];
        arguments.extend([format!("--format={FORMAT}"), end]);
        arguments.extend(start.as_ref().map(|start| format!("^{start}")));
        let after = self.log_of(&arguments)?;
        if after.is_empty() {
            bail!("there is no commit in {range}; a range goes from the older to the newer one");
        }
        let mut commits = start.map(|start| self.logged(&start)).transpose()?.unwrap_or_default();
        commits.extend(after);
        for (place, commit) in commits.iter_mut().enumerate() {
            commit.place = Some(place);
        }
        Ok(commits)
    }

    /// The commits of the tags in the history of a range or revision, in its order. A range begins with its start.
    ///
    /// # Errors
    /// As [`Git::history`].
    pub(crate) fn tagged(&self, range: &str) -> Result<Vec<LoggedCommit>> {
        let (start, end) = self.ends(range)?;
        let order = self.ask(&["rev-list", "--topo-order", "--reverse", &end]).unwrap_or_default();
        let places: HashMap<&str, usize> = order.lines().enumerate().map(|(place, id)| (id, place)).collect();
        let mut arguments = vec!["for-each-ref", "--format=%(refname:strip=2)", "--merged", &end];
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
        if commits.is_empty() {
            bail!("there is no tag in {range}");
        }
        commits.sort_by_key(|commit| places.get(&*commit.id).copied());
        commits.dedup_by(|a, b| a.id == b.id);
        let mut all = start.map(|start| self.logged(&start)).transpose()?.unwrap_or_default();
        all.extend(commits);
        Ok(all)
    }

    /// The hashes of a range's ends; of the start where the end has left it.
    fn ends(&self, range: &str) -> Result<(Option<String>, String)> {
        let (start, end) = match range.split_once("..") {
            Some((_, end)) if end.starts_with('.') => bail!("{range:?} has three dots; give a range as `v1..HEAD`"),
            Some((start, end)) => (Some(start), end),
            None => (None, range),
        };
        let or_head = |name: &str| if name.is_empty() { "HEAD".to_owned() } else { name.to_owned() };
        let end = self.named(&or_head(end))?.id;
        let Some(start) = start else { return Ok((None, end)) };
        let start = self.named(&or_head(start))?.id;
        match self.merge_base(&start, &end) {
            Some(base) => Ok((Some(base), end)),
            None => bail!("the ends of {range} have no commit in common, or the clone is shallow"),
        }
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
