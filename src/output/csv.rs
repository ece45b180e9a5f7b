//! Comma-separated values: a header line, then a line a row; RFC 4180 quoting.

use std::fmt::Write as _;

use crate::model::{Change, Cost, History, MeasuredCost, Point, ProfiledSite, Proof, Purpose, Report, Site, TypeRow};

use super::format::Format;

/// `--format csv`
pub(super) const FORMAT: Format = Format {
    report: Some(|report, _, _| Ok(groups(report))),
    list: Some(|found, _, to| Ok(to.write_all(table(SITES, &found.audit.sites).as_bytes())?)),
    types: Some(|types, _| Ok(table(TYPES, &types.types))),
    diff: Some(|diff, _| Ok(table(FILES, &diff.by_file))),
    history: Some(|history, _| Ok(points(history))),
    prove: Some(|proof, _| Ok(verdicts(proof))),
    profile: Some(|profile, _| Ok(table(PROFILED, &profile.sites))),
    ..Format::new("csv")
};

/// By file, or by what was asked for.
fn groups(report: &Report) -> String {
    let (name, rows) = match &report.grouped {
        Some((by, rows)) => (by.to_string(), rows),
        None => ("path".to_owned(), &report.by_file),
    };
    let mut header = vec![&*name, "explicit", "bulk", "implicit", "outside_production", "before", "share"];
    header.extend(Cost::ALL.iter().map(|cost| cost.name()));
    let mut text = line(&header);
    for row in rows {
        let numbers = [row.explicit, row.bulk, row.implicit, row.outside_production].map(|number| number.to_string());
        let before = row.before.map(|before| before.to_string()).unwrap_or_default();
        let [explicit, bulk, implicit, outside] = &numbers;
        let share = row.share.to_string();
        let costs: Vec<String> =
            Cost::ALL.iter().map(|cost| row.by_cost.get(cost.name()).unwrap_or(&0).to_string()).collect();
        let mut fields = vec![&*row.name, explicit, bulk, implicit, outside, &before, &share];
        fields.extend(costs.iter().map(String::as_str));
        text += &line(&fields);
    }
    text
}

/// By commit, with a column for each category.
fn points(history: &History) -> String {
    let of_point = |point: &Point| {
        let mut fields = vec![point.revision.clone(), point.tag.clone().unwrap_or_default(), point.date.clone()];
        fields.extend([point.author.clone(), point.subject.clone()]);
        let totals = &point.totals;
        let counts = [totals.explicit, totals.bulk, totals.implicit, totals.grep_lines];
        let changes = [point.added, point.removed, point.removed_with_file, point.respelled, point.moved, point.lines];
        fields.extend(counts.iter().chain(&changes).map(ToString::to_string));
        let vocabularies = [&totals.by_scope, &totals.by_class, &totals.by_cost];
        fields.extend(vocabularies.into_iter().flat_map(|counts| counts.values()).map(ToString::to_string));
        fields.extend(point.by_category.iter().map(|category| category.count.to_string()));
        fields
    };
    let mut header = vec!["revision", "tag", "date", "author", "subject", "explicit", "bulk", "implicit", "grep_lines"];
    header.extend(["added", "removed", "removed_with_file", "respelled", "moved", "lines"]);
    if let Some(point) = history.points.first() {
        let totals = &point.totals;
        header
            .extend([&totals.by_scope, &totals.by_class, &totals.by_cost].into_iter().flat_map(|counts| counts.keys()));
        header.extend(point.by_category.iter().map(|category| &*category.name));
    }
    let mut text = line(&header);
    for point in &history.points {
        text += &line(&of_point(point).iter().map(String::as_str).collect::<Vec<_>>());
    }
    text
}

/// A column: its title, and what a row has in it.
type Column<R> = (&'static str, fn(&R) -> String);

fn table<'r, R: 'r>(columns: &[Column<R>], rows: impl IntoIterator<Item = &'r R>) -> String {
    let mut text = line(&columns.iter().map(|(title, _)| *title).collect::<Vec<_>>());
    for row in rows {
        let fields: Vec<String> = columns.iter().map(|(_, field)| field(row)).collect();
        text += &line(&fields.iter().map(String::as_str).collect::<Vec<_>>());
    }
    text
}

const SITES: &[Column<Site>] = &[
    ("path", |site| site.location.path.to_string()),
    ("line", |site| site.location.line.to_string()),
    ("column", |site| site.location.column.to_string()),
    ("name_line", |site| site.location.name_line.to_string()),
    ("name_column", |site| site.location.name_column.to_string()),
    ("spelling", |site| site.spelling.to_string()),
    ("class", |site| site.cloned.class.to_string()),
    ("cost", |site| site.cloned.cost.to_string()),
    ("type", |site| site.cloned.ty.clone().unwrap_or_default()),
    ("category", |site| site.category.to_string()),
    ("scope", |site| site.scope.to_string()),
    ("package", |site| site.package.to_string()),
    ("item", |site| site.item.clone()),
    ("in_macro", |site| site.in_macro.to_string()),
    ("loops", |site| site.usage.loops.to_string()),
    ("impact", |site| site.verdict.impact.to_string()),
    ("disposition", |site| site.disposition().to_string()),
    ("purpose", |site| site.verdict.purpose.map_or("", Purpose::name).to_owned()),
    ("rules", |site| site.verdict.rules.join(" ")),
    ("expression", |site| site.expression.clone()),
    ("fingerprint", |site| site.fingerprint.clone()),
    ("calls", |site| measured(site, |cost| cost.calls)),
    ("allocations", |site| measured(site, |cost| cost.allocations)),
    ("bytes", |site| measured(site, |cost| cost.bytes)),
    ("nanoseconds", |site| measured(site, |cost| cost.nanoseconds)),
];

/// A figure of the last profile; nothing where there is none, or the function has changed since.
fn measured(site: &Site, figure: fn(&MeasuredCost) -> u64) -> String {
    let measure = site.verdict.measured.as_deref().filter(|measure| !measure.is_stale);
    measure.map(|measure| figure(&measure.cost).to_string()).unwrap_or_default()
}

const PROFILED: &[Column<ProfiledSite>] = &[
    ("path", |row| row.site.location.path.to_string()),
    ("line", |row| row.site.location.line.to_string()),
    ("column", |row| row.site.location.column.to_string()),
    ("spelling", |row| row.site.spelling.to_string()),
    ("expression", |row| row.site.expression.clone()),
    ("item", |row| row.site.item.clone()),
    ("package", |row| row.site.package.to_string()),
    ("scope", |row| row.site.scope.to_string()),
    ("type", |row| row.instances.first().map(|instance| instance.ty.clone()).unwrap_or_default()),
    ("types", |row| row.instances.len().to_string()),
    ("size", |row| row.size.map(|size| size.to_string()).unwrap_or_default()),
    ("calls", |row| row.cost.calls.to_string()),
    ("allocations", |row| row.cost.allocations.to_string()),
    ("bytes", |row| row.cost.bytes.to_string()),
    ("nanoseconds", |row| row.cost.nanoseconds.to_string()),
    ("timed", |row| row.cost.timed.to_string()),
    ("fingerprint", |row| row.site.fingerprint.clone()),
];

const TYPES: &[Column<TypeRow>] = &[
    ("package", |row| row.package.to_string()),
    ("origin", |row| row.origin.to_string()),
    ("name", |row| row.name.clone()),
    ("item", |row| row.item.clone()),
    ("path", |row| row.path.as_deref().unwrap_or_default().to_owned()),
    ("line", |row| row.line.map(|line| line.to_string()).unwrap_or_default()),
    ("kind", |row| row.kind.to_string()),
    ("clone", |row| row.clone.to_string()),
    ("copy", |row| row.copy.to_string()),
    ("copy_candidate", |row| row.copy_candidate.to_string()),
    ("size", |row| row.size.to_string()),
    ("size_exact", |row| row.size_exact.to_string()),
    ("heap", |row| row.heap.map(|heap| heap.to_string()).unwrap_or_default()),
    ("newtype_over_string", |row| row.newtype_over_string.to_string()),
    ("sites", |row| row.sites.to_string()),
    ("explicit", |row| row.explicit.to_string()),
    ("class", |row| row.class.to_string()),
    ("cost", |row| row.cost.to_string()),
    ("calls", |row| row.measured.map(|cost| cost.calls.to_string()).unwrap_or_default()),
    ("allocations", |row| row.measured.map(|cost| cost.allocations.to_string()).unwrap_or_default()),
    ("bytes", |row| row.measured.map(|cost| cost.bytes.to_string()).unwrap_or_default()),
    ("nanoseconds", |row| row.measured.map(|cost| cost.nanoseconds.to_string()).unwrap_or_default()),
];

const FILES: &[Column<Change>] = &[
    ("path", |row| row.name.clone()),
    ("before", |row| row.before.to_string()),
    ("after", |row| row.after.to_string()),
    ("delta", |row| row.delta.to_string()),
    ("percent", |row| row.percent.map(|percent| format!("{percent:.1}")).unwrap_or_default()),
    ("respelled", |row| row.respelled.to_string()),
];

/// By site: the removable ones, the needed ones, those that were not tried.
fn verdicts(proof: &Proof) -> String {
    let mut text = line(&[
        "verdict",
        "path",
        "line",
        "column",
        "spelling",
        "expression",
        "item",
        "package",
        "class",
        "type",
        "form",
        "replacement",
        "caution",
        "reason",
    ]);
    for row in &proof.removable {
        let hazard = row.hazards.iter().map(|hazard| hazard.name()).collect::<Vec<_>>().join(";");
        text += &proof_line("removable", &row.site, [row.rewrite.name(), &row.replacement, &hazard, ""]);
    }
    for (verdict, rows) in [("needed", &proof.needed), ("not-tried", &proof.not_tried)] {
        for row in rows {
            text += &proof_line(verdict, &row.site, ["", "", "", &row.reason]);
        }
    }
    text
}

/// A site with its verdict in front and what was found of it behind: rewrite, replacement, hazard, reason.
fn proof_line(verdict: &str, site: &Site, [rewrite, replacement, hazard, reason]: [&str; 4]) -> String {
    line(&[
        verdict,
        &site.location.path,
        &site.location.line.to_string(),
        &site.location.column.to_string(),
        site.spelling.name(),
        &site.expression,
        &site.item,
        &site.package,
        site.cloned.class.name(),
        site.cloned.ty.as_deref().unwrap_or_default(),
        rewrite,
        replacement,
        hazard,
        reason,
    ])
}

fn line(fields: &[&str]) -> String {
    let mut text = String::new();
    for (at, field) in fields.iter().enumerate() {
        let separator = if at > 0 { "," } else { "" };
        // Writing to a string cannot fail.
        let _ = if field.contains([',', '"', '\n', '\r']) {
            write!(text, "{separator}\"{}\"", field.replace('"', "\"\""))
        } else {
            write!(text, "{separator}{field}")
        };
    }
    text + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::proof::samples;

    #[test]
    fn a_proof_has_a_line_a_site_with_its_verdict() {
        let text = verdicts(&samples::full());
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 1 + samples::SITES);
        assert_eq!(
            lines[1],
            "removable,src/db/manager.rs,10,9,method,self.pool.clone(),demo::db::Manager::open,demo,string,String,move,self.pool,,"
        );
        for (verdict, count) in [("removable,", 4), ("needed,", 4), ("not-tried,", 2)] {
            assert_eq!(lines.iter().filter(|line| line.starts_with(verdict)).count(), count, "{verdict}");
        }
        assert!(lines[3].ends_with(",counted;generic,"), "{}", lines[3]);
        assert!(lines[5].ends_with(",,,,E0382: borrow of moved value: `a`"), "{}", lines[5]);
        let empty = verdicts(&samples::empty());
        assert_eq!(empty.lines().count(), 1);
    }

    #[test]
    fn fields_are_quoted_where_they_must_be() {
        assert_eq!(line(&["a", "b,c", "say \"x\""]), "a,\"b,c\",\"say \"\"x\"\"\"\n");
    }
}
