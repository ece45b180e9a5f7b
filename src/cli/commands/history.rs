//! `history`: the figures over the commits.

use std::collections::HashSet;

use anyhow::{Result, bail};

use crate::cli::args::{HistoryArgs, Steps};
use crate::cli::exit::ExitStatus;
use crate::cli::session::Session;
use crate::cli::ui::Ui;
use crate::compiler;
use crate::history::{self, Settings, Step, Walk};
use crate::model::{HISTORY_SCHEMA, History, SkippedCommit};
use crate::report::plural;
use crate::source::{Git, LoggedCommit};

pub(super) fn run(args: &HistoryArgs, ui: &Ui) -> Result<ExitStatus> {
    let session = Session::open(ui, &args.workspace)?;
    let git = Git::open(&session.workspace.root)?;
    let commits = commits(args, &git)?;
    if let Some(rule) = args.filter.rule.first() {
        bail!("--rule {rule}: a history compares clones, not findings");
    }
    if args.workspace.partition.is_some() || !args.workspace.exclude.is_empty() {
        bail!("a history knows packages that are gone, of no part; name those that are wanted with -p");
    }
    let mut filter = session.filter_by_words(&args.filter)?;
    // Packages that are asked for today may have had other names, so all are audited.
    filter.packages.clone_from(&args.workspace.package);
    let settings = Settings {
        config: &session.config,
        categories: &session.categories,
        filter: &filter,
        with_orphans: args.workspace.orphans,
    };
    ui.end_in_order()?;
    let mut walk = Walk::new(&git, settings)?;
    let history = walked(&mut walk, &commits, ui);
    ui.detail(&format!("time: {}", walk.times()));
    tell_missing(&history, &git, ui);
    ui.print(&args.format.history(&history, ui.style(args.top.top))?)?;
    if !history.is_complete {
        ui.error(&format!("interrupted after {}; this is what there is", plural(history.points.len(), "commit")));
        return Ok(ExitStatus::CouldNotJudge);
    }
    if history.points.is_empty() {
        bail!("no commit of the range could be audited");
    }
    if !args.filter.paths.is_empty() && history.points.iter().all(|point| point.lines == 0) {
        bail!(
            "no audited file of any commit matches {}; of several words, the first is the range",
            args.filter.paths.join(", ")
        );
    }
    let incomplete = history.points.iter().filter(|point| !point.files_skipped.is_empty()).count();
    if history.skipped.len() + incomplete > 0 && !args.workspace.allow_skipped {
        ui.error(&format!(
            "{} could not be audited, or not all of them, so figures are missing; pass --allow-skipped to accept that",
            plural(history.skipped.len() + incomplete, "commit")
        ));
        return Ok(ExitStatus::CouldNotJudge);
    }
    Ok(ExitStatus::Clean)
}

/// Says what is not in the figures.
fn tell_missing(history: &History, git: &Git, ui: &Ui) {
    for SkippedCommit { revision, date, reason } in &history.skipped {
        ui.warn(&format!("{date} {}: {reason}", git.short(revision)));
    }
    let mut told = HashSet::new();
    for point in &history.points {
        for file in point.files_skipped.iter().filter(|file| told.insert((&file.path, &file.reason))) {
            ui.warn(&format!("{} {}: {}: {}", point.date, git.short(&point.revision), file.path, file.reason));
        }
    }
    if history.before_workspace > 0 {
        let before = plural(history.before_workspace, "commit");
        ui.say(&format!("{before} without a manifest at the place of the workspace's left out"));
    }
}

/// The commits that are looked at.
fn commits(args: &HistoryArgs, git: &Git) -> Result<Vec<LoggedCommit>> {
    let range = args.range.as_deref().unwrap_or("HEAD");
    let all = match args.by {
        Steps::Commits => git.history(range)?,
        Steps::Weeks => history::last_of_weeks(git.history(range)?, range.contains("..")),
        Steps::Tags => git.tagged(range)?,
    };
    Ok(history::evenly_spaced(all, args.points))
}

fn walked(walk: &mut Walk<'_>, commits: &[LoggedCommit], ui: &Ui) -> History {
    let mut history = History {
        schema: HISTORY_SCHEMA,
        points: Vec::new(),
        skipped: Vec::new(),
        before_workspace: 0,
        is_complete: true,
    };
    let bar = ui.progress_of(commits.len());
    for commit in commits {
        bar.set_message(commit.date.clone());
        let step = walk.step(commit);
        // What a step has found meanwhile, with processes that were told to end, may be wrong.
        if compiler::is_interrupted() {
            history.is_complete = false;
            break;
        }
        bar.inc(1);
        match step {
            Step::Point(point) => history.points.push(*point),
            Step::NoWorkspace if history.points.is_empty() => history.before_workspace += 1,
            Step::NoWorkspace => {
                let reason = "it has no manifest at the place of the workspace's".to_owned();
                history.skipped.push(skipped(commit, reason));
            }
            Step::Skipped(reason) => history.skipped.push(skipped(commit, reason)),
        }
    }
    bar.finish_and_clear();
    history
}

fn skipped(commit: &LoggedCommit, reason: String) -> SkippedCommit {
    SkippedCommit { revision: commit.id.clone(), date: commit.date.clone(), reason }
}
