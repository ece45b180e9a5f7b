//! Which expressions are sites, and what is noted of them while their tokens are at hand.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::{Attribute, Expr, ExprCall, ExprMethodCall, ExprPath};

use crate::model::Spelling;

use super::super::facts::RawSite;
use super::super::hir::{BodySite, ExprId, SiteRole};
use super::super::recognize::{self, Qualifier};
use super::super::source::small;
use super::super::text::{LARGE, brief, clip, compact, without_reference};
use super::lowerer::Lowerer;
use super::raw_sites::{Parse, Pending};
use super::spans::last_token;

/// How a site is written.
pub(super) struct Written {
    /// The whole expression, without attributes.
    pub(super) whole: Text,
    /// What is cloned.
    pub(super) receiver: Text,
    pub(super) parse: Parse,
}

/// Code as tokens, or as text where it is large.
pub(super) enum Text {
    Tokens(TokenStream),
    Brief(String),
}

impl Text {
    fn written(self) -> String {
        match self {
            Self::Tokens(tokens) => compact(tokens),
            Self::Brief(text) => text,
        }
    }
}

impl Lowerer<'_> {
    /// A method call, which is lowered to `expr`.
    pub(super) fn method_site(&mut self, call: &ExprMethodCall, expr: ExprId) {
        let Some(name) = recognize::cloning_name(&call.method) else { return };
        if let Some(spelling) = recognize::method(name, call.args.len()) {
            // `a.clone_from(&b)` copies b.
            let first = call.args.first().filter(|_| recognize::cloned_operand(name) == 1);
            let cloned = first.unwrap_or(&call.receiver);
            // `a.clone_into(&mut b)` has no value that `a` could stand in for.
            let parse = if name == "clone_into" { Parse::Tokens(None) } else { Parse::Whole };
            let written = |lowerer: &Self| lowerer.written(&call.attrs, call, cloned, parse);
            self.site(&call.method, expr, (SiteRole::Method, spelling), written);
        }
    }

    /// A call of a path.
    pub(super) fn call_site(&mut self, call: &ExprCall, path: &ExprPath, expr: ExprId) {
        let Some((name, text)) = cloning_name(path) else { return };
        let spelling = with_qualifier(path, |qualifier| recognize::function(&qualifier, text, call.args.len()));
        if let Some((spelling, cloned)) = spelling.zip(call.args.iter().nth(recognize::cloned_operand(text))) {
            let written = |lowerer: &Self| lowerer.written(&call.attrs, call, cloned, Parse::Whole);
            self.site(name, expr, (SiteRole::Path, spelling), written);
        }
    }

    /// A path that is not called.
    pub(super) fn value_site(&mut self, path: &ExprPath, expr: ExprId) {
        let Some((name, text)) = cloning_name(path) else { return };
        if let Some(spelling) = with_qualifier(path, |qualifier| recognize::value(&qualifier, text)) {
            let written = |_: &Self| Written {
                whole: Text::Tokens(path.to_token_stream()),
                receiver: Text::Tokens(path.to_token_stream()),
                parse: Parse::Whole,
            };
            self.site(name, expr, (SiteRole::Value, spelling), written);
        }
    }

    /// The one door for sites. The whole expression is what is being lowered.
    pub(super) fn site(
        &mut self,
        name: &Ident,
        expr: ExprId,
        (role, spelling): (SiteRole, Spelling),
        written: impl FnOnce(&Self) -> Written,
    ) {
        let Some(word) = recognize::cloning_name(name) else { return };
        if let Some(expansion) = &self.expansion {
            let bytes = name.span().byte_range();
            // The definition's own code has no place.
            if !bytes.is_empty() {
                self.code.sites.push(BodySite { name: small(bytes.start) + expansion.offset, word, expr, role });
            }
        } else if self.with_bodies {
            let (name_byte, _) = self.bytes((name.span(), name.span()));
            self.code.sites.push(BodySite { name: name_byte, word, expr, role });
            let written = written(self);
            let parse = written.parse;
            let raw = self.raw_site(name, name_byte, spelling, written);
            self.code.pending.push(Pending { raw, expr, role, parse });
        }
    }

    /// A call, which is being lowered, and what it clones.
    fn written(&self, attributes: &[Attribute], call: &impl ToTokens, cloned: &Expr, parse: Parse) -> Written {
        let (start, end) = self.code.at.map_or((0, 0), |ends| self.bytes(ends));
        if (end - start) as usize <= LARGE {
            let receiver = Text::Tokens(without_reference(cloned.to_token_stream()));
            return Written { whole: Text::Tokens(tokens_without(attributes, call)), receiver, parse };
        }
        let (_, receiver_end) = self.bytes((last_token(cloned), last_token(cloned)));
        // A receiver starts where its call does, and an argument near to it: the way to the start of a long chain is long.
        let receiver = brief(self.lexed((start, receiver_end)));
        Written { whole: Text::Brief(brief(self.lexed((start, end)))), receiver: Text::Brief(receiver), parse }
    }

    fn raw_site(&self, name: &Ident, name_byte: u32, spelling: Spelling, written: Written) -> RawSite {
        let (start, end) = self.code.at.map_or((0, 0), |ends| self.bytes(ends));
        let bytes = start as usize..end as usize;
        let text = &self.source.code()[bytes.clone()];
        let expression = match written.whole {
            Text::Tokens(tokens) if text.contains(['\n', '\r']) || text.contains("/*") => compact(tokens),
            Text::Tokens(_) => clip(text.to_owned()),
            Text::Brief(text) => text,
        };
        RawSite {
            name_byte,
            span: self.source.site_span(&bytes, name_byte as usize),
            spelling,
            name: name.to_string(),
            expression,
            receiver: written.receiver.written(),
            item: self.item_path(),
            scope: self.scope,
            contexts: Vec::new(),
            in_macro: self.is_in_macro(),
            in_definition: self.is_in_definition(),
            anchor: None,
            function: None,
            is_in_one_piece: self.source.is_dot_clone(name_byte as usize),
            grep_line: false,
        }
    }

    /// Notes that an expression, if it is a site, was found among tokens.
    pub(super) fn among_tokens(&mut self, expr: ExprId, parse: Parse) {
        // Their expressions ascend.
        for pending in self.code.pending.iter_mut().rev().take_while(|pending| pending.expr >= expr) {
            if pending.expr == expr {
                pending.parse = parse;
            }
        }
    }
}

/// An expression's tokens without the attributes on it: they are no part of what clones.
fn tokens_without(attributes: &[Attribute], expr: &impl ToTokens) -> TokenStream {
    // An attribute is two token trees: `#` and its brackets.
    expr.to_token_stream().into_iter().skip(2 * attributes.len()).collect()
}

/// The callee behind parentheses: `(Arc::clone)(&x)` is a call of `Arc::clone`.
pub(super) fn peeled(expr: &Expr) -> &Expr {
    match expr {
        Expr::Paren(paren) => peeled(&paren.expr),
        Expr::Group(group) => peeled(&group.expr),
        other => other,
    }
}

fn cloning_name(path: &ExprPath) -> Option<(&Ident, &'static str)> {
    let name = &path.path.segments.last()?.ident;
    Some((name, recognize::cloning_name(name)?))
}

/// Calls `judge` with what stands before the path's last segment; `None` for a path of one segment.
fn with_qualifier<R>(path: &ExprPath, judge: impl FnOnce(Qualifier<'_>) -> Option<R>) -> Option<R> {
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
