//! Figures in words, for the formats that people read.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::{Cost, Growth, Totals, TypeClass, TypeOrigin, TypeRow, TypeTable};
use crate::report::share;

/// `1 file`, `2 files`
pub fn plural(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// `+3`, `-4`, `±0`
pub(super) fn signed(delta: i64) -> String {
    if delta == 0 { "±0".to_owned() } else { format!("{delta:+}") }
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
pub(super) fn unknown(totals: &Totals) -> String {
    format!("the type of {:.1} % of the explicit clones is not known", share(totals.unknown(), totals.explicit))
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
                "{}, {} of them declared here: {} derive Clone, {} write it, {} are Copy, {} could be, {} own heap memory, {} are newtypes over String",
                totals.types,
                totals.declared,
                totals.derived,
                totals.written,
                totals.copy,
                totals.copy_candidates,
                totals.heap,
                totals.newtypes_over_string
            ),
        ),
        (
            "Sites",
            format!(
                "{} clone these types, {} what nobody declares (numbers, references, tuples, arrays, parameters, functions); of {} the type is not known",
                totals.sites, totals.sites_of_no_declaration, totals.sites_unknown
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
        "site" => format!("{} new sites, and the gate allows none", growth.after),
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
