//! Syntax trees → [`hir`](super::hir): declarations of every file, code of the bodies in which a site may stand.
//!
//! Runs next to the visitor, item by item, while the trees stand. Both decide by `recognize` what a site is, and a
//! site's name is in both at the same byte, which is how they are brought together.
//!
//! An item whose `#[cfg]` cannot hold in the audited build declares nothing, but its bodies are lowered: their sites
//! are reported all the same.

pub(super) mod cfg;
mod expansion;
mod exprs;
mod item_macros;
mod items;
mod macros;
mod members;
mod mentions;
mod names;
mod parse;
mod pats;
mod spans;
#[cfg(test)]
mod tests;
mod types;

pub use expansion::Definitions;
pub(super) use expansion::code;
pub(super) use names::DOLLAR_CRATE;
pub(super) use types::ty as type_ref;

use proc_macro2::{Ident, Span, TokenStream};
use syn::{Attribute, Item};

use super::hir::{
    Body, BodySite, Expr, ExprId, ItemTree, Module, ModuleKind, Pat, PatId, SiteRole, SourceMap, Statement, Symbol,
    TypeRef,
};
use super::source::SourceText;

/// Lowers the items of one file.
pub(super) struct Lowerer<'a> {
    source: &'a SourceText<'a>,
    /// What the tokens were lexed from: the source's code, or nothing where no bodies are wanted.
    lexed: &'a str,
    tree: ItemTree,
    place: Place,
    code: Code,
    /// Empty, with room from bodies before.
    spare: Code,
    /// Whether bodies are wanted, and the file holds a word without which none is.
    with_bodies: bool,
    /// Whether the tokens are those of `source`, rather than what a macro wrote.
    is_source: bool,
    /// What is needed of the macro call whose expansion is lowered.
    expansion: Option<expansion::Expansion<'a>>,
}

/// Where an item stands.
#[derive(Clone, Copy, Default)]
struct Place {
    module: u32,
    of_impl: Option<u32>,
    of_trait: Option<u32>,
    /// Behind a `#[cfg]` that does not hold.
    hidden: bool,
}

/// The body that is being lowered.
#[derive(Default)]
struct Code {
    exprs: Vec<Expr>,
    pats: Vec<Pat>,
    sites: Vec<BodySite>,
    labels: Vec<(ExprId, Symbol)>,
    /// As [`SourceMap`] has them; empty if the tokens are not those of a file.
    ranges: Vec<(u32, u32)>,
    parentheses: Vec<(ExprId, (u32, u32))>,
    /// Bytes, in the lexed text, of the expression that is being lowered.
    at: (u32, u32),
    /// The module of the items declared in it.
    block: Option<u32>,
}

impl Code {
    fn emptied(mut self) -> Self {
        self.exprs.clear();
        self.pats.clear();
        self.sites.clear();
        self.labels.clear();
        self.ranges.clear();
        self.parentheses.clear();
        self.at = (0, 0);
        self.block = None;
        self
    }
}

impl<'a> Lowerer<'a> {
    /// For declarations only.
    pub(super) fn new(source: &'a SourceText<'a>) -> Self {
        let mut lowerer = Self {
            source,
            lexed: "",
            tree: ItemTree::default(),
            place: Place::default(),
            code: Code::default(),
            spare: Code::default(),
            with_bodies: false,
            is_source: true,
            expansion: None,
        };
        lowerer.push_module(names::named(""), None, ModuleKind::File);
        lowerer
    }

    /// `lexed` is the source's code, blank where nothing of interest stands.
    pub(super) fn with_bodies(source: &'a SourceText<'a>, lexed: &'a str) -> Self {
        let with_bodies = source.holds_word(&(0..source.code().len()));
        Self { lexed, with_bodies, ..Self::new(source) }
    }

    /// For the items that a macro wrote, which have no text. `source` is not asked.
    pub(super) fn expanded(source: &'a SourceText<'a>) -> Self {
        Self { is_source: false, ..Self::new(source) }
    }

    /// The inner attributes of the file.
    pub(super) fn file_attributes(&mut self, attributes: &[Attribute]) {
        self.place.hidden |= cfg::excludes(attributes);
    }

    /// Tokens that are no item: only their sites matter.
    pub(super) fn broken_item(&mut self, tokens: TokenStream) {
        if self.with_bodies {
            self.body(None, None, |lowerer| {
                let children = lowerer.token_level(tokens);
                (Vec::new(), lowerer.children(children))
            });
        }
    }

    /// What was lowered.
    pub(super) fn finish(mut self) -> ItemTree {
        let tree = &mut self.tree;
        tree.modules.shrink_to_fit();
        tree.file_modules.shrink_to_fit();
        tree.adts.shrink_to_fit();
        tree.functions.shrink_to_fit();
        tree.traits.shrink_to_fit();
        tree.impls.shrink_to_fit();
        tree.aliases.shrink_to_fit();
        tree.constants.shrink_to_fit();
        tree.imports.shrink_to_fit();
        tree.bodies.shrink_to_fit();
        tree.macro_definitions.shrink_to_fit();
        tree.macro_calls.shrink_to_fit();
        self.tree
    }

    fn push_module(&mut self, name: Symbol, parent: Option<u32>, kind: ModuleKind) -> u32 {
        self.tree.modules.push(Module { name, parent, kind, has_item_macros: false });
        index(self.tree.modules.len() - 1)
    }

    /// Lowers a body and keeps it if a site stands in it.
    fn body(
        &mut self,
        function: Option<u32>,
        ty: Option<TypeRef>,
        lower: impl FnOnce(&mut Self) -> (Vec<PatId>, ExprId),
    ) {
        let empty = std::mem::take(&mut self.spare);
        let outer = std::mem::replace(&mut self.code, empty);
        let (params, root) = lower(self);
        let mut code = std::mem::replace(&mut self.code, outer);
        if code.sites.is_empty() {
            self.spare = code.emptied();
            return;
        }
        // A call in tokens may be reached as a whole and through the groups around it.
        code.sites.sort_by_key(|site| site.name);
        code.sites.dedup_by_key(|site| site.name);
        self.tree.bodies.push(Body {
            function,
            module: code.block.unwrap_or(self.place.module),
            of_impl: self.place.of_impl,
            of_trait: self.place.of_trait,
            params,
            ty,
            root,
            exprs: code.exprs.drain(..).collect(),
            pats: code.pats.drain(..).collect(),
            sites: code.sites.drain(..).collect(),
            labels: std::mem::take(&mut code.labels),
            source_map: self.source_map(&mut code),
        });
        self.spare = code.emptied();
    }

    /// An item within a body: it sees nothing of the body but the items next to it.
    fn local_item(&mut self, item: &Item) {
        let module = if let Some(module) = self.code.block {
            module
        } else {
            let module = self.push_module(names::named(""), Some(self.place.module), ModuleKind::Block);
            self.code.block = Some(module);
            module
        };
        let inside = Place { module, of_impl: None, of_trait: None, hidden: self.place.hidden };
        let outer = std::mem::replace(&mut self.place, inside);
        let code = std::mem::take(&mut self.code);
        self.item(item);
        self.place = outer;
        self.code = code;
    }

    fn push(&mut self, expr: Expr) -> ExprId {
        self.code.exprs.push(expr);
        if self.with_bodies {
            self.code.ranges.push(self.code.at);
        }
        index(self.code.exprs.len() - 1)
    }

    /// Lowers what stands between these tokens.
    fn at<R>(&mut self, ends: impl FnOnce() -> (Span, Span), lower: impl FnOnce(&mut Self) -> R) -> R {
        if !self.with_bodies {
            return lower(self);
        }
        let (first, last) = ends();
        let bytes = self.bytes(first, last);
        let outer = std::mem::replace(&mut self.code.at, bytes);
        let result = lower(self);
        self.code.at = outer;
        result
    }

    /// Bytes, in the lexed text, from one token to another.
    fn bytes(&self, first: Span, last: Span) -> (u32, u32) {
        let byte = |place| index(self.source.byte_at(self.lexed, place));
        (byte(first.start()), byte(last.end()))
    }

    /// In bytes of the file.
    fn source_map(&self, code: &mut Code) -> SourceMap {
        let in_file = |(start, end): (u32, u32)| {
            let range = self.source.in_file(&(start as usize..end as usize));
            (index(range.start), index(range.end))
        };
        // The outermost of several around one expression come last.
        code.parentheses.reverse();
        code.parentheses.sort_by_key(|&(expr, _)| expr);
        code.parentheses.dedup_by_key(|&mut (expr, _)| expr);
        SourceMap::new(
            code.ranges.drain(..).map(in_file).collect(),
            code.parentheses.drain(..).map(|(expr, range)| (expr, in_file(range))).collect(),
        )
    }

    /// Expressions of which only what is in them matters.
    fn children(&mut self, children: Vec<ExprId>) -> ExprId {
        self.push(Expr::Macro(names::named(""), children))
    }

    fn push_block(&mut self, statements: Vec<Statement>, tail: Option<ExprId>) -> ExprId {
        self.push(Expr::Block(statements, tail))
    }

    fn site(&mut self, name: &Ident, expr: ExprId, role: SiteRole) {
        let bytes = name.span().byte_range();
        let mut name = super::source::small(bytes.start);
        if let Some(expansion) = &self.expansion {
            // The definition's own code has no place.
            if bytes.is_empty() {
                return;
            }
            name += expansion.offset;
        }
        self.code.sites.push(BodySite { name, expr, role });
    }

    /// Whether a site may stand between these bytes.
    fn holds_word(&self, range: &std::ops::Range<usize>) -> bool {
        self.expansion.is_some() || self.source.holds_word(range)
    }
}

/// An arena's index. Files are shorter than 4 GiB, so none overflows.
fn index(at: usize) -> u32 {
    super::source::small(at)
}
