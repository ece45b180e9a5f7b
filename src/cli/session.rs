//! What every command starts with: the workspace, its configuration, and the audit.

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Result, bail};

use crate::audit::{self, Assembled, Checked, Earlier, Indexed, Inferred, Listed, Never, Placed};
use crate::baseline;
use crate::cache::{Cache, Key, Recalled};
use crate::categories::Categories;
use crate::config::Config;
use crate::document::Audited;
use crate::filter::Filter;
use crate::model::{Audit, Diff, Snapshot, TypeRow};
use crate::output::{Format, Found, SourceLines};
use crate::report::plural;
use crate::source::{Git, Package, Partition, Recorded, Selection, SourceTree, Workspace, cargo_home};

use super::args::{BaselineArgs, ResolveArgs, WorkspaceArgs};
use super::ui::Ui;

/// A workspace with its settings.
pub(super) struct Session<'a> {
    pub(super) ui: &'a Ui,
    pub(super) workspace: Workspace,
    pub(super) config: Config,
    pub(super) categories: Categories,
    /// Worker threads, and so compilers at a time.
    pub(super) jobs: usize,
    /// Names of the packages that are asked for, where the audit has others besides.
    pub(super) asked_for: Vec<String>,
    /// The audit, where it is taken from a document.
    recorded: Option<Audited>,
    /// The part of the packages that is audited.
    pub(super) partition: Option<Partition>,
    pub(super) allow_skipped: bool,
    /// Whether files that no target compiles are audited as well.
    pub(super) with_orphans: bool,
    /// Whether audits of earlier runs are used, and this one is kept.
    keeps_audits: bool,
    started: Instant,
}

/// What is to be known of types.
#[derive(Clone, Copy, Debug)]
enum Asked {
    /// What sites clone.
    Sites,
    /// All rows of the table of types, besides.
    AllTypes,
}

impl<'a> Session<'a> {
    pub(super) fn open(ui: &'a Ui, args: &WorkspaceArgs) -> Result<Self> {
        let selection = Selection { packages: args.package.clone(), exclude: args.exclude.clone() };
        let workspace = Workspace::load(ui.folder(), args.manifest_path.as_deref(), &selection)?;
        let config = Config::load(&workspace.root, &workspace.metadata, |path| workspace.sources.read_text(path))?;
        Self::of(ui, args, workspace, config)
    }

    /// A session of a workspace.
    pub(super) fn of(ui: &'a Ui, args: &WorkspaceArgs, workspace: Workspace, config: Config) -> Result<Self> {
        let categories = Categories::new(&config)?;
        Ok(Self {
            ui,
            keeps_audits: ui.keeps_audits() && !args.cache.no_cache,
            workspace,
            config,
            categories,
            jobs: rayon::current_num_threads(),
            asked_for: Vec::new(),
            recorded: None,
            partition: args.partition,
            allow_skipped: args.allow_skipped,
            with_orphans: args.orphans,
            started: Instant::now(),
        })
    }

    /// The same with another workspace, all of whose packages are asked for.
    pub(super) fn with(&self, workspace: Workspace, categories: Categories) -> Self {
        Self {
            ui: self.ui,
            workspace,
            config: self.config.clone(),
            categories,
            asked_for: Vec::new(),
            started: Instant::now(),
            recorded: None,
            ..*self
        }
    }

    /// Fails if the audit is from a document that lacks packages: what is not in it cannot be judged.
    pub(super) fn check_whole(&self, path: &Path) -> Result<()> {
        if self.recorded.as_ref().is_some_and(|audited| !audited.audit.all_packages) {
            bail!(
                "{} does not have all packages of its workspace, so it cannot be told what has changed; merge the lists of all parts",
                path.display()
            );
        }
        Ok(())
    }

    /// A session whose audit is to be compared with a baseline. It audits all packages whatever is asked for, so that what
    /// moved from one to another is known; [`Session::filter_to_compare`] and [`Session::narrow`] take the others out.
    pub(super) fn open_to_compare(ui: &'a Ui, args: &WorkspaceArgs) -> Result<Self> {
        let mut session = Self::open(ui, args)?;
        let git = Git::around(&session.workspace.root);
        if let Some(path) = git.and_then(|git| git.left_out_of_work_tree("*.rs")) {
            bail!(
                "{path} is committed and not in the work tree, which is a sparse checkout, so it cannot be told what has \
                 changed; `git sparse-checkout disable` brings all files"
            );
        }
        let partition = session.partition.take();
        let packages = &mut session.workspace.packages;
        let is_asked_for =
            |package: &Package| package.selected && partition.is_none_or(|part| part.takes(&package.name));
        if !packages.iter().all(is_asked_for) {
            let asked_for = packages.iter().filter(|package| is_asked_for(package));
            session.asked_for = asked_for.map(|package| package.name.to_string()).collect();
            if session.asked_for.is_empty() {
                // None at all would ask for all. No package has this name.
                session.asked_for.push(String::new());
            }
            for package in packages.iter_mut() {
                package.selected = true;
            }
        }
        Ok(session)
    }

    /// The same session for an inventory, which shows what no target compiles, too.
    pub(super) fn with_orphans(self) -> Self {
        Self { with_orphans: true, ..self }
    }

    /// The same session with the audit of a document.
    pub(super) fn with_recorded(self, recorded: Audited) -> Self {
        Self { recorded: Some(recorded), ..self }
    }

    /// Whether no package is in the part that is asked for.
    pub(super) fn has_empty_part(&self) -> bool {
        let mut selected = self.workspace.packages.iter().filter(|package| package.selected);
        self.partition.is_some_and(|part| !selected.any(|package| part.takes(&package.name)))
    }

    /// The files of which only the sites of the part are asked for.
    fn narrowed<'w>(&self, placed: Placed<'w>) -> Placed<'w> {
        match self.partition {
            Some(part) => placed.only(|package| part.takes(package)),
            None => placed,
        }
    }

    /// The audit, as an earlier run has found it if nothing has changed since.
    pub(super) fn audit(&self) -> Result<Audit> {
        Ok(self.audit_once(Asked::Sites)?.0)
    }

    /// The same, with the table of types if that is asked for.
    fn audit_once(&self, asked: Asked) -> Result<(Audit, Vec<TypeRow>)> {
        if let Some(recorded) = &self.recorded {
            let mut audit = recorded.audit.clone();
            if !self.with_orphans {
                audit.leave_orphans();
            }
            return Ok((audit, recorded.types.clone()));
        }
        if self.has_empty_part() {
            return Ok((Audit::default(), Vec::new()));
        }
        let listed = Listed::walk(&self.workspace, &self.config)?;
        // What is known of a part says nothing of the files of others.
        let cache = (self.keeps_audits && self.partition.is_none())
            .then(|| Cache::open(&self.workspace.target_directory))
            .flatten();
        let Some(cache) = cache else {
            let placed = listed.scan(&self.config)?.place(self.with_orphans)?;
            return self.audit_placed(self.narrowed(placed), asked, |_, _| {});
        };
        let selected = self.workspace.packages.iter().filter(|package| package.selected).map(|package| &package.name);
        let slot = (&self.workspace.root, selected.collect::<Vec<_>>(), self.with_orphans, asked);
        let key = Key::new(&slot).with(&self.workspace).with(&self.config).with(&listed.listing()).with(&cargo_home());
        let edited = match cache.recall(&key, &*self.workspace.sources) {
            Recalled::Answer(answer) => {
                self.ui.detail("nothing has changed since an earlier audit, which is shown");
                self.tell_size(&answer.0);
                return Ok(*answer);
            }
            Recalled::Files(edited) => Some(edited),
            Recalled::Nothing => None,
        };
        let recorded = Arc::new(Recorded::new(Arc::clone(&self.workspace.sources)));
        let sources: Arc<dyn SourceTree> = Arc::<Recorded>::clone(&recorded);
        let workspace = Workspace { sources, ..self.workspace.clone() };
        let earlier = edited.as_ref().map_or::<&dyn Earlier, _>(&Never, |edited| edited);
        let placed = listed.read_by(&workspace).scan_since(earlier, &self.config)?.place(self.with_orphans)?;
        if placed.has_taken_over() {
            self.ui
                .detail("only code has changed since an earlier audit, so only the files that changed are looked at");
        }
        let mut files = cache.draft(&placed);
        let answer = self.audit_placed(placed, asked, |indexed, inferred| {
            files = files.take().and_then(|files| files.with_results(indexed, inferred));
        })?;
        if let Some(trace) = recorded.trace() {
            cache.store(&key, trace, edited.as_ref(), &answer, files);
        }
        Ok(answer)
    }

    fn audit_placed(
        &self,
        placed: Placed<'_>,
        asked: Asked,
        keep: impl FnOnce(&Indexed<'_>, &Inferred),
    ) -> Result<(Audit, Vec<TypeRow>)> {
        let mut indexed = placed.index()?;
        let inferred = indexed.infer_last(None);
        keep(&indexed, &inferred);
        let checked = match asked {
            Asked::Sites => indexed.check(inferred),
            Asked::AllTypes => indexed.check_all_types(inferred),
        };
        Ok(self.finish(indexed, checked))
    }

    /// The audit, with the types as the compiler says them if that is asked for.
    pub(super) fn audit_resolved(&self, args: &ResolveArgs) -> Result<Audit> {
        if !args.resolve {
            args.check()?;
            return self.audit();
        }
        let (indexed, inferred) = self.resolved(args)?;
        let checked = indexed.check(inferred);
        Ok(self.finish(indexed, checked).0)
    }

    /// The same with the table of types.
    pub(super) fn audit_with_types(&self, args: &ResolveArgs) -> Result<(Audit, Vec<TypeRow>)> {
        if !args.resolve {
            args.check()?;
            return self.audit_once(Asked::AllTypes);
        }
        let (indexed, inferred) = self.resolved(args)?;
        let checked = indexed.check_all_types(inferred);
        Ok(self.finish(indexed, checked))
    }

    /// The first stages of every audit.
    pub(super) fn placed(&self) -> Result<Placed<'_>> {
        let placed = Listed::walk(&self.workspace, &self.config)?.scan(&self.config)?.place(self.with_orphans)?;
        Ok(self.narrowed(placed))
    }

    /// The types as the compiler says them.
    fn resolved(&self, args: &ResolveArgs) -> Result<(Indexed<'_>, Inferred)> {
        if self.recorded.is_some() {
            bail!(
                "--resolve asks the compiler during an audit, and --from has one; pass --resolve to the `list` that writes it"
            );
        }
        let placed = self.placed()?;
        let sites = placed.sites(&self.categories);
        // The compiler works while the dependencies' declarations are looked up.
        let (indexed, rustc_types) = std::thread::scope(|scope| {
            let asked = scope.spawn(|| self.resolve(&args.compiler, &sites));
            (placed.index(), asked.join())
        });
        let rustc_types = rustc_types.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        let indexed = indexed?;
        let inferred = indexed.infer(Some(&rustc_types));
        Ok((indexed, inferred))
    }

    /// The last stage. The declarations of all crates are not freed: that takes longer than the report does, and the
    /// process ends soon, which frees all at once.
    fn finish(&self, indexed: Indexed<'_>, checked: Checked) -> (Audit, Vec<TypeRow>) {
        let Assembled { audit, types, declarations } = indexed.assemble(checked, &self.categories);
        let _kept = ManuallyDrop::new(declarations);
        self.tell_size(&audit);
        (audit, types)
    }

    pub(super) fn tell_size(&self, audit: &Audit) {
        let lines: usize = audit.files.iter().map(|file| file.lines).sum();
        for file in &audit.files {
            self.ui.trace(&format!("audited {}", file.path));
        }
        let (files, time) = (audit.files.len(), self.started.elapsed());
        self.ui.detail(&format!("audited {}, {lines} lines in {time:.2?}", plural(files, "file")));
    }

    /// The baseline's place: as typed, as configured, or the default at the root.
    pub(super) fn baseline_path(&self, args: &BaselineArgs) -> PathBuf {
        match &args.baseline {
            Some(typed) => self.ui.path(typed),
            None => self.workspace.root.join(self.config.baseline.as_deref().unwrap_or(baseline::DEFAULT_NAME)),
        }
    }

    /// Compares an audit with a baseline: with the part of it that the audit can speak of (`baseline::split`).
    pub(super) fn compare(&self, before: &Snapshot, after: &Audit, filter: &Filter) -> Diff {
        let order: Vec<&str> = self.categories.iter().map(|category| &*category.name).collect();
        let text = |path: &str| self.workspace.sources.read_text(&self.workspace.root.join(path)).ok();
        baseline::compare(before, after, filter, &order, &text)
    }

    /// Takes out what an audit says of packages that were not asked for. Sites and files stay: the filter chooses them.
    pub(super) fn narrow(&self, audit: &mut Audit) {
        let is_of_asked_for = |path: &str| {
            let owner = audit::owner(&self.workspace, path);
            owner.is_none_or(|owner| self.is_asked_for(&self.workspace.packages[owner].name))
        };
        audit.problems.retain(|problem| is_of_asked_for(&problem.path));
        audit.skipped.retain(|file| is_of_asked_for(&file.path));
        audit.degraded.retain(|file| is_of_asked_for(&file.path));
        audit.unfinished.retain(|code| is_of_asked_for(&code.path));
        audit.orphans.retain(|orphan| is_of_asked_for(&orphan.path));
        audit.compiled_left_out.retain(|file| is_of_asked_for(&file.path));
    }

    /// Whether a package is asked for.
    pub(super) fn is_asked_for(&self, package: &str) -> bool {
        self.asked_for.is_empty() || self.asked_for.iter().any(|name| name == package)
    }

    /// What was found, for a format to render.
    pub(super) fn found<'s>(&'s self, audit: &'s Audit, lines: &'s SourceLines<'s>) -> Found<'s> {
        Found { root: &self.workspace.root, below: "", audit, lines, whole: None }
    }

    /// The path of the workspace from the top of its repository, with a slash at the end, if the format asks for it.
    pub(super) fn below_repository(&self, format: &Format) -> String {
        let git = || Git::around(&self.workspace.root)?.prefix();
        if format.forge.is_some() { git().unwrap_or_default() } else { String::new() }
    }

    /// The source lines of sites.
    pub(super) fn source_lines(&self) -> SourceLines<'_> {
        let workspace = &self.workspace;
        let lines =
            SourceLines::new(|path| workspace.sources.read_text(&workspace.root.join(path)).unwrap_or_default());
        if self.recorded.is_some() { lines.of_another_time() } else { lines }
    }
}
