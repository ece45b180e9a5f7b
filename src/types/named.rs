//! Which declarations a type names: `Option<Arc<Settings>>` is about `Settings`.

use super::classify::without_defaults;
use super::context::Context;
use super::ty::Ty;
use crate::crate_map::{AdtId, CrateId, Origin};

/// How deep a type is looked into.
const DEEPEST: usize = 8;

/// How many items of a tuple are looked at.
const WIDEST: usize = 32;

/// Ends of names whose arguments are not what a value holds: a sender's clone copies none of what is sent.
const ENDS: &[&str] = &["Sender", "Receiver", "PhantomData"];

/// Paths (`crate_name::module::Name`) of the declarations that a type names. Of pointers, collections and the types of
/// dependencies, those of the arguments are among them: for all that is known, values hold these.
pub(super) fn paths(cx: &Context<'_>, ty: &Ty) -> Vec<String> {
    let mut paths = Vec::new();
    collect(cx, ty, 0, &mut paths);
    paths
}

fn collect(cx: &Context<'_>, ty: &Ty, depth: usize, paths: &mut Vec<String>) {
    if depth > DEEPEST {
        return;
    }
    let mut all = |items: &[Ty]| items.iter().for_each(|item| collect(cx, item, depth + 1, paths));
    match ty {
        Ty::Ref(inner, _) | Ty::Ptr(inner) | Ty::Slice(inner) | Ty::Array(inner, _) => {
            collect(cx, inner, depth + 1, paths);
        }
        Ty::Tuple(items) => all(&items[..items.len().min(WIDEST)]),
        Ty::Adt(id, args) => {
            let origin = cx.index.origin(id.krate);
            let name = cx.index.adt(*id).name.as_str();
            if !matches!(origin, Origin::Member(_)) && !ENDS.iter().any(|end| name.ends_with(end)) {
                all(without_defaults(cx, *id, args));
            }
            if !matches!(origin, Origin::Standard) {
                paths.push(path(cx, *id));
            }
        }
        Ty::Foreign(path, args) => {
            if !ENDS.iter().any(|end| path.as_str().ends_with(end)) {
                all(args);
            }
            paths.push(path.as_str().to_owned());
        }
        _ => {}
    }
}

fn path(cx: &Context<'_>, id: AdtId) -> String {
    let (krate, adt) = (cx.index.crate_of(id.krate), cx.index.adt(id));
    let mut names = vec![self::krate(cx, id.krate)];
    names.extend(krate.modules_of(adt).iter().map(|name| name.as_str().to_owned()));
    names.push(adt.name.as_str().to_owned());
    names.join("::")
}

/// A crate as paths spell it, by the name of its package where it is a dependency: that is what it is known by.
pub(super) fn krate(cx: &Context<'_>, id: CrateId) -> String {
    cx.index.crate_name(id).replace('-', "_")
}
