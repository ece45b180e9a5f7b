//! Which expressions are sites, and what is noted of them.

use std::ops::Range;

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, ExprCall, ExprMethodCall, ExprPath};

use crate::model::{Anatomy, Context, Spelling};

use super::RawSite;
use super::outlook::Outlook;
use super::recognize::{self, Qualifier};
use super::source::small;
use super::text::{clip, compact, without_reference};
use super::visitor::SiteVisitor;

impl SiteVisitor<'_> {
    /// The one door for sites. Byte ranges are those of the lexed text.
    pub(super) fn site(
        &mut self,
        spelling: Spelling,
        whole: &Range<usize>,
        name: &Ident,
        place: Option<Context>,
        parts: SiteParts,
    ) {
        let mut contexts: Vec<Context> = Vec::with_capacity(self.contexts.len() + 1);
        for context in self.contexts.iter().copied().chain(place) {
            if !contexts.contains(&context) {
                contexts.push(context);
            }
        }
        let written = &self.source.code()[whole.clone()];
        let expression = if written.contains(['\n', '\r']) || written.contains("/*") {
            parts.compact_whole
        } else {
            clip(written.to_owned())
        };
        self.facts.sites.push(RawSite {
            name_byte: small(name.span().byte_range().start),
            span: self.source.site_span(whole, name.span()),
            spelling,
            name: name.to_string(),
            expression,
            receiver: parts.receiver,
            item: self.item.join("::"),
            scope: self.scope,
            contexts,
            in_macro: self.macro_depth > 0,
            in_definition: self.in_definition,
            anatomy: parts.anatomy.map(Box::new),
            function: None,
            is_in_one_piece: self.source.is_dot_clone(name.span().byte_range()),
            grep_line: false,
        });
    }

    pub(super) fn method_call(&mut self, call: &ExprMethodCall, place: Option<Context>, outlook: Outlook) {
        if recognize::is_cloning_name(&call.method)
            && let Some(spelling) = recognize::method(&call.method.to_string(), call.args.len())
        {
            // `a.clone_from(&b)` copies b.
            let cloned = call.args.first().unwrap_or(&call.receiver).to_token_stream();
            let whole = bytes_without(&call.attrs, call);
            let anatomy = (spelling != Spelling::CloneFrom)
                .then(|| self.anatomy(&whole, cloned.span().byte_range(), false, outlook));
            let parts = SiteParts {
                receiver: compact(without_reference(cloned)),
                compact_whole: compact(tokens_without(&call.attrs, call)),
                anatomy,
            };
            self.site(spelling, &whole, &call.method, place, parts);
        }
        self.receiver(call, outlook);
        if !call.args.is_empty() {
            let keyed = call.method == "insert" || call.method == "entry";
            let at = if keyed { Context::MapInsert } else { Context::Argument };
            self.arguments(is_spawn(&call.method), at, call.args.iter());
        }
    }

    pub(super) fn call(&mut self, call: &ExprCall, place: Option<Context>, outlook: Outlook) {
        let mut spawns = false;
        match peeled(&call.func) {
            Expr::Path(path) => {
                if let Some(last) = path.path.segments.last() {
                    spawns = is_spawn(&last.ident);
                    self.called_path(call, path, place, outlook);
                }
            }
            other => {
                let is_bare = matches!(*call.func, Expr::MethodCall(_) | Expr::Call(_));
                let callee = if is_bare { Outlook::FOLLOWED } else { Outlook::default() };
                self.visit_expr_in(callee, other);
            }
        }
        self.arguments(spawns, Context::Argument, call.args.iter());
    }

    fn called_path(&mut self, call: &ExprCall, path: &ExprPath, place: Option<Context>, outlook: Outlook) {
        let Some(name) = path.path.segments.last().map(|segment| &segment.ident) else { return };
        if !recognize::is_cloning_name(name) {
            return;
        }
        let text = name.to_string();
        if let Some(spelling) =
            with_qualifier(path, |qualifier| recognize::function(&qualifier, &text, call.args.len()))
            && let Some(cloned) = call.args.last()
        {
            let whole = bytes_without(&call.attrs, call);
            let anatomy = (spelling == Spelling::Path).then(|| {
                let (receiver, is_reference) = match cloned {
                    Expr::Reference(reference) => (&*reference.expr, false),
                    reference => (reference, true),
                };
                self.anatomy(&whole, receiver.span().byte_range(), is_reference, outlook)
            });
            let parts = SiteParts {
                receiver: compact(without_reference(cloned.to_token_stream())),
                compact_whole: compact(tokens_without(&call.attrs, call)),
                anatomy,
            };
            self.site(spelling, &whole, name, place, parts);
        }
    }

    /// A path that is not called.
    pub(super) fn path_value(&mut self, path: &ExprPath, place: Option<Context>) {
        let Some(last) = path.path.segments.last() else { return };
        if !recognize::is_cloning_name(&last.ident) {
            return;
        }
        let name = last.ident.to_string();
        if let Some(spelling) = with_qualifier(path, |qualifier| recognize::value(&qualifier, &name)) {
            let text = compact(path.to_token_stream());
            let parts = SiteParts { receiver: text.clone(), compact_whole: text, anatomy: None };
            self.site(spelling, &path.span().byte_range(), &last.ident, place, parts);
        }
    }

    /// Byte ranges are those of the lexed text, as for [`Self::site`].
    pub(super) fn anatomy(
        &self,
        whole: &Range<usize>,
        receiver: Range<usize>,
        is_reference: bool,
        outlook: Outlook,
    ) -> Anatomy {
        Anatomy {
            receiver: self.source.in_file(&receiver),
            is_reference,
            usage: outlook.usage(whole, &self.calls, self.source),
            is_followed: outlook.is_followed,
        }
    }

    fn arguments<'e>(&mut self, spawns: bool, place: Context, arguments: impl Iterator<Item = &'e Expr>) {
        let visit = |visitor: &mut Self| {
            for argument in arguments {
                visitor.visit_expr_at(place, argument);
            }
        };
        if spawns { self.in_context(Context::Spawn, visit) } else { visit(self) }
    }
}

/// What of a site depends on how it is written.
pub(super) struct SiteParts {
    /// The receiver's tokens.
    pub(super) receiver: String,
    /// The whole, for expressions over several lines.
    pub(super) compact_whole: String,
    pub(super) anatomy: Option<Anatomy>,
}

/// An expression's tokens without the attributes on it: they are no part of what clones.
fn tokens_without(attributes: &[Attribute], expr: &impl ToTokens) -> TokenStream {
    // An attribute is two token trees: `#` and its brackets.
    expr.to_token_stream().into_iter().skip(2 * attributes.len()).collect()
}

fn bytes_without(attributes: &[Attribute], expr: &impl ToTokens) -> Range<usize> {
    if attributes.is_empty() { expr.span().byte_range() } else { tokens_without(attributes, expr).span().byte_range() }
}

/// `spawn`, `spawn_blocking`, `spawn_local` … start something that outlives the expression.
fn is_spawn(name: &Ident) -> bool {
    name.to_string().starts_with("spawn")
}

/// The callee behind parentheses: `(Arc::clone)(&x)` is a call of `Arc::clone`.
pub(super) fn peeled(expr: &Expr) -> &Expr {
    match expr {
        Expr::Paren(paren) => peeled(&paren.expr),
        Expr::Group(group) => peeled(&group.expr),
        other => other,
    }
}

/// Calls `judge` with what stands before the path's last segment; `None` for a path of one segment.
pub(super) fn with_qualifier<R>(path: &ExprPath, judge: impl FnOnce(Qualifier<'_>) -> Option<R>) -> Option<R> {
    let segments = &path.path.segments;
    match &path.qself {
        Some(qself) => {
            let of_trait =
                qself.position.checked_sub(1).and_then(|at| segments.get(at)).map(|segment| segment.ident.to_string());
            judge(Qualifier::SelfType(of_trait.as_deref()))
        }
        None => judge(Qualifier::Segment(&segments.get(segments.len().checked_sub(2)?)?.ident.to_string())),
    }
}
