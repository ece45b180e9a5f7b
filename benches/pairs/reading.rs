//! Clones of what is only read.

// clone-audit: allow-file(option-clone-then-map, clone-in-loop) — the clones are what is measured

use std::borrow::Cow;
use std::hint::black_box;

use super::data::{Settings, id, ids, numbers, text};
use super::{Pair, pair, using};

pub(super) fn pairs() -> Vec<Pair> {
    [to_read(), option(), in_loop(), repeated(), getter(), conditional(), copy()].into_iter().flatten().collect()
}

fn total(texts: impl Iterator<Item = usize>) -> usize {
    texts.sum()
}

fn to_read() -> Vec<Pair> {
    let make = || ids(100);
    vec![
        pair(
            "clone-to-read",
            "Vec of 100 String for its length",
            using(make, |names| names.clone().len()),
            using(make, |names| names.len()),
        ),
        pair(
            "clone-to-read",
            "Vec of 100 String iterated",
            using(make, |names| total(names.clone().into_iter().map(|name| name.len()))),
            using(make, |names| total(names.iter().map(String::len))),
        ),
        pair(
            "clone-to-read",
            "String of 36 bytes compared with another",
            using(|| (id(1), id(2)), |(one, other)| one.clone() == *other),
            using(|| (id(1), id(2)), |(one, other)| *one == *other),
        ),
    ]
}

fn option() -> Vec<Pair> {
    #[inline(never)]
    fn last(name: &str) -> Option<u8> {
        name.bytes().last()
    }
    let make = || Some(id(1));
    vec![
        pair(
            "option-clone-then-map",
            "Option of a String of 36 bytes mapped through a function",
            using(make, |name| name.clone().map(|name| last(&name))),
            using(make, |name| name.as_deref().map(last)),
        ),
        pair(
            "option-clone-then-map",
            "Option of a String of 36 bytes mapped to its length",
            using(make, |name| name.clone().map(|name| name.len())),
            using(make, |name| name.as_deref().map(str::len)),
        ),
    ]
}

/// What is cloned for each of 100 items never changes.
fn in_loop() -> Vec<Pair> {
    #[inline(never)]
    #[expect(clippy::needless_pass_by_value, reason = "as it is where callers clone")]
    fn starts_owned(prefix: String, name: &str) -> bool {
        name.starts_with(&prefix)
    }
    #[inline(never)]
    fn starts(prefix: &str, name: &str) -> bool {
        name.starts_with(prefix)
    }
    #[inline(never)]
    #[expect(clippy::needless_pass_by_value, reason = "as it is where callers clone")]
    fn at_owned(table: Vec<u64>, name: &str) -> u64 {
        table[name.len()]
    }
    #[inline(never)]
    fn at(table: &[u64], name: &str) -> u64 {
        table[name.len()]
    }
    let prefixed = || (id(1), ids(100));
    let listed = || (numbers(64), ids(100));
    vec![
        pair(
            "clone-in-loop",
            "String of 36 bytes for each of 100 items",
            using(prefixed, |(prefix, names)| names.iter().filter(|name| starts_owned(prefix.clone(), name)).count()),
            using(prefixed, |(prefix, names)| names.iter().filter(|name| starts(prefix, name)).count()),
        ),
        pair(
            "clone-in-loop",
            "Vec of 64 u64 for each of 100 items",
            using(listed, |(table, names)| names.iter().map(|name| at_owned(table.clone(), name)).sum::<u64>()),
            using(listed, |(table, names)| names.iter().map(|name| at(table, name)).sum::<u64>()),
        ),
    ]
}

/// Three readers of one value.
fn repeated() -> Vec<Pair> {
    #[inline(never)]
    #[expect(clippy::needless_pass_by_value, reason = "as it is where callers clone")]
    fn last_owned(text: String) -> Option<u8> {
        text.bytes().last()
    }
    #[inline(never)]
    fn last(text: &str) -> Option<u8> {
        text.bytes().last()
    }
    let short = || id(1);
    let long = || text(4096);
    vec![
        pair(
            "repeated-clone",
            "String of 36 bytes cloned for three readers",
            using(short, |text| [last_owned(text.clone()), last_owned(text.clone()), last_owned(text.clone())]),
            using(short, |text| [last(text), last(text), last(text)]),
        ),
        pair(
            "repeated-clone",
            "String of 4 KiB cloned for three readers",
            using(long, |text| [last_owned(text.clone()), last_owned(text.clone()), last_owned(text.clone())]),
            using(long, |text| [last(text), last(text), last(text)]),
        ),
    ]
}

/// Getters that are not inlined, as those of another crate that is built without LTO and is not generic.
fn getter() -> Vec<Pair> {
    #[inline(never)]
    fn host_owned(settings: &Settings) -> String {
        settings.host.clone()
    }
    #[inline(never)]
    fn host(settings: &Settings) -> &str {
        &settings.host
    }
    vec![pair(
        "getter-clone",
        "String of 36 bytes returned and compared",
        using(Settings::new, |settings| host_owned(settings) == settings.path),
        using(Settings::new, |settings| host(settings) == settings.path),
    )]
}

/// 100 names of which some must be changed.
fn conditional() -> Vec<Pair> {
    #[inline(never)]
    fn owned(name: &str) -> String {
        if name.contains('Z') { name.replace('Z', "z") } else { name.to_owned() }
    }
    #[inline(never)]
    fn borrowed(name: &str) -> Cow<'_, str> {
        if name.contains('Z') { Cow::Owned(name.replace('Z', "z")) } else { Cow::Borrowed(name) }
    }
    let tenth = || names_to_change(10);
    let all = || names_to_change(1);
    vec![
        pair(
            "conditional-clone",
            "100 String of which every tenth must change; against Cow",
            using(tenth, |names| total(names.iter().map(|name| owned(name).len()))),
            using(tenth, |names| total(names.iter().map(|name| borrowed(name).len()))),
        ),
        pair(
            "conditional-clone",
            "100 String of which all must change; against Cow",
            using(all, |names| total(names.iter().map(|name| owned(name).len()))),
            using(all, |names| total(names.iter().map(|name| borrowed(name).len()))),
        ),
    ]
}

fn names_to_change(every: usize) -> Vec<String> {
    ids(100).into_iter().enumerate().map(|(at, id)| if at % every == 0 { id + "Z" } else { id }).collect()
}

#[derive(Clone)]
struct ClonePoint {
    x: f64,
    y: f64,
}

#[derive(Clone, Copy)]
struct CopyPoint {
    x: f64,
    y: f64,
}

/// No difference is expected of single values. A whole Vec may differ: one of `Copy` values is copied as memory.
fn copy() -> Vec<Pair> {
    fn clones() -> Vec<ClonePoint> {
        (0..1000).map(|x| ClonePoint { x: f64::from(x), y: 0.5 }).collect()
    }
    fn copies() -> Vec<CopyPoint> {
        (0..1000).map(|x| CopyPoint { x: f64::from(x), y: 0.5 }).collect()
    }
    #[inline(never)]
    #[expect(clippy::needless_pass_by_value, reason = "as it is where callers clone")]
    fn area_of_clone(point: ClonePoint) -> f64 {
        point.x * point.y
    }
    #[inline(never)]
    fn area_of_copy(point: CopyPoint) -> f64 {
        point.x * point.y
    }
    vec![
        pair(
            "copy-candidate",
            "1000 structs of 16 bytes each cloned; against copied",
            using(clones, |points| points.iter().map(|point| area_of_clone(point.clone())).sum::<f64>()),
            using(copies, |points| points.iter().map(|point| area_of_copy(*point)).sum::<f64>()),
        ),
        pair(
            "copy-candidate",
            "Vec of 1000 structs of 16 bytes cloned whole; Clone against Copy",
            using(clones, |points| black_box(points.clone()).len()),
            using(copies, |points| black_box(points.clone()).len()),
        ),
    ]
}
