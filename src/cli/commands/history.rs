//! `history`: the figures over the commits.

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
    let mut filter = session.filter_by_words(&args.filter)?;
    // Packages that are asked for today may have had other names, so all are audited.
    filter.packages = session.some_packages();
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
    for SkippedCommit { revision, date, reason } in &history.skipped {
        ui.warn(&format!("{date} {}: {reason}", git.short(revision)));
    }
    if history.before_workspace > 0 {
        let before = plural(history.before_workspace, "commit");
        ui.say(&format!("{before} without a manifest at the place of the workspace's left out"));
    }
    ui.print(&args.format.history(&history, ui.style(args.top.top))?)?;
    if !history.is_complete {
        ui.error(&format!("interrupted after {}; this is what there is", plural(history.points.len(), "commit")));
        return Ok(ExitStatus::CouldNotJudge);
    }
    if history.points.is_empty() {
        bail!("no commit of the range could be audited");
    }
    if !history.skipped.is_empty() && !args.workspace.allow_skipped {
        ui.error(&format!(
            "{} could not be audited, so what they changed is counted with the next; pass --allow-skipped to accept that",
            plural(history.skipped.len(), "commit")
        ));
        return Ok(ExitStatus::CouldNotJudge);
    }
    Ok(ExitStatus::Clean)
}

/// The commits that are looked at.
fn commits(args: &HistoryArgs, git: &Git) -> Result<Vec<LoggedCommit>> {
    let range = args.range.as_deref().unwrap_or("HEAD");
    let all = match args.by {
        Steps::Commits => git.history(range, args.all_parents)?,
        Steps::Weeks => history::last_of_weeks(git.history(range, args.all_parents)?),
        Steps::Tags => git.tagged(range)?,
    };
    if all.is_empty() {
        bail!("there is no {} in {range}", if args.by == Steps::Tags { "tag" } else { "commit" });
    }
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
