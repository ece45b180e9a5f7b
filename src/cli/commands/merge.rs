//! `merge`: several documents in one.

use std::path::Path;

use anyhow::Result;

use crate::cli::args::MergeArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::ui::Ui;
use crate::document::{self, Audited, Document, Whole};
use crate::output;
use crate::report::plural;

pub(super) fn run(args: &MergeArgs, ui: &Ui) -> Result<ExitStatus> {
    let mut merged = Document::default();
    for typed in &args.documents {
        let (name, path) = named(typed, ui);
        merged = merged.join(document::read(&ui.path(Path::new(path)), name)?)?;
    }
    let audited = merged.whole()?;
    tell(&audited, args.documents.len(), ui);
    let (audit, whole) = Whole::of(audited);
    let text = output::sites_document(&audit, Some(&whole))?;
    match &args.output {
        Some(path) => document::write(&ui.path(path), &text)?,
        None => ui.print(&text)?,
    }
    Ok(ExitStatus::Clean)
}

/// What there is now, and what looks like a mistake.
fn tell(audited: &Audited, documents: usize, ui: &Ui) {
    for (at, about) in audited.workspaces.iter().enumerate() {
        let mut others = audited.workspaces[..at].iter();
        // Folders have another name on another machine. A single package may well be there in two versions.
        if about.members.len() > 1
            && let Some(twin) = others.find(|other| other.members == about.members)
        {
            ui.warn(&format!(
                "{:?} and {:?} have the same packages; if they are one workspace, give it one name: `list --name NAME`, or \
                 NAME=FILE here",
                twin.name, about.name
            ));
        }
    }
    let (packages, workspaces) = (audited.audit.packages.len(), audited.workspaces.len());
    let members: usize = audited.workspaces.iter().map(|about| about.members.len()).sum();
    let packages = match packages {
        all if all == members => plural(members, "package"),
        some => format!("{some} of {}", plural(members, "package")),
    };
    ui.say(&format!(
        "{}: {packages}, {}, {}",
        plural(documents, "document"),
        plural(workspaces, "workspace"),
        plural(audited.audit.sites.len(), "site")
    ));
}

/// `NAME=FILE`, or a file.
fn named<'t>(typed: &'t str, ui: &Ui) -> (Option<&'t str>, &'t str) {
    match typed.split_once('=') {
        Some((name, path)) if !document::is_there(&ui.path(Path::new(typed))) => (Some(name), path),
        _ => (None, typed),
    }
}
