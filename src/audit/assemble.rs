//! The last stage: the sites of all files, put together from what is known of them, and all that is counted.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use crate::categories::Categories;
use crate::crate_map::Index;
use crate::model::{
    Audit, AuditedPackage, Candidate, FileFigures, Fingerprint, Hazard, Limit, Mention, NamedDependency, Purpose, Site,
    Skipped, Spelling, TypeRow, Unfinished, impact,
};
use crate::rules::Rules;
use crate::source::Workspace;
use crate::syntax::{FileFacts, RawSite};
use crate::types::Known;

use super::body::{Opinion, SiteResult, finding};
use super::check::Checked;
use super::infer::{Declarations, GeneratedFiles, Indexed};
use super::place::{File, Files};
use super::site::FileCx;
use super::suppress::{Suppressions, Used, reported};

/// An audit, and what it leaves behind.
#[derive(Debug)]
pub struct Assembled<'w> {
    /// The sites and all that is counted.
    pub audit: Audit,
    /// The types that were [checked](Indexed::check). Rows count the sites of the whole audit.
    pub types: Vec<TypeRow>,
    /// No longer needed, and slow to free: the session decides when.
    pub declarations: Declarations<'w>,
}

impl<'w> Indexed<'w> {
    /// Puts the audit together.
    pub fn assemble(self, checked: Checked, categories: &Categories) -> Assembled<'w> {
        let Self { workspace, rules, files, declarations, .. } = self;
        let (dependencies, generated) = (named(&declarations.index, &files), &declarations.generated);
        let cut = cut(workspace, &declarations.index);
        let assembly = Assembly { workspace, rules: &rules, categories, dependencies, generated, cut };
        let (audit, types) = assembly.run(files, checked);
        Assembled { audit, types, declarations }
    }

    /// Puts an audit together after which there will be another one.
    pub fn audit(&self, checked: Checked, categories: &Categories) -> Audit {
        let Declarations { index, generated, .. } = &self.declarations;
        let (dependencies, generated) = (named(index, &self.files), generated);
        let (workspace, cut) = (self.workspace, cut(self.workspace, index));
        let assembly = Assembly { workspace, rules: &self.rules, categories, dependencies, generated, cut };
        assembly.run(self.files.clone(), checked).0
    }
}

/// Dependencies that the files of each package name.
fn named(index: &Index<'_>, files: &Files) -> BTreeMap<usize, BTreeSet<NamedDependency>> {
    let mut of_packages: BTreeMap<usize, Vec<_>> = BTreeMap::new();
    for file in &files.all {
        if let (Some(target), Ok(facts)) = (file.placement.target, &file.facts) {
            of_packages.entry(file.source.package).or_default().push((target, &*facts.names));
        }
    }
    of_packages.into_iter().map(|(package, names)| (package, index.dependencies_named(names.into_iter()))).collect()
}

/// Targets whose macros write too much to expand them all.
fn cut(workspace: &Workspace, index: &Index<'_>) -> BTreeSet<usize> {
    (0..workspace.targets().count()).filter(|target| index.is_cut(*target)).collect()
}

/// What is the same for all files.
struct Assembly<'a> {
    workspace: &'a Workspace,
    rules: &'a Rules,
    categories: &'a Categories,
    /// Dependencies that the code names, by the index of the package.
    dependencies: BTreeMap<usize, BTreeSet<NamedDependency>>,
    generated: &'a BTreeMap<usize, GeneratedFiles>,
    /// Targets whose macros write too much to expand them all.
    cut: BTreeSet<usize>,
}

impl Assembly<'_> {
    fn run(&self, files: Files, checked: Checked) -> (Audit, Vec<TypeRow>) {
        let Checked { inferred, types, type_findings, used } = checked;
        let packages = self.packages(&files);
        let Files { all, left_out, compiled_left_out, skipped, orphans, part } = files;
        let mut audit = Audit { skipped, left_out, compiled_left_out, orphans, type_findings, ..Audit::default() };
        audit.all_packages = packages.len() == self.workspace.packages.len();
        audit.packages = packages;
        let unknown: &[Hazard] = if inferred.with_hazards { &[Hazard::Unknown] } else { &[] };
        let files = all.into_par_iter().zip(inferred.of_files).zip(used);
        let files = files.filter(|((file, _), _)| part.as_ref().is_none_or(|part| part.contains(&file.source.package)));
        let parts: Vec<Audit> = files
            .map(|((File { source, placement, facts, .. }, results), used)| {
                let mut part = Audit::default();
                match facts {
                    Ok(facts) => {
                        let is_root = !placement.module.contains("::");
                        if is_root && placement.target.is_some_and(|target| self.cut.contains(&target)) {
                            let (path, item) = (source.shown.to_string(), placement.module.clone());
                            part.unfinished.push(Unfinished { path, line: 1, item, limit: Limit::CrateMacros });
                        }
                        let cx = FileCx::new(self.workspace, source, placement, self.categories);
                        FileAssembly { cx, rules: self.rules, results, used, unknown }.run(&mut part, facts);
                    }
                    Err(reason) => part.skipped.push(Skipped { path: source.shown.to_string(), reason }),
                }
                part
            })
            .collect();
        for part in parts {
            audit.sites.extend(part.sites);
            audit.candidates.extend(part.candidates);
            audit.mentions.extend(part.mentions);
            audit.files.extend(part.files);
            audit.skipped.extend(part.skipped);
            audit.degraded.extend(part.degraded);
            audit.unfinished.extend(part.unfinished);
            audit.problems.extend(part.problems);
        }
        // Included files came last.
        audit.sort();
        (audit, types)
    }

    /// The packages whose sites are asked for.
    fn packages(&self, files: &Files) -> Vec<AuditedPackage> {
        let all = self.workspace.packages.iter().enumerate();
        let asked_for = all.filter(|(at, package)| package.selected && files.is_asked_for(*at));
        let audited = asked_for.map(|(at, package)| {
            let generated = self.generated.get(&at).copied().unwrap_or_default();
            AuditedPackage {
                name: Arc::clone(&package.name),
                dependencies: self.dependencies.get(&at).cloned().unwrap_or_default(),
                generated: generated.all,
                generated_missing: generated.missing,
            }
        });
        audited.collect()
    }
}

/// A file while it is put together.
struct FileAssembly<'a> {
    cx: FileCx<'a>,
    rules: &'a Rules,
    /// By the byte of the sites' names.
    results: HashMap<u32, SiteResult>,
    used: Used,
    /// The hazards of a site of which nothing is known.
    unknown: &'a [Hazard],
}

impl FileAssembly<'_> {
    /// Takes in what the file says.
    fn run(mut self, audit: &mut Audit, facts: FileFacts) {
        let FileCx { file, package, placement, .. } = &self.cx;
        let (shown, package) = (Arc::clone(&file.shown), Arc::clone(package));
        let (scope, reached) = (placement.scope, placement.reached);
        let items: BTreeSet<Fingerprint> =
            facts.items.iter().map(|local| Fingerprint::of(&[&self.cx.item(local)])).collect();
        let mut used = std::mem::take(&mut self.used);
        let mut suppressions = Suppressions::new(&facts.suppressions, &mut used);
        for raw in facts.sites {
            let result = self.results.remove(&raw.name_byte);
            if let Some(limit) = result.as_ref().and_then(|result| result.limit) {
                let item = self.cx.item(&raw.item);
                // Sites of one body stand side by side.
                if audit.unfinished.last().is_none_or(|last| last.item != item) {
                    audit.unfinished.push(Unfinished { path: shown.to_string(), line: raw.span.name.0, item, limit });
                }
            }
            let inferred = result.as_ref().map(|result| &result.inferred);
            if inferred.map_or(raw.spelling != Spelling::Implicit, |inferred| inferred.is_site(raw.spelling)) {
                audit.sites.push(self.site(raw, result, &facts.import_roots, &mut suppressions));
            } else if raw.spelling == Spelling::Implicit {
                audit.candidates.push(Candidate {
                    package: Arc::clone(&package),
                    item: self.cx.item(&raw.item),
                    name_line: raw.span.name.0,
                    receiver: raw.receiver,
                    path: Arc::clone(&shown),
                });
            }
        }
        audit.problems.extend(suppressions.problems(&shown, self.rules));
        audit.mentions.extend(facts.mentions.into_iter().map(|text| Mention {
            package: package.to_string(),
            path: shown.to_string(),
            text,
        }));
        if let Some(reason) = facts.parse_error {
            audit.degraded.push(Skipped { path: shown.to_string(), reason });
        }
        let (lines, grep_lines) = (facts.lines, facts.grep_lines);
        let items = items.into_iter().collect();
        audit.files.push(FileFigures { path: shown, package, scope, lines, grep_lines, reached, items });
    }

    fn site(
        &self,
        raw: RawSite,
        result: Option<SiteResult>,
        imports: &[String],
        suppressions: &mut Suppressions<'_>,
    ) -> Site {
        let (known, adt, type_source, hazards, names, mut opinion) = match result {
            Some(SiteResult { inferred, opinion, .. }) => {
                (inferred.known, inferred.adt, inferred.source, inferred.hazards, inferred.names, opinion)
            }
            None => (Known::NOTHING, None, None, self.unknown.to_vec(), Vec::new(), Opinion::default()),
        };
        opinion.about.cloned = names;
        let lines = [raw.span.start.0, raw.span.name.0];
        let mut site = self.cx.site(raw, known, imports, &opinion.about);
        (site.cloned.adt, site.cloned.type_source, site.verdict.hazards) = (adt, type_source, hazards);
        site.verdict.hazards.extend(opinion.hazards);
        site.verdict.hazards.sort_unstable();
        site.verdict.hazards.dedup();
        (site.usage.loops, site.usage.site_use, site.usage.reads) = (opinion.loops, opinion.site_use, opinion.reads);
        site.verdict.impact = impact(site.cloned.cost, site.usage.loops, site.scope, opinion.runs_once);
        let is_documented = suppressions.is_documented(&lines);
        let found = opinion.found.into_iter().chain(self.rules.at_site(&site, is_documented));
        site.verdict.findings = found.map(finding).collect();
        suppressions.suppress(&lines, &mut site.verdict.findings);
        site.verdict.rules = reported(&site.verdict.findings);
        let is_allowed = site.verdict.rules.is_empty() && !site.verdict.findings.is_empty();
        site.verdict.purpose = if is_documented || is_allowed { Some(Purpose::Documented) } else { opinion.purpose };
        site
    }
}
