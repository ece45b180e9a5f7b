//! Figures in words, for the formats that people read.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::{Change, Cost, Growth, Totals, TypeClass, TypeOrigin, TypeRow, TypeTable, WorkspaceFigures};
use crate::report::{plural, share};

/// With an upper-case first letter.
pub(super) fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Lines of at most `room` characters, broken between words.
pub(super) fn wrapped(text: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_ascii_whitespace() {
        let last = lines.len() - 1;
        let length = lines[last].chars().count();
        if length > 0 && length + 1 + word.chars().count() > room {
            lines.push(word.to_owned());
        } else {
            lines[last] += &format!("{}{word}", if length > 0 { " " } else { "" });
        }
    }
    lines
}

/// `1 derives`, `2 derive`
fn verb(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// `1,950`
pub(super) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A commit's hash as people name it.
pub(super) fn short_hash(hash: &str) -> &str {
    hash.get(..9).unwrap_or(hash)
}

/// `+3`, `-4`, `±0`
pub(super) fn signed(delta: i64) -> String {
    if delta == 0 { "±0".to_owned() } else { format!("{delta:+}") }
}

/// `-4, -10.0 %`
pub(super) fn growth(before: usize, after: usize) -> String {
    let change = Change::of(before, after);
    format!("{}, {}", signed(change.delta), percent(change.percent, after))
}

/// `-10.0 %`, `new`, or nothing where both are 0.
pub(super) fn percent(percent: Option<f64>, after: usize) -> String {
    match percent {
        Some(percent) => format!("{percent:+.1} %"),
        None if after > 0 => "new".to_owned(),
        None => String::new(),
    }
}

/// How much of the figures nothing is known of.
pub(super) fn unknown(totals: &Totals, workspace: &WorkspaceFigures) -> String {
    let share = share(totals.unknown(), totals.explicit);
    let mut text = format!("{share:.1} % of the explicit clones are of unknown type");
    let WorkspaceFigures { dependencies, dependencies_missing: missing, .. } = workspace;
    if *missing > 0 {
        text += &format!(
            "; {missing} of {dependencies} dependencies that the code names {}, which leaves their types unknown: \
             `cargo fetch` brings them",
            if *missing == 1 { "is not on this machine" } else { "are not on this machine" }
        );
    }
    let WorkspaceFigures { generated, generated_missing: missing, .. } = workspace;
    if *missing > 0 {
        text += &format!(
            "; {missing} of {generated} files that build scripts generate {}, which leaves their types unknown: \
             `cargo check` makes them",
            if *missing == 1 { "is in no build here" } else { "are in no build here" }
        );
    } else if *generated > 0 {
        text += &format!("; types of {} are those of the newest build", plural(*generated, "generated file"));
    }
    text
}

/// `deep 12 · heap 3 · alias 7`: the most costly first, as many as there is room for.
pub(super) fn costs(by_cost: &BTreeMap<&'static str, usize>, room: usize) -> String {
    let mut costs = Cost::ALL.to_vec();
    costs.sort_by_key(|cost| Reverse(cost.weight()));
    let mut text = String::new();
    for cost in costs {
        let Some(count) = by_cost.get(cost.name()) else { continue };
        let more = format!("{}{cost} {count}", if text.is_empty() { "" } else { " · " });
        if text.chars().count() + more.chars().count() > room.saturating_sub(2) {
            return text + " …";
        }
        text += &more;
    }
    text
}

/// What a table of types comes to: labels and sentences.
pub(super) fn type_summary(table: &TypeTable) -> [(&'static str, String); 2] {
    let totals = &table.totals;
    [
        (
            "Types",
            format!(
                "{}, of which {} declared here: {}, {}, {}, {} could be, {}, {}",
                totals.types,
                verb(totals.declared, "is", "are"),
                verb(totals.derived, "derives Clone", "derive Clone"),
                verb(totals.written, "implements it by hand", "implement it by hand"),
                verb(totals.copy, "is Copy", "are Copy"),
                totals.copy_candidates,
                verb(totals.heap, "owns heap memory", "own heap memory"),
                verb(totals.newtypes_over_string, "is a newtype over String", "are newtypes over String")
            ),
        ),
        (
            "Sites",
            format!(
                "{}; {} without a declaration (numbers, references, tuples, arrays, type parameters, functions); {}",
                verb(totals.sites, "clones one of these types", "clone these types"),
                verb(totals.sites_of_no_declaration, "clones a type", "clone types"),
                verb(totals.sites_unknown, "is of unknown type", "are of unknown type")
            ),
        ),
    ]
}

/// The first types of the table by the package that declares them: packages of the workspace first, then by name.
pub(super) fn by_package(rows: &[TypeRow], top: usize) -> Vec<(&str, Vec<&TypeRow>)> {
    let mut packages: BTreeMap<(TypeOrigin, &str), Vec<&TypeRow>> = BTreeMap::new();
    for row in rows.iter().take(if top == 0 { rows.len() } else { top }) {
        packages.entry((row.origin, &row.package)).or_default().push(row);
    }
    packages.into_iter().map(|((_, package), rows)| (package, rows)).collect()
}

/// `yes`, `depends` on its parameters, `could` or nothing.
pub(super) fn copy_word(row: &TypeRow) -> &'static str {
    match (row.copy, row.copy_candidate) {
        (true, _) if row.class == TypeClass::Copy => "yes",
        (true, _) => "depends",
        (false, true) => "could",
        (false, false) => "",
    }
}

/// `yes`, `?` or nothing.
pub(super) fn heap_word(row: &TypeRow) -> &'static str {
    match row.heap {
        Some(true) => "yes",
        Some(false) => "",
        None => "?",
    }
}

/// Why the gate fails, in words.
pub(super) fn describe(growth: &Growth) -> String {
    match growth.kind {
        "total" => format!("explicit clones grew {} → {}", growth.before, growth.after),
        "site" => format!("{}; the gate allows none", plural(growth.after, "new site")),
        kind => format!("{kind} {} grew {} → {}", growth.name, growth.before, growth.after),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn costs_are_listed_from_the_most_costly_as_far_as_they_fit() {
        let by_cost = BTreeMap::from([("alias", 7), ("deep", 12), ("free", 1), ("heap", 3)]);
        assert_eq!(costs(&by_cost, 80), "deep 12 · heap 3 · alias 7 · free 1");
        assert_eq!(costs(&by_cost, 20), "deep 12 · heap 3 …");
        assert_eq!(costs(&BTreeMap::new(), 20), "");
    }

    #[test]
    fn changes_are_written_with_their_sign() {
        assert_eq!((signed(3), signed(-4), signed(0)), ("+3".into(), "-4".into(), "±0".into()));
        assert_eq!(
            (percent(Some(-10.0), 9), percent(None, 3), percent(None, 0)),
            ("-10.0 %".into(), "new".into(), String::new())
        );
    }
}
