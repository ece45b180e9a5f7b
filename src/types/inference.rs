//! From a body to what its sites clone and to the types of its expressions.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::LazyLock;

use crate::crate_map::{CrateId, Def, Index, Namespace, Standard};
use crate::knowledge::stubs;
use crate::model::{Limit, SiteTypes, TypeClass, TypeSource};
use crate::syntax::hir::{Body, Symbol};

use super::body::BodyTypes;
use super::classify;
use super::context::Context;
use super::hazards;
use super::infer::{Cloned, Infer};
use super::named;
use super::result::{InferenceResult, Inferred, Known};
use super::rustc_types;
use super::solver::Solver;
use super::ty::Ty;

/// The standard library, ready for an index. Its stubs are read once a process.
pub(crate) fn standard_library() -> &'static Standard {
    static STANDARD: LazyLock<Standard> = LazyLock::new(|| Standard::read(stubs::FILES));
    &STANDARD
}

/// What is asked of the sites of a body, and what is known of them beforehand.
#[derive(Debug, Default)]
pub(crate) struct Wanted<'s> {
    /// What the compiler said, by the byte of the site's name.
    pub rustc_types: HashMap<u32, &'s SiteTypes>,
    /// Whether [`Inferred::hazards`] are to be found.
    pub hazards: bool,
}

/// Infers bodies. It remembers what it looked up: keep one for each thread.
pub(crate) struct Inference<'i> {
    context: Context<'i>,
}

impl<'i> Inference<'i> {
    /// Over an index.
    pub(crate) fn new(index: &'i Index<'i>) -> Self {
        Self { context: Context::new(index) }
    }

    /// How many names have been looked up.
    pub(crate) fn names_remembered(&self) -> usize {
        self.context.resolver.remembered()
    }

    /// What a crate's body is found to be.
    pub(crate) fn body(&self, krate: CrateId, body: &Body, wanted: &Wanted<'_>) -> InferenceResult {
        self.context.is_cut.set(false);
        let (mut found, mut infer) = Infer::run(&self.context, krate, body);
        let limit = infer.limit();
        if limit == Some(Limit::Inference) {
            // What was cut off in the middle may be wrong.
            for (site, cloned) in &mut found {
                *cloned = Cloned::unknown(*site);
            }
            infer = Infer::new(&self.context, krate, body);
        }
        let mut solver = Solver::new(infer);
        let mut sites: Vec<Inferred> = Vec::with_capacity(found.len());
        let mut places = HashMap::new();
        // What stands in macro calls may have several answers: the first that says something.
        for (site, cloned) in found {
            // What a macro call stands for has expressions of its own: the site in its arguments tells the place.
            let written = body.sites.binary_search_by_key(&site.name, |written| written.name);
            solver.stand_in(written.map_or(body.module, |at| body.module_at(body.sites[at].expr)));
            let inferred = inferred(&mut solver, site.name, &cloned, wanted);
            match places.entry(inferred.name) {
                Entry::Vacant(place) => {
                    place.insert(sites.len());
                    sites.push(inferred);
                }
                Entry::Occupied(place) => {
                    let answer = &mut sites[*place.get()];
                    if answer.known.class == TypeClass::Unknown {
                        *answer = inferred;
                    }
                }
            }
        }
        // Most bodies hold conversions such as `"text".to_string()` only, which are no sites: their types are not asked for.
        let types = if limit == Some(Limit::Inference) {
            InferenceResult::new(body)
        } else if sites.iter().any(|site| site.is_owned) {
            solver.settle_all()
        } else {
            InferenceResult::default()
        };
        let limit = limit.or_else(|| solver.limit());
        let is_cut = self.context.is_cut.get();
        InferenceResult { sites, limit: limit.or(is_cut.then_some(Limit::Aliases)), ..types }
    }

    /// The types of a body that was inferred here.
    pub(crate) fn types<'a>(&'a self, krate: CrateId, body: &'a Body, result: &'a InferenceResult) -> BodyTypes<'a> {
        BodyTypes::new(&self.context, krate, body, result)
    }

    /// What the compiler said of sites that stand in no body: in tokens that could not be parsed. `path` is that of
    /// the file's module below the crate's root.
    pub(crate) fn outside(&self, krate: CrateId, path: &[&str], wanted: &Wanted<'_>) -> Vec<Inferred> {
        let data = self.context.index.crate_of(krate);
        let module =
            path.iter().fold(0, |module, name| match data.declared(module, Symbol::new(name), Namespace::Types) {
                Some(Def::Module(inside)) if inside.krate == krate => inside.at,
                _ => module,
            });
        let body = Body::empty(module);
        let mut solver = Solver::new(Infer::new(&self.context, krate, &body));
        let nothing = Cloned { ty: Ty::Unknown, is_owned: false, is_other: false };
        wanted.rustc_types.keys().map(|name| inferred(&mut solver, *name, &nothing, wanted)).collect()
    }
}

fn inferred(solver: &mut Solver<'_, '_>, name: u32, cloned: &Cloned, wanted: &Wanted<'_>) -> Inferred {
    let (class, cost) = classify::classify(solver, &cloned.ty);
    let is_known = class != TypeClass::Unknown;
    // Of a crate whose sources are missing, the path is all that is known.
    let is_named = is_known || matches!(cloned.ty, Ty::Foreign(..));
    let text = is_named.then(|| classify::text(solver.cx, &cloned.ty));
    let (mut ty, mut known, mut is_owned) = (cloned.ty.clone(), Known { text, class, cost }, cloned.is_owned);
    let mut source = is_known.then_some(TypeSource::Source);
    let rustc_types = wanted.rustc_types.get(&name);
    if let Some(rustc_types) = rustc_types {
        let answer = rustc_types::answer(solver, rustc_types, &ty, &known);
        // Where `Deref` leads to the owned type, the types differ: the source has followed it.
        is_owned |= answer.is_owned == Some(true);
        (ty, known, source) = (answer.ty, answer.known, Some(TypeSource::Rustc));
    }
    let hazards = if wanted.hazards { hazards::of(solver, &ty).into_iter().collect() } else { Vec::new() };
    let adt = match &ty {
        Ty::Adt(id, _) if known.class != TypeClass::Unknown => Some(id.adt()),
        _ => None,
    };
    let names = named::paths(solver.cx, &ty);
    Inferred { name, known, adt, names, is_owned, is_other: cloned.is_other, source, hazards }
}
