//! Which clones the program compiles without, said by the compiler.
//!
//! 1. The untouched copy is checked by Cargo: what does not compile proves nothing.
//! 2. Every site is asked for its types (`resolve`). A site that answers nothing is not compiled in this configuration.
//! 3. All candidates are put in at once; errors take out those that they name, round by round (`rounds`).
//! 4. What remains is checked by Cargo as the user would check it (`finish`), and tested if that is asked for.

mod cache;
mod candidate;
mod cx;
mod finish;
mod rounds;
mod trace;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::model::{
    Configuration, Edit, Evidence, Fingerprint, Hazard, Judged, PROOF_SCHEMA, Proof, Removable, RustcTypes, Site,
    Spelling,
};

use super::candidates::{self, Files};
use super::cargo::Cargo;
use super::scratch::{Edited, Scratch};
use super::units::Unit;
use super::{Progress, Request, clippy, resolve, rewrites, units};

use cache::{Remembered, VerdictCache};
use candidate::{Candidate, State};
use cx::{ProveCx, Untouched};

pub(crate) use cache::recall;

pub(super) use finish::edited;

/// How `prove` goes about it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Effort<'a> {
    /// Most rounds of compiling.
    pub rounds: usize,
    /// Most time for all of it.
    pub time: Option<Duration>,
    /// Whether to forget what earlier runs found out.
    pub is_fresh: bool,
    /// Whether to run the tests in the end.
    pub with_tests: bool,
    /// Hazards with which a clone is to go all the same: the tests are run without it, too.
    pub allow: &'a [Hazard],
    /// Whether to ask clippy, too.
    pub with_clippy: bool,
}

/// Asks the compiler which clones can go. `all` are the sites of the workspace, of which those are tried that `resolved`
/// lists, given the types that the compiler has said of them. What cannot be tried is in the proof with its reason.
///
/// # Errors
/// The workspace does not compile, nothing was compiled, Cargo or rustc cannot be run, or somebody pressed Ctrl-C.
pub(crate) fn prove(
    request: &Request<'_>,
    all: &[Site],
    resolved: impl FnOnce(&RustcTypes) -> Vec<Site>,
    effort: &Effort<'_>,
) -> Result<Proof> {
    let started = Instant::now();
    let scratch = Scratch::open(request.workspace)?;
    let cargo = Cargo::new(&scratch, request);
    let mut untouched = Untouched::check(request, &scratch, &cargo)?;
    let files = candidates::read(request.workspace, all)?;
    // What holds no site does not change.
    untouched.units.retain(|unit| unit.files.iter().any(|file| files.contains_key(file.as_str())));
    let loop_started = Instant::now();
    let rustc_types = types(request, &scratch, &untouched.units, all, &files, effort.is_fresh)?;
    let sites = resolved(&rustc_types);

    let key = configuration_key(&untouched.configuration, request);
    let mut cache = VerdictCache::load(&scratch.folder("cache"), key, effort.is_fresh);
    let compiled: BTreeSet<&str> = untouched.units.iter().flat_map(|unit| &unit.files).map(String::as_str).collect();
    let (mut candidates, not_tried) = candidates_of(&sites, &files, &compiled, &rustc_types, &cache);
    let cx = ProveCx { request, scratch: &scratch, sites: &sites, files: &files };
    let deadline = effort.time.map(|time| Instant::now() + time);
    let mut rounds = rounds::Rounds::new(&cx, &untouched.units, &mut candidates, deadline, effort.rounds);
    let is_complete = rounds.run()?;
    let rounds = rounds.done;
    let finish = finish::Finish { cx: &cx, cargo: &cargo, untouched: &untouched };
    let superfluous = finish.run(&mut candidates)?;
    let loop_seconds = tenths(loop_started.elapsed());
    let tested = if effort.with_tests { Some(trace::test(&finish, &candidates, effort.allow)?) } else { None };
    remember(&mut cache, &sites, &candidates);
    // It only saves time, and what was found out is not to be lost on a full disk.
    let _ = cache.save();

    let mut proof = Proof {
        schema: PROOF_SCHEMA,
        configuration: untouched.configuration,
        evidence: Evidence::Compiles,
        sites_tried: 0,
        removable: Vec::new(),
        needed: Vec::new(),
        not_tried,
        rounds,
        loop_seconds,
        seconds: 0.0,
        is_complete,
        superfluous,
        tests: None,
        clippy: None,
    };
    let culprits = tested.map_or_else(BTreeMap::new, |(tests, culprits)| {
        proof.evidence = trace::evidence(&tests);
        proof.tests = Some(tests);
        culprits
    });
    sort_out(&mut proof, &sites, &files, candidates, &culprits);
    if effort.with_clippy {
        (request.watch)(&Progress::Phase("running clippy"));
        write_all(&scratch, &files, &Edited::new())?;
        proof.clippy = Some(clippy::compare(&cargo, &proof)?);
    }
    proof.seconds = tenths(started.elapsed());
    Ok(proof)
}

/// Asks for the types of all sites, after the compiler has seen the code as it is.
fn types(
    request: &Request<'_>,
    scratch: &Scratch,
    units: &[Unit],
    all: &[Site],
    files: &Files,
    is_fresh: bool,
) -> Result<RustcTypes> {
    (request.watch)(&Progress::Phase("compiling the unchanged code to fill the incremental cache"));
    let seen: Vec<&Unit> = units.iter().filter(|unit| !unit.is_covered).collect();
    // The rounds find out which errors here no candidate has caused.
    drop(units::compile(scratch, &seen, units::IncrementalCache::Rounds, rounds::SILENT, request.jobs, None)?);
    (request.watch)(&Progress::Phase("asking the compiler for types"));
    super::remembered_types(scratch, request, "receivers", is_fresh, || {
        let units: Vec<&Unit> = units.iter().collect();
        resolve::ask(all, files, resolve::Probes::Receivers, |edited| {
            write_all(scratch, files, edited)?;
            let cache = units::IncrementalCache::Types;
            let messages = units::compile(scratch, &units, cache, resolve::FLAGS, request.jobs, None)?;
            Ok(messages.into_iter().flatten().collect())
        })
    })
}

/// Seconds to one decimal.
fn tenths(time: Duration) -> f64 {
    (time.as_secs_f64() * 10.0).round() / 10.0
}

/// Writes all files with sites, edited or as they are.
fn write_all(scratch: &Scratch, files: &Files, edited: &Edited) -> Result<()> {
    for (path, file) in files {
        scratch.write(path, edited.get(&**path).unwrap_or(&file.text))?;
    }
    Ok(())
}

/// What verdicts depend on besides the code.
fn configuration_key(configuration: &Configuration, request: &Request<'_>) -> Fingerprint {
    // A new version of this program may try more.
    let version = env!("CARGO_PKG_VERSION");
    let packages = request.packages().join(" ");
    Fingerprint::of(&[version, &configuration.rustc, &configuration.target, &configuration.features, &packages])
}

/// What can be tried, and what cannot, with the reason.
fn candidates_of(
    sites: &[Site],
    files: &Files,
    compiled: &BTreeSet<&str>,
    rustc_types: &RustcTypes,
    cache: &VerdictCache,
) -> (Vec<Candidate>, Vec<Judged>) {
    let mut candidates = Vec::new();
    let mut not_tried = Vec::new();
    for (number, site) in sites.iter().enumerate() {
        let attempts = match attempts_of(site, files, compiled, rustc_types) {
            Ok(attempts) => attempts,
            Err(reason) => {
                not_tried.push(Judged::new(site.clone(), reason.to_owned()));
                continue;
            }
        };
        let (state, reason) = match cache.get(site) {
            Some(Remembered::Needed(reason)) => (State::Remembered, Some(reason.clone())),
            Some(Remembered::Removable(at)) if *at < attempts.len() => (State::Active(*at), None),
            _ if attempts[0].is_late() => (State::Deferred(0), None),
            _ => (State::Active(0), None),
        };
        let path = Arc::clone(&site.location.path);
        candidates.push(Candidate { site: number, path, attempts, state, reason, is_second_chance: false });
    }
    (candidates, not_tried)
}

fn attempts_of(
    site: &Site,
    files: &Files,
    compiled: &BTreeSet<&str>,
    rustc_types: &RustcTypes,
) -> Result<Vec<rewrites::Attempt>, &'static str> {
    match site.spelling {
        Spelling::FnValue => return Err("`clone` is passed as a function, so there is no value to use instead"),
        Spelling::Bulk => return Err("clones every element that comes by; nothing can be left out at one place"),
        Spelling::Implicit if site.anchor.is_none() && !site.in_macro => {
            return Err(
                "a conversion that is called by its path, or writes into an existing value: no rewrite is known",
            );
        }
        Spelling::CloneFrom => return Err("`clone_from` writes into an existing value; nothing can be left out"),
        _ => {}
    }
    if site.in_definition {
        return Err("in a macro definition, which has many callers");
    }
    if site.usage.site_use.is_compared_with_original {
        return Err("it is compared with what it is a clone of: that they are equal is what is tested");
    }
    let anchor = site.anchor.as_deref().ok_or("in macro tokens that are not an expression")?;
    let types = rustc_types.get(&site.location.path, (site.location.name_line, site.location.name_column)).ok_or(
        "the compiler does not tell its type: not compiled in this configuration (a `cfg`, a feature, another \
             target), not in an expression, or only its place decides the type",
    )?;
    // A file that is not compiled cannot fail to compile either.
    let file = files.get(&site.location.path).filter(|_| compiled.contains(&*site.location.path));
    let file = file.ok_or("its file is in no crate that could be compiled again")?;
    let attempts = rewrites::attempts(site, anchor, types, &file.text, rewrites::library(&file.edition));
    if attempts.is_empty() { Err("no rewrite keeps the meaning here") } else { Ok(attempts) }
}

/// Notes what was found out for certain.
fn remember(cache: &mut VerdictCache, sites: &[Site], candidates: &[Candidate]) {
    for candidate in candidates {
        let site = &sites[candidate.site];
        match (candidate.state, &candidate.reason) {
            (State::Active(at), _) => cache.set(site, Remembered::Removable(at)),
            (State::Needed, Some(reason)) => cache.set(site, Remembered::Needed(reason.clone())),
            _ => {}
        }
    }
}

/// Puts every candidate into one of the lists of the proof.
fn sort_out(proof: &mut Proof, sites: &[Site], files: &Files, candidates: Vec<Candidate>, culprits: &trace::Culprits) {
    for (owner, candidate) in candidates.into_iter().enumerate() {
        let site = sites[candidate.site].clone();
        if let Some(failing) = culprits.get(&owner) {
            let tests: Vec<String> = failing.iter().cloned().collect();
            let names: Vec<String> = tests.iter().map(|name| format!("`{name}`")).collect();
            let reason = format!("tests fail without it: {}", names.join(", "));
            proof.needed.push(Judged { site, reason, tests });
            continue;
        }
        match (candidate.state, candidate.active()) {
            (State::Active(_), Some((_, attempt))) => {
                let source = files.get(&site.location.path).map_or("", |file| file.text.as_str());
                let hazards = site.verdict.hazards.clone();
                proof.removable.push(Removable {
                    rewrite: attempt.rewrite,
                    replacement: replacement(source, &site, attempt),
                    hazards,
                    edits: attempt.edits.clone(),
                    site,
                });
            }
            (State::Deferred(_), _) if !proof.is_complete => {
                let reason = "the budget ran out before it was tried by itself".to_owned();
                proof.not_tried.push(Judged::new(site, reason));
            }
            (_, _) => {
                let reason =
                    candidate.reason.unwrap_or_else(|| "does not compile together with the other rewrites".to_owned());
                proof.needed.push(Judged::new(site, reason));
            }
        }
    }
    proof.not_tried.sort_by(|a, b| place(&a.site).cmp(&place(&b.site)));
    proof.sites_tried = proof.removable.len() + proof.needed.len();
}

fn place(site: &Site) -> (&str, u32, u32) {
    (&site.location.path, site.location.name_line, site.location.name_column)
}

/// The changed text around a site, on one line. Of a `let x = x.clone();` that goes, what is used instead: `x`.
fn replacement(source: &str, site: &Site, attempt: &rewrites::Attempt) -> String {
    // What changes further on in the block belongs to other lines.
    let here: Vec<&Edit> = attempt.edits.iter().filter(|edit| edit.bytes.start <= attempt.bytes.end).collect();
    let start = here.iter().fold(attempt.bytes.start, |start, edit| start.min(edit.bytes.start));
    let end = here.iter().fold(attempt.bytes.end, |end, edit| end.max(edit.bytes.end));
    let moved =
        |edit: &&Edit| Edit { bytes: edit.bytes.start - start..edit.bytes.end - start, text: edit.text.clone() };
    let edits: Vec<Edit> = here.iter().map(moved).collect();
    let text = edited(source.get(start..end).unwrap_or_default(), &edits);
    let text = if text.trim().is_empty() { &site.receiver } else { &text };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
