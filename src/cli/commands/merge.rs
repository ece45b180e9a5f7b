//! `merge`: several documents in one.

use std::path::Path;

use anyhow::Result;

use crate::cli::args::MergeArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::ui::Ui;
use crate::document::{self, Document, Whole};
use crate::output;
use crate::report::plural;

pub(super) fn run(args: &MergeArgs, ui: &Ui) -> Result<ExitStatus> {
    let mut merged = Document::default();
    for typed in &args.documents {
        let (name, path) = named(typed, ui);
        merged = merged.join(document::read(&ui.path(Path::new(path)), name)?)?;
    }
    let audited = merged.whole()?;
    let text = output::sites_document(&audited.audit, Some(&Whole::of(&audited)))?;
    match &args.output {
        Some(path) => document::write(&ui.path(path), &text)?,
        None => ui.print(&text)?,
    }
    for (at, about) in audited.workspaces.iter().enumerate() {
        let twin = audited.workspaces[..at].iter().find(|other| other.members == about.members);
        if let Some(twin) = twin {
            // Folders have another name on another machine.
            ui.warn(&format!(
                "{:?} and {:?} have the same packages; if they are one workspace, give it one name: `list --name NAME`, or \
                 NAME=FILE here",
                twin.name, about.name
            ));
        }
    }
    let (packages, workspaces) = (audited.audit.packages.len(), audited.workspaces.len());
    let members: usize = audited.workspaces.iter().map(|about| about.members.len()).sum();
    let missing = if packages < members { format!(" of {members}") } else { String::new() };
    ui.say(&format!(
        "{}: {packages}{missing} packages, {}, {}",
        plural(args.documents.len(), "document"),
        plural(workspaces, "workspace"),
        plural(audited.audit.sites.len(), "site")
    ));
    Ok(ExitStatus::Clean)
}

/// `NAME=FILE`, or a file.
fn named<'t>(typed: &'t str, ui: &Ui) -> (Option<&'t str>, &'t str) {
    match typed.split_once('=') {
        Some((name, path)) if !document::is_there(&ui.path(Path::new(typed))) => (Some(name), path),
        _ => (None, typed),
    }
}
