//! What the compiler said of removing clones.

use serde::{Deserialize, Serialize};

use super::{Hazard, Rewrite, Site, Skipped};

/// Schema of the document.
pub const PROOF_SCHEMA: &str = "clone-audit/proof/v1";

/// The document that `prove` makes: every site that was asked for, in one of three lists, each in the order of path and
/// position.
#[derive(Clone, Debug, Serialize)]
pub struct Proof {
    /// Always [`PROOF_SCHEMA`].
    pub schema: &'static str,
    /// What was compiled.
    pub configuration: Configuration,
    /// How far the evidence goes.
    pub evidence: Evidence,
    /// Sites of which some replacement was compiled: the removable and the needed ones.
    pub sites_tried: usize,
    /// The program compiles with all of these replacements together.
    pub removable: Vec<Removable>,
    /// The program does not compile without these clones, in any of the ways that were tried; or tests fail without them.
    pub needed: Vec<Judged>,
    /// Nothing is known of these.
    pub not_tried: Vec<Judged>,
    /// Rounds of compiling, the final checks not counted.
    pub rounds: usize,
    /// How long it took, without the check of the untouched copy: from the question for types to the final check.
    pub loop_seconds: f64,
    /// How long all of it took.
    pub seconds: f64,
    /// Whether everything worth trying was tried; otherwise a budget ran out before.
    pub is_complete: bool,
    /// What became superfluous by the removals: `mut`, imports. Reported, never edited.
    pub superfluous: Vec<Superfluous>,
    /// What the tests said, if they were run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tests: Option<Tests>,
    /// What clippy says of the same sites, if it was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clippy: Option<Clippy>,
}

/// What a proof was made in: it says nothing of others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Configuration {
    /// `rustc 1.95.0 (…)`
    pub rustc: String,
    /// The target triple.
    pub target: String,
    /// The features as Cargo was given them: `default`, `all`, `default + a, b` …
    pub features: String,
    /// Compiled targets of the workspace's packages: libraries, binaries, tests, examples, benches.
    pub targets: usize,
    /// Targets that do not compile on this toolchain, such as a bench that needs nightly, and why.
    pub left_out: Vec<Skipped>,
}

/// How far the evidence goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// It compiles.
    Compiles,
    /// It compiles, and the tests pass.
    TestsPass,
    /// Tests fail that passed before. The clones without which they do are needed: with what remains they pass.
    TestsFail,
}

impl Evidence {
    /// The wording of all output. Never "safe".
    pub const fn text(self) -> &'static str {
        match self {
            Self::Compiles => "compiles without them",
            Self::TestsPass => "compiles and tests pass",
            Self::TestsFail => "compiles and no more tests fail",
        }
    }
}

/// A clone without which the program compiles.
#[derive(Clone, Debug, Serialize)]
pub struct Removable {
    /// The site.
    #[serde(flatten)]
    pub site: Site,
    /// The way in which the clone goes.
    #[serde(rename = "form")]
    pub rewrite: Rewrite,
    /// What stands there then: the site's expression, or as much around it as changes, on one line.
    pub replacement: String,
    /// Why the program may behave differently all the same; empty where nothing speaks against it. Such a clone is
    /// removed only where it is asked for by name.
    #[serde(rename = "caution")]
    pub hazards: Vec<Hazard>,
    /// The edits of the file: they touch nothing but the clone.
    #[serde(skip)]
    pub edits: Vec<Edit>,
}

/// A clone with what was said of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Judged {
    /// The site.
    #[serde(flatten)]
    pub site: Site,
    /// The compiler's words, or why nothing was tried.
    pub reason: String,
    /// Tests that fail without it and pass otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tests: Vec<String>,
}

impl Judged {
    /// A clone of which no test has anything to say.
    pub fn new(site: Site, reason: String) -> Self {
        Self { site, reason, tests: Vec::new() }
    }
}

/// What the tests said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tests {
    /// How often they were run, with these removals and with those.
    pub runs: usize,
    /// Those that fail with removals, and pass without any.
    pub failed: Vec<String>,
    /// Those that fail without any removal. They say nothing, and are looked for only where some test fails.
    pub failed_before: Vec<String>,
}

/// A replacement of bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes.
    pub bytes: std::ops::Range<usize>,
    /// What stands there afterwards.
    pub text: String,
}

/// What the compiler warns of only after the removals.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Superfluous {
    /// Relative to the workspace root.
    pub path: String,
    /// Line, 1-based.
    pub line: usize,
    /// Column, 1-based.
    pub column: usize,
    /// The compiler's words.
    pub message: String,
}

/// What clippy reports, beside the proof.
#[derive(Clone, Debug, Serialize)]
pub struct Clippy {
    /// Sites that `redundant_clone` or `clone_on_copy` report.
    pub reported: usize,
    /// Those of them that are removable.
    pub both: usize,
    /// Removable sites of which clippy says nothing.
    pub only_proof: usize,
    /// Reported sites that are not removable, with the lint.
    pub only_clippy: Vec<Judged>,
    /// Reports at no site of the audit: conversions such as `.to_string()` on a `&str`.
    pub elsewhere: usize,
}
