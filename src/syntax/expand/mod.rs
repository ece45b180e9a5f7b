//! Macros by example: a definition's rules and a call's arguments → the tokens that the call stands for.
//!
//! Without hygiene: a name means what it means where the call stands, but for `$crate`. What is not understood (an
//! unstable fragment, `${count(x)}`) gives no expansion.

mod matcher;
mod rules;
#[cfg(test)]
mod tests;
mod transcriber;
mod unexpanded;

use proc_macro2::{Ident, TokenStream};

use super::depth;
use super::hir::DOLLAR_CRATE;
use super::spans::drop_spans;

pub(super) use rules::Code;
pub(crate) use unexpanded::Unexpanded;

/// A `macro_rules!` definition.
pub(super) struct Macro {
    rules: Vec<rules::Rule>,
    own_crate: Ident,
}

impl Macro {
    /// A definition by the tokens between its outer delimiters. `own_crate` is the identifier to write for `$crate`.
    pub(super) fn new(rules: TokenStream, own_crate: &str, code: Code) -> Option<Self> {
        let rules = rules::parse(rules, code);
        (!rules.is_empty()).then_some(())?;
        Some(Self { rules, own_crate: transcriber::crate_name(own_crate)? })
    }

    /// What a call stands for: the template of the first rule that matches.
    pub(super) fn expand(&self, arguments: TokenStream) -> Result<TokenStream, Unexpanded> {
        let (rule, bindings) = matcher::first_match(&self.rules, arguments).ok_or(Unexpanded::Unfit)?;
        transcriber::transcribe(&rule.template, &bindings, &self.own_crate)
    }
}

/// A `macro_rules!` definition for calls in code. It belongs to its thread.
pub(crate) struct CodeRules(pub(super) Macro);

impl CodeRules {
    /// `rules` is the text between the definition's delimiters, `krate` an identifier to stand for `$crate`; without
    /// one, it is `$crate` in the code.
    pub(crate) fn new(rules: &str, krate: Option<&str>) -> Option<Self> {
        let krate = krate.unwrap_or(DOLLAR_CRATE);
        let rules = Macro::new(depth::lex(rules)?, krate, Code::Kept);
        drop_spans();
        rules.map(Self)
    }
}
