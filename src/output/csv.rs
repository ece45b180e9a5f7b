//! Comma-separated values: a header line, then a line a row; RFC 4180 quoting.

use std::fmt::Write as _;

use crate::model::{Cost, Diff, Proof, Purpose, Report, Site, TypeTable};

use super::format::Format;

/// `--format csv`
pub(super) const FORMAT: Format = Format {
    report: Some(|report, _, _| Ok(groups(report))),
    list: Some(|found, _| Ok(sites(&found.audit.sites))),
    types: Some(|table, _| Ok(types(table))),
    diff: Some(|diff, _| Ok(files(diff))),
    prove: Some(|proof, _| Ok(verdicts(proof))),
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

fn sites(sites: &[Site]) -> String {
    let mut text = line(&[
        "path",
        "line",
        "column",
        "name_line",
        "name_column",
        "spelling",
        "class",
        "cost",
        "type",
        "category",
        "scope",
        "package",
        "item",
        "in_macro",
        "loops",
        "impact",
        "disposition",
        "purpose",
        "rules",
        "expression",
        "fingerprint",
    ]);
    for site in sites {
        text += &line(&[
            &site.location.path,
            &site.location.line.to_string(),
            &site.location.column.to_string(),
            &site.location.name_line.to_string(),
            &site.location.name_column.to_string(),
            site.spelling.name(),
            site.cloned.class.name(),
            site.cloned.cost.name(),
            site.cloned.ty.as_deref().unwrap_or_default(),
            &site.category,
            site.scope.name(),
            &site.package,
            &site.item,
            if site.in_macro { "true" } else { "false" },
            &site.usage.loops.to_string(),
            &site.verdict.impact.to_string(),
            site.disposition().name(),
            site.verdict.purpose.map_or("", Purpose::name),
            &site.verdict.rules.join(" "),
            &site.expression,
            &site.fingerprint,
        ]);
    }
    text
}

fn types(table: &TypeTable) -> String {
    let mut text = line(&[
        "package",
        "origin",
        "name",
        "item",
        "path",
        "line",
        "kind",
        "clone",
        "copy",
        "copy_candidate",
        "size",
        "size_exact",
        "heap",
        "newtype_over_string",
        "sites",
        "explicit",
        "class",
        "cost",
    ]);
    for row in &table.types {
        text += &line(&[
            &row.package,
            row.origin.name(),
            &row.name,
            &row.item,
            row.path.as_deref().unwrap_or_default(),
            &row.line.map(|line| line.to_string()).unwrap_or_default(),
            row.kind.name(),
            row.clone.name(),
            &row.copy.to_string(),
            &row.copy_candidate.to_string(),
            &row.size.to_string(),
            &row.size_exact.to_string(),
            &row.heap.map(|heap| heap.to_string()).unwrap_or_default(),
            &row.newtype_over_string.to_string(),
            &row.sites.to_string(),
            &row.explicit.to_string(),
            row.class.name(),
            row.cost.name(),
        ]);
    }
    text
}

/// By file.
fn files(diff: &Diff) -> String {
    let mut text = line(&["path", "before", "after", "delta", "percent", "respelled"]);
    for row in &diff.by_file {
        let percent = row.percent.map(|percent| format!("{percent:.1}")).unwrap_or_default();
        text += &line(&[
            &row.name,
            &row.before.to_string(),
            &row.after.to_string(),
            &row.delta.to_string(),
            &percent,
            &row.respelled.to_string(),
        ]);
    }
    text
}

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
        let caution = row.caution.iter().map(|caution| caution.name()).collect::<Vec<_>>().join(";");
        text += &proof_line("removable", &row.site, [row.form.name(), &row.replacement, &caution, ""]);
    }
    for (verdict, rows) in [("needed", &proof.needed), ("not-tried", &proof.not_tried)] {
        for row in rows {
            text += &proof_line(verdict, &row.site, ["", "", "", &row.reason]);
        }
    }
    text
}

/// A site with its verdict in front and what was found of it behind: form, replacement, caution, reason.
fn proof_line(verdict: &str, site: &Site, [form, replacement, caution, reason]: [&str; 4]) -> String {
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
        form,
        replacement,
        caution,
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
