//! What lowering knows on its way through a file.
//!
//! State that holds inside of something is set by the `in_…` methods, which take a closure and undo it afterwards.

use std::collections::HashSet;
use std::ops::Range;

use proc_macro2::extra::DelimSpan;
use proc_macro2::{Ident, Span, TokenStream};
use syn::{Attribute, Macro};

use crate::model::{Context, Scope};

use super::super::attributes;
use super::super::depth::Depth;
use super::super::facts::{FileFacts, InlineModule};
use super::super::hir::{
    Body, BodySite, Expr, ExprId, ItemTree, Module, ModuleKind, Parents, Pat, PatId, Presence, Statement, Symbol,
    TypeRef, Visibility,
};
use super::super::options::ScanOptions;
use super::super::source::{SourceText, small};
use super::super::suppressions::Suppressions;
use super::definitions::Expansion;
use super::names;
use super::raw_sites::{self, Pending};
use super::source_map::{Bytes, Ends, Lowered, SourceMap};

/// How often all of a file may be tried to parse in pieces.
const TRIES: usize = 32;

/// Why the rest of a file is read by its tokens.
const TRIED_TOO_OFTEN: &str = "macros or broken code nest so deep that it would have to be parsed again and again";

/// Lowers the items of one file.
#[expect(
    clippy::struct_excessive_bools,
    reason = "what is wanted, and where the place is: none says anything of another"
)]
pub(in super::super) struct Lowerer<'a> {
    pub(super) source: &'a SourceText<'a>,
    /// What the tokens were lexed from: the source's code, or nothing where no sites are wanted.
    lexed: &'a str,
    pub(super) tree: ItemTree,
    /// What the file says but for its declarations.
    pub(super) facts: FileFacts,
    pub(super) place: ItemContext,
    pub(super) code: Code,
    /// Empty, with room from bodies before.
    spare: Code,
    /// What is known of the builds of the file.
    pub(super) options: ScanOptions<'a>,
    /// Where brackets open that hold what is too deep to be parsed.
    pub(super) deep: HashSet<usize>,
    /// Bytes in brackets that may still be parsed by themselves.
    left_to_try: usize,
    /// Whether everything is wanted that the file says, rather than what it declares.
    pub(super) is_scan: bool,
    /// Whether, besides, the file holds a word without which no site is.
    pub(super) with_bodies: bool,
    /// Whether the tokens are those of `source`, rather than what a macro wrote.
    pub(super) is_source: bool,
    /// What is needed of the macro call whose expansion is lowered.
    pub(super) expansion: Option<Expansion<'a>>,
    /// Path of the enclosing item within the file.
    item: Vec<String>,
    /// What attributes around the place say.
    pub(super) scope: Option<Scope>,
    pub(super) inline_modules: Vec<InlineModule>,
    /// Macro calls around the place.
    macro_depth: usize,
    /// Whether the place is within what a macro definition writes.
    in_definition: bool,
    /// Whether the place is among the arguments of a macro that stands for items.
    in_item_macro: bool,
    /// Functions around the place.
    pub(super) function_depth: usize,
    /// The expression with which the one starts that is being lowered, and the first token of both: a long chain is not
    /// gone through again for each of its links. It is compared, never followed.
    pub(super) left: Option<(*const syn::Expr, Span)>,
    /// None in most files.
    pub(super) suppressions: Option<Suppressions<'a>>,
}

/// Where an item stands.
#[derive(Clone, Copy, Default)]
pub(super) struct ItemContext {
    pub(super) module: u32,
    pub(super) of_impl: Option<u32>,
    pub(super) of_trait: Option<u32>,
    /// Behind a `#[cfg]` that does not hold.
    pub(super) hidden: bool,
    /// That of the item itself.
    pub(super) visibility: Visibility,
    /// That of the item itself, and of the modules around it in the file.
    pub(super) presence: Presence,
}

/// The body that is being lowered.
#[derive(Default)]
pub(super) struct Code {
    pub(super) exprs: Vec<Expr>,
    pub(super) pats: Vec<Pat>,
    pub(super) sites: Vec<BodySite>,
    /// Of every site what the lowered body does not say; none in what a macro wrote.
    pub(super) pending: Vec<Pending>,
    pub(super) labels: Vec<(ExprId, Symbol)>,
    pub(super) conditional: Vec<Range<ExprId>>,
    pub(super) takes_address: bool,
    pub(super) map: SourceMap,
    /// Of the expression that is being lowered.
    pub(super) at: Option<Ends>,
    /// Blocks that declare items, and their modules.
    pub(super) blocks: Vec<(Range<ExprId>, u32)>,
    /// The module of the innermost block around the place that declares items.
    pub(super) block: Option<u32>,
}

impl Code {
    fn emptied(mut self) -> Self {
        self.exprs.clear();
        self.pats.clear();
        self.sites.clear();
        self.pending.clear();
        self.labels.clear();
        self.conditional.clear();
        self.blocks.clear();
        self.takes_address = false;
        self.map.clear();
        self.at = None;
        self.block = None;
        self
    }
}

/// What a body is the code of.
#[derive(Default)]
pub(super) struct Owner {
    /// The function.
    pub(super) function: Option<u32>,
    pub(super) is_async: bool,
    /// The type of a const or static.
    pub(super) ty: Option<TypeRef>,
}

impl<'a> Lowerer<'a> {
    /// For declarations only.
    pub(super) fn new(source: &'a SourceText<'a>) -> Self {
        let mut lowerer = Self {
            source,
            lexed: "",
            tree: ItemTree::default(),
            facts: FileFacts::default(),
            place: ItemContext::default(),
            code: Code::default(),
            spare: Code::default(),
            options: ScanOptions::default(),
            deep: HashSet::new(),
            left_to_try: source.code().len().saturating_mul(TRIES),
            is_scan: false,
            with_bodies: false,
            is_source: true,
            expansion: None,
            item: Vec::new(),
            scope: None,
            inline_modules: Vec::new(),
            macro_depth: 0,
            in_definition: false,
            in_item_macro: false,
            function_depth: 0,
            left: None,
            suppressions: None,
        };
        lowerer.push_module(names::named(""), None, ModuleKind::File);
        lowerer
    }

    /// For all that a file says. `lexed` is the source's code, blank where nothing of interest stands; `comments` are the
    /// bytes of those that speak to the audit.
    pub(super) fn scan(
        source: &'a SourceText<'a>,
        lexed: &'a str,
        comments: &[Range<usize>],
        options: ScanOptions<'a>,
    ) -> Self {
        let with_bodies = source.holds_word(&(0..source.code().len()));
        let suppressions = Suppressions::new(source, lexed, comments);
        Self { lexed, options, is_scan: true, with_bodies, suppressions, ..Self::new(source) }
    }

    /// For what a macro wrote, which has no text. `source` is not asked.
    pub(super) fn expanded(source: &'a SourceText<'a>) -> Self {
        Self { is_source: false, ..Self::new(source) }
    }

    pub(super) fn push_module(&mut self, name: Symbol, parent: Option<u32>, kind: ModuleKind) -> u32 {
        let visibility = self.place.visibility;
        self.tree.modules.push(Module { name, parent, kind, path: None, visibility });
        small(self.tree.modules.len() - 1)
    }

    // ---- where am I ----

    pub(super) fn in_item<R>(&mut self, name: impl FnOnce() -> String, inside: impl FnOnce(&mut Self) -> R) -> R {
        if !self.is_scan {
            return inside(self);
        }
        self.in_path(name(), |lowerer| {
            lowerer.facts.items.push(lowerer.item.join("::"));
            inside(lowerer)
        })
    }

    /// A module is no item of its own: a function may become a module of its name.
    pub(super) fn in_module(&mut self, name: &Ident, inside: impl FnOnce(&mut Self)) {
        self.in_path(name.to_string(), inside);
    }

    fn in_path<R>(&mut self, name: String, inside: impl FnOnce(&mut Self) -> R) -> R {
        self.item.push(name);
        let result = inside(self);
        self.item.pop();
        result
    }

    pub(super) fn item_path(&self) -> String {
        self.item.join("::")
    }

    pub(super) fn in_scope<R>(&mut self, scope: Option<Scope>, inside: impl FnOnce(&mut Self) -> R) -> R {
        let outer = self.scope;
        self.scope = scope.or(outer);
        let result = inside(self);
        self.scope = outer;
        result
    }

    /// What the attributes say of scope holds for what they stand on.
    pub(super) fn in_scope_of<R>(&mut self, attributes: &[Attribute], inside: impl FnOnce(&mut Self) -> R) -> R {
        if attributes.is_empty() || !self.is_scan {
            return inside(self);
        }
        self.in_scope(attributes::scope_of(attributes, self.options.test_cfgs), inside)
    }

    pub(super) fn in_macro<R>(&mut self, inside: impl FnOnce(&mut Self) -> R) -> R {
        self.macro_depth += 1;
        let result = inside(self);
        self.macro_depth -= 1;
        result
    }

    pub(super) fn is_in_macro(&self) -> bool {
        self.macro_depth > 0
    }

    /// What a macro definition writes: its sites are noted, but nothing of it is declared here, and it is no body whose
    /// names could be known.
    pub(super) fn in_definition(&mut self, inside: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.in_definition, true);
        self.undeclared(inside);
        self.in_definition = outer;
    }

    /// Items of which only their paths matter.
    pub(super) fn undeclared(&mut self, inside: impl FnOnce(&mut Self)) {
        let tree = std::mem::take(&mut self.tree);
        let place = self.place;
        self.place = ItemContext { hidden: place.hidden, ..ItemContext::default() };
        self.push_module(names::named(""), None, ModuleKind::Block);
        inside(self);
        self.place = place;
        self.tree = tree;
    }

    pub(super) fn is_in_definition(&self) -> bool {
        self.in_definition
    }

    /// What is given to a macro among items: it may leave it out.
    pub(super) fn in_item_macro(&mut self, inside: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.in_item_macro, true);
        inside(self);
        self.in_item_macro = outer;
    }

    /// Whether each build of the file has the item that is lowered.
    pub(super) fn is_sure(&self) -> bool {
        let is_given_away = self.in_item_macro || self.in_definition || self.is_in_macro();
        !(self.place.hidden || is_given_away) && self.place.presence == Presence::Sure && self.function_depth == 0
    }

    // ---- bodies ----

    /// Lowers a body and keeps it if a site stands in it.
    pub(super) fn body(&mut self, owner: Owner, lower: impl FnOnce(&mut Self) -> (Vec<PatId>, ExprId)) {
        let empty = std::mem::take(&mut self.spare);
        let outer = std::mem::replace(&mut self.code, empty);
        let (params, root) = lower(self);
        let mut code = std::mem::replace(&mut self.code, outer);
        if code.sites.is_empty() {
            self.spare = code.emptied();
            return;
        }
        // What parses in more than one way may have been met twice.
        code.sites.sort_by_key(|site| site.name);
        code.sites.dedup_by_key(|site| site.name);
        let is_async = owner.is_async;
        let body = Body {
            function: owner.function,
            module: code.block.unwrap_or(self.place.module),
            of_impl: self.place.of_impl,
            of_trait: self.place.of_trait,
            params,
            ty: owner.ty,
            root,
            exprs: code.exprs.drain(..).collect(),
            pats: code.pats.drain(..).collect(),
            sites: code.sites.drain(..).collect(),
            labels: std::mem::take(&mut code.labels),
            conditional: std::mem::take(&mut code.conditional),
            blocks: std::mem::take(&mut code.blocks),
            takes_address: code.takes_address,
        };
        let around = [(self.is_in_macro(), Context::Macro), (is_async, Context::Async)];
        let around: Vec<Context> = around.into_iter().filter_map(|(holds, context)| holds.then_some(context)).collect();
        code.map.settle();
        let lowered = Lowered {
            body: &body,
            parents: Parents::new(&body),
            map: &code.map,
            source: self.source,
            lexed: self.lexed,
        };
        self.facts.sites.extend(raw_sites::finish(&lowered, &around, code.pending.drain(..)));
        if !self.in_definition {
            self.tree.bodies.push(body);
        }
        self.spare = code.emptied();
    }

    /// A body of tokens that are no item: only what is written in them matters.
    pub(super) fn loose_body(&mut self, lower: impl FnOnce(&mut Self) -> Vec<ExprId>) {
        self.body(Owner::default(), |lowerer| {
            let children = lower(lowerer);
            (Vec::new(), lowerer.children(children))
        });
    }

    pub(super) fn push(&mut self, expr: Expr) -> ExprId {
        self.code.exprs.push(expr);
        if self.with_bodies {
            self.code.map.push(self.code.at);
        }
        small(self.code.exprs.len() - 1)
    }

    /// Expressions of which only what is in them matters.
    pub(super) fn children(&mut self, children: Vec<ExprId>) -> ExprId {
        self.push(Expr::Macro(names::named(""), children))
    }

    pub(super) fn push_block(&mut self, statements: Vec<Statement>, tail: Option<ExprId>) -> ExprId {
        self.push(Expr::Block(statements, tail))
    }

    /// Lowers what stands between these tokens.
    pub(super) fn at<R>(&mut self, ends: impl FnOnce() -> Ends, lower: impl FnOnce(&mut Self) -> R) -> R {
        if !self.with_bodies {
            return lower(self);
        }
        let outer = self.code.at.replace(ends());
        let result = lower(self);
        self.code.at = outer;
        result
    }

    /// Bytes, in the lexed text, from one token to another.
    pub(super) fn bytes(&self, ends: Ends) -> Bytes {
        self.source.bytes_between(self.lexed, ends)
    }

    /// The text that was lexed.
    pub(super) fn lexed(&self, (start, end): Bytes) -> &'a str {
        &self.lexed[start as usize..end as usize]
    }

    /// Whether brackets hold what is too deep to be parsed, by where they open.
    pub(super) fn is_deep(&self, open: Span) -> bool {
        !self.deep.is_empty() && self.deep.contains(&open.byte_range().start)
    }

    /// Whether what brackets hold can be parsed. What does not parse is tried again bracket by bracket, and so are the
    /// arguments of macros in one another: so often that a whole file is not.
    pub(super) fn depth_in(&mut self, span: DelimSpan) -> Depth {
        if self.is_source {
            let Some(left) = self.left_to_try.checked_sub(span.join().byte_range().len()) else {
                self.facts.parse_error.get_or_insert_with(|| TRIED_TOO_OFTEN.to_owned());
                return Depth::TooDeep;
            };
            self.left_to_try = left;
        }
        if self.is_deep(span.open()) { Depth::TooDeep } else { Depth::Fine }
    }

    /// The same of the arguments of a macro.
    pub(super) fn depth_of(&mut self, mac: &Macro) -> Depth {
        self.depth_in(*mac.delimiter.span())
    }

    /// Whether a site may stand between these tokens.
    pub(super) fn may_hold_site(&self, ends: (Span, Span)) -> bool {
        self.with_bodies && {
            let (start, end) = self.bytes(ends);
            self.source.holds_word(&(start as usize..end as usize))
        }
    }

    /// Whether a site may stand between these bytes.
    pub(super) fn holds_word(&self, range: &Range<usize>) -> bool {
        self.expansion.is_some() || self.source.holds_word(range)
    }

    /// What of a group may be of interest although it holds no word: `mod x;`.
    pub(super) fn holds_module(&self, range: &Range<usize>) -> bool {
        self.is_scan && memchr::memmem::find(&self.source.code().as_bytes()[range.clone()], b"mod ").is_some()
    }

    /// Tokens that are no item: only their sites, and the modules they name, matter.
    pub(super) fn broken_item(&mut self, tokens: TokenStream) {
        if self.is_scan {
            self.loose_body(|lowerer| lowerer.token_level(tokens));
        }
    }
}
