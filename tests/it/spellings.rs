//! Every spelling, against the answers that stand in `fixtures/spellings`.

use clone_audit::model::{Scope, Spelling};
use clone_audit::syntax::{self, FileFacts};
use clone_audit::types;

use crate::markers::{self, Expected};
use crate::support;

/// Sites of a scanned file as markers name them; a call whose type is needed counts only where it is plain.
fn sites(facts: &FileFacts) -> Vec<Expected> {
    facts
        .sites
        .iter()
        .filter(|site| {
            site.spelling != Spelling::Implicit
                || types::clones_owned(&site.name, &site.receiver_type, &facts.declarations)
        })
        .map(|site| Expected {
            line: site.span.name.0,
            spelling: site.spelling.to_string(),
            column: Some(site.span.name.1),
            scope: site.scope.unwrap_or(Scope::Production),
        })
        .collect()
}

#[test]
fn every_marked_site_is_found_where_it_stands_and_nothing_else() {
    let mut differences = Vec::new();
    let mut files = 0;
    for entry in std::fs::read_dir(support::fixture("spellings")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        files += 1;
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let facts = syntax::scan(&text).unwrap();
        assert_eq!(facts.parse_error.is_some(), name == "degraded.rs", "{name}: {:?}", facts.parse_error);
        differences.extend(markers::differences(&name, &text, &sites(&facts)));
    }
    assert!(files >= 10, "the fixtures are there");
    assert!(differences.is_empty(), "{} differences\n{}", differences.len(), differences.join("\n"));
}

#[test]
fn every_span_slices_to_text_that_holds_the_cloning_call() {
    for entry in std::fs::read_dir(support::fixture("spellings")).unwrap() {
        let path = entry.unwrap().path();
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        for site in syntax::scan(&text).unwrap().sites {
            let slice = &text[site.span.bytes.clone()];
            assert!(slice.contains(&site.name), "{}: {slice:?}", path.display());
            let start = text[..site.span.bytes.start].trim_start_matches('\u{feff}');
            assert_eq!(start.matches('\n').count() + 1, site.span.start.0 as usize, "{}: {slice:?}", path.display());
        }
    }
}
