//! Whether a type is the guard of a lock or a cell.

use crate::crate_map::{AdtId, Origin};
use crate::knowledge::guards::{is_declared, is_path};

use super::context::Context;
use super::solver::Solver;
use super::ty::Ty;

/// Whether a declaration is a guard that the tables list.
pub(super) fn is_known(cx: &Context<'_>, id: AdtId) -> bool {
    match cx.index.origin(id.krate) {
        Origin::Standard => cx.is_std_guard(id),
        Origin::External(_) => is_declared(cx.index.crate_name(id.krate), cx.index.adt(id).name.as_str()),
        Origin::Member(_) => false,
    }
}

/// Whether a type is such a guard, or derefs and holds one in a field.
pub(super) fn is_guard(solver: &mut Solver<'_, '_>, ty: &Ty) -> bool {
    if is_known_type(solver.cx, ty) {
        return true;
    }
    let Ty::Adt(id, args) = ty else { return false };
    !matches!(solver.cx.index.origin(id.krate), Origin::Standard)
        && solver.cx.has_impl(*id, "Deref")
        && solver.fields(*id, args).iter().any(|field| is_known_type(solver.cx, field))
}

fn is_known_type(cx: &Context<'_>, ty: &Ty) -> bool {
    match ty {
        Ty::Foreign(path, _) => is_path(path.as_str()),
        Ty::Adt(id, _) => is_known(cx, *id),
        _ => false,
    }
}
