//! Why a program may behave differently without a clone of a type, although it compiles.
//!
//! What is not known to be plain gets a caution: text, numbers, and what owns nothing but plain things is plain; of
//! everything else something is said.

use std::collections::{BTreeSet, HashSet};

use crate::model::{Caution, CloneImpl, Cost, TypeClass};
use crate::syntax::hir::AdtKind;

use super::handles;
use super::index::{AdtId, CrateId, Origin};
use super::inventory::{clone_impl, has_impl};
use super::solver::Solver;
use super::standard::{CAUTIONS, Meaning};
use super::ty::{Args, Ty};

/// How deep fields are followed. What is deeper is not known.
const DEEPEST: usize = 24;

/// Why a clone of a type may matter, in the order of [`Caution`]'s values, each once.
pub(super) fn of(solver: &mut Solver<'_, '_>, ty: &Ty) -> BTreeSet<Caution> {
    let mut walk = Walk { solver, found: BTreeSet::new(), seen: HashSet::new() };
    walk.ty(ty, 0);
    walk.found
}

struct Walk<'w, 'a, 'i> {
    solver: &'w mut Solver<'a, 'i>,
    found: BTreeSet<Caution>,
    /// Types that have been looked at: a type may hold itself.
    seen: HashSet<Ty>,
}

impl Walk<'_, '_, '_> {
    fn say(&mut self, caution: Caution) {
        self.found.insert(caution);
    }

    fn ty(&mut self, ty: &Ty, depth: usize) {
        match ty {
            Ty::Never | Ty::Scalar(_) | Ty::Str | Ty::Const(_) | Ty::Fn(_) | Ty::Ref(_, false) => {}
            // A unique reference is no `Clone`: who holds one clones by other means. What a pointer or a closure owns
            // is not to be seen.
            Ty::Ref(_, true) | Ty::Ptr(_) | Ty::Closure(..) | Ty::Unknown | Ty::Var(_) => self.say(Caution::Unknown),
            Ty::Param(_) | Ty::Projection(_) | Ty::Opaque(_) | Ty::Dyn(_) => self.say(Caution::Generic),
            Ty::Tuple(items) => self.all(items, depth),
            Ty::Array(item, _) | Ty::Slice(item) => self.ty(item, depth + 1),
            Ty::Foreign(path, _) => self.say(match handles::class_of_path(path.as_str()) {
                Some(TypeClass::Arc) => Caution::Counted,
                Some(_) => Caution::Handle,
                None => Caution::Unknown,
            }),
            Ty::Adt(id, args) => {
                if depth > DEEPEST {
                    self.say(Caution::Unknown);
                } else if self.seen.insert(ty.clone()) {
                    if id.krate == CrateId(0) {
                        self.standard(ty, *id, args, depth);
                    } else {
                        self.declared(*id, args, depth);
                    }
                }
            }
        }
    }

    fn all(&mut self, items: &[Ty], depth: usize) {
        for item in items {
            self.ty(item, depth + 1);
        }
    }

    /// A type of the standard library.
    fn standard(&mut self, ty: &Ty, id: AdtId, args: &Args, depth: usize) {
        let cx = self.solver.cx;
        if let Some((_, meaning)) = CAUTIONS.iter().find(|(path, _)| cx.is_std(id, path)) {
            return match meaning {
                Meaning::Plain => {}
                Meaning::Holds => self.all(args, depth),
                Meaning::Says(caution) => {
                    self.say(*caution);
                    self.all(args, depth);
                }
            };
        }
        match (cx.std_class(id), cx.std_cost(id)) {
            // What is behind it is shared: it goes on as it is.
            (Some(TypeClass::Arc), _) => self.say(Caution::Counted),
            (Some(TypeClass::Handle), _) => self.say(Caution::Handle),
            (Some(_), _) => self.all(args, depth),
            // The table has only what borrows or copies for all arguments.
            (None, Some(Cost::Free)) => {}
            (None, Some(_)) => self.all(args, depth),
            // Nobody but the standard library writes these, and none of `Copy` keeps count of anything.
            (None, None) if self.solver.is_copy(ty) => self.all(args, depth),
            (None, None) => {
                self.all(args, depth);
                self.fields(id, args, depth);
            }
        }
    }

    /// A type that somebody declares.
    fn declared(&mut self, id: AdtId, args: &Args, depth: usize) {
        let cx = self.solver.cx;
        let (krate, adt) = (cx.index.crate_of(id.krate), cx.index.adt(id));
        if matches!(cx.index.origin(id.krate), Origin::External(_)) {
            match handles::class_of(cx.index.crate_name(id.krate), adt.name.as_str()) {
                Some(TypeClass::Arc) => return self.say(Caution::Counted),
                Some(_) => return self.say(Caution::Handle),
                None => {}
            }
        }
        if clone_impl(cx, id) != CloneImpl::Derived {
            self.say(Caution::WrittenClone);
        }
        // `pin_project` and `zeroize` write the impl.
        let derives_drop = adt.derives.iter().any(|name| name.as_str().ends_with("OnDrop"));
        if derives_drop || has_impl(cx, id, "Drop") || has_impl(cx, id, "PinnedDrop") {
            self.say(Caution::Drop);
        }
        // Several declarations under several `cfg`s: the build chooses, and only one is looked at.
        if adt.kind == AdtKind::Union || krate.is_repeated(id.at) {
            self.say(Caution::Unknown);
        }
        self.fields(id, args, depth);
    }

    fn fields(&mut self, id: AdtId, args: &Args, depth: usize) {
        let fields = self.solver.fields(id, args);
        self.all(&fields, depth);
    }
}
