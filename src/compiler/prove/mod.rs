//! Which clones the program compiles without, said by the compiler.
//!
//! 1. The untouched copy is checked by Cargo: what does not compile proves nothing.
//! 2. Every site is asked for its types (`resolve`). A site that answers nothing is not compiled in this configuration.
//! 3. All candidates are put in at once; errors take out those that they name, round by round (`rounds`).
//! 4. What remains is checked by Cargo as the user would check it (`finish`), and tested if that is asked for.

mod candidate;
mod finish;
mod memory;
mod rounds;

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::model::{
    Caution, Configuration, Evidence, Fingerprint, Judged, PROOF_SCHEMA, Proof, Removable, Said, Site, Spelling,
};

use super::candidates::{self, Files};
use super::cargo::Cargo;
use super::scratch::{Edited, Scratch};
use super::{Progress, Request, clippy, forms, resolve, tests, units};

use candidate::{Candidate, State};
use memory::{Memory, Remembered};

pub(super) use finish::edited;

/// How `prove` goes about it.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// Most rounds of compiling.
    pub rounds: usize,
    /// Most time for all of it.
    pub time: Option<Duration>,
    /// Whether to forget what earlier runs found out.
    pub is_fresh: bool,
    /// Whether to run the tests in the end.
    pub with_tests: bool,
    /// Whether to ask clippy, too.
    pub with_clippy: bool,
}

/// What all of the proving stands on.
struct Ground<'a> {
    request: &'a Request<'a>,
    scratch: &'a Scratch,
    sites: &'a [Site],
    files: &'a Files,
}

/// Lists the sites to be tried, with the types that the compiler has said of them.
pub type Audit<'a> = &'a dyn Fn(&Said) -> Result<Vec<Site>>;

/// Asks the compiler which clones can go. `all` are the sites of the workspace, of which those that `audit` lists are
/// tried. What cannot be tried is in the proof with its reason.
///
/// # Errors
/// The workspace does not compile, nothing was compiled, Cargo or rustc cannot be run, or somebody pressed Ctrl-C.
pub fn prove(request: &Request<'_>, all: &[Site], audit: Audit<'_>, effort: &Effort) -> Result<Proof> {
    let started = Instant::now();
    let deadline = effort.time.map(|time| started + time);
    let watch = request.watch;
    let scratch = Scratch::open(request.workspace)?;
    watch(&Progress::Phase("copying the workspace"));
    scratch.sync(request.workspace, &Edited::new())?;
    watch(&Progress::Phase("checking the untouched copy"));
    let cargo = Cargo::new(&scratch, request);
    let before = cargo.check(&[])?;
    let left_out = super::untouched_must_compile(&before)?;
    let configuration = super::configuration(request, &before)?;
    let units = units::units(&scratch, &before, &left_out)?;

    let files = candidates::read(request.workspace, all)?;
    let loop_started = Instant::now();
    watch(&Progress::Phase("compiling the code as it is, for the compiler to remember"));
    let seen: Vec<&units::Unit> = units.iter().filter(|unit| !unit.is_covered).collect();
    // What does not compile here is found to be nobody's fault in the rounds.
    drop(units::compile(&scratch, &seen, units::Memory::Rounds, rounds::SILENT, request.jobs, deadline)?);
    watch(&Progress::Phase("asking for types"));
    let said = super::remembered_types(&scratch, request, "receivers", effort.is_fresh, || {
        let units: Vec<&units::Unit> = units.iter().collect();
        resolve::ask(all, &files, resolve::Probes::Receivers, |edited| {
            write_all(&scratch, &files, edited)?;
            Ok(units::compile(&scratch, &units, units::Memory::Types, resolve::FLAGS, request.jobs, deadline)?
                .into_iter()
                .flatten()
                .collect())
        })
    })?;
    let sites = audit(&said)?;

    let key = configuration_key(&configuration);
    let mut memory = Memory::load(&scratch.folder("cache"), key, effort.is_fresh);
    let (mut candidates, not_tried) = candidates_of(&sites, &files, &said, &memory);
    let ground = Ground { request, scratch: &scratch, sites: &sites, files: &files };
    let mut rounds = rounds::Rounds::new(&ground, &units, &mut candidates, deadline, effort.rounds);
    let is_complete = rounds.run()?;
    let done = rounds.done;

    let finish = finish::Finish { ground: &ground, cargo: &cargo, before: &before, left_out: &left_out };
    let superfluous = finish.run(&mut candidates)?;
    let loop_seconds = tenths(loop_started.elapsed());
    let evidence = if effort.with_tests {
        watch(&Progress::Phase("running the tests"));
        let is_plain = |candidate: &Candidate| sites[candidate.site].cautions.is_empty();
        finish.write(&candidates, is_plain)?;
        let untouched = || finish.write(&candidates, |_| false).map(drop);
        tests::run(&cargo, untouched)?
    } else {
        Evidence::Compiles
    };
    remember(&mut memory, &sites, &candidates);
    memory.save()?;

    let mut proof = Proof {
        schema: PROOF_SCHEMA,
        configuration,
        evidence,
        sites_tried: 0,
        removable: Vec::new(),
        needed: Vec::new(),
        not_tried,
        rounds: done,
        loop_seconds,
        seconds: 0.0,
        is_complete,
        superfluous,
        clippy: None,
    };
    sort_out(&mut proof, &sites, &files, candidates);
    if effort.with_clippy {
        watch(&Progress::Phase("asking clippy"));
        write_all(&scratch, &files, &Edited::new())?;
        proof.clippy = Some(clippy::compare(&cargo, &proof)?);
    }
    proof.seconds = tenths(started.elapsed());
    Ok(proof)
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
fn configuration_key(configuration: &Configuration) -> Fingerprint {
    // A new version of this program may try more.
    let version = env!("CARGO_PKG_VERSION");
    Fingerprint::of(&[version, &configuration.rustc, &configuration.target, &configuration.features])
}

/// What can be tried, and what cannot, with the reason.
fn candidates_of(sites: &[Site], files: &Files, said: &Said, memory: &Memory) -> (Vec<Candidate>, Vec<Judged>) {
    let mut candidates = Vec::new();
    let mut not_tried = Vec::new();
    // Of what clones once an element, nothing can be left out at one place.
    for (number, site) in sites.iter().enumerate().filter(|(_, site)| site.spelling != Spelling::Bulk) {
        let attempts = match attempts_of(site, files, said) {
            Ok(attempts) => attempts,
            Err(reason) => {
                not_tried.push(Judged { site: site.clone(), reason: reason.to_owned() });
                continue;
            }
        };
        let (state, reason) = match memory.get(site) {
            Some(Remembered::Needed(reason)) => (State::Remembered, Some(reason.clone())),
            Some(Remembered::Removable(at)) if *at < attempts.len() => (State::Active(*at), None),
            _ => (State::Active(0), None),
        };
        let path = Arc::clone(&site.path);
        candidates.push(Candidate { site: number, path, attempts, state, reason, is_second_chance: false });
    }
    (candidates, not_tried)
}

fn attempts_of(site: &Site, files: &Files, said: &Said) -> Result<Vec<forms::Attempt>, &'static str> {
    match site.spelling {
        Spelling::FnValue => return Err("a function that is named, not called: there is no value to use instead"),
        Spelling::CloneFrom => return Err("`clone_from` fills what is there; nothing can be left out"),
        _ => {}
    }
    if site.in_definition {
        return Err("stands in a macro's definition: one text for many callers");
    }
    let anatomy = site.anatomy.as_deref().ok_or("stands among tokens of a macro that are no expression")?;
    let types = said
        .get(&site.path, (site.name_line, site.name_column))
        .ok_or("not compiled in this configuration (a `cfg`, a feature, another target), or in no expression")?;
    let file = files.get(&site.path).ok_or("its file could not be read")?;
    let attempts = forms::attempts(site, anatomy, types, &file.text, forms::library(&file.edition));
    if attempts.is_empty() { Err("no replacement keeps the meaning here") } else { Ok(attempts) }
}

/// Notes what was found out for certain.
fn remember(memory: &mut Memory, sites: &[Site], candidates: &[Candidate]) {
    for candidate in candidates {
        let site = &sites[candidate.site];
        match (candidate.state, &candidate.reason) {
            (State::Active(at), _) => memory.set(site, Remembered::Removable(at)),
            (State::Needed, Some(reason)) => memory.set(site, Remembered::Needed(reason.clone())),
            _ => {}
        }
    }
}

/// Puts every candidate into one of the lists of the proof.
fn sort_out(proof: &mut Proof, sites: &[Site], files: &Files, candidates: Vec<Candidate>) {
    for candidate in candidates {
        let site = sites[candidate.site].clone();
        match (candidate.state, candidate.active()) {
            (State::Active(_), Some((_, attempt))) => {
                let source = files.get(&site.path).map_or("", |file| file.text.as_str());
                let mut caution = site.cautions.clone();
                if is_through_guard(&site.receiver) && !caution.contains(&Caution::Guard) {
                    caution.push(Caution::Guard);
                    caution.sort_unstable();
                }
                proof.removable.push(Removable {
                    form: attempt.form,
                    replacement: replacement(source, attempt),
                    caution,
                    edits: attempt.edits.clone(),
                    site,
                });
            }
            (State::Aside(_), _) if !proof.is_complete => {
                let reason = "the budget was spent before it was tried by itself".to_owned();
                proof.not_tried.push(Judged { site, reason });
            }
            (_, _) => {
                let reason = candidate.reason.unwrap_or_else(|| "does not compile together with others".to_owned());
                proof.needed.push(Judged { site, reason });
            }
        }
    }
    proof.not_tried.sort_by(|a, b| place(&a.site).cmp(&place(&b.site)));
    proof.sites_tried = proof.removable.len() + proof.needed.len();
}

/// Whether what is cloned lies behind a lock or the like that the expression itself takes: `m.lock().unwrap().name`.
fn is_through_guard(receiver: &str) -> bool {
    const TAKING: &[&str] = &[
        ".lock(",
        ".read(",
        ".write(",
        ".borrow(",
        ".borrow_mut(",
        ".try_lock(",
        ".try_read(",
        ".try_write(",
        ".try_borrow(",
        ".try_borrow_mut(",
        ".blocking_lock(",
        ".blocking_read(",
        ".blocking_write(",
        ".upgradable_read(",
    ];
    TAKING.iter().any(|call| receiver.contains(call))
}

fn place(site: &Site) -> (&str, u32, u32) {
    (&site.path, site.name_line, site.name_column)
}

/// The changed text around a site, on one line.
fn replacement(source: &str, attempt: &forms::Attempt) -> String {
    let first = attempt.edits.iter().map(|edit| edit.bytes.start).min().unwrap_or(attempt.bytes.start);
    let start = first.min(attempt.bytes.start);
    let edits: Vec<_> = attempt
        .edits
        .iter()
        .map(|edit| crate::model::Edit { bytes: edit.bytes.start - start..edit.bytes.end - start, ..edit.clone() })
        .collect();
    let text = edited(source.get(start..attempt.bytes.end).unwrap_or_default(), &edits);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
