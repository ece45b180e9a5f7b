//! `explain PATH:LINE`: all that is known of a clone.

use anyhow::{Result, bail};

use crate::cli::args::ExplainArgs;
use crate::cli::session::Session;
use crate::cli::ui::Ui;
use crate::compiler;
use crate::model::Site;
use crate::output;

/// A place in a file: `src/main.rs:10` or `src/main.rs:10:5`, as lists print it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place<'n> {
    path: &'n str,
    line: u32,
    column: Option<u32>,
}

/// The place that a name is; `None` if it is none.
pub(super) fn place(name: &str) -> Option<Place<'_>> {
    let name = name.trim_end_matches(':');
    let (before, last) = name.rsplit_once(':')?;
    let last: u32 = last.parse().ok()?;
    match before.rsplit_once(':').and_then(|(path, line)| Some((path, line.parse().ok()?))) {
        Some((path, line)) => Some(Place { path, line, column: Some(last) }),
        None => Some(Place { path: before, line: last, column: None }),
    }
}

/// What is known of the clones at a place.
///
/// # Errors
/// No clone is there, or the workspace cannot be audited.
pub(super) fn explained(place: Place<'_>, args: &ExplainArgs, ui: &Ui) -> Result<String> {
    let session = Session::open(ui, &args.workspace)?.with_orphans();
    let mut audit = session.audit()?;
    let profile = session.join_profile(&args.measured, &mut audit, false)?;
    audit.sites.retain(|site| is_at(site, place));
    if audit.sites.is_empty() {
        bail!(
            "no clone at {}:{}; `cargo clone-audit list {}` lists those of the file",
            place.path,
            place.line,
            place.path
        );
    }
    compiler::recall(&session.workspace, &mut audit.sites);
    Ok(audit.sites.iter().map(|site| output::explained_site(site, profile.as_ref())).collect::<Vec<_>>().join("\n"))
}

/// Whether the site, or the name of its method, stands there.
fn is_at(site: &Site, place: Place<'_>) -> bool {
    let at = &site.location;
    let starts = (at.line, at.column);
    let named = (at.name_line, at.name_column);
    *at.path == *place.path.trim_start_matches("./")
        && [starts, named]
            .iter()
            .any(|(line, column)| *line == place.line && place.column.is_none_or(|wanted| wanted == *column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_from_names() {
        let of = |path, line, column| Some(Place { path, line, column });
        assert_eq!(place("src/a.rs:10"), of("src/a.rs", 10, None));
        assert_eq!(place("src/a.rs:10:5"), of("src/a.rs", 10, Some(5)));
        assert_eq!(place("src/a.rs:10:5:"), of("src/a.rs", 10, Some(5)));
        for name in ["last-use", "a:b", "Arc cloning", "x:"] {
            assert_eq!(place(name), None, "{name}");
        }
    }
}
