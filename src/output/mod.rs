//! Formats: one file each, pure rendering of finished values.
//!
//! A format is a [`Format`]: for each document that it can render, a function. [`FORMATS`] is the only place that lists
//! them: arguments, help and errors follow from it.

mod csv;
mod density;
mod foreign;
mod format;
mod github;
mod gitlab;
mod json;
mod jsonl;
mod markdown;
mod profile;
mod proof;
mod rules;
mod site;
mod svg;
mod table;
mod words;

pub(crate) use format::{CheckResult, Explanation, Forge, Format, Found, SourceLines, Style};
pub(crate) use json::sites_document;
pub(crate) use site::explained as explained_site;

/// All formats; the first is the default.
pub(crate) const FORMATS: &[&Format] = &[
    &table::FORMAT,
    &json::FORMAT,
    &jsonl::FORMAT,
    &markdown::FORMAT,
    &csv::FORMAT,
    &svg::FORMAT,
    &github::FORMAT,
    &gitlab::FORMAT,
];

/// The verdict as a comment on a pull request or the summary of a job, beside what another format says of it.
pub(crate) fn summary_of_check(check: &CheckResult<'_>, style: Style) -> anyhow::Result<String> {
    markdown::FORMAT.check(check, style)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_have_unique_names_and_the_default_renders_every_document() {
        for format in FORMATS {
            assert_eq!(FORMATS.iter().filter(|other| other.name == format.name).count(), 1);
        }
        let Format {
            name: _,
            forge: _,
            is_for_programs: _,
            holds_audits: _,
            report,
            list,
            types,
            diff,
            check,
            history,
            prove,
            profile,
            profile_diff,
            explain,
        } = FORMATS[0];
        assert!(report.is_some() && list.is_some() && types.is_some() && diff.is_some());
        assert!(check.is_some() && history.is_some() && prove.is_some() && explain.is_some());
        assert!(profile.is_some() && profile_diff.is_some());
    }
}
