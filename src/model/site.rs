//! One place in source that clones.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    AdtRef, Context, Cost, Disposition, EditAnchor, Finding, Hazard, Measure, Purpose, Scope, SiteUse, Spelling,
    TypeClass, TypeSource,
};

/// Schema of the list of sites.
pub const SITES_SCHEMA: &str = "clone-audit/sites/v1";

/// What is remembered of the compiler's verdict on a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proven {
    /// Whether the program compiled without it.
    pub removable: bool,
    /// The compiler's words, where it did not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// One place in source that clones. In JSON the groups are flat: a site's fields in the order in which they stand here.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Site {
    /// Where it is.
    #[serde(flatten)]
    pub location: Location,
    /// How it is written.
    pub spelling: Spelling,
    /// The cloning expression on one line.
    pub expression: String,
    /// Path of the enclosing item: `crate_name::module::Type::function`.
    pub item: String,
    /// Name of the package.
    pub package: Arc<str>,
    /// What the code is compiled for.
    pub scope: Scope,
    /// What is cloned.
    #[serde(flatten)]
    pub cloned: Cloned,
    /// Name of the one category the site falls into.
    pub category: Arc<str>,
    /// What becomes of the clone, and what is around it.
    #[serde(flatten)]
    pub usage: SiteContext,
    /// What is said of it.
    #[serde(flatten)]
    pub verdict: Assessment,
    /// Content-based key, unique within a run, that survives reformatting and moved lines.
    pub fingerprint: String,
    /// Whether the tokens stand in a macro's arguments or body.
    pub in_macro: bool,
    /// The receiver's tokens without spacing: with package and item, the site's identity.
    pub receiver: String,
    /// Whether this site makes its line one that `rg '\.clone\(\)'` counts (the first such site of the line).
    #[serde(skip)]
    pub grep_line: bool,
    /// The site's parts; none where its tokens could not be parsed as an expression, or where it is no call.
    #[serde(skip)]
    pub anchor: Option<Box<EditAnchor>>,
    /// Bytes of the innermost function (or constant) around it, and a hash of its text without spacing and comments.
    #[serde(skip)]
    pub function: Option<(Range<usize>, Fingerprint)>,
    /// Whether it stands in the body of a `macro_rules!` definition: its types are those of the callers.
    #[serde(skip)]
    pub in_definition: bool,
}

/// Where a site is. Lines and columns are 1-based; columns count characters, as rustc and editors do.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Location {
    /// Relative to the workspace root, with `/`.
    pub path: Arc<str>,
    /// Line where the whole cloning expression starts: the receiver's first line for a method call.
    pub line: u32,
    /// Column of that start.
    pub column: u32,
    /// Line of the character after the expression.
    pub end_line: u32,
    /// Column of the character after the expression.
    pub end_column: u32,
    /// Line of the word `clone` (`cloned`, `to_owned` …), unique in a chain.
    pub name_line: u32,
    /// Column of that word.
    pub name_column: u32,
    /// Bytes of the whole expression in its file.
    #[serde(skip)]
    pub bytes: Range<usize>,
}

/// `path:line:column`
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.path, self.line, self.column)
    }
}

/// What a site clones.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Cloned {
    /// The type as text, where known.
    #[serde(rename = "type")]
    pub ty: Option<String>,
    /// The type's declaration, where it is known and has one.
    #[serde(skip)]
    pub adt: Option<AdtRef>,
    /// What kind of type it is.
    pub class: TypeClass,
    /// What one clone costs.
    pub cost: Cost,
    /// Where the type is known from.
    pub type_source: Option<TypeSource>,
}

/// What becomes of a clone, and what is around it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct SiteContext {
    /// Facts about the place.
    pub contexts: Vec<Context>,
    /// Loops it runs again and again in, closures that an iterator calls for each element among them.
    pub loops: u8,
    /// What becomes of the clone.
    #[serde(skip)]
    pub site_use: SiteUse,
    /// If a `let` binds it to a variable which, for all that is known, is only looked at: where.
    #[serde(skip)]
    pub reads: Option<Box<[Read]>>,
}

/// A look at a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Read {
    /// Number of the expression that names it.
    pub expr: u32,
    /// Whether a method is called on it that means the same one on a reference to it.
    pub calls_same: bool,
}

/// What is said of a site.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Assessment {
    /// Points of [`impact`](super::impact).
    pub impact: u32,
    /// What the clone is for, where that justifies it.
    pub purpose: Option<Purpose>,
    /// Identifiers of the rules that found something that no comment lets pass.
    pub rules: Vec<String>,
    /// What the rules found, suppressed findings among them.
    pub findings: Vec<Finding>,
    /// What the compiler said when `prove` last asked about it, the function around it being the same since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<Proven>,
    /// What its clones cost when `profile` last ran the program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measured: Option<Box<Measure>>,
    /// Why the program may behave differently without it; asked for only by `prove`.
    #[serde(skip)]
    pub hazards: Vec<Hazard>,
}

impl Assessment {
    /// The findings that no comment lets pass.
    pub fn reported(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.suppressed.is_none())
    }
}

/// A call such as `x.to_string()` whose receiver's type is not plain. It is no site, but tells a respelled clone
/// from a removed one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Candidate {
    /// Name of the package.
    pub package: Arc<str>,
    /// Path of the enclosing item.
    pub item: String,
    /// The receiver's tokens without spacing.
    pub receiver: String,
    /// Relative to the workspace root.
    pub path: Arc<str>,
    /// Line of the method's name.
    pub name_line: u32,
}

/// What makes two sites of different trees the same: no line, no file, no spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identity<'a> {
    /// Name of the package.
    pub package: &'a str,
    /// Path of the enclosing item.
    pub item: &'a str,
    /// The receiver's tokens without spacing.
    pub receiver: &'a str,
}

impl Site {
    /// What it has been found to be.
    pub fn disposition(&self) -> Disposition {
        if !self.verdict.rules.is_empty() {
            Disposition::Flagged
        } else if self.scope == Scope::Test {
            Disposition::Test
        } else if self.verdict.purpose.is_some() {
            Disposition::Justified
        } else {
            Disposition::Unreviewed
        }
    }

    /// What makes this site the same in another tree.
    pub fn identity(&self) -> Identity<'_> {
        Identity { package: &self.package, item: &self.item, receiver: &self.receiver }
    }
}

/// A 64-bit FNV-1a hash, stable across versions, platforms and runs (the standard library's hashers promise none of it).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// Hashes bytes.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(fnv(bytes.iter().copied()))
    }

    /// Hashes the parts in order; a separator keeps `ab`+`c` apart from `a`+`bc`.
    pub fn of(parts: &[&str]) -> Self {
        Self(fnv(parts.iter().flat_map(|part| part.bytes().chain([0xff]))))
    }

    /// The hash of which these are the [bits](Self::bits).
    pub fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// The hash as a number.
    pub fn bits(self) -> u64 {
        self.0
    }
}

fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    // Offset basis and prime as published for FNV-1a, 64 bit.
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// In documents, as it prints.
impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let bits = (text.len() == 16).then(|| u64::from_str_radix(&text, 16).ok()).flatten();
        bits.map(Self).ok_or_else(|| serde::de::Error::custom(format_args!("no fingerprint: {text:?}")))
    }
}

/// Gives each site the fingerprint of its identity; of one identity, those behind the first get `-2`, `-3` … in their order.
pub fn number_fingerprints(sites: &mut [Site]) {
    let mut seen: HashMap<Fingerprint, usize> = HashMap::with_capacity(sites.len());
    for site in sites {
        let fingerprint = Fingerprint::of(&[&site.package, &site.item, &site.receiver]);
        let count = seen.entry(fingerprint).or_default();
        *count += 1;
        site.fingerprint = if *count > 1 { format!("{fingerprint}-{count}") } else { fingerprint.to_string() };
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprint_is_fnv_1a() {
        // FNV-1a of the bytes 61 ff, computed by hand with the published constants.
        assert_eq!(
            Fingerprint::of(&["a"]).to_string(),
            format!("{:016x}", {
                let h = (0xcbf2_9ce4_8422_2325_u64 ^ 0x61).wrapping_mul(0x0100_0000_01b3);
                (h ^ 0xff).wrapping_mul(0x0100_0000_01b3)
            })
        );
        assert_ne!(Fingerprint::of(&["ab", "c"]), Fingerprint::of(&["a", "bc"]));
    }
}
