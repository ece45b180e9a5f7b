//! JSON lines: a site a line, each written before the next one is rendered.

use super::format::Format;
use super::json::escaped;

/// `--format jsonl`
pub(super) const FORMAT: Format = Format {
    list: Some(|found, _, to| {
        for site in &found.audit.sites {
            writeln!(to, "{}", escaped(serde_json::to_string(site)?))?;
        }
        Ok(())
    }),
    is_for_programs: true,
    ..Format::new("jsonl")
};
