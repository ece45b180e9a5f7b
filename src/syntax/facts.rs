//! What a scan of one file says. No `syn` types, so that facts outlive the thread-local spans.

use std::ops::Range;

use crate::model::{Context, EditAnchor, Fingerprint, Scope, Spelling, Suppression};

use super::hir;
use super::source::SiteSpan;

/// Everything that one file's text says.
#[derive(Clone, Debug, Default)]
pub struct FileFacts {
    /// In the order of their names' positions.
    pub sites: Vec<RawSite>,
    /// `mod x;` declarations, those within macros too.
    pub modules: Vec<ModuleDecl>,
    /// `include!("…")` and `automod::dir!("…")` of paths that are written out.
    pub includes: Vec<IncludeDecl>,
    /// Paths, within the file, of the items that could hold a site.
    pub items: Vec<String>,
    /// Texts of lines that grep counts although no site makes them match.
    pub mentions: Vec<String>,
    /// First segments of `use` paths, without `crate`, `self`, `super` and the standard library; sorted, each once.
    pub import_roots: Vec<String>,
    /// What its comments ask of the audit, in the order in which they stand; those that ask wrongly among them.
    pub suppressions: Vec<Suppression>,
    /// Its items, and the bodies in which sites stand.
    pub tree: hir::ItemTree,
    /// The names in its items and bodies, each once.
    pub names: Vec<hir::Symbol>,
    /// Lines of text.
    pub lines: usize,
    /// Lines that match `\.clone\(\)`.
    pub grep_lines: usize,
    /// The first syntax error, where an item was scanned by its tokens because it does not parse.
    pub parse_error: Option<String>,
}

/// A cloning call before scope, package and category are known.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "facts of which none says anything of another")]
pub struct RawSite {
    /// Byte, in the lexed text, at which the method's name starts: the key to its `hir::BodySite`.
    pub name_byte: u32,
    /// Where it stands.
    pub span: SiteSpan,
    /// How it is written.
    pub spelling: Spelling,
    /// The method or function: `clone`, `to_owned` …
    pub name: String,
    /// The whole expression on one line.
    pub expression: String,
    /// The receiver's tokens without spacing.
    pub receiver: String,
    /// Path of the enclosing item within the file.
    pub item: String,
    /// What the attributes around it say, else the file's scope holds.
    pub scope: Option<Scope>,
    /// Facts about the place.
    pub contexts: Vec<Context>,
    /// Whether it stands in a macro's arguments or body.
    pub in_macro: bool,
    /// Whether it stands in what a `macro_rules!` (or `macro`) definition writes.
    pub in_definition: bool,
    /// Its parts; none where it is no call of one argument, or is known by its tokens alone and they do not say.
    pub anchor: Option<Box<EditAnchor>>,
    /// Bytes of the innermost function around it, from the signature on, else of the constant; and a hash of its
    /// text without spacing.
    pub function: Option<(Range<usize>, Fingerprint)>,
    /// Whether it is a method call written `.clone()` without anything between, as grep looks for it.
    pub is_in_one_piece: bool,
    /// Whether it is the first site that makes its line match `\.clone\(\)`.
    pub grep_line: bool,
}

impl RawSite {
    /// What its code is for, in a file of a scope.
    pub fn scope_in(&self, file: Scope) -> Scope {
        self.scope.unwrap_or(file).max(file)
    }
}

/// `mod name;`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleDecl {
    /// The module's name.
    pub name: String,
    /// Its files, of which each configuration has one.
    pub files: Vec<ModuleFile>,
    /// Inline modules around it, outermost first.
    pub inside: Vec<InlineModule>,
    /// What the attributes on and around it say.
    pub scope: Option<Scope>,
    /// Whether each build of its file has it: no `#[cfg]` that may not hold, and no macro that may leave it out.
    pub is_sure: bool,
}

/// The file of a module in some configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModuleFile {
    /// `#[path = "…"]`, also from `cfg_attr`; none where the module's name says where it lies.
    pub path: Option<String>,
    /// What the configuration says of the file's scope.
    pub scope: Option<Scope>,
}

/// `mod name { … }` around a `mod x;`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlineModule {
    /// The module's name.
    pub name: String,
    /// Its `#[path]`, which names a folder.
    pub path: Option<String>,
}

/// What the path of an `include!` is relative to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IncludeBase {
    /// The folder of the including file: `include!("x.rs")`.
    File,
    /// The package's folder: `include!(concat!(env!("CARGO_MANIFEST_DIR"), "/x.rs"))`.
    Package,
    /// The package's folder, of a folder whose files are modules: `automod::dir!("x")`.
    PackageModules,
    /// The folder that a build script writes to: `include!(concat!(env!("OUT_DIR"), "/x.rs"))`.
    OutDir,
}

/// `include!("path")`, `automod::dir!("path")`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncludeDecl {
    /// The literal.
    pub path: String,
    /// What it is relative to.
    pub base: IncludeBase,
    /// Inline modules around it.
    pub inside: Vec<InlineModule>,
    /// What the attributes around it say.
    pub scope: Option<Scope>,
    /// Whether each build of its file has it, as for modules. Never in the body of a function.
    pub is_sure: bool,
}
