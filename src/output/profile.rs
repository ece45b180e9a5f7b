//! What the formats for people say of a profile, in words.

#[cfg(test)]
mod samples;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::{Measure, Measured, MeasuredCost, Profile, ProfileSorting, ProfileTotals, ProfiledSite};
use crate::report::plural;

use super::words::thousands;

/// `1.2 million clones`, and what they are of the whole program.
pub(super) fn summary(profile: &Profile) -> (String, String) {
    let rest = if profile.measured.processes == 0 {
        "no process of the program wrote anything".to_owned()
    } else {
        share_of(&profile.measured, &profile.totals)
    };
    (format!("{} clones ran", thousands(profile.clones().calls)), format!(": {rest}"))
}

/// What clones are of all that was allocated.
pub(super) fn share_of(measured: &Measured, totals: &ProfileTotals) -> String {
    if !measured.with_allocations {
        return "allocations were not counted, since the program has an allocator of its own".to_owned();
    }
    let of = |part: u64, whole: u64| share(part, whole).unwrap_or_else(|| "0 %".to_owned());
    format!(
        "clones are {} of all allocations, {} of all bytes",
        of(totals.cloned_allocations, totals.allocations),
        of(totals.cloned_bytes, totals.bytes)
    )
}

/// What was measured: labels and sentences.
pub(super) fn circumstances(profile: &Profile) -> Vec<(&'static str, String)> {
    let measured = &profile.measured;
    let ran = profile.sites.iter().filter(|site| site.cost.calls > 0).count();
    let never = profile.sites.len() - ran;
    let mut lines = vec![
        ("command", profile.command.replace('\n', "; ")),
        ("built", format!("{} profile, {}, for {}", measured.profile, measured.rustc, measured.target)),
        (
            "ran",
            format!(
                "{} in {}, {:.1} s",
                processes(measured.processes),
                plural(measured.threads, "thread"),
                measured.seconds
            ),
        ),
        ("clones", format!("{} of {} counted sites ran; {never} never ran here", ran, profile.sites.len())),
    ];
    let totals = &profile.totals;
    lines.push(("time", time_in_clones(totals.cloned_nanoseconds, measured)));
    if measured.with_allocations {
        lines.push((
            "allocated",
            format!(
                "{} times, {}; by clones {} times, {}",
                thousands(totals.allocations),
                bytes(totals.bytes),
                thousands(totals.cloned_allocations),
                bytes(totals.cloned_bytes)
            ),
        ));
    }
    if measured.with_allocations && measured.without_allocations > 0 {
        let without = processes(measured.without_allocations);
        lines.push((
            "note",
            format!("the allocations of {without} were not counted (documentation tests, or allocators of others)"),
        ));
    }
    if measured.is_incomplete {
        lines.push(("warning", "some process could not write all that it counted; the figures are too low".to_owned()));
    }
    lines
}

/// How much of the run's time clones are.
fn time_in_clones(nanoseconds: u64, measured: &Measured) -> String {
    let threads = if measured.threads > 1 { ", of all threads together," } else { "" };
    #[expect(clippy::cast_precision_loss, reason = "two digits are shown")]
    let share = if measured.seconds > 0.0 { nanoseconds as f64 / measured.seconds / 1e7 } else { 0.0 };
    format!("{} in clones{threads} which is {} of the time that the command took", time(nanoseconds), percent(share))
}

fn processes(count: usize) -> String {
    if count == 1 { "1 process".to_owned() } else { format!("{count} processes") }
}

/// The sites that ran, in the order that is asked for.
pub(super) fn in_order(profile: &Profile) -> Vec<&ProfiledSite> {
    let mut sites: Vec<&ProfiledSite> = profile.sites.iter().filter(|site| site.cost.calls > 0).collect();
    let key = |site: &ProfiledSite| match profile.sorting {
        ProfileSorting::Time => site.cost.nanoseconds,
        ProfileSorting::Bytes => site.cost.bytes,
        ProfileSorting::Allocations => site.cost.allocations,
        ProfileSorting::Calls => site.cost.calls,
    };
    sites.sort_by_key(|site| Reverse((key(site), site.cost.calls)));
    sites
}

/// Whether a clone takes so little that the clock cannot tell it from nothing.
pub(super) fn is_below_clock(cost: &MeasuredCost, profile: &Profile) -> bool {
    cost.nanoseconds_each().is_none_or(|each| each < resolution(profile))
}

/// What the clock can tell from nothing, in nanoseconds: a tenth of its own cost.
fn resolution(profile: &Profile) -> f64 {
    (profile.measured.clock_nanoseconds / 10.0).max(1.0)
}

/// The mean time of a clone.
pub(super) fn each(cost: &MeasuredCost, profile: &Profile) -> String {
    match cost.nanoseconds_each() {
        None => "?".to_owned(),
        Some(each) if each < resolution(profile) => format!("< {:.0} ns", resolution(profile).ceil()),
        Some(each) => duration(each),
    }
}

/// The time of all clones. Of what the clock cannot tell from nothing, an upper limit.
pub(super) fn all_time(cost: &MeasuredCost, profile: &Profile) -> String {
    if !is_below_clock(cost, profile) {
        return time(cost.nanoseconds);
    }
    #[expect(clippy::cast_precision_loss, reason = "a limit of few digits")]
    let limit = cost.calls as f64 * resolution(profile).ceil();
    format!("< {}", duration(limit))
}

/// Nanoseconds in a unit that people read.
pub(super) fn time(nanoseconds: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "three digits are shown")]
    duration(nanoseconds as f64)
}

fn duration(nanoseconds: f64) -> String {
    for (factor, unit) in [(1e9, "s"), (1e6, "ms"), (1e3, "µs")] {
        if nanoseconds >= factor {
            return three_digits(nanoseconds / factor) + " " + unit;
        }
    }
    three_digits(nanoseconds) + " ns"
}

/// Bytes in a unit that people read.
pub(super) fn bytes(count: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "three digits are shown")]
    let bytes = count as f64;
    for (power, unit) in [(30, "GiB"), (20, "MiB"), (10, "KiB")] {
        let factor = f64::from(1_u32 << power);
        if bytes >= factor {
            return three_digits(bytes / factor) + " " + unit;
        }
    }
    format!("{count} B")
}

fn three_digits(value: f64) -> String {
    if value >= 100.0 {
        format!("{value:.0}")
    } else if value >= 10.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.2}")
    }
}

/// `31 %`; `None` of nothing.
fn share(part: u64, whole: u64) -> Option<String> {
    #[expect(clippy::cast_precision_loss, reason = "two digits are shown")]
    let percent = (whole > 0).then(|| part as f64 * 100.0 / whole as f64)?;
    Some(self::percent(percent))
}

fn percent(percent: f64) -> String {
    match percent {
        0.0 => "0 %".to_owned(),
        percent if percent < 0.1 => "< 0.1 %".to_owned(),
        percent if percent < 10.0 => format!("{percent:.1} %"),
        percent => format!("{percent:.0} %"),
    }
}

/// What is known of a type that clones had.
#[derive(Clone, Debug)]
pub(super) struct TypeCost {
    /// Without the paths of its names.
    pub(super) name: String,
    pub(super) size: u64,
    pub(super) cost: MeasuredCost,
    /// Of the time of all clones, those within others included.
    pub(super) share: String,
}

/// By type: what its clones cost, those that took most time first. A clone of `()` is a `clone_from`, which has the type of
/// what it writes to.
pub(super) fn by_type(profile: &Profile) -> Vec<TypeCost> {
    let mut types: BTreeMap<(&str, u64), MeasuredCost> = BTreeMap::new();
    for instance in profile.sites.iter().flat_map(|site| &site.instances).filter(|instance| instance.ty != "()") {
        types.entry((&instance.ty, instance.size)).or_default().add(&instance.cost);
    }
    let all = types.values().sum::<MeasuredCost>().nanoseconds;
    let mut rows: Vec<((&str, u64), MeasuredCost)> = types.into_iter().collect();
    rows.sort_by_key(|(_, cost)| Reverse((cost.nanoseconds, cost.calls)));
    let row = |((ty, size), cost): ((&str, u64), MeasuredCost)| TypeCost {
        name: without_paths(ty),
        size,
        cost,
        share: share(cost.nanoseconds, all).unwrap_or_else(|| "0 %".to_owned()),
    };
    rows.into_iter().map(row).collect()
}

/// The type that a site clones: as the source has it, else as the program says, without the paths of its names.
pub(super) fn short_type(site: &ProfiledSite) -> String {
    let known = site.site.cloned.ty.clone().filter(|_| site.instances.len() < 2);
    match (known, &site.instances[..]) {
        (Some(ty), _) => ty,
        (None, [instance]) => without_paths(&instance.ty),
        (None, [first, others @ ..]) => format!("{} and {} more", without_paths(&first.ty), others.len()),
        (None, []) => String::new(),
    }
}

/// `alloc::vec::Vec<core::option::Option<u8>>` → `Vec<Option<u8>>`
pub(super) fn without_paths(ty: &str) -> String {
    let mut text = String::new();
    let mut word = String::new();
    let mut chars = ty.chars().peekable();
    while let Some(char) = chars.next() {
        if char.is_alphanumeric() || char == '_' {
            word.push(char);
        } else if char == ':' && chars.peek() == Some(&':') {
            chars.next();
            word.clear();
        } else {
            text += &std::mem::take(&mut word);
            text.push(char);
        }
    }
    text + &word
}

/// What is known of a site from a profile.
pub(super) fn measured(measure: &Measure) -> String {
    if measure.is_stale {
        return "measured before the function changed".to_owned();
    }
    let cost = &measure.cost;
    if cost.calls == 0 {
        return "never ran in the profile".to_owned();
    }
    let times = if cost.calls == 1 { "once".to_owned() } else { format!("{} times", thousands(cost.calls)) };
    let allocated = if cost.allocations == 0 { String::new() } else { format!(", {} allocated", bytes(cost.bytes)) };
    format!("ran {times}, {}{allocated}", time(cost.nanoseconds))
}

/// What to do next.
pub(super) fn next_step(profile: &Profile) -> String {
    if profile.measured.processes == 0 {
        return "no process wrote anything: the command runs no program of this workspace, or one without a counted clone".to_owned();
    }
    match in_order(profile).first() {
        None => "no clone ran: another command may reach more of the program".to_owned(),
        Some(first) => format!(
            "look at {}, which {}; `cargo clone-audit prove {}` tells whether the compiler can do without it",
            first.site.location,
            of_the_first(first),
            first.site.location.path
        ),
    }
}

fn of_the_first(site: &ProfiledSite) -> String {
    let times = thousands(site.cost.calls);
    format!("ran {times} times, allocated {} and took {}", bytes(site.cost.bytes), time(site.cost.nanoseconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_for_people() {
        assert_eq!([0, 1023, 1024, 1_572_864].map(bytes), ["0 B", "1023 B", "1.00 KiB", "1.50 MiB"]);
        assert_eq!([7, 1_500, 25_000_000, 100_000_000_000].map(time), ["7.00 ns", "1.50 µs", "25.0 ms", "100 s"]);
        assert_eq!(share(31, 100).as_deref(), Some("31 %"));
        assert_eq!(share(1, 1000).as_deref(), Some("0.1 %"));
        assert_eq!(share(0, 0), None);
    }

    /// `tests/it/formats.rs` says how the reviewed texts are written anew.
    #[test]
    fn profiles_are_as_reviewed() {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../../tests/it/snapshots");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let mut rendered = Vec::new();
        for format in crate::output::FORMATS {
            let widths: &[u16] = if format.name == "table" { &[80, 160] } else { &[100] };
            for width in widths {
                let style = crate::output::Style { width: *width, color: false, top: 0 };
                let suffix = if widths.len() > 1 { format!("{}.{width}", format.name) } else { format.name.to_owned() };
                let profile = format.profile.map(|render| render(&samples::full(), style).expect("infallible"));
                rendered.extend(profile.map(|text| (format!("profile.{suffix}"), text)));
                let diff = format.profile_diff.map(|render| render(&samples::change(), style).expect("infallible"));
                rendered.extend(diff.map(|text| (format!("profile_diff.{suffix}"), text)));
            }
        }
        assert_eq!(rendered.len(), 8);
        for (name, text) in rendered {
            if name.contains("table") {
                let width = if name.ends_with("80") { 80 } else { 160 };
                assert!(text.lines().all(|line| line.chars().count() <= width), "{text}");
            }
            settings.bind(|| insta::assert_snapshot!(name, text));
        }
    }

    #[test]
    fn a_run_in_which_no_clone_ran_says_so() {
        let empty = samples::empty();
        assert_eq!(summary(&empty).0, "0 clones ran");
        assert!(summary(&empty).1.contains("allocator of its own"));
        assert!(next_step(&empty).contains("another command"));
        let silent = Profile { measured: Measured { processes: 0, ..empty.measured.clone() }, ..empty };
        assert!(next_step(&silent).contains("no process wrote anything"));
    }

    #[test]
    fn paths_of_types_are_cut() {
        for (ty, short) in [
            ("alloc::string::String", "String"),
            ("alloc::vec::Vec<core::option::Option<u8>>", "Vec<Option<u8>>"),
            ("(&str, demo::a::B)", "(&str, B)"),
            ("dyn core::fmt::Debug + core::marker::Send", "dyn Debug + Send"),
        ] {
            assert_eq!(without_paths(ty), short);
        }
    }
}
