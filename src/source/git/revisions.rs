//! Which commit a revision means.

use anyhow::{Result, anyhow, bail};

use super::Git;

/// What a clone must have so that histories can be compared.
const WHOLE_HISTORY: &str =
    "this clone is shallow; fetch the whole history (`git fetch --unshallow`; with actions/checkout: `fetch-depth: 0`)";

/// A commit that somebody named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NamedCommit {
    /// Its hash.
    pub(crate) id: String,
    /// What was typed.
    pub(crate) revision: String,
    /// Whether it is where the work tree's branch has left that one.
    pub(crate) is_merge_base: bool,
    /// Which one it is, for people: `3f2c1ab`, or `3f2c1ab, where this branch left origin/main`.
    pub(crate) shown: String,
    /// What people should know before they trust a comparison with it.
    pub(crate) caution: Option<String>,
}

impl NamedCommit {
    /// A commit by its hash.
    pub(crate) fn by_hash(id: &str) -> Self {
        let shown = id.get(..9).unwrap_or(id).to_owned();
        Self { id: id.to_owned(), revision: id.to_owned(), is_merge_base: false, shown, caution: None }
    }
}

impl Git {
    /// The commit that a revision names.
    ///
    /// # Errors
    /// There is no such revision, with what to do.
    pub(crate) fn named(&self, revision: &str) -> Result<NamedCommit> {
        if revision.is_empty() || revision.starts_with(['-', '^']) {
            bail!("{revision:?} is no revision; give a branch, a tag or a commit");
        }
        let Some(id) = self.commit(revision) else { return Err(self.unknown(revision)) };
        self.check_unambiguous(revision, &id)?;
        let short = self.short(&id);
        let shown = if id.starts_with(revision) { short } else { format!("{revision} ({short})") };
        Ok(NamedCommit { id, revision: revision.to_owned(), is_merge_base: false, shown, caution: None })
    }

    /// The commit that a work tree is to be compared with. A branch means the commit where the work tree's branch left it, so
    /// that what others have done on it since counts for nothing; anything else, and everything if `exact`, means itself.
    ///
    /// # Errors
    /// There is no such revision, or the history is not there that tells where the branches part; each with what to do.
    pub(crate) fn base(&self, revision: &str, exact: bool) -> Result<NamedCommit> {
        let named = self.named(revision)?;
        if exact {
            return Ok(named);
        }
        if self.is_branch(revision) {
            return self.merge_base_with(named);
        }
        let caution = if self.merge_base("HEAD", &named.id).is_some_and(|base| base == named.id) {
            None
        } else {
            Some(format!(
                "{revision} is not in the history of HEAD, so what others have changed counts as well; name the branch, or \
                 pass --exact if this is meant"
            ))
        };
        Ok(NamedCommit { caution, ..named })
    }

    /// Fails if a branch, a tag or a hash share a name: a pushed tag must not choose what a gate compares with.
    fn check_unambiguous(&self, revision: &str, id: &str) -> Result<()> {
        let names = ["refs/tags/", "refs/heads/", "refs/remotes/"].map(|kind| format!("{kind}{revision}"));
        let found: Vec<(&String, String)> = names.iter().filter_map(|name| Some((name, self.commit(name)?))).collect();
        if let Some((other, _)) = found.iter().find(|(_, commit)| commit != id) {
            let all: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
            let other = if found.len() > 1 { all.join(" or ") } else { format!("{other} or the commit {id}") };
            bail!("`{revision}` means more than one commit: write {other}");
        }
        // A branch whose name is the beginning of a hash hides that commit.
        let is_hash = revision.len() >= 4 && revision.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_hash && !found.is_empty() && !id.starts_with(revision) {
            bail!("`{revision}` may be a commit or {}: write the latter, or the whole hash", found[0].0);
        }
        Ok(())
    }

    fn merge_base_with(&self, named: NamedCommit) -> Result<NamedCommit> {
        let NamedCommit { id: tip, revision: branch, .. } = &named;
        let Some(base) = self.merge_base("HEAD", tip) else {
            if self.is_shallow() {
                bail!("where this branch left {branch} is not known: {WHOLE_HISTORY}");
            }
            if self.commit("HEAD").is_none() {
                bail!("there is no commit yet that could be compared with {branch}");
            }
            bail!("HEAD and {branch} have no commit in common; --exact compares with {branch} as it is");
        };
        // Past a commit whose parents are cut off, another one may lie where the branches part.
        if self.is_cut_off(&base, tip) {
            bail!("where this branch left {branch} is not certain: {WHOLE_HISTORY}");
        }
        let bases = self.ask(&["merge-base", "--all", "HEAD", tip]).map_or(0, |all| all.lines().count());
        let caution = (bases > 1).then(|| {
            format!(
                "this branch and {branch} have merged each other and parted in {bases} places, of which one is taken, so what \
                 others have changed may count as well; merge {branch} once more"
            )
        });
        let short = self.short(&base);
        let shown = format!("{short}, where this branch left {branch}");
        Ok(NamedCommit { shown, id: base, is_merge_base: true, caution, ..named })
    }

    /// Whether a revision is a branch, of this repository or of a remote.
    fn is_branch(&self, revision: &str) -> bool {
        let name =
            self.ask(&["rev-parse", "--symbolic-full-name", "--verify", "--quiet", "--end-of-options", revision]);
        // Of `HEAD` it is the branch that is checked out, and `HEAD` means the commit.
        let names_head = matches!(revision, "HEAD" | "@");
        let is_head = |name: &str| name.starts_with("refs/heads/") || name.starts_with("refs/remotes/");
        name.is_some_and(|name| is_head(name.trim()) && !names_head)
    }

    /// Whether the history is cut off somewhere between a commit and HEAD, or another one.
    fn is_cut_off(&self, base: &str, tip: &str) -> bool {
        if !self.is_shallow() {
            return false;
        }
        // Commits whose parents are cut off have none here.
        let cut = self.ask(&["rev-list", "--max-parents=0", "HEAD", tip, &format!("^{base}")]);
        cut.is_none_or(|cut| !cut.trim().is_empty())
    }

    /// Whether the history is cut off, or git does not say.
    pub(crate) fn is_shallow(&self) -> bool {
        self.ask(&["rev-parse", "--is-shallow-repository"]).is_none_or(|answer| answer.trim() == "true")
    }

    fn unknown(&self, revision: &str) -> anyhow::Error {
        if revision == "HEAD" {
            return anyhow!("there is no commit yet");
        }
        if self.is_shallow() {
            return anyhow!("no revision `{revision}` here: {WHOLE_HISTORY}");
        }
        let remotes = self.ask(&["remote"]).unwrap_or_default();
        let of_remote =
            remotes.lines().find_map(|remote| Some((remote, revision.strip_prefix(remote)?.strip_prefix('/')?)));
        match of_remote {
            Some((remote, branch)) => {
                anyhow!("no revision `{revision}` here; fetch it: `git fetch {remote} {branch}`, or correct the name")
            }
            None => anyhow!("no revision `{revision}` in this repository; fetch it, or correct the name"),
        }
    }
}
