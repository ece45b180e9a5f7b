//! Macro calls in code.

use proc_macro2::TokenStream;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::{Ident, Macro, Token, Visibility};

use super::super::depth::Depth;
use super::super::facts::{IncludeBase, IncludeDecl};
use super::super::hir::{Arm, CodeMacro, Expr, ExprId, Import, MacroDefinition, Pat, Statement, Symbol};
use super::super::source::small;
use super::lowerer::Lowerer;
use super::mentions::Taken;
use super::parse::{self, Arguments, Matches};
use super::spans::bytes;
use super::{names, properties, types};
use crate::knowledge::macros::{REBINDING, STRATEGY_VALUE, is_known, is_reader, is_template};
use crate::knowledge::stubs::STANDARD_NAMES;

/// Macros whose arguments decide the type of what they yield: lowered even where no site stands in them.
const TRANSPARENT: &[&str] =
    &["vec", "dbg", "join", "try_join", "pin", "ready", "select", "select_biased", "smallvec", "try", STRATEGY_VALUE];

/// Bytes of arguments that are kept for expansion.
const LONGEST_CALL: usize = 16 << 10;

impl Lowerer<'_> {
    pub(super) fn macro_call(&mut self, mac: &Macro) -> ExprId {
        let name = name_of(mac);
        if self.is_template(mac) {
            // `#name` in a template reads a variable.
            return self.unlowered(name, mac);
        }
        if let Some(expanded) = self.expansion_of(mac) {
            return expanded;
        }
        self.include(mac);
        let name = self.standard_name(name);
        let text = name.as_str();
        let is_transparent = TRANSPARENT.contains(&text);
        // What a pattern moves, its tokens do not show.
        let is_lowered = is_transparent || text == "matches" || self.holds_word(&bytes(&mac.delimiter));
        if !is_lowered {
            let children = self.mentions(&mac.tokens, Taken::All).into_iter().collect();
            return self.unknown_macro(mac, children);
        }
        self.in_macro(|lowerer| lowerer.known_call(name, mac, is_transparent))
    }

    /// The standard library's name of a macro that the file imports under another: `use std::vec as list`. It decides how
    /// the arguments are parsed; `Index::renamed_from` follows imports of other files and crates.
    fn standard_name(&self, name: Symbol) -> Symbol {
        let import = self.tree.imports.iter().find(|import| import.name == Some(name));
        let segments = import.map_or(&[][..], |import| &import.path.segments);
        match segments {
            [first, .., last] if STANDARD_NAMES.contains(&first.name.as_str()) && is_known(last.name.as_str()) => {
                last.name
            }
            _ => name,
        }
    }

    /// Whether the tokens are no code of this program. As far as the file tells, it is not a macro of the crate's own.
    pub(super) fn is_template(&self, mac: &Macro) -> bool {
        const OWN: &[&str] = &["crate", "self", "super"];
        let name = name_of(mac);
        if !is_template(name.as_str()) {
            return false;
        }
        let is_around = |module: u32| {
            let parent = |at: &u32| self.tree.modules.get(*at as usize).and_then(|module| module.parent);
            std::iter::successors(Some(self.code.block.unwrap_or(self.place.module)), parent)
                .any(|around| around == module)
        };
        let is_imported = |import: &Import| {
            import.name == Some(name)
                && is_around(import.module)
                && import.path.segments.first().is_some_and(|first| OWN.contains(&first.name.as_str()))
        };
        let is_qualified = mac.path.segments.len() > 1
            && mac.path.segments.first().is_some_and(|first| OWN.iter().any(|own| first.ident == own));
        !is_qualified
            && !self
                .tree
                .macro_definitions
                .iter()
                .any(|definition| definition.name == name && is_around(definition.module))
            && !self.tree.imports.iter().any(is_imported)
    }

    /// A macro call that stands for a type or a pattern: only the sites in its arguments matter.
    pub(super) fn macro_in_type(&mut self, mac: &Macro) -> ExprId {
        let range = super::spans::of_macro(mac);
        self.at(|| range, |lowerer| lowerer.macro_call(mac))
    }

    fn known_call(&mut self, name: Symbol, mac: &Macro, is_transparent: bool) -> ExprId {
        let (tokens, depth) = (mac.tokens.clone(), self.depth_of(mac));
        let args = match name.as_str() {
            "vec" => {
                if let Ok((element, count)) = depth.parse(parse::repeat, tokens.clone()) {
                    let repeat = Expr::VecRepeat(self.expr(&element), self.expr(&count));
                    return self.push(repeat);
                }
                None
            }
            "matches" | "assert_matches" | "debug_assert_matches" => self.matches(depth, tokens.clone()),
            "select" | "select_biased" => self.select(depth, tokens.clone()),
            "proptest" => properties::in_code(depth, tokens.clone()).map(|exprs| self.exprs(&exprs)),
            _ => None,
        };
        let is_whole = args.is_some();
        let mut args = args.unwrap_or_else(|| self.values(name, depth, tokens.clone()));
        // The arguments of transparent macros are values of their own, none of which is a format string.
        if !(is_whole || is_transparent) {
            args.extend(self.mentions(&tokens, Taken::Captures));
        }
        if is_transparent { self.push(Expr::Macro(name, args)) } else { self.unknown_macro(mac, args) }
    }

    /// `include!("…")`, `automod::dir!(pub "…")`, wherever they stand.
    pub(super) fn include(&mut self, mac: &Macro) {
        let mut names = mac.path.segments.iter().rev().map(|segment| &segment.ident);
        let (Some(last), before) = (names.next(), names.next()) else { return };
        let is_folder = last == "dir" && before.is_some_and(|name| name == "automod");
        // `tonic::include_proto!("package")`
        let is_proto = last == "include_proto";
        if !self.is_scan || !(is_folder || is_proto || last == "include") {
            return;
        }
        let written = mac.parse_body_with(|input: ParseStream<'_>| {
            input.parse::<Visibility>()?;
            parse::path_text(input)
        });
        let (path, base) = match written {
            Ok((path, IncludeBase::File)) if is_folder => (path, IncludeBase::PackageModules),
            Ok((path, IncludeBase::File)) if is_proto => (format!("{path}.rs"), IncludeBase::OutDir),
            Ok(written) => written,
            Err(_) => return,
        };
        let (inside, scope, is_sure) = (self.inline_modules.clone(), self.scope, self.is_sure());
        self.facts.includes.push(IncludeDecl { path, base, inside, scope, is_sure });
    }

    /// A statement whose value is unused. Without a site in it, it is not worth expanding.
    pub(super) fn macro_statement(&mut self, mac: &Macro) -> ExprId {
        let name = name_of(mac);
        let is_plain = !TRANSPARENT.contains(&name.as_str()) && !self.holds_word(&bytes(&mac.delimiter));
        self.include(mac);
        if is_plain { self.unlowered(name, mac) } else { self.macro_call(mac) }
    }

    /// `pin!(future);` and its like declare their arguments anew: `let future = pin!(future);`. What an own macro makes of
    /// them is not known.
    pub(super) fn rebound(&mut self, mac: &Macro, lowered: ExprId) -> Option<Vec<Statement>> {
        let name = name_of(mac);
        let declares = |definition: &MacroDefinition| {
            let mut words = definition.rules.split_whitespace().skip_while(|word| *word != "let").skip(1);
            definition.name == name && words.find(|word| *word != "mut").is_some_and(|word| word.starts_with('$'))
        };
        if !REBINDING.contains(&name.as_str()) && !self.tree.macro_definitions.iter().any(declares) {
            return None;
        }
        let names = mac.parse_body_with(Punctuated::<Ident, Token![,]>::parse_terminated).ok()?;
        let statements = names.iter().enumerate().map(|(at, name)| {
            let name = names::symbol(name);
            let pat = self.push_pat(Pat::Bind { name, by_ref: false, mutable: true, sub: None });
            Statement::Let { pat, ty: None, init: (at == 0).then_some(lowered), otherwise: None }
        });
        Some(statements.collect())
    }

    /// A call of which only the names matter.
    fn unlowered(&mut self, name: Symbol, mac: &Macro) -> ExprId {
        let taken = if self.is_template(mac) { Taken::Template } else { Taken::All };
        let children = self.mentions(&mac.tokens, taken).into_iter().collect();
        self.push(Expr::Macro(name, children))
    }

    fn unknown_macro(&mut self, mac: &Macro, children: Vec<ExprId>) -> ExprId {
        let path = types::path(&mac.path);
        if self.expansion.is_some() {
            let name = path.segments.last().map_or_else(|| names::named(""), |last| last.name);
            return self.push(Expr::Macro(name, children));
        }
        let bytes = bytes(&mac.delimiter);
        let inside = bytes.start + 1..bytes.end.saturating_sub(1);
        let offset = small(inside.start);
        let arguments = self.source.code().get(inside).filter(|text| text.len() <= LONGEST_CALL);
        let arguments = arguments.unwrap_or_default().into();
        self.push(Expr::MacroCall(Box::new(CodeMacro { path, arguments, offset, children })))
    }

    fn matches(&mut self, depth: Depth, tokens: TokenStream) -> Option<Vec<ExprId>> {
        let parsed = depth.parse(Matches::parse, tokens).ok()?;
        let value = self.expr(&parsed.value);
        let pat = self.pat(&parsed.pat);
        let guard = parsed.guard.map(|guard| self.expr(&guard));
        let body = self.push_block(Vec::new(), None);
        let mut args = vec![self.push(Expr::Match(value, vec![Arm { pat, guard, body }]))];
        args.extend(self.exprs(&parsed.rest));
        Some(args)
    }

    /// Each branch as `{ let pat = future.await; body }`.
    fn select(&mut self, depth: Depth, tokens: TokenStream) -> Option<Vec<ExprId>> {
        let branches = depth.parse(parse::branches, tokens).ok()?;
        let lowered = branches.iter().map(|branch| {
            let mut statements = Vec::new();
            // Judged before anything is bound.
            for expr in branch.condition.iter().chain(&branch.operation) {
                let expr = self.expr(expr);
                statements.push(Statement::Expr(expr));
            }
            let init = branch.future.as_ref().map(|future| {
                let future = self.expr(future);
                self.push(Expr::Await(future))
            });
            if let Some(pat) = &branch.pat {
                statements.push(Statement::Let { pat: self.pat(pat), ty: None, init, otherwise: None });
            }
            let body = self.expr(&branch.body);
            self.push_block(statements, Some(body))
        });
        Some(lowered.collect())
    }

    /// Arguments of a macro that is called by this name.
    fn values(&mut self, name: Symbol, depth: Depth, tokens: TokenStream) -> Vec<ExprId> {
        match parse::arguments(depth, tokens.clone(), false) {
            Some(parsed) => self.parsed(&parsed),
            None => match parse::fields(depth, tokens.clone()).filter(|_| is_reader(name.as_str())) {
                Some(values) => self.exprs(&values),
                None => self.token_level(tokens),
            },
        }
    }

    /// Arguments of any macro, as what they parse.
    pub(super) fn arguments(&mut self, depth: Depth, tokens: TokenStream, items_first: bool) -> Vec<ExprId> {
        match parse::arguments(depth, tokens.clone(), items_first) {
            Some(parsed) => self.parsed(&parsed),
            None => self.token_level(tokens),
        }
    }

    pub(super) fn parsed(&mut self, arguments: &Arguments) -> Vec<ExprId> {
        match arguments {
            Arguments::Exprs(exprs) => exprs.iter().map(|expr| self.argument(expr)).collect(),
            Arguments::Statements(statements) => vec![self.statements(statements)],
            Arguments::Arms(arms) => {
                let value = self.push(Expr::Missing);
                let arms = arms.iter().map(|arm| self.arm(arm)).collect();
                vec![self.push(Expr::Match(value, arms))]
            }
            Arguments::Items(items) => {
                for item in items {
                    self.local_item(item);
                }
                Vec::new()
            }
        }
    }

    /// `name = value` names an argument; what is passed is the value.
    fn argument(&mut self, expr: &syn::Expr) -> ExprId {
        match expr {
            syn::Expr::Assign(assign) if matches!(*assign.left, syn::Expr::Path(_)) => self.expr(&assign.right),
            other => self.expr(other),
        }
    }
}

/// The last segment of a macro's path.
fn name_of(mac: &Macro) -> Symbol {
    mac.path.segments.last().map_or_else(|| names::named(""), |last| names::symbol(&last.ident))
}
