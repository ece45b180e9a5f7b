//! Plain data: what an audit knows and says.
//!
//! Nothing here parses, reads files, prints or knows the command line. Every other layer speaks in these types, and
//! the JSON documents are these types serialised, so a field's name here is a contract (`docs/contracts.md`).

mod about;
mod audit;
mod baseline;
mod commit;
mod density;
mod diff;
mod edit_anchor;
mod expr_use;
mod finding;
mod history;
mod impact;
pub(crate) mod item_path;
mod limit;
mod measure;
mod names;
mod profile;
mod proof;
mod quoted;
mod report;
mod rustc_types;
mod site;
mod suppression;
mod totals;
mod type_facts;
mod type_row;
mod verdict;

pub use about::About;
pub use audit::{Audit, AuditedPackage, FileFigures, NamedDependency, Orphan, Skipped, Unfinished};
pub use baseline::{BASELINE_SCHEMA, BaselineSite, Mention, Snapshot};
pub use commit::{Against, Commit};
pub use density::{Density, Reference, Standing};
pub use diff::{Change, DIFF_SCHEMA, Diff, Moved, Respelled, percent};
pub use edit_anchor::{EditAnchor, LetBinding, Link, NameForm, NameUse, Usage};
pub use expr_use::{BindingMode, ExprUse, PartsUse, SiteUse};
pub use finding::{Finding, TypeFinding};
pub use history::{HISTORY_SCHEMA, History, NamedCount, Point, SkippedCommit};
pub use impact::{impact, impact_measured};
pub use limit::Limit;
pub use measure::{Measure, MeasuredCost};
pub use names::{
    CloneImpl, Context, Cost, Disposition, Grouping, Hazard, Level, ProfileSorting, Purpose, Rewrite, Scope, Sorting,
    Spelling, TypeClass, TypeKind, TypeOrigin, TypeSorting, TypeSource, TypeTrait,
};
pub use profile::{
    CostChange, Instance, Measured, PROFILE_DIFF_SCHEMA, PROFILE_SCHEMA, Profile, ProfileDiff, ProfileSummary,
    ProfileTotals, ProfiledSite, SiteChange,
};
pub use proof::{Clippy, Configuration, Edit, Evidence, Judged, PROOF_SCHEMA, Proof, Removable, Superfluous, Tests};
pub use quoted::Quoted;
pub use report::{
    Advice, CategoryRow, CategoryStatus, GroupRow, HotSite, MeasuredReport, PackageFigures, Priority, REPORT_SCHEMA,
    Report, RuleRow, TargetRow, WorkspaceFigures,
};
pub use rustc_types::{RustcTypes, SiteTypes};
pub use site::{
    Assessment, Candidate, Cloned, Fingerprint, Identity, Location, Proven, Read, SITES_SCHEMA, Site, SiteContext,
    number_fingerprints,
};
pub use suppression::{Suppression, SuppressionKind, SuppressionProblem};
pub use totals::Totals;
pub use type_facts::TypeFacts;
pub use type_row::{AdtRef, Allowed, TYPES_SCHEMA, TypeFigures, TypeRow, TypeTable};
pub use verdict::{BaselineChange, CHECK_SCHEMA, ChangedOn, Growth, LimitBreak, Verdict};
