//! From the filters that were typed to the filter that all commands share.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::filter::Filter;
use crate::model::{Audit, Snapshot};
use crate::source::{Git, normalized, relative};

use super::args::FilterArgs;
use super::session::Session;

/// Of globs that cannot be compiled; which one it is, is not said.
const TOO_LARGE: &str = "a PATH is a glob that is nested too deep or too large";

/// The paths that were typed.
struct TypedPaths {
    all: GlobSetBuilder,
    /// Those that must match a file: globs, and what is there.
    present: GlobSetBuilder,
    /// Whether there are any of these.
    any_present: bool,
    /// Paths at which nothing is.
    gone: Vec<Gone>,
}

/// A path at which nothing is.
struct Gone {
    typed: String,
    /// Relative to the workspace root.
    shown: String,
}

impl Session<'_> {
    /// The filter of the arguments; names and paths are checked against the audit.
    pub(super) fn filter(&self, args: &FilterArgs, audit: &Audit) -> Result<Filter> {
        let typed = self.typed_paths(&args.paths, &|_| false)?;
        if !(typed.any_present || typed.gone.is_empty()) {
            let gone: Vec<&str> = typed.gone.iter().map(|gone| &*gone.typed).collect();
            bail!("{}: no such file or directory", gone.join(", "));
        }
        self.tell_gone(&typed.gone, "left out");
        self.checked(args, &typed, audit)
    }

    /// The same for states of which no audit is known yet. Paths are globs and folders of any of them.
    pub(super) fn filter_by_words(&self, args: &FilterArgs) -> Result<Filter> {
        let typed = self.typed_paths(&args.paths, &|_| false)?;
        self.checked(args, &TypedPaths { any_present: false, ..typed }, &Audit::default())
    }

    /// The same for a comparison. A baseline knows nothing of findings, and a path that is gone may be one of a file
    /// that was deleted or renamed: tools that run on changed files name such ones. If none of them
    /// ever was, that is an error, as far as the baseline and git can tell.
    pub(super) fn filter_to_compare(&self, args: &FilterArgs, before: &Snapshot, audit: &Audit) -> Result<Filter> {
        if let Some(rule) = args.rule.first() {
            bail!("--rule {rule}: a baseline records clones, not findings; use `list --rule {rule}`");
        }
        let is_recorded = |shown: &str| {
            let is_at =
                |path: &str| path.strip_prefix(shown).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
            before.sites.iter().any(|site| is_at(&site.path))
                || before.mentions.iter().any(|mention| is_at(&mention.path))
        };
        let typed = self.typed_paths(&args.paths, &is_recorded)?;
        if !typed.any_present && !typed.gone.iter().any(|gone| is_recorded(&gone.shown)) {
            self.check_known(&typed.gone)?;
        }
        self.tell_gone(&typed.gone, "only what the baseline has of it counts");
        self.checked(args, &typed, audit)
    }

    /// Fails if git knows that none of the paths, of which the baseline has nothing either, was ever there: nothing would be
    /// judged.
    fn check_known(&self, gone: &[Gone]) -> Result<()> {
        let Some(git) = Git::around(&self.workspace.root).filter(|git| git.commit("HEAD").is_some()) else {
            return Ok(());
        };
        let known: Vec<Option<bool>> = gone.iter().map(|gone| git.has_known(&gone.shown)).collect();
        if !known.is_empty() && known.iter().all(|known| *known == Some(false)) {
            let typed: Vec<&str> = gone.iter().map(|gone| &*gone.typed).collect();
            bail!("{}: no such file or directory, and neither the baseline nor git has known one", typed.join(", "));
        }
        Ok(())
    }

    fn tell_gone(&self, gone: &[Gone], what_now: &str) {
        for Gone { typed, .. } in gone {
            self.ui.say(&format!("{typed}: no such file or directory; {what_now}"));
        }
    }

    fn checked(&self, args: &FilterArgs, typed: &TypedPaths, audit: &Audit) -> Result<Filter> {
        let categories = args.category.iter().map(|name| self.category(name)).collect::<Result<_>>()?;
        if typed.any_present {
            let present = typed.present.build().context(TOO_LARGE)?;
            self.check_matches(&args.paths, &present, audit)?;
        }
        let paths = if args.paths.is_empty() { None } else { Some(typed.all.build().context(TOO_LARGE)?) };
        Ok(Filter {
            scopes: args.scope.clone(),
            categories,
            classes: args.class.clone(),
            costs: args.cost.clone(),
            spellings: args.spelling.clone(),
            rules: args.rule.clone(),
            paths,
            packages: self.asked_for.clone(),
        })
    }

    fn check_matches(&self, typed: &[String], paths: &GlobSet, audit: &Audit) -> Result<()> {
        if audit.files.iter().any(|file| paths.is_match(&*file.path) && self.is_asked_for(&file.package))
            || audit.skipped.iter().any(|file| paths.is_match(&file.path))
        {
            return Ok(());
        }
        if let Some(orphan) = audit.orphans.iter().find(|orphan| paths.is_match(&orphan.path)) {
            match &orphan.problem {
                Some(problem) => bail!("no target compiles {}, and it is not Rust: {problem}", orphan.path),
                None => bail!("no target compiles {}; --orphans audits it all the same", orphan.path),
            }
        }
        bail!(
            "no audited file matches {}; give files, directories or globs below {}",
            typed.join(", "),
            self.workspace.root.display()
        );
    }

    fn category(&self, name: &str) -> Result<String> {
        self.categories.find(name).map(|category| category.name.to_string()).with_context(|| {
            let known: Vec<&str> = self.categories.iter().map(|category| &*category.name).collect();
            format!("no category {name:?}; the categories are: {}", known.join(", "))
        })
    }

    /// Files and folders as typed (relative to the current folder), else globs relative to the workspace root. What is no
    /// glob although it looks like one tells `is_recorded`, of a path relative to the root.
    fn typed_paths(&self, typed: &[String], is_recorded: &dyn Fn(&str) -> bool) -> Result<TypedPaths> {
        let sources = &self.workspace.sources;
        let real_root = sources.real_path(&self.workspace.root).unwrap_or_else(|| self.workspace.root.clone());
        let mut paths = TypedPaths {
            all: GlobSetBuilder::new(),
            present: GlobSetBuilder::new(),
            any_present: false,
            gone: Vec::new(),
        };
        for path in typed {
            let absolute = self.ui.path(Path::new(path));
            let as_typed = std::path::absolute(&absolute).map(|path| normalized(&path)).unwrap_or(absolute.clone());
            let shown = relative(&as_typed, &self.workspace.root);
            let (real, is_present) = match sources.real_path(&absolute) {
                Some(real) => (real, true),
                None if path.contains(['*', '?', '[', '{']) && !is_recorded(&shown) => {
                    let glob = GlobBuilder::new(path).literal_separator(true).build();
                    let glob = glob.with_context(|| format!("{path}: no such file, and not a valid glob"))?;
                    paths.all.add(glob.clone());
                    paths.present.add(glob);
                    paths.any_present = true;
                    continue;
                }
                None => {
                    paths.gone.push(Gone { typed: path.clone(), shown: shown.clone() });
                    (self.real_path_of_gone(&as_typed), false)
                }
            };
            paths.any_present |= is_present;
            // A member behind a symbolic link has its files by the name of the link, others by where they are.
            for below in [relative(&real, &real_root), shown] {
                let below = globset::escape(&below);
                let globs = if below.is_empty() { vec!["**".to_owned()] } else { vec![format!("{below}/**"), below] };
                for glob in globs {
                    let glob = GlobBuilder::new(&glob).build()?;
                    if is_present {
                        paths.present.add(glob.clone());
                    }
                    paths.all.add(glob);
                }
            }
        }
        Ok(paths)
    }

    /// Where what is gone would be, its folder without symbolic links.
    fn real_path_of_gone(&self, path: &Path) -> PathBuf {
        let folder = path.ancestors().skip(1).find_map(|folder| {
            let real = self.workspace.sources.real_path(folder)?;
            Some(real.join(path.strip_prefix(folder).ok()?))
        });
        folder.unwrap_or_else(|| path.to_owned())
    }
}
