//! `fix`: removes the clones that are proven to be needless.

use std::collections::BTreeSet;
use std::sync::Arc;

use anyhow::{Result, bail};

use crate::cli::args::FixArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::session::Session;
use crate::cli::ui::Ui;
use crate::compiler::{self, Patch};
use crate::model::{Evidence, Judged, Proof, Removable, Site, Superfluous};
use crate::report::plural;
use crate::source::Overlay;

/// How often clones are looked for: the first time everywhere, then in functions that have changed.
const PASSES: usize = 6;

pub(super) fn run(args: &FixArgs, ui: &Ui) -> Result<ExitStatus> {
    let mut session = Session::open(ui, &args.workspace)?;
    if !args.dry_run && !args.allow_dirty {
        refuse_dirty(&session)?;
    }
    let removals = removals(&mut session, args)?;
    let status = removals.status;
    if args.dry_run {
        ui.print_patch(&removals.patch.unified())?;
    } else if removals.patch.files() > 0 {
        session.compiling(&args.compiler, |request| compiler::apply(request, &removals.patch))?;
    }
    let done = if args.dry_run { "would be removed" } else { "removed" };
    let (clones, files) = (plural(removals.clones, "clone"), plural(removals.patch.files(), "file"));
    ui.say(&format!("{clones} {done} in {files}; the workspace {} them", evidence(removals.evidence)));
    for kept in &removals.kept {
        ui.say(&format!("{}: `{}` stays: {}", kept.site.location, kept.site.expression, kept.reason));
    }
    if removals.hazardous > 0 {
        let count = removals.hazardous;
        ui.say(&format!("{count} more with a hazard (see `prove`); --allow HAZARD removes them as well"));
    }
    for superfluous in &removals.superfluous {
        ui.say(&format!("{}:{}:{}: {}", superfluous.path, superfluous.line, superfluous.column, superfluous.message));
    }
    Ok(status)
}

/// What is to be removed.
struct Removals {
    patch: Patch,
    clones: usize,
    evidence: Evidence,
    /// Clones that stay since tests fail without them.
    kept: Vec<Judged>,
    /// How many clones that could go have a hazard.
    hazardous: usize,
    superfluous: Vec<Superfluous>,
    status: ExitStatus,
}

/// Proves what can go; and as one removal may be what another one waits for (`x.clone().clone().len()`), proves again what
/// is left in the functions that change, until nothing more goes.
fn removals(session: &mut Session<'_>, args: &FixArgs) -> Result<Removals> {
    let sources = Arc::clone(&session.workspace.sources);
    let (audit, mut proof) = session.prove(&args.filter, &args.compiler, &args.effort, &args.allow, |_| true)?;
    let mut removals = Removals {
        patch: Patch::default(),
        clones: 0,
        evidence: proof.evidence,
        kept: Vec::new(),
        hazardous: proof.removable.iter().filter(|removal| !is_chosen(removal, args)).count(),
        superfluous: Vec::new(),
        status: session.status(&audit, ExitStatus::Clean),
    };
    for pass in 1..=PASSES {
        let changed = removals.add(session, &proof, args)?;
        let kept: BTreeSet<String> = removals.kept.iter().map(|kept| kept.site.fingerprint.clone()).collect();
        let is_asked = |site: &Site| changed.contains(&function(site)) && !kept.contains(&site.fingerprint);
        if pass == PASSES || !left(&proof, args).any(is_asked) {
            break;
        }
        let texts = removals.patch.texts(&session.workspace.root);
        session.workspace.sources = Arc::new(Overlay::new(Arc::clone(&sources), texts));
        (_, proof) = session.prove(&args.filter, &args.compiler, &args.effort, &args.allow, is_asked)?;
    }
    session.workspace.sources = sources;
    Ok(removals)
}

impl Removals {
    /// Adds what a proof says can go, and returns the functions that this changes.
    fn add(&mut self, session: &Session<'_>, proof: &Proof, args: &FixArgs) -> Result<BTreeSet<(Arc<str>, String)>> {
        let chosen: Vec<&Removable> = proof.removable.iter().filter(|removal| is_chosen(removal, args)).collect();
        self.patch.add(compiler::patch(&session.workspace, &chosen)?);
        self.clones += chosen.len();
        self.kept.extend(proof.needed.iter().filter(|kept| !kept.tests.is_empty()).cloned());
        self.superfluous.extend(proof.superfluous.iter().cloned());
        if proof.evidence == Evidence::TestsFail {
            self.evidence = Evidence::TestsFail;
        }
        Ok(chosen.into_iter().map(|removal| function(&removal.site)).collect())
    }
}

/// Whether a clone goes: unasked, or since its hazards are named.
fn is_chosen(removal: &Removable, args: &FixArgs) -> bool {
    removal.hazards.iter().all(|hazard| args.allow.contains(hazard))
}

/// The clones that stay by this proof.
fn left<'p>(proof: &'p Proof, args: &FixArgs) -> impl Iterator<Item = &'p Site> {
    let judged = proof.needed.iter().chain(&proof.not_tried).map(|judged| &judged.site);
    judged.chain(proof.removable.iter().filter(|removal| !is_chosen(removal, args)).map(|removal| &removal.site))
}

/// The function around a site, whatever its text.
fn function(site: &Site) -> (Arc<str>, String) {
    (Arc::clone(&site.location.path), site.item.clone())
}

fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::TestsPass => "compiles and its tests pass without",
        Evidence::TestsFail => "compiles, and no more tests fail, without",
        Evidence::Compiles => "compiles without",
    }
}

fn refuse_dirty(session: &Session<'_>) -> Result<()> {
    let files = compiler::dirty_files(&session.workspace)?;
    if let Some(first) = files.first() {
        let files = plural(files.len(), "file");
        bail!("{files} with uncommitted changes, such as {first}; commit them, or pass --allow-dirty");
    }
    Ok(())
}
