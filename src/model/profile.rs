//! What clones cost when a program ran.

use serde::{Deserialize, Serialize};

use super::{Fingerprint, Judged, MeasuredCost, ProfileSorting, Site};

/// Schema of the document.
pub const PROFILE_SCHEMA: &str = "clone-audit/profile/v1";

/// Schema of the comparison of two.
pub const PROFILE_DIFF_SCHEMA: &str = "clone-audit/profile-diff/v1";

fn schema() -> &'static str {
    PROFILE_SCHEMA
}

fn by_time() -> ProfileSorting {
    ProfileSorting::Time
}

/// The document that `profile` makes: what each clone cost in one or more runs of a program, on one machine.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Profile {
    /// Always [`PROFILE_SCHEMA`].
    #[serde(skip_deserializing, default = "schema")]
    pub schema: &'static str,
    /// The commands that were run, one a line.
    pub command: String,
    /// What was measured.
    pub measured: Measured,
    /// What the whole program allocated, and what of it was cloned.
    pub totals: ProfileTotals,
    /// The sites that were instrumented, those that never ran among them, in the order of path and position.
    pub sites: Vec<ProfiledSite>,
    /// The sites that were not, with the reason.
    pub not_instrumented: Vec<Judged>,
    /// What people want to see first.
    #[serde(skip, default = "by_time")]
    pub sorting: ProfileSorting,
}

impl Profile {
    /// What all sites cost together: of clones within clones, both.
    pub fn clones(&self) -> MeasuredCost {
        self.sites.iter().map(|site| &site.cost).sum()
    }
}

/// What a profile was measured in: it says nothing of others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// `rustc 1.95.0 (…)`
    pub rustc: String,
    /// The target triple.
    pub target: String,
    /// Cargo's profile: `dev`, `release` …
    pub profile: String,
    /// How often the command was run.
    pub runs: usize,
    /// Processes of the program, children among them.
    pub processes: usize,
    /// Threads of these that allocated or cloned anything.
    pub threads: usize,
    /// How long the command took, in seconds.
    pub seconds: f64,
    /// What is measured of nothing at all, in nanoseconds, which is taken off: what takes much less than that cannot be told
    /// from nothing.
    pub clock_nanoseconds: f64,
    /// Whether the allocations of any process were counted.
    pub with_allocations: bool,
    /// Processes whose allocations were not counted: documentation tests, libraries that another program loads, and programs
    /// with an allocator that could not be wrapped.
    pub without_allocations: usize,
    /// Whether some process could not write all that it counted: the disk was full, or there were too many types.
    pub is_incomplete: bool,
}

/// What a program allocated in all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileTotals {
    /// Blocks that were allocated or resized.
    pub allocations: u64,
    /// Their bytes, of resized ones the new size.
    pub bytes: u64,
    /// Clones that are in no other.
    pub cloned: u64,
    /// Allocations in them.
    pub cloned_allocations: u64,
    /// Bytes of these.
    pub cloned_bytes: u64,
    /// How long they took, in all threads, estimated from those that were timed.
    pub cloned_nanoseconds: u64,
}

impl ProfileTotals {
    /// Adds what another run allocated.
    pub fn add(&mut self, other: &Self) {
        let Self { allocations, bytes, cloned, cloned_allocations, cloned_bytes, cloned_nanoseconds } = self;
        for (all, more) in [
            (allocations, other.allocations),
            (bytes, other.bytes),
            (cloned, other.cloned),
            (cloned_allocations, other.cloned_allocations),
            (cloned_bytes, other.cloned_bytes),
            (cloned_nanoseconds, other.cloned_nanoseconds),
        ] {
            *all = all.saturating_add(more);
        }
    }
}

/// A site with what its clones cost.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ProfiledSite {
    /// The site.
    #[serde(flatten)]
    pub site: Site,
    /// What all of its clones cost together.
    #[serde(flatten)]
    pub cost: MeasuredCost,
    /// `size_of` the value, in bytes; of several types the largest. None where it never ran.
    pub size: Option<u64>,
    /// By the type of the value, the most calls first: generic code clones several.
    pub instances: Vec<Instance>,
    /// A hash of the function around it, without spacing: what was measured holds as long as that is the same.
    pub function: Option<Fingerprint>,
}

/// The document that `profile diff` makes.
#[derive(Clone, Debug, Serialize)]
pub struct ProfileDiff {
    /// Always [`PROFILE_DIFF_SCHEMA`].
    pub schema: &'static str,
    /// The first profile.
    pub before: ProfileSummary,
    /// The second.
    pub after: ProfileSummary,
    /// The sites of which anything changed: what changed most first, by time.
    pub sites: Vec<SiteChange>,
}

/// One of two profiles that are compared.
#[derive(Clone, Debug, Serialize)]
pub struct ProfileSummary {
    /// The commands that were run.
    pub command: String,
    /// What was measured.
    pub measured: Measured,
    /// What the whole program allocated.
    pub totals: ProfileTotals,
    /// What all sites cost together: of clones within clones, both.
    pub clones: MeasuredCost,
}

impl From<&Profile> for ProfileSummary {
    fn from(profile: &Profile) -> Self {
        let Profile { command, measured, totals, .. } = profile;
        Self { command: command.clone(), measured: measured.clone(), totals: *totals, clones: profile.clones() }
    }
}

/// A site whose cost changed.
#[derive(Clone, Debug, Serialize)]
pub struct SiteChange {
    /// The site, as it was last.
    #[serde(flatten)]
    pub site: Site,
    /// What it cost.
    #[serde(flatten)]
    pub cost: CostChange,
    /// Whether the first profile has it.
    pub was_there: bool,
    /// Whether the second one has it.
    pub is_there: bool,
}

/// What a site cost before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CostChange {
    /// In the first profile.
    pub before: MeasuredCost,
    /// In the second.
    pub after: MeasuredCost,
}

impl ProfiledSite {
    /// A site of which all instances are known.
    pub fn new(site: Site, mut instances: Vec<Instance>) -> Self {
        instances.sort_by(|a, b| b.cost.calls.cmp(&a.cost.calls).then_with(|| (&a.ty, a.size).cmp(&(&b.ty, b.size))));
        let cost = instances.iter().map(|instance| &instance.cost).sum();
        let largest = instances.iter().map(|instance| instance.size).max();
        let function = site.function.as_ref().map(|(_, hash)| *hash);
        Self { site, cost, size: largest, instances, function }
    }
}

/// What the clones of one type cost at a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instance {
    /// The type, as `type_name` spells it.
    #[serde(rename = "type")]
    pub ty: String,
    /// `size_of` it.
    pub size: u64,
    /// What its clones cost.
    #[serde(flatten)]
    pub cost: MeasuredCost,
}
