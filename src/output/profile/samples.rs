//! Profiles made by hand, for the tests of the formats.

use crate::model::{
    CostChange, Instance, Judged, Measured, MeasuredCost, PROFILE_DIFF_SCHEMA, PROFILE_SCHEMA, Profile, ProfileDiff,
    ProfileSorting, ProfileSummary, ProfileTotals, ProfiledSite, SiteChange,
};
use crate::output::proof::samples::site;

/// One of a run in which no clone ran.
pub(in crate::output) fn empty() -> Profile {
    Profile {
        schema: PROFILE_SCHEMA,
        command: "cargo run".to_owned(),
        measured: Measured {
            rustc: "rustc 1.95.0 (59807616e 2026-04-14)".to_owned(),
            target: "x86_64-unknown-linux-gnu".to_owned(),
            profile: "dev".to_owned(),
            runs: 1,
            processes: 1,
            threads: 1,
            seconds: 0.25,
            clock_nanoseconds: 20.0,
            with_allocations: false,
            without_allocations: 1,
            is_incomplete: false,
        },
        totals: ProfileTotals::default(),
        sites: Vec::new(),
        not_instrumented: Vec::new(),
        sorting: ProfileSorting::Time,
    }
}

/// One with something in every list: a clone that allocates, one of two types, one that is too fast for the clock, and one that
/// never ran.
pub(in crate::output) fn full() -> Profile {
    let string = cost(1_000, 1_000, 20_480, 45_000);
    let number = cost(3, 0, 0, 30);
    let list = cost(1, 2, 4_096, 2_500);
    let shared = cost(1_000_000, 0, 0, 1_500_000);
    let long = "self.configuration.database.connections.primary.connection_string.clone()";
    Profile {
        command: "cargo run --release -- input.txt\ncargo bench parse".to_owned(),
        measured: Measured {
            profile: "release".to_owned(),
            runs: 2,
            processes: 3,
            threads: 12,
            seconds: 4.2,
            with_allocations: true,
            without_allocations: 1,
            is_incomplete: true,
            ..empty().measured
        },
        totals: ProfileTotals {
            allocations: 4_008,
            bytes: 1_048_576,
            cloned: 1_001_004,
            cloned_allocations: 1_002,
            cloned_bytes: 24_576,
            cloned_nanoseconds: 1_547_530,
        },
        sites: vec![
            profiled(10, long, &[("alloc::string::String", 24, string)]),
            profiled(20, "value.clone()", &[("u64", 8, number), ("alloc::vec::Vec<demo::Row>", 24, list)]),
            profiled(30, "shared.clone()", &[("alloc::sync::Arc<demo::Pool>", 8, shared)]),
            profiled(40, "never.clone()", &[]),
        ],
        not_instrumented: vec![
            Judged::new(site(50, "a.clone()"), "in a procedural macro, which runs in the compiler".to_owned()),
            Judged::new(site(60, "b.clone()"), "E0308: mismatched types: expected `Cloned<Iter<'_, u8>>`".to_owned()),
        ],
        ..empty()
    }
}

/// What a change saved that removed a clone and halved the calls of another.
pub(in crate::output) fn change() -> ProfileDiff {
    let before = full();
    let mut after = full();
    after.totals.cloned_allocations = 2;
    after.totals.cloned_bytes = 4_096;
    after.totals.allocations -= 1_000;
    let all =
        |profile: &Profile, calls: u64| ProfileSummary { clones: cost(calls, 0, 0, 1_000 * calls), ..profile.into() };
    let row = |line, expression, before, after, is_there| SiteChange {
        site: site(line, expression),
        cost: CostChange { before, after },
        was_there: true,
        is_there,
    };
    ProfileDiff {
        schema: PROFILE_DIFF_SCHEMA,
        before: all(&before, 2_000),
        after: all(&after, 1_500),
        sites: vec![
            row(10, "name.clone()", cost(1_000, 1_000, 20_480, 45_000), MeasuredCost::default(), false),
            row(20, "value.clone()", cost(4, 0, 0, 40), cost(8, 0, 0, 80), true),
        ],
    }
}

fn cost(calls: u64, allocations: u64, bytes: u64, nanoseconds: u64) -> MeasuredCost {
    MeasuredCost { calls, allocations, bytes, nanoseconds, timed: calls.min(64) }
}

fn profiled(line: u32, expression: &str, types: &[(&str, u64, MeasuredCost)]) -> ProfiledSite {
    let instance =
        |(ty, size, cost): &(&str, u64, MeasuredCost)| Instance { ty: (*ty).to_owned(), size: *size, cost: *cost };
    let instances: Vec<Instance> = types.iter().map(instance).collect();
    let mut cost = MeasuredCost::default();
    for instance in &instances {
        cost.add(&instance.cost);
    }
    let largest = instances.iter().map(|instance| instance.size).max();
    ProfiledSite { site: site(line, expression), cost, size: largest, instances, function: None }
}
