//! The pipeline: files → sites (in parallel) → scopes → types → findings → categories → [`Audit`].

mod infer;
mod judge;
mod scan;
mod suppress;
mod take;

use std::collections::HashMap;
use std::sync::Arc;

use anyhow::{Result, bail};
use rayon::prelude::*;

use crate::categories::Categories;
use crate::config::Config;
use crate::model::{Audit, Finding, LeftOut, Said, Site, Skipped, TypeFinding, TypeRow};
use crate::rules::Rules;
use crate::source::{self, SourceFile, Workspace};
use crate::types;
use crate::workspace::{self, FileView, Placement};

use scan::{Scan, scan, take_view};
use suppress::Directives;
use take::Taking;

/// What is asked of an audit beside the sites, and what is known beforehand.
#[derive(Clone, Copy, Default)]
pub struct Options<'s> {
    /// Whether the table of types is wanted.
    pub with_types: bool,
    /// Whether [`Site::cautions`] are wanted.
    pub with_cautions: bool,
    /// What the compiler said of types. It is asked for late, so that the compiler can be at work meanwhile.
    pub said: Option<Answer<'s>>,
    /// Whether only the places matter, as for asking the compiler: nothing is inferred. Conversions that would turn out to
    /// be implicit clones are no sites then.
    pub only_places: bool,
}

/// Waits for what the compiler says.
pub type Answer<'s> = &'s (dyn Fn() -> Result<&'s Said> + Sync);

/// What an audit yields.
#[derive(Debug)]
pub struct Output {
    /// The sites and all that is counted.
    pub audit: Audit,
    /// If [asked for](Options::with_types): the types that the audited packages declare with `Clone` and those that
    /// they clone; else only of these, those that they declare. Rows count the sites of the whole audit.
    pub types: Vec<TypeRow>,
}

/// Audits the selected packages of a workspace, with rayon's current thread pool. The result does not depend on the
/// number of threads.
///
/// # Errors
/// A bad glob in the configuration, or no Rust file at all: nothing was looked at, so nothing can be said. A file
/// that cannot be read or lexed is no error here; it is in [`Audit::skipped`].
pub fn run(workspace: &Workspace, config: &Config, categories: &Categories, options: &Options<'_>) -> Result<Output> {
    let rules = Rules::new(&config.rules)?;
    let mut set = source::walk(workspace, &config.exclude)?;
    if set.files.is_empty() {
        bail!(
            "no Rust file found in {}: nothing was audited{}",
            workspace.root.display(),
            if set.excluded > 0 { "; the configuration's `exclude` leaves every file out" } else { "" }
        );
    }
    let read = |file: &SourceFile| scan(&*workspace.sources, file);
    let (standard, mut scans) =
        rayon::join(types::standard_library, || set.files.par_iter().map(read).collect::<Vec<_>>());
    let mut views: Vec<FileView> = scans.iter_mut().map(take_view).collect();
    let mut places = workspace::place(workspace, &set.files, &views);
    // Files that are no `.rs` and yet compiled, by `include!` or `#[path]`, are known only now.
    loop {
        let included = workspace.included(&places.unseen);
        if included.is_empty() {
            break;
        }
        let mut new: Vec<Result<Scan, String>> = included.iter().map(read).collect();
        views.extend(new.iter_mut().map(take_view));
        scans.extend(new);
        set.files.extend(included);
        places = workspace::place(workspace, &set.files, &views);
    }
    let (inferred, mut types) = if options.only_places {
        (vec![HashMap::new(); scans.len()], Vec::new())
    } else {
        infer::types(workspace, &set.files, &mut scans, &places, standard, &rules, options)?
    };
    let mut directives: Vec<Directives> = scans.iter_mut().map(take_directives).collect();
    let type_findings = type_findings(&mut types, &set.files, &places.placements, &mut directives);
    for scan in scans.iter_mut().flatten() {
        std::mem::forget(std::mem::take(&mut scan.facts.tree));
    }

    let mut audit = Audit { left_out: set.left_out, skipped: set.skipped, type_findings, ..Audit::default() };
    let selected = || workspace.packages.iter().filter(|package| package.selected);
    audit.packages = selected().map(|package| Arc::clone(&package.name)).collect();
    audit.all_packages = selected().count() == workspace.packages.len();
    audit.left_out.extend(places.unseen.iter().map(|path| LeftOut {
        path: workspace.display_path(path),
        reason: "a module that is ignored by git, excluded, hidden or outside of the workspace".to_owned(),
    }));
    let rest = scans.into_iter().zip(inferred).zip(directives);
    for ((file, placement), ((scan, inferred), directives)) in set.files.iter().zip(&places.placements).zip(rest) {
        let taken =
            Taking { file, package: &workspace.packages[file.package].name, placement, rules: &rules, categories };
        match scan {
            Ok(scan) => taken.take(&mut audit, scan.facts, inferred, directives, options),
            Err(reason) => audit.skipped.push(Skipped { path: file.shown.to_string(), reason }),
        }
    }
    // Included files came last. The sort is stable: sites of one file stay in the order of their positions.
    audit.sites.sort_by(|a, b| a.path.cmp(&b.path));
    audit.files.sort_by(|a, b| a.path.cmp(&b.path));
    audit.skipped.sort_by(|a, b| a.path.cmp(&b.path));
    audit.problems.sort_by(|a, b| (&a.path, a.line, a.column).cmp(&(&b.path, b.line, b.column)));
    number_fingerprints(&mut audit.sites);
    Ok(Output { audit, types })
}

fn take_directives(scan: &mut Result<Scan, String>) -> Directives {
    Directives::new(scan.as_mut().map(|scan| std::mem::take(&mut scan.facts.directives)).unwrap_or_default())
}

/// What rules found at types, in the order of path and line; comments in their files may let it pass.
fn type_findings(
    types: &mut [TypeRow],
    files: &[SourceFile],
    placements: &[Placement],
    directives: &mut [Directives],
) -> Vec<TypeFinding> {
    let mut found = Vec::new();
    for row in types.iter_mut().filter(|row| !row.findings.is_empty()) {
        let (Some(path), Some(line)) = (&row.path, row.line) else { continue };
        let Some(file) = files.iter().position(|file| file.shown == *path) else { continue };
        directives[file].suppress(&[line], &mut row.findings);
        row.rules = reported(&row.findings);
        found.extend(row.findings.iter().map(|finding| TypeFinding {
            finding: finding.clone(),
            path: Arc::clone(path),
            line,
            item: row.item.clone(),
            package: Arc::clone(&row.package),
            scope: placements[file].scope,
        }));
    }
    found.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    found
}

/// The rules of findings that nothing suppresses.
fn reported(findings: &[Finding]) -> Vec<String> {
    findings.iter().filter(|finding| finding.suppressed.is_none()).map(|finding| finding.rule.to_owned()).collect()
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
