//! `profile`: what clones cost while a program runs.

use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::cli::args::{ProfileArgs, ProfileCommand, ProfileDiffArgs, ProfileRunArgs};
use crate::cli::exit::ExitStatus;
use crate::cli::session::Session;
use crate::cli::ui::Ui;
use crate::compiler::Runner;
use crate::document;
use crate::model::Profile;
use crate::profile;
use crate::report::plural;

pub(super) fn run(args: &ProfileArgs, ui: &Ui) -> Result<ExitStatus> {
    match &args.command {
        Some(ProfileCommand::Diff(args)) => diff(args, ui),
        None => run_program(&args.run, ui),
    }
}

fn run_program(args: &ProfileRunArgs, ui: &Ui) -> Result<ExitStatus> {
    let session = Session::open(ui, &args.workspace)?;
    let runner = runner(args)?;
    let path = args.output.as_ref().map_or_else(|| session.profile_path(), |path| ui.path(path));
    // What cannot be added to is said before the program runs.
    let earlier = if args.append && path.is_file() { Some(profile::load(&path)?) } else { None };
    if let Some(earlier) = &earlier {
        profile::check_alike(earlier, &runner.profile().0)?;
    }
    let (run, status) = session.profile(&args.filter, args.workspace.manifest_path.as_deref(), &runner)?;
    if !status.success() {
        ui.warn(&format!(
            "`{}` failed ({status}); what it did until then was measured. It ran in a copy of the workspace without what git \
             ignores",
            runner.text()
        ));
    }
    if run.measured.processes == 0 {
        bail!(
            "`{}` ran no program of this workspace in which a clone is counted, so there is no profile",
            runner.text()
        );
    }
    let mut profile = match earlier {
        Some(earlier) => {
            let (profile, gone) = profile::append(earlier, run)?;
            if gone > 0 {
                ui.warn(&format!(
                    "{} of the earlier profile changed since or are gone; what was measured of them is dropped",
                    plural(gone, "site")
                ));
            }
            profile
        }
        None => run,
    };
    profile.sorting = args.sort;
    save(&profile, &path)?;
    ui.print(&args.format.profile(&profile, ui.style(args.top.top))?)?;
    Ok(if status.success() { ExitStatus::Clean } else { ExitStatus::GateFailed })
}

fn save(profile: &Profile, path: &Path) -> Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    }
    document::write(path, &serde_json::to_string(profile)?)
}

fn runner(args: &ProfileRunArgs) -> Result<Runner> {
    let mut options = args.compiler.selection().arguments();
    let is_said = args.words.iter().take_while(|word| *word != "--").any(|word| word == "--release" || word == "-r");
    options.extend((args.release && (args.exec || !is_said)).then(|| "--release".to_owned()));
    if args.exec {
        Ok(Runner::Program { command: args.words.clone(), options })
    } else {
        Runner::cargo(&args.words, options)
    }
}

fn diff(args: &ProfileDiffArgs, ui: &Ui) -> Result<ExitStatus> {
    let [before, after] = [&args.before, &args.after].map(|path| profile::load(&ui.path(path)));
    let (before, after) = (before?, after?);
    if (&before.measured.profile, &before.measured.target) != (&after.measured.profile, &after.measured.target) {
        ui.warn(&format!(
            "the first profile was built with profile {} for {}, the second with {} for {}: their times say nothing of the \
             change",
            before.measured.profile, before.measured.target, after.measured.profile, after.measured.target
        ));
    }
    if before.command != after.command {
        ui.warn("the profiles are of different commands");
    }
    ui.print(&args.format.profile_diff(&profile::compare(&before, &after), ui.style(args.top.top))?)?;
    Ok(ExitStatus::Clean)
}
