//! The pipeline: files → sites (in parallel) → scopes → types → categories → [`Audit`].

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Result, bail};
use rayon::prelude::*;

use crate::categories::{Categories, Place};
use crate::config::Config;
use crate::model::{
    Audit, Candidate, Caution, Degraded, FileFigures, Finding, Fingerprint, LeftOut, Mention, Said, Site, Skipped,
    Spelling, TypeHead, TypeRow,
};
use crate::rules::{BodyView, Found, Rules, SiteFacts};
use crate::syntax::flow::{Flow, Types};
use crate::syntax::hir::{Body, Function, Impl};
use crate::syntax::{self, FileFacts, InlineModule, RawSite};
use crate::types::{self, CrateSource, Index, Inference, Inferred, Known, Wanted};
use crate::workspace::{self, Dependencies, FileView, Placement, Places, SourceFile, Workspace};

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
    /// they clone. The rows count no sites yet.
    pub types: Vec<TypeRow>,
}

/// Audits the selected packages of a workspace, with rayon's current thread pool. The result does not depend on the
/// number of threads.
///
/// # Errors
/// A bad glob in the configuration, or no Rust file at all: nothing was looked at, so nothing can be said. A file
/// that cannot be read or lexed is no error here; it is in [`Audit::skipped`].
pub fn run(workspace: &Workspace, config: &Config, categories: &Categories, options: &Options<'_>) -> Result<Output> {
    let rules = Rules::new(&std::collections::BTreeMap::new())?;
    let mut set = workspace::walk(workspace, &config.exclude)?;
    if set.files.is_empty() {
        bail!(
            "no Rust file found in {}: nothing was audited{}",
            workspace.root.display(),
            if set.excluded > 0 { "; the configuration's `exclude` leaves every file out" } else { "" }
        );
    }
    let (standard, mut scans) =
        rayon::join(types::standard_library, || set.files.par_iter().map(scan).collect::<Vec<_>>());
    let mut views: Vec<FileView> = scans.iter_mut().map(take_view).collect();
    let mut places = workspace::place(workspace, &set.files, &views);
    // Files that are no `.rs` and yet compiled, by `include!` or `#[path]`, are known only now.
    loop {
        let included = workspace.included(&places.unseen);
        if included.is_empty() {
            break;
        }
        let mut new: Vec<Result<Scan, String>> = included.iter().map(scan).collect();
        views.extend(new.iter_mut().map(take_view));
        scans.extend(new);
        set.files.extend(included);
        places = workspace::place(workspace, &set.files, &views);
    }
    let (inferred, types) = if options.only_places {
        (vec![HashMap::new(); scans.len()], Vec::new())
    } else {
        types(workspace, &set.files, &mut scans, &places, standard, &rules, options)?
    };
    for scan in scans.iter_mut().flatten() {
        std::mem::forget(std::mem::take(&mut scan.facts.tree));
    }

    let mut audit = Audit { left_out: set.left_out, skipped: set.skipped, ..Audit::default() };
    let selected = || workspace.packages.iter().filter(|package| package.selected);
    audit.packages = selected().map(|package| Arc::clone(&package.name)).collect();
    audit.all_packages = selected().count() == workspace.packages.len();
    audit.left_out.extend(places.unseen.iter().map(|path| LeftOut {
        path: workspace.display_path(path),
        reason: "a module that is ignored by git, excluded, hidden or outside of the workspace".to_owned(),
    }));
    for (((file, scan), placement), inferred) in set.files.iter().zip(scans).zip(&places.placements).zip(inferred) {
        match scan {
            Ok(scan) => {
                let package = &workspace.packages[file.package].name;
                take_file(&mut audit, categories, file, package, scan, placement, &inferred, (&rules, options));
            }
            Err(reason) => audit.skipped.push(Skipped { path: file.shown.to_string(), reason }),
        }
    }
    // Included files came last. The sort is stable: sites of one file stay in the order of their positions.
    audit.sites.sort_by(|a, b| a.path.cmp(&b.path));
    audit.files.sort_by(|a, b| a.path.cmp(&b.path));
    audit.skipped.sort_by(|a, b| a.path.cmp(&b.path));
    number_fingerprints(&mut audit.sites);
    Ok(Output { audit, types })
}

/// What the sites of each file clone, by the byte of their names, and the table of types.
fn types(
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
        row.findings = rules.at_type(row).iter().map(finding).collect();
        row.rules = row.findings.iter().map(|finding| finding.rule.to_owned()).collect();
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

/// For each file, what its sites clone, by the byte of their names.
type InferredOfFiles = Vec<HashMap<u32, Judged>>;

/// What is known of a site.
#[derive(Clone)]
struct Judged {
    inferred: Inferred,
    /// What rules found.
    found: Vec<Found>,
}

impl From<Inferred> for Judged {
    fn from(inferred: Inferred) -> Self {
        Self { inferred, found: Vec::new() }
    }
}

/// What the rules find at the sites of a body, by the byte of their names.
fn judge(
    rules: &Rules,
    body: &Body,
    (function, container): (Option<&Function>, Option<&Impl>),
    sites: &[RawSite],
    inferred: &[Inferred],
    types: &dyn Types,
) -> Vec<(u32, Found)> {
    let flow = Flow::new(body, types);
    let known = |site| {
        let name = flow_name(site);
        let raw = &sites[sites.binary_search_by_key(&name, |raw| raw.name_byte).ok()?];
        let inferred = inferred.iter().find(|inferred| inferred.name == name)?;
        let is_site = raw.spelling != Spelling::Implicit || inferred.is_owned;
        is_site.then(|| SiteFacts { flow: site, raw, class: inferred.known.class, cost: inferred.known.cost })
    };
    let sites: Vec<SiteFacts<'_>> = flow.sites.iter().filter_map(known).collect();
    if sites.is_empty() {
        return Vec::new();
    }
    let view = BodyView { code: body, function, container, flow: &flow, types, sites };
    let found = rules.in_body(&view);
    found.into_iter().map(|(at, found)| (flow_name(view.sites[at].flow), found)).collect()
}

fn flow_name(site: &syntax::flow::SiteFlow) -> u32 {
    site.site.name
}

/// What one file's task hands on.
struct Scan {
    view: FileView,
    facts: FileFacts,
}

fn scan(file: &SourceFile) -> Result<Scan, String> {
    let bytes = std::fs::read(&file.path).map_err(|error| format!("cannot be read: {error}"))?;
    let text = String::from_utf8(bytes)
        .map_err(|error| format!("is not UTF-8: invalid byte at offset {}", error.utf8_error().valid_up_to()))?;
    // The parser is a library: should it ever panic on somebody's file, that file is skipped and the run goes on.
    let facts = std::panic::catch_unwind(|| syntax::scan(&text))
        .unwrap_or_else(|_| Err("the parser panicked".to_owned()))
        .map_err(|reason| format!("does not lex: {reason}"))?;
    Ok(Scan { view: view(&facts), facts })
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
                let mut findings = Vec::new();
                let mut look = |inferred: &[Inferred], types: &dyn Types| {
                    findings = judge(rules, body, index.container(krate, body), &scan.facts.sites, inferred, types);
                };
                let inferred = inference.body(krate, body, &wanted, Some(&mut look));
                sites.extend(inferred.into_iter().map(|inferred| (inferred.name, Judged::from(inferred))));
                for (name, found) in findings {
                    if let Some(judged) = sites.get_mut(&name) {
                        judged.found.push(found);
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

#[expect(clippy::too_many_arguments, reason = "a file is taken in here and nowhere else")]
fn take_file(
    audit: &mut Audit,
    categories: &Categories,
    file: &SourceFile,
    package: &Arc<str>,
    scan: Scan,
    placement: &Placement,
    inferred: &HashMap<u32, Judged>,
    (rules, options): (&Rules, &Options<'_>),
) {
    let facts = scan.facts;
    let item = |local: &str| {
        if local.is_empty() { placement.module.clone() } else { format!("{}::{local}", placement.module) }
    };
    audit.items.insert(Fingerprint::of(&[package, &placement.module]));
    audit.items.extend(facts.items.iter().map(|local| Fingerprint::of(&[package, &item(local)])));
    for raw in facts.sites {
        let item = item(&raw.item);
        let judged = inferred.get(&raw.name_byte);
        let inferred = judged.map(|judged| &judged.inferred);
        let known = inferred.map_or(Known::NOTHING, |inferred| inferred.known.clone());
        if raw.spelling != Spelling::Implicit || inferred.is_some_and(|inferred| inferred.is_owned) {
            let mut site = site(raw, known, item, file, package, placement, categories, &facts.import_roots);
            if let Some(inferred) = inferred {
                site.findings = judged.iter().flat_map(|judged| &judged.found).map(finding).collect();
                site.findings.extend(rules.at_site(&site, false).iter().map(finding));
                site.rules = site.findings.iter().map(|finding| finding.rule.to_owned()).collect();
                site.head = inferred.head;
                site.type_source = inferred.source;
                site.cautions.clone_from(&inferred.cautions);
            } else if options.with_cautions {
                site.cautions.push(Caution::Unknown);
            }
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
        type_source: None,
        ty: known.text,
        head: None,
        class: known.class,
        cost: known.cost,
        category: Arc::clone(&category.name),
        contexts: raw.contexts,
        rules: Vec::new(),
        findings: Vec::new(),
        fingerprint,
        in_macro: raw.in_macro,
        receiver: raw.receiver,
        grep_line: raw.grep_line,
        bytes: raw.span.bytes,
        anatomy: raw.anatomy,
        function: raw.function,
        in_definition: raw.in_definition,
        cautions: Vec::new(),
    }
}

fn finding((rule, level, hit): &Found) -> Finding {
    Finding { rule: rule.id, level: *level, message: hit.message.clone(), form: hit.form, suppressed: None }
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
