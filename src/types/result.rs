//! What inference found out about a body and its sites.

use rustc_hash::FxHashMap;

use crate::crate_map::FunctionId;
use crate::model::{AdtRef, Cost, Hazard, Limit, Spelling, TypeClass, TypeSource};
use crate::syntax::hir::{Body, ExprId, PatId};

use super::ty::Ty;

/// What is known of a cloned type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    /// The type as text, if it is known.
    pub text: Option<String>,
    /// What kind of type it is.
    pub class: TypeClass,
    /// What one clone costs.
    pub cost: Cost,
}

impl Known {
    /// Nothing.
    pub(crate) const NOTHING: Self = Self { text: None, class: TypeClass::Unknown, cost: Cost::Unknown };
}

/// A site's answer.
#[derive(Clone, Debug)]
pub(crate) struct Inferred {
    /// The byte of the site's name, as in the body.
    pub name: u32,
    /// What it clones.
    pub known: Known,
    /// The declaration of what it clones, if that has one.
    pub adt: Option<AdtRef>,
    /// Paths of the declarations that the type names.
    pub names: Vec<String>,
    /// Whether the receiver already is the owned type that the method yields.
    pub is_owned: bool,
    /// Whether it certainly calls what only is named like a clone: it is no site.
    pub is_other: bool,
    /// Who says so, if anything is known.
    pub source: Option<TypeSource>,
    /// Why a program may behave differently without it, if that is asked.
    pub hazards: Vec<Hazard>,
}

impl Inferred {
    /// Whether what is spelled so clones. A conversion does where the receiver already is what it yields.
    pub(crate) fn is_site(&self, spelling: Spelling) -> bool {
        !self.is_other && (spelling != Spelling::Implicit || self.is_owned)
    }
}

/// What has a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Typed {
    /// An expression.
    Expr(ExprId),
    /// A name that a pattern binds.
    Pat(PatId),
}

/// What inference found out about a body. Variables may be left in its types until it is settled.
#[derive(Debug, Default)]
pub(crate) struct InferenceResult {
    /// What its sites clone.
    pub sites: Vec<Inferred>,
    /// The types of its expressions; none at all where the body has no site but conversions that clone nothing.
    pub(super) exprs: Vec<Ty>,
    /// The types of the names that its patterns bind; unknown where it is not known whether the name is a reference.
    pub(super) pats: Vec<Ty>,
    /// The functions that its calls mean.
    pub(super) callees: FxHashMap<ExprId, FunctionId>,
    /// What there was too much of to infer all.
    pub limit: Option<Limit>,
}

impl InferenceResult {
    /// Before anything is known.
    pub(super) fn new(body: &Body) -> Self {
        Self { exprs: vec![Ty::Unknown; body.exprs.len()], pats: vec![Ty::Unknown; body.pats.len()], ..Self::default() }
    }

    pub(super) fn ty(&self, of: Typed) -> &Ty {
        let known = match of {
            Typed::Expr(expr) => self.exprs.get(expr as usize),
            Typed::Pat(pat) => self.pats.get(pat as usize),
        };
        known.unwrap_or(&Ty::Unknown)
    }
}
