//! Why a program may behave differently without a clone of a type, although it compiles.
//!
//! What is not known to be plain gets a hazard: text, numbers, and what owns nothing but plain things is plain; of
//! everything else something is said.

use std::collections::{BTreeSet, HashSet};

use crate::knowledge::handles;
use crate::knowledge::std_hazards::{HAZARDS, Meaning};
use crate::model::{CloneImpl, Cost, Hazard, TypeClass};
use crate::syntax::hir::AdtKind;

use super::solver::Solver;
use super::ty::{Args, Ty};
use crate::crate_map::{AdtId, CrateId, Origin};

/// How deep fields are followed. What is deeper is not known.
const DEEPEST: usize = 24;

/// Why a clone of a type may matter, in the order of [`Hazard`]'s values, each once.
pub(super) fn of(solver: &mut Solver<'_, '_>, ty: &Ty) -> BTreeSet<Hazard> {
    let mut walk = Walk { solver, found: BTreeSet::new(), seen: HashSet::new() };
    walk.ty(ty, 0);
    walk.found
}

struct Walk<'w, 'a, 'i> {
    solver: &'w mut Solver<'a, 'i>,
    found: BTreeSet<Hazard>,
    /// Types that have been looked at: a type may hold itself.
    seen: HashSet<Ty>,
}

impl Walk<'_, '_, '_> {
    fn say(&mut self, hazard: Hazard) {
        self.found.insert(hazard);
    }

    fn ty(&mut self, ty: &Ty, depth: usize) {
        match ty {
            Ty::Never | Ty::Scalar(_) | Ty::Str | Ty::Const(_) | Ty::Fn(_) | Ty::Ref(_, false) => {}
            // A unique reference is no `Clone`: who holds one clones by other means. What a pointer or a closure owns
            // is not to be seen.
            Ty::Ref(_, true) | Ty::Ptr(_) | Ty::Closure(..) | Ty::Unknown | Ty::Var(_) => self.say(Hazard::Unknown),
            Ty::Param(_) | Ty::Projection(_) | Ty::Opaque(_) | Ty::Dyn(_) => self.say(Hazard::Generic),
            Ty::Tuple(items) => self.all(items, depth),
            Ty::Array(item, _) | Ty::Slice(item) => self.ty(item, depth + 1),
            Ty::Foreign(path, _) => self.say(match handles::class_of_path(path.as_str()) {
                Some(TypeClass::Arc) => Hazard::Counted,
                Some(_) => Hazard::Handle,
                None => Hazard::Unknown,
            }),
            Ty::Adt(id, args) => {
                if depth > DEEPEST {
                    self.say(Hazard::Unknown);
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
        if let Some((_, meaning)) = HAZARDS.iter().find(|(path, _)| cx.is_std(id, path)) {
            return match meaning {
                Meaning::Plain => {}
                Meaning::Holds => self.all(args, depth),
                Meaning::Says(hazard) => {
                    self.say(*hazard);
                    self.all(args, depth);
                }
            };
        }
        match (cx.std_class(id), cx.std_cost(id)) {
            // What is behind it is shared: it goes on as it is.
            (Some(TypeClass::Arc), _) => self.say(Hazard::Counted),
            (Some(TypeClass::Handle), _) => self.say(Hazard::Handle),
            // The table has only what borrows or copies for all arguments.
            (None, Some(Cost::Free)) => {}
            (Some(_), _) | (None, Some(_)) => self.all(args, depth),
            // Only the standard library writes these, and none of `Copy` keeps count of anything.
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
                Some(TypeClass::Arc) => return self.say(Hazard::Counted),
                Some(_) => return self.say(Hazard::Handle),
                None => {}
            }
        }
        if cx.clone_impl(id) != CloneImpl::Derived {
            self.say(Hazard::WrittenClone);
        }
        // `pin_project` and `zeroize` write the impl.
        let derives_drop = adt.derives.iter().any(|name| name.as_str().ends_with("OnDrop"));
        if derives_drop || cx.has_impl(id, "Drop") || cx.has_impl(id, "PinnedDrop") {
            self.say(Hazard::Drop);
        }
        // Several declarations under several `cfg`s: the build chooses, and only one is looked at.
        if adt.kind == AdtKind::Union || krate.is_repeated(id.at) {
            self.say(Hazard::Unknown);
        }
        self.fields(id, args, depth);
    }

    fn fields(&mut self, id: AdtId, args: &Args, depth: usize) {
        let fields = self.solver.fields(id, args);
        self.all(&fields, depth);
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Hazard;
    use crate::types::tests::Crates;

    /// The hazards of a type that code between the declarations names.
    fn hazards(declarations: &str, ty: &str) -> Vec<&'static str> {
        let code = format!("use std::sync::Arc; {declarations} fn site<T: Clone>(x: &{ty}) {{ Clone::clone(x); }}");
        let sites = Crates(&[("own", &code)]).sites(&[]);
        assert_eq!(sites.len(), 1);
        sites[0].hazards.iter().map(|hazard| hazard.name()).collect()
    }

    #[test]
    fn plain_types() {
        for ty in [
            "u8",
            "String",
            "Vec<Option<Box<str>>>",
            "std::collections::HashMap<String, std::collections::BTreeSet<(u8, &'static T)>>",
            "std::marker::PhantomData<Arc<T>>",
            "fn(T) -> Arc<T>",
            "[std::time::Duration; 3]",
            "std::borrow::Cow<'static, [u8]>",
            "std::ops::Range<usize>",
            "std::slice::Iter<'static, Arc<T>>",
            "Result<std::cmp::Reverse<u8>, std::num::ParseIntError>",
        ] {
            assert_eq!(hazards("", ty), [""; 0], "{ty}");
        }
        let declared = "
            #[derive(Clone)] struct Plain<T> { names: Vec<String>, next: Option<Box<Plain<T>>>, kind: Kind, of: std::marker::PhantomData<T> }
            #[derive(Clone, Copy)] enum Kind { A, B(u8), C { c: char } }";
        assert_eq!(hazards(declared, "Plain<Arc<u8>>"), [""; 0]);
    }

    #[test]
    fn one_reason_each() {
        for (ty, expected) in [
            ("Arc<T>", "counted"),
            ("std::rc::Weak<std::cell::RefCell<u8>>", "counted"),
            ("Option<std::sync::mpsc::Sender<u8>>", "handle"),
            ("Vec<std::cell::Cell<u8>>", "interior"),
            ("std::cell::OnceCell<String>", "interior"),
            ("T", "generic"),
            ("Box<dyn Fn()>", "generic"),
            ("Vec<*const u8>", "unknown-type"),
            ("Vec<Missing>", "unknown-type"),
        ] {
            assert_eq!(hazards("", ty), [expected], "{ty}");
        }
    }

    #[test]
    fn through_fields() {
        let declared = "
            #[derive(Clone)] struct Outer { inner: Vec<Inner> }
            #[derive(Clone)] enum Inner { Nothing, One(Leaf<u8>) }
            #[derive(Clone)] struct Leaf<T> { shared: Arc<T> }
            #[derive(Clone)] struct Closed(u8);
            impl Drop for Closed { fn drop(&mut self) {} }
            type Renamed = Aliased;
            #[derive(Clone)] struct Aliased(u8);
            impl Drop for Renamed { fn drop(&mut self) {} }
            struct Written(u8);
            impl Clone for Written { fn clone(&self) -> Self { Self(self.0) } }
            #[derive(Derivative)] struct Macro(u8);
            #[derive(Clone)] struct Holder<T> { all: (Closed, Option<Written>, T) }
            #[derive(Clone, Copy)] union Bits { a: u8, b: i8 }
            #[derive(Clone)] struct Deeper<T>(Option<Box<Deeper<Vec<T>>>>);";
        for (ty, expected) in [
            ("Outer", &["counted"][..]),
            ("Closed", &["drop"]),
            ("Aliased", &["drop"]),
            ("Written", &["written-clone"]),
            ("Macro", &["written-clone"]),
            ("Holder<u8>", &["drop", "written-clone"]),
            ("Holder<Leaf<T>>", &["counted", "drop", "written-clone"]),
            ("Holder<T>", &["drop", "written-clone", "generic"]),
            ("Bits", &["unknown-type"]),
            // It never ends, so not all of it is known.
            ("Deeper<u8>", &["unknown-type"]),
        ] {
            assert_eq!(hazards(declared, ty), expected, "{ty}");
        }
    }

    #[test]
    fn by_what_the_compiler_said() {
        let code = "fn site() { opaque().clone(); opaque().clone(); opaque().clone(); }";
        let sites = Crates(&[("own", code)]).sites(&[
            ("Option<std::sync::mpsc::Sender<u8>>", "Option<std::sync::mpsc::Sender<u8>>"),
            ("{closure@src/lib.rs:13:20: 13:23}", ""),
            // The guard ends where it did, unless a borrow extends its life: see `rules::hazards`.
            ("String", "&MutexGuard<'_, String>"),
        ]);
        let hazards: Vec<&[Hazard]> = sites.iter().map(|site| site.hazards.as_slice()).collect();
        assert_eq!(hazards, [&[Hazard::Handle][..], &[Hazard::Unknown], &[]]);
    }
}
