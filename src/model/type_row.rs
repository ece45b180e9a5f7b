//! Types that are cloned or can be.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::finding::{RuleName, rule_name};
use super::{CloneImpl, Cost, Finding, MeasuredCost, TypeClass, TypeKind, TypeOrigin, TypeTrait};

/// Schema of the table of types.
pub const TYPES_SCHEMA: &str = "clone-audit/types/v1";

/// A struct, enum or union, by numbers that hold within one run only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AdtRef {
    /// The crate.
    pub krate: u32,
    /// The declaration in it.
    pub at: u32,
}

/// A comment at a type's declaration that lets findings of a rule pass, should there be any.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allowed {
    /// The rule.
    #[serde(deserialize_with = "rule_name")]
    pub rule: RuleName,
    /// Why, as the comment says.
    pub reason: String,
    /// Line of the comment, from 1.
    pub line: u32,
    /// Column of the comment, from 1 and in characters.
    pub column: u32,
}

/// One declared type. A generic one stands once, over its parameters.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "columns of a table, not states")]
pub struct TypeRow {
    /// Which one.
    #[serde(skip)]
    pub adt: AdtRef,
    /// Tells declarations of one path apart, in every run over the same tree: the package, and of a dependency its version
    /// and a number.
    #[serde(skip)]
    pub library: Arc<str>,
    /// The package that declares it; `std` for the standard library.
    pub package: Arc<str>,
    /// Where it is declared.
    pub origin: TypeOrigin,
    /// Its name with its parameters; those with a default stand for that.
    pub name: String,
    /// Path of the declaration: `crate_name::module::Name`.
    pub item: String,
    /// Its file relative to the workspace root; nothing for what is not audited or written by a macro.
    pub path: Option<Arc<str>>,
    /// Line of its name in that file, 1-based.
    pub line: Option<u32>,
    /// How it is declared.
    pub kind: TypeKind,
    /// How it comes to be `Clone`.
    pub clone: CloneImpl,
    /// Whether it is declared `Copy`; a generic one may be so for some parameters only, and has another class then.
    pub copy: bool,
    /// Whether it could be `Copy`: [`TypeTrait::CopyCandidate`].
    pub copy_candidate: bool,
    /// Bytes of a value on a 64-bit target, what it owns elsewhere not counted.
    pub size: u64,
    /// Whether that is the size; else it has this many bytes at least.
    pub size_exact: bool,
    /// Whether it owns memory on the heap, its own or shared; nothing where that is not known.
    pub heap: Option<bool>,
    /// Whether it is a struct around one `String`.
    pub newtype_over_string: bool,
    /// Whether it is made to be changed in place: it has a `DerefMut`, `Extend`, `Write` or `AddAssign`.
    #[serde(skip)]
    pub is_buffer: bool,
    /// Sites that clone a value of exactly this type: not one of what holds it.
    pub sites: usize,
    /// Those that are explicit clones.
    pub explicit: usize,
    /// What these clones cost when `profile` last ran the program; nothing where none of them was measured, or what was is
    /// stale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measured: Option<MeasuredCost>,
    /// Type class of the declared type; its instances may have another.
    pub class: TypeClass,
    /// What a clone of the declared type costs.
    pub cost: Cost,
    /// Identifiers of the rules that found something at the declaration.
    pub rules: Vec<String>,
    /// What they found, suppressed findings among them.
    pub findings: Vec<Finding>,
    /// What comments at the declaration let pass.
    #[serde(skip)]
    pub allowed: Vec<Allowed>,
}

impl TypeRow {
    /// Whether it is one of these.
    pub fn is(&self, what: TypeTrait) -> bool {
        match what {
            TypeTrait::CopyCandidate => self.copy_candidate,
            TypeTrait::NewtypeString => self.newtype_over_string,
            TypeTrait::Heap => self.heap == Some(true),
        }
    }

    /// `24`, or `≥ 24` where that is all that is known.
    pub fn shown_size(&self) -> String {
        format!("{}{}", if self.size_exact { "" } else { "≥ " }, self.size)
    }

    /// `src/lib.rs:12`, or nothing.
    pub fn place(&self) -> Option<String> {
        Some(format!("{}:{}", self.path.as_ref()?, self.line?))
    }
}

/// Figures of the types of a table.
#[derive(Clone, Debug, Default, Serialize, PartialEq, Eq)]
pub struct TypeFigures {
    /// Types.
    pub types: usize,
    /// Those that the audited workspace declares.
    pub declared: usize,
    /// Of these, those that derive `Clone`.
    pub derived: usize,
    /// Of these, those with an `impl Clone` of their own.
    pub written: usize,
    /// Of these, those that are `Copy`.
    pub copy: usize,
    /// Of these, those that could be.
    pub copy_candidates: usize,
    /// Of these, structs around one `String`.
    pub newtypes_over_string: usize,
    /// Of these, those that own memory on the heap.
    pub heap: usize,
    /// Types of which the size is known exactly.
    pub exact_sizes: usize,
    /// Sites that clone a type of the table.
    pub sites: usize,
    /// Sites that clone types without a declaration: numbers, references, tuples, arrays, parameters, functions.
    pub sites_of_no_declaration: usize,
    /// Sites of which the type is not known.
    pub sites_unknown: usize,
}

/// The document that `types --format json` prints, and what every other format of it renders.
#[derive(Clone, Debug, Serialize)]
pub struct TypeTable {
    /// Always [`TYPES_SCHEMA`].
    pub schema: &'static str,
    /// The figures of the types below.
    pub totals: TypeFigures,
    /// In the order asked for.
    pub types: Vec<TypeRow>,
}
