//! The pipeline: files → sites (in parallel) → scopes → types → categories → [`Audit`].

use std::collections::HashMap;
use std::sync::Arc;

use anyhow::{Result, bail};
use rayon::prelude::*;

use crate::categories::{Categories, Place};
use crate::config::Config;
use crate::model::{
    Audit, Candidate, Degraded, FileFigures, Fingerprint, LeftOut, Mention, Site, Skipped, Spelling, TypeClass,
    TypeSource,
};
use crate::syntax::{self, FileFacts, InlineModule, RawSite};
use crate::types::{self, Known};
use crate::workspace::{self, FileView, Placement, SourceFile, Workspace};

/// Audits the selected packages of a workspace, with rayon's current thread pool. The result does not depend on the
/// number of threads.
///
/// # Errors
/// A bad glob in the configuration, or no Rust file at all: nothing was looked at, so nothing can be said. A file
/// that cannot be read or lexed is no error here; it is in [`Audit::skipped`].
pub fn run(workspace: &Workspace, config: &Config, categories: &Categories) -> Result<Audit> {
    let mut set = workspace::walk(workspace, &config.exclude)?;
    if set.files.is_empty() {
        bail!(
            "no Rust file found in {}: nothing was audited{}",
            workspace.root.display(),
            if set.excluded > 0 { "; the configuration's `exclude` leaves every file out" } else { "" }
        );
    }
    let mut scans: Vec<Result<Scan, String>> = set.files.par_iter().map(scan).collect();
    let mut views: Vec<FileView> = scans.iter_mut().map(take_view).collect();
    let (mut placements, mut unseen) = workspace::place(workspace, &set.files, &views);
    // Files that are no `.rs` and yet compiled, by `include!` or `#[path]`, are known only now.
    loop {
        let included = workspace.included(&unseen);
        if included.is_empty() {
            break;
        }
        let mut new: Vec<Result<Scan, String>> = included.iter().map(scan).collect();
        views.extend(new.iter_mut().map(take_view));
        scans.extend(new);
        set.files.extend(included);
        (placements, unseen) = workspace::place(workspace, &set.files, &views);
    }

    let mut audit = Audit { left_out: set.left_out, skipped: set.skipped, ..Audit::default() };
    let selected = || workspace.packages.iter().filter(|package| package.selected);
    audit.packages = selected().map(|package| Arc::clone(&package.name)).collect();
    audit.all_packages = selected().count() == workspace.packages.len();
    audit.left_out.extend(unseen.iter().map(|path| LeftOut {
        path: workspace.display_path(path),
        reason: "a module that is ignored by git, excluded, hidden or outside of the workspace".to_owned(),
    }));
    for ((file, scan), placement) in set.files.iter().zip(scans).zip(&placements) {
        match scan {
            Ok(scan) => {
                take_file(&mut audit, categories, file, &workspace.packages[file.package].name, scan, placement);
            }
            Err(reason) => audit.skipped.push(Skipped { path: file.shown.to_string(), reason }),
        }
    }
    // Included files came last. The sort is stable: sites of one file stay in the order of their positions.
    audit.sites.sort_by(|a, b| a.path.cmp(&b.path));
    audit.files.sort_by(|a, b| a.path.cmp(&b.path));
    audit.skipped.sort_by(|a, b| a.path.cmp(&b.path));
    number_fingerprints(&mut audit.sites);
    Ok(audit)
}

/// What one file's task hands on: facts without declarations, types decided.
struct Scan {
    view: FileView,
    facts: FileFacts,
    /// Beside `facts.sites`: what is known of the type, and whether the call clones for certain.
    known: Vec<(Known, bool)>,
}

fn scan(file: &SourceFile) -> Result<Scan, String> {
    let bytes = std::fs::read(&file.path).map_err(|error| format!("cannot be read: {error}"))?;
    let text = String::from_utf8(bytes)
        .map_err(|error| format!("is not UTF-8: invalid byte at offset {}", error.utf8_error().valid_up_to()))?;
    // The parser is a library: should it ever panic on somebody's file, that file is skipped and the run goes on.
    let mut facts = std::panic::catch_unwind(|| syntax::scan(&text))
        .unwrap_or_else(|_| Err("the parser panicked".to_owned()))
        .map_err(|reason| format!("does not lex: {reason}"))?;
    let declarations = std::mem::take(&mut facts.declarations);
    let known = facts
        .sites
        .iter()
        .map(|site| {
            let clones = site.spelling != Spelling::Implicit
                || types::clones_owned(&site.name, &site.receiver_type, &declarations);
            (types::known(&site.receiver_type, &declarations), clones)
        })
        .collect();
    Ok(Scan { view: view(&facts), facts, known })
}

fn take_view(scan: &mut Result<Scan, String>) -> FileView {
    scan.as_mut().map_or_else(|_| FileView::default(), |scan| std::mem::take(&mut scan.view))
}

fn view(facts: &FileFacts) -> FileView {
    let inside = |modules: &[InlineModule]| {
        modules.iter().map(|inline| (inline.name.clone(), inline.path.clone())).collect::<Vec<_>>()
    };
    let mut view = FileView::default();
    for module in &facts.modules {
        view.module(&module.name, &module.paths, module.default_path, &inside(&module.inside), module.scope);
    }
    for include in &facts.includes {
        view.include(&include.path, &inside(&include.inside), include.scope);
    }
    view
}

fn take_file(
    audit: &mut Audit,
    categories: &Categories,
    file: &SourceFile,
    package: &Arc<str>,
    scan: Scan,
    placement: &Placement,
) {
    let Scan { facts, known, .. } = scan;
    let item = |local: &str| {
        if local.is_empty() { placement.module.clone() } else { format!("{}::{local}", placement.module) }
    };
    audit.items.insert(Fingerprint::of(&[package, &placement.module]));
    audit.items.extend(facts.items.iter().map(|local| Fingerprint::of(&[package, &item(local)])));
    for (raw, (known, clones)) in facts.sites.into_iter().zip(known) {
        let item = item(&raw.item);
        if clones {
            let site = site(raw, known, item, file, package, placement, categories, &facts.import_roots);
            audit.sites.push(site);
        } else {
            let name_line = raw.span.name.0;
            let receiver = raw.receiver;
            audit.candidates.push(Candidate {
                package: Arc::clone(package),
                item,
                receiver,
                path: Arc::clone(&file.shown),
                name_line,
            });
        }
    }
    audit.mentions.extend(facts.mentions.into_iter().map(|text| Mention {
        package: package.to_string(),
        path: file.shown.to_string(),
        text,
    }));
    if let Some(reason) = facts.parse_error {
        audit.degraded.push(Degraded { path: file.shown.to_string(), reason });
    }
    audit.files.push(FileFigures {
        path: Arc::clone(&file.shown),
        package: Arc::clone(package),
        lines: facts.lines,
        grep_lines: facts.grep_lines,
        reached: placement.reached,
    });
}

#[expect(clippy::too_many_arguments, reason = "a site is put together here and nowhere else")]
fn site(
    raw: RawSite,
    known: Known,
    item: String,
    file: &SourceFile,
    package: &Arc<str>,
    placement: &Placement,
    categories: &Categories,
    imports: &[String],
) -> Site {
    let scope = raw.scope.unwrap_or(placement.scope).max(placement.scope);
    let category = categories.of(&Place {
        scope,
        class: known.class,
        path: &file.shown,
        item: &item,
        ty: known.text.as_deref(),
        imports,
    });
    let fingerprint = Fingerprint::of(&[package, &item, &raw.receiver]).to_string();
    Site {
        path: Arc::clone(&file.shown),
        line: raw.span.start.0,
        column: raw.span.start.1,
        end_line: raw.span.end.0,
        end_column: raw.span.end.1,
        name_line: raw.span.name.0,
        name_column: raw.span.name.1,
        spelling: raw.spelling,
        expression: raw.expression,
        item,
        package: Arc::clone(package),
        scope,
        type_source: (known.class != TypeClass::Unknown).then_some(TypeSource::Source),
        ty: known.text,
        class: known.class,
        cost: known.cost,
        category: Arc::clone(&category.name),
        contexts: raw.contexts,
        rules: Vec::new(),
        fingerprint,
        in_macro: raw.in_macro,
        receiver: raw.receiver,
        grep_line: raw.grep_line,
        bytes: raw.span.bytes,
    }
}

/// Sites of one identity get `-2`, `-3` … behind their fingerprint, in the order of their positions.
fn number_fingerprints(sites: &mut [Site]) {
    let mut seen: HashMap<String, usize> = HashMap::with_capacity(sites.len());
    for site in sites {
        let count = seen.entry(site.fingerprint.clone()).or_default();
        *count += 1;
        if *count > 1 {
            site.fingerprint = format!("{}-{count}", site.fingerprint);
        }
    }
}
