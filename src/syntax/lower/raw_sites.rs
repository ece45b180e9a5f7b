//! What is known of a site while its body is lowered, and what the lowered body adds: what stands around it, and what
//! becomes of its value.

use std::vec::Drain;

use crate::model::{Context, EditAnchor, Spelling};

use super::super::facts::RawSite;
use super::super::hir::{ExprId, SiteRole};
use super::bindings::{self, NameIndex};
use super::contexts::{Enclosing, contexts};
use super::source_map::{Bytes, Lowered};
use super::usage;

/// A site whose body is not lowered yet.
pub(super) struct Pending {
    pub(super) raw: RawSite,
    pub(super) expr: ExprId,
    pub(super) role: SiteRole,
    pub(super) parse: Parse,
}

/// What is known of the parts of a site.
#[derive(Clone, Copy)]
pub(super) enum Parse {
    /// All that the body says.
    Whole,
    /// What becomes of its value is not known: it stands between parentheses among tokens.
    Operand,
    /// It was recognised by its tokens, of which some belong to the receiver for certain.
    Tokens(Option<Bytes>),
}

/// The sites of a body. `around` is what the body stands in.
pub(super) fn finish<'p>(
    lowered: &'p Lowered<'_>,
    around: &'p [Context],
    pending: Drain<'p, Pending>,
) -> impl Iterator<Item = RawSite> + 'p {
    let sites = &lowered.body.sites;
    let is_kept = |pending: &Pending| {
        let at = sites.binary_search_by_key(&pending.raw.name_byte, |site| site.name);
        at.is_ok_and(|at| sites[at].expr == pending.expr)
    };
    let names = NameIndex::default();
    let enclosing = Enclosing::new(lowered.body, &lowered.parents);
    pending.filter(is_kept).map(move |Pending { mut raw, expr, role, parse }| {
        raw.contexts = contexts(lowered.body, &lowered.parents, &enclosing, expr, around);
        let site = (expr, role);
        let anchor = match parse {
            Parse::Tokens(receiver) => receiver.map(|receiver| usage::of_tokens(lowered.in_file(receiver), false)),
            _ if raw.spelling == Spelling::CloneFrom => None,
            _ if role == SiteRole::Path && raw.spelling != Spelling::Path => None,
            Parse::Whole => usage::anchor(lowered, site)
                .map(|anchor| EditAnchor { binding: bindings::of(lowered, &names, expr).map(Box::new), ..anchor }),
            Parse::Operand => {
                usage::receiver(lowered, site).map(|(receiver, is_reference)| usage::of_tokens(receiver, is_reference))
            }
        };
        raw.anchor = anchor.map(Box::new);
        raw
    })
}
