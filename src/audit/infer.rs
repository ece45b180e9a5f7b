//! What the sites clone, and what is thought of them: all files together, then one body after the other.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Result;

use crate::model::{Said, Spelling, TypeHead, TypeRow};
use crate::rules::Rules;
use crate::source::{SourceFile, Workspace};
use crate::syntax::flow::Types;
use crate::syntax::{FileFacts, RawSite};
use crate::types::{self, CrateSource, Index, Inference, Inferred, Wanted};
use crate::workspace::{Dependencies, Placement, Places};

use super::Options;
use super::judge::{Judged, finding, judge};
use super::scan::Scan;

/// What the sites of each file clone, by the byte of their names, and the table of types.
pub(super) fn types(
    workspace: &Workspace,
    files: &[SourceFile],
    scans: &mut [Result<Scan, String>],
    places: &Places,
    standard: types::Standard,
    rules: &Rules,
    options: &Options<'_>,
) -> Result<(InferredOfFiles, Vec<TypeRow>)> {
    let dependencies = Dependencies::load(workspace);
    let index = index(workspace, &dependencies, standard, scans, places);
    let inferred = infer(&index, files, scans, places, rules, options)?;
    let counts = cloned(scans, &inferred);
    let heads = counts.keys().copied().collect();
    let shown = |file: u32| files.get(file as usize).map(|file: &SourceFile| Arc::clone(&file.shown));
    let mut types = types::inventory(&index, workspace, &heads, options.with_types, &shown);
    for row in &mut types {
        (row.sites, row.explicit) = counts.get(&row.head).copied().unwrap_or_default();
        row.findings = rules.at_type(row).into_iter().map(finding).collect();
    }
    // Freeing what the process is about to give back takes longer than the summary does.
    std::mem::forget(index);
    Ok((inferred, types))
}

/// How many sites clone each type, and how many of these are explicit.
fn cloned(scans: &[Result<Scan, String>], inferred: &InferredOfFiles) -> HashMap<TypeHead, (usize, usize)> {
    let mut counts: HashMap<TypeHead, (usize, usize)> = HashMap::new();
    for (scan, inferred) in scans.iter().zip(inferred) {
        for site in scan.iter().flat_map(|scan| &scan.facts.sites) {
            let Some(inferred) = inferred.get(&site.name_byte).map(|judged| &judged.inferred) else { continue };
            if let Some(head) = inferred.head.filter(|_| site.spelling != Spelling::Implicit || inferred.is_owned) {
                let (sites, explicit) = counts.entry(head).or_default();
                *sites += 1;
                *explicit += usize::from(site.spelling.is_explicit());
            }
        }
    }
    counts
}

/// Takes the declarations of all files together, each in the crate and module of its place.
fn index<'w>(
    workspace: &'w Workspace,
    dependencies: &'w Dependencies,
    standard: types::Standard,
    scans: &mut [Result<Scan, String>],
    places: &Places,
) -> Index<'w> {
    let mut source = CrateSource::new(workspace);
    for (file, (scan, placement)) in scans.iter_mut().zip(&places.placements).enumerate() {
        if let (Ok(scan), Some(target)) = (scan, placement.target) {
            source.take(file, target, &below_root(&placement.module), &mut scan.facts.tree);
        }
    }
    for shared in &places.shared {
        let placement = &places.placements[shared.file];
        if let Some(target) = placement.target {
            source.link(shared.target, &below_root(&shared.module), target, &below_root(&placement.module));
        }
    }
    Index::new(workspace, dependencies, standard, source)
}

/// A module path without the crate's name.
fn below_root(module: &str) -> Vec<&str> {
    module.split("::").skip(1).collect()
}

/// For each file, what its sites clone, by the byte of their names.
pub(super) type InferredOfFiles = Vec<HashMap<u32, Judged>>;

/// What the sites of each file clone, by the byte of their names.
fn infer<'a>(
    index: &Index<'_>,
    files: &[SourceFile],
    scans: &'a [Result<Scan, String>],
    places: &Places,
    rules: &Rules,
    options: &Options<'_>,
) -> Result<InferredOfFiles> {
    let of_target = |(scan, placement): (&'a Result<Scan, String>, &Placement)| {
        let target = placement.target?;
        scan.as_ref().ok().map(|scan| scan.facts.tree.bodies.iter().map(move |body| (target, body)))
    };
    index.read_ahead(scans.iter().zip(&places.placements).filter_map(of_target).flatten());
    let said = options.said.map(|said| said()).transpose()?;
    let next = AtomicUsize::new(0);
    // Each thread keeps what it has looked up, so the files are handed out one by one rather than in pieces.
    let parts = rayon::broadcast(|_| {
        let inference = Inference::new(index);
        let mut found = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let (Some(scan), Some(placement)) = (scans.get(at), places.placements.get(at)) else { return found };
            let (Ok(scan), Some(target)) = (scan, placement.target) else { continue };
            let mut wanted = wanted(&files[at], &scan.facts, said, options.with_cautions);
            let krate = Index::member(target);
            let mut sites: HashMap<u32, Judged> = HashMap::new();
            for body in &scan.facts.tree.bodies {
                let mut opinions = Vec::new();
                let mut look = |inferred: &[Inferred], types: &dyn Types| {
                    opinions = judge(rules, body, index.container(krate, body), &scan.facts.sites, inferred, types);
                };
                let inferred = inference.body(krate, body, &wanted, Some(&mut look));
                sites.extend(inferred.into_iter().map(|inferred| (inferred.name, Judged::from(inferred))));
                for (name, opinion) in opinions {
                    if let Some(judged) = sites.get_mut(&name) {
                        judged.opinion = opinion;
                    }
                }
            }
            wanted.said.retain(|name, _| !sites.contains_key(name));
            if !wanted.said.is_empty() {
                let others = inference.outside(krate, &below_root(&placement.module), &wanted);
                sites.extend(others.into_iter().map(|inferred| (inferred.name, Judged::from(inferred))));
            }
            found.push((at, sites));
        }
    });
    let mut all = vec![HashMap::new(); scans.len()];
    for (at, sites) in parts.into_iter().flatten() {
        all[at] = sites;
    }
    Ok(all)
}

fn wanted<'s>(file: &SourceFile, facts: &FileFacts, said: Option<&'s Said>, cautions: bool) -> Wanted<'s> {
    let said = said.into_iter().flat_map(|said| {
        let types = |site: &RawSite| Some((site.name_byte, said.get(&file.shown, site.span.name)?));
        facts.sites.iter().filter_map(types)
    });
    Wanted { said: said.collect(), cautions }
}
