//! One commit after the other.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::audit::{Assembled, Listed, Memo};
use crate::baseline;
use crate::cache;
use crate::categories::Categories;
use crate::config::Config;
use crate::filter::Filter;
use crate::model::{Audit, BaselineSite, NamedCount, Point, Site, Snapshot};
use crate::source::{
    ContentHash, Git, LoggedCommit, NamedCommit, Repository, Revision, Selection, SourceTree, Workspace,
};

/// What audits of all commits share.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings<'a> {
    /// The configuration of the work tree.
    pub(crate) config: &'a Config,
    /// Its categories.
    pub(crate) categories: &'a Categories,
    /// Which sites count.
    pub(crate) filter: &'a Filter,
    /// Whether files that no target compiles count.
    pub(crate) with_orphans: bool,
}

/// Audits commits of a repository, one after the other.
#[derive(Debug)]
pub(crate) struct Walk<'a> {
    repository: Repository,
    /// The workspace's root, without symbolic links.
    root: PathBuf,
    settings: Settings<'a>,
    memo: Memo,
    /// The packages of the last commit, and the manifests that they come from.
    packages: Option<(ContentHash, Workspace)>,
    last: Option<State>,
    times: Times,
}

/// How long the parts of the work took, in the order in which they come first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Times(Vec<(&'static str, Duration)>);

impl Times {
    /// Does something and adds the time.
    fn of<R>(&mut self, part: &'static str, work: impl FnOnce() -> R) -> R {
        let start = Instant::now();
        let result = work();
        let time = start.elapsed();
        match self.0.iter_mut().find(|(name, _)| *name == part) {
            Some((_, all)) => *all += time,
            None => self.0.push((part, time)),
        }
        result
    }
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = self.0.iter().map(|(part, time)| format!("{part} {:.1} s", time.as_secs_f64()));
        f.write_str(&parts.collect::<Vec<_>>().join(", "))
    }
}

/// What the next commit is compared with.
#[derive(Debug)]
struct State {
    revision: Arc<Revision>,
    point: Point,
    /// The place of its commit in the range.
    place: Option<usize>,
    snapshot: Snapshot,
    /// Everything that the audit speaks of, by its path from the root.
    files: BTreeSet<Arc<str>>,
}

/// What there is of a commit.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// Its figures.
    Point(Box<Point>),
    /// There is no manifest at the workspace's root.
    NoWorkspace,
    /// Why it cannot be audited.
    Skipped(String),
}

impl<'a> Walk<'a> {
    /// Nothing is audited yet. `git` is asked in the workspace's root.
    ///
    /// # Errors
    /// Git does not say where the repository is.
    pub(crate) fn new(git: &Git, settings: Settings<'a>) -> Result<Self> {
        let (repository, root) = (Repository::around(git)?, git.folder_without_links()?);
        Ok(Self {
            repository,
            root,
            settings,
            memo: Memo::new(cache::declared),
            packages: None,
            last: None,
            times: Times::default(),
        })
    }

    /// How the time was spent so far.
    pub(crate) fn times(&self) -> &Times {
        &self.times
    }

    /// Audits the next commit.
    pub(crate) fn step(&mut self, commit: &LoggedCommit) -> Step {
        self.try_step(commit).unwrap_or_else(|error| Step::Skipped(format!("{error:#}")))
    }

    fn try_step(&mut self, commit: &LoggedCommit) -> Result<Step> {
        let Self { repository, times, .. } = self;
        let revision = times.of("git", || repository.at(NamedCommit::by_hash(&commit.id)))?;
        let revision = Arc::new(revision);
        if !revision.is_file(&self.root.join("Cargo.toml")) {
            return Ok(Step::NoWorkspace);
        }
        if let Some(last) = &mut self.last
            && !concerns_audits(&last.revision, &revision, &self.root, &last.files)
        {
            last.revision = revision;
            let commits = since(last.place, commit);
            last.place = commit.place;
            let unchanged = Point {
                commits,
                added: 0,
                removed: 0,
                removed_with_file: 0,
                respelled: 0,
                moved: 0,
                ..last.point.clone()
            };
            return Ok(Step::Point(Box::new(of_commit(commit, unchanged))));
        }
        let mut times = std::mem::take(&mut self.times);
        let workspace = times.of("packages", || self.workspace(&revision));
        let done = workspace.and_then(|workspace| self.audit(commit, revision, &workspace, &mut times));
        self.times = times;
        done
    }

    fn audit(
        &mut self,
        commit: &LoggedCommit,
        revision: Arc<Revision>,
        workspace: &Workspace,
        times: &mut Times,
    ) -> Result<Step> {
        self.memo.next_state();
        let Settings { config, categories, with_orphans, .. } = self.settings;
        let listed = times.of("listing", || Listed::walk(workspace, config))?.remembered_in(&self.memo);
        let scanned = times.of("scanning", || listed.scan(config))?;
        let mut indexed = times.of("declarations", || scanned.place(with_orphans)?.index())?;
        let inferred = times.of("inference", || indexed.infer_last(None));
        let Assembled { audit, declarations, .. } = times.of("figures", || {
            let checked = indexed.check(inferred);
            indexed.assemble(checked, categories)
        });
        // To free the declarations takes about as long as to compare.
        let compare = || rayon::join(|| self.state(commit, revision, audit), || drop(declarations)).0;
        let state = times.of("comparison", compare);
        let point = state.point.clone();
        self.last = Some(state);
        Ok(Step::Point(Box::new(point)))
    }

    /// The packages of a commit. Cargo is asked again only if something has changed that it looks at.
    fn workspace(&mut self, revision: &Arc<Revision>) -> Result<Workspace> {
        let key = revision.manifests();
        if let Some((known, workspace)) = &self.packages
            && *known == key
        {
            let sources: Arc<dyn SourceTree> = Arc::<Revision>::clone(revision);
            return Ok(Workspace { sources, ..workspace.clone() });
        }
        let manifest = Some(Path::new("Cargo.toml"));
        let workspace = Workspace::at(Arc::clone(revision), &self.root, manifest, &Selection::default())?;
        let workspace = Workspace { is_configured_elsewhere: true, ..workspace };
        self.packages = Some((key, workspace.clone()));
        Ok(workspace)
    }

    fn state(&self, commit: &LoggedCommit, revision: Arc<Revision>, mut audit: Audit) -> State {
        let Settings { categories, filter, .. } = self.settings;
        let order: Vec<&str> = categories.iter().map(|category| &*category.name).collect();
        let snapshot = baseline::snapshot(&audit);
        let mut point = Point::default();
        if let Some(last) = &self.last {
            point.commits = since(last.place, commit);
            let text = |path: &str| revision.read_text(&self.root.join(path)).ok();
            let (before, _) = baseline::split(last.snapshot.clone(), &audit);
            let diff = baseline::compare(&before, &audit, filter, &order, &text);
            let is_explicit = |site: &&BaselineSite| site.spelling.is_explicit();
            let is_there = |path: &str| audit.files.iter().any(|file| *file.path == *path);
            point.added = diff.added.iter().filter(|site| site.spelling.is_explicit()).count();
            let removed: Vec<&BaselineSite> = diff.removed.iter().filter(is_explicit).collect();
            point.removed = removed.len();
            point.removed_with_file = removed.iter().filter(|site| !is_there(&site.path)).count();
            point.respelled = diff.respelled.len();
            point.moved = diff.moved.len();
        }
        let files = spoken_of(&audit);
        point.files_skipped.clone_from(&audit.skipped);
        filter.apply(&mut audit);
        point.totals = audit.totals();
        point.lines = audit.files.iter().map(|file| file.lines).sum();
        let explicit = || audit.sites.iter().filter(|site| site.spelling.is_explicit());
        let of_category = |name: &str| explicit().filter(|site| *site.category == *name).count();
        point.by_category =
            order.iter().map(|name| NamedCount { name: (*name).to_owned(), count: of_category(name) }).collect();
        point.by_package = by_package(explicit());
        State { revision, point: of_commit(commit, point), place: commit.place, snapshot, files }
    }
}

/// How many commits there are since the one at a place.
fn since(before: Option<usize>, commit: &LoggedCommit) -> Option<usize> {
    commit.place?.checked_sub(before?)
}

fn by_package<'s>(sites: impl Iterator<Item = &'s Site>) -> BTreeMap<Arc<str>, usize> {
    let mut counts = BTreeMap::new();
    for site in sites {
        *counts.entry(Arc::clone(&site.package)).or_default() += 1;
    }
    counts
}

fn of_commit(commit: &LoggedCommit, point: Point) -> Point {
    let LoggedCommit { id, date, author, subject, tag, .. } = commit.clone();
    Point { revision: id, tag, date, author, subject, ..point }
}

/// The files that an audit has looked at, and those that it missed.
fn spoken_of(audit: &Audit) -> BTreeSet<Arc<str>> {
    let files = audit.files.iter().map(|file| Arc::clone(&file.path));
    let missed = audit.skipped.iter().chain(&audit.compiled_left_out).map(|file| Arc::from(file.path.as_str()));
    files.chain(missed).collect()
}

/// Whether an audit may see a difference between two commits: in Rust files and files that it has looked at or missed, in what
/// Cargo reads, in what git ignores, and in links and submodules.
fn concerns_audits(before: &Revision, after: &Revision, root: &Path, files: &BTreeSet<Arc<str>>) -> bool {
    let changed = before.changed_since(after);
    changed.iter().any(|path| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let is_special = matches!(name, "Cargo.toml" | "Cargo.lock" | ".gitignore")
            || path.parent().is_some_and(|folder| folder.ends_with(".cargo"));
        let is_rust = path.extension().is_some_and(|extension| extension == "rs");
        let shown = crate::source::relative(path, root);
        is_special || is_rust || files.contains(&*shown) || before.may_matter(path) || after.may_matter(path)
    })
}
